use std::fmt::Write as _;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;

/// The single character of an iterator, if there is exactly one.
fn only(mut chars: impl Iterator<Item = char>) -> Option<char> {
    let first = chars.next()?;
    chars.next().is_none().then_some(first)
}

/// Brackets as they stand around the year of a document number, and dashes as they stand in an index number.
fn punctuation(c: char) -> char {
    match c {
        '〔' | '［' | '[' | '【' | '〖' | '﹝' | '（' => '(',
        '〕' | '］' | ']' | '】' | '〗' | '﹞' | '）' => ')',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹣' | '－' => '-',
        _ => c,
    }
}

fn derived() -> String {
    let simplify = OpenCC::from_config(BuiltinConfig::T2s).expect("built-in configuration");
    let step = |c: char| {
        let c = only(std::iter::once(c).nfkc()).unwrap_or(c);
        let c = only(c.to_lowercase()).unwrap_or(c);
        let c = only(simplify.convert(&c.to_string()).chars()).unwrap_or(c);
        punctuation(c)
    };
    let mut out = String::new();
    for c in '\0'..=char::MAX {
        if is_space(c) || is_invisible(c) {
            continue;
        }
        let (mut to, mut again) = (c, step(c));
        for _ in 0..8 {
            if to == again {
                break;
            }
            (to, again) = (again, step(again));
        }
        assert_eq!(to, again, "folding {c} does not come to rest");
        if to != c && to.len_utf16() == c.len_utf16() && !is_space(to) && !is_invisible(to) {
            writeln!(out, "{c}{to}").expect("a string");
        }
    }
    out
}

#[test]
fn table_is_what_the_libraries_say() {
    let derived = derived();
    if std::env::var_os("UPDATE_FOLD_TABLE").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/search/fold/table.txt");
        std::fs::write(path, &derived).expect("the table can be written");
    }
    assert!(derived == TABLE, "src/search/fold/table.txt is not what is derived; UPDATE_FOLD_TABLE=1 writes it");
}

#[test]
fn readers_forms_are_one() {
    assert_eq!(fold("ＡＢＣ１２３"), "abc123");
    assert_eq!(fold("政府信息公開條例"), "政府信息公开条例");
    assert_eq!(fold("青政发〔2024〕5号"), fold("青政发[2024]5号"));
    assert_eq!(fold("青政发（2024）5号"), fold("青政發(2024)5號"));
    assert_eq!(fold("000014349／2024－00012"), "000014349/2024-00012");
}

#[test]
fn clean_is_one_line() {
    assert_eq!(clean(" 第一条\u{3000}\u{3000}为\u{200b}了 \n 保障\t"), "第一条 为了 保障");
    assert_eq!(clean("\u{feff}"), "");
    assert_eq!(clean("e\u{301}"), "é");
}

proptest! {
    #[test]
    fn folding_keeps_length_and_rests(text in "\\PC*") {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once.clone());
        prop_assert_eq!(once.encode_utf16().count(), text.encode_utf16().count());
    }

    #[test]
    fn cleaning_rests(text in ".*") {
        let once = clean(&text);
        prop_assert_eq!(clean(&once), once.clone());
        prop_assert!(!once.starts_with(' ') && !once.ends_with(' ') && !once.contains("  "));
    }
}

/// What is taken for clean at a glance is what the long way leaves as it is.
#[test]
fn plain_characters_stay() {
    for c in ('\0'..=char::MAX).filter(|&c| is_plain(c)) {
        assert!(!is_space(c) && !is_invisible(c), "{c:?}");
        assert_eq!(is_nfc_quick(std::iter::once(c)), IsNormalized::Yes, "{c:?}");
        // A character of another class could change places with one beside it.
        assert_eq!(unicode_normalization::char::canonical_combining_class(c), 0, "{c:?}");
    }
}

proptest! {
    #[test]
    fn clean_at_a_glance_is_clean(text in "([ a一。ａ“]{0,3}( |\\PC|\u{3000})?){0,4}") {
        if is_clean(&text) {
            prop_assert_eq!(collapse(text.nfc(), text.len()), text);
        }
    }
}
