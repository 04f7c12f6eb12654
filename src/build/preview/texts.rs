//! What is known of texts, so that after a change only the changed ones are read again.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::catalog::Body;
use crate::findings::Finding;
use crate::render::{self, Plan, Read};
use crate::site::SourceText;

/// What was found in texts, by the path of their source.
#[derive(Default)]
pub(super) struct Texts {
    known: Mutex<BTreeMap<Arc<str>, Known>>,
}

/// A text, and what was found in it.
type Known = (Arc<SourceText>, Arc<Read>);

impl Texts {
    /// What is wrong in all texts of a site.
    pub(super) fn findings(&self, plan: &Plan<'_>) -> Vec<Finding> {
        let catalog = plan.catalog();
        let mut findings: Vec<Finding> =
            self.read(plan).iter().flat_map(|read| read.findings.iter().cloned()).collect();
        findings.extend((0..catalog.pages.len()).flat_map(|at| render::read_page(plan, at).findings));
        findings
    }

    /// What is known of the text of every entry, in their order.
    pub(super) fn read(&self, plan: &Plan<'_>) -> Vec<Arc<Read>> {
        let before = std::mem::take(&mut *self.known.lock().unwrap_or_else(PoisonError::into_inner));
        let read: Vec<Arc<Read>> = plan
            .catalog()
            .entries
            .par_iter()
            .enumerate()
            .map(|(at, entry)| match (&entry.body, before.get(&entry.path)) {
                // What a link leads to is decided elsewhere.
                (Body::Open { source, .. }, Some((known, read)))
                    if Arc::ptr_eq(source, known) && !may_link(entry.body.text()) =>
                {
                    Arc::clone(read)
                }
                _ => Arc::new(render::read_entry(plan, at)),
            })
            .collect();
        let entries = plan.catalog().entries.iter().zip(&read);
        let known = entries.filter_map(|(entry, read)| match &entry.body {
            Body::Open { source, .. } => Some((entry.path.clone(), (Arc::clone(source), Arc::clone(read)))),
            _ => None,
        });
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = known.collect();
        read
    }
}

/// Whether there may be a link in a text. Without one, what is wrong in it depends on nothing else.
fn may_link(text: &str) -> bool {
    text.contains(['[', '<'])
}
