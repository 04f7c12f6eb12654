//! The front matter of an item: every field typed, checked against the vocabularies, with its place.
//!
//! Keys are English or Chinese, an editor's choice, never both for one field. All faults of a file are found in one run.

mod header;
pub mod names;
mod review;
mod terms;

pub use super::vocabulary::{Mode, Status};
pub(crate) use header::mend_colons;
pub use header::{Split, split};
pub use review::{Referral, Review, Step};

use std::ops::Range;

use jiff::civil::Date;

use super::config::Config;
use super::fields::{Field, Fields, LONGEST_TITLE, Reading, bounded, clip, nearest};
use super::moment::Moment;
use super::vocabulary::Vocabulary;
use crate::findings::Finding;
use crate::findings::rules;
use terms::{fixed, term, term_id};

/// Everything an item's front matter says.
#[derive(Debug, Clone)]
pub struct FrontMatter {
    /// title 标题.
    pub title: Field<String>,
    /// Where the title's key and value stand: the index number goes behind them.
    pub title_span: Range<usize>,
    /// Whether the keys are Chinese.
    pub chinese_keys: bool,
    /// index_no 索引号.
    pub index_no: Option<Field<String>>,
    /// An `index_no` key without a value, to be filled in place.
    pub empty_index_no: Option<Range<usize>>,
    /// doc_no 文号.
    pub doc_no: Option<Field<String>>,
    /// Position in the site's agencies.
    pub agency: usize,
    /// Position in the site's columns, where the file says it itself.
    pub column: Option<Field<usize>>,
    /// Id of the topic.
    pub topic: Field<String>,
    /// Id of the genre.
    pub genre: Field<String>,
    /// Id of the kind of record.
    pub kind: Option<Field<String>>,
    /// Items of articles 20 and 21.
    pub articles: Vec<Field<String>>,
    /// Row of the standard catalogue.
    pub catalog_row: Option<Field<String>>,
    /// Whom it serves.
    pub audience: Vec<Field<String>>,
    /// 成文日期.
    pub created: Field<Date>,
    /// 发布日期.
    pub published: Option<Field<Moment>>,
    /// 更新日期.
    pub updated: Option<Field<Moment>>,
    /// 公开方式.
    pub mode: Mode,
    /// Code of the ground for 不予公开.
    pub ground: Option<Field<String>>,
    /// Id of the state of validity.
    pub validity: Option<Field<String>>,
    /// 生效日期.
    pub effective: Option<Field<Date>>,
    /// 废止日期.
    pub expires: Option<Field<Date>>,
    /// 试行至.
    pub trial_until: Option<Field<Date>>,
    /// 内容概述.
    pub summary: Option<Field<String>>,
    /// 关键词.
    pub keywords: Vec<Field<String>>,
    /// 来源.
    pub source: Option<Field<String>>,
    /// 状态.
    pub status: Status,
    /// 公示期.
    pub display: Option<Display>,
    /// 征求意见.
    pub opinion: Option<Opinion>,
    /// 撤回.
    pub withdrawn: Option<Withdrawn>,
    /// 更正.
    pub corrections: Vec<Correction>,
    /// 替代.
    pub replaces: Vec<Field<String>>,
    /// 修改.
    pub amends: Vec<Field<String>>,
    /// 解读.
    pub interprets: Vec<Field<String>>,
    /// 事项.
    pub matter: Option<Field<String>>,
    /// Id of the stage.
    pub stage: Option<Field<String>>,
    /// 下次复核.
    pub next_review: Option<Field<Date>>,
    /// 对外标题: the neutral title under which the negative list names an item that is not disclosed.
    pub public_title: Option<Field<String>>,
    /// 审查. Never published.
    pub review: Option<Review>,
    /// 附件; `None` where the files beside `index.md` are meant.
    pub attachments: Option<Vec<AttachmentField>>,
}

/// 公示期: the days on which a list is displayed for objections.
#[derive(Debug, Clone)]
pub struct Display {
    /// First day.
    pub from: Field<Date>,
    /// Last day, where given.
    pub to: Option<Field<Date>>,
    /// Length in working days, where given instead.
    pub days: Option<Field<u32>>,
    /// Whether the list comes down afterwards, so that the page stays without it.
    pub reduce_after: bool,
}

