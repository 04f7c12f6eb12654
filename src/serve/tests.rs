//! The preview over real sockets, with real files that are saved in every way in which people's programs save.

use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::{Body, Examining, Making, Options, Patch, Preview, Report, Server, Snapshot, Tell, Watched};
use crate::findings::{Finding, Place, rules};
use crate::messages::{Arg, Lang, Messages};

/// Longer than any machine should need.
const PATIENCE: Duration = Duration::from_secs(20);

/// Makes a page of every `.md` file: `content/a/b.md` becomes `a/b.html`. A file that says `WRONG` is a fault, one that
/// says `PANIC` a fault of the program.
struct Pages {
    root: PathBuf,
    slow: Duration,
    log: Arc<Mutex<Vec<Vec<PathBuf>>>>,
    indexed: Arc<Mutex<Option<Tell>>>,
}

impl Preview for Pages {
    fn when_indexed(&mut self, tell: Tell) {
        *locked(&self.indexed) = Some(tell);
    }

    fn rebuild(&mut self, changed: &[PathBuf]) -> Making {
        locked(&self.log).push(changed.to_vec());
        let (root, slow) = (self.root.clone(), self.slow);
        Box::new(move || {
            std::thread::sleep(slow);
            Self::make(&root)
        })
    }
}

impl Pages {
    fn make(root: &Path) -> Snapshot {
        let content = root.join("content");
        let mut files: BTreeMap<String, Body> = BTreeMap::new();
        let mut findings = Vec::new();
        let bytes = |text: String| Body::Bytes(text.into());
        for entry in walkdir::WalkDir::new(&content).follow_links(true).into_iter().filter_map(Result::ok) {
            let path = entry.path().strip_prefix(&content).expect("inside").to_string_lossy().replace('\\', "/");
            if let Some(name) = path.strip_suffix(".md") {
                let text = fs::read_to_string(entry.path()).unwrap_or_default();
                assert!(!text.contains("PANIC"), "as asked");
                if text.contains("WRONG") {
                    let place = Place::in_text(format!("content/{path}").into(), &text, 0, 5);
                    findings.push(Finding::new(&rules::FRONT_SYNTAX, place).with("detail", "<b>WRONG</b>"));
                }
                files.insert(format!("{name}.html"), bytes(format!("<html><body>{text}</body></html>")));
            } else if entry.file_type().is_file() {
                files.insert(path, Body::File(entry.into_path()));
            }
        }
        let site = findings.is_empty().then(|| Arc::new(files) as Arc<dyn super::Site>);
        Snapshot { site, differs: true, findings: Some(findings) }
    }
}

#[derive(Default)]
struct Said(Mutex<Vec<String>>);

