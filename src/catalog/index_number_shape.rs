//! What a foreign 索引号 looks like, and what is wrong with it when it looks like none.
//!
//! A site numbers by its own pattern, but it also holds records that came from elsewhere: from a body that was merged, from
//! an older system, from another province. Their numbers stay as they are (一经生成不因发布机构变更而更改, 国办秘函〔2009〕6号). So every form
//! in use is accepted, and only damage is named: full-width signs, lost characters, check characters that do not fit.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::site::agency_code::{CodeFault, verify_org_code, verify_uscc};

/// The forms in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Variant {
    /// `000014349/2024-00012`: the national form, 国办秘函〔2009〕6号.
    National,
    /// `11500228008653209Y/2025-00004`: the same with a 统一社会信用代码, the common form today.
    Uscc,
    /// `000014349/202404-00012`: the serial starts anew every month.
    Monthly,
    /// `01527918X-2020-153077`: hyphens throughout, six digits.
    Hyphens,
    /// `6107280000/2024-001005`: a prefix of ten digits, given by the county.
    County,
    /// `A0300-010000-2013-000072`: a product's own codes.
    Vendor,
    /// Another local form.
    Other,
}

/// What is wrong with a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ShapeProblem {
    /// There is none.
    Missing,
    /// A word, such as a column's short name, in the place of a number.
    NotAnIndex,
    /// Full-width signs, or a dash for the hyphen.
    Width,
    /// A blank inside.
    Blank,
    /// Small letters.
    Case,
    /// The code of the agency is missing.
    EmptyPrefix,
    /// The hyphen of the printed 组织机构代码 was kept.
    HyphenInOrgCode,
    /// The check character of the 组织机构代码 does not fit (GB 11714).
    OrgCheckDigit {
        /// What it should be; none where the other characters are wrong as well.
        expected: Option<char>,
    },
    /// The check character of the 统一社会信用代码 does not fit (GB 32100).
    UsccCheckDigit {
        /// What it should be.
        expected: char,
    },
    /// A character that a 统一社会信用代码 does not have.
    UsccAlphabet {
        /// Its position, counted from 1.
        position: usize,
        /// The character.
        found: char,
    },
    /// Not a year of four digits.
    Year,
    /// A serial of another width, or of zeros only.
    Serial,
}

impl ShapeProblem {
    /// The stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::NotAnIndex => "not_an_index",
            Self::Width => "width",
            Self::Blank => "blank",
            Self::Case => "case",
            Self::EmptyPrefix => "empty_prefix",
            Self::HyphenInOrgCode => "hyphen_in_org_code",
            Self::OrgCheckDigit { .. } => "org_check_digit",
            Self::UsccCheckDigit { .. } => "uscc_check_digit",
            Self::UsccAlphabet { .. } => "uscc_alphabet",
            Self::Year => "year",
            Self::Serial => "serial",
        }
    }
}

/// What a text looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// The form that it has, or was meant to have, as far as that can be told.
    pub variant: Option<Variant>,
    /// The year in it.
    pub year: Option<u16>,
    /// What is wrong, in the order of [`ShapeProblem`]; nothing for a number in due form.
    pub problems: Vec<ShapeProblem>,
    /// The number as it is to be written, where that is certain and differs.
    pub fix: Option<String>,
}

/// Says what a text in the place of an 索引号 is.
pub fn diagnose(text: &str) -> Shape {
    let given = text.trim();
    let mut problems = BTreeSet::new();
    if given.is_empty() {
        problems.insert(ShapeProblem::Missing);
        return Shape { variant: None, year: None, problems: problems.into_iter().collect(), fix: None };
    }
    let cleaned = clean(given, &mut problems);
    let Found { variant, year, upright } = look(&cleaned, &mut problems);
    if problems.contains(&ShapeProblem::NotAnIndex) {
        // Of a word it does not matter how it is written.
        problems = BTreeSet::from([ShapeProblem::NotAnIndex]);
    }
    let mendable = |problem: &ShapeProblem| {
        use ShapeProblem::{Blank, Case, HyphenInOrgCode, Width};
        matches!(problem, Width | Blank | Case | HyphenInOrgCode)
    };
    let certain = !problems.is_empty() && problems.iter().all(mendable);
    let fix = upright.filter(|upright| certain && is_right(upright));
    Shape { variant, year, problems: problems.into_iter().collect(), fix }
}

