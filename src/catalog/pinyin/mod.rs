//! The pinyin of characters: the index of titles from A to Z, and the spellings that search suggests titles by, come from it.
//!
//! Each character has its most usual reading, without its tone; `ü` is written `v`. The readings stand in `table.txt`, a line a
//! syllable, derived from the crate `pinyin` (a test of `search::pinyin` holds that); only simplified characters are there.
//! Where a word is read otherwise, as 会计 and 银行 are, `words.txt` says so.

use std::collections::BTreeMap;
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

/// Words in which a character has another reading than usual, a line a reading: `长chang 长期 长江`. After `-` come words
/// that are read as usual and hold the beginning of one that is not: 社会计划 is no 会计.
const WORDS: &str = include_str!("words.txt");

/// The character that a word reads otherwise, and how; nothing where it reads all as usual.
type Reading = Option<(char, &'static str)>;

/// The words with their readings.
static READINGS: LazyLock<BTreeMap<Vec<char>, Reading>> = LazyLock::new(|| {
    let lines = WORDS.lines().filter_map(|line| line.split_once(' '));
    let reading = |head: &'static str| head.chars().next().filter(|c| *c != '-').map(|c| (c, &head[c.len_utf8()..]));
    lines.flat_map(|(head, words)| words.split(' ').map(move |word| (word.chars().collect(), reading(head)))).collect()
});

/// The longest of these words, in characters.
const LONGEST: usize = 3;

/// The usual syllable of a character.
fn syllable(c: char) -> Option<&'static str> {
    SYLLABLES.binary_search_by_key(&c, |pair| pair.0).ok().map(|at| SYLLABLES[at].1)
}

/// Every character of a simplified text with its syllable, if it has one.
pub fn syllables(text: &[char]) -> Vec<(char, Option<&'static str>)> {
    let mut all: Vec<(char, Option<&'static str>)> = Vec::with_capacity(text.len());
    while let Some(rest) = text.get(all.len()..).filter(|rest| !rest.is_empty()) {
        let word = (2..=LONGEST.min(rest.len())).rev().find_map(|long| Some((long, READINGS.get(&rest[..long])?)));
        let (long, reading) = word.unwrap_or((1, &None));
        all.extend(rest[..long].iter().map(|&c| match reading {
            Some((other, syllable)) if *other == c => (c, Some(*syllable)),
            _ => (c, syllable(c)),
        }));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let spelled = syllables(&chars);
        assert!(spelled.iter().map(|(c, _)| *c).eq(chars), "{text}");
        spelled.iter().filter_map(|(_, syllable)| *syllable).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn characters_have_their_usual_reading() {
        assert_eq!(spelled("政A绿"), "zheng lv");
        assert_eq!(spelled(""), "");
    }

    #[test]
    fn words_have_their_own() {
        assert_eq!(spelled("调整会计银行"), "tiao zheng kuai ji yin hang");
        assert_eq!(spelled("调查重庆长江三角长三角"), "diao cha chong qing chang jiang san jiao chang san jiao");
        assert_eq!(spelled("社会计划"), "she hui ji hua");
        assert_eq!(spelled("工商行政"), "gong shang xing zheng");
        assert_eq!(spelled("项目的目的"), "xiang mu de mu di");
        assert_eq!(spelled("长"), "zhang");
    }

    #[test]
    fn every_word_reads_one_of_its_characters_otherwise() {
        for (word, reading) in READINGS.iter() {
            assert!((2..=LONGEST).contains(&word.len()), "{word:?}");
            if let Some((c, other)) = reading {
                assert_eq!(word.iter().filter(|one| *one == c).count(), 1, "{word:?}");
                assert!(syllable(*c).is_some_and(|usual| usual != *other), "{word:?}");
                assert!(TABLE.lines().any(|line| line.split(' ').next() == Some(other)), "{word:?}");
            }
        }
    }
}
