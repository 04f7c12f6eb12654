//! 索引号: how a site's index numbers are made, and how one is recognised.
//!
//! The national form is agency code, year and a serial of five digits, `000014349/2024-00012`: the unique name of one
//! item, which a computer may give by date of publication and which nobody ever changes or gives again
//! (国办秘函〔2009〕6号, 第二部分). Provinces and products use other forms, so the form is a pattern in `site.toml`.

use std::fmt;

use crate::findings::rules;
use crate::findings::{Finding, Place};
use crate::messages::Arg;
use crate::site::config::DEFAULT_PATTERN;
use crate::site::fields::nearest;

/// Longest pattern that is accepted, in characters: a number has to stand in a list and in an address.
const MAX_PATTERN: usize = 120;

/// Longest id of an agency or column that is recognised in a number, in bytes.
const MAX_ID: usize = 40;

/// The names that may stand between braces.
pub const VARIABLES: [&str; 6] = ["agency_code", "agency_id", "year", "month", "column", "serial"];

/// A pattern that was understood: `{agency_code}/{year}-{serial:05}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    text: String,
    parts: Vec<Part>,
    width: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    AgencyCode,
    AgencyId,
    Year,
    Month,
    Column,
    Serial,
}

/// Why a pattern cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatternFault {
    /// Longer than any number should be.
    TooLong,
    /// `{` without `}`, or the other way round.
    Brace,
    /// A variable that does not exist.
    Unknown(String),
    /// A width behind a variable that has none, or none or a wrong one behind `serial`.
    Width(String),
    /// No `serial`: every item would get the same number.
    NoSerial,
    /// A variable stands twice.
    Twice(&'static str),
    /// A character that may not stand in a number: white space, quotation marks, brackets of links, full-width forms.
    Character(char),
}

impl fmt::Display for PatternFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => write!(f, "longer than {MAX_PATTERN} characters"),
            Self::Brace => f.write_str("braces do not match"),
            Self::Unknown(name) => write!(f, "unknown variable {name:?}"),
            Self::Width(text) => write!(f, "wrong width {text:?}"),
            Self::NoSerial => f.write_str("no serial"),
            Self::Twice(name) => write!(f, "{name} stands twice"),
            Self::Character(c) => write!(f, "{c:?} may not stand in a number"),
        }
    }
}

impl PatternFault {
    /// What is wrong, for the message `config-pattern`.
    pub fn message(&self) -> Arg {
        let limit = || vec![("limit", Arg::from(MAX_PATTERN))];
        match self {
            Self::TooLong => Arg::Message("pattern-too-long", limit()),
            Self::Brace => Arg::Message("pattern-brace", vec![]),
            Self::Unknown(name) => {
                let near = nearest(name, VARIABLES.into_iter()).unwrap_or_else(|| "serial".to_owned());
                Arg::Message("pattern-unknown", vec![("name", name.as_str().into()), ("nearest", near.into())])
            }
            Self::Width(text) => Arg::Message("pattern-width", vec![("value", text.as_str().into())]),
            Self::NoSerial => Arg::Message("pattern-no-serial", vec![]),
            Self::Twice(name) => Arg::Message("pattern-twice", vec![("name", Arg::from(*name))]),
            Self::Character(c) => Arg::Message("pattern-character", vec![("value", c.to_string().into())]),
        }
    }

    /// The finding against the setting that holds `pattern`.
    pub fn finding(&self, pattern: &str, place: Place) -> Finding {
        Finding::new(&rules::CONFIG_PATTERN, place).with("pattern", pattern).with("detail", self.message())
    }
}

/// What the variables of a pattern stand for in one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Values<'a> {
    /// Organisation code (9 characters) or unified social credit code (18).
    pub agency_code: &'a str,
    /// The agency's id.
    pub agency_id: &'a str,
    /// Year of the date by which the site numbers.
    pub year: i16,
    /// Its month, 1 to 12.
    pub month: i8,
    /// The column's id.
    pub column: &'a str,
}

/// The serial has more digits than the pattern gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overflow {
    /// The serial.
    pub serial: u64,
    /// How many digits it may have.
    pub width: usize,
}

