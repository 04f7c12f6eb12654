//! The catalog as a table: what stands in its columns, and the table as CSV.

use super::record;
use crate::catalog::{Entry, State};
use crate::render::names::{Names, machine};

/// Columns of the table: where their heading is among the theme's words.
pub(super) const HEADINGS: [&str; 16] = [
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

/// The cells of an entry, as text.
pub(super) fn row(names: &Names<'_>, entry: &Entry) -> [String; 16] {
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
