//! Reads the ledger as people's programs leave it: GBK or UTF-8, tabs or semicolons, `2024/3/5`, rows and columns in
//! another order, quotes lost or added. What cannot be told for certain is refused with the row named, never guessed.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use csv::StringRecord;
use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

use super::{COLUMNS, Ledger, LineEnd, Row, RowState, cells, write};
use crate::findings::rules;
use crate::findings::{Finding, Place, Rule, Stops};
use crate::messages::Arg;
use crate::site::fields::clip;

/// What was read.
#[derive(Debug, Default)]
pub struct Reading {
    /// The rows that could be read, by sequence number. Only to be used where no finding stops the build.
    pub ledger: Ledger,
    /// How the file's lines end.
    pub line_end: LineEnd,
    /// What is wrong; all of it stops the build.
    pub findings: Vec<Finding>,
}

/// Reads the bytes of `path`.
pub fn read(path: &Arc<str>, bytes: &[u8]) -> Reading {
    let Some(text) = decode(bytes) else {
        // A workbook under the ledger's name is the likeliest: it was saved from a spreadsheet program.
        let file = Place::file(path.clone());
        let finding = match infer::get(bytes) {
            Some(kind) => {
                Finding::new(&rules::TEXT_BINARY, file).with("kind", kind.extension().to_uppercase()).hint("ledger")
            }
            None => Finding::new(&rules::TEXT_UNDECODABLE, file),
        }
        .stopping(Stops::Build);
        return Reading { findings: vec![finding], ..Reading::default() };
    };
    if let Some(finding) = find_conflict(path, &text) {
        return Reading { findings: vec![finding], ..Reading::default() };
    }
    let line_end = match text.find('\n') {
        Some(at) if !text[..at].ends_with('\r') => LineEnd::Lf,
        _ => LineEnd::CrLf,
    };
    let mut table = Table::new(path, &text);
    let rows = table.rows();
    let mut findings = table.findings;
    let mut ledger = Ledger { rows: rows.iter().map(|(row, _)| row.clone()).collect() };
    find_doubles(&rows, &mut findings);
    if !table.unknown_seq {
        find_gaps(path, rows.iter().map(|(row, _)| row.seq).chain(table.seqs_of_bad_rows), &mut findings);
    }
    ledger.rows.sort_by_key(|row| row.seq);
    Reading { ledger, line_end, findings }
}

/// Marks that version control leaves around what it could not merge.
fn find_conflict(path: &Arc<str>, text: &str) -> Option<Finding> {
    let at = text.find("\n<<<<<<< ").map(|at| at + 1).or_else(|| text.starts_with("<<<<<<< ").then_some(0))?;
    text[at..]
        .contains("\n>>>>>>>")
        .then(|| Finding::new(&rules::LEDGER_CONFLICT, Place::in_text(path.clone(), text, at, at + "<<<<<<<".len())))
}

/// Sequence numbers as people read them: `13、17–20`, with the rest counted as `…` where there are very many.
pub fn show_seqs(missing: &[u32]) -> String {
    const SHOWN: usize = 20;
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for &seq in missing {
        match ranges.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(seq) => *last = seq,
            _ => ranges.push((seq, seq)),
        }
    }
    let mut shown: Vec<String> = ranges
        .iter()
        .take(SHOWN)
        .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}–{last}") })
        .collect();
    if ranges.len() > SHOWN {
        shown.push("…".to_owned());
    }
    shown.join("、")
}

fn decode(bytes: &[u8]) -> Option<String> {
    let strict = |encoding: &'static Encoding, bytes| {
        encoding.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
    };
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return strict(UTF_16LE, rest);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return strict(UTF_16BE, rest);
    }
    let plain = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(plain) {
        Ok(text) => Some(text.to_owned()),
        Err(_) => strict(GB18030, bytes),
    }
}

/// The table while it is read.
struct Table<'a> {
    path: &'a Arc<str>,
    text: &'a str,
    delimiter: u8,
    findings: Vec<Finding>,
    /// Sequence numbers of rows that are there and have another fault.
    seqs_of_bad_rows: Vec<u32>,
    /// Whether a row is there whose sequence number cannot be read, so that nobody can say which one is missing.
    unknown_seq: bool,
}

/// For each of our columns its position in the file.
type Columns = [usize; 12];

