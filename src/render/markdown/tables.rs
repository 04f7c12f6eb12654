//! Tables: in a region that scrolls, with headers that say what they head.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::escape;
use super::look::{end_of, text_within};
use super::page::{Opener, Page};
use super::parse::Spanned;

/// How many characters of a table's header go into its label.
const LONGEST_LABEL: usize = 30;

/// The table being written. Tables of Markdown cannot stand in one another.
#[derive(Default)]
pub(super) struct TableState {
    /// How each column is aligned.
    columns: Vec<Alignment>,
    /// The column of the next cell.
    column: usize,
    part: Part,
    /// Where in the output an empty header began, to be taken back.
    empty_head: Option<usize>,
    /// How many tables the text has so far, those in raw HTML included.
    count: usize,
}

/// The part of a table.
#[derive(Default, PartialEq, Eq)]
enum Part {
    #[default]
    Before,
    Head,
    Body,
}

impl Page<'_> {
    pub(super) fn open_table(&mut self, columns: &[Alignment], events: &[Spanned<'_>], at: usize) {
        self.table.columns = columns.to_vec();
        self.table.part = Part::Before;
        let header = self.header(events, at + 1);
        let (start, end) = self.table_frame(&header.join(self.words.comma));
        self.open(Opener::Container, &format!("{start}<table>\n"), format!("</table>\n{end}"));
    }

    /// The start and end of the region around a table. It can be reached by keyboard, so that it can be scrolled, and
    /// every table's label is its own.
    pub(super) fn table_frame(&mut self, header: &str) -> (String, &'static str) {
        self.table.count += 1;
        let mut frame = format!(
            "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{} {}",
            self.words.table, self.table.count
        );
        if !header.is_empty() {
            frame.push_str(self.words.colon);
            let mut label: String = header.chars().take(LONGEST_LABEL).collect();
            if label.len() < header.len() {
                label.push('…');
            }
            escape::push_attribute(&mut frame, &label);
        }
        frame.push_str("\">");
        (frame, "</div>\n")
    }

    /// The texts of a table's header that are not empty.
    fn header(&self, events: &[Spanned<'_>], head: usize) -> Vec<String> {
        let mut texts = Vec::new();
        let mut i = head + 1;
        while let Some((Event::Start(Tag::TableCell), _)) = events.get(i) {
            let text = self.clean(&text_within(events, i)).trim().to_owned();
            if !text.is_empty() {
                texts.push(text);
            }
            i = end_of(events, i) + 1;
        }
        texts
    }

    pub(super) fn open_table_head(&mut self, events: &[Spanned<'_>], at: usize) {
        self.table.part = Part::Head;
        self.table.column = 0;
        // Converters write a table without a header as one with an empty header.
        let empty = text_within(events, at).trim().is_empty() && !has_image(events, at);
        self.table.empty_head = empty.then_some(self.out.len());
        self.open_part("<thead>\n<tr>\n", "</tr>\n</thead>\n");
    }

    pub(super) fn close_table_head(&mut self) {
        self.close();
        self.table.part = Part::Before;
        if let Some(start) = self.table.empty_head.take() {
            self.out.truncate(start);
        }
    }

    pub(super) fn close_table(&mut self) {
        if self.table.part == Part::Body {
            self.close();
        }
        self.table.part = Part::Before;
        self.close();
    }

    pub(super) fn open_table_row(&mut self) {
        self.table.column = 0;
        if self.table.part != Part::Body {
            self.table.part = Part::Body;
            self.open_part("<tbody>\n", "</tbody>\n");
        }
        self.open_part("<tr>\n", "</tr>\n");
    }

    pub(super) fn open_table_cell(&mut self, events: &[Spanned<'_>], at: usize) {
        self.new_line();
        let class = match self.table.columns.get(self.table.column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::None) | None => "",
        };
        self.table.column += 1;
        // An empty header heads nothing: it would be read out as such.
        let is_header =
            self.table.part == Part::Head && !matches!(events.get(at + 1), Some((Event::End(TagEnd::TableCell), _)));
        if is_header {
            self.open_part(&format!("<th scope=\"col\"{class}>"), "</th>\n");
        } else {
            self.open_part(&format!("<td{class}>"), "</td>\n");
        }
    }
}

fn has_image(events: &[Spanned<'_>], at: usize) -> bool {
    let end = end_of(events, at);
    let inner = events.get(at..end).unwrap_or_default();
    inner.iter().any(|(event, _)| matches!(event, Event::Start(Tag::Image { .. }) | Event::InlineHtml(_)))
}
