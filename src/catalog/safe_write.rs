//! Replaces one file so that a crash at any moment leaves the old content or the new, never a part of it.
//!
//! For what cannot be made again: the ledger, and front matter that gets its index number. Everything else can be built anew.

use std::ffi::OsString;
use std::fs::{File, Metadata};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::site::walk::UNFINISHED;

/// Replaces the content of `path`, or makes the file.
///
/// The bytes are written beside it, synced to the disk, and renamed into place; then the folder is synced. Permissions stay,
/// and where `path` is a symbolic link, what it leads to is replaced.
///
/// # Errors
/// Whatever the file system says. The old file is whole then.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = match path.canonicalize() {
        Ok(target) => target,
        Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_path_buf(),
        Err(error) => return Err(error),
    };
    let old = match target.metadata() {
        Ok(metadata) => Some(metadata),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    if old.as_ref().is_some_and(|old| old.permissions().readonly()) {
        // A rename would get round the protection that somebody gave the file.
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "read-only file"));
    }
    let beside = beside(&target)?;
    let result = write_beside(&beside, bytes, old.as_ref()).and_then(|()| std::fs::rename(&beside, &target));
    if result.is_err() {
        // What could not take its place is of no use; that it cannot be removed either says nothing new.
        let _ = std::fs::remove_file(&beside);
        return result;
    }
    sync_folder(&target)
}

/// Clears away what a run that was killed left beside `path`. That it cannot be says nothing new: the next [`replace`] writes over it.
pub fn clear(path: &Path) {
    let _ = beside(path).and_then(std::fs::remove_file);
}

fn write_beside(beside: &Path, bytes: &[u8], old: Option<&Metadata>) -> io::Result<()> {
    let mut file = File::create(beside)?;
    file.write_all(bytes)?;
    if let Some(old) = old {
        keep_owner(&file, old);
        file.set_permissions(old.permissions())?;
    }
    file.sync_all()
}

/// `.2024-1.md.mulu-new` beside `2024-1.md`: hidden, so that nothing takes it for content, and always the same name, so that
/// one left behind by a crash is written over by the next run, or removed by it where the file is gone.
fn beside(target: &Path) -> io::Result<PathBuf> {
    let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(UNFINISHED);
    Ok(target.with_file_name(hidden))
}

/// On a shared folder a file may belong to somebody else; keeping the owner needs rights that most users lack.
#[cfg(unix)]
fn keep_owner(file: &File, old: &Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let _ = fchown(file, Some(old.uid()), Some(old.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) {}

/// A rename is only certain once the folder that holds the name is on the disk.
#[cfg(unix)]
fn sync_folder(target: &Path) -> io::Result<()> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    File::open(folder)?.sync_all()
}

/// Other systems journal renames themselves and offer no way to sync a folder.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same signature as where it can fail")]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_changes_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        replace(&path, b"one").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        std::fs::write(folder.path().join(".a.md.mulu-new"), b"left by a crash, and longer than the new text").unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        let link = folder.path().join("link.md");
        std::fs::write(&path, b"one").unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink("a.md", &link).unwrap();
        replace(&link, b"two").unwrap();
        assert!(link.is_symlink());
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn a_read_only_file_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        std::fs::write(&path, b"one").unwrap();
        let mut permissions = path.metadata().unwrap().permissions();
        permissions.set_readonly(true);
        std::fs::set_permissions(&path, permissions).unwrap();
        assert_eq!(replace(&path, b"two").unwrap_err().kind(), io::ErrorKind::PermissionDenied);
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
    }

    #[test]
    fn where_nothing_can_be_written_the_error_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        assert!(replace(&folder.path().join("missing/a.md"), b"x").is_err());
        assert!(replace(folder.path(), b"x").is_err(), "a folder");
        assert!(folder.path().is_dir());
    }
}
