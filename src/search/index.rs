//! The inverted index, made by tantivy in memory and read back term by term.
//!
//! Documents go in by chunks, so that a large site neither needs one huge arena nor waits for one thread. A chunk keeps the
//! folded text beside its index: the engine says at which positions a pair stands, the text says what stands around it.

use rayon::prelude::*;
use tantivy::directory::RamDirectory;
use tantivy::index::SegmentReader;
use tantivy::indexer::SingleSegmentIndexWriter;
use tantivy::postings::{Postings as _, TermInfo};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{DocSet as _, Index, InvertedIndexReader, TERMINATED, TantivyDocument};

use super::error::SearchError;
use super::fold;
use super::format::terms::{Key, Posting, Postings};
use super::layout::{HEAD_FIELDS, HEAD_STEP, Laid};
use super::tokenizer::{BREAK, NAME, Pairs, pair_of};

/// Fields of the engine's index: the head's, then the body.
const FIELDS: usize = HEAD_FIELDS + 1;
const BODY: usize = HEAD_FIELDS;
pub(crate) const NAMES: [&str; FIELDS] = ["title", "doc_no", "index_no", "about", "pinyin", "body"];

/// UTF-8 bytes of text after which a chunk is full.
const CHUNK_BYTES: usize = 48 << 20;

/// Where the units of a chunk begin in the segment's numbering.
#[derive(Debug, Clone, Copy, Default)]
struct Base {
    doc: u32,
    part: u32,
}

/// An index of some documents.
pub(crate) struct Chunk {
    base: Base,
    fields: Vec<FieldIndex>,
    /// For each document, the first of its parts in `starts`, and one more at the end.
    parts: Vec<u32>,
    /// Where in the document's body each part begins, in units.
    starts: Vec<u32>,
}

/// One field of a chunk.
struct FieldIndex {
    reader: std::sync::Arc<InvertedIndexReader>,
    /// Every term with what the engine knows of it, in ascending order.
    terms: Vec<(u32, TermInfo)>,
    /// The folded text of all documents.
    units: Vec<u16>,
    /// Where each document's text begins in `units`, and one more at the end.
    begins: Vec<usize>,
}

/// Cuts the documents into chunks and indexes each.
pub(crate) fn index(laid: &[Laid]) -> Result<Vec<Chunk>, SearchError> {
    let mut ranges = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (at, doc) in laid.iter().enumerate() {
        bytes += doc.body.len();
        if bytes >= CHUNK_BYTES {
            ranges.push(start..at + 1);
            (start, bytes) = (at + 1, 0);
        }
    }
    if start < laid.len() {
        ranges.push(start..laid.len());
    }
    let mut bases = Vec::new();
    let mut base = Base::default();
    for range in &ranges {
        bases.push(base);
        for doc in &laid[range.clone()] {
            base.doc += 1;
            base.part += doc.row.parts;
        }
    }
    ranges.into_par_iter().zip(bases).map(|(range, base)| chunk(&laid[range], base)).collect()
}

/// How texts are indexed: in pairs, with positions.
pub(crate) fn text_options() -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(NAME)
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions),
    )
}

/// The engine's schema: one text field for each of ours.
fn schema() -> (Schema, Vec<Field>) {
    let options = text_options();
    let mut schema = Schema::builder();
    let fields = NAMES.map(|name| schema.add_text_field(name, options.clone())).to_vec();
    (schema.build(), fields)
}

