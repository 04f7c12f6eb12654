//! What was written last: the manifest, which is also the journal of a build under way.
//!
//! One text file for both. A build that is ready writes it as `journal`, syncs it, and only then touches the output;
//! when the output is done, the file is renamed to `manifest`. So there is nothing that could be half recorded.
//!
//! ```text
//! mulu-output 1
//! = <sha-256> <size> <modified> index.html         as it was
//! + <sha-256> <size> <modified> item/a.html        new
//! ~ <sha-256> <size> <modified> list/index.html    changed
//! - old.html                                       removed, after the others are in place
//! ! Item/a.html<tab>item/a.html                    removed before the second, which takes its place
//! end 5
//! ```
//!
//! A file that is cut short or was not written by this program reads as none at all: then everything in the output is
//! compared byte by byte, and what no longer belongs is removed only where the list of checksums says that it is ours
//! ([`super::recovered`]); else it is named.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::changes::Changes;
use super::disk::Hash;
use super::names::{fault, hex, unhex};

const HEADER: &str = "mulu-output 1";

/// One file that we wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// SHA-256 of its bytes.
    pub hash: Hash,
    /// Its length in bytes.
    pub size: u64,
    /// When the file system says it was changed, in nanoseconds since 1970; 0 where its bytes must be looked at.
    pub modified: u64,
}

/// How a file came to be what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Same,
    New,
    Changed,
}

impl How {
    fn mark(self) -> char {
        match self {
            Self::Same => '=',
            Self::New => '+',
            Self::Changed => '~',
        }
    }
}

/// A removal that must come before a file can take its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cleared {
    pub(super) old: String,
    pub(super) by: String,
}

/// The whole of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Journal {
    pub(super) files: BTreeMap<String, (How, Written)>,
    pub(super) removed: Vec<String>,
    pub(super) cleared: Vec<Cleared>,
}

impl Journal {
    /// Reads one; `None` where it is not whole.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?.strip_suffix('\n')?;
        let mut lines = text.split('\n');
        (lines.next()? == HEADER).then_some(())?;
        let mut journal = Self::default();
        let mut files = Vec::new();
        let mut count = 0_usize;
        while let Some(line) = lines.next() {
            if let Some(total) = line.strip_prefix("end ") {
                // They are in order already, in which a map is made at once.
                journal.files = files.into_iter().collect();
                return (total.parse() == Ok(count) && lines.next().is_none()).then_some(journal);
            }
            count += 1;
            let (mark, rest) = line.split_once(' ')?;
            match mark {
                "=" => files.push(read_file(How::Same, rest)?),
                "+" => files.push(read_file(How::New, rest)?),
                "~" => files.push(read_file(How::Changed, rest)?),
                "-" => journal.removed.push(sound(rest)?),
                "!" => {
                    let (old, by) = rest.split_once('\t')?;
                    journal.cleared.push(Cleared { old: sound(old)?, by: sound(by)? });
                }
                _ => return None,
            }
        }
        None
    }

    /// The text of the file.
    pub(super) fn to_text(&self) -> String {
        let mut text = String::with_capacity(128 * (self.files.len() + 2));
        let _ = writeln!(text, "{HEADER}");
        for (path, (how, written)) in &self.files {
            let _ =
                writeln!(text, "{} {} {} {} {path}", how.mark(), hex(&written.hash), written.size, written.modified);
        }
        for path in &self.removed {
            let _ = writeln!(text, "- {path}");
        }
        for Cleared { old, by } in &self.cleared {
            let _ = writeln!(text, "! {old}\t{by}");
        }
        let _ = writeln!(text, "end {}", self.files.len() + self.removed.len() + self.cleared.len());
        text
    }

    /// The same as the record of a build that is done; `trusted` where the times of the files may be relied on.
    pub(super) fn settled(&self, trusted: bool) -> Self {
        let settle = |written: &Written| Written { modified: if trusted { written.modified } else { 0 }, ..*written };
        let files =
            self.files.iter().map(|(path, (_, written))| (path.clone(), (How::Same, settle(written)))).collect();
        Self { files, removed: Vec::new(), cleared: Vec::new() }
    }

    /// What it changes for a visitor.
    pub(super) fn changes(&self) -> Changes {
        let of = |wanted: How| {
            let rows = self.files.iter().filter(|(_, (how, _))| *how == wanted);
            rows.map(|(path, _)| path.clone()).collect()
        };
        let mut removed: Vec<String> = self.removed.clone();
        removed.extend(self.cleared.iter().map(|cleared| cleared.old.clone()));
        removed.sort();
        Changes { new: of(How::New), changed: of(How::Changed), removed }
    }
}

fn read_file(how: How, rest: &str) -> Option<(String, (How, Written))> {
    let mut parts = rest.splitn(4, ' ');
    let hash = unhex(parts.next()?)?;
    let size = parts.next()?.parse().ok()?;
    let modified = parts.next()?.parse().ok()?;
    Some((sound(parts.next()?)?, (how, Written { hash, size, modified })))
}

/// A path that we may act on: a damaged or planted record must not lead out of the output.
fn sound(path: &str) -> Option<String> {
    fault(path).is_none().then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Journal {
        let written = Written { hash: [0xab; 32], size: 12, modified: 99 };
        let mut journal = Journal::default();
        for (path, how) in [("a b/索引.html", How::Same), ("new.html", How::New), ("old.html", How::Changed)] {
            journal.files.insert(path.to_owned(), (how, written));
        }
        journal.removed.push("gone/x.html".to_owned());
        journal.cleared.push(Cleared { old: "X.html".to_owned(), by: "x.html".to_owned() });
        journal
    }

    #[test]
    fn what_is_written_is_read_back() {
        assert_eq!(Journal::parse(sample().to_text().as_bytes()), Some(sample()));
    }

    #[test]
    fn a_record_that_is_cut_short_anywhere_is_none() {
        let text = sample().to_text();
        for length in 0..text.len() {
            assert_eq!(Journal::parse(&text.as_bytes()[..length]), None, "{length}");
        }
        assert_eq!(Journal::parse(format!("{text}x").as_bytes()), None);
    }

    #[test]
    fn a_record_that_leads_outside_is_none() {
        let text = sample().to_text();
        for (from, to) in [("gone/x.html", "../x.html"), ("new.html", "/etc/new"), ("X.html\t", "a/../../b\t")] {
            assert_eq!(Journal::parse(text.replace(from, to).as_bytes()), None, "{to}");
        }
    }

    #[test]
    fn settled_keeps_the_files_alone() {
        let settled = sample().settled(false);
        assert!(settled.removed.is_empty() && settled.cleared.is_empty());
        assert!(settled.files.values().all(|(how, written)| *how == How::Same && written.modified == 0));
        assert_eq!(settled.files.len(), 3);
    }
}
