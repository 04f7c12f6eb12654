//! What the last build knew, so that the next one need not find it out again: `.mulu/output-…/made`, `read` and `last`.
//!
//! `made` holds facts that stay true: a page that was made of exactly this had bytes with that hash. Such a page is not made
//! again where the record of the output says that a file with this hash stands there as it was written. `read` holds what was in
//! attachments, by the hash of their content. `last` holds what a whole build looked at and what it found ([`last`]).
//!
//! All are a cache: a file that is missing, cut off, damaged, of another version or of another build of this program reads
//! as none at all, and everything is made anew. Nothing of it is written before the output is complete, and a fault in writing
//! it is no fault of the build.

pub(super) mod inputs;
pub(super) mod last;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::attachments::Known;
use super::timings::Progress;
use crate::attachments::Reading;
use crate::output::{Hash, Session, hash_of, hex, unhex};
use crate::render::{Earlier, MadeOf};
use crate::search;

/// The version of the form of the files.
const VERSION: u32 = 2;
const MADE: &str = "made";
const READ: &str = "read";

/// What is known of pages and index.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Memory {
    /// By address, what a page was made of and the hash of its bytes.
    pub(super) pages: BTreeMap<String, (MadeOf, Hash)>,
    /// The files of the search index.
    pub(super) index: Option<KnownIndex>,
    /// What was in attachments, in a file of its own: reading them takes long, and they seldom change.
    pub(super) attachments: Known,
}

/// A search index that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KnownIndex {
    /// What it was made of.
    pub(super) made_of: Hash,
    /// Address and hash of each of its files.
    pub(super) files: Vec<(String, Hash)>,
    /// What its larger files were made of, and the address of each.
    pub(super) parts: Vec<(Hash, String)>,
}

/// The same as it is written.
#[derive(Serialize, Deserialize)]
struct Written {
    pages: Vec<(String, Hex, Hex)>,
    index: Option<WrittenIndex>,
}

#[derive(Serialize, Deserialize)]
struct WrittenIndex {
    made_of: Hex,
    files: Vec<(String, Hex)>,
    parts: Vec<(Hex, String)>,
}

impl Memory {
    /// What is known of the output whose record lies in `store`.
    pub(super) fn read(store: &Path) -> Self {
        let readings = read::<Vec<(String, Hex, Reading)>>(store, READ).unwrap_or_default();
        let attachments = readings.into_iter().map(|(path, of, reading)| (path, (of.0, Arc::new(reading)))).collect();
        let Some(written) = read::<Written>(store, MADE) else { return Self { attachments, ..Self::default() } };
        Self {
            pages: written.pages.into_iter().map(|(path, made_of, hash)| (path, (made_of.0, hash.0))).collect(),
            index: written.index.map(|index| KnownIndex {
                made_of: index.made_of.0,
                files: index.files.into_iter().map(|(path, hash)| (path, hash.0)).collect(),
                parts: index.parts.into_iter().map(|(made_of, path)| (made_of.0, path)).collect(),
            }),
            attachments,
        }
    }

    /// Keeps it for the next build.
    pub(super) fn write(&self, store: &Path) {
        let page = |(path, (made_of, hash)): (&String, &(MadeOf, Hash))| (path.clone(), Hex(*made_of), Hex(*hash));
        let written = Written {
            pages: self.pages.iter().map(page).collect(),
            index: self.index.as_ref().map(|index| WrittenIndex {
                made_of: Hex(index.made_of),
                files: index.files.iter().map(|(path, hash)| (path.clone(), Hex(*hash))).collect(),
                parts: index.parts.iter().map(|(made_of, path)| (Hex(*made_of), path.clone())).collect(),
            }),
        };
        write(store, MADE, &written);
        let readings: Vec<(&String, Hex, &Reading)> =
            self.attachments.iter().map(|(path, (of, reading))| (path, Hex(*of), reading.as_ref())).collect();
        if readings.is_empty() {
            let _ = std::fs::remove_file(store.join(READ));
        } else {
            write(store, READ, &readings);
        }
    }
}

/// Pages that stand in the output as they were made, and are known to be made of the same.
pub(super) struct Standing<'a> {
    pub(super) memory: &'a Memory,
    pub(super) session: &'a Session<'a>,
}

impl Earlier for Standing<'_> {
    fn has(&self, path: &str, made_of: &MadeOf) -> bool {
        let known = self.memory.pages.get(path).filter(|(known, _)| known == made_of);
        // A fault of the disk comes up again, and is said, where the page is put.
        known.is_some_and(|(_, hash)| self.session.keep(path, hash).unwrap_or(false))
    }
}

/// Files of the search index that stand in the output as they were made.
pub(super) struct StandingIndex<'a> {
    files: HashMap<&'a str, &'a Hash>,
    parts: HashMap<&'a Hash, &'a str>,
    session: &'a Session<'a>,
    progress: &'a dyn Progress,
}

impl<'a> StandingIndex<'a> {
    pub(super) fn new(index: Option<&'a KnownIndex>, session: &'a Session<'a>, progress: &'a dyn Progress) -> Self {
        let (files, parts) = index.map_or((&[][..], &[][..]), |index| (&index.files[..], &index.parts[..]));
        Self {
            files: files.iter().map(|(path, hash)| (path.as_str(), hash)).collect(),
            parts: parts.iter().map(|(made_of, path)| (made_of, path.as_str())).collect(),
            session,
            progress,
        }
    }
}

