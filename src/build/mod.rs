//! Joins the rooms: load → gate, number → check → pages, search → files.
//!
//! Nothing is written before everything is known: numbers are worked out in memory, pages and index rendered, and only
//! when nothing stops the build are ledger, front matter and site written, in this order.

mod files;
mod links;
mod numbers;
mod timings;

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::catalog::make::{Made, make};
use crate::catalog::{Catalog, Provisional};
use crate::check;
use crate::findings::{Finding, Stops};
use crate::output::Summary;
use crate::site::{self, Site};

pub use numbers::{NumberError, write_numbers};
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
}

/// Everything that is known before a file is written.
pub struct Prepared {
    /// What the office wrote.
    pub site: Site,
    /// What the public may see, and the ledger as it will be.
    pub made: Made,
    /// Everything found wrong.
    pub findings: Vec<Finding>,
}

impl Prepared {
    /// Whether a finding stops the build.
    pub fn stopped(&self) -> bool {
        self.findings.iter().any(|finding| finding.stops == Stops::Build)
    }

    /// The public part.
    pub fn catalog(&self) -> &Catalog {
        &self.made.catalog
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

/// How numbers and unpublished items are treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// For the public: numbers are given, what is held back stays out.
    Publish {
        /// Whether numbers may not be given.
        locked: bool,
    },
    /// For the editor: drafts are shown, no number is given.
    Preview,
}

/// Loads, judges, numbers and checks; writes nothing. `Err` where not even `site.toml` can be used.
pub fn prepare(root: &Path, today: Date, purpose: Purpose, progress: &dyn Progress) -> Result<Prepared, Vec<Finding>> {
    progress.begin(Phase::Load, None);
    let mut site = site::load::load(root)?;
    progress.begin(Phase::Check, None);
    let mut findings = std::mem::take(&mut site.findings);
    let ledger = match crate::catalog::ledger::read(root) {
        Ok(ledger) => ledger,
        Err(faults) => {
            findings.extend(faults);
            return Err(findings);
        }
    };
    let mut made = make(&site, &ledger, purpose == Purpose::Preview, purpose == Purpose::Publish { locked: true });
    findings.append(&mut made.findings);
    findings.extend(check::check(&check::Subject { site: &site, catalog: &made.catalog, today }));
    Ok(Prepared { site, made, findings })
}

/// What a completed build did.
#[derive(Debug)]
pub struct Built {
    /// What was written, kept and removed.
    pub summary: Summary,
    /// How many numbers were given.
    pub numbered: usize,
}

/// Why a build did not complete.
#[derive(Debug)]
pub enum BuildError {
    /// Findings stop it; nothing was written.
    Stopped,
    /// The numbers could not be written.
    Numbers(NumberError),
    /// The output could not be written.
    Output(crate::output::OutputError),
    /// The search index could not be made.
    Search(crate::search::SearchError),
}

/// Renders and writes what was prepared. New findings are added to `prepared.findings`.
pub fn publish(prepared: &mut Prepared, request: &Request, progress: &dyn Progress) -> Result<Built, BuildError> {
    if prepared.stopped() {
        return Err(BuildError::Stopped);
    }
    let produced = files::produce(&prepared.site, &prepared.made.catalog, progress).map_err(BuildError::Search)?;
    let mut late = produced.findings;
    links::explain(&mut late, &prepared.site);
    prepared.findings.append(&mut late);
    if prepared.stopped() {
        return Err(BuildError::Stopped);
    }
    progress.begin(Phase::Write, Some(produced.files.len()));
    let numbered = write_numbers(&prepared.site, &mut prepared.made).map_err(BuildError::Numbers)?;
    let state = request.root.join(".mulu");
    let summary = crate::output::write(&request.out, &state, &produced.files, &|| progress.advance(1))
        .map_err(BuildError::Output)?;
    progress.end();
    Ok(Built { summary, numbered })
}
