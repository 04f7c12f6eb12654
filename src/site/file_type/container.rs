//! What is inside the two containers that office files come in.
//!
//! Word, Excel, PowerPoint and WPS write either a compound file (97–2003) or a ZIP; OFD, the national format for fixed
//! pages (GB/T 33190), is a ZIP too. The container's first bytes are the same for all; the names of its parts are not.

/// Compound file: the first eight bytes (MS-CFB, section 2.2).
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// Length of a directory entry of a compound file (MS-CFB, section 2.6.1), and where in it stand the length of the name in
/// bytes with its end mark, and the type.
const ENTRY: usize = 128;
const NAME_LENGTH: usize = 64;
/// How many parts of a ZIP are looked at: office files have some dozens.
const MOST_PARTS: usize = 4096;

/// The type inside a container, as the ending of its usual name; nothing when this is no container. A container of another
/// kind is `ole` or `zip`.
pub(super) fn inside(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(COMPOUND) {
        return Some(compound(bytes));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(zip(bytes));
    }
    None
}

/// Looks for the directory entries of a compound file. They are aligned to their own length; where the directory lies need
/// not be followed through the allocation table to find one by its name.
fn compound(bytes: &[u8]) -> &'static str {
    for entry in bytes.chunks_exact(ENTRY) {
        for (name, ending) in [
            ("EncryptedPackage", "protected"),
            ("WordDocument", "doc"),
            ("Workbook", "xls"),
            ("Book", "xls"),
            ("PowerPoint Document", "ppt"),
            ("__properties_version1.0", "msg"),
        ] {
            if is_named(entry, name) {
                return ending;
            }
        }
    }
    "ole"
}

fn is_named(entry: &[u8], name: &str) -> bool {
    let length = (name.len() + 1) * 2;
    let written =
        entry.get(NAME_LENGTH..NAME_LENGTH + 2).map(|bytes| usize::from(bytes[0]) | usize::from(bytes[1]) << 8);
    written == Some(length)
        && name.encode_utf16().zip(entry.chunks_exact(2)).all(|(unit, bytes)| unit.to_le_bytes() == *bytes)
}

/// Reads the names of a ZIP's parts from its central directory (APPNOTE 4.3.12), and from what stands before each part
/// (4.3.7).
fn zip(bytes: &[u8]) -> &'static str {
    let mut names = parts(bytes, *b"PK\x01\x02", 28, 46);
    // A file that was cut short has lost its directory, or a part of it.
    names.extend(parts(bytes, *b"PK\x03\x04", 26, 30));
    let has = |part: &str| names.iter().any(|name| name.eq_ignore_ascii_case(part.as_bytes()));
    let begins = |folder: &str| names.iter().any(|name| name.starts_with(folder.as_bytes()));
    if has("OFD.xml") {
        "ofd"
    } else if has("[Content_Types].xml") {
        match () {
            () if begins("word/") => "docx",
            () if begins("xl/") => "xlsx",
            () if begins("ppt/") => "pptx",
            () => "zip",
        }
    } else if has("META-INF/MANIFEST.MF") {
        "jar"
    } else if names.first().is_some_and(|name| *name == b"mimetype") || has("mimetype") {
        open_document(bytes)
    } else {
        "zip"
    }
}

/// An OpenDocument file says its type in a part that is not compressed, at its beginning (OpenDocument 1.3, part 2, 3.3).
fn open_document(bytes: &[u8]) -> &'static str {
    let head = bytes.get(..bytes.len().min(256)).unwrap_or_default();
    let says = |what: &[u8]| head.windows(what.len()).any(|window| window == what);
    if says(b"opendocument.text") {
        "odt"
    } else if says(b"opendocument.spreadsheet") {
        "ods"
    } else if says(b"opendocument.presentation") {
        "odp"
    } else if says(b"epub+zip") {
        "epub"
    } else {
        "zip"
    }
}

/// The names in records that begin with a signature; `length_at` is where the name's length stands, `name_at` the name.
fn parts(bytes: &[u8], signature: [u8; 4], length_at: usize, name_at: usize) -> Vec<&[u8]> {
    memchr::memmem::find_iter(bytes, &signature)
        .take(MOST_PARTS)
        .filter_map(|at| {
            let record = bytes.get(at..)?;
            let length = record.get(length_at..length_at + 2)?;
            let length = usize::from(length[0]) | usize::from(length[1]) << 8;
            record.get(name_at..name_at + length)
        })
        .collect()
}
