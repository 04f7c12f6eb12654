//! The second wall: a text that contained raw HTML is read by a real HTML parser and written by it.
//!
//! What [`super::raw`] lets through is harmless already. This makes it also mean to every browser what it means to us
//! (text that stands in a table but in no cell, a list item without a list), and would hold if the first wall had a gap.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

/// Everything that the renderer itself writes, and what it lets raw HTML write.
static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags: HashSet<&str> = [
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "dd",
        "del",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "section",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "u",
        "ul",
        "wbr",
    ]
    .into();
    let attributes: HashMap<&str, HashSet<&str>> = [
        ("a", ["href", "rel", "role", "aria-label"].as_slice()),
        ("details", &["open"]),
        ("div", &["role", "tabindex", "aria-label"]),
        ("img", &["src", "alt", "width", "height", "loading"]),
        ("li", &["value"]),
        ("ol", &["start", "type", "reversed"]),
        ("pre", &["tabindex"]),
        ("section", &["role", "aria-label"]),
        ("td", &["colspan", "rowspan"]),
        ("th", &["colspan", "rowspan", "scope"]),
    ]
    .into_iter()
    .map(|(tag, names)| (tag, names.iter().copied().collect()))
    .collect();
    let mut cleaner = Builder::default();
    cleaner
        .tags(tags)
        .tag_attributes(attributes)
        .tag_attribute_values(HashMap::new())
        .generic_attributes(["class", "dir", "id", "lang", "title"].into())
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .link_rel(None);
    cleaner
});

/// Writes HTML anew: balanced as a browser would balance it, and with nothing but what is allowed.
pub(super) fn clean(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_renderer_writes_stays_as_it_is() {
        let html = "<h2 id=\"s-1\">总则</h2>\n<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"表格 1\">\
                    <table>\n<tbody>\n<tr>\n<td class=\"align-right\" colspan=\"2\">1</td>\n</tr>\n</tbody>\n</table>\n</div>\n\
                    <p>a<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\" \
                    aria-label=\"脚注 1\">1</a></sup><img src=\"x.png\" alt=\"图\" loading=\"lazy\"></p>\n";
        assert_eq!(clean(html), html);
    }

    #[test]
    fn what_is_hostile_is_gone() {
        let html = "<script>x</script><p style=\"a\" onclick=\"b\">甲<iframe src=\"x\"></iframe><a href=\"javascript:x\">乙</a></p>";
        assert_eq!(clean(html), "<p>甲<a>乙</a></p>");
    }
}
