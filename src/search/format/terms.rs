//! Shards of terms: in which units each term stands, how often, and what stands before and after it.
//!
//! A term is one character or two neighbouring ones (UTF-16 units). The units it stands in are the fields of a document's
//! head (eight a document) and the parts of its body. For a pair, every occurrence also has the character before and the
//! character after, in the order of the text: that makes one pair's list answer for words of four characters, and lets
//! neighbouring lists be matched occurrence by occurrence for longer ones. See docs/search-format.md for why.

use super::super::bytes::size;
use super::super::error::Damage;
use super::super::layout::HEAD_STEP;
use super::chances::{Chance, Numbers};
use super::coder::{Coder, Decoder, Encoder};
use super::sides::Sides;

/// A term: two units, the second 0 for a single character.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key(u32);

impl Key {
    pub(crate) fn new(first: u16, second: u16) -> Self {
        Self(u32::from(first) << 16 | u32::from(second))
    }

    pub(crate) fn first(self) -> u16 {
        (self.0 >> 16) as u16
    }

    pub(crate) fn second(self) -> u16 {
        (self.0 & 0xffff) as u16
    }

    /// Both units in one number.
    pub(crate) fn number(self) -> u32 {
        self.0
    }

    pub(crate) fn is_pair(self) -> bool {
        self.second() != 0
    }
}

/// A unit that a term stands in, and how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Posting {
    /// Head fields: eight times the document plus the field. Body: the part.
    pub(crate) unit: u32,
    pub(crate) times: u32,
}

/// All about one term, as it is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Postings {
    pub(crate) head: Vec<Posting>,
    pub(crate) body: Vec<Posting>,
    /// For a pair, the character before and after each occurrence (0 at a block's edge), heads first.
    /// Empty where they lie in files of their own.
    pub(crate) sides: [Vec<u16>; 2],
}

impl Postings {
    /// How often the term occurs.
    pub(crate) fn occurrences(&self) -> usize {
        occurrences([&self.head, &self.body])
    }
}

/// The same, as it is given to be written.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Given<'a> {
    pub(crate) head: &'a [Posting],
    pub(crate) body: &'a [Posting],
    pub(crate) sides: [&'a [u16]; 2],
}

/// How many documents and parts the terms speak of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Extent {
    pub(crate) docs: u32,
    pub(crate) parts: u32,
}

impl Extent {
    /// How densely terms in so many heads and bodies stand in them, as it counts in the code of their lists.
    pub(crate) fn densities(self, heads: usize, bodies: usize) -> [u8; 2] {
        [density(self.docs, size(heads)), density(self.parts, size(bodies))]
    }
}

/// How densely so many stand among all: a number below twelve, the binary magnitude of the distance between them.
fn density(all: u32, count: u32) -> u8 {
    (all / count.max(1)).max(1).ilog2().min(11).to_le_bytes()[0]
}

/// What is known of what is told of terms.
struct Chances {
    is_same_first: Chance,
    is_wide: Chance,
    /// In the context of the field before, and whether that was of the same document.
    fields: Vec<Chance>,
    /// How much more a term's first or second unit is.
    first: Numbers,
    second: Numbers,
    /// How many heads and parts: of characters, of pairs.
    counts: [[Numbers; 2]; 2],
    /// For heads and parts, how often a pair stands there: by how many there are, and how often it stood in the one before.
    times: [Vec<Numbers>; 2],
    /// For heads and parts, the distance from one to the next, as units and as places: by density and the distance before.
    gaps: [[Vec<Numbers>; 2]; 2],
}

/// Distances that are told apart as contexts, and densities.
const GAPS: usize = 4;
const DENSITIES: usize = 12;

impl Chances {
    fn new() -> Self {
        let numbers = |count| vec![Numbers::NEW; count];
        let two = |count| [numbers(count), numbers(count)];
        Self {
            is_same_first: Chance::EVEN,
            is_wide: Chance::EVEN,
            fields: vec![Chance::EVEN; 16 * 8],
            first: Numbers::NEW,
            second: Numbers::NEW,
            counts: std::array::from_fn(|_| [Numbers::NEW, Numbers::NEW]),
            times: two(4 * 4),
            gaps: std::array::from_fn(|_| two(DENSITIES * GAPS)),
        }
    }
}

/// The terms of a shard as they are coded, in either direction.
struct Terms {
    extent: Extent,
    chances: Chances,
    sides: Sides,
    last: Option<Key>,
    /// Where the last single character stands, if it is in the shard: pairs that begin with it stand in no other units.
    single: Option<[Vec<u32>; 2]>,
}

impl Terms {
    fn new(extent: Extent) -> Self {
        Self { extent, chances: Chances::new(), sides: Sides::new(), last: None, single: None }
    }

