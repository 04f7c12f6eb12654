//! `mulu check`: everything that is wrong, in one list. Writes nothing.

use super::args::{Check, Global};
use super::console::Console;
use super::progress::Bars;
use super::{Outcome, common};
use crate::build::{Progress as _, Purpose, examine};
use crate::findings::Stops;

pub(super) fn run(_: &Check, global: &Global, console: &Console) -> Outcome {
    let Some(root) = common::root(global, console) else { return Outcome::Failed };
    let bars = Bars::new(console);
    let result = examine(&root, common::today(global), Purpose::Publish { locked: false }, &bars);
    bars.end();
    let (mut findings, items) = match result {
        Ok(prepared) => (prepared.findings, prepared.site.items.len() + prepared.site.unreadable.len()),
        Err(findings) => (findings, 0),
    };
    console.findings(&mut findings, true);
    console.count(&findings);
    if findings.is_empty() {
        console.say_text("check-fine", &[("items", items.into())]);
    } else {
        console.say_text("check-done", &[("items", items.into())]);
    }
    if findings.iter().any(|finding| finding.stops == Stops::Build) { Outcome::Stopped } else { Outcome::Fine }
}
