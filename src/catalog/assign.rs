//! Who gets which index number.
//!
//! Numbers go to what passed the gate, in the order of publication, so that they mean the same whoever builds the site
//! (国办秘函〔2009〕6号: given by date of publication, never changed). Three witnesses say which number belongs to which
//! item: the file's front matter, the ledger's row, and the path in it. Where they disagree, the number that stands in a
//! file wins over the path, because files are renamed; and nothing that was sealed is guessed at.
//!
//! A pure function: nothing is written here. What it gives back is to be written in this order: the ledger, synced; then
//! the front matter. A crash between the two leaves a row without its number in the file, which the next run puts back.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::content_hash;
use super::index_number::{Pattern, Values};
use super::ledger::store::FILE;
use super::ledger::{Ledger, Row, RowState, is_mangled_form_of};
use crate::findings::rules;
use crate::findings::{Finding, Place, Stops};
use crate::site::{Moment, NumberedBy};

/// An item that passed the gate.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Its file, relative to the site's root.
    pub path: Arc<str>,
    /// The number that stands in its front matter.
    pub index_no: Option<String>,
    /// Where the number stands, or the title.
    pub place: Place,
    /// Code of its agency.
    pub agency_code: String,
    /// Id of its agency.
    pub agency_id: String,
    /// Full name of its agency.
    pub agency_name: String,
    /// Id of its column.
    pub column_id: String,
    /// Name of its column.
    pub column_name: String,
    /// 成文日期.
    pub created: Date,
    /// 发布日期.
    pub published: Moment,
    /// The title that the public sees.
    pub title: String,
    /// The title in its file, which is another one where it is withdrawn and the title itself had to go.
    pub own_title: String,
    /// Whether it is withdrawn.
    pub withdrawn: bool,
    /// Date of its newest correction record.
    pub corrected: Option<Date>,
    /// Hash of its content.
    pub hash: [u8; 32],
}

/// An item of the content folder, whether it passed the gate or not, readable or not.
#[derive(Debug, Clone)]
pub struct Present {
    /// Its file, relative to the site's root.
    pub path: Arc<str>,
    /// The number that stands in its front matter, as far as that can be read.
    pub index_no: Option<String>,
}

/// What the numbering starts from.
#[derive(Debug)]
pub struct Input<'a> {
    /// What passed the gate, in any order.
    pub candidates: Vec<Candidate>,
    /// Every item that there is, those that passed among them. Paths are unique.
    pub present: Vec<Present>,
    /// The ledger as it was read without a fault.
    pub ledger: &'a Ledger,
    /// The site's pattern.
    pub pattern: &'a Pattern,
    /// Whose year a number carries.
    pub numbered_by: NumberedBy,
    /// Give no number (`--locked`).
    pub locked: bool,
}

/// What came of it.
#[derive(Debug)]
pub struct Assignment {
    /// Files into whose front matter a number has to be written, and the number; in the order in which they were given.
    pub new: Vec<(Arc<str>, String)>,
    /// The ledger with the new rows reserved. Not to be written where a finding stops the build.
    pub ledger: Ledger,
    /// What is wrong.
    pub findings: Vec<Finding>,
}

/// Gives every item that passed the gate its number, and brings the ledger's rows up to date.
///
/// Where a finding stops the build, no number is given, and the ledger is for showing only: it must not be written.
pub fn assign(input: Input<'_>) -> Assignment {
    let mut work = Work::new(input);
    work.find_duplicates();
    let returning = work.follow_rows();
    work.judge_sealed(&returning);
    let mut new = work.give(&returning);
    if work.findings.iter().any(|finding| finding.stops == Stops::Build) {
        new.clear();
    }
    Assignment { new, ledger: Ledger { rows: work.rows }, findings: work.findings }
}

struct Work<'a> {
    /// By published, created, path.
    candidates: Vec<Candidate>,
    pattern: &'a Pattern,
    numbered_by: NumberedBy,
    locked: bool,
    rows: Vec<Row>,
    /// Positions in `rows`, by number.
    row_of: BTreeMap<String, usize>,
    /// Number in front matter → paths of the files with it, sorted.
    holders: BTreeMap<String, Vec<Arc<str>>>,
    /// Every file and its number.
    present: BTreeMap<Arc<str>, Option<String>>,
    /// Positions in `candidates`, by path.
    candidate_at: BTreeMap<Arc<str>, usize>,
    findings: Vec<Finding>,
}

