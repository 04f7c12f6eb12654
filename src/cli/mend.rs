//! `mulu number --mend`: numbers that stand in two files, as after a merge of two branches, become two.

use super::args::{Global, Number};
use super::console::Console;
use super::progress::Bars;
use super::{Outcome, common};
use crate::build::{Progress as _, mend, write_mended};
use crate::findings::{Finding, Stops};

pub(super) fn run(options: &Number, global: &Global, console: &Console) -> Outcome {
    let Some(root) = common::root(global, console) else { return Outcome::Failed };
    let bars = Bars::new(console);
    let result = mend(&root, common::today(global), options.dry_run, &bars);
    bars.end();
    let mut mended = match result {
        Ok(mended) => mended,
        Err(mut findings) => {
            console.findings(&mut findings, false);
            console.count(&findings);
            return Outcome::Stopped;
        }
    };
    let mut stopping: Vec<Finding> =
        mended.prepared.findings.iter().filter(|finding| finding.stops == Stops::Build).cloned().collect();
    if !stopping.is_empty() {
        console.findings(&mut stopping, false);
        console.count(&stopping);
        return Outcome::Stopped;
    }
    if mended.united > 0 {
        console.say("mend-united", &[("count", mended.united.into())]);
    }
    for change in &mended.changes {
        let args = [
            ("path", change.path.as_str().into()),
            ("old", change.old.as_str().into()),
            ("new", change.new.clone().unwrap_or_default().into()),
            ("keeps", change.keeps.as_str().into()),
        ];
        console.say(if change.new.is_some() { "mend-changed" } else { "mend-removed" }, &args);
    }
    let given = mended.prepared.made.numbers.len();
    let is_mended = mended.united > 0 || !mended.changes.is_empty();
    if options.dry_run {
        if is_mended || given > 0 {
            console.say("number-dry-run", &[("count", given.into())]);
        } else {
            console.say("mend-none", &[]);
        }
        return Outcome::Fine;
    }
    match write_mended(&mut mended) {
        Ok(()) if !is_mended => {
            console.say("mend-none", &[]);
            Outcome::Fine
        }
        Ok(()) => {
            console.say("mend-done", &[("count", mended.changes.len().into())]);
            Outcome::Fine
        }
        Err(finding) => {
            console.findings(&mut [*finding], false);
            Outcome::Failed
        }
    }
}
