//! What a file looks like after a change, in every form that people write.

use std::sync::Arc;

use super::*;
use crate::site::front_matter::{names, split};

const REVIEW: Names = &["review", "审查"];
const DRAFTED: Names = &["drafted", "经办"];
const APPROVED: Names = &["approved", "审批"];
const BY: Names = &["by", "姓名"];
const OF: Names = &["of", "内容摘要值"];

pub(super) fn source(text: &str) -> SourceText {
    SourceText::decode(Arc::from("content/a/b.md"), text.as_bytes()).unwrap()
}

/// The front matter after the changes; what stands around it is compared here.
fn after(yaml: &str, changes: &[Change]) -> Result<String, EditFault> {
    let text = format!("---\n{yaml}---\n\n正文。\n");
    let source = source(&text);
    let parts = split(&source).unwrap();
    let out = String::from_utf8(edit(&source, &parts.yaml, text.as_bytes(), changes)?).unwrap();
    Ok(out.strip_prefix("---\n").unwrap().strip_suffix("---\n\n正文。\n").unwrap().to_owned())
}

fn group(date: &str, reason: &str) -> New {
    New::Group(vec![(names::DATE, date.into()), (names::REASON, reason.into())])
}

fn status() -> Change {
    Change::set(&[names::STATUS], New::Word { en: "withdrawn".into(), zh: "已撤回".into() })
}

#[test]
fn a_new_field_goes_behind_its_anchor_or_to_the_end() {
    let cases = [
        ("标题: 甲\n体裁: 通知\n", "标题: 甲\n体裁: 通知\n状态: 已撤回\n"),
        ("title: 甲\ngenre: 通知\n# 完\n", "title: 甲\ngenre: 通知\nstatus: withdrawn\n# 完\n"),
        (
            "标题: 甲\n公示期:\n  开始: 2024-03-05\n  天数: 7\n",
            "标题: 甲\n公示期:\n  开始: 2024-03-05\n  天数: 7\n状态: 已撤回\n",
        ),
        ("标题: 甲\n内容概述: |+\n  甲\n\n", "标题: 甲\n内容概述: |+\n  甲\n\n状态: 已撤回\n"),
        ("标题: 甲\n内容概述: >-\n  甲\n  乙\n", "标题: 甲\n内容概述: >-\n  甲\n  乙\n状态: 已撤回\n"),
        ("标题: 甲\n附件:\n- 一.pdf\n- 二.pdf # 表\n", "标题: 甲\n附件:\n- 一.pdf\n- 二.pdf # 表\n状态: 已撤回\n"),
        ("标题: 甲\n关键词: [春耕,\n  备耕]\n", "标题: 甲\n关键词: [春耕,\n  备耕]\n状态: 已撤回\n"),
        ("标题：甲\n来源:\n", "标题：甲\n来源:\n状态: 已撤回\n"),
        ("{标题: 甲, 体裁: 通知}\n", "{标题: 甲, 体裁: 通知, 状态: 已撤回}\n"),
        ("{标题: 甲, 体裁: 通知,}\n", "{标题: 甲, 体裁: 通知, 状态: 已撤回,}\n"),
    ];
    for (yaml, expected) in cases {
        assert_eq!(after(yaml, &[status()]).as_deref(), Ok(expected), "{yaml}");
    }
    let number = Change::set(&[names::INDEX_NO], "1").after(&[names::TITLE]);
    assert_eq!(after("标题: 甲\n体裁: 通知\n", &[number]).as_deref(), Ok("标题: 甲\n索引号: \"1\"\n体裁: 通知\n"));
}

