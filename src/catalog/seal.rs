//! Sealing (封存): the record that the built site was put online.
//!
//! Until then edits and deletions are free. From then on an item keeps its number for ever, does not vanish without a
//! withdrawal, and does not change without a record of correction. So the seal binds a number to the hash of what was
//! put online, and it is given only to what is on the built site.

use std::collections::BTreeMap;

use jiff::civil::Time;

use super::ledger::{Ledger, RowState};
use crate::site::Moment;

/// One entry of the built site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Online {
    /// Its index number.
    pub index_no: String,
    /// 内容摘要值.
    pub hash: [u8; 32],
    /// Whether what is online is the page that says it was withdrawn.
    pub withdrawn: bool,
}

/// What a sealing did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The ledger with the seals.
    pub ledger: Ledger,
    /// How many entries were online for the first time.
    pub new: usize,
    /// How many were online before, with other content or another state.
    pub renewed: usize,
    /// Numbers that the ledger does not know, or knows as void: nothing can be sealed under them.
    pub unknown: Vec<String>,
}

/// Seals what is online since `moment` (Beijing time; kept to the minute, which is what spreadsheet programs keep).
///
/// What is online unchanged keeps its seal, so that sealing twice changes nothing.
pub fn seal(ledger: &Ledger, online: &[Online], moment: Moment) -> Sealed {
    let mut ledger = ledger.clone();
    let rows: BTreeMap<String, usize> =
        ledger.rows.iter().enumerate().map(|(at, row)| (row.index_no.clone(), at)).collect();
    let to_the_minute = |time: Time| Time::new(time.hour(), time.minute(), 0, 0).unwrap_or(time);
    let moment = Moment { date: moment.date, time: moment.time.map(to_the_minute) };
    let (mut new, mut renewed, mut unknown) = (0, 0, Vec::new());
    for entry in online {
        let row = rows.get(&entry.index_no).and_then(|at| ledger.rows.get_mut(*at));
        let Some(row) = row.filter(|row| row.state != RowState::Void) else {
            unknown.push(entry.index_no.clone());
            continue;
        };
        let state = if entry.withdrawn { RowState::Withdrawn } else { RowState::Published };
        if row.is_sealed() && row.hash == Some(entry.hash) && row.state == state {
            continue;
        }
        let count = if row.is_sealed() { &mut renewed } else { &mut new };
        *count += 1;
        row.state = state;
        row.sealed = Some(moment);
        row.hash = Some(entry.hash);
    }
    Sealed { ledger, new, renewed, unknown }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;
    use crate::catalog::ledger::Row;

    fn ledger(states: &[RowState]) -> Ledger {
        let row = |(seq, state): (u32, &RowState)| Row {
            seq,
            index_no: format!("900010028/2024-{seq:05}"),
            state: *state,
            title: String::new(),
            agency: String::new(),
            column: String::new(),
            created: None,
            published: None,
            sealed: None,
            hash: None,
            path: format!("content/notice/{seq}.md"),
            note: String::new(),
        };
        Ledger { rows: (1..).zip(states).map(row).collect() }
    }

    fn online(seq: u32, hash: u8, withdrawn: bool) -> Online {
        Online { index_no: format!("900010028/2024-{seq:05}"), hash: [hash; 32], withdrawn }
    }

    fn at(hour: i8) -> Moment {
        Moment { date: date(2024, 4, 1), time: Some(time(hour, 5, 59, 7)) }
    }

    #[test]
    fn what_is_online_is_sealed_and_nothing_else() {
        let before = ledger(&[RowState::Reserved, RowState::Published, RowState::Reserved, RowState::Void]);
        let sealed =
            seal(&before, &[online(1, 1, false), online(2, 2, true), online(4, 4, false), online(9, 9, false)], at(9));
        assert_eq!((sealed.new, sealed.renewed), (2, 0));
        assert_eq!(sealed.unknown, ["900010028/2024-00004", "900010028/2024-00009"]);
        let states: Vec<_> =
            sealed.ledger.rows.iter().map(|row| (row.state, row.is_sealed(), row.hash.is_some())).collect();
        assert_eq!(
            states,
            [
                (RowState::Published, true, true),
                (RowState::Withdrawn, true, true),
                (RowState::Reserved, false, false),
                (RowState::Void, false, false)
            ]
        );
        assert_eq!(sealed.ledger.rows[0].sealed, Some(Moment { date: date(2024, 4, 1), time: Some(time(9, 5, 0, 0)) }));
    }

    #[test]
    fn a_seal_is_renewed_only_where_something_changed() {
        let both = [online(1, 1, false), online(2, 2, false)];
        let first = seal(&ledger(&[RowState::Published, RowState::Published]), &both, at(9));
        let second = seal(&first.ledger, &both, at(15));
        assert_eq!((second.new, second.renewed, &second.ledger), (0, 0, &first.ledger));
        let third = seal(&first.ledger, &[online(1, 1, false), online(2, 7, false)], at(15));
        assert_eq!((third.new, third.renewed), (0, 1));
        assert_eq!(third.ledger.rows[0], first.ledger.rows[0]);
        assert_eq!(third.ledger.rows[1].hash, Some([7; 32]));
        assert_ne!(third.ledger.rows[1].sealed, first.ledger.rows[1].sealed);
        let fourth = seal(&third.ledger, &[online(1, 1, true), online(2, 7, false)], at(16));
        assert_eq!((fourth.renewed, fourth.ledger.rows[0].state), (1, RowState::Withdrawn));
    }
}
