//! Joins the rooms: load → gate, number → check → pages, search → files.
//!
//! Nothing is seen before everything is known: numbers are worked out in memory, pages and index are staged as they are
//! made, and only when nothing stops the build are ledger, front matter and site written, in this order.

pub mod archiving;
mod attachments;
mod drafts;
mod files;
mod lifecycle;
mod links;
mod lost_rows;
mod memory;
mod mending;
mod numbers;
pub mod packing;
mod preview;
mod reviewing;
mod sealing;
mod staging;
mod timings;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::catalog::ledger::{Ledger, Lock, Store, history};
use crate::catalog::make::{Made, make};
use crate::catalog::{Body, Catalog, Provisional};
use crate::check;
use crate::findings::{Finding, Stops};
use crate::output::{self, Folders, OutputError, Session, Summary};
use crate::site::{self, Site};
use memory::Memory;
use memory::inputs::Inputs;
use memory::last::Last;

pub use files::{documents, load_theme as load_site_theme};
pub use lifecycle::{AmendError, Amendment, DocumentName, Planned, document_name, plan_order, write_amendments};
pub use mending::{Mended, Renumbered, mend, write_mended};
pub use numbers::write_numbers;
pub use preview::{Patched, Previewing, Rebuilt, Served, Shown};
pub use reviewing::{Signed, plan_signature, write_signature};
pub use sealing::{SealError, Sealed, seal};
use staging::{StageFault, stage};
pub use timings::{Phase, Progress, Timings};

/// What a build is asked to do.
#[derive(Debug, Clone)]
pub struct Request {
    /// The site's root.
    pub root: PathBuf,
    /// Where the site goes.
    pub out: PathBuf,
    /// The day for which dates are judged; alters findings, never the site.
    pub today: Date,
    /// Whether numbers may not be given.
    pub locked: bool,
    /// Whether everything is made, whatever is known from the last build.
    pub anew: bool,
}

/// Everything that is known before a file is written.
pub struct Prepared {
    /// What the office wrote.
    pub site: Site,
    /// What the public may see, and the ledger as it will be.
    pub made: Made,
    /// Everything found wrong.
    pub findings: Vec<Finding>,
    /// How many items are public.
    public: usize,
    store: Store,
    /// What lay on the disk before anything was read, for runs that may write the site.
    inputs: Option<Inputs>,
    /// Held by runs that may write, so that no other gives the same numbers.
    lock: Option<Lock>,
}

impl Prepared {
    /// Whether a finding stops the build.
    pub fn stopped(&self) -> bool {
        self.findings.iter().any(|finding| finding.stops == Stops::Build)
    }

    /// The public part; without its entries once their pages were made ([`publish`]).
    pub fn catalog(&self) -> &Catalog {
        &self.made.catalog
    }

    /// How many items are public.
    pub fn public(&self) -> usize {
        self.public
    }

    /// Drops items and texts: once pages are made, only the items that wait for their number are needed.
    fn forget_items(&mut self) {
        let Self { site, made, .. } = self;
        let items = std::mem::take(&mut site.items);
        made.numbers.retain_mut(|(at, _)| {
            let Some(item) = items.get(*at) else { return false };
            *at = site.items.len();
            site.items.push(Arc::clone(item));
            true
        });
        site.files = Arc::default();
        site.owners = Arc::default();
        made.catalog.entries.par_iter_mut().filter_map(Arc::get_mut).for_each(|entry| entry.body = Body::Gone);
        items.into_par_iter().for_each(drop);
    }

    /// Drops the entries: once the index has their words, nothing needs them.
    fn forget_entries(&mut self) {
        std::mem::take(&mut self.made.catalog.entries).into_par_iter().for_each(drop);
    }

    /// How many items the gate held back, for each reason.
    pub fn held(&self) -> Held {
        let mut held = Held::default();
        for verdict in &self.made.held {
            match verdict {
                Provisional::Draft => held.draft += 1,
                Provisional::Internal => held.internal += 1,
                Provisional::NotDisclosed => held.withheld += 1,
                Provisional::Held | Provisional::Unnumbered => held.held += 1,
            }
        }
        held.held += self.site.unreadable.len();
        held
    }
}

/// How many items are not published, by reason.
#[derive(Debug, Default, Clone, Copy)]
pub struct Held {
    /// Drafts.
    pub draft: usize,
    /// For the office only.
    pub internal: usize,
    /// 不予公开.
    pub withheld: usize,
    /// To be mended first.
    pub held: usize,
}

