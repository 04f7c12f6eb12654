//! `mulu archive YEAR`: packs a year for the state archive and the office's own.

use super::args::{Archive, Global};
use super::console::Console;
use super::progress::Bars;
use super::{Outcome, common};
use crate::build::archiving::{Archived, NotArchived, Request, archive};
use crate::build::{Phase, Progress as _, Purpose};
use crate::findings::{Finding, rules};
use crate::messages::Arg;

pub(super) fn run(options: &Archive, global: &Global, console: &Console) -> Outcome {
    let Some(root) = common::root(global, console) else { return Outcome::Failed };
    let today = common::today(global);
    let request = Request {
        year: options.year,
        site: common::out(options.site.as_ref(), &root),
        into: options.out.clone().unwrap_or_else(|| root.join("archive").join(options.year.to_string())),
        zip: options.zip,
        partial: options.partial,
    };
    let bars = Bars::new(console);
    let Some(mut prepared) = common::prepared(&root, today, Purpose::Check, &bars, console) else {
        return Outcome::Stopped;
    };
    if common::is_stopped(&mut prepared, &bars, console) {
        console.complain("archive-stopped", &[("year", year(&request))]);
        return Outcome::Stopped;
    }
    // Whatever else is to be mended is no matter of the archive.
    prepared.findings.clear();
    bars.begin(Phase::Archive, None);
    let result = archive(&mut prepared, &request);
    bars.end();
    match result {
        Ok(archived) => {
            left_out(&mut prepared.findings, &request, console);
            report(&archived, &request, today.year(), console);
            Outcome::Fine
        }
        Err(reason) => refuse(reason, &request, console),
    }
}

fn refuse(reason: NotArchived, request: &Request, console: &Console) -> Outcome {
    let say = |id: &str, args: &[(&'static str, Arg)]| console.complain(id, args);
    match reason {
        NotArchived::Findings(mut findings) => {
            console.findings(&mut findings, false);
            say("archive-not_ready", &[("year", year(request)), ("count", findings.len().into())]);
            Outcome::Stopped
        }
        NotArchived::NotBuilt => {
            say("seal-not-built", &[("out", request.site.display().to_string().into())]);
            Outcome::Failed
        }
        NotArchived::Outdated(count) => {
            say("seal-outdated", &[("count", count.into())]);
            Outcome::Stopped
        }
        NotArchived::Empty => {
            say("archive-empty", &[("year", year(request))]);
            Outcome::Failed
        }
        NotArchived::InTheWay(path) => {
            say("archive-in_the_way", &[("path", path.display().to_string().into())]);
            Outcome::Failed
        }
        NotArchived::Failed(mut findings) => {
            console.findings(&mut findings, false);
            Outcome::Failed
        }
    }
}

fn left_out(findings: &mut [Finding], request: &Request, console: &Console) {
    if findings.is_empty() {
        return;
    }
    console.findings(findings, false);
    let unsealed = findings.iter().filter(|finding| finding.rule.code == rules::ARCHIVE_UNSEALED.code).count();
    console.say(
        "archive-left_out",
        &[("year", year(request)), ("unsealed", unsealed.into()), ("held", (findings.len() - unsealed).into())],
    );
}

fn report(archived: &Archived, request: &Request, this_year: i16, console: &Console) {
    for path in &archived.paths {
        console.result(&path.display().to_string());
    }
    let id = if archived.unchanged { "archive-unchanged" } else { "archive-done" };
    console.say(id, &[("year", year(request)), ("items", archived.items.into())]);
    if request.year >= this_year {
        console.say("archive-year_not_over", &[("year", year(request))]);
    }
}

/// A year as a text: a number would be grouped by thousands.
fn year(request: &Request) -> Arg {
    Arg::Text(request.year.to_string())
}
