//! What ranking, facets and sorting need of every document, column by column, and where the result cards lie.

use super::super::bytes::size;
use super::super::error::Damage;
use super::Name;
use super::coder::{Chance, Coder, Decoder, Encoder, GAMMA};
use super::root::code_short_name;

/// The facets, in the order of the format.
pub(crate) const FACETS: [&str; 6] = ["year", "agency", "column", "topic", "genre", "validity"];

/// One document's row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct DocRow {
    /// How many parts its text is cut into.
    pub(crate) parts: u32,
    /// Class of the body's length; see [`length_class`].
    pub(crate) length: u32,
    /// Units of the title, 255 at most.
    pub(crate) title: u32,
    /// Day of publication, counted from 1800-01-01, which is day 1; 0 without a date.
    pub(crate) day: u32,
    /// For each facet, its value's place in the list, counted from 1; 0 without a value.
    pub(crate) facets: [u32; 6],
}

/// A value of a facet.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FacetValue {
    pub(crate) id: String,
    pub(crate) name: String,
}

/// A file of cards.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct CardBlock {
    /// How many documents it holds.
    pub(crate) docs: u32,
    pub(crate) name: Name,
    /// Its size in bytes, rounded up to a multiple of 64.
    pub(crate) size: u32,
}

/// The whole table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct DocTable {
    pub(crate) rows: Vec<DocRow>,
    pub(crate) values: [Vec<FacetValue>; 6],
    /// The same cards cut small and cut large: few results come in small blocks, scattered ones in few large blocks.
    pub(crate) cards: [Vec<CardBlock>; 2],
}

/// Chances of what is told of a document. The numbers are those of the script.
const YEAR_OF_DAY: usize = 0;
const SAME_VALUE: usize = 16;
const TITLES: usize = 64;
const LENGTHS: usize = TITLES + 256;
const DAYS: usize = LENGTHS + 4 * 128;
const PARTS: usize = DAYS + 2 * GAMMA;
const NUMBERS: usize = PARTS + 32 * GAMMA;
const SIZES: usize = NUMBERS + GAMMA;
const COUNTS: usize = SIZES + GAMMA;
const VALUES: usize = COUNTS + GAMMA;

/// Contexts of a facet's values.
const VALUE_CONTEXTS: usize = 16;

/// Most documents, files and days, and most values of a facet, that a table may claim to have.
const MOST: u32 = 1 << 24;
const MOST_VALUES: u32 = 1 << 16;

impl DocTable {
    /// The payload.
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut encoder = Encoder::new();
        // What is written is well formed.
        let _ = self.clone().code(&mut encoder);
        encoder.finish()
    }

    /// The table of a payload.
    pub(crate) fn decode(payload: &[u8]) -> Result<Self, Damage> {
        let mut table = Self::default();
        let mut decoder = Decoder::new(payload);
        table.code(&mut decoder)?;
        decoder.check()?;
        Ok(table)
    }

    /// Writes the table, or reads it into an empty one.
    pub(crate) fn code<C: Coder>(&mut self, coder: &mut C) -> Result<(), Damage> {
        let mut chances = vec![Chance::EVEN; VALUES];
        let rows = coder.gamma(&mut chances[NUMBERS..], size(self.rows.len())).min(MOST) as usize;
        let mut bases = [0; 6];
        let mut digits = [0; 6];
        let mut bytes = vec![Chance::EVEN; 1 << 16];
        for (facet, values) in self.values.iter_mut().enumerate() {
            let count = coder.gamma(&mut chances[NUMBERS..], size(values.len())).min(MOST_VALUES) as usize;
            for at in 0..count {
                coder.check()?;
                let mut value = values.get(at).cloned().unwrap_or_default();
                code_text(coder, &mut chances[NUMBERS..], &mut bytes, &mut value.id)?;
                // Where the name is the id, an empty one says so.
                let mut name = if value.name == value.id { String::new() } else { std::mem::take(&mut value.name) };
                code_text(coder, &mut chances[NUMBERS..], &mut bytes, &mut name)?;
                value.name = if name.is_empty() { value.id.clone() } else { name };
                if !C::WRITES {
                    values.push(value);
                }
            }
            digits[facet] = usize::BITS - count.leading_zeros();
            bases[facet] = chances.len();
            chances.resize(chances.len() + (VALUE_CONTEXTS << digits[facet]), Chance::EVEN);
        }
        let mut last = DocRow::default();
        let mut state = State::default();
        for at in 0..rows {
            coder.check()?;
            let mut row = self.rows.get(at).cloned().unwrap_or_default();
            self.code_row(coder, &mut chances, (&bases, &digits), &mut row, &last, &mut state)?;
            if !C::WRITES {
                self.rows.push(row.clone());
            }
            last = row;
        }
        for blocks in &mut self.cards {
            let count = coder.gamma(&mut chances[NUMBERS..], size(blocks.len())).min(MOST) as usize;
            let mut first = 0;
            for at in 0..count {
                coder.check()?;
                let mut block = blocks.get(at).cloned().unwrap_or_default();
                block.docs = coder.gamma(&mut chances[COUNTS..], block.docs);
                block.size = coder.gamma(&mut chances[SIZES..], block.size >> 6) << 6;
                code_short_name(coder, &mut block.name, first);
                first = first.checked_add(block.docs).ok_or(Damage::Number)?;
                if !C::WRITES {
                    blocks.push(block);
                }
            }
            if first as usize != rows {
                return Err(Damage::Number);
            }
        }
        Ok(())
    }

    /// Codes a row, knowing the one before.
    fn code_row<C: Coder>(
        &self,
        coder: &mut C,
        chances: &mut [Chance],
        (bases, digits): (&[usize; 6], &[u32; 6]),
        row: &mut DocRow,
        last: &DocRow,
        state: &mut State,
    ) -> Result<(), Damage> {
        // The difference to the day before, signed: documents come by number, which mostly means by date.
        let context = DAYS + usize::from(state.day_was_new) * GAMMA;
        let step = coder.gamma(&mut chances[context..], zigzag(row.day, last.day));
        row.day = unzigzag(step, last.day);
        if row.day > MOST {
            return Err(Damage::Number);
        }
        state.day_was_new = step > 0;
        if state.day != row.day {
            let id = date_of(row.day);
            let place = self.values[0].iter().position(|value| Some(value.id.as_str()) == id.get(..4));
            state.day = row.day;
            state.year = place.map_or(0, |place| size(place + 1));
        }
        let mut context = 0;
        for facet in 0..6 {
            let count = size(self.values[facet].len());
            let value = &mut row.facets[facet];
            if count == 0 {
                *value = 0;
                continue;
            }
            if facet == 0 && coder.bit(&mut chances[YEAR_OF_DAY], *value == state.year) {
                *value = state.year;
                continue;
            }
            let same = SAME_VALUE + facet * 8 + context;
            let is_same = coder.bit(&mut chances[same], *value == last.facets[facet]);
            context = (context * 2 + usize::from(is_same)) & 7;
            if is_same {
                *value = last.facets[facet];
            } else {
                let place = if facet > 2 { row.facets[2] as usize % VALUE_CONTEXTS } else { 0 };
                let base = bases[facet] + (place << digits[facet]);
                let value = &mut row.facets[facet];
                *value = coder.tree(&mut chances[base..], digits[facet], *value);
                if *value > count {
                    return Err(Damage::Number);
                }
            }
        }
        row.title = coder.tree(&mut chances[TITLES..], 8, row.title);
        row.length = coder.tree(&mut chances[LENGTHS..], 7, row.length);
        let context = PARTS + (row.length as usize / 4) * GAMMA;
        row.parts = coder.gamma(&mut chances[context..], row.parts);
        Ok(())
    }
}