impl<'a> Table<'a> {
    fn new(path: &'a Arc<str>, text: &'a str) -> Self {
        let first = text.lines().find(|line| column_count(line) > 1).unwrap_or_default();
        let cells = |delimiter: &u8| first.split(char::from(*delimiter)).filter(|cell| column(cell).is_some()).count();
        let delimiter = [b';', b'\t', b','].into_iter().max_by_key(cells).unwrap_or(b',');
        Self { path, text, delimiter, findings: Vec::new(), seqs_of_bad_rows: Vec::new(), unknown_seq: false }
    }

    fn rows(&mut self) -> Vec<(Row, Place)> {
        let records = self.records();
        let header = records.iter().position(|record| record.iter().filter(|cell| column(cell).is_some()).count() >= 8);
        let columns = header.and_then(|at| Self::columns(&records, at));
        let (Some(header), Some(columns)) = (header, columns) else {
            let place = records.first().map_or_else(|| Place::file(self.path.clone()), |record| self.place(record));
            self.findings.push(Finding::new(&rules::LEDGER_HEADER, place).with("header", write::header().join(",")));
            self.unknown_seq = true;
            return Vec::new();
        };
        let width = count_to_last(&records[header], |cell| column(cell).is_some());
        let mut rows = Vec::new();
        for (at, record) in records.iter().enumerate() {
            if at != header && record.iter().any(|cell| !cell.trim().is_empty()) {
                let place = self.place(record);
                if let Some(row) = self.row(record, &columns, (records[header].len(), width), &place) {
                    rows.push((row, place));
                }
            }
        }
        rows
    }

    fn records(&self) -> Vec<StringRecord> {
        let reader = |text: &'a str| {
            csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(self.delimiter)
                .from_reader(text.as_bytes())
                .into_records()
                // The text is valid UTF-8 and rows may have any length: nothing is left that could fail.
                .filter_map(Result::ok)
        };
        let whole_row_quoted = |record: StringRecord| match (record.len(), record.get(0)) {
            (1, Some(cell)) if cell.contains(char::from(self.delimiter)) => {
                let mut inner = csv::ReaderBuilder::new()
                    .has_headers(false)
                    .flexible(true)
                    .delimiter(self.delimiter)
                    .from_reader(cell.as_bytes())
                    .into_records()
                    .find_map(Result::ok)
                    .unwrap_or_default();
                inner.set_position(record.position().cloned());
                inner
            }
            _ => record,
        };
        reader(self.text).map(whole_row_quoted).collect()
    }

    /// Finds each of our columns in the header. `None` where one is missing or doubled, or a strange one holds something.
    fn columns(records: &[StringRecord], header: usize) -> Option<Columns> {
        let mut found: [Option<usize>; 12] = [None; 12];
        for (at, cell) in records[header].iter().enumerate() {
            match column(cell) {
                Some(known) if found[known].is_none() => found[known] = Some(at),
                Some(_) => return None,
                None if cell.trim().is_empty() => {}
                None => {
                    let empty = |record: &StringRecord| record.get(at).is_none_or(|cell| cell.trim().is_empty());
                    if !records.iter().enumerate().all(|(row, record)| row == header || empty(record)) {
                        return None;
                    }
                }
            }
        }
        let mut columns = [0; 12];
        for (column, at) in columns.iter_mut().zip(found) {
            *column = at?;
        }
        Some(columns)
    }

    /// One row. `header` is the number of the header's cells, `width` the number up to its last known one.
    fn row(
        &mut self,
        record: &StringRecord,
        columns: &Columns,
        (header, width): (usize, usize),
        place: &Place,
    ) -> Option<Row> {
        let cells: Vec<&str> = record.iter().collect();
        let filled = count_to_last(record, |cell| !cell.trim().is_empty());
        let result =
            if filled > width { Err(Fault::detail("ledger-detail-cells", vec![])) } else { parse(&cells, columns) };
        // Where blank cells follow the row, how many cells are too many depends on what the blanks are counted as.
        let result = result.or_else(|fault| {
            let extras = [cells.len().saturating_sub(header), filled.saturating_sub(width)];
            extras.into_iter().filter(|n| *n > 0).find_map(|n| self.mend_lost_quotes(&cells, columns, n)).ok_or(fault)
        });
        let fault = match result {
            Ok(row) => return Some(row),
            Err(fault) => fault,
        };
        match cells.get(columns[0]).and_then(|cell| cells::number(cell)).filter(|seq| *seq > 0) {
            Some(seq) => self.seqs_of_bad_rows.push(seq),
            None => self.unknown_seq = true,
        }
        let place = fault.column.map_or_else(|| place.clone(), |column| self.cell(place, columns[column]));
        let finding = Finding::new(fault.rule, place.clone()).with("row", place.line);
        let (name, value) = fault.arg;
        self.findings.push(finding.with(name, value));
        None
    }

    /// A row with too many cells: the quotes around a text with a delimiter in it were dropped. The cells of the text that
    /// makes all other cells what they must be are joined again.
    fn mend_lost_quotes(&self, cells: &[&str], columns: &Columns, extra: usize) -> Option<Row> {
        const TEXTS: [usize; 5] = [3, 10, 11, 4, 5];
        let delimiter = char::from(self.delimiter).to_string();
        TEXTS.iter().find_map(|text| {
            let at = columns[*text];
            let joined = cells.get(at..=at + extra)?.join(&delimiter);
            let mut mended: Vec<&str> = cells[..at].to_vec();
            mended.push(&joined);
            mended.extend(cells.get(at + extra + 1..).unwrap_or_default());
            parse(&mended, columns).ok().filter(|row| row.path.is_empty() || row.path.to_lowercase().ends_with(".md"))
        })
    }

    /// The place of one cell of the row at `row`; of the whole row where the cell cannot be found.
    fn cell(&self, row: &Place, at: usize) -> Place {
        let line = row.source.as_deref().unwrap_or_default();
        let Some(range) = cell_in(line, at, char::from(self.delimiter)) else { return row.clone() };
        let characters = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        Place {
            column: characters(&line[..range.start]).saturating_add(1),
            length: characters(&line[range]).max(1),
            ..row.clone()
        }
    }

    fn place(&self, record: &StringRecord) -> Place {
        let position = record.position();
        let start = position.and_then(|p| usize::try_from(p.byte()).ok()).unwrap_or(0);
        // The position may be that of the line end before the row.
        let before = self.text.get(start..).unwrap_or_default();
        let rest = before.trim_start_matches(['\r', '\n']);
        let skipped = before[..before.len() - rest.len()].matches('\n').count() as u64;
        let line = rest.lines().next().unwrap_or_default();
        let line_number = position.map_or(0, csv::Position::line) + skipped;
        let shown = line.char_indices().nth(400).map_or(line, |(at, _)| &line[..at]);
        Place {
            path: self.path.clone(),
            line: u32::try_from(line_number).unwrap_or(u32::MAX),
            column: 1,
            length: u32::try_from(shown.chars().count()).unwrap_or(1).max(1),
            source: Some(Arc::from(shown)),
        }
    }
}

