//! `mulu ledger verify`: whether ledger and files agree, and what changed since it was put online.

use crate::build::Purpose;
use crate::catalog::content_hash;
use crate::catalog::ledger::{RowState, Store, history};
use crate::cli::args::Global;
use crate::cli::console::Console;
use crate::cli::{Outcome, common};
use crate::findings::{Finding, Stops, rules};
use crate::messages::Lang;

pub(super) fn run(global: &Global, console: &Console) -> Outcome {
    let prepared = match common::open(global, Purpose::Check, console) {
        Ok(prepared) => prepared,
        Err(outcome) => return outcome,
    };
    let about_numbers = |finding: &&Finding| {
        ["ledger.", "sealed.", "number.", "withdrawn."].iter().any(|family| finding.rule.code.starts_with(family))
    };
    let mut findings: Vec<Finding> = prepared.findings.iter().filter(about_numbers).cloned().collect();
    // Also where this folder's own mark tells of no loss: the mark may be older, or that of another state.
    if findings.iter().all(|finding| finding.rule.code != rules::LEDGER_LOST_ROWS.code) {
        let (_, ledger, _) = Store::open(&prepared.site.root);
        findings.extend(history::find_lost_rows(&prepared.site.root, &ledger, false));
    }
    console.findings(&mut findings, true);
    console.count(&findings);
    let made = &prepared.made;
    let zh = console.messages.lang() == Lang::Zh;
    for state in RowState::ALL {
        let rows = made.ledger.rows.iter().filter(|row| row.state == state);
        let (count, sealed) = (rows.clone().count(), rows.filter(|row| row.is_sealed()).count());
        if count > 0 {
            let word = if zh { state.zh() } else { state.id() };
            console.say("ledger-count", &[("state", word.into()), ("count", count.into()), ("sealed", sealed.into())]);
        }
    }
    // A change with a record is no fault; that the content is another one is said all the same.
    let mut is_changed = false;
    for row in &made.ledger.rows {
        let (Some(online), Some(now)) = (row.hash, made.hashes.get(&row.seq)) else { continue };
        if online != *now {
            let args = [
                ("item", format!("{}《{}》", row.index_no, row.title).into()),
                ("online", content_hash::shown(&online).into()),
                ("now", content_hash::shown(now).into()),
            ];
            console.say("ledger-changed", &args);
            is_changed = true;
        }
    }
    if findings.iter().any(|finding| finding.stops == Stops::Build) {
        return Outcome::Stopped;
    }
    console.say(if is_changed { "ledger-agrees-recorded" } else { "ledger-agrees" }, &[]);
    Outcome::Fine
}
