//! What several commands begin with: the site's root and today's date.

use std::path::PathBuf;

use jiff::civil::Date;

use super::args::Global;
use super::console::Console;
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
pub(super) fn out(option: Option<&PathBuf>, root: &std::path::Path) -> PathBuf {
    option.cloned().unwrap_or_else(|| root.join("public"))
}
