//! `mulu board`: sheets for the bulletin board, texts for the loudspeakers.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::args::{Board, Global, PaperSize};
use super::console::Console;
use super::progress::Bars;
use super::{Outcome, common, which_item};
use crate::build::{Prepared, Progress as _, Purpose, load_site_theme};
use crate::catalog::EntryRef;
use crate::render::board::{Paper, Sheet, announcement, sheet};
use crate::render::listing::{Facet, column_line, folder};
use crate::render::{Options, Plan};
use crate::site::Column;
use crate::site::fields::nearest;
use crate::site::paths::would_be_published;

pub(super) fn run(options: &Board, global: &Global, console: &Console) -> Outcome {
    let Some(root) = common::root(global, console) else { return Outcome::Failed };
    let today = common::today(global);
    let bars = Bars::new(console);
    let Some(mut prepared) = common::prepared(&root, today, Purpose::Check, &bars, console) else {
        return Outcome::Stopped;
    };
    if common::is_stopped(&mut prepared, &bars, console) {
        return Outcome::Stopped;
    }
    bars.end();
    let Some(chosen) = choose(options, &prepared, today, console) else { return Outcome::Failed };
    let target = options.out.clone().unwrap_or_else(|| root.join("board").join(&chosen.file));
    if would_be_published(&target, &root) {
        console.complain("board-refused", &[("path", target.display().to_string().into())]);
        return Outcome::Failed;
    }
    let theme = match load_site_theme(&prepared.site) {
        Ok(theme) => theme,
        Err(mut findings) => {
            console.findings(&mut findings, false);
            return Outcome::Stopped;
        }
    };
    let plan_options = Options::default();
    let plan = Plan::new(prepared.catalog(), &theme, &plan_options);
    let text = if options.speak {
        speak(&plan, &chosen.entries)
    } else {
        let base = base(&target, &root);
        sheet(
            &plan,
            &Sheet {
                entries: chosen.entries.clone(),
                of: &chosen.of,
                address: &chosen.address,
                period: chosen.period,
                posted: today,
                paper: if options.paper == PaperSize::A3 { Paper::A3 } else { Paper::A4 },
                full: options.full,
                base: &base,
            },
        )
    };
    if !common::write_text(&target, &text, console) {
        return Outcome::Failed;
    }
    console.result(&target.display().to_string());
    if chosen.entries.is_empty() {
        console.say("board-empty", &[]);
    }
    let id = if options.speak { "board-spoken" } else { "board-done" };
    console.say(id, &[("count", chosen.entries.len().into())]);
    Outcome::Fine
}

/// What goes on the sheet.
struct Chosen {
    entries: Vec<EntryRef>,
    of: String,
    address: String,
    period: Option<(Date, Date)>,
    file: String,
}

fn choose(options: &Board, prepared: &Prepared, today: Date, console: &Console) -> Option<Chosen> {
    let catalog = prepared.catalog();
    // A number that is not in the file yet may be another one in the end.
    let unnumbered: Vec<&str> = prepared.made.numbers.iter().map(|(_, number)| number.as_str()).collect();
    if !unnumbered.is_empty() {
        console.complain("board-unnumbered", &[("count", unnumbered.len().into())]);
    }
    let ending = if options.speak { "txt" } else { "html" };
    if !options.items.is_empty() {
        let mut entries = Vec::new();
        for word in &options.items {
            let item = which_item::find(word, &prepared.site, console)?;
            let is_it = |at: &usize| catalog.entry(*at).is_some_and(|entry| entry.path == item.path);
            let Some(at) = (0..catalog.entries.len()).find(is_it) else {
                console.complain("board-not_public", &[("path", item.path.as_ref().into())]);
                return None;
            };
            entries.push(at);
        }
        let first = entries.first().and_then(|at| catalog.entry(*at)).map_or("", |entry| entry.index_no.as_str());
        let name: String = first.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        return Some(Chosen {
            entries,
            of: String::new(),
            address: Facet::All.address(),
            period: None,
            file: format!("{name}.{ending}"),
        });
    }
    let (period, name) = period(options, today, console)?;
    let column = match &options.column {
        None => None,
        Some(id) => Some(find_column(id, &catalog.config.columns, console)?),
    };
    let id = column.and_then(|at| catalog.config.columns.get(at)).map(|column| column.id.as_str());
    let entries = catalog
        .newest
        .iter()
        .copied()
        .filter(|at| {
            catalog.entry(*at).is_some_and(|entry| {
                let in_time = (period.0..=period.1).contains(&entry.published.date);
                let in_column = id.is_none_or(|id| column_line(catalog, entry.column).any(|own| own == id));
                in_time && in_column && !unnumbered.contains(&entry.index_no.as_str())
            })
        })
        .collect();
    let of =
        column.and_then(|at| catalog.config.columns.get(at)).map_or_else(String::new, |column| column.name.clone());
    let address = id.map_or_else(|| Facet::All.address(), |id| format!("{}index.html", folder(Facet::Column, id)));
    let kind = if options.full { "full" } else { "board" };
    let file = format!("{}-{name}-{kind}.{ending}", id.unwrap_or("all"));
    Some(Chosen { entries, of, address, period: Some(period), file })
}

