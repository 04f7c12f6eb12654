//! The calendar of working days, by which every time limit of disclosure is counted.
//!
//! In China a holiday is announced by the State Council, year by year, and paid for with Saturdays and Sundays on which
//! offices work. So a working day cannot be computed, only looked up; and what lies beyond the last notice is said to
//! be provisional rather than passed off as known. The limits themselves: 国务院令第711号, articles 26 and 33 (20 working days).

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday};
use serde::Deserialize;
use serde_saphyr::Spanned;

use super::vocabulary::load::{At, at, read_file};
use super::vocabulary::{VocabularyFault, VocabularyProblem};

/// No holiday lasts longer; a longer range is a slip of the pen.
const LONGEST_HOLIDAY: usize = 40;

/// From this day of December on, the notice of the next year may say something else: 元旦 of 2008, 2012, 2019 and 2023 did.
const NEW_YEAR_BEGINS: i8 = 26;

/// Whether offices work on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkingDay {
    /// As the State Council's notice has it.
    Known(bool),
    /// As the weekday has it, because no notice is known; it may change.
    Provisional(bool),
}

impl WorkingDay {
    /// Whether offices work, as far as can be told.
    pub fn is_working(self) -> bool {
        match self {
            Self::Known(working) | Self::Provisional(working) => working,
        }
    }

    /// Whether that may still change.
    pub fn is_provisional(self) -> bool {
        matches!(self, Self::Provisional(_))
    }
}

/// The last day of a time limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The day.
    pub date: Date,
    /// Whether it may still move, because it was counted over days beyond the last notice.
    pub provisional: bool,
}

/// A number of working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkingDays {
    /// How many; negative when the second day lies before the first.
    pub days: i32,
    /// Whether it may still change.
    pub provisional: bool,
}

/// Holidays and make-up working days.
#[derive(Debug, Clone)]
pub struct Calendar {
    years: BTreeSet<i16>,
    holidays: BTreeMap<Date, String>,
    workdays: BTreeSet<Date>,
}

impl Calendar {
    /// The file that a site may bring along, relative to its root.
    pub const FILE: &'static str = "data/holidays.yaml";

    /// Our own calendar, which is part of the binary.
    pub fn embedded() -> Self {
        match Self::with_override(None) {
            Ok(calendar) => calendar,
            Err(faults) => unreachable!("the embedded calendar is whole, which a test holds: {faults:?}"),
        }
    }

    /// The calendar of a site: `given` is the path (for messages) and the text of its own [`Self::FILE`]. The years that it
    /// names take the place of ours, the others stay, so that an office needs to write down only the new notice.
    ///
    /// # Errors
    /// Everything that is wrong with the file.
    pub fn with_override(given: Option<(&str, &str)>) -> Result<Self, Vec<VocabularyFault>> {
        let mut years = read(Self::FILE, include_str!("../../data/holidays.yaml"))?;
        if let Some((path, text)) = given {
            years.extend(read(path, text)?);
        }
        let mut calendar = Self { years: BTreeSet::new(), holidays: BTreeMap::new(), workdays: BTreeSet::new() };
        for (year, days) in years {
            calendar.years.insert(year);
            calendar.holidays.extend(days.holidays);
            calendar.workdays.extend(days.workdays);
        }
        Ok(calendar)
    }

    /// The first and the last year whose notice is known.
    pub fn years(&self) -> Option<(i16, i16)> {
        Some((*self.years.first()?, *self.years.last()?))
    }

    /// Whether offices work on a day: it is a make-up working day, or Monday to Friday and no holiday.
    pub fn is_working_day(&self, day: Date) -> WorkingDay {
        let weekday = !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        let listed = self.workdays.contains(&day) || self.holidays.contains_key(&day);
        let working = self.workdays.contains(&day) || (weekday && !self.holidays.contains_key(&day));
        if listed || self.is_known(day) { WorkingDay::Known(working) } else { WorkingDay::Provisional(working) }
    }

    /// The name of the holiday that a day belongs to.
    pub fn holiday(&self, day: Date) -> Option<&str> {
        self.holidays.get(&day).map(String::as_str)
    }

    fn is_known(&self, day: Date) -> bool {
        let next = day.month() == 12 && day.day() >= NEW_YEAR_BEGINS;
        self.years.contains(&day.year()) && (!next || self.years.contains(&day.year().saturating_add(1)))
    }