/// What is known beside the row before.
#[derive(Default)]
struct State {
    day_was_new: bool,
    /// The day last looked at, and the year that it lies in.
    day: u32,
    year: u32,
}

/// Codes a text: how many bytes, and each in the context of the one before.
fn code_text<C: Coder>(
    coder: &mut C,
    lengths: &mut [Chance],
    chances: &mut [Chance],
    text: &mut String,
) -> Result<(), Damage> {
    let given = std::mem::take(text).into_bytes();
    let length = coder.gamma(lengths, size(given.len()));
    let mut bytes = Vec::new();
    let mut last = 0usize;
    for at in 0..length as usize {
        coder.check()?;
        let byte = given.get(at).copied().unwrap_or(0);
        let byte = coder.tree(&mut chances[last * 256..], 8, u32::from(byte)).to_le_bytes()[0];
        bytes.push(byte);
        last = usize::from(byte);
    }
    *text = String::from_utf8(bytes).map_err(|_| Damage::Text)?;
    Ok(())
}

/// The difference of two numbers with its sign in the lowest bit.
fn zigzag(now: u32, before: u32) -> u32 {
    let step = now.wrapping_sub(before).cast_signed();
    (step << 1 ^ step >> 31).cast_unsigned()
}

fn unzigzag(number: u32, before: u32) -> u32 {
    let step = number >> 1 ^ (number & 1).wrapping_neg();
    before.wrapping_add(step)
}

/// The class of a length: four classes for each doubling.
pub(crate) fn length_class(length: u32) -> u32 {
    let length = length + 4;
    let doublings = length.ilog2();
    (doublings - 2) * 4 + (length >> (doublings - 2) & 3)
}

/// The least length of a class.
pub(crate) fn class_length(class: u32) -> u32 {
    let doublings = (class / 4).min(28);
    ((class % 4 + 4) << doublings) - 4
}

/// Days from 1800-01-01, which is 1, to an ISO date; 0 where there is none.
pub(crate) fn day_of(date: &str) -> u32 {
    let parsed = date.get(..10).and_then(|date| date.parse::<jiff::civil::Date>().ok());
    let days = parsed.and_then(|date| date.since(EPOCH).ok()).map(|span| span.get_days());
    days.and_then(|days| u32::try_from(days + 1).ok()).unwrap_or(0)
}

/// The ISO date of a day; empty for 0.
pub(crate) fn date_of(day: u32) -> String {
    let span = i64::from(day) - 1;
    if span < 0 {
        return String::new();
    }
    let date = jiff::Span::new().try_days(span).ok().and_then(|span| EPOCH.checked_add(span).ok());
    date.map(|date| date.to_string()).unwrap_or_default()
}

const EPOCH: jiff::civil::Date = jiff::civil::date(1800, 1, 1);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_return() {
        for date in ["1800-01-01", "1949-10-01", "2000-02-29", "2024-12-31", "2100-03-01"] {
            assert_eq!(date_of(day_of(date)), date);
        }
        assert_eq!(day_of("2024-03-05T10:00:00+08:00"), day_of("2024-03-05"));
        assert_eq!(date_of(day_of("soon")), "");
    }

    #[test]
    fn differences_return() {
        for (now, before) in [(0, 0), (5, 9), (9, 5), (u32::MAX, 0), (0, u32::MAX)] {
            assert_eq!(unzigzag(zigzag(now, before), before), now);
        }
    }

    #[test]
    fn classes_hold_their_length() {
        for length in (0..5000).chain([1 << 20, (1 << 24) + 1]) {
            let class = length_class(length);
            assert!(class_length(class) <= length && length < class_length(class + 1), "{length}");
        }
    }
}
