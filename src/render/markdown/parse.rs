//! From text to parser events.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser};

/// An event of the parser with the bytes of the text that it came from.
pub(super) type Spanned<'a> = (Event<'a>, Range<usize>);

/// What of Markdown is on.
///
/// Task lists are off: `[ ]` and `[x]` stay the text that the office wrote, because a box that a visitor cannot tick
/// misleads, and `[x]` occurs in templates. Typographic quotes are off: Chinese quotes are typed as they are meant.
/// Attributes of headings are off, because they would swallow `{甲方}` at the end of a heading; `{#id}` is read by us.
fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_WIKILINKS
}

/// A reference `[text][name]` to which no definition belongs.
pub(super) struct BrokenReference {
    pub(super) span: Range<usize>,
    pub(super) name: String,
}

/// All events of a text, and the references that lead nowhere.
///
/// A lone `[text]` is not one of these: it is how people write brackets.
pub(super) fn events(text: &str) -> (Vec<Spanned<'_>>, Vec<BrokenReference>) {
    let mut broken = Vec::new();
    let mut note = |link: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> {
        if matches!(link.link_type, LinkType::Reference | LinkType::ReferenceUnknown) {
            broken.push(BrokenReference { span: link.span, name: link.reference.into_string() });
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(text, options(), Some(&mut note));
    let mut events = Vec::with_capacity(text.len() / 48 + 8);
    events.extend(parser.into_offset_iter());
    (events, broken)
}
