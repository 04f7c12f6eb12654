//! The engine's own index, kept for servers and larger engines.
//!
//! One document an item, in the order of the site's own index, with the fields that a result shows stored. The text fields
//! are cut by the tokenizer `mulu_pairs` (every two neighbouring UTF-16 units of the folded text), which a program that
//! opens the index registers under that name. Unlike the site's files it is not the same byte for byte in every build:
//! the engine names its segments at random.

use std::path::Path;

use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, STRING, Schema};
use tantivy::{Index, IndexWriter, TantivyDocument};

use super::error::SearchError;
use super::fold;
use super::index::{NAMES, text_options, tokenizers};
use super::layout::Laid;

/// Memory the engine may use before it writes a segment.
const MEMORY: usize = 64 << 20;

/// Names of the stored fields.
const STORED_NAMES: [&str; 11] = [
    "url",
    "card_title",
    "card_index_no",
    "card_doc_no",
    "card_summary",
    "year",
    "agency",
    "column",
    "topic",
    "genre",
    "validity",
];

/// Writes the index into a folder, in the place of what was there.
///
/// The new index is written beside the folder and takes its name when it is whole.
pub(crate) fn write(laid: &[Laid], folder: &Path) -> Result<(), SearchError> {
    let failed = |path: &Path| {
        let path = path.display().to_string();
        move |source| SearchError::File { path, source }
    };
    let fresh = folder.with_extension("new");
    if fresh.exists() {
        std::fs::remove_dir_all(&fresh).map_err(failed(&fresh))?;
    }
    std::fs::create_dir_all(&fresh).map_err(failed(&fresh))?;
    fill(laid, &fresh)?;
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(failed(folder))?;
    }
    std::fs::rename(&fresh, folder).map_err(failed(folder))
}

fn fill(laid: &[Laid], folder: &Path) -> Result<(), SearchError> {
    let mut schema = Schema::builder();
    let options = text_options(IndexRecordOption::WithFreqsAndPositions);
    let texts: Vec<Field> = NAMES.iter().map(|name| schema.add_text_field(name, options.clone())).collect();
    let stored: Vec<Field> = STORED_NAMES.iter().map(|name| schema.add_text_field(name, STRING | STORED)).collect();
    let order = schema.add_u64_field("order", FAST | STORED);
    let index = Index::builder().schema(schema.build()).tokenizers(tokenizers()).create_in_dir(folder)?;
    let mut writer: IndexWriter = index.writer_with_num_threads(1, MEMORY)?;
    for (at, doc) in (0u64..).zip(laid) {
        let mut document = TantivyDocument::new();
        for (field, text) in texts.iter().zip(doc.head.iter().chain([&doc.body])) {
            document.add_text(*field, fold::fold(text));
        }
        let card = &doc.card;
        let values = [&card.url, &card.title, &card.index_no, &card.doc_no, &card.summary]
            .into_iter()
            .chain(doc.facets.iter().map(|facet| &facet.name));
        for (field, value) in stored.iter().zip(values) {
            document.add_text(*field, value);
        }
        document.add_u64(order, at);
        writer.add_document(document)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(())
}
