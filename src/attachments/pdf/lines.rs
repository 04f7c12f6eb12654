//! From glyphs at places to paragraphs: a PDF knows neither lines nor blanks, and a word that is cut at a line's end is not
//! found.

/// A character at its place on the page.
pub(super) struct Glyph<'a> {
    pub(super) text: &'a str,
    pub(super) start: (f64, f64),
    pub(super) end: (f64, f64),
    pub(super) size: f64,
    /// The direction of the text; of any length.
    pub(super) direction: (f64, f64),
}

/// A gap of so many times the type size is a blank between words, from so many on the border of a table's cell.
const BLANK: f64 = 0.22;
const CELL: f64 = 1.4;

/// Lines whose type differs by more do not belong to one paragraph.
const SAME_SIZE: f64 = 0.15;

/// A line that ends within so many times the type size from the right margin is full and goes on in the next.
const FULL: f64 = 2.1;

/// A first line stands in by two characters (GB/T 9704).
const INDENT: f64 = 1.2;

/// Lines farther apart are not one paragraph; GB/T 9704 has them at 1.75 times the type size.
const APART: f64 = 2.6;

/// The text of a file as it comes.
#[derive(Debug, Default)]
pub(super) struct Layout {
    lines: Vec<Line>,
    page: usize,
    open: Option<Line>,
    last: Option<(String, f64, f64)>,
}

/// Characters in one line, in the direction in which they run.
#[derive(Debug, Clone)]
struct Line {
    text: String,
    page: usize,
    /// Angle of its direction, in degrees, rounded.
    angle: i32,
    /// Where it begins and ends along its direction, and where it lies across.
    start: f64,
    end: f64,
    across: f64,
    size: f64,
    /// Whether it is a cell: something stands before or after it in the same line, at a distance.
    cell: bool,
}

impl Layout {
    pub(super) fn begin_page(&mut self) {
        self.close();
        self.page += 1;
    }

    /// Adds a character.
    pub(super) fn put(&mut self, glyph: &Glyph<'_>) {
        let (dx, dy) = glyph.direction;
        let length = dx.hypot(dy);
        if !(length.is_finite() && length > 0.0 && glyph.size.is_finite() && glyph.size > 0.0) {
            return;
        }
        let (dx, dy) = (dx / length, dy / length);
        let along = |(x, y): (f64, f64)| x * dx + y * dy;
        let (start, end) = (along(glyph.start), along(glyph.end));
        let across = glyph.start.1 * dx - glyph.start.0 * dy;
        if ![start, end, across].iter().all(|value| value.is_finite()) {
            return;
        }
        #[expect(clippy::cast_possible_truncation, reason = "an angle")]
        let angle = dy.atan2(dx).to_degrees().round() as i32;
        // Bold made by printing twice, a little apart.
        if let Some((text, at, line)) = &self.last
            && text == glyph.text
            && (start - at).abs() < glyph.size * 0.3
            && (across - line).abs() < glyph.size * 0.3
        {
            return;
        }
        let mut cell = false;
        let last = Some((glyph.text.to_owned(), start, across));
        if let Some(line) = &mut self.open {
            let same = line.angle == angle
                && (across - line.across).abs() < 0.5 * line.size.max(glyph.size)
                && start > line.end - line.size;
            let gap = (start - line.end) / line.size.max(glyph.size);
            if same && gap < CELL {
                if gap > BLANK && needs_blank(&line.text, glyph.text) {
                    line.text.push(' ');
                }
                line.text.push_str(glyph.text);
                line.end = line.end.max(end);
                // A superscript does not move the line.
                if glyph.size > line.size {
                    (line.size, line.across) = (glyph.size, across);
                }
                self.last = last;
                return;
            }
            cell = same;
            line.cell |= same;
        }
        self.close();
        self.last = last;
        let text = glyph.text.to_owned();
        self.open = Some(Line { text, page: self.page, angle, start, end, across, size: glyph.size, cell });
    }

    fn close(&mut self) {
        self.last = None;
        let Some(line) = self.open.take() else { return };
        if line.text.trim().is_empty() {
            return;
        }
        // A whole line printed twice for bold.
        if let Some(before) = self.lines.last()
            && before.page == line.page
            && before.text == line.text
            && (before.across - line.across).abs() < line.size * 0.3
            && (before.start - line.start).abs() < line.size * 0.3
        {
            return;
        }
        self.lines.push(line);
    }

    /// The paragraphs of all pages.
    pub(super) fn paragraphs(mut self) -> Vec<String> {
        self.close();
        drop_page_numbers(&mut self.lines);
        let margins = margins(&self.lines);
        let mut paragraphs: Vec<String> = Vec::new();
        let mut before: Option<&Line> = None;
        for line in &self.lines {
            let goes_on = before.is_some_and(|before| goes_on(before, line, &margins));
            match (goes_on, paragraphs.last_mut()) {
                (true, Some(paragraph)) => {
                    let text = line.text.trim_start();
                    if needs_blank(paragraph, text) {
                        paragraph.push(' ');
                    }
                    paragraph.push_str(text);
                }
                _ => paragraphs.push(line.text.trim().to_owned()),
            }
            before = Some(line);
        }
        paragraphs
    }
}

/// Whether two pieces would run together that were apart: words in letters and figures are, Han characters never.
fn needs_blank(before: &str, after: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() && (c as u32) < 0x2E80;
    match (before.chars().next_back(), after.chars().next()) {
        (Some(before), Some(after)) => {
            (is_letter(before) || matches!(before, ',' | '.' | ';' | ':' | ')')) && (is_letter(after) || after == '(')
        }
        _ => false,
    }
}

