//! From the journal's commit on: what is staged goes in, what no longer belongs goes out.
//!
//! Every step can be done again, so the same code serves a build and the run that finds one interrupted. The staged
//! tree itself says what is left to do: a file that is in place is not there any more.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::disk::{Disk, Kind, below, is_absent};
use super::error::OutputError;
use super::folders::Resolved;
use super::manifest::Journal;
use super::names::folders_above;

/// Puts the output into the state that the journal describes.
pub(super) fn finish(disk: &dyn Disk, places: &Resolved, journal: &Journal) -> Result<(), OutputError> {
    let out = &places.out;
    disk.create_folders(out).map_err(|error| OutputError::half(out, error))?;
    let mut emptied: BTreeSet<&str> = BTreeSet::new();
    for cleared in &journal.cleared {
        if is_staged(disk, places, &cleared.by)? {
            remove(disk, out, &cleared.old)?;
            remove_empty(disk, out, folders_above(&cleared.old))?;
        }
        emptied.extend(folders_above(&cleared.old));
    }
    for staging in places.stagings() {
        merge(disk, &staging, out)?;
    }
    journal.removed.par_iter().try_for_each(|path| remove(disk, out, path))?;
    emptied.extend(journal.removed.iter().flat_map(|path| folders_above(path)));
    let kept: BTreeSet<&str> = journal.files.keys().flat_map(|path| folders_above(path)).collect();
    // `a/b` sorts after `a`: the deepest first.
    remove_empty(disk, out, emptied.into_iter().rev().filter(|folder| !kept.contains(folder)))
}

/// Whether a file or folder still waits to be moved into place.
fn is_staged(disk: &dyn Disk, places: &Resolved, path: &str) -> Result<bool, OutputError> {
    for staging in places.stagings() {
        let real = below(&staging, path);
        if disk.stat(&real).map_err(|error| OutputError::half(&real, error))?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Moves all files of one tree over another. Folders come before the files beside them, so that a page is there before the
/// list that names it.
fn merge(disk: &dyn Disk, from: &Path, to: &Path) -> Result<(), OutputError> {
    let half = |error| OutputError::half(to, error);
    let names = match disk.list(from) {
        Ok(names) => names,
        Err(error) if is_absent(&error) => return Ok(()),
        Err(error) => return Err(half(error)),
    };
    let (folders, files): (Vec<_>, Vec<_>) = names.into_iter().partition(|(_, stat)| stat.kind == Kind::Folder);
    folders.par_iter().try_for_each(|(name, _)| merge_folder(disk, &from.join(name), &to.join(name)))?;
    files.par_iter().try_for_each(|(name, _)| {
        let target = to.join(name);
        disk.rename(&from.join(name), &target).map_err(|error| OutputError::half(&target, error))
    })
}

fn merge_folder(disk: &dyn Disk, from: &Path, to: &Path) -> Result<(), OutputError> {
    let half = |error| OutputError::half(to, error);
    match disk.stat(to).map_err(half)? {
        // A folder that is new goes in whole, unless a program holds a file in it.
        None if disk.rename(from, to).is_ok() => Ok(()),
        None => {
            disk.create_folders(to).map_err(half)?;
            merge(disk, from, to)
        }
        Some(stat) if stat.kind == Kind::Folder => merge(disk, from, to),
        Some(_) => Err(half(io::Error::from(io::ErrorKind::NotADirectory))),
    }
}

/// Removes a file that may already be gone, or whose place a folder has taken.
fn remove(disk: &dyn Disk, out: &Path, path: &str) -> Result<(), OutputError> {
    let real = below(out, path);
    // A folder on the way that became a link would lead elsewhere.
    for folder in folders_above(path) {
        let folder = below(out, folder);
        match disk.stat(&folder).map_err(|error| OutputError::half(&folder, error))? {
            Some(stat) if stat.kind == Kind::Folder => {}
            _ => return Ok(()),
        }
    }
    match disk.stat(&real).map_err(|error| OutputError::half(&real, error))? {
        Some(stat) if stat.kind == Kind::File => {}
        _ => return Ok(()),
    }
    match disk.remove_file(&real) {
        Err(error) if !is_absent(&error) => Err(OutputError::half(&real, error)),
        _ => Ok(()),
    }
}

/// Removes those of the folders that are empty.
fn remove_empty<'a>(
    disk: &dyn Disk,
    out: &Path,
    folders: impl IntoIterator<Item = &'a str>,
) -> Result<(), OutputError> {
    for folder in folders {
        let real = below(out, folder);
        match disk.remove_folder(&real) {
            Err(error) if !may_stay(&error) => return Err(OutputError::half(&real, error)),
            _ => {}
        }
    }
    Ok(())
}

/// Whether a folder that could not be removed is gone, not empty or no folder; or, on Windows, shown in a window:
/// an empty folder harms nobody.
fn may_stay(error: &io::Error) -> bool {
    let shown = matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ResourceBusy);
    is_absent(error) || error.kind() == io::ErrorKind::DirectoryNotEmpty || (cfg!(windows) && shown)
}
