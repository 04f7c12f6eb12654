//! Whether the output stands as it was written, file for file, known by sizes and times and without opening one.
//!
//! Where nothing changed this is all that a build does, so folders are looked at side by side, and each file once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;

use super::disk::{Disk, Kind, Stat, below};
use super::error::OutputError;
use super::manifest::Written;
use super::names::{PROBE, STAGING, folders_above};

/// What a folder holds.
type Names = Vec<(String, Stat)>;

/// What stands in the output beside `written`, as [`super::Summary::foreign`] has it; `None` where a file of `written` does not
/// stand as it was written, as far as that is known unread, or where an interrupted run left something.
///
/// # Errors
/// A folder that cannot be read.
pub(super) fn beside(
    disk: &dyn Disk,
    out: &Path,
    written: &BTreeMap<String, Written>,
) -> Result<Option<Vec<String>>, OutputError> {
    let mut folders: BTreeSet<&str> = BTreeSet::from([""]);
    for path in written.keys() {
        for folder in folders_above(path) {
            if !folders.insert(folder) {
                break;
            }
        }
    }
    let looked = folders.par_iter().map(|folder| {
        let names = list(disk, out, folder)?;
        Ok(names.and_then(|names| compare(folder, &names, &folders, written)))
    });
    let looked: Vec<Option<(usize, Vec<String>)>> = looked.collect::<Result<_, OutputError>>()?;
    let Some(looked) = looked.into_iter().collect::<Option<Vec<_>>>() else { return Ok(None) };
    if looked.iter().map(|(standing, _)| standing).sum::<usize>() != written.len() {
        return Ok(None);
    }
    let mut foreign: Vec<String> = looked.into_iter().flat_map(|(_, foreign)| foreign).collect();
    foreign.sort();
    Ok(Some(foreign))
}

/// The names in a folder of the output; `None` where it is none.
fn list(disk: &dyn Disk, out: &Path, folder: &str) -> Result<Option<Names>, OutputError> {
    let real = below(out, folder);
    let at = |error| OutputError::io(&real, error);
    let stat = disk.stat(&real).map_err(at)?;
    // The output itself may be a link; it was followed when it was resolved.
    if !stat.is_some_and(|stat| stat.kind == Kind::Folder) {
        return Ok(None);
    }
    disk.list_wide(&real).map(Some).map_err(at)
}

/// How many files of ours stand in a folder as they were written, and what else is there; `None` where one does not.
fn compare(
    folder: &str,
    names: &Names,
    folders: &BTreeSet<&str>,
    written: &BTreeMap<String, Written>,
) -> Option<(usize, Vec<String>)> {
    let (mut standing, mut foreign) = (0, Vec::new());
    let mut path = String::from(folder);
    if !folder.is_empty() {
        path.push('/');
    }
    let length = path.len();
    for (name, stat) in names {
        path.truncate(length);
        path.push_str(name);
        match (stat.kind, written.get(&path)) {
            // What an interrupted run of ours left is for a whole build to clear away.
            _ if name == PROBE || path == STAGING => return None,
            (Kind::File, Some(known))
                if known.modified != 0 && known.modified == stat.modified && known.size == stat.size =>
            {
                standing += 1;
            }
            (_, Some(_)) => return None,
            (Kind::Folder, None) if folders.contains(path.as_str()) => {}
            (Kind::Folder, None) => foreign.push(format!("{path}/")),
            (_, None) => foreign.push(path.clone()),
        }
    }
    Some((standing, foreign))
}