/// Left and right margin of a page's lines in one direction.
type Margins = std::collections::BTreeMap<(usize, i32), (f64, f64)>;

fn margins(lines: &[Line]) -> Margins {
    let mut margins = Margins::new();
    for line in lines.iter().filter(|line| !line.cell) {
        let entry = margins.entry((line.page, line.angle)).or_insert((line.start, line.end));
        *entry = (entry.0.min(line.start), entry.1.max(line.end));
    }
    margins
}

/// Whether a paragraph goes on in the next line.
fn goes_on(before: &Line, line: &Line, margins: &Margins) -> bool {
    if before.cell || line.cell || before.angle != line.angle {
        return false;
    }
    let size = before.size;
    if (line.size - size).abs() > size * SAME_SIZE {
        return false;
    }
    let (Some(from), Some(to)) = (margins.get(&(before.page, before.angle)), margins.get(&(line.page, line.angle)))
    else {
        return false;
    };
    let full = before.end > from.1 - FULL * size;
    let stands_in = line.start > to.0 + INDENT * size;
    let down = before.across - line.across;
    let near = if before.page == line.page { down > 0.0 && down < APART * size } else { before.page + 1 == line.page };
    full && !stands_in && near && !ends_a_sentence_before_an_item(&before.text, &line.text)
}

/// A full line may end a paragraph by chance; where the next one begins like an item of a list, it did.
fn ends_a_sentence_before_an_item(before: &str, after: &str) -> bool {
    let ends = before.trim_end().ends_with(['。', '；', '：', '！', '？', ';', ':']);
    let after = after.trim_start();
    let begins = after.starts_with(['（', '(', '第', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'])
        || after.starts_with(|c: char| c.is_ascii_digit());
    ends && begins
}

/// The number of a page at its top or bottom stands between two lines of a paragraph and is no word of it.
fn drop_page_numbers(lines: &mut Vec<Line>) {
    let is_number = |line: &Line| {
        let text = line.text.trim();
        text.chars().any(|c| c.is_ascii_digit())
            && text.chars().count() <= 16
            && text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "—–-－·/第页共之".contains(c))
    };
    let ends: Vec<bool> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let first = at == 0 || lines[at - 1].page != line.page;
            let last = lines.get(at + 1).is_none_or(|next| next.page != line.page);
            // A page with nothing but a number on it keeps it.
            (first != last) && is_number(line)
        })
        .collect();
    let mut ends = ends.iter();
    lines.retain(|_| !ends.next().copied().unwrap_or(false));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of lines, each at a place and set in 10 points.
    fn page(layout: &mut Layout, lines: &[(f64, f64, &str)]) {
        layout.begin_page();
        for (x, y, text) in lines {
            let mut at = *x;
            for c in text.chars() {
                let width = if c.is_ascii() { 5.0 } else { 10.0 };
                let text = c.to_string();
                let glyph =
                    Glyph { text: &text, start: (at, *y), end: (at + width, *y), size: 10.0, direction: (10.0, 0.0) };
                layout.put(&glyph);
                at += width;
            }
        }
    }

    fn paragraphs(pages: &[&[(f64, f64, &str)]]) -> Vec<String> {
        let mut layout = Layout::default();
        for lines in pages {
            page(&mut layout, lines);
        }
        layout.paragraphs()
    }

    #[test]
    fn a_paragraph_is_joined_over_lines_and_pages() {
        let first: &[_] = &[
            (20.0, 100.0, "各村民委员会要切实做好农"),
            (0.0, 82.0, "村宅基地的登记工作，责任到"),
            (60.0, 10.0, "— 1 —"),
        ];
        let second: &[_] = &[(0.0, 100.0, "人。"), (20.0, 82.0, "特此通知。"), (60.0, 10.0, "— 2 —")];
        assert_eq!(
            paragraphs(&[first, second]),
            ["各村民委员会要切实做好农村宅基地的登记工作，责任到人。", "特此通知。"]
        );
    }

    #[test]
    fn words_in_letters_keep_their_blanks_and_cells_their_borders() {
        assert_eq!(
            paragraphs(&[&[(0.0, 100.0, "GB"), (13.0, 100.0, "T"), (60.0, 100.0, "姓名"), (120.0, 100.0, "住址")]]),
            ["GB T", "姓名", "住址"]
        );
    }

    #[test]
    fn bold_by_printing_twice_is_read_once() {
        let mut layout = Layout::default();
        page(&mut layout, &[(0.0, 100.0, "通知"), (0.4, 100.0, "通知")]);
        assert_eq!(layout.paragraphs(), ["通知"]);
        let mut layout = Layout::default();
        layout.begin_page();
        for x in [0.0, 0.4, 10.0, 10.4] {
            let text = if x < 5.0 { "通" } else { "知" };
            layout.put(&Glyph { text, start: (x, 0.0), end: (x + 10.0, 0.0), size: 10.0, direction: (1.0, 0.0) });
        }
        assert_eq!(layout.paragraphs(), ["通知"]);
    }

    #[test]
    fn nonsense_places_do_no_harm() {
        let mut layout = Layout::default();
        layout.begin_page();
        for bad in [f64::NAN, f64::INFINITY, 0.0, -1.0, 1e300] {
            layout.put(&Glyph { text: "字", start: (bad, 0.0), end: (0.0, bad), size: bad, direction: (bad, bad) });
        }
        assert!(layout.paragraphs().len() <= 2);
    }
}