impl search::Earlier for StandingIndex<'_> {
    fn file(&self, made_of: &search::MadeOf) -> Option<Vec<u8>> {
        let path = self.parts.get(made_of)?;
        self.session.read(path, self.files.get(path)?)
    }

    fn advance(&self, documents: usize) {
        self.progress.advance(documents);
    }
}

/// A hash as hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Hex(Hash);

impl Serialize for Hex {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&hex(&self.0))
    }
}

impl<'de> Deserialize<'de> for Hex {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        unhex(&text).map(Self).ok_or_else(|| serde::de::Error::custom("not a hash"))
    }
}

/// The first line of a file of the cache; it names the program that wrote it, to the file: other code makes other pages.
fn header(name: &str) -> Option<String> {
    let file = std::env::current_exe().ok()?.metadata().ok()?;
    let modified = file.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?.as_nanos();
    Some(format!("mulu-{name} {VERSION} {} {} {modified}", env!("CARGO_PKG_VERSION"), file.len()))
}

/// Reads a file of the cache; `None` where it is not there or not whole, or was not written by this program.
fn read<T: DeserializeOwned>(store: &Path, name: &str) -> Option<T> {
    let bytes = std::fs::read(store.join(name)).ok()?;
    let text = std::str::from_utf8(&bytes).ok()?;
    let text = text.strip_prefix(&header(name)?)?.strip_prefix('\n')?;
    let (sum, text) = text.split_once('\n')?;
    if unhex(sum)? != hash_of(text.as_bytes()) {
        return None;
    }
    serde_json::from_str(text).ok()
}

/// Writes a file of the cache. Where that fails, the next build has more to do.
fn write<T: Serialize>(store: &Path, name: &str, value: &T) {
    let (Some(header), Ok(text)) = (header(name), serde_json::to_string(value)) else { return };
    let whole = format!("{header}\n{}\n{text}", hex(&hash_of(text.as_bytes())));
    let path: PathBuf = store.join(name);
    if std::fs::read(&path).is_ok_and(|there| there == whole.as_bytes()) {
        return;
    }
    let beside = store.join(format!("{name}.new"));
    if std::fs::write(&beside, whole).and_then(|()| std::fs::rename(&beside, &path)).is_err() {
        // A file that says less than is true is none.
        let _ = std::fs::remove_file(&beside);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attachments::{Trace, TraceKind, Verdict};

    fn sample() -> Memory {
        Memory {
            pages: BTreeMap::from([("a/索引.html".to_owned(), ([1; 32], [2; 32]))]),
            index: Some(KnownIndex {
                made_of: [3; 32],
                files: vec![("search/root.bin".to_owned(), [4; 32])],
                parts: vec![([5; 32], "search/terms/0-a.bin".to_owned())],
            }),
            attachments: Known::from([("content/a/表.csv".to_owned(), ([5; 32], Arc::new(reading())))]),
        }
    }

    fn reading() -> Reading {
        let trace = Trace { kind: TraceKind::Author, names: vec!["张三".to_owned()], count: 1 };
        let verdict = Verdict::NoText { pages: 1, of: 2 };
        Reading { verdict, blocks: vec!["序号".to_owned()], traces: vec![trace] }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(Memory::read(folder.path()), Memory::default());
        sample().write(folder.path());
        assert_eq!(Memory::read(folder.path()), sample());
    }

    #[test]
    fn a_cache_that_is_cut_damaged_or_foreign_is_none() {
        let attachments = || Memory { attachments: sample().attachments, ..Memory::default() };
        for (name, without) in [(MADE, attachments()), (READ, Memory { attachments: Known::new(), ..sample() })] {
            let folder = tempfile::tempdir().expect("a folder");
            sample().write(folder.path());
            let path = folder.path().join(name);
            let whole = std::fs::read(&path).expect("the cache");
            for length in 0..whole.len() {
                std::fs::write(&path, &whole[..length]).expect("written");
                assert_eq!(Memory::read(folder.path()), without, "{name} cut at {length}");
            }
            for at in 0..whole.len() {
                let mut damaged = whole.clone();
                damaged[at] ^= 1;
                std::fs::write(&path, &damaged).expect("written");
                assert_eq!(Memory::read(folder.path()), without, "{name} damaged at {at}");
            }
            let text = String::from_utf8(whole).expect("text");
            let (_, rest) = text.split_once('\n').expect("a header");
            for header in [&format!("mulu-{name} 0 0.0.1 1 1"), "mulu-made 2", "mulu-read 2", "", "{}"] {
                std::fs::write(&path, format!("{header}\n{rest}")).expect("written");
                assert_eq!(Memory::read(folder.path()), without, "{header}");
            }
        }
        // A build without attachments leaves none behind.
        let folder = tempfile::tempdir().expect("a folder");
        sample().write(folder.path());
        Memory { attachments: Known::new(), ..sample() }.write(folder.path());
        assert!(!folder.path().join(READ).exists());
    }
}
