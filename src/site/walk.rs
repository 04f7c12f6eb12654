//! Which files the content folder holds.
//!
//! The folder itself may be a link (a share, a synchronised folder). Inside it no link leads outside.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::load::unreadable;
use crate::findings::rules;
use crate::findings::{Finding, Place};

/// The files below `content/`, by path relative to the site's root with `/`, sorted.
#[derive(Debug, Default)]
pub struct Files {
    /// Files that end in `.md`.
    pub texts: Vec<(String, PathBuf)>,
    /// Everything else.
    pub others: Vec<(String, PathBuf)>,
}

/// Lists the files; what cannot be read or leads outside is reported.
pub fn walk(root: &Path, findings: &mut Vec<Finding>) -> Files {
    let content = root.join("content");
    let mut files = Files::default();
    let Ok(real) = content.canonicalize() else { return files };
    let walker = WalkDir::new(&real).follow_links(true).sort_by_file_name().into_iter();
    for entry in walker.filter_entry(|entry| entry.depth() == 0 || !is_ignored(&entry.file_name().to_string_lossy())) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().map_or_else(String::new, |path| relative(&real, path));
                let io =
                    error.into_io_error().unwrap_or_else(|| std::io::Error::other("a link that leads in a circle"));
                findings.push(unreadable(&path, &io));
                continue;
            }
        };
        if !entry.file_type().is_file() && !entry.path_is_symlink() {
            continue;
        }
        let path = relative(&real, entry.path());
        if entry.path_is_symlink() || has_link(&real, entry.path()) {
            let inside = entry.path().canonicalize().is_ok_and(|target| target.starts_with(&real));
            if !inside {
                if entry.file_type().is_file() || entry.path_is_symlink() {
                    findings.push(Finding::new(&rules::FILE_OUTSIDE, Place::file(path)));
                }
                continue;
            }
            if !entry.file_type().is_file() {
                continue;
            }
        }
        let is_text = Path::new(&path).extension().is_some_and(|end| end.eq_ignore_ascii_case("md"));
        let list = if is_text { &mut files.texts } else { &mut files.others };
        list.push((path, entry.into_path()));
    }
    files.texts.sort();
    files.others.sort();
    files
}

/// Whether any folder between `real` and `path` is a link.
fn has_link(real: &Path, path: &Path) -> bool {
    path.ancestors().take_while(|folder| *folder != real).any(Path::is_symlink)
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
