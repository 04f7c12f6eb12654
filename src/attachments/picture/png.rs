//! PNG (W3C, third edition): a row of chunks, each with a name of four letters.

use super::{Malformed, exif};

/// How every PNG begins.
pub(super) const MARK: &[u8] = b"\x89PNG\r\n\x1A\n";

/// Chunks that show the picture: its data, colours and size, and the frames of a moving one.
const SHOWN: &[&[u8; 4]] = &[
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV",
    b"cLLI", b"bKGD", b"hIST", b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT",
];

/// The picture without anything else.
pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, Malformed> {
    let mut out = MARK.to_vec();
    let turned = exif(bytes).and_then(exif::orientation);
    let mut chunks = Chunks { rest: &bytes[MARK.len()..] };
    while let Some(chunk) = chunks.next()? {
        if SHOWN.iter().any(|name| name.as_slice() == chunk.name) {
            out.extend(chunk.whole);
        }
        match chunk.name {
            b"IHDR" => {
                if let Some(turned) = turned {
                    put(&mut out, *b"eXIf", &exif::only_orientation(turned));
                }
            }
            // What follows the end is not the picture.
            b"IEND" => return Ok(out),
            _ => {}
        }
    }
    Ok(out)
}

/// The Exif data.
pub(super) fn exif(bytes: &[u8]) -> Option<&[u8]> {
    let mut chunks = Chunks { rest: bytes.get(MARK.len()..)? };
    while let Ok(Some(chunk)) = chunks.next() {
        if chunk.name == b"eXIf" {
            return Some(chunk.data);
        }
    }
    None
}

fn put(out: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    let mut sum = flate2::Crc::new();
    sum.update(&name);
    sum.update(data);
    out.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_be_bytes());
    out.extend(name);
    out.extend(data);
    out.extend(sum.sum().to_be_bytes());
}

struct Chunk<'a> {
    name: &'a [u8],
    data: &'a [u8],
    /// With length and checksum.
    whole: &'a [u8],
}

struct Chunks<'a> {
    rest: &'a [u8],
}

impl<'a> Chunks<'a> {
    fn next(&mut self) -> Result<Option<Chunk<'a>>, Malformed> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let head = self.rest.get(..8).ok_or(Malformed)?;
        let length = head[..4].iter().fold(0_usize, |length, byte| length << 8 | usize::from(*byte));
        let end = length.checked_add(12).ok_or(Malformed)?;
        let whole = self.rest.get(..end).ok_or(Malformed)?;
        self.rest = &self.rest[end..];
        Ok(Some(Chunk { name: &whole[4..8], data: &whole[8..8 + length], whole }))
    }
}
