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
        })
        .collect()
}

/// What the files held, by their path in the content folder.
pub(super) type Readings = BTreeMap<String, Reading>;

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
            let reading = match std::fs::read(&source.disk) {
                Ok(bytes) => attachments::read(file_name(&source.content_path), &bytes),
                // It was there a moment ago. Copying it says what is wrong.
                Err(_) => Reading::default(),
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
pub(super) fn findings(readings: &Readings, config: &Config) -> Vec<Finding> {
    let mut own_names: Vec<String> = config.agencies.iter().map(|agency| agency.name.clone()).collect();
    own_names.push(config.site_name().to_owned());
    readings.iter().flat_map(|(path, reading)| attachments::findings(path, reading, &own_names)).collect()
}

/// Gives the documents the words of their files.
pub(super) fn fill(documents: &mut [Document], sources: &[Vec<Source>], readings: &Readings) {
    for (document, sources) in documents.iter_mut().zip(sources) {
        document.attachments = sources
            .iter()
            .map(|source| AttachmentText {
                name: source.title.clone(),
                blocks: readings.get(&source.content_path).map(searched).unwrap_or_default(),
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
