//! The checks: everything that can be wrong with items that could be read.
//!
//! A family of rules has a file. What a file's own text and fields show is found when it is loaded ([`crate::site`]),
//! what keeps it from the public is found at the gate ([`crate::catalog::gate`]); here is what takes the whole site or
//! knowledge of the field. [`FAMILIES`] lists them all.

mod dates;
mod document_numbers;
mod files;
mod genres;
mod relations;
mod reviews;
mod summaries;
mod validity;

use jiff::civil::Date;

use crate::catalog::Catalog;
use crate::findings::Finding;
use crate::site::{Item, Site, Status};

/// What the checks look at.
pub struct Subject<'a> {
    /// What the office wrote.
    pub site: &'a Site,
    /// What of it is public.
    pub catalog: &'a Catalog,
    /// The day for which dates are judged.
    pub today: Date,
}

impl Subject<'_> {
    /// Items that are published or about to be: drafts and internal ones are nobody's business yet.
    fn live(&self) -> impl Iterator<Item = &Item> {
        let items = self.site.items.iter().map(AsRef::as_ref);
        items.filter(|item: &&Item| !matches!(item.front.status, Status::Draft | Status::Internal))
    }
}

/// A family of rules.
pub type Family = fn(&Subject<'_>, &mut Vec<Finding>);

/// Every family with its name.
pub const FAMILIES: &[(&str, Family)] = &[
    ("dates", dates::check),
    ("document_numbers", document_numbers::check),
    ("files", files::check),
    ("genres", genres::check),
    ("relations", relations::check),
    ("reviews", reviews::check),
    ("summaries", summaries::check),
    ("validity", validity::check),
];

/// Runs every family.
pub fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, family) in FAMILIES {
        family(subject, &mut findings);
    }
    findings
}
