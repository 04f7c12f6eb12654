//! Where the front matter ends and the text begins, and what editors' habits do to it.

use std::borrow::Cow;
use std::ops::Range;

use crate::findings::Finding;
use crate::findings::rules;
use crate::site::text::SourceText;

/// The two parts of an item's file, as byte ranges of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The YAML between the two lines of hyphens.
    pub yaml: Range<usize>,
    /// The Markdown behind them.
    pub body: usize,
}

/// Keys after which a full-width colon is taken for a colon.
const KEYS: &[&str] = &[
    "标题",
    "名称",
    "索引号",
    "文号",
    "发文字号",
    "发布机构",
    "栏目",
    "主题分类",
    "体裁",
    "记录类型",
    "公开依据",
    "标准目录",
    "服务对象",
    "成文日期",
    "生成日期",
    "发布日期",
    "更新日期",
    "公开方式",
    "公开属性",
    "不予公开理由",
    "有效性",
    "生效日期",
    "废止日期",
    "试行至",
    "内容概述",
    "关键词",
    "来源",
    "状态",
    "公示期",
    "征求意见",
    "撤回",
    "更正",
    "替代",
    "修改",
    "解读",
    "事项",
    "环节",
    "下次复核",
    "审查",
    "附件",
    "经办",
    "科室",
    "办公室",
    "审批",
    "结论",
    "依据",
    "内容摘要值",
    "报审",
    "单位",
    "答复",
    "姓名",
    "日期",
    "意见",
    "理由",
    "对外标题",
    "种类",
    "说明",
    "文件",
    "开始",
    "结束",
    "天数",
    "期满",
    "截止",
    "方式",
    "结果",
    "title",
    "index_no",
    "doc_no",
    "agency",
    "column",
    "topic",
    "genre",
    "kind",
    "article",
    "created",
    "published",
    "updated",
    "mode",
    "ground",
    "validity",
    "effective",
    "expires",
    "summary",
    "keywords",
    "source",
    "status",
    "matter",
    "stage",
    "review",
    "attachments",
];

/// Finds the front matter. The fault is boxed by its rule: missing or unclosed.
pub fn split(source: &SourceText) -> Result<Split, Box<Finding>> {
    let text = &source.text;
    let first_end = text.find('\n').unwrap_or(text.len());
    if !is_fence(&text[..first_end]) {
        let end = text.find(['\n', '\r']).unwrap_or(text.len());
        let finding = Finding::new(&rules::FRONT_MISSING, source.place(0, end));
        let one_line = text.contains('\r') && !text.contains('\n') && is_fence(&text[..end]);
        return Err(Box::new(if one_line { finding.hint("line_ends") } else { finding }));
    }
    let start = (first_end + 1).min(text.len());
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if is_fence(line) {
            return Ok(Split { yaml: start..at, body: at + line.len() });
        }
        at += line.len();
    }
    Err(Box::new(Finding::new(&rules::FRONT_UNCLOSED, source.place(0, first_end))))
}

/// Three hyphens or more, also those an input method makes of them.
fn is_fence(line: &str) -> bool {
    let line = line.trim_end();
    let plain = line.bytes().all(|b| b == b'-') && line.len() >= 3;
    plain || (!line.is_empty() && matches!(line, "———" | "——" | "－－－"))
}

/// Reads full-width colons after known keys as colons, keeping every byte's place, and says so.
///
/// `：` has three bytes in UTF-8, so that a colon and two spaces take its room exactly.
pub(crate) fn mend_colons<'t>(
    source: &'t SourceText,
    yaml: &Range<usize>,
    findings: &mut Vec<Finding>,
) -> Cow<'t, str> {
    let text = &source.text[yaml.clone()];
    if !text.contains('：') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = yaml.start;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '-']).len();
        let rest = &line[indent..];
        match rest.split_once('：') {
            Some((key, value)) if KEYS.contains(&key.trim_end()) => {
                findings.push(
                    Finding::new(
                        &rules::FRONT_FULL_WIDTH_COLON,
                        source.place(at + indent + key.len(), at + indent + key.len() + '：'.len_utf8()),
                    )
                    .with("key", key.trim_end()),
                );
                out.push_str(&line[..indent]);
                out.push_str(key);
                out.push_str(":  ");
                out.push_str(value);
            }
            _ => out.push_str(line),
        }
        at += line.len();
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn source(text: &str) -> SourceText {
        SourceText::decode(Arc::from("content/a/b.md"), text.as_bytes()).unwrap()
    }

    #[test]
    fn the_two_parts_are_found_with_both_line_ends() {
        let file = source("---\r\ntitle: x\r\n---\r\n正文\r\n");
        let parts = split(&file).unwrap();
        assert_eq!(&file.text[parts.yaml.clone()], "title: x\r\n");
        assert_eq!(&file.text[parts.body..], "正文\r\n");
    }

    #[test]
    fn a_file_without_or_with_half_a_front_matter_is_said() {
        assert_eq!(split(&source("正文")).unwrap_err().rule.code, "front.missing");
        assert_eq!(split(&source("---\ntitle: x\n正文")).unwrap_err().rule.code, "front.unclosed");
    }

    #[test]
    fn a_full_width_colon_keeps_every_place() {
        let file = source("---\n标题：关于：春耕\n说不清：x\n---\n");
        let parts = split(&file).unwrap();
        let mut findings = Vec::new();
        let mended = mend_colons(&file, &parts.yaml, &mut findings);
        assert_eq!(mended, "标题:  关于：春耕\n说不清：x\n");
        assert_eq!(mended.len(), parts.yaml.len());
        assert_eq!((findings.len(), findings[0].place.line, findings[0].place.column), (1, 2, 3));
    }
}