    /// The last day of a limit of `days` working days. The day of the event itself does not count: the next working day is
    /// the first. A limit of 0 ends on the day itself. At the end of all dates (year 9999) it stops there.
    pub fn add_working_days(&self, event: Date, days: u32) -> Due {
        let mut due = Due { date: event, provisional: false };
        let mut left = days;
        while left > 0 {
            let Ok(next) = due.date.tomorrow() else { return Due { provisional: true, ..due } };
            let working = self.is_working_day(next);
            due.date = next;
            due.provisional |= working.is_provisional();
            left -= u32::from(working.is_working());
        }
        due
    }

    /// How many working days lie after `from`, up to `to` and with it; the other way round they count as negative.
    pub fn working_days_between(&self, from: Date, to: Date) -> WorkingDays {
        let (first, last, sign) = if from <= to { (from, to, 1) } else { (to, from, -1) };
        let mut count = WorkingDays { days: 0, provisional: false };
        let mut day = first;
        while day < last {
            let Ok(next) = day.tomorrow() else { break };
            let working = self.is_working_day(next);
            count.days += sign * i32::from(working.is_working());
            count.provisional |= working.is_provisional();
            day = next;
        }
        count
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, rename = "schema")]
    _schema: String,
    #[serde(default, rename = "revision")]
    _revision: String,
    years: Vec<Spanned<Notice>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Notice {
    year: i16,
    #[serde(default, rename = "notices")]
    _notices: Vec<String>,
    #[serde(default)]
    holidays: BTreeMap<String, Vec<Spanned<String>>>,
    #[serde(default)]
    workdays: Vec<Spanned<String>>,
}

/// The days of one notice.
#[derive(Default)]
struct Days {
    holidays: BTreeMap<Date, String>,
    workdays: BTreeSet<Date>,
}

fn read(path: &str, text: &str) -> Result<BTreeMap<i16, Days>, Vec<VocabularyFault>> {
    let file: File = read_file(path, text).map_err(|fault| vec![fault])?;
    let mut faults = Vec::new();
    let mut fault = |at: At, problem: VocabularyProblem| {
        faults.push(VocabularyFault { path: path.to_owned(), line: at.line, column: at.column, problem });
    };
    let mut years: BTreeMap<i16, Days> = BTreeMap::new();
    let mut lines: BTreeMap<i16, u32> = BTreeMap::new();
    if file.years.is_empty() {
        fault(At::default(), VocabularyProblem::Empty);
    }
    for spanned in file.years {
        let place = at(&spanned);
        let Notice { year, holidays, workdays, .. } = spanned.value;
        if let Some(first) = lines.insert(year, place.line) {
            fault(place, VocabularyProblem::DuplicateId { id: year.to_string(), first });
        }
        let mut bad = |text: &Spanned<String>| {
            fault(at(text), VocabularyProblem::BadValue { value: text.value.clone(), allowed: Vec::new() });
        };
        let mut days = Days::default();
        for (name, ranges) in holidays {
            for text in ranges {
                match range(&text.value, year) {
                    Some(range) => days.holidays.extend(range.into_iter().map(|day| (day, name.clone()))),
                    None => bad(&text),
                }
            }
        }
        for text in workdays {
            match range(&text.value, year) {
                Some(range) if range.iter().all(|day| !days.holidays.contains_key(day)) => days.workdays.extend(range),
                // A day on which offices work and do not work.
                _ => bad(&text),
            }
        }
        years.insert(year, days);
    }
    if faults.is_empty() { Ok(years) } else { Err(faults) }
}

/// `2026-02-15..2026-02-23` or one day: days of the notice's year, or of the December before.
fn range(text: &str, year: i16) -> Option<Vec<Date>> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let (first, last): (Date, Date) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    let in_notice =
        |day: Date| day.year() == year || (day.year() == year.checked_sub(1).unwrap_or(year) && day.month() == 12);
    if !in_notice(first) || !in_notice(last) || first > last {
        return None;
    }
    let mut days = Vec::new();
    let mut day = first;
    while day <= last {
        days.push(day);
        if days.len() > LONGEST_HOLIDAY {
            return None;
        }
        day = day.tomorrow().ok()?;
    }
    Some(days)
}

#[cfg(test)]
mod tests;
