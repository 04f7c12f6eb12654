//! The inverted index: which character and which pair of characters stands where, and what stands around it.
//!
//! The folded texts are laid end to end. For some characters at a time, so that memory stays bounded, one pass gathers their
//! occurrences; then, one character beside the other, these are dealt out to the pairs that begin there.
//! All stays in the order of the text, which is the order of the units.

use std::ops::Range;

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
    /// Where each text begins, and its unit; both ascend.
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

    /// Some of the texts, with their units.
    fn some(&self, which: Range<usize>) -> impl Iterator<Item = (&[u16], u32)> {
        which.map(|at| {
            let (begin, unit) = self.begins[at];
            let end = self.begins.get(at + 1).map_or(self.units.len(), |next| next.0);
            (&self.units[begin..end], unit)
        })
    }
}

/// The folded texts of some documents. Their units are told apart by the lowest digit: twice that of a head, twice that of a
/// part and one more.
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
        let mut fold = || -> Vec<Folded> {
            let some: Vec<Laid> = laid.by_ref().take(FOLDED).collect();
            some.into_par_iter().map(|doc| fold_all(&doc)).collect()
        };
        let mut push = |folded: Vec<Folded>| {
            for (head, body) in folded {
                for (field, text) in (0..).zip(&head) {
                    heads.push(2 * (doc * HEAD_STEP + field), text);
                }
                for text in &body {
                    bodies.push(2 * part + 1, text);
                    part += 1;
                }
                doc += 1;
            }
        };
        let mut folded = fold();
        while !folded.is_empty() {
            ((), folded) = rayon::join(|| push(folded), &mut fold);
        }
        Self { heads, bodies }
    }

    /// The texts in two halves, about, for two threads: all heads and the first bodies; the other bodies.
    fn halves(&self) -> [Vec<(&Texts, Range<usize>)>; 2] {
        let half = self.heads.units.len().midpoint(self.bodies.units.len());
        let middle = self.bodies.begins.partition_point(|begin| self.heads.units.len() + begin.0 < half);
        let heads = (&self.heads, 0..self.heads.begins.len());
        [vec![heads, (&self.bodies, 0..middle)], vec![(&self.bodies, middle..self.bodies.begins.len())]]
    }

    /// How often each character stands in each half of the texts.
    fn counts(&self) -> [Vec<usize>; 2] {
        self.halves().map(|half| {
            let mut counts = vec![0; ALPHABET];
            for (text, _) in half.iter().flat_map(|(texts, which)| texts.some(which.clone())) {
                for &unit in text {
                    counts[usize::from(unit)] += 1;
                }
            }
            counts[usize::from(BREAK)] = 0;
            counts
        })
    }

    /// The characters that begin pairs, in order, in groups that are so many that their pairs can be in memory together.
    pub(crate) fn groups(&self) -> Vec<Group> {
        let [first, second] = self.counts();
        let at_a_time = GROUP.max(first.iter().chain(&second).sum::<usize>() / SHARE);
        let mut groups: Vec<Group> = Vec::new();
        let mut room = 0;
        let counts = first.into_iter().zip(second).map(|(first, second)| [first, second]);
        for (unit, counts) in (0..=u16::MAX).zip(counts).filter(|(_, counts)| *counts != [0, 0]) {
            let count = counts[0] + counts[1];
            if count > room {
                groups.push(Group::default());
                room = at_a_time.max(count);
            }
            room -= count;
            if let Some(Group(group)) = groups.last_mut() {
                group.push((unit, counts));
            }
        }
        groups
    }

    /// All terms that begin with the characters of a group, in order.
    pub(crate) fn terms_of(&self, group: &Group) -> Vec<Terms> {
        // Going through all texts is still less than looking the places up one by one.
        let [first, second] = self.halves();
        let (first, second) = rayon::join(|| occurrences(group, 0, &first), || occurrences(group, 1, &second));
        let found: Vec<_> = group.by_character([&first, &second]).collect();
        found
            .into_par_iter()
            .map_init(Dealer::default, |dealer, (first, occurrences)| dealer.deal(first, occurrences))
            .collect()
    }
}

