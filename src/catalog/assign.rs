//! Who gets which number. Pure: ledger and items in, the ledger as it will be out.
//!
//! The laws are in `docs/ledger.md`: a number is given once; what is sealed never loses or changes its number; running it
//! again on what it left changes nothing. Order of assignment: published, created, path (国办秘函〔2009〕6号 asks for numbers
//! by date of publication).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::content_hash;
use super::index_number::{Pattern, Values};
use super::ledger::{Ledger, Row, RowState};
use crate::findings::rules;
use crate::findings::{Finding, Place};
use crate::site::{Moment, NumberedBy};

/// An item that passed the gate.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Its file.
    pub path: Arc<str>,
    /// The number that its file carries.
    pub index_no: Option<String>,
    /// Where the number stands, or should.
    pub place: Place,
    /// Code of its agency.
    pub agency_code: String,
    /// Id of its agency.
    pub agency_id: String,
    /// Name of its agency.
    pub agency_name: String,
    /// Id of its column.
    pub column_id: String,
    /// Name of its column.
    pub column_name: String,
    /// 成文日期.
    pub created: Date,
    /// 发布日期.
    pub published: Moment,
    /// Its title as the public sees it.
    pub title: String,
    /// Whether it is withdrawn.
    pub withdrawn: bool,
    /// Date of its latest correction record.
    pub corrected: Option<Date>,
    /// 内容摘要值.
    pub hash: [u8; 32],
}

/// A file that exists, whether it passed the gate or not: its number is not free.
#[derive(Debug, Clone)]
pub struct Present {
    /// The file.
    pub path: Arc<str>,
    /// The number it carries, where it could be read.
    pub index_no: Option<String>,
}

/// Everything that assignment depends on.
#[derive(Debug)]
pub struct Input<'a> {
    /// Items that passed the gate, in any order.
    pub candidates: Vec<Candidate>,
    /// Every file of an item.
    pub present: Vec<Present>,
    /// The ledger as it is.
    pub ledger: &'a Ledger,
    /// The pattern of new numbers.
    pub pattern: &'a Pattern,
    /// Which date's year they carry.
    pub numbered_by: NumberedBy,
    /// Whether no number may be given.
    pub locked: bool,
}

/// What came of it.
#[derive(Debug)]
pub struct Assignment {
    /// Numbers to be written into files: path, number.
    pub new: Vec<(Arc<str>, String)>,
    /// The ledger as it will be.
    pub ledger: Ledger,
    /// What is wrong.
    pub findings: Vec<Finding>,
}

/// Assigns numbers to candidates that have none and brings the ledger up to date.
pub fn assign(input: Input<'_>) -> Assignment {
    let mut work = Work::new(input);
    work.refuse_doubles();
    work.follow_files();
    work.give();
    work.tell_of_deleted();
    work.tell_of_changed();
    Assignment { new: work.new, ledger: work.ledger, findings: work.findings }
}

struct Work<'a> {
    candidates: Vec<Candidate>,
    present: Vec<Present>,
    pattern: &'a Pattern,
    numbered_by: NumberedBy,
    locked: bool,
    ledger: Ledger,
    /// The highest sequence number.
    last_seq: u32,
    /// Position of each number's row.
    rows: BTreeMap<String, usize>,
    /// The highest serial of each series.
    serials: BTreeMap<String, u64>,
    /// Candidates that take part: those with a doubled or foreign-owned number do not.
    sound: Vec<bool>,
    new: Vec<(Arc<str>, String)>,
    findings: Vec<Finding>,
}

