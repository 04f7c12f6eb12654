//! Single cells: what spreadsheet programs make of dates, digits and formulas, and how a cell is kept harmless.

use std::borrow::Cow;

use jiff::civil::{Date, Time, date};

use crate::site::Moment;

/// A text as a table can hold it: one line, without white space around it.
pub(super) fn tidy(text: &str) -> Cow<'_, str> {
    let strange = |c: char| c.is_control() || c == '\u{FEFF}';
    if text.contains(strange) {
        let joined: String = text.chars().map(|c| if strange(c) { ' ' } else { c }).collect();
        Cow::Owned(joined.trim().to_owned())
    } else {
        Cow::Borrowed(text.trim())
    }
}

/// Full-width forms of ASCII (`２０２４／３`) as ASCII.
pub(super) fn half_width(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let narrow = |c| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    };
    Cow::Owned(text.chars().map(narrow).collect())
}

/// Whether a spreadsheet program might run the text: it begins like a formula, with apostrophes before it or not.
fn looks_like_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// A cell that no spreadsheet program runs as a formula: an apostrophe goes before what looks like one.
pub(super) fn guard(text: &str) -> Cow<'_, str> {
    if looks_like_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// What was guarded, exactly.
pub(super) fn unguard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(inner) if looks_like_formula(inner) => inner,
        _ => text,
    }
}

/// A whole number: also `12.0`, `1,234` and full-width digits.
pub(super) fn number(text: &str) -> Option<u32> {
    let plain = half_width(text);
    let plain = plain.trim().replace(',', "");
    let whole = match plain.split_once('.') {
        Some((whole, zeros)) if !zeros.is_empty() && zeros.bytes().all(|b| b == b'0') => whole,
        Some(_) => return None,
        None => &plain,
    };
    (!whole.is_empty() && whole.bytes().all(|b| b.is_ascii_digit())).then(|| whole.parse().ok()).flatten()
}

/// A date, with the time of day where there is one.
///
/// Besides `2024-03-05 09:30`: `2024/3/5`, `2024.3.5`, `2024年3月5日`, `20240305`, and the day number that Excel shows where
/// the cell's format was lost (45356 is 2024-03-05).
pub(super) fn moment(text: &str) -> Option<Moment> {
    let plain = half_width(text);
    let plain = plain.trim();
    if let Some(moment) = day_number(plain) {
        return Some(moment);
    }
    let (day, time) = match plain.find(['日', 'T', ' ']) {
        Some(at) => {
            let (day, rest) = plain.split_at(at);
            (day, rest.trim_start_matches(['日', 'T', ' ']).trim())
        }
        None => (plain, ""),
    };
    let parts: Vec<&str> = if day.len() == 8 && day.bytes().all(|b| b.is_ascii_digit()) {
        vec![&day[..4], &day[4..6], &day[6..]]
    } else {
        day.split(['-', '/', '.', '年', '月']).collect()
    };
    let [year, month, day] = parts.as_slice() else { return None };
    if year.len() != 4 {
        return None;
    }
    let date = Date::new(year.parse().ok()?, digits(month)?, digits(day)?).ok()?;
    if !(1900..=2200).contains(&date.year()) {
        return None;
    }
    let time = if time.is_empty() { None } else { Some(time_of_day(time)?) };
    Some(Moment { date, time })
}

/// A date as the table has it: `2024-03-05`, `2024-03-05 09:30`.
pub(super) fn show(moment: &Moment) -> String {
    match moment.time {
        None => moment.date.to_string(),
        Some(time) if time.second() == 0 => format!("{} {:02}:{:02}", moment.date, time.hour(), time.minute()),
        Some(time) => {
            format!("{} {:02}:{:02}:{:02}", moment.date, time.hour(), time.minute(), time.second())
        }
    }
}

