//! The inverted index: which character and which pair of characters stands where, and what stands around it.
//!
//! The folded texts are laid end to end. For some characters at a time, so that memory stays bounded, one pass gathers their
//! occurrences; then, one character beside the other, these are dealt out to the pairs that begin there.
//! All stays in the order of the text, which is the order of the units.

use rayon::prelude::*;

use super::bytes::size;
use super::fold;
use super::format::terms::{Given, Key, Posting};
use super::layout::{HEAD_STEP, Laid};
use super::tokenizer::BREAK;

/// Occurrences that are in memory at a time, about: few, as memory that is used again costs less than new memory. Of very many,
/// a share, as each time all texts are gone through.
const GROUP: usize = 2_000_000;
const SHARE: usize = 16;

/// Documents that are folded at a time.
const FOLDED: usize = 1024;

/// Every character.
const ALPHABET: usize = 1 << 16;

/// Some texts end to end, each ended by a line feed; blocks within them end so, too.
#[derive(Default)]
struct Texts {
    units: Vec<u16>,
    /// Where each text begins, and the unit of the format that it is; both ascend.
    begins: Vec<(usize, u32)>,
}

impl Texts {
    fn push(&mut self, unit: u32, text: &[u16]) {
        if !text.is_empty() {
            self.begins.push((self.units.len(), unit));
            self.units.extend_from_slice(text);
            self.units.push(BREAK);
        }
    }
}

/// The folded texts of some documents.
pub(crate) struct Source {
    heads: Texts,
    bodies: Texts,
}

impl Source {
    /// Folds the texts of some documents, which are counted from 0. What they were made of is dropped on the way.
    pub(crate) fn new(laid: Vec<Laid>) -> Self {
        let (mut heads, mut bodies) = (Texts::default(), Texts::default());
        let (mut doc, mut part) = (0, 0);
        let mut laid = laid.into_iter();
        while !laid.as_slice().is_empty() {
            let some: Vec<Laid> = laid.by_ref().take(FOLDED).collect();
            let folded: Vec<_> = some.into_par_iter().map(|doc| fold_all(&doc)).collect();
            for (head, body) in folded {
                for (field, text) in (0..).zip(&head) {
                    heads.push(doc * HEAD_STEP + field, text);
                }
                for text in &body {
                    bodies.push(part, text);
                    part += 1;
                }
                doc += 1;
            }
        }
        Self { heads, bodies }
    }

    /// How often each character stands in all texts.
    fn counts(&self) -> Vec<usize> {
        let mut counts = vec![0; ALPHABET];
        for &unit in self.heads.units.iter().chain(&self.bodies.units) {
            counts[usize::from(unit)] += 1;
        }
        counts[usize::from(BREAK)] = 0;
        counts
    }

    /// The characters that begin pairs, in order, in groups that are so many that their pairs can be in memory together.
    pub(crate) fn groups(&self) -> Vec<Group> {
        let counts = self.counts();
        let at_a_time = GROUP.max(counts.iter().sum::<usize>() / SHARE);
        let mut groups: Vec<Group> = Vec::new();
        let mut room = 0;
        for (unit, count) in (0..=u16::MAX).zip(counts).filter(|(_, count)| *count > 0) {
            if count > room {
                groups.push(Group::default());
                room = at_a_time.max(count);
            }
            room -= count;
            if let Some(Group(group)) = groups.last_mut() {
                group.push((unit, count));
            }
        }
        groups
    }

    /// All terms that begin with the characters of a group, in order.
    pub(crate) fn terms_of(&self, Group(group): &Group) -> Vec<Terms> {
        // Each half goes through all texts: that is still less than looking the places up one by one.
        let half: usize = group.iter().map(|(_, count)| count).sum::<usize>() / 2;
        let mut sum = 0;
        let cut = group.partition_point(|(_, count)| {
            sum += count;
            sum <= half
        });
        let (few, more) = group.split_at(cut);
        let (few_found, more_found) = rayon::join(|| self.occurrences(few), || self.occurrences(more));
        let found: Vec<(u16, &[Occurrence])> =
            by_character(few, &few_found).chain(by_character(more, &more_found)).collect();
        found
            .into_par_iter()
            .map_init(Dealer::default, |dealer, (first, occurrences)| dealer.deal(first, occurrences))
            .collect()
    }

