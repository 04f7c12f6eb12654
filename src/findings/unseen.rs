//! Characters that nobody sees and that change what is seen: control characters, marks that turn the direction of writing
//! round, signs without a width.
//!
//! They come with pasting, and they are a means of deceit: U+202E makes `fdp.exe` of what looks like `exe.pdf`, a space
//! without a width hides a word from search. Unicode Technical Report 36 and the paper *Trojan Source* (CVE-2021-42574)
//! describe both. Kept are the weak marks and joiners that Uygur, Kazakh, Mongolian and emoji need.

use std::borrow::Cow;

/// Whether a character is one of them. White space with a width, line ends and tabs are not.
pub fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{AD}' // soft hyphen
        | '\u{200B}' // zero width space
        | '\u{202A}'..='\u{202E}' // embeddings and overrides of direction
        | '\u{2060}'..='\u{2064}' // word joiner, invisible operators
        | '\u{2066}'..='\u{2069}' // isolates
        | '\u{FEFF}' // byte order mark
        | '\u{FFF9}'..='\u{FFFB}' // interlinear annotation
        | '\u{E0001}' | '\u{E0020}'..='\u{E007F}' // tags
    ) || c.is_control() && !matches!(c, '\n' | '\r' | '\t')
}

/// The text without them.
pub fn without(text: &str) -> Cow<'_, str> {
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_control()) || !text.contains(is_unseen) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| !is_unseen(*c)).collect())
}

/// What a reader of a message sees in the place of each: `�`. Line ends become blanks, so that no text fakes a line.
pub fn shown(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| is_unseen(c) || c.is_control()) {
        return Cow::Borrowed(text);
    }
    let show = |c: char| match c {
        '\n' | '\r' | '\t' => ' ',
        c if is_unseen(c) => '\u{FFFD}',
        c => c,
    };
    Cow::Owned(text.chars().map(show).collect())
}

/// Its name, as Unicode writes it: `U+202E`.
pub fn code(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_goes_and_what_is_needed_stays() {
        assert_eq!(without("通知\u{202E}fdp\u{200B}\u{7}。\n"), "通知fdp。\n");
        // Uygur with its marks, a family of emoji, an ideographic variant.
        for text in ["ئۇيغۇر\u{200F}", "👨\u{200D}👩", "葛\u{E0100}", "全\u{3000}角"] {
            assert!(matches!(without(text), Cow::Borrowed(_)), "{text}");
        }
        assert_eq!(shown("a\x1b[2J\nb\u{202E}"), "a\u{FFFD}[2J b\u{FFFD}");
        assert_eq!(code('\u{202E}'), "U+202E");
    }
}
