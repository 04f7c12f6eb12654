//! Mends numbers that stand in more than one file, and a ledger that a text merge left with rows of two branches.
//!
//! One file keeps the number: the one that the ledger's row names, else the one to be published, else the older one, else the
//! one whose path sorts first. The others lose it and get new numbers like any item without one.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Phase, Prepared, Progress, Purpose, lifecycle, numbers, prepare_with, take_lock};
use crate::catalog::doubles::{self, Holder};
use crate::catalog::ledger::{Ledger, Store};
use crate::catalog::safe_write;
use crate::findings::{Finding, system};
use crate::site::front_edit::{Change, edit};
use crate::site::front_matter::names;
use crate::site::{Site, Status, load};

/// What mending will do.
pub struct Mended {
    /// The site as it will be.
    pub prepared: Prepared,
    /// Files whose number changes.
    pub changes: Vec<Renumbered>,
    /// How many rows of the ledger stood there twice.
    pub united: usize,
}

/// One file that loses its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renumbered {
    /// The file.
    pub path: String,
    /// The number that it loses.
    pub old: String,
    /// The number that it gets; none where it is not to be published yet.
    pub new: Option<String>,
    /// The file that keeps the number.
    pub keeps: String,
    at: usize,
}

/// Works out which files lose a doubled number and what they get. Writes nothing.
///
/// # Errors
/// Where site or ledger cannot be used.
pub fn mend(root: &Path, today: Date, dry_run: bool, progress: &dyn Progress) -> Result<Mended, Vec<Finding>> {
    progress.begin(Phase::Load, None);
    let purpose = if dry_run { Purpose::Check } else { Purpose::Publish { locked: false } };
    let lock = take_lock(root, purpose).map_err(|finding| vec![*finding])?;
    let mut site = load::load(root)?;
    let (store, ledger, united, faults) = Store::open_united(root);
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut changes = losers(&site, &ledger);
    for change in &changes {
        Arc::make_mut(&mut site.items[change.at]).front.index_no = None;
    }
    let prepared = prepare_with(site, (store, ledger), lock, today, purpose, progress);
    let given: BTreeMap<usize, &String> = prepared.made.numbers.iter().map(|(at, number)| (*at, number)).collect();
    for change in &mut changes {
        change.new = given.get(&change.at).map(|number| (*number).clone());
    }
    Ok(Mended { prepared, changes, united })
}

/// Writes ledger and files.
///
/// # Errors
/// What could not be written. What was written before it stays, and another run goes on from there.
pub fn write_mended(mended: &mut Mended) -> Result<(), Box<Finding>> {
    numbers::write_numbers(&mut mended.prepared)?;
    for change in mended.changes.iter().filter(|change| change.new.is_none()) {
        let item = &mended.prepared.site.items[change.at];
        let failed = |error: std::io::Error| numbers::unwritable(&item.path, system::writing(&error));
        let bytes = std::fs::read(&item.disk).map_err(failed)?;
        let new = edit(&item.source, &item.yaml, &bytes, &[Change::remove(&[names::INDEX_NO])])
            .map_err(|fault| numbers::unwritable(&item.path, lifecycle::words(fault)))?;
        safe_write::replace(&item.disk, &new).map_err(failed)?;
    }
    Ok(())
}

/// The files that lose their number.
fn losers(site: &Site, ledger: &Ledger) -> Vec<Renumbered> {
    let (positions, holders): (Vec<usize>, Vec<Holder>) = site
        .items
        .iter()
        .enumerate()
        .filter_map(|(at, item)| {
            let index_no = item.front.index_no.as_ref()?.value.clone();
            let waits = matches!(item.front.status, Status::Draft | Status::Internal);
            let title = item.front.title.value.clone();
            Some((at, Holder { path: item.path.clone(), index_no, title, waits, created: item.front.created.value }))
        })
        .unzip();
    let renumbered = |(loses, keeps): (usize, usize)| Renumbered {
        path: holders[loses].path.to_string(),
        old: holders[loses].index_no.clone(),
        new: None,
        keeps: holders[keeps].path.to_string(),
        at: positions[loses],
    };
    doubles::losers(&holders, ledger).into_iter().map(renumbered).collect()
}
