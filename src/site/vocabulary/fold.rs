//! How two spellings of one name are made equal.
//!
//! Clerks copy names out of Word, Excel and web forms: with full-width letters, stray blanks, English commas between
//! Chinese words. None of that changes which term is meant, so it must not change whether it is found.

use unicode_normalization::UnicodeNormalization;

/// A name as it is compared: compatibility forms unified (full-width and half-width), small letters, no white space,
/// no invisible characters, every kind of comma as `、`.
pub fn fold(text: &str) -> String {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| !c.is_whitespace() && !is_invisible(*c))
        .map(|c| if matches!(c, ',' | '､') { '、' } else { c })
        .collect()
}

/// Whether the text holds a Chinese character.
pub(super) fn has_han(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'))
}

/// Soft hyphen, zero-width characters, direction marks and the byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::{fold, has_han};

    #[test]
    fn spellings_of_one_name_are_equal() {
        assert_eq!(fold(" 财政，金融, 审计"), fold("财政、金融、审计"));
        assert_eq!(fold("命令（令）"), fold("命令(令)"));
        assert_eq!(fold("Ｇ０８"), "g08");
        assert_eq!(fold("政务\u{3000}公开\u{200b}"), "政务公开");
        assert_eq!(fold("Open Government"), "opengovernment");
    }

    #[test]
    fn han_is_told_from_latin() {
        assert!(has_han("a政"));
        assert!(!has_han("Notice 2024、"));
    }
}
