//! What ranking, facets and sorting need of every document, column by column, and where the result cards lie.

use super::super::bytes::{Input, put, put_bytes, put_text, size};
use super::super::error::Damage;
use super::Name;
use super::root::get_name;

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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FacetValue {
    pub(crate) id: String,
    pub(crate) name: String,
}

/// A file of cards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CardBlock {
    /// How many documents it holds.
    pub(crate) docs: u32,
    pub(crate) name: Name,
    /// Its size in bytes.
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

const COLUMNS: usize = 10;

impl DocTable {
    /// The payload.
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put(&mut out, size(self.rows.len()));
        for values in &self.values {
            put(&mut out, size(values.len()));
            for value in values {
                put_text(&mut out, &value.id);
                // Where the name is the id, an empty one says so.
                put_text(&mut out, if value.name == value.id { "" } else { &value.name });
            }
        }
        let mut columns: [Vec<u8>; COLUMNS] = Default::default();
        let mut day = 0u32;
        for row in &self.rows {
            put(&mut columns[0], row.parts);
            put(&mut columns[1], row.length);
            put(&mut columns[2], row.title);
            // The difference to the day before, signed: documents come by number, which mostly means by date.
            put(&mut columns[3], zigzag(row.day, day));
            day = row.day;
            for (column, value) in columns[4..].iter_mut().zip(row.facets) {
                put(column, value);
            }
        }
        for column in &columns {
            put_bytes(&mut out, column);
        }
        for blocks in &self.cards {
            put(&mut out, size(blocks.len()));
            for block in blocks {
                put(&mut out, block.docs);
                put(&mut out, block.size);
            }
            for block in blocks {
                out.extend_from_slice(&block.name.0);
            }
        }
        out
    }

    /// The table of a payload.
    pub(crate) fn decode(payload: &[u8]) -> Result<Self, Damage> {
        let mut input = Input::new(payload);
        let mut table = Self { rows: vec![DocRow::default(); input.count()?], ..Self::default() };
        for values in &mut table.values {
            for _ in 0..input.count()? {
                let id = input.text()?.to_owned();
                let name = input.text()?;
                let name = if name.is_empty() { id.clone() } else { name.to_owned() };
                values.push(FacetValue { id, name });
            }
        }
        for column in 0..COLUMNS {
            let mut input = input.section()?;
            let mut day = 0u32;
            for row in &mut table.rows {
                let number = input.number()?;
                match column {
                    0 => row.parts = number,
                    1 => row.length = number,
                    2 => row.title = number,
                    3 => {
                        day = unzigzag(number, day);
                        row.day = day;
                    }
                    _ => {
                        let facet = column - 4;
                        if number as usize > table.values[facet].len() {
                            return Err(Damage::Number);
                        }
                        row.facets[facet] = number;
                    }
                }
            }
            if !input.is_empty() {
                return Err(Damage::Number);
            }
        }
        for blocks in &mut table.cards {
            let sizes = (0..input.count()?)
                .map(|_| Ok((input.number()?, input.number()?)))
                .collect::<Result<Vec<_>, Damage>>()?;
            for (docs, size) in sizes {
                blocks.push(CardBlock { docs, size, name: get_name(&mut input)? });
            }
            let covered = blocks.iter().map(|block| block.docs as usize).sum::<usize>();
            if covered != table.rows.len() {
                return Err(Damage::Number);
            }
        }
        if input.is_empty() { Ok(table) } else { Err(Damage::Number) }
    }
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
