//! Characters coded by those seen before: their place in a list, the latest first, or where a new one is found.

use super::super::bytes::size;
use super::super::error::Damage;
use super::coder::{Chance, Coder, GAMMA};

/// Chances of one kind of letter: whether it is new, its place in two parts, where a new one is found. The numbers are those
/// of the script.
pub(crate) const LETTER: usize = PLACE_OF_NEW + 32 * GAMMA;
const DIGITS: usize = 512;
const LEADING: usize = DIGITS + 1024;
const WHERE_NEW: usize = LEADING + 512;
const PLACE_OF_NEW: usize = WHERE_NEW + 64;

/// The letters of one list, the latest first, and how the last one was found.
#[derive(Debug, Clone, Default)]
pub(crate) struct List {
    letters: Vec<u16>,
    /// 0 the latest, 1 the one before, 2 an older one, 3 a new one.
    was: usize,
}

impl List {
    /// Forgets all.
    pub(crate) fn clear(&mut self) {
        self.letters.clear();
        self.was = 0;
    }

    /// Puts a letter at the front that was found without the list.
    pub(crate) fn put_first(&mut self, letter: u16) {
        match place_of(&self.letters, letter) {
            Some(place) => self.letters[..=place].rotate_right(1),
            None => self.letters.insert(0, letter),
        }
        self.was = 0;
    }
}

/// Where letters are found that are new to a list.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    /// In lists of the same group; nothing where there are no groups.
    group: Option<Group>,
    /// In the file, but for those found in a group; the latest first.
    all: Vec<u16>,
}

/// The letters of the lists of a group, those in the most lists first: column by column, because they are looked through a
/// great many times.
#[derive(Debug, Clone, Default)]
struct Group {
    letters: Vec<u16>,
    /// In how many lists each is.
    counts: Vec<u32>,
    /// The last list that each was seen in.
    seen_in: Vec<u32>,
}

impl Known {
    /// Nothing is known yet.
    pub(crate) fn new(with_groups: bool) -> Self {
        Self { group: with_groups.then(Group::default), all: Vec::new() }
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

/// Where a letter stands.
fn place_of(letters: &[u16], letter: u16) -> Option<usize> {
    // Whether it is among so many is asked of all at once.
    let (some, rest) = letters.as_chunks::<16>();
    for (at, chunk) in some.iter().enumerate() {
        if chunk.contains(&letter) {
            return chunk.iter().position(|&other| other == letter).map(|place| 16 * at + place);
        }
    }
    rest.iter().position(|&other| other == letter).map(|place| 16 * some.len() + place)
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
    chances: &mut [Chance],
    (list, known): (&mut List, &mut Known),
    letter: u16,
    before: Before,
) -> Result<u16, Damage> {
    let letters = &mut list.letters;
    let close = usize::from(before.is_close);
    let excluded = before.not.and_then(|not| place_of(letters, not));
    let choice = letters.len() - usize::from(excluded.is_some());
    let many = digits(letters.len());
    let place = if C::WRITES { place_of(letters, letter) } else { None };
    if choice > 0 {
        let context = ((digits(before.count) * 8 + many) * 4 + list.was) * 2 + close;
        if !coder.bit(&mut chances[context], place.is_none()) {
            let rank = place.map_or(0, |place| place - usize::from(excluded.is_some_and(|excluded| excluded < place)));
            let rank = code_rank(coder, chances, rank, choice, (many, list.was, close));
            let place = rank + usize::from(excluded.is_some_and(|excluded| excluded <= rank));
            let found = *letters.get(place).ok_or(Damage::Number)?;
            letters[..=place].rotate_right(1);
            list.was = rank.min(2);
            return Ok(found);
        }
    }
    list.was = 3;
    let found = known.code(coder, chances, letter, before.list)?;
    letters.insert(0, found);
    Ok(found)
}

/// How many binary digits number plus one has after the first, seven at most.
fn digits(number: usize) -> usize {
    ((number + 1).ilog2() as usize).min(7)
}

/// Codes a place among so many: like a gamma code, but that the length of the longest is known.
fn code_rank<C: Coder>(
    coder: &mut C,
    chances: &mut [Chance],
    rank: usize,
    choice: usize,
    (many, was, close): (usize, usize, usize),
) -> usize {
    let plus = size(rank + 1);
    let wanted = plus.ilog2();
    let mut exponent = 0;
    while exponent < choice.ilog2() {
        let context = ((many * 16 + exponent.min(15) as usize) * 4 + was) * 2 + close;
        if !coder.bit(&mut chances[DIGITS + context], exponent < wanted) {
            break;
        }
        exponent += 1;
    }
    let leading = exponent.min(2);
    let mut node = 1u32;
    for at in 1..=leading {
        let context = (exponent.min(15) as usize * 8 + many) * 4 + node as usize;
        let digit = plus.checked_shr(exponent - at).unwrap_or(0) & 1 == 1;
        node = 2 * node + u32::from(coder.bit(&mut chances[LEADING + context], digit));
    }
    let rest = exponent - leading;
    (node << rest | coder.raw(plus & ((1 << rest) - 1), rest)) as usize - 1
}

impl Known {
    /// Codes a letter that is new to its list.
    fn code<C: Coder>(&mut self, coder: &mut C, chances: &mut [Chance], letter: u16, list: u32) -> Result<u16, Damage> {
        if let Some(group) = self.group.as_mut().filter(|group| !group.letters.is_empty()) {
            let class = ((group.letters.len() + 1).ilog2() as usize).min(15);
            let place = if C::WRITES { place_of(&group.letters, letter) } else { None };
            if coder.bit(&mut chances[WHERE_NEW + class], place.is_some()) {
                // Those of this list are passed over.
                let before = place.map_or(0, |place| group.count_free(place, list));
                let rank = coder.gamma(&mut chances[PLACE_OF_NEW + class * GAMMA..][..GAMMA], before);
                let place = place.or_else(|| group.free(rank as usize, list));
                return Ok(group.count(place.ok_or(Damage::Number)?, list));
            }
        }
        let class = 16 + ((self.all.len() + 1).ilog2() as usize).min(15);
        let place = if C::WRITES { place_of(&self.all, letter) } else { None };
        let found = if !self.all.is_empty() && coder.bit(&mut chances[WHERE_NEW + 16 + class], place.is_some()) {
            let place = size(place.unwrap_or(0));
            let place = coder.gamma(&mut chances[PLACE_OF_NEW + class * GAMMA..][..GAMMA], place) as usize;
            let found = *self.all.get(place).ok_or(Damage::Number)?;
            self.all[..=place].rotate_right(1);
            found
        } else {
            let [low, high, ..] = coder.raw(u32::from(letter), 16).to_le_bytes();
            let found = u16::from_le_bytes([low, high]);
            self.all.insert(0, found);
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
        self.letters[to..=place].rotate_right(1);
        self.counts[to..=place].rotate_right(1);
        self.seen_in[to..=place].rotate_right(1);
        self.counts[to] = count;
        self.seen_in[to] = list;
        self.letters[to]
    }
}
