//! The inverted index: which character and which pair of characters stands where, and what stands around it.
//!
//! The folded texts are laid end to end. For some characters at a time, so that memory stays bounded, one pass gathers the
//! places where they stand; then, one character beside the other, the places are dealt out to the pairs that begin there.
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

    /// The character at a place; 0 beyond the edge of a block.
    fn beside(&self, at: Option<usize>) -> u16 {
        at.and_then(|at| self.units.get(at)).map_or(0, |&unit| if unit == BREAK { 0 } else { unit })
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
        let places = [places(&self.heads, group), places(&self.bodies, group)];
        let [heads, bodies] = &places;
        group
            .par_iter()
            .zip(heads.par_iter().zip(bodies))
            .map_init(
                || vec![0; ALPHABET],
                |slots, (&first, (heads, bodies))| self.terms_of_one(first, heads, bodies, slots),
            )
            .flatten_iter()
            .collect()
    }

    /// The terms that begin with one character, of which it is known where it stands. `slots`, one for each character, are
    /// zeros before and after.
    fn terms_of_one(&self, first: u16, heads: &[usize], bodies: &[usize], slots: &mut [u32]) -> Vec<(Key, Postings)> {
        let mut terms = vec![(Key::new(first, 0), Postings::default())];
        for (is_body, texts, places) in [(false, &self.heads, heads), (true, &self.bodies, bodies)] {
            let mut text = 0;
            for &at in places {
                text += texts.begins[text..].partition_point_near(|&(begin, _)| begin <= at) - 1;
                let unit = texts.begins[text].1;
                add(&mut terms[0].1, is_body, unit, true);
                let Some(&second) = texts.units.get(at + 1).filter(|second| **second != BREAK) else { continue };
                let slot = &mut slots[usize::from(second)];
                if *slot == 0 {
                    *slot = size(terms.len());
                    terms.push((Key::new(first, second), Postings::default()));
                }
                let postings = &mut terms[*slot as usize].1;
                add(postings, is_body, unit, false);
                postings.sides[0].push(texts.beside(at.checked_sub(1)));
                postings.sides[1].push(texts.beside(at.checked_add(2)));
            }
        }
        for (key, _) in &terms {
            slots[usize::from(key.second())] = 0;
        }
        terms.sort_unstable_by_key(|term| term.0);
        terms
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

/// Where some characters stand, each with places of its own, ascending.
fn places(texts: &Texts, group: &[u16]) -> Vec<Vec<usize>> {
    let mut which = vec![usize::MAX; ALPHABET];
    for (at, &unit) in group.iter().enumerate() {
        which[usize::from(unit)] = at;
    }
    let mut places = vec![Vec::new(); group.len()];
    for (at, &unit) in texts.units.iter().enumerate() {
        if let Some(places) = places.get_mut(which[usize::from(unit)]) {
            places.push(at);
        }
    }
    places
}

/// Counts one occurrence more in a unit; a character alone counts once a unit.
fn add(postings: &mut Postings, is_body: bool, unit: u32, once: bool) {
    let list = if is_body { &mut postings.body } else { &mut postings.head };
    match list.last_mut() {
        Some(last) if last.unit == unit => last.times += u32::from(!once),
        _ => list.push(Posting { unit, times: 1 }),
    }
}

/// Finding a point of a sorted list that mostly lies near its beginning.
trait Near<T> {
    /// As `partition_point`, in steps that double.
    fn partition_point_near(&self, is_before: impl Fn(&T) -> bool) -> usize;
}

impl<T> Near<T> for [T] {
    fn partition_point_near(&self, is_before: impl Fn(&T) -> bool) -> usize {
        let mut end = 1;
        while end < self.len() && is_before(&self[end]) {
            end *= 2;
        }
        let from = end / 2;
        from + self[from..self.len().min(end + 1)].partition_point(is_before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_points_are_found() {
        for length in 1..40 {
            let list: Vec<usize> = (0..length).collect();
            for point in 0..=length + 1 {
                assert_eq!(list.partition_point_near(|&item| item < point), list.partition_point(|&item| item < point));
            }
        }
    }
}
