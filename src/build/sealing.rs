//! Records that the built site has been put online.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::DateTime;

use super::{Prepared, files, numbers};
use crate::catalog::seal::Online;
use crate::catalog::{self, Entry, State};
use crate::findings::Finding;
use crate::output::{Folders, Hash, Written, last_written};
use crate::site::Moment;

/// What sealing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sealed {
    /// How many items are recorded as online.
    pub total: usize,
    /// How many of them were not before.
    pub new: usize,
}

/// Why nothing was sealed.
#[derive(Debug)]
pub enum SealError {
    /// There is no built site there.
    NotBuilt,
    /// So many items are not on the built site as they are now.
    Outdated(usize),
    /// The ledger could not be written.
    Write(Box<Finding>),
}

/// Records every item of the built site in `out` as online since `moment` (Beijing time).
///
/// # Errors
/// Where there is no built site, where it is not that of the files as they are now, and where the ledger cannot be written.
pub fn seal(prepared: &mut Prepared, out: &Path, moment: DateTime) -> Result<Sealed, SealError> {
    let folders = Folders::new(&prepared.site.root, out);
    let written = match last_written(&folders) {
        Ok(Some(written)) => written,
        Ok(None) => return Err(SealError::NotBuilt),
        Err(error) => return Err(SealError::Write(Box::new(error.finding(&prepared.site.root)))),
    };
    if !out.join("index.html").is_file() {
        return Err(SealError::NotBuilt);
    }
    let entries: Vec<&Entry> = prepared.catalog().entries.iter().map(AsRef::as_ref).collect();
    let made = files::hashes(&prepared.site, prepared.catalog());
    let outdated = outdated(&entries, &made, &written) + prepared.made.numbers.len();
    if outdated > 0 {
        return Err(SealError::Outdated(outdated));
    }
    let online: Vec<Online> = prepared
        .catalog()
        .entries
        .iter()
        .filter_map(|entry| {
            Some(Online {
                index_no: entry.index_no.clone(),
                hash: *prepared.made.hashes.get(&entry.seq)?,
                withdrawn: entry.state == State::Withdrawn,
            })
        })
        .collect();
    let moment = Moment { date: moment.date(), time: Some(moment.time()) };
    let result = catalog::seal::seal(&prepared.made.ledger, &online, moment);
    let sealed = Sealed { total: online.len() - result.unknown.len(), new: result.new };
    prepared.made.ledger = result.ledger;
    numbers::save_ledger(prepared).map_err(SealError::Write)?;
    Ok(sealed)
}

/// How many of the entries stand on the built site otherwise than they would be built now (`made`), or not at all.
///
/// That a page is there is not enough: a file edited since the build would be sealed with content that nobody has seen.
pub(super) fn outdated(
    entries: &[&Entry],
    made: &BTreeMap<String, Hash>,
    written: &BTreeMap<String, Written>,
) -> usize {
    let same = |path: &str| match (made.get(path), written.get(path)) {
        (Some(made), Some(written)) => *made == written.hash,
        _ => false,
    };
    let is_outdated = |entry: &&&Entry| {
        let files = entry.attachments.iter().chain(&entry.images);
        !same(&entry.address) || !files.into_iter().all(|file| same(&file.address))
    };
    entries.iter().filter(is_outdated).count()
}