impl<'a> Work<'a> {
    fn new(input: Input<'a>) -> Self {
        let mut candidates = input.candidates;
        candidates.sort_by(|a, b| (a.published, a.created, &a.path).cmp(&(b.published, b.created, &b.path)));
        let ledger = input.ledger.clone();
        let rows = ledger.rows.iter().enumerate().map(|(at, row)| (row.index_no.clone(), at)).collect();
        let mut serials: BTreeMap<String, u64> = BTreeMap::new();
        let known = ledger.rows.iter().map(|row| row.index_no.as_str());
        let carried = input.present.iter().filter_map(|present| present.index_no.as_deref());
        for number in known.chain(carried) {
            if let Some(parsed) = input.pattern.read_any_width(number) {
                let highest = serials.entry(parsed.series).or_default();
                *highest = (*highest).max(parsed.serial);
            }
        }
        Self {
            sound: vec![true; candidates.len()],
            last_seq: ledger.last_seq(),
            candidates,
            present: input.present,
            pattern: input.pattern,
            numbered_by: input.numbered_by,
            locked: input.locked,
            ledger,
            rows,
            serials,
            new: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// One number in two files: both are named. The rest of the work leaves them alone.
    fn refuse_doubles(&mut self) {
        let mut carriers: BTreeMap<&str, Vec<&Arc<str>>> = BTreeMap::new();
        for present in &self.present {
            if let Some(number) = &present.index_no {
                carriers.entry(number).or_default().push(&present.path);
            }
        }
        for (at, candidate) in self.candidates.iter().enumerate() {
            let Some(number) = &candidate.index_no else { continue };
            let others = carriers.get(number.as_str()).map_or(&[][..], Vec::as_slice);
            let Some(other) = others.iter().find(|path| **path != &candidate.path) else { continue };
            self.sound[at] = false;
            let related = self
                .candidates
                .iter()
                .find(|c| c.path == **other)
                .map_or_else(|| Place::file((*other).clone()), |c| c.place.clone());
            self.findings.push(
                Finding::new(&rules::NUMBER_DUPLICATE, candidate.place.clone())
                    .with("value", number.as_str())
                    .related(related),
            );
        }
    }

    /// Numbers that files carry: rows follow moved files, unknown numbers are taken over.
    fn follow_files(&mut self) {
        for at in 0..self.candidates.len() {
            if !self.sound[at] {
                continue;
            }
            let Some(number) = self.candidates[at].index_no.clone() else { continue };
            match self.rows.get(&number).copied() {
                None => self.add_row(at, number),
                Some(row) => {
                    // A deleted item's number is nobody's any more, unless that item itself comes back.
                    let old = &self.ledger.rows[row];
                    let returns = old.path == *self.candidates[at].path || old.title == self.candidates[at].title;
                    if old.state == RowState::Void && !returns {
                        self.sound[at] = false;
                        self.findings.push(
                            Finding::new(&rules::NUMBER_USED, self.candidates[at].place.clone())
                                .with("value", number)
                                .with("path", old.path.clone()),
                        );
                        continue;
                    }
                    self.describe(at, row);
                }
            }
        }
    }

    /// Gives back what a crash lost, then new numbers.
    fn give(&mut self) {
        let carried: BTreeSet<String> = self.present.iter().filter_map(|present| present.index_no.clone()).collect();
        let unclaimed: BTreeMap<String, usize> = (self.ledger.rows.iter().enumerate())
            .filter(|(_, row)| row.state != RowState::Void && !carried.contains(&row.index_no))
            .map(|(at, row)| (row.path.clone(), at))
            .collect();
        let mut missing = 0_usize;
        let mut first_missing = None;
        for at in 0..self.candidates.len() {
            if self.candidates[at].index_no.is_some() {
                continue;
            }
            let path = self.candidates[at].path.clone();
            let lost = unclaimed.get(path.as_ref()).copied();
            if self.locked {
                missing += 1;
                first_missing.get_or_insert_with(|| self.candidates[at].place.clone());
                continue;
            }
            if let Some(row) = lost {
                let number = self.ledger.rows[row].index_no.clone();
                self.findings.push(
                    Finding::new(&rules::NUMBER_LOST, self.candidates[at].place.clone()).with("value", number.as_str()),
                );
                self.describe(at, row);
                self.new.push((path, number));
                continue;
            }
            let Some(number) = self.next_number(at) else { continue };
            self.add_row(at, number.clone());
            self.new.push((path, number));
        }
        if let Some(place) = first_missing {
            self.findings.push(Finding::new(&rules::NUMBER_LOCKED, place).with("count", missing));
        }
    }

    fn next_number(&mut self, at: usize) -> Option<String> {
        let candidate = &self.candidates[at];
        let date = match self.numbered_by {
            NumberedBy::Published => candidate.published.date,
            NumberedBy::Created => candidate.created,
        };
        let values = Values {
            agency_code: &candidate.agency_code,
            agency_id: &candidate.agency_id,
            year: date.year(),
            month: date.month(),
            column: &candidate.column_id,
        };
        let series = self.pattern.series(&values);
        let highest = self.serials.entry(series).or_default();
        loop {
            let serial = *highest + 1;
            match self.pattern.render(&values, serial) {
                Ok(number) => {
                    *highest = serial;
                    // Two series may meet in one text where a pattern has no separator.
                    if !self.rows.contains_key(&number) {
                        return Some(number);
                    }
                }
                Err(overflow) => {
                    self.findings.push(
                        Finding::new(&rules::NUMBER_OVERFLOW, candidate.place.clone())
                            .with("width", overflow.width)
                            .with("value", overflow.serial.to_string()),
                    );
                    return None;
                }
            }
        }
    }

    fn add_row(&mut self, at: usize, number: String) {
        let candidate = &self.candidates[at];
        self.last_seq += 1;
        let row = Row {
            seq: self.last_seq,
            index_no: number.clone(),
            state: RowState::Reserved,
            title: candidate.title.clone(),
            agency: candidate.agency_name.clone(),
            column: candidate.column_name.clone(),
            created: Some(candidate.created),
            published: Some(candidate.published),
            sealed: None,
            hash: None,
            path: candidate.path.to_string(),
            note: String::new(),
        };
        self.rows.insert(number, self.ledger.rows.len());
        self.ledger.rows.push(row);
    }

    /// Brings a row up to what its item says now. State and seal are others' business.
    fn describe(&mut self, at: usize, row: usize) {
        let candidate = &self.candidates[at];
        let row = &mut self.ledger.rows[row];
        row.title.clone_from(&candidate.title);
        row.agency.clone_from(&candidate.agency_name);
        row.column.clone_from(&candidate.column_name);
        row.created = Some(candidate.created);
        row.published = Some(candidate.published);
        row.path = candidate.path.to_string();
        if row.state == RowState::Void {
            row.state = RowState::Reserved;
        }
        if candidate.withdrawn && row.state != RowState::Reserved {
            row.state = RowState::Withdrawn;
        }
        if !candidate.withdrawn && row.state == RowState::Withdrawn {
            row.state = RowState::Published;
        }
    }

    /// Rows whose file is gone: unsealed numbers become void, sealed ones stop the build.
    fn tell_of_deleted(&mut self) {
        let paths: BTreeSet<&str> = self.present.iter().map(|present| present.path.as_ref()).collect();
        let mut carried: BTreeSet<&str> =
            self.present.iter().filter_map(|present| present.index_no.as_deref()).collect();
        carried.extend(self.new.iter().map(|(_, number)| number.as_str()));
        for row in &mut self.ledger.rows {
            if row.state == RowState::Void
                || paths.contains(row.path.as_str())
                || carried.contains(row.index_no.as_str())
            {
                continue;
            }
            if row.is_sealed() {
                self.findings.push(
                    Finding::new(&rules::SEALED_GONE, Place::file("ledger.csv"))
                        .with("value", row.index_no.as_str())
                        .with("path", row.path.as_str()),
                );
            } else {
                row.state = RowState::Void;
            }
        }
    }

    /// Sealed content that changed needs a correction record of the day of sealing or later.
    fn tell_of_changed(&mut self) {
        for (at, candidate) in self.candidates.iter().enumerate() {
            if !self.sound[at] || candidate.withdrawn {
                continue;
            }
            let Some(number) = &candidate.index_no else { continue };
            let Some(row) = self.rows.get(number).map(|row| &self.ledger.rows[*row]) else { continue };
            let (Some(sealed), Some(hash)) = (row.sealed, row.hash) else { continue };
            let recorded = candidate.corrected.is_some_and(|day| day >= sealed.date);
            if hash != candidate.hash && !recorded {
                self.findings.push(
                    Finding::new(&rules::SEALED_CHANGED, candidate.place.clone())
                        .with("value", number.as_str())
                        .with("hash", content_hash::shown(&candidate.hash)),
                );
            }
        }
    }
}
