//! Counts what a site's own templates do, so that a loop within a loop, a component that calls itself and a text that
//! doubles itself come to an end.
//!
//! The engine bounds one range and the depth of components, and has no place to put a bound of our own. So each template of a
//! site's theme gets calls of one function, [`NAME`], where work can multiply: at the beginning of every loop, block and
//! component, after every `include` and `set`, around the element of a list that is made by a loop. The calls print nothing,
//! stand on the line of their tag, and are taken out of the columns of what is said. Steps and bytes count, never time, so
//! that a page that is too much here is too much everywhere. The built-in theme is not touched.
//!
//! What is printed goes to the page, which has a bound of its own; what is printed into a variable or a component is counted
//! before it is written. Within one tag values multiply as often as they are named, so a tag may name [`MOST_NAMES`] and join
//! [`MOST_JOINS`]; the filters that multiply have bounds of their own (`bounded`).

use std::cell::Cell;
use std::ops::Range;

use tera::{Kwargs, State, TeraResult, Value};

/// The function's name in templates.
pub(super) const NAME: &str = "mulu_step";

/// How far the templates of one page may go, in bytes that they handle; a step counts for what it can write, and for
/// [`STEP`] at least. Four times the longest page. (Tests run unoptimised, and need not wait.)
const BUDGET: u64 = if cfg!(test) { 16 } else { 512 } << 20;

/// What the shortest step costs: a page has a million of them, enough for a list of a hundred thousand items.
const STEP: u64 = 512;

/// The most that one value may hold which a template makes, in bytes: more than the longest text that is read gives.
const LARGEST_VALUE: u64 = 64 << 20;

/// How many variables, filters and arguments one tag may name; those of the built-in theme name a third of it.
pub(super) const MOST_NAMES: usize = 32;

/// How many texts one tag may join with `~`: each makes a copy of all that stands before it.
pub(super) const MOST_JOINS: usize = 8;

/// How deep lists and maps may lie within each other.
const DEEPEST_VALUE: usize = 64;

/// What an error says where a bound is passed. People read the finding, which has words of its own.
const TOO_MUCH: &str = "mulu: too much work for one page";

/// Whether an error says that a bound was passed.
pub(super) fn are_over(error: &tera::Error) -> bool {
    error.to_string().contains(TOO_MUCH)
}

thread_local! {
    /// What is left of the page that this thread is rendering. The engine hands functions nothing in which they could count.
    static LEFT: Cell<u64> = const { Cell::new(BUDGET) };
}

/// A new page begins on this thread.
pub(super) fn begin() {
    LEFT.set(BUDGET);
}

fn spend(bytes: u64) -> TeraResult<()> {
    let left = LEFT.get().checked_sub(bytes).ok_or_else(|| tera::Error::message(TOO_MUCH))?;
    LEFT.set(left);
    Ok(())
}

/// Refuses what would be larger than one value may be.
pub(super) fn fits(bytes: usize) -> TeraResult<()> {
    if bytes as u64 > LARGEST_VALUE { Err(tera::Error::message(TOO_MUCH)) } else { Ok(()) }
}

/// `mulu_step(cost=…, takes=[names], makes=[names], of=value)`: counts, looks at the variables of these names and at the
/// value, and gives the value back, or nothing to print. What a component takes was made elsewhere and is shared; what is made
/// here was copied, and costs its bytes.
#[expect(clippy::needless_pass_by_value, reason = "the form that Tera asks of a function")]
pub(super) fn step(kwargs: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let cost: Option<u64> = kwargs.get("cost")?;
    spend(cost.unwrap_or(0).max(STEP))?;
    for (list, is_made) in [("takes", false), ("makes", true)] {
        for name in kwargs.get::<Vec<String>>(list)?.unwrap_or_default() {
            if let Some(value) = state.get::<Value>(&name)? {
                let weight = Weight::of(&value)?;
                spend(if is_made { weight.bytes } else { weight.values })?;
            }
        }
    }
    match kwargs.get::<Value>("of")? {
        // What there is not is for the engine to say.
        Some(value) if value.is_undefined() => Ok(value),
        Some(value) => {
            spend(Weight::of(&value)?.bytes)?;
            Ok(value)
        }
        None => Ok(Value::safe_string("")),
    }
}

