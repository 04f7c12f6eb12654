//! The ledger on the disk: one writer at a time, and after a crash either the old table or the new one.
//!
//! A table that lost rows in the middle shows it by its sequence numbers; one that lost its end does not. So what was
//! written last is remembered beside it, in `.mulu/ledger.mark`. That file is a cache: where it is missing, version control is asked
//! ([`super::history`]), and where there is none either, only the gaps are found.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest as _, Sha256};

use super::read::show_seqs;
use super::{Ledger, LineEnd, Reading, merge, read, write};
use crate::catalog::safe_write;
use crate::findings::rules;
use crate::findings::{Finding, Place, system};
use crate::messages::Arg;

/// The ledger's name, in the site's root.
pub const FILE: &str = "ledger.csv";

const CACHE: &str = ".mulu";
const MARK: &str = "ledger.mark";
const LOCK: &str = "ledger.lock";

/// How long a run waits for the lock: one that was just killed may still be ending.
const WAIT: Duration = Duration::from_millis(100);
const WAITS: u32 = 10;

/// How far the ledger had come when it was last written here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mark {
    /// The highest sequence number.
    pub rows: u32,
    /// The highest sequence number of a sealed row.
    pub sealed: u32,
}

impl Mark {
    /// The mark of a ledger.
    pub fn of(ledger: &Ledger) -> Self {
        let sealed = ledger.rows.iter().filter(|row| row.is_sealed()).map(|row| row.seq).max().unwrap_or(0);
        Self { rows: ledger.last_seq(), sealed }
    }

    /// The finding that the ledger's end is missing, where it is. `numbers` are those that stand in front matter.
    ///
    /// A ledger whose end was cut off looks whole. It is not, where it once went further and either that part was sealed,
    /// or files still carry numbers that it does not know. Where neither is so, an older state was restored on purpose.
    pub fn find_lost_end<'n>(self, ledger: &Ledger, mut numbers: impl Iterator<Item = &'n str>) -> Option<Finding> {
        let last = ledger.last_seq();
        if self.rows <= last {
            return None;
        }
        let known: BTreeSet<&str> = ledger.rows.iter().map(|row| row.index_no.as_str()).collect();
        let end = if numbers.any(|number| !known.contains(number)) { self.rows } else { self.sealed };
        let missing: Vec<u32> = (last.saturating_add(1)..=end).take(10_000).collect();
        (end > last).then(|| {
            Finding::new(&rules::LEDGER_LOST_ROWS, Place::file(FILE))
                .with("count", end - last)
                .with("missing", show_seqs(&missing))
                .with("by", "seq")
                .with("files", "")
                .hint("end")
        })
    }

    fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let mut value = |name: &str| lines.next()?.strip_prefix(name)?.trim().parse().ok();
        Some(Self { rows: value("rows")?, sealed: value("sealed")? })
    }

    fn text(self) -> String {
        format!("rows {}\nsealed {}\n", self.rows, self.sealed)
    }
}

/// Holds the ledger against every other run, until it is dropped or the process ends.
///
/// The lock belongs to the operating system, so a run that was killed leaves none behind.
#[derive(Debug)]
pub struct Lock {
    file: Option<File>,
}

impl Lock {
    /// Takes the lock of the site in `root`.
    ///
    /// # Errors
    /// `ledger.busy` where another run has it for longer than a second; `file.unwritable` where `.mulu` cannot be written.
    pub fn acquire(root: &Path) -> Result<Self, Box<Finding>> {
        let folder = root.join(CACHE);
        let shown = format!("{CACHE}/{LOCK}");
        std::fs::create_dir_all(&folder).map_err(|error| unwritable(CACHE, &error))?;
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.join(LOCK))
            .map_err(|error| unwritable(&shown, &error))?;
        let mut waits = 0;
        loop {
            match file.try_lock() {
                Err(TryLockError::WouldBlock) if waits < WAITS => waits += 1,
                result => {
                    let lock = Self::of(file, result, &shown)?;
                    // The run that left them is over; this one may have no reason to write the same files.
                    if lock.file.is_some() {
                        safe_write::clear(&root.join(FILE));
                        safe_write::clear(&folder.join(MARK));
                    }
                    return Ok(lock);
                }
            }
            std::thread::sleep(WAIT);
        }
    }

    fn of(file: File, result: Result<(), TryLockError>, shown: &str) -> Result<Self, Box<Finding>> {
        match result {
            Ok(()) => Ok(Self { file: Some(file) }),
            Err(TryLockError::WouldBlock) => Err(busy()),
            // Some network file systems know no locks. Saving still refuses a table that changed meanwhile.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => Ok(Self { file: None }),
            Err(TryLockError::Error(error)) => Err(unwritable(shown, &error)),
        }
    }
}

/// The ledger of one site, read once and written when it changed.
#[derive(Debug)]
pub struct Store {
    root: PathBuf,
    line_end: LineEnd,
    /// SHA-256 of the bytes that were read; `None` where there is no file.
    seen: Option<[u8; 32]>,
    mark: Option<Mark>,
}