    /// Every occurrence of some characters, one character after the other, for each in the order of the text, heads first.
    fn occurrences(&self, group: &[(u16, usize)]) -> Vec<Occurrence> {
        // For each character where the next of it goes; beyond the end for those that are not sought.
        let mut next = vec![u32::MAX; ALPHABET];
        let mut all = 0;
        for &(unit, count) in group {
            next[usize::from(unit)] = size(all);
            all += count;
        }
        let mut found = vec![NOWHERE; all];
        for (texts, is_body) in [(&self.heads, 0), (&self.bodies, 1)] {
            let ends = texts.begins.iter().skip(1).map(|begin| begin.0).chain([texts.units.len()]);
            for (&(begin, unit), end) in texts.begins.iter().zip(ends) {
                let (unit, mut before) = (2 * unit + is_body, 0);
                let text = &texts.units[begin..end];
                for (at, &first) in text.iter().enumerate() {
                    let place = &mut next[usize::from(first)];
                    if let Some(found) = found.get_mut(*place as usize) {
                        *place += 1;
                        let second = beside(text, at + 1);
                        let after = if second == 0 { 0 } else { beside(text, at + 2) };
                        *found = occurrence(unit, second, before, after);
                    }
                    before = if first == BREAK { 0 } else { first };
                }
            }
        }
        found
    }
}

/// Some characters that begin pairs, in order, and how often each stands in the texts.
#[derive(Default)]
pub(crate) struct Group(Vec<(u16, usize)>);

/// The occurrences of each character of a group.
fn by_character<'a>(
    group: &'a [(u16, usize)],
    mut found: &'a [Occurrence],
) -> impl Iterator<Item = (u16, &'a [Occurrence])> {
    group.iter().map(move |&(unit, count)| {
        let (some, rest) = found.split_at(count.min(found.len()));
        found = rest;
        (unit, some)
    })
}

/// The character at a place of a text that ends with a break; 0 beyond the edge of a block.
fn beside(text: &[u16], at: usize) -> u16 {
    text.get(at).map_or(0, |&unit| if unit == BREAK { 0 } else { unit })
}

/// One occurrence of a character, in 16-bit digits, so that memory comes zeroed from the system: the unit of the format that it
/// stands in, twice, and one more in a body; the character after it, which makes a pair, 0 at the end of a block; the one
/// before; the one after the pair.
type Occurrence = [u16; 5];

const NOWHERE: Occurrence = [0; 5];
/// Where what stands in an occurrence.
const SECOND: usize = 2;
const BEFORE: usize = 3;
const AFTER: usize = 4;

fn occurrence(unit: u32, second: u16, before: u16, after: u16) -> Occurrence {
    let [a, b, c, d] = unit.to_le_bytes();
    [u16::from_le_bytes([a, b]), u16::from_le_bytes([c, d]), second, before, after]
}

fn unit_of([low, high, ..]: &Occurrence) -> u32 {
    u32::from(*high) << 16 | u32::from(*low)
}

/// Deals the occurrences of a character out to the pairs that begin with it. What it holds is room that is used again.
struct Dealer {
    /// By second character, then in the order of the text.
    dealt: Vec<Occurrence>,
    /// For each second character how often it came, then where the next of it goes; zeros before and after.
    slots: Vec<u32>,
    /// The second characters that came.
    seconds: Vec<u16>,
}

impl Default for Dealer {
    fn default() -> Self {
        Self { dealt: Vec::new(), slots: vec![0; ALPHABET], seconds: Vec::new() }
    }
}