impl Report for Said {
    fn say(&self, id: &str, args: &[(&'static str, Arg)]) {
        for lang in [Lang::Zh, Lang::En] {
            let text = Messages::new(lang).get(id, args);
            assert!(text != id && !text.contains("{$"), "{lang:?} has no {id}");
        }
        locked(&self.0).push(id.to_owned());
    }
    fn findings(&self, _findings: &[Finding]) {}
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Site {
    server: Server,
    said: Arc<Said>,
    log: Arc<Mutex<Vec<Vec<PathBuf>>>>,
    /// Says that the search has followed.
    indexed: Arc<Mutex<Option<Tell>>>,
    root: PathBuf,
    _temp: tempfile::TempDir,
}

/// A site's folder with one page, `content/index.md`, and a secret beside it.
fn folder() -> tempfile::TempDir {
    let temp = tempfile::tempdir().expect("a temporary folder");
    let root = temp.path().join("site");
    fs::create_dir_all(root.join("content/通知")).expect("a site");
    fs::write(root.join("site.toml"), "SECRET").expect("a site");
    fs::write(root.join("content/index.md"), "first").expect("a site");
    fs::write(root.join("content/404.md"), "not here").expect("a site");
    temp
}

fn start() -> Site {
    start_in(folder(), Options { port: 0, ..Options::default() }, Duration::ZERO)
}

fn start_in(temp: tempfile::TempDir, options: Options, slow: Duration) -> Site {
    let root = temp.path().join("site");
    let (said, log, indexed) = (Arc::new(Said::default()), Arc::default(), Arc::default());
    let pages = Pages { root: root.clone(), slow, log: Arc::clone(&log), indexed: Arc::clone(&indexed) };
    let messages = Arc::new(Messages::new(Lang::Zh));
    let report = Arc::clone(&said) as Arc<dyn Report>;
    let server = Server::start(pages, Watched::of_site(&root), &options, messages, report).expect("a server");
    let site = Site { server, said, log, indexed, root, _temp: temp };
    site.wait_for("the first site", || locked(&site.said.0).iter().any(|id| id == "serve-ready"));
    site
}

struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Site {
    fn wait_for(&self, what: &str, is_so: impl Fn() -> bool) {
        let began = Instant::now();
        while !is_so() {
            assert!(began.elapsed() < PATIENCE, "waited in vain for {what}; said {:?}", locked(&self.said.0));
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn host(&self) -> String {
        format!("127.0.0.1:{}", self.server.port())
    }

    fn ask(&self, method: &str, target: &str, headers: &str) -> Answer {
        ask(self.server.port(), method, target, headers)
    }

    fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, &format!("Host: {}\r\n", self.host()))
    }

    /// The state that a page says it was served from.
    fn version(&self) -> String {
        let page = self.get("/").text();
        let (_, rest) = page.split_once("reload.js?v=").expect("the script");
        rest.split('"').next().expect("a version").to_owned()
    }

    fn events(&self, since: &str) -> Events {
        Events::open(self.server.port(), since)
    }

    fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Does something to the files and waits until the open page is told, and the site has what it should.
    fn after(&self, doing: impl FnOnce(&Path), target: &str, expected: &str) {
        let mut events = self.events(&self.version());
        doing(&self.root);
        events.wait_for("reload");
        self.wait_for(&format!("{target} to say {expected}"), || self.get(target).text().contains(expected));
    }

    fn rebuilds(&self) -> usize {
        locked(&self.log).len()
    }

    /// Waits until nothing happens any more.
    fn settle(&self) {
        let mut before = usize::MAX;
        while before != self.rebuilds() {
            before = self.rebuilds();
            std::thread::sleep(Duration::from_millis(250));
        }
    }
}

fn ask(port: u16, method: &str, target: &str, headers: &str) -> Answer {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("a connection");
    stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    write!(stream, "{method} {target} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n").expect("asked");
    let mut all = Vec::new();
    stream.read_to_end(&mut all).expect("an answer");
    let end = all.windows(4).position(|part| part == b"\r\n\r\n").unwrap_or(all.len());
    let head = String::from_utf8_lossy(&all[..end]).into_owned();
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).unwrap_or(0);
    let pairs = lines.filter_map(|line| line.split_once(": "));
    let headers = pairs.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
    Answer { status, headers, body: all.get(end + 4..).unwrap_or_default().to_vec() }
}

/// The events as an open page gets them: name and data.
struct Events {
    /// What was wrong at first.
    wrong: String,
    /// What came before the findings.
    before: VecDeque<(String, String)>,
    events: Receiver<(String, String)>,
    stream: TcpStream,
}

impl Events {
    fn open(port: u16, since: &str) -> Self {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("a connection");
        write!(stream, "GET /-mulu/events?since={since} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n").expect("asked");
        let (sender, events) = channel();
        let reader = BufReader::new(stream.try_clone().expect("a second handle"));
        std::thread::spawn(move || {
            let mut name = String::new();
            for line in reader.lines().map_while(Result::ok) {
                if let Some(event) = line.strip_prefix("event: ") {
                    event.clone_into(&mut name);
                } else if let Some(data) = line.strip_prefix("data: ")
                    && sender.send((std::mem::take(&mut name), data.to_owned())).is_err()
                {
                    return;
                }
            }
        });
        let mut open = Self { before: VecDeque::new(), wrong: String::new(), events, stream };
        // One of the first events says what is wrong now: from then on nothing is missed.
        loop {
            let event = open.events.recv_timeout(PATIENCE).expect("the first events");
            if event.0 == "findings" {
                open.wrong = event.1;
                return open;
            }
            open.before.push_back(event);
        }
    }

    fn next(&mut self, patience: Duration) -> Option<(String, String)> {
        if let Some(event) = self.before.pop_front() {
            return Some(event);
        }
        match self.events.recv_timeout(patience) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => panic!("the server hung up"),
        }
    }

    /// The data of the next event of a name.
    fn wait_for(&mut self, wanted: &str) -> String {
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            if let Some((name, data)) = self.next(PATIENCE)
                && name == wanted
            {
                return data;
            }
        }
        panic!("no {wanted}");
    }
}

impl Drop for Events {
    fn drop(&mut self) {
        let _ = self.stream.shutdown(std::net::Shutdown::Both);
    }
}

