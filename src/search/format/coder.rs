//! An adaptive range coder: what is told costs what all that was told before it, in the same context, makes it cost.
//!
//! The arithmetic is that of LZMA's coder with wider probabilities: 32 bits of range, a byte at a time. What is modelled is written
//! once, for both directions, against [`Coder`]: an encoder is given a value and returns it, a decoder ignores what it is
//! given and returns what was written.

use super::super::bytes::size;
use super::super::error::Damage;
use super::chances::{Chance, Numbers, SMALL, SPREAD_DIGITS, Spread};

/// Binary digits of which nothing is known that are told at once.
const AT_ONCE: u32 = 12;

/// Digits of a number, after its first, that are told in contexts.
const LEADING: u32 = 3;

/// The class of all numbers that are larger than those with a class of their own.
const LAST_CLASS: u32 = 15;

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

    /// One of sixteen values.
    fn value(&mut self, spread: &mut Spread, value: usize) -> usize;

    /// A number below 2^31 - 1: a small one by itself; of others how many binary digits number plus one has, then those
    /// digits, the three after the first in contexts.
    fn number(&mut self, numbers: &mut Numbers, value: u32) -> u32 {
        let plus = value.wrapping_add(1);
        let exponent = plus.checked_ilog2().unwrap_or(0);
        let class = if value < SMALL { value } else { (SMALL + exponent.saturating_sub(LEADING)).min(LAST_CLASS) };
        let class = size(self.value(&mut numbers.classes, class as usize));
        if class < SMALL {
            return class;
        }
        let mut least = class - SMALL + LEADING;
        if class == LAST_CLASS {
            // Of a damaged file, too, it stays within what a number can be.
            least = (least + self.raw(exponent.saturating_sub(least), 5)).min(30);
        }
        let rest = least - LEADING;
        let leading = &mut numbers.leading[(class - SMALL) as usize];
        let digits = size(self.value(leading, (plus >> rest & 7) as usize)) & 7;
        ((8 | digits) << rest | self.raw(plus & ((1 << rest) - 1), rest)) - 1
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
    /// The lower end of the range, of which the bytes above are written.
    low: u32,
    range: u32,
    /// What is written, and room for what follows.
    out: Vec<u8>,
    /// How many bytes of it are written.
    written: usize,
}

impl Encoder {
    pub(crate) fn new() -> Self {
        Self { low: 0, range: u32::MAX, out: Vec::new(), written: 0 }
    }

    /// What was written. A decoder, which reads four bytes ahead, takes missing ones for zeros; so the end is chosen to be
    /// zeros, and these are left out.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        let needed = self.written;
        let (end, carry) = self.low.overflowing_add(0xff_ffff);
        if carry {
            self.carry();
        }
        self.out.truncate(needed);
        self.out.push(end.to_be_bytes()[0]);
        while self.out.len() > needed && self.out.last() == Some(&0) {
            self.out.pop();
        }
        self.out
    }

    /// Adds one to what is written, taken as a number. It never is all ones, as the range lies below one.
    #[cold]
    fn carry(&mut self) {
        for byte in self.out[..self.written].iter_mut().rev() {
            *byte = byte.wrapping_add(1);
            if *byte != 0 {
                break;
            }
        }
    }

    /// Narrows the range to a part of it.
    #[inline]
    fn take(&mut self, begin: u32, length: u32) {
        let (low, carry) = self.low.overflowing_add(begin);
        if carry {
            self.carry();
        }
        // How many bytes are settled cannot be foreseen; so four are written always, and those that are not settled once more.
        if self.out.len() < self.written + 4 {
            self.out.resize(2 * self.out.len() + 1024, 0);
        }
        if let Some(room) = self.out.get_mut(self.written..self.written + 4) {
            room.copy_from_slice(&low.to_be_bytes());
        }
        let settled = length.leading_zeros() / 8;
        self.written += settled as usize;
        self.low = low << (8 * settled);
        self.range = length << (8 * settled);
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

    #[inline]
    fn value(&mut self, spread: &mut Spread, value: usize) -> usize {
        let step = self.range >> SPREAD_DIGITS;
        let begin = step * spread.begin(value);
        let end = spread.end(value).map_or(self.range, |end| step * end);
        self.take(begin, end - begin);
        spread.learn(value);
        value
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

    fn value(&mut self, spread: &mut Spread, _: usize) -> usize {
        let step = self.range >> SPREAD_DIGITS;
        // What the division leaves over belongs to the last value.
        let value = spread.value_at(self.code / step);
        let begin = step * spread.begin(value);
        let end = spread.end(value).map_or(self.range, |end| step * end);
        self.take(begin, end - begin);
        spread.learn(value);
        value
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

    /// A number of any magnitude.
    fn value() -> impl Strategy<Value = u32> {
        (0u32..31, 0u32..(1 << 31) - 1).prop_map(|(digits, value)| value >> digits)
    }

    proptest! {
        #[test]
        fn values_return(values in proptest::collection::vec((0u32..4, value(), 0u32..32), 0..400)) {
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
            let mut numbers = Numbers::NEW;
            let mut count = 0;
            while decoder.check().is_ok() {
                decoder.number(&mut numbers, 0);
                count += 1;
            }
            prop_assert!(count < 10_000_000);
        }
    }

    /// Puts values through a coder, and gives those that came out. Small shifts make small values, which are learned.
    fn code(coder: &mut impl Coder, values: &[(u32, u32, u32)]) -> Vec<(u32, u32, u32)> {
        let mut numbers = Numbers::NEW;
        let mut spreads = [Spread::even(16), Spread::even(3)];
        let mut trees = vec![Chance::EVEN; 32];
        values
            .iter()
            .map(|&(kind, value, small)| match kind {
                0 => (kind, coder.number(&mut numbers, value), small),
                1 => (kind, coder.raw(value, 31), small),
                2 => {
                    (kind, value, size(coder.value(&mut spreads[value as usize & 1], small as usize & 15)) | small & 16)
                }
                _ => (kind, value, coder.tree(&mut trees, 5, small)),
            })
            .collect()
    }
}
