//! `mulu ledger merge --install`: tells git in this clone to merge ledgers with this program.

use std::path::Path;
use std::process::Command;

use crate::catalog::safe_write;
use crate::cli::args::Global;
use crate::cli::console::Console;
use crate::cli::{Outcome, common};
use crate::findings::system;

/// The line of `.gitattributes` that names the driver.
const ATTRIBUTE: &str = "/ledger.csv merge=mulu-ledger";
const FILE: &str = ".gitattributes";

pub(super) fn run(global: &Global, console: &Console) -> Outcome {
    let Some(root) = common::root(global, console) else { return Outcome::Failed };
    let driver = driver();
    let settings = [("merge.mulu-ledger.name", "mulu ledger merge"), ("merge.mulu-ledger.driver", driver.as_str())];
    for (name, value) in settings {
        if let Err(detail) = git(&root, &["config", "--local", name, value]) {
            console.complain("ledger-install-failed", &[("detail", detail.into())]);
            return Outcome::Failed;
        }
    }
    match add_attribute(&root) {
        Ok(added) => {
            let id = if added { "ledger-installed" } else { "ledger-installed-again" };
            console.say(id, &[("line", ATTRIBUTE.into()), ("driver", driver.into())]);
            Outcome::Fine
        }
        Err(error) => {
            console.complain("failed-write", &[("path", FILE.into()), ("detail", system::writing(&error))]);
            Outcome::Failed
        }
    }
}

/// The command that git runs through a shell: this program by its whole path, so that it need not be on the search path.
fn driver() -> String {
    let program = std::env::current_exe().ok().and_then(|path| path.to_str().map(|path| path.replace('\\', "/")));
    let program = program.unwrap_or_else(|| "mulu".to_owned());
    format!("'{}' ledger merge %O %A %B", program.replace('\'', "'\\''"))
}

fn git(root: &Path, words: &[&str]) -> Result<(), String> {
    let output = Command::new("git").current_dir(root).args(words).output().map_err(|error| error.to_string())?;
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()) }
}

/// Whether the line had to be added.
fn add_attribute(root: &Path) -> std::io::Result<bool> {
    let path = root.join(FILE);
    let mut text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error),
    };
    let named = |line: &str| {
        let mut words = line.split_whitespace();
        matches!(words.next(), Some("ledger.csv" | "/ledger.csv")) && words.any(|word| word == "merge=mulu-ledger")
    };
    if text.lines().any(named) {
        return Ok(false);
    }
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    if !text.is_empty() && !text.ends_with('\n') {
        text.push_str(line_end);
    }
    text.push_str(ATTRIBUTE);
    text.push_str(line_end);
    safe_write::replace(&path, text.as_bytes())?;
    Ok(true)
}