fn chunk(laid: &[Laid], base: Base) -> Result<Chunk, SearchError> {
    let (schema, fields) = schema();
    let mut writer: SingleSegmentIndexWriter = Index::builder()
        .schema(schema)
        .tokenizers(tokenizers())
        .single_segment_index_writer(RamDirectory::create(), 64 << 20)?;
    let mut units = vec![Vec::new(); FIELDS];
    let mut begins = vec![vec![0]; FIELDS];
    let (mut parts, mut starts) = (vec![0], Vec::new());
    for doc in laid {
        let mut document = TantivyDocument::new();
        for (at, text) in doc.head.iter().chain([&doc.body]).enumerate() {
            let folded = fold::fold(text);
            units[at].extend(folded.encode_utf16());
            begins[at].push(units[at].len());
            if !folded.is_empty() {
                document.add_text(fields[at], folded);
            }
        }
        writer.add_document(document)?;
        let (mut byte, mut unit) = (0, 0);
        for cut in [0].iter().chain(&doc.cuts) {
            unit += doc.body.get(byte..*cut).map_or(0, |text| text.encode_utf16().count());
            byte = *cut;
            starts.push(u32::try_from(unit).unwrap_or(u32::MAX));
        }
        parts.push(u32::try_from(starts.len()).unwrap_or(u32::MAX));
    }
    let index = writer.finalize()?;
    let searcher = index.reader()?.searcher();
    let [segment] = searcher.segment_readers() else {
        return Err(SearchError::Engine("the index has not come out in one segment".to_owned()));
    };
    let fields = fields
        .into_iter()
        .zip(units.into_iter().zip(begins))
        .map(|(field, (units, begins))| FieldIndex::open(segment, field, units, begins))
        .collect::<Result<Vec<_>, SearchError>>()?;
    Ok(Chunk { base, fields, parts, starts })
}

/// The engine's tokenizers, with ours.
pub(crate) fn tokenizers() -> tantivy::tokenizer::TokenizerManager {
    let manager = tantivy::tokenizer::TokenizerManager::new();
    manager.register(NAME, Pairs::default());
    manager
}

impl FieldIndex {
    fn open(segment: &SegmentReader, field: Field, units: Vec<u16>, begins: Vec<usize>) -> Result<Self, SearchError> {
        let reader = segment.inverted_index(field)?;
        let mut terms = Vec::with_capacity(reader.terms().num_terms());
        let mut stream = reader.terms().stream()?;
        while let Some((term, info)) = stream.next() {
            let (first, second) = pair_of(term)
                .ok_or_else(|| SearchError::Engine("the index holds a term that is no pair".to_owned()))?;
            terms.push((u32::from(first) << 16 | u32::from(second), info.clone()));
        }
        drop(stream);
        // The engine sorts by bytes, which differs from ours for what lies beyond the surrogates.
        terms.sort_unstable_by_key(|term| term.0);
        Ok(Self { reader, terms, units, begins })
    }

    fn info(&self, pair: u32) -> Option<&TermInfo> {
        self.terms.binary_search_by_key(&pair, |term| term.0).ok().map(|at| &self.terms[at].1)
    }

    /// The pairs that begin with a character.
    fn group(&self, first: u16) -> &[(u32, TermInfo)] {
        let from = self.terms.partition_point(|term| term.0 >> 16 < u32::from(first));
        let to = self.terms.partition_point(|term| term.0 >> 16 <= u32::from(first));
        &self.terms[from..to]
    }
}

/// Every character that begins a pair, in order.
pub(crate) fn characters(chunks: &[Chunk]) -> Vec<u16> {
    let mut seen = vec![false; 1 << 16];
    for (pair, _) in chunks.iter().flat_map(|chunk| &chunk.fields).flat_map(|field| &field.terms) {
        seen[(pair >> 16) as usize] = true;
    }
    (0..=u16::MAX).filter(|&unit| seen[usize::from(unit)]).collect()
}

/// All terms that begin with a character, in order: the character alone, then its pairs.
pub(crate) fn terms_of(chunks: &[Chunk], first: u16) -> Result<Vec<(Key, Postings)>, SearchError> {
    let mut pairs: Vec<u32> = chunks
        .iter()
        .flat_map(|chunk| &chunk.fields)
        .flat_map(|field| field.group(first).iter().map(|term| term.0))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    let mut single = Postings::default();
    let mut terms = vec![(Key::new(first, 0), Postings::default())];
    for pair in pairs {
        let second = (pair & 0xffff) as u16;
        let mut postings = Postings::default();
        for chunk in chunks {
            chunk.read(pair, second != BREAK, &mut postings)?;
        }
        single.head.extend(postings.head.iter().copied().map(once));
        single.body.extend(postings.body.iter().copied().map(once));
        if second != BREAK {
            postings.settle();
            terms.push((Key::new(first, second), postings));
        }
    }
    for list in [&mut single.head, &mut single.body] {
        list.sort_unstable();
        list.dedup();
    }
    terms[0].1 = single;
    Ok(terms)
}

