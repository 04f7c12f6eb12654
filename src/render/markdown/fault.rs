//! What can be wrong in a text.

use std::ops::Range;

/// Something wrong in a text, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where it begins: bytes from the start of the text given.
    pub offset: usize,
    /// How many bytes it is long.
    pub len: usize,
    /// What it is.
    pub kind: FaultKind,
}

impl Fault {
    pub(super) fn new(place: Range<usize>, kind: FaultKind) -> Self {
        Self { offset: place.start, len: place.len(), kind }
    }
}

/// The kinds of faults. In brackets what their string is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// A link leads nowhere (its address).
    MissingLink(String),
    /// An image is not there (its address).
    MissingImage(String),
    /// No item has this index number (the number).
    MissingNumber(String),
    /// A link to a place in the same page that is not there (the address without `#`).
    MissingAnchor(String),
    /// `[text][name]` without a definition of the name (the name).
    MissingReference(String),
    /// `[^name]` without a footnote of that name (the name).
    MissingFootnote(String),
    /// A footnote that nothing refers to; it is shown after the others (its name).
    UnusedFootnote(String),
    /// A second footnote of the same name; it is shown after the others (its name).
    DoubledFootnote(String),
    /// A link without an address.
    EmptyLink,
    /// A link without a text; its address is shown instead (the address).
    LinkWithoutText(String),
    /// A link or image that would run a script or carries its own content (its address).
    ScriptLink(String),
    /// A link or image on the writer's own machine (its address).
    LocalLink(String),
    /// A link or image with a scheme that is not allowed (its address).
    OtherScheme(String),
    /// Brackets in full-width form: it looks like a link and is none (the text).
    FullWidthLink(String),
    /// An image without an alternative text (its address).
    EmptyAlt(String),
    /// Something in raw HTML that is not allowed was taken out (the element or attribute).
    RawHtmlRemoved(String),
    /// A raw HTML element that is not closed where it should be; it was closed (the element).
    RawHtmlUnclosed(String),
    /// An id that the page has already, or that is none (the id).
    DoubledId(String),
    /// A paragraph indented by blanks or tabs, which Markdown takes for program code.
    IndentedText,
    /// A line that begins with `#` and is no heading, because no blank follows or the mark is full-width (the marks).
    HeadingMark(String),
    /// A line that begins with a number of its own and will be joined to the line before; once for each paragraph.
    JoinedLine,
    /// Lists, quotes or elements nested deeper than anybody can read; the inner ones are shown flat.
    TooDeep,
    /// What a text becomes is longer than a page can be; nothing of it is shown (the limit, in bytes).
    TooLong(usize),
}

impl FaultKind {
    /// A stable name, as rules are called: `missing_link`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::MissingLink(_) => "missing_link",
            Self::MissingImage(_) => "missing_image",
            Self::MissingNumber(_) => "missing_number",
            Self::MissingAnchor(_) => "missing_anchor",
            Self::MissingReference(_) => "missing_reference",
            Self::MissingFootnote(_) => "missing_footnote",
            Self::UnusedFootnote(_) => "unused_footnote",
            Self::DoubledFootnote(_) => "doubled_footnote",
            Self::EmptyLink => "empty_link",
            Self::LinkWithoutText(_) => "link_without_text",
            Self::ScriptLink(_) => "script_link",
            Self::LocalLink(_) => "local_link",
            Self::OtherScheme(_) => "other_scheme",
            Self::FullWidthLink(_) => "full_width_link",
            Self::EmptyAlt(_) => "empty_alt",
            Self::RawHtmlRemoved(_) => "raw_html_removed",
            Self::RawHtmlUnclosed(_) => "raw_html_unclosed",
            Self::DoubledId(_) => "doubled_id",
            Self::IndentedText => "indented_text",
            Self::HeadingMark(_) => "heading_mark",
            Self::JoinedLine => "joined_line",
            Self::TooDeep => "too_deep",
            Self::TooLong(_) => "too_long",
        }
    }

    /// What it is about: an address, a number, an element; nothing for those that need no words.
    pub fn subject(&self) -> Option<&str> {
        match self {
            Self::MissingLink(subject)
            | Self::MissingImage(subject)
            | Self::MissingNumber(subject)
            | Self::MissingAnchor(subject)
            | Self::MissingReference(subject)
            | Self::MissingFootnote(subject)
            | Self::UnusedFootnote(subject)
            | Self::DoubledFootnote(subject)
            | Self::LinkWithoutText(subject)
            | Self::ScriptLink(subject)
            | Self::LocalLink(subject)
            | Self::OtherScheme(subject)
            | Self::FullWidthLink(subject)
            | Self::EmptyAlt(subject)
            | Self::RawHtmlRemoved(subject)
            | Self::RawHtmlUnclosed(subject)
            | Self::DoubledId(subject)
            | Self::HeadingMark(subject) => Some(subject),
            Self::EmptyLink | Self::IndentedText | Self::JoinedLine | Self::TooDeep | Self::TooLong(_) => None,
        }
    }
}
