//! What a build looks at on the disk, known by size and times without being opened.
//!
//! A file counts as unchanged while its size, its times of change (that of its content, and on Unix that of the file itself,
//! which no program can set back) and its place on the disk are the same. A change within the same tick of the disk's clock
//! would not show; so of a file that is so young the content is compared, too.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

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
        let old = clock::nanoseconds().saturating_sub(TICK);
        let mut text = Vec::new();
        let mut young = Vec::new();
        let mut add = |path: &Path, metadata: Option<&Metadata>| {
            text.extend_from_slice(path.strip_prefix(root).unwrap_or(path).as_os_str().as_encoded_bytes());
            text.push(0);
            if let Some(metadata) = metadata.filter(|metadata| !metadata.is_dir()) {
                let (place, times) = (place(metadata), times(metadata));
                // A disk that keeps no times makes every file young.
                if times.iter().any(|time| *time == 0 || *time > old) {
                    young.push(path.to_path_buf());
                }
                let numbers = [metadata.len(), place].into_iter().chain(times);
                numbers.for_each(|number| text.extend(number.to_le_bytes()));
            }
            text.push(u8::from(metadata.is_some()));
        };
        for name in FILES {
            let path = root.join(name);
            match path.metadata() {
                Ok(metadata) if metadata.is_file() => add(&path, Some(&metadata)),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => add(&path, None),
                Ok(_) | Err(_) => return None,
            }
        }
        for name in FOLDERS {
            let path = root.join(name);
            if !path.try_exists().ok()? {
                add(&path, None);
                continue;
            }
            // The folder may be a link to a share. What a link inside it leads to is not looked into.
            add(&path.canonicalize().ok()?, None);
            for entry in WalkDir::new(&path).sort_by_file_name() {
                let entry = entry.ok()?;
                if entry.depth() > 0 && entry.path_is_symlink() {
                    return None;
                }
                let metadata = entry.metadata().ok()?;
                // Of a pipe or a device nothing can be remembered, and reading one may never end.
                if !metadata.is_file() && !metadata.is_dir() {
                    return None;
                }
                add(entry.path(), Some(&metadata));
            }
        }
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