/// 征求意见.
#[derive(Debug, Clone)]
pub struct Opinion {
    /// Last day.
    pub until: Option<Field<Date>>,
    /// How to send one.
    pub how: String,
    /// What came of it.
    pub result: String,
}

/// 撤回.
#[derive(Debug, Clone)]
pub struct Withdrawn {
    /// When.
    pub date: Option<Field<Date>>,
    /// Why.
    pub reason: Option<Field<String>>,
    /// A neutral title, where the title itself must go.
    pub title: Option<Field<String>>,
    /// Where the record stands.
    pub span: Range<usize>,
}

/// One record of 更正.
#[derive(Debug, Clone)]
pub struct Correction {
    /// When.
    pub date: Field<Date>,
    /// Id of the kind.
    pub kind: String,
    /// Why.
    pub reason: String,
    /// What.
    pub note: String,
}

/// One line of 附件.
#[derive(Debug, Clone)]
pub struct AttachmentField {
    /// File name, relative to the item's folder.
    pub file: Field<String>,
    /// The name offered to readers.
    pub title: Option<Field<String>>,
}

/// Reads the fields of an item. `None` where one that must be there is missing or wrong; the findings say which.
pub fn read(
    reading: &Reading<'_>,
    mut fields: Fields<'_>,
    config: &Config,
    vocabulary: &Vocabulary,
) -> Option<FrontMatter> {
    let title_entry = fields.entry(names::TITLE);
    let title = title_entry.and_then(|entry| match &entry.node.value {
        super::node::Value::Scalar(text) => {
            bounded(reading, &entry.key, &join_lines(text), &entry.node.span, LONGEST_TITLE)
        }
        _ => None,
    });
    if title.is_none() && !reading.findings.borrow().iter().any(|f| f.rule.code == rules::FRONT_TOO_LONG.code) {
        fields.missing(&["title", "标题"]);
    }
    let title_span =
        title_entry.map_or(0..0, |entry| entry.key_span.start..entry.node.span.end.max(entry.key_span.end));
    let chinese_keys = title_entry.is_none_or(|entry| !entry.key.is_ascii());

    let index_entry = fields.entry(names::INDEX_NO);
    let index_no = index_entry.and_then(|entry| match &entry.node.value {
        super::node::Value::Scalar(text) if !text.is_empty() => {
            Some(Field { value: text.clone(), span: entry.node.span.clone() })
        }
        _ => None,
    });
    let empty_index_no = index_entry.filter(|_| index_no.is_none()).map(|entry| entry.key_span.clone());

    let doc_no = fields.text(&["doc_no", "文号", "发文字号"]);
    let agency = read_agency(reading, &mut fields, config);
    let column = read_column(reading, &mut fields, config);
    let topic = term_id(reading, &mut fields, &["topic", "主题分类"], &vocabulary.topics, true);
    let genre = term_id(reading, &mut fields, &["genre", "体裁"], &vocabulary.genres, true);
    let kind = term_id(reading, &mut fields, &["kind", "记录类型"], &vocabulary.kinds, false);
    let articles = fields.texts(&["article", "公开依据"], false);
    let catalog_row = fields.text(&["catalog_row", "标准目录"]);
    let audience = fields.texts(&["audience", "服务对象"], true);
    let created = fields.date(&["created", "成文日期", "生成日期"]);
    if created.is_none() && !reading.findings.borrow().iter().any(|f| f.rule.code == rules::FRONT_BAD_DATE.code) {
        fields.missing(&["created", "成文日期"]);
    }
    let published = fields.moment(names::PUBLISHED);
    let updated = fields.moment(names::UPDATED);
    let mode = fixed::<Mode>(reading, &mut fields, &["mode", "公开方式", "公开属性"], &vocabulary.modes);
    let ground = term_id(reading, &mut fields, &["ground", "不予公开理由"], &vocabulary.grounds, false);
    let validity = term_id(reading, &mut fields, names::VALIDITY, &vocabulary.validities, false);
    let effective = fields.date(&["effective", "生效日期"]);
    let expires = fields.date(names::EXPIRES);
    let trial_until = fields.date(&["trial_until", "试行至"]);
    let summary = fields.text(&["summary", "内容概述"]).map(|field| field.map(|text| join_lines(&text)));
    let keywords = fields.texts(&["keywords", "关键词"], true);
    let source = fields.text(&["source", "来源"]);
    let status = fixed::<Status>(reading, &mut fields, names::STATUS, &vocabulary.statuses);
    let display = read_display(reading, &mut fields);
    let opinion = read_opinion(&mut fields);
    let withdrawn = read_withdrawn(&mut fields);
    let corrections = read_corrections(reading, &mut fields, vocabulary);
    let replaces = fields.texts(names::REPLACES, false);
    let amends = fields.texts(&["amends", "修改"], false);
    let interprets = fields.texts(&["interprets", "解读"], false);
    let matter = fields.text(&["matter", "事项"]);
    let stage = term_id(reading, &mut fields, &["stage", "环节"], &vocabulary.stages, false);
    let next_review = fields.date(&["next_review", "下次复核"]);
    let public_title = fields.text(&["public_title", "对外标题"]);
    let review = review::read(reading, &mut fields, vocabulary);
    let attachments = read_attachments(&mut fields);
    fields.finish();
    Some(FrontMatter {
        title: title?,
        title_span,
        chinese_keys,
        index_no,
        empty_index_no,
        doc_no,
        agency: agency?,
        column: column.ok()?,
        topic: topic.ok()??,
        genre: genre.ok()??,
        kind: kind.ok()?,
        articles,
        catalog_row,
        audience,
        created: created?,
        published,
        updated,
        mode: mode.ok()?,
        ground: ground.ok()?,
        validity: validity.ok()?,
        effective,
        expires,
        trial_until,
        summary,
        keywords,
        source,
        status: status.ok()?,
        display,
        opinion,
        withdrawn,
        corrections,
        replaces,
        amends,
        interprets,
        matter,
        stage: stage.ok()?,
        next_review,
        public_title,
        review,
        attachments,
    })
}

