//! The root: how many documents there are, and in which files the rest lies.

use super::super::bytes::size;
use super::super::error::Damage;
use super::Name;
use super::chances::{Chance, Numbers};
use super::coder::{Coder, Decoder, Encoder};
use super::docs::DocTable;
use super::facets::FacetTable;
use super::terms::{Extent, Key};

/// A term so common that its surroundings have files of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Wide {
    pub(crate) key: Key,
    pub(crate) name: Name,
    /// Its size in bytes, rounded up to whole kilobytes.
    pub(crate) size: u32,
}

/// One shard of terms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Shard {
    /// The first term in it.
    pub(crate) first: Key,
    pub(crate) name: Name,
    /// Its size in bytes, rounded up to whole kilobytes.
    pub(crate) size: u32,
}

/// A run of documents with terms of its own. Documents that come later go into the last one, so that the shards of the
/// others stay as they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Segment {
    /// How many documents and parts it has.
    pub(crate) extent: Extent,
    /// In order of their first terms.
    pub(crate) shards: Vec<Shard>,
    /// In order of their terms.
    pub(crate) wide: Vec<Wide>,
}

/// The root.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Root {
    /// The files with the table of documents and with that of facets; all zeros where the root itself holds them.
    pub(crate) docs: Name,
    pub(crate) facets: Name,
    pub(crate) places: Name,
    pub(crate) fold: Name,
    pub(crate) segments: Vec<Segment>,
    /// Both tables, where they are small enough to come along.
    pub(crate) tables: Option<(DocTable, FacetTable)>,
}

/// What is known of what is told.
struct Chances {
    is_same_first: Chance,
    counts: Numbers,
    /// A term's first unit and its second, and how much more that is than the one before.
    first: Numbers,
    second: Numbers,
    more: Numbers,
    sizes: Numbers,
}

impl Chances {
    const NEW: Self = Self {
        is_same_first: Chance::EVEN,
        counts: Numbers::NEW,
        first: Numbers::NEW,
        second: Numbers::NEW,
        more: Numbers::NEW,
        sizes: Numbers::NEW,
    };
}

/// Most files that a segment may claim to have.
const MOST_FILES: u32 = 1 << 20;

impl Root {
    /// The payload.
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut encoder = Encoder::new();
        let mut root = self.clone();
        // What is written is well formed.
        let _ = root.code(&mut encoder);
        encoder.finish()
    }

    /// The root of a payload.
    pub(crate) fn decode(payload: &[u8]) -> Result<Self, Damage> {
        let mut root = Self::default();
        let mut decoder = Decoder::new(payload);
        root.code(&mut decoder)?;
        decoder.check()?;
        Ok(root)
    }

    fn code<C: Coder>(&mut self, coder: &mut C) -> Result<(), Damage> {
        for name in [&mut self.docs, &mut self.facets, &mut self.places, &mut self.fold] {
            code_name(coder, name);
        }
        let mut chances = Chances::NEW;
        let count = coder.number(&mut chances.counts, size(self.segments.len()));
        if count > MOST_SEGMENTS {
            return Err(Damage::Number);
        }
        self.segments.resize(count as usize, Segment::default());
        for segment in &mut self.segments {
            let extent = &mut segment.extent;
            extent.docs = coder.number(&mut chances.counts, extent.docs);
            extent.parts = coder.number(&mut chances.counts, extent.parts);
            let files = [segment.shards.len(), segment.wide.len()]
                .map(|count| coder.number(&mut chances.counts, size(count)).min(MOST_FILES) as usize);
            let mut last = None;
            for at in 0..files[0] {
                coder.check()?;
                let mut shard = segment.shards.get(at).cloned().unwrap_or_default();
                let file = (&mut shard.first, &mut shard.name, &mut shard.size);
                code_file(coder, &mut chances, &mut last, file)?;
                if !C::WRITES {
                    segment.shards.push(shard);
                }
            }
            let mut last = None;
            for at in 0..files[1] {
                coder.check()?;
                let mut wide = segment.wide.get(at).cloned().unwrap_or_default();
                code_file(coder, &mut chances, &mut last, (&mut wide.key, &mut wide.name, &mut wide.size))?;
                if !C::WRITES {
                    segment.wide.push(wide);
                }
            }
        }
        if coder.raw(u32::from(self.tables.is_some()), 1) == 1 {
            let (docs, facets) = self.tables.get_or_insert_default();
            docs.code(coder)?;
            facets.code(coder, &docs.days())?;
        }
        Ok(())
    }
}

/// Segments that a root may claim to have.
const MOST_SEGMENTS: u32 = 16;

/// Codes the first term, the name and the size of a file; terms ascend.
fn code_file<C: Coder>(
    coder: &mut C,
    chances: &mut Chances,
    last: &mut Option<Key>,
    (key, name, bytes): (&mut Key, &mut Name, &mut u32),
) -> Result<(), Damage> {
    let (first, second) = (u32::from(key.first()), u32::from(key.second()));
    let (last_first, last_second) = last.map_or((0, 0), |last| (u32::from(last.first()), u32::from(last.second())));
    let (first, second) = if coder.bit(&mut chances.is_same_first, last.is_some() && first == last_first) {
        let more = coder.number(&mut chances.more, second.wrapping_sub(last_second));
        (last_first, last_second.wrapping_add(more))
    } else {
        let more = coder.number(&mut chances.first, first.wrapping_sub(last_first));
        (last_first.wrapping_add(more), coder.number(&mut chances.second, second))
    };
    let unit = |number: u32| u16::try_from(number).map_err(|_| Damage::Number);
    *key = Key::new(unit(first)?, unit(second)?);
    if last.is_some_and(|last| last >= *key) {
        return Err(Damage::Number);
    }
    *last = Some(*key);
    *bytes = coder.number(&mut chances.sizes, *bytes >> 10) << 10;
    code_short_name(coder, name, key.number());
    Ok(())
}

/// Codes the name of a file of a series, of which it is known where the file begins.
pub(crate) fn code_short_name<C: Coder>(coder: &mut C, name: &mut Name, place: u32) {
    name.place = Some(place);
    for byte in &mut name.hash[..3] {
        *byte = coder.raw(u32::from(*byte), 8).to_le_bytes()[0];
    }
}

/// Codes a name that stands whole.
fn code_name<C: Coder>(coder: &mut C, name: &mut Name) {
    for byte in &mut name.hash {
        *byte = coder.raw(u32::from(*byte), 8).to_le_bytes()[0];
    }
}
