//! Reading a number however it is written, and noting on the way everything that is not as it should be.

use std::collections::BTreeSet;

use super::DocumentNumberProblem as Problem;
use super::brackets::{is_bracket, is_closing, is_opening, problem};
use super::{DocumentNumber, Fix, Form};
use crate::site::vocabulary::fold;

/// Texts longer than this hold no number; nobody has to wait until that is found out.
const LONGEST: usize = 400;

/// 发文机关代字 are short: the longest in use have a dozen characters.
const LONGEST_AGENCY: usize = 20;

/// Words that people write where nothing is to be written.
const NOTHING: [&str; 11] = ["无", "暂无", "没有", "空", "无文号", "无编号", "none", "n/a", "-", "—", "/"];

/// What a text was found to say.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) problems: BTreeSet<Problem>,
    /// The numbers as they should be written.
    pub(super) numbers: Vec<DocumentNumber>,
    /// Whether there is no doubt about them.
    pub(super) certain: bool,
}

impl Reading {
    fn of(problem: Problem) -> Self {
        Self { problems: BTreeSet::from([problem]), ..Self::default() }
    }

    /// How the text is to be written.
    pub(super) fn fix(&self) -> Fix {
        if self.certain {
            return Fix::Certain(self.numbers.iter().map(ToString::to_string).collect());
        }
        match self.numbers.as_slice() {
            [number] => Fix::Ask(number.to_string()),
            _ => Fix::None,
        }
    }
}

/// Reads a text.
pub(super) fn read(text: &str) -> Reading {
    if text.len() > LONGEST {
        return Reading::of(Problem::NumberLost);
    }
    let text = text.trim();
    if text.is_empty() {
        return Reading { certain: true, ..Reading::default() };
    }
    if NOTHING.contains(&fold(text).as_str()) {
        return Reading { certain: true, ..Reading::of(Problem::WordInsteadOfEmpty) };
    }
    read_several(text).unwrap_or_else(|| read_one(text))
}

