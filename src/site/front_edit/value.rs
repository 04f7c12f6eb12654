//! New values: what they are, and how they are written as YAML.

/// The names of a field as [`crate::site::front_matter`] reads it: English first, then Chinese, then others.
pub type Names = &'static [&'static str];

/// A value to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum New {
    /// A text, date or number; put into quotes where it needs them.
    Text(String),
    /// A word of a vocabulary, in the language of the file's keys.
    Word {
        /// In a file with English keys.
        en: String,
        /// In a file with Chinese keys.
        zh: String,
    },
    /// A group of fields.
    Group(Vec<(Names, New)>),
}

impl From<&str> for New {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for New {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// The name of a field in one of the two languages.
pub(super) fn name(names: Names, chinese: bool) -> &'static str {
    let other = names.iter().find(|name| !name.is_ascii());
    match (chinese, other) {
        (true, Some(name)) => name,
        _ => names.first().copied().unwrap_or_default(),
    }
}

/// A text as a YAML scalar in one line: as it is where nobody could misread it, else in double quotes.
pub(super) fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// Dates, words, and texts that begin with a Han character and hold no mark that means something in YAML.
fn is_plain(text: &str) -> bool {
    let date = text.len() == 10
        && text.bytes().enumerate().all(|(at, b)| if matches!(at, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
    if date {
        return true;
    }
    let reserved = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    if !text.is_empty()
        && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
        && !reserved.contains(&text)
        && text.len() < 40
    {
        return true;
    }
    // No full-width colon: behind certain words it is read as a colon.
    text.starts_with(is_han)
        && text.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric() || "（）〔〕《》“”、，。；·—…-./".contains(c))
}

fn is_han(c: char) -> bool {
    matches!(c, '一'..='龥')
}

fn quoted(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}') || is_noncharacter(c) => {
                let _ = match u32::from(c) {
                    code @ 0..=0xFF => write!(out, "\\x{code:02X}"),
                    code @ 0x100..=0xFFFF => write!(out, "\\u{code:04X}"),
                    code => write!(out, "\\U{code:08X}"),
                };
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Code points that no text holds and some readers refuse.
fn is_noncharacter(c: char) -> bool {
    let code = u32::from(c);
    code & 0xFFFE == 0xFFFE || (0xFDD0..=0xFDEF).contains(&code)
}