impl<'a> Work<'a> {
    fn new(input: Input<'a>) -> Self {
        let Input { mut candidates, present, ledger, pattern, numbered_by, locked } = input;
        candidates.sort_by(|a, b| (a.published, a.created, &a.path).cmp(&(b.published, b.created, &b.path)));
        let candidate_at = candidates.iter().enumerate().map(|(at, item)| (item.path.clone(), at)).collect();
        let present: BTreeMap<_, _> = present.into_iter().map(|item| (item.path, item.index_no)).collect();
        let mut holders: BTreeMap<String, Vec<Arc<str>>> = BTreeMap::new();
        for (path, number) in &present {
            if let Some(number) = number {
                holders.entry(number.clone()).or_default().push(path.clone());
            }
        }
        let mut rows = ledger.rows.clone();
        rows.sort_by_key(|row| row.seq);
        let row_of = rows.iter().enumerate().map(|(at, row)| (row.index_no.clone(), at)).collect();
        Self {
            candidates,
            pattern,
            numbered_by,
            locked,
            rows,
            row_of,
            holders,
            present,
            candidate_at,
            findings: Vec::new(),
        }
    }

    /// Where a file's number stands, as far as that is known.
    fn place(&self, path: &Arc<str>) -> Place {
        self.candidate(path).map_or_else(|| Place::file(path.clone()), |item| item.place.clone())
    }

    fn candidate(&self, path: &str) -> Option<&Candidate> {
        self.candidate_at.get(path).and_then(|at| self.candidates.get(*at))
    }

    fn last_seq(&self) -> u32 {
        self.rows.last().map_or(0, |row| row.seq)
    }

    /// Two files with one number: a file was copied to begin a new one. While at most one of them is to be published, the
    /// site is not in doubt, and the copy is only said.
    fn find_duplicates(&mut self) {
        let mut found = Vec::new();
        for (number, paths) in &self.holders {
            if paths.len() < 2 {
                continue;
            }
            let row_path = self.row_of.get(number).map(|at| self.rows[*at].path.as_str());
            let owner = paths
                .iter()
                .find(|path| Some(path.as_ref()) == row_path)
                .or_else(|| paths.iter().find(|path| self.candidate(path).is_some()))
                .unwrap_or(&paths[0]);
            for copy in paths.iter().filter(|path| *path != owner) {
                let finding = Finding::new(&rules::NUMBER_DUPLICATE, self.place(copy))
                    .with("value", number.as_str())
                    .related(self.place(owner));
                let public = self.candidate(copy).is_some();
                found.push(if public { finding } else { finding.stopping(Stops::Nothing) });
            }
        }
        self.findings.extend(found);
    }

    /// Follows every row to its file: renamed files are found again by their number, rows of deleted files become void.
    ///
    /// Gives back the rows whose number has to return into its file: path → position of the row.
    fn follow_rows(&mut self) -> BTreeMap<Arc<str>, usize> {
        let mut returning: BTreeMap<Arc<str>, usize> = BTreeMap::new();
        for at in 0..self.rows.len() {
            let row = &self.rows[at];
            let holders = self.holders.get(&row.index_no).map_or(&[][..], Vec::as_slice);
            let at_home = holders.iter().any(|path| **path == *row.path);
            if row.state == RowState::Void {
                self.follow_void(at);
            } else if at_home {
                // Where it always was.
            } else if let Some(holder) = holders.first().cloned() {
                self.follow_moved(at, &holder);
            } else {
                self.follow_missing(at, &mut returning);
            }
        }
        returning
    }

    /// The number of a deleted file is nobody's, unless that item itself comes back before its number was ever online.
    fn follow_void(&mut self, at: usize) {
        let row = &self.rows[at];
        let Some(holders) = self.holders.get(&row.index_no) else { return };
        let Some(item) = holders.iter().find_map(|path| self.candidate(path)) else { return };
        if is_item(row, item) {
            let path = item.path.to_string();
            let row = &mut self.rows[at];
            row.state = RowState::Reserved;
            row.path = path;
        } else {
            let finding = self.used(row, &item.path);
            self.findings.push(finding);
        }
    }