/// A number of this pattern, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// What stands before the serial: the numbers that share it are one series.
    pub series: String,
    /// The serial.
    pub serial: u64,
    /// The year, where the pattern has one.
    pub year: Option<i16>,
}

impl Pattern {
    /// Understands a pattern.
    ///
    /// # Errors
    /// The first [`PatternFault`] in it.
    pub fn parse(text: &str) -> Result<Self, PatternFault> {
        if text.chars().count() > MAX_PATTERN {
            return Err(PatternFault::TooLong);
        }
        let mut parts = Vec::new();
        let mut width = None;
        let mut rest = text;
        while !rest.is_empty() {
            let open = rest.find('{').unwrap_or(rest.len());
            let literal = &rest[..open];
            if literal.contains('}') {
                return Err(PatternFault::Brace);
            }
            if let Some(c) = literal.chars().find(|c| !may_stand(*c)) {
                return Err(PatternFault::Character(c));
            }
            if !literal.is_empty() {
                parts.push(Part::Text(literal.to_owned()));
            }
            rest = &rest[open..];
            if rest.is_empty() {
                break;
            }
            let close = rest.find('}').ok_or(PatternFault::Brace)?;
            let part = variable(&rest[1..close], &parts, &mut width)?;
            parts.push(part);
            rest = &rest[close + 1..];
        }
        let width = width.ok_or(PatternFault::NoSerial)?;
        Ok(Self { text: text.to_owned(), parts, width })
    }

    /// The pattern as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// How many digits the serial has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The number with a serial.
    ///
    /// # Errors
    /// [`Overflow`] where the serial has more digits than the pattern: a number of another length would not be one of
    /// this pattern, so none is made.
    pub fn render(&self, values: &Values<'_>, serial: u64) -> Result<String, Overflow> {
        let digits = format!("{serial:0width$}", width = self.width);
        if digits.len() > self.width {
            return Err(Overflow { serial, width: self.width });
        }
        Ok(self.parts.iter().map(|part| text_of(part, values, &digits)).collect())
    }

    /// What stands before the serial. The serial starts anew whenever this changes.
    pub fn series(&self, values: &Values<'_>) -> String {
        self.parts.iter().take_while(|part| **part != Part::Serial).map(|part| text_of(part, values, "")).collect()
    }

    /// Takes a number of exactly this pattern apart.
    pub fn read(&self, number: &str) -> Option<Parsed> {
        self.take_apart(number, true)
    }

    /// Takes a number apart, also one whose serial is wider or narrower: the pattern may have been widened, and the
    /// numbers given before still count.
    pub fn read_any_width(&self, number: &str) -> Option<Parsed> {
        self.take_apart(number, true).or_else(|| self.take_apart(number, false))
    }

    fn take_apart(&self, number: &str, exact: bool) -> Option<Parsed> {
        let mut taken = Taken { width: exact.then_some(self.width), ..Taken::default() };
        // Bytes are compared and cut; a cut inside a character can only fail to match.
        if !follow(&self.parts, number, 0, &mut taken) {
            return None;
        }
        Some(Parsed {
            series: number.get(..taken.serial.0)?.to_owned(),
            serial: number.get(taken.serial.0..taken.serial.1)?.parse().ok()?,
            year: taken.year,
        })
    }
}

