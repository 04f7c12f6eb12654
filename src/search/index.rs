//! The inverted index, made by tantivy in memory and read back term by term.
//!
//! Documents go in by chunks, so that a large site neither needs one huge arena nor waits for one thread; each part of a
//! document's body is a document to the engine, the first with the head's fields. The engine says in which units a pair
//! stands and how often. A chunk keeps the folded text beside its index: what stands around the occurrences is read off it in
//! one go for many pairs, in the order of the text, which is the order of the units.

use rayon::prelude::*;
use tantivy::directory::RamDirectory;
use tantivy::index::SegmentReader;
use tantivy::indexer::SingleSegmentIndexWriter;
use tantivy::postings::{Postings as _, TermInfo};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{DocSet as _, Index, InvertedIndexReader, TERMINATED, TantivyDocument};

use super::bytes::size;
use super::error::SearchError;
use super::fold;
use super::format::terms::{Key, Posting, Postings};
use super::layout::{HEAD_FIELDS, HEAD_STEP, Laid};
use super::tokenizer::{BREAK, NAME, Pairs, pair_of};

/// Fields of the engine's index: the head's, then the body.
const FIELDS: usize = HEAD_FIELDS + 1;
const BODY: usize = HEAD_FIELDS;
pub(crate) const NAMES: [&str; FIELDS] = ["title", "doc_no", "index_no", "about", "pinyin", "body"];

/// Occurrences of pairs that are in memory at a time, about.
const GROUP: usize = 6_000_000;

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
    /// For each part, the document it is of.
    docs: Vec<u32>,
    /// The folded texts of all heads, field by field, and of all parts, each ended by a line feed.
    texts: [Vec<u16>; 2],
}

/// One field of a chunk.
struct FieldIndex {
    reader: std::sync::Arc<InvertedIndexReader>,
    /// Every term with what the engine knows of it, in ascending order.
    terms: Vec<(u32, TermInfo)>,
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

/// How texts are indexed: in pairs, and of each how often it stands there, or also where.
pub(crate) fn text_options(record: IndexRecordOption) -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default().set_tokenizer(NAME).set_fieldnorms(false).set_index_option(record),
    )
}

/// The engine's schema: one text field for each of ours.
fn schema() -> (Schema, Vec<Field>) {
    let options = text_options(IndexRecordOption::WithFreqs);
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
    let mut texts = [Vec::new(), Vec::new()];
    let mut docs = Vec::new();
    for (at, doc) in (0..).zip(laid) {
        let mut start = 0;
        for end in doc.cuts.iter().copied().chain([doc.body.len()]) {
            let mut document = TantivyDocument::new();
            let mut add = |field: usize, text: &str| {
                let folded = fold::fold(text);
                if !folded.is_empty() {
                    let kept = &mut texts[usize::from(field == BODY)];
                    kept.extend(folded.encode_utf16());
                    kept.push(BREAK);
                    document.add_text(fields[field], folded);
                }
            };
            if start == 0 {
                doc.head.iter().enumerate().for_each(|(field, text)| add(field, text));
            }
            add(BODY, doc.body.get(start..end).unwrap_or_default());
            writer.add_document(document)?;
            docs.push(at);
            start = end;
        }
    }
    let index = writer.finalize()?;
    let searcher = index.reader()?.searcher();
    let [segment] = searcher.segment_readers() else {
        return Err(SearchError::Engine("the index has not come out in one segment".to_owned()));
    };
    let fields =
        fields.into_iter().map(|field| FieldIndex::open(segment, field)).collect::<Result<Vec<_>, SearchError>>()?;
    Ok(Chunk { base, fields, docs, texts })
}

/// The engine's tokenizers, with ours.
pub(crate) fn tokenizers() -> tantivy::tokenizer::TokenizerManager {
    let manager = tantivy::tokenizer::TokenizerManager::default();
    manager.register(NAME, Pairs::default());
    manager
}

