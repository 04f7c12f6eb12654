//! A small catalog made by hand, with one entry of every kind.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::{Date, date, time};

use crate::catalog::{
    Attachment, Body, Catalog, Correction, Display, Entry, Opinion, Plain, Related, RelationKind, State, Withdrawal,
};
use crate::site::text::TextEncoding;
use crate::site::{Config, Mode, Moment, SourceText, Vocabulary};

const SITE: &str = r#"
title = "示例县青禾镇人民政府信息公开"
base_url = "https://www.example.gov.cn/qhz/xxgk/"
language = "LANGUAGE"
description = "示例县青禾镇人民政府主动公开的政府信息目录。"
page_size = 5

[portal]
site_id_code = "9999010001"
icp = "示ICP备00000000号-1"
police = "示公网安备 00000000000000号"
organizer = "示例县青禾镇人民政府"
undertaker = "示例县青禾镇党政办公室"
home = "https://www.example.gov.cn/"
site_name = "示例县人民政府"

[[agency]]
id = "qhz"
name = "示例县青禾镇人民政府"
code = "000014349"
address = "示例县青禾镇青禾大道1号"
hours = "工作日 8:30—12:00，14:30—17:30"
phone = "0000-1234567"
fax = "0000-1234568"
email = "xxgk@qhz.example.gov.cn"
postcode = "000000"

[[column]]
id = "policy"
name = "政策文件"
description = "本镇制发的规范性文件和其他文件"
article = "20.1"

[[column]]
id = "normative"
name = "规范性文件"
parent = "policy"

[[column]]
id = "notice"
name = "通知公告"

[[column]]
id = "finance"
name = "财政信息"
article = "20.7"

[[column]]
id = "relief"
name = "社会救助"
"#;

pub(super) fn config(language: &str) -> Config {
    let text = SITE.replace("LANGUAGE", language);
    let source = SourceText { path: "site.toml".into(), text, encoding: TextEncoding::Utf8, mark: false };
    let (config, findings) = Config::read(&source);
    assert!(findings.is_empty(), "{findings:?}");
    config
}

/// An entry whose text is `body`.
pub(super) fn entry(config: &Config, seq: u32, column: &str, title: &str, published: Date, body: &str) -> Entry {
    let path: Arc<str> = format!("content/{column}/{seq:03}.md").into();
    let head = format!("---\ntitle: {title}\n---\n");
    let year = published.year();
    let source =
        SourceText { path: path.clone(), text: format!("{head}{body}"), encoding: TextEncoding::Utf8, mark: false };
    Entry {
        seq,
        index_no: format!("000014349/{year}-{seq:05}"),
        address: format!("item/000014349/{year}-{seq:05}.html"),
        state: State::Published,
        title: title.to_owned(),
        doc_no: None,
        agency: 0,
        column: config.column_by_id(column).unwrap(),
        topic: "0201".to_owned(),
        genre: "G08".to_owned(),
        kind: None,
        articles: Vec::new(),
        audience: Vec::new(),
        created: published,
        published: Moment { date: published, time: None },
        updated: None,
        mode: Mode::Proactive,
        validity: None,
        effective: None,
        expires: None,
        trial_until: None,
        summary: String::new(),
        keywords: Vec::new(),
        source: "示例县青禾镇人民政府".to_owned(),
        display: None,
        opinion: None,
        corrections: Vec::new(),
        withdrawal: None,
        matter: None,
        stage: None,
        related: Vec::new(),
        body: Body::Open { start: head.len(), source: Arc::new(source) },
        attachments: Vec::new(),
        images: Vec::new(),
        provisional: None,
        path,
    }
}

fn attachment(entry: &Entry, number: usize, title: &str, file: &str, type_name: &str, size: u64) -> Attachment {
    let folder = entry.address.trim_end_matches(".html");
    let ending = file.rsplit('.').next().unwrap();
    Attachment {
        title: title.to_owned(),
        file_name: file.to_owned(),
        address: format!("{folder}/{number}-3f9a2c71.{ending}"),
        disk: PathBuf::from(file),
        written: file.to_owned(),
        content_path: format!("{}{file}", super::super::links::folder_of(&entry.path)),
        size,
        hash: [u8::try_from(number).unwrap(); 32],
        source_hash: [u8::try_from(number).unwrap(); 32],
        type_name: type_name.to_owned(),
    }
}

