//! Characters in the order in which they were seen, the latest first.
//!
//! Where a character stands is asked some twenty million times for eight million characters of text, and the answer cannot
//! be foreseen: so the first few, among which most are found, are looked at and moved all at once, without a branch.

/// How many are looked at at once.
const FEW: usize = 16;

/// Characters, each once, the latest first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Latest {
    /// The first ones; what lies beyond the count means nothing.
    few: [u16; FEW],
    /// Those after them.
    rest: Vec<u16>,
    count: usize,
}

impl Latest {
    pub(crate) fn clear(&mut self) {
        self.rest.clear();
        self.count = 0;
    }

    pub(crate) fn len(&self) -> usize {
        self.count
    }

    pub(crate) fn get(&self, place: usize) -> Option<u16> {
        if place >= self.count {
            return None;
        }
        self.few.get(place).or_else(|| self.rest.get(place - FEW)).copied()
    }

    /// Where a character stands.
    #[inline]
    pub(crate) fn place_of(&self, letter: u16) -> Option<usize> {
        let meant = if self.count < FEW { (1 << self.count) - 1 } else { u32::from(u16::MAX) };
        let found = equal(&self.few, letter) & meant;
        if found != 0 {
            return Some(found.trailing_zeros() as usize);
        }
        if self.rest.is_empty() { None } else { place_of(&self.rest, letter).map(|place| FEW + place) }
    }

    /// Moves the character at a place, which is this one, to the front.
    #[inline]
    pub(crate) fn move_first(&mut self, place: usize, letter: u16) {
        if place < FEW {
            self.shift(letter, place);
        } else {
            let last = self.few[FEW - 1];
            self.shift(letter, FEW - 1);
            let rest = &mut self.rest[..=place - FEW];
            rest.rotate_right(1);
            rest[0] = last;
        }
    }

    /// Puts a character at the front that is not here yet.
    #[inline]
    pub(crate) fn insert_first(&mut self, letter: u16) {
        if self.count >= FEW {
            self.rest.insert(0, self.few[FEW - 1]);
        }
        self.shift(letter, FEW - 1);
        self.count += 1;
    }

    /// Puts a character at the front; those up to a place move back by one.
    #[inline]
    fn shift(&mut self, letter: u16, place: usize) {
        let mut moved = [letter; FEW];
        moved[1..].copy_from_slice(&self.few[..FEW - 1]);
        for (at, (now, moved)) in self.few.iter_mut().zip(moved).enumerate() {
            *now = if at <= place { moved } else { *now };
        }
    }
}

/// Where a character stands.
pub(crate) fn place_of(letters: &[u16], letter: u16) -> Option<usize> {
    let (some, rest) = letters.as_chunks::<FEW>();
    for (at, chunk) in some.iter().enumerate() {
        let found = equal(chunk, letter);
        if found != 0 {
            return Some(FEW * at + found.trailing_zeros() as usize);
        }
    }
    rest.iter().position(|&other| other == letter).map(|place| FEW * some.len() + place)
}

/// Which are this character: a binary digit each, the lowest for the first.
#[inline]
fn equal(few: &[u16; FEW], letter: u16) -> u32 {
    few.iter().enumerate().fold(0, |found, (at, &other)| found | u32::from(other == letter) << at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_latest_are_first(letters in proptest::collection::vec(0u16..60, 0..300)) {
            let (mut latest, mut plain) = (Latest::default(), Vec::new());
            for letter in letters {
                let place = plain.iter().position(|&other| other == letter);
                prop_assert_eq!(latest.place_of(letter), place);
                prop_assert_eq!(place_of(&plain, letter), place);
                match place {
                    Some(place) => {
                        latest.move_first(place, letter);
                        plain.remove(place);
                    }
                    None => latest.insert_first(letter),
                }
                plain.insert(0, letter);
                prop_assert_eq!(latest.len(), plain.len());
                let all: Vec<Option<u16>> = (0..=plain.len()).map(|place| latest.get(place)).collect();
                prop_assert_eq!(all, plain.iter().copied().map(Some).chain([None]).collect::<Vec<_>>());
            }
        }
    }
}
