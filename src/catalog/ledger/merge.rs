//! Brings two ledgers together that grew apart from one: a three-way merge by index number.
//!
//! Text merges of version control fail on it: both sides append at the end, with the same sequence numbers, and sometimes the
//! same index number. Here a row is known by its number. What one side changed is taken; what both changed is settled by
//! rules that lose nothing of what was put online. Nothing is guessed: where two different items were both put online under
//! one number, that is said, and people decide.

use std::collections::{BTreeMap, BTreeSet};

use super::{Ledger, Row, RowState};

/// What a merge came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Merged {
    /// The ledger of both.
    pub ledger: Ledger,
    /// Numbers that both sides gave, to different items. The row is that of the first path; the other item needs a new number.
    pub doubled: Vec<Doubled>,
    /// Numbers under which both sides put different items online. People must decide.
    pub conflicts: Vec<Doubled>,
    /// Rows that one side had lost.
    pub restored: Vec<String>,
    /// Rows whose sequence number another row had first.
    pub moved: usize,
}

/// One number for two items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubled {
    /// The number.
    pub index_no: String,
    /// The file whose row was kept.
    pub keeps: String,
    /// The file that needs another number.
    pub loses: String,
}

/// Merges what `ours` and `theirs` made of `base`.
pub fn merge(base: &Ledger, ours: &Ledger, theirs: &Ledger) -> Merged {
    let mut merged = Merged::default();
    let by_number = |ledger: &Ledger| -> BTreeMap<String, Row> {
        ledger.rows.iter().map(|row| (row.index_no.clone(), row.clone())).collect()
    };
    let (old, left, right) = (by_number(base), by_number(ours), by_number(theirs));
    let numbers: BTreeSet<&String> = old.keys().chain(left.keys()).chain(right.keys()).collect();
    let mut kept: Vec<Placed> = Vec::new();
    for number in numbers {
        let (before, ours, theirs) = (old.get(number), left.get(number), right.get(number));
        if before.is_some() && (ours.is_none() || theirs.is_none()) {
            merged.restored.push(number.clone());
        }
        let row = match (before, ours, theirs) {
            (Some(base), ours, theirs) => three_way(base, ours.unwrap_or(base), theirs.unwrap_or(base)),
            (None, Some(ours), Some(theirs)) => settle(ours, theirs, &mut merged),
            (None, Some(only), None) | (None, None, Some(only)) => only.clone(),
            (None, None, None) => continue,
        };
        let home = match (before, ours) {
            (Some(base), _) => Home::Base(base.seq),
            (None, Some(ours)) => Home::Ours(ours.seq),
            (None, None) => Home::Theirs(row.seq),
        };
        kept.push(Placed { row, home });
    }
    merged.moved = number_rows(&mut kept);
    merged.ledger.rows = kept.into_iter().map(|placed| placed.row).collect();
    merged.ledger.rows.sort_by_key(|row| row.seq);
    merged
}

/// Makes one ledger of rows among which a number or a sequence number stands more than once, as a text merge leaves them.
pub fn unite(rows: &[Row]) -> Merged {
    let mut merged = Merged::default();
    let mut kept: BTreeMap<String, Row> = BTreeMap::new();
    for row in rows {
        let row = match kept.get(&row.index_no) {
            Some(first) => settle(first, row, &mut merged),
            None => row.clone(),
        };
        kept.insert(row.index_no.clone(), row);
    }
    let mut placed: Vec<Placed> = kept.into_values().map(|row| Placed { home: Home::Ours(row.seq), row }).collect();
    merged.moved = number_rows(&mut placed);
    merged.ledger.rows = placed.into_iter().map(|placed| placed.row).collect();
    merged.ledger.rows.sort_by_key(|row| row.seq);
    merged
}

/// Which of two items keeps a number that both carry: the one that was online, else the one that came into being first, else
/// the one whose path sorts first. `true` for the first.
pub fn keeps(first: &Row, second: &Row) -> bool {
    let rank = |row: &Row| {
        (!row.is_sealed(), row.state == RowState::Void, row.created.is_none(), row.created, row.path.clone())
    };
    rank(first) <= rank(second)
}