    /// Another shard begins.
    fn begin(&mut self, extent: Extent) {
        self.extent = extent;
        self.chances = Chances::new();
        self.sides.begin();
        self.last = None;
        self.single = None;
    }

    /// Codes the next term; what is read lands in `taken`.
    fn term<C: Coder>(&mut self, coder: &mut C, key: Key, given: Given, taken: &mut Postings) -> Result<Key, Damage> {
        coder.check()?;
        let key = self.key(coder, key)?;
        if !key.is_pair() {
            self.sides.new_group();
            self.single = None;
        }
        let is_wide = key.is_pair() && coder.bit(&mut self.chances.is_wide, given.sides[0].is_empty());
        let lists = [(given.head, &mut taken.head), (given.body, &mut taken.body)];
        for (at, (given, taken)) in lists.into_iter().enumerate() {
            let count = coder.number(&mut self.chances.counts[usize::from(key.is_pair())][at], size(given.len()));
            self.list(coder, at, key.is_pair(), count, given, taken)?;
        }
        let units = if C::WRITES { [given.head, given.body] } else { [&taken.head[..], &taken.body] };
        if !key.is_pair() {
            self.single = Some(units.map(|list| list.iter().map(|posting| posting.unit).collect()));
        } else if !is_wide {
            check_occurrences(units)?;
            self.sides.code(coder, units, given.sides, &mut taken.sides)?;
        }
        Ok(key)
    }

    /// Codes the term itself: the first of a shard whole, others as what they are more than the one before.
    fn key<C: Coder>(&mut self, coder: &mut C, key: Key) -> Result<Key, Damage> {
        let (first, second) = (u32::from(key.first()), u32::from(key.second()));
        let (first, second) = if let Some(last) = self.last {
            let (last_first, last_second) = (u32::from(last.first()), u32::from(last.second()));
            if coder.bit(&mut self.chances.is_same_first, first == last_first) {
                let more = coder.number(&mut self.chances.second, second.wrapping_sub(last_second + 1));
                (last_first, last_second.wrapping_add(more).wrapping_add(1))
            } else {
                let more = coder.number(&mut self.chances.first, first.wrapping_sub(last_first + 1));
                (last_first.wrapping_add(more).wrapping_add(1), 0)
            }
        } else {
            (coder.raw(first, 16), coder.raw(second, 16))
        };
        let unit = |number: u32| u16::try_from(number).map_err(|_| Damage::Number);
        let key = Key::new(unit(first)?, unit(second)?);
        self.last = Some(key);
        Ok(key)
    }

    /// Codes a list: 0 that of heads, 1 that of bodies.
    fn list<C: Coder>(
        &mut self,
        coder: &mut C,
        which: usize,
        is_pair: bool,
        count: u32,
        given: &[Posting],
        taken: &mut Vec<Posting>,
    ) -> Result<(), Damage> {
        let base = self.single.as_ref().filter(|_| is_pair).map(|single| &single[which][..]);
        let universe = match base {
            Some(base) => size(base.len()),
            None => [self.extent.docs, self.extent.parts][which],
        };
        let density = usize::from(density(universe, count));
        let sparse = (u32::BITS - count.leading_zeros()).min(7) as usize / 2;
        let Chances { fields, times: all_times, gaps, .. } = &mut self.chances;
        let gaps = &mut gaps[which][usize::from(base.is_some())][density * GAPS..][..GAPS];
        let all_times = &mut all_times[which][sparse * 4..][..4];
        let (mut next, mut last_gap, mut last_field, mut last_times) = (0u32, 0usize, 0u32, 0usize);
        for at in 0..count as usize {
            coder.check()?;
            let posting = given.get(at).copied().unwrap_or(Posting { unit: 0, times: 1 });
            let place = match base {
                _ if !C::WRITES => 0,
                Some(base) => size(place_from(base, next as usize, posting.unit)),
                None if which == 0 => posting.unit / HEAD_STEP,
                None => posting.unit,
            };
            let gap = coder.number(&mut gaps[last_gap], place.wrapping_sub(next));
            let place = next.checked_add(gap).filter(|&place| place < universe).ok_or(Damage::Number)?;
            let unit = match base {
                Some(base) => {
                    next = place + 1;
                    *base.get(place as usize).ok_or(Damage::Number)?
                }
                None if which == 0 => {
                    let again = at > 0 && gap == 0;
                    let context = (usize::from(again) * 8 + last_field as usize) * 8;
                    let field = coder.tree(&mut fields[context..], 3, posting.unit % HEAD_STEP);
                    if again && field <= last_field {
                        return Err(Damage::Number);
                    }
                    last_field = field;
                    next = place;
                    place * HEAD_STEP + field
                }
                None => {
                    next = place + 1;
                    place
                }
            };
            last_gap = ((gap + 1).ilog2() as usize + 1).min(GAPS - 1);
            let mut times = 1;
            if is_pair {
                times = coder.number(&mut all_times[last_times], posting.times - 1) + 1;
                last_times = (times as usize - 1).min(3);
            }
            if !C::WRITES {
                taken.push(Posting { unit, times });
            }
        }
        Ok(())
    }
}