impl FieldIndex {
    fn open(segment: &SegmentReader, field: Field) -> Result<Self, SearchError> {
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
        Ok(Self { reader, terms })
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

/// The characters that begin pairs, in order, in groups that are so many that their pairs can be in memory together.
pub(crate) fn groups(chunks: &[Chunk]) -> Vec<Vec<u16>> {
    let mut counts = vec![0usize; 1 << 16];
    for &unit in chunks.iter().flat_map(|chunk| &chunk.texts).flatten() {
        counts[usize::from(unit)] += 1;
    }
    counts[usize::from(BREAK)] = 0;
    let mut groups: Vec<Vec<u16>> = Vec::new();
    let mut room = 0;
    for (unit, &count) in (0..=u16::MAX).zip(&counts).filter(|(_, count)| **count > 0) {
        if count > room {
            groups.push(Vec::new());
            room = GROUP.max(count);
        }
        room -= count;
        if let Some(group) = groups.last_mut() {
            group.push(unit);
        }
    }
    groups
}

/// All terms that begin with some characters, in order: of each the character alone, then its pairs.
pub(crate) fn terms_of(chunks: &[Chunk], group: &[u16]) -> Result<Vec<(Key, Postings)>, SearchError> {
    let lists = group.par_iter().map(|&first| lists_of(chunks, first)).collect::<Result<Vec<_>, SearchError>>()?;
    let mut terms: Vec<(Key, Postings)> = lists.into_iter().flatten().collect();
    let mut wanted = vec![false; 1 << 16];
    for &first in group {
        wanted[usize::from(first)] = true;
    }
    let mut places = Places::new(terms.len());
    for (at, (key, postings)) in terms.iter_mut().enumerate().filter(|(_, (key, _))| key.is_pair()) {
        places.insert(*key, at);
        let occurrences = postings.occurrences();
        postings.sides.iter_mut().for_each(|side| side.reserve_exact(occurrences));
    }
    // All heads come before all bodies.
    for text in [0, 1].into_iter().flat_map(|which| chunks.iter().map(move |chunk| &chunk.texts[which])) {
        let beside =
            |at: Option<usize>| at.and_then(|at| text.get(at)).map_or(0, |&unit| if unit == BREAK { 0 } else { unit });
        for (at, pair) in text.windows(2).enumerate() {
            if !wanted[usize::from(pair[0])] || pair[1] == BREAK {
                continue;
            }
            if let Some(place) = places.get(Key::new(pair[0], pair[1])) {
                let [before, after] = &mut terms[place].1.sides;
                before.push(beside(at.checked_sub(1)));
                after.push(beside(at.checked_add(2)));
            }
        }
    }
    // The engine and the text must agree, or words would be looked for in the wrong places.
    if terms.iter().any(|(key, postings)| key.is_pair() && postings.sides[0].len() != postings.occurrences()) {
        return Err(SearchError::Engine("the engine's index does not fit the text".to_owned()));
    }
    Ok(terms)
}

/// Where pairs stand in a list of terms: a table of twice as many places, of which the next free one is taken.
struct Places {
    /// Pairs, 0 for none, and their places.
    slots: Vec<(u32, u32)>,
}

impl Places {
    fn new(count: usize) -> Self {
        Self { slots: vec![(0, 0); (2 * count + 1).next_power_of_two()] }
    }

    /// The slot of a pair, or the one that it would have.
    fn slot(&self, key: Key) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = (key.number().wrapping_mul(0x9e37_79b1) >> 7) as usize & mask;
        while self.slots[slot].0 != 0 && self.slots[slot].0 != key.number() {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn insert(&mut self, key: Key, place: usize) {
        let slot = self.slot(key);
        self.slots[slot] = (key.number(), size(place));
    }

    fn get(&self, key: Key) -> Option<usize> {
        let (found, place) = self.slots[self.slot(key)];
        (found != 0).then_some(place as usize)
    }
}

/// The units of all terms that begin with a character.
fn lists_of(chunks: &[Chunk], first: u16) -> Result<Vec<(Key, Postings)>, SearchError> {
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
            chunk.read(pair, &mut postings)?;
        }
        single.head.extend(postings.head.iter().copied().map(once));
        single.body.extend(postings.body.iter().copied().map(once));
        if second != BREAK {
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

impl Chunk {
    /// Appends the units of this chunk in which a pair stands.
    fn read(&self, pair: u32, postings: &mut Postings) -> Result<(), SearchError> {
        let before = postings.head.len();
        for (field, index) in (0..).zip(&self.fields[..HEAD_FIELDS]) {
            index.occurrences(pair, |part, times| {
                let doc = self.base.doc + self.docs[part as usize];
                postings.head.push(Posting { unit: doc * HEAD_STEP + field, times });
            })?;
        }
        postings.head[before..].sort_unstable();
        self.fields[BODY].occurrences(pair, |part, times| {
            postings.body.push(Posting { unit: self.base.part + part, times });
        })
    }
}

impl FieldIndex {
    /// Calls with each of the engine's documents that has the pair, and how often.
    fn occurrences(&self, pair: u32, mut each: impl FnMut(u32, u32)) -> Result<(), SearchError> {
        let Some(info) = self.info(pair) else { return Ok(()) };
        let mut postings = self.reader.read_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
        loop {
            let doc = postings.doc();
            if doc == TERMINATED {
                return Ok(());
            }
            each(doc, postings.term_freq());
            postings.advance();
        }
    }
}
