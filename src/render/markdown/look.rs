//! Looking ahead in the parser's events.

use std::borrow::Cow;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::parse::Spanned;

/// The next text on the same line, past the beginnings and ends of emphasis and links.
pub(super) fn next_text<'e>(events: &'e [Spanned<'_>], at: usize) -> Option<&'e str> {
    for (event, _) in events.get(at..)? {
        match event {
            Event::Text(text) | Event::Code(text) if text.is_empty() => {}
            Event::Text(text) | Event::Code(text) => return Some(text),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => {}
            _ => return None,
        }
    }
    None
}

/// The index of the end that belongs to the start at `at`.
pub(super) fn end_of(events: &[Spanned<'_>], at: usize) -> usize {
    let mut depth = 0_usize;
    for (i, (event, _)) in events.iter().enumerate().skip(at) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return i;
                }
            }
            _ => {}
        }
    }
    events.len()
}

/// The text between the start at `at` and its end, without marks.
pub(super) fn text_within<'e>(events: &'e [Spanned<'_>], at: usize) -> Cow<'e, str> {
    let end = end_of(events, at);
    let mut whole = Cow::Borrowed("");
    for (event, _) in events.get(at..end).unwrap_or_default() {
        match event {
            Event::Text(text) | Event::Code(text) => whole += text.as_ref(),
            Event::SoftBreak | Event::HardBreak => whole += "\n",
            _ => {}
        }
    }
    whole
}