fn is_right(text: &str) -> bool {
    let mut problems = BTreeSet::new();
    look(text, &mut problems);
    problems.is_empty()
}

/// The text without blanks, in ASCII where something else only looks like it.
fn clean(text: &str, problems: &mut BTreeSet<ShapeProblem>) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}') {
            problems.insert(ShapeProblem::Blank);
            continue;
        }
        let plain = match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '﹣' => '-',
            '∕' | '⁄' => '/',
            _ => std::iter::once(c).nfkc().next().filter(char::is_ascii).unwrap_or(c),
        };
        if plain != c {
            problems.insert(ShapeProblem::Width);
        }
        cleaned.push(plain);
    }
    cleaned
}

/// What a cleaned text was recognised as.
struct Found {
    variant: Option<Variant>,
    year: Option<u16>,
    /// The number with what can be mended mended.
    upright: Option<String>,
}

impl Found {
    const NOTHING: Self = Self { variant: None, year: None, upright: None };
}

fn look(text: &str, problems: &mut BTreeSet<ShapeProblem>) -> Found {
    let signs = text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '.' | '_'));
    if !signs || text.chars().filter(char::is_ascii_digit).count() < 4 {
        problems.insert(ShapeProblem::NotAnIndex);
        return Found::NOTHING;
    }
    match text.split_once('/') {
        Some((prefix, tail)) if !tail.contains('/') && tail.starts_with(|c: char| c.is_ascii_digit()) => {
            with_slash(prefix, tail, problems)
        }
        _ => without_slash(text, problems),
    }
}

/// `前段码/后段码`.
fn with_slash(prefix: &str, tail: &str, problems: &mut BTreeSet<ShapeProblem>) -> Found {
    let (period, serial) = tail.split_once('-').unwrap_or((tail, ""));
    let (year, monthly) = match period.len() {
        6 => (year_of(&period[..4]).filter(|_| month(&period[4..])), true),
        _ => (year_of(period), false),
    };
    if year.is_none() {
        problems.insert(ShapeProblem::Year);
    }
    let joined: String = prefix.chars().filter(|c| *c != '-').collect();
    let upper = joined.to_ascii_uppercase();
    let split = joined.len() < prefix.len();
    let code = match upper.len() {
        0 => {
            problems.insert(ShapeProblem::EmptyPrefix);
            Variant::National
        }
        18 => Variant::Uscc,
        10 if digits(&upper) && serial.len() == 6 => Variant::County,
        // A hyphen before the last character is the one that is printed in an 组织机构代码.
        _ if split && prefix.len() - 2 == prefix.rfind('-').unwrap_or(0) => {
            problems.insert(ShapeProblem::HyphenInOrgCode);
            Variant::National
        }
        9 => Variant::National,
        _ => Variant::Other,
    };
    if !split || problems.contains(&ShapeProblem::HyphenInOrgCode) {
        check_code(code, &joined, problems);
    }
    let width = match code {
        Variant::County => Some(6),
        Variant::Other => None,
        _ => Some(5),
    };
    let wide = width.is_none_or(|width| serial.len() == width);
    if !wide || !digits(serial) || serial.bytes().all(|byte| byte == b'0') {
        problems.insert(ShapeProblem::Serial);
    }
    let variant = if monthly && code != Variant::Other { Variant::Monthly } else { code };
    let hyphen = problems.contains(&ShapeProblem::HyphenInOrgCode);
    let head = if split && !hyphen { prefix } else { &upper };
    // Without its hyphen the code must be whole: 0142768-8 has lost a digit that nobody can guess.
    let whole = !hyphen || upper.len() == 9;
    Found { variant: Some(variant), year, upright: whole.then(|| format!("{head}/{tail}")) }
}