impl Store {
    /// Reads the ledger of the site in `root`. A site without one has an empty ledger.
    ///
    /// The findings stop the build: then the ledger is not whole and must not be written.
    pub fn open(root: &Path) -> (Self, Ledger, Vec<Finding>) {
        let mark = std::fs::read_to_string(root.join(CACHE).join(MARK)).ok().and_then(|text| Mark::read(&text));
        let mut store = Self { root: root.to_path_buf(), line_end: LineEnd::default(), seen: None, mark };
        match std::fs::read(root.join(FILE)) {
            Ok(bytes) => {
                let Reading { ledger, line_end, findings } = read(&Arc::from(FILE), &bytes);
                store.line_end = line_end;
                store.seen = Some(digest(&bytes));
                (store, ledger, findings)
            }
            Err(error) if error.kind() == ErrorKind::NotFound => (store, Ledger::default(), Vec::new()),
            Err(error) => {
                let finding =
                    Finding::new(&rules::FILE_UNREADABLE, Place::file(FILE)).with("detail", system::reading(&error));
                (store, Ledger::default(), vec![finding])
            }
        }
    }

    /// Reads a ledger into which version control merged the rows of two branches as text: marks of conflicts are left out,
    /// rows of one number are united ([`super::merge::unite`]). Also says how many rows too many there were.
    pub fn open_united(root: &Path) -> (Self, Ledger, usize, Vec<Finding>) {
        let (store, ledger, findings) = Self::open(root);
        if findings.is_empty() {
            return (store, ledger, 0, findings);
        }
        let Ok(bytes) = std::fs::read(root.join(FILE)) else { return (store, ledger, 0, findings) };
        let plain = without_conflict_marks(&bytes);
        let Reading { ledger, findings, .. } = read(&Arc::from(FILE), &plain);
        let findings: Vec<Finding> = findings.into_iter().filter(|finding| !is_double(finding)).collect();
        let united = merge::unite(&ledger.rows);
        let surplus = ledger.rows.len() - united.ledger.rows.len() + united.moved;
        (store, united.ledger, surplus, findings)
    }

    /// How far the ledger had come when it was last written here, where that is known.
    pub fn mark(&self) -> Option<Mark> {
        self.mark
    }

    /// Writes the ledger where its bytes change, and says whether it did. After it has returned, the rows outlast a crash.
    ///
    /// # Errors
    /// `ledger.busy` where the file is no longer what was read; `file.unwritable`, also where a spreadsheet program has
    /// it open. The old table is whole then.
    pub fn save(&mut self, _lock: &Lock, ledger: &Ledger) -> Result<bool, Box<Finding>> {
        let path = self.root.join(FILE);
        let bytes = write(ledger, self.line_end);
        let new = digest(&bytes);
        let changed = self.seen != Some(new) && !(self.seen.is_none() && ledger.rows.is_empty());
        if changed {
            let there = match std::fs::read(&path) {
                Ok(there) => Some(digest(&there)),
                Err(error) if error.kind() == ErrorKind::NotFound => None,
                Err(error) => return Err(unwritable(FILE, &error)),
            };
            if there != self.seen {
                return Err(busy());
            }
            safe_write::replace(&path, &bytes).map_err(|error| unwritable(FILE, &error))?;
            self.seen = Some(new);
        }
        let mark = Mark::of(ledger);
        if self.mark != Some(mark) {
            safe_write::replace(&self.root.join(CACHE).join(MARK), mark.text().as_bytes())
                .map_err(|error| unwritable(CACHE, &error))?;
            self.mark = Some(mark);
        }
        Ok(changed)
    }
}

/// The lines that git puts around what it could not merge.
fn without_conflict_marks(bytes: &[u8]) -> Vec<u8> {
    let is_mark =
        |line: &[u8]| [&b"<<<<<<<"[..], b"|||||||", b"=======", b">>>>>>>"].iter().any(|mark| line.starts_with(mark));
    bytes.split_inclusive(|byte| *byte == b'\n').filter(|line| !is_mark(line)).flatten().copied().collect()
}

/// Whether a fault is only that something stands twice.
fn is_double(finding: &Finding) -> bool {
    let seq_twice = |arg: &Arg| matches!(arg, Arg::Message("ledger-detail-seq-twice", _));
    finding.rule.code == rules::LEDGER_DUPLICATE.code || finding.args.iter().any(|(_, arg)| seq_twice(arg))
}

fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

fn busy() -> Box<Finding> {
    Box::new(Finding::new(&rules::LEDGER_BUSY, Place::file(FILE)))
}