impl Held {
    /// All of them.
    pub fn total(self) -> usize {
        self.draft + self.internal + self.withheld + self.held
    }
}

/// What a run is for: who may write, and what is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To write: the site, and unless `locked` numbers and the ledger.
    Publish {
        /// Whether numbers may not be given.
        locked: bool,
    },
    /// To tell what is wrong, and write nothing.
    Check,
    /// For the editor's eyes: drafts are shown, no number is given, nothing is written.
    Preview,
}

/// Loads, judges, numbers and checks; writes nothing. `Err` where not even `site.toml` or the ledger can be used.
///
/// # Errors
/// The findings that make it impossible.
pub fn prepare(root: &Path, today: Date, purpose: Purpose, progress: &dyn Progress) -> Result<Prepared, Vec<Finding>> {
    progress.begin(Phase::Load, None);
    let lock = take_lock(root, purpose).map_err(|finding| vec![*finding])?;
    let inputs = if matches!(purpose, Purpose::Publish { .. }) { Inputs::look(root) } else { None };
    prepare_after(root, Looked { lock, inputs }, today, purpose, progress)
}

/// Prepares what `request` asks for. `looked` is what [`unchanged`] saw, where it was asked.
///
/// # Errors
/// As in [`prepare`].
pub fn prepare_build(
    request: &Request,
    looked: Option<Looked>,
    progress: &dyn Progress,
) -> Result<Prepared, Vec<Finding>> {
    let purpose = Purpose::Publish { locked: request.locked };
    match looked {
        Some(looked) => prepare_after(&request.root, looked, request.today, purpose, progress),
        None => prepare(&request.root, request.today, purpose, progress),
    }
}

/// Reads and judges the site once its ledger is held.
fn prepare_after(
    root: &Path,
    Looked { lock, inputs }: Looked,
    today: Date,
    purpose: Purpose,
    progress: &dyn Progress,
) -> Result<Prepared, Vec<Finding>> {
    progress.begin(Phase::Load, None);
    let mut site = site::load::load(root)?;
    let (store, ledger, faults) = Store::open(root);
    if !faults.is_empty() {
        let mut findings = std::mem::take(&mut site.findings);
        findings.extend(faults);
        lost_rows::name(&mut findings, &site.items, &ledger);
        return Err(findings);
    }
    Ok(Prepared { inputs, ..prepare_with(site, (store, ledger), lock, today, purpose, progress) })
}

/// What [`prepare`] does once site and ledger are read.
fn prepare_with(
    mut site: Site,
    (store, ledger): (Store, Ledger),
    lock: Option<Lock>,
    today: Date,
    purpose: Purpose,
    progress: &dyn Progress,
) -> Prepared {
    progress.begin(Phase::Check, None);
    let mut findings = std::mem::take(&mut site.findings);
    let numbers = site.items.iter().filter_map(|item| item.front.index_no.as_ref().map(|field| field.value.as_str()));
    if let Some(finding) = store.mark().and_then(|mark| mark.find_lost_end(&ledger, numbers)) {
        findings.push(finding);
        lost_rows::name(&mut findings, &site.items, &ledger);
    }
    let preview = purpose == Purpose::Preview;
    // A clone in which nothing was built yet has no mark. What is kept in version control can tell.
    if store.mark().is_none() && !preview {
        findings.extend(history::find_lost_rows(&site.root, &ledger, true));
    }
    let mut made = make(&site, &ledger, preview, purpose == Purpose::Publish { locked: true });
    findings.append(&mut made.findings);
    findings.extend(check::check(&check::Subject { site: &site, catalog: &made.catalog, today }));
    let public = made.catalog.entries.len();
    Prepared { site, made, findings, public, store, inputs: None, lock }
}

/// Holds the ledger before anything is read, so that content and ledger are of one moment.
fn take_lock(root: &Path, purpose: Purpose) -> Result<Option<Lock>, Box<Finding>> {
    match purpose {
        // Where there is no site, loading says so, and no folder is made.
        Purpose::Publish { locked: false } if root.join("site.toml").is_file() => Lock::acquire(root).map(Some),
        // Locked, the content may be read-only: no number is given, so nothing of the ledger has to be written.
        Purpose::Publish { .. } | Purpose::Check | Purpose::Preview => Ok(None),
    }
}

/// What a completed build did.
#[derive(Debug)]
pub struct Built {
    /// What was written, kept and removed.
    pub summary: Summary,
    /// How many numbers were given.
    pub numbered: usize,
}

