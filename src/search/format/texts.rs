//! The texts themselves, for snippets and for checking very long words: clean, not folded, in the order of the parts.
//!
//! A part is a run of whole blocks, a line each. A document's first part has the head before it: title, document number,
//! index number and what else is known about the document (a line each), then [`HEAD_END`].

use super::super::bytes::{Input, put, size};
use super::super::error::Damage;
use super::Name;
use super::root::get_name;

/// Ends a part.
pub(crate) const PART_END: char = '\u{c}';

/// Ends the head in a document's first part.
pub(crate) const HEAD_END: char = '\u{b}';

/// A file of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// How many parts it holds.
    pub(crate) parts: u32,
    pub(crate) name: Name,
}

/// The payload of the list of text files.
pub(crate) fn encode_places(places: &[Place]) -> Vec<u8> {
    let mut out = Vec::new();
    put(&mut out, size(places.len()));
    for place in places {
        put(&mut out, place.parts);
    }
    for place in places {
        out.extend_from_slice(&place.name.0);
    }
    out
}

/// The list of such a payload.
pub(crate) fn decode_places(payload: &[u8]) -> Result<Vec<Place>, Damage> {
    let mut input = Input::new(payload);
    let counts = (0..input.count()?).map(|_| input.number()).collect::<Result<Vec<_>, Damage>>()?;
    let mut places = Vec::new();
    for parts in counts {
        places.push(Place { parts, name: get_name(&mut input)? });
    }
    if input.is_empty() { Ok(places) } else { Err(Damage::Number) }
}

/// The parts of a payload that holds so many.
pub(crate) fn decode(payload: &[u8], count: usize) -> Result<Vec<String>, Damage> {
    let text = std::str::from_utf8(payload).map_err(|_| Damage::Text)?;
    let parts: Vec<String> = text.split_terminator(PART_END).map(str::to_owned).collect();
    if parts.len() == count { Ok(parts) } else { Err(Damage::Truncated) }
}
