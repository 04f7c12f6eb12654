//! The text of a new item: its fields in the order of the manual, with what must be chosen named beside it.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::site::vocabulary::Term as _;
use crate::site::{Preset, Vocabulary};

/// What a new item is made of.
pub(super) struct ItemTemplate<'a> {
    pub(super) title: &'a str,
    pub(super) today: Date,
    pub(super) preset: Preset,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) article: &'a str,
    pub(super) english: bool,
}

impl ItemTemplate<'_> {
    /// The file's text. It is a draft, so that nothing is public by accident.
    pub(super) fn text(&self) -> String {
        let key = |chinese: &'static str, english: &'static str| if self.english { english } else { chinese };
        let mut out = String::from("---\n");
        let mut line = |name: &str, value: &str| {
            let _ = writeln!(out, "{name}: {value}");
        };
        line(key("标题", "title"), &quoted(self.title));
        line(key("文号", "doc_no"), "");
        line(key("主题分类", "topic"), "综合政务/政务公开");
        line(key("体裁", "genre"), self.genre());
        if !self.article.is_empty() {
            line(key("公开依据", "article"), &quoted(self.article));
        }
        line(key("成文日期", "created"), &self.today.to_string());
        line(key("发布日期", "published"), &self.today.to_string());
        line(key("公开方式", "mode"), "主动公开");
        line(key("内容概述", "summary"), "");
        line(key("关键词", "keywords"), "");
        line(key("状态", "status"), key("草稿", "draft"));
        if self.preset == Preset::Township {
            let names = [("经办", "drafted"), ("科室", "department"), ("办公室", "office"), ("审批", "approved")];
            let _ = writeln!(out, "{}:", key("审查", "review"));
            for (chinese, english) in names {
                let _ = writeln!(
                    out,
                    "  {}:\n    {}:\n    {}:",
                    key(chinese, english),
                    key("姓名", "by"),
                    key("日期", "date")
                );
                if chinese != "经办" {
                    let _ = writeln!(out, "    {}:", key("意见", "opinion"));
                }
            }
            let _ = writeln!(out, "  {}:", key("结论", "conclusion"));
        }
        out.push_str("---\n\n");
        out
    }

    /// The genre that the title ends with, else 其他.
    fn genre(&self) -> &str {
        let title = self.title.trim_end_matches(['）', ')']);
        let genres = self.vocabulary.genres.all();
        genres
            .iter()
            .find(|genre| genre.zh().chars().count() >= 2 && title.ends_with(genre.zh()))
            .map_or("其他", |genre| genre.zh())
    }
}

/// A YAML text in double quotes.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.trim().chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
