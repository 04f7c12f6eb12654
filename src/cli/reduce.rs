//! `mulu reduce [ITEM]`: the list of an ended public display comes down, the page stays.

use super::args::{Global, Reduce};
use super::console::Console;
use super::{Outcome, amend, common};
use crate::build::Prepared;
use crate::catalog::lifecycle::{Action, last_day};
use crate::site::Status;

pub(super) fn run(options: &Reduce, global: &Global, console: &Console) -> Outcome {
    let listing = options.item.is_none();
    let prepared = match amend::open(global, options.record.dry_run || listing, console) {
        Ok(prepared) => prepared,
        Err(outcome) => return outcome,
    };
    let Some(word) = &options.item else { return list(&prepared, global, console) };
    let reason = options.record.reason.clone().unwrap_or_default().trim().to_owned();
    let texts = (reason, String::new());
    match amend::carry_out(&prepared, word, Action::Reduce, &options.record, texts, global, console) {
        Ok((planned, _)) => {
            console.say("reduce-done", &amend::about(&prepared, &planned));
            Outcome::Fine
        }
        Err(outcome) => outcome,
    }
}

/// Every display that has ended and whose list is still there.
fn list(prepared: &Prepared, global: &Global, console: &Console) -> Outcome {
    let today = common::today(global);
    let site = &prepared.site;
    let mut count = 0_usize;
    for (at, item) in site.items.iter().enumerate() {
        let ended = last_day(item, site).filter(|last| *last < today);
        let public = prepared.catalog().entries.iter().any(|entry| entry.path == item.path);
        if let Some(last) = ended.filter(|_| public && item.front.status == Status::Published) {
            let wanted = item.front.display.as_ref().is_some_and(|display| display.reduce_after);
            let mark = if wanted { "*" } else { " " };
            console.result(&format!("{mark} {last}\t{}\t{}", amend::item_name(prepared, at), item.path));
            count += 1;
        }
    }
    console.say("reduce-listed", &[("count", count.into())]);
    Outcome::Fine
}
