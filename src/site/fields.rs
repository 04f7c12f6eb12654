//! The strict reader: takes the fields it knows from a map, says everything that is wrong, and forgets no key.
//!
//! A field has one or more names, English first. Whoever reads a map asks for each field by its names; at the end
//! [`Fields::finish`] reports every key that nobody asked for, with the nearest name.

use std::cell::RefCell;
use std::ops::Range;

use jiff::civil::Date;

use super::moment::{Moment, parse_moment};
use super::node::{Entry, Node, Value};
use super::text::SourceText;
use crate::findings::rules;
use crate::findings::{Finding, Place, Rule, Stops, unseen};
use crate::messages::Arg;

/// The longest that a field may be, in characters: a summary, an opinion. It stands on many pages.
pub(crate) const LONGEST_FIELD: usize = 10_000;
/// The longest that a title may be, in characters; the longest of real documents have about two hundred.
pub(crate) const LONGEST_TITLE: usize = 500;

/// A value that knows where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field<T> {
    /// The value.
    pub value: T,
    /// Byte range in the file's text.
    pub span: Range<usize>,
}

impl<T> Field<T> {
    /// The same place with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Field<U> {
        Field { value: f(self.value), span: self.span }
    }
}

/// Which rules a fault goes against: a front matter's stop the item, a configuration's stop the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Front matter of an item.
    Front,
    /// `site.toml`.
    Config,
}

impl Family {
    fn unknown_key(self) -> &'static Rule {
        if self == Self::Front { &rules::FRONT_UNKNOWN_KEY } else { &rules::CONFIG_UNKNOWN_KEY }
    }
    fn missing_key(self) -> &'static Rule {
        if self == Self::Front { &rules::FRONT_MISSING_KEY } else { &rules::CONFIG_MISSING_KEY }
    }
    fn wrong_type(self) -> &'static Rule {
        if self == Self::Front { &rules::FRONT_WRONG_TYPE } else { &rules::CONFIG_WRONG_TYPE }
    }
    fn bad_value(self) -> &'static Rule {
        if self == Self::Front { &rules::FRONT_UNKNOWN_VALUE } else { &rules::CONFIG_BAD_VALUE }
    }
}

/// What a field must be; shown in messages, so each has its words in both languages there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A text.
    Text,
    /// A list.
    List,
    /// A group of fields.
    Map,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Bool,
}

impl Expected {
    fn words(self) -> Arg {
        Arg::message(match self {
            Self::Text => "expected-text",
            Self::List => "expected-list",
            Self::Map => "expected-map",
            Self::Number => "expected-number",
            Self::Bool => "expected-bool",
        })
    }
}

/// The file being read and what was found wrong in it.
pub struct Reading<'a> {
    /// The file.
    pub source: &'a SourceText,
    /// Which rules apply.
    pub family: Family,
    /// Faults so far.
    pub findings: RefCell<Vec<Finding>>,
}

impl<'a> Reading<'a> {
    /// Begins to read a file.
    pub fn new(source: &'a SourceText, family: Family) -> Self {
        Self { source, family, findings: RefCell::new(Vec::new()) }
    }

    /// The place of a byte range.
    pub fn place(&self, span: &Range<usize>) -> Place {
        self.source.place(span.start, span.end)
    }

    /// Reports a fault.
    pub fn report(&self, finding: Finding) {
        self.findings.borrow_mut().push(finding);
    }

    /// Reports a value that is not among `allowed`.
    pub fn report_value(&self, key: &str, field: &Field<String>, allowed: &[String]) {
        // A single one is an example or a range, not a choice.
        let near = nearest(&field.value, allowed.iter().map(String::as_str)).filter(|_| allowed.len() > 1);
        let mut finding = Finding::new(self.family.bad_value(), self.place(&field.span))
            .with("key", key)
            .with("value", clip(&field.value))
            .with("allowed", allowed.join("、"));
        if let Some(near) = near {
            finding = finding.with("nearest", near).hint("near");
        }
        self.report(finding);
    }
}

/// A line of a list that may be written short or in full.
pub enum MapOrText<'a> {
    /// In full.
    Map(Fields<'a>),
    /// Short.
    Text(Field<String>),
}

/// The fields of one map.
pub struct Fields<'a> {
    reading: &'a Reading<'a>,
    entries: &'a [Entry],
    taken: Vec<bool>,
    asked: Vec<&'static str>,
    /// The span of the whole map, where a missing field is reported.
    span: Range<usize>,
    /// Whether something else stands in its place. That is said; what it lacks is not.
    broken: bool,
}