fn digits(text: &str) -> Option<i8> {
    let text = text.trim();
    ((1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn time_of_day(text: &str) -> Option<Time> {
    let text = text.strip_suffix("+08:00").unwrap_or(text).trim();
    let parts: Vec<&str> = text.split(':').collect();
    let (hour, minute, second) = match parts.as_slice() {
        [hour, minute] => (hour, minute, "0"),
        [hour, minute, second] => (hour, minute, second.split('.').next().unwrap_or_default()),
        _ => return None,
    };
    Time::new(digits(hour)?, digits(minute)?, digits(second)?, 0).ok()
}

/// Days since 1899-12-30, with the time of day as a fraction: what a spreadsheet keeps for a date.
fn day_number(text: &str) -> Option<Moment> {
    let (days, fraction) = text.split_once('.').unwrap_or((text, ""));
    if days.len() != 5 || !days.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()) {
        return None;
    }
    let days: i64 = days.parse().ok()?;
    let date = date(1899, 12, 30).checked_add(jiff::Span::new().days(days)).ok()?;
    let time = if fraction.is_empty() {
        None
    } else {
        // Six digits are a tenth of a second; more say nothing.
        let digits: String = format!("{fraction:0<6}").chars().take(6).collect();
        let minutes = (digits.parse::<u64>().ok()? * 1440 + 500_000) / 1_000_000;
        let minutes = minutes.min(1439);
        Some(Time::new(i8::try_from(minutes / 60).ok()?, i8::try_from(minutes % 60).ok()?, 0, 0).ok()?)
    };
    Some(Moment { date, time })
}

/// Months as an English spreadsheet program shortens them.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Whether a spreadsheet program turned an index number into a quantity or a date: `1.1E+17`, `####`, `Mar-24`.
pub(super) fn is_mangled(text: &str) -> bool {
    let text = text.trim();
    // A column too narrow (`####`), or a formula that came to nothing (`#NAME?`, `#REF!`).
    if text.starts_with('#') && text.bytes().all(|b| matches!(b, b'#' | b'!' | b'?' | b'/' | b'A'..=b'Z' | b'0'..=b'9'))
    {
        return true;
    }
    let lower = text.to_ascii_lowercase();
    if let Some((base, power)) = lower.split_once('e') {
        let power = power.strip_prefix('+').unwrap_or(power);
        let quantity = |s: &str, point: bool| {
            !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit() || point && (b == b'.' || b == b','))
        };
        if quantity(base, true) && quantity(power, false) && (lower.contains('+') || base.contains('.')) {
            return true;
        }
    }
    let month_and_year = |a: &str, b: &str| MONTHS.contains(&a) && b.len() <= 2 && number(b).is_some();
    lower.split_once('-').is_some_and(|(a, b)| month_and_year(a, b) || month_and_year(b, a))
}

/// Reads a hash: `sha256:` and 64 hexadecimal digits.
pub(super) fn hash(text: &str) -> Option<[u8; 32]> {
    let hex = text.trim().to_ascii_lowercase();
    let hex = hex.strip_prefix("sha256:")?.as_bytes();
    let mut out = [0_u8; 32];
    if hex.len() != 64 {
        return None;
    }
    for (byte, pair) in out.iter_mut().zip(hex.chunks_exact(2)) {
        let digit = |c: u8| char::from(c).to_digit(16);
        *byte = u8::try_from(digit(pair[0])? * 16 + digit(pair[1])?).ok()?;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_form_of_a_date_is_read() {
        for text in [
            "2024-03-05",
            "2024/3/5",
            "2024/03/05",
            "2024.3.5",
            "2024年3月5日",
            "２０２４／３／５",
            "20240305",
            "45356",
            " 2024-3-5 ",
        ] {
            assert_eq!(moment(text).map(|m| show(&m)).as_deref(), Some("2024-03-05"), "{text}");
        }
        for text in
            ["2024-03-05 09:30", "2024/3/5 9:30", "2024年3月5日 9:30", "2024-03-05T09:30:00+08:00", "45356.395833"]
        {
            assert_eq!(moment(text).map(|m| show(&m)).as_deref(), Some("2024-03-05 09:30"), "{text}");
        }
        for text in ["", "2024", "5/3/2024", "3/5/24", "2024-13-01", "2024-02-30", "2024-03-05 25:00", "x", "2024-3"] {
            assert_eq!(moment(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_turned_into_quantities_are_recognised() {
        for text in
            ["1.1E+17", "1.13708E+17", "9E+15", "1.1e+17", "########", "#NAME?", "#REF!", "#DIV/0!", "Mar-24", "24-Mar"]
        {
            assert!(is_mangled(text), "{text}");
        }
        for text in
            ["000014349/2024-00012", "113708280043326001/2024-02411", "2024E0012", "ABC-12", "", "12E5", "A0300-1"]
        {
            assert!(!is_mangled(text), "{text}");
        }
    }

    #[test]
    fn whole_numbers_keep_no_habit_of_a_spreadsheet() {
        assert_eq!(
            ["12", "12.0", "１２", "1,234", " 7 "].map(number),
            [Some(12), Some(12), Some(12), Some(1234), Some(7)]
        );
        assert_eq!(["", "1.5", "-1", "x", "1e3", "99999999999"].map(number), [None; 6]);
    }

    proptest! {
        #[test]
        fn a_guarded_cell_is_no_formula_and_reads_back(text in "['=+@＝＠－-]{0,4}\\PC{0,10}") {
            let guarded = guard(&text);
            prop_assert!(!guarded.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']));
            prop_assert_eq!(unguard(&guarded), text.as_str());
        }

        #[test]
        fn no_cell_makes_it_panic(text in "\\PC{0,30}|[0-9./:年月日 TE+-]{0,24}") {
            let _ = (moment(&text), number(&text), hash(&text), is_mangled(&text), tidy(&half_width(&text)));
        }

        #[test]
        fn a_hash_reads_back(bytes in any::<[u8; 32]>()) {
            prop_assert_eq!(hash(&crate::catalog::content_hash::shown(&bytes)), Some(bytes));
        }
    }
}
