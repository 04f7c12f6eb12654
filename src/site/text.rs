//! A text file as an office has it: UTF-8 with or without a mark, UTF-16 from Notepad, GBK from older programs.
//!
//! Decoding keeps what it takes to write one line back without touching another byte: encoding, mark and line ends.

use std::sync::Arc;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::findings::Place;

/// Texts over this many bytes are refused: an item is words, not a data file.
pub const MAX_TEXT_BYTES: usize = 8 * 1024 * 1024;

/// From this many bytes on a text is said to be long: about four hundred pages of paper. It is published all the same.
pub const LONG_TEXT_BYTES: usize = 1024 * 1024;

/// A text with more marks of Markdown than this is refused: each makes some hundred bytes of a page, and no browser shows a
/// table of fifty thousand rows.
pub const MOST_MARKS: usize = 500_000;

/// How many marks of Markdown a text has at most: line ends, cells, emphasis, links, code, tags and all else that cuts a
/// text into pieces. Cheap, and never too few.
pub fn marks(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_mark = |byte: &u8| b"\n|*_[`<>!~&\\+".contains(byte);
    // Nested lists on one line: `1. 1. 1.`
    bytes.iter().filter(|byte| is_mark(byte)).count() + bytes.windows(2).filter(|pair| *pair == b". ").count()
}

/// How a text was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextEncoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, little-endian: Notepad's “Unicode”.
    Utf16Le,
    /// UTF-16, big-endian.
    Utf16Be,
    /// GBK and GB 18030, of which GBK is a part.
    Gb18030,
}

impl TextEncoding {
    /// The name shown to people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
            Self::Gb18030 => "GBK/GB 18030",
        }
    }
}

/// A text file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// Path relative to the site's root, with `/`.
    pub path: Arc<str>,
    /// The text, without a byte-order mark, line ends as they were.
    pub text: String,
    /// How it was encoded.
    pub encoding: TextEncoding,
    /// Whether a byte-order mark stood first.
    pub mark: bool,
}

/// Why a file is not a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextFault {
    /// No bytes, or white space only.
    Empty,
    /// Something else than text; the name of its kind.
    Binary(String),
    /// No encoding fits. The byte offset of the first byte that does not.
    Undecodable(usize),
    /// Larger than [`MAX_TEXT_BYTES`].
    TooLarge(usize),
}

impl SourceText {
    /// Decodes the bytes of a file.
    ///
    /// Order: a mark decides; else valid UTF-8; else UTF-16 where every other byte of many is zero or the text reads as
    /// Chinese; else GB 18030 if it decodes without a fault.
    pub fn decode(path: Arc<str>, bytes: &[u8]) -> Result<Self, TextFault> {
        if bytes.len() > MAX_TEXT_BYTES {
            return Err(TextFault::TooLarge(bytes.len()));
        }
        let (encoding, mark, body) = guess(bytes)?;
        let text = match encoding {
            TextEncoding::Utf8 => {
                std::str::from_utf8(body).map_err(|e| TextFault::Undecodable(e.valid_up_to()))?.to_owned()
            }
            other => decode_strict(codec(other), body).ok_or(TextFault::Undecodable(0))?,
        };
        if text.trim().is_empty() {
            return Err(TextFault::Empty);
        }
        if text.contains('\0') {
            return Err(TextFault::Binary("NUL".to_owned()));
        }
        Ok(Self { path, text, encoding, mark })
    }

    /// The place of the bytes `start..end` of [`Self::text`].
    pub fn place(&self, start: usize, end: usize) -> Place {
        Place::in_text(self.path.clone(), &self.text, start, end)
    }

    /// The line end used first in the file, or a plain line feed.
    pub fn line_end(&self) -> &'static str {
        match self.text.find('\n') {
            Some(at) if self.text[..at].ends_with('\r') => "\r\n",
            _ => "\n",
        }
    }

    /// The bytes of `line` in this file's encoding; `None` where it has no such character.
    pub fn encode(&self, line: &str) -> Option<Vec<u8>> {
        match self.encoding {
            TextEncoding::Utf8 => Some(line.as_bytes().to_vec()),
            TextEncoding::Utf16Le => Some(line.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            TextEncoding::Utf16Be => Some(line.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            TextEncoding::Gb18030 => {
                let (bytes, _, unmappable) = GB18030.encode(line);
                (!unmappable).then(|| bytes.into_owned())
            }
        }
    }

    /// The offset in the file's bytes of byte `at` of [`Self::text`].
    ///
    /// `None` where encoding what stands before does not give back the file's own bytes, so that nobody can tell.
    pub fn byte_offset(&self, bytes: &[u8], at: usize) -> Option<usize> {
        let mark = if self.mark { if self.encoding == TextEncoding::Utf8 { 3 } else { 2 } } else { 0 };
        let head = self.encode(self.text.get(..at)?)?;
        let end = mark + head.len();
        (bytes.get(mark..end)? == head.as_slice()).then_some(end)
    }
}

fn codec(encoding: TextEncoding) -> &'static Encoding {
    match encoding {
        TextEncoding::Utf8 => UTF_8,
        TextEncoding::Utf16Le => UTF_16LE,
        TextEncoding::Utf16Be => UTF_16BE,
        TextEncoding::Gb18030 => GB18030,
    }
}

fn decode_strict(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
}