/// The national form: `{agency_code}/{year}-{serial:05}`.
impl Default for Pattern {
    fn default() -> Self {
        let text = |text: &str| Part::Text(text.to_owned());
        Self {
            text: DEFAULT_PATTERN.to_owned(),
            parts: vec![Part::AgencyCode, text("/"), Part::Year, text("-"), Part::Serial],
            width: 5,
        }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Characters that a number can carry through YAML, a table, a link in double brackets and an address unharmed.
fn may_stand(c: char) -> bool {
    !(c.is_whitespace()
        || c.is_control()
        || matches!(c, '"' | '\'' | '`' | '\\' | '<' | '>' | '|' | '[' | ']' | '“'..='”' | '‘'..='’')
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
        || matches!(c, '！'..='～' | '\u{FFFC}'..='\u{FFFF}'))
}

fn variable(inside: &str, parts: &[Part], width: &mut Option<usize>) -> Result<Part, PatternFault> {
    let (name, given) = match inside.split_once(':') {
        Some((name, given)) => (name.trim(), Some(given.trim())),
        None => (inside.trim(), None),
    };
    let part = match name {
        "agency_code" => Part::AgencyCode,
        "agency_id" => Part::AgencyId,
        "year" => Part::Year,
        "month" => Part::Month,
        "column" => Part::Column,
        "serial" => Part::Serial,
        _ => return Err(PatternFault::Unknown(name.to_owned())),
    };
    if let Some(known) = VARIABLES.into_iter().find(|known| *known == name)
        && parts.contains(&part)
    {
        return Err(PatternFault::Twice(known));
    }
    if part != Part::Serial {
        return match given {
            None => Ok(part),
            Some(given) => Err(PatternFault::Width(given.to_owned())),
        };
    }
    let wrong = || PatternFault::Width(given.unwrap_or_default().to_owned());
    let digits = given.ok_or_else(wrong)?;
    let digits = digits.strip_prefix('0').unwrap_or(digits);
    *width = Some(match digits.as_bytes() {
        [digit @ b'1'..=b'9'] => usize::from(digit - b'0'),
        _ => return Err(wrong()),
    });
    Ok(part)
}

fn text_of(part: &Part, values: &Values<'_>, serial: &str) -> String {
    match part {
        Part::Text(text) => text.clone(),
        Part::AgencyCode => values.agency_code.to_owned(),
        Part::AgencyId => values.agency_id.to_owned(),
        Part::Year => format!("{:04}", values.year),
        Part::Month => format!("{:02}", values.month),
        Part::Column => values.column.to_owned(),
        Part::Serial => serial.to_owned(),
    }
}

#[derive(Default)]
struct Taken {
    /// Digits that the serial must have; any number of them where there is none.
    width: Option<usize>,
    serial: (usize, usize),
    year: Option<i16>,
}

/// Whether `parts` match all of `number` from byte `at` on. Tries the possible lengths of each part, longest first.
fn follow(parts: &[Part], number: &str, at: usize, taken: &mut Taken) -> bool {
    let Some((part, others)) = parts.split_first() else { return at == number.len() };
    let Some(rest) = number.as_bytes().get(at..) else { return false };
    let run = |good: fn(&u8) -> bool| rest.iter().take_while(|byte| good(byte)).count();
    match part {
        Part::Text(text) => rest.starts_with(text.as_bytes()) && follow(others, number, at + text.len(), taken),
        Part::AgencyCode => {
            let there = run(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
            [18, 9].into_iter().any(|length| length <= there && follow(others, number, at + length, taken))
        }
        Part::AgencyId | Part::Column => {
            let there = run(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase() || *byte == b'-').min(MAX_ID);
            (1..=there).rev().any(|length| follow(others, number, at + length, taken))
        }
        Part::Year => {
            let digits = rest.get(..4).and_then(|four| std::str::from_utf8(four).ok()).filter(|four| is_digits(four));
            let Some(year) = digits.and_then(|four| four.parse().ok()).filter(|year| (1900..=2200).contains(year))
            else {
                return false;
            };
            follow(others, number, at + 4, taken) && {
                taken.year = Some(year);
                true
            }
        }
        Part::Month => {
            let digits = rest.get(..2).and_then(|two| std::str::from_utf8(two).ok()).filter(|two| is_digits(two));
            digits.and_then(|two| two.parse::<u8>().ok()).is_some_and(|month| (1..=12).contains(&month))
                && follow(others, number, at + 2, taken)
        }
        Part::Serial => {
            let there = run(u8::is_ascii_digit).min(18);
            let lengths = match taken.width {
                Some(width) if width <= there => width..=width,
                Some(_) => return false,
                None => 1..=there,
            };
            lengths.rev().any(|length| {
                follow(others, number, at + length, taken) && {
                    taken.serial = (at, at + length);
                    true
                }
            })
        }
    }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::catalog::item_address::address;

    const NATIONAL: &str = "{agency_code}/{year}-{serial:05}";

    fn values() -> Values<'static> {
        Values { agency_code: "900010028", agency_id: "dzb", year: 2024, month: 3, column: "notice" }
    }

    #[test]
    fn the_national_form_is_rendered_and_read() {
        let pattern = Pattern::parse(NATIONAL).unwrap();
        assert_eq!(pattern, Pattern::default());
        assert_eq!(pattern.render(&values(), 12).unwrap(), "900010028/2024-00012");
        assert_eq!(pattern.series(&values()), "900010028/2024-");
        let read = pattern.read("000014349/2008-00012").unwrap();
        assert_eq!(read, Parsed { series: "000014349/2008-".into(), serial: 12, year: Some(2008) });
        for good in ["11441700007280420Y/2021-00050", "113708280043326001/2024-02411", "01527918X/2020-15307"] {
            assert!(pattern.read(good).is_some(), "{good}");
        }
    }

    #[test]
    fn what_is_not_of_the_form_is_not_read() {
        let pattern = Pattern::parse(NATIONAL).unwrap();
        for bad in [
            "",
            "0142768-8/2022-00185",
            "ymzjczwgkbzml",
            "/2021-00900",
            "00001434-9/2008-00012",
            "1144170000728042/2021-00050",
            "000014349/08-00012",
            "000014349/2008-0012",
            "000014349/2008-000120",
            "000014349／2008-00012",
            "000014349/2008－00012",
            "000014349/2008–00012",
            "000014349 /2008-00012",
            "00001434g/2008-00012",
            "000014349/2008-00012 ",
            "6107280000/2024-001005",
            "号000014349/2008-00012",
        ] {
            assert_eq!(pattern.read(bad), None, "{bad}");
        }
    }

    #[test]
    fn other_forms_in_use_are_understood() {
        for (pattern, number, series) in [
            ("{agency_code}/{year}{month}-{serial:05}", "900010028/202403-00012", "900010028/202403-"),
            ("{agency_code}-{year}-{serial:06}", "900010028-2024-000012", "900010028-2024-"),
            ("A0300-{column}-{year}-{serial:6}", "A0300-notice-2024-000012", "A0300-notice-2024-"),
            ("{agency_id}〔{year}〕{serial:03}号", "dzb〔2024〕012号", "dzb〔2024〕"),
            ("{serial:05}/{year}", "00012/2024", ""),
            ("{year}{serial:05}", "202400012", "2024"),
        ] {
            let pattern = Pattern::parse(pattern).unwrap();
            assert_eq!(pattern.render(&values(), 12).unwrap(), number);
            assert_eq!(pattern.series(&values()), series);
            let read = pattern.read(number).unwrap();
            assert_eq!((read.series.as_str(), read.serial, read.year), (series, 12, Some(2024)));
        }
    }

    #[test]
    fn every_fault_of_a_pattern_is_named() {
        let fault = |text: &str| Pattern::parse(text).unwrap_err();
        assert_eq!(fault(""), PatternFault::NoSerial);
        assert_eq!(fault("{agency_code}/{year}"), PatternFault::NoSerial);
        assert_eq!(fault("{serial:05}{serial:05}"), PatternFault::Twice("serial"));
        assert_eq!(fault("{column}{column}{serial:05}"), PatternFault::Twice("column"));
        assert_eq!(fault("{serial}"), PatternFault::Width(String::new()));
        assert_eq!(fault("{serial:0}"), PatternFault::Width("0".into()));
        assert_eq!(fault("{serial:012}"), PatternFault::Width("012".into()));
        assert_eq!(fault("{year:02}{serial:05}"), PatternFault::Width("02".into()));
        assert_eq!(fault("{jear}{serial:05}"), PatternFault::Unknown("jear".into()));
        assert_eq!(fault("{year{serial:05}"), PatternFault::Unknown("year{serial".into()));
        assert_eq!(fault("{serial:05"), PatternFault::Brace);
        assert_eq!(fault("serial:05}"), PatternFault::Brace);
        assert_eq!(fault("{year} {serial:05}"), PatternFault::Character(' '));
        assert_eq!(fault("{year}／{serial:05}"), PatternFault::Character('／'));
        assert_eq!(fault("“{serial:05}"), PatternFault::Character('“'));
        assert_eq!(fault(&format!("{}{{serial:05}}", "x".repeat(200))), PatternFault::TooLong);
    }

    #[test]
    fn a_serial_over_its_width_is_not_cut() {
        let pattern = Pattern::parse("{year}-{serial:02}").unwrap();
        assert_eq!(pattern.render(&values(), 99).unwrap(), "2024-99");
        assert_eq!(pattern.render(&values(), 100), Err(Overflow { serial: 100, width: 2 }));
    }

    #[test]
    fn numbers_from_before_a_widening_still_count() {
        let pattern = Pattern::parse("{agency_code}/{year}-{serial:06}").unwrap();
        assert_eq!(pattern.read("900010028/2024-00012"), None);
        let old = pattern.read_any_width("900010028/2024-00012").unwrap();
        assert_eq!((old.series.as_str(), old.serial), ("900010028/2024-", 12));
    }

    fn any_pattern() -> impl Strategy<Value = String> {
        prop_oneof![
            Just(NATIONAL.to_owned()),
            Just("{agency_code}/{year}{month}-{serial:05}".to_owned()),
            Just("{agency_id}-{year}-{serial:04}".to_owned()),
            Just("{column}/{agency_code}{year}{serial:06}".to_owned()),
            Just("{serial:05}-{column}".to_owned()),
            Just("{agency_id}/{column}/{year}〔{serial:03}〕号".to_owned()),
        ]
    }

    prop_compose! {
        fn any_values()(code in "[0-9A-Z]{9}|[0-9A-Z]{18}", agency in "[a-z][a-z0-9-]{0,8}", year in 1900_i16..=2200,
                        month in 1_i8..=12, column in "[a-z][a-z0-9-]{0,8}") -> (String, String, i16, i8, String) {
            (code, agency, year, month, column)
        }
    }

    fn borrow(v: &(String, String, i16, i8, String)) -> Values<'_> {
        Values { agency_code: &v.0, agency_id: &v.1, year: v.2, month: v.3, column: &v.4 }
    }

    proptest! {
        #[test]
        fn what_is_rendered_is_read(pattern in any_pattern(), values in any_values(), serial in 1_u64..=999) {
            let pattern = Pattern::parse(&pattern).unwrap();
            let number = pattern.render(&borrow(&values), serial).unwrap();
            let read = pattern.read(&number).unwrap();
            prop_assert_eq!(read.serial, serial);
            prop_assert_eq!(read.series, pattern.series(&borrow(&values)));
            prop_assert!(read.year.is_none_or(|year| year == values.2));
            prop_assert_eq!(pattern.read_any_width(&number).map(|read| read.serial), Some(serial));
        }

        #[test]
        fn two_numbers_of_one_pattern_have_two_addresses(
            pattern in any_pattern(), a in any_values(), b in any_values(), x in 1_u64..=999, y in 1_u64..=999
        ) {
            let pattern = Pattern::parse(&pattern).unwrap();
            let (a, b) = (pattern.render(&borrow(&a), x).unwrap(), pattern.render(&borrow(&b), y).unwrap());
            prop_assert_eq!(a == b, address(&a) == address(&b), "{} {}", a, b);
        }

        #[test]
        fn nothing_makes_it_panic(pattern in "\\PC{0,40}", number in "\\PC{0,40}") {
            if let Ok(pattern) = Pattern::parse(&pattern) {
                let _ = pattern.read_any_width(&number);
            }
            let _ = Pattern::parse(NATIONAL).unwrap().read_any_width(&number);
        }

        #[test]
        fn a_pattern_with_braces_in_it_never_panics(pattern in "[{}:a-z0-9/ -]{0,30}") {
            let _ = Pattern::parse(&pattern);
        }
    }
}
