//! Checks a copy of a site against its list of checksums.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::Progress;
use super::checksums::{self, CHECKSUMS, Expected};
use super::disk::Hash;
use super::names::folders_above;
use super::tree::{FolderTree, Tree};
use crate::findings::{Finding, Place, rules, system};
use crate::messages::Arg;

/// What is wrong with a file of a copy.
#[derive(Debug)]
pub enum Fault {
    /// It is not there.
    Missing,
    /// It is shorter than it must be, as when it was cut off on its way.
    Truncated {
        /// Its length in bytes.
        size: u64,
        /// The length it must have.
        expected: u64,
    },
    /// It has other bytes.
    Changed,
    /// It does not belong to the site; of a folder that holds nothing else, the folder with a final `/`.
    Extra,
    /// It cannot be read.
    Unreadable(io::Error),
}

impl Fault {
    /// The fault of the file at `path` as a finding.
    pub fn finding(&self, path: &str) -> Finding {
        let place = Place::file(path);
        let number = |size: u64| Arg::Number(i64::try_from(size).unwrap_or(i64::MAX));
        match self {
            Self::Missing => Finding::new(&rules::VERIFY_MISSING, place),
            Self::Truncated { size, expected } => Finding::new(&rules::VERIFY_TRUNCATED, place)
                .with("size", number(*size))
                .with("expected", number(*expected)),
            Self::Changed => Finding::new(&rules::VERIFY_CHANGED, place),
            Self::Extra => Finding::new(&rules::VERIFY_EXTRA, place),
            Self::Unreadable(error) => {
                Finding::new(&rules::FILE_UNREADABLE, place).with("detail", system::reading(error))
            }
        }
    }
}

/// What checking a copy came to.
#[derive(Debug, Default)]
pub struct Verified {
    /// What is wrong, by path.
    pub faults: Vec<(String, Fault)>,
    /// How many files were compared.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// SHA-256 of the list that was compared with, by which two copies are told apart.
    pub list: Hash,
}

/// Why a copy could not be checked.
#[derive(Debug)]
pub enum VerifyError {
    /// There is no list of checksums.
    NoList,
    /// The list cannot be read from this line on: it is no such list, or was cut short.
    BadList(usize),
    /// The machine failed.
    Io(io::Error),
}

/// Compares the copy in `folder` with a list of checksums: its own, or where `list` is given the one in that file.
///
/// # Errors
/// Where there is no whole list, or the folder cannot be read.
pub fn verify(folder: &Path, list: Option<&Path>, progress: &dyn Progress) -> Result<Verified, VerifyError> {
    verify_tree(&FolderTree(folder.to_path_buf()), list, progress)
}

/// The same of files that something else than a folder may hold, such as a ZIP file.
///
/// # Errors
/// Where there is no whole list, or the files cannot be read.
pub fn verify_tree(tree: &dyn Tree, list: Option<&Path>, progress: &dyn Progress) -> Result<Verified, VerifyError> {
    let absent = |error| if super::disk::is_absent(&error) { VerifyError::NoList } else { VerifyError::Io(error) };
    let bytes = if let Some(list) = list {
        std::fs::read(list).map_err(absent)?
    } else {
        let mut bytes = Vec::new();
        tree.read(CHECKSUMS, &mut |piece| bytes.extend_from_slice(piece)).map_err(absent)?;
        bytes
    };
    let mut expected = checksums::parse(&bytes).map_err(VerifyError::BadList)?;
    // The list cannot hold its own checksum. Against another list it must be the same as that.
    let own_list = Expected { hash: super::disk::hash(&bytes), size: Some(bytes.len() as u64) };
    expected.insert(CHECKSUMS.to_owned(), own_list);
    let mut verified = compare(tree, &expected, progress).map_err(VerifyError::Io)?;
    verified.list = own_list.hash;
    Ok(verified)
}

/// Compares files with what they must be; what is there and not expected is extra.
///
/// # Errors
/// Where it cannot be told which files there are. One that cannot be read is a fault like others.
pub fn compare(
    tree: &dyn Tree,
    expected: &BTreeMap<String, Expected>,
    progress: &dyn Progress,
) -> io::Result<Verified> {
    let found = tree.list()?;
    let wanted: Vec<(&String, &Expected)> = expected.iter().collect();
    let mut faults: Vec<(String, Fault)> = wanted
        .par_iter()
        .filter_map(|(path, expected)| {
            let fault = found.get(*path).map_or(Some(Fault::Missing), |size| compare_file(tree, path, *size, expected));
            progress.step();
            fault.map(|fault| ((*path).clone(), fault))
        })
        .collect();
    faults.extend(extra(&found, expected).into_iter().map(|path| (path, Fault::Extra)));
    faults.sort_by(|a, b| a.0.cmp(&b.0));
    let bytes = expected.keys().filter_map(|path| found.get(path)).sum();
    Ok(Verified { faults, files: expected.len(), bytes, list: Hash::default() })
}

