//! What a build looks at on the disk, known by size and times without being opened.
//!
//! A file counts as unchanged while its size, its times of change (that of its content, and on Unix that of the file itself,
//! which no program can set back) and its place on the disk are the same. A change within the same tick of the disk's clock
//! would not show; so of a file that is so young the content is compared, too.

use std::collections::BTreeMap;
use std::fs::{DirEntry, Metadata};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::Hex;
use crate::clock;
use crate::output::hash_of;

/// What lies in the root and is read, followed through links.
const FILES: [&str; 3] = ["site.toml", "ledger.csv", ".mulu/ledger.mark"];
const FOLDERS: [&str; 3] = ["content", "data", "themes"];

/// The coarsest clock of a disk is that of a USB stick, two seconds; in nanoseconds, with some room.
const TICK: u64 = 3_000_000_000;
/// More files than these are never young by chance: they were just copied or checked out, and will be older the next time.
const MOST_YOUNG: usize = 64;

/// Everything that a build looks at.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Inputs {
    hash: [u8; 32],
    /// Those that may still change without showing it.
    young: Vec<PathBuf>,
    young_hashes: BTreeMap<String, Hex>,
}

/// Inputs as they are remembered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Known {
    hash: Hex,
    /// Content of what was young.
    young: BTreeMap<String, Hex>,
}

impl Inputs {
    /// Looks at the disk; `None` where something cannot be looked at.
    pub(crate) fn look(root: &Path) -> Option<Self> {
        let mut all = Seen::new(root, clock::nanoseconds().saturating_sub(TICK));
        for name in FILES {
            let path = root.join(name);
            match path.metadata() {
                Ok(metadata) if metadata.is_file() => all.add(&path, Some(&metadata)),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => all.add(&path, None),
                Ok(_) | Err(_) => return None,
            }
        }
        for name in FOLDERS {
            let path = root.join(name);
            if !path.try_exists().ok()? {
                all.add(&path, None);
                continue;
            }
            // The folder may be a link to a share. What a link inside it leads to is not looked into.
            all.add(&path.canonicalize().ok()?, None);
            all.add(&path, Some(&path.metadata().ok()?));
            let inside = all.look_into(&path)?;
            all.join(inside);
        }
        let Seen { text, young, .. } = all;
        let young_hashes = hashes(root, &young).unwrap_or_default();
        Some(Self { hash: hash_of(&text), young, young_hashes })
    }

    /// What is remembered of them; `None` where too much is too young, or changed since it was looked at.
    pub(super) fn known(&self, root: &Path) -> Option<Known> {
        let young = hashes(root, &self.young)?;
        (young == self.young_hashes).then_some(Known { hash: Hex(self.hash), young })
    }

    /// Whether these are the ones that are remembered.
    pub(super) fn are(&self, known: &Known, root: &Path) -> bool {
        let now = || known.young.keys().map(|path| Some((path.clone(), hash(root, path)?))).collect::<Option<_>>();
        self.hash == known.hash.0 && now().is_some_and(|now: BTreeMap<_, _>| now == known.young)
    }
}

/// Files of a folder that are looked at by one thread.
const TOGETHER: usize = 512;

/// What was seen of some files.
struct Seen<'a> {
    root: &'a Path,
    /// What is younger is young.
    old: u64,
    /// Everything by which they are known.
    text: Vec<u8>,
    young: Vec<PathBuf>,
}

impl<'a> Seen<'a> {
    fn new(root: &'a Path, old: u64) -> Self {
        Self { root, old, text: Vec::new(), young: Vec::new() }
    }

    fn add(&mut self, path: &Path, metadata: Option<&Metadata>) {
        self.text.extend_from_slice(path.strip_prefix(self.root).unwrap_or(path).as_os_str().as_encoded_bytes());
        self.text.push(0);
        if let Some(metadata) = metadata.filter(|metadata| !metadata.is_dir()) {
            let (place, times) = (place(metadata), times(metadata));
            // A disk that keeps no times makes every file young.
            if times.iter().any(|time| *time == 0 || *time > self.old) {
                self.young.push(path.to_path_buf());
            }
            let numbers = [metadata.len(), place].into_iter().chain(times);
            numbers.for_each(|number| self.text.extend(number.to_le_bytes()));
        }
        self.text.push(u8::from(metadata.is_some()));
    }

    fn join(&mut self, other: Self) {
        self.text.extend_from_slice(&other.text);
        self.young.extend(other.young);
    }

    /// What is in a folder, in the order of names, and in the folders in it; looked at side by side.
    #[expect(clippy::disallowed_methods, reason = "the names are sorted below")]
    fn look_into(&self, folder: &Path) -> Option<Self> {
        let mut entries = std::fs::read_dir(folder).ok()?.collect::<Result<Vec<_>, _>>().ok()?;
        entries.sort_by_cached_key(DirEntry::file_name);
        let parts = entries.par_chunks(TOGETHER).map(|entries| {
            let mut seen = Self::new(self.root, self.old);
            for entry in entries {
                let metadata = entry.metadata().ok()?;
                // Of a pipe or a device nothing can be remembered, and reading one may never end; nor of what a link leads to.
                if !metadata.is_file() && !metadata.is_dir() {
                    return None;
                }
                let path = entry.path();
                seen.add(&path, Some(&metadata));
                if metadata.is_dir() {
                    seen.join(self.look_into(&path)?);
                }
            }
            Some(seen)
        });
        let parts = parts.collect::<Option<Vec<_>>>()?;
        let mut all = Self::new(self.root, self.old);
        for part in parts {
            all.join(part);
        }
        Some(all)
    }
}

fn hashes(root: &Path, young: &[PathBuf]) -> Option<BTreeMap<String, Hex>> {
    if young.len() > MOST_YOUNG {
        return None;
    }
    let one = |path: &PathBuf| {
        let name = path.strip_prefix(root).ok()?.to_str()?.to_owned();
        let hash = hash(root, &name)?;
        Some((name, hash))
    };
    young.iter().map(one).collect()
}

fn hash(root: &Path, name: &str) -> Option<Hex> {
    std::fs::read(root.join(name)).ok().map(|bytes| Hex(hash_of(&bytes)))
}

fn since_1970(time: std::io::Result<SystemTime>) -> u64 {
    let since = time.ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.map_or(0, |since| u64::try_from(since.as_nanos()).unwrap_or(0))
}

/// When the content changed, and when the file did: a time that programs cannot set.
#[cfg(unix)]
fn times(metadata: &Metadata) -> [u64; 2] {
    use std::os::unix::fs::MetadataExt as _;
    let changed = metadata.ctime().saturating_mul(1_000_000_000).saturating_add(metadata.ctime_nsec());
    [since_1970(metadata.modified()), u64::try_from(changed).unwrap_or(0)]
}

/// When the content changed, and when the file came to be.
#[cfg(not(unix))]
fn times(metadata: &Metadata) -> [u64; 2] {
    [since_1970(metadata.modified()), since_1970(metadata.created())]
}

/// The file's number on its disk.
#[cfg(unix)]
fn place(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn place(_: &Metadata) -> u64 {
    0
}
