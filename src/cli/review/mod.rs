//! `mulu review`: what waits for a signature, one item's review, its sheet on paper.

mod letter;
mod list;
mod sheet;
mod show;
mod sign;

use super::args::{Global, Review};
use super::console::Console;
use super::{Outcome, common, which_item};
use crate::build::Purpose;
use crate::messages::Messages;
use crate::site::vocabulary::Term as _;
use crate::site::{ReviewStep, Site};

pub(super) fn run(options: &Review, global: &Global, console: &Console) -> Outcome {
    let today = common::today(global);
    // Whoever writes holds the ledger, so that no other run gives numbers to the same files meanwhile.
    let writes = (options.sign.is_some() || options.bind) && !options.dry_run;
    let purpose = if writes { Purpose::Publish { locked: false } } else { Purpose::Check };
    let prepared = match common::open(global, purpose, console) {
        Ok(prepared) => prepared,
        Err(outcome) => return outcome,
    };
    let site = &prepared.site;
    let Some(word) = &options.file else {
        if options.bind {
            return sign::run_bind(None, site, options.dry_run, console);
        }
        return list::run(site, today, global.format, console);
    };
    let Some(item) = which_item::find(word, site, console) else { return Outcome::Failed };
    if options.print {
        return sheet::run(item, site, options.out.as_deref(), console);
    }
    if options.bind {
        return sign::run_bind(Some(item), site, options.dry_run, console);
    }
    if options.sign.is_some() {
        return sign::run(item, site, options, today, console);
    }
    show::run(item, site, global.format, console)
}

/// The name of a step in the reader's language.
fn step_name(step: ReviewStep, messages: &Messages) -> String {
    messages.get(&format!("review-step-{}", step.id()), &[])
}

/// The name of a conclusion in the reader's language.
fn conclusion_name(id: &str, site: &Site, messages: &Messages) -> String {
    site.vocabulary.conclusions.get(id).map_or(id, |term| term.name(messages.lang())).to_owned()
}
