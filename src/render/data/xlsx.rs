//! The catalog as a workbook for Excel and WPS: dates are dates, the heading stays in sight, every column can be filtered.
//!
//! Rows leave memory as they are written (100,000 of them take 10 MB instead of 550), by way of a temporary file of the
//! library's. Its dates are those of the catalog, so that the same catalog gives the same bytes.

use std::sync::Arc;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::table::{HEADINGS, row};
use crate::catalog::Entry;
use crate::findings::{Finding, Place, rules};
use crate::render::names::{Names, last_change};
use crate::site::Moment;

/// Rows below the heading on one sheet; Excel has room for 1,048,576 in all.
const ROWS: usize = 1_000_000;

/// Widths of the columns in characters, in the order of the headings.
const WIDTHS: [f64; 16] =
    [20.0, 56.0, 22.0, 28.0, 18.0, 26.0, 10.0, 12.0, 10.0, 12.0, 17.0, 17.0, 48.0, 28.0, 10.0, 60.0];

/// Which columns hold dates, and dates with times.
const CREATED: usize = 9;
const PUBLISHED: usize = 10;
const UPDATED: usize = 11;

/// The workbook.
pub(super) fn workbook(names: &Names<'_>) -> Result<Vec<u8>, Box<Finding>> {
    write(names).map_err(|error| {
        let place = Place::file(super::File::Xlsx.address());
        Box::new(Finding::new(&rules::DATA_WORKBOOK, place).with("detail", error.to_string()))
    })
}

struct Formats {
    heading: Format,
    day: Format,
    minute: Format,
}

fn write(names: &Names<'_>) -> Result<Vec<u8>, XlsxError> {
    let catalog = names.catalog;
    let formats = Formats {
        heading: Format::new().set_bold().set_align(FormatAlign::VerticalCenter).set_border_bottom(FormatBorder::Thin),
        day: Format::new().set_num_format("yyyy-mm-dd"),
        minute: Format::new().set_num_format("yyyy-mm-dd hh:mm"),
    };
    let mut book = Workbook::new();
    let last = catalog.entries.iter().map(|entry| last_change(entry)).max_by_key(|moment| (moment.date, moment.time));
    let properties = DocProperties::new()
        .set_title(&catalog.config.title)
        .set_author(catalog.config.agencies.first().map_or("", |agency| &agency.name));
    // Excel has no dates before 1900; an empty catalog has none at all.
    let pinned = last.and_then(day_and_minute).map_or_else(|| ExcelDateTime::from_ymd(2000, 1, 1), Ok)?;
    book.set_properties(&properties.set_creation_datetime(&pinned));
    let mut chunks: Vec<&[Arc<Entry>]> = catalog.entries.chunks(ROWS).collect();
    if chunks.is_empty() {
        chunks.push(&[]);
    }
    for (at, entries) in chunks.into_iter().enumerate() {
        let name = names.strings.get("catalog");
        let sheet = book.add_worksheet_with_constant_memory()?;
        sheet.set_name(if at == 0 { name.to_owned() } else { format!("{name} {}", at + 1) })?;
        fill(names, sheet, entries, &formats)?;
    }
    book.save_to_buffer()
}

fn fill(names: &Names<'_>, sheet: &mut Worksheet, entries: &[Arc<Entry>], formats: &Formats) -> Result<(), XlsxError> {
    let last_column = u16::try_from(HEADINGS.len() - 1).unwrap_or(u16::MAX);
    let last_row = u32::try_from(entries.len()).unwrap_or(u32::MAX);
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(1, 2)?;
    sheet.autofilter(0, 0, last_row, last_column)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    for (column, heading) in (0..).zip(HEADINGS) {
        sheet.write_string_with_format(0, column, names.strings.get(heading), &formats.heading)?;
    }
    for (line, entry) in (1..).zip(entries) {
        let day = Moment { date: entry.created, time: None };
        for (column, (index, text)) in (0..).zip(row(names, entry).into_iter().enumerate()) {
            let (moment, format) = match index {
                CREATED => (Some(day), &formats.day),
                PUBLISHED => (Some(entry.published), minute_or_day(entry.published, formats)),
                UPDATED => (entry.updated, entry.updated.map_or(&formats.day, |moment| minute_or_day(moment, formats))),
                _ => (None, &formats.day),
            };
            match moment.and_then(day_and_minute) {
                Some(value) => sheet.write_datetime_with_format(line, column, value, format)?,
                None if text.is_empty() => continue,
                // A cell written as text is never taken for a formula. Excel holds 32,767 characters in a cell.
                None => sheet.write_string(line, column, text.chars().take(32_000).collect::<String>())?,
            };
        }
    }
    Ok(())
}

fn minute_or_day(moment: Moment, formats: &Formats) -> &Format {
    if moment.time.is_some() { &formats.minute } else { &formats.day }
}

/// A moment as Excel counts it; none before 1900, which it cannot count.
fn day_and_minute(moment: Moment) -> Option<ExcelDateTime> {
    let date = moment.date;
    let (year, month, day) =
        (u16::try_from(date.year()).ok()?, u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    let value = ExcelDateTime::from_ymd(year, month, day).ok()?;
    let Some(time) = moment.time else { return Some(value) };
    value.and_hms(u16::try_from(time.hour()).ok()?, u8::try_from(time.minute()).ok()?, f64::from(time.second())).ok()
}
