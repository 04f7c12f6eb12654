//! The usual way to search Chinese with tantivy: words cut by jieba, BM25, the title counting six times. What contains all
//! words of the query comes; where nothing does, what contains any.

use mulu::search::Document;
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value as _};
use tantivy::tokenizer::{LowerCaser, TextAnalyzer};
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument};
use tantivy_jieba::JiebaTokenizer;

/// An index of words.
pub(crate) struct Words {
    searcher: Searcher,
    title: Field,
    every: QueryParser,
    any: QueryParser,
}

impl Words {
    /// Indexes titles and texts, in memory.
    pub(crate) fn index(documents: &[Document]) -> tantivy::Result<Self> {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("jieba")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let options = TextOptions::default().set_indexing_options(indexing);
        let mut schema = Schema::builder();
        let title = schema.add_text_field("title", options.clone() | STORED);
        let body = schema.add_text_field("body", options);
        let index = Index::create_in_ram(schema.build());
        let analyzer = TextAnalyzer::builder(JiebaTokenizer::new()).filter(LowerCaser).build();
        index.tokenizers().register("jieba", analyzer);
        let mut writer: IndexWriter = index.writer(128 << 20)?;
        for document in documents {
            let mut doc = TantivyDocument::new();
            doc.add_text(title, &document.title);
            doc.add_text(body, document.blocks.iter().collect::<Vec<_>>().join("\n"));
            writer.add_document(doc)?;
        }
        writer.commit()?;
        let parser = |every: bool| {
            let mut parser = QueryParser::for_index(&index, vec![title, body]);
            parser.set_field_boost(title, 6.0);
            if every {
                parser.set_conjunction_by_default();
            }
            parser
        };
        Ok(Self { searcher: index.reader()?.searcher(), title, every: parser(true), any: parser(false) })
    }

    /// The titles of the best documents.
    pub(crate) fn search(&self, query: &str, limit: usize) -> tantivy::Result<Vec<String>> {
        // The parser's own signs are no part of what was asked.
        let query: String = query.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        let mut found = Vec::new();
        for parser in [&self.every, &self.any] {
            let (parsed, _) = parser.parse_query_lenient(&query);
            found = self.searcher.search(&parsed, &TopDocs::with_limit(limit).order_by_score())?;
            if !found.is_empty() {
                break;
            }
        }
        found
            .into_iter()
            .map(|(_, at)| {
                let doc: TantivyDocument = self.searcher.doc(at)?;
                Ok(doc.get_first(self.title).and_then(|title| title.as_str()).unwrap_or_default().to_owned())
            })
            .collect()
    }
}