const RULES: &str =
    "为规范农村宅基地管理，保障农村村民合法权益，根据《中华人民共和国土地管理法》等规定，结合本镇实际，制定本办法。

## 第一章　总则

第一条　本办法适用于本镇行政区域内农村宅基地的申请、审批和使用管理。

第二条　农村村民一户只能拥有一处宅基地，面积按下表执行。

| 家庭人口 | 平原村（平方米） | 丘陵村（平方米） |
|---|---:|---:|
| 3人以下 | 120 | 140 |
| 4至5人 | 140 | 160 |
| 6人以上 | 160 | 180 |

## 第二章　申请与审批

第三条　申请人应当提交下列材料：

1. 农村宅基地和建房（规划许可）申请表；
2. 农村宅基地使用承诺书；
3. 家庭成员身份证明。

## 第三章　监督管理

第四条　镇人民政府组织开展**动态巡查**，详见[申请表](申请表.docx)和[公告](../notice/005.md)。

## 第四章　附则

第五条　本办法自2024年5月1日起施行，有效期五年。";

/// The whole sample: 16 entries.
pub(super) fn catalog(language: &str) -> Catalog {
    let config = config(language);
    let mut entries = Vec::new();
    let add = |entries: &mut Vec<Entry>, column: &str, title: &str, day: Date, body: &str| {
        let seq = u32::try_from(entries.len()).unwrap() + 1;
        entries.push(entry(&config, seq, column, title, day, body));
        entries.len() - 1
    };
    let guide = add(
        &mut entries,
        "guide",
        "青禾镇人民政府信息公开指南",
        date(2023, 1, 10),
        "本指南说明如何获取政府信息。\n\n## 信息的分类\n\n按栏目、主题、体裁编排。",
    );
    let old = add(&mut entries, "normative", "青禾镇农村宅基地管理暂行办法", date(2021, 3, 2), "原办法正文。");
    let new = add(&mut entries, "normative", "青禾镇农村宅基地管理办法", date(2024, 4, 1), RULES);
    let explain = add(
        &mut entries,
        "policy",
        "《青禾镇农村宅基地管理办法》解读",
        date(2024, 4, 2),
        "解读正文，见[[000014349/2024-00003]]。",
    );
    let notice =
        add(&mut entries, "notice", "关于公布2024年汛期值班安排的通告", date(2024, 5, 20), "汛期值班电话见附件。");
    let shown = add(&mut entries, "relief", "2024年第二季度拟纳入农村低保对象公示", date(2024, 6, 3), "现予公示。");
    let reduced = add(&mut entries, "relief", "2023年第四季度拟纳入农村低保对象公示", date(2023, 12, 4), "");
    let gone = add(&mut entries, "notice", "关于某事项的通知", date(2023, 5, 5), "");
    let asked = add(&mut entries, "finance", "青禾镇道路改造工程决算审核资料", date(2024, 7, 1), "");
    let call = add(
        &mut entries,
        "notice",
        "关于征求《青禾镇集市管理办法（征求意见稿）》意见的公告",
        date(2024, 8, 1),
        "征求意见稿全文。",
    );
    for quarter in 1..=6 {
        let title = format!("青禾镇2024年第{quarter}批惠农补贴发放情况");
        add(&mut entries, "finance", &title, date(2024, 9, quarter), "发放情况见表。");
    }

    entries[guide].summary = "说明政府信息的分类、编排体系、获取方式和受理机构。".to_owned();
    entries[old].validity = Some("repealed".to_owned());
    entries[old].related.push(Related { kind: RelationKind::ReplacedBy, entry: Some(new), text: String::new() });
    entries[old].doc_no = Some("青政发〔2021〕3号".to_owned());
    let file = attachment(&entries[new], 1, "农村宅基地申请表", "申请表.docx", "DOCX", 23_456);
    let item = &mut entries[new];
    item.doc_no = Some("青政发〔2024〕5号".to_owned());
    item.summary = "规范农村宅基地申请、审批、使用和监督管理的办法，自2024年5月1日起施行，有效期五年。".to_owned();
    item.keywords = vec!["宅基地".to_owned(), "建房".to_owned()];
    item.validity = Some("in_force".to_owned());
    item.effective = Some(date(2024, 5, 1));
    item.expires = Some(date(2029, 4, 30));
    item.articles = vec!["20.1".to_owned()];
    item.audience = vec!["A108".to_owned()];
    item.topic = "0601".to_owned();
    item.published.time = Some(time(9, 30, 0, 0));
    item.updated = Some(Moment { date: date(2024, 4, 8), time: Some(time(15, 0, 0, 0)) });
    item.matter = Some("农村宅基地管理".to_owned());
    item.stage = Some("S1c".to_owned());
    item.attachments.push(file);
    item.corrections.push(Correction {
        date: date(2024, 4, 8),
        kind: "correction".to_owned(),
        reason: "表中面积有误".to_owned(),
        note: "6人以上的丘陵村面积由170改为180平方米".to_owned(),
    });
    item.related = vec![
        Related { kind: RelationKind::Replaces, entry: Some(old), text: String::new() },
        Related { kind: RelationKind::InterpretedBy, entry: Some(explain), text: String::new() },
        Related { kind: RelationKind::Amends, entry: None, text: "示政发〔2019〕2号".to_owned() },
        Related { kind: RelationKind::SameMatter, entry: Some(notice), text: String::new() },
        Related { kind: RelationKind::Previous, entry: Some(old), text: String::new() },
        Related { kind: RelationKind::Next, entry: Some(explain), text: String::new() },
    ];
    entries[notice].matter = Some("农村宅基地管理".to_owned());
    entries[notice].stage = Some("S5".to_owned());
    entries[notice].related.push(Related { kind: RelationKind::SameMatter, entry: Some(new), text: String::new() });
    entries[notice].genre = "G06".to_owned();
    entries[explain].related.push(Related { kind: RelationKind::Interprets, entry: Some(new), text: String::new() });
    entries[shown].display = Some(Display { from: date(2024, 6, 3), to: date(2024, 6, 12) });
    entries[reduced].state = State::Reduced;
    entries[reduced].body = Body::Gone;
    entries[gone].state = State::Withdrawn;
    entries[gone].body = Body::Gone;
    entries[gone].summary = "不得出现的概述".to_owned();
    entries[gone].keywords = vec!["不得出现的关键词".to_owned()];
    entries[gone].doc_no = Some("不得出现〔2023〕1号".to_owned());
    entries[gone].withdrawal =
        Some(Withdrawal { date: date(2023, 6, 1), reason: "内容涉及个人信息，依照规定撤回".to_owned() });
    entries[asked].mode = Mode::OnRequest;
    entries[asked].body = Body::OnRequest;
    entries[call].opinion = Some(Opinion {
        until: Some(date(2024, 8, 31)),
        how: "信函寄至青禾镇党政办公室，或发送电子邮件至 xxgk@qhz.example.gov.cn".to_owned(),
        result: String::new(),
    });

    let mut newest: Vec<usize> = (0..entries.len()).collect();
    newest.sort_by_key(|at| std::cmp::Reverse((entries[*at].published, entries[*at].created, entries[*at].seq)));
    let about = "青禾镇位于示例县东部。\n\n- 人口：3万\n- 村：18个\n";
    let source = SourceText {
        path: "content/pages/about.md".into(),
        text: about.to_owned(),
        encoding: TextEncoding::Utf8,
        mark: false,
    };
    let pages = vec![Plain {
        address: "pages/about.html".to_owned(),
        title: "本镇概况".to_owned(),
        body: Body::Open { source: Arc::new(source), start: 0 },
        path: "content/pages/about.md".into(),
    }];
    Catalog {
        config: Arc::new(config),
        vocabulary: Arc::new(Vocabulary::embedded()),
        entries: entries.into_iter().map(Arc::new).collect(),
        newest,
        withheld: Vec::new(),
        pages,
    }
}
