//! Characters coded by those seen before: their place in a list, the latest first, or where a new one is found.

use super::super::bytes::size;
use super::super::error::Damage;
use super::chances::{Chance, Numbers, Spread};
use super::coder::Coder;
use super::rows::Letters;

/// What is known of one kind of letters.
pub(crate) struct Chances {
    /// Places in a list, for each context of [`code`].
    places: Vec<Spread>,
    /// Whether one that is new to the list is in the group; whether it was seen in the file.
    is_in: [[Chance; MAGNITUDES]; 2],
    /// Its place there.
    places_in: [Vec<Numbers>; 2],
}

/// Magnitudes of a list that are told apart, and of what is beside it.
const MAGNITUDES: usize = 16;

impl Chances {
    /// Nothing is known yet but what a list of so many letters can have.
    pub(crate) fn new() -> Self {
        // A list of so many binary digits has places for so many values.
        const BY_DIGITS: [Spread; 8] = {
            let mut by_digits = [Spread::even(2); 8];
            let (mut at, mut values) = (0, 2);
            while at < 8 {
                by_digits[at] = Spread::even(values);
                at += 1;
                values += 2;
            }
            by_digits
        };
        Self {
            places: (0..5 * 64).map(|context| BY_DIGITS[context / 8 % 8]).collect(),
            is_in: [[Chance::EVEN; MAGNITUDES]; 2],
            places_in: [0, 1].map(|_| vec![Numbers::NEW; MAGNITUDES]),
        }
    }
}

/// The letters of one list, the latest first, and how the last one was found.
#[derive(Debug, Clone, Default)]
pub(crate) struct List {
    letters: Letters,
    /// 0 the latest, 1 the one before, 2 an older one, 3 a new one.
    was: usize,
}

impl List {
    /// Forgets all.
    pub(crate) fn clear(&mut self) {
        self.letters.clear();
        self.was = 0;
    }
}

/// Where letters are found that are new to a list.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    /// In lists of the same group; nothing where there are no groups.
    group: Option<Group>,
    /// In the file, but for those found in a group; the latest first.
    all: Letters,
}

/// The letters of the lists of a group, those in the most lists first: column by column, because they are looked through a
/// great many times.
#[derive(Debug, Clone, Default)]
struct Group {
    letters: Letters,
    /// In how many lists each is.
    counts: Vec<u32>,
    /// The last list that each was seen in.
    seen_in: Vec<u32>,
}

impl Known {
    /// Nothing is known yet.
    pub(crate) fn new(with_groups: bool) -> Self {
        Self { group: with_groups.then(Group::default), all: Letters::default() }
    }

    /// Lists of another file follow.
    pub(crate) fn begin(&mut self) {
        self.new_group();
        self.all.clear();
    }

    /// Lists of another group follow.
    pub(crate) fn new_group(&mut self) {
        if let Some(Group { letters, counts, seen_in }) = &mut self.group {
            letters.clear();
            counts.clear();
            seen_in.clear();
        }
    }
}

/// What is known before a letter is coded.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Before {
    /// The number of the list.
    pub(crate) list: u32,
    /// Whether the letter before stands close by.
    pub(crate) is_close: bool,
    /// Letters of the list so far.
    pub(crate) count: usize,
    /// What the letter is not.
    pub(crate) not: Option<u16>,
}

/// Codes the next letter of a list.
pub(crate) fn code<C: Coder>(
    coder: &mut C,
    chances: &mut Chances,
    (list, known): (&mut List, &mut Known),
    letter: u16,
    before: Before,
) -> Result<u16, Damage> {
    let letters = &mut list.letters;
    let excluded = before.not.and_then(|not| letters.place_of(not));
    let choice = letters.len() - usize::from(excluded.is_some());
    let place = if C::WRITES { letters.place_of(letter) } else { None };
    if choice > 0 {
        let context = (magnitude(before.count, 7).div_ceil(2) * 8 + magnitude(letters.len(), 7)) * 8;
        let context = context + list.was * 2 + usize::from(before.is_close);
        let rank = place.map(|place| place - usize::from(excluded.is_some_and(|excluded| excluded < place)));
        if let Some(rank) = code_rank(coder, &mut chances.places[context], rank) {
            let place = rank + usize::from(excluded.is_some_and(|excluded| excluded <= rank));
            let found = letters.get(place).ok_or(Damage::Number)?;
            letters.move_before(0, place);
            list.was = rank.min(2);
            return Ok(found);
        }
    }
    list.was = 3;
    let found = known.code(coder, chances, letter, before.list)?;
    letters.put_first(found);
    Ok(found)
}

