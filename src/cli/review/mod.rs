//! `mulu review`: what waits for a signature, one item's review, its sheet on paper.

mod letter;
mod list;
mod sheet;
mod show;
mod sign;

use super::args::{Global, Review};
use super::console::Console;
use super::progress::Bars;
use super::{Outcome, common, which_item};
use crate::build::{Progress as _, Purpose, prepare};
use crate::messages::Messages;
use crate::site::vocabulary::Term as _;
use crate::site::{ReviewStep, Site};

pub(super) fn run(options: &Review, global: &Global, console: &Console) -> Outcome {
    let Some(root) = common::root(global, console) else { return Outcome::Failed };
    let today = common::today(global);
    let bars = Bars::new(console);
    // Whoever writes holds the ledger, so that no other run gives numbers to the same files meanwhile.
    let writes = (options.sign.is_some() || options.bind) && !options.dry_run;
    let purpose = if writes { Purpose::Publish { locked: false } } else { Purpose::Check };
    let prepared = prepare(&root, today, purpose, &bars);
    bars.end();
    let prepared = match prepared {
        Ok(prepared) => prepared,
        Err(mut findings) => {
            console.findings(&mut findings, false);
            return Outcome::Stopped;
        }
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
