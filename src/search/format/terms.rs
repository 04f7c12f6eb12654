//! Shards of terms: in which units each term stands, how often, and what stands before and after it.
//!
//! A term is one character or two neighbouring ones (UTF-16 units). The units it stands in are the fields of a document's
//! head (eight a document) and the parts of its body. For a pair, every occurrence also has the character before and the
//! character after, in the order of the text: that makes one pair's list answer for words of four characters, and lets
//! neighbouring lists be matched occurrence by occurrence for longer ones. See docs/search-format.md for why.

use std::cmp::Reverse;

use super::super::bytes::{Input, put, put_bytes, size};
use super::super::error::Damage;

/// A term: two units, the second 0 for a single character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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

/// All about one term.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Postings {
    pub(crate) head: Vec<Posting>,
    pub(crate) body: Vec<Posting>,
    /// For a pair, the character before and after each occurrence (0 at a block's edge), heads first.
    /// Empty where they lie in files of their own.
    pub(crate) sides: [Vec<u16>; 2],
    waiting: [Vec<u16>; 2],
}

impl Postings {
    /// Adds the surroundings of one chunk's occurrences. Heads of all chunks come before bodies of all chunks, so the
    /// bodies' wait in `waiting` until [`Postings::settle`].
    pub(crate) fn add_sides(&mut self, head: &[Vec<u16>; 2], body: &[Vec<u16>; 2]) {
        for at in 0..2 {
            self.sides[at].extend(&head[at]);
            self.waiting[at].extend(&body[at]);
        }
    }

    /// Puts the bodies' surroundings after the heads'.
    pub(crate) fn settle(&mut self) {
        for at in 0..2 {
            let body = std::mem::take(&mut self.waiting[at]);
            self.sides[at].extend(body);
        }
    }

    /// How often the term occurs.
    pub(crate) fn occurrences(&self) -> usize {
        self.head.iter().chain(&self.body).map(|posting| posting.times as usize).sum()
    }
}

/// A shard being written: one stream for each kind of number, so that like lies beside like when it is compressed.
#[derive(Default)]
pub(crate) struct ShardWriter {
    terms: u32,
    last: (u16, u16),
    streams: [Vec<u8>; 8],
    counter: Counter,
}

const KEYS: usize = 0;
const COUNTS: usize = 1;
const GAPS: usize = 2;
const TIMES: usize = 3;
const ALPHABETS: usize = 4;
const HIGH: usize = 5;
const LOW: usize = 6;
const RANKS: usize = 7;

impl ShardWriter {
    /// Adds a term; terms come in ascending order.
    pub(crate) fn add(&mut self, key: Key, postings: &Postings) {
        let (first, second) = (key.first(), key.second());
        put(&mut self.streams[KEYS], u32::from(first.wrapping_sub(self.last.0)));
        let base = if first == self.last.0 && self.terms > 0 { self.last.1 } else { 0 };
        put(&mut self.streams[KEYS], u32::from(second.wrapping_sub(base)));
        self.last = (first, second);
        self.terms += 1;
        let wide = key.is_pair() && postings.sides[0].is_empty();
        put(&mut self.streams[COUNTS], size(postings.head.len()) << 1 | u32::from(wide));
        put(&mut self.streams[COUNTS], size(postings.body.len()));
        for list in [&postings.head, &postings.body] {
            let mut next = 0;
            for posting in list {
                put(&mut self.streams[GAPS], posting.unit - next);
                next = posting.unit + 1;
                if key.is_pair() {
                    put(&mut self.streams[TIMES], posting.times - 1);
                }
            }
        }
        if key.is_pair() && !wide {
            for side in &postings.sides {
                self.add_side(side);
            }
        }
    }

    fn add_side(&mut self, side: &[u16]) {
        let alphabet = self.counter.alphabet(side);
        put(&mut self.streams[ALPHABETS], size(alphabet.letters.len()));
        for &letter in &alphabet.letters {
            let [high, low] = letter.to_be_bytes();
            self.streams[HIGH].push(high);
            self.streams[LOW].push(low);
        }
        alphabet.put_ranks(side, &mut self.streams[RANKS]);
        let letters = alphabet.letters;
        self.counter.clear(&letters);
    }

    /// Bytes so far, before compression.
    pub(crate) fn len(&self) -> usize {
        self.streams.iter().map(Vec::len).sum()
    }

    /// The payload.
    pub(crate) fn finish(self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.len() + 40);
        put(&mut out, self.terms);
        for stream in &self.streams {
            put_bytes(&mut out, stream);
        }
        out
    }
}

/// The payload of a file with one side of one common term.
pub(crate) fn encode_side(side: &[u16]) -> Vec<u8> {
    let mut counter = Counter::default();
    let alphabet = counter.alphabet(side);
    let mut out = Vec::new();
    put(&mut out, size(alphabet.letters.len()));
    for &letter in &alphabet.letters {
        out.extend_from_slice(&letter.to_be_bytes());
    }
    alphabet.put_ranks(side, &mut out);
    out
}

