//! Titles spelled in pinyin, so that who types letters is offered them: 农村宅基地 is `nongcunzhaijidi` and `nczjd`.
//!
//! Each character has its most usual reading, or that of the word it stands in, where that is known. Where it is wrong, that costs
//! a suggestion, never a result: searches do not look at the spelling. The readings are those of `catalog::pinyin`; the test
//! below derives its table from the crate `pinyin`.

use super::fold::fold_char;
use crate::catalog::pinyin::syllables;

/// A clean text spelled twice, a line each: by initials and in full. Letters and digits stand for themselves; what has no
/// spelling is left out.
pub(crate) fn spell(clean: &str) -> String {
    let (mut initials, mut full) = (String::new(), String::new());
    let folded: Vec<char> = clean.chars().map(fold_char).collect();
    for (c, syllable) in syllables(&folded) {
        if c.is_ascii_alphanumeric() {
            initials.push(c);
            full.push(c);
        } else if let Some(syllable) = syllable {
            initials.push_str(&syllable[..1]);
            full.push_str(syllable);
        }
    }
    if initials.is_empty() { String::new() } else { format!("{initials}\n{full}") }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use pinyin::ToPinyin as _;

    use super::*;
    use crate::catalog::pinyin::TABLE;

    fn derived() -> String {
        let mut syllables: BTreeMap<String, String> = BTreeMap::new();
        for c in ('\u{4e00}'..='\u{9fff}').filter(|&c| fold_char(c) == c) {
            if let Some(reading) = c.to_pinyin() {
                let syllable = reading.plain().replace('ü', "v").replace('ê', "e");
                if syllable.bytes().all(|byte| byte.is_ascii_lowercase()) {
                    syllables.entry(syllable).or_default().push(c);
                }
            }
        }
        syllables.iter().fold(String::new(), |text, (syllable, chars)| text + syllable + " " + chars + "\n")
    }

    #[test]
    fn table_is_what_the_crate_says() {
        let derived = derived();
        if std::env::var_os("UPDATE_PINYIN_TABLE").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/catalog/pinyin/table.txt");
            std::fs::write(path, &derived).expect("the table can be written");
        }
        assert!(
            derived == TABLE,
            "src/catalog/pinyin/table.txt is not what is derived; UPDATE_PINYIN_TABLE=1 writes it"
        );
    }

    #[test]
    fn titles_are_spelled_twice() {
        assert_eq!(spell("农村宅基地"), "nczjd\nnongcunzhaijidi");
        assert_eq!(spell("2024年 低保（名单）"), "2024ndbmd\n2024niandibaomingdan");
        assert_eq!(spell("綠"), "l\nlv");
        assert_eq!(spell("調整會計"), "tzkj\ntiaozhengkuaiji");
        assert_eq!(spell("！"), "");
    }
}
