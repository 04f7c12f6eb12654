//! `mulu build`: checks, numbers and writes the site.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::args::{Build, Format, Global};
use super::console::Console;
use super::progress::Bars;
use super::{Outcome, common, table};
use crate::build::{
    BuildError, Built, Held, Phase, Progress as _, Request, Timings, Unchanged, prepare_build, publish, unchanged,
};

pub(super) fn run(options: &Build, global: &Global, console: &Console) -> Outcome {
    let Some(root) = common::root(global, console) else { return Outcome::Failed };
    let out = common::out(options.out.as_ref(), &root);
    let request = Request { root, out, today: common::today(global), locked: options.locked, anew: options.anew };
    let bars = Bars::new(console);
    let timings = Timings::new(&bars);
    let mut totals = None;
    let outcome = build(&request, console, &timings, &mut totals);
    bars.end();
    let laps = if options.timings { timings.laps() } else { Vec::new() };
    match console.format() {
        Format::Text if options.timings => say_table(&laps, totals.as_ref(), console),
        Format::Json => say_json(&laps, totals.as_ref(), console),
        Format::Text | Format::Sarif => {}
    }
    outcome
}

/// What a build came to.
#[derive(Serialize)]
struct Totals {
    items: usize,
    held: usize,
    numbered: usize,
    files: usize,
    written: usize,
    unchanged: usize,
    removed: usize,
    /// What lies in the output and is not ours; left alone.
    foreign: Vec<String>,
    /// What lay where a file of ours belongs.
    overwritten: Vec<String>,
}

/// A table for people: numbers, then where the time went.
fn say_table(laps: &[(Phase, u128)], totals: Option<&Totals>, console: &Console) {
    let mut rows: Vec<(&str, u128, bool)> = Vec::new();
    if let Some(Totals { items, held, files, written, unchanged, removed, .. }) = totals {
        let numbers = [
            ("total-items", items),
            ("total-held", held),
            ("total-files", files),
            ("total-written", written),
            ("total-unchanged", unchanged),
            ("total-removed", removed),
        ];
        rows.extend(numbers.map(|(id, number)| (id, *number as u128, false)));
    }
    rows.extend(laps.iter().map(|(phase, millis)| (phase.message_id(), *millis, true)));
    rows.push(("timing-total", total(laps), true));
    let wide = rows.iter().map(|row| row.1.to_string().len()).max().unwrap_or(0);
    let cells = rows.iter().map(|&(id, number, is_time)| {
        let number = format!("{number:>wide$}");
        let name = console.messages.get(id, &[]);
        [name, if is_time { console.messages.get("timing", &[("millis", number.into())]) } else { number }]
    });
    let cells: Vec<[String; 2]> = cells.collect();
    if let Some((first, others)) = cells.split_first() {
        for line in table::lines(first, others, [0; 2]) {
            console.line(&line);
        }
    }
}

/// Milliseconds of all phases.
fn total(laps: &[(Phase, u128)]) -> u128 {
    laps.iter().map(|(_, millis)| millis).sum()
}

/// The same as a line of JSON, for programs.
fn say_json(laps: &[(Phase, u128)], totals: Option<&Totals>, console: &Console) {
    let mut line = serde_json::json!({ "build": totals });
    if !laps.is_empty() {
        let millis: BTreeMap<&str, u128> = laps.iter().map(|(phase, millis)| (phase.id(), *millis)).collect();
        line["total_millis"] = serde_json::json!(u64::try_from(total(laps)).unwrap_or(u64::MAX));
        line["millis"] = serde_json::json!(millis);
    }
    console.line(&line.to_string());
}

fn build(request: &Request, console: &Console, timings: &Timings<'_>, totals: &mut Option<Totals>) -> Outcome {
    let looked = match if request.anew { Err(None) } else { unchanged(request, timings) } {
        Ok(Unchanged { summary, items, held, mut findings }) => {
            console.findings(&mut findings, false);
            console.count(&findings);
            let built = Built { summary, numbered: 0 };
            *totals = Some(Totals::of(&built, items, held));
            report(&built, items, held, &request.out, console);
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
            *totals = Some(Totals::of(&built, prepared.public(), prepared.held()));
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
            super::search::complain(&error, console);
            Outcome::Failed
        }
    }
}

impl Totals {
    fn of(Built { summary, numbered }: &Built, items: usize, held: Held) -> Self {
        let (written, unchanged, removed) = (summary.written(), summary.unchanged, summary.removed());
        let (foreign, overwritten) = (summary.foreign.clone(), summary.overwritten.clone());
        let (held, numbered, files) = (held.total(), *numbered, written + unchanged);
        Self { items, held, numbered, files, written, unchanged, removed, foreign, overwritten }
    }
}

fn report(built: &Built, items: usize, held: Held, out: &Path, console: &Console) {
    if console.format() == Format::Json {
        // All of it is in the line of JSON that follows.
        return;
    }
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
        console.say(
            id,
            &[("out", shown.as_str().into()), ("count", count), ("names", console.messages.list(&names).into())],
        );
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
