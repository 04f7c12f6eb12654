//! What is known of what is told next, learned from what was told before in the same context: of a decision, of one of
//! sixteen values, of a number.
//!
//! All is exact in whole numbers, and every product stays below 2^53, so that the page's script computes the same.

/// What is known of a decision: how probable it is, and how often it was seen.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Chance {
    /// The probability of "yes", in 65536ths.
    pub(super) yes: u16,
    /// How often it was learned from, up to the last of [`RATES`].
    seen: u8,
}

const LEAST_PROBABLE: u32 = 32;
const MOST_PROBABLE: u32 = 65536 - 32;

/// How far a probability moves towards what happened, in 65536ths: the first time half the way, at last a 32nd.
const RATES: [u32; 32] = {
    let mut rates = [0; 32];
    let (mut at, mut share) = (0, 2);
    while at < rates.len() {
        rates[at] = 65536 / share;
        at += 1;
        share += 1;
    }
    rates
};
const LAST_RATE: u8 = 30;

impl Chance {
    /// Nothing is known yet.
    pub(crate) const EVEN: Self = Self { yes: 1 << 15, seen: 0 };

    #[inline]
    pub(super) fn learn(&mut self, yes: bool) {
        let (now, rate) = (u32::from(self.yes), RATES[usize::from(self.seen & 31)]);
        // Without a branch: what was decided is what cannot be foreseen.
        let more = ((MOST_PROBABLE - now) * rate) >> 16;
        let less = ((now - LEAST_PROBABLE) * rate + 0xffff) >> 16;
        let [low, high, ..] = (if yes { now + more } else { now - less }).to_le_bytes();
        self.yes = u16::from_le_bytes([low, high]);
        self.seen = (self.seen + 1).min(LAST_RATE);
    }
}

/// Values of a spread.
const VALUES: usize = 16;

/// Digits of the sum of all probabilities of a spread.
pub(super) const SPREAD_DIGITS: u32 = 15;

/// What every value keeps of it, about.
const LEAST: u16 = 16;

/// What they share.
const SHARED: u16 = (1 << SPREAD_DIGITS) - 16 * LEAST;

/// What is known of one of sixteen values: how probable each is, and how often one was seen.
///
/// Sixteen numbers fit the registers of every processor of our day, so that learning takes a few steps; told by decisions
/// one after the other, a value takes several, each of which may be foreseen wrongly.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spread {
    /// For each value the probability that a lower one comes, in 32768ths.
    lower: [u16; VALUES],
    /// How often it was learned from, up to the last of [`SPREAD_RATES`].
    seen: u8,
}

/// For each value the spread in which it is as probable as can be.
const SURE: [[u16; VALUES]; VALUES] = {
    let mut sure = [[0; VALUES]; VALUES];
    let mut value = 0;
    while value < VALUES {
        let (mut at, mut least) = (0, 0);
        while at < VALUES {
            sure[value][at] = least + if at > value { SHARED } else { 0 };
            least += LEAST;
            at += 1;
        }
        value += 1;
    }
    sure
};

/// How far a spread moves towards the value that came, in 65536ths: the first time a fifth of the way, at last a 65th.
const SPREAD_RATES: [u16; 64] = {
    let mut rates = [0; 64];
    let (mut at, mut share) = (0, 5);
    while at < rates.len() {
        rates[at] = 32768 / share * 2;
        at += 1;
        share += 1;
    }
    rates
};
const LAST_SPREAD_RATE: u8 = 60;

impl Spread {
    /// Some values, from 0 on, are equally probable, and the others hardly.
    pub(crate) const fn even(values: u16) -> Self {
        let mut lower = [0; VALUES];
        let (mut at, mut number) = (0, 0);
        while at < VALUES {
            let share = if number < values { number } else { values };
            // Rounded down before it is taken so many times, so that it stays within sixteen digits.
            lower[at] = LEAST * number + SHARED / values * share;
            at += 1;
            number += 1;
        }
        Self { lower, seen: 0 }
    }

    /// Where the values from this one on begin, in 32768ths.
    #[inline]
    pub(super) fn begin(&self, value: usize) -> u32 {
        u32::from(self.lower[value & 15])
    }

    /// The value at a place in 32768ths.
    #[inline]
    pub(super) fn value_at(&self, place: u32) -> usize {
        self.lower.iter().map(|&lower| usize::from(u32::from(lower) <= place)).sum::<usize>() - 1
    }

    /// Where the values after this one begin; none after the last.
    #[inline]
    pub(super) fn end(&self, value: usize) -> Option<u32> {
        self.lower.get(value + 1).map(|&lower| u32::from(lower))
    }

    #[inline]
    pub(super) fn learn(&mut self, value: usize) {
        let rate = SPREAD_RATES[usize::from(self.seen & 63)].cast_signed();
        for (lower, sure) in self.lower.iter_mut().zip(&SURE[value & 15]) {
            // Both are below 2^15, and so is the part of their difference: all fits sixteen digits, eight numbers a step.
            let far = sure.wrapping_sub(*lower).cast_signed();
            let step = ((i32::from(far) * i32::from(rate)) >> 16) as i16;
            *lower = lower.wrapping_add_signed(step);
        }
        self.seen = (self.seen + 1).min(LAST_SPREAD_RATE);
    }
}

/// What is known of numbers told in one context: their magnitude, or themselves if they are small, and for each magnitude
/// the leading digits.
#[derive(Debug, Clone)]
pub(crate) struct Numbers {
    pub(super) classes: Spread,
    pub(super) leading: [Spread; CLASSES],
}

/// Numbers below this are told by themselves.
pub(super) const SMALL: u32 = 7;

/// Magnitudes that are told apart.
const CLASSES: usize = 9;

impl Numbers {
    /// Nothing is known yet.
    pub(crate) const NEW: Self = Self { classes: Spread::even(16), leading: [Spread::even(8); CLASSES] };
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_value_stays_possible(count in 1u16..17, values in proptest::collection::vec(0usize..16, 0..500)) {
            let mut spread = Spread::even(count);
            for value in values {
                spread.learn(value);
                for value in 0..VALUES {
                    let end = spread.end(value).unwrap_or(1 << SPREAD_DIGITS);
                    // Rounding takes away a little.
                    prop_assert!(end - spread.begin(value) >= u32::from(LEAST) - 2);
                    prop_assert_eq!(spread.value_at(spread.begin(value)), value);
                    prop_assert_eq!(spread.value_at(end - 1), value);
                }
            }
        }
    }

    #[test]
    fn what_comes_again_becomes_probable() {
        let mut spread = Spread::even(16);
        for _ in 0..1000 {
            spread.learn(5);
        }
        assert!(spread.end(5).is_some_and(|end| end - spread.begin(5) > 32000));
    }
}
