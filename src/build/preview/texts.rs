//! What is known of texts, so that after a change only the changed ones are read again.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use rayon::prelude::*;

use super::locked;
use crate::blocks::Blocks;
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
#[derive(Clone)]
struct Known {
    source: Arc<SourceText>,
    read: Arc<Read>,
    /// Whether the text that search sees was kept, too. Until somebody searches it would only fill memory.
    has_blocks: bool,
}

impl Texts {
    /// What is wrong in all texts of a site.
    pub(super) fn findings(&self, plan: &Plan<'_>) -> Vec<Finding> {
        let catalog = plan.catalog();
        let mut findings: Vec<Finding> =
            self.know(plan, false).iter().flat_map(|read| read.findings.iter().cloned()).collect();
        findings.extend((0..catalog.pages.len()).flat_map(|at| render::read_page(plan, at).findings));
        findings
    }

    /// What is known of the text of every entry, in their order.
    pub(super) fn read(&self, plan: &Plan<'_>) -> Vec<Arc<Read>> {
        self.know(plan, true)
    }

    fn know(&self, plan: &Plan<'_>, for_search: bool) -> Vec<Arc<Read>> {
        // Those who look for faults and those who make the index may both be at work.
        let before = locked(&self.known).clone();
        let known: Vec<(Arc<Read>, bool)> = plan
            .catalog()
            .entries
            .par_iter()
            .enumerate()
            .map(|(at, entry)| {
                let before = before.get(&entry.path);
                let has_blocks = for_search || before.is_some_and(|known| known.has_blocks);
                match (&entry.body, before) {
                    // What a link leads to is decided elsewhere.
                    (Body::Open { source, .. }, Some(known))
                        if Arc::ptr_eq(source, &known.source)
                            && known.has_blocks == has_blocks
                            && !may_link(entry.body.text()) =>
                    {
                        (Arc::clone(&known.read), has_blocks)
                    }
                    _ => {
                        let mut read = render::read_entry(plan, at);
                        if !has_blocks {
                            read.blocks = Blocks::new();
                        }
                        (Arc::new(read), has_blocks)
                    }
                }
            })
            .collect();
        let entries = plan.catalog().entries.iter().zip(&known);
        let mut now: BTreeMap<Arc<str>, Known> = entries
            .filter_map(|(entry, (read, has_blocks))| match &entry.body {
                Body::Open { source, .. } => {
                    let (source, read) = (Arc::clone(source), Arc::clone(read));
                    Some((entry.path.clone(), Known { source, read, has_blocks: *has_blocks }))
                }
                _ => None,
            })
            .collect();
        let mut held = locked(&self.known);
        for (path, other) in held.iter().filter(|(_, other)| other.has_blocks) {
            if let Some(own) =
                now.get_mut(path).filter(|own| !own.has_blocks && Arc::ptr_eq(&own.source, &other.source))
            {
                *own = other.clone();
            }
        }
        *held = now;
        known.into_iter().map(|(read, _)| read).collect()
    }
}

/// Whether there may be a link in a text. Without one, what is wrong in it depends on nothing else.
fn may_link(text: &str) -> bool {
    text.contains(['[', '<'])
}
