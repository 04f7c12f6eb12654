//! One number in two files, as after a merge of two branches or where a file was copied: which of them keeps it.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::ledger::{Ledger, Row};

/// A file that carries a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The file, relative to the site's root.
    pub path: Arc<str>,
    /// The number in its front matter.
    pub index_no: String,
    /// Its title, as the ledger has it.
    pub title: String,
    /// Whether it is a draft or internal, so that no number is due yet.
    pub waits: bool,
    /// 成文日期.
    pub created: Date,
}

/// Positions of the files that lose their number, each with that of the file that keeps it.
///
/// The file that the ledger's row names keeps it; a merge of ledgers has settled that what was online wins. Where the row
/// names neither, because files were renamed, the one with the row's title does, else the one to be published, else the older
/// one, else the one whose path sorts first.
pub fn losers(holders: &[Holder], ledger: &Ledger) -> Vec<(usize, usize)> {
    let mut by_number: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, holder) in holders.iter().enumerate() {
        by_number.entry(holder.index_no.as_str()).or_default().push(at);
    }
    let mut losers = Vec::new();
    for (number, mut files) in by_number {
        let row = ledger.row(number);
        files.sort_by_key(|at| {
            let holder = &holders[*at];
            let at_home = row.is_some_and(|row| row.path == *holder.path);
            let named = row.is_some_and(|row| row.title == Row::tidy(&holder.title));
            (!at_home, !named, holder.waits, holder.created, &holder.path)
        });
        if let Some((keeps, rest)) = files.split_first() {
            losers.extend(rest.iter().map(|at| (*at, *keeps)));
        }
    }
    losers
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::catalog::ledger::tests::row;

    fn holder(path: &str, waits: bool, day: i8) -> Holder {
        let index_no = row(1).index_no;
        let title = if path == "named" { row(1).title } else { path.to_owned() };
        Holder {
            path: Arc::from(format!("content/notice/{path}.md")),
            index_no,
            title,
            waits,
            created: date(2024, 3, day),
        }
    }

    #[test]
    fn the_row_decides_then_publication_then_age_then_the_path() {
        let home = Ledger { rows: vec![row(1)] };
        let cases = [
            (home.clone(), vec![holder("a", false, 1), holder("1", false, 9)], vec![(0, 1)]),
            (Ledger::default(), vec![holder("a", true, 1), holder("b", false, 9)], vec![(0, 1)]),
            (Ledger::default(), vec![holder("a", false, 9), holder("b", false, 1)], vec![(0, 1)]),
            (home.clone(), vec![holder("a", false, 1), holder("named", false, 9)], vec![(0, 1)]),
            (home, vec![holder("b", false, 1), holder("a", false, 1), holder("c", false, 1)], vec![(0, 1), (2, 1)]),
            (Ledger::default(), vec![holder("a", false, 1)], vec![]),
        ];
        for (ledger, holders, expected) in cases {
            assert_eq!(losers(&holders, &ledger), expected, "{holders:?}");
        }
    }
}