/// How many binary digits number plus one has after the first, so many at most.
fn magnitude(number: usize, most: usize) -> usize {
    ((number + 1).ilog2() as usize).min(most)
}

/// Codes a place in a list, or that the letter is new to it.
///
/// As a value: 0 for a new one, then the first three places, then two for each number of binary digits of place plus one, by
/// the second of them; those of seven digits after the first are one, those of more another.
fn code_rank<C: Coder>(coder: &mut C, spread: &mut Spread, rank: Option<usize>) -> Option<usize> {
    let plus = rank.map_or(0, |rank| rank + 1);
    let exponent = plus.checked_ilog2().unwrap_or(0);
    let class = match exponent {
        0 | 1 => plus,
        2..7 => 2 * exponent as usize + (plus >> (exponent - 1) & 1),
        7 => MANY - 1,
        _ => MANY,
    };
    let class = coder.value(spread, class);
    let (known, rest) = match class {
        0 => return None,
        1..4 => return Some(class - 1),
        4..14 => (2 | class & 1, size(class / 2 - 1)),
        14 => (1, 7),
        // Lists of more than 2^16 letters there are none.
        _ => (1, 8 + coder.raw(exponent.saturating_sub(8), 4)),
    };
    let digits = size(plus & ((1 << rest) - 1));
    Some((known << rest | coder.raw(digits, rest) as usize) - 1)
}

/// The value that stands for all places that have none of their own.
const MANY: usize = 15;

impl Known {
    /// Codes a letter that is new to its list.
    fn code<C: Coder>(&mut self, coder: &mut C, chances: &mut Chances, letter: u16, list: u32) -> Result<u16, Damage> {
        if let Some(group) = self.group.as_mut().filter(|group| group.letters.len() > 0) {
            let class = magnitude(group.letters.len(), MAGNITUDES - 1);
            let place = if C::WRITES { group.letters.place_of(letter) } else { None };
            if coder.bit(&mut chances.is_in[0][class], place.is_some()) {
                // Those of this list are passed over.
                let before = place.map_or(0, |place| group.count_free(place, list));
                let rank = coder.number(&mut chances.places_in[0][class], before);
                let place = place.or_else(|| group.free(rank as usize, list));
                return Ok(group.count(place.ok_or(Damage::Number)?, list));
            }
        }
        let class = magnitude(self.all.len(), MAGNITUDES - 1);
        let place = if C::WRITES { self.all.place_of(letter) } else { None };
        let found = if self.all.len() > 0 && coder.bit(&mut chances.is_in[1][class], place.is_some()) {
            let place = size(place.unwrap_or(0));
            let place = coder.number(&mut chances.places_in[1][class], place) as usize;
            let found = self.all.get(place).ok_or(Damage::Number)?;
            self.all.move_before(0, place);
            found
        } else {
            let [low, high, ..] = coder.raw(u32::from(letter), 16).to_le_bytes();
            let found = u16::from_le_bytes([low, high]);
            self.all.put_first(found);
            found
        };
        if let Some(group) = &mut self.group {
            group.letters.push(found);
            group.counts.push(1);
            group.seen_in.push(list);
        }
        Ok(found)
    }
}

impl Group {
    /// How many before a place are not in this list.
    fn count_free(&self, place: usize, list: u32) -> u32 {
        self.seen_in[..place].iter().map(|&seen| u32::from(seen != list)).sum()
    }

    /// The place of one that is not in this list.
    fn free(&self, rank: usize, list: u32) -> Option<usize> {
        self.seen_in.iter().enumerate().filter(|(_, seen)| **seen != list).nth(rank).map(|(place, _)| place)
    }

    /// Counts the letter at a place once more, for this list, and gives it. It moves before all that have no larger count.
    fn count(&mut self, place: usize, list: u32) -> u16 {
        let count = self.counts[place] + 1;
        let to = self.counts[..place].partition_point(|&other| other > count);
        self.letters.move_before(to, place);
        self.counts[to..=place].rotate_right(1);
        self.seen_in[to..=place].rotate_right(1);
        self.counts[to] = count;
        self.seen_in[to] = list;
        self.letters.get(to).unwrap_or_default()
    }
}
