//! What several commands share: the site's root, today's date, the site prepared, a text written.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::Outcome;
use super::args::Global;
use super::console::Console;
use super::progress::Bars;
use crate::build::{Prepared, Progress as _, Purpose, prepare};
use crate::catalog::safe_write;
use crate::findings::system;
use crate::site::load::find_root;

/// The root named or found; complains where there is none.
pub(super) fn root(global: &Global, console: &Console) -> Option<PathBuf> {
    let found = match &global.root {
        Some(root) if root.join("site.toml").is_file() => Some(root.clone()),
        Some(_) => None,
        None => std::env::current_dir().ok().and_then(|here| find_root(&here)),
    };
    if found.is_none() {
        console.complain("no-root", &[]);
    }
    found
}

/// `--today`, else the clock's date in Beijing. This is the one place that reads the clock for a date.
pub(super) fn today(global: &Global) -> Date {
    global.today.unwrap_or_else(crate::clock::today)
}

/// `--out`, else `public` in the root.
pub(super) fn out(option: Option<&PathBuf>, root: &Path) -> PathBuf {
    option.cloned().unwrap_or_else(|| root.join("public"))
}

/// The site, prepared; where not even that can be done, says why.
pub(super) fn prepared(root: &Path, today: Date, purpose: Purpose, bars: &Bars, console: &Console) -> Option<Prepared> {
    match prepare(root, today, purpose, bars) {
        Ok(prepared) => Some(prepared),
        Err(mut findings) => {
            bars.end();
            console.findings(&mut findings, false);
            None
        }
    }
}

/// Finds the site and prepares it, for commands that then only look at it or change its files; else how the command ends.
pub(super) fn open(global: &Global, purpose: Purpose, console: &Console) -> Result<Prepared, Outcome> {
    let root = root(global, console).ok_or(Outcome::Failed)?;
    let bars = Bars::new(console);
    let opened = prepared(&root, today(global), purpose, &bars, console).ok_or(Outcome::Stopped)?;
    bars.end();
    Ok(opened)
}

/// Whether findings stop what was prepared; says them then.
pub(super) fn is_stopped(prepared: &mut Prepared, bars: &Bars, console: &Console) -> bool {
    let stopped = prepared.stopped();
    if stopped {
        bars.end();
        console.findings(&mut prepared.findings, false);
        console.count(&prepared.findings);
    }
    stopped
}

/// Writes a text to be printed or read, with the folders above it; where that fails, says so.
pub(super) fn write_text(target: &Path, text: &str, console: &Console) -> bool {
    let written = target
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .map_or(Ok(()), std::fs::create_dir_all)
        .and_then(|()| safe_write::replace(target, text.as_bytes()));
    if let Err(error) = &written {
        let args = [("path", target.display().to_string().into()), ("detail", system::writing(error))];
        console.complain("failed-write", &args);
    }
    written.is_ok()
}
