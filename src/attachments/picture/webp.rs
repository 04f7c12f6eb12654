//! WebP (RFC 9649): a RIFF of chunks.

use super::{Malformed, exif};

/// Flags in the first byte of `VP8X`: there is Exif data; there is XMP.
const HAS_EXIF: u8 = 0x08;
const HAS_XMP: u8 = 0x04;

/// Chunks that show the picture.
const SHOWN: &[&[u8; 4]] = &[b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];

/// The picture without anything else.
pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, Malformed> {
    let turned = exif(bytes).and_then(exif::orientation);
    let mut out = b"RIFF\0\0\0\0WEBP".to_vec();
    let mut chunks = Chunks::of(bytes)?;
    while let Some((name, data)) = chunks.next()? {
        if !SHOWN.iter().any(|shown| shown.as_slice() == name) {
            continue;
        }
        let mut data = data.to_vec();
        if let (b"VP8X", Some(flags)) = (name, data.first_mut()) {
            *flags &= !(HAS_EXIF | HAS_XMP);
            *flags |= if turned.is_some() { HAS_EXIF } else { 0 };
        }
        put(&mut out, name, &data);
    }
    if let Some(turned) = turned {
        put(&mut out, b"EXIF", &exif::only_orientation(turned));
    }
    let size = u32::try_from(out.len() - 8).map_err(|_| Malformed)?;
    out[4..8].copy_from_slice(&size.to_le_bytes());
    Ok(out)
}

/// The Exif data.
pub(super) fn exif(bytes: &[u8]) -> Option<&[u8]> {
    let mut chunks = Chunks::of(bytes).ok()?;
    while let Ok(Some((name, data))) = chunks.next() {
        if name == b"EXIF" {
            // Some programs write the mark of JPEG's segment before it.
            return Some(data.strip_prefix(b"Exif\0\0").unwrap_or(data));
        }
    }
    None
}

fn put(out: &mut Vec<u8>, name: &[u8], data: &[u8]) {
    out.extend(name);
    out.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes());
    out.extend(data);
    // Chunks begin at even places.
    if data.len() % 2 == 1 {
        out.push(0);
    }
}

/// Name and data.
type Chunk<'a> = (&'a [u8], &'a [u8]);

struct Chunks<'a> {
    rest: &'a [u8],
}

impl<'a> Chunks<'a> {
    /// The chunks within the size that the file states; what follows is not the picture.
    fn of(bytes: &'a [u8]) -> Result<Self, Malformed> {
        let size = length(bytes.get(4..8).ok_or(Malformed)?);
        let end = size.checked_add(8).ok_or(Malformed)?.min(bytes.len());
        Ok(Self { rest: bytes.get(12..end).ok_or(Malformed)? })
    }

    fn next(&mut self) -> Result<Option<Chunk<'a>>, Malformed> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let (head, rest) = self.rest.split_at_checked(8).ok_or(Malformed)?;
        let size = length(&head[4..]);
        let data = rest.get(..size).ok_or(Malformed)?;
        self.rest = rest.get(size + size % 2..).unwrap_or_default();
        Ok(Some((&head[..4], data)))
    }
}

fn length(bytes: &[u8]) -> usize {
    bytes.iter().rev().fold(0, |length, byte| length << 8 | usize::from(*byte))
}
