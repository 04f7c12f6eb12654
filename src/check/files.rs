//! Files in the content folder that no item offers or shows: they are not published, which their owner should know.

use std::collections::BTreeSet;

use super::Subject;
use crate::catalog::files::uses;
use crate::findings::rules;
use crate::findings::{Finding, Place};

/// Names every file that belongs to no item.
///
/// Nothing is said of a folder in which a text could not be read: it may be that text's attachment.
pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let site = subject.site;
    let entries = &subject.catalog.entries;
    let mut used: BTreeSet<&str> = entries
        .iter()
        .flat_map(|entry| entry.attachments.iter().chain(&entry.images))
        .map(|file| file.content_path.as_str())
        .collect();
    let texts: BTreeSet<&str> = site
        .items
        .iter()
        .map(|item| item.path.as_ref())
        .chain(site.pages.iter().map(|page| page.path.as_ref()))
        .chain(site.unreadable.iter().map(AsRef::as_ref))
        .collect();
    let unclear: BTreeSet<&str> = site.unreadable.iter().map(|path| folder(path)).collect();
    let mut left: Vec<&str> = site
        .files
        .keys()
        .map(String::as_str)
        .filter(|path| !used.contains(path) && !texts.contains(path) && !lies_in(path, &unclear))
        .collect();
    if left.is_empty() {
        return;
    }
    // Items that are not public have files, too.
    let public: BTreeSet<&str> = entries.iter().map(|entry| entry.path.as_ref()).collect();
    let theirs: Vec<BTreeSet<String>> =
        site.items.iter().filter(|item| !public.contains(item.path.as_ref())).map(|item| uses(item, site)).collect();
    used.extend(theirs.iter().flatten().map(String::as_str));
    left.retain(|path| !used.contains(path));
    findings.extend(left.into_iter().map(|path| Finding::new(&rules::FILE_UNUSED, Place::file(path))));
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Whether a file lies in one of the folders or below.
fn lies_in(path: &str, folders: &BTreeSet<&str>) -> bool {
    path.match_indices('/').any(|(at, _)| folders.contains(&path[..at]))
}
