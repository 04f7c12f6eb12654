//! Lines and paragraphs as Chinese offices write them: lines that join without a space, paragraphs that begin with
//! full-width blanks and no empty line between, the office's name and the date pushed to the right.

use super::fault::FaultKind;
use super::look::next_text;
use super::page::{Opener, Page};
use super::parse::Spanned;
use super::{Article, cjk, official};

impl Page<'_> {
    /// Begins a paragraph whose first event is at `at`.
    pub(super) fn open_paragraph(&mut self, events: &[Spanned<'_>], at: usize) {
        self.last = None;
        self.joined_said = false;
        self.part = None;
        let article = self.article(events, at).map(|(id, name)| (self.ids.take_near(&id), name));
        let part = if self.stack.is_empty() { official::part_at(events, at, self.out.is_empty()) } else { None };
        match article {
            Some((id, name)) => {
                self.open(Opener::Paragraph, &format!("<p id=\"{id}\">"), "</p>\n");
                self.articles.push(Article { id, name, after: self.headings.len() });
            }
            None if part.is_some() && !next_text(events, at).is_some_and(is_pushed_right) => {
                let class = part.map_or("", official::Part::class);
                self.is_official = true;
                self.part = part;
                self.open(Opener::Paragraph, &format!("<p class=\"{class}\">"), "</p>\n");
            }
            None if next_text(events, at).is_some_and(is_pushed_right) => {
                self.open(Opener::Paragraph, "<p class=\"align-right\">", "</p>\n");
            }
            None => self.open(Opener::Paragraph, "<p>", "</p>\n"),
        }
    }

    /// A line end within a paragraph: nothing between Han characters, a new paragraph before two full-width blanks,
    /// white space elsewhere.
    pub(super) fn soft_break(&mut self, events: &[Spanned<'_>], at: usize) {
        let next = next_text(events, at + 1);
        if next.is_some_and(|next| self.clean(next).starts_with("\u{3000}\u{3000}")) {
            if self.stack.last().is_some_and(|open| open.by == Opener::Paragraph) {
                self.close();
                self.open_paragraph(events, at + 1);
            } else {
                self.out.push_str("<br>\n");
                self.last = None;
            }
            return;
        }
        if self.part == Some(official::Part::Signature) {
            // Name and date stand on lines of their own, however they were written.
            self.out.push_str("<br>\n");
            self.last = None;
            return;
        }
        if !self.joined_said && next.is_some_and(is_numbered) && self.last.is_some_and(ends_item) {
            self.joined_said = true;
            let start = events.get(at + 1).map_or(self.here.end, |(_, range)| self.place(range).start);
            let mark = next.and_then(|next| next.chars().next()).map_or(0, char::len_utf8);
            self.fault(start..start + mark, FaultKind::JoinedLine);
        }
        let next = next.and_then(|next| self.clean(next).chars().next());
        let joined = self.last.zip(next).is_some_and(|(before, after)| cjk::joins(before, after));
        if !joined {
            self.out.push('\n');
        }
    }
}

/// Whether a line begins with so many full-width blanks that it was meant to stand at the right, as the name of the office
/// and the date below a document do.
fn is_pushed_right(line: &str) -> bool {
    const LEAST: usize = 8;
    line.chars().take_while(|c| *c == '\u{3000}').count() >= LEAST
}

/// Whether a line begins as an item of a numbered list does in official texts (GB/T 9704, 7.3.3): `一、`, `（一）`, `1.`,
/// `（1）`; also `1、`, `①`.
fn is_numbered(line: &str) -> bool {
    let is_figure = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c);
    let line = line.trim_start_matches([' ', '\u{3000}']);
    if line.starts_with(|c| ('①'..='⑳').contains(&c)) {
        return true;
    }
    let (inner, bracketed) = match line.strip_prefix(['（', '(']) {
        Some(inner) => (inner, true),
        None => (line, false),
    };
    let rest = inner.trim_start_matches(is_figure);
    let count = inner.len() - rest.len();
    let figures = inner.get(..count).unwrap_or_default().chars().count();
    (1..=3).contains(&figures)
        && if bracketed { rest.starts_with(['）', ')']) } else { rest.starts_with(['、', '．']) }
}

/// Whether what stands before a line end may end an item, rather than a line that was only wrapped: a mark of the end of a
/// sentence, or of what introduces a list.
fn ends_item(last: char) -> bool {
    matches!(last, '。' | '；' | '：' | '！' | '？' | ';' | ':')
}