impl Dealer {
    /// The terms that begin with a character.
    fn deal(&mut self, first: u16, occurrences: &[Occurrence]) -> Terms {
        for occurrence in occurrences {
            let slot = &mut self.slots[usize::from(occurrence[SECOND])];
            if *slot == 0 {
                self.seconds.push(occurrence[SECOND]);
            }
            *slot += 1;
        }
        self.seconds.sort_unstable();
        let mut next = 0;
        for &second in &self.seconds {
            let slot = &mut self.slots[usize::from(second)];
            next += std::mem::replace(slot, next);
        }
        self.dealt.resize(occurrences.len(), NOWHERE);
        for &occurrence in occurrences {
            let slot = &mut self.slots[usize::from(occurrence[SECOND])];
            self.dealt[*slot as usize] = occurrence;
            *slot += 1;
        }
        let mut terms = Terms::with_room(1 + self.seconds.len(), occurrences.len());
        terms.push(Key::new(first, 0), occurrences);
        let mut begin = 0;
        for second in self.seconds.drain(..) {
            let end = std::mem::take(&mut self.slots[usize::from(second)]) as usize;
            if second != 0 {
                terms.push(Key::new(first, second), &self.dealt[begin..end]);
            }
            begin = end;
        }
        terms
    }
}

/// All terms that begin with one character, in order: the character alone, then its pairs. What is known of them lies end to
/// end: lists of their own would be a million.
pub(crate) struct Terms {
    /// Of each where its heads, bodies and sides end.
    terms: Vec<(Key, [usize; 3])>,
    postings: Vec<Posting>,
    sides: [Vec<u16>; 2],
}

impl Terms {
    fn with_room(terms: usize, occurrences: usize) -> Self {
        let sides = [0, 1].map(|_| Vec::with_capacity(occurrences));
        Self { terms: Vec::with_capacity(terms), postings: Vec::new(), sides }
    }

    /// Adds a term that stands in these places.
    fn push(&mut self, key: Key, occurrences: &[Occurrence]) {
        let bodies = occurrences.partition_point(|occurrence| unit_of(occurrence) & 1 == 0);
        let (heads, bodies) = occurrences.split_at(bodies);
        let [heads, bodies] = [heads, bodies].map(|some| {
            for run in some.chunk_by(|a, b| a[..SECOND] == b[..SECOND]) {
                let times = if key.is_pair() { size(run.len()) } else { 1 };
                self.postings.push(Posting { unit: unit_of(&run[0]) / 2, times });
            }
            self.postings.len()
        });
        if key.is_pair() {
            for (side, which) in self.sides.iter_mut().zip([BEFORE, AFTER]) {
                side.extend(occurrences.iter().map(|one| one[which]));
            }
        }
        self.terms.push((key, [heads, bodies, self.sides[0].len()]));
    }

    /// How many they are.
    pub(crate) fn len(&self) -> usize {
        self.terms.len()
    }

    /// One of them.
    pub(crate) fn get(&self, at: usize) -> (Key, Given<'_>) {
        let [_, begin, sides_begin] = at.checked_sub(1).map_or([0; 3], |before| self.terms[before].1);
        let (key, [heads, bodies, sides]) = self.terms[at];
        let sides = [0, 1].map(|side| &self.sides[side][sides_begin..sides]);
        (key, Given { head: &self.postings[begin..heads], body: &self.postings[heads..bodies], sides })
    }
}

/// The folded fields of the head and parts of the body.
fn fold_all(doc: &Laid) -> (Vec<Vec<u16>>, Vec<Vec<u16>>) {
    let head = doc.head.iter().map(|text| fold::units(text)).collect();
    let mut start = 0;
    let parts = doc.cuts.iter().copied().chain([doc.body.len()]).map(|end| {
        let part = doc.body.get(start..end).unwrap_or_default();
        start = end;
        fold::units(part)
    });
    (head, parts.collect())
}
