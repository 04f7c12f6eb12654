//! Dates and times as an office writes them.

use jiff::civil::{Date, Time};

/// A date, with the time of day where one was written. Times are Beijing time (+08:00).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// The time of day, to the minute or second.
    pub time: Option<Time>,
}

/// Reads `2024-03-05`, `2024-03-05 10:30`, `2024-03-05T10:30:00+08:00` and `2024年3月5日`, with full-width digits too.
pub fn parse_moment(text: &str) -> Option<Moment> {
    let plain: String = text
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
            '：' => ':',
            '－' => '-',
            other => other,
        })
        .collect();
    let plain = plain.trim();
    let (day, time) = match plain.find(['T', ' ']) {
        Some(at) if plain[..at].len() >= 8 => (&plain[..at], Some(plain[at + 1..].trim())),
        _ => (plain, None),
    };
    let (day, time) = if let Some((day, rest)) = plain.split_once('日') {
        (day, Some(rest.trim()).filter(|rest| !rest.is_empty()))
    } else {
        (day, time)
    };
    let mut parts = if day.contains('年') { day.splitn(3, ['年', '月']) } else { day.splitn(3, ['-', '-']) };
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let number = |s: &str, digits: std::ops::RangeInclusive<usize>| {
        (digits.contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse::<i16>().ok()).flatten()
    };
    let iso = !plain.contains('年');
    let digits = if iso { 2..=2 } else { 1..=2 };
    let date = Date::new(
        number(year, 4..=4)?,
        i8::try_from(number(month.trim(), digits.clone())?).ok()?,
        i8::try_from(number(day.trim(), digits)?).ok()?,
    )
    .ok()?;
    if !(1900..=2200).contains(&date.year()) {
        return None;
    }
    let time = match time {
        None => None,
        Some(text) => Some(parse_time(text)?),
    };
    Some(Moment { date, time })
}

fn parse_time(text: &str) -> Option<Time> {
    let text = text.strip_suffix("+08:00").unwrap_or(text).trim();
    let mut parts = text.split(':');
    let mut next = |limit: i8| -> Option<i8> {
        let part = parts.next()?;
        let value: i8 = (part.len() <= 2).then(|| part.parse().ok()).flatten()?;
        (0..limit).contains(&value).then_some(value)
    };
    let hour = next(24)?;
    let minute = next(60)?;
    let rest: Vec<&str> = parts.collect();
    let second = match rest.as_slice() {
        [] => 0,
        [second] => second.parse::<i8>().ok().filter(|s| (0..60).contains(s))?,
        _ => return None,
    };
    Time::new(hour, minute, second, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_both_forms_and_no_other() {
        let day = |text: &str| parse_moment(text).map(|m| m.date.to_string());
        assert_eq!(day("2024-03-05").as_deref(), Some("2024-03-05"));
        assert_eq!(day("2024年3月5日").as_deref(), Some("2024-03-05"));
        assert_eq!(day("２０２４年３月５日").as_deref(), Some("2024-03-05"));
        let moment = parse_moment("2024-03-05 09:30").unwrap();
        assert_eq!(moment.time.unwrap().to_string(), "09:30:00");
        assert!(parse_moment("2024-03-05T09:30:00+08:00").unwrap().time.is_some());
        for bad in [
            "2024-02-30",
            "2024-3-5",
            "24-03-05",
            "2024/03/05",
            "2024",
            "",
            "2024-13-01",
            "2024年3月",
            "2024-03-05 25:00",
            "9999-01-01",
            "某年某月某日",
        ] {
            assert_eq!(parse_moment(bad), None, "{bad}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_date_makes_it_panic(text in "\\PC{0,30}") {
            let _ = parse_moment(&text);
        }

        #[test]
        fn every_day_is_read_back(year in 1900_i16..=2200, day in 1_i16..=365) {
            let date = Date::new(year, 1, 1).unwrap().checked_add(jiff::Span::new().days(i64::from(day) - 1)).unwrap();
            proptest::prop_assert_eq!(parse_moment(&date.to_string()).unwrap().date, date);
            let chinese = format!("{}年{}月{}日", date.year(), date.month(), date.day());
            proptest::prop_assert_eq!(parse_moment(&chinese).unwrap().date, date);
        }
    }
}
