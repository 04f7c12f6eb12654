//! The files of the index, byte by byte: `docs/search-format.md` in code. Each file has its writing and its reading beside
//! each other, so that neither can change alone.

pub(crate) mod cards;
mod chances;
mod coder;
pub(crate) mod docs;
pub(crate) mod facets;
mod letters;
pub(crate) mod root;
mod rows;
mod sides;
pub(crate) mod terms;
pub(crate) mod text;
pub(crate) mod texts;

use std::collections::BTreeMap;

use flate2::Crc;
use sha2::{Digest as _, Sha256};

use super::earlier::{Built, MadeOf};
use super::error::{Damage, SearchError};
use super::{OutputFile, offline};

/// The version of the format. A reader refuses any other.
pub const VERSION: u8 = 6;

/// The one file with a fixed name.
pub(crate) const ROOT: &str = "root.bin";

/// Bytes before the checksum: `M`, `S`, kind, version, a number that keeps names apart.
const HEADER: usize = 5;

/// The kinds of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// The root: what the other files are called.
    Root,
    /// Dates and lengths of all documents.
    Docs,
    /// The facets of all documents.
    Facets,
    /// Terms, the documents they stand in and what surrounds them.
    Terms,
    /// The surroundings of one very common term.
    Sides,
    /// Result cards.
    Cards,
    /// Where the texts lie.
    Places,
    /// Texts for snippets.
    Texts,
    /// The table of folded characters.
    Fold,
}

impl Kind {
    /// The letter in the header.
    pub(crate) fn letter(self) -> u8 {
        match self {
            Self::Root => b'R',
            Self::Docs => b'D',
            Self::Facets => b'V',
            Self::Terms => b'T',
            Self::Sides => b'S',
            Self::Cards => b'C',
            Self::Places => b'P',
            Self::Texts => b'X',
            Self::Fold => b'F',
        }
    }

    /// The folder its files lie in, with the slash.
    pub(crate) fn folder(self) -> &'static str {
        match self {
            Self::Root | Self::Docs | Self::Facets | Self::Places | Self::Fold => "",
            Self::Terms | Self::Sides => "terms/",
            Self::Cards => "cards/",
            Self::Texts => "texts/",
        }
    }
}

/// What names a file: its content, and for files of a series its place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Name {
    /// Where in its series it begins, if it is of one. Then three bytes of the hash are enough, and the others are 0.
    pub(crate) place: Option<u32>,
    /// The first bytes of the content's SHA-256.
    pub(crate) hash: [u8; 5],
}

impl Name {
    /// The hash in base 32, eight characters or five; before it the place, where there is one, in hexadecimal.
    pub(crate) fn text(self) -> String {
        let all = self.hash.iter().fold(0u64, |all, &byte| all << 8 | u64::from(byte));
        let letters = |all: u64, count: u32| {
            (0..count)
                .rev()
                .map(move |at| char::from(b"abcdefghijklmnopqrstuvwxyz234567"[(all >> (5 * at) & 31) as usize]))
        };
        match self.place {
            None => letters(all, 8).collect(),
            Some(place) => format!("{place:x}-{}", letters(all >> 16, 5).collect::<String>()),
        }
    }

    /// The path below the search folder.
    pub(crate) fn path(self, kind: Kind) -> String {
        format!("{}{}.bin", kind.folder(), self.text())
    }
}

/// A file's bytes: header, checksum, payload.
pub(crate) fn pack(kind: Kind, payload: &[u8], apart: u8) -> Vec<u8> {
    let mut bytes = vec![b'M', b'S', kind.letter(), VERSION, apart];
    bytes.extend(checksum(payload).to_be_bytes());
    bytes.extend_from_slice(payload);
    bytes
}

/// The CRC-32 of some bytes.
fn checksum(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum()
}

