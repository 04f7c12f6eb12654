//! Streams of a PDF are compressed, and a few kilobytes may unpack to gigabytes.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro_syntax::Filter;
use hayro_syntax::object::Stream;
use memchr::memmem;

use super::super::Fault;
use super::super::limits::{MAX_DRAWING, MAX_OBJECTS, MAX_STEPS, MAX_STREAM, MAX_STREAMS};

/// Bytes that a stream of objects in an encrypted file may have: it cannot be measured before, and deflate gives at most
/// 1,032 bytes for one.
const MOST_SECRET: usize = 64 << 10;

/// Unpacks every stream of the file and counts, keeping nothing: the reader of the structure unpacks some by itself and
/// without a bound.
pub(super) fn look_for_bombs(bytes: &[u8]) -> Result<(), Fault> {
    let is_encrypted = memmem::find(bytes, b"/Encrypt").is_some();
    let mut total = 0;
    let mut next = 0;
    while let Some(found) = bytes.get(next..).and_then(|rest| memmem::find(rest, b"stream")) {
        let at = next + found;
        next = at + 6;
        if bytes[..at].ends_with(b"end") {
            continue;
        }
        let rest = &bytes[next..];
        let data = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).or_else(|| rest.strip_prefix(b"\r"));
        let data = data.unwrap_or(rest);
        if is_encrypted {
            let dictionary = &bytes[at.saturating_sub(400)..at];
            let length = memmem::find(data, b"endstream").unwrap_or(data.len());
            if length > MOST_SECRET && memmem::find(dictionary, b"/ObjStm").is_some() {
                return Err(Fault::TooLarge);
            }
            continue;
        }
        let (used, unpacked) = measure(data, MAX_STREAM)?;
        total += unpacked;
        if total > MAX_STREAMS {
            return Err(Fault::TooLarge);
        }
        next += used;
    }
    Ok(())
}

/// How many bytes of compressed data were used and how many they give; zero where it is not compressed data.
fn measure(data: &[u8], most: u64) -> Result<(usize, u64), Fault> {
    fn count(mut reader: impl Read, most: u64) -> Result<u64, Fault> {
        let mut buffer = [0; 16 << 10];
        let mut count = 0;
        loop {
            match reader.read(&mut buffer) {
                Ok(0) | Err(_) => return Ok(count),
                Ok(read) => count += read as u64,
            }
            if count > most {
                return Err(Fault::TooLarge);
            }
        }
    }
    let has_header = matches!(data, [first, second, ..] if first & 0x0F == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0);
    if has_header {
        let mut decoder = ZlibDecoder::new(data);
        let unpacked = count(&mut decoder, most)?;
        return Ok((usize::try_from(decoder.total_in()).unwrap_or(0).min(data.len()), unpacked));
    }
    // Without its header, too, some readers take it.
    let unpacked = count(DeflateDecoder::new(data), most)?;
    Ok((0, unpacked))
}

/// What may still be done for one file.
#[derive(Debug)]
pub(super) struct Budget {
    bytes: u64,
    steps: usize,
    objects: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { bytes: MAX_DRAWING, steps: MAX_STEPS, objects: MAX_OBJECTS }
    }
}

impl Budget {
    /// Takes one step.
    pub(super) fn step(&mut self) -> Result<(), Fault> {
        self.steps = self.steps.checked_sub(1).ok_or(Fault::TooLarge)?;
        Ok(())
    }

    /// Takes one drawing within the drawing.
    pub(super) fn object(&mut self) -> Result<(), Fault> {
        self.objects = self.objects.checked_sub(1).ok_or(Fault::TooLarge)?;
        Ok(())
    }

    /// Unpacks a stream, as far as that is bounded; nothing where it cannot be unpacked.
    pub(super) fn unpack<'a>(&mut self, stream: &Stream<'a>) -> Result<Option<Cow<'a, [u8]>>, Fault> {
        if !self.admits(stream)? {
            return Err(Fault::TooLarge);
        }
        let Ok(data) = stream.decoded_data() else { return Ok(None) };
        self.bytes = self.bytes.checked_sub(data.len() as u64).ok_or(Fault::TooLarge)?;
        Ok(Some(data))
    }

    /// Whether a stream gives no more than what may still be unpacked.
    pub(super) fn admits(&self, stream: &Stream<'_>) -> Result<bool, Fault> {
        let filters = stream.filters();
        let raw = stream.raw_data();
        let packed =
            |filter: &&Filter| matches!(filter, Filter::FlateDecode | Filter::LzwDecode | Filter::RunLengthDecode);
        if let [Filter::FlateDecode] = filters.as_slice() {
            return Ok(measure(&raw, self.bytes)?.1 <= self.bytes);
        }
        // At most so many bytes for one: LZW's longest sequence in twelve bits; deflate's 1,032; a run of 128 in two.
        let ratio = filters.iter().filter(packed).fold(1_u64, |ratio, filter| {
            ratio.saturating_mul(match filter {
                Filter::LzwDecode => 2_600,
                Filter::FlateDecode => 1_032,
                _ => 64,
            })
        });
        Ok((raw.len() as u64).saturating_mul(ratio) <= self.bytes)
    }
}