    fn used(&self, row: &Row, by: &Arc<str>) -> Finding {
        Finding::new(&rules::NUMBER_USED, self.place(by))
            .with("value", row.index_no.as_str())
            .with("path", row.path.as_str())
    }

    /// The number stands in another file than the row says.
    fn follow_moved(&mut self, at: usize, holder: &Arc<str>) {
        let row = &self.rows[at];
        if !self.present.contains_key(row.path.as_str()) {
            self.rows[at].path = holder.to_string();
            return;
        }
        // The row's file is still there. If the other one is the same item, a new file took the old name; else somebody
        // wrote a number into a file that it does not belong to.
        let Some(item) = self.candidate(holder) else {
            // A draft of the same item under another name, while something else took the old name: the row goes with it.
            self.rows[at].path = holder.to_string();
            return;
        };
        if is_item(row, item) {
            self.rows[at].path = holder.to_string();
        } else {
            let finding = self.used(row, holder);
            self.findings.push(finding);
        }
    }

    /// The number stands in no file.
    fn follow_missing(&mut self, at: usize, returning: &mut BTreeMap<Arc<str>, usize>) {
        let row = &self.rows[at];
        if let Some((path, number)) = self.present.get_key_value(row.path.as_str()) {
            match number {
                None => {
                    let path = path.clone();
                    if self.candidate(&path).is_some_and(|item| !is_item(row, item)) {
                        // Another item took the old one's file name.
                        self.lose(at);
                        return;
                    }
                    // Where two rows claim one file, the one that was online, else the newer one.
                    let other = returning.get(&path).copied();
                    let (keep, drop) = match other {
                        Some(other) if self.rows[other].is_sealed() && !row.is_sealed() => (other, Some(at)),
                        other => (at, other),
                    };
                    returning.insert(path, keep);
                    if let Some(drop) = drop {
                        self.lose(drop);
                    }
                    return;
                }
                Some(number) if is_mangled_form_of(&row.index_no, number) => {
                    let finding = Finding::new(&rules::LEDGER_MANGLED, Place::file(FILE))
                        .with("row", row.seq + 1)
                        .with("value", row.index_no.as_str());
                    self.findings.push(finding);
                    return;
                }
                Some(_) => {}
            }
        }
        self.lose(at);
    }

    /// A row whose file is gone: void before it was online, a fault after.
    fn lose(&mut self, at: usize) {
        let row = &mut self.rows[at];
        if row.is_sealed() {
            let finding = Finding::new(&rules::SEALED_GONE, Place::file(FILE))
                .with("value", row.index_no.as_str())
                .with("path", row.path.as_str());
            self.findings.push(finding);
        } else {
            row.state = RowState::Void;
        }
    }

    /// What was put online changes only with a correction record of that day or later, or by withdrawal.
    fn judge_sealed(&mut self, returning: &BTreeMap<Arc<str>, usize>) {
        let mut found = Vec::new();
        for item in &self.candidates {
            let row = match &item.index_no {
                Some(number) => self.row_of.get(number),
                None => returning.get(&item.path),
            };
            let Some(row) = row.map(|at| &self.rows[*at]).filter(|row| row.path == *item.path) else { continue };
            let (Some(sealed), Some(hash)) = (row.sealed, row.hash) else { continue };
            let recorded = item.corrected.is_some_and(|date| date >= sealed.date);
            if !item.withdrawn && hash != item.hash && !recorded {
                found.push(
                    Finding::new(&rules::SEALED_CHANGED, item.place.clone())
                        .with("value", row.index_no.as_str())
                        .with("hash", content_hash::shown(&item.hash)),
                );
            }
        }
        self.findings.extend(found);
    }