/// The column with an id; complains where there is none, and names the nearest.
fn find_column(id: &str, columns: &[Column], console: &Console) -> Option<usize> {
    let found = columns.iter().position(|column| column.id == id);
    if found.is_none() {
        match nearest(id, columns.iter().map(|column| column.id.as_str())) {
            Some(near) => console.complain("board-column_near", &[("column", id.into()), ("nearest", near.into())]),
            None => console.complain("board-column", &[("column", id.into())]),
        }
    }
    found
}

/// The first and the last day, and how a file of that time is called; the current quarter where nothing is said.
fn period(options: &Board, today: Date, console: &Console) -> Option<((Date, Date), String)> {
    let parts = |text: &str, most: i8| {
        let (year, part) = text.split_once('-')?;
        let part = part.trim_start_matches(['q', 'Q']);
        let (year, part): (i16, i8) = (year.parse().ok()?, part.parse().ok()?);
        (1..=most).contains(&part).then_some((year, part))
    };
    let span = |year: i16, month: i8, months: i8| {
        let first = Date::new(year, month, 1).ok()?;
        Some((first, Date::new(year, month + months - 1, 1).ok()?.last_of_month()))
    };
    let made = if let Some(month) = &options.month {
        parts(month, 12).and_then(|(year, month)| Some((span(year, month, 1)?, format!("{year}-{month:02}"))))
    } else if let Some(quarter) = &options.quarter {
        parts(quarter, 4).and_then(|(year, part)| Some((span(year, part * 3 - 2, 3)?, format!("{year}-q{part}"))))
    } else if let Some(year) = options.year {
        span(year, 1, 12).map(|span| (span, year.to_string()))
    } else {
        let part = (today.month() - 1) / 3 + 1;
        span(today.year(), part * 3 - 2, 3).map(|span| (span, format!("{}-q{part}", today.year())))
    };
    if made.is_none() {
        let text = options.month.as_ref().or(options.quarter.as_ref()).cloned().unwrap_or_default();
        console.complain("board-period", &[("text", text.into())]);
    }
    made
}

/// Each text twice, as it is broadcast; lines as old editors of Windows want them.
fn speak(plan: &Plan<'_>, entries: &[EntryRef]) -> String {
    let again = plan.word("board.speak_again");
    let texts = entries.iter().filter_map(|at| plan.catalog().entry(*at)).map(|entry| {
        let lines = announcement(plan, entry).join("\r\n");
        format!("{} {}\r\n\r\n{lines}\r\n\r\n{again}\r\n\r\n{lines}\r\n", entry.index_no, entry.title)
    });
    format!("\u{feff}{}", texts.collect::<Vec<_>>().join("\r\n----------\r\n\r\n"))
}

/// The way from the sheet to the built site, where its pictures lie.
fn base(target: &Path, root: &Path) -> String {
    if target.parent() == Some(&root.join("board")) {
        return "../public/".to_owned();
    }
    let public: PathBuf = std::path::absolute(root.join("public")).unwrap_or_else(|_| root.join("public"));
    let path = public.to_string_lossy().replace('\\', "/").replace('%', "%25").replace(' ', "%20").replace('#', "%23");
    format!("file:///{}/", path.trim_start_matches('/'))
}
