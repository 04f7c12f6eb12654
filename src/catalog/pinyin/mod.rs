//! The pinyin of characters: the index of titles from A to Z, and the spellings that search suggests titles by, come from it.
//!
//! Each character has its most usual reading, without its tone; `ü` is written `v`. The readings stand in `table.txt`, a line a
//! syllable, derived from the crate `pinyin` (a test of `search::pinyin` holds that); only simplified characters are there.

use std::sync::LazyLock;

/// Syllables and their characters: `a 啊阿…`, a line each.
pub const TABLE: &str = include_str!("table.txt");

/// The syllable of each character, sorted by character.
static SYLLABLES: LazyLock<Vec<(char, &'static str)>> = LazyLock::new(|| {
    let mut all: Vec<(char, &'static str)> = TABLE
        .lines()
        .filter_map(|line| line.split_once(' '))
        .flat_map(|(syllable, chars)| chars.chars().map(move |c| (c, syllable)))
        .collect();
    all.sort_unstable();
    all
});

/// The syllable of a character.
pub fn syllable(c: char) -> Option<&'static str> {
    SYLLABLES.binary_search_by_key(&c, |pair| pair.0).ok().map(|at| SYLLABLES[at].1)
}

#[cfg(test)]
mod tests {
    use super::syllable;

    #[test]
    fn characters_have_one_reading() {
        assert_eq!(syllable('政'), Some("zheng"));
        assert_eq!(syllable('绿'), Some("lv"));
        assert_eq!(syllable('A'), None);
    }
}
