//! How Excel shows a number: dates are days with a format (ECMA-376, part 1, 18.8.30), and people search for dates.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use super::super::Fault;
use super::xml::{Node, Xml, attribute};

/// What the format of a cell makes of a number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Format {
    /// A number.
    #[default]
    Number,
    /// A share, times a hundred.
    Percent,
    /// A day.
    Day,
    /// A year and a month.
    Month,
    /// A time of the day alone, or a span: shown by few and searched by nobody.
    Time,
}

/// The formats of the cells' styles, in their order.
pub(super) fn formats(text: &str) -> Result<Vec<Format>, Fault> {
    let mut xml = Xml::new(text);
    let mut own: Vec<(u32, Format)> = Vec::new();
    let mut formats = Vec::new();
    let mut in_cells = false;
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(element) => match element.local_name().as_ref() {
                "numFmt" => {
                    let id = attribute(&element, "numFmtId").and_then(|id| id.parse().ok());
                    if let (Some(id), Some(code)) = (id, attribute(&element, "formatCode")) {
                        own.push((id, of_code(&code)));
                    }
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id: u32 = attribute(&element, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                    let own = own.iter().find(|(other, _)| *other == id).map(|(_, format)| *format);
                    formats.push(own.unwrap_or_else(|| built_in(id)));
                }
                _ => {}
            },
            Node::Close(name) if name == "cellXfs" => in_cells = false,
            Node::Close(_) | Node::Text(_) => {}
        }
    }
    Ok(formats)
}

/// Formats that every program knows by number; 27–36 and 50–58 are those of the Chinese edition.
fn built_in(id: u32) -> Format {
    match id {
        9 | 10 => Format::Percent,
        14 | 15 | 16 | 22 | 28..=31 | 36 | 50 | 53 | 54 | 58 => Format::Day,
        17 | 27 | 51 | 52 | 55..=57 => Format::Month,
        18..=21 | 32..=35 | 45..=47 => Format::Time,
        _ => Format::Number,
    }
}

/// What a format's code shows: the letters outside quotes, brackets and escapes.
fn of_code(code: &str) -> Format {
    let mut letters = String::new();
    let mut chars = code.split(';').next().unwrap_or_default().chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => while chars.next().is_some_and(|c| c != '"') {},
            '\\' | '_' | '*' => {
                chars.next();
            }
            '[' => while chars.next().is_some_and(|c| c != ']') {},
            other => letters.push(other.to_ascii_lowercase()),
        }
    }
    if letters.contains("general") {
        return Format::Number;
    }
    let has = |letter: char| letters.contains(letter);
    match () {
        () if has('d') => Format::Day,
        () if has('y') => Format::Month,
        () if has('h') || has('s') => Format::Time,
        () if has('%') => Format::Percent,
        () => Format::Number,
    }
}

/// A number as one reads it.
pub(super) fn show(written: &str, format: Format, from_1904: bool) -> String {
    let Ok(number) = written.parse::<f64>() else { return written.to_owned() };
    let day = match format {
        Format::Day | Format::Month => day(number, from_1904),
        _ => None,
    };
    match (format, day) {
        (Format::Day, Some(day)) => day.to_string(),
        (Format::Month, Some(day)) => format!("{:04}-{:02}", day.year(), day.month()),
        (Format::Percent, _) => format!("{}%", plain(number * 100.0)),
        (Format::Time, _) => String::new(),
        _ => plain(number),
    }
}

/// As many digits as Excel shows; 0.1 + 0.2 is 0.3 there.
fn plain(number: f64) -> String {
    if number.is_finite() && number.abs() < 1e15 {
        let digits =
            if number.abs() >= 1.0 { 15_usize.saturating_sub(format!("{:.0}", number.abs()).len()) } else { 12 };
        let text = format!("{number:.digits$}");
        let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
        return if text == "-0" { "0".to_owned() } else { text.to_owned() };
    }
    number.to_string()
}

/// The day of a number. Excel counts from 1900-01-01 = 1 and believes in 1900-02-29; some count from 1904-01-01 = 0.
fn day(number: f64, from_1904: bool) -> Option<Date> {
    if !(0.0..2_958_466.0).contains(&number) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "within the bounds just tested")]
    let days = number.floor() as i64;
    let first = match (from_1904, days) {
        (true, _) => date(1904, 1, 1),
        (false, ..60) => date(1899, 12, 31),
        (false, _) => date(1899, 12, 30),
    };
    first.checked_add(days.days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_out_as_they_are_seen() {
        assert_eq!(show("45356", Format::Day, false), "2024-03-05");
        assert_eq!(show("45356.75", Format::Day, false), "2024-03-05");
        assert_eq!(show("43894", Format::Day, true), "2024-03-05");
        assert_eq!(show("45356", Format::Month, false), "2024-03");
        assert_eq!(show("45356", Format::Number, false), "45356");
        assert_eq!(show("0.30000000000000004", Format::Number, false), "0.3");
        assert_eq!(show("1234567.8900000001", Format::Number, false), "1234567.89");
        assert_eq!(show("0.0525", Format::Percent, false), "5.25%");
        assert_eq!(show("1E+300", Format::Day, false), 1e300.to_string());
        assert_eq!(show("无", Format::Day, false), "无");
        assert_eq!(show("-0.00000000000001", Format::Number, false), "0");
    }

    #[test]
    fn codes_are_known() {
        for code in ["yyyy/m/d", "yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy\\-mm\\-dd;@", "m/d/yy h:mm"] {
            assert_eq!(of_code(code), Format::Day, "{code}");
        }
        assert_eq!(of_code("yyyy\"年\"m\"月\""), Format::Month);
        assert_eq!(of_code("0.00%"), Format::Percent);
        assert_eq!(of_code("#,##0.00_);[Red]\\(#,##0.00\\)"), Format::Number);
        assert_eq!(of_code("[h]:mm:ss"), Format::Time);
        assert_eq!(of_code("0\"days\""), Format::Number);
        assert_eq!(of_code("G/通用格式"), Format::Number);
    }
}
