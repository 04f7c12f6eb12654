//! What can be wrong with a bag, and how it is said.

use std::io;
use std::path::PathBuf;

use crate::findings::{Finding, Place, rules, system};
use crate::messages::Arg;

/// Why a package was not written.
#[derive(Debug)]
pub enum ArchiveError {
    /// A file to be packed is not what it was when it was read.
    SourceChanged(PathBuf),
    /// The machine failed.
    Io(PathBuf, io::Error),
    /// What was written could not be read back as it should be: the disk or the memory is broken.
    ReadBack(Vec<Finding>),
}

impl ArchiveError {
    /// The error as findings.
    pub fn findings(self) -> Vec<Finding> {
        let unwritable = |path: PathBuf, detail: Arg, hint: &'static str| {
            let place = Place::file(path.display().to_string());
            vec![Finding::new(&rules::FILE_UNWRITABLE, place).with("detail", detail).hint(hint)]
        };
        match self {
            Self::SourceChanged(path) => unwritable(path, Arg::message("output-source_changed"), "again"),
            Self::Io(path, error) => unwritable(path, system::writing(&error), "hint"),
            Self::ReadBack(findings) => findings,
        }
    }
}

/// What makes a bag no bag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BagFault {
    /// `bagit.txt` is missing or says nothing of a version that can be read.
    Declaration,
    /// There is no manifest with SHA-256 or SHA-512.
    NoManifest,
    /// A line of a manifest that cannot be read.
    Line(usize),
    /// A file of the payload that a manifest does not list.
    Unlisted(String),
    /// The number of files and bytes is not what `bag-info.txt` says.
    Oxum {
        /// What it says.
        said: String,
        /// What is there.
        found: String,
    },
    /// Some of its files would have to be fetched from elsewhere.
    Fetch,
}

impl BagFault {
    /// The fault in a file of the bag as a finding.
    pub fn finding(&self, path: &str) -> Finding {
        let mut place = Place::file(path);
        let detail = match self {
            Self::Declaration => Arg::message("bag-declaration"),
            Self::NoManifest => Arg::message("bag-no_manifest"),
            Self::Line(line) => {
                place.line = u32::try_from(*line).unwrap_or(u32::MAX);
                Arg::message("bag-line")
            }
            Self::Unlisted(file) => Arg::Message("bag-unlisted", vec![("file", file.as_str().into())]),
            Self::Oxum { said, found } => {
                Arg::Message("bag-oxum", vec![("said", said.as_str().into()), ("found", found.as_str().into())])
            }
            Self::Fetch => Arg::message("bag-fetch"),
        };
        Finding::new(&rules::VERIFY_BAG, place).with("detail", detail)
    }
}
