//! JPEG (ITU-T T.81): a row of segments, each with a marker.

use super::{Malformed, exif};

const SOI: u8 = 0xD8;
const EOI: u8 = 0xD9;
const SOS: u8 = 0xDA;
const APP0: u8 = 0xE0;
const APP1: u8 = 0xE1;
const APP2: u8 = 0xE2;
const APP14: u8 = 0xEE;
const APP15: u8 = 0xEF;
const COM: u8 = 0xFE;

const EXIF: &[u8] = b"Exif\0\0";
/// Length of a JFIF segment without a small copy of the picture.
const JFIF: usize = 14;

/// A marker with what belongs to it.
struct Segment<'a> {
    marker: u8,
    /// What follows the length; for a scan also the picture's data up to the next marker.
    data: &'a [u8],
    scan: &'a [u8],
}

/// The picture without anything else.
pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, Malformed> {
    let mut out = vec![0xFF, SOI];
    let mut turned = exif(bytes).and_then(exif::orientation);
    let mut segments = Segments { rest: &bytes[2..] };
    while let Some(segment) = segments.next()? {
        let keeps = match segment.marker {
            APP0 => segment.data.starts_with(b"JFIF\0"),
            APP2 => segment.data.starts_with(b"ICC_PROFILE\0"),
            // How the colours are stored.
            APP14 => segment.data.starts_with(b"Adobe"),
            APP1..=APP15 | COM => false,
            _ => true,
        };
        // JFIF comes first by rule; then which side is up.
        if segment.marker != APP0
            && let Some(turned) = turned.take()
        {
            put(&mut out, APP1, &[EXIF, &exif::only_orientation(turned)].concat());
        }
        if !keeps {
            continue;
        }
        match segment.marker {
            EOI => {
                out.extend([0xFF, EOI]);
                // What follows is another picture or a film.
                return Ok(out);
            }
            APP0 => {
                let mut data = segment.data.get(..JFIF).ok_or(Malformed)?.to_vec();
                // The size of the small copy, which goes.
                data[JFIF - 2..].fill(0);
                put(&mut out, APP0, &data);
            }
            0x01 | 0xD0..=0xD7 => out.extend([0xFF, segment.marker]),
            marker => {
                put(&mut out, marker, segment.data);
                out.extend(segment.scan);
            }
        }
    }
    // Cut off: what there is shows as far as it goes.
    Ok(out)
}

/// The Exif data.
pub(super) fn exif(bytes: &[u8]) -> Option<&[u8]> {
    let mut segments = Segments { rest: bytes.get(2..)? };
    while let Ok(Some(segment)) = segments.next() {
        if segment.marker == APP1
            && let Some(tiff) = segment.data.strip_prefix(EXIF)
        {
            return Some(tiff);
        }
        if segment.marker == SOS || segment.marker == EOI {
            return None;
        }
    }
    None
}

fn put(out: &mut Vec<u8>, marker: u8, data: &[u8]) {
    out.extend([0xFF, marker]);
    // Lengths that were read fit; ours are small.
    out.extend(u16::try_from(data.len() + 2).unwrap_or(u16::MAX).to_be_bytes());
    out.extend(data);
}

struct Segments<'a> {
    rest: &'a [u8],
}

impl<'a> Segments<'a> {
    fn next(&mut self) -> Result<Option<Segment<'a>>, Malformed> {
        // Some cameras leave a few bytes between segments, which every program passes over.
        let Some(marker) = memchr::memchr(0xFF, self.rest) else { return Ok(None) };
        let rest = &self.rest[marker + 1..];
        // A marker may have more than one 0xFF before it.
        let fill = rest.iter().take_while(|byte| **byte == 0xFF).count();
        let Some((&marker, rest)) = rest[fill..].split_first() else { return Ok(None) };
        if matches!(marker, EOI | 0x01 | 0xD0..=0xD7) {
            self.rest = rest;
            return Ok(Some(Segment { marker, data: &[], scan: &[] }));
        }
        if marker == 0 || marker == SOI {
            return Err(Malformed);
        }
        let [high, low, ..] = *rest else { return Err(Malformed) };
        let length = usize::from(high) << 8 | usize::from(low);
        let data = rest.get(2..length).ok_or(Malformed)?;
        let after = &rest[length..];
        let scan_length = if marker == SOS { scan_length(after) } else { 0 };
        let (scan, after) = after.split_at(scan_length);
        self.rest = after;
        Ok(Some(Segment { marker, data, scan }))
    }
}

/// How long the data of a scan is: up to a marker that is neither a stuffed byte nor a restart.
fn scan_length(data: &[u8]) -> usize {
    let ends = |at: &usize| data.get(at + 1).is_none_or(|next| !matches!(next, 0 | 0xD0..=0xD7 | 0xFF));
    memchr::memchr_iter(0xFF, data)
        .find(ends)
        .map_or(data.len(), |at| if at + 1 < data.len() { at } else { data.len() })
}
