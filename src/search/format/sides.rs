//! What stands before and after each occurrence of a pair, coded by what was seen so far.
//!
//! Texts repeat themselves. So the character after is first asked whether it is the one that last stood after the pair with
//! the same character before; else, and for the character before, its place is told in the list of the characters seen
//! here, the latest first. A character new to the pair is looked for among those that stand beside other pairs of the same
//! first character, the most frequent first, then among all of the file, the latest first.

use super::super::error::Damage;
use super::chances::Chance;
use super::coder::Coder;
use super::letters::{self, Before, Chances, Known, List};
use super::terms::Posting;

/// Both sides of the pairs of a file as they are coded.
pub(crate) struct Sides {
    /// Whether the expected letter comes.
    is_expected: [Chance; 32],
    /// Letters before, letters after, letters after that were not the expected one.
    kinds: [Chances; 3],
    /// Letters before, letters after.
    lists: [List; 2],
    known: [Known; 2],
    /// The number of the pair at hand, so that what is known of other pairs need not be wiped out.
    pair: u32,
    /// For each letter before: what stood after it last, and in which pair.
    expected: Vec<(u32, Expected)>,
}

/// A letter that is expected to come again, and how often it did and did not.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Expected {
    /// 0 where nothing is expected.
    pub(crate) letter: u16,
    hits: u8,
    misses: u8,
}

impl Expected {
    /// A letter came for the first time.
    fn new(letter: u16) -> Self {
        Self { letter, ..Self::default() }
    }

    /// Among thirty-two contexts, that of so many hits and misses.
    pub(crate) fn context(self, is_close: bool) -> usize {
        usize::from(self.hits.min(3) * 4 + self.misses.min(3)) * 2 + usize::from(is_close)
    }

    /// What is expected after it came.
    pub(crate) fn hit(self) -> Self {
        Self { hits: (self.hits + 1).min(7), misses: self.misses.saturating_sub(1) / 2, ..self }
    }

    /// What is expected after a letter came.
    pub(crate) fn next(self, letter: u16) -> Self {
        match self.letter {
            0 => Self { letter, ..self },
            expected if expected == letter => self.hit(),
            _ => self.miss(letter),
        }
    }

    /// What is expected after another letter came.
    fn miss(self, letter: u16) -> Self {
        Self { letter, hits: self.hits / 2, misses: (self.misses + 1).min(7) }
    }
}

impl Sides {
    pub(crate) fn new() -> Self {
        Self {
            is_expected: [Chance::EVEN; 32],
            kinds: std::array::from_fn(|_| Chances::new()),
            lists: Default::default(),
            known: [Known::new(true), Known::new(true)],
            pair: 0,
            expected: vec![Default::default(); 1 << 16],
        }
    }

    /// Another file begins. What was expected is of pairs that come no more.
    pub(crate) fn begin(&mut self) {
        self.is_expected = [Chance::EVEN; 32];
        self.kinds.iter_mut().for_each(|chances| *chances = Chances::new());
        self.known.iter_mut().for_each(Known::begin);
    }

    /// Pairs of another first character follow.
    pub(crate) fn new_group(&mut self) {
        self.known.iter_mut().for_each(Known::new_group);
    }

    /// Codes both sides of a pair that stands in these units; what is read is appended to `taken`.
    pub(crate) fn code<C: Coder>(
        &mut self,
        coder: &mut C,
        units: [&[Posting]; 2],
        given: [&[u16]; 2],
        taken: &mut [Vec<u16>; 2],
    ) -> Result<(), Damage> {
        self.pair += 1;
        self.lists.iter_mut().for_each(List::clear);
        let mut known = Before { list: self.pair, is_close: false, count: 0, not: None };
        for times in units.into_iter().flatten().map(|posting| posting.times) {
            for at in 0..times {
                coder.check()?;
                known.is_close = at > 0;
                let [before, after] = [0, 1].map(|side| given[side].get(known.count).copied().unwrap_or(0));
                let before = self.letter(coder, [0, 0], before, known)?;
                let after = self.after(coder, before, after, known)?;
                if !C::WRITES {
                    taken[0].push(before);
                    taken[1].push(after);
                }
                known.count += 1;
            }
        }
        Ok(())
    }

    /// Codes the letter after, the one before being known.
    fn after<C: Coder>(&mut self, coder: &mut C, before: u16, after: u16, known: Before) -> Result<u16, Damage> {
        let (pair, expected) = self.expected[usize::from(before)];
        let (after, now) = if pair != self.pair {
            let after = self.letter(coder, [1, 1], after, known)?;
            (after, Expected::new(after))
        } else if coder.bit(&mut self.is_expected[expected.context(known.is_close)], expected.letter == after) {
            (expected.letter, expected.hit())
        } else {
            let after = self.letter(coder, [1, 2], after, Before { not: Some(expected.letter), ..known })?;
            (after, expected.miss(after))
        };
        self.expected[usize::from(before)] = (self.pair, now);
        Ok(after)
    }

    /// Codes a letter of a side, with chances of a kind.
    fn letter<C: Coder>(
        &mut self,
        coder: &mut C,
        [side, kind]: [usize; 2],
        letter: u16,
        known: Before,
    ) -> Result<u16, Damage> {
        letters::code(coder, &mut self.kinds[kind], (&mut self.lists[side], &mut self.known[side]), letter, known)
    }
}
