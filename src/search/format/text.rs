//! Texts coded by what was seen in them so far.
//!
//! Three guesses for each UTF-16 unit: what followed the last four units the last time, for as long as that goes well; what
//! followed the last two; and what followed the last one, the latest first. A unit that never followed the last one is
//! looked for among all of the text.

use super::super::bytes::size;
use super::super::error::Damage;
use super::chances::{Chance, Numbers};
use super::coder::{Coder, Decoder, Encoder};
use super::letters::{self, Before, Chances, Known, List};
use super::sides::Expected;

/// Units from which the first guess follows.
const RUN_UNITS: usize = 4;

/// Most units that a text may claim to have.
const MOST_UNITS: u32 = 1 << 26;

/// What is known of a text while it is coded: large tables, so that coders of many texts use them again.
#[derive(Default)]
pub(crate) struct Room {
    /// For each unit, its list among the lists, and how often it came; 0 before the first time.
    places: Vec<u32>,
    /// The lists of this text, then those that earlier ones left.
    lists: Vec<(List, usize)>,
    /// By the hash of the last two units.
    expected: Vec<Expected>,
    /// For each hash of units, where what followed them stands, plus 1.
    runs: Vec<u32>,
}

impl Room {
    fn begin(&mut self) {
        for table in [&mut self.places, &mut self.runs] {
            table.clear();
            table.resize(1 << 16, 0);
        }
        self.expected.clear();
        self.expected.resize(1 << 16, Expected::default());
    }
}

/// The payload of a text.
pub(crate) fn encode(text: &str) -> Vec<u8> {
    encode_in(&mut Room::default(), text)
}

/// The payload of a text, coded in room that was used before.
pub(crate) fn encode_in(room: &mut Room, text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut encoder = Encoder::new();
    // What is written is well formed.
    let _ = code(&mut encoder, room, &units);
    encoder.finish()
}

/// The text of a payload.
pub(crate) fn decode(payload: &[u8]) -> Result<String, Damage> {
    let mut decoder = Decoder::new(payload);
    let units = code(&mut decoder, &mut Room::default(), &[])?;
    decoder.check()?;
    String::from_utf16(&units).map_err(|_| Damage::Text)
}

/// A number of sixteen digits that some units come to.
fn hash(units: &[u16]) -> usize {
    let mixed = units.iter().fold(0u32, |mixed, &unit| mixed.wrapping_mul(2503).wrapping_add(u32::from(unit)));
    ((mixed >> 16 ^ mixed) & 0xffff) as usize
}

fn code<C: Coder>(coder: &mut C, room: &mut Room, given: &[u16]) -> Result<Vec<u16>, Damage> {
    let count = coder.number(&mut Numbers::NEW.clone(), size(given.len())).min(MOST_UNITS);
    // Of the three guesses.
    let (mut goes_on, mut is_expected, mut chances) = ([Chance::EVEN; 16], [Chance::EVEN; 32], Chances::new());
    let mut known = Known::new(false);
    room.begin();
    let Room { places, lists, expected, runs } = room;
    let mut used = 0;
    // The guess at hand.
    let (mut run, mut length) = (0usize, 0usize);
    // Two units that stand before the text, so that there is always a last one.
    let mut units: Vec<u16> = Vec::with_capacity(given.len() + 2);
    units.extend([0, 0]);
    for at in 0..count as usize {
        coder.check()?;
        let unit = given.get(at).copied().unwrap_or(0);
        let last = units[units.len() - 1];
        let second = &mut expected[hash(&units[units.len() - 2..])];
        let guess = (run > 0).then(|| units[run - 1]);
        let unit = if let Some(guess) = guess.filter(|&guess| coder.bit(&mut goes_on[length], guess == unit)) {
            run += 1;
            length = (length + 1).min(15);
            guess
        } else {
            run = 0;
            let ask = second.letter != 0 && guess != Some(second.letter);
            if ask && coder.bit(&mut is_expected[second.context(false)], second.letter == unit) {
                *second = second.hit();
                second.letter
            } else {
                let not = if ask { Some(second.letter) } else { guess };
                let place = &mut places[usize::from(last)];
                if *place == 0 {
                    match lists.get_mut(used) {
                        Some((list, seen)) => {
                            list.clear();
                            *seen = 0;
                        }
                        None => lists.push(Default::default()),
                    }
                    used += 1;
                    *place = size(used);
                }
                let (list, seen) = &mut lists[*place as usize - 1];
                let before = Before { list: 0, is_close: false, count: *seen, not };
                let unit = letters::code(coder, &mut chances, (list, &mut known), unit, before)?;
                *seen += 1;
                *second = second.next(unit);
                unit
            }
        };
        units.push(unit);
        if units.len() >= RUN_UNITS + 2 {
            let followed = &mut runs[hash(&units[units.len() - RUN_UNITS..])];
            if run == 0 {
                (run, length) = (*followed as usize, 0);
            }
            *followed = size(units.len() + 1);
        }
    }
    units.drain(..2);
    Ok(units)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn texts_return(text in "(甲|乙丙|\\n|[a-c]{0,5}|𠀀|\\PC){0,200}") {
            prop_assert_eq!(decode(&encode(&text)).ok(), Some(text));
        }

        #[test]
        fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode(&bytes);
        }
    }

    #[test]
    fn what_repeats_costs_little() {
        assert!(encode(&"农村宅基地管理办法。".repeat(1000)).len() < 60);
    }
}
