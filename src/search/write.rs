//! From documents to files: lay out, index, cut into shards, compress, name.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::client::scripts;
use super::earlier::{self, Built, Earlier, MadeOf, Pace};
use super::error::{Damage, SearchError};
use super::fold;
use super::format::cards;
use super::format::docs::{CardFiles, DocTable};
use super::format::facets::{FacetTable, FacetValue};
use super::format::root::{Root, Segment, Shard, Wide};
use super::format::terms::{Extent, Given, Key, ShardWriter};
use super::format::text::{self, Room};
use super::format::texts::{self, Place};
use super::format::{Files, Kind, Made, Name, Packed, ROOT, pack, pack_named};
use super::index::{Source, Terms};
use super::layout::{self, Laid};
use super::{Document, Options, bytes, native};

/// Bytes of a shard, about. It grows with the square root of the site, as the root, which names every shard, grows with the
/// number of shards.
fn shard_bytes(text_bytes: usize) -> usize {
    (text_bytes.isqrt() * 7 / 2).clamp(8 << 10, 64 << 10)
}

/// Occurrences from which a pair's surroundings have a file of their own.
const WIDE: usize = 30_000;

/// UTF-8 bytes of a file of texts, about: ten snippets, each from another file, should come to less than 120 KB. Where
/// documents are short, results lie close together, and larger files are fewer.
fn text_bytes_of_file(laid: &[Laid]) -> usize {
    let all: usize = laid.iter().map(|doc| doc.body.len()).sum();
    if all / laid.len().max(1) < 8 << 10 { 56 << 10 } else { 44 << 10 }
}

/// Documents up to which their tables lie in the root and spare a request. Larger ones come beside the terms, which then
/// need not wait for them; that of the facets only once the results are there, unless it is filtered by.
const TABLES_IN_ROOT: usize = 10_000;

/// Bytes of a small, a larger and a large file of cards before compression, about.
const CARD_BYTES: [usize; 3] = [8 << 10, 96 << 10, 384 << 10];

/// Documents by which the first segment of a large site grows.
const SEGMENT_STEP: usize = 4096;

/// Where the second segment begins; the end where there is one only.
///
/// On a small site a second segment would cost every query requests. On a large one the latest documents have terms of their
/// own, so that a document more leaves the terms of the many as they are, but for once in so many documents.
fn segment_cut(documents: usize, step: usize) -> usize {
    if documents > 5 * step { documents / step * step } else { documents }
}

/// How far the work is, in hundredths: once all is laid out, once all texts are coded, and at the end.
const LAID: usize = 10;
const CODED: usize = 40;
const DONE: usize = 100;

/// Makes the files of an index.
pub(crate) fn files(documents: Vec<Document>, options: &Options, earlier: &dyn Earlier) -> Result<Built, SearchError> {
    let mut pace = Pace::new(earlier, documents.len());
    let mut laid: Vec<Laid> = documents.into_par_iter().map(|document| layout::lay(&document)).collect();
    pace.reach([0, LAID], 1, 1);
    if let Some(folder) = &options.native_dir {
        native::write(&laid, folder)?;
    }
    let mut files = Files::default();
    let mut root = Root { fold: files.add(Kind::Fold, &text::encode(fold::TABLE)), ..Root::default() };
    root.places = write_texts(&laid, &mut files, earlier, &mut pace)?;
    let rows = laid.iter().map(|doc| doc.row.clone()).collect();
    let docs = DocTable { rows, cards: CARD_BYTES.map(|limit| write_cards(&laid, limit, &mut files)) };
    let facets = facets_of(&laid);
    if laid.len() > options.tables_in_root.unwrap_or(TABLES_IN_ROOT) {
        root.docs = files.add(Kind::Docs, &docs.encode());
        root.facets = files.add(Kind::Facets, &facets.encode(&docs.days()));
    } else {
        root.tables = Some((docs, facets));
    }
    let cut = segment_cut(laid.len(), options.segment_step.unwrap_or(SEGMENT_STEP).max(1));
    let latest = laid.split_off(cut);
    let middle = CODED + (DONE - CODED) * laid.len() / (laid.len() + latest.len()).max(1);
    for (part, way) in [(laid, [CODED, middle]), (latest, [middle, DONE])] {
        if !part.is_empty() {
            root.segments.push(write_segment(part, &mut files, earlier, |done, of| pace.reach(way, done, of))?);
        }
    }
    // Documents without a word have no terms.
    pace.reach([DONE, DONE], 1, 1);
    files.add_fixed(ROOT, pack(Kind::Root, &root.encode(), 0));
    if options.offline {
        files.add_offline();
    }
    for (path, script) in scripts() {
        files.add_fixed(path, script.into_bytes());
    }
    Ok(files.into_output())
}

