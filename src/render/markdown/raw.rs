//! Raw HTML in a text: what is allowed is written anew, tag by tag; the rest is taken out, and said.
//!
//! A tag that raw HTML opens stands on the same stack as what Markdown opens, and cannot close anything that Markdown
//! opened. Elements of a line (`<b>`) end with their line of text; blocks (`<table>`, `<details>`) may reach over several
//! blocks of Markdown, as authors expect, but not out of the quote or item that they began in.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use super::Target;
use super::fault::FaultKind;
use super::links::{image_tag, push_attribute};
use super::look::end_of;
use super::page::{Opener, Page};
use super::parse::Spanned;
use super::raw_attributes::number;
use super::raw_elements::{Kind, ends_before, ends_with_parent, kind, parents, room_for_text};
use super::raw_tags::{Piece, RawTag, pieces, read_tag, read_text};

/// What is known of raw HTML while the text is being written.
#[derive(Default)]
pub(super) struct RawState {
    /// Whether any tag was written.
    pub(super) written: bool,
    /// The element whose content is being left out (`script`).
    pub(super) dropping: Option<String>,
    /// What has been reported as removed: once for each kind.
    reported: BTreeSet<String>,
}

impl Page<'_> {
    /// Opens cells and items that raw HTML has left out, before anything else is written: text that stands in a table but
    /// in no cell would be shown elsewhere by a browser.
    pub(super) fn make_room(&mut self) {
        while let Some(Opener::Raw(name, at)) = self.stack.last().map(|open| &open.by) {
            let Some(part) = room_for_text(name) else { return };
            let by = Opener::Raw(part.to_owned(), *at);
            self.open(by, &format!("<{part}>"), format!("</{part}>"));
        }
    }

    /// A block of raw HTML; returns the index of the event after it.
    pub(super) fn html_block(&mut self, events: &[Spanned<'_>], at: usize) -> usize {
        let end = end_of(events, at);
        let mut html = String::new();
        // Where each line begins in `html`, and in the text: a quote's marks stand between them.
        let mut lines = Vec::new();
        for (event, range) in events.get(at + 1..end).unwrap_or_default() {
            if let Event::Html(line) | Event::Text(line) = event {
                lines.push((html.len(), self.place(range)));
                html.push_str(&self.clean(line));
            }
        }
        debug_assert!(matches!(events.get(end), None | Some((Event::End(TagEnd::HtmlBlock), _))));
        self.new_line();
        self.raw_pieces(&html, &lines);
        self.raw.dropping = None;
        // What belongs to a line ends here.
        while let Some(Opener::Raw(name, opened)) = self.stack.last().map(|open| open.by.clone()) {
            if kind(&name) != Kind::Inline {
                break;
            }
            self.close_top();
            self.unclosed(&name, opened);
        }
        self.new_line();
        end + 1
    }

    /// Raw HTML, and where its lines begin in it and are in the text.
    pub(super) fn raw_pieces(&mut self, html: &str, lines: &[(usize, Range<usize>)]) {
        let line_of = |at: usize| {
            let line = lines.partition_point(|(start, _)| *start <= at).saturating_sub(1);
            lines.get(line).cloned().unwrap_or_default()
        };
        let place = |range: &Range<usize>| {
            let (start, origin) = line_of(range.start);
            // A single tag over several lines has lost their indentation.
            if lines.len() == 1 && origin.len() != html.len() {
                return origin;
            }
            let (last_start, last_origin) = line_of(range.end.saturating_sub(1));
            origin.start + range.start - start..last_origin.start + range.end - last_start
        };
        for piece in pieces(html) {
            match piece {
                Piece::Text(range) if self.raw.dropping.is_none() => {
                    let text = read_text(html.get(range).unwrap_or_default());
                    if !text.trim_ascii().is_empty() {
                        self.make_room();
                        self.shown(&text);
                    } else if !self.out.ends_with('\n') {
                        self.shown(&text);
                    }
                }
                Piece::Silent | Piece::Text(_) => {}
                Piece::Tag(range) => {
                    let source = html.get(range.clone()).unwrap_or_default();
                    if let Some(tag) = read_tag(source) {
                        self.raw_tag(&tag, place(&range));
                    } else {
                        self.make_room();
                        self.shown(source);
                    }
                }
            }
        }
    }

    fn raw_tag(&mut self, tag: &RawTag, place: Range<usize>) {
        if let Some(dropped) = &self.raw.dropping {
            if tag.closing && *dropped == tag.name {
                self.raw.dropping = None;
            }
            return;
        }
        let kind = kind(&tag.name);
        match (kind, tag.closing) {
            (Kind::Unknown | Kind::Dropped | Kind::Void, true) => {}
            (Kind::Unknown, false) => self.removed(place, format!("<{}>", tag.name)),
            (Kind::Dropped, false) => {
                self.raw.dropping = Some(tag.name.clone());
                self.removed(place, format!("<{}>", tag.name));
            }
            (Kind::Void, false) => self.raw_void(tag, place),
            (Kind::Inline | Kind::Block, true) => self.raw_end(tag, place),
            (Kind::Inline | Kind::Block, false) => self.raw_start(tag, kind, place),
        }
    }

    fn raw_void(&mut self, tag: &RawTag, place: Range<usize>) {
        match tag.name.as_str() {
            "img" => self.raw_image(tag, place),
            "hr" if self.in_text() => self.removed(place, "<hr>".to_owned()),
            name => {
                if name == "hr" {
                    self.end_lines();
                    self.close_raw_paragraph();
                }
                self.make_room();
                self.raw.written = true;
                self.other_attributes(tag, &[], &place);
                self.out.push('<');
                self.out.push_str(name);
                self.out.push('>');
                self.new_line();
            }
        }
    }

    fn raw_image(&mut self, tag: &RawTag, place: Range<usize>) {
        let alt = tag.value("alt").unwrap_or_default().trim().to_owned();
        self.other_attributes(tag, &["src", "alt", "title", "width", "height", "loading"], &place);
        let source = tag.value("src").unwrap_or_default().to_owned();
        self.make_room();
        match self.look_up(Target::Image(&source), &place) {
            Some(found) => {
                if alt.is_empty() {
                    self.fault(place, FaultKind::EmptyAlt(source));
                }
                let mut image = image_tag(&found, &alt, tag.value("title"));
                image.pop();
                for size in ["width", "height"] {
                    if let Some(pixels) = tag.value(size).and_then(|value| number(value, 1, 9999)) {
                        push_attribute(&mut image, size, &pixels);
                    }
                }
                image.push('>');
                self.raw.written = true;
                self.out.push_str(&image);
                self.shown_image();
            }
            None => self.shown(&alt),
        }
    }

    fn raw_start(&mut self, tag: &RawTag, kind: Kind, place: Range<usize>) {
        let name = match tag.name.as_str() {
            // The page has its one `h1`.
            "h1" => "h2",
            "center" => "div",
            name => name,
        };
        if kind == Kind::Block && self.in_text() {
            self.removed(place, format!("<{}>", tag.name));
            return;
        }
        if kind == Kind::Block {
            self.end_lines();
        }
        while let Some(Opener::Raw(open, _)) = self.stack.last().map(|open| &open.by) {
            if !ends_before(open, name) {
                break;
            }
            self.close_top();
        }
        match parents(name) {
            None => self.make_room(),
            Some(parents) => {
                let fits = matches!(
                    self.stack.last().map(|open| &open.by),
                    Some(Opener::Raw(parent, _)) if parents.contains(&parent.as_str())
                );
                let in_table = matches!(
                    self.stack.last().map(|open| &open.by),
                    Some(Opener::Raw(parent, _)) if room_for_text(parent) == Some("tr")
                );
                if !fits && in_table && parents.contains(&"tr") {
                    // A cell without its row.
                    let by = Opener::Raw("tr".to_owned(), place.start);
                    self.open(by, "<tr>", "</tr>");
                } else if !fits {
                    self.removed(place, format!("<{}>", tag.name));
                    return;
                }
            }
        }
        if name == "a" && self.in_link() {
            self.removed(place, "<a>".to_owned());
            return;
        }
        let (start, end) = match name {
            "a" => match self.raw_link(tag, &place) {
                Some(start) => (start, "</a>".to_owned()),
                None => return,
            },
            "table" => {
                let attributes = self.attributes(tag, name, &place);
                let nested = self.stack.iter().any(|open| matches!(&open.by, Opener::Raw(name, _) if name == "table"));
                if nested {
                    (format!("<table{attributes}>"), "</table>".to_owned())
                } else {
                    let (frame, frame_end) = self.table_frame("");
                    (format!("{frame}<table{attributes}>"), format!("</table>{frame_end}"))
                }
            }
            "pre" => ("<pre tabindex=\"0\">".to_owned(), "</pre>".to_owned()),
            _ => {
                let attributes = self.attributes(tag, name, &place);
                (format!("<{name}{attributes}>"), format!("</{name}>"))
            }
        };
        if !self.has_room() {
            return;
        }
        self.raw.written = true;
        self.open(Opener::Raw(name.to_owned(), place.start), &start, end);
        if kind == Kind::Block {
            self.new_line();
        }
    }

    fn raw_end(&mut self, tag: &RawTag, place: Range<usize>) {
        let name = match tag.name.as_str() {
            "h1" => "h2",
            "center" => "div",
            name => name,
        };
        // Down to the innermost element of Markdown.
        let mut found = None;
        for (i, open) in self.stack.iter().enumerate().rev() {
            match &open.by {
                Opener::Raw(open, _) if open == name => {
                    found = Some(i);
                    break;
                }
                Opener::Raw(..) => {}
                _ => break,
            }
        }
        let Some(found) = found else {
            // Markdown itself ends paragraphs that raw HTML began, and a link that was refused has no start.
            if !matches!(name, "p" | "a") {
                self.removed(place, format!("</{}>", tag.name));
            }
            return;
        };
        while self.stack.len() > found + 1 {
            let Some(Opener::Raw(inner, opened)) = self.stack.last().map(|open| open.by.clone()) else { break };
            self.close_top();
            if !ends_with_parent(&inner) {
                self.unclosed(&inner, opened);
            }
        }
        self.close_top();
        if kind(name) == Kind::Block {
            self.new_line();
        }
    }

    /// Closes what belongs to a line of raw HTML, before a block begins.
    fn end_lines(&mut self) {
        while let Some(Opener::Raw(name, opened)) = self.stack.last().map(|open| open.by.clone()) {
            if kind(&name) != Kind::Inline {
                return;
            }
            self.close_top();
            self.unclosed(&name, opened);
        }
    }

    /// Closes a raw `p` before a paragraph of Markdown.
    pub(super) fn close_raw_paragraph(&mut self) {
        if matches!(self.stack.last().map(|open| &open.by), Some(Opener::Raw(name, _)) if name == "p") {
            self.close_top();
        }
    }

    fn close_top(&mut self) {
        if let Some(open) = self.stack.pop() {
            self.out.push_str(&open.end);
        }
    }

    /// Whether the innermost element of Markdown takes text only.
    fn in_text(&self) -> bool {
        let inner = self.stack.iter().rev().map(|open| &open.by).find(|by| !matches!(by, Opener::Raw(..)));
        matches!(inner, Some(Opener::Paragraph | Opener::Heading | Opener::Inline | Opener::Link))
    }

    /// Reports what was taken out, once for each kind: a table from a word processor has a thousand `style`s.
    pub(super) fn removed(&mut self, place: Range<usize>, what: String) {
        if self.raw.reported.insert(what.clone()) {
            self.fault(place, FaultKind::RawHtmlRemoved(what));
        }
    }

    pub(super) fn unclosed(&mut self, name: &str, opened: usize) {
        if !ends_with_parent(name) {
            self.fault(opened..opened + name.len() + 1, FaultKind::RawHtmlUnclosed(format!("<{name}>")));
        }
    }
}
