//! The text that a reader sees in rendered HTML, block by block.
//!
//! Search and scans work on this text. It is read off the finished HTML, not gathered on the way, so that what is
//! searched is what is shown, whatever the Markdown or the raw HTML in it looked like.

use crate::blocks::Blocks;

/// One string for each paragraph, heading, cell, item, and for each image's alternative text (after the block that it stands
/// in). White space is as in a browser: runs of it are one space, except in `pre`; `br` is a line break. The marks of
/// footnotes are left out, so that a sentence can be found across them.
///
/// The HTML must be what this module's neighbours write: balanced, with `&amp;`, `&lt;`, `&gt;`, `&quot;`, `&nbsp;` as its only
/// entities.
pub(super) fn blocks(html: &str) -> Blocks {
    let mut reader = Reader::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tail) = rest.split_at(at);
        reader.text(text);
        let Some(end) = tag_end(tail) else {
            rest = "";
            break;
        };
        let (tag, after) = tail.split_at(end);
        reader.tag(tag);
        rest = after;
    }
    reader.text(rest);
    reader.flush();
    reader.blocks.shrunk()
}

/// The end of the tag at the start of `text`; a `>` in quotes does not end it.
fn tag_end(text: &str) -> Option<usize> {
    let mut quoted = false;
    for (i, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return Some(i + 1),
            _ => {}
        }
    }
    None
}

#[derive(Default)]
struct Reader {
    blocks: Blocks,
    current: String,
    /// Alternative texts of images of the current block.
    images: Vec<String>,
    /// Depth within `pre`.
    pre: usize,
    /// The element that is being left out, and how many of its kind are open.
    skipped: Option<(&'static str, usize)>,
}

impl Reader {
    fn text(&mut self, text: &str) {
        if self.skipped.is_some() || text.is_empty() {
            return;
        }
        if self.pre > 0 {
            decode(&mut self.current, text);
            return;
        }
        let mut from = 0;
        let bytes = text.as_bytes();
        let mut i = 0;
        while let Some(byte) = bytes.get(i) {
            if !byte.is_ascii_whitespace() {
                i += 1;
                continue;
            }
            decode(&mut self.current, text.get(from..i).unwrap_or_default());
            if !self.current.is_empty() && !self.current.ends_with([' ', '\n']) {
                self.current.push(' ');
            }
            while bytes.get(i).is_some_and(u8::is_ascii_whitespace) {
                i += 1;
            }
            from = i;
        }
        decode(&mut self.current, text.get(from..).unwrap_or_default());
    }

    fn tag(&mut self, tag: &str) {
        let inner = tag.trim_start_matches('<').trim_end_matches('>');
        let (closing, inner) = match inner.strip_prefix('/') {
            Some(inner) => (true, inner),
            None => (false, inner),
        };
        let name = inner.split(|c: char| c.is_ascii_whitespace() || c == '/').next().unwrap_or_default();
        if let Some((skipped, depth)) = &mut self.skipped {
            if name == *skipped {
                if closing {
                    *depth -= 1;
                } else {
                    *depth += 1;
                }
                if *depth == 0 {
                    self.skipped = None;
                }
            }
            return;
        }
        match name {
            "sup" if !closing && tag.contains("class=\"footnote-ref\"") => self.skipped = Some(("sup", 1)),
            "a" if !closing && tag.contains("class=\"footnote-back\"") => self.skipped = Some(("a", 1)),
            "br" => {
                let end = self.current.trim_end_matches(' ').len();
                self.current.truncate(end);
                self.current.push('\n');
            }
            "img" => {
                let alt =
                    tag.split_once(" alt=\"").and_then(|(_, rest)| rest.split_once('"')).map_or("", |(alt, _)| alt);
                let mut text = String::new();
                decode(&mut text, alt);
                if !text.trim().is_empty() {
                    self.images.push(text);
                }
            }
            "pre" => {
                self.flush();
                self.pre = if closing { self.pre.saturating_sub(1) } else { self.pre + 1 };
            }
            name if is_inline(name) => {}
            _ => self.flush(),
        }
    }

    fn flush(&mut self) {
        let text = self.current.trim();
        if !text.is_empty() {
            self.blocks.push(text);
        }
        self.current.clear();
        self.blocks.extend(self.images.drain(..));
    }
}

/// Elements within a line of text; every other one ends the block.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "cite"
            | "code"
            | "del"
            | "em"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "rp"
            | "rt"
            | "ruby"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "u"
            | "wbr"
    )
}

/// Appends text with its entities decoded.
fn decode(out: &mut String, text: &str) {
    const ENTITIES: [(&str, char); 5] =
        [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&nbsp;", '\u{A0}')];
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let found = ENTITIES.iter().find_map(|(entity, c)| tail.strip_prefix(entity).map(|after| (after, *c)));
        let (after, c) = found.unwrap_or((tail.get(1..).unwrap_or_default(), '&'));
        out.push(c);
        rest = after;
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_block_by_block() {
        let html = "<h2 id=\"s-1\">一、总则</h2>\n<p>甲<strong>乙</strong>\nb &amp; c<br>\nd</p>\n\
                    <ul>\n<li>一<ul>\n<li>二</li>\n</ul>\n</li>\n</ul>";
        assert_eq!(blocks(html), ["一、总则", "甲乙 b & c\nd", "一", "二"]);
    }

    #[test]
    fn marks_of_footnotes_are_left_out_and_alternative_texts_follow() {
        let html =
            "<p>前<sup class=\"footnote-ref\"><a href=\"#fn-1\">1</a></sup>后<img src=\"a\" alt=\"图&gt;1\">末</p>";
        assert_eq!(blocks(html), ["前后末", "图>1"]);
    }

    #[test]
    fn code_keeps_its_lines() {
        assert_eq!(blocks("<pre><code>a\n  b\n</code></pre>"), ["a\n  b"]);
    }
}
