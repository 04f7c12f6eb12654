//! Raw HTML taken apart: where its tags, texts and comments are, and what a tag says.

use std::cell::RefCell;
use std::ops::Range;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, CharacterTokens, StartTag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// A piece of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(Range<usize>),
    Tag(Range<usize>),
    /// A comment, declaration or processing instruction: it shows nothing, and nobody misses it.
    Silent,
}

/// Cuts raw HTML into pieces. The cuts need not be those of a browser: every piece is written anew from what it means,
/// and nothing is copied.
pub(super) fn pieces(html: &str) -> Vec<Piece> {
    let bytes = html.as_bytes();
    let mut pieces = Vec::new();
    let mut from = 0;
    let mut at = 0;
    // Set when a search to the end of the text has failed, so that it is not made again.
    let mut no_tag_end = false;
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == b'<')) {
        let start = at + found;
        let rest = html.get(start..).unwrap_or_default();
        let (piece, len) = match rest.as_bytes().get(1) {
            Some(b'!' | b'?') => (Piece::Silent, silent_len(rest)),
            Some(b'/') if rest.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic) && !no_tag_end => {
                tag(rest, start)
            }
            Some(byte) if byte.is_ascii_alphabetic() && !no_tag_end => tag(rest, start),
            _ => {
                at = start + 1;
                continue;
            }
        };
        if len == 0 {
            no_tag_end = true;
            at = start + 1;
            continue;
        }
        if from < start {
            pieces.push(Piece::Text(from..start));
        }
        pieces.push(piece);
        at = start + len;
        from = at;
    }
    if from < html.len() {
        pieces.push(Piece::Text(from..html.len()));
    }
    pieces
}

/// The tag at the start of `rest`, which is at `start`; its length is 0 when it does not end.
fn tag(rest: &str, start: usize) -> (Piece, usize) {
    let mut quote = None;
    let mut first_end = None;
    let mut before = b' ';
    for (i, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return (Piece::Tag(start..start + i + 1), i + 1),
            // A quote begins a value only after an equals sign.
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            (Some(_), b'>') if first_end.is_none() => first_end = Some(i + 1),
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    // A quote that is not closed: the tag ends at the first bracket, so that no text is lost.
    let len = first_end.unwrap_or(0);
    (Piece::Tag(start..start + len), len)
}

fn silent_len(rest: &str) -> usize {
    let end = if rest.starts_with("<!--") {
        // `<!-->` is a whole comment.
        rest.get(2..).and_then(|rest| rest.find("-->")).map(|at| at + 5)
    } else if rest.starts_with("<![CDATA[") {
        rest.find("]]>").map(|at| at + 3)
    } else {
        rest.find('>').map(|at| at + 1)
    };
    end.unwrap_or(rest.len())
}

/// What a tag says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RawTag {
    /// In small letters.
    pub(super) name: String,
    pub(super) closing: bool,
    /// Names in small letters, values with their entities decoded.
    pub(super) attributes: Vec<(String, String)>,
}

/// Reads a tag as a browser does.
pub(super) fn read_tag(source: &str) -> Option<RawTag> {
    if let Some(tag) = read_plain_tag(source) {
        return Some(tag);
    }
    let tokens = tokens(source);
    tokens.into_iter().find_map(|token| match token {
        TagToken(tag) => Some(RawTag {
            name: tag.name.to_string(),
            closing: tag.kind != StartTag,
            attributes: tag
                .attrs
                .into_iter()
                .map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string()))
                .collect(),
        }),
        _ => None,
    })
}

/// The usual case: a tag without attributes.
fn read_plain_tag(source: &str) -> Option<RawTag> {
    let inner = source.strip_prefix('<')?.strip_suffix('>')?;
    let (closing, name) = match inner.strip_prefix('/') {
        Some(name) => (true, name),
        None => (false, inner.strip_suffix('/').unwrap_or(inner)),
    };
    let name = name.trim_ascii_end();
    let plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    plain.then(|| RawTag { name: name.to_ascii_lowercase(), closing, attributes: Vec::new() })
}

/// Text of raw HTML with its entities decoded.
pub(super) fn read_text(source: &str) -> String {
    if !source.contains('&') {
        return source.to_owned();
    }
    let mut text = String::with_capacity(source.len());
    // A bracket in a piece of text is text, as the cutting has found.
    for (i, part) in source.split('<').enumerate() {
        if i > 0 {
            text.push('<');
        }
        for token in tokens(part) {
            if let CharacterTokens(characters) = token {
                text.push_str(&characters);
            }
        }
    }
    text
}

fn tokens(source: &str) -> Vec<Token> {
    let tokenizer = Tokenizer::new(Collector(RefCell::new(Vec::new())), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(source));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

struct Collector(RefCell<Vec<Token>>);

impl TokenSink for Collector {
    type Handle = ();

    fn process_token(&self, token: Token, _line_number: u64) -> TokenSinkResult<()> {
        self.0.borrow_mut().push(token);
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(html: &str) -> Vec<&str> {
        pieces(html)
            .into_iter()
            .map(|piece| match piece {
                Piece::Text(range) | Piece::Tag(range) => html.get(range).unwrap_or("?"),
                Piece::Silent => "…",
            })
            .collect()
    }

    #[test]
    fn raw_html_is_cut_into_tags_and_texts() {
        assert_eq!(cut("甲<b>乙</b>丙"), ["甲", "<b>", "乙", "</b>", "丙"]);
        assert_eq!(cut("<a title=\"x>y\">"), ["<a title=\"x>y\">"]);
        assert_eq!(cut("<a title=\"x>y"), ["<a title=\"x>", "y"]);
        assert_eq!(cut("<!-- <b> -->甲<!--><?x?><!DOCTYPE y>"), ["…", "甲", "…", "…", "…"]);
        assert_eq!(cut("1 < 2 <3 <b"), ["1 < 2 <3 <b"]);
        assert_eq!(cut("<!-- 甲"), ["…"]);
    }

    #[test]
    fn tags_are_read_as_browsers_read_them() {
        assert_eq!(
            read_tag("<A HREF='java&#115;cript:x' onClick=y>"),
            Some(RawTag {
                name: "a".to_owned(),
                closing: false,
                attributes: vec![
                    ("href".to_owned(), "javascript:x".to_owned()),
                    ("onclick".to_owned(), "y".to_owned())
                ],
            })
        );
        assert_eq!(read_tag("<br/>"), Some(RawTag { name: "br".to_owned(), closing: false, attributes: Vec::new() }));
        assert_eq!(read_tag("</TD >"), Some(RawTag { name: "td".to_owned(), closing: true, attributes: Vec::new() }));
        assert_eq!(read_tag("甲"), None);
        assert_eq!(read_text("a &lt; b&nbsp;<&copy;"), "a < b\u{A0}<©");
    }
}
