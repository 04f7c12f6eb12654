//! The catalog for machines and spreadsheets.
//!
//! Every file holds the same items in the order of the ledger. Ids stand beside names, so that a program need not know
//! Chinese and a person need not know ids. `docs/data.md` describes them all.

mod dcat;
mod json;
mod project_open_data;
mod table;
mod xlsx;

use serde::Serialize;

use super::listing::{Facet, column_line};
use super::names::{Names, instant};
use super::plan::Made;
use crate::catalog::{Entry, State};
use crate::site::vocabulary::FixedId;

pub use json::catalog as json;
pub use table::{csv, inert};

/// The catalog in one form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum File {
    /// For every spreadsheet, and for people without one.
    Csv,
    /// For Excel and WPS: dates are dates, the heading stays in sight, every column can be filtered.
    Xlsx,
    /// Everything that is public of every item.
    Json,
    /// What stands in the JSON file (JSON Schema 2020-12).
    Schema,
    /// For catalogs of open data: DCAT 3 as JSON-LD, within DCAT-AP 3.
    Dcat,
    /// For harvesters of Project Open Data 1.1 (data.json).
    ProjectOpenData,
}

impl File {
    /// Every form.
    pub const EVERY: [Self; 6] = [Self::Csv, Self::Xlsx, Self::Json, Self::Schema, Self::Dcat, Self::ProjectOpenData];

    /// Where it stands.
    pub fn address(self) -> &'static str {
        match self {
            Self::Csv => "data/catalog.csv",
            Self::Xlsx => "data/catalog.xlsx",
            Self::Json => "data/catalog.json",
            Self::Schema => "data/catalog.schema.json",
            Self::Dcat => "data/catalog.jsonld",
            // The place that its standard demands.
            Self::ProjectOpenData => "data.json",
        }
    }
}

/// Makes a form of the catalog.
pub(super) fn make(names: &Names<'_>, file: File) -> Made {
    let bytes = match file {
        File::Csv => table::csv(names),
        File::Xlsx => match xlsx::workbook(names) {
            Ok(bytes) => bytes,
            Err(finding) => return Made { findings: vec![*finding], ..Made::default() },
        },
        File::Json => json::catalog(names),
        File::Schema => json::schema(names),
        File::Dcat => dcat::catalog(names),
        File::ProjectOpenData => project_open_data::catalog(names),
    };
    Made { bytes, ..Made::default() }
}

/// Writes `head` and each of `items` into one JSON value without holding more than one item: `head` ends where the list
/// begins, `tail` closes it.
fn stream<T: Serialize>(head: &str, items: impl Iterator<Item = T>, tail: &str) -> Vec<u8> {
    let mut out = head.as_bytes().to_vec();
    for (at, item) in items.enumerate() {
        out.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        // Writing into memory cannot fail.
        let _ = serde_json::to_writer(&mut out, &item);
    }
    out.extend_from_slice(tail.as_bytes());
    out
}

/// A text as JSON.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_else(|_| "\"\"".to_owned())
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
    #[serde(skip_serializing_if = "str::is_empty")]
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

/// What the public may know of an entry.
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
