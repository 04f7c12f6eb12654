//! Files that can be checked, whatever holds them: a folder, or an archive in one file.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::disk::below;

/// Files with their paths.
pub trait Tree: Sync {
    /// Every file's path, `/` between folders, with its length in bytes.
    ///
    /// # Errors
    /// What the file system or the archive says.
    fn list(&self) -> io::Result<BTreeMap<String, u64>>;

    /// Gives the bytes of a file, piece by piece.
    ///
    /// # Errors
    /// As [`Self::list`]; what came before it was given.
    fn read(&self, path: &str, take: &mut dyn FnMut(&[u8])) -> io::Result<()>;
}

/// A folder. Links in it are followed, as a server follows them.
#[derive(Debug, Clone)]
pub struct FolderTree(pub PathBuf);

impl Tree for FolderTree {
    fn list(&self) -> io::Result<BTreeMap<String, u64>> {
        let mut files = BTreeMap::new();
        for entry in walkdir::WalkDir::new(&self.0).follow_links(true).min_depth(1).sort_by_file_name() {
            let entry = match entry {
                Ok(entry) => entry,
                // A link that leads nowhere is a file that is not there.
                Err(error) if is_dangling(&error) => continue,
                Err(error) => return Err(error.into()),
            };
            if entry.file_type().is_dir() {
                continue;
            }
            let path = entry.path().strip_prefix(&self.0).unwrap_or(entry.path());
            let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            files.insert(parts.join("/"), entry.metadata()?.len());
        }
        Ok(files)
    }

    fn read(&self, path: &str, take: &mut dyn FnMut(&[u8])) -> io::Result<()> {
        pour(&mut File::open(below(&self.0, path))?, take)
    }
}

fn is_dangling(error: &walkdir::Error) -> bool {
    let absent = error.io_error().is_some_and(super::disk::is_absent);
    absent && error.path().is_some_and(Path::is_symlink)
}

/// Gives everything that can be read, piece by piece.
///
/// # Errors
/// What reading says; what came before it was given.
pub fn pour(from: &mut dyn Read, take: &mut dyn FnMut(&[u8])) -> io::Result<()> {
    let mut buffer = vec![0; 128 * 1024];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(count) => take(&buffer[..count]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
