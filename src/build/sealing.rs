//! Records that the built site has been put online.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::DateTime;

use super::{Prepared, numbers};
use crate::catalog::State;
use crate::catalog::ledger::RowState;
use crate::findings::Finding;
use crate::output::{Folders, last_written};
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
    let missing = prepared.catalog().entries.iter().filter(|entry| !written.contains_key(&entry.address)).count();
    let outdated = missing + prepared.made.numbers.len();
    if outdated > 0 {
        return Err(SealError::Outdated(outdated));
    }
    let online: BTreeSet<u32> = prepared.catalog().entries.iter().map(|entry| entry.seq).collect();
    let withdrawn: BTreeSet<u32> = prepared
        .catalog()
        .entries
        .iter()
        .filter(|entry| entry.state == State::Withdrawn)
        .map(|entry| entry.seq)
        .collect();
    let moment = Moment { date: moment.date(), time: Some(moment.time()) };
    let hashes = prepared.made.hashes.clone();
    let mut sealed = Sealed { total: 0, new: 0 };
    for row in prepared.made.ledger.rows.iter_mut().filter(|row| online.contains(&row.seq)) {
        sealed.total += 1;
        row.state = if withdrawn.contains(&row.seq) { RowState::Withdrawn } else { RowState::Published };
        let hash = hashes.get(&row.seq).copied();
        if !row.is_sealed() {
            sealed.new += 1;
        }
        // A row keeps the time at which its content went online; a corrected content went online now.
        if row.hash != hash || !row.is_sealed() {
            row.sealed = Some(moment);
            row.hash = hash;
        }
    }
    numbers::save_ledger(prepared).map_err(SealError::Write)?;
    Ok(sealed)
}
