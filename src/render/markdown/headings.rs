//! Headings and articles: their levels and their ids.

use std::ops::Range;

use pulldown_cmark::Event;

use super::fault::FaultKind;
use super::look::{end_of, text_within};
use super::page::{Opener, Page};
use super::parse::Spanned;
use super::{Heading, cjk, ids};

/// The level of headings in the page: the page's own title is its `h1`, so the text begins at `h2`; the order of what is
/// above what is kept, and no level is left out on the way down.
#[derive(Default)]
pub(super) struct Levels(Vec<u8>);

impl Levels {
    fn next(&mut self, written: u8) -> u8 {
        while self.0.last().is_some_and(|open| *open >= written) {
            self.0.pop();
        }
        self.0.push(written);
        u8::try_from(self.0.len()).unwrap_or(5).saturating_add(1).min(6)
    }
}

impl Page<'_> {
    pub(super) fn open_heading(&mut self, written: u8, range: &Range<usize>, events: &[Spanned<'_>], at: usize) {
        self.new_line();
        let place = self.place(range);
        let level = self.levels.next(written);
        let text = join_lines(&self.clean(&text_within(events, at)));
        let (text, wish) = match ids::explicit(&text) {
            Some((text, id)) => (text.to_owned(), Some(id.to_owned())),
            None => (text, None),
        };
        let number = self.headings.len() + 1;
        let own = |page: &mut Self| {
            let wish = ids::article(&text).or_else(|| ids::slug(&text)).unwrap_or_else(|| format!("s-{number}"));
            page.ids.take_near(&wish)
        };
        self.cut = None;
        let id = match wish {
            Some(id) => {
                self.cut = self.cut_of(events, at, &id);
                if self.ids.take(&id) {
                    id
                } else {
                    self.fault(place, FaultKind::DoubledId(id));
                    own(self)
                }
            }
            None => own(self),
        };
        self.open(Opener::Heading, &format!("<h{level} id=\"{id}\">"), format!("</h{level}>\n"));
        self.headings.push(Heading { level, id, text });
    }

    /// Where the text of the last event of a heading ends when `{#id}` is taken off.
    fn cut_of(&self, events: &[Spanned<'_>], at: usize, id: &str) -> Option<(usize, usize)> {
        let last = end_of(events, at).checked_sub(1)?;
        let (Event::Text(text), _) = events.get(last)? else { return None };
        let (before, found) = ids::explicit(text)?;
        (found == self.clean(id)).then_some((last, before.len()))
    }

    /// `#总则` and `＃ 总则`, which Markdown shows as they are. `#1 楼` is no attempt at a heading.
    pub(super) fn note_heading_mark(&mut self, range: &Range<usize>) {
        let place = self.place(range);
        let (Some(before), Some(text)) = (self.source.get(..place.start), self.source.get(place.start..)) else {
            return;
        };
        let line_start = before.trim_end_matches([' ', '\u{3000}']);
        let in_paragraph = self.stack.last().is_some_and(|open| open.by == Opener::Paragraph);
        if !in_paragraph || !(line_start.is_empty() || line_start.ends_with('\n')) {
            return;
        }
        let after = text.trim_start_matches(['#', '＃']);
        let marks = text.get(..text.len() - after.len()).unwrap_or_default();
        let is_attempt = marks.chars().count() <= 6
            && after.trim_start_matches([' ', '\u{3000}']).starts_with(|c| cjk::is_han(c) || cjk::opens(c));
        if is_attempt {
            let marks = marks.to_owned();
            self.fault(place.start..place.start + marks.len(), FaultKind::HeadingMark(marks));
        }
    }

    /// Id and name of the article that begins with the next paragraph.
    pub(super) fn article(&self, events: &[Spanned<'_>], at: usize) -> Option<(String, String)> {
        let mut text = String::new();
        for (event, _) in events.get(at..)? {
            match event {
                Event::Text(piece) => text.push_str(&self.clean(piece)),
                Event::SoftBreak | Event::HardBreak => text.push(' '),
                Event::Start(pulldown_cmark::Tag::Strong | pulldown_cmark::Tag::Emphasis)
                | Event::End(pulldown_cmark::TagEnd::Strong | pulldown_cmark::TagEnd::Emphasis) => {}
                _ => break,
            }
            if !text.trim_start().is_empty() && !text.trim_start().starts_with('第') {
                return None;
            }
            // The longest numbers have nine characters, and one more must be seen.
            if text.trim_start().chars().nth(20).is_some() {
                break;
            }
        }
        let id = ids::article(&text)?;
        let text = text.trim_start();
        let whole = text.find('条').map_or(text.len(), |at| at + '条'.len_utf8());
        let (number, rest) = text.split_at(whole);
        // 第一百二十条之一
        let sub = rest.find(|c: char| !"之零〇一二三四五六七八九十0123456789".contains(c)).unwrap_or(rest.len());
        let name = if rest.starts_with('之') { number.to_owned() + &rest[..sub] } else { number.to_owned() };
        Some((id, name))
    }
}

/// The lines of a heading as one.
fn join_lines(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for line in text.split('\n') {
        if let (Some(before), Some(after)) = (joined.chars().next_back(), line.chars().next())
            && !cjk::joins(before, after)
        {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(written: &[u8]) -> Vec<u8> {
        let mut levels = Levels::default();
        written.iter().map(|level| levels.next(*level)).collect()
    }

    #[test]
    fn headings_begin_at_two_and_leave_no_level_out() {
        assert_eq!(levels(&[1, 2, 3, 2, 1]), [2, 3, 4, 3, 2]);
        assert_eq!(levels(&[2, 4, 4, 3, 2]), [2, 3, 3, 3, 2]);
        assert_eq!(levels(&[3, 2, 1, 6]), [2, 2, 2, 3]);
        assert_eq!(levels(&[1, 2, 3, 4, 5, 6]), [2, 3, 4, 5, 6, 6]);
    }
}