#[test]
fn a_value_is_replaced_in_its_place() {
    let cases = [
        ("标题: 甲\n状态: 已发布 # 注\n体裁: 通知\n", "标题: 甲\n状态: 已撤回 # 注\n体裁: 通知\n"),
        ("标题: 甲\n状态: \"已发布\"\n", "标题: 甲\n状态: 已撤回\n"),
        ("标题: 甲\n状态:\n", "标题: 甲\n状态: 已撤回\n"),
        ("标题: 甲\n状态: # 待定\n", "标题: 甲\n状态: 已撤回 # 待定\n"),
        ("标题: 甲\n状态: ~\n", "标题: 甲\n状态: 已撤回\n"),
        ("标题: 甲\n状态：已发布\n", "标题: 甲\n状态：已撤回\n"),
        ("标题: 甲\n状态：\n", "标题: 甲\n状态：已撤回\n"),
        ("标题: 甲\n状态: >\n  已\n  发布\n体裁: 通知\n", "标题: 甲\n状态: 已撤回\n体裁: 通知\n"),
        ("标题: 甲\n状态:\n  已发布\n体裁: 通知\n", "标题: 甲\n状态:\n  已撤回\n体裁: 通知\n"),
        ("{标题: 甲, 状态: 已发布}\n", "{标题: 甲, 状态: 已撤回}\n"),
        ("{标题: 甲, 状态: }\n", "{标题: 甲, 状态: 已撤回 }\n"),
    ];
    for (yaml, expected) in cases {
        assert_eq!(after(yaml, &[status()]).as_deref(), Ok(expected), "{yaml}");
    }
}

#[test]
fn a_record_is_added_to_its_list() {
    let new = || Change::append(&[names::CORRECTIONS], group("2024-04-01", "数字有误"));
    let cases = [
        ("标题: 甲\n", "标题: 甲\n更正:\n  - 日期: 2024-04-01\n    理由: 数字有误\n"),
        ("标题: 甲\n更正:\n体裁: 通知\n", "标题: 甲\n更正:\n  - 日期: 2024-04-01\n    理由: 数字有误\n体裁: 通知\n"),
        ("标题: 甲\n更正: [] # 无\n", "标题: 甲\n更正: # 无\n  - 日期: 2024-04-01\n    理由: 数字有误\n"),
        (
            "标题: 甲\n更正:\n- 日期: 2024-03-09\n  理由: \"错字\"\n体裁: 通知\n",
            "标题: 甲\n更正:\n- 日期: 2024-03-09\n  理由: \"错字\"\n- 日期: 2024-04-01\n  理由: 数字有误\n体裁: 通知\n",
        ),
        (
            "标题: 甲\n更正:\n    - 日期: 2024-03-09\n      理由: |\n        一\n\n        二\n",
            "标题: 甲\n更正:\n    - 日期: 2024-03-09\n      理由: |\n        一\n\n        二\n    - 日期: 2024-04-01\n      理由: 数字有误\n",
        ),
        (
            "标题: 甲\n更正: [{日期: 2024-03-09, 理由: 错字}]\n",
            "标题: 甲\n更正: [{日期: 2024-03-09, 理由: 错字}, {日期: 2024-04-01, 理由: 数字有误}]\n",
        ),
        (
            "标题: 甲\n更正: {日期: 2024-03-09, 理由: 错字}\n",
            "标题: 甲\n更正: [{日期: 2024-03-09, 理由: 错字}, {日期: 2024-04-01, 理由: 数字有误}]\n",
        ),
        (
            "标题: 甲\n更正:\n  日期: 2024-03-09\n  理由: 错字\n体裁: 通知\n",
            "标题: 甲\n更正:\n  - 日期: 2024-03-09\n    理由: 错字\n  - 日期: 2024-04-01\n    理由: 数字有误\n体裁: 通知\n",
        ),
        (
            "title: 甲\ncorrections:\n  - date: 2024-03-09\n    reason: x\n",
            "title: 甲\ncorrections:\n  - date: 2024-03-09\n    reason: x\n  - date: 2024-04-01\n    reason: 数字有误\n",
        ),
    ];
    for (yaml, expected) in cases {
        assert_eq!(after(yaml, &[new()]).as_deref(), Ok(expected), "{yaml}");
    }
    let text = || Change::append(&[names::REPLACES], "青政发〔2020〕3号");
    let cases = [
        (
            "标题: 甲\n替代: 青政发〔2019〕1号 # 旧\n",
            "标题: 甲\n替代:\n  - 青政发〔2019〕1号 # 旧\n  - 青政发〔2020〕3号\n",
        ),
        ("标题: 甲\n替代: [\"1\"]\n", "标题: 甲\n替代: [\"1\", 青政发〔2020〕3号]\n"),
        ("{标题: 甲, 替代: 1}\n", "{标题: 甲, 替代: [1, 青政发〔2020〕3号]}\n"),
    ];
    for (yaml, expected) in cases {
        assert_eq!(after(yaml, &[text()]).as_deref(), Ok(expected), "{yaml}");
    }
}

