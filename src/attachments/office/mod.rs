//! Office Open XML (ECMA-376): what Word, Excel and WPS have written since 2007, a ZIP of XML parts.
//!
//! Read here and not by a spreadsheet crate: those that there are give the cells of hidden rows and columns like all others
//! (calamine#237), and take as much memory as a file asks for.

mod document;
mod number_format;
mod package;
mod properties;
mod sheets;
mod workbook;
mod xml;

use super::traces::{TraceKind, Traces};
use super::{Fault, Reading, picture};
use package::Package;

/// Reads a file that begins as a ZIP.
pub(super) fn read(bytes: &[u8]) -> Result<Reading, Fault> {
    let mut package = Package::open(bytes)?;
    let main = package.main_part()?;
    let mut traces = Traces::default();
    let blocks = match main.folder() {
        "xl" => workbook::read(&mut package, &main, &mut traces)?,
        "word" => document::read(&mut package, &main, &mut traces)?,
        _ => return Ok(Reading::default()),
    };
    properties::read(&mut package, &mut traces);
    inventory(&mut package, &mut traces);
    Ok(super::finish(blocks, traces, (0, 1)))
}

/// What the names of the parts tell.
fn inventory(package: &mut Package<'_>, traces: &mut Traces) {
    let names: Vec<String> = package.names().to_vec();
    for name in &names {
        let lower = name.to_ascii_lowercase();
        let file = lower.rsplit('/').next().unwrap_or_default();
        if file == "vbaproject.bin" || lower.contains("/macrosheets/") {
            traces.add(TraceKind::Macros, "");
        } else if lower.contains("/embeddings/") || lower.contains("/activex/") && lower.ends_with(".bin") {
            traces.add(TraceKind::EmbeddedFiles, "");
        } else if lower.contains("/externallinks/externallink") {
            traces.add(TraceKind::ExternalLinks, "");
        } else if file.starts_with("pivotcacherecords") {
            traces.add(TraceKind::PivotData, "");
        } else if lower.contains("/media/")
            && (lower.ends_with(".jpg") || lower.ends_with(".jpeg") || lower.ends_with(".png"))
            && package.bytes(name).is_ok_and(|bytes| bytes.is_some_and(|bytes| picture::says_where(&bytes)))
        {
            traces.add(TraceKind::PicturePlaces, "");
        }
    }
}