/// What a value holds, with all that lies in it.
#[derive(Default)]
struct Weight {
    values: u64,
    bytes: u64,
}

impl Weight {
    fn of(value: &Value) -> TeraResult<Self> {
        let mut weight = Self::default();
        weight.add(value, 0)?;
        Ok(weight)
    }

    #[expect(clippy::disallowed_methods, reason = "a sum, and whether it is too large, is the same in any order")]
    fn add(&mut self, value: &Value, depth: usize) -> TeraResult<()> {
        self.values += 1;
        self.bytes += 8 + value.as_str().map_or(0, |text| text.len() as u64);
        if self.bytes > LARGEST_VALUE || depth > DEEPEST_VALUE {
            return Err(tera::Error::message(TOO_MUCH));
        }
        if let Some(items) = value.as_array() {
            items.iter().try_for_each(|item| self.add(item, depth + 1))?;
        } else if let Some(map) = value.as_map() {
            map.values().try_for_each(|item| self.add(item, depth + 1))?;
        }
        Ok(())
    }
}

/// A template with its calls, and where they stand.
#[derive(Debug, Clone, Default)]
pub(super) struct Counted {
    pub(super) text: String,
    /// The tags that name more than [`MOST_NAMES`] or join more than [`MOST_JOINS`], in the text as it was written.
    pub(super) wide: Vec<Range<usize>>,
    /// By place.
    insertions: Vec<Insertion>,
}

/// Something put into a line.
#[derive(Debug, Clone)]
struct Insertion {
    /// From 1.
    line: usize,
    /// In characters of the line as it is now, from 0.
    column: usize,
    length: usize,
    /// Where the tag begins that it belongs to, in characters of the line as it was, from 0.
    tag: (usize, usize),
}

impl Counted {
    /// The place in the template as its author wrote it: line and column, both from 1, of a place in [`Self::text`].
    pub(super) fn original(&self, line: usize, column: usize) -> (usize, usize) {
        let mut before = 0;
        for insertion in self.insertions.iter().filter(|insertion| insertion.line == line) {
            if column > insertion.column + insertion.length {
                before += insertion.length;
            } else if column > insertion.column {
                return (insertion.tag.0, insertion.tag.1 + 1);
            }
        }
        (line, column - before)
    }
}

/// Whether a template prints a block of its parent, which makes a text of it first.
pub(super) fn prints_blocks(text: &str) -> bool {
    text.contains("super")
}

/// Puts the calls into a template. `captures_blocks` says whether some template prints a block of its parent.
pub(super) fn count(text: &str, captures_blocks: bool) -> Counted {
    let (mut calls, wide) = calls(text, captures_blocks);
    // By place; those at one place in the order in which they were found.
    calls.sort_by_key(|call| call.at);
    let lines: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    // Line from 1, column from 0 in characters.
    let place = |at: usize| {
        let line = lines.partition_point(|start| *start <= at);
        (line, text[lines[line - 1]..at].chars().count())
    };
    let mut out = Counted { text: String::with_capacity(text.len() + calls.len() * 40), wide, ..Counted::default() };
    let mut from = 0;
    let mut in_line = (0, 0);
    for call in calls {
        let (line, column) = place(call.at);
        if in_line.0 != line {
            in_line = (line, 0);
        }
        // The words are ASCII.
        let length = call.words.len();
        out.insertions.push(Insertion { line, column: column + in_line.1, length, tag: place(call.tag) });
        in_line.1 += length;
        out.text.push_str(&text[from..call.at]);
        out.text.push_str(&call.words);
        from = call.at;
    }
    out.text.push_str(&text[from..]);
    out
}

