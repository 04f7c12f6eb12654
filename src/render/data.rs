//! The catalog for machines and spreadsheets.
//!
//! Both files hold the same rows in the order of the ledger. Ids stand beside names, so that a program need not know
//! Chinese and a person need not know ids.

use serde::Serialize;

use super::listing::{Facet, column_line};
use super::names::{Names, instant, machine};
use crate::catalog::{Entry, State};
use crate::site::vocabulary::FixedId;

#[derive(Serialize)]
struct Document<'a> {
    title: &'a str,
    language: &'a str,
    url: &'a str,
    count: usize,
    items: Vec<Record<'a>>,
}

#[derive(Serialize)]
struct Record<'a> {
    index_no: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    doc_no: Option<&'a str>,
    state: &'static str,
    mode: Named<'a>,
    agency: Named<'a>,
    column: Named<'a>,
    /// Ids of the columns from the top down.
    column_path: Vec<&'a str>,
    topic: Named<'a>,
    genre: Named<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    validity: Option<Named<'a>>,
    created: String,
    published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    effective: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<String>,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    keywords: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    articles: &'a [String],
    source: &'a str,
    url: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<FileRecord<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    corrections: Vec<CorrectionRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn: Option<WithdrawnRecord<'a>>,
}

#[derive(Serialize)]
struct Named<'a> {
    id: &'a str,
    name: String,
}

#[derive(Serialize)]
struct FileRecord<'a> {
    title: &'a str,
    #[serde(rename = "type")]
    type_name: &'a str,
    size: u64,
    sha256: String,
    url: String,
}

#[derive(Serialize)]
struct CorrectionRecord<'a> {
    date: String,
    kind: &'a str,
    reason: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'a str,
}

#[derive(Serialize)]
struct WithdrawnRecord<'a> {
    date: String,
    reason: &'a str,
}

/// The catalog as JSON.
pub fn json(names: &Names<'_>) -> Vec<u8> {
    let config = &names.catalog.config;
    let document = Document {
        title: &config.title,
        language: &config.language,
        url: &config.base_url,
        count: names.catalog.entries.len(),
        items: names.catalog.entries.iter().map(|entry| record(names, entry)).collect(),
    };
    let mut bytes = serde_json::to_vec(&document).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn record<'a>(names: &Names<'a>, entry: &'a Entry) -> Record<'a> {
    let catalog = names.catalog;
    let config = &catalog.config;
    let gone = entry.state == State::Withdrawn;
    let agency = config.agencies.get(entry.agency);
    let column = config.columns.get(entry.column).map_or("", |column| &column.id);
    let named = |facet: Facet, id: &'a str| Named { id, name: names.of(facet, id) };
    let mut column_path: Vec<&str> = column_line(catalog, entry.column).collect();
    column_path.reverse();
    Record {
        index_no: &entry.index_no,
        title: &entry.title,
        doc_no: entry.doc_no.as_deref().filter(|_| !gone),
        state: state_id(entry.state),
        mode: Named { id: entry.mode.id(), name: names.mode(entry.mode).to_owned() },
        agency: Named {
            id: agency.map_or("", |agency| &agency.id),
            name: agency.map(|agency| agency.name.clone()).unwrap_or_default(),
        },
        column: named(Facet::Column, column),
        column_path,
        topic: Named {
            id: &entry.topic,
            name: catalog
                .vocabulary
                .topics
                .get(&entry.topic)
                .map_or_else(|| entry.topic.clone(), |topic| catalog.vocabulary.topics.path(topic, names.lang, "/")),
        },
        genre: named(Facet::Genre, &entry.genre),
        validity: stated_validity(names, entry).map(|id| named(Facet::Validity, id)),
        created: entry.created.to_string(),
        published: instant(entry.published),
        updated: entry.updated.map(instant),
        effective: entry.effective.map(|date| date.to_string()),
        expires: entry.expires.map(|date| date.to_string()),
        summary: if gone { "" } else { &entry.summary },
        keywords: if gone { &[] } else { &entry.keywords },
        articles: &entry.articles,
        source: &entry.source,
        url: format!("{}{}", config.base_url, entry.address),
        attachments: if gone { Vec::new() } else { entry.attachments.iter().map(|a| file(names, a)).collect() },
        corrections: if gone { Vec::new() } else { entry.corrections.iter().map(correction).collect() },
        withdrawn: entry
            .withdrawal
            .as_ref()
            .filter(|_| gone)
            .map(|w| WithdrawnRecord { date: w.date.to_string(), reason: &w.reason }),
    }
}

fn file<'a>(names: &Names<'_>, attachment: &'a crate::catalog::Attachment) -> FileRecord<'a> {
    FileRecord {
        title: &attachment.title,
        type_name: &attachment.type_name,
        size: attachment.size,
        sha256: crate::catalog::content_hash::hex(&attachment.hash),
        url: format!("{}{}", names.catalog.config.base_url, attachment.address),
    }
}

fn correction(correction: &crate::catalog::Correction) -> CorrectionRecord<'_> {
    CorrectionRecord {
        date: correction.date.to_string(),
        kind: &correction.kind,
        reason: &correction.reason,
        note: &correction.note,
    }
}

