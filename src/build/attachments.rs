//! Reads the attachments of what is public: their words go into the search, what is wrong with them to the clerk.

use std::collections::BTreeMap;
use std::path::PathBuf;

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
    catalog.entries.iter().map(sources_of).collect()
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

/// What the files held, by their path in the content folder.
pub(super) type Readings = BTreeMap<String, Reading>;

/// What files held, by path and content.
pub(super) type Known = BTreeMap<String, ([u8; 32], Reading)>;

/// Reads every file that is not known yet, and forgets those that are gone.
pub(super) fn read_new(sources: &[Vec<Source>], known: &mut Known) {
    let hashes: BTreeMap<&str, [u8; 32]> =
        sources.iter().flatten().map(|source| (source.content_path.as_str(), source.hash)).collect();
    known.retain(|path, (hash, _)| hashes.get(path.as_str()) == Some(hash));
    let is_new = |source: &&Source| !known.contains_key(&source.content_path);
    let new: Vec<Vec<Source>> = sources.iter().map(|list| list.iter().filter(is_new).cloned().collect()).collect();
    let new = read(&new, &Silent);
    known.extend(new.into_iter().filter_map(|(path, reading)| {
        let hash = *hashes.get(path.as_str())?;
        Some((path, (hash, reading)))
    }));
}

/// Tells nobody.
pub(super) struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Phase, _: Option<usize>) {}
    fn advance(&self, _: usize) {}
    fn end(&self) {}
}

/// Reads every file once, side by side.
pub(super) fn read(sources: &[Vec<Source>], progress: &dyn Progress) -> Readings {
    let once: BTreeMap<&str, &Source> =
        sources.iter().flatten().map(|source| (source.content_path.as_str(), source)).collect();
    let wanted: Vec<&Source> =
        once.into_values().filter(|source| attachments::is_read(file_name(&source.content_path))).collect();
    progress.begin(Phase::Attachments, Some(wanted.len()));
    wanted
        .into_par_iter()
        .map(|source| {
            let name = file_name(&source.content_path);
            let reading = if source.size > attachments::MAX_FILE_BYTES as u64 && attachments::is_foreign_picture(name) {
                Reading::default()
            } else if source.size > attachments::MAX_FILE_BYTES as u64 {
                Reading { verdict: Verdict::TooLarge, ..Reading::default() }
            } else {
                // It was there a moment ago. If it is gone now, copying it says so.
                let bytes = std::fs::read(&source.disk);
                bytes.map_or_else(|_| Reading::default(), |bytes| attachments::read(name, &bytes))
            };
            progress.advance(1);
            (source.content_path.clone(), reading)
        })
        .collect()
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// What is wrong with the files.
pub(super) fn findings<'a>(
    readings: impl IntoIterator<Item = (&'a String, &'a Reading)>,
    config: &Config,
) -> Vec<Finding> {
    let mut own_names: Vec<String> = config.agencies.iter().map(|agency| agency.name.clone()).collect();
    own_names.push(config.site_name().to_owned());
    readings.into_iter().flat_map(|(path, reading)| attachments::findings(path, reading, &own_names)).collect()
}

/// Gives the documents the words of their files.
pub(super) fn fill(documents: &mut [Document], sources: &[Vec<Source>], mut readings: Readings) {
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for source in sources.iter().flatten() {
        *uses.entry(&source.content_path).or_default() += 1;
    }
    // Hardly a file belongs to two items; its words are not kept twice.
    let mut take = |path: &str| match uses.get(path) {
        Some(1) => readings.remove(path),
        _ => readings.get(path).cloned(),
    };
    for (document, sources) in documents.iter_mut().zip(sources) {
        document.attachments = sources
            .iter()
            .map(|source| AttachmentText {
                name: source.title.clone(),
                blocks: take(&source.content_path).map(searched).unwrap_or_default(),
            })
            .collect();
    }
}

/// The blocks of a file that are searched. Of one that cannot be read as a whole, nothing that may be nonsense is.
fn searched(reading: Reading) -> Vec<String> {
    match reading.verdict {
        Verdict::Text | Verdict::Cut | Verdict::NoText { .. } | Verdict::Unreadable => reading.blocks,
        Verdict::NotRead | Verdict::Encrypted | Verdict::Damaged | Verdict::TooLarge | Verdict::OldFormat => Vec::new(),
    }
}