/// Something to be put in.
struct Call {
    at: usize,
    /// Where its tag begins.
    tag: usize,
    words: String,
}

/// What is open and has a cost of its length.
struct Open<'a> {
    ends: &'static str,
    tag: usize,
    /// Where its content begins, and whether white space is cut there.
    body: usize,
    trims: bool,
    names: Vec<&'a str>,
}

fn calls(text: &str, captures_blocks: bool) -> (Vec<Call>, Vec<Range<usize>>) {
    let mut calls = Vec::new();
    let mut wide = Vec::new();
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut at = 0;
    while let Some(start) = marker(text, at) {
        if text[start..].starts_with("{#") {
            at = text[start..].find("#}").map_or(text.len(), |end| start + end + 2);
            continue;
        }
        let Some(tag) = Tag::read(text, start) else { break };
        at = tag.end;
        if tag.names > MOST_NAMES || tag.joins > MOST_JOINS {
            wide.push(start..tag.end);
        }
        let is_captured = |open: &Open<'_>| {
            matches!(open.ends, "endset" | "endcomponent") || captures_blocks && open.ends == "endblock"
        };
        if open.iter().any(is_captured) {
            calls.extend(tag.print(text));
        }
        calls.extend(tag.lists(text));
        let mut opens = |ends, names| open.push(Open { ends, tag: start, body: tag.end, trims: tag.trims, names });
        match tag.words.first().copied() {
            Some("raw") => at = end_of_raw(text, at),
            Some("for") => opens("endfor", Vec::new()),
            Some("block") => opens("endblock", Vec::new()),
            Some("component") => opens("endcomponent", tag.words[1..].to_vec()),
            Some("include") => calls.push(Call::print(tag.end, start, tag.trims, "")),
            Some("set" | "set_global") => match tag.words.get(1) {
                Some(name) if tag.is_assignment => {
                    calls.push(Call::print(tag.end, start, tag.trims, &format!("makes=[\"{name}\"]")));
                }
                Some(name) => opens("endset", vec![*name]),
                None => {}
            },
            Some(word) if open.last().is_some_and(|open| open.ends == word) => {
                let Some(open) = open.pop() else { continue };
                let cost = start - open.body;
                let names = open.names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
                calls.push(match word {
                    "endset" => Call::print(tag.end, open.tag, tag.trims, &format!("cost={cost}, makes=[{names}]")),
                    _ => Call::print(open.body, open.tag, open.trims, &format!("cost={cost}, takes=[{names}]")),
                });
            }
            _ => {}
        }
    }
    (calls, wide)
}

impl Call {
    /// Behind a tag; the next text's white space is cut as the tag has it.
    fn print(at: usize, tag: usize, trims: bool, words: &str) -> Self {
        Self { at, tag, words: format!("{{{{ {NAME}({words}) {}", if trims { "-}}" } else { "}}" }) }
    }
}

/// Where the next tag, print or comment begins.
fn marker(text: &str, from: usize) -> Option<usize> {
    let found = |pair: &[u8]| pair[0] == b'{' && matches!(pair[1], b'{' | b'%' | b'#');
    text.as_bytes()[from..].windows(2).position(found).map(|at| from + at)
}

/// Where the text goes on after `{% endraw %}`.
fn end_of_raw(text: &str, from: usize) -> usize {
    let is_end = |rest: &str| -> Option<usize> {
        let inner =
            rest.strip_prefix('-').unwrap_or(rest).trim_ascii_start().strip_prefix("endraw")?.trim_ascii_start();
        let after = inner.strip_prefix('-').unwrap_or(inner).strip_prefix("%}")?;
        Some(text.len() - after.len())
    };
    text[from..].match_indices("{%").find_map(|(at, _)| is_end(&text[from + at + 2..])).unwrap_or(text.len())
}

