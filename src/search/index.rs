//! The inverted index: which character and which pair of characters stands where, and what stands around it.
//!
//! The folded texts are laid end to end. For some characters at a time, so that memory stays bounded, one pass gathers their
//! occurrences; then, one character beside the other, these are dealt out to the pairs that begin there.
//! All stays in the order of the text, which is the order of the units.

use rayon::prelude::*;

use super::bytes::size;
use super::fold;
use super::format::terms::{Key, Posting, Postings};
use super::layout::{HEAD_STEP, Laid};
use super::tokenizer::BREAK;

/// Occurrences of pairs that are in memory at a time, about.
const GROUP: usize = 6_000_000;

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
    /// Folds the texts of some documents, which are counted from 0.
    pub(crate) fn new(laid: &[Laid]) -> Self {
        let (mut heads, mut bodies) = (Texts::default(), Texts::default());
        let (mut doc, mut part) = (0, 0);
        for some in laid.chunks(FOLDED) {
            let folded: Vec<_> = some.par_iter().map(fold_all).collect();
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
    pub(crate) fn groups(&self) -> Vec<Vec<u16>> {
        let mut groups: Vec<Vec<u16>> = Vec::new();
        let mut room = 0;
        for (unit, count) in (0..=u16::MAX).zip(self.counts()).filter(|(_, count)| *count > 0) {
            if count > room {
                groups.push(Vec::new());
                room = GROUP.max(count);
            }
            room -= count;
            if let Some(group) = groups.last_mut() {
                group.push(unit);
            }
        }
        groups
    }

    /// All terms that begin with some characters, in order: of each the character alone, then its pairs.
    pub(crate) fn terms_of(&self, group: &[u16]) -> Vec<(Key, Postings)> {
        // Each half goes through all texts: that is still less than looking the places up one by one.
        let (few, more) = group.split_at(group.len() / 2);
        let (few, more) = rayon::join(|| self.occurrences(few), || self.occurrences(more));
        group
            .par_iter()
            .zip(few.into_par_iter().chain(more))
            .map_init(Dealer::default, |dealer, (&first, occurrences)| dealer.deal(first, &occurrences))
            .flatten_iter()
            .collect()
    }

    /// Every occurrence of some characters, for each in the order of the text, heads first.
    fn occurrences(&self, group: &[u16]) -> Vec<Vec<Occurrence>> {
        let mut which = vec![u32::MAX; ALPHABET];
        for (at, &unit) in group.iter().enumerate() {
            which[usize::from(unit)] = size(at);
        }
        let mut found = vec![Vec::new(); group.len()];
        for (texts, is_body) in [(&self.heads, 0), (&self.bodies, 1)] {
            let ends = texts.begins.iter().skip(1).map(|begin| begin.0).chain([texts.units.len()]);
            for (&(begin, unit), end) in texts.begins.iter().zip(ends) {
                let (unit, mut before) = (2 * unit + is_body, 0);
                let text = &texts.units[begin..end];
                for (at, &first) in text.iter().enumerate() {
                    if let Some(found) = found.get_mut(which[usize::from(first)] as usize) {
                        let second = beside(text, at + 1);
                        let after = if second == 0 { 0 } else { beside(text, at + 2) };
                        found.push(Occurrence { unit, second, before, after });
                    }
                    before = if first == BREAK { 0 } else { first };
                }
            }
        }
        found
    }
}

/// The character at a place of a text that ends with a break; 0 beyond the edge of a block.
fn beside(text: &[u16], at: usize) -> u16 {
    text.get(at).map_or(0, |&unit| if unit == BREAK { 0 } else { unit })
}

/// One occurrence of a character.
#[derive(Clone, Copy, Default)]
struct Occurrence {
    /// Twice the unit of the format that it stands in, and one more in a body.
    unit: u32,
    /// The character after it, which makes a pair; 0 at the end of a block.
    second: u16,
    before: u16,
    after: u16,
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
    fn deal(&mut self, first: u16, occurrences: &[Occurrence]) -> Vec<(Key, Postings)> {
        for occurrence in occurrences {
            let slot = &mut self.slots[usize::from(occurrence.second)];
            if *slot == 0 {
                self.seconds.push(occurrence.second);
            }
            *slot += 1;
        }
        self.seconds.sort_unstable();
        let mut next = 0;
        for &second in &self.seconds {
            let slot = &mut self.slots[usize::from(second)];
            next += std::mem::replace(slot, next);
        }
        self.dealt.resize(occurrences.len(), Occurrence::default());
        for &occurrence in occurrences {
            let slot = &mut self.slots[usize::from(occurrence.second)];
            self.dealt[*slot as usize] = occurrence;
            *slot += 1;
        }
        let mut alone = Postings::default();
        [alone.head, alone.body] = units(occurrences, |_| 1);
        let mut terms = Vec::with_capacity(1 + self.seconds.len());
        terms.push((Key::new(first, 0), alone));
        let mut begin = 0;
        for second in self.seconds.drain(..) {
            let end = std::mem::take(&mut self.slots[usize::from(second)]) as usize;
            if second != 0 {
                terms.push((Key::new(first, second), postings(&self.dealt[begin..end])));
            }
            begin = end;
        }
        terms
    }
}

/// The postings of a pair.
fn postings(occurrences: &[Occurrence]) -> Postings {
    let [head, body] = units(occurrences, <[Occurrence]>::len);
    let sides = [occurrences.iter().map(|one| one.before).collect(), occurrences.iter().map(|one| one.after).collect()];
    Postings { head, body, sides }
}

/// The units that some occurrences stand in, of heads and of bodies, and for each what `times` makes of those in it.
fn units(occurrences: &[Occurrence], times: impl Fn(&[Occurrence]) -> usize) -> [Vec<Posting>; 2] {
    let bodies = occurrences.partition_point(|occurrence| occurrence.unit & 1 == 0);
    let (heads, bodies) = occurrences.split_at(bodies);
    [heads, bodies].map(|some| {
        let runs = some.chunk_by(|a, b| a.unit == b.unit);
        runs.map(|run| Posting { unit: run[0].unit / 2, times: size(times(run)) }).collect()
    })
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