/// Checks the code of the agency. Small letters are said first; what they would be as capitals may be wrong in turn.
fn check_code(code: Variant, text: &str, problems: &mut BTreeSet<ShapeProblem>) {
    if text.bytes().any(|byte| byte.is_ascii_lowercase()) && matches!(code, Variant::National | Variant::Uscc) {
        problems.insert(ShapeProblem::Case);
        return;
    }
    let problem = match code {
        Variant::National => match verify_org_code(text) {
            Err(CodeFault::CheckDigit { expected, .. }) => ShapeProblem::OrgCheckDigit { expected: Some(expected) },
            Err(CodeFault::Character { .. }) => ShapeProblem::OrgCheckDigit { expected: None },
            Err(CodeFault::Length { .. }) | Ok(()) => return,
        },
        Variant::Uscc => match verify_uscc(text) {
            Err(CodeFault::CheckDigit { expected, .. }) => ShapeProblem::UsccCheckDigit { expected },
            Err(CodeFault::Character { position, found }) => ShapeProblem::UsccAlphabet { position, found },
            Err(CodeFault::Length { .. }) | Ok(()) => return,
        },
        _ => return,
    };
    problems.insert(problem);
}

/// Everything that has no slash, or several.
fn without_slash(text: &str, problems: &mut BTreeSet<ShapeProblem>) -> Found {
    let parts: Vec<&str> = text.split('-').collect();
    let found = |variant, year| Found { variant: Some(variant), year, upright: Some(text.to_owned()) };
    match parts.as_slice() {
        // Lists may show the 后段码 alone; a record needs the whole.
        [year, serial] if year_of(year).is_some() && digits(serial) && serial.len() == 5 => {
            problems.insert(ShapeProblem::EmptyPrefix);
            found(Variant::National, year_of(year))
        }
        [code, year, serial] if code.len() == 9 && year_of(year).is_some() && digits(serial) && serial.len() == 6 => {
            check_code(Variant::National, code, problems);
            Found { upright: Some(text.to_ascii_uppercase()), ..found(Variant::Hyphens, year_of(year)) }
        }
        [head, class, year, serial]
            if head.len() == 5
                && head.starts_with(|c: char| c.is_ascii_uppercase())
                && digits(&head[1..])
                && (class.len(), serial.len()) == (6, 6)
                && digits(class)
                && digits(serial)
                && year_of(year).is_some() =>
        {
            found(Variant::Vendor, year_of(year))
        }
        // A word with a number in it is no number.
        [word] if word.bytes().any(|byte| byte.is_ascii_lowercase()) => {
            problems.insert(ShapeProblem::NotAnIndex);
            Found::NOTHING
        }
        _ => found(Variant::Other, parts.iter().find_map(|part| year_of(part))),
    }
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn year_of(text: &str) -> Option<u16> {
    text.parse().ok().filter(|year| text.len() == 4 && digits(text) && (1900..2100).contains(year))
}

fn month(text: &str) -> bool {
    text.parse::<u8>().is_ok_and(|month| (1..=12).contains(&month))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn codes(text: &str) -> Vec<&'static str> {
        diagnose(text).problems.into_iter().map(ShapeProblem::code).collect()
    }

    #[test]
    fn every_form_in_use_is_accepted() {
        use Variant::{County, Hyphens, Monthly, National, Other, Uscc, Vendor};
        for (text, variant, year) in [
            ("000014349/2008-00012", National, 2008),
            ("000014349/2017-00110", National, 2017),
            ("014560025/2023-06702", National, 2023),
            ("014416330/2018-04736", National, 2018),
            ("11441700007280420Y/2021-00050", Uscc, 2021),
            ("11500228008653209Y/2025-00004", Uscc, 2025),
            ("11500382787479886T/2024-00008", Uscc, 2024),
            ("113708280043326001/2024-02411", Uscc, 2024),
            ("1137078555222300XQ/2015-00020", Uscc, 2015),
            ("900010028/2025-00001", National, 2025),
            ("11999901900010028J/2025-00001", Uscc, 2025),
            ("01527918X-2020-153077", Hyphens, 2020),
            ("6107280000/2024-001005", County, 2024),
            ("A0300-010000-2013-000072", Vendor, 2013),
            ("000014349/202104-00012", Monthly, 2021),
            ("GSD0122201-2020-00031", Other, 2020),
            ("330203-01-02-2019-7", Other, 2019),
            ("QH-XXGK/2024-0007", Other, 2024),
        ] {
            let expected = Shape { variant: Some(variant), year: Some(year), problems: Vec::new(), fix: None };
            assert_eq!(diagnose(text), expected, "{text}");
        }
    }

    #[test]
    fn every_damage_is_named_and_mended_where_that_is_certain() {
        for (text, code, fix) in [
            ("0142768-8/2022-00185", "hyphen_in_org_code", None),
            ("ymzjczwgkbzml", "not_an_index", None),
            ("/2021-00900", "empty_prefix", None),
            ("00001434-9/2008-00012", "hyphen_in_org_code", Some("000014349/2008-00012")),
            ("000014348/2008-00012", "org_check_digit", None),
            ("11441700007280420A/2021-00050", "uscc_check_digit", None),
            ("1144I700007280420Y/2021-00050", "uscc_alphabet", None),
            ("000014349/08-00012", "year", None),
            ("000014349/2008-0012", "serial", None),
            ("000014349/2008-000120", "serial", None),
            ("000014349／2008-00012", "width", Some("000014349/2008-00012")),
            ("000014349/2008－00012", "width", Some("000014349/2008-00012")),
            ("000014349/2008–00012", "width", Some("000014349/2008-00012")),
            ("000014349 /2008-00012", "blank", Some("000014349/2008-00012")),
            ("00001434g/2008-00012", "case", None),
            ("000014349/2008-00000", "serial", None),
            ("", "missing", None),
            // More of the same kinds.
            (" \u{3000}", "missing", None),
            ("01527918x/2020-00001", "case", Some("01527918X/2020-00001")),
            ("11441700007280420y/2021-00050", "case", Some("11441700007280420Y/2021-00050")),
            ("２０２１年第５号", "not_an_index", None),
            ("2021-00900", "empty_prefix", None),
            ("000014349/2008", "serial", None),
            ("000014349/202113-00001", "year", None),
            ("news2024", "not_an_index", None),
            ("015279180-2020-153077", "org_check_digit", None),
        ] {
            let shape = diagnose(text);
            assert_eq!((codes(text), shape.fix.as_deref()), (vec![code], fix), "{text}");
        }
    }

    #[test]
    fn the_right_check_character_is_named() {
        let problems = |text: &str| diagnose(text).problems;
        assert_eq!(problems("000014348/2008-00012"), [ShapeProblem::OrgCheckDigit { expected: Some('9') }]);
        assert_eq!(problems("11441700007280420A/2021-00050"), [ShapeProblem::UsccCheckDigit { expected: 'Y' }]);
        assert_eq!(problems("1144I700007280420Y/2021-00050"), [ShapeProblem::UsccAlphabet { position: 5, found: 'I' }]);
    }

    #[test]
    fn several_things_may_be_wrong_at_once() {
        assert_eq!(codes("00001434-8／08-12"), ["width", "hyphen_in_org_code", "org_check_digit", "year", "serial"]);
        let shape = diagnose("０１５２７９１８ｘ ／ 2020—00001");
        let found: Vec<_> = shape.problems.iter().map(|problem| problem.code()).collect();
        assert_eq!(found, ["width", "blank", "case"]);
        assert_eq!(shape.fix.as_deref(), Some("01527918X/2020-00001"));
    }

    proptest! {
        #[test]
        fn what_is_offered_is_in_due_form(text in "\\PC{0,24}|[0-9A-Zx]{7,10}[-－ ]?[/／ ]{1,2}(19|20|)[0-9]{2}[-–][0-9]{4,6}") {
            let shape = diagnose(&text);
            if let Some(fix) = shape.fix {
                prop_assert!(diagnose(&fix).problems.is_empty(), "{fix}");
                prop_assert!(!shape.problems.is_empty());
            }
        }

        #[test]
        fn full_width_writing_is_always_mended(year in 2000u16..2030, serial in 1u32..100_000) {
            let number = format!("900010028/{year}-{serial:05}");
            let wide: String = number.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c)).collect();
            prop_assert_eq!(diagnose(&wide).fix, Some(number));
        }
    }
}
