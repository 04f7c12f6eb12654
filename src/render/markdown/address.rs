//! What an address in a text is, before anybody resolves it.

/// Kinds of addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Address<'a> {
    /// Nothing.
    Empty,
    /// A place in the same page, without its `#`.
    Fragment(&'a str),
    /// A file of the site, or a page of another one: `../notice/x.md`, `https://…`.
    Plain,
    /// Post and telephone: `mailto:`, `tel:`.
    Contact,
    /// Runs a script or carries its own content: `javascript:`, `vbscript:`, `data:`.
    Script,
    /// A file on the writer's own machine or a shared folder: `C:\…`, `file:///…`, `\\server\…`.
    Local,
    /// Any other scheme.
    OtherScheme,
}

/// Tells what an address is, as a browser will understand it: browsers skip white space and control characters at the
/// start, and tabs and line ends anywhere (WHATWG URL standard, basic URL parser, steps 1 to 3).
pub(super) fn kind(address: &str) -> Address<'_> {
    let trimmed = address.trim_matches(|c: char| c <= ' ' || c.is_whitespace());
    if trimmed.is_empty() {
        return Address::Empty;
    }
    if let Some(fragment) = trimmed.strip_prefix('#') {
        return Address::Fragment(fragment);
    }
    if trimmed.starts_with("\\\\") {
        return Address::Local;
    }
    let Some(scheme) = scheme(trimmed) else { return Address::Plain };
    match scheme.as_str() {
        "http" | "https" => Address::Plain,
        "mailto" | "tel" => Address::Contact,
        "javascript" | "vbscript" | "livescript" | "data" | "blob" => Address::Script,
        "file" => Address::Local,
        one if one.len() == 1 => Address::Local,
        _ => Address::OtherScheme,
    }
}

/// The scheme in small letters, if there is one. Characters that a browser ignores are ignored; a character that it
/// would not take for part of a scheme ends the search.
fn scheme(address: &str) -> Option<String> {
    let mut scheme = String::new();
    for c in address.chars() {
        match c {
            ':' => return (!scheme.is_empty()).then_some(scheme),
            c if c.is_ascii_alphabetic() => scheme.push(c.to_ascii_lowercase()),
            c if !scheme.is_empty() && (c.is_ascii_digit() || matches!(c, '+' | '-' | '.')) => scheme.push(c),
            // Stricter than browsers, which ignore only tab, line feed and carriage return here.
            c if c.is_control() || cjk_invisible(c) => {}
            _ => return None,
        }
    }
    None
}

fn cjk_invisible(c: char) -> bool {
    super::cjk::is_attached(c)
}

/// Whether the address leads to another site.
pub(super) fn is_external(address: &str) -> bool {
    let start = address.trim_start();
    start.starts_with("//") || scheme(start).is_some_and(|scheme| scheme == "http" || scheme == "https")
}

/// The bytes behind percent signs, when they are UTF-8.
pub(super) fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let (high, low) = (hex(rest.next()?)?, hex(rest.next()?)?);
            bytes.push(high * 16 + low);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_that_run_scripts_are_seen_through_disguise() {
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " \u{1}javascript:alert(1)",
            "java\nscript:alert(1)",
            "java\tscript\r:alert(1)",
            "\u{3000}javascript:alert(1)",
            "java\u{0}script:alert(1)",
            "java\u{200B}script:alert(1)",
            "vbscript:x",
            "data:text/html,<script>",
            "DATA:text/html;base64,xx",
        ] {
            assert_eq!(kind(address), Address::Script, "{address:?}");
        }
    }

    #[test]
    fn addresses_are_told_apart() {
        assert_eq!(kind(""), Address::Empty);
        assert_eq!(kind("  "), Address::Empty);
        assert_eq!(kind("#s-1"), Address::Fragment("s-1"));
        for plain in
            ["../notice/x.md", "x.md#s-1", "https://example.gov.cn/", "//a", "附件：清单.pdf", "a/b:c", "?x=1:2"]
        {
            assert_eq!(kind(plain), Address::Plain, "{plain}");
        }
        for local in ["C:\\Users\\a.docx", "file:///D:/a.docx", "\\\\192.168.0.1\\共享\\a.doc"] {
            assert_eq!(kind(local), Address::Local, "{local}");
        }
        assert_eq!(kind("mailto:a@b.c"), Address::Contact);
        assert_eq!(kind("tel:12345"), Address::Contact);
        assert_eq!(kind("ftp://x"), Address::OtherScheme);
    }

    #[test]
    fn only_other_sites_are_external() {
        assert!(is_external("https://a"));
        assert!(is_external("//a"));
        assert!(is_external("HTTP://a"));
        assert!(!is_external("../a.html"));
        assert!(!is_external("mailto:a"));
    }

    #[test]
    fn percent_signs_decode_to_utf8_or_not_at_all() {
        assert_eq!(percent_decode("%E7%AC%AC1").as_deref(), Some("第1"));
        assert_eq!(percent_decode("%E7"), None);
        assert_eq!(percent_decode("%"), None);
    }
}
