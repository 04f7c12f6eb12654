//! The text with a change in it. Where YAML leaves in doubt which place is the right one, there is more than one try, the
//! likeliest first; the caller reads each and takes the first that says what it should.

use super::expected::Plain;
use super::locate::{Target, Task};
use super::value::scalar;
use crate::site::node::{Entry, Node, Value};

/// How far a group's lines stand behind its key.
const STEP: usize = 2;

/// Texts to try.
pub(super) fn rewrite(text: &str, target: &Target<'_>, line_end: &str) -> Vec<String> {
    let page = Page { text, line_end };
    let tries = match (&target.task, target.entry) {
        (Task::Remove, None) => vec![Some(text.to_owned())],
        (Task::Remove, Some(entry)) => {
            vec![page.remove(target.map, entry, false), page.remove(target.map, entry, true)]
        }
        (Task::Set(value), Some(entry)) => page.replace(target.map, entry, value),
        (Task::Set(value), None) => page.insert(target, value),
        (Task::Append(value), None) => page.insert(target, &Plain::List(vec![value.clone()])),
        (Task::Append(value), Some(entry)) => match &entry.node.value {
            Value::Null => page.replace(target.map, entry, &Plain::List(vec![value.clone()])),
            Value::List(list) if list.is_empty() => page.replace(target.map, entry, &Plain::List(vec![value.clone()])),
            Value::List(list) => vec![page.append(&entry.node, list, value)],
            Value::Map(entries) => vec![page.append_to_group(&entry.node, entries, value)],
            Value::Scalar(_) => page.append_to_text(target.map, entry, value),
        },
    };
    tries.into_iter().flatten().collect()
}

/// The front matter and its line ends.
struct Page<'t> {
    text: &'t str,
    line_end: &'t str,
}

