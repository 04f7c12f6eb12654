//! An adaptive binary range coder: every decision costs what the decisions before it, in the same context, make it cost.
//!
//! The arithmetic is LZMA's with wider probabilities: 32 bits of range, a byte at a time, probabilities of sixteen bits that
//! learn fast at first and slower later. It is exact in whole numbers, and every product stays below 2^53, so that the page's
//! script computes the same. What is modelled is written once, for both directions, against [`Coder`]: an encoder is given
//! a value and returns it, a decoder ignores what it is given and returns what was written.

use super::super::error::Damage;

/// What is known of a decision: how probable it is, and how often it was seen.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Chance {
    /// The probability of "yes", in 65536ths.
    yes: u16,
    /// How often it was learned from, up to the last of [`RATES`].
    seen: u8,
}

impl Chance {
    /// Nothing is known yet.
    pub(crate) const EVEN: Self = Self { yes: 1 << 15, seen: 0 };

    #[inline]
    fn learn(&mut self, yes: bool) {
        let (now, rate) = (u32::from(self.yes), RATES[usize::from(self.seen & 15)]);
        // Without a branch: what was decided is what cannot be foreseen.
        let more = ((MOST_PROBABLE - now) * rate) >> 16;
        let less = ((now - LEAST_PROBABLE) * rate + 0xffff) >> 16;
        let [low, high, ..] = (if yes { now + more } else { now - less }).to_le_bytes();
        self.yes = u16::from_le_bytes([low, high]);
        self.seen = (self.seen + 1).min(LAST_RATE);
    }
}

const LEAST_PROBABLE: u32 = 32;
const MOST_PROBABLE: u32 = 65536 - 32;

/// How far a probability moves towards what happened, in 65536ths: the first time half the way, at last a twenty-fourth.
const RATES: [u32; 16] =
    [32768, 21845, 16384, 13107, 10922, 9362, 8192, 6553, 5461, 4681, 4096, 3276, 2730, 2730, 2730, 2730];
const LAST_RATE: u8 = 12;

/// Binary digits of which nothing is known that are told at once.
const AT_ONCE: u32 = 12;

/// Chances of a gamma code: 32 for the number of binary digits, then eight for the leading digits of each number of digits.
pub(crate) const GAMMA: usize = 160;

/// One of the two directions.
pub(crate) trait Coder {
    /// Whether values are written.
    const WRITES: bool;

    /// One decision in a context.
    fn bit(&mut self, chance: &mut Chance, yes: bool) -> bool;

    /// So many binary digits of which nothing is known.
    fn raw(&mut self, value: u32, digits: u32) -> u32;

    /// Fails where more was read than was ever written.
    fn check(&self) -> Result<(), Damage>;

    /// A number below 2^31 - 1: how many binary digits number plus one has, then those digits, the first three of them in contexts.
    fn gamma(&mut self, chances: &mut [Chance], value: u32) -> u32 {
        let plus = value.wrapping_add(1);
        let digits = plus.checked_ilog2().unwrap_or(0);
        let mut exponent = 0;
        while exponent < 31 && self.bit(&mut chances[exponent as usize], exponent < digits) {
            exponent += 1;
        }
        let place = 32 + 8 * (exponent.min(15) as usize);
        let mut node = 1;
        let leading = exponent.min(3);
        for at in 1..=leading {
            let digit = plus.checked_shr(exponent - at).unwrap_or(0) & 1 == 1;
            node = 2 * node + u32::from(self.bit(&mut chances[place + node as usize], digit));
        }
        let rest = exponent - leading;
        (node << rest | self.raw(plus & ((1 << rest) - 1), rest)) - 1
    }

    /// A number of so many binary digits, each in the context of those before it; `chances` holds two to their power.
    fn tree(&mut self, chances: &mut [Chance], digits: u32, value: u32) -> u32 {
        let mut node = 1;
        for at in (0..digits).rev() {
            node = 2 * node + u32::from(self.bit(&mut chances[node as usize], value >> at & 1 == 1));
        }
        node - (1 << digits)
    }
}

/// Writes decisions.
pub(crate) struct Encoder {
    low: u64,
    range: u32,
    /// The last byte, held back because a carry may still change it; none before the first.
    held: Option<u8>,
    /// Bytes of all ones after it, which a carry would change too.
    ones: usize,
    out: Vec<u8>,
}

impl Encoder {
    pub(crate) fn new() -> Self {
        Self { low: 0, range: u32::MAX, held: None, ones: 0, out: Vec::new() }
    }

    /// What was written. A decoder, which reads four bytes ahead, takes missing ones for zeros; so the end is chosen to be
    /// zeros, and these are left out.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        let needed = self.out.len() + usize::from(self.held.is_some()) + self.ones;
        self.low = (self.low + 0xff_ffff) & !0xff_ffff;
        for _ in 0..3 {
            self.shift();
        }
        while self.out.len() > needed && self.out.last() == Some(&0) {
            self.out.pop();
        }
        self.out
    }

    fn shift(&mut self) {
        let carry = self.low >> 32 != 0;
        let byte = self.low.to_le_bytes()[3];
        if carry || byte != 0xff {
            if let Some(held) = self.held {
                self.out.push(held.wrapping_add(u8::from(carry)));
            }
            self.out.extend(std::iter::repeat_n(if carry { 0 } else { 0xff }, self.ones));
            self.ones = 0;
            self.held = Some(byte);
        } else {
            self.ones += 1;
        }
        self.low = (self.low & 0xff_ffff) << 8;
    }

    /// Narrows the range to a part of it.
    #[inline]
    fn take(&mut self, begin: u32, length: u32) {
        self.low += u64::from(begin);
        self.range = length;
        while self.range < 1 << 24 {
            self.range <<= 8;
            self.shift();
        }
    }
}