#[test]
fn files_are_served_with_their_types_and_never_stored() {
    let site = start();
    fs::write(site.at("content/通知/表.csv"), "\u{feff}序号\r\n").expect("written");
    fs::write(site.at("content/通知/index.md"), "folder").expect("written");
    site.wait_for("the files", || site.get("/%E9%80%9A%E7%9F%A5/%E8%A1%A8.csv").status == 200);
    let page = site.get("/");
    assert_eq!((page.status, page.headers["content-type"].as_str()), (200, "text/html; charset=utf-8"));
    assert!(page.text().contains("first<script src=\"/-mulu/reload.js?v="));
    assert!(page.headers["content-security-policy"].starts_with("default-src 'self'; "));
    let table = site.get("/%E9%80%9A%E7%9F%A5/%E8%A1%A8.csv?x=1");
    assert_eq!(table.headers["content-type"], "text/csv; charset=utf-8");
    assert_eq!(table.body, "\u{feff}序号\r\n".as_bytes());
    let folder = site.get("/%E9%80%9A%E7%9F%A5?x=1");
    assert_eq!((folder.status, folder.headers["location"].as_str()), (302, "/%E9%80%9A%E7%9F%A5/?x=1"));
    assert!(site.get("/%E9%80%9A%E7%9F%A5/").text().contains("folder"));
    let missing = site.get("/nothing.html");
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("not here<script"));
    for answer in [page, table, folder, missing, site.get("/-mulu/reload.js"), site.get("/-mulu/overlay.css")] {
        assert_eq!(answer.headers["cache-control"], "no-store");
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
        assert!(!answer.headers.contains_key("access-control-allow-origin"));
    }
    let head = site.ask("HEAD", "/", &format!("Host: {}\r\n", site.host()));
    assert_eq!((head.status, head.body.len()), (200, 0));
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        let refused = site.ask(method, "/", &format!("Host: {}\r\nContent-Length: 0\r\n", site.host()));
        assert_eq!((refused.status, refused.headers["allow"].as_str()), (405, "GET, HEAD"), "{method}");
    }
}

#[test]
fn parts_of_a_file_are_served() {
    let site = start();
    fs::write(site.at("content/a.pdf"), b"0123456789").expect("written");
    site.wait_for("the file", || site.get("/a.pdf").status == 200);
    let ask = |range: &str| site.ask("GET", "/a.pdf", &format!("Host: {}\r\nRange: {range}\r\n", site.host()));
    let part = ask("bytes=2-4");
    assert_eq!((part.status, part.text().as_str()), (206, "234"));
    assert_eq!(part.headers["content-range"], "bytes 2-4/10");
    assert_eq!((ask("bytes=-2").text().as_str(), ask("bytes=8-").text().as_str()), ("89", "89"));
    let none = ask("bytes=10-");
    assert_eq!((none.status, none.headers["content-range"].as_str()), (416, "bytes */10"));
    assert_eq!(ask("bytes=0-1,4-5").status, 200);
}

#[test]
fn it_answers_to_the_machines_own_names_only() {
    let site = start();
    let port = site.server.port();
    for host in [format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}")] {
        assert_eq!(site.ask("GET", "/", &format!("Host: {host}\r\n")).status, 200, "{host}");
    }
    let strangers =
        [format!("evil.example:{port}"), "evil.example".into(), format!("localhost:{}", port ^ 1), "localhost".into()];
    for host in strangers {
        for target in ["/", "/-mulu/events", "/-mulu/reload.js"] {
            let answer = site.ask("GET", target, &format!("Host: {host}\r\n"));
            assert_eq!(answer.status, 421, "{host}");
            assert!(!answer.text().contains("first"));
        }
    }
    assert_ne!(site.ask("GET", "/", "").status, 200, "no name at all");
    let both = format!("Host: localhost:{port}\r\nHost: evil.example\r\n");
    assert_ne!(site.ask("GET", "/", &both).status, 200, "two names");
    let absolute = format!("http://evil.example:{port}/");
    assert_ne!(
        site.ask("GET", &absolute, &format!("Host: localhost:{port}\r\n")).status,
        200,
        "another name in the address"
    );
}

#[test]
fn the_network_may_look_only_where_it_was_asked_for_and_warned_of() {
    let site = start_in(folder(), Options { port: 0, lan: true, ..Options::default() }, Duration::ZERO);
    assert!(locked(&site.said.0).iter().any(|id| id == "serve-lan"));
    let port = site.server.port();
    let asked = |host: &str| site.ask("GET", "/", &format!("Host: {host}\r\n")).status;
    assert_eq!(asked(&format!("192.168.1.7:{port}")), 200);
    assert_eq!(asked(&format!("evil.example:{port}")), 421, "a name that leads here from a page elsewhere");
    let site = start();
    assert!(!locked(&site.said.0).iter().any(|id| id == "serve-lan"));
    let host = format!("Host: 192.168.1.7:{}\r\n", site.server.port());
    assert_eq!(site.ask("GET", "/", &host).status, 421);
}

#[test]
fn nothing_outside_the_site_is_served() {
    let site = start();
    let targets = [
        "/../site.toml",
        "/../../site/site.toml",
        "/%2e%2e/site.toml",
        "/..%2fsite.toml",
        "/%2e%2e%2fsite.toml",
        "/%252e%252e%252fsite.toml",
        "/..%5csite.toml",
        "/..\\site.toml",
        "/x/../../site.toml",
        "/content/../site.toml",
        "/./../site.toml",
        "//site.toml",
        "/site.toml",
        "/.mulu/manifest",
        "/content/index.md",
        "/index.md",
        "/%00",
        "/index.html%00.png",
        "/C:/Windows/win.ini",
        "/%2fetc/passwd",
        "//etc/passwd",
        "///etc/passwd",
        "/....//site.toml",
        "/-mulu/../../site.toml",
        "/-mulu/%2e%2e/site.toml",
        "/-mulu/",
        "/-mulu/secret",
        "../site.toml",
        "*",
    ];
    for target in targets {
        let answer = site.get(target);
        assert!((400..500).contains(&answer.status), "{target}: {}", answer.status);
        assert!(!answer.text().contains("SECRET") && !answer.text().contains("root:"), "{target}");
        assert!(!answer.headers.contains_key("location"), "{target} leads away");
    }
}

