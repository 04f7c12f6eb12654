//! Answers requests: files of the site, the two files of the preview itself, and its events.

use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use axum::body::{Body as Stream, Bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use tokio::sync::watch;

use super::address::{Asked, is_in_numbers, is_own_host, resolve};
use super::preview::{Body, Site};
use super::status::{Status, events};
use crate::site::media_type;

/// Pages of the preview may load what it serves and nothing else.
const POLICY: &str =
    "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
const SCRIPT: &str = include_str!("client/reload.js");
const STYLES: &str = include_str!("client/overlay.css");

/// What all requests share.
pub(super) struct Shared {
    pub(super) port: u16,
    /// Whether others in the network may look.
    pub(super) lan: bool,
    pub(super) site: RwLock<Arc<dyn Site>>,
    pub(super) status: watch::Sender<Status>,
    /// The page that stands in for a site that could not be made yet.
    pub(super) waiting: RwLock<String>,
}

impl Shared {
    fn site(&self) -> Arc<dyn Site> {
        Arc::clone(&self.site.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Answers one request.
pub(super) async fn respond(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (request, _) = request.into_parts();
    let mut response = if !is_for_us(&request, shared.port, shared.lan) {
        plain(StatusCode::MISDIRECTED_REQUEST, "This server answers to localhost only.\n")
    } else if !matches!(request.method, Method::GET | Method::HEAD) {
        let mut refused = plain(StatusCode::METHOD_NOT_ALLOWED, "GET or HEAD only.\n");
        set(refused.headers_mut(), header::ALLOW, "GET, HEAD");
        refused
    } else {
        answer(&shared, &request).await
    };
    let headers = response.headers_mut();
    set(headers, header::CACHE_CONTROL, "no-store");
    set(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(headers, header::REFERRER_POLICY, "no-referrer");
    set(headers, HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    response
}

/// Whether the request calls this server by one of the machine's own names, or from the network by its address.
fn is_for_us(request: &Parts, port: u16, lan: bool) -> bool {
    let is_own_host = |host: &str, port| is_own_host(host, port) || lan && is_in_numbers(host, port);
    let mut hosts = request.headers.get_all(header::HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok());
    let named = request.uri.authority().is_none_or(|authority| is_own_host(authority.as_str(), port));
    named && hosts.next().is_none() && host.is_some_and(|host| is_own_host(host, port))
}

async fn answer(shared: &Arc<Shared>, request: &Parts) -> Response {
    let path = request.uri.path();
    if let Some(own) = path.strip_prefix("/-mulu/") {
        return match own {
            "reload.js" => whole("x.js", Bytes::from_static(SCRIPT.as_bytes())),
            "overlay.css" => whole("x.css", Bytes::from_static(STYLES.as_bytes())),
            "events" => {
                let query = request.uri.query().unwrap_or_default();
                let since = query.split('&').find_map(|pair| pair.strip_prefix("since=")).unwrap_or_default();
                events(shared.status.subscribe(), since).into_response()
            }
            _ => plain(StatusCode::NOT_FOUND, "Not found.\n"),
        };
    }
    let Some(asked) = resolve(path) else {
        return plain(StatusCode::BAD_REQUEST, "No file of a site has this address.\n");
    };
    let to = (!path.ends_with('/')).then(|| format!("{path}/{}", query_of(request)));
    let range = request.headers.get(header::RANGE).and_then(|range| range.to_str().ok()).map(str::to_owned);
    let shared = Arc::clone(shared);
    // A page may be rendered when it is asked for, and a file comes from the disk: neither may hold up the others.
    let answered = tokio::task::spawn_blocking(move || find(&shared, asked, to.as_deref(), range.as_deref())).await;
    answered.unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR, "This page could not be made.\n"))
}

fn query_of(request: &Parts) -> String {
    request.uri.query().map_or_else(String::new, |query| format!("?{query}"))
}

/// Looks up what is asked for; `as_folder` is the address of the same as a folder.
fn find(shared: &Shared, asked: Asked, as_folder: Option<&str>, range: Option<&str>) -> Response {
    // Taken before the site: a page may be newer than it says, and is then loaded once more; never the other way about.
    let version = shared.status.borrow().version.text();
    let site = shared.site();
    let path = match asked {
        Asked::File(path) => path,
        Asked::Folder(folder) => folder + "index.html",
    };
    if let Some(body) = site.get(&path) {
        return file(&path, &body, &version, range);
    }
    if let (Some(to), Some(_)) = (as_folder, site.get(&format!("{path}/index.html"))) {
        let mut moved = plain(StatusCode::FOUND, "");
        set(moved.headers_mut(), header::LOCATION, to);
        return moved;
    }
    let mut missing = match site.get("404.html") {
        Some(body) => file("404.html", &body, &version, None),
        // An open page of an earlier run waits as well.
        None if path.ends_with(".html") && site.get("index.html").is_none() => {
            page(shared.waiting.read().unwrap_or_else(PoisonError::into_inner).as_bytes(), &version)
        }
        None => plain(StatusCode::NOT_FOUND, "Not found.\n"),
    };
    *missing.status_mut() = StatusCode::NOT_FOUND;
    missing
}

fn file(path: &str, body: &Body, version: &str, range: Option<&str>) -> Response {
    let is_page = media_type::of(path).starts_with("text/html");
    match body {
        Body::Bytes(bytes) if is_page => page(bytes, version),
        Body::Bytes(bytes) => match range.map(|range| parse_range(range, bytes.len() as u64)) {
            None | Some(Asks::Whole) => whole(path, bytes.clone()),
            Some(Asks::Part(from, to)) => match (usize::try_from(from), usize::try_from(to)) {
                (Ok(start), Ok(end)) if start <= end && end < bytes.len() => {
                    part(path, bytes.slice(start..=end), from, bytes.len() as u64)
                }
                _ => whole(path, bytes.clone()),
            },
            Some(Asks::Nothing) => unsatisfiable(bytes.len() as u64),
        },
        Body::File(real) => match read(real, range) {
            Ok(Read::Whole(bytes)) if is_page => page(&bytes, version),
            Ok(Read::Whole(bytes)) => whole(path, bytes.into()),
            Ok(Read::Part(bytes, from, size)) => part(path, bytes.into(), from, size),
            Ok(Read::Nothing(size)) => unsatisfiable(size),
            Err(_) => plain(StatusCode::NOT_FOUND, "This file cannot be read.\n"),
        },
    }
}

/// A page, with the script that keeps it up to date.
fn page(html: &[u8], version: &str) -> Response {
    let mut response = whole("x.html", with_script(html, version).into());
    set(response.headers_mut(), header::CONTENT_SECURITY_POLICY, POLICY);
    response
}

/// The page with the script's element before the last `</body>`, or at its end.
fn with_script(html: &[u8], version: &str) -> Vec<u8> {
    let end = b"</body>";
    let at = html.windows(end.len()).rposition(|part| part.eq_ignore_ascii_case(end)).unwrap_or(html.len());
    let script = format!("<script src=\"/-mulu/reload.js?v={version}\" defer></script>");
    [&html[..at], script.as_bytes(), &html[at..]].concat()
}

fn whole(path: &str, bytes: Bytes) -> Response {
    let mut response = Response::new(Stream::from(bytes));
    set(response.headers_mut(), header::CONTENT_TYPE, media_type::of(path));
    set(response.headers_mut(), header::ACCEPT_RANGES, "bytes");
    response
}

fn part(path: &str, bytes: Bytes, from: u64, size: u64) -> Response {
    let to = from + (bytes.len() as u64).saturating_sub(1);
    let mut response = whole(path, bytes);
    *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    set(response.headers_mut(), header::CONTENT_RANGE, &format!("bytes {from}-{to}/{size}"));
    response
}

fn unsatisfiable(size: u64) -> Response {
    let mut response = plain(StatusCode::RANGE_NOT_SATISFIABLE, "");
    set(response.headers_mut(), header::CONTENT_RANGE, &format!("bytes */{size}"));
    response
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    let mut response = whole("x.txt", Bytes::from_static(text.as_bytes()));
    *response.status_mut() = status;
    response
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

enum Read {
    Whole(Vec<u8>),
    Part(Vec<u8>, u64, u64),
    Nothing(u64),
}

fn read(path: &Path, range: Option<&str>) -> io::Result<Read> {
    let mut file = std::fs::File::open(path)?;
    let size = file.metadata()?.len();
    let mut bytes = Vec::new();
    Ok(match range.map(|range| parse_range(range, size)) {
        Some(Asks::Part(from, to)) => {
            file.seek(SeekFrom::Start(from))?;
            file.take(to - from + 1).read_to_end(&mut bytes)?;
            Read::Part(bytes, from, size)
        }
        Some(Asks::Nothing) => Read::Nothing(size),
        None | Some(Asks::Whole) => {
            file.read_to_end(&mut bytes)?;
            Read::Whole(bytes)
        }
    })
}

/// What a `Range` asks of a file.
#[derive(Debug, PartialEq, Eq)]
enum Asks {
    /// All of it: the range is of a kind that may be ignored (RFC 9110, section 14.2).
    Whole,
    /// From the first to the second byte, both included.
    Part(u64, u64),
    /// Bytes that it does not have.
    Nothing,
}

/// Reads a `Range` of one part: `bytes=0-99`, `bytes=100-`, `bytes=-50`.
fn parse_range(range: &str, size: u64) -> Asks {
    let Some((from, to)) = range.strip_prefix("bytes=").and_then(|range| range.split_once('-')) else {
        return Asks::Whole;
    };
    let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse::<u64>().ok()).flatten();
    match (number(from), number(to), from.is_empty(), to.is_empty()) {
        (Some(from), None, _, true) if from < size => Asks::Part(from, size - 1),
        (Some(from), Some(to), _, _) if from <= to && from < size => Asks::Part(from, to.min(size - 1)),
        (Some(from), Some(to), _, _) if from > to => Asks::Whole,
        (None, Some(last), true, _) if last > 0 && size > 0 => Asks::Part(size - last.min(size), size - 1),
        (Some(_), None, _, true) | (Some(_), Some(_), _, _) | (None, Some(_), true, _) => Asks::Nothing,
        _ => Asks::Whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_rfc_9110_says() {
        for (range, expected) in [
            ("bytes=0-0", Asks::Part(0, 0)),
            ("bytes=2-4", Asks::Part(2, 4)),
            ("bytes=2-99", Asks::Part(2, 9)),
            ("bytes=9-", Asks::Part(9, 9)),
            ("bytes=-3", Asks::Part(7, 9)),
            ("bytes=-99", Asks::Part(0, 9)),
            ("bytes=10-", Asks::Nothing),
            ("bytes=10-12", Asks::Nothing),
            ("bytes=-0", Asks::Nothing),
            ("bytes=4-2", Asks::Whole),
            ("bytes=0-1,3-4", Asks::Whole),
            ("bytes=-", Asks::Whole),
            ("bytes=a-b", Asks::Whole),
            ("bytes=+1-2", Asks::Whole),
            ("lines=1-2", Asks::Whole),
            ("bytes=99999999999999999999-", Asks::Whole),
        ] {
            assert_eq!(parse_range(range, 10), expected, "{range}");
        }
        assert_eq!(parse_range("bytes=0-", 0), Asks::Nothing);
        assert_eq!(parse_range("bytes=-1", 0), Asks::Nothing);
    }

    #[test]
    fn the_script_stands_before_the_end_of_the_body() {
        let html = |html: &str| String::from_utf8(with_script(html.as_bytes(), "1-2-3")).expect("text");
        let script = "<script src=\"/-mulu/reload.js?v=1-2-3\" defer></script>";
        assert_eq!(html("<body>目录</body></html>"), format!("<body>目录{script}</body></html>"));
        assert_eq!(html("<body></BODY>"), format!("<body>{script}</BODY>"));
        assert_eq!(html("<pre>&lt;/body></pre>"), format!("<pre>&lt;/body></pre>{script}"));
        assert_eq!(html("a</body>b</body>"), format!("a</body>b{script}</body>"));
        assert_eq!(html(""), script);
    }
}
