//! Answering from the files of an index: the same files, steps and answers as the page's script.
//!
//! The command line searches with it, and the tests hold it, the script and a plain scan of the texts against each other.

mod answer;
mod query;
mod rank;
mod rewording;
mod snippet;
mod source;
mod text;
mod word;

use std::collections::BTreeMap;
use std::path::Path;

pub use answer::{Answer, FacetCount, Hit, SearchOptions, Sort};
pub use query::{Place, Word, parse};
pub use snippet::{Fragment, Snippet};
pub use source::Fetch;

use super::Facet;
use super::error::{Damage, SearchError};
use super::format::Kind;
use super::format::ROOT;
use super::format::docs::DocTable;
use super::format::facets::{FACETS, FacetTable};
use super::format::root::Root;
use source::Source;

/// An open index.
pub struct Catalog {
    source: Source,
    root: Root,
    docs: DocTable,
    facets: FacetTable,
    /// The first part of each document, and the number of all parts at the end.
    parts: Vec<u32>,
}

impl Catalog {
    /// Opens the index in a folder.
    ///
    /// # Errors
    ///
    /// When a file is missing, damaged or of another version.
    pub fn open_folder(folder: &Path) -> Result<Self, SearchError> {
        let folder = folder.to_owned();
        Self::open(Box::new(move |path| std::fs::read(folder.join(path))))
    }

    /// Opens an index whose files come from wherever `fetch` gets them.
    ///
    /// # Errors
    ///
    /// As [`Catalog::open_folder`].
    pub fn open(fetch: Fetch) -> Result<Self, SearchError> {
        let source = Source::new(fetch);
        let payload = source.payload(Kind::Root, ROOT)?;
        let mut root = Root::decode(&payload).map_err(|damage| SearchError::damaged(ROOT, damage))?;
        let (docs, facets) = if let Some(tables) = root.tables.take() {
            tables
        } else {
            let docs = source.read(Kind::Docs, root.docs, DocTable::decode)?;
            let days = docs.days();
            let facets = source.read(Kind::Facets, root.facets, |payload| FacetTable::decode(payload, &days))?;
            (docs, facets)
        };
        let mut parts = vec![0u32];
        let mut sum = 0u32;
        for row in &docs.rows {
            sum = sum.checked_add(row.parts).ok_or_else(|| SearchError::damaged("docs", Damage::Number))?;
            parts.push(sum);
        }
        let (mut doc, mut part) = (0usize, 0u64);
        for extent in root.segments.iter().map(|segment| segment.extent) {
            doc += extent.docs as usize;
            part += u64::from(extent.parts);
            if parts.get(doc).map(|&parts| u64::from(parts)) != Some(part) {
                return Err(SearchError::damaged(ROOT, Damage::Number));
            }
        }
        if doc != docs.rows.len() {
            return Err(SearchError::damaged(ROOT, Damage::Number));
        }
        Ok(Self { source, root, docs, facets, parts })
    }

    /// How many documents the index holds.
    pub fn len(&self) -> usize {
        self.docs.rows.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.docs.rows.is_empty()
    }

    /// All values of a facet (`year`, `agency`, `column`, `topic`, `genre`, `validity`); none of what is no facet.
    pub fn values(&self, facet: &str) -> Vec<Facet> {
        let at = FACETS.iter().position(|name| *name == facet);
        let values = at.map_or(&[][..], |at| &self.facets.values[at]);
        values.iter().map(|value| Facet { id: value.id.clone(), name: value.name.clone() }).collect()
    }

    /// The document a part belongs to.
    fn doc_of(&self, part: u32) -> u32 {
        let after = self.parts.partition_point(|&first| first <= part);
        u32::try_from(after.saturating_sub(1)).unwrap_or(u32::MAX)
    }
}

/// Values that are asked for, by facet.
pub type Filters = BTreeMap<String, Vec<String>>;

#[cfg(test)]
mod tests;
