//! What is inside the files that go out with an item: their words, for the search, and what nobody meant to publish.
//!
//! Attachments come from anywhere, so everything here is bounded (`limits.rs`), works on bytes alone and never trusts a
//! length, an offset or a name that a file states. The same bytes give the same [`Reading`], on any machine: bounds count
//! bytes and steps, never seconds.
//!
//! Text that visitors do not see when they open the file is not read: deleted and hidden words, hidden sheets, rows and
//! columns, comments, properties. That it is there is said ([`Trace`]), because it goes out with the file.

mod findings;
mod limits;
mod office;
mod pdf;
pub mod picture;
mod plain;
mod quality;
mod quiet;
mod traces;

pub use findings::findings;
pub use limits::{MAX_BLOCKS, MAX_FILE_BYTES, MAX_TEXT_CHARS};
pub use traces::{Trace, TraceKind};

use serde::{Deserialize, Serialize};

use crate::site::file_type;
use traces::Traces;

/// What a file held.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// How well its words could be read.
    pub verdict: Verdict,
    /// Its paragraphs and rows in order, for the search; clean of everything unreadable.
    pub blocks: Vec<String>,
    /// What else it carries.
    pub traces: Vec<Trace>,
}

/// How well the words of a file could be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// Not a kind of file that is read: a picture, an archive, a drawing.
    #[default]
    NotRead,
    /// All of them.
    Text,
    /// As many as are searched; the rest is left out ([`MAX_TEXT_CHARS`]).
    Cut,
    /// So many pages of so many are pictures without words: scans. Other files without any word count as one page.
    NoText {
        /// Pages without a word.
        pages: usize,
        /// All pages.
        of: usize,
    },
    /// The fonts do not say which characters they show: what can be copied out of the file is not what one sees.
    Unreadable,
    /// Protected by a password.
    Encrypted,
    /// Broken, cut off, or not what it says.
    Damaged,
    /// Too large, or far too much when it is unpacked.
    TooLarge,
    /// A format of before 2007 that is not read.
    OldFormat,
}

/// What kept a file from being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Damaged,
    Encrypted,
    TooLarge,
}

impl From<Fault> for Reading {
    fn from(fault: Fault) -> Self {
        let verdict = match fault {
            Fault::Damaged => Verdict::Damaged,
            Fault::Encrypted => Verdict::Encrypted,
            Fault::TooLarge => Verdict::TooLarge,
        };
        Self { verdict, ..Self::default() }
    }
}

/// Reads a file: its bytes decide what it is, its name only where bytes cannot tell (text).
///
/// Never panics: the parsers of foreign formats are libraries, and what they do not survive is a damaged file.
pub fn read(name: &str, bytes: &[u8]) -> Reading {
    if let Some(told) = picture::told(bytes) {
        return of_picture(told);
    }
    match Kind::of(name, bytes) {
        Kind::Other => Reading::default(),
        Kind::Old => Reading { verdict: Verdict::OldFormat, ..Reading::default() },
        Kind::Protected => Fault::Encrypted.into(),
        _ if bytes.len() > MAX_FILE_BYTES => Fault::TooLarge.into(),
        Kind::Office => guarded(false, || office::read(bytes)),
        Kind::Pdf => guarded(true, || pdf::read(bytes)),
        Kind::Text => guarded(false, || plain::read(name, bytes)),
    }
}

/// A picture that goes out as it is: nothing is read, but what it tells is said.
fn of_picture(told: picture::Told) -> Reading {
    let mut traces = Traces::default();
    traces.add_many(TraceKind::PicturePlaces, usize::from(told.place), "");
    traces.add_many(TraceKind::PictureDetails, usize::from(told.details), "");
    Reading { traces: traces.finish(), ..Reading::default() }
}

/// Whether such a file is opened, as far as its name tells; spares opening what says nothing.
pub fn is_read(name: &str) -> bool {
    let ending = ending(name);
    READ_ENDINGS.contains(&ending.as_str()) || OLD_ENDINGS.contains(&ending.as_str()) || is_foreign_picture(name)
}

/// Whether such a file is a picture that goes out as it is. It has no words; what it tells besides is looked for.
pub fn is_foreign_picture(name: &str) -> bool {
    ["gif", "tif", "tiff", "heic", "heif", "avif"].contains(&ending(name).as_str())
}

const READ_ENDINGS: &[&str] =
    &["docx", "docm", "dotx", "xlsx", "xlsm", "xltx", "pptx", "pdf", "txt", "csv", "tsv", "wps", "et", "dps"];
const OLD_ENDINGS: &[&str] = &["doc", "dot", "xls", "xlt", "ppt"];

fn ending(name: &str) -> String {
    name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase())
}

enum Kind {
    Office,
    Pdf,
    Text,
    Old,
    Protected,
    Other,
}

impl Kind {
    fn of(name: &str, bytes: &[u8]) -> Self {
        if file_type::is_protected_office(bytes) {
            return Self::Protected;
        }
        match file_type::of(name, bytes).name() {
            "DOCX" | "DOCM" | "DOTX" | "XLSX" | "XLSM" | "XLTX" => Self::Office,
            "PDF" => Self::Pdf,
            "TXT" | "CSV" | "TSV" => Self::Text,
            // WPS writes both the old and the new form under its own endings.
            "WPS" | "ET" | "DPS" if bytes.starts_with(b"PK") => Self::Office,
            "WPS" | "ET" | "DPS" | "DOC" | "DOT" | "XLS" | "XLT" | "PPT" | "Office" => Self::Old,
            // Where the name says another type, that is said of the file already.
            _ => Self::Other,
        }
    }
}

/// Runs a parser; a panic of it makes a damaged file, not a broken build.
///
/// `foreign` is a format that a library reads as a whole.
fn guarded(foreign: bool, read: impl FnOnce() -> Result<Reading, Fault> + std::panic::UnwindSafe) -> Reading {
    // The fuzzer is to see every panic of ours.
    match if cfg!(fuzzing) && !foreign { Some(read()) } else { quiet::catch(read) } {
        Some(Ok(reading)) => reading,
        Some(Err(fault)) => fault.into(),
        None => Fault::Damaged.into(),
    }
}

/// A reading of these blocks: what cannot be read is dropped, what is too much is cut off. `scans` are pages without a word
/// and all pages.
fn finish(blocks: Vec<String>, traces: Traces, scans: (usize, usize)) -> Reading {
    let quality::Judged { blocks, unreadable } = quality::judge(blocks);
    let (blocks, cut) = cut(blocks);
    let (pages, of) = scans;
    let verdict = if unreadable {
        Verdict::Unreadable
    } else if blocks.is_empty() {
        Verdict::NoText { pages: of.max(1), of: of.max(1) }
    } else if pages > 0 {
        Verdict::NoText { pages, of }
    } else if cut {
        Verdict::Cut
    } else {
        Verdict::Text
    };
    Reading { verdict, blocks, traces: traces.finish() }
}

/// The blocks up to the bounds, without empty ones, and whether something was cut off.
fn cut(blocks: Vec<String>) -> (Vec<String>, bool) {
    let mut left = MAX_TEXT_CHARS;
    let mut kept = Vec::new();
    for block in blocks {
        let block = block.trim();
        if block.is_empty() {
            continue;
        }
        let count = block.chars().count();
        if kept.len() >= MAX_BLOCKS || count > left {
            return (kept, true);
        }
        left -= count;
        kept.push(block.to_owned());
    }
    (kept, false)
}

#[cfg(test)]
mod tests;
