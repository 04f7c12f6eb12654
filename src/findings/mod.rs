//! One type for everything that can be wrong, and how it is shown.
//!
//! A [`Finding`] holds a rule, a place and the values of its message, but no text: the text is looked up when it is
//! shown, in the reader's language. Nothing here knows what a rule is about; [`rules`] is the table of them all.

pub mod render;
pub mod rules;

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
        let mut start = start.min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let head = &text[..start];
        let line_start = head.rfind('\n').map_or(0, |at| at + 1);
        let rest = &text[line_start..];
        let line_end = rest.find(['\n', '\r']).map_or(text.len(), |at| line_start + at);
        let mut end = end.clamp(start, line_end.max(start));
        while !text.is_char_boundary(end) {
            end += 1;
        }
        // A line may be a whole file without a break: show its part around the place.
        let shown = shorten(&text[line_start..line_end]);
        let count = |s: &str| u32::try_from(s.chars().count()).unwrap_or(u32::MAX);
        Self {
            path,
            line: u32::try_from(bytecount(head)).unwrap_or(u32::MAX).saturating_add(1),
            column: count(&text[line_start..start]).saturating_add(1),
            length: count(&text[start..end]).max(1),
            source: Some(Arc::from(shown)),
        }
    }
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
