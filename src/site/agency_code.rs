//! Check characters of the codes that name an office: 组织机构代码 and 统一社会信用代码.
//!
//! Index numbers begin with such a code (国办秘函〔2009〕6号), and a single wrong character would put every number of the
//! office under a name that is nobody's. The check character finds that: 组织机构代码 by GB 11714 (9 characters),
//! 统一社会信用代码 by GB 32100-2015 (18 characters, of which the 9th to the 17th are the 组织机构代码 of the same body).

use std::fmt;

/// Weights of the eight characters of an 组织机构代码 (GB 11714).
const ORG_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// The 31 characters of a 统一社会信用代码 (GB 32100): without I, O, S, V, Z. A character's value is its position.
const USCC_ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Weights of its first 17 characters: the powers of 3 modulo 31.
const USCC_WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// What is wrong with a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeFault {
    /// It has another number of characters.
    Length {
        /// How many it must have: 9 or 18.
        expected: usize,
        /// How many it has.
        found: usize,
    },
    /// A character that may not stand there.
    Character {
        /// Its position, counted from 1.
        position: usize,
        /// The character.
        found: char,
    },
    /// The last character does not follow from the others.
    CheckDigit {
        /// What it should be.
        expected: char,
        /// What stands there.
        found: char,
    },
}

/// English, for logs and tests; what people read comes from the messages.
impl fmt::Display for CodeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length { expected, found } => write!(f, "{found} characters instead of {expected}"),
            Self::Character { position, found } => write!(f, "{found:?} at position {position} may not stand there"),
            Self::CheckDigit { expected, found } => write!(f, "check character {found} instead of {expected}"),
        }
    }
}

/// The check character of the first eight characters of an 组织机构代码 (GB 11714); none where they are not
/// eight digits or capital letters.
pub fn org_check_character(body: &str) -> Option<char> {
    let values: Vec<u32> = body.chars().map(org_value).collect::<Option<_>>()?;
    if values.len() != ORG_WEIGHTS.len() {
        return None;
    }
    let sum: u32 = values.iter().zip(ORG_WEIGHTS).map(|(value, weight)| value * weight).sum();
    Some(match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from_digit(digit, 10)?,
    })
}

/// Whether an 组织机构代码 is right: nine characters, no hyphen, capital letters (GB 11714).
///
/// # Errors
/// The first thing that is wrong with it: length, then characters, then the check character.
pub fn verify_org_code(code: &str) -> Result<(), CodeFault> {
    let chars = exactly(code, 9)?;
    for (at, c) in chars.iter().enumerate() {
        let allowed = if at < 8 { org_value(*c).is_some() } else { c.is_ascii_digit() || *c == 'X' };
        if !allowed {
            return Err(CodeFault::Character { position: at + 1, found: *c });
        }
    }
    let body: String = chars[..8].iter().collect();
    compare(org_check_character(&body), chars[8])
}

/// The check character of the first 17 characters of a 统一社会信用代码 (GB 32100); none where they are not 17
/// characters of its alphabet.
pub fn uscc_check_character(body: &str) -> Option<char> {
    let values: Vec<u32> = body.chars().map(uscc_value).collect::<Option<_>>()?;
    if values.len() != USCC_WEIGHTS.len() {
        return None;
    }
    let sum: u32 = values.iter().zip(USCC_WEIGHTS).map(|(value, weight)| value * weight).sum();
    let value = (31 - sum % 31) % 31;
    USCC_ALPHABET.get(value as usize).map(|byte| char::from(*byte))
}

