//! The words of a PDF (ISO 32000), and what it carries besides.
//!
//! hayro reads the file's structure and its fonts, with the tables that Chinese fonts without one of their own need
//! (GBK-EUC-H, UniGB-UCS2-H, Adobe-GB1). The drawing is followed here, for its text alone, so that every step and every
//! unpacked byte counts against a bound.

mod drawing;
mod fonts;
mod lines;
mod matrix;
mod streams;
mod traces;

use hayro_syntax::{LoadPdfError, Pdf};

use super::limits::MAX_PAGES;
use super::traces::{TraceKind, Traces};
use super::{Fault, Reading};
use streams::Budget;

/// Reads a PDF.
pub(super) fn read(bytes: &[u8]) -> Result<Reading, Fault> {
    streams::look_for_bombs(bytes)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Fault::Encrypted,
        LoadPdfError::Invalid => Fault::Damaged,
    })?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(Fault::Damaged);
    }
    if pages.len() > MAX_PAGES {
        return Err(Fault::TooLarge);
    }
    let mut traces = Traces::default();
    traces::read(&pdf, &mut traces);
    let fonts = fonts::Fonts::new();
    let mut budget = Budget::default();
    let mut layout = lines::Layout::default();
    let mut scans = 0;
    for page in pages.iter() {
        let drawn = drawing::follow(page, &fonts, &mut budget, &mut layout)?;
        scans += usize::from(drawn.is_scan());
        traces.add_many(TraceKind::HiddenText, usize::from(drawn.outside > 0), "");
    }
    Ok(super::finish(layout.paragraphs(), traces, (scans, pages.len())))
}