fn state_id(state: State) -> &'static str {
    match state {
        State::Published => "published",
        State::Reduced => "reduced",
        State::Withdrawn => "withdrawn",
    }
}

fn stated_validity<'a>(names: &Names<'_>, entry: &'a Entry) -> Option<&'a str> {
    let id = entry.validity.as_deref()?;
    names.catalog.vocabulary.validities.get(id).filter(|validity| !validity.is_unstated()).map(|_| id)
}

/// Columns of the table: where their heading is among the theme's words.
const HEADINGS: [&str; 16] = [
    "facts.index_no",
    "facts.title",
    "facts.doc_no",
    "facts.agency",
    "facts.column",
    "facts.topic",
    "facts.genre",
    "facts.mode",
    "facts.validity",
    "facts.created",
    "facts.published",
    "facts.updated",
    "facts.summary",
    "facts.keywords",
    "facts.state",
    "facts.url",
];

/// The catalog as CSV that Excel opens right: UTF-8 with a mark, line ends CRLF (RFC 4180).
pub fn csv(names: &Names<'_>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(vec![0xef, 0xbb, 0xbf]);
    // Writing into memory cannot fail, and every record has the same length.
    let _ = writer.write_record(HEADINGS.map(|path| names.strings.get(path)));
    for entry in &names.catalog.entries {
        let _ = writer.write_record(row(names, entry).map(inert));
    }
    writer.into_inner().unwrap_or_default()
}

fn row(names: &Names<'_>, entry: &Entry) -> [String; 16] {
    let record = record(names, entry);
    let state = match entry.state {
        State::Published => "state.published",
        State::Reduced => "state.reduced",
        State::Withdrawn => "state.withdrawn",
    };
    [
        record.index_no.to_owned(),
        record.title.to_owned(),
        record.doc_no.unwrap_or_default().to_owned(),
        record.agency.name,
        record.column.name,
        record.topic.name,
        record.genre.name,
        record.mode.name,
        record.validity.map(|validity| validity.name).unwrap_or_default(),
        record.created,
        machine(entry.published).replace('T', " ").replace("+08:00", ""),
        entry.updated.map(machine).unwrap_or_default().replace('T', " ").replace("+08:00", ""),
        record.summary.to_owned(),
        record.keywords.join(names.strings.get("word_join")),
        names.strings.get(state).to_owned(),
        record.url,
    ]
}

/// A cell that a spreadsheet takes for text: what would begin a formula gets an apostrophe before it.
pub fn inert(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        format!("'{cell}")
    } else {
        cell
    }
}
