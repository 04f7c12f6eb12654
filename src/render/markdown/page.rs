//! The walk over the parser's events that writes the HTML.
//!
//! Every element that is open stands on one stack, whether Markdown or raw HTML opened it, and is closed from there: the
//! output is balanced by the way it is made.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::emphasis::Marked;
use super::fault::{Fault, FaultKind};
use super::footnotes::Footnotes;
use super::headings::Levels;
use super::ids::Ids;
use super::look::text_within;
use super::official::Part;
use super::parse::{BrokenReference, Spanned};
use super::raw::RawState;
use super::tables::TableState;
use super::{Article, Heading, Rendered, Resolve, Words};
use super::{cjk, escape, links, plain, sanitize};
use crate::site::text::MAX_TEXT_BYTES;

/// How many elements may be open within one another. Real texts need less than ten; browsers and screen readers
/// suffer long before a hundred.
pub(super) const DEEPEST: usize = 60;

/// The longest HTML that a text may become, in bytes: what the longest text that is read comes to where each of its characters
/// is written as an entity of six. Only what stands for something longer passes it: links, and numbers for which titles are put.
const LONGEST: usize = 6 * MAX_TEXT_BYTES;

/// What opened an element.
#[derive(Debug, PartialEq, Eq, Clone)]
pub(super) enum Opener {
    /// A Markdown block that contains other blocks, or text directly (items, cells).
    Container,
    /// A paragraph of Markdown.
    Paragraph,
    /// A heading of Markdown.
    Heading,
    /// Emphasis of Markdown.
    Inline,
    /// A link of Markdown.
    Link,
    /// A raw HTML element, by its name, and where it was opened.
    Raw(String, usize),
}

/// An element that is open.
pub(super) struct Open {
    pub(super) by: Opener,
    /// What closes it in HTML; nothing when it was not written.
    pub(super) end: Cow<'static, str>,
}

/// A text on its way to HTML.
pub(super) struct Page<'a> {
    pub(super) source: &'a str,
    marked: Option<&'a Marked>,
    pub(super) resolve: &'a dyn Resolve,
    pub(super) words: &'a Words,
    pub(super) out: String,
    pub(super) stack: Vec<Open>,
    pub(super) ids: Ids,
    pub(super) levels: Levels,
    pub(super) headings: Vec<Heading>,
    pub(super) faults: Vec<Fault>,
    pub(super) footnotes: Footnotes,
    pub(super) raw: RawState,
    /// Links to places in this page, to be looked up when all ids are known.
    pub(super) anchors: Vec<(Range<usize>, String)>,
    pub(super) table: TableState,
    /// The last character shown on the current line.
    pub(super) last: Option<char>,
    too_deep: bool,
    /// Whether the current paragraph's joined lines have been reported.
    pub(super) joined_said: bool,
    pub(super) articles: Vec<Article>,
    /// Whether a paragraph had the form of an addressee or a signature.
    pub(super) is_official: bool,
    /// What the current paragraph is in an official document.
    pub(super) part: Option<Part>,
    /// The place of the current event.
    pub(super) here: Range<usize>,
    /// Bytes of verbatim text, where full-width links are not looked for.
    verbatim: Vec<Range<usize>>,
    /// Where the id at the end of a heading is cut off: the event and the length that stays.
    pub(super) cut: Option<(usize, usize)>,
}

impl<'a> Page<'a> {
    pub(super) fn new(source: &'a str, marked: Option<&'a Marked>, resolve: &'a dyn Resolve, words: &'a Words) -> Self {
        Self {
            source,
            marked,
            resolve,
            words,
            out: String::with_capacity(source.len() + source.len() / 4),
            stack: Vec::new(),
            ids: Ids::default(),
            levels: Levels::default(),
            headings: Vec::new(),
            faults: Vec::new(),
            footnotes: Footnotes::default(),
            raw: RawState::default(),
            anchors: Vec::new(),
            table: TableState::default(),
            last: None,
            too_deep: false,
            joined_said: false,
            articles: Vec::new(),
            is_official: false,
            part: None,
            here: 0..0,
            verbatim: Vec::new(),
            cut: None,
        }
    }