/// A row and where its sequence number comes from.
struct Placed {
    row: Row,
    home: Home,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Home {
    Base(u32),
    Ours(u32),
    Theirs(u32),
}

/// Gives every row a sequence number, without a gap from 1. Rows keep theirs; where two claim one, the older keeps it: that
/// of the common beginning, then what was online, then ours. Gives back how many had to move.
fn number_rows(rows: &mut [Placed]) -> usize {
    let rank = |placed: &Placed| match placed.home {
        Home::Base(seq) => (0, false, 0, seq),
        Home::Ours(seq) => (1, !placed.row.is_sealed(), 0, seq),
        Home::Theirs(seq) => (1, !placed.row.is_sealed(), 1, seq),
    };
    rows.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.row.index_no.cmp(&b.row.index_no)));
    let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let mut free: BTreeSet<u32> = (1..=count).collect();
    let mut homeless = Vec::new();
    for (at, placed) in rows.iter_mut().enumerate() {
        let (Home::Base(seq) | Home::Ours(seq) | Home::Theirs(seq)) = placed.home;
        if free.remove(&seq) {
            placed.row.seq = seq;
        } else {
            homeless.push((seq, at));
        }
    }
    // Those that must move keep their order among themselves.
    homeless.sort_unstable();
    let moved = homeless.len();
    for ((_, at), seq) in homeless.into_iter().zip(free) {
        rows[at].row.seq = seq;
    }
    moved
}

/// A row that both sides had from the beginning.
fn three_way(base: &Row, ours: &Row, theirs: &Row) -> Row {
    let mut row = Row {
        seq: base.seq,
        index_no: base.index_no.clone(),
        title: pick(&base.title, &ours.title, &theirs.title),
        agency: pick(&base.agency, &ours.agency, &theirs.agency),
        column: pick(&base.column, &ours.column, &theirs.column),
        created: pick(&base.created, &ours.created, &theirs.created),
        published: pick(&base.published, &ours.published, &theirs.published),
        path: pick(&base.path, &ours.path, &theirs.path),
        note: notes(&base.note, &ours.note, &theirs.note),
        state: base.state,
        sealed: base.sealed,
        hash: base.hash,
    };
    set_seal(&mut row, base, ours, theirs);
    row
}

/// What one side changed is taken; where both did, ours, which the next build brings up to date.
fn pick<T: Clone + PartialEq>(base: &T, ours: &T, theirs: &T) -> T {
    if ours == base { theirs.clone() } else { ours.clone() }
}

/// Notes are the office's own: none is lost.
fn notes(base: &str, ours: &str, theirs: &str) -> String {
    if ours == base || ours == theirs || ours.is_empty() {
        theirs.to_owned()
    } else if theirs == base || theirs.is_empty() || ours.contains(theirs) {
        ours.to_owned()
    } else {
        format!("{ours}；{theirs}")
    }
}

/// State, seal and hash belong together. Where both sides changed them: what was online last.
fn set_seal(row: &mut Row, base: &Row, ours: &Row, theirs: &Row) {
    let seal = |row: &Row| (row.sealed, row.hash);
    let newer = if seal(ours) == seal(base) {
        theirs
    } else if seal(theirs) == seal(base) || ours.sealed >= theirs.sealed {
        ours
    } else {
        theirs
    };
    (row.sealed, row.hash) = seal(newer);
    row.state = if ours.state == base.state {
        theirs.state
    } else if theirs.state == base.state {
        ours.state
    } else {
        further(ours.state, theirs.state)
    };
    // What one side took for gone, the other side put online.
    if row.is_sealed() && row.state == RowState::Void {
        row.state = newer.state;
    }
}

/// The state that says more of what visitors saw.
fn further(a: RowState, b: RowState) -> RowState {
    let order = [RowState::Void, RowState::Reserved, RowState::Published, RowState::Withdrawn];
    let rank = |state| order.iter().position(|other| *other == state);
    if rank(a) >= rank(b) { a } else { b }
}

