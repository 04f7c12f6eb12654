//! Says of a ledger that lost rows which numbers these were: files still carry them.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::catalog::ledger::Ledger;
use crate::findings::{Finding, rules};
use crate::messages::{Arg, in_title_marks};
use crate::site::Item;

/// At most so many numbers are named.
const MOST_NAMED: usize = 10;

/// Adds to findings that rows are gone the numbers that stand in files and not in the ledger, with the files' titles.
pub(super) fn name(findings: &mut [Finding], items: &[Arc<Item>], ledger: &Ledger) {
    let is_wanted = |finding: &&mut Finding| finding.rule.code == rules::LEDGER_LOST_ROWS.code;
    let Some(finding) = findings.iter_mut().find(is_wanted) else { return };
    let known: BTreeSet<&str> = ledger.rows.iter().map(|row| row.index_no.as_str()).collect();
    let unknown = items.iter().filter_map(|item| {
        let number = item.front.index_no.as_ref().map(|field| field.value.as_str())?;
        (!known.contains(number)).then(|| format!("{number}《{}》", in_title_marks(&item.front.title.value)))
    });
    let mut names: Vec<String> = unknown.take(MOST_NAMED + 1).collect();
    if names.len() > MOST_NAMED {
        names.truncate(MOST_NAMED);
        names.push("…".to_owned());
    }
    if !names.is_empty() {
        let said = Arg::Message("ledger-lost-files", vec![("files", names.join("、").into())]);
        finding.args.retain(|(name, _)| *name != "files");
        finding.args.push(("files", said));
    }
}
