//! Letters in an order of their own, laid out so that many are compared at once.

/// Letters in an order, sixteen side by side: so many are compared at once.
#[derive(Debug, Clone, Default)]
pub(super) struct Letters {
    /// What stands after the last letter means nothing.
    rows: Vec<[u16; ROW]>,
    count: usize,
}

const ROW: usize = 16;

/// For each place of a row a binary digit.
const DIGITS: [u16; ROW] = {
    let mut digits = [0; ROW];
    let mut at = 0;
    while at < ROW {
        digits[at] = 1 << at;
        at += 1;
    }
    digits
};

impl Letters {
    /// None is left, but the room for them.
    pub(super) fn clear(&mut self) {
        self.count = 0;
    }

    /// Where a letter stands.
    #[inline]
    pub(super) fn place_of(&self, letter: u16) -> Option<usize> {
        for (at, row) in self.rows.iter().take(self.count.div_ceil(ROW)).enumerate() {
            // Where it is among them is told without a branch, as it cannot be foreseen.
            let found = row
                .iter()
                .zip(&DIGITS)
                .fold(0, |found, (&other, &digit)| found | if other == letter { digit } else { 0 });
            if found != 0 {
                let place = ROW * at + found.trailing_zeros() as usize;
                return (place < self.count).then_some(place);
            }
        }
        None
    }

    /// How many they are.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// The letter at a place.
    pub(super) fn get(&self, place: usize) -> Option<u16> {
        self.rows.as_flattened()[..self.count].get(place).copied()
    }

    /// Moves the letter at a place before one that stands before it.
    #[inline]
    pub(super) fn move_before(&mut self, to: usize, place: usize) {
        self.rows.as_flattened_mut()[to..=place].rotate_right(1);
    }

    /// Puts one that is new to the end.
    pub(super) fn push(&mut self, letter: u16) {
        if self.count == ROW * self.rows.len() {
            self.rows.push([0; ROW]);
        }
        self.rows.as_flattened_mut()[self.count] = letter;
        self.count += 1;
    }

    /// Puts one that is new to the front.
    pub(super) fn put_first(&mut self, letter: u16) {
        self.push(letter);
        self.move_before(0, self.count - 1);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn they_stand_as_in_a_plain_list(steps in proptest::collection::vec((0u8..9, 0u16..40), 0..300)) {
            let (mut letters, mut plain) = (Letters::default(), Vec::new());
            for (step, letter) in steps {
                match plain.iter().position(|&other| other == letter) {
                    _ if step == 0 => {
                        letters.clear();
                        plain.clear();
                    }
                    Some(place) => {
                        let to = place / usize::from(step);
                        letters.move_before(to, place);
                        plain[to..=place].rotate_right(1);
                    }
                    None if step > 4 => {
                        letters.push(letter);
                        plain.push(letter);
                    }
                    None => {
                        letters.put_first(letter);
                        plain.insert(0, letter);
                    }
                }
                prop_assert_eq!((letters.len(), letters.get(plain.len())), (plain.len(), None));
                for letter in 0..41 {
                    prop_assert_eq!(letters.place_of(letter), plain.iter().position(|&other| other == letter));
                }
            }
        }
    }
}
