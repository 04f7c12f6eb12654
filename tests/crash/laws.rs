//! What must hold at any moment, also right after a fault, before the next run.

use std::collections::{BTreeMap, BTreeSet};

use crate::place::{Files, State};

/// A row of the ledger: its cells by the names of the header.
type Row = BTreeMap<String, String>;

/// The rows of a ledger; it must be whole.
pub(crate) fn rows(ledger: &[u8]) -> Vec<Row> {
    if ledger.is_empty() {
        return Vec::new();
    }
    let bytes = ledger.strip_prefix(b"\xEF\xBB\xBF").expect("the ledger has its mark");
    assert!(bytes.ends_with(b"\n"), "the ledger is cut off");
    let mut reader = csv::Reader::from_reader(bytes);
    let header: Vec<String> =
        reader.headers().unwrap().iter().map(|cell| cell.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(header.len(), 12);
    reader
        .records()
        .map(|record| header.iter().cloned().zip(record.expect("a whole row").iter().map(str::to_owned)).collect())
        .collect()
}

/// The ledger with the moments of sealing made one: the clock goes on between two runs.
pub(crate) fn timeless(ledger: &[u8]) -> Vec<Row> {
    let mut rows = rows(ledger);
    for row in &mut rows {
        if row["sealed"].starts_with("20") {
            row.insert("sealed".to_owned(), "then".to_owned());
        }
    }
    rows
}

/// The index number that stands in a file's front matter.
fn number_in(bytes: &[u8]) -> Option<String> {
    // Digits and signs are the same in every encoding that the tests use, but for the zero bytes of UTF-16.
    let bytes: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    let text = String::from_utf8_lossy(&bytes);
    let at = text.find("900010028/20")?;
    Some(text[at..].chars().take_while(|c| c.is_ascii_digit() || matches!(c, '/' | '-')).collect())
}

/// What holds between `before` and `after`, the states of a run that no fault met.
pub(crate) struct Between<'a> {
    pub(crate) before: &'a State,
    pub(crate) after: &'a State,
    /// Whether files may have lost what was not synced.
    pub(crate) power: bool,
}

impl Between<'_> {
    /// `now` is the state after a fault.
    pub(crate) fn hold(&self, now: &State) {
        self.front_matter_is_whole(now);
        self.numbers_are_kept(now);
        self.pages_are_whole(now);
    }

    /// Each file is as it was or as it will be, never a part.
    fn front_matter_is_whole(&self, now: &State) {
        // What is not yet in its place bears a hidden name.
        let is_beside = |path: &str| path.ends_with(".mulu-new") || path.starts_with("archive/2024/.");
        for (path, bytes) in now.content.iter().filter(|(path, _)| !is_beside(path)) {
            let known = [&self.before.content, &self.after.content].into_iter().filter_map(|files| files.get(path));
            assert!(known.clone().any(|known| known == bytes), "{path} is neither old nor new");
        }
        for path in self.before.content.keys().filter(|path| !path.ends_with(".mulu-new")) {
            assert!(now.content.contains_key(path), "{path} is gone");
        }
    }

    /// No number is lost, doubled, or in a file and not in the ledger.
    fn numbers_are_kept(&self, now: &State) {
        let rows = rows(&now.ledger);
        for (row, seq) in rows.iter().zip(1..) {
            assert_eq!(row["seq"], seq.to_string(), "a gap in the ledger");
        }
        let numbers: BTreeSet<&str> = rows.iter().map(|row| row["index_no"].as_str()).collect();
        assert_eq!(numbers.len(), rows.len(), "a number stands twice");
        for (old, new) in self::rows(&self.before.ledger).iter().zip(&rows) {
            assert_eq!((&old["seq"], &old["index_no"]), (&new["seq"], &new["index_no"]), "a row became another");
            assert!(old["sealed"].is_empty() || !new["sealed"].is_empty(), "a seal is lost: {new:?}");
        }
        assert!(rows.len() >= self::rows(&self.before.ledger).len(), "a row is lost");
        for (path, bytes) in now.content.iter().filter(|(path, _)| path.ends_with(".md")) {
            if let Some(number) = number_in(bytes) {
                assert!(numbers.contains(number.as_str()), "{path} has {number}, the ledger has not");
            }
        }
    }

    /// Each page is as it was or as it will be.
    fn pages_are_whole(&self, now: &State) {
        for (path, bytes) in &now.out {
            if path.starts_with(".mulu-staging/") || path.ends_with(".mulu-probe") || self.power && bytes.is_empty() {
                continue;
            }
            let known = [&self.before.out, &self.after.out].into_iter().filter_map(|files| files.get(path));
            assert!(known.clone().any(|known| known == bytes), "out/{path} is neither old nor new");
        }
    }

    /// Visitors see what they saw before.
    pub(crate) fn nothing_is_seen(&self, now: &State) {
        let seen = |files: &Files| -> Files {
            let ours = |path: &str| path.starts_with(".mulu-staging/") || path.ends_with(".mulu-probe");
            files.iter().filter(|(path, _)| !ours(path)).map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
        };
        assert!(seen(&now.out) == seen(&self.before.out), "the site changed before the commit");
    }
}

/// After the next run everything is as if there had been no fault, and nothing is left over.
pub(crate) fn is_clean(now: &State, wanted: &State) {
    let names = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&now.content), names(&wanted.content), "files of the site");
    for (path, bytes) in &wanted.content {
        assert!(now.content[path] == *bytes, "{path} is not what a clean run makes of it");
    }
    assert_eq!(timeless(&now.ledger), timeless(&wanted.ledger));
    assert_eq!(names(&now.out), names(&wanted.out), "files of the output");
    for (path, bytes) in &wanted.out {
        assert!(now.out[path] == *bytes, "out/{path} is not what a clean build writes");
    }
    assert_eq!(now.mulu, wanted.mulu, "files of .mulu");
}