#[test]
fn every_way_of_saving_is_seen() {
    let site = start();
    // Notepad: the file itself is emptied and written.
    site.after(|root| fs::write(root.join("content/index.md"), "in place").expect("saved"), "/", "in place");
    // vim: a trial file, the old one becomes a backup, a new one is written, the backup goes.
    site.after(
        |root| {
            let file = root.join("content/index.md");
            let backup = root.join("content/index.md~");
            fs::write(root.join("content/4913"), "").expect("a trial");
            fs::remove_file(root.join("content/4913")).expect("removed");
            fs::rename(&file, &backup).expect("a backup");
            fs::write(&file, "by vim").expect("saved");
            fs::remove_file(&backup).expect("removed");
        },
        "/",
        "by vim",
    );
    // WPS, Office, many editors: a temporary file takes the place of the old one.
    site.after(
        |root| {
            fs::write(root.join("content/~WRD0001.tmp"), "by WPS").expect("written");
            fs::rename(root.join("content/~WRD0001.tmp"), root.join("content/index.md")).expect("replaced");
        },
        "/",
        "by WPS",
    );
    // The same with the old file moved away first, as Office does it.
    site.after(
        |root| {
            fs::write(root.join("content/1A2B3C4D"), "by Office").expect("written");
            fs::rename(root.join("content/index.md"), root.join("content/~WRL0002.tmp")).expect("away");
            fs::rename(root.join("content/1A2B3C4D"), root.join("content/index.md")).expect("replaced");
            fs::remove_file(root.join("content/~WRL0002.tmp")).expect("removed");
        },
        "/",
        "by Office",
    );
    // Appended, in several writes.
    site.after(
        |root| {
            let mut file = fs::OpenOptions::new().append(true).open(root.join("content/index.md")).expect("open");
            for part in [" and", " some", " more"] {
                file.write_all(part.as_bytes()).expect("written");
                file.flush().expect("written");
            }
        },
        "/",
        "by Office and some more",
    );
}

#[test]
fn a_save_as_vs_code_does_it_is_never_shown_half() {
    let site = start();
    let file = site.at("content/index.md");
    for number in 0..5 {
        let text = format!("number {number}, {}", "whole ".repeat(200));
        let mut events = site.events(&site.version());
        // The file is emptied, and what it holds comes in a second step.
        let mut saved = fs::OpenOptions::new().write(true).truncate(true).open(&file).expect("emptied");
        std::thread::sleep(Duration::from_millis(3));
        saved.write_all(text.as_bytes()).expect("written");
        drop(saved);
        events.wait_for("reload");
        site.wait_for("the whole text", || site.get("/").text().contains(&text));
        site.settle();
        assert!(site.get("/").text().contains(&text));
    }
}

/// Runs git in a folder; nothing where there is no git.
fn git(folder: &Path, words: &[&str]) -> Option<()> {
    let run = std::process::Command::new("git")
        .args(["-c", "user.name=a", "-c", "user.email=a@example.invalid", "-c", "commit.gpgsign=false"])
        .args(["-c", "core.autocrlf=false", "-c", "gc.auto=0"])
        .args(words)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", folder.join("none"))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output();
    let run = run.ok()?;
    assert!(run.status.success(), "git {words:?}: {}", String::from_utf8_lossy(&run.stderr));
    Some(())
}

#[test]
fn a_checkout_between_two_commits_is_followed() {
    let temp = folder();
    let root = temp.path().join("site");
    if git(&root, &["init", "-q"]).is_none() {
        eprintln!("SKIPPED: there is no git on this machine");
        return;
    }
    let commit = |name: &str| {
        git(&root, &["add", "-A"]).and_then(|()| git(&root, &["commit", "-q", "-m", name])).expect("git");
        git(&root, &["tag", name]).expect("git");
    };
    let write = |number: usize, text: &str| {
        fs::write(root.join(format!("content/n{number}.md")), format!("{text} {number}.")).expect("written");
    };
    (0..1000).for_each(|number| write(number, "old"));
    commit("old");
    // Most change, some go, some come, some move.
    (0..900).for_each(|number| write(number, "new"));
    (900..950).for_each(|number| fs::remove_file(root.join(format!("content/n{number}.md"))).expect("removed"));
    (1000..1050).for_each(|number| write(number, "new"));
    fs::create_dir(root.join("content/moved")).expect("a folder");
    fs::rename(root.join("content/n999.md"), root.join("content/moved/n999.md")).expect("moved");
    commit("new");
    let site = start_in(temp, Options { port: 0, ..Options::default() }, Duration::ZERO);
    let says = |path: &str, text: &str| site.get(path).text().contains(text);
    let before = site.rebuilds();
    for (tag, other) in [("old", "new"), ("new", "old")] {
        let mut events = site.events(&site.version());
        git(&root, &["checkout", "-q", tag]).expect("git");
        events.wait_for("reload");
        site.settle();
        for number in [0, 450, 899] {
            site.wait_for("the checkout", || says(&format!("/n{number}.html"), &format!("{tag} {number}.")));
        }
        let (gone, here) = if tag == "old" { ("/n1049.html", "/n949.html") } else { ("/n949.html", "/n1049.html") };
        site.wait_for("what came and went", || says(here, tag) && says(gone, "not here") && !says(here, other));
        let (from, to) = ("/n999.html", "/moved/n999.html");
        let (gone, here) = if tag == "old" { (to, from) } else { (from, to) };
        site.wait_for("what moved", || says(here, "old 999.") && says(gone, "not here"));
    }
    let rebuilds = site.rebuilds() - before;
    assert!(rebuilds <= 6, "{rebuilds} rebuilds for two checkouts");
}

