//! Tables: in a region that scrolls, with headers that say what they head.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::escape;
use super::look::{end_of, text_within};
use super::page::{Opener, Page};
use super::parse::Spanned;

/// How many characters of a table's header go into its label.
const LONGEST_LABEL: usize = 30;

impl Page<'_> {
    pub(super) fn open_table(&mut self, columns: &[Alignment], events: &[Spanned<'_>], at: usize) {
        self.close_raw_paragraph();
        self.columns = columns.to_vec();
        self.column = 0;
        let header = self.header(events, at + 1);
        let (start, end) = self.table_frame(&header.join(self.words.comma));
        self.open(Opener::Container, &format!("{start}<table>\n"), format!("</table>\n{end}"));
    }

    /// The start and end of the region around a table. It can be reached by keyboard, so that it can be scrolled, and
    /// every table's label is its own.
    pub(super) fn table_frame(&mut self, header: &str) -> (String, &'static str) {
        self.tables += 1;
        let mut frame = format!(
            "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{} {}",
            self.words.table, self.tables
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
        self.in_head = true;
        self.column = 0;
        // Converters write a table without a header as one with an empty header.
        self.empty_head = text_within(events, at).trim().is_empty() && !has_image(events, at);
        if self.empty_head {
            self.head_start = self.out.len();
        }
        self.open_part("<thead>\n<tr>\n", "</tr>\n</thead>\n");
    }

    pub(super) fn close_table_head(&mut self) {
        self.close();
        self.in_head = false;
        if self.empty_head {
            self.out.truncate(self.head_start);
        }
    }

    pub(super) fn open_table_row(&mut self) {
        self.column = 0;
        self.open_part("<tr>\n", "</tr>\n");
    }

    pub(super) fn open_table_cell(&mut self, events: &[Spanned<'_>], at: usize) {
        self.new_line();
        let class = match self.columns.get(self.column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::None) | None => "",
        };
        self.column += 1;
        // An empty header heads nothing: it would be read out as such.
        let is_header = self.in_head && !matches!(events.get(at + 1), Some((Event::End(TagEnd::TableCell), _)));
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
