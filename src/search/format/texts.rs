//! The texts themselves, for snippets and for checking very long words: clean, not folded, in the order of the parts.
//!
//! A part is a run of whole blocks, a line each. A document's first part has the head before it: title, document number,
//! index number and what else is known about the document (a line each), then [`HEAD_END`].

use super::super::bytes::size;
use super::super::error::Damage;
use super::chances::Numbers;
use super::coder::{Coder, Decoder, Encoder};
use super::root::code_short_name;
use super::{Name, text};

/// Ends a part.
pub(crate) const PART_END: char = '\u{c}';

/// Ends the head in a document's first part.
pub(crate) const HEAD_END: char = '\u{b}';

/// A file of texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// How many parts it holds.
    pub(crate) parts: u32,
    pub(crate) name: Name,
}

/// The payload of the list of text files.
pub(crate) fn encode_places(places: &[Place]) -> Vec<u8> {
    let mut encoder = Encoder::new();
    // What is written is well formed.
    let _ = code_places(&mut encoder, places);
    encoder.finish()
}

/// The list of such a payload.
pub(crate) fn decode_places(payload: &[u8]) -> Result<Vec<Place>, Damage> {
    let mut decoder = Decoder::new(payload);
    let places = code_places(&mut decoder, &[])?;
    decoder.check()?;
    Ok(places)
}

fn code_places<C: Coder>(coder: &mut C, given: &[Place]) -> Result<Vec<Place>, Damage> {
    let (mut counts, mut parts) = (Numbers::NEW, Numbers::NEW);
    let count = coder.number(&mut counts, size(given.len()));
    let mut places = Vec::new();
    let mut first = 0u32;
    for at in 0..count as usize {
        coder.check()?;
        let mut place = given.get(at).cloned().unwrap_or_default();
        place.parts = coder.number(&mut parts, place.parts);
        code_short_name(coder, &mut place.name, first);
        first = first.checked_add(place.parts).ok_or(Damage::Number)?;
        places.push(place);
    }
    Ok(places)
}

/// The parts of a payload that holds so many.
pub(crate) fn decode(payload: &[u8], count: usize) -> Result<Vec<String>, Damage> {
    let text = text::decode(payload)?;
    let parts: Vec<String> = text.split_terminator(PART_END).map(str::to_owned).collect();
    if parts.len() == count { Ok(parts) } else { Err(Damage::Truncated) }
}
