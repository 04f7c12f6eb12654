//! `mulu ledger`: the rows that are asked for, as a table, as CSV or as JSON. Reads the ledger alone.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use crate::catalog::content_hash;
use crate::catalog::ledger::{Ledger as Table, LineEnd, Row, RowState, Store, write};
use crate::cli::args::{Format, Global, Ledger};
use crate::cli::console::{self, Console};
use crate::cli::{Outcome, common};
use crate::messages::{Lang, Messages};

pub(super) fn run(options: &Ledger, global: &Global, console: &Console) -> Outcome {
    let Some(root) = common::root(global, console) else { return Outcome::Failed };
    let state = match options.state.as_deref().map(state_of) {
        None => None,
        Some(Some(state)) => Some(state),
        Some(None) => {
            let allowed: Vec<String> =
                RowState::ALL.iter().map(|state| format!("{} {}", state.id(), state.zh())).collect();
            let word = options.state.clone().unwrap_or_default();
            console.complain(
                "ledger-no-state",
                &[("state", word.into()), ("allowed", console.messages.list(&allowed).into())],
            );
            return Outcome::Failed;
        }
    };
    let (_, ledger, mut findings) = Store::open(&root);
    if !findings.is_empty() {
        console.findings(&mut findings, false);
        console.count(&findings);
        return Outcome::Stopped;
    }
    let total = ledger.rows.len();
    let rows: Vec<Row> = ledger.rows.into_iter().filter(|row| is_wanted(row, options, state)).collect();
    let count = rows.len();
    let text = match global.format {
        Format::Json | Format::Sarif => json(&rows),
        Format::Text if options.csv => String::from_utf8(write(&Table { rows }, LineEnd::Lf)).unwrap_or_default(),
        Format::Text => table(&rows, &console.messages),
    };
    console::print_out(&text);
    console.say("ledger-shown", &[("count", count.into()), ("total", total.into())]);
    Outcome::Fine
}

fn state_of(word: &str) -> Option<RowState> {
    RowState::ALL.into_iter().find(|state| state.id() == word.to_lowercase() || state.zh() == word)
}

fn is_wanted(row: &Row, options: &Ledger, state: Option<RowState>) -> bool {
    let year = row.published.map(|moment| moment.date.year());
    let text = |wanted: &String| {
        let wanted = wanted.to_lowercase();
        [&row.index_no, &row.title, &row.agency, &row.column, &row.path, &row.note]
            .iter()
            .any(|cell| cell.to_lowercase().contains(&wanted))
    };
    state.is_none_or(|state| row.state == state)
        && options.year.is_none_or(|wanted| year == Some(wanted))
        && (!options.sealed || row.is_sealed())
        && (!options.unsealed || !row.is_sealed())
        && options.find.as_ref().is_none_or(text)
}

fn table(rows: &[Row], messages: &Messages) -> String {
    let zh = messages.lang() == Lang::Zh;
    let header = ["seq", "index_no", "state", "published", "sealed", "title"];
    let names = crate::catalog::ledger::COLUMNS;
    let name = |id: &str| {
        let named = names.iter().find(|(other, _)| *other == id);
        named.map_or(id, |(id, chinese)| if zh { chinese } else { id }).to_owned()
    };
    let mut lines: Vec<[String; 6]> = vec![header.map(name)];
    for row in rows {
        let day =
            |moment: &Option<crate::site::Moment>| moment.map_or_else(String::new, |moment| moment.date.to_string());
        let title = if row.note.is_empty() { row.title.clone() } else { format!("{} [{}]", row.title, row.note) };
        lines.push([
            row.seq.to_string(),
            row.index_no.clone(),
            if zh { row.state.zh() } else { row.state.id() }.to_owned(),
            day(&row.published),
            day(&row.sealed),
            title,
        ]);
    }
    let mut widths = [0; 6];
    for line in &lines {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = (*width).max(cell.width());
        }
    }
    let mut text = String::new();
    for line in &lines {
        let mut out = String::new();
        for (at, (cell, width)) in line.iter().zip(widths).enumerate() {
            let pad = " ".repeat(width.saturating_sub(cell.width()));
            let _ = match at {
                0 => write!(out, "{pad}{cell}  "),
                5 => write!(out, "{cell}"),
                _ => write!(out, "{cell}{pad}  "),
            };
        }
        text.push_str(out.trim_end());
        text.push('\n');
    }
    text
}

/// `{"rows": [{seq, index_no, state, …}]}`, with the names of the ledger's own header.
fn json(rows: &[Row]) -> String {
    let rows: Vec<_> = rows
        .iter()
        .map(|row| {
            serde_json::json!({
                "seq": row.seq,
                "index_no": row.index_no,
                "state": row.state.id(),
                "title": row.title,
                "agency": row.agency,
                "column": row.column,
                "created": row.created.map(|date| date.to_string()),
                "published": row.published.map(shown),
                "sealed": row.sealed.map(shown),
                "hash": row.hash.as_ref().map(content_hash::shown),
                "path": row.path,
                "note": row.note,
            })
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&serde_json::json!({ "rows": rows })).unwrap_or_default();
    text.push('\n');
    text
}

/// `2024-03-05`, `2024-03-05 09:30`.
fn shown(moment: crate::site::Moment) -> String {
    match moment.time {
        None => moment.date.to_string(),
        Some(time) => format!("{} {:02}:{:02}", moment.date, time.hour(), time.minute()),
    }
}
