//! Text and tables of plain characters: TXT, CSV, TSV, in whatever encoding the office's programs wrote.

use std::sync::Arc;

use super::traces::Traces;
use super::{Fault, Reading, Verdict};
use crate::site::text::{MAX_TEXT_BYTES, SourceText, TextFault};

pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Reading, Fault> {
    if bytes.len() > MAX_TEXT_BYTES {
        return Err(Fault::TooLarge);
    }
    let source = match SourceText::decode(Arc::from(name), bytes) {
        Ok(source) => source,
        Err(TextFault::Empty) => {
            return Ok(Reading { verdict: Verdict::NoText { pages: 1, of: 1 }, ..Reading::default() });
        }
        Err(TextFault::TooLarge(_)) => return Err(Fault::TooLarge),
        // A text that decodes as nothing reads as nothing in a browser, too.
        Err(TextFault::Undecodable(_) | TextFault::Binary(_)) => {
            return Ok(Reading { verdict: Verdict::Unreadable, ..Reading::default() });
        }
    };
    let blocks = match super::ending(name).as_str() {
        "csv" => rows(&source.text, delimiter(&source.text)),
        "tsv" => rows(&source.text, b'\t'),
        _ => source.text.lines().map(str::to_owned).collect(),
    };
    Ok(super::finish(blocks, Traces::default(), (0, 1)))
}

/// Excel writes what the system's list separator is, and WPS a tab into what it calls Unicode text.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |delimiter: u8| head.bytes().filter(|byte| *byte == delimiter).count();
    [b',', b';', b'\t'].into_iter().max_by_key(|delimiter| (count(*delimiter), *delimiter == b',')).unwrap_or(b',')
}

/// One block a row, its cells apart.
fn rows(text: &str, delimiter: u8) -> Vec<String> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records().flatten() {
        rows.push(record.iter().map(str::trim).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" "));
    }
    rows
}