/// Writes the terms of some documents; `reach` is told how much of them is done.
fn write_segment(
    laid: Vec<Laid>,
    files: &mut Files,
    earlier: &dyn Earlier,
    mut reach: impl FnMut(usize, usize),
) -> Result<Segment, SearchError> {
    let text_bytes = laid.iter().map(|doc| doc.body.len()).sum();
    let parts = laid.iter().map(|doc| doc.row.parts).sum();
    let extent = Extent { docs: bytes::size(laid.len()), parts };
    let source = Source::new(laid);
    let mut segment = Segment { extent, ..Segment::default() };
    let mut cutter = Cutter { limit: shard_bytes(text_bytes), ..Cutter::default() };
    let groups = source.groups();
    for (at, group) in groups.iter().enumerate() {
        let mut shards: Vec<ShardTerms> = Vec::new();
        for terms in source.terms_of(group).into_iter().map(Arc::new) {
            shards.extend((0..terms.len()).filter_map(|at| cutter.add(&terms, at)));
        }
        if at + 1 == groups.len() {
            shards.extend(cutter.take());
        }
        let packed = shards
            .into_par_iter()
            .map_init(ShardWriter::new, |writer, terms| pack_shard(writer, &terms, extent, earlier))
            .collect::<Result<Vec<_>, Damage>>()
            .map_err(fault)?;
        for (first, shard, wide) in packed {
            for (key, made) in wide {
                let size = made.packed.size().next_multiple_of(1 << 10);
                segment.wide.push(Wide { key, size, name: files.add_made(Kind::Sides, made) });
            }
            let size = shard.packed.size().next_multiple_of(1 << 10);
            segment.shards.push(Shard { first, size, name: files.add_made(Kind::Terms, shard) });
        }
        reach(at + 1, groups.len());
    }
    Ok(segment)
}

/// The terms of a shard, in order: some of those of each character.
#[derive(Default)]
struct ShardTerms {
    parts: Vec<(Arc<Terms>, Range<usize>)>,
    len: usize,
}

impl ShardTerms {
    /// Adds one of the terms of a character, which comes after the last one added.
    fn push(&mut self, terms: &Arc<Terms>, at: usize) {
        self.len += 1;
        match self.parts.last_mut() {
            Some((last, range)) if Arc::ptr_eq(last, terms) => range.end = at + 1,
            _ => self.parts.push((Arc::clone(terms), at..at + 1)),
        }
    }

    fn iter(&self) -> impl Iterator<Item = (Key, Given<'_>)> {
        self.parts.iter().flat_map(|(terms, range)| range.clone().map(|at| terms.get(at)))
    }
}

/// A shard and the surroundings of the common pairs in it, with the first term of each.
type ShardFiles = (Key, Made, Vec<(Key, Made)>);