fn guess(bytes: &[u8]) -> Result<(TextEncoding, bool, &[u8]), TextFault> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return Ok((TextEncoding::Utf8, true, rest));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return Ok((TextEncoding::Utf16Le, true, rest));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return Ok((TextEncoding::Utf16Be, true, rest));
    }
    if bytes.is_empty() {
        return Err(TextFault::Empty);
    }
    if let Some(kind) = infer::get(bytes)
        && !matches!(kind.matcher_type(), infer::MatcherType::Text)
    {
        return Err(TextFault::Binary(kind.extension().to_uppercase()));
    }
    let utf8 = std::str::from_utf8(bytes);
    if utf8.is_ok() && !bytes.contains(&0) {
        return Ok((TextEncoding::Utf8, false, bytes));
    }
    for encoding in [TextEncoding::Utf16Le, TextEncoding::Utf16Be] {
        if looks_like_utf16(encoding, bytes) {
            return Ok((encoding, false, bytes));
        }
    }
    if bytes.contains(&0) {
        return Err(TextFault::Binary("NUL".to_owned()));
    }
    // A UTF-8 text that was cut or damaged in one place is not a GBK text: most of its long sequences are still valid.
    if let Err(error) = utf8
        && mostly_utf8(bytes)
    {
        return Err(TextFault::Undecodable(error.valid_up_to()));
    }
    if decode_strict(GB18030, bytes).is_some_and(|text| reads_as_chinese(&text)) {
        return Ok((TextEncoding::Gb18030, false, bytes));
    }
    Err(TextFault::Undecodable(utf8.err().map_or(0, |error| error.valid_up_to())))
}

/// UTF-16 without a mark: decodes, begins with a line of ASCII or Han, and has no control characters.
fn looks_like_utf16(encoding: TextEncoding, bytes: &[u8]) -> bool {
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) || !bytes.contains(&0) {
        return false;
    }
    decode_strict(codec(encoding), bytes).is_some_and(|text| {
        let total = text.chars().count();
        let plain = text.chars().filter(|c| is_common(*c)).count();
        plain * 10 >= total * 9
    })
}

/// Whether most characters of a guessed text are ones that Chinese documents consist of.
fn reads_as_chinese(text: &str) -> bool {
    let total = text.chars().count();
    let common = text.chars().filter(|c| is_common(*c)).count();
    common * 20 >= total * 19
}

fn is_common(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '·' | '—' | '‘'..='”' | '…' | '①'..='⑳' | '\u{3000}'..='〕' | '一'..='龥' | '！'..='～' | '×' | '℃' | '■'..='□' | '√' | '★' | '●' | '○')
}

/// Whether the bytes above 0x7F are, but for a few, valid UTF-8 sequences.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let mut good = 0_usize;
    let mut bad = 0_usize;
    let mut rest = bytes;
    while !rest.is_empty() {
        match std::str::from_utf8(rest) {
            Ok(text) => {
                good += text.chars().filter(|c| !c.is_ascii()).count();
                break;
            }
            Err(error) => {
                let (valid, after) = rest.split_at(error.valid_up_to());
                good += valid.iter().filter(|byte| **byte >= 0xC0).count();
                bad += 1;
                rest = after.get(error.error_len().unwrap_or(after.len()).max(1)..).unwrap_or_default();
            }
        }
    }
    good > bad * 8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(bytes: &[u8]) -> Result<SourceText, TextFault> {
        SourceText::decode(Arc::from("a.md"), bytes)
    }

    const TEXT: &str = "---\n标题: 关于做好春耕备耕工作的通知\n---\n各村：“请”按时报送——123。\n";

    #[test]
    fn the_same_text_comes_out_of_every_encoding() {
        let (gbk, _, lossy) = encoding_rs::GBK.encode(TEXT);
        assert!(!lossy);
        let utf16 = |f: fn(u16) -> [u8; 2], mark: &[u8]| {
            mark.iter().copied().chain(TEXT.encode_utf16().flat_map(f)).collect::<Vec<_>>()
        };
        let cases: Vec<(Vec<u8>, TextEncoding, bool)> = vec![
            (TEXT.as_bytes().to_vec(), TextEncoding::Utf8, false),
            ([b"\xEF\xBB\xBF", TEXT.as_bytes()].concat(), TextEncoding::Utf8, true),
            (gbk.into_owned(), TextEncoding::Gb18030, false),
            (utf16(u16::to_le_bytes, b"\xFF\xFE"), TextEncoding::Utf16Le, true),
            (utf16(u16::to_be_bytes, b"\xFE\xFF"), TextEncoding::Utf16Be, true),
            (utf16(u16::to_le_bytes, b""), TextEncoding::Utf16Le, false),
        ];
        for (bytes, encoding, mark) in cases {
            let source = decode(&bytes).unwrap();
            assert_eq!((source.text.as_str(), source.encoding, source.mark), (TEXT, encoding, mark));
            let at = TEXT.find("---\n各").unwrap();
            let offset = source.byte_offset(&bytes, at).unwrap();
            assert_eq!(&bytes[offset..], source.encode(&TEXT[at..]).unwrap());
        }
    }

    #[test]
    fn what_is_not_a_text_is_told_apart() {
        assert_eq!(decode(b""), Err(TextFault::Empty));
        assert_eq!(decode(b" \n\n"), Err(TextFault::Empty));
        assert_eq!(decode(b"%PDF-1.7\n\x00\x01"), Err(TextFault::Binary("PDF".into())));
        assert!(matches!(decode(b"PK\x03\x04\x14\x00\x00\x00"), Err(TextFault::Binary(_))));
        assert!(matches!(decode(&[0, 1, 2, 3, 4, 5, 6, 200]), Err(TextFault::Binary(_))));
        let cut = &TEXT.as_bytes()[..TEXT.len() - 3];
        assert!(matches!(decode(cut), Err(TextFault::Undecodable(_))), "cut inside a character");
    }
}