/// A value that was there and wrong; its finding is reported already.
#[derive(Debug)]
pub(crate) struct Wrong;

/// A title or summary that YAML folded over lines: joined as Chinese is written, without a space between Han characters.
fn join_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text.split(['\n', '\r']).map(str::trim).filter(|part| !part.is_empty()) {
        let spaced = out.chars().next_back().is_some_and(|c| c.is_ascii()) && part.starts_with(|c: char| c.is_ascii());
        if spaced {
            out.push(' ');
        }
        out.push_str(part);
    }
    out
}

fn read_agency(reading: &Reading<'_>, fields: &mut Fields<'_>, config: &Config) -> Option<usize> {
    let Some(field) = fields.text(&["agency", "发布机构"]) else { return Some(0) };
    let found = config.agency_by_name(&field.value);
    if found.is_none() {
        let names: Vec<&str> =
            config.agencies.iter().flat_map(|agency| [agency.name.as_str(), agency.id.as_str()]).collect();
        let shown: Vec<&str> = config.agencies.iter().map(|agency| agency.name.as_str()).collect();
        report_unknown(reading, &rules::AGENCY_UNKNOWN, &field, &names, &shown);
    }
    found
}

fn read_column(reading: &Reading<'_>, fields: &mut Fields<'_>, config: &Config) -> Result<Option<Field<usize>>, Wrong> {
    let Some(field) = fields.text(&["column", "栏目"]) else { return Ok(None) };
    let last = field.value.rsplit(['/', '\\', '>']).next().unwrap_or_default().trim();
    let by_name = || {
        let mut same = config.columns.iter().enumerate().filter(|(_, column)| column.name == last);
        same.next().filter(|_| same.next().is_none()).map(|(at, _)| at)
    };
    if let Some(at) = config.column_by_id(&field.value).or_else(by_name) {
        Ok(Some(field.map(|_| at)))
    } else {
        let names: Vec<&str> =
            config.columns.iter().flat_map(|column| [column.id.as_str(), column.name.as_str()]).collect();
        let shown: Vec<&str> = config.columns.iter().map(|column| column.id.as_str()).collect();
        report_unknown(reading, &rules::COLUMN_UNKNOWN, &field, &names, &shown);
        Err(Wrong)
    }
}

