//! The ledger as bytes: UTF-8 with a mark, so that Excel does not take it for GBK; always the same for the same rows.

use std::borrow::Cow;

use super::{COLUMNS, Ledger, LineEnd, Row, cells};
use crate::catalog::content_hash;

/// The bytes of `ledger.csv`.
///
/// A cell is quoted only where it must be (RFC 4180). What begins like a formula gets an apostrophe before it, so that no
/// spreadsheet program runs it.
pub fn write(ledger: &Ledger, line_end: LineEnd) -> Vec<u8> {
    let mut text = String::with_capacity(200 * (ledger.rows.len() + 1));
    text.push('\u{FEFF}');
    text.push_str(&header().join(","));
    text.push_str(line_end.as_str());
    let mut rows: Vec<&Row> = ledger.rows.iter().collect();
    rows.sort_by_key(|row| row.seq);
    for row in rows {
        for (at, cell) in cells_of(row).iter().enumerate() {
            if at > 0 {
                text.push(',');
            }
            push_quoted(&mut text, &cells::guard(cell));
        }
        text.push_str(line_end.as_str());
    }
    text.into_bytes()
}

/// The header's cells: `seq 序号`, …
pub fn header() -> [String; 12] {
    COLUMNS.map(|(id, name)| format!("{id} {name}"))
}

fn cells_of(row: &Row) -> [Cow<'_, str>; 12] {
    // Of seal and hash there are both or none.
    let (sealed, hash) = match (&row.sealed, &row.hash) {
        (Some(sealed), Some(hash)) => (cells::show(sealed), content_hash::shown(hash)),
        _ => (String::new(), String::new()),
    };
    [
        Cow::from(row.seq.to_string()),
        Cow::from(cells::tidy(&cells::half_width(&row.index_no)).into_owned()),
        Cow::from(row.state.id()),
        cells::tidy(&row.title),
        cells::tidy(&row.agency),
        cells::tidy(&row.column),
        Cow::from(row.created.map(|date| date.to_string()).unwrap_or_default()),
        Cow::from(row.published.as_ref().map(cells::show).unwrap_or_default()),
        Cow::from(sealed),
        Cow::from(hash),
        cells::tidy(&row.path),
        cells::tidy(&row.note),
    ]
}

fn push_quoted(text: &mut String, cell: &str) {
    if cell.contains([',', '"', '\n', '\r', ';', '\t']) {
        text.push('"');
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(cell);
    }
}
