//! The files of the index, byte by byte: `docs/search-format.md` in code. Each file has its writing and its reading beside
//! each other, so that neither can change alone.

pub(crate) mod cards;
pub(crate) mod docs;
pub(crate) mod root;
pub(crate) mod terms;
pub(crate) mod texts;

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use sha2::{Digest as _, Sha256};

use super::error::{Damage, SearchError};
use super::{OutputFile, offline};

/// The version of the format. A reader refuses any other.
pub(crate) const VERSION: u8 = 1;

/// The one file with a fixed name.
pub(crate) const ROOT: &str = "root.bin";

/// How hard to compress: nine would save one part in a hundred and take twice the time.
const LEVEL: u32 = 6;

/// Bytes before the compressed part: `M`, `S`, kind, version, a number that keeps names apart.
const HEADER: usize = 5;

/// What a decompressed file may hold at most, so that a damaged one cannot fill the memory.
const MOST: u64 = 1 << 30;

/// The kinds of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// The root: what the other files are called.
    Root,
    /// Facets, dates, lengths of all documents.
    Docs,
    /// Terms, the documents they stand in and what surrounds them.
    Terms,
    /// The surroundings on one side of one very common term.
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
            Self::Root | Self::Docs | Self::Places | Self::Fold => "",
            Self::Terms | Self::Sides => "terms/",
            Self::Cards => "cards/",
            Self::Texts => "texts/",
        }
    }
}

/// The content hash that names a file: the first five bytes of its SHA-256.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Name(pub(crate) [u8; 5]);

impl Name {
    /// Eight characters of base 32.
    pub(crate) fn text(self) -> String {
        let all = self.0.iter().fold(0u64, |all, &byte| all << 8 | u64::from(byte));
        (0..8)
            .rev()
            .map(|at| char::from(b"abcdefghijklmnopqrstuvwxyz234567"[(all >> (5 * at) & 31) as usize]))
            .collect()
    }

    /// The path below the search folder.
    pub(crate) fn path(self, kind: Kind) -> String {
        format!("{}{}.bin", kind.folder(), self.text())
    }
}

/// A file's bytes: header, then the payload compressed in zlib's format, whose checksum guards it.
pub(crate) fn pack(kind: Kind, payload: &[u8], apart: u8) -> Vec<u8> {
    let header = vec![b'M', b'S', kind.letter(), VERSION, apart];
    let mut encoder = ZlibEncoder::new(header, Compression::new(LEVEL));
    // Writing to memory does not fail.
    let _ = encoder.write_all(payload);
    encoder.finish().unwrap_or_default()
}

/// The payload of a file.
pub(crate) fn unpack(kind: Kind, path: &str, bytes: &[u8]) -> Result<Vec<u8>, SearchError> {
    let (header, rest) = bytes.split_at_checked(HEADER).ok_or_else(|| SearchError::damaged(path, Damage::Truncated))?;
    if header[..3] != [b'M', b'S', kind.letter()] {
        return Err(SearchError::damaged(path, Damage::Kind));
    }
    if header[3] != VERSION {
        return Err(SearchError::Version { found: header[3] });
    }
    let mut payload = Vec::new();
    ZlibDecoder::new(rest)
        .take(MOST)
        .read_to_end(&mut payload)
        .map_err(|_| SearchError::damaged(path, Damage::Compression))?;
    Ok(payload)
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
pub(crate) fn pack_named(kind: Kind, payload: &[u8], apart: u8) -> Packed {
    let bytes = pack(kind, payload, apart);
    let digest = Sha256::digest(&bytes);
    let mut name = Name::default();
    name.0.copy_from_slice(&digest[..5]);
    Packed { name, bytes }
}

/// The files of an index as they come to be, by path.
#[derive(Default)]
pub(crate) struct Files {
    by_path: BTreeMap<String, Vec<u8>>,
}

impl Files {
    /// Adds a payload under the name of its content. Two contents that would have one name, which five bytes allow once in
    /// a great while, are kept apart by a number in the header.
    pub(crate) fn add(&mut self, kind: Kind, payload: &[u8]) -> Name {
        self.add_packed(kind, payload, pack_named(kind, payload, 0))
    }

    /// As [`Files::add`], for a payload that was packed already, on another thread.
    pub(crate) fn add_packed(&mut self, kind: Kind, payload: &[u8], mut packed: Packed) -> Name {
        for apart in 1..=u8::MAX {
            let path = packed.name.path(kind);
            match self.by_path.get(&path) {
                Some(bytes) if *bytes != packed.bytes => packed = pack_named(kind, payload, apart),
                _ => {
                    self.by_path.insert(path, packed.bytes);
                    break;
                }
            }
        }
        packed.name
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
    pub(crate) fn into_output(self) -> Vec<OutputFile> {
        self.by_path.into_iter().map(|(path, bytes)| OutputFile { path, bytes }).collect()
    }
}