/// Where the cell at a position stands in a row's line; nothing where that cannot be told from the line alone.
fn cell_in(line: &str, at: usize, delimiter: char) -> Option<Range<usize>> {
    let mut is_quoted = false;
    let is_end = |(at, c): (usize, char)| {
        is_quoted ^= c == '"';
        (c == delimiter && !is_quoted).then_some(at)
    };
    let mut ends: Vec<usize> = line.char_indices().filter_map(is_end).collect();
    ends.push(line.len());
    let start = at.checked_sub(1).map_or(Some(0), |before| ends.get(before).map(|end| end + 1))?;
    Some(start..*ends.get(at)?)
}

/// How many cells there are up to the last one that is `wanted`.
fn count_to_last(record: &StringRecord, wanted: impl Fn(&str) -> bool) -> usize {
    record.iter().enumerate().filter(|(_, cell)| wanted(cell)).map(|(at, _)| at + 1).last().unwrap_or(0)
}

/// The column that a header's cell names, by its id or its Chinese name.
fn column(cell: &str) -> Option<usize> {
    let plain = cells::half_width(cell).to_lowercase();
    let mut words =
        plain.split(|c: char| c.is_whitespace() || c == '"' || c == '\u{FEFF}').filter(|word| !word.is_empty());
    words.find_map(|word| COLUMNS.iter().position(|(id, name)| word == *id || word == *name))
}

/// How many of our columns a line names, whatever separates them.
fn column_count(line: &str) -> usize {
    line.split([',', ';', '\t']).filter(|cell| column(cell).is_some()).count()
}

/// What is wrong with a row: the rule, one value of its message, and in which of our columns it is, if in one.
struct Fault {
    rule: &'static Rule,
    arg: (&'static str, Arg),
    column: Option<usize>,
}

impl Fault {
    fn detail(message: &'static str, args: Vec<(&'static str, Arg)>) -> Self {
        Self { rule: &rules::LEDGER_ROW, arg: ("detail", Arg::Message(message, args)), column: None }
    }

