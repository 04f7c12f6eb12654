//! The cells of a sheet, row by row.

use std::ops::RangeInclusive;

use super::super::Fault;
use super::super::limits::{MAX_BLOCKS, MAX_TEXT_CHARS};
use super::super::traces::{TraceKind, Traces};
use super::number_format::{Format, show};
use super::xml::{Node, Xml, attribute, says_yes};

/// What cells refer to.
pub(super) struct Tables<'a> {
    pub(super) strings: &'a [String],
    pub(super) formats: &'a [Format],
    pub(super) from_1904: bool,
}

/// Each row that one sees as one text, its cells apart. Hidden rows and columns are counted and left out.
pub(super) fn rows(text: &str, tables: &Tables<'_>, traces: &mut Traces) -> Result<Vec<String>, Fault> {
    let mut xml = Xml::new(text);
    let mut rows: Vec<String> = Vec::new();
    let mut hidden_columns: Vec<RangeInclusive<u32>> = Vec::new();
    let mut held = HeldBack::default();
    let mut chars = 0_usize;
    let (mut row_hidden, mut row_holds, mut column) = (false, false, 0_u32);
    let mut row = String::new();
    let mut zero_height = false;
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(element) => match element.local_name().as_ref() {
                "sheetFormatPr" => zero_height = says_yes(&element, "zeroHeight"),
                "col" => {
                    let number = |name| attribute(&element, name).and_then(|value| value.parse::<u32>().ok());
                    let width = attribute(&element, "width").and_then(|width| width.parse::<f64>().ok());
                    if let (Some(min), Some(max)) = (number("min"), number("max"))
                        && (says_yes(&element, "hidden") || width == Some(0.0))
                        && hidden_columns.len() < 16_384
                    {
                        hidden_columns.push(min..=max);
                    }
                }
                "row" => {
                    let height = attribute(&element, "ht").and_then(|height| height.parse::<f64>().ok());
                    row_hidden = match attribute(&element, "hidden") {
                        Some(_) => says_yes(&element, "hidden"),
                        None => zero_height && height.is_none(),
                    } || height == Some(0.0);
                    (row_holds, column) = (false, 0);
                    row.clear();
                }
                "c" => {
                    column = attribute(&element, "r").and_then(|r| column_of(&r)).unwrap_or(column + 1);
                    let format = attribute(&element, "s").and_then(|s| s.parse::<usize>().ok());
                    let kind = attribute(&element, "t").unwrap_or_default();
                    let format = format.and_then(|at| tables.formats.get(at)).copied().unwrap_or_default();
                    let value = cell(&mut xml, &kind, format, tables)?;
                    let value = value.trim();
                    if value.is_empty() {
                        continue;
                    }
                    if row_hidden {
                        row_holds = true;
                    } else if hidden_columns.iter().any(|columns| columns.contains(&column)) {
                        held.column(column);
                    } else {
                        if !row.is_empty() {
                            row.push(' ');
                        }
                        row.push_str(value);
                    }
                }
                // Readings, texts of the page's head and foot, old values of a shared workbook.
                "rPh" | "headerFooter" => xml.skip()?,
                _ => {}
            },
            Node::Close(name) if name == "row" => {
                held.rows += usize::from(row_hidden && row_holds);
                chars += row.len() / 3;
                if !row.is_empty() && rows.len() <= MAX_BLOCKS && chars <= MAX_TEXT_CHARS {
                    rows.push(std::mem::take(&mut row));
                }
            }
            Node::Close(_) | Node::Text(_) => {}
        }
    }
    traces.add_many(TraceKind::HiddenRows, held.rows, "");
    traces.add_many(TraceKind::HiddenColumns, held.columns.len(), "");
    Ok(rows)
}

/// Rows and columns that hold something and are hidden.
#[derive(Default)]
struct HeldBack {
    rows: usize,
    columns: std::collections::BTreeSet<u32>,
}

impl HeldBack {
    fn column(&mut self, column: u32) {
        self.columns.insert(column);
    }
}

/// Reads a cell that was just opened, to its end.
fn cell(xml: &mut Xml<'_>, kind: &str, format: Format, tables: &Tables<'_>) -> Result<String, Fault> {
    let mut value = String::new();
    let mut in_value = false;
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(element) => match element.local_name().as_ref() {
                "v" => in_value = true,
                "is" => value = rich_text(xml)?,
                // The formula; what it gives stands in the value.
                "f" => xml.skip()?,
                _ => {}
            },
            Node::Text(text) if in_value => value.push_str(&text),
            Node::Text(_) => {}
            Node::Close(name) => match name.as_str() {
                "v" => in_value = false,
                "c" => break,
                _ => {}
            },
        }
    }
    Ok(match kind {
        "s" => value.trim().parse::<usize>().ok().and_then(|at| tables.strings.get(at)).cloned().unwrap_or_default(),
        "str" | "inlineStr" | "d" => join_lines(&value),
        "b" => if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
        "e" => String::new(),
        _ => show(value.trim(), format, tables.from_1904),
    })
}

/// Reads a text of runs that was just opened (`si`, `is`), to its end.
pub(super) fn rich_text(xml: &mut Xml<'_>) -> Result<String, Fault> {
    let mut text = String::new();
    let mut in_text = false;
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(element) => match element.local_name().as_ref() {
                "t" => in_text = true,
                "rPh" => xml.skip()?,
                _ => {}
            },
            Node::Text(part) if in_text => text.push_str(&part),
            Node::Text(_) => {}
            Node::Close(name) => match name.as_str() {
                "t" => in_text = false,
                "si" | "is" => break,
                _ => {}
            },
        }
    }
    // A line end within a cell is set by hand to make it fit.
    Ok(join_lines(&text))
}

/// Joins the lines of a cell: nothing between Han characters, else a blank.
fn join_lines(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if joined.chars().next_back().is_some_and(|c| c.is_ascii()) || line.starts_with(|c: char| c.is_ascii()) {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined.trim().to_owned()
}

/// The column of a cell's name: 28 of `AB12`.
fn column_of(name: &str) -> Option<u32> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic);
    let column = letters.take(3).fold(0, |sum, letter| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    (column > 0).then_some(column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters_for_numbers() {
        assert_eq!(column_of("A1"), Some(1));
        assert_eq!(column_of("AB12"), Some(28));
        assert_eq!(column_of("XFD1048576"), Some(16_384));
        assert_eq!(column_of("12"), None);
    }

    #[test]
    fn lines_of_a_cell_join() {
        assert_eq!(join_lines("农村居民\n人均可支配\n收入"), "农村居民人均可支配收入");
        assert_eq!(join_lines("GDP\n2024"), "GDP 2024");
    }
}
