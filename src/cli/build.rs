//! `mulu build`: checks, numbers and writes the site.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;
use unicode_width::UnicodeWidthStr as _;

use super::args::{Build, Format, Global};
use super::console::Console;
use super::progress::Bars;
use super::{Outcome, common};
use crate::build::{
    BuildError, Built, Held, Phase, Progress as _, Request, Timings, Unchanged, prepare_build, publish, unchanged,
};
use crate::output::Summary;

pub(super) fn run(options: &Build, global: &Global, console: &Console) -> Outcome {
    let Some(root) = common::root(global, console) else { return Outcome::Failed };
    let out = common::out(options.out.as_ref(), &root);
    let request = Request { root, out, today: common::today(global), locked: options.locked, anew: options.anew };
    let bars = Bars::new(console);
    let timings = Timings::new(&bars);
    let mut totals = None;
    let outcome = build(&request, console, &timings, &mut totals);
    bars.end();
    if options.timings {
        say_timings(&timings.laps(), totals, console);
    }
    outcome
}

/// What a build came to, in numbers.
#[derive(Clone, Copy, Serialize)]
struct Totals {
    items: usize,
    files: usize,
    written: usize,
    unchanged: usize,
    removed: usize,
}

/// Where the time went: a table for people, a line of JSON for programs.
fn say_timings(laps: &[(Phase, u128)], totals: Option<Totals>, console: &Console) {
    let all: u128 = laps.iter().map(|(_, millis)| millis).sum();
    if console.format() != Format::Text {
        let millis: BTreeMap<&str, u128> = laps.iter().map(|(phase, millis)| (phase.id(), *millis)).collect();
        let line = serde_json::json!({ "build": totals, "millis": millis, "total_millis": all });
        console.line(&line.to_string());
        return;
    }
    let rows = laps.iter().map(|(phase, millis)| (phase.message_id(), *millis)).chain([("timing-total", all)]);
    let rows: Vec<(String, u128)> = rows.map(|(id, millis)| (console.messages.get(id, &[]), millis)).collect();
    let wide = rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    for (name, millis) in rows {
        let phase = format!("{name}{}", " ".repeat(wide - name.width()));
        let millis = format!("{millis:>7}");
        console.say("timing-line", &[("phase", phase.into()), ("millis", millis.into())]);
    }
}

fn build(request: &Request, console: &Console, timings: &Timings<'_>, totals: &mut Option<Totals>) -> Outcome {
    let looked = match if request.anew { Err(None) } else { unchanged(request, timings) } {
        Ok(Unchanged { summary, items, held, mut findings }) => {
            console.findings(&mut findings, false);
            console.count(&findings);
            *totals = Some(Totals::of(&summary, items));
            report(&Built { summary, numbered: 0 }, items, held, &request.out, console);
            return Outcome::Fine;
        }
        Err(looked) => looked,
    };
    let mut prepared = match prepare_build(request, looked, timings) {
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
            *totals = Some(Totals::of(&built.summary, prepared.public()));
            report(&built, prepared.public(), prepared.held(), &request.out, console);
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

impl Totals {
    fn of(summary: &Summary, items: usize) -> Self {
        let (written, unchanged, removed) = (summary.written(), summary.unchanged, summary.removed());
        Self { items, files: written + unchanged, written, unchanged, removed }
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
