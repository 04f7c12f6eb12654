//! What can go wrong with an index: while it is built, and while it is read.

use std::fmt;
use std::io;

/// How a file of the index differs from what the format says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// It ends too early.
    Truncated,
    /// A number does not fit or points outside.
    Number,
    /// A text is not UTF-8.
    Text,
    /// It does not begin as such a file begins.
    Kind,
    /// Its checksum differs.
    Checksum,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Truncated => "ends too early",
            Self::Number => "holds an impossible number",
            Self::Text => "holds a text that is not UTF-8",
            Self::Kind => "is not a file of this kind",
            Self::Checksum => "is not what it was when it was written",
        })
    }
}

/// Why an index could not be built or read.
#[derive(Debug)]
pub enum SearchError {
    /// A file could not be read or written.
    File {
        /// Its path, relative to the search folder.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// A file is not as the format says.
    Damaged {
        /// Its path, relative to the search folder.
        path: String,
        /// In which way.
        damage: Damage,
    },
    /// The index was written in another version of the format.
    Version {
        /// The version found.
        found: u8,
    },
    /// The indexing engine failed.
    Engine(String),
}

impl SearchError {
    pub(crate) fn damaged(path: &str, damage: Damage) -> Self {
        Self::Damaged { path: path.to_owned(), damage }
    }
}

impl fmt::Display for SearchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { path, source } => write!(f, "search index: {path}: {source}"),
            Self::Damaged { path, damage } => write!(f, "search index: {path} {damage}"),
            Self::Version { found } => {
                write!(f, "search index: format {found}, this program reads {}", super::format::VERSION)
            }
            Self::Engine(message) => write!(f, "search index: {message}"),
        }
    }
}

impl std::error::Error for SearchError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::File { source, .. } => Some(source),
            _ => None,
        }
    }
}

impl From<tantivy::TantivyError> for SearchError {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Engine(error.to_string())
    }
}

impl From<io::Error> for SearchError {
    fn from(error: io::Error) -> Self {
        Self::Engine(error.to_string())
    }
}
