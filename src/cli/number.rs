//! `mulu number`: gives index numbers to what passed the gate and has none.

use super::args::{Global, Number};
use super::console::Console;
use super::{Outcome, common};
use crate::build::{Purpose, write_numbers};
use crate::findings::{Finding, Stops};

pub(super) fn run(options: &Number, global: &Global, console: &Console) -> Outcome {
    if options.mend {
        return super::mend::run(options, global, console);
    }
    let mut prepared = match common::open(global, Purpose::Publish { locked: options.locked }, console) {
        Ok(prepared) => prepared,
        Err(outcome) => return outcome,
    };
    // Only what bears on numbers is shown here; `check` shows everything.
    let mut stopping: Vec<Finding> =
        prepared.findings.iter().filter(|finding| finding.stops == Stops::Build).cloned().collect();
    if !stopping.is_empty() {
        console.findings(&mut stopping, false);
        console.count(&stopping);
        return Outcome::Stopped;
    }
    let given: Vec<(String, String)> = prepared
        .made
        .numbers
        .iter()
        .map(|(at, number)| (prepared.site.items[*at].path.to_string(), number.clone()))
        .collect();
    for (path, number) in &given {
        console.result(&format!("{number}\t{path}"));
    }
    if options.dry_run {
        console.say("number-dry-run", &[("count", given.len().into())]);
        return Outcome::Fine;
    }
    match write_numbers(&mut prepared) {
        Ok(0) => {
            console.say("number-none", &[]);
            Outcome::Fine
        }
        Ok(count) => {
            console.say("number-done", &[("count", count.into())]);
            Outcome::Fine
        }
        Err(finding) => {
            console.findings(&mut [*finding], false);
            Outcome::Failed
        }
    }
}