#[test]
fn files_and_folders_that_come_go_and_move_are_seen() {
    let site = start();
    site.after(
        |root| fs::write(root.join("content/通知/a.md"), "new").expect("saved"),
        "/%E9%80%9A%E7%9F%A5/a.html",
        "new",
    );
    site.after(
        |root| {
            fs::create_dir_all(root.join("content/b/c")).expect("folders");
            fs::write(root.join("content/b/c/d.md"), "deep").expect("saved");
        },
        "/b/c/d.html",
        "deep",
    );
    // A folder that came is watched, too.
    site.settle();
    site.after(|root| fs::write(root.join("content/b/c/d.md"), "deeper").expect("saved"), "/b/c/d.html", "deeper");
    site.after(
        |root| fs::rename(root.join("content/通知/a.md"), root.join("content/b/a.md")).expect("moved"),
        "/b/a.html",
        "new",
    );
    assert_eq!(site.get("/%E9%80%9A%E7%9F%A5/a.html").status, 404);
    site.after(
        |root| fs::rename(root.join("content/b"), root.join("content/z")).expect("moved"),
        "/z/c/d.html",
        "deeper",
    );
    site.after(|root| fs::remove_dir_all(root.join("content/z")).expect("removed"), "/z/c/d.html", "not here");
    // From outside, as from a desktop.
    fs::write(site.at("elsewhere.md"), "from elsewhere").expect("written");
    site.after(
        |root| fs::rename(root.join("elsewhere.md"), root.join("content/e.md")).expect("moved"),
        "/e.html",
        "from elsewhere",
    );
}

#[test]
fn settings_and_folders_of_the_root_are_seen() {
    let temp = folder();
    let root = temp.path().join("site");
    fs::rename(root.join("content"), root.join("aside")).expect("no content yet");
    let site = start_in(temp, Options { port: 0, ..Options::default() }, Duration::ZERO);
    assert_eq!(site.get("/").status, 404);
    let version =
        site.get("/").text().split("reload.js?v=").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned);
    let mut events = site.events(&version.expect("the page that waits is kept up to date, too"));
    fs::rename(root.join("aside"), root.join("content")).expect("moved");
    events.wait_for("reload");
    site.after(|root| fs::write(root.join("content/index.md"), "watched").expect("saved"), "/", "watched");
    site.settle();
    let before = site.rebuilds();
    fs::write(root.join("site.toml.new"), "title").expect("written");
    fs::rename(root.join("site.toml.new"), root.join("site.toml")).expect("replaced");
    site.wait_for("the settings", || site.rebuilds() > before);
    assert_eq!(locked(&site.log).last(), Some(&vec![root.join("site.toml")]));
    // What is not watched: the output, the program's own folder, other files of the root.
    site.settle();
    let before = site.rebuilds();
    fs::create_dir_all(root.join("public/a")).expect("a folder");
    fs::write(root.join("public/a/index.html"), "x").expect("written");
    fs::create_dir_all(root.join(".mulu")).expect("a folder");
    fs::write(root.join(".mulu/manifest"), "x").expect("written");
    fs::write(root.join("README.md"), "x").expect("written");
    for name in ["~$a.docx", ".a.md.swp", "4913", "a.md~", ".DS_Store"] {
        fs::write(root.join("content").join(name), "x").expect("written");
    }
    site.settle();
    assert_eq!(site.rebuilds(), before, "{:?}", locked(&site.log).last());
}

#[cfg(unix)]
#[test]
fn a_content_folder_that_is_a_link_is_watched() {
    let temp = folder();
    let root = temp.path().join("site");
    fs::rename(root.join("content"), temp.path().join("share")).expect("moved");
    std::os::unix::fs::symlink(temp.path().join("share"), root.join("content")).expect("a link");
    let site = start_in(temp, Options { port: 0, ..Options::default() }, Duration::ZERO);
    site.after(
        |root| fs::write(root.join("content/index.md"), "through the link").expect("saved"),
        "/",
        "through the link",
    );
    site.after(|root| fs::write(root.join("../share/index.md"), "behind it").expect("saved"), "/", "behind it");
    site.settle();
    assert_eq!(locked(&site.log).last(), Some(&vec![root.join("content/index.md")]), "named as it is known");
}