    /// Writes all events and finishes the text.
    pub(super) fn write(mut self, events: &[Spanned<'_>], broken: Vec<BrokenReference>) -> Rendered {
        let mut at = 0;
        while at < events.len() && !self.is_too_long() {
            at = self.event(events, at);
        }
        if !self.is_too_long() {
            self.close_to(0);
            self.write_footnotes();
        }
        if self.is_too_long() {
            // A part of a text is worse than none, and says so less.
            let place = self.here.clone();
            self.faults.clear();
            self.fault(place, FaultKind::TooLong(LONGEST));
            return Rendered { faults: self.faults, ..Rendered::default() };
        }
        for reference in broken {
            let name = self.clean(&reference.name).into_owned();
            let place = self.place(&reference.span);
            self.fault(place, FaultKind::MissingReference(name));
        }
        for (place, fragment) in std::mem::take(&mut self.anchors) {
            if !self.ids.contains(&fragment) {
                self.fault(place, FaultKind::MissingAnchor(fragment));
            }
        }
        links::full_width(self.source, &self.verbatim, &mut self.faults);
        self.faults.sort_by_key(|fault| fault.offset);
        let html = if self.raw.written { sanitize::clean(&self.out) } else { self.out };
        Rendered {
            blocks: plain::blocks(&html),
            html,
            headings: self.headings,
            articles: self.articles,
            is_official: self.is_official,
            faults: self.faults,
        }
    }

    fn is_too_long(&self) -> bool {
        self.out.len() + self.footnotes.aside() > LONGEST
    }

    /// Writes one event, or a group that belongs together; returns the index of the next.
    fn event(&mut self, events: &[Spanned<'_>], at: usize) -> usize {
        let Some((event, range)) = events.get(at) else { return at + 1 };
        self.here = self.place(range);
        self.before(event);
        match event {
            Event::Start(tag) => return self.start(tag, range, events, at),
            Event::End(tag) => self.end(*tag),
            // Mathematics is off in the options; were it to come, it is text.
            Event::Text(content) | Event::InlineMath(content) | Event::DisplayMath(content) => {
                self.text(content, range, at);
            }
            Event::Code(content) => {
                self.verbatim.push(self.place(range));
                let content = self.clean(content);
                self.out.push_str("<code>");
                escape::push_text(&mut self.out, &content);
                self.out.push_str("</code>");
                self.last = content.chars().next_back();
            }
            Event::SoftBreak => self.soft_break(events, at),
            Event::HardBreak => {
                self.out.push_str("<br>\n");
                self.last = None;
            }
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::FootnoteReference(label) => {
                let label = self.clean(label).into_owned();
                self.footnote_reference(&label);
            }
            Event::InlineHtml(html) | Event::Html(html) => {
                let html = self.clean(html).into_owned();
                let place = self.place(range);
                self.raw_pieces(&html, &[(0, place)]);
            }
            // So are task lists.
            Event::TaskListMarker(done) => self.shown(if *done { "[x] " } else { "[ ] " }),
        }
        at + 1
    }

    /// Makes room for what comes in raw HTML that is still open.
    fn before(&mut self, event: &Event<'_>) {
        match event {
            Event::End(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::SoftBreak
            | Event::Start(Tag::HtmlBlock | Tag::FootnoteDefinition(_)) => return,
            Event::Rule
            | Event::Start(
                Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::BlockQuote(_)
                | Tag::List(_)
                | Tag::CodeBlock(_)
                | Tag::Table(_),
            ) => self.close_raw_paragraph(),
            _ => {}
        }
        self.make_room();
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>, events: &[Spanned<'_>], at: usize) -> usize {
        match tag {
            Tag::Paragraph => self.open_paragraph(events, at + 1),
            Tag::Heading { level, .. } => self.open_heading(*level as u8, range, events, at),
            Tag::BlockQuote(_) => self.open(Opener::Container, "<blockquote>\n", "</blockquote>\n"),
            Tag::CodeBlock(kind) => {
                self.verbatim.push(self.place(range));
                self.code_block(kind, range, events, at);
            }
            Tag::HtmlBlock => return self.html_block(events, at),
            Tag::List(None) => self.open(Opener::Container, "<ul>\n", "</ul>\n"),
            Tag::List(Some(1)) => self.open(Opener::Container, "<ol>\n", "</ol>\n"),
            Tag::List(Some(start)) => {
                self.open(Opener::Container, &format!("<ol start=\"{start}\">\n"), "</ol>\n");
            }
            Tag::Item => self.open_part("<li>", "</li>\n"),
            Tag::FootnoteDefinition(label) => {
                let label = self.clean(label).into_owned();
                self.open_footnote(&label, range);
            }
            Tag::Table(columns) => self.open_table(columns, events, at),
            Tag::TableHead => self.open_table_head(events, at),
            Tag::TableRow => self.open_table_row(),
            Tag::TableCell => self.open_table_cell(events, at),
            Tag::Emphasis => self.open(Opener::Inline, "<em>", "</em>"),
            Tag::Strong => self.open(Opener::Inline, "<strong>", "</strong>"),
            Tag::Strikethrough => self.open_strikethrough(range),
            Tag::Link { link_type, dest_url, title, .. } => {
                return self.link(*link_type, dest_url, title, range, events, at);
            }
            Tag::Image { dest_url, title, .. } => return self.image(dest_url, title, range, events, at),
            // Off in the options.
            _ => self.open(Opener::Container, "", ""),
        }
        at + 1
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::FootnoteDefinition => self.close_footnote(),
            TagEnd::Table => self.close_table(),
            TagEnd::TableHead => self.close_table_head(),
            TagEnd::Strikethrough => self.close_strikethrough(),
            TagEnd::Paragraph | TagEnd::Heading(_) => {
                // A line that begins with two full-width blanks may have ended the paragraph it stood in.
                self.close();
                self.last = None;
                self.raw.dropping = None;
            }
            TagEnd::Item | TagEnd::TableCell => {
                self.close();
                self.last = None;
                self.raw.dropping = None;
            }
            _ => self.close(),
        }
    }

    // --- text ---

    fn text(&mut self, content: &str, range: &Range<usize>, at: usize) {
        if self.raw.dropping.is_some() {
            return;
        }
        self.note_missing_footnote(range);
        if content.starts_with(['#', '＃']) {
            self.note_heading_mark(range);
        }
        let content = match self.cut {
            Some((event, len)) if event == at => content.get(..len).unwrap_or(content),
            _ => content,
        };
        let content = self.clean(content);
        self.shown(&content);
    }

    /// Writes visible text. Blanks at the start of a line, with which Chinese paragraphs are indented, are the theme's
    /// business.
    pub(super) fn shown(&mut self, text: &str) {
        let text = if self.last.is_none() { text.trim_start_matches(['\u{3000}', '\u{A0}', ' ']) } else { text };
        escape::push_text(&mut self.out, text);
        if let Some(last) = text.chars().rev().find(|c| !cjk::is_attached(*c)) {
            self.last = Some(last);
        }
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>, events: &[Spanned<'_>], at: usize) {
        if matches!(kind, CodeBlockKind::Indented) {
            let text = text_within(events, at);
            if text.chars().any(cjk::is_han) {
                let place = self.place(range);
                self.fault(place, FaultKind::IndentedText);
            }
        }
        self.open(Opener::Container, "<pre tabindex=\"0\"><code>", "</code></pre>\n");
        // Blanks at the start of a line are part of code.
        self.last = Some(' ');
    }

    /// Text between single tildes is not struck out: `5~8℃` is a range.
    fn open_strikethrough(&mut self, range: &Range<usize>) {
        let place = self.place(range);
        if self.source.get(place.start..).is_some_and(|rest| rest.starts_with("~~")) {
            self.open(Opener::Inline, "<del>", "</del>");
        } else {
            self.shown("~");
            self.open(Opener::Inline, "", "~");
        }
    }

    fn close_strikethrough(&mut self) {
        let tilde = self.stack.last().is_some_and(|open| open.end == "~");
        self.close();
        if tilde {
            self.last = Some('~');
        }
    }

    // --- the stack ---

    /// Opens an element, unless it is too deep.
    pub(super) fn open(&mut self, by: Opener, start: &str, end: impl Into<Cow<'static, str>>) {
        if self.has_room() {
            self.out.push_str(start);
            self.stack.push(Open { by, end: end.into() });
        } else {
            self.open_flat(by, start);
        }
    }

    /// Opens an element that cannot do without its parent, nor the parent without it: an item, a row, a cell.
    pub(super) fn open_part(&mut self, start: &str, end: &'static str) {
        if self.stack.last().is_some_and(|parent| !parent.end.is_empty()) {
            self.out.push_str(start);
            self.stack.push(Open { by: Opener::Container, end: Cow::Borrowed(end) });
        } else {
            self.open_flat(Opener::Container, start);
        }
    }

    /// Whether one more element may be opened; a fault, once, when not.
    pub(super) fn has_room(&mut self) -> bool {
        let room = self.stack.len() < DEEPEST;
        if !room && !self.too_deep {
            self.too_deep = true;
            let place = self.here.clone();
            self.fault(place, FaultKind::TooDeep);
        }
        room
    }

    fn open_flat(&mut self, by: Opener, start: &str) {
        // Written flat, but still a text of its own.
        if !start.is_empty() && matches!(by, Opener::Container | Opener::Paragraph | Opener::Heading) {
            self.out.push('\n');
        }
        self.stack.push(Open { by, end: Cow::Borrowed("") });
    }

    /// Closes the innermost Markdown element and whatever raw HTML is still open in it.
    pub(super) fn close(&mut self) {
        while let Some(open) = self.stack.pop() {
            self.out.push_str(&open.end);
            match open.by {
                Opener::Raw(name, at) => self.unclosed(&name, at),
                _ => return,
            }
        }
    }

    /// Closes everything above a height of the stack.
    pub(super) fn close_to(&mut self, height: usize) {
        while self.stack.len() > height {
            let Some(open) = self.stack.pop() else { return };
            self.out.push_str(&open.end);
            if let Opener::Raw(name, at) = open.by {
                self.unclosed(&name, at);
            }
        }
    }

    // --- places and faults ---

    pub(super) fn fault(&mut self, place: Range<usize>, kind: FaultKind) {
        let start = self.boundary(place.start);
        let end = self.boundary(place.end.max(start));
        self.faults.push(Fault::new(start..end, kind));
    }

    /// The start of the character at an offset. Where the parser has put a text together anew (a tag over two lines of a
    /// list), places in it are only near.
    fn boundary(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.source.len());
        while !self.source.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }

    /// A range of the parsed text as a range of the text given.
    pub(super) fn place(&self, range: &Range<usize>) -> Range<usize> {
        match self.marked {
            Some(marked) => marked.original(range.start)..marked.original(range.end),
            None => range.clone(),
        }
    }

    /// Text from the parser without our markers.
    pub(super) fn clean<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.marked {
            Some(marked) => marked.clean(text),
            None => Cow::Borrowed(text),
        }
    }

    /// Begins a new line of text.
    pub(super) fn new_line(&mut self) {
        self.last = None;
    }

    /// Notes that an image was shown: a line end beside it is white space.
    pub(super) fn shown_image(&mut self) {
        self.last = Some('\u{FFFC}');
    }
}
