//! What facets and filters need of every document: which value it has of each.

use super::super::bytes::size;
use super::super::error::Damage;
use super::chances::{Chance, Numbers};
use super::coder::{Coder, Decoder, Encoder};
use super::docs::{MOST, date_of};

/// The facets, in the order of the format.
pub(crate) const FACETS: [&str; 6] = ["year", "agency", "column", "topic", "genre", "validity"];

/// A value of a facet.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FacetValue {
    pub(crate) id: String,
    pub(crate) name: String,
}

/// The values of all facets, and which of them every document has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FacetTable {
    pub(crate) values: [Vec<FacetValue>; 6],
    /// For each document and facet the place of its value in the list, counted from 1; 0 without a value.
    pub(crate) rows: Vec<[u32; 6]>,
}

/// What is known of what is told.
struct Chances {
    /// Counts and lengths.
    numbers: Numbers,
    /// Bytes of texts, each in the context of the one before.
    bytes: Vec<Chance>,
    is_year_of_day: Chance,
    /// For each facet, in the context of what held of the facets before: whether the value is that of the document before.
    is_same: [[Chance; 8]; 6],
    /// For each facet the values, by those of another.
    values: [Vec<Chance>; 6],
    /// For each facet the binary digits of a value.
    digits: [u32; 6],
}

impl Chances {
    fn new() -> Self {
        Self {
            numbers: Numbers::NEW,
            bytes: vec![Chance::EVEN; 1 << 16],
            is_year_of_day: Chance::EVEN,
            is_same: [[Chance::EVEN; 8]; 6],
            values: Default::default(),
            digits: [0; 6],
        }
    }
}

/// Contexts of a facet's values.
const VALUE_CONTEXTS: usize = 16;

/// Most values that a facet may claim to have.
const MOST_VALUES: u32 = 1 << 16;

impl FacetTable {
    /// The payload; `days` are those of the table of documents.
    pub(crate) fn encode(&self, days: &[u32]) -> Vec<u8> {
        let mut encoder = Encoder::new();
        // What is written is well formed.
        let _ = self.clone().code(&mut encoder, days);
        encoder.finish()
    }

    /// The table of a payload.
    pub(crate) fn decode(payload: &[u8], days: &[u32]) -> Result<Self, Damage> {
        let mut table = Self::default();
        let mut decoder = Decoder::new(payload);
        table.code(&mut decoder, days)?;
        decoder.check()?;
        Ok(table)
    }

    /// Writes the table, or reads it into an empty one.
    pub(crate) fn code<C: Coder>(&mut self, coder: &mut C, days: &[u32]) -> Result<(), Damage> {
        let mut chances = Chances::new();
        for (facet, values) in self.values.iter_mut().enumerate() {
            let count = coder.number(&mut chances.numbers, size(values.len())).min(MOST_VALUES) as usize;
            for at in 0..count {
                coder.check()?;
                let mut value = values.get(at).cloned().unwrap_or_default();
                code_text(coder, &mut chances, &mut value.id)?;
                // Where the name is the id, an empty one says so.
                let mut name = if value.name == value.id { String::new() } else { std::mem::take(&mut value.name) };
                code_text(coder, &mut chances, &mut name)?;
                value.name = if name.is_empty() { value.id.clone() } else { name };
                if !C::WRITES {
                    values.push(value);
                }
            }
            let digits = usize::BITS - count.leading_zeros();
            chances.digits[facet] = digits;
            chances.values[facet] = vec![Chance::EVEN; VALUE_CONTEXTS << digits];
        }
        let years = self.years(days);
        let mut last = [0; 6];
        for (at, &year) in years.iter().enumerate() {
            coder.check()?;
            let mut row = self.rows.get(at).copied().unwrap_or_default();
            self.code_row(coder, &mut chances, &mut row, &last, year)?;
            if !C::WRITES {
                self.rows.push(row);
            }
            last = row;
        }
        Ok(())
    }

    /// The place among the years of the one that each day lies in; 0 where it is none of them.
    fn years(&self, days: &[u32]) -> Vec<u32> {
        let (mut looked_at, mut year) = (MOST + 1, 0);
        let year_of = |&day: &u32| {
            if day != looked_at {
                looked_at = day;
                let date = date_of(day);
                let place = self.values[0].iter().position(|value| Some(value.id.as_str()) == date.get(..4));
                year = place.map_or(0, |place| size(place + 1));
            }
            year
        };
        days.iter().map(year_of).collect()
    }

    /// Codes a row, knowing the one before.
    fn code_row<C: Coder>(
        &self,
        coder: &mut C,
        chances: &mut Chances,
        row: &mut [u32; 6],
        last: &[u32; 6],
        year: u32,
    ) -> Result<(), Damage> {
        let mut context = 0;
        for facet in 0..6 {
            let count = size(self.values[facet].len());
            if count == 0 {
                row[facet] = 0;
                continue;
            }
            if facet == 0 && coder.bit(&mut chances.is_year_of_day, row[0] == year) {
                row[0] = year;
                continue;
            }
            let is_same = coder.bit(&mut chances.is_same[facet][context], row[facet] == last[facet]);
            context = (context * 2 + usize::from(is_same)) & 7;
            if is_same {
                row[facet] = last[facet];
            } else {
                let place = if facet > 2 { row[2] as usize % VALUE_CONTEXTS } else { 0 };
                let digits = chances.digits[facet];
                row[facet] = coder.tree(&mut chances.values[facet][place << digits..], digits, row[facet]);
                if row[facet] > count {
                    return Err(Damage::Number);
                }
            }
        }
        Ok(())
    }
}

/// Codes a text: how many bytes, and each in the context of the one before.
fn code_text<C: Coder>(coder: &mut C, chances: &mut Chances, text: &mut String) -> Result<(), Damage> {
    let given = std::mem::take(text).into_bytes();
    let length = coder.number(&mut chances.numbers, size(given.len()));
    let mut bytes = Vec::new();
    let mut last = 0usize;
    for at in 0..length as usize {
        coder.check()?;
        let byte = given.get(at).copied().unwrap_or(0);
        let byte = coder.tree(&mut chances.bytes[last * 256..], 8, u32::from(byte)).to_le_bytes()[0];
        bytes.push(byte);
        last = usize::from(byte);
    }
    *text = String::from_utf8(bytes).map_err(|_| Damage::Text)?;
    Ok(())
}
