//! Writes what the numbering worked out: first the ledger, then the files.
//!
//! The row is on the disk before the file carries the number, so that a crash between the two loses nothing: the next run
//! finds the row and puts the line in.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalog::insert_line::insert;
use crate::catalog::ledger::RowState;
use crate::catalog::{Catalog, Entry, State, safe_write};
use crate::findings::rules;
use crate::findings::{Finding, Place, system};
use crate::messages::Arg;

use super::{Prepared, lifecycle};

/// Writes ledger and files, and clears away what a run that was killed left half written. Returns how many numbers were given.
///
/// # Errors
/// What could not be written, and where. What was written before it stays, and the next run goes on from there.
pub fn write_numbers(prepared: &mut Prepared) -> Result<usize, Box<Finding>> {
    save_ledger(prepared)?;
    let Prepared { site, made, lock, .. } = prepared;
    if lock.is_some() {
        // No other run is writing now. What cannot be removed does no harm: it is no content.
        for path in &site.unfinished {
            let _ = std::fs::remove_file(path);
        }
    }
    for (at, number) in &made.numbers {
        let Some(item) = site.items.get(*at) else { continue };
        let bytes = std::fs::read(&item.disk).map_err(|error| unwritable(&item.path, system::writing(&error)))?;
        let new = insert(item, &bytes, number).map_err(|fault| unwritable(&item.path, lifecycle::words(fault)))?;
        safe_write::replace(&item.disk, &new).map_err(|error| unwritable(&item.path, system::writing(&error)))?;
    }
    Ok(made.numbers.len())
}

/// What the ledger's rows say of entries that are on the built site, by sequence number.
pub(super) fn states_of(catalog: &Catalog) -> BTreeMap<u32, RowState> {
    let state = |entry: &Arc<Entry>| {
        let withdrawn = entry.state == State::Withdrawn;
        (entry.seq, if withdrawn { RowState::Withdrawn } else { RowState::Published })
    };
    catalog.entries.iter().map(state).collect()
}

/// Marks the rows of what is on the built site, and writes the ledger.
pub(super) fn mark_published(prepared: &mut Prepared, states: &BTreeMap<u32, RowState>) -> Result<(), Box<Finding>> {
    for row in &mut prepared.made.ledger.rows {
        if let Some(state) = states.get(&row.seq) {
            row.state = *state;
        }
    }
    save_ledger(prepared)
}

/// Writes the ledger where it changed. Only a run that holds the lock may.
pub(super) fn save_ledger(prepared: &mut Prepared) -> Result<(), Box<Finding>> {
    match &prepared.lock {
        Some(lock) => prepared.store.save(lock, &prepared.made.ledger).map(|_| ()),
        None => Ok(()),
    }
}

pub(super) fn unwritable(path: &str, detail: Arg) -> Box<Finding> {
    Box::new(Finding::new(&rules::FILE_UNWRITABLE, Place::file(path)).with("detail", detail))
}