/// The side in such a payload, which has so many occurrences.
pub(crate) fn decode_side(payload: &[u8], occurrences: usize) -> Result<Vec<u16>, Damage> {
    let mut input = Input::new(payload);
    let letters = (0..input.count()?)
        .map(|_| Ok(u16::from_be_bytes([input.byte()?, input.byte()?])))
        .collect::<Result<Vec<_>, Damage>>()?;
    let side = get_ranks(&mut input, &letters, occurrences)?;
    if input.is_empty() { Ok(side) } else { Err(Damage::Number) }
}

/// The characters of a side, the most frequent first, so that frequent ones get small numbers.
struct Alphabet<'a> {
    letters: Vec<u16>,
    /// For every unit, its place among the letters.
    ranks: &'a [u32],
}

/// Room for counting characters, used again and again: one number for every unit, all 0 between uses.
pub(crate) struct Counter {
    numbers: Vec<u32>,
}

impl Default for Counter {
    fn default() -> Self {
        Self { numbers: vec![0; 1 << 16] }
    }
}

impl Counter {
    /// The alphabet of a side. Whoever is done with it calls [`Counter::clear`].
    fn alphabet(&mut self, side: &[u16]) -> Alphabet<'_> {
        let mut letters = Vec::new();
        for &letter in side {
            let count = &mut self.numbers[usize::from(letter)];
            if *count == 0 {
                letters.push(letter);
            }
            *count += 1;
        }
        letters.sort_unstable_by_key(|&letter| (Reverse(self.numbers[usize::from(letter)]), letter));
        for (rank, &letter) in (0..).zip(&letters) {
            self.numbers[usize::from(letter)] = rank;
        }
        Alphabet { letters, ranks: &self.numbers }
    }

    fn clear(&mut self, letters: &[u16]) {
        for &letter in letters {
            self.numbers[usize::from(letter)] = 0;
        }
    }
}

impl Alphabet<'_> {
    fn put_ranks(&self, side: &[u16], out: &mut Vec<u8>) {
        if self.letters.len() > 1 {
            for &letter in side {
                put(out, self.ranks[usize::from(letter)]);
            }
        }
    }
}

fn get_ranks(input: &mut Input<'_>, letters: &[u16], occurrences: usize) -> Result<Vec<u16>, Damage> {
    match letters {
        [] => Err(Damage::Number),
        [only] => Ok(vec![*only; occurrences]),
        _ => (0..occurrences).map(|_| letters.get(input.number()? as usize).copied().ok_or(Damage::Number)).collect(),
    }
}

/// Most occurrences a term may claim, so that a damaged count of a term whose side has one letter cannot fill the memory.
const MOST_OCCURRENCES: usize = 1 << 27;

/// The postings of some of a shard's terms: one answer for each key asked, in order; `None` where the shard lacks it.
pub(crate) fn find(payload: &[u8], wanted: &[Key]) -> Result<Vec<Option<Postings>>, Damage> {
    let mut input = Input::new(payload);
    let terms = input.number()?;
    let mut streams = Vec::with_capacity(8);
    for _ in 0..8 {
        streams.push(input.section()?);
    }
    let [keys, counts, gaps, times, alphabets, high, low, ranks] = &mut streams[..] else {
        return Err(Damage::Truncated);
    };
    let mut found = vec![None; wanted.len()];
    let (mut first, mut second) = (0u16, 0u16);
    for index in 0..terms {
        let (step, rest) = (keys.number()?, keys.number()?);
        let base = if step == 0 && index > 0 { second } else { 0 };
        first = u16::try_from(u32::from(first) + step).map_err(|_| Damage::Number)?;
        second = u16::try_from(u32::from(base) + rest).map_err(|_| Damage::Number)?;
        let key = Key::new(first, second);
        let head = counts.number()?;
        let wide = head & 1 == 1;
        let mut postings =
            Postings { head: get_postings(gaps, times, key, (head >> 1) as usize)?, ..Postings::default() };
        let body = counts.number()? as usize;
        postings.body = get_postings(gaps, times, key, body)?;
        let occurrences = postings.occurrences();
        if occurrences > MOST_OCCURRENCES {
            return Err(Damage::Number);
        }
        if key.is_pair() && !wide {
            for side in &mut postings.sides {
                let count = alphabets.number()? as usize;
                let (high, low) = (high.take(count)?, low.take(count)?);
                let letters: Vec<u16> = high.iter().zip(low).map(|(&h, &l)| u16::from_be_bytes([h, l])).collect();
                *side = get_ranks(ranks, &letters, occurrences)?;
            }
        }
        for (place, _) in found.iter_mut().zip(wanted).filter(|(_, want)| **want == key) {
            *place = Some(postings.clone());
        }
    }
    Ok(found)
}

fn get_postings(gaps: &mut Input<'_>, times: &mut Input<'_>, key: Key, count: usize) -> Result<Vec<Posting>, Damage> {
    let mut next = 0u32;
    let mut list = Vec::new();
    for _ in 0..count {
        let unit = next.checked_add(gaps.number()?).ok_or(Damage::Number)?;
        next = unit.checked_add(1).ok_or(Damage::Number)?;
        let times = if key.is_pair() { times.number()?.checked_add(1).ok_or(Damage::Number)? } else { 1 };
        list.push(Posting { unit, times });
    }
    Ok(list)
}