#[test]
fn groups_on_the_way_are_made() {
    let sign = |step: Names| Change::set(&[REVIEW, step, BY], "李某");
    let cases = [
        ("标题: 甲\n", "标题: 甲\n审查:\n  审批:\n    姓名: 李某\n"),
        ("标题: 甲\n审查:\n体裁: 通知\n", "标题: 甲\n审查:\n  审批:\n    姓名: 李某\n体裁: 通知\n"),
        (
            "标题: 甲\n审查:\n    经办: {姓名: 王某, 日期: 2024-03-01}\n体裁: 通知\n",
            "标题: 甲\n审查:\n    经办: {姓名: 王某, 日期: 2024-03-01}\n    审批:\n      姓名: 李某\n体裁: 通知\n",
        ),
        ("标题: 甲\n审查: {经办: {姓名: 王某}}\n", "标题: 甲\n审查: {经办: {姓名: 王某}, 审批: {姓名: 李某}}\n"),
        ("标题: 甲\n审查:\n  审批: {日期: 2024-03-01}\n", "标题: 甲\n审查:\n  审批: {日期: 2024-03-01, 姓名: 李某}\n"),
        ("标题: 甲\n审查:\n  审批: {}\n", "标题: 甲\n审查:\n  审批: {姓名: 李某}\n"),
    ];
    for (yaml, expected) in cases {
        assert_eq!(after(yaml, &[sign(APPROVED)]).as_deref(), Ok(expected), "{yaml}");
    }
    let both = [sign(DRAFTED), sign(APPROVED), Change::set(&[REVIEW, OF], "sha256:00")];
    assert_eq!(
        after("title: 甲\n", &both).as_deref(),
        Ok("title: 甲\nreview:\n  drafted:\n    by: 李某\n  approved:\n    by: 李某\n  of: \"sha256:00\"\n")
    );
}

#[test]
fn a_field_is_taken_away_with_its_lines() {
    let gone = || Change::remove(&[names::WITHDRAWN]);
    let cases = [
        ("标题: 甲\n", "标题: 甲\n"),
        ("标题: 甲\n撤回:\n  日期: 2024-04-01\n  理由: 误发\n体裁: 通知\n", "标题: 甲\n体裁: 通知\n"),
        ("标题: 甲\n撤回: {日期: 2024-04-01, 理由: 误发} # 注\n", "标题: 甲\n"),
        ("{标题: 甲, 撤回: {理由: 误发}, 体裁: 通知}\n", "{标题: 甲, 体裁: 通知}\n"),
        ("{标题: 甲, 撤回: {理由: 误发}}\n", "{标题: 甲}\n"),
    ];
    for (yaml, expected) in cases {
        assert_eq!(after(yaml, &[gone()]).as_deref(), Ok(expected), "{yaml}");
    }
}

#[test]
fn what_cannot_be_told_is_left_alone() {
    for (yaml, change) in
        [("标题: 甲\n审查: 已审\n", Change::set(&[REVIEW, APPROVED, BY], "李某")), ("- 标题\n", status())]
    {
        assert_eq!(after(yaml, &[change]), Err(EditFault::Form), "{yaml}");
    }
    let text = "---\n标题: 甲\n---\n正文\n";
    let source = source(text);
    let yaml = split(&source).unwrap().yaml;
    assert_eq!(edit(&source, &yaml, "---\n标题: 乙\n---\n".as_bytes(), &[status()]), Err(EditFault::Changed));
}

#[test]
fn texts_are_quoted_where_yaml_or_we_could_misread_them() {
    let cases = [
        ("数字有误", "数字有误"),
        ("2024-03-05", "2024-03-05"),
        ("withdrawn", "withdrawn"),
        ("no", "\"no\""),
        ("", "\"\""),
        ("1", "\"1\""),
        ("标题：甲", "\"标题：甲\""),
        ("a: b", "\"a: b\""),
        ("甲 #乙", "\"甲 #乙\""),
        ("说\"是\"\\", "\"说\\\"是\\\"\\\\\""),
        ("一\n二\t三", "\"一\\n二\\t三\""),
        ("\u{7}\u{85}\u{2028}", "\"\\x07\\x85\\u2028\""),
    ];
    for (text, expected) in cases {
        assert_eq!(value::scalar(text), expected);
    }
}
