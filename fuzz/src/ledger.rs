//! A ledger of any bytes: refused, or read so that writing it gives a table that reads the same.

use std::sync::Arc;

use mulu::catalog::ledger::{read, write};
use mulu::findings::Stops;

/// See the module.
pub fn check(bytes: &[u8]) {
    let path: Arc<str> = Arc::from("ledger.csv");
    let first = read(&path, bytes);
    for finding in &first.findings {
        assert_eq!(finding.stops, Stops::Build, "{finding:?}");
    }
    if !first.findings.is_empty() {
        return;
    }
    let seqs: Vec<u32> = first.ledger.rows.iter().map(|row| row.seq).collect();
    assert!(seqs.iter().copied().eq(1..=first.ledger.last_seq()), "gaps or doubles that nobody found: {seqs:?}");
    let written = write(&first.ledger, first.line_end);
    let second = read(&path, &written);
    assert!(second.findings.is_empty(), "{:?} in {}", second.findings, String::from_utf8_lossy(&written));
    assert_eq!(second.ledger, first.ledger);
    assert_eq!(write(&second.ledger, second.line_end), written);
}