    fn value(message: &'static str, column: usize, value: &str) -> Self {
        let args = vec![("column", Arg::from(COLUMNS[column].1)), ("value", Arg::from(clip(value)))];
        Self { column: Some(column), ..Self::detail(message, args) }
    }
}

fn parse(cells: &[&str], columns: &Columns) -> Result<Row, Fault> {
    let raw = |column: usize| cells.get(columns[column]).copied().unwrap_or_default();
    let text = |column: usize| cells::tidy(cells::unguard(raw(column))).into_owned();
    let optional = |column: usize| match raw(column).trim() {
        "" => Ok(None),
        value => cells::moment(value).map(Some).ok_or_else(|| Fault::value("ledger-detail-date", column, value)),
    };
    let seq = cells::number(raw(0)).filter(|seq| *seq > 0);
    let seq = seq.ok_or_else(|| Fault::value("ledger-detail-number", 0, raw(0)))?;
    let index_no = cells::tidy(&cells::half_width(cells::unguard(raw(1)))).into_owned();
    if index_no.is_empty() {
        return Err(Fault { column: Some(1), ..Fault::detail("ledger-detail-no-index", vec![]) });
    }
    if cells::is_mangled(&index_no) {
        return Err(Fault { rule: &rules::LEDGER_MANGLED, arg: ("value", Arg::from(index_no)), column: Some(1) });
    }
    let word = cells::half_width(raw(2)).trim().to_lowercase();
    let state = RowState::ALL.into_iter().find(|state| word == state.id() || word == state.zh());
    let state = state.ok_or_else(|| Fault::value("ledger-detail-state", 2, raw(2)))?;
    let (created, published, sealed) = (optional(6)?, optional(7)?, optional(8)?);
    let hash = match raw(9).trim() {
        "" => None,
        value => Some(cells::hash(value).ok_or_else(|| Fault::value("ledger-detail-hash", 9, value))?),
    };
    if sealed.is_some() != hash.is_some() {
        return Err(Fault::detail("ledger-detail-seal", vec![]));
    }
    Ok(Row {
        seq,
        index_no,
        state,
        title: text(3),
        agency: text(4),
        column: text(5),
        created: created.map(|moment| moment.date),
        published,
        sealed,
        hash,
        path: text(10).replace('\\', "/"),
        note: text(11),
    })
}

fn find_doubles(rows: &[(Row, Place)], findings: &mut Vec<Finding>) {
    let mut numbers: BTreeMap<&str, &Place> = BTreeMap::new();
    let mut seqs: BTreeMap<u32, &Place> = BTreeMap::new();
    for (row, place) in rows {
        if let Some(first) = numbers.insert(&row.index_no, place) {
            findings.push(
                Finding::new(&rules::LEDGER_DUPLICATE, place.clone())
                    .with("value", row.index_no.as_str())
                    .related(first.clone()),
            );
        } else if let Some(first) = seqs.insert(row.seq, place) {
            findings.push(
                Finding::new(&rules::LEDGER_ROW, place.clone())
                    .with("row", place.line)
                    .with("detail", Arg::Message("ledger-detail-seq-twice", vec![("value", row.seq.into())]))
                    .related(first.clone()),
            );
        }
    }
}

fn find_gaps(path: &Arc<str>, seqs: impl Iterator<Item = u32>, findings: &mut Vec<Finding>) {
    let mut seqs: Vec<u32> = seqs.collect();
    seqs.sort_unstable();
    seqs.dedup();
    let mut missing = Vec::new();
    let mut count = 0_usize;
    let mut next = 1_u32;
    for seq in seqs {
        count += (seq - next) as usize;
        // A wrong digit can open a gap of millions; a list of them helps nobody.
        missing.extend((next..seq).take(10_000));
        next = seq.saturating_add(1);
    }
    if count > 0 {
        findings.push(
            Finding::new(&rules::LEDGER_LOST_ROWS, Place::file(path.clone()))
                .with("count", count)
                .with("missing", show_seqs(&missing))
                .with("by", "seq")
                .with("files", ""),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_found_in_its_line() {
        let line = "1,a/1,\"甲,\"\"乙\"\"\",,x";
        let cell = |at: usize| cell_in(line, at, ',').map(|range| &line[range]);
        let cells: Vec<_> = (0..6).map(cell).collect();
        assert_eq!(cells, [Some("1"), Some("a/1"), Some("\"甲,\"\"乙\"\"\""), Some(""), Some("x"), None]);
    }
}