/// Every occurrence of some characters in a half of the texts, one character after the other, for each in the order of the text.
fn occurrences(Group(group): &Group, half: usize, texts: &[(&Texts, Range<usize>)]) -> Vec<Occurrence> {
    // For each character where the next of it goes; beyond the end for those that are not sought.
    let mut next = vec![u32::MAX; ALPHABET];
    let mut all = 0;
    for (unit, counts) in group {
        next[usize::from(*unit)] = size(all);
        all += counts[half];
    }
    let mut found = vec![NOWHERE; all];
    for (texts, which) in texts {
        for (text, unit) in texts.some(which.clone()) {
            let mut before = 0;
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

/// Some characters that begin pairs, in order, and how often each stands in the halves of the texts.
#[derive(Default)]
pub(crate) struct Group(Vec<(u16, [usize; 2])>);

impl Group {
    /// The occurrences of each character in both halves.
    fn by_character<'a>(&self, mut found: [&'a [Occurrence]; 2]) -> impl Iterator<Item = (u16, [&'a [Occurrence]; 2])> {
        self.0.iter().map(move |&(unit, counts)| {
            let some = [0, 1].map(|half| {
                let (some, rest) = found[half].split_at(counts[half].min(found[half].len()));
                found[half] = rest;
                some
            });
            (unit, some)
        })
    }
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
    /// The terms that begin with a character, which stands in these places of the halves.
    fn deal(&mut self, first: u16, halves: [&[Occurrence]; 2]) -> Terms {
        for occurrence in halves.into_iter().flatten() {
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
        let count = halves[0].len() + halves[1].len();
        self.dealt.resize(count, NOWHERE);
        for &occurrence in halves.into_iter().flatten() {
            let slot = &mut self.slots[usize::from(occurrence[SECOND])];
            self.dealt[*slot as usize] = occurrence;
            *slot += 1;
        }
        let mut terms = Terms::with_room(1 + self.seconds.len(), count);
        terms.push(Key::new(first, 0), halves);
        let mut begin = 0;
        for second in self.seconds.drain(..) {
            let end = std::mem::take(&mut self.slots[usize::from(second)]) as usize;
            if second != 0 {
                terms.push(Key::new(first, second), [&self.dealt[begin..end], &[]]);
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

    /// Adds a term that stands in these places; those of heads are all among the first.
    fn push(&mut self, key: Key, [first, second]: [&[Occurrence]; 2]) {
        let bodies = first.partition_point(|occurrence| unit_of(occurrence) & 1 == 0);
        let (heads, bodies) = first.split_at(bodies);
        let [heads, bodies] = [[heads, &[]], [bodies, second]].map(|some| {
            for run in some.into_iter().flat_map(|some| some.chunk_by(|a, b| a[..SECOND] == b[..SECOND])) {
                let times = if key.is_pair() { size(run.len()) } else { 1 };
                self.postings.push(Posting { unit: unit_of(&run[0]) / 2, times });
            }
            self.postings.len()
        });
        if key.is_pair() {
            for (side, which) in self.sides.iter_mut().zip([BEFORE, AFTER]) {
                side.extend(first.iter().chain(second).map(|one| one[which]));
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

/// Fields of a head and parts of a body, folded.
type Folded = (Vec<Vec<u16>>, Vec<Vec<u16>>);

/// Folds the fields of the head and the parts of the body.
fn fold_all(doc: &Laid) -> Folded {
    let head = doc.head.iter().map(|text| fold::units(text)).collect();
    let mut start = 0;
    let parts = doc.cuts.iter().copied().chain([doc.body.len()]).map(|end| {
        let part = doc.body.get(start..end).unwrap_or_default();
        start = end;
        fold::units(part)
    });
    (head, parts.collect())
}