#[cfg(unix)]
#[test]
fn a_link_that_is_set_to_another_folder_is_followed_where_the_disk_is_looked_at() {
    for poll in [true, false] {
        let temp = folder();
        let root = temp.path().join("site");
        fs::rename(root.join("content"), temp.path().join("first")).expect("moved");
        fs::create_dir(temp.path().join("second")).expect("a folder");
        // Of the same size and time: nothing but where the link leads tells them apart.
        for name in ["index.md", "404.md"] {
            fs::copy(temp.path().join("first").join(name), temp.path().join("second").join(name)).expect("a copy");
        }
        fs::write(temp.path().join("second/index.md"), "other").expect("written");
        let time = fs::metadata(temp.path().join("first/index.md")).and_then(|file| file.modified()).expect("a time");
        let file = fs::File::options().append(true).open(temp.path().join("second/index.md")).expect("open");
        file.set_modified(time).expect("set");
        std::os::unix::fs::symlink(temp.path().join("first"), root.join("content")).expect("a link");
        let site = start_in(temp, Options { port: 0, poll, ..Options::default() }, Duration::ZERO);
        site.after(
            |root| {
                std::os::unix::fs::symlink(root.join("../second"), root.join("link")).expect("a link");
                fs::rename(root.join("link"), root.join("content")).expect("set");
            },
            "/",
            "other",
        );
        let named = locked(&site.log).last().cloned().unwrap_or_default();
        assert!(named.contains(&root.join("content")), "poll {poll}: the folder itself is another: {named:?}");
        site.after(|root| fs::write(root.join("../second/index.md"), "later").expect("saved"), "/", "later");
    }
}

#[test]
fn where_the_system_is_silent_the_disk_is_looked_at() {
    let site = start_in(folder(), Options { port: 0, poll: true, ..Options::default() }, Duration::ZERO);
    site.after(|root| fs::write(root.join("content/index.md"), "polled").expect("saved"), "/", "polled");
    site.after(
        |root| fs::write(root.join("content/通知/a.md"), "new").expect("saved"),
        "/%E9%80%9A%E7%9F%A5/a.html",
        "new",
    );
    site.after(
        |root| fs::remove_file(root.join("content/通知/a.md")).expect("gone"),
        "/%E9%80%9A%E7%9F%A5/a.html",
        "not here",
    );
    let before = site.rebuilds();
    std::thread::sleep(Duration::from_millis(1500));
    assert_eq!(site.rebuilds(), before, "nothing changed, nothing is made");
}

#[test]
fn a_thousand_files_at_once_are_one_change() {
    let site = start();
    let mut events = site.events(&site.version());
    let before = site.rebuilds();
    for number in 0..1000 {
        fs::write(site.at(&format!("content/通知/{number}.md")), format!("number {number}")).expect("written");
    }
    events.wait_for("reload");
    site.wait_for("the last", || site.get("/%E9%80%9A%E7%9F%A5/999.html").text().contains("number 999"));
    site.settle();
    let rebuilds = site.rebuilds() - before;
    assert!(rebuilds <= 3, "{rebuilds} rebuilds");
}

#[test]
fn while_the_site_is_made_changes_wait_and_the_last_one_wins() {
    let site = start_in(folder(), Options { port: 0, ..Options::default() }, Duration::from_millis(400));
    let before = site.rebuilds();
    for number in 0..30 {
        fs::write(site.at("content/index.md"), format!("number {number}.")).expect("saved");
        std::thread::sleep(Duration::from_millis(30));
    }
    site.wait_for("the last", || site.get("/").text().contains("number 29."));
    site.settle();
    assert!(site.rebuilds() - before <= 6, "{}", site.rebuilds() - before);
}

/// How long making the site and looking for faults take in [`Patching`].
const LONG: Duration = Duration::from_millis(1500);

/// Shows a change at once; making the site anew and examining it take long.
struct Patching {
    root: PathBuf,
    pages: Arc<Mutex<BTreeMap<String, Body>>>,
    examined: Arc<Mutex<Vec<bool>>>,
}

impl Patching {
    /// Whether it is another page.
    fn read(&self) -> bool {
        let text = fs::read_to_string(self.root.join("content/index.md")).unwrap_or_default();
        let page = Body::Bytes(format!("<html><body>{text}</body></html>").into());
        locked(&self.pages).insert("index.html".to_owned(), page.clone()) != Some(page)
    }
}

impl super::Site for Mutex<BTreeMap<String, Body>> {
    fn get(&self, path: &str) -> Option<Body> {
        locked(self).get(path).cloned()
    }
}

impl Preview for Patching {
    fn patch(&mut self, _: &[PathBuf]) -> Patch {
        if self.read() { Patch::Shown } else { Patch::Nothing }
    }