/// Whether a 统一社会信用代码 is right: 18 characters of its alphabet, the 3rd to 8th digits (GB 32100).
///
/// Characters 9 to 17 are the 组织机构代码 of the same body with a check character of its own, for [`verify_org_code`]: not asked
/// for here, so that each of the two says what is wrong with its own code.
///
/// # Errors
/// The first thing that is wrong with it: length, then characters, then the check character.
pub fn verify_uscc(code: &str) -> Result<(), CodeFault> {
    let chars = exactly(code, 18)?;
    for (at, c) in chars.iter().enumerate() {
        let allowed = if (2..8).contains(&at) { c.is_ascii_digit() } else { uscc_value(*c).is_some() };
        // The check character is compared, and so found wrong, with what it should be.
        if !allowed && at < 17 {
            return Err(CodeFault::Character { position: at + 1, found: *c });
        }
    }
    let body: String = chars[..17].iter().collect();
    compare(uscc_check_character(&body), chars[17])
}

/// Whether a code of 9 or 18 characters is right, each by its own standard.
///
/// # Errors
/// As [`verify_org_code`] and [`verify_uscc`]; any other length counts as a 统一社会信用代码 when it has more than 13 characters.
pub fn verify_agency_code(code: &str) -> Result<(), CodeFault> {
    if code.chars().count() > 13 { verify_uscc(code) } else { verify_org_code(code) }
}

fn exactly(code: &str, expected: usize) -> Result<Vec<char>, CodeFault> {
    let chars: Vec<char> = code.chars().take(expected + 1).collect();
    if chars.len() == expected { Ok(chars) } else { Err(CodeFault::Length { expected, found: code.chars().count() }) }
}

fn compare(expected: Option<char>, found: char) -> Result<(), CodeFault> {
    match expected {
        Some(expected) if expected != found => Err(CodeFault::CheckDigit { expected, found }),
        _ => Ok(()),
    }
}

/// Digits are themselves, letters count on from A = 10 (GB 11714).
fn org_value(c: char) -> Option<u32> {
    if c.is_ascii_lowercase() { None } else { c.to_digit(36) }
}

