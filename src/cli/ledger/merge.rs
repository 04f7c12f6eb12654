//! `mulu ledger merge BASE OURS THEIRS`: a merge driver for git. Writes the merged ledger over OURS.
//!
//! Exit status as git asks for it: 0 merged, 1 a conflict that people must settle (OURS holds the best there is, or is as it was
//! where a side cannot be read).

use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use crate::catalog::ledger::merge::merge;
use crate::catalog::ledger::{Reading, read, write};
use crate::catalog::safe_write;
use crate::cli::Outcome;
use crate::cli::args::LedgerMerge;
use crate::cli::console::Console;
use crate::findings::rules;
use crate::findings::{Finding, system};

pub(super) fn run(options: &LedgerMerge, console: &Console) -> Outcome {
    let (Some(base), Some(ours), Some(theirs)) = (&options.base, &options.ours, &options.theirs) else {
        return Outcome::Failed;
    };
    let mut readings = Vec::new();
    for path in [base, ours, theirs] {
        match read_side(path) {
            Ok(reading) => readings.push(reading),
            Err(error) => {
                let args = [("path", path.display().to_string().into()), ("detail", system::reading(&error))];
                console.complain("failed-read", &args);
                return Outcome::Failed;
            }
        }
    }
    let mut findings: Vec<Finding> = readings.iter_mut().flat_map(|side| std::mem::take(&mut side.findings)).collect();
    // What one side lost, the others still have.
    findings.retain(|finding| finding.rule.code != rules::LEDGER_LOST_ROWS.code);
    if !findings.is_empty() {
        console.findings(&mut findings, false);
        console.complain("ledger-merge-unreadable", &[]);
        return Outcome::Stopped;
    }
    let [base, left, right] = readings.as_slice() else { return Outcome::Failed };
    let merged = merge(&base.ledger, &left.ledger, &right.ledger);
    if let Err(error) = safe_write::replace(ours, &write(&merged.ledger, left.line_end)) {
        let args = [("path", ours.display().to_string().into()), ("detail", system::writing(&error))];
        console.complain("failed-write", &args);
        return Outcome::Failed;
    }
    for number in &merged.restored {
        console.say("ledger-merge-restored", &[("value", number.as_str().into())]);
    }
    for double in &merged.doubled {
        let args = [
            ("value", double.index_no.as_str().into()),
            ("keeps", double.keeps.as_str().into()),
            ("loses", double.loses.as_str().into()),
        ];
        console.complain("ledger-merge-doubled", &args);
    }
    for double in &merged.conflicts {
        let args = [
            ("value", double.index_no.as_str().into()),
            ("keeps", double.keeps.as_str().into()),
            ("loses", double.loses.as_str().into()),
        ];
        console.complain("ledger-merge-conflict", &args);
    }
    console.say("ledger-merged", &[("count", merged.ledger.rows.len().into()), ("moved", merged.moved.into())]);
    if merged.conflicts.is_empty() { Outcome::Fine } else { Outcome::Stopped }
}

/// One side. An empty or missing file is an empty ledger: git gives one where the sides have no common beginning.
fn read_side(path: &Path) -> std::io::Result<Reading> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error),
    };
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(Reading::default());
    }
    let name: Arc<str> = Arc::from(path.display().to_string().replace('\\', "/"));
    Ok(read(&name, &bytes))
}
