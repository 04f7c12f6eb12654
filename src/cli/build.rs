//! `mulu build`: checks, numbers and writes the site.

use std::path::{Path, PathBuf};

use super::args::{Build, Global};
use super::console::Console;
use super::progress::Bars;
use super::{Outcome, common};
use crate::build::{
    BuildError, Built, Held, Progress as _, Purpose, Request, Timings, Unchanged, prepare, publish, unchanged,
};

pub(super) fn run(options: &Build, global: &Global, console: &Console) -> Outcome {
    let Some(root) = common::root(global, console) else { return Outcome::Failed };
    let out = common::out(options.out.as_ref(), &root);
    let request = Request { root, out, today: common::today(global), locked: options.locked, anew: options.anew };
    let bars = Bars::new(console);
    let timings = Timings::new(&bars);
    let outcome = build(&request, console, &timings);
    bars.end();
    if options.timings {
        for (phase, millis) in timings.laps() {
            let millis = usize::try_from(millis).unwrap_or(usize::MAX);
            let phase = console.messages.get(phase.message_id(), &[]);
            console.say("timing-line", &[("phase", phase.into()), ("millis", millis.into())]);
        }
    }
    outcome
}

fn build(request: &Request, console: &Console, timings: &Timings<'_>) -> Outcome {
    if !request.anew
        && let Some(Unchanged { summary, items, held, mut findings }) = unchanged(request, timings)
    {
        console.findings(&mut findings, false);
        console.count(&findings);
        report(&Built { summary, numbered: 0 }, items, held, &request.out, console);
        return Outcome::Fine;
    }
    let purpose = Purpose::Publish { locked: request.locked };
    let mut prepared = match prepare(&request.root, request.today, purpose, timings) {
        Ok(prepared) => prepared,
        Err(mut findings) => {
            timings.end();
            console.findings(&mut findings, false);
            console.count(&findings);
            console.complain("build-stopped", &[]);
            return Outcome::Stopped;
        }
    };
    let result = publish(&mut prepared, request, timings);
    timings.end();
    console.findings(&mut prepared.findings, false);
    console.count(&prepared.findings);
    match result {
        Ok(built) => {
            report(&built, prepared.catalog().entries.len(), prepared.held(), &request.out, console);
            Outcome::Fine
        }
        Err(BuildError::Stopped) => {
            console.complain("build-stopped", &[]);
            Outcome::Stopped
        }
        Err(BuildError::Write(finding)) => {
            console.findings(&mut [*finding], false);
            Outcome::Failed
        }
        Err(BuildError::Search(error)) => {
            console.complain("search-failed", &[("detail", error.to_string().into())]);
            Outcome::Failed
        }
    }
}

fn report(built: &Built, items: usize, held: Held, out: &Path, console: &Console) {
    if built.numbered > 0 {
        console.say("build-numbered", &[("count", built.numbered.into())]);
    }
    if held.total() > 0 {
        console.say(
            "build-held",
            &[
                ("count", held.total().into()),
                ("draft", held.draft.into()),
                ("internal", held.internal.into()),
                ("withheld", held.withheld.into()),
                ("held", held.held.into()),
            ],
        );
    }
    let summary = &built.summary;
    let shown: PathBuf = std::env::current_dir()
        .ok()
        .and_then(|here| out.strip_prefix(here).ok().map(Path::to_path_buf))
        .unwrap_or_else(|| out.to_path_buf());
    let shown = shown.display().to_string();
    if summary.completed_earlier {
        console.say("build-completed", &[]);
    }
    for (id, paths) in [("build-foreign", &summary.foreign), ("build-overwritten", &summary.overwritten)] {
        if paths.is_empty() {
            continue;
        }
        let mut names: Vec<&str> = paths.iter().take(5).map(String::as_str).collect();
        if paths.len() > names.len() {
            names.push("…");
        }
        let count = paths.len().into();
        console.say(id, &[("out", shown.as_str().into()), ("count", count), ("names", names.join("、").into())]);
    }
    let changes = &summary.changes;
    for (mark, paths) in [('+', &changes.new), ('~', &changes.changed), ('-', &changes.removed)] {
        for path in paths {
            console.detail(&format!("{mark} {path}"));
        }
    }
    console.say(
        "build-done",
        &[
            ("out", shown.into()),
            ("items", items.into()),
            ("files", (summary.written() + summary.unchanged).into()),
            ("written", summary.written().into()),
            ("unchanged", summary.unchanged.into()),
            ("removed", summary.removed().into()),
        ],
    );
}