fn report_unknown(
    reading: &Reading<'_>,
    rule: &'static crate::findings::Rule,
    field: &Field<String>,
    names: &[&str],
    shown: &[&str],
) {
    let mut finding = Finding::new(rule, reading.place(&field.span))
        .with("value", clip(&field.value))
        .with("allowed", shown.iter().take(40).copied().collect::<Vec<_>>().join("、"));
    if let Some(near) = nearest(&field.value, names.iter().copied()) {
        finding = finding.with("nearest", near).hint("near");
    }
    reading.report(finding);
}

fn read_display(reading: &Reading<'_>, fields: &mut Fields<'_>) -> Option<Display> {
    let (mut group, _) = fields.map(&["display", "公示期"])?;
    let from = group.date(&["from", "开始"]);
    if from.is_none() {
        group.missing(&["from", "开始"]);
    }
    let to = group.date(&["to", "结束"]);
    let days = group.number(&["days", "天数"], 1..=366);
    let mut reduce_after = false;
    if let Some(after) = group.text(&["after", "期满"]) {
        match after.value.as_str() {
            "keep" | "保留" => {}
            "reduce" | "精简" => reduce_after = true,
            _ => reading.report_value(
                "期满",
                &after,
                &["保留".to_owned(), "精简".to_owned(), "keep".to_owned(), "reduce".to_owned()],
            ),
        }
    }
    if to.is_none() && days.is_none() {
        group.missing(&["to", "结束"]);
    }
    group.finish();
    Some(Display { from: from?, to, days, reduce_after })
}

fn read_opinion(fields: &mut Fields<'_>) -> Option<Opinion> {
    let (mut group, _) = fields.map(&["opinion", "征求意见"])?;
    let opinion = Opinion {
        until: group.date(&["until", "截止"]),
        how: group.text(&["how", "方式"]).map_or_else(String::new, |field| field.value),
        result: group.text(&["result", "结果"]).map_or_else(String::new, |field| field.value),
    };
    group.finish();
    Some(opinion)
}

fn read_withdrawn(fields: &mut Fields<'_>) -> Option<Withdrawn> {
    let (mut group, span) = fields.map(names::WITHDRAWN)?;
    let record = Withdrawn {
        date: group.date(names::DATE),
        reason: group.text(names::REASON),
        title: group.text(names::PUBLIC_TITLE),
        span,
    };
    group.finish();
    Some(record)
}

fn read_corrections(reading: &Reading<'_>, fields: &mut Fields<'_>, vocabulary: &Vocabulary) -> Vec<Correction> {
    let mut records = Vec::new();
    for (mut group, _) in fields.maps(names::CORRECTIONS) {
        let date = group.date(names::DATE);
        if date.is_none() {
            group.missing(names::DATE);
        }
        let kind = match group.text(names::KIND) {
            None => "correction".to_owned(),
            Some(field) => term(reading, "种类", &field, &vocabulary.corrections).unwrap_or_default(),
        };
        let reason = group.required(names::REASON).map_or_else(String::new, |field| field.value);
        let note = group.text(names::NOTE).map_or_else(String::new, |field| field.value);
        group.finish();
        if let Some(date) = date {
            records.push(Correction { date, kind, reason, note });
        }
    }
    records
}

fn read_attachments(fields: &mut Fields<'_>) -> Option<Vec<AttachmentField>> {
    let entry_there = fields.peek(&["attachments", "附件"]);
    if !entry_there {
        return None;
    }
    let mut list = Vec::new();
    for line in fields.maps_or_texts(&["attachments", "附件"]) {
        match line {
            super::fields::MapOrText::Text(file) => list.push(AttachmentField { file, title: None }),
            super::fields::MapOrText::Map(mut group) => {
                let file = group.required(&["file", "文件"]);
                let title = group.text(&["title", "名称"]);
                group.finish();
                if let Some(file) = file {
                    list.push(AttachmentField { file, title });
                }
            }
        }
    }
    Some(list)
}
