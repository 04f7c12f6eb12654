//! What a build changed, for those who upload it: `.mulu/changes.json`.
//!
//! It is written by every build, also by one that changed nothing, and says from which state of the output it leads to which.
//! A state is known by the SHA-256 of its `checksums.txt`, so that an uploader can ask the place it uploads to
//! whether a build was missed. `docs/output.md` describes the file and what an uploader does with it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::checksums::CHECKSUMS;
use super::disk::Hash;
use super::manifest::{Journal, Written};
use super::names::hex;

/// Paths that a build changed, each list sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Changes {
    /// Files that were not there before.
    pub new: Vec<String>,
    /// Files with other bytes than before.
    pub changed: Vec<String>,
    /// Files that are gone.
    pub removed: Vec<String>,
}

#[derive(Clone, Copy)]
enum What {
    New,
    Changed,
    Removed,
}

impl Changes {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }

    /// These changes and those that came after them, as one.
    pub(super) fn then(&self, later: &Self) -> Self {
        let mut all: BTreeMap<&str, What> = self.rows().collect();
        for (path, what) in later.rows() {
            let what = match (all.get(path), what) {
                (Some(What::New), What::Changed) => What::New,
                (Some(What::Removed), What::New) => What::Changed,
                (_, what) => what,
            };
            all.insert(path, what);
        }
        let mut joined = Self::default();
        for (path, what) in all {
            let list = match what {
                What::New => &mut joined.new,
                What::Changed => &mut joined.changed,
                What::Removed => &mut joined.removed,
            };
            list.push(path.to_owned());
        }
        joined
    }

    fn rows(&self) -> impl Iterator<Item = (&str, What)> {
        let new = self.new.iter().map(|path| (path.as_str(), What::New));
        let changed = self.changed.iter().map(|path| (path.as_str(), What::Changed));
        let removed = self.removed.iter().map(|path| (path.as_str(), What::Removed));
        new.chain(changed).chain(removed)
    }
}

/// A state of the output: the hash of its list of checksums, where it has one.
pub(super) type State = Option<Hash>;

/// The state that a record of what was written describes.
pub(super) fn state_of(files: &BTreeMap<String, Written>) -> State {
    files.get(CHECKSUMS).map(|written| written.hash)
}

/// The state that a journal leads to.
pub(super) fn state_after(journal: &Journal) -> State {
    journal.files.get(CHECKSUMS).map(|(_, written)| written.hash)
}

#[derive(Serialize)]
struct Report<'a> {
    format: &'static str,
    out: &'a str,
    from: Option<String>,
    to: Option<String>,
    #[serde(flatten)]
    changes: &'a Changes,
}

/// The text of `changes.json`: what leads from one state of the output `out` to another.
pub(super) fn to_json(out: &str, from: State, to: State, changes: &Changes) -> String {
    let name = |state: State| state.map(|hash| hex(&hash));
    let report = Report { format: "mulu-changes 1", out, from: name(from), to: name(to), changes };
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(new: &[&str], changed: &[&str], removed: &[&str]) -> Changes {
        let own = |list: &[&str]| list.iter().map(|path| (*path).to_owned()).collect();
        Changes { new: own(new), changed: own(changed), removed: own(removed) }
    }

    #[test]
    fn two_builds_join_into_what_an_uploader_must_do() {
        let first = changes(&["a", "b", "c"], &["d", "e"], &["f", "g"]);
        let second = changes(&["f"], &["a", "x"], &["b", "d"]);
        assert_eq!(first.then(&second), changes(&["a", "c"], &["e", "f", "x"], &["b", "d", "g"]));
    }
}
