//! Packages come to their places together, or not at all.
//!
//! Each is written beside its place, read back and compared with what stands there. Only when all of them are whole, and none
//! is in the way of another one's, are they moved. A run that is killed leaves whole packages and hidden names; the
//! next one clears the hidden names away and does the rest.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::NotArchived;
use crate::archive::{self, ArchiveError, Bag, Written};
use crate::output::{FolderTree, Hash, pour};

/// What stands beside its place until everything is ready. Dropped before that, it leaves the folder as it was.
pub(super) struct Placing {
    into: PathBuf,
    /// The folders that had to be made for it, innermost first.
    made: Vec<PathBuf>,
    parts: Vec<Part>,
}

struct Part {
    target: PathBuf,
    beside: PathBuf,
    standing: Standing,
}

/// What stands where a part goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// Nothing.
    Free,
    /// The part itself, from an earlier run.
    Same,
    /// A file that the part replaces.
    Replaced,
    /// The part, moved there by this run.
    Placed,
}

impl Placing {
    /// Into a folder, which is made where it is not there.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub(super) fn new(into: &Path) -> Result<Self, NotArchived> {
        let made = into.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
        let made = made.map(Path::to_path_buf).collect();
        let placing = Self { into: into.to_path_buf(), made, parts: Vec::new() };
        fs::create_dir_all(into).map_err(|error| failed(into, error))?;
        Ok(placing)
    }

    /// Writes a package as a folder; gives its place and what was written.
    ///
    /// # Errors
    /// Where it cannot be written, or where something else stands at its place.
    pub(super) fn bag(&mut self, bag: &Bag) -> Result<(PathBuf, Written), NotArchived> {
        let part = self.begin(&bag.name)?;
        let written = archive::write(bag, &part.beside).map_err(|error| NotArchived::Failed(error.findings()))?;
        if exists(&part.target)? {
            if !part.target.is_dir() {
                return Err(NotArchived::InTheWay(part.target.clone()));
            }
            let there =
                archive::check(&FolderTree(part.target.clone())).map_err(|error| failed(&part.target, error))?;
            if !there.findings.is_empty() || there.seal != written.seal {
                return Err(NotArchived::InTheWay(part.target.clone()));
            }
            part.standing = Standing::Same;
        }
        Ok((part.target.clone(), written))
    }

    /// Writes the ZIP file of a package that was written; gives its place.
    ///
    /// # Errors
    /// As [`Self::bag`].
    pub(super) fn zip(&mut self, bag: &Bag) -> Result<PathBuf, NotArchived> {
        let folder = FolderTree(hidden(&self.into, &bag.name));
        let part = self.begin(&format!("{}.zip", bag.name))?;
        let target = part.target.clone();
        let failed_here = |error| failed(&target, error);
        archive::write_zip(&folder, &bag.name, &part.beside).map_err(failed_here)?;
        let checked =
            archive::ZipTree::open(&part.beside).and_then(|tree| archive::check(&tree)).map_err(failed_here)?;
        if !checked.findings.is_empty() {
            return Err(NotArchived::Failed(checked.findings));
        }
        if exists(&target)? {
            if !target.is_file() || hash(&part.beside).map_err(failed_here)? != hash(&target).map_err(failed_here)? {
                return Err(NotArchived::InTheWay(target));
            }
            part.standing = Standing::Same;
        }
        Ok(target)
    }

    /// Writes a text, which replaces what stands at its place; gives that.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(super) fn text(&mut self, name: &str, text: &str) -> Result<PathBuf, NotArchived> {
        let part = self.begin(name)?;
        let write = |path: &Path| -> io::Result<()> {
            fs::write(path, text)?;
            File::options().write(true).open(path)?.sync_all()
        };
        write(&part.beside).map_err(|error| failed(&part.target, error))?;
        if exists(&part.target)? {
            if part.target.is_dir() {
                return Err(NotArchived::InTheWay(part.target.clone()));
            }
            let same = fs::read(&part.target).is_ok_and(|bytes| bytes == text.as_bytes());
            part.standing = if same { Standing::Same } else { Standing::Replaced };
        }
        Ok(part.target.clone())
    }

    /// A new part; what an interrupted run left beside its place is cleared away.
    fn begin(&mut self, name: &str) -> Result<&mut Part, NotArchived> {
        let (target, beside) = (self.into.join(name), hidden(&self.into, name));
        remove(&beside).map_err(|error| failed(&beside, error))?;
        self.parts.push(Part { target, beside, standing: Standing::Free });
        // It was put there a line above.
        let last = self.parts.len() - 1;
        Ok(&mut self.parts[last])
    }

    /// Moves every part to its place; gives whether all of them stood there before.
    ///
    /// # Errors
    /// Where one cannot be moved: then those that were are taken away again.
    pub(super) fn place(mut self) -> Result<bool, NotArchived> {
        for part in &mut self.parts {
            match part.standing {
                Standing::Same | Standing::Placed => {}
                // Last, and it replaces the one before: there is nothing to take back.
                Standing::Free | Standing::Replaced => {
                    fs::rename(&part.beside, &part.target).map_err(|error| failed(&part.target, error))?;
                    if part.standing == Standing::Free {
                        part.standing = Standing::Placed;
                    }
                }
            }
        }
        let unchanged = self.parts.iter().all(|part| part.standing == Standing::Same);
        sync_folder(&self.into).map_err(|error| failed(&self.into, error))?;
        for part in &mut self.parts {
            part.standing = Standing::Same;
        }
        self.made.clear();
        Ok(unchanged)
    }
}

impl Drop for Placing {
    fn drop(&mut self) {
        // The run failed and says why, or is done; what cannot be cleared away now is cleared away by the next one.
        for part in &self.parts {
            let _ = remove(&part.beside);
            if part.standing == Standing::Placed {
                let _ = fs::rename(&part.target, &part.beside).and_then(|()| remove(&part.beside));
            }
        }
        for folder in &self.made {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// The hidden name beside a place, always the same, so that the next run finds what one left that was killed.
fn hidden(into: &Path, name: &str) -> PathBuf {
    into.join(format!(".{name}.new"))
}

/// Whether anything stands at a path, a link that leads nowhere included.
fn exists(path: &Path) -> Result<bool, NotArchived> {
    match path.symlink_metadata() {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(failed(path, error)),
    }
}

fn remove(path: &Path) -> io::Result<()> {
    match path.symlink_metadata() {
        Ok(metadata) if metadata.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

fn hash(path: &Path) -> io::Result<Hash> {
    let mut hasher = Sha256::new();
    pour(&mut File::open(path)?, &mut |bytes| hasher.update(bytes))?;
    Ok(hasher.finalize().into())
}

/// A name is only certain once the folder that holds it is on the disk.
#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same form on every system")]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

fn failed(path: &Path, error: io::Error) -> NotArchived {
    NotArchived::Failed(ArchiveError::Io(path.to_path_buf(), error).findings())
}
