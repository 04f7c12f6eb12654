//! Footnotes: numbered in the order in which the text refers to them, gathered at its end.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use super::escape;
use super::fault::FaultKind;
use super::page::{Open, Page};

/// What is known of footnotes while the text is being written.
#[derive(Default)]
pub(super) struct Footnotes {
    /// Number and count of references by name, in the form that names are compared in.
    called: BTreeMap<String, (usize, usize)>,
    written: Vec<Written>,
    /// What was being written when a footnote interrupted it.
    interrupted: Vec<Interrupted>,
    /// The bytes of both.
    aside: usize,
}

impl Footnotes {
    /// How many bytes of HTML wait here: footnotes, and what they interrupted.
    pub(super) fn aside(&self) -> usize {
        self.aside
    }
}

/// A footnote's text.
struct Written {
    label: String,
    place: Range<usize>,
    html: String,
}

struct Interrupted {
    out: String,
    stack: Vec<Open>,
    label: String,
    place: Range<usize>,
}

/// Names of footnotes are compared without regard to case, as the parser does.
fn key(label: &str) -> String {
    label.to_lowercase()
}

impl Page<'_> {
    pub(super) fn footnote_reference(&mut self, label: &str) {
        let next = self.footnotes.called.len() + 1;
        let (number, count) = self.footnotes.called.entry(key(label)).or_insert((next, 0));
        *count += 1;
        let (number, count) = (*number, *count);
        let id = reference_id(number, count);
        let label = self.words.footnote;
        let _ = write!(
            self.out,
            "<sup class=\"footnote-ref\"><a href=\"#fn-{number}\" id=\"{id}\" role=\"doc-noteref\" \
             aria-label=\"{label} {number}\">{number}</a></sup>"
        );
        self.ids.note(id);
    }

    /// `[^name]` that the parser left as text, because there is no such footnote.
    pub(super) fn note_missing_footnote(&mut self, range: &Range<usize>) {
        let place = self.place(range);
        let Some(text) = self.source.get(place.clone()) else { return };
        let Some(label) = text.strip_prefix('^') else { return };
        let bytes = self.source.as_bytes();
        let before = place.start.checked_sub(1).and_then(|at| bytes.get(at));
        if before != Some(&b'[') || bytes.get(place.end) != Some(&b']') || label.is_empty() {
            return;
        }
        let label = label.to_owned();
        self.fault(place.start - 1..place.end + 1, FaultKind::MissingFootnote(label));
    }

    pub(super) fn open_footnote(&mut self, label: &str, range: &Range<usize>) {
        let place = self.place(range);
        self.footnotes.aside += self.out.len();
        self.footnotes.interrupted.push(Interrupted {
            out: std::mem::take(&mut self.out),
            stack: std::mem::take(&mut self.stack),
            label: label.to_owned(),
            place,
        });
        self.new_line();
    }

    pub(super) fn close_footnote(&mut self) {
        self.close_to(0);
        let Some(interrupted) = self.footnotes.interrupted.pop() else { return };
        let html = std::mem::replace(&mut self.out, interrupted.out);
        self.stack = interrupted.stack;
        self.footnotes.aside = self.footnotes.aside - self.out.len() + html.len();
        self.footnotes.written.push(Written { label: interrupted.label, place: interrupted.place, html });
        self.new_line();
    }

    /// Writes all footnotes after the text.
    pub(super) fn write_footnotes(&mut self) {
        let mut numbered = BTreeMap::new();
        let mut rest = Vec::new();
        self.footnotes.aside = 0;
        for footnote in std::mem::take(&mut self.footnotes.written) {
            match self.footnotes.called.get(&key(&footnote.label)) {
                Some((number, _)) if numbered.contains_key(number) => {
                    self.fault(footnote.place.clone(), FaultKind::DoubledFootnote(footnote.label.clone()));
                    rest.push(footnote);
                }
                Some((number, _)) => {
                    numbered.insert(*number, footnote);
                }
                None => {
                    self.fault(footnote.place.clone(), FaultKind::UnusedFootnote(footnote.label.clone()));
                    rest.push(footnote);
                }
            }
        }
        if numbered.is_empty() && rest.is_empty() {
            return;
        }
        self.out.push_str("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
        escape::push_attribute(&mut self.out, self.words.footnote);
        self.out.push_str("\">\n<ol>\n");
        for (number, footnote) in numbered {
            let count = self.footnotes.called.get(&key(&footnote.label)).map_or(0, |(_, count)| *count);
            let id = format!("fn-{number}");
            let _ = write!(self.out, "<li id=\"{id}\" value=\"{number}\">");
            self.ids.note(id);
            let (body, end) = match footnote.html.strip_suffix("</p>\n") {
                Some(body) => (body, "</p>\n"),
                None => (footnote.html.as_str(), ""),
            };
            self.out.push_str(body);
            for nth in 1..=count {
                let (reference, back) = (reference_id(number, nth), self.words.back);
                let _ = write!(
                    self.out,
                    " <a href=\"#{reference}\" class=\"footnote-back\" role=\"doc-backlink\" \
                     aria-label=\"{back} {number}{}\">\u{21A9}\u{FE0E}</a>",
                    if nth > 1 { format!("-{nth}") } else { String::new() }
                );
            }
            self.out.push_str(end);
            self.out.push_str("</li>\n");
        }
        for footnote in rest {
            self.out.push_str("<li>");
            self.out.push_str(&footnote.html);
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ol>\n</section>\n");
    }
}

/// The id of the nth reference to a footnote.
fn reference_id(number: usize, nth: usize) -> String {
    if nth == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{nth}") }
}