fn pack_shard(
    writer: &mut ShardWriter,
    terms: &ShardTerms,
    extent: Extent,
    earlier: &dyn Earlier,
) -> Result<ShardFiles, Damage> {
    let mut wide = Vec::new();
    for (key, given) in terms.iter().filter(|(_, given)| is_wide(given)) {
        let made_of = earlier::terms(Kind::Sides, extent, [(key, given)].into_iter());
        wide.push((key, pack_made(Kind::Sides, made_of, key.number(), earlier, || writer.sides(given))?));
    }
    let first = terms.iter().next().map(|term| term.0).unwrap_or_default();
    let without_wide = || {
        terms.iter().map(|(key, given)| (key, if is_wide(&given) { Given { sides: [&[]; 2], ..given } } else { given }))
    };
    let made_of = earlier::terms(Kind::Terms, extent, without_wide());
    let shard =
        pack_made(Kind::Terms, made_of, first.number(), earlier, || writer.shard(extent, terms.len, without_wide()))?;
    Ok((first, shard, wide))
}

/// Whether the surroundings of a pair have a file of their own.
fn is_wide(given: &Given) -> bool {
    given.sides[0].len() >= WIDE
}

/// Packs a file of a series, coded anew only where an earlier index lacks it.
fn pack_made(
    kind: Kind,
    made_of: MadeOf,
    place: u32,
    earlier: &dyn Earlier,
    encode: impl FnOnce() -> Result<Vec<u8>, Damage>,
) -> Result<Made, Damage> {
    let payload = earlier::payload(earlier, kind, &made_of).map_or_else(encode, Ok)?;
    let packed = pack_named(kind, &payload, 0, Some(place));
    Ok(Made { payload, packed, made_of })
}

/// Cuts the stream of terms into shards.
#[derive(Default)]
struct Cutter {
    limit: usize,
    terms: ShardTerms,
    /// What they will come to, in eighths of a byte.
    bits: usize,
}

impl Cutter {
    /// Adds one of the terms of a character; gives the shard that is full.
    ///
    /// A shard ends where it is long enough *and* the next term's own number says so, so that a term that grows moves the
    /// cuts near it, not all that follow.
    fn add(&mut self, terms: &Arc<Terms>, at: usize) -> Option<ShardTerms> {
        let (key, given) = terms.get(at);
        let limit = self.limit * 8;
        let natural = self.bits >= limit / 2 && is_natural_cut(key);
        let full = if natural || self.bits >= limit * 3 / 2 { self.take() } else { None };
        self.bits += estimate(&given);
        self.terms.push(terms, at);
        full
    }

    fn take(&mut self) -> Option<ShardTerms> {
        self.bits = 0;
        let terms = std::mem::take(&mut self.terms);
        if terms.len == 0 { None } else { Some(terms) }
    }
}

/// About how many bits a term takes in a shard.
fn estimate(given: &Given) -> usize {
    12 + 9 * (given.head.len() + given.body.len()) + if is_wide(given) { 0 } else { 7 * given.sides[0].len() }
}

/// Whether shards like to begin with a term: one in thirty-two does, by a hash of the term alone.
fn is_natural_cut(key: Key) -> bool {
    let mixed = (u32::from(key.first()) << 16 | u32::from(key.second())).wrapping_mul(0x9e37_79b1);
    mixed >> 27 == 0
}

/// Files of texts that are coded at a time: enough for all threads, few beside the texts.
const TEXTS_AT_A_TIME: usize = 256;