/// A tag, `{% … %}` or `{{ … }}`.
struct Tag<'a> {
    start: usize,
    end: usize,
    /// Whether it cuts the white space behind it.
    trims: bool,
    /// Its names, strings left out.
    words: Vec<&'a str>,
    /// How many names stand in it: a path is one, keywords count too.
    names: usize,
    /// How many `~` stand in it.
    joins: usize,
    /// Whether an `=` comes right after its second word.
    is_assignment: bool,
    /// Brackets and names that matter for lists made by loops.
    marks: Vec<Range<usize>>,
}

impl<'a> Tag<'a> {
    /// The tag that begins at `start`; `None` where it has no end.
    fn read(text: &'a str, start: usize) -> Option<Self> {
        let bytes = text.as_bytes();
        let is_block = bytes[start + 1] == b'%';
        let close: &[u8] = if is_block { b"%}" } else { b"}}" };
        let mut tag = Self {
            start,
            end: 0,
            trims: false,
            words: Vec::new(),
            names: 0,
            joins: 0,
            is_assignment: false,
            marks: Vec::new(),
        };
        let mut at = start + 2;
        while at < bytes.len() {
            if bytes[at..].starts_with(close) {
                tag.end = at + 2;
                tag.trims = at > start + 2 && bytes[at - 1] == b'-';
                // What is printed, and a component that is called, is no tag of the language.
                let head = text[start + 2..].strip_prefix('-').unwrap_or(&text[start + 2..]).trim_ascii_start();
                if !is_block || tag.words.first().is_some_and(|word| !head.starts_with(word)) {
                    tag.words.clear();
                }
                return Some(tag);
            }
            let from = at;
            at += 1;
            match bytes[from] {
                quote @ (b'"' | b'\'' | b'`') => {
                    while *bytes.get(at)? != quote {
                        at += 1 + usize::from(bytes[at] == b'\\');
                    }
                    at += 1;
                }
                b'[' | b']' | b'(' | b')' | b'{' | b'}' => tag.marks.push(from..at),
                b'~' => tag.joins += 1,
                b'=' if tag.words.len() == 2 => tag.is_assignment = true,
                byte if byte.is_ascii_alphabetic() || byte == b'_' => {
                    while bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') {
                        at += 1;
                    }
                    tag.words.push(&text[from..at]);
                    tag.names += usize::from(bytes[from - 1] != b'.');
                    if &text[from..at] == "for" {
                        tag.marks.push(from..at);
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// The calls around what the tag prints, so that it is counted before it is written; none around a component, which
    /// counts what it prints itself.
    fn print(&self, text: &str) -> Vec<Call> {
        let inside = &text[self.start + 2..self.end - 2];
        let inside = inside.strip_prefix('-').unwrap_or(inside);
        let from = self.end - 2 - inside.len();
        let inside = if self.trims { &inside[..inside.len() - 1] } else { inside };
        if text.as_bytes()[self.start + 1] == b'%' || inside.trim_ascii().is_empty() || inside.contains('<') {
            return Vec::new();
        }
        vec![
            Call { at: from, tag: self.start, words: format!("{NAME}(of=") },
            Call { at: from + inside.len(), tag: self.start, words: ")".to_owned() },
        ]
    }

    /// The calls around the elements of lists that are made by loops: `[x * 2 for x in numbers]`.
    fn lists(&self, text: &str) -> Vec<Call> {
        let mut calls = Vec::new();
        // Each open bracket: where it stands, and whether its `for` has come.
        let mut open: Vec<(usize, bool)> = Vec::new();
        for mark in &self.marks {
            match &text[mark.clone()] {
                "for" => {
                    if let Some((bracket, seen)) = open.last_mut()
                        && text.as_bytes()[*bracket] == b'['
                        && !*seen
                    {
                        *seen = true;
                        calls.push(Call { at: *bracket + 1, tag: self.start, words: format!("{NAME}(of=") });
                        calls.push(Call { at: mark.start, tag: self.start, words: ") ".to_owned() });
                    }
                }
                "[" | "(" | "{" => open.push((mark.start, false)),
                _ => drop(open.pop()),
            }
        }
        calls
    }
}

#[cfg(test)]
mod tests;
