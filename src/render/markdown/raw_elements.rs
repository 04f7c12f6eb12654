//! What is known of the elements of HTML: which are allowed, where they may stand, and what ends them.
//!
//! The rules follow the HTML standard's parser (section 13.2.6, tree construction), so that a browser reads what was
//! written as it was meant.

/// How an element behaves.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Within a line of text.
    Inline,
    /// Within a line, and without content.
    Void,
    /// Contains blocks or lines.
    Block,
    /// Left out with its content.
    Dropped,
    /// Not allowed; its content stays.
    Unknown,
}

pub(super) fn kind(name: &str) -> Kind {
    match name {
        "a" | "abbr" | "b" | "cite" | "code" | "del" | "em" | "i" | "ins" | "kbd" | "mark" | "q" | "rp" | "rt"
        | "ruby" | "s" | "small" | "span" | "strong" | "sub" | "sup" | "u" => Kind::Inline,
        "br" | "img" | "wbr" | "hr" => Kind::Void,
        "blockquote" | "caption" | "dd" | "details" | "div" | "dl" | "dt" | "figcaption" | "figure" | "h1" | "h2"
        | "h3" | "h4" | "h5" | "h6" | "li" | "ol" | "p" | "pre" | "summary" | "table" | "tbody" | "td" | "tfoot"
        | "th" | "thead" | "tr" | "ul" | "center" => Kind::Block,
        "script" | "style" | "iframe" | "object" | "noscript" | "noembed" | "noframes" | "textarea" | "title"
        | "xmp" | "template" | "svg" | "math" | "select" | "audio" | "video" | "canvas" => Kind::Dropped,
        _ => Kind::Unknown,
    }
}

/// Elements whose end may be left out, and whose start ends an open one of its like, in HTML as it is written.
pub(super) fn ends_before(open: &str, next: &str) -> bool {
    match open {
        "li" => next == "li",
        "dt" | "dd" => matches!(next, "dt" | "dd"),
        "td" | "th" => matches!(next, "td" | "th" | "tr" | "tbody" | "tfoot"),
        "tr" => matches!(next, "tr" | "tbody" | "tfoot"),
        "thead" | "tbody" | "tfoot" => matches!(next, "tbody" | "tfoot"),
        "p" => kind(next) == Kind::Block || next == "hr",
        "rt" | "rp" => matches!(next, "rt" | "rp"),
        "h2" | "h3" | "h4" | "h5" | "h6" => matches!(next, "h2" | "h3" | "h4" | "h5" | "h6"),
        _ => false,
    }
}

/// The elements that these may stand in; any other place would make browsers move them, or close what is around them.
pub(super) fn parents(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "li" => &["ul", "ol"],
        "dt" | "dd" => &["dl"],
        "td" | "th" => &["tr"],
        "tr" => &["table", "thead", "tbody", "tfoot"],
        "caption" | "thead" | "tbody" | "tfoot" => &["table"],
        "summary" => &["details"],
        "figcaption" => &["figure"],
        "rt" | "rp" => &["ruby"],
        _ => return None,
    })
}

/// What has to be opened in an element before it can take text.
pub(super) fn room_for_text(name: &str) -> Option<&'static str> {
    Some(match name {
        "table" | "thead" | "tbody" | "tfoot" => "tr",
        "tr" => "td",
        "ul" | "ol" => "li",
        "dl" => "dd",
        _ => return None,
    })
}

/// Elements whose end tag HTML lets out.
pub(super) fn ends_with_parent(name: &str) -> bool {
    matches!(
        name,
        "li" | "dt" | "dd" | "td" | "th" | "tr" | "thead" | "tbody" | "tfoot" | "p" | "rt" | "rp" | "caption"
    )
}
