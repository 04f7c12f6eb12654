//! The engine's own index, kept for servers and larger engines.
//!
//! One document an item, in the order of the site's own index, with the fields that a result shows stored. The text fields
//! are cut by the tokenizer `mulu_pairs` (every two neighbouring UTF-16 units of the folded text), which a program that
//! opens the index registers under that name; [`open`] does. docs/search-format.md names the fields. Unlike the site's files it is not the same byte for byte in every build:
//! the engine names its segments at random.

use std::path::Path;

use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::TokenizerManager;
use tantivy::{Index, IndexWriter, TantivyDocument};

use super::error::SearchError;
use super::fold;
use super::layout::{HEAD_FIELDS, Laid};
use super::tokenizer::{NAME, Pairs};

/// Memory the engine may use before it writes a segment.
const MEMORY: usize = 64 << 20;

/// Names of the text fields: the head's, then the body.
const NAMES: [&str; HEAD_FIELDS + 1] = ["title", "doc_no", "index_no", "about", "pinyin", "body"];

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

/// Opens a kept index, ready for queries of two characters and more: under the name of its tokenizer that for queries is
/// registered. A word is a phrase of its pairs, so its text, folded ([`super::fold`]), is to be given to a phrase query; the
/// query parser makes one of a text in quotes.
///
/// # Errors
///
/// When there is no index in the folder, or the engine cannot read it.
pub fn open(folder: &Path) -> Result<Index, SearchError> {
    let index = Index::open_in_dir(folder)?;
    index.tokenizers().register(NAME, Pairs::of_queries());
    Ok(index)
}

fn fill(laid: &[Laid], folder: &Path) -> Result<(), SearchError> {
    let tokenizers = TokenizerManager::default();
    tokenizers.register(NAME, Pairs::default());
    let mut schema = Schema::builder();
    let indexed = TextFieldIndexing::default().set_tokenizer(NAME).set_fieldnorms(false);
    let options =
        TextOptions::default().set_indexing_options(indexed.set_index_option(IndexRecordOption::WithFreqsAndPositions));
    let texts: Vec<Field> = NAMES.iter().map(|name| schema.add_text_field(name, options.clone())).collect();
    let stored: Vec<Field> = STORED_NAMES.iter().map(|name| schema.add_text_field(name, STRING | STORED)).collect();
    let order = schema.add_u64_field("order", FAST | STORED);
    let index = Index::builder().schema(schema.build()).tokenizers(tokenizers).create_in_dir(folder)?;
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

#[cfg(test)]
mod tests {
    use tantivy::collector::{Count, DocSetCollector};
    use tantivy::query::QueryParser;
    use tantivy::schema::Value as _;

    use super::super::{Document, Facet, Options, build};
    use super::*;

    fn document(seq: u32, title: &str, block: &str) -> Document {
        Document {
            seq,
            url: format!("item/{seq}.html"),
            index_no: format!("000014349/2024-{seq:05}"),
            title: title.to_owned(),
            year: (2020 + seq).to_string(),
            agency: Facet { id: "qinghe".to_owned(), name: "青禾镇人民政府".to_owned() },
            blocks: [block].into_iter().collect(),
            ..Document::default()
        }
    }

    #[test]
    fn engine_opens_it_and_answers() {
        let work = tempfile::tempdir().expect("a folder");
        let folder = work.path().join("tantivy");
        let options = Options { native_dir: Some(folder.clone()), ..Options::default() };
        let documents = || {
            vec![
                document(1, "关于农村宅基地管理的通知", "政府信息公開，依法进行。"),
                document(2, "安全生产", "信息，公开"),
                document(3, "信息公开指南", "ＧＤＰ\u{20000}\u{20001}"),
            ]
        };
        // Twice: a later build takes the place of the one before.
        for _ in 0..2 {
            build(documents(), &options).expect("the index is built");
        }
        let index = open(&folder).expect("the index opens");
        let schema = index.schema();
        let field = |name: &str| schema.get_field(name).expect("the field");
        let searcher = index.reader().expect("a reader").searcher();
        let texts = NAMES.map(field).to_vec();
        let parser = QueryParser::for_index(&index, texts);
        let urls = |query: &str| {
            let query = parser.parse_query(query).expect("a query");
            let mut urls: Vec<String> = searcher
                .search(&query, &DocSetCollector)
                .expect("an answer")
                .into_iter()
                .map(|at| {
                    let doc: TantivyDocument = searcher.doc(at).expect("the document");
                    doc.get_first(field("url")).and_then(|value| value.as_str()).expect("its address").to_owned()
                })
                .collect();
            urls.sort();
            urls
        };
        let phrase = |text: &str| urls(&format!("\"{}\"", fold::fold(&fold::clean(text))));
        assert_eq!(phrase("信息公开"), ["item/1.html", "item/3.html"]);
        assert_eq!(phrase("信息公開"), ["item/1.html", "item/3.html"]);
        assert_eq!(phrase("宅基地"), ["item/1.html"]);
        assert_eq!(phrase("gdp"), ["item/3.html"]);
        assert_eq!(phrase("\u{20000}\u{20001}"), ["item/3.html"]);
        assert_eq!(urls("title:\"信息公开\""), ["item/3.html"]);
        assert_eq!(urls("year:2022"), ["item/2.html"]);
        let all = searcher.search(&tantivy::query::AllQuery, &Count).expect("a count");
        assert_eq!(all, 3);
    }
}
