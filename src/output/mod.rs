//! Writes a site to a folder so that it either completes or changes nothing that a visitor sees.
//!
//! What differs from the output is *staged*: written to a tree of its own on the same file system. Then a *journal* that
//! says everything is written and synced; its rename is the commit. Then the staged tree is merged into the output, a
//! whole folder at a time where it is new, and what no longer belongs is removed. A run that is killed before the commit
//! has changed nothing; one that is killed after it is completed by the next. The journal then becomes the *manifest*: what we wrote,
//! with hash, size and time, so that the next build need not read what did not change and knows which files are ours to
//! remove. Files that we did not write are never removed, and are named.
//!
//! Only the journal is synced. After a loss of power the next run reads every file that the journal promises and writes
//! again what the disk has lost.

mod changes;
mod checksums;
mod confirm;
mod disk;
mod error;
mod finish;
mod folders;
mod listing;
mod manifest;
mod names;
mod recovered;
mod session;
#[cfg(test)]
mod tests;
mod tree;
pub mod verify;

use std::collections::BTreeMap;
use std::path::PathBuf;

use rayon::prelude::*;

pub use changes::Changes;
pub use checksums::{CHECKSUMS, Expected};
pub use disk::Hash;
pub use error::{OutputError, Refusal};
pub use folders::Folders;
pub use manifest::Written;
pub use names::{Clash, NameFault, fault as name_fault, hex, unhex};
pub use session::Session;
pub use tree::{FolderTree, Tree, pour};

/// One file of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Where, relative to the output, with `/` between folders.
    pub path: String,
    /// What.
    pub content: Content,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The bytes of another file, such as an attachment.
    Copy {
        /// The file.
        from: PathBuf,
        /// Its length in bytes.
        size: u64,
        /// SHA-256 of its bytes. A file that has other bytes by now stops the build.
        hash: Hash,
    },
    /// A picture of which only the picture is copied, without what the camera wrote into it.
    Picture {
        /// The file.
        from: PathBuf,
        /// The length in bytes of what is copied.
        size: u64,
        /// SHA-256 of what is copied.
        hash: Hash,
    },
}

/// What writing did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// New, changed and removed files; with those of an interrupted run that this one completed.
    pub changes: Changes,
    /// Files that were as they should be.
    pub unchanged: usize,
    /// What stands in the output and was not written by us, sorted; a folder ends in `/`.
    pub foreign: Vec<String>,
    /// Files that we had not written and that ours took the place of, sorted.
    pub overwritten: Vec<String>,
    /// Whether an interrupted run was completed first.
    pub completed_earlier: bool,
}

impl Summary {
    /// How many files were written.
    pub fn written(&self) -> usize {
        self.changes.new.len() + self.changes.changed.len()
    }

    /// How many files were removed.
    pub fn removed(&self) -> usize {
        self.changes.removed.len()
    }
}

/// Is told of every file; for a progress bar.
pub trait Progress: Sync {
    /// One more file is staged, or found unchanged.
    fn step(&self) {}
}

impl Progress for () {}

/// Writes a whole site that is in memory. For one that is not, see [`Session`].
///
/// # Errors
/// As [`Session::begin`], [`Session::put`] and [`Session::commit`]; of several files that cannot be staged, the first one's.
pub fn write(folders: &Folders, files: &[OutputFile], progress: &dyn Progress) -> Result<Summary, OutputError> {
    write_in(Session::begin(folders)?, files, progress)
}

fn write_in(session: Session<'_>, files: &[OutputFile], progress: &dyn Progress) -> Result<Summary, OutputError> {
    // The first fault in the order of the files is the one that is said, whichever thread meets it.
    let faults: Vec<OutputError> = files
        .par_iter()
        .filter_map(|file| {
            let put = session.put(&file.path, &file.content);
            progress.step();
            put.err()
        })
        .collect();
    match faults.into_iter().next() {
        Some(fault) => Err(fault),
        None => session.commit(),
    }
}

/// Completes a build of which it is known that it would write what was written last: `None` where the output is not what
/// `state` names (the hash of its list of checksums) or not whole, or an interrupted build must be completed first. Then nothing has
/// happened, and the site must be made.
///
/// # Errors
/// As [`Session::begin`] and [`Session::commit`].
pub fn confirm(folders: &Folders, state: &Hash) -> Result<Option<Summary>, OutputError> {
    if folders.resolve()?.journal().exists() {
        return Ok(None);
    }
    let session = Session::begin(folders)?;
    if session.state() == Some(*state) { session.leave() } else { Ok(None) }
}

/// SHA-256 of bytes in memory.
pub fn hash_of(bytes: &[u8]) -> Hash {
    disk::hash(bytes)
}

/// What the last build wrote, by path; `None` where no build is recorded. A build that was interrupted after its commit is
/// completed first.
///
/// # Errors
/// Where the output may not be written there, another run writes it, or the disk fails.
pub fn last_written(folders: &Folders) -> Result<Option<BTreeMap<String, Written>>, OutputError> {
    let places = folders.resolve()?;
    if places.journal().exists() {
        Session::begin(folders)?;
    }
    let journal = session::read_journal(&disk::RealDisk, &places.manifest())?;
    Ok(journal.map(|journal| journal.files.into_iter().map(|(path, (_, written))| (path, written)).collect()))
}