fn once(posting: Posting) -> Posting {
    Posting { times: 1, ..posting }
}

/// What one field of one document says of a pair.
struct HeadEntry {
    unit: u32,
    sides: [Vec<u16>; 2],
}

impl Chunk {
    /// Appends what this chunk knows of a pair.
    fn read(&self, pair: u32, with_sides: bool, postings: &mut Postings) -> Result<(), SearchError> {
        let mut heads: Vec<HeadEntry> = Vec::new();
        for (at, field) in self.fields[..HEAD_FIELDS].iter().enumerate() {
            field.occurrences(pair, |doc, positions| {
                let sides = field.sides(doc, positions);
                heads.push(HeadEntry { unit: (self.base.doc + doc) * HEAD_STEP + count(at), sides });
            })?;
        }
        heads.sort_unstable_by_key(|entry| entry.unit);
        let mut head_sides = [Vec::new(), Vec::new()];
        for entry in heads {
            postings.head.push(Posting { unit: entry.unit, times: count(entry.sides[0].len()) });
            for (all, side) in head_sides.iter_mut().zip(entry.sides) {
                all.extend(side);
            }
        }
        let mut body_sides = [Vec::new(), Vec::new()];
        let body = &self.fields[BODY];
        body.occurrences(pair, |doc, positions| {
            let from = self.parts[doc as usize] as usize;
            let starts = &self.starts[from..self.parts[doc as usize + 1] as usize];
            let mut rest = positions;
            while let Some(&position) = rest.first() {
                let part = starts.partition_point(|&start| start <= position).saturating_sub(1);
                let end = starts.get(part + 1).copied().unwrap_or(u32::MAX);
                let (here, later) = rest.split_at(rest.partition_point(|&position| position < end));
                postings.body.push(Posting { unit: self.base.part + count(from + part), times: count(here.len()) });
                rest = later;
            }
            if with_sides {
                for (all, side) in body_sides.iter_mut().zip(body.sides(doc, positions)) {
                    all.extend(side);
                }
            }
        })?;
        if with_sides {
            postings.add_sides(&head_sides, &body_sides);
        }
        Ok(())
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl FieldIndex {
    /// Calls with each document that has the pair, and the pair's positions in it.
    fn occurrences(&self, pair: u32, mut each: impl FnMut(u32, &[u32])) -> Result<(), SearchError> {
        let Some(info) = self.info(pair) else { return Ok(()) };
        let mut postings = self.reader.read_postings_from_terminfo(info, IndexRecordOption::WithFreqsAndPositions)?;
        let mut positions = Vec::new();
        loop {
            let doc = postings.doc();
            if doc == TERMINATED {
                return Ok(());
            }
            postings.positions(&mut positions);
            each(doc, &positions);
            postings.advance();
        }
    }

    /// What stands before and after each occurrence; 0 at a block's edge.
    fn sides(&self, doc: u32, positions: &[u32]) -> [Vec<u16>; 2] {
        let text = &self.units[self.begins[doc as usize]..self.begins[doc as usize + 1]];
        let at = |index: Option<usize>| {
            index.and_then(|index| text.get(index)).map_or(0, |&unit| if unit == BREAK { 0 } else { unit })
        };
        let before = positions.iter().map(|&position| at((position as usize).checked_sub(1))).collect();
        let after = positions.iter().map(|&position| at((position as usize).checked_add(2))).collect();
        [before, after]
    }
}
