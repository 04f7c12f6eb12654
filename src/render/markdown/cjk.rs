//! What a Chinese reader knows about characters and Markdown does not.
//!
//! CommonMark divides characters into white space, punctuation and the rest, which fits scripts that put spaces between
//! words. Chinese has none, and its punctuation opens and closes: `（` can begin something that is stressed, `，` cannot.

/// Whether the character is as wide as a Han character: Han, kana, bopomofo and full-width forms with their punctuation.
///
/// The ranges are those with East Asian Width W or F that belong to Chinese and Japanese writing; Hangul is left out,
/// because Korean puts spaces between words.
pub(super) fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x2E80..=0x303E
        | 0x3041..=0x312F
        | 0x3190..=0x31FF
        | 0x3220..=0x4DBF
        | 0x4E00..=0xA4CF
        | 0xF900..=0xFAFF
        | 0xFE10..=0xFE19
        | 0xFE30..=0xFE6F
        | 0xFF01..=0xFF60
        | 0xFFE0..=0xFFE6
        | 0x2_0000..=0x3_FFFD)
}

/// Whether the character is a Han character.
pub(super) fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3007 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFD)
}

/// Punctuation that Chinese and Western texts share, and that is as wide as what stands beside it.
fn is_shared_punctuation(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '–' | '·' | '※' | '①'..='⓿')
}

/// Whether two lines that end and begin with these characters are written on without a space.
pub(super) fn joins(before: char, after: char) -> bool {
    match (is_wide(before), is_wide(after)) {
        (true, true) => true,
        (true, false) => is_shared_punctuation(after),
        (false, true) => is_shared_punctuation(before),
        (false, false) => is_shared_punctuation(before) && is_shared_punctuation(after),
    }
}

/// Whether the character counts as punctuation in CommonMark: neither a letter, a digit, white space nor a mark
/// that belongs to the letter before it.
pub(super) fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    !c.is_alphanumeric() && !c.is_whitespace() && !c.is_control() && !is_attached(c) && !is_private(c)
}

/// Marks that change the look of the character before them: variation selectors, combining marks, joiners.
pub(super) fn is_attached(c: char) -> bool {
    matches!(u32::from(c), 0x0300..=0x036F | 0x200B..=0x200F | 0x2060..=0x2064 | 0x20D0..=0x20FF | 0x302A..=0x302F
        | 0x3099..=0x309A | 0xFE00..=0xFE0F | 0xFE20..=0xFE2F | 0xFEFF | 0xE_0100..=0xE_01EF)
}

fn is_private(c: char) -> bool {
    matches!(u32::from(c), 0xE000..=0xF8FF | 0xF_0000..=0x10_FFFF)
}

/// Punctuation that opens: nothing that is stressed ends right after it.
pub(super) fn opens(c: char) -> bool {
    matches!(
        c,
        '（' | '《'
            | '〈'
            | '「'
            | '『'
            | '【'
            | '〔'
            | '〖'
            | '〘'
            | '〚'
            | '｛'
            | '［'
            | '｟'
            | '“'
            | '‘'
            | '('
            | '['
            | '{'
            | '«'
    )
}

/// Punctuation that closes or separates: nothing that is stressed begins with it.
pub(super) fn closes(c: char) -> bool {
    closing_of(c)
        || matches!(
            c,
            '、' | '，' | '。' | '；' | '：' | '？' | '！' | '．' | '｡' | '､' | ',' | '.' | ';' | ':' | '?' | '!'
        )
}

/// The second halves of pairs.
fn closing_of(c: char) -> bool {
    matches!(
        c,
        '）' | '》'
            | '〉'
            | '」'
            | '』'
            | '】'
            | '〕'
            | '〗'
            | '〙'
            | '〛'
            | '｝'
            | '］'
            | '｠'
            | '”'
            | '’'
            | ')'
            | ']'
            | '}'
            | '»'
    )
}

/// Whether no bracket is closed in the text that was not opened in it.
pub(super) fn is_balanced(text: &str) -> bool {
    let mut depth = 0_usize;
    for c in text.chars() {
        if opens(c) {
            depth += 1;
        } else if closing_of(c) && c != '’' {
            let Some(less) = depth.checked_sub(1) else { return false };
            depth = less;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_join_between_han_and_full_width_punctuation() {
        for (before, after) in
            [('政', '府'), ('，', '公'), ('公', '（'), ('说', '“'), ('”', '的'), ('𠀀', '一'), ('…', '…')]
        {
            assert!(joins(before, after), "{before}{after}");
        }
        for (before, after) in [('a', 'b'), ('共', '3'), ('3', '户'), ('府', 'A'), ('한', '국'), ('.', '“')] {
            assert!(!joins(before, after), "{before}{after}");
        }
    }

    #[test]
    fn brackets_are_balanced_only_when_none_is_closed_unopened() {
        assert!(is_balanced("（一）总则"));
        assert!(is_balanced("《办法"));
        assert!(!is_balanced("市办法》，"));
        assert!(!is_balanced("）（"));
    }

    #[test]
    fn punctuation_is_what_commonmark_calls_punctuation() {
        for c in "，。（）《》“”！￥％*~-—…①".chars().filter(|c| *c != '①') {
            assert!(is_punctuation(c), "{c}");
        }
        for c in ['政', 'a', '5', ' ', '\u{3000}', '①', '\u{FE0F}', '\u{E000}'] {
            assert!(!is_punctuation(c), "{c}");
        }
    }
}
