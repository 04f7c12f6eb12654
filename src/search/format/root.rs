//! The root: how many documents there are, and in which files the rest lies.

use super::super::bytes::{Input, put, put_bytes, size};
use super::super::error::Damage;
use super::Name;
use super::terms::Key;

/// A term so common that its surroundings have files of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wide {
    pub(crate) key: Key,
    /// What stands before it, and after it: file and size in bytes.
    pub(crate) sides: [(Name, u32); 2],
}

/// One shard of terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shard {
    /// The first term in it.
    pub(crate) first: Key,
    pub(crate) name: Name,
    /// Its size in bytes.
    pub(crate) size: u32,
}

/// A run of documents with terms of its own. Documents that come later go into the last one, so that the shards of the
/// others stay as they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Segment {
    /// How many documents it has.
    pub(crate) docs: u32,
    /// In order of their first terms.
    pub(crate) shards: Vec<Shard>,
    /// In order of their terms.
    pub(crate) wide: Vec<Wide>,
}

/// The root.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Root {
    /// The file with the table of documents; all zeros where the root itself holds it.
    pub(crate) docs: Name,
    pub(crate) places: Name,
    pub(crate) fold: Name,
    pub(crate) segments: Vec<Segment>,
    /// The payload of the table of documents, where it is small enough to come along.
    pub(crate) table: Vec<u8>,
}

impl Root {
    /// The payload.
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for name in [self.docs, self.places, self.fold] {
            out.extend_from_slice(&name.0);
        }
        put(&mut out, size(self.segments.len()));
        for segment in &self.segments {
            put(&mut out, segment.docs);
            put(&mut out, size(segment.shards.len()));
            put(&mut out, size(segment.wide.len()));
            put_keys(&mut out, segment.shards.iter().map(|shard| shard.first));
            for shard in &segment.shards {
                put(&mut out, shard.size);
            }
            put_keys(&mut out, segment.wide.iter().map(|wide| wide.key));
            for (_, bytes) in segment.wide.iter().flat_map(|wide| &wide.sides) {
                put(&mut out, *bytes);
            }
            for shard in &segment.shards {
                out.extend_from_slice(&shard.name.0);
            }
            for (name, _) in segment.wide.iter().flat_map(|wide| &wide.sides) {
                out.extend_from_slice(&name.0);
            }
        }
        put_bytes(&mut out, &self.table);
        out
    }

    /// The root of a payload.
    pub(crate) fn decode(payload: &[u8]) -> Result<Self, Damage> {
        let mut input = Input::new(payload);
        let mut root = Self {
            docs: get_name(&mut input)?,
            places: get_name(&mut input)?,
            fold: get_name(&mut input)?,
            segments: Vec::new(),
            table: Vec::new(),
        };
        for _ in 0..input.count()? {
            let docs = input.number()?;
            let (shards, wide) = (input.count()?, input.count()?);
            let firsts = get_keys(&mut input, shards)?;
            let sizes = get_numbers(&mut input, shards)?;
            let keys = get_keys(&mut input, wide)?;
            let side_sizes = get_numbers(&mut input, 2 * wide)?;
            let mut segment = Segment { docs, ..Segment::default() };
            for (first, size) in firsts.into_iter().zip(sizes) {
                segment.shards.push(Shard { first, name: get_name(&mut input)?, size });
            }
            for (key, sizes) in keys.into_iter().zip(side_sizes.chunks_exact(2)) {
                let (before, after) = (get_name(&mut input)?, get_name(&mut input)?);
                segment.wide.push(Wide { key, sides: [(before, sizes[0]), (after, sizes[1])] });
            }
            root.segments.push(segment);
        }
        let length = input.count()?;
        input.take(length)?.clone_into(&mut root.table);
        if input.is_empty() { Ok(root) } else { Err(Damage::Number) }
    }
}

/// Keys in ascending order: the first units as differences, then the second ones.
fn put_keys(out: &mut Vec<u8>, keys: impl Iterator<Item = Key> + Clone) {
    let mut last = 0;
    for key in keys.clone() {
        let first = u32::from(key.first());
        put(out, first - last);
        last = first;
    }
    for key in keys {
        put(out, u32::from(key.second()));
    }
}

fn get_keys(input: &mut Input<'_>, count: usize) -> Result<Vec<Key>, Damage> {
    let mut last = 0u32;
    let mut firsts = Vec::new();
    for step in get_numbers(input, count)? {
        last = last.checked_add(step).ok_or(Damage::Number)?;
        firsts.push(u16::try_from(last).map_err(|_| Damage::Number)?);
    }
    let mut keys = Vec::new();
    for (first, second) in firsts.into_iter().zip(get_numbers(input, count)?) {
        let key = Key::new(first, u16::try_from(second).map_err(|_| Damage::Number)?);
        if keys.last().is_some_and(|&last| last >= key) {
            return Err(Damage::Number);
        }
        keys.push(key);
    }
    Ok(keys)
}

fn get_numbers(input: &mut Input<'_>, count: usize) -> Result<Vec<u32>, Damage> {
    (0..count).map(|_| input.number()).collect()
}

/// A name of five bytes.
pub(crate) fn get_name(input: &mut Input<'_>) -> Result<Name, Damage> {
    let mut name = Name::default();
    name.0.copy_from_slice(input.take(5)?);
    Ok(name)
}
