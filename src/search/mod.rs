//! The search: an index built from what is published, shipped as small files that the page fetches one by one.
//!
//! Chinese has no spaces and every word segmenter errs, so nothing here knows words: the index holds every character and
//! every two neighbouring ones, and answers for any run of characters exactly. [`build`] makes the files, [`reader`] and the
//! page's script answer from them, [`fold`] is what both agree on. The format is described in docs/search-format.md.

mod bytes;
mod client;
mod earlier;
mod error;
pub mod fold;
mod format;
mod index;
mod layout;
pub mod native;
mod offline;
mod pinyin;
pub mod reader;
mod tokenizer;
mod write;

use std::path::PathBuf;

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use crate::blocks::Blocks;

pub use earlier::{Built, Earlier, MadeOf};
pub use error::{Damage, SearchError};
pub use format::VERSION;

/// A value of a facet: the id that stays, and the name that people read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facet {
    /// The stable id; empty where the document has no value.
    pub id: String,
    /// The name shown.
    pub name: String,
}

/// The text of an attachment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AttachmentText {
    /// The name it is offered under.
    pub name: String,
    /// Its paragraphs, cells and headings; none where the text could not be read.
    pub blocks: Vec<String>,
}

/// One published item, as the search sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// The ledger's sequence number. It orders the documents and never changes, so that what is added later changes little.
    pub seq: u32,
    /// The page, relative to the site's root: `item/000014349/2024-00012.html`.
    pub url: String,
    /// Index number.
    pub index_no: String,
    /// Document number; empty where there is none.
    pub doc_no: String,
    /// Full title.
    pub title: String,
    /// Date of publication, ISO.
    pub date: String,
    /// Year, as the site's lists have it.
    pub year: String,
    /// Issuing agency.
    pub agency: Facet,
    /// Column.
    pub column: Facet,
    /// Topic.
    pub topic: Facet,
    /// Genre.
    pub genre: Facet,
    /// Validity.
    pub validity: Facet,
    /// Summary.
    pub summary: String,
    /// Keywords.
    pub keywords: Vec<String>,
    /// The body: one string a paragraph, cell, heading or list item, marks removed.
    pub blocks: Blocks,
    /// Attachments.
    pub attachments: Vec<AttachmentText>,
}

impl Document {
    /// SHA-256 of everything in it.
    fn hash(&self) -> [u8; 32] {
        // Every field is named, so that a new one is not forgotten.
        #[rustfmt::skip]
        let Self {
            seq, url, index_no, doc_no, title, date, year, agency, column, topic, genre, validity, summary, keywords, blocks,
            attachments,
        } = self;
        let mut hash = Sha256::new();
        let mut add = |text: &str| {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text);
        };
        add(&seq.to_string());
        for text in [url, index_no, doc_no, title, date, year, summary] {
            add(text);
        }
        for facet in [agency, column, topic, genre, validity] {
            add(&facet.id);
            add(&facet.name);
        }
        let mut list = |number: usize, texts: &mut dyn Iterator<Item = &str>| {
            add(&number.to_string());
            for text in texts {
                add(text);
            }
        };
        list(keywords.len(), &mut keywords.iter().map(String::as_str));
        list(blocks.len(), &mut blocks.iter());
        for AttachmentText { name, blocks } in attachments {
            list(1, &mut std::iter::once(name.as_str()));
            list(blocks.len(), &mut blocks.iter().map(String::as_str));
        }
        hash.finalize().into()
    }
}

/// How the index is built.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Also write the files as scripts, for pages opened from a disk, where browsers fetch nothing.
    pub offline: bool,
    /// Also keep the engine's own index in this folder, for servers and larger engines.
    pub native_dir: Option<PathBuf>,
    /// Documents by which the first of two segments grows on a large site; 4096 where nothing is said.
    pub segment_step: Option<usize>,
    /// Documents up to which the tables of documents and facets lie in the root; 10,000 where nothing is said.
    pub tables_in_root: Option<usize>,
}

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Its path, relative to the search folder, with `/` between folders.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// SHA-256 of some documents, and whether they go into scripts, too: the same value means the same files.
pub fn made_of(documents: &[Document], offline: bool) -> [u8; 32] {
    // Each on its own thread, joined in their order.
    let hashes: Vec<[u8; 32]> = documents.par_iter().map(Document::hash).collect();
    let mut all = Sha256::new();
    all.update([u8::from(offline)]);
    for hash in hashes {
        all.update(hash);
    }
    all.finalize().into()
}

/// The page's scripts, which are the same for every index.
pub fn scripts() -> impl Iterator<Item = OutputFile> {
    client::scripts().map(|(path, script)| OutputFile { path: path.to_owned(), bytes: script.into_bytes() })
}

/// The script that hands a file of the index to a page opened from a disk: `path` below the search folder, `bytes` of the file.
pub fn offline_script(path: &str, bytes: &[u8]) -> Vec<u8> {
    offline::script(path, bytes)
}

/// Builds the index of some documents: its files and the page's scripts, sorted by path.
///
/// The same documents give the same bytes, in whatever order they come and however many threads work.
///
/// # Errors
///
/// When the indexing engine fails, or the native index cannot be written.
pub fn build(documents: Vec<Document>, options: &Options) -> Result<Vec<OutputFile>, SearchError> {
    Ok(build_after(documents, options, &earlier::Nothing)?.files)
}

/// As [`build`], with the same files, but those that an earlier index has are not worked out again.
///
/// # Errors
///
/// As [`build`].
pub fn build_after(
    mut documents: Vec<Document>,
    options: &Options,
    earlier: &dyn Earlier,
) -> Result<Built, SearchError> {
    documents.sort_by(|a, b| (a.seq, &a.url).cmp(&(b.seq, &b.url)));
    write::files(documents, options, earlier)
}
