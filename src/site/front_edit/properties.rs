//! Over front matters of every kind: the change comes in, the rest says what it said, and no other byte changes.

use proptest::prelude::*;

use super::expected::Plain;
use super::*;
use crate::site::front_matter::{names, split};
use crate::site::text::TextEncoding;

/// A value as people and programs write it, behind the colon; `column` is that of its key.
fn any_value() -> impl Strategy<Value = String> {
    let words = || "[一-龥“”、，。0-9]{1,12}";
    prop_oneof![
        4 => words().prop_map(|text| format!(" {text}\n")),
        1 => words().prop_map(|text| format!(" {text} # 注\n")),
        1 => words().prop_map(|text| format!(" \"{text}: # x\"  \n")),
        1 => words().prop_map(|text| format!(" '{text}''s'\n")),
        1 => Just("\n".to_owned()),
        1 => Just(" # 待定\n".to_owned()),
        1 => Just(" ~\n".to_owned()),
        1 => (words(), words()).prop_map(|(a, b)| format!(" {a}\n    {b}\n")),
        1 => (words(), words()).prop_map(|(a, b)| format!(" |\n    {a}\n\n    {b}\n")),
        1 => (words(), words()).prop_map(|(a, b)| format!(" >-\n    {a}\n    {b}\n\n")),
        1 => (words(), words()).prop_map(|(a, b)| format!(" |+\n    {a}\n    {b}\n\n\n")),
        1 => (words(), words()).prop_map(|(a, b)| format!(" [{a}, \"{b}\"]\n")),
        1 => (words(), words()).prop_map(|(a, b)| format!(" [\n    {a},\n    {b}, # 注\n  ]\n")),
        1 => (words(), words()).prop_map(|(a, b)| format!("\n- {a}\n- {b}\n")),
        1 => (words(), words()).prop_map(|(a, b)| format!("\n  - {a} # 注\n\n  # 注\n  - {b}\n")),
        1 => words().prop_map(|a| format!("\n  - 日期: 2024-03-09\n    理由: {a}\n")),
        1 => words().prop_map(|a| format!("\n  日期: 2024-03-09\n  理由: {a}\n")),
        1 => words().prop_map(|a| format!(" {{日期: 2024-03-09, 理由: {a}}}\n")),
        1 => words().prop_map(|a| format!(" [{{日期: 2024-03-09, 理由: {a}}}]\n")),
        1 => words().prop_map(|a| format!("\n  日期: 2024-03-09\n  审批:\n      姓名: {a}\n")),
    ]
}

/// Lines of a front matter; the fields that will be changed are among them or not.
fn any_yaml() -> impl Strategy<Value = String> {
    let keys =
        prop::sample::subsequence(vec!["状态", "更正", "撤回", "替代", "审查", "来源", "status", "内容概述"], 0..=7);
    (keys, prop::collection::vec((any_value(), "(# 注\n|\n){0,2}", any::<bool>()), 8), any::<bool>()).prop_map(
        |(keys, values, first)| {
            let mut lines: Vec<String> = keys
                .iter()
                .zip(values)
                .map(|(key, (value, between, wide))| {
                    let colon = if wide && value.starts_with(' ') { "：" } else { ":" };
                    let value = if colon == "：" { &value[1..] } else { &value };
                    format!("{key}{colon}{value}{between}")
                })
                .collect();
            lines.insert(if first { 0 } else { lines.len() }, "标题: 关于春耕的通知\n".to_owned());
            lines.concat()
        },
    )
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![4 => "[一-龥，。：“”]{1,12}", 1 => "\\PC{0,16}", 1 => "[\\x00-\\x7F]{0,12}", 1 => "[ :#\"'\\-\\[\\]{},&*!|>%@`~]{0,6}"]
}

fn any_change() -> impl Strategy<Value = Change> {
    const REVIEW: Names = &["review", "审查"];
    const APPROVED: Names = &["approved", "审批"];
    const BY: Names = &["by", "姓名"];
    let record = |reason: String| New::Group(vec![(names::DATE, "2024-04-01".into()), (names::REASON, reason.into())]);
    prop_oneof![
        any_text().prop_map(|text| Change::set(&[names::STATUS], text)),
        any_text().prop_map(|text| Change::set(&[names::INDEX_NO], text).after(&[names::TITLE])),
        any_text().prop_map(move |text| Change::set(&[names::WITHDRAWN], record(text))),
        any_text().prop_map(move |text| Change::append(&[names::CORRECTIONS], record(text))),
        any_text().prop_map(|text| Change::append(&[names::REPLACES], text)),
        any_text().prop_map(|text| Change::set(&[REVIEW, APPROVED, BY], text)),
        Just(Change::remove(&[names::WITHDRAWN])),
        Just(Change::remove(&[names::STATUS])),
    ]
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

fn encoded(text: &str, encoding: TextEncoding, mark: bool) -> Option<Vec<u8>> {
    let head: &[u8] = match (encoding, mark) {
        (_, false) => b"",
        (TextEncoding::Utf8, true) => b"\xEF\xBB\xBF",
        (TextEncoding::Utf16Le, true) => b"\xFF\xFE",
        _ => b"\xFE\xFF",
    };
    let empty = SourceText { path: "a".into(), text: String::new(), encoding, mark };
    Some([head, &empty.encode(text)?].concat())
}

proptest! {
    #[test]
    fn the_change_comes_in_and_nothing_else(
        yaml in any_yaml(), changes in prop::collection::vec(any_change(), 1..4),
        (encoding, mark) in any_encoding(), crlf in any::<bool>()
    ) {
        let text = format!("---\n{yaml}---\n\n正文：各村（居）民委员会。\n");
        let text = if crlf { text.replace('\n', "\r\n") } else { text };
        let bytes = encoded(&text, encoding, mark).unwrap();
        let Ok(source) = SourceText::decode("a.md".into(), &bytes) else { return Ok(()) };
        prop_assume!(source.text == text && source.encoding == encoding);
        let place = split(&source).unwrap().yaml;
        let mut now = text[place.clone()].to_owned();
        let Ok(tree) = parse(&now, &source) else { return Ok(()) };
        let mut wanted = Plain::of(&tree);
        for change in &changes {
            let tree = parse(&now, &source).unwrap();
            // Where something else than a group stands on the way, there is no place for the change.
            let Some(target) = locate::locate(&tree, change) else {
                prop_assert_eq!(one(&now, change, &source), Err(EditFault::Form));
                return Ok(());
            };
            wanted.apply(&target).unwrap();
            let new = one(&now, change, &source).unwrap_or_else(|fault| panic!("{fault:?}\n{now}\n{change:?}"));
            prop_assert_eq!(Plain::of(&parse(&new, &source).unwrap()).sorted(), wanted.clone().sorted());
            if target.entry.is_none() {
                let head = now.chars().zip(new.chars()).take_while(|(a, b)| a == b).count();
                let tail = now.chars().rev().zip(new.chars().rev()).take_while(|(a, b)| a == b).count();
                prop_assert!(head + tail >= now.chars().count(), "a new field is one stretch of text\n{}\n{}", now, new);
            }
            now = new;
        }
        let out = edit(&source, &place, &bytes, &changes);
        let expected = encoded(&[&text[..place.start], &now, &text[place.end..]].concat(), encoding, mark);
        // GB 18030 lacks a handful of code points.
        prop_assert_eq!(out, expected.ok_or(EditFault::Changed));
    }
}
