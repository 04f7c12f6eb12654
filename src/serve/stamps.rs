//! What the disk looks like: every watched file with its size and time, and where links lead. Two of them tell what changed in
//! between.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::SystemTime;

use walkdir::WalkDir;

use super::watching::{Watched, is_left_behind};

/// The watched files at one moment.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Stamps(BTreeMap<PathBuf, Stamp>);

#[derive(Debug, PartialEq, Eq)]
enum Stamp {
    /// A file's size and time.
    File(u64, Option<SystemTime>),
    /// What a link leads to: another one has other files below it, even where they look the same.
    Link(PathBuf),
}

impl Stamps {
    /// Looks at all of them. What cannot be looked at counts as not there.
    pub(super) fn take(watched: &Watched) -> Self {
        let mut all = BTreeMap::new();
        for path in watched.paths() {
            let walker = WalkDir::new(&path).follow_links(true).into_iter();
            let kept = walker
                .filter_entry(|entry| entry.depth() == 0 || !is_left_behind(&entry.file_name().to_string_lossy()));
            for entry in kept.filter_map(Result::ok) {
                let is_link = entry.path_is_symlink();
                let leads_to =
                    if is_link && entry.file_type().is_dir() { entry.path().canonicalize().ok() } else { None };
                if let Some(leads_to) = leads_to {
                    all.insert(entry.into_path(), Stamp::Link(leads_to));
                } else if let Some(metadata) = entry.metadata().ok().filter(std::fs::Metadata::is_file) {
                    all.insert(entry.into_path(), Stamp::File(metadata.len(), metadata.modified().ok()));
                }
            }
        }
        Self(all)
    }

    /// The files that came, went or changed until `later`, and the links that lead elsewhere, sorted.
    pub(super) fn changed(&self, later: &Self) -> Vec<PathBuf> {
        let gone = self.0.keys().filter(|path| !later.0.contains_key(*path));
        let new = later.0.iter().filter(|(path, stamp)| self.0.get(*path) != Some(stamp)).map(|(path, _)| path);
        let mut all: Vec<PathBuf> = gone.chain(new).cloned().collect();
        all.sort();
        all
    }
}
