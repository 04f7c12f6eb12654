//! What version control remembers of the ledger.
//!
//! A table that lost its end looks whole. `.mulu/ledger.mark` tells, but is no part of a clone; the earlier versions of
//! `ledger.csv` are. Git is asked for every row that was ever added to it. Where there is no git, no repository, or only its
//! newest state (a shallow clone), nothing more is known than the table itself says.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use super::store::FILE;
use super::{COLUMNS, Ledger};
use crate::findings::rules;
use crate::findings::{Finding, Place};

/// At most so many numbers are named.
const MOST_NAMED: usize = 20;

/// A row that once stood in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    /// Whether it was recorded as online.
    is_sealed: bool,
    /// The commit that brought it, the last one.
    commit: String,
}

/// The finding that rows of earlier versions are missing, or are no longer recorded as online; `only_sealed` where others
/// may be gone because an older state of the whole site was restored.
///
/// To start over on purpose, the file is deleted, that is committed, and what was before it does not count.
pub fn find_lost_rows(root: &Path, ledger: &Ledger, only_sealed: bool) -> Option<Finding> {
    let log = log(root)?;
    let now: BTreeMap<&str, bool> = ledger.rows.iter().map(|row| (row.index_no.as_str(), row.is_sealed())).collect();
    let earlier = rows(&log);
    let lost: Vec<(&String, &Row)> = earlier
        .iter()
        .filter(|(number, row)| match now.get(number.as_str()) {
            Some(is_sealed) => row.is_sealed && !is_sealed,
            None => row.is_sealed || !only_sealed,
        })
        .collect();
    let (_, first) = lost.first()?;
    let mut names: Vec<&str> = lost.iter().take(MOST_NAMED).map(|(number, _)| number.as_str()).collect();
    if lost.len() > MOST_NAMED {
        names.push("…");
    }
    let finding = Finding::new(&rules::LEDGER_LOST_ROWS, Place::file(FILE))
        .with("count", lost.len())
        .with("missing", names.join("、"))
        .with("by", "number")
        .with("files", "")
        .with("commit", first.commit.as_str());
    Some(finding.hint("history"))
}

/// Every change of the ledger as a patch, the newest first.
fn log(root: &Path) -> Option<Vec<u8>> {
    let output = Command::new("git")
        .current_dir(root)
        .args(["-c", "core.quotePath=false", "log", "--format=commit %h %cs", "--patch", "--unified=0", "--text"])
        .args(["--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--", FILE])
        .stdin(Stdio::null())
        .output()
        .ok()?;
    output.status.success().then_some(output.stdout)
}

/// The rows that were ever added, by number, each as it was last, back to where the file was deleted.
fn rows(log: &[u8]) -> BTreeMap<String, Row> {
    let mut rows = BTreeMap::new();
    let mut commit = String::new();
    for line in log.split(|byte| *byte == b'\n') {
        if let Some(rest) = line.strip_prefix(b"commit ") {
            String::from_utf8_lossy(rest).trim().clone_into(&mut commit);
        } else if line.starts_with(b"deleted file") {
            break;
        } else if let Some(added) = line.strip_prefix(b"+").filter(|rest| !rest.starts_with(b"++ "))
            && let Some((number, is_sealed)) = row(added)
        {
            rows.entry(number).or_insert_with(|| Row { is_sealed, commit: commit.clone() });
        }
    }
    rows
}

/// Number and seal of a row in the ledger's own form; tables as Excel left them are read when they are the newest.
fn row(line: &[u8]) -> Option<(String, bool)> {
    let text = std::str::from_utf8(line).ok()?;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let record = reader.records().next()?.ok()?;
    let cell = |name: &str| COLUMNS.iter().position(|(id, _)| *id == name).and_then(|at| record.get(at));
    cell("seq")?.parse::<u32>().ok()?;
    let number = cell("index_no").filter(|number| !number.is_empty())?;
    Some((number.to_owned(), cell("sealed").is_some_and(|sealed| sealed.starts_with("20"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_as_they_were_last_and_back_to_the_deletion() {
        let log = "commit b 2026-02-02\n\ndiff --git a/ledger.csv b/ledger.csv\n--- a/ledger.csv\n+++ b/ledger.csv\n@@ -1 +1 @@\n\
                   -1,a/1,published,甲,,,,,,,,\r\n+1,a/1,published,甲,,,,,2026-02-02 10:00,sha256:0,,\r\n\
                   +2,a/2,reserved,\"乙,丙\",,,,,,,,\r\ncommit a 2026-01-01\n\n+1,a/1,reserved,甲,,,,,,,,\r\n+seq 序号,x\n\
                   commit 0 2025-01-01\ndeleted file mode 100644\n-1,z/1,published,甲,,,,,,,,\n\
                   commit 1 2024-01-01\n+9,z/9,published,甲,,,,,,,,\n";
        let rows = rows(log.as_bytes());
        let shown: Vec<_> =
            rows.iter().map(|(number, row)| (number.as_str(), row.is_sealed, row.commit.as_str())).collect();
        assert_eq!(shown, [("a/1", true, "b 2026-02-02"), ("a/2", false, "b 2026-02-02")]);
    }
}
