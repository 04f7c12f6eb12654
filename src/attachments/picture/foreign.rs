//! Pictures that go out as they are, because nothing can be taken out of them without rewriting the picture: TIFF, GIF, HEIC
//! and AVIF. What they tell is said.

use super::exif;

/// What a picture tells besides what it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// Where it was taken.
    pub place: bool,
    /// With what, when, by whom, or a remark.
    pub details: bool,
}

/// What a picture of these kinds tells; nothing for any other file.
pub fn told(bytes: &[u8]) -> Option<Told> {
    if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        Some(Told { place: false, details: gif_has_remarks(bytes) })
    } else if let Some((place, details)) = exif::told(bytes) {
        Some(Told { place, details })
    } else if bytes.get(4..8) == Some(b"ftyp") && brand(bytes) {
        // The place is somewhere in these data; cameras write it there by default.
        let has = heif_has(bytes);
        Some(Told { place: false, details: has })
    } else {
        None
    }
}

fn brand(bytes: &[u8]) -> bool {
    let brands = [b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"];
    bytes.get(8..12).is_some_and(|brand| brands.iter().any(|known| *known == brand))
}

/// How far into a file its table of contents is looked for: cameras write it first.
const HEAD: usize = 1 << 20;

/// Whether the table of contents (ISO/IEC 23008-12, `infe`) names Exif or XMP data.
fn heif_has(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    // Version and flags, number and protection of the item come before its type.
    memchr::memmem::find_iter(head, b"infe")
        .any(|at| head.get(at + 12..at + 16).is_some_and(|kind| kind == b"Exif" || kind == b"mime"))
}

/// Whether a GIF has a comment or XMP data between its pictures.
fn gif_has_remarks(bytes: &[u8]) -> bool {
    let colors = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let Some(flags) = bytes.get(10) else { return false };
    let mut at = 13 + colors(*flags);
    loop {
        match (bytes.get(at), bytes.get(at + 1)) {
            (Some(0x21), Some(0xFE)) => return true,
            (Some(0x21), Some(0xFF)) if bytes.get(at + 3..at + 11) == Some(b"XMP Data") => return true,
            (Some(0x21), Some(_)) => at += 2,
            (Some(0x2C), _) => {
                let Some(flags) = bytes.get(at + 9) else { return false };
                // The descriptor, its colours, the size of a code.
                at += 10 + colors(*flags) + 1;
            }
            _ => return false,
        }
        // Blocks, each with its length before it, up to an empty one.
        while let Some(length) = bytes.get(at) {
            at += 1 + usize::from(*length);
            if *length == 0 {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gif(extension: &[u8]) -> Vec<u8> {
        let head = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xFF\xFF\xFF";
        let picture = b"\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3B";
        [head, extension, picture].concat()
    }

    #[test]
    fn what_goes_out_as_it_is_tells_what_it_has() {
        let plain = Some(Told { place: false, details: false });
        let details = Some(Told { place: false, details: true });
        assert_eq!(told(&gif(b"\x21\xF9\x04\0\0\0\0\0")), plain);
        assert_eq!(told(&gif(b"\x21\xFE\x03abc\0")), details);
        assert_eq!(told(&gif(b"\x21\xFF\x0BXMP DataXMP\x01a\0")), details);
        assert_eq!(told(&gif(b"\x21\xFF\x0BNETSCAPE2.0\x03\x01\0\0\0")), plain);
        // A directory of one entry: the width, then a device, then a place.
        for (tag, place, has) in [(0x0100_u16, false, false), (0x0110, false, true), (0x8825, true, false)] {
            let tag = tag.to_le_bytes();
            let tiff = [b"II\x2A\0\x08\0\0\0\x01\0".as_slice(), &tag, b"\x03\0\x01\0\0\0\x01\0\0\0\0\0\0\0"].concat();
            assert_eq!(told(&tiff), Some(Told { place, details: has }));
        }
        let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\x15infe\x02\0\0\0\0\x01\0\0Exif\0";
        assert_eq!(told(heic), details);
        assert_eq!(told(b"%PDF-1.4"), None);
        // Cut anywhere, it is looked at all the same.
        let whole = gif(b"\x21\xF9\x04\0\0\0\0\0");
        for end in 0..whole.len() {
            told(&whole[..end]);
        }
    }
}
