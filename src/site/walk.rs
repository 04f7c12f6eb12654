//! Which files the content folder holds.
//!
//! The folder itself may be a link (a share, a synchronised folder). Inside it no link leads outside.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::load::unreadable;
use crate::findings::rules;
use crate::findings::{Finding, Place, Stops};
use crate::messages::Arg;

/// The end of a hidden file's name that this program writes beside the file that it is to replace.
pub const UNFINISHED: &str = ".mulu-new";

/// The files below `content/`, by path relative to the site's root with `/`, sorted.
#[derive(Debug, Default)]
pub struct Files {
    /// Files that end in `.md`.
    pub texts: Vec<(String, PathBuf)>,
    /// Everything else.
    pub others: Vec<(String, PathBuf)>,
    /// Symbolic links and what they lead to, both relative to the site's root.
    pub links: BTreeMap<String, String>,
    /// What a run that was killed left half written, where it lies on the disk.
    pub unfinished: Vec<PathBuf>,
}

/// Lists the files; what cannot be read or leads outside is reported.
pub fn walk(root: &Path, findings: &mut Vec<Finding>) -> Files {
    let content = root.join("content");
    let mut files = Files::default();
    let Ok(real) = content.canonicalize() else { return files };
    let mut unfinished = Vec::new();
    let mut walker = WalkDir::new(&real).follow_links(true).sort_by_file_name().into_iter().filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        if name.starts_with('.') && name.ends_with(UNFINISHED) && entry.file_type().is_file() {
            unfinished.push(entry.path().to_path_buf());
        }
        entry.depth() == 0 || !is_ignored(&name)
    });
    while let Some(entry) = walker.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().map_or_else(String::new, |path| relative(&real, path));
                findings.push(match error.into_io_error() {
                    Some(io) => unreadable(&path, &io),
                    None => cannot_read(path, "io-circle"),
                });
                continue;
            }
        };
        let path = relative(&real, entry.path());
        let kind = entry.file_type();
        if entry.depth() > 0 && entry.path_is_symlink() {
            match entry.path().canonicalize() {
                Ok(target) if target.starts_with(&real) => {
                    files.links.insert(path.clone(), relative(&real, &target));
                }
                _ => {
                    // Said once for the link, however much lies behind it.
                    findings.push(Finding::new(&rules::FILE_OUTSIDE, Place::file(path)));
                    if kind.is_dir() {
                        walker.skip_current_dir();
                    }
                    continue;
                }
            }
        }
        if kind.is_dir() {
            continue;
        }
        if !kind.is_file() {
            // A pipe or a device: opening it might wait for ever.
            findings.push(cannot_read(path, "io-not-a-file").stopping(Stops::Item));
            continue;
        }
        let is_text = Path::new(&path).extension().is_some_and(|end| end.eq_ignore_ascii_case("md"));
        let list = if is_text { &mut files.texts } else { &mut files.others };
        list.push((path, entry.into_path()));
    }
    drop(walker);
    files.unfinished = unfinished;
    files.texts.sort();
    files.others.sort();
    files
}

fn cannot_read(path: String, why: &'static str) -> Finding {
    Finding::new(&rules::FILE_UNREADABLE, Place::file(path)).with("detail", Arg::message(why))
}

fn relative(real: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(real).unwrap_or(path);
    let mut out = String::from("content");
    for part in inner.components() {
        out.push('/');
        out.push_str(&part.as_os_str().to_string_lossy());
    }
    out
}

/// Files that editors and systems leave behind.
fn is_ignored(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || ["swp", "swo", "tmp", "bak"]
            .iter()
            .any(|end| Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case(end)))
        || name.eq_ignore_ascii_case("thumbs.db")
        || name.eq_ignore_ascii_case("desktop.ini")
}