fn uscc_value(c: char) -> Option<u32> {
    let position = USCC_ALPHABET.iter().position(|byte| char::from(*byte) == c)?;
    u32::try_from(position).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn organisation_codes_in_use_are_right() {
        for code in [
            "000014349",
            "014560025",
            "014416330",
            "01527918X",
            "007280420",
            "55222300X",
            "M000100Y4",
            "900010028",
            "90001001X",
            "900020090",
        ] {
            assert_eq!(verify_org_code(code), Ok(()), "{code}");
            assert_eq!(verify_agency_code(code), Ok(()), "{code}");
        }
    }

    #[test]
    fn a_wrong_check_character_is_named_with_the_right_one() {
        for (code, expected, found) in [("014276888", '4', '8'), ("000014340", '9', '0'), ("000014348", '9', '8')] {
            assert_eq!(verify_org_code(code), Err(CodeFault::CheckDigit { expected, found }), "{code}");
        }
        for (code, expected, found) in [
            ("91350100M000100Y4Z", '3', 'Z'),
            ("12100000000014349X", '5', 'X'),
            ("11999901900010028K", 'J', 'K'),
            ("11441700007280420A", 'Y', 'A'),
        ] {
            assert_eq!(verify_uscc(code), Err(CodeFault::CheckDigit { expected, found }), "{code}");
        }
    }

    #[test]
    fn credit_codes_in_use_are_right() {
        for code in [
            "11441700007280420Y",
            "11500228008653209Y",
            "11500382787479886T",
            "113708280043326001",
            "1137078555222300XQ",
            "91350100M000100Y43",
            "11999901900010028J",
            "1199990190001001XJ",
            "119999019000300370",
        ] {
            assert_eq!(verify_uscc(code), Ok(()), "{code}");
            assert_eq!(verify_agency_code(code), Ok(()), "{code}");
            assert_eq!(verify_org_code(&code[8..17]), Ok(()), "the 组织机构代码 in {code}");
        }
    }

    #[test]
    fn the_first_thing_that_is_wrong_is_said() {
        use CodeFault::{Character, Length};
        assert_eq!(verify_org_code(""), Err(Length { expected: 9, found: 0 }));
        assert_eq!(verify_org_code("00001434-9"), Err(Length { expected: 9, found: 10 }));
        assert_eq!(verify_org_code("00001434g"), Err(Character { position: 9, found: 'g' }));
        assert_eq!(verify_org_code("0000143４9"), Err(Character { position: 8, found: '４' }));
        assert_eq!(verify_org_code("00001434A"), Err(Character { position: 9, found: 'A' }));
        assert_eq!(verify_uscc("1144I700007280420Y"), Err(Character { position: 5, found: 'I' }));
        assert_eq!(verify_uscc("I1441700007280420Y"), Err(Character { position: 1, found: 'I' }));
        assert_eq!(verify_uscc("11A41700007280420Y"), Err(Character { position: 3, found: 'A' }));
        assert_eq!(verify_agency_code("1144170000728042"), Err(Length { expected: 18, found: 16 }));
        assert_eq!(verify_agency_code("00001434"), Err(Length { expected: 9, found: 8 }));
    }

    fn org_body() -> impl Strategy<Value = String> {
        "[0-9A-Z]{8}"
    }

    fn uscc_body() -> impl Strategy<Value = String> {
        "[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{9}"
    }

    fn replace(code: &str, at: usize, with: char) -> String {
        code.chars().enumerate().map(|(position, c)| if position == at { with } else { c }).collect()
    }

    proptest! {
        #[test]
        fn a_computed_check_character_verifies(org in org_body(), uscc in uscc_body()) {
            let check = org_check_character(&org).map(|check| format!("{org}{check}"));
            prop_assert_eq!(check.map(|code| verify_org_code(&code)), Some(Ok(())));
            let check = uscc_check_character(&uscc).map(|check| format!("{uscc}{check}"));
            prop_assert_eq!(check.map(|code| verify_uscc(&code)), Some(Ok(())));
        }

        /// 31 is prime and every value is below it: any single wrong character is found.
        #[test]
        fn any_single_wrong_character_of_a_credit_code_is_found(body in uscc_body(), at in 0usize..18, other in 0usize..31) {
            let code = format!("{body}{}", uscc_check_character(&body).unwrap_or('?'));
            let other = char::from(USCC_ALPHABET[other]);
            prop_assume!(code.chars().nth(at) != Some(other));
            prop_assert!(verify_uscc(&replace(&code, at, other)).is_err());
        }

        /// Two neighbours in exchanged order are found where they differ: neighbouring weights differ modulo 31.
        #[test]
        fn exchanged_neighbours_in_a_credit_code_are_found(body in uscc_body(), at in 0usize..16) {
            let code = format!("{body}{}", uscc_check_character(&body).unwrap_or('?'));
            let mut chars: Vec<char> = code.chars().collect();
            chars.swap(at, at + 1);
            let swapped: String = chars.into_iter().collect();
            prop_assume!(swapped != code);
            prop_assert!(verify_uscc(&swapped).is_err());
        }

        /// 11 is prime, but letters have values above it: what changes the value by a multiple of 11 (0 and B, A and L) is
        /// not found, everything else is.
        #[test]
        fn a_single_wrong_character_of_an_organisation_code_is_found(body in org_body(), at in 0usize..8, other in "[0-9A-Z]") {
            let check = org_check_character(&body).unwrap_or('?');
            let other = other.chars().next().unwrap_or('0');
            let was = body.chars().nth(at).unwrap_or('0');
            prop_assume!(was != other);
            let blind = org_value(was).unwrap_or(0).abs_diff(org_value(other).unwrap_or(0)).is_multiple_of(11);
            let found = verify_org_code(&format!("{}{check}", replace(&body, at, other))).is_err();
            prop_assert_eq!(found, !blind);
        }

        #[test]
        fn no_text_breaks_it(text in "\\PC{0,24}|[0-9A-Z]{0,20}") {
            let _ = (verify_org_code(&text), verify_uscc(&text), verify_agency_code(&text));
        }
    }
}
