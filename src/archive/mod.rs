//! Packages that are handed over and kept: BagIt bags (RFC 8493), as a folder or as one ZIP file.
//!
//! A bag is files below `data/`, lists of their checksums, and a few lines that say what it is. It needs no program to be
//! read, and any BagIt program to be checked, in twenty years too. What is written here is read back and compared before it
//! is shown to anybody.
//!
//! The same bag always has the same bytes: nothing in it knows when or where it was made.

mod check;
mod error;
mod lines;
#[cfg(test)]
mod tests;
mod write;
mod zipped;

use crate::output::Content;

pub use check::{Checked, check, is_bag};
pub use error::{ArchiveError, BagFault};
pub use write::{Written, write};
pub use zipped::{ZipTree, write_zip};

/// A bag that is to be written.
#[derive(Debug, Clone, Default)]
pub struct Bag {
    /// The name of its folder.
    pub name: String,
    /// What `bag-info.txt` says, in order: label and value. `Payload-Oxum` and `Bag-Size` are added when it is written.
    pub info: Vec<(String, String)>,
    /// Its files.
    pub files: Vec<Payload>,
}

/// A file of a bag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payload {
    /// Its path below `data/`, with `/` between folders.
    pub path: String,
    /// What it holds.
    pub content: Content,
}
