//! `mulu check`: everything that is wrong, in one list. Writes nothing.

use super::args::{Check, Global};
use super::console::Console;
use super::progress::Bars;
use super::{Outcome, common};
use crate::build::{Progress as _, Purpose, examine, prepare};
use crate::findings::Stops;

pub(super) fn run(_: &Check, global: &Global, console: &Console) -> Outcome {
    let Some(root) = common::root(global, console) else { return Outcome::Failed };
    let bars = Bars::new(console);
    let prepared = prepare(&root, common::today(global), Purpose::Check, &bars);
    let (mut findings, items) = match prepared {
        Ok(mut prepared) => {
            examine(&mut prepared, &bars);
            (prepared.findings, prepared.site.items.len() + prepared.site.unreadable.len())
        }
        Err(findings) => (findings, 0),
    };
    bars.end();
    console.findings(&mut findings, true);
    console.count(&findings);
    if findings.is_empty() {
        console.say("check-fine", &[("items", items.into())]);
    } else {
        console.say("check-done", &[("items", items.into())]);
    }
    if findings.iter().any(|finding| finding.stops == Stops::Build) { Outcome::Stopped } else { Outcome::Fine }
}