fn compare_file(tree: &dyn Tree, path: &str, size: u64, expected: &Expected) -> Option<Fault> {
    match expected.size {
        Some(whole) if size < whole => return Some(Fault::Truncated { size, expected: whole }),
        Some(whole) if size > whole => return Some(Fault::Changed),
        _ => {}
    }
    let mut hasher = Sha256::new();
    match tree.read(path, &mut |bytes| hasher.update(bytes)) {
        Err(error) => Some(Fault::Unreadable(error)),
        Ok(()) => (Hash::from(hasher.finalize()) != expected.hash).then_some(Fault::Changed),
    }
}

/// What is there and not expected; a folder with nothing expected in it is named once.
fn extra(found: &BTreeMap<String, u64>, expected: &BTreeMap<String, Expected>) -> BTreeSet<String> {
    let folders: BTreeSet<&str> = expected.keys().flat_map(|path| folders_above(path)).collect();
    let mut extra = BTreeSet::new();
    for path in found.keys().filter(|path| !expected.contains_key(*path)) {
        let topmost = folders_above(path).take_while(|folder| !folders.contains(folder)).last();
        extra.insert(topmost.map_or_else(|| path.clone(), |folder| format!("{folder}/")));
    }
    extra
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::output::{Content, Folders, Session};

    /// A site of three files with its list.
    fn site() -> (tempfile::TempDir, std::path::PathBuf) {
        let temp = tempfile::tempdir().expect("a folder");
        let root = temp.path().join("site");
        fs::create_dir_all(&root).expect("a folder");
        let folders = Folders::new(&root, root.join("public"));
        let session = Session::begin(&folders).expect("free");
        for (path, text) in [("index.html", "home"), ("item/1/1.html", "one"), ("item/1/1/1-附件.pdf", "file")] {
            session.put(path, &Content::Bytes(text.into())).expect("staged");
        }
        session.put_checksums().expect("staged");
        session.commit().expect("written");
        let out = root.join("public");
        (temp, out)
    }

    fn faults(folder: &Path) -> Vec<String> {
        let verified = verify(folder, None, &()).expect("checked");
        verified.faults.iter().map(|(path, fault)| format!("{} {path}", fault.finding(path).rule.code)).collect()
    }

    #[test]
    fn a_whole_copy_is_fine() {
        let (_temp, out) = site();
        let verified = verify(&out, None, &()).expect("checked");
        assert!(verified.faults.is_empty(), "{:?}", verified.faults);
        assert_eq!(verified.files, 4);
        assert_eq!(verified.list, super::super::disk::hash(&fs::read(out.join(CHECKSUMS)).expect("there")));
    }

    #[test]
    fn every_fault_is_named() {
        let (_temp, out) = site();
        fs::write(out.join("index.html"), "HOME").expect("changed");
        fs::write(out.join("item/1/1.html"), "o").expect("cut");
        fs::remove_file(out.join("item/1/1/1-附件.pdf")).expect("removed");
        fs::write(out.join("verify.txt"), "").expect("extra");
        fs::create_dir_all(out.join("old/a/b")).expect("extra");
        fs::write(out.join("old/a/b/c.html"), "").expect("extra");
        fs::write(out.join("old/d.html"), "").expect("extra");
        assert_eq!(
            faults(&out),
            [
                "verify.changed index.html",
                "verify.truncated item/1/1.html",
                "verify.missing item/1/1/1-附件.pdf",
                "verify.extra old/",
                "verify.extra verify.txt",
            ]
        );
    }

    #[test]
    fn a_copy_without_a_whole_list_is_not_checked() {
        let (_temp, out) = site();
        let list = fs::read(out.join(CHECKSUMS)).expect("there");
        fs::write(out.join(CHECKSUMS), &list[..list.len() / 2]).expect("cut");
        assert!(matches!(verify(&out, None, &()), Err(VerifyError::BadList(_))));
        fs::remove_file(out.join(CHECKSUMS)).expect("removed");
        assert!(matches!(verify(&out, None, &()), Err(VerifyError::NoList)));
        let beside = out.with_extension("txt");
        fs::write(&beside, &list).expect("a list");
        let verified = verify(&out, Some(&beside), &()).expect("checked");
        assert_eq!(verified.faults.len(), 1, "the list itself is missing: {:?}", verified.faults);
    }
}