impl Page<'_> {
    /// A text with `new` in the place of `start..end`.
    fn put(&self, start: usize, end: usize, new: &str) -> Option<String> {
        Some([self.text.get(..start)?, new, self.text.get(end..)?].concat())
    }

    fn is_flow(&self, node: &Node) -> bool {
        matches!(node.value, Value::List(_) | Value::Map(_))
            && self.text.get(node.span.start..).is_some_and(|rest| rest.starts_with(['[', '{']))
    }

    /// Behind the colon of a key, and whether it is a full-width one.
    fn behind_colon(&self, entry: &Entry) -> Option<usize> {
        let rest = self.text.get(entry.key_span.end..)?;
        let at = rest.find([':', '：'])?;
        let length = rest[at..].chars().next()?.len_utf8();
        Some(entry.key_span.end + at + length)
    }

    /// Where an entry's value ends: behind its last character, or behind the line end for a text in lines of its own.
    fn end_of(&self, entry: &Entry) -> Option<usize> {
        self.end_of_node(&entry.node).or_else(|| self.behind_colon(entry))
    }

    fn end_of_node(&self, node: &Node) -> Option<usize> {
        match &node.value {
            Value::Null => {
                let written = self.text.get(node.span.clone()).is_some_and(|text| matches!(text, "~" | "null"));
                written.then_some(node.span.end)
            }
            Value::Scalar(_) => Some(node.span.end),
            _ if self.is_flow(node) => Some(node.span.end),
            Value::List(list) => self.end_of_node(list.last()?),
            Value::Map(entries) => self.end_of(entries.last()?),
        }
    }

    /// The beginning of the next line, or `at` itself where it is one.
    fn next_line(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        if at > 0 && self.text.as_bytes().get(at - 1) == Some(&b'\n') {
            return at;
        }
        self.text.get(at..).and_then(|rest| rest.find('\n')).map_or(self.text.len(), |n| at + n + 1)
    }

    fn line_start(&self, at: usize) -> usize {
        self.text.get(..at).and_then(|head| head.rfind('\n')).map_or(0, |n| n + 1)
    }

    /// In which column a key begins, where nothing but blanks and the hyphens of lists stand before it.
    fn column(&self, at: usize) -> Option<usize> {
        let head = self.text.get(self.line_start(at)..at)?;
        head.bytes().all(|b| matches!(b, b' ' | b'-')).then_some(head.len())
    }

    /// Puts a new entry into a group.
    fn insert(&self, target: &Target<'_>, value: &Plain) -> Vec<Option<String>> {
        let Value::Map(entries) = &target.map.value else { return Vec::new() };
        let key = &target.key;
        if self.is_flow(target.map) {
            let Some(last) = entries.last() else {
                let at = target.map.span.start + 1;
                return vec![self.put(at, at, &format!("{key}: {}", flow(value)))];
            };
            let new = format!(", {key}: {}", flow(value));
            let ends = [target.after.unwrap_or(last), last].map(|entry| self.end_of(entry));
            return ends.into_iter().map(|at| self.put(at?, at?, &new)).collect();
        }
        let Some(last) = entries.last() else { return Vec::new() };
        let Some(column) = entries.first().and_then(|first| self.column(first.key_span.start)) else {
            return Vec::new();
        };
        let mut new = String::new();
        self.block_entry(&mut new, column, key, value);
        let anchor = target.after.unwrap_or(last);
        let following = entries.iter().find(|entry| entry.key_span.start > anchor.key_span.start);
        let places = [
            self.end_of(anchor).map(|at| self.next_line(at)),
            following.map(|entry| self.line_start(entry.key_span.start)),
            self.end_of(last).map(|at| self.next_line(at)),
        ];
        let mut places: Vec<usize> = places.into_iter().flatten().collect();
        if target.map.span.start == entries.first().map_or(0, |entry| entry.key_span.start) && column == 0 {
            places.push(self.text.len());
        }
        places.dedup();
        places.into_iter().map(|at| self.put(at, at, &new)).collect()
    }

    /// Gives an entry that is there another value.
    fn replace(&self, map: &Node, entry: &Entry, value: &Plain) -> Vec<Option<String>> {
        let in_flow = self.is_flow(map);
        let Some(colon) = self.behind_colon(entry) else { return Vec::new() };
        let end = self.end_of(entry).unwrap_or(colon);
        let blank = if self.text[..colon].ends_with('：') { "" } else { " " };
        match value {
            _ if in_flow => {
                let start = if matches!(entry.node.value, Value::Null) { colon } else { entry.node.span.start };
                let blank = if start == colon { " " } else { "" };
                vec![self.put(start, end.max(start), &format!("{blank}{}", flow(value)))]
            }
            Plain::Text(text) => {
                let new = scalar(text);
                let span = &entry.node.span;
                let in_place = matches!(entry.node.value, Value::Scalar(_)) && !self.text[span.clone()].contains('\n');
                // What stood over several lines gives way to one.
                let tail = if self.text[..end].ends_with('\n') {
                    self.line_end
                } else if self.text[end..].starts_with('#') {
                    " "
                } else {
                    ""
                };
                let whole = self.put(colon, end, &format!("{blank}{new}{tail}"));
                vec![in_place.then(|| self.put(span.start, span.end, &new)).flatten(), whole]
            }
            _ => {
                let Some(column) = self.column(entry.key_span.start) else { return Vec::new() };
                let mut lines = String::new();
                self.block(&mut lines, column + STEP, value);
                if matches!(entry.node.value, Value::Null) && end == colon {
                    // A comment behind the key stays where it is.
                    let at = self.next_line(colon);
                    return vec![self.put(at, at, &lines)];
                }
                let tail = if self.text[..end].ends_with('\n') { end } else { self.next_line(end) };
                let rest = self.text.get(end..tail).unwrap_or_default();
                // A comment behind the old value stays behind the key.
                let comment = if rest.trim().is_empty() { self.line_end } else { rest };
                vec![self.put(colon, tail, &format!("{comment}{lines}"))]
            }
        }
    }

    /// Takes an entry away; with the blank lines behind it, which a text kept with `|+` before it would take for its own.
    fn remove(&self, map: &Node, entry: &Entry, with_blanks: bool) -> Option<String> {
        let Value::Map(entries) = &map.value else { return None };
        let end = self.end_of(entry)?;
        if self.is_flow(map) {
            let at = entries.iter().position(|other| std::ptr::eq(other, entry))?;
            return match (entries.get(at + 1), at.checked_sub(1).and_then(|before| entries.get(before))) {
                (Some(next), _) => self.put(entry.key_span.start, next.key_span.start, ""),
                (None, Some(before)) => self.put(self.end_of(before)?, end, ""),
                (None, None) => self.put(entry.key_span.start, end, ""),
            };
        }
        let start = self.line_start(entry.key_span.start);
        let only_blanks = self.text.get(start..entry.key_span.start)?.bytes().all(|b| b == b' ');
        let mut stop = self.next_line(end);
        while with_blanks && stop < self.text.len() && self.text.get(stop..self.next_line(stop + 1))?.trim().is_empty()
        {
            stop = self.next_line(stop + 1);
        }
        only_blanks.then(|| self.put(start, stop, "")).flatten()
    }

    /// Adds a line to a list.
    fn append(&self, node: &Node, list: &[Node], value: &Plain) -> Option<String> {
        let last = list.last()?;
        if self.is_flow(node) {
            let at = self.end_of_node(last)?;
            return self.put(at, at, &format!(", {}", flow(value)));
        }
        let line = self.line_start(last.span.start);
        let head = self.text.get(line..last.span.start)?;
        let dash = head.rfind('-')?;
        if !head.bytes().all(|b| matches!(b, b' ' | b'-')) {
            return None;
        }
        let at = self.next_line(self.end_of_node(last)?);
        let mut new = String::new();
        self.block_item(&mut new, dash, value);
        self.put(at, at, &new)
    }

    /// A single group where a list may stand: it becomes the list's first line.
    fn append_to_group(&self, node: &Node, entries: &[Entry], value: &Plain) -> Option<String> {
        if self.is_flow(node) {
            let old = self.text.get(node.span.clone())?;
            return self.put(node.span.start, node.span.end, &format!("[{old}, {}]", flow(value)));
        }
        let first = entries.first()?;
        let column = self.column(first.key_span.start)?;
        let start = self.line_start(first.key_span.start);
        if !self.text.get(start..first.key_span.start)?.bytes().all(|b| b == b' ') {
            return None;
        }
        let end = self.next_line(self.end_of(entries.last()?)?);
        let mut lines = String::new();
        for (at, line) in self.text.get(start..end)?.split_inclusive('\n').enumerate() {
            if at == 0 {
                lines.push_str(&" ".repeat(column));
                lines.push_str("- ");
                lines.push_str(line.get(column..)?);
            } else if line.trim().is_empty() {
                lines.push_str(line);
            } else {
                lines.push_str("  ");
                lines.push_str(line);
            }
        }
        self.block_item(&mut lines, column, value);
        self.put(start, end, &lines)
    }

    /// A single text where a list may stand: it becomes the list's first line.
    fn append_to_text(&self, map: &Node, entry: &Entry, value: &Plain) -> Vec<Option<String>> {
        let span = &entry.node.span;
        let Some(old) = self.text.get(span.clone()) else { return Vec::new() };
        if self.is_flow(map) {
            return vec![self.put(span.start, span.end, &format!("[{old}, {}]", flow(value)))];
        }
        let (Some(colon), Some(column)) = (self.behind_colon(entry), self.column(entry.key_span.start)) else {
            return Vec::new();
        };
        let indent = column + STEP;
        let mut item = String::new();
        self.block_item(&mut item, indent, value);
        let first = format!("{}{}- ", self.line_end, " ".repeat(indent));
        let after = self.next_line(span.end);
        // With what opens a text over several lines, such as `|`.
        let whole = self.text.get(colon..after).unwrap_or_default().trim_start();
        vec![self.put(colon, after, &format!("{first}{whole}{item}"))]
    }

    fn block_entry(&self, out: &mut String, column: usize, key: &str, value: &Plain) {
        out.push_str(&" ".repeat(column));
        self.block_rest(out, column, key, value);
    }

    /// A key and its value, from the key on.
    fn block_rest(&self, out: &mut String, column: usize, key: &str, value: &Plain) {
        out.push_str(key);
        out.push(':');
        match value {
            Plain::List(list) if !list.is_empty() => {
                out.push_str(self.line_end);
                self.block(out, column + STEP, value);
            }
            Plain::Map(entries) if !entries.is_empty() => {
                out.push_str(self.line_end);
                self.block(out, column + STEP, value);
            }
            Plain::Null => out.push_str(self.line_end),
            _ => {
                out.push(' ');
                out.push_str(&flow(value));
                out.push_str(self.line_end);
            }
        }
    }

    /// The lines of a group or list.
    fn block(&self, out: &mut String, column: usize, value: &Plain) {
        match value {
            Plain::Map(entries) => {
                for (key, value) in entries {
                    self.block_entry(out, column, key, value);
                }
            }
            Plain::List(list) => {
                for value in list {
                    self.block_item(out, column, value);
                }
            }
            Plain::Text(_) | Plain::Null => {}
        }
    }

    fn block_item(&self, out: &mut String, column: usize, value: &Plain) {
        out.push_str(&" ".repeat(column));
        out.push_str("- ");
        match value {
            Plain::Map(entries) if !entries.is_empty() => {
                for (at, (key, value)) in entries.iter().enumerate() {
                    if at == 0 {
                        self.block_rest(out, column + 2, key, value);
                    } else {
                        self.block_entry(out, column + 2, key, value);
                    }
                }
            }
            _ => {
                out.push_str(&flow(value));
                out.push_str(self.line_end);
            }
        }
    }
}

/// A value in one line.
fn flow(value: &Plain) -> String {
    match value {
        Plain::Null => "~".to_owned(),
        Plain::Text(text) => scalar(text),
        Plain::List(list) => format!("[{}]", list.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Plain::Map(entries) => {
            let fields: Vec<String> = entries.iter().map(|(key, value)| format!("{key}: {}", flow(value))).collect();
            format!("{{{}}}", fields.join(", "))
        }
    }
}