    /// Gives what is missing and brings the rows up to date.
    fn give(&mut self, returning: &BTreeMap<Arc<str>, usize>) -> Vec<(Arc<str>, String)> {
        let mut serials = Serials::of(self);
        let mut new = Vec::new();
        let mut refused: Vec<Place> = Vec::new();
        for item in std::mem::take(&mut self.candidates) {
            let at = match &item.index_no {
                Some(number) => {
                    if let Some(at) = self.row_of.get(number) {
                        *at
                    } else {
                        if self.locked {
                            refused.push(item.place.clone());
                        }
                        self.add(number.clone(), &item)
                    }
                }
                None if self.locked => {
                    refused.push(item.place.clone());
                    continue;
                }
                None => {
                    let at = match returning.get(&item.path) {
                        Some(at) => {
                            let number = self.rows[*at].index_no.as_str();
                            self.findings
                                .push(Finding::new(&rules::NUMBER_LOST, item.place.clone()).with("value", number));
                            *at
                        }
                        None => match serials.next(&item) {
                            Ok(number) => self.add(number, &item),
                            Err(finding) => {
                                self.findings.extend(finding.map(|finding| *finding));
                                continue;
                            }
                        },
                    };
                    new.push((item.path.clone(), self.rows[at].index_no.clone()));
                    at
                }
            };
            // Where it is another file's row, a finding says so.
            let row = &mut self.rows[at];
            if row.path == *item.path && row.state != RowState::Void {
                bring_up_to_date(row, &item);
            }
        }
        if let Some(first) = refused.first() {
            self.findings.push(Finding::new(&rules::NUMBER_LOCKED, first.clone()).with("count", refused.len()));
        }
        new
    }

    fn add(&mut self, index_no: String, item: &Candidate) -> usize {
        let at = self.rows.len();
        self.row_of.insert(index_no.clone(), at);
        self.rows.push(Row {
            seq: self.last_seq() + 1,
            index_no,
            state: RowState::Reserved,
            title: String::new(),
            agency: String::new(),
            column: String::new(),
            created: None,
            published: None,
            sealed: None,
            hash: None,
            path: item.path.to_string(),
            note: String::new(),
        });
        at
    }
}

/// Whether an item is the one that a row was made for: its content is what was sealed, or it has the same title.
fn is_item(row: &Row, item: &Candidate) -> bool {
    row.hash == Some(item.hash) || [&item.title, &item.own_title].iter().any(|title| row.title == Row::tidy(title))
}

fn bring_up_to_date(row: &mut Row, item: &Candidate) {
    row.title = Row::tidy(&item.title);
    row.agency = Row::tidy(&item.agency_name);
    row.column = Row::tidy(&item.column_name);
    row.created = Some(item.created);
    row.published = Some(item.published);
}

/// Which serials are taken, in each series.
struct Serials<'a> {
    pattern: &'a Pattern,
    numbered_by: NumberedBy,
    last: BTreeMap<String, u64>,
    taken: BTreeSet<String>,
    /// Series whose overflow is said already.
    full: BTreeSet<String>,
}

impl<'a> Serials<'a> {
    /// Counts every number of the ledger, void ones too, and every number in a file, public or not.
    fn of(work: &Work<'a>) -> Self {
        let taken: BTreeSet<String> = work.row_of.keys().chain(work.holders.keys()).cloned().collect();
        let mut last: BTreeMap<String, u64> = BTreeMap::new();
        for parsed in taken.iter().filter_map(|number| work.pattern.read_any_width(number)) {
            let highest = last.entry(parsed.series).or_default();
            *highest = parsed.serial.max(*highest);
        }
        Self { pattern: work.pattern, numbered_by: work.numbered_by, last, taken, full: BTreeSet::new() }
    }

    /// The next number for an item. `Err` where the series is full, with the finding the first time.
    fn next(&mut self, item: &Candidate) -> Result<String, Option<Box<Finding>>> {
        let date = match self.numbered_by {
            NumberedBy::Published => item.published.date,
            NumberedBy::Created => item.created,
        };
        let values = Values {
            agency_code: &item.agency_code,
            agency_id: &item.agency_id,
            year: date.year(),
            month: date.month(),
            column: &item.column_id,
        };
        let series = self.pattern.series(&values);
        let mut serial = self.last.get(&series).copied().unwrap_or(0);
        loop {
            serial = serial.saturating_add(1);
            match self.pattern.render(&values, serial) {
                // What stands behind the serial is no part of the series and may make two numbers alike.
                Ok(number) if self.taken.contains(&number) => {}
                Ok(number) => {
                    self.last.insert(series, serial);
                    self.taken.insert(number.clone());
                    return Ok(number);
                }
                Err(over) => {
                    let first = self.full.insert(series);
                    let finding = Finding::new(&rules::NUMBER_OVERFLOW, item.place.clone())
                        .with("width", over.width)
                        .with("value", over.serial.to_string());
                    return Err(first.then(|| Box::new(finding)));
                }
            }
        }
    }
}

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