/// Reads `黔财农〔2011〕65号、78号` and the like: a number, then others, of which those without a head take that of the first.
fn read_several(text: &str) -> Option<Reading> {
    let spaced = text.replace("号 ", "号、").replace("号\u{3000}", "号、").replace('\n', "、");
    let parts: Vec<&str> = spaced
        .split(['、', '，', ',', ';', '；', '/', '和', '及'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let [first, rest @ ..] = parts.as_slice() else { return None };
    if rest.is_empty() {
        return None;
    }
    let head = read_one(first);
    let number = head.numbers.first().filter(|_| head.certain)?.clone();
    let mut whole = Reading { certain: true, ..Reading::of(Problem::TwoNumbers) };
    whole.problems.extend(head.problems);
    whole.numbers.push(number.clone());
    for part in rest {
        let next = match bare_serial(part) {
            Some(serial) => Reading {
                numbers: vec![DocumentNumber { serial, ..number.clone() }],
                certain: true,
                problems: BTreeSet::new(),
            },
            None => read_one(part),
        };
        if !next.certain || next.numbers.is_empty() {
            return None;
        }
        whole.problems.extend(next.problems);
        whole.numbers.extend(next.numbers);
    }
    Some(whole)
}

/// `78号`, `第78号` or `78`.
fn bare_serial(text: &str) -> Option<u32> {
    let digits = text.trim_start_matches('第').trim_end_matches('号');
    if digits.len() > 5 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok().filter(|serial| *serial > 0)
}

/// Reads a text that holds one number.
fn read_one(text: &str) -> Reading {
    let mut reader = Reader::new(text);
    reader.skip_surroundings();
    if !reader.order() && !reader.announcement() {
        reader.standard();
    }
    reader.finish()
}

/// A character without what was put between it and the one before.
#[derive(Debug, Clone, Copy)]
struct Sign {
    c: char,
    after_blank: bool,
    full_width: bool,
}

/// Goes over the signs of a text once, from left to right.
struct Reader {
    signs: Vec<Sign>,
    at: usize,
    start: usize,
    problems: BTreeSet<Problem>,
    number: Option<DocumentNumber>,
    /// Set when the number could also be another.
    doubtful: bool,
}

impl Reader {
    fn new(text: &str) -> Self {
        let mut signs: Vec<Sign> = Vec::new();
        let mut after_blank = false;
        for c in text.chars() {
            if c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}') {
                after_blank = true;
                continue;
            }
            let digit = (c as u32).checked_sub('０' as u32).and_then(|value| char::from_digit(value, 10));
            signs.push(Sign { c: digit.unwrap_or(c), after_blank, full_width: digit.is_some() });
            after_blank = false;
        }
        Self { signs, at: 0, start: 0, problems: BTreeSet::new(), number: None, doubtful: false }
    }

    fn peek(&self) -> Option<char> {
        self.signs.get(self.at).map(|sign| sign.c)
    }

    fn rest(&self) -> impl Iterator<Item = char> {
        self.signs[self.at..].iter().map(|sign| sign.c)
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn take_if(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let found = self.peek().filter(|c| wanted(*c));
        self.at += usize::from(found.is_some());
        found
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> String {
        let run: String = self.rest().take_while(|c| wanted(*c)).collect();
        self.at += run.chars().count();
        run
    }

    fn take_word(&mut self, word: &str) -> bool {
        let found = self.rest().take(word.chars().count()).eq(word.chars());
        self.at += if found { word.chars().count() } else { 0 };
        found
    }

    fn note(&mut self, problem: Problem) {
        self.problems.insert(problem);
    }

    /// Passes over a label (`文号：`) and over a bracket around the whole.
    fn skip_surroundings(&mut self) {
        for label in ["发文字号", "文号"] {
            let before = self.at;
            if self.take_word(label) {
                if self.take_if(|c| matches!(c, ':' | '：')).is_some() {
                    self.note(Problem::TrailingText);
                } else {
                    self.at = before;
                }
            }
        }
        let wrapped = self.peek().is_some_and(is_opening) && self.signs.last().is_some_and(|sign| is_closing(sign.c));
        if wrapped {
            self.at += 1;
            self.note(Problem::TrailingBracket);
        }
        self.start = self.at;
    }

    /// `国务院令第711号`, and what looks like it.
    fn order(&mut self) -> bool {
        let rest: Vec<char> = self.rest().collect();
        let head = rest.iter().take_while(|c| !is_bracket(**c) && **c != '号').count();
        let decree = (0..head).find(|at| {
            let next = rest.get(at + 1).copied().unwrap_or('令');
            let numbered = next == '第' || is_serial_sign(next);
            let wrapped = is_opening(next) && rest.get(at + 2) == Some(&'第');
            rest[*at] == '令' && (numbered || wrapped)
        });
        if let Some(decree) = decree {
            let agency: String = rest[..decree].iter().collect();
            self.at += decree + 1;
            let wrapped = self.take_if(is_opening).is_some();
            let year = self.year_before_di();
            if !self.take('第') {
                self.note(Problem::MissingDi);
            }
            let serial = self.serial();
            self.hao();
            if wrapped {
                self.note(Problem::OrderForm);
                self.take_if(is_closing);
            }
            self.put_order(agency, year, serial);
            return true;
        }
        // 国务院第711号令
        let end = rest.windows(2).position(|pair| pair == ['号', '令']);
        let di = rest.iter().position(|c| *c == '第');
        if let (Some(end), Some(di)) = (end, di)
            && di < end
            && di < head
        {
            let agency: String = rest[..di].iter().collect();
            self.at += di + 1;
            let serial = self.serial();
            if self.at != self.start + end {
                self.at = self.start;
                return false;
            }
            self.at += 2;
            self.note(Problem::OrderForm);
            self.put_order(agency, None, serial);
            return true;
        }
        false
    }

    fn put_order(&mut self, agency: String, year: Option<u16>, serial: Option<u32>) {
        let length = agency.chars().count();
        let named = length >= 2 || agency == "国";
        if !named || length > 30 || !agency.chars().all(|c| is_han(c) || c == '、') {
            // 2008市政府令第3号: which city's?
            self.note(Problem::OrderForm);
            self.doubtful = true;
            return;
        }
        self.put(DocumentNumber { agency_code: agency, year, serial: 0, form: Form::Order, suffix: "" }, serial);
    }

    /// `2019年第3号公告`, `国家税务总局公告2019年第3号`.
    fn announcement(&mut self) -> bool {
        let agency: String = self.rest().take_while(|c| is_han(*c)).collect();
        let length = agency.chars().count();
        let titled = agency.ends_with("公告") || agency.ends_with("通告");
        if length > 30 || !(agency.is_empty() || titled) {
            return false;
        }
        self.at += length;
        let Some(year) = self.year_before_di() else {
            self.at = self.start;
            return false;
        };
        if !self.take('第') {
            self.note(Problem::MissingDi);
        }
        let serial = self.serial();
        self.hao();
        let suffix = ["公告", "通告"].into_iter().find(|word| agency.is_empty() && self.take_word(word));
        let number = DocumentNumber {
            agency_code: agency,
            year: Some(year),
            serial: 0,
            form: Form::Announcement,
            suffix: suffix.unwrap_or_default(),
        };
        self.put(number, serial);
        true
    }

    /// `2019年`, where a 第 or a serial follows.
    fn year_before_di(&mut self) -> Option<u16> {
        let rest: Vec<char> = self.rest().take(6).collect();
        let [digits @ .., '年', next] = rest.as_slice() else { return None };
        if digits.len() != 4 || !(*next == '第' || is_serial_sign(*next)) {
            return None;
        }
        let year = year_of(&digits.iter().collect::<String>())?;
        self.at += 5;
        Some(year)
    }

    /// `青政发〔2024〕5号`.
    fn standard(&mut self) {
        let agency = self.take_while(is_han);
        let open = self.take_if(is_bracket);
        // A second bracket of the same kind is a slip of the finger.
        while open.is_some() && self.peek() == open {
            self.at += 1;
            self.note(Problem::BracketMixed);
        }
        let mut digits = self.take_while(is_serial_sign);
        let word = self.take('年');
        let mut close = self.take_if(is_bracket);
        // 〔2024)〕5号
        if let Some(second) = self.take_if(is_closing) {
            self.note(Problem::BracketMixed);
            close = Some(second);
        }
        let mut run_on = String::new();
        if close.is_none() && digits.chars().count() > 4 {
            // 〔2017192号: the bracket between year and serial is missing. Without any bracket it is a guess.
            run_on = digits.split_off(digits.char_indices().nth(4).map_or(digits.len(), |(at, _)| at));
            self.doubtful |= open.is_none();
        }
        if !digits.is_empty() {
            if word && (open.is_some() || close.is_some()) {
                self.note(Problem::YearWord);
            }
            if let Some(problem) = problem(open, close) {
                self.note(problem);
                self.doubtful |= problem == Problem::BracketLost;
            }
        }
        let year = self.year(&digits);
        let serial = if run_on.is_empty() {
            if self.take('第') {
                self.note(Problem::Di);
            } else if open.is_none() && close.is_none() {
                self.take_if(|c| matches!(c, '-' | '－' | '–'));
            }
            self.serial()
        } else {
            self.serial_of(&run_on)
        };
        self.hao();
        if agency.is_empty() || agency.chars().count() > LONGEST_AGENCY || agency.contains('号') {
            self.note(Problem::NumberLost);
            return;
        }
        if year.is_some() {
            let number = DocumentNumber { agency_code: agency, year, serial: 0, form: Form::Standard, suffix: "" };
            self.put(number, serial);
        }
    }

    fn put(&mut self, number: DocumentNumber, serial: Option<u32>) {
        if let Some(serial) = serial {
            self.number = Some(DocumentNumber { serial, ..number });
        }
    }

    /// The year that the digits mean.
    fn year(&mut self, digits: &str) -> Option<u16> {
        let digits = self.plain_digits(digits)?;
        if digits.len() == 2 {
            self.note(Problem::ShortYear);
            // No document of today is from before the reforms: 78 to 99 are of the last century.
            let short: u16 = digits.parse().ok()?;
            return Some(if short >= 78 { 1900 + short } else { 2000 + short });
        }
        let year = year_of(&digits);
        if year.is_none() {
            self.note(Problem::NumberLost);
        }
        year
    }

    /// The serial at this place.
    fn serial(&mut self) -> Option<u32> {
        let digits = self.take_while(is_serial_sign);
        self.serial_of(&digits)
    }

    fn serial_of(&mut self, digits: &str) -> Option<u32> {
        let digits = self.plain_digits(digits)?;
        let significant = digits.trim_start_matches('0');
        if significant.is_empty() {
            self.note(Problem::ZeroSerial);
            return None;
        }
        if significant.len() > 5 {
            self.note(Problem::NumberLost);
            return None;
        }
        if significant.len() < digits.len() {
            self.note(Problem::PaddedSerial);
        }
        significant.parse().ok()
    }

    /// ASCII digits, with letters that stand for digits replaced; none where something is masked or missing.
    fn plain_digits(&mut self, text: &str) -> Option<String> {
        if text.is_empty() {
            self.note(Problem::NumberLost);
            return None;
        }
        if text.chars().any(is_mask) {
            self.note(Problem::Masked);
            return None;
        }
        let digits: String = text.chars().map(|c| letter_as_digit(c).unwrap_or(c)).collect();
        if digits != text {
            self.note(Problem::LetterForDigit);
            if !text.chars().any(|c| c.is_ascii_digit()) {
                self.note(Problem::NumberLost);
                return None;
            }
        }
        Some(digits)
    }

    fn hao(&mut self) {
        if self.take('号') {
            return;
        }
        self.take('號');
        self.note(Problem::MissingHao);
    }

    /// Looks at what is left over, and makes up the account.
    fn finish(mut self) -> Reading {
        let used = &self.signs[self.start..self.at];
        if used.iter().skip(1).any(|sign| sign.after_blank) {
            self.problems.insert(Problem::Blank);
        }
        if used.iter().any(|sign| sign.full_width) {
            self.problems.insert(Problem::FullWidthDigits);
        }
        let tail: Vec<char> = self.rest().collect();
        if !tail.is_empty() {
            self.note(if tail.iter().all(|c| is_closing(*c)) {
                Problem::TrailingBracket
            } else {
                Problem::TrailingText
            });
        }
        if self.number.is_none() && !self.explained() {
            self.note(Problem::NumberLost);
        }
        if self.problems.contains(&Problem::NumberLost) {
            // Where the number itself is lost, nothing else that was noted on the way means anything.
            let kept = [Problem::NumberLost, Problem::Masked];
            self.problems.retain(|problem| kept.contains(problem));
            self.number = None;
        }
        let certain = self.number.is_some() && !self.doubtful;
        Reading { problems: self.problems, numbers: self.number.into_iter().collect(), certain }
    }

    /// Whether it is already said why there is no number.
    fn explained(&self) -> bool {
        [Problem::Masked, Problem::ZeroSerial, Problem::OrderForm].iter().any(|why| self.problems.contains(why))
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}') && !is_mask(c)
}

/// Signs that hide a digit.
fn is_mask(c: char) -> bool {
    matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ' | '×' | '✕' | '*' | '＊' | '某' | '○' | '_' | '＿')
}

/// Letters that look like a digit.
fn letter_as_digit(c: char) -> Option<char> {
    match c {
        'O' | 'o' | 'Ｏ' | 'ｏ' | '〇' => Some('0'),
        'l' | 'I' | 'ｌ' | 'Ｉ' | '|' => Some('1'),
        _ => None,
    }
}

fn is_serial_sign(c: char) -> bool {
    c.is_ascii_digit() || is_mask(c) || letter_as_digit(c).is_some()
}

/// A year in full, 1900 to 2099 (GB/T 9704-2012: 年份应标全称).
fn year_of(digits: &str) -> Option<u16> {
    let four = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|year| four && (1900..2100).contains(year))
}
