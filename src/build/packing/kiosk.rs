//! What a page becomes on a touch screen.

use super::Kind;
use crate::render::links::root_of;

pub(super) const SCRIPT: &str = include_str!("kiosk.js");
pub(super) const STYLE: &str = include_str!("kiosk.css");

/// The page without links that lead off the site, and with the script and style of the screen.
///
/// A link without an address is no link, to the hand and to the keyboard; its words stay. What is looked for is how pages
/// write a link: the name of the element, then attributes, whose values may be quoted.
pub(super) fn page(bytes: &[u8], path: &str, kind: Kind) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let mut out = String::with_capacity(text.len() + 200);
    let mut rest: &str = &text;
    while let Some(at) = rest.find("<a ") {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let end = end_of_tag(tag);
        let (tag, after) = tag.split_at(end);
        match outward(tag) {
            Some(span) => {
                out.push_str(&tag[..span.start]);
                out.push_str(&tag[span.end..]);
            }
            None => out.push_str(tag),
        }
        rest = after;
    }
    out.push_str(rest);
    let Kind::Kiosk { idle } = kind else { return out.into_bytes() };
    // The scripts lie beside the site, so that its own files are as they were.
    let root = format!("{}../", root_of(path).trim_start_matches("./"));
    let home = if path == "index.html" { "" } else { "index.html" };
    let head = format!(
        "<link rel=\"stylesheet\" href=\"{root}kiosk/kiosk.css\">\n<script src=\"{root}kiosk/kiosk.js\" data-idle=\"{idle}\" data-home=\"{}{home}\" defer></script>\n</head>",
        root_of(path)
    );
    out.replacen("</head>", &head, 1).into_bytes()
}

/// Where a tag ends, behind its `>`.
fn end_of_tag(tag: &str) -> usize {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            (None, '>') => return at + 1,
            _ => {}
        }
    }
    tag.len()
}

/// The `href` of a link that leads off the site, with the blank before it.
fn outward(tag: &str) -> Option<std::ops::Range<usize>> {
    let start = tag.find(" href=")?;
    let value = &tag[start + " href=".len()..];
    let quote = value.chars().next()?;
    let (value, length) = if matches!(quote, '"' | '\'') {
        let inner = &value[1..];
        let end = inner.find(quote)?;
        (&inner[..end], end + 2)
    } else {
        let end = value.find([' ', '>']).unwrap_or(value.len());
        (&value[..end], end)
    };
    let scheme = value.split(['/', '?', '#']).next().unwrap_or_default();
    let leads_off = scheme.contains(':') || value.starts_with("//") || scheme.ends_with('&');
    leads_off.then(|| start..start + " href=".len() + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(html: &str) -> String {
        String::from_utf8(page(html.as_bytes(), "item/a/b.html", Kind::Kiosk { idle: 90 })).unwrap()
    }

    #[test]
    fn what_leads_off_the_site_is_no_link() {
        for outside in ["https://www.gov.cn/", "//a.b/", "mailto:a@b.c", "tel:12345", "&#106;avascript:x"] {
            for quote in ["\"", "'"] {
                let html = format!("<p><a class=\"x\" href={quote}{outside}{quote} rel=\"y\">词 > 语</a>");
                assert_eq!(made(&html), "<p><a class=\"x\" rel=\"y\">词 > 语</a>");
            }
            assert_eq!(
                made(&format!("<a title=\"a > b\" href={outside}>词</a>")),
                "<a title=\"a > b\">词</a>",
                "{outside}"
            );
        }
        for inside in ["../../index.html", "#top", "../../item/a:b.html", "?q=a:b", "./x.html#a:b"] {
            let html = format!("<a href=\"{inside}\">词</a>");
            assert_eq!(made(&html), html);
        }
        assert_eq!(made("<a href=\"https://a"), "<a href=\"https://a", "what is cut short stays");
    }

    #[test]
    fn every_page_gets_script_and_style() {
        let html = made("<head><title>t</title></head><body>");
        assert!(
            html.contains("src=\"../../../kiosk/kiosk.js\" data-idle=\"90\" data-home=\"../../index.html\""),
            "{html}"
        );
        let home = String::from_utf8(page(b"</head>", "index.html", Kind::Kiosk { idle: 1 })).unwrap();
        assert!(home.contains("src=\"../kiosk/kiosk.js\" data-idle=\"1\" data-home=\"./\""), "{home}");
    }
}
