//! What ranking and sorting need of every document, and where the result cards lie.

use super::super::bytes::size;
use super::super::error::Damage;
use super::Name;
use super::chances::{Chance, Numbers};
use super::coder::{Coder, Decoder, Encoder};
use super::root::code_short_name;

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
}

/// The result cards of all documents, cut into files of so many documents each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct CardFiles {
    /// How many documents a file holds, but for the last: a power of two, so that it stays while the site grows.
    pub(crate) docs: u32,
    /// How large a file is on average, rounded up to a multiple of 64 bytes.
    pub(crate) size: u32,
    /// One for each file.
    pub(crate) names: Vec<Name>,
}

/// The whole table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct DocTable {
    pub(crate) rows: Vec<DocRow>,
    /// The same cards cut three times, the smallest files first: few results come in small files, scattered ones in few large files.
    pub(crate) cards: [CardFiles; 3],
}

/// Most documents and days that a table may claim to have.
pub(crate) const MOST: u32 = 1 << 24;

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

    /// The day of each document.
    pub(crate) fn days(&self) -> Vec<u32> {
        self.rows.iter().map(|row| row.day).collect()
    }

    /// Writes the table, or reads it into an empty one.
    pub(crate) fn code<C: Coder>(&mut self, coder: &mut C) -> Result<(), Damage> {
        let (mut titles, mut lengths) = (vec![Chance::EVEN; 16 * 256], vec![Chance::EVEN; 32 * 64]);
        let (mut steps, mut parts) = ([Numbers::NEW, Numbers::NEW], vec![Numbers::NEW; 32]);
        let mut numbers = Numbers::NEW;
        let rows = coder.number(&mut numbers, size(self.rows.len())).min(MOST) as usize;
        let (mut day, mut day_was_new) = (0, false);
        // Documents that follow each other are often of a kind.
        let (mut title, mut length) = (0, 0);
        for at in 0..rows {
            coder.check()?;
            let mut row = self.rows.get(at).cloned().unwrap_or_default();
            // The difference to the day before, signed: documents come by number, which mostly means by date.
            let step = coder.number(&mut steps[usize::from(day_was_new)], zigzag(row.day, day));
            row.day = unzigzag(step, day);
            if row.day > MOST {
                return Err(Damage::Number);
            }
            (day, day_was_new) = (row.day, step > 0);
            row.title = coder.tree(&mut titles[256 * title..], 8, row.title);
            row.length = coder.tree(&mut lengths[64 * length..], 6, row.length);
            (title, length) = ((row.title as usize / 4).min(15), row.length as usize / 2);
            row.parts = coder.number(&mut parts[length], row.parts);
            if !C::WRITES {
                self.rows.push(row);
            }
        }
        for files in &mut self.cards {
            files.docs = coder.number(&mut numbers, files.docs).clamp(1, MOST);
            files.size = coder.number(&mut numbers, files.size >> 6) << 6;
            for at in 0..rows.div_ceil(files.docs as usize) {
                coder.check()?;
                let mut name = files.names.get(at).copied().unwrap_or_default();
                code_short_name(coder, &mut name, size(at) * files.docs);
                if !C::WRITES {
                    files.names.push(name);
                }
            }
        }
        Ok(())
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

/// The class of a length: two classes for each doubling. Ranking needs no more, and of a large site this is a third of the table.
pub(crate) fn length_class(length: u32) -> u32 {
    let length = length + 2;
    let doublings = length.ilog2() - 1;
    doublings * 2 + (length >> doublings & 1)
}

/// The least length of a class.
pub(crate) fn class_length(class: u32) -> u32 {
    let doublings = (class / 2).min(28);
    ((class % 2 + 2) << doublings) - 2
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