    fn rebuild(&mut self, changed: &[PathBuf]) -> Making {
        self.read();
        let (pages, slow) = (Arc::clone(&self.pages), !changed.is_empty());
        Box::new(move || {
            std::thread::sleep(if slow { LONG } else { Duration::ZERO });
            Snapshot { site: Some(pages), differs: false, findings: None }
        })
    }

    fn examine(&mut self) -> Examining {
        let (began, examined) = (Instant::now(), Arc::clone(&self.examined));
        Box::new(move |is_over| {
            while began.elapsed() < LONG && !is_over() {
                std::thread::sleep(Duration::from_millis(2));
            }
            locked(&examined).push(!is_over());
            (!is_over()).then(Vec::new)
        })
    }
}

fn patching() -> (Site, Arc<Mutex<Vec<bool>>>) {
    let temp = folder();
    let root = temp.path().join("site");
    let (said, examined) = (Arc::new(Said::default()), Arc::<Mutex<Vec<bool>>>::default());
    let preview = Patching { root: root.clone(), pages: Arc::default(), examined: Arc::clone(&examined) };
    let messages = Arc::new(Messages::new(Lang::Zh));
    let options = Options { port: 0, ..Options::default() };
    let report = Arc::clone(&said) as Arc<dyn Report>;
    let server = Server::start(preview, Watched::of_site(&root), &options, messages, report).expect("a server");
    let site = Site { server, said, log: Arc::default(), indexed: Arc::default(), root, _temp: temp };
    site.wait_for("the first site", || site.get("/").text().contains("first"));
    (site, examined)
}

#[test]
fn a_save_is_told_once_however_often_the_system_tells_of_it() {
    let (site, examined) = patching();
    let mut events = site.events(&site.version());
    fs::write(site.at("content/index.md"), "second").expect("saved");
    events.wait_for("reload");
    for _ in 0..3 {
        std::thread::sleep(Duration::from_millis(60));
        fs::write(site.at("content/index.md"), "second").expect("saved");
    }
    site.wait_for("the faults", || locked(&examined).last() == Some(&true));
    // All that came since is what is wrong.
    while let Some((name, _)) = events.next(Duration::from_millis(50)) {
        assert_eq!(name, "findings", "the page is told a second time");
    }
}

#[test]
fn a_save_is_shown_while_the_one_before_is_worked_out() {
    let (site, examined) = patching();
    // Now and then the making of an earlier save is at work, now and then the search for faults.
    let mut waited = Duration::ZERO;
    for number in 0..10 {
        std::thread::sleep(Duration::from_millis([40, 350][number % 2]));
        let text = format!("number {number}.");
        let began = Instant::now();
        fs::write(site.at("content/index.md"), &text).expect("saved");
        site.wait_for("the save", || site.get("/").text().contains(&text));
        waited = waited.max(began.elapsed());
    }
    assert!(waited < LONG / 2, "a save waited {waited:?} for the one before");
    site.wait_for("the faults", || locked(&examined).last() == Some(&true));
    assert!(locked(&examined).iter().filter(|is_whole| **is_whole).count() <= 2, "{:?}", locked(&examined));
}

#[test]
fn every_edit_is_shown() {
    let site = start();
    let mut events = site.events(&site.version());
    for number in 0..8 {
        fs::write(site.at("content/index.md"), format!("number {number}.")).expect("saved");
        events.wait_for("reload");
        assert!(site.get("/").text().contains(&format!("number {number}.")));
        site.settle();
    }
}

#[test]
fn what_is_wrong_is_shown_and_goes_away_when_it_is_mended() {
    let site = start();
    let mut events = site.events(&site.version());
    fs::write(site.at("content/index.md"), "WRONG <script>alert(1)</script>").expect("saved");
    let data = events.wait_for("findings");
    let overlay: serde_json::Value = serde_json::from_str(&data).expect("JSON");
    let finding = &overlay["findings"][0];
    assert_eq!(finding["code"], "front.syntax");
    assert_eq!(finding["place"], "content/index.md:1:1");
    assert!(finding["message"].as_str().is_some_and(|text| text.contains("<b>WRONG</b>")), "a text, not yet HTML");
    assert!(!finding["hint"].as_str().unwrap_or_default().is_empty());
    assert_eq!(overlay["language"], "zh-Hans");
    assert!(site.get("/").text().contains("first"), "the old site stays");
    site.wait_for("the word of it", || locked(&site.said.0).iter().any(|id| id == "serve-kept"));
    // A page that is opened now is told, too.
    fs::write(site.at("content/index.md"), "mended").expect("saved");
    assert_eq!(
        events.next(PATIENCE).map(|(name, _)| name).as_deref(),
        Some("reload"),
        "first, so that it is said once"
    );
    let data = events.wait_for("findings");
    let overlay: serde_json::Value = serde_json::from_str(&data).expect("JSON");
    assert_eq!(overlay["findings"], serde_json::json!([]));
    assert!(site.get("/").text().contains("mended"));
}