/// Where a unit stands in an ascending list in which it is not before a place. It mostly is not far.
fn place_from(list: &[u32], from: usize, unit: u32) -> usize {
    let rest = list.get(from..).unwrap_or_default();
    let mut step = 1;
    while rest.get(step).is_some_and(|&other| other < unit) {
        step *= 2;
    }
    let rest = &rest[..rest.len().min(step + 1)];
    from + step / 2 + rest[(step / 2).min(rest.len())..].partition_point(|&other| other < unit)
}

/// Writes shards, one after the other, in room that is used again.
pub(crate) struct ShardWriter(Terms);

impl ShardWriter {
    pub(crate) fn new() -> Self {
        Self(Terms::new(Extent::default()))
    }

    /// The payload of a shard of so many terms, which speak of so many documents and parts.
    ///
    /// Terms come in ascending order, and the first that begins with a character is that character alone, but where the shard
    /// begins in their midst.
    pub(crate) fn shard<'a>(
        &mut self,
        extent: Extent,
        count: usize,
        terms: impl Iterator<Item = (Key, Given<'a>)>,
    ) -> Result<Vec<u8>, Damage> {
        let mut encoder = Encoder::new();
        encoder.raw(size(count), 24);
        self.0.begin(extent);
        for (key, given) in terms {
            self.0.term(&mut encoder, key, given, &mut Postings::default())?;
        }
        Ok(encoder.finish())
    }

    /// The payload of a file with the sides of one common pair.
    pub(crate) fn sides(&mut self, given: Given) -> Result<Vec<u8>, Damage> {
        let mut encoder = Encoder::new();
        self.0.sides.begin();
        self.0.sides.code(&mut encoder, [given.head, given.body], given.sides, &mut Default::default())?;
        Ok(encoder.finish())
    }
}

/// Reads such a payload into the postings of the pair.
pub(crate) fn decode_sides(payload: &[u8], postings: &mut Postings) -> Result<(), Damage> {
    let mut decoder = Decoder::new(payload);
    let units = [&postings.head[..], &postings.body];
    check_occurrences(units)?;
    Sides::new().code(&mut decoder, units, Default::default(), &mut postings.sides)?;
    decoder.check()
}

/// Most occurrences a term may claim, so that a damaged count cannot fill the memory.
const MOST_OCCURRENCES: usize = 1 << 27;

/// How often a term stands in some units.
fn occurrences(units: [&[Posting]; 2]) -> usize {
    units.into_iter().flatten().map(|posting| posting.times as usize).sum()
}

fn check_occurrences(units: [&[Posting]; 2]) -> Result<(), Damage> {
    if occurrences(units) > MOST_OCCURRENCES { Err(Damage::Number) } else { Ok(()) }
}

/// The postings of some of a shard's terms: one answer for each key asked, in order; `None` where the shard lacks it.
/// `first` is the term that it begins with.
pub(crate) fn find(
    payload: &[u8],
    extent: Extent,
    first: Key,
    wanted: &[Key],
) -> Result<Vec<Option<Postings>>, Damage> {
    let mut decoder = Decoder::new(payload);
    let count = decoder.raw(0, 24);
    let mut terms = Terms::new(extent);
    let mut found = vec![None; wanted.len()];
    let last = wanted.iter().max().copied().unwrap_or(first);
    for at in 0..count {
        let mut postings = Postings::default();
        let key = terms.term(&mut decoder, first, Given::default(), &mut postings)?;
        if at == 0 && key != first {
            return Err(Damage::Number);
        }
        for (place, _) in found.iter_mut().zip(wanted).filter(|(_, want)| **want == key) {
            *place = Some(postings.clone());
        }
        if key >= last {
            break;
        }
    }
    decoder.check()?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_place_is_found_from_any_before_it(
            list in proptest::collection::btree_set(0u32..300, 0..80),
            unit in 0u32..310,
            from in any::<prop::sample::Index>(),
        ) {
            let list: Vec<u32> = list.into_iter().collect();
            let place = list.partition_point(|&other| other < unit);
            prop_assert_eq!(place_from(&list, from.index(place + 1), unit), place);
        }
    }
}