/// A number that both sides gave: to one item, or to two.
fn settle(ours: &Row, theirs: &Row, merged: &mut Merged) -> Row {
    let same = ours.path == theirs.path
        || ours.hash.is_some() && ours.hash == theirs.hash
        || ours.created == theirs.created && ours.title == theirs.title && !ours.title.is_empty();
    if same {
        let base = Row { state: RowState::Void, sealed: None, hash: None, note: String::new(), ..ours.clone() };
        return Row { seq: ours.seq, ..three_way(&base, ours, theirs) };
    }
    let (winner, loser) = if keeps(ours, theirs) { (ours, theirs) } else { (theirs, ours) };
    let doubled = Doubled { index_no: ours.index_no.clone(), keeps: winner.path.clone(), loses: loser.path.clone() };
    if winner.is_sealed() && loser.is_sealed() {
        merged.conflicts.push(doubled);
    } else if loser.state != RowState::Void {
        merged.doubled.push(doubled);
    }
    Row { note: notes("", &winner.note, &loser.note), ..winner.clone() }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::super::tests::row;
    use super::*;
    use crate::site::Moment;

    fn ledger(rows: impl IntoIterator<Item = Row>) -> Ledger {
        Ledger { rows: rows.into_iter().collect() }
    }

    fn base() -> Ledger {
        ledger((1..=3).map(row))
    }

    fn with(ledger: &Ledger, new: impl IntoIterator<Item = Row>) -> Ledger {
        let mut ledger = ledger.clone();
        ledger.rows.extend(new);
        ledger
    }

    /// A new row: sequence number, serial of the index number, file.
    fn new(seq: u32, serial: u32, path: &str) -> Row {
        Row {
            seq,
            index_no: format!("900010028/2024-{serial:05}"),
            title: format!("标题 {path}"),
            path: format!("content/notice/{path}.md"),
            ..row(seq)
        }
    }

    fn sealed(row: Row, day: i8, hash: u8) -> Row {
        let moment = Moment { date: date(2024, 5, day), time: Some(time(9, 0, 0, 0)) };
        Row { sealed: Some(moment), hash: Some([hash; 32]), ..row }
    }

    fn shown(ledger: &Ledger) -> Vec<(u32, &str, &str)> {
        let name = |row: &'static str| row;
        let _ = name;
        ledger.rows.iter().map(|row| (row.seq, &row.index_no[15..], row.path.rsplit('/').next().unwrap())).collect()
    }

    #[test]
    fn rows_of_both_sides_come_together_and_nothing_moves_that_was_there() {
        let ours = with(&base(), [new(4, 4, "a")]);
        let theirs = with(&base(), [new(4, 5, "b"), new(5, 6, "c")]);
        let merged = merge(&base(), &ours, &theirs);
        let expected = [
            (1, "00001", "1.md"),
            (2, "00002", "2.md"),
            (3, "00003", "3.md"),
            (4, "00004", "a.md"),
            (5, "00006", "c.md"),
            (6, "00005", "b.md"),
        ];
        assert_eq!(shown(&merged.ledger), expected);
        assert_eq!((merged.doubled.len(), merged.conflicts.len(), merged.moved), (0, 0, 1));
        assert_eq!(merge(&base(), &ours, &base()).ledger, ours, "one side alone");
        assert_eq!(merge(&base(), &base(), &theirs).ledger, theirs);
        assert_eq!(merge(&base(), &ours, &ours).ledger, ours, "the same on both sides");
        assert_eq!(merge(&Ledger::default(), &ours, &base()).ledger, ours, "without a common beginning");
    }

    #[test]
    fn a_number_given_twice_stays_with_what_was_online_then_with_the_older_item() {
        let (a, b) = (new(4, 4, "a"), new(4, 4, "b"));
        let merged = merge(&base(), &with(&base(), [b.clone()]), &with(&base(), [a.clone()]));
        assert_eq!(shown(&merged.ledger)[3], (4, "00004", "a.md"), "the path, where nothing else tells");
        let doubled = Doubled {
            index_no: a.index_no.clone(),
            keeps: "content/notice/a.md".into(),
            loses: "content/notice/b.md".into(),
        };
        assert_eq!(merged.doubled, [doubled]);
        let older = Row { created: Some(date(2024, 1, 1)), ..b.clone() };
        let merged = merge(&base(), &with(&base(), [a.clone()]), &with(&base(), [older.clone()]));
        assert_eq!(shown(&merged.ledger)[3].2, "b.md");
        let online = sealed(a.clone(), 1, 7);
        let merged = merge(&base(), &with(&base(), [older.clone()]), &with(&base(), [online.clone()]));
        assert_eq!(merged.ledger.rows[3], online);
        let merged = merge(&base(), &with(&base(), [sealed(older, 2, 8)]), &with(&base(), [online]));
        assert_eq!((merged.conflicts.len(), merged.doubled.len()), (1, 0), "both were online: people decide");
    }

    #[test]
    fn what_was_online_keeps_its_sequence_number() {
        let ours = with(&base(), [new(4, 4, "a"), new(5, 5, "b")]);
        let theirs = with(&base(), [sealed(new(4, 6, "c"), 1, 6)]);
        let merged = merge(&base(), &ours, &theirs);
        assert_eq!(shown(&merged.ledger)[3..], [(4, "00006", "c.md"), (5, "00005", "b.md"), (6, "00004", "a.md")]);
    }

    #[test]
    fn what_each_side_changed_is_taken() {
        let mut ours = base();
        ours.rows[0].note = "甲".into();
        ours.rows[1] = sealed(ours.rows[1].clone(), 1, 1);
        ours.rows[2].state = RowState::Void;
        let mut theirs = base();
        theirs.rows[0].note = "乙".into();
        theirs.rows[0].title = "新标题".into();
        theirs.rows[1] = sealed(Row { state: RowState::Withdrawn, ..theirs.rows[1].clone() }, 2, 2);
        theirs.rows[2] = sealed(theirs.rows[2].clone(), 2, 3);
        let merged = merge(&base(), &ours, &theirs).ledger;
        assert_eq!((merged.rows[0].note.as_str(), merged.rows[0].title.as_str()), ("甲；乙", "新标题"));
        assert_eq!((merged.rows[1].hash, merged.rows[1].state), (Some([2; 32]), RowState::Withdrawn), "the later one");
        assert!(merged.rows[2].is_sealed() && merged.rows[2].state == RowState::Published, "online is not void");
    }

    #[test]
    fn a_row_that_one_side_lost_comes_back() {
        let mut theirs = base();
        theirs.rows.remove(1);
        let merged = merge(&base(), &base(), &theirs);
        assert_eq!(merged.ledger, base());
        assert_eq!(merged.restored, ["900010028/2024-00002"]);
    }

    #[test]
    fn what_a_text_merge_left_is_united() {
        let rows = [row(1), row(2), new(3, 3, "b"), row(2), new(3, 3, "a"), new(3, 4, "c")];
        let merged = unite(&rows);
        assert_eq!(
            shown(&merged.ledger),
            [(1, "00001", "1.md"), (2, "00002", "2.md"), (3, "00003", "a.md"), (4, "00004", "c.md")]
        );
        assert_eq!(merged.doubled.len(), 1);
    }

    use proptest::prelude::*;

    prop_compose! {
        /// What a side may make of the common ledger: seals, states and notes of old rows, new rows behind them.
        fn any_side()(
            old in prop::collection::vec((0_u8..4, 0_u8..3, "[甲乙]{0,1}"), 3),
            fresh in prop::collection::vec((4_u32..9, 0_u8..4, any::<bool>()), 0..4),
        ) -> Ledger {
            let mut side = base();
            for (row, (seal, state, note)) in side.rows.iter_mut().zip(old) {
                row.note = note;
                if seal > 0 {
                    *row = sealed(row.clone(), i8::try_from(seal).unwrap(), seal);
                    row.state = if state == 0 { RowState::Withdrawn } else { RowState::Published };
                } else if state == 0 {
                    row.state = RowState::Void;
                }
            }
            let mut seen = BTreeSet::new();
            for (serial, file, online) in fresh {
                if seen.insert(serial) {
                    let seq = side.last_seq() + 1;
                    let row = new(seq, serial, ["a", "b", "c", "d"][usize::from(file)]);
                    side.rows.push(if online { sealed(row, 9, u8::try_from(serial).unwrap() * 10 + file) } else { row });
                }
            }
            side
        }
    }

    proptest! {
        #[test]
        fn no_merge_loses_a_number_or_what_was_online(ours in any_side(), theirs in any_side()) {
            let merged = merge(&base(), &ours, &theirs);
            let seqs: Vec<u32> = merged.ledger.rows.iter().map(|row| row.seq).collect();
            prop_assert_eq!(seqs, (1..).take(merged.ledger.rows.len()).collect::<Vec<u32>>());
            let numbers: BTreeSet<&str> = merged.ledger.rows.iter().map(|row| row.index_no.as_str()).collect();
            prop_assert_eq!(numbers.len(), merged.ledger.rows.len());
            for (row, both) in ours.rows.iter().map(|row| (row, &theirs)).chain(theirs.rows.iter().map(|row| (row, &ours))) {
                let after = merged.ledger.row(&row.index_no).unwrap();
                prop_assert!(!row.is_sealed() || after.is_sealed(), "what was online stays so");
                prop_assert!(!after.is_sealed() || after.state != RowState::Void);
                prop_assert!(after.note.contains(&row.note) || both.row(&row.index_no).is_some());
                if row.seq <= 3 {
                    prop_assert_eq!(row.seq, after.seq);
                }
            }
            prop_assert_eq!(&merge(&base(), &merged.ledger, &theirs).ledger, &merged.ledger, "merging again changes nothing");
            // Whoever merges whom: the same numbers belong to the same files.
            let owners = |merged: &Merged| -> BTreeMap<String, String> {
                merged.ledger.rows.iter().map(|row| (row.index_no.clone(), row.path.clone())).collect()
            };
            prop_assert_eq!(owners(&merged), owners(&merge(&base(), &theirs, &ours)));
        }
    }
}