fn unwritable(path: &str, error: &std::io::Error) -> Box<Finding> {
    Box::new(Finding::new(&rules::FILE_UNWRITABLE, Place::file(path)).with("detail", system::writing(error)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::row;
    use super::*;

    fn ledger(count: u32) -> Ledger {
        Ledger { rows: (1..=count).map(row).collect() }
    }

    #[test]
    fn what_is_saved_is_read_and_saving_again_writes_nothing() {
        let site = tempfile::tempdir().unwrap();
        let lock = Lock::acquire(site.path()).unwrap();
        let (mut store, empty, findings) = Store::open(site.path());
        assert!(empty.rows.is_empty() && findings.is_empty() && store.mark().is_none());
        assert!(!store.save(&lock, &empty).unwrap(), "an empty ledger is no file");
        assert!(!site.path().join(FILE).exists());
        assert!(store.save(&lock, &ledger(3)).unwrap());
        assert!(!store.save(&lock, &ledger(3)).unwrap());
        let (mut again, read, findings) = Store::open(site.path());
        assert!(findings.is_empty());
        assert_eq!(read, ledger(3));
        assert_eq!(again.mark(), Some(Mark { rows: 3, sealed: 0 }));
        let before = std::fs::metadata(site.path().join(FILE)).unwrap().modified().unwrap();
        assert!(!again.save(&lock, &read).unwrap());
        assert_eq!(std::fs::metadata(site.path().join(FILE)).unwrap().modified().unwrap(), before);
        let names: Vec<_> = std::fs::read_dir(site.path()).unwrap().map(|f| f.unwrap().file_name()).collect();
        assert_eq!(names.len(), 2, "nothing is left beside it: {names:?}");
    }

    #[test]
    fn line_ends_stay_as_they_are() {
        let site = tempfile::tempdir().unwrap();
        let lock = Lock::acquire(site.path()).unwrap();
        std::fs::write(site.path().join(FILE), write(&ledger(1), LineEnd::Lf)).unwrap();
        let (mut store, read, _) = Store::open(site.path());
        assert!(!store.save(&lock, &read).unwrap());
        store.save(&lock, &ledger(2)).unwrap();
        let bytes = std::fs::read(site.path().join(FILE)).unwrap();
        assert!(!bytes.contains(&b'\r'));
    }

    #[test]
    fn a_second_run_is_refused_while_the_first_one_holds_the_ledger() {
        let site = tempfile::tempdir().unwrap();
        let lock = Lock::acquire(site.path()).unwrap();
        assert_eq!(Lock::acquire(site.path()).unwrap_err().rule.code, "ledger.busy");
        drop(lock);
        // What a killed run leaves is a file without a lock on it.
        assert!(site.path().join(".mulu/ledger.lock").exists());
        assert!(Lock::acquire(site.path()).is_ok());
    }

    #[test]
    fn a_ledger_that_changed_meanwhile_is_not_overwritten() {
        let site = tempfile::tempdir().unwrap();
        let lock = Lock::acquire(site.path()).unwrap();
        let (mut store, _, _) = Store::open(site.path());
        std::fs::write(site.path().join(FILE), write(&ledger(5), LineEnd::CrLf)).unwrap();
        assert_eq!(store.save(&lock, &ledger(1)).unwrap_err().rule.code, "ledger.busy");
        assert_eq!(Store::open(site.path()).1, ledger(5));
    }

    #[test]
    fn a_ledger_whose_end_was_cut_off_is_not_taken_for_whole() {
        let mut whole = ledger(9);
        whole.rows[4].sealed = Some(crate::site::Moment { date: jiff::civil::date(2024, 4, 1), time: None });
        whole.rows[4].hash = Some([1; 32]);
        let mark = Mark::of(&whole);
        assert_eq!(mark, Mark { rows: 9, sealed: 5 });
        let numbers = |rows: u32| -> Vec<String> { (1..=rows).map(|seq| row(seq).index_no).collect() };
        let missing = |rows: u32, files: u32| {
            let numbers = numbers(files);
            let found = mark.find_lost_end(&ledger(rows), numbers.iter().map(String::as_str));
            found.map(|finding| {
                finding.args.iter().take(2).map(|(_, arg)| arg.to_string()).collect::<Vec<_>>().join(" ")
            })
        };
        assert_eq!(missing(9, 9), None);
        assert_eq!(missing(7, 9).as_deref(), Some("2 8–9"), "files still carry the numbers");
        assert_eq!(missing(7, 7), None, "an older state of everything, and nothing of it was online");
        assert_eq!(missing(3, 3).as_deref(), Some("2 4–5"), "what was online is missing");
        assert_eq!(missing(0, 9).as_deref(), Some("9 1–9"), "the file itself is gone");
    }

    #[test]
    fn a_damaged_mark_is_no_mark() {
        for text in ["", "rows x\nsealed 1\n", "sealed 1\n", "rows 3"] {
            assert_eq!(Mark::read(text), None, "{text}");
        }
        let mark = Mark { rows: 9, sealed: 7 };
        assert_eq!(Mark::read(&mark.text()), Some(mark));
    }
}
