//! Over files of every kind: the number comes in, the item stays the same, and no other byte changes.

use proptest::prelude::*;

use super::tests::{encoded, item};
use super::*;
use crate::site::text::TextEncoding;

const NUMBER: &str = "900010028/2024-00012";

/// A title's value as people and programs write it; the next line begins a new key.
fn any_title() -> impl Strategy<Value = String> {
    let words = "[一-龥“”《》〔〕、，0-9]{2,20}";
    prop_oneof![
        words.prop_map(|text| format!("{text}\n")),
        words.prop_map(|text| format!("{text} # 全称\n")),
        words.prop_map(|text| format!("{text}  \n")),
        words.prop_map(|text| format!("\"{text}: # x\"\n")),
        words.prop_map(|text| format!("'{text}: # x'  # 注\n")),
        (words, words).prop_map(|(a, b)| format!("{a}\n  {b}\n")),
        (words, words).prop_map(|(a, b)| format!("\"{a}\n  {b}\"\n")),
        (words, words).prop_map(|(a, b)| format!(">-\n  {a}\n  {b}\n")),
        (words, words).prop_map(|(a, b)| format!("|\n  {a}\n\n  {b}\n\n")),
        words.prop_map(|text| format!("\n  {text}\n")),
        words.prop_map(|text| format!("{text}\n# 以下为分类\n")),
    ]
}

/// A whole file with line feeds, and whether its keys are Chinese.
fn any_file() -> impl Strategy<Value = (String, bool)> {
    let key =
        prop_oneof![Just(""), Just("索引号:\n"), Just("索引号: \n"), Just("索引号: \"\"\n"), Just("索引号: # 待编\n")];
    (any_title(), any::<bool>(), any::<bool>(), key, "[一-龥a-z，。\n]{0,40}").prop_map(
        |(title, chinese, first, empty, body)| {
            let names = if chinese {
                ["标题", "主题分类", "体裁", "成文日期"]
            } else {
                ["title", "topic", "genre", "created"]
            };
            let empty = if chinese { empty.to_owned() } else { empty.replace("索引号", "index_no") };
            let others = format!("{}: 综合政务/政务公开\n{}: 通知\n{}: 2024-03-05\n", names[1], names[2], names[3]);
            let title = format!("{}: {title}", names[0]).replace(": \n", ":\n");
            let front = if first { format!("{title}{empty}{others}") } else { format!("{others}{empty}{title}") };
            (format!("---\n{front}---\n\n正文。{body}\n"), chinese)
        },
    )
}

fn any_encoding() -> impl Strategy<Value = (TextEncoding, bool)> {
    prop_oneof![
        Just((TextEncoding::Utf8, false)),
        Just((TextEncoding::Utf8, true)),
        Just((TextEncoding::Utf16Le, true)),
        Just((TextEncoding::Utf16Be, true)),
        Just((TextEncoding::Gb18030, false)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn the_number_comes_in_and_nothing_else_changes(
        (text, chinese) in any_file(), (encoding, mark) in any_encoding(), crlf in any::<bool>()
    ) {
        let line_end = if crlf { "\r\n" } else { "\n" };
        let text = text.replace('\n', line_end);
        let bytes = encoded(&text, encoding, mark);
        let (_folder, before) = item(&bytes);
        prop_assert_eq!((before.source.encoding, before.source.mark), (encoding, mark));
        let out = insert(&before, &bytes, NUMBER).unwrap();
        let (_folder, after) = item(&out);
        prop_assert_eq!(after.front.index_no.as_ref().map(|field| field.value.as_str()), Some(NUMBER));
        prop_assert_eq!(&after.front.title.value, &before.front.title.value);
        prop_assert_eq!(after.front.created.value, before.front.created.value);
        prop_assert_eq!(after.markdown(), before.markdown());
        let value = format!("\"{NUMBER}\"");
        let key = if chinese { "索引号" } else { "index_no" };
        if before.front.empty_index_no.is_none() {
            let line = format!("{key}: {value}{line_end}");
            prop_assert_eq!(encoded(&after.source.text.replacen(&line, "", 1), encoding, mark), bytes);
        } else {
            // What stands on every other line is what stood there.
            let others = |text: &str| -> Vec<String> {
                text.split(line_end).filter(|line| !line.starts_with(key)).map(str::to_owned).collect()
            };
            prop_assert_eq!(others(&after.source.text), others(&before.source.text));
        }
    }
}
