//! Markdown of any kind becomes balanced HTML that runs nothing, with faults at places that exist.

use std::collections::BTreeSet;

use mulu::render::markdown::{Resolution, Resolve, Target, render};

/// Every other target exists, so that all ways are taken.
struct Half;

impl Resolve for Half {
    fn resolve(&self, target: Target<'_>) -> Resolution {
        let (Target::Link(written) | Target::Image(written) | Target::Number(written)) = target;
        match written.len() % 3 {
            0 => Resolution::Keep,
            1 => Resolution::Missing,
            _ => Resolution::To { href: format!("../{written}"), title: Some("题".to_owned()), class: None },
        }
    }
}

/// See the module.
pub fn check(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let rendered = render(text, &Half);
    for fault in &rendered.faults {
        let end = fault.offset + fault.len;
        assert!(text.get(fault.offset..end).is_some(), "{fault:?} is not in the text");
    }
    assert_harmless(&rendered.html);
    assert_eq!(render(text, &Half), rendered, "the same text twice");
}
/// Everything that is opened is closed in order, no id comes twice, and nothing runs.
fn assert_harmless(html: &str) {
    let mut open = Vec::new();
    let mut ids = BTreeSet::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let tail = &rest[at + 1..];
        let mut quoted = false;
        let end = tail.bytes().position(|byte| {
            quoted ^= byte == b'"';
            byte == b'>' && !quoted
        });
        let Some(end) = end else { panic!("a tag that does not end in {html}") };
        let (tag, after) = (&tail[..end], &tail[end + 1..]);
        rest = after;
        let name = tag.split_ascii_whitespace().next().unwrap_or_default();
        if let Some(name) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "in {html}");
            continue;
        }
        if !matches!(name, "br" | "hr" | "img" | "wbr") {
            open.push(name);
        }
        assert!(!matches!(name, "script" | "style" | "iframe" | "svg" | "h1" | "form" | "input"), "<{tag}> in {html}");
        for attribute in tag.split("\" ").skip(1) {
            assert!(!attribute.starts_with("on") && !attribute.starts_with("style="), "<{tag}> in {html}");
        }
        if let Some((_, value)) = tag.split_once(" id=\"") {
            let id = value.split('"').next().unwrap_or_default();
            assert!(ids.insert(id), "id {id} twice in {html}");
        }
        for lead in [" href=\"", " src=\""] {
            if let Some((_, value)) = tag.split_once(lead) {
                let start: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).take(12).collect();
                let start = start.to_ascii_lowercase();
                assert!(!start.starts_with("javascript:") && !start.starts_with("data:"), "<{tag}> in {html}");
            }
        }
    }
    assert!(open.is_empty(), "{open:?} left open in {html}");
}