/// The payload of a file.
pub(crate) fn unpack(kind: Kind, path: &str, bytes: &[u8]) -> Result<Vec<u8>, SearchError> {
    let damaged = |damage| SearchError::damaged(path, damage);
    let (header, rest) = bytes.split_at_checked(HEADER).ok_or_else(|| damaged(Damage::Truncated))?;
    if header[..3] != [b'M', b'S', kind.letter()] {
        return Err(damaged(Damage::Kind));
    }
    if header[3] != VERSION {
        return Err(SearchError::Version { found: header[3] });
    }
    let (sum, payload) = rest.split_first_chunk().ok_or_else(|| damaged(Damage::Truncated))?;
    if u32::from_be_bytes(*sum) != checksum(payload) {
        return Err(damaged(Damage::Checksum));
    }
    Ok(payload.to_vec())
}

/// A packed file and the name that follows from its bytes.
pub(crate) struct Packed {
    pub(crate) name: Name,
    bytes: Vec<u8>,
}

impl Packed {
    /// Its size in bytes.
    pub(crate) fn size(&self) -> u32 {
        super::bytes::size(self.bytes.len())
    }
}

/// Packs a payload and names it.
pub(crate) fn pack_named(kind: Kind, payload: &[u8], apart: u8, place: Option<u32>) -> Packed {
    let bytes = pack(kind, payload, apart);
    let digest = Sha256::digest(&bytes);
    let mut name = Name { place, ..Name::default() };
    let length = if place.is_some() { 3 } else { 5 };
    name.hash[..length].copy_from_slice(&digest[..length]);
    Packed { name, bytes }
}

/// The files of an index as they come to be, by path.
#[derive(Default)]
pub(crate) struct Files {
    by_path: BTreeMap<String, Vec<u8>>,
    /// What some of them were made of.
    made_of: Vec<(MadeOf, String)>,
}

/// A payload, its file, and what it was made of.
pub(crate) struct Made {
    pub(crate) payload: Vec<u8>,
    pub(crate) packed: Packed,
    pub(crate) made_of: MadeOf,
}

impl Files {
    /// Adds a payload under the name of its content. Two contents that would have one name, which five bytes allow once in
    /// a great while, are kept apart by a number in the header.
    pub(crate) fn add(&mut self, kind: Kind, payload: &[u8]) -> Name {
        self.add_packed(kind, payload, pack_named(kind, payload, 0, None))
    }

    /// As [`Files::add`], for a payload that was packed already, on another thread.
    pub(crate) fn add_packed(&mut self, kind: Kind, payload: &[u8], mut packed: Packed) -> Name {
        for apart in 1..=u8::MAX {
            let path = packed.name.path(kind);
            match self.by_path.get(&path) {
                Some(bytes) if *bytes != packed.bytes => {
                    packed = pack_named(kind, payload, apart, packed.name.place);
                }
                _ => {
                    self.by_path.insert(path, packed.bytes);
                    break;
                }
            }
        }
        packed.name
    }

    /// As [`Files::add_packed`], for one of which it is known what it was made of.
    pub(crate) fn add_made(&mut self, kind: Kind, made: Made) -> Name {
        let name = self.add_packed(kind, &made.payload, made.packed);
        self.made_of.push((made.made_of, name.path(kind)));
        name
    }

    /// Adds a file under a fixed path.
    pub(crate) fn add_fixed(&mut self, path: &str, bytes: Vec<u8>) {
        self.by_path.insert(path.to_owned(), bytes);
    }

    /// Adds every file once more as a script.
    pub(crate) fn add_offline(&mut self) {
        let scripts: Vec<(String, Vec<u8>)> = self
            .by_path
            .iter()
            .filter_map(|(path, bytes)| {
                Some((format!("{}.js", path.strip_suffix(".bin")?), offline::script(path, bytes)))
            })
            .collect();
        self.by_path.extend(scripts);
    }

    /// All files, sorted by path.
    pub(crate) fn into_output(self) -> Built {
        let files = self.by_path.into_iter().map(|(path, bytes)| OutputFile { path, bytes }).collect();
        Built { files, made_of: self.made_of }
    }
}