impl<'a> Fields<'a> {
    /// Reads the map in `node`; anything else is a fault and reads as an empty map.
    pub fn new(reading: &'a Reading<'a>, name: &str, node: &'a Node) -> Self {
        let mut broken = false;
        let entries: &'a [Entry] = match &node.value {
            Value::Map(entries) => entries,
            Value::Null => &[],
            _ => {
                wrong_type(reading, name, node, Expected::Map);
                broken = true;
                &[]
            }
        };
        Self { reading, entries, taken: vec![false; entries.len()], asked: Vec::new(), span: node.span.clone(), broken }
    }

    /// The entry under any of `names`; more than one is a fault, and the first is used.
    pub fn entry(&mut self, names: &[&'static str]) -> Option<&'a Entry> {
        self.asked.extend_from_slice(names);
        let mut found: Option<&'a Entry> = None;
        for (at, entry) in self.entries.iter().enumerate() {
            if !names.contains(&entry.key.trim()) {
                continue;
            }
            self.taken[at] = true;
            match found {
                None => found = Some(entry),
                Some(first) => {
                    let place = self.reading.place(&entry.key_span);
                    let finding = if first.key == entry.key {
                        let rule = match self.reading.family {
                            Family::Front => &rules::FRONT_DUPLICATE_KEY,
                            Family::Config => &rules::CONFIG_DUPLICATE_ID,
                        };
                        Finding::new(rule, place).with("key", clip(&entry.key)).with("id", clip(&entry.key))
                    } else {
                        Finding::new(&rules::FRONT_BOTH_LANGUAGES, place)
                            .with("key", clip(&first.key))
                            .with("other", clip(&entry.key))
                    };
                    self.reading.report(finding.related(self.reading.place(&first.key_span)));
                }
            }
        }
        found
    }

    /// A text; white space around it is dropped. A list or map is a fault; nothing behind the key is no value.
    pub fn text(&mut self, names: &[&'static str]) -> Option<Field<String>> {
        let entry = self.entry(names)?;
        as_text(self.reading, &entry.key, &entry.node)
    }

    /// A text that must be there.
    pub fn required(&mut self, names: &[&'static str]) -> Option<Field<String>> {
        let entry = self.entry(names);
        match entry {
            Some(entry) if !is_blank(&entry.node) => as_text(self.reading, &entry.key, &entry.node),
            Some(entry) => {
                self.missing_at(&entry.key_span, &entry.key);
                None
            }
            None => {
                self.missing(names);
                None
            }
        }
    }

    /// Reports that a field is missing, at the map's beginning.
    pub fn missing(&self, names: &[&'static str]) {
        let first = self.entries.first().map_or(self.span.start..self.span.start, |entry| entry.key_span.clone());
        let name = self.spoken(names);
        self.missing_at(&first, name);
    }

    fn missing_at(&self, span: &Range<usize>, name: &str) {
        if self.broken {
            return;
        }
        self.reading
            .report(Finding::new(self.reading.family.missing_key(), self.reading.place(span)).with("key", name));
    }

    /// The name of a field in the language of the keys around it.
    pub fn spoken(&self, names: &[&'static str]) -> &'static str {
        let chinese = self.entries.iter().any(|entry| !entry.key.is_ascii());
        let other = names.iter().find(|name| !name.is_ascii());
        match (chinese, other) {
            (true, Some(name)) => name,
            _ => names.first().copied().unwrap_or_default(),
        }
    }

    /// One text or a list of texts. A text is also split at `、`, `，`, `；` and their half-width forms where `split`.
    pub fn texts(&mut self, names: &[&'static str], split: bool) -> Vec<Field<String>> {
        let Some(entry) = self.entry(names) else { return Vec::new() };
        match &entry.node.value {
            Value::List(list) => list.iter().filter_map(|node| as_text(self.reading, &entry.key, node)).collect(),
            Value::Null => Vec::new(),
            _ => {
                let Some(whole) = as_text(self.reading, &entry.key, &entry.node) else { return Vec::new() };
                if !split {
                    return vec![whole];
                }
                whole
                    .value
                    .split(['、', '，', '；', ',', ';'])
                    .map(str::trim)
                    .filter(|part| !part.is_empty())
                    .map(|part| Field { value: part.to_owned(), span: whole.span.clone() })
                    .collect()
            }
        }
    }

    /// A date, with or without a time of day.
    pub fn moment(&mut self, names: &[&'static str]) -> Option<Field<Moment>> {
        let text = self.text(names)?;
        if let Some(moment) = parse_moment(&text.value) {
            Some(text.map(|_| moment))
        } else {
            let place = self.reading.place(&text.span);
            let finding = Finding::new(&rules::FRONT_BAD_DATE, place).with("value", clip(&text.value));
            let impossible = is_written_as_date(&text.value);
            self.reading.report(if impossible { finding.hint("calendar") } else { finding });
            None
        }
    }

    /// A date; a time of day is dropped.
    pub fn date(&mut self, names: &[&'static str]) -> Option<Field<Date>> {
        self.moment(names).map(|field| field.map(|moment| moment.date))
    }

    /// A whole number from `range`.
    pub fn number(&mut self, names: &[&'static str], range: std::ops::RangeInclusive<u32>) -> Option<Field<u32>> {
        let entry = self.entry(names)?;
        let text = as_text(self.reading, &entry.key, &entry.node)?;
        match text.value.parse::<u32>() {
            Ok(number) if range.contains(&number) => Some(text.map(|_| number)),
            Ok(_) => {
                let allowed = vec![format!("{}–{}", range.start(), range.end())];
                self.reading.report_value(&entry.key, &text, &allowed);
                None
            }
            Err(_) => {
                wrong_type(self.reading, &entry.key, &entry.node, Expected::Number);
                None
            }
        }
    }

    /// `true` or `false`, also 是 or 否.
    pub fn bool(&mut self, names: &[&'static str]) -> Option<Field<bool>> {
        let entry = self.entry(names)?;
        let text = as_text(self.reading, &entry.key, &entry.node)?;
        match text.value.as_str() {
            "true" | "是" => Some(text.map(|_| true)),
            "false" | "否" => Some(text.map(|_| false)),
            _ => {
                wrong_type(self.reading, &entry.key, &entry.node, Expected::Bool);
                None
            }
        }
    }

    /// A group of fields.
    pub fn map(&mut self, names: &[&'static str]) -> Option<(Fields<'a>, Range<usize>)> {
        let entry = self.entry(names)?;
        if matches!(entry.node.value, Value::Null) {
            return None;
        }
        Some((Fields::new(self.reading, &entry.key, &entry.node), entry.key_span.clone()))
    }

    /// A list of groups of fields; a single group counts as a list of one.
    pub fn maps(&mut self, names: &[&'static str]) -> Vec<(Fields<'a>, Range<usize>)> {
        let Some(entry) = self.entry(names) else { return Vec::new() };
        match &entry.node.value {
            Value::List(list) => {
                list.iter().map(|node| (Fields::new(self.reading, &entry.key, node), node.span.clone())).collect()
            }
            Value::Null => Vec::new(),
            _ => vec![(Fields::new(self.reading, &entry.key, &entry.node), entry.node.span.clone())],
        }
    }

    /// Whether a field is there, with or without a value.
    pub fn peek(&self, names: &[&'static str]) -> bool {
        self.entries.iter().any(|entry| names.contains(&entry.key.trim()))
    }

    /// A list of groups of fields or plain texts.
    pub fn maps_or_texts(&mut self, names: &[&'static str]) -> Vec<MapOrText<'a>> {
        let Some(entry) = self.entry(names) else { return Vec::new() };
        let one = |node: &'a Node| match &node.value {
            Value::Map(_) => Some(MapOrText::Map(Fields::new(self.reading, &entry.key, node))),
            _ => as_text(self.reading, &entry.key, node).map(MapOrText::Text),
        };
        match &entry.node.value {
            Value::List(list) => list.iter().filter_map(one).collect(),
            _ => one(&entry.node).into_iter().collect(),
        }
    }

    /// Where the whole map stands.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Whether any key is there.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Reports every key that nobody asked for.
    pub fn finish(self) {
        let chinese = self.entries.iter().filter(|entry| !entry.key.is_ascii()).count() * 2 >= self.entries.len();
        for (entry, taken) in self.entries.iter().zip(&self.taken) {
            if *taken {
                continue;
            }
            let key = entry.key.trim();
            let place = self.reading.place(&entry.key_span);
            let allowed: Vec<&str> = self.asked.iter().copied().filter(|name| name.is_ascii() != chinese).collect();
            let allowed = if allowed.is_empty() { self.asked.clone() } else { allowed };
            let mut finding = Finding::new(self.reading.family.unknown_key(), place)
                .with("key", clip(key))
                .with("allowed", allowed.join("、"));
            if let Some(near) = nearest(key, self.asked.iter().copied()) {
                finding = finding.with("nearest", near).hint("near");
            }
            self.reading.report(finding);
        }
    }
}

/// Whether a text has the form of a date, whatever its numbers: what is wrong then is the day.
fn is_written_as_date(text: &str) -> bool {
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).collect();
    matches!(numbers.as_slice(), [year, month, day, ..]
        if year.len() == 4 && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len()))
        && text.chars().nth(4).is_some_and(|mark| matches!(mark, '-' | '年'))
}

/// Whether nothing stands behind the key, or nothing but white space in quotes.
fn is_blank(node: &Node) -> bool {
    match &node.value {
        Value::Null => true,
        Value::Scalar(text) => text.trim().is_empty(),
        _ => false,
    }
}

fn as_text(reading: &Reading<'_>, name: &str, node: &Node) -> Option<Field<String>> {
    match &node.value {
        Value::Scalar(text) => bounded(reading, name, text, &node.span, LONGEST_FIELD),
        Value::Null => None,
        _ => {
            wrong_type(reading, name, node, Expected::Text);
            None
        }
    }
}

/// A text without the characters that nobody sees, and without white space around it; nothing where it is too long or
/// where nothing is left. What is wrong is reported.
pub(crate) fn bounded(
    reading: &Reading<'_>,
    name: &str,
    text: &str,
    span: &Range<usize>,
    limit: usize,
) -> Option<Field<String>> {
    // The parser's span of a text over several lines may end in the next one.
    let stopping = |finding: Finding| match reading.family {
        Family::Front => finding,
        Family::Config => finding.stopping(Stops::Build),
    };
    let seen = unseen::without(text);
    if let Some(first) = text.chars().find(|c| unseen::is_unseen(*c)) {
        // Written as it is, or as `\u202E`.
        let written = reading.source.text.get(span.clone()).and_then(|written| written.find(first));
        let place = match written {
            Some(at) => reading.source.place(span.start + at, span.start + at + first.len_utf8()),
            None => reading.place(span),
        };
        let count = text.chars().filter(|c| unseen::is_unseen(*c)).count();
        reading.report(stopping(
            Finding::new(&rules::TEXT_UNSEEN, place).with("count", count).with("code", unseen::code(first)),
        ));
    }
    let length = seen.chars().count();
    if length > limit {
        reading.report(stopping(
            Finding::new(&rules::FRONT_TOO_LONG, reading.place(span))
                .with("key", clip(name))
                .with("length", length)
                .with("limit", limit),
        ));
        return None;
    }
    let seen = seen.trim();
    (!seen.is_empty()).then(|| Field { value: seen.to_owned(), span: span.clone() })
}

fn wrong_type(reading: &Reading<'_>, name: &str, node: &Node, expected: Expected) {
    reading.report(
        Finding::new(reading.family.wrong_type(), reading.place(&node.span))
            .with("key", clip(name))
            .with("expected", expected.words()),
    );
}

/// At most 80 characters, for messages.
pub fn clip(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// The candidate most like `word`, if one is like enough: half its characters, or one contains the other.
pub fn nearest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<String> {
    let word = word.trim().to_lowercase();
    let length = word.chars().count();
    let score = |candidate: &str| {
        let lower = candidate.to_lowercase();
        let distance = strsim::damerau_levenshtein(&word, &lower);
        let longest = length.max(lower.chars().count());
        let contains = length >= 2 && (lower.contains(&word) || word.contains(&lower) && lower.chars().count() >= 2);
        (distance * 2 <= longest || contains).then_some((usize::from(!contains) + distance, distance))
    };
    candidates
        .filter_map(|candidate| score(candidate).map(|s| (s, candidate)))
        .min_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(b.1)))
        .map(|(_, candidate)| candidate.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_offered() {
        assert_eq!(nearest("标題", ["标题", "文号"].into_iter()).as_deref(), Some("标题"));
        assert_eq!(nearest("titel", ["title", "topic"].into_iter()).as_deref(), Some("title"));
        assert_eq!(nearest("完全不同", ["标题", "文号"].into_iter()), None);
    }
}
