//! What is asked for, and by whom: the path of a request and the name it gives the server.
//!
//! The preview shows drafts, so a page of another site must not reach it: it would have to call this computer by a name
//! of its own (DNS rebinding), and every name but the machine's own is turned away. A path is only ever looked up among
//! the files of the site, never on the disk; it is refused all the same where it tries to lead out.

use std::net::{IpAddr, SocketAddr};

/// What a path asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asked {
    /// A file of the site, or a folder named without its final `/`.
    File(String),
    /// A folder; `""` or ending in `/`.
    Folder(String),
}

/// Reads the path of a request, `/a/%E7%9B%AE.html`; `None` where it is none that a site can have.
pub(super) fn resolve(path: &str) -> Option<Asked> {
    let path = decode(path.strip_prefix('/')?)?;
    if path.is_empty() {
        return Some(Asked::Folder(path));
    }
    let is_bad = |c: char| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    if path.chars().any(is_bad) {
        return None;
    }
    let inner = path.strip_suffix('/').unwrap_or(&path);
    if inner.split('/').any(|part| part.is_empty() || part.ends_with('.') || part.ends_with(' ')) {
        return None;
    }
    Some(if path.ends_with('/') { Asked::Folder(path) } else { Asked::File(path) })
}

/// Decodes `%XX` once; `None` where that gives no text.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Whether a request's `Host` is this machine by its own name, at the port that is served.
pub(super) fn is_own_host(host: &str, port: u16) -> bool {
    let (name, given) = match host.rsplit_once(':') {
        // `[::1]` has colons of its own.
        Some((name, digits)) if !digits.contains(']') => (name, digits),
        _ => (host, "80"),
    };
    let is_name = name.eq_ignore_ascii_case("localhost") || name == "127.0.0.1" || name == "[::1]";
    is_name && given.bytes().all(|b| b.is_ascii_digit()) && given.parse() == Ok(port)
}

/// Whether a request calls by an address in numbers, as the others in the network do. A page elsewhere that had a name of its own
/// lead here would call by that name.
pub(super) fn is_in_numbers(host: &str, port: u16) -> bool {
    host.parse::<SocketAddr>().is_ok_and(|address| address.port() == port)
        || port == 80 && host.parse::<IpAddr>().is_ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_network_calls_by_numbers() {
        assert!(is_in_numbers("192.168.1.7:1812", 1812) && is_in_numbers("[fe80::1]:1812", 1812));
        for host in ["evil.example:1812", "192.168.1.7:1813", "192.168.1.7", "localhost:1812", ""] {
            assert!(!is_in_numbers(host, 1812), "{host}");
        }
    }

    #[test]
    fn files_and_folders_are_told_apart() {
        assert_eq!(resolve("/"), Some(Asked::Folder(String::new())));
        assert_eq!(resolve("/a/b.html"), Some(Asked::File("a/b.html".into())));
        assert_eq!(resolve("/a/"), Some(Asked::Folder("a/".into())));
        assert_eq!(resolve("/%E7%9B%AE%E5%BD%95/a%20b.pdf"), Some(Asked::File("目录/a b.pdf".into())));
        // Decoded once only: a file could have this name.
        assert_eq!(resolve("/%252e%252e/x"), Some(Asked::File("%2e%2e/x".into())));
        assert_eq!(resolve("/.well-known/x"), Some(Asked::File(".well-known/x".into())));
    }

    #[test]
    fn what_leads_out_is_refused() {
        for path in [
            "",
            "x",
            "//",
            "//example.com/x",
            "/..",
            "/../site.toml",
            "/a/../../site.toml",
            "/a/..",
            "/a/./b",
            "/%2e%2e/site.toml",
            "/%2E%2E%2Fsite.toml",
            "/..%2fsite.toml",
            "/a%2f..%2f..%2fx",
            "/..%5csite.toml",
            "/..\\site.toml",
            "/a%00.html",
            "/%c0%ae%c0%ae/x",
            "/%ff",
            "/%zz",
            "/%4",
            "/c:/windows/win.ini",
            "/C%3A%5Cwindows",
            "/a.html::$DATA",
            "/.../x",
            "/.. /x",
            "/a//b",
            "/%2fetc/passwd",
            "//etc/passwd",
            "/a%0d%0aSet-Cookie:x",
        ] {
            assert_eq!(resolve(path), None, "{path}");
        }
    }

    #[test]
    fn only_the_machines_own_names_are_answered() {
        for host in ["localhost:1812", "LocalHost:1812", "127.0.0.1:1812", "[::1]:1812"] {
            assert!(is_own_host(host, 1812), "{host}");
        }
        for host in [
            "",
            "localhost",
            "localhost:1813",
            "evil.example:1812",
            "localhost.evil.example:1812",
            "127.0.0.1.evil.example:1812",
            "127.0.0.1",
            "[::1]",
            "::1:1812",
            "127.0.0.2:1812",
            "0.0.0.0:1812",
            "localhost:1812:1812",
            "localhost:+1812",
            "user@localhost:1812",
            "localhost:",
        ] {
            assert!(!is_own_host(host, 1812), "{host}");
        }
        assert!(is_own_host("localhost", 80) && is_own_host("[::1]", 80));
    }

    proptest! {
        #[test]
        fn whatever_is_asked_stays_inside(path in "(/|%2[fF]|\\.|%2[eE]|%5[cC]|\\\\|a|b|:|%00|%25|目|%E7|[ -~]){0,12}") {
            for path in [path.clone(), format!("/{path}")] {
                if let Some(Asked::File(inner) | Asked::Folder(inner)) = resolve(&path) {
                    prop_assert!(!inner.starts_with('/'));
                    prop_assert!(!inner.contains(['\\', '\0', ':']));
                    for part in inner.split('/') {
                        prop_assert!(part != ".." && part != ".");
                    }
                    // The same as a path on a disk leads nowhere up.
                    for part in std::path::Path::new(&inner).components() {
                        prop_assert!(matches!(part, std::path::Component::Normal(_)));
                    }
                }
            }
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(path in any::<String>(), host in any::<String>()) {
            let _ = resolve(&path);
            let _ = resolve(&format!("/{path}"));
            let stranger = format!("{host}.example:1812");
            prop_assert!(!is_own_host(&stranger, 1812));
        }
    }
}
