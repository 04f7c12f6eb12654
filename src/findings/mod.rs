//! One type for everything that can be wrong, and how it is shown.
//!
//! A [`Finding`] holds a rule, a place and the values of its message, but no text: the text is looked up when it is
//! shown, in the reader's language. Nothing here knows what a rule is about; [`rules`] is the table of them all.

pub mod record;
pub mod render;
pub mod rules;
pub mod system;
pub mod unseen;

use std::sync::Arc;

pub use rules::RULES;

use crate::messages::Arg;

/// What a fault stops. Nothing is ever lost silently: an item that is left out is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stops {
    /// Nothing: it should be mended, the item is published all the same.
    Nothing,
    /// The item: it is left out of the site until the fault is mended.
    Item,
    /// The build: nothing is written.
    Build,
}

impl Stops {
    /// The stable name in machine-readable output.
    pub fn id(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Item => "item",
            Self::Build => "build",
        }
    }
}

/// One rule that the program checks.
#[derive(Debug)]
pub struct Rule {
    /// The stable code, `family.name`.
    pub code: &'static str,
    /// What a fault against it stops.
    pub stops: Stops,
}

impl Rule {
    /// The id of its message: the code with a hyphen in the place of the point.
    pub fn message_id(&self) -> String {
        self.code.replace('.', "-")
    }
}

/// A place in a file that the office wrote.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, relative to the site's root, with `/` between folders.
    pub path: Arc<str>,
    /// Line, counted from 1 at the file's first line; 0 where the whole file is meant.
    pub line: u32,
    /// Column in characters, counted from 1; 0 where the whole line or file is meant.
    pub column: u32,
    /// Length of what is meant, in characters.
    pub length: u32,
    /// The line's text, for showing.
    pub source: Option<Arc<str>>,
}

impl Place {
    /// A whole file.
    pub fn file(path: impl Into<Arc<str>>) -> Self {
        Self { path: path.into(), line: 0, column: 0, length: 0, source: None }
    }

    /// A stretch of bytes of a text.
    ///
    /// `start` and `end` are byte offsets into `text`; what lies outside or inside a character is moved to the next boundary.
    pub fn in_text(path: Arc<str>, text: &str, start: usize, end: usize) -> Self {
        Places::new(path, text).place(start, end)
    }
}

/// Places in one text, many of them: each is found from the one before, so that a text with a hundred thousand faults is
/// not read a hundred thousand times.
#[derive(Debug)]
pub struct Places<'t> {
    path: Arc<str>,
    text: &'t str,
    /// The line of the last place, without its end.
    line: std::ops::Range<usize>,
    /// Offset, line and column of the last place.
    last: (usize, u32, u32),
}

impl<'t> Places<'t> {
    /// Places in the text of a file.
    pub fn new(path: Arc<str>, text: &'t str) -> Self {
        Self { path, text, line: 0..line_end(text, 0), last: (0, 1, 1) }
    }

    /// The place of the bytes `start..end`; as [`Place::in_text`], fast where places come in their order.
    pub fn place(&mut self, start: usize, end: usize) -> Place {
        let text = self.text;
        let mut start = start.min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let (mut before, mut line, mut column) = self.last;
        if start < before {
            (before, line, column) = (0, 1, 1);
            self.line = 0..line_end(text, 0);
        }
        if start > self.line.end {
            let line_start = text[before..start].rfind('\n').map_or(self.line.start, |at| before + at + 1);
            if line_start > self.line.start {
                line = line.saturating_add(u32::try_from(bytecount(&text[before..start])).unwrap_or(u32::MAX));
                (before, column) = (line_start, 1);
            }
            self.line = line_start..line_end(text, line_start);
        }
        column = column.saturating_add(characters(&text[before..start]));
        self.last = (start, line, column);
        let line_end = self.line.end;
        let mut end = end.clamp(start, line_end.max(start));
        while !text.is_char_boundary(end) {
            end += 1;
        }
        // A line may be a whole file without a break: show its part around the place.
        let shown = shorten(&text[self.line.clone()]);
        Place {
            path: self.path.clone(),
            line,
            column,
            length: characters(&text[start..end]).max(1),
            source: Some(Arc::from(shown)),
        }
    }
}

fn line_end(text: &str, start: usize) -> usize {
    text[start..].find(['\n', '\r']).map_or(text.len(), |at| start + at)
}

fn characters(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

fn bytecount(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

/// At most 400 characters of a line.
fn shorten(line: &str) -> &str {
    line.char_indices().nth(400).map_or(line, |(at, _)| &line[..at])
}

/// One fault at one place.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule that is broken.
    pub rule: &'static Rule,
    /// What this fault stops: the rule's own, unless a setting or the case makes it milder.
    pub stops: Stops,
    /// Where.
    pub place: Place,
    /// Values of the message.
    pub args: Vec<(&'static str, Arg)>,
    /// Which of the message's attributes says what to do: `hint`, or a variant of it.
    pub hint: &'static str,
    /// Another place that belongs to it, such as the first of two that are the same.
    pub related: Option<Place>,
}

impl Finding {
    /// A fault against `rule` at `place`.
    pub fn new(rule: &'static Rule, place: Place) -> Self {
        Self { rule, stops: rule.stops, place, args: Vec::new(), hint: "hint", related: None }
    }

    /// Adds a value of the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// Chooses another hint of the message.
    #[must_use]
    pub fn hint(mut self, attribute: &'static str) -> Self {
        self.hint = attribute;
        self
    }

    /// Names another place that belongs to the fault.
    #[must_use]
    pub fn related(mut self, place: Place) -> Self {
        self.related = Some(place);
        self
    }

    /// Makes it stop something else than the rule says.
    #[must_use]
    pub fn stopping(mut self, stops: Stops) -> Self {
        self.stops = stops;
        self
    }
}

/// Puts findings into the order in which they are shown: by file, place and code.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let key = |f: &Finding| (f.place.path.clone(), f.place.line, f.place.column, f.rule.code);
        key(a).cmp(&key(b)).then_with(|| format!("{:?}", a.args).cmp(&format!("{:?}", b.args)))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn places_are_the_same_one_by_one_and_in_a_row(text in "[a甲\n\r]{0,40}", offsets in proptest::collection::vec(0_usize..130, 1..8)) {
            let mut places = Places::new(Arc::from("a.md"), &text);
            for start in offsets {
                let place = places.place(start, start + 3);
                proptest::prop_assert_eq!(place, Place::in_text(Arc::from("a.md"), &text, start, start + 3));
            }
        }
    }

    #[test]
    fn a_hundred_thousand_places_take_no_time() {
        let text = "[a](b.md) ".repeat(100_000);
        let mut places = Places::new(Arc::from("a.md"), &text);
        let start = std::time::Instant::now();
        let last = (0..100_000).map(|at| places.place(at * 10, at * 10 + 9)).last().map(|place| place.column);
        assert_eq!(last, Some(999_991));
        assert!(start.elapsed() < std::time::Duration::from_secs(20), "{:?}", start.elapsed());
    }
}
