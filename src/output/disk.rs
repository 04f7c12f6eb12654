//! The few things that writing asks of a disk, behind one trait, so that a test can let any of them fail.
//!
//! Nothing here follows a link at the end of a path: what stands there is looked at, replaced or removed itself.

use std::fs::{self, File, Metadata};
use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::tree::pour;

/// SHA-256 of a file's bytes.
pub type Hash = [u8; 32];

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    /// A link, a device: nothing that we ever write.
    Other,
}

/// What is known of a path without opening it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stat {
    pub(super) kind: Kind,
    pub(super) size: u64,
    /// Nanoseconds since 1970; 0 where the file system does not say.
    pub(super) modified: u64,
}

/// What a copy turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Copied {
    pub(super) size: u64,
    pub(super) hash: Hash,
}

/// What writing asks of a disk.
pub(super) trait Disk: Sync {
    /// What stands at `path`; `None` where nothing does.
    fn stat(&self, path: &Path) -> io::Result<Option<Stat>>;
    /// The names in a folder, with what they are.
    fn list(&self, folder: &Path) -> io::Result<Vec<(String, Stat)>>;
    /// The same, its files looked at side by side. Not for who holds a lock that another such look may want.
    fn list_wide(&self, folder: &Path) -> io::Result<Vec<(String, Stat)>> {
        self.list(folder)
    }
    /// The bytes of a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// The hash of a file's bytes, however long it is.
    fn hash(&self, path: &Path) -> io::Result<Hash>;
    /// Makes a folder and those above it.
    fn create_folders(&self, path: &Path) -> io::Result<()>;
    /// Writes a file.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Writes a file and waits until it has reached the disk.
    fn write_synced(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Copies the bytes of a file, none of its permissions, and says what was read.
    fn copy(&self, from: &Path, to: &Path) -> io::Result<Copied>;
    /// Moves a file over whatever file stands at `to`, or a folder to where nothing stands.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Waits until the names in a folder have reached the disk, where the system can.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes an empty folder.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
    /// Removes a folder with everything in it; nothing there is fine.
    fn remove_tree(&self, path: &Path) -> io::Result<()>;
    /// Whether a file may be replaced: on Windows not while a program such as a PDF reader holds it open.
    fn try_replaceable(&self, path: &Path) -> io::Result<()>;
}

/// The machine's own disk.
#[derive(Debug, Clone, Copy)]
pub(super) struct RealDisk;

impl Disk for RealDisk {
    fn stat(&self, path: &Path) -> io::Result<Option<Stat>> {
        match fs::symlink_metadata(path) {
            Ok(metadata) => Ok(Some(stat_of(&metadata))),
            Err(error) if is_absent(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    #[expect(clippy::disallowed_methods, reason = "the names are sorted below")]
    fn list(&self, folder: &Path) -> io::Result<Vec<(String, Stat)>> {
        let mut all = Vec::new();
        for entry in fs::read_dir(folder)? {
            all.extend(look_at(&entry?)?);
        }
        all.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(all)
    }

    #[expect(clippy::disallowed_methods, reason = "whoever asks sorts what comes of it")]
    fn list_wide(&self, folder: &Path) -> io::Result<Vec<(String, Stat)>> {
        let entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
        entries.par_iter().with_min_len(256).filter_map(|entry| look_at(entry).transpose()).collect()
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn hash(&self, path: &Path) -> io::Result<Hash> {
        let mut hasher = Sha256::new();
        pour(&mut File::open(path)?, &mut |bytes| hasher.update(bytes))?;
        Ok(hasher.finalize().into())
    }

    fn create_folders(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        File::create(path)?.write_all(bytes)
    }

    fn write_synced(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<Copied> {
        let mut from = File::open(from)?;
        let mut to = File::create(to)?;
        let mut buffer = vec![0; 128 * 1024];
        let mut hasher = Sha256::new();
        let mut size = 0;
        loop {
            let count = match from.read(&mut buffer) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            hasher.update(&buffer[..count]);
            to.write_all(&buffer[..count])?;
            size += count as u64;
        }
        Ok(Copied { size, hash: hasher.finalize().into() })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut wait = Duration::from_millis(5);
        loop {
            match fs::rename(from, to) {
                // A virus scanner that looks at the new file holds it for a moment.
                Err(error) if cfg!(windows) && is_held(&error) && wait < Duration::from_millis(700) => {
                    std::thread::sleep(wait);
                    wait *= 2;
                }
                result => return result,
            }
        }
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn remove_tree(&self, path: &Path) -> io::Result<()> {
        match fs::remove_dir_all(path) {
            Err(error) if is_absent(&error) => Ok(()),
            result => result,
        }
    }

    fn try_replaceable(&self, path: &Path) -> io::Result<()> {
        if cfg!(windows) {
            match fs::OpenOptions::new().write(true).open(path) {
                Err(error) if !is_absent(&error) => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}

/// Whether an error says that nothing stands there.
pub(super) fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Whether an error may be that another program holds the file: `ERROR_ACCESS_DENIED`, `ERROR_SHARING_VIOLATION`,
/// `ERROR_LOCK_VIOLATION` of Windows.
fn is_held(error: &io::Error) -> bool {
    matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

/// The name and kind of what stands in a folder; none where it is gone meanwhile.
fn look_at(entry: &fs::DirEntry) -> io::Result<Option<(String, Stat)>> {
    match entry.metadata() {
        Ok(metadata) => Ok(Some((entry.file_name().to_string_lossy().into_owned(), stat_of(&metadata)))),
        Err(error) if is_absent(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

fn stat_of(metadata: &Metadata) -> Stat {
    let kind = if metadata.is_file() {
        Kind::File
    } else if metadata.is_dir() {
        Kind::Folder
    } else {
        Kind::Other
    };
    let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let modified = since.map_or(0, |since| u64::try_from(since.as_nanos()).unwrap_or(0));
    Stat { kind, size: metadata.len(), modified }
}

/// The hash of bytes in memory.
pub(super) fn hash(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

/// `/`-separated `path` below `base`, part by part, so that it also holds for Windows' verbatim paths.
pub(super) fn below(base: &Path, path: &str) -> std::path::PathBuf {
    let mut all = base.to_path_buf();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        all.push(part);
    }
    all
}
