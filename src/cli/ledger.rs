//! `mulu ledger`: shows the register of numbers, checks it, merges two that grew apart.

mod install;
mod merge;
mod show;
mod verify;

use super::Outcome;
use super::args::{Global, Ledger, LedgerAction};
use super::console::Console;

pub(super) fn run(options: &Ledger, global: &Global, console: &Console) -> Outcome {
    let filtered = options.find.is_some() || options.state.is_some() || options.year.is_some();
    if options.action.is_some() && (filtered || options.sealed || options.unsealed || options.csv) {
        console.complain("ledger-filters-only-shown", &[]);
        return Outcome::Failed;
    }
    match &options.action {
        None => show::run(options, global, console),
        Some(LedgerAction::Verify(_)) => verify::run(global, console),
        Some(LedgerAction::Merge(merge)) if merge.install => install::run(global, console),
        Some(LedgerAction::Merge(merge)) => merge::run(merge, console),
    }
}
