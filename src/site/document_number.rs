//! 文号 (发文字号): the number that an office prints on a document.
//!
//! Its form is fixed by GB/T 9704-2012: the agency's short code, the year in full between 〔 and 〕 (U+3014, U+3015), the serial
//! without 第 and without leading zeros, 号. Copying and converting damages it in a few dozen ways that all look nearly
//! right, and then nobody finds the document by its number. So a number is read strictly, but what is wrong with
//! it is told precisely, with the right form where it is certain.

mod brackets;
mod reading;

use std::fmt;

/// What form a number has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// `青政发〔2024〕5号`.
    Standard,
    /// `国务院令第711号`: an order, which has a 第 and no bracket.
    Order,
    /// `2019年第3号公告`, `国家税务总局公告2019年第3号`.
    Announcement,
}

/// A number in its parts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentNumber {
    /// 发文机关代字, `青政发`; of an order, the agency before 令, `国务院`; of an announcement, what stands before the year,
    /// `国家税务总局公告`, or nothing.
    pub agency_code: String,
    /// The year. Orders mostly have none.
    pub year: Option<u16>,
    /// 发文顺序号, from 1 to 99999.
    pub serial: u32,
    /// The form.
    pub form: Form,
    /// What stands behind the number of an announcement: `公告`, `通告` or nothing.
    pub suffix: &'static str,
}

impl DocumentNumber {
    /// Reads a number that is written as it should be. White space around it does not matter.
    pub fn parse(text: &str) -> Option<Self> {
        let reading = reading::read(text);
        if reading.problems.is_empty() { reading.numbers.into_iter().next() } else { None }
    }
}

/// The number as it is to be printed.
impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { agency_code, year, serial, form, suffix } = self;
        match (form, year) {
            (Form::Standard, Some(year)) => write!(f, "{agency_code}〔{year}〕{serial}号"),
            (Form::Standard, None) => write!(f, "{agency_code}{serial}号"),
            (Form::Order, Some(year)) => write!(f, "{agency_code}令{year}年第{serial}号"),
            (Form::Order, None) => write!(f, "{agency_code}令第{serial}号"),
            (Form::Announcement, Some(year)) => write!(f, "{agency_code}{year}年第{serial}号{suffix}"),
            (Form::Announcement, None) => write!(f, "{agency_code}第{serial}号{suffix}"),
        }
    }
}

macro_rules! problems {
    ($($(#[$doc:meta])* $variant:ident = $code:literal),* $(,)?) => {
        /// What can be wrong with a number (GB/T 9704-2012, 7.2.5, and damage seen on real pages).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum DocumentNumberProblem { $($(#[$doc])* $variant),* }

        impl DocumentNumberProblem {
            /// Every problem.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable name, which a finding's code ends with.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }
        }
    };
}

problems! {
    /// The year does not stand in 〔〕.
    Bracket = "bracket",
    /// The bracket became another character when a file was converted.
    BracketGarbled = "bracket_garbled",
    /// The bracket was lost (`?`): to be looked up, never guessed.
    BracketLost = "bracket_lost",
    /// One bracket is missing.
    BracketUnclosed = "bracket_unclosed",
    /// The two brackets do not match.
    BracketMixed = "bracket_mixed",
    /// A surplus bracket.
    TrailingBracket = "trailing_bracket",
    /// Surplus text.
    TrailingText = "trailing_text",
    /// A blank inside.
    Blank = "blank",
    /// Year or serial are masked (`XX`).
    Masked = "masked",
    /// Agency, year or serial are missing, or cannot be told.
    NumberLost = "number_lost",
    /// 号 is missing.
    MissingHao = "missing_hao",
    /// 第 is missing in the number of an order or announcement.
    MissingDi = "missing_di",
    /// 第, which a 发文字号 does not have.
    Di = "di",
    /// Leading zeros in the serial.
    PaddedSerial = "padded_serial",
    /// A serial of 0.
    ZeroSerial = "zero_serial",
    /// A year of two digits.
    ShortYear = "short_year",
    /// 年 inside the bracket.
    YearWord = "year_word",
    /// Full-width digits.
    FullWidthDigits = "full_width_digits",
    /// The letter O or l for a digit.
    LetterForDigit = "letter_for_digit",
    /// Several numbers in one field.
    TwoNumbers = "two_numbers",
    /// An order that is not written ××令第N号.
    OrderForm = "order_form",
    /// 无 where the field should be left out.
    WordInsteadOfEmpty = "word_instead_of_empty",
}

/// How a wrong number is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fix {
    /// Nothing certain can be said.
    None,
    /// Certainly so: one number, several where several stood in the field, none where it is to be left out.
    Certain(Vec<String>),
    /// Probably so; somebody has to look at the document.
    Ask(String),
}

/// One fault of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentNumberFault {
    /// What is wrong.
    pub problem: DocumentNumberProblem,
    /// How the whole is to be written, every fault mended: the same for all faults of one text.
    pub fix: Fix,
}

/// Everything that is wrong with a number, in the order of [`DocumentNumberProblem`]; nothing for an empty text, since
/// many items have no number.
///
/// A local metadata rule asks for `[2024]` instead of `〔2024〕`; documents of that place print it so. Whether `bracket` is
/// reported at all is for the site to say.
pub fn check(text: &str) -> Vec<DocumentNumberFault> {
    let reading = reading::read(text);
    let fix = reading.fix();
    reading.problems.into_iter().map(|problem| DocumentNumberFault { problem, fix: fix.clone() }).collect()
}

/// The form in which two numbers are compared: brackets, blanks, digits and zeros mended, 国令 written out as 国务院令.
/// None where the text is not certainly one number.
pub fn normalize(text: &str) -> Option<String> {
    let reading = reading::read(text);
    match reading.numbers.as_slice() {
        [number] if reading.certain => {
            let mut number = number.clone();
            if number.form == Form::Order && number.agency_code == "国" {
                "国务院".clone_into(&mut number.agency_code);
            }
            Some(number.to_string())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
