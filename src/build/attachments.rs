//! Reads the attachments of what is public: their words go into the search, what is wrong with them to the clerk.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use super::timings::{Phase, Progress};
use crate::attachments::{self, Reading, Verdict};
use crate::catalog::{Catalog, Entry};
use crate::findings::Finding;
use crate::search::{AttachmentText, Document};
use crate::site::Config;

/// A file whose words are searched with its entry.
#[derive(Debug, Clone)]
pub(super) struct Source {
    /// The name under which readers know it.
    title: String,
    /// Its path in the content folder.
    content_path: String,
    disk: PathBuf,
    /// In bytes.
    size: u64,
    /// SHA-256 of its content.
    hash: [u8; 32],
}

/// The files of each entry, in the order of the entries.
///
/// Only what the page offers or links to counts: an entry without its text, such as a withdrawn one, has no files.
pub(super) fn sources(catalog: &Catalog) -> Vec<Vec<Source>> {
    catalog.entries.iter().map(|entry| sources_of(entry)).collect()
}

fn sources_of(entry: &Entry) -> Vec<Source> {
    let linked = entry.images.iter().filter(|file| attachments::is_read(&file.file_name));
    let files = entry.attachments.iter().chain(linked);
    files
        .map(|file| Source {
            title: file.title.clone(),
            content_path: file.content_path.clone(),
            disk: file.disk.clone(),
            size: file.size,
            hash: file.source_hash,
        })
        .collect()
}

/// What files held, by their path in the content folder, with the SHA-256 of the content that was read.
pub(super) type Known = BTreeMap<String, ([u8; 32], Arc<Reading>)>;

/// Tells nobody.
pub(super) struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Phase, _: Option<usize>) {}
    fn advance(&self, _: usize) {}
    fn end(&self) {}
}

/// Reads every file once, side by side; not again what is in `before` with the same content.
pub(super) fn read(sources: &[Vec<Source>], before: &Known, progress: &dyn Progress) -> Known {
    let once: BTreeMap<&str, &Source> =
        sources.iter().flatten().map(|source| (source.content_path.as_str(), source)).collect();
    let wanted: Vec<&Source> =
        once.into_values().filter(|source| attachments::is_read(file_name(&source.content_path))).collect();
    progress.begin(Phase::Attachments, Some(wanted.len()));
    wanted
        .into_par_iter()
        .filter_map(|source| {
            let known = before.get(&source.content_path).filter(|(hash, _)| *hash == source.hash);
            let reading = known.map(|(_, reading)| Arc::clone(reading)).or_else(|| read_one(source).map(Arc::new));
            progress.advance(1);
            Some((source.content_path.clone(), (source.hash, reading?)))
        })
        .collect()
}

/// What a file holds. It was there a moment ago; if it is gone now, copying it says so.
fn read_one(source: &Source) -> Option<Reading> {
    let name = file_name(&source.content_path);
    if source.size > attachments::MAX_FILE_BYTES as u64 {
        let is_picture = attachments::is_foreign_picture(name);
        let verdict = if is_picture { Verdict::default() } else { Verdict::TooLarge };
        return Some(Reading { verdict, ..Reading::default() });
    }
    std::fs::read(&source.disk).ok().map(|bytes| attachments::read(name, &bytes))
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// What of a file is shown beside its link.
const BEGINNING_LINES: usize = 12;
const BEGINNING_CHARS: usize = 300;

/// The first lines of the files whose words could all be read, by path.
pub(super) fn beginnings(known: &Known) -> BTreeMap<String, Vec<String>> {
    let read = known.iter().filter(|(_, (_, reading))| matches!(reading.verdict, Verdict::Text | Verdict::Cut));
    let beginnings = read.map(|(path, (_, reading))| (path.clone(), beginning(&reading.blocks)));
    beginnings.filter(|(_, lines)| !lines.is_empty()).collect()
}

fn beginning(blocks: &[String]) -> Vec<String> {
    let mut left = BEGINNING_CHARS;
    let mut lines = Vec::new();
    for block in blocks.iter().take(BEGINNING_LINES) {
        // Cells of a row are parted by tabs.
        let line = block.split_whitespace().collect::<Vec<_>>().join(" ");
        let count = line.chars().count();
        if count >= left {
            lines.push(format!("{}…", line.chars().take(left).collect::<String>()));
            return lines;
        }
        left -= count;
        lines.push(line);
    }
    if blocks.len() > lines.len() {
        lines.push("…".to_owned());
    }
    lines
}

/// What is wrong with the files.
pub(super) fn findings(known: &Known, config: &Config) -> Vec<Finding> {
    let mut own_names: Vec<String> = config.agencies.iter().map(|agency| agency.name.clone()).collect();
    own_names.push(config.site_name().to_owned());
    known.iter().flat_map(|(path, (_, reading))| attachments::findings(path, reading, &own_names)).collect()
}

/// Gives the documents the words of their files.
pub(super) fn fill(documents: &mut [Document], sources: &[Vec<Source>], known: &Known) {
    for (document, sources) in documents.iter_mut().zip(sources) {
        document.attachments = sources
            .iter()
            .map(|source| AttachmentText {
                name: source.title.clone(),
                blocks: known.get(&source.content_path).map(|(_, reading)| searched(reading)).unwrap_or_default(),
            })
            .collect();
    }
}

/// The blocks of a file that are searched. Of one that cannot be read as a whole, nothing that may be nonsense is.
fn searched(reading: &Reading) -> Vec<String> {
    match reading.verdict {
        Verdict::Text | Verdict::Cut | Verdict::NoText { .. } | Verdict::Unreadable => reading.blocks.clone(),
        Verdict::NotRead | Verdict::Encrypted | Verdict::Damaged | Verdict::TooLarge | Verdict::OldFormat => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_file_that_reads_well_shows_how_it_begins_and_not_more_than_that() {
        let reading = |verdict, blocks: &[String]| {
            ([0; 32], Arc::new(Reading { verdict, blocks: blocks.to_vec(), ..Reading::default() }))
        };
        let lines: Vec<String> = (0..20).map(|n| format!("第{n}行\t 甲")).collect();
        let long = vec!["文".repeat(1000)];
        let readings = BTreeMap::from([
            ("cut".to_owned(), reading(Verdict::Cut, &long)),
            ("scan".to_owned(), reading(Verdict::NoText { pages: 1, of: 2 }, &lines)),
            ("text".to_owned(), reading(Verdict::Text, &lines)),
            ("nonsense".to_owned(), reading(Verdict::Unreadable, &lines)),
            ("empty".to_owned(), reading(Verdict::Text, &[])),
        ]);
        let shown = beginnings(&readings);
        assert_eq!(shown.keys().collect::<Vec<_>>(), ["cut", "text"]);
        assert_eq!(shown["cut"], [format!("{}…", "文".repeat(BEGINNING_CHARS))]);
        assert_eq!(shown["text"].len(), BEGINNING_LINES + 1);
        assert_eq!((shown["text"][0].as_str(), shown["text"][BEGINNING_LINES].as_str()), ("第0行 甲", "…"));
    }
}