/// A build that had nothing to do.
#[derive(Debug)]
pub struct Unchanged {
    /// What the output is.
    pub summary: Summary,
    /// How many items are public.
    pub items: usize,
    /// How many are not.
    pub held: Held,
    /// What is wrong, as the last build found it.
    pub findings: Vec<Finding>,
}

/// What a run that may write saw of the disk before it read anything. The ledger stays held from then on.
pub struct Looked {
    lock: Option<Lock>,
    inputs: Option<Inputs>,
}

/// Sees whether everything that the last build looked at and wrote is as it was.
///
/// # Errors
/// Where it is not, or where that cannot be told: then the site must be prepared, of what was seen ([`prepare_build`]), and
/// published.
pub fn unchanged(request: &Request, progress: &dyn Progress) -> Result<Unchanged, Option<Looked>> {
    progress.begin(Phase::Load, None);
    let folders = Folders::new(&request.root, &request.out);
    let store = folders.store().ok().filter(|store| store.is_dir()).ok_or(None)?;
    // Where the ledger cannot be held, preparing says why.
    let lock = take_lock(&request.root, Purpose::Publish { locked: request.locked }).map_err(|_| None)?;
    let (inputs, last) = rayon::join(|| Inputs::look(&request.root), || Last::read(&store));
    let last = last.filter(|last| inputs.as_ref().is_some_and(|inputs| last.is_of(request, inputs)));
    let confirmed = last.and_then(|last| confirm(&folders, last, progress));
    confirmed.inspect(|_| progress.end()).ok_or(Some(Looked { lock, inputs }))
}

/// The last build's result, where its output stands as it was left.
fn confirm(folders: &Folders, last: Last, progress: &dyn Progress) -> Option<Unchanged> {
    progress.begin(Phase::Write, None);
    let summary = output::confirm(folders, &last.state()).ok()??;
    let (items, held, findings) = last.result()?;
    Some(Unchanged { summary, items, held, findings })
}

/// Why a build did not complete.
#[derive(Debug)]
pub enum BuildError {
    /// Findings stop it; nothing was written.
    Stopped,
    /// Ledger, file or output could not be written.
    Write(Box<Finding>),
    /// The search index could not be made.
    Search(crate::search::SearchError),
}

/// Renders what was prepared and reads its attachments, so that everything wrong with texts, templates and files is found,
/// also in texts that are not public; writes nothing.
pub fn examine(prepared: &mut Prepared, progress: &dyn Progress) {
    let mut late = files::examine(&prepared.site, &prepared.made.catalog, progress);
    late.extend(drafts::examine(prepared));
    add_late(prepared, late);
}

fn add_late(prepared: &mut Prepared, mut late: Vec<Finding>) {
    links::explain(&mut late, &prepared.site);
    prepared.findings.append(&mut late);
}

/// Renders and writes what was prepared. New findings are added to `prepared.findings`.
///
/// # Errors
/// What stopped it. Unless something was half written before, the site is as it was.
pub fn publish(prepared: &mut Prepared, request: &Request, progress: &dyn Progress) -> Result<Built, BuildError> {
    if prepared.stopped() {
        // What is wrong with the texts is said in the same run.
        examine(prepared, progress);
        return Err(BuildError::Stopped);
    }
    let failed = |error: &OutputError| BuildError::Write(Box::new(error.finding(&request.root)));
    let folders = Folders::new(&request.root, &request.out);
    let session = Session::begin(&folders).map_err(|error| failed(&error))?;
    let store = session.store().to_path_buf();
    let memory = if request.anew { Memory::default() } else { Memory::read(&store) };
    let states = numbers::states_of(prepared.catalog());
    let mut staged = stage(&session, prepared, &memory, progress);
    drop(memory);
    prepared.findings.append(&mut staged.findings);
    if prepared.stopped() {
        return Err(BuildError::Stopped);
    }
    match staged.fault {
        Some(StageFault::Output(error)) => return Err(failed(&error)),
        Some(StageFault::Search(error)) => return Err(BuildError::Search(error)),
        None => {}
    }
    progress.begin(Phase::Write, None);
    let numbered = write_numbers(prepared).map_err(BuildError::Write)?;
    let summary = session.commit().map_err(|error| failed(&error))?;
    numbers::mark_published(prepared, &states).map_err(BuildError::Write)?;
    staged.memory.write(&store);
    if let Some(state) = staged.state {
        Last::write(&store, request, prepared, state);
    }
    progress.end();
    Ok(Built { summary, numbered })
}
