//! Pictures without what the camera wrote into them: where it was, whose it is, when, a small copy of the picture before it
//! was cropped.
//!
//! Segments and chunks are dropped or kept whole, so not one pixel changes. Kept is what is needed to show the picture: its
//! data, its colours (ICC) and which side is up. Everything else goes, also what nobody knows yet, and whatever stands after the picture's end:
//! phones append films there. Written by hand because of that: a crate for containers (img-parts) keeps what it does not know.

mod exif;
mod foreign;
mod jpeg;
mod png;
mod webp;

use std::borrow::Cow;

pub use foreign::{Told, told};

/// A picture whose form is broken, so that nobody can tell what in it is the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Malformed;

/// The bytes to publish of a file: those of a JPEG, PNG or WebP without anything but the picture; any other file as it is.
///
/// What is clean already comes back unchanged.
///
/// # Errors
/// Where a picture's form is broken.
pub fn clean(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Malformed> {
    let cleaned = match Form::of(bytes) {
        Some(Form::Jpeg) => jpeg::clean(bytes)?,
        Some(Form::Png) => png::clean(bytes)?,
        Some(Form::Webp) => webp::clean(bytes)?,
        None => return Ok(Cow::Borrowed(bytes)),
    };
    Ok(if cleaned == bytes { Cow::Borrowed(bytes) } else { Cow::Owned(cleaned) })
}

/// Whether a picture says where it was taken.
pub fn says_where(bytes: &[u8]) -> bool {
    let exif = match Form::of(bytes) {
        Some(Form::Jpeg) => jpeg::exif(bytes),
        Some(Form::Png) => png::exif(bytes),
        Some(Form::Webp) => webp::exif(bytes),
        None => None,
    };
    exif.is_some_and(exif::says_where)
}

/// Whether there is any sign of what a camera or a picture program writes.
pub fn names_a_camera(bytes: &[u8]) -> bool {
    [b"Exif\0\0".as_slice(), b"eXIf", b"EXIF", b"ns.adobe.com/xap", b"Photoshop 3.0"]
        .iter()
        .any(|mark| memchr::memmem::find(bytes, mark).is_some())
}

#[derive(Clone, Copy)]
enum Form {
    Jpeg,
    Png,
    Webp,
}

impl Form {
    fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"\xFF\xD8\xFF") {
            Some(Self::Jpeg)
        } else if bytes.starts_with(png::MARK) {
            Some(Self::Png)
        } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            Some(Self::Webp)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests;