/// Writes the texts and the list of their files.
fn write_texts(
    laid: &[Laid],
    files: &mut Files,
    earlier: &dyn Earlier,
    pace: &mut Pace<'_>,
) -> Result<Name, SearchError> {
    let limit = text_bytes_of_file(laid);
    let mut places: Vec<Place> = Vec::new();
    let mut next = 0;
    let all: usize = laid.iter().map(|doc| doc.cuts.len() + 1).sum();
    let mut code = |blocks: Vec<(u32, String)>| {
        let firsts = blocks.iter().scan(next, |next, (parts, _)| {
            *next += parts;
            Some(*next - parts)
        });
        let firsts: Vec<u32> = firsts.collect();
        next += blocks.iter().map(|(parts, _)| parts).sum::<u32>();
        let made = blocks.into_par_iter().zip(firsts).map_init(Room::default, |room, ((parts, text), first)| {
            let encode = || Ok(text::encode_in(room, &text));
            Ok((parts, pack_made(Kind::Texts, earlier::text(&text), first, earlier, encode)?))
        });
        let made = made.collect::<Result<Vec<(u32, Made)>, Damage>>().map_err(fault)?;
        places.extend(made.into_iter().map(|(parts, made)| Place { parts, name: files.add_made(Kind::Texts, made) }));
        pace.reach([LAID, CODED], next as usize, all);
        Ok::<(), SearchError>(())
    };
    let mut parts = laid.iter().flat_map(|doc| doc.kept_parts().into_iter().enumerate()).peekable();
    let mut some = || {
        let mut blocks: Vec<(u32, String)> = Vec::new();
        while let Some((at, part)) = parts.peek() {
            let is_full = blocks.len() >= TEXTS_AT_A_TIME;
            match blocks.last_mut() {
                // A document that fits begins no new file, one that does not fit begins one.
                Some((parts, text)) if text.len() + part.len() <= limit || (*at > 0 && text.len() < limit / 2) => {
                    *parts += 1;
                    text.push_str(part);
                }
                _ if is_full => break,
                _ => blocks.push((1, part.clone())),
            }
            parts.next();
        }
        blocks
    };
    let mut blocks = some();
    while !blocks.is_empty() {
        let (coded, following) = rayon::join(|| code(blocks), &mut some);
        coded?;
        blocks = following;
    }
    Ok(files.add(Kind::Places, &texts::encode_places(&places)))
}

/// What no document can cause.
fn fault(damage: Damage) -> SearchError {
    SearchError::Engine(damage.to_string())
}

/// The values of all facets and who has which.
fn facets_of(laid: &[Laid]) -> FacetTable {
    let values: [Vec<FacetValue>; 6] = std::array::from_fn(|facet| {
        // A value's name is that of the last document that has it.
        let values: BTreeMap<&str, &str> = laid
            .iter()
            .map(|doc| &doc.facets[facet])
            .filter(|value| !value.id.is_empty())
            .map(|value| (value.id.as_str(), value.name.as_str()))
            .collect();
        values.into_iter().map(|(id, name)| FacetValue { id: id.to_owned(), name: name.to_owned() }).collect()
    });
    let place = |values: &[FacetValue], id: &str| {
        values.binary_search_by(|value| value.id.as_str().cmp(id)).map_or(0, |at| bytes::size(at + 1))
    };
    let rows =
        laid.iter().map(|doc| std::array::from_fn(|facet| place(&values[facet], &doc.facets[facet].id))).collect();
    FacetTable { values, rows }
}

/// Writes the cards in files of about so many bytes.
fn write_cards(laid: &[Laid], limit: usize, files: &mut Files) -> CardFiles {
    let lengths = laid.iter().map(|doc| doc.card.title.len() + doc.card.url.len() + doc.card.summary.len() + 60);
    let average = lengths.sum::<usize>() / laid.len().max(1);
    // The power of two that is nearest, about.
    let per_file = ((limit / average.max(1)).max(1) * 3).next_power_of_two() / 4;
    let per_file = per_file.max(1);
    let packed: Vec<(Vec<u8>, Packed)> = laid
        .par_chunks(per_file)
        .enumerate()
        .map_init(Room::default, |room, (at, docs)| {
            let payload = cards::encode(room, docs.iter().map(|doc| &doc.card));
            let packed = pack_named(Kind::Cards, &payload, 0, Some(bytes::size(at * per_file)));
            (payload, packed)
        })
        .collect();
    let all: u32 = packed.iter().map(|(_, packed)| packed.size()).sum();
    CardFiles {
        docs: bytes::size(per_file),
        size: (all / bytes::size(packed.len()).max(1)).next_multiple_of(64),
        names: packed.into_iter().map(|(payload, packed)| files.add_packed(Kind::Cards, &payload, packed)).collect(),
    }
}
