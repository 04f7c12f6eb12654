//! What we wrote last, where the record of it is damaged: the output's own list of checksums tells.
//!
//! A page that was withdrawn must not stay because a file of ours was spoilt. Where there never was a record, nothing is
//! told: the output may be another site.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::checksums::{self, CHECKSUMS};
use super::disk::{Disk, Kind, below, hash};
use super::error::OutputError;
use super::folders::Resolved;
use super::manifest::Written;

/// The files of the output that are exactly what its list of checksums says, if the record stands there and cannot be read.
///
/// # Errors
/// A fault of the disk.
pub(super) fn files(disk: &dyn Disk, places: &Resolved) -> Result<BTreeMap<String, Written>, OutputError> {
    let record = places.manifest();
    let is_file = |path: &std::path::Path| {
        let stat = disk.stat(path).map_err(|error| OutputError::io(path, error))?;
        Ok(stat.filter(|stat| stat.kind == Kind::File))
    };
    let list = below(&places.out, CHECKSUMS);
    if is_file(&record)?.is_none() || is_file(&list)?.is_none() {
        return Ok(BTreeMap::new());
    }
    let bytes = disk.read(&list).map_err(|error| OutputError::io(&list, error))?;
    let Ok(expected) = checksums::parse(&bytes) else { return Ok(BTreeMap::new()) };
    let own = Written { hash: hash(&bytes), size: bytes.len() as u64, modified: 0 };
    let files = expected.into_par_iter().map(|(path, expected)| {
        let real = below(&places.out, &path);
        let Some(stat) = is_file(&real)?.filter(|stat| expected.size == Some(stat.size)) else { return Ok(None) };
        let is_same = disk.hash(&real).map_err(|error| OutputError::io(&real, error))? == expected.hash;
        Ok(is_same.then_some((path, Written { hash: expected.hash, size: stat.size, modified: 0 })))
    });
    let mut files: BTreeMap<String, Written> =
        files.filter_map(Result::transpose).collect::<Result<_, OutputError>>()?;
    files.insert(CHECKSUMS.to_owned(), own);
    Ok(files)
}