#[test]
fn a_fault_of_the_program_does_not_end_the_preview() {
    let site = start();
    fs::write(site.at("content/index.md"), "PANIC").expect("saved");
    site.wait_for("the report", || locked(&site.said.0).iter().any(|id| id == "serve-failed"));
    assert!(site.get("/").text().contains("first"));
    site.after(|root| fs::write(root.join("content/index.md"), "well again").expect("saved"), "/", "well again");
}

#[test]
fn styles_alone_do_not_load_the_page_anew() {
    let site = start();
    fs::create_dir_all(site.at("themes/own/static")).expect("a theme");
    fs::write(site.at("themes/own/static/a.css"), "a").expect("a style");
    site.wait_for("the theme", || site.rebuilds() > 1);
    site.settle();
    let mut events = site.events(&site.version());
    fs::write(site.at("themes/own/static/a.css"), "b").expect("a style");
    assert_eq!(events.next(PATIENCE).map(|(name, _)| name).as_deref(), Some("css"));
    fs::write(site.at("themes/own/static/a.css"), "c").expect("a style");
    fs::write(site.at("content/index.md"), "with a text").expect("saved");
    events.wait_for("reload");
}

#[test]
fn pages_are_told_when_the_search_has_followed() {
    let site = start();
    let before = site.version();
    let mut events = site.events(&before);
    let tell = locked(&site.indexed).take().expect("it is handed over at the start");
    tell();
    assert_eq!(events.next(PATIENCE).map(|(name, _)| name).as_deref(), Some("index"));
    // A page that was loaded in between is told, too; one that was loaded afterwards is not.
    assert_eq!(site.events(&before).next(PATIENCE).map(|(name, _)| name).as_deref(), Some("index"));
    assert_eq!(site.events(&site.version()).next(Duration::from_millis(300)), None);
    tell();
    fs::write(site.at("content/index.md"), "second").expect("saved");
    events.wait_for("reload");
}

#[test]
fn a_site_that_is_broken_from_the_first_says_so_and_comes_up_when_it_is_mended() {
    let temp = folder();
    fs::write(temp.path().join("site/content/index.md"), "WRONG").expect("a fault");
    let site = start_in(temp, Options { port: 0, ..Options::default() }, Duration::ZERO);
    let page = site.get("/").text();
    assert!(page.contains("网站有错误，现在还不能显示") && !page.contains("正在生成"), "{page}");
    assert!(site.get("/item/of-an-earlier-run.html").text().contains("reload.js"), "it waits as well");
    let version = site.version();
    let mut events = site.events(&version);
    let overlay: serde_json::Value = serde_json::from_str(&events.wrong).expect("JSON");
    assert_eq!(overlay["title"], "网站没有更新：有 1 处错误");
    // A page that was opened before the first fault was found is told to say so.
    assert_eq!(site.events("1-0-0-0").next(PATIENCE).map(|(name, _)| name).as_deref(), Some("reload"));
    fs::write(site.at("content/index.md"), "WRONG again").expect("saved");
    site.wait_for("the second", || site.rebuilds() > 1);
    fs::write(site.at("content/index.md"), "mended").expect("saved");
    events.wait_for("reload");
    assert!(site.get("/").text().contains("mended"));
}

#[test]
fn a_page_from_before_is_told_when_it_connects() {
    let site = start();
    let version = site.version();
    assert_eq!(site.events(&version).next(Duration::from_millis(300)), None, "it is up to date");
    site.after(|root| fs::write(root.join("content/index.md"), "second").expect("saved"), "/", "second");
    for since in [version.as_str(), "1-1-0-0", "", "nonsense"] {
        assert_eq!(site.events(since).next(PATIENCE).map(|(name, _)| name).as_deref(), Some("reload"), "{since}");
    }
}

#[test]
fn a_port_in_use_is_said_and_the_next_one_taken() {
    let first = start();
    let second = start_in(folder(), Options { port: first.server.port(), ..Options::default() }, Duration::ZERO);
    assert!(second.server.port() > first.server.port());
    assert!(locked(&second.said.0).contains(&"serve-port-taken".to_owned()));
    assert!(!locked(&first.said.0).contains(&"serve-port-taken".to_owned()));
    assert_eq!(second.get("/").status, 200);
}

#[test]
fn a_server_that_is_dropped_listens_no_more() {
    let site = start();
    let port = site.server.port();
    let _open = site.events("");
    let began = Instant::now();
    drop(site);
    assert!(began.elapsed() < Duration::from_secs(2), "it ends at once, open pages or not");
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
        assert!(began.elapsed() < PATIENCE, "it still listens");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// The script puts what it is told into the page as text only.
#[test]
fn the_script_makes_no_html_of_texts() {
    let script = include_str!("client/reload.js");
    for forbidden in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "http:", "https:"] {
        assert!(!script.contains(forbidden), "{forbidden}");
    }
    assert!(!include_str!("client/overlay.css").contains("url("));
}