impl Coder for Encoder {
    const WRITES: bool = true;

    #[inline]
    fn bit(&mut self, chance: &mut Chance, yes: bool) -> bool {
        let bound = (self.range >> 16) * u32::from(chance.yes);
        let (begin, length) = if yes { (0, bound) } else { (bound, self.range - bound) };
        self.take(begin, length);
        chance.learn(yes);
        yes
    }

    fn raw(&mut self, value: u32, digits: u32) -> u32 {
        if digits > AT_ONCE {
            self.raw(value >> AT_ONCE, digits - AT_ONCE);
            self.raw(value & ((1 << AT_ONCE) - 1), AT_ONCE);
            return value;
        }
        let length = self.range >> digits;
        self.take(length * value, length);
        value
    }

    fn check(&self) -> Result<(), Damage> {
        Ok(())
    }
}

/// Reads decisions.
pub(crate) struct Decoder<'a> {
    code: u32,
    range: u32,
    rest: &'a [u8],
    /// Bytes read past the end.
    past: usize,
}

impl<'a> Decoder<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        let mut decoder = Self { code: 0, range: u32::MAX, rest: bytes, past: 0 };
        for _ in 0..4 {
            decoder.next();
        }
        decoder
    }

    fn next(&mut self) {
        let byte = if let Some((&first, rest)) = self.rest.split_first() {
            self.rest = rest;
            first
        } else {
            self.past += 1;
            0
        };
        self.code = self.code << 8 | u32::from(byte);
    }

    /// Narrows the range to a part of it that the code lies in.
    #[inline]
    fn take(&mut self, begin: u32, length: u32) {
        self.code = self.code.wrapping_sub(begin);
        self.range = length;
        while self.range < 1 << 24 {
            self.range <<= 8;
            self.next();
        }
    }
}

impl Coder for Decoder<'_> {
    const WRITES: bool = false;

    fn bit(&mut self, chance: &mut Chance, _: bool) -> bool {
        let bound = (self.range >> 16) * u32::from(chance.yes);
        let yes = self.code < bound;
        let (begin, length) = if yes { (0, bound) } else { (bound, self.range - bound) };
        self.take(begin, length);
        chance.learn(yes);
        yes
    }

    fn raw(&mut self, _: u32, digits: u32) -> u32 {
        if digits > AT_ONCE {
            return self.raw(0, digits - AT_ONCE) << AT_ONCE | self.raw(0, AT_ONCE);
        }
        let length = self.range >> digits;
        let value = (self.code / length).min((1 << digits) - 1);
        // What the division leaves over is never written; in a damaged file it counts as the last that is.
        self.code = self.code.min(length * value + (length - 1));
        self.take(length * value, length);
        value
    }

    fn check(&self) -> Result<(), Damage> {
        if self.past > MOST_PAST { Err(Damage::Truncated) } else { Ok(()) }
    }
}

/// Bytes that may be read past the end: as many as a decoder is ahead.
const MOST_PAST: usize = 4;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn values_return(values in proptest::collection::vec((0u32..3, 0u32..(1 << 31) - 1, 0u32..32), 0..400)) {
            let mut encoder = Encoder::new();
            code(&mut encoder, &values);
            let bytes = encoder.finish();
            prop_assert_eq!(code(&mut Decoder::new(&bytes), &values), values);
        }

        #[test]
        fn what_is_sure_costs_little(yes in any::<bool>()) {
            let mut encoder = Encoder::new();
            let mut chance = Chance::EVEN;
            for _ in 0..10_000 {
                encoder.bit(&mut chance, yes);
            }
            prop_assert!(encoder.finish().len() < 20);
        }

        #[test]
        fn any_bytes_end(bytes in proptest::collection::vec(any::<u8>(), 0..100)) {
            let mut decoder = Decoder::new(&bytes);
            let mut chances = vec![Chance::EVEN; GAMMA];
            let mut numbers = 0;
            while decoder.check().is_ok() {
                decoder.gamma(&mut chances, 0);
                numbers += 1;
            }
            prop_assert!(numbers < 10_000_000);
        }
    }

    /// Puts values through a coder, and gives those that came out. Small shifts make small values, which are learned.
    fn code(coder: &mut impl Coder, values: &[(u32, u32, u32)]) -> Vec<(u32, u32, u32)> {
        let mut chances = vec![Chance::EVEN; GAMMA];
        let mut trees = vec![Chance::EVEN; 32];
        values
            .iter()
            .map(|&(kind, value, small)| match kind {
                0 => (kind, coder.gamma(&mut chances, value), small),
                1 => (kind, coder.raw(value, 31), small),
                _ => (kind, value, coder.tree(&mut trees, 5, small)),
            })
            .collect()
    }
}
