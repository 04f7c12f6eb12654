//! Exif data (CIPA DC-008): a TIFF of tags. Of all of them, which side is up is needed to show a picture.

/// Tag of the orientation, and of the directory that says where the picture was taken.
const ORIENTATION: u16 = 0x0112;
const PLACE: u16 = 0x8825;
/// Type of a number of two bytes.
const SHORT: u16 = 3;

/// Which side is up, 2 to 8; nothing where it is the usual one.
pub(super) fn orientation(tiff: &[u8]) -> Option<u16> {
    let tiff = Tiff::of(tiff)?;
    let value = tiff.value(ORIENTATION)?;
    let value = tiff.short(value)?;
    (2..=8).contains(&value).then_some(value)
}

/// Whether there is a directory of places.
pub(super) fn says_where(tiff: &[u8]) -> bool {
    Tiff::of(tiff).is_some_and(|tiff| tiff.value(PLACE).is_some())
}

/// Tags that say with what, when and by whom a picture was made: description, maker, model, software, time, artist, computer,
/// XMP, copyright, IPTC, what Photoshop adds, Exif.
const DETAILS: [u16; 12] =
    [0x010E, 0x010F, 0x0110, 0x0131, 0x0132, 0x013B, 0x013C, 0x02BC, 0x8298, 0x83BB, 0x8649, 0x8769];

/// Of a picture that is a TIFF itself: whether it says where it was taken, and whether it has other details.
pub(super) fn told(tiff: &[u8]) -> Option<(bool, bool)> {
    let tiff = Tiff::of(tiff)?;
    Some((tiff.value(PLACE).is_some(), DETAILS.iter().any(|tag| tiff.value(*tag).is_some())))
}

/// Exif data that says which side is up and nothing else.
pub(super) fn only_orientation(value: u16) -> Vec<u8> {
    let mut tiff = b"MM\0\x2A\0\0\0\x08\0\x01".to_vec();
    tiff.extend(ORIENTATION.to_be_bytes());
    tiff.extend(SHORT.to_be_bytes());
    tiff.extend(1_u32.to_be_bytes());
    tiff.extend(value.to_be_bytes());
    // The rest of the value's four bytes, and that no directory follows.
    tiff.extend([0; 6]);
    tiff
}

struct Tiff<'a> {
    bytes: &'a [u8],
    little: bool,
}

impl<'a> Tiff<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let little = match bytes.get(..4)? {
            b"II\x2A\0" => true,
            b"MM\0\x2A" => false,
            _ => return None,
        };
        Some(Self { bytes, little })
    }

    fn short(&self, at: usize) -> Option<u16> {
        let two = self.bytes.get(at..at.checked_add(2)?)?;
        let two = [two[0], two[1]];
        Some(if self.little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    }

    fn long(&self, at: usize) -> Option<usize> {
        let (first, second) = (self.short(at)?, self.short(at + 2)?);
        let (high, low) = if self.little { (second, first) } else { (first, second) };
        Some(usize::from(high) << 16 | usize::from(low))
    }

    /// Where the value of a tag of the first directory stands.
    fn value(&self, tag: u16) -> Option<usize> {
        let directory = self.long(4)?;
        let count = usize::from(self.short(directory)?);
        (0..count).map(|at| directory + 2 + at * 12).find(|at| self.short(*at) == Some(tag)).map(|at| at + 8)
    }
}
