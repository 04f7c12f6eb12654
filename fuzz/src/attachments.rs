//! What holds for the reading of any attachment, and packages to read.

use std::io::{Cursor, Write as _};

use mulu::attachments::{MAX_BLOCKS, MAX_TEXT_CHARS, Reading, read};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Reads a file and holds what comes out against what is promised of it.
pub fn check(name: &str, bytes: &[u8]) -> Reading {
    let reading = read(name, bytes);
    assert!(reading.blocks.len() <= MAX_BLOCKS);
    let mut chars = 0;
    for block in &reading.blocks {
        assert_eq!(block.trim(), block, "blanks at an end");
        assert!(!block.is_empty());
        assert!(!block.contains(['\u{FFFD}', '\u{E000}', '\u{F8FF}', '\0']), "unreadable: {block:?}");
        chars += block.chars().count();
    }
    assert!(chars <= MAX_TEXT_CHARS);
    for trace in &reading.traces {
        assert!(trace.count > 0);
        assert!(trace.names.iter().all(|name| !name.contains(char::is_control)), "{:?}", trace.names);
    }
    assert_eq!(read(name, bytes), reading, "the same bytes twice");
    reading
}

/// An office file of these parts.
pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        if zip.start_file(*name, SimpleFileOptions::default()).is_err() || zip.write_all(bytes).is_err() {
            return Vec::new();
        }
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// The parts of an input: between zeros.
pub fn parts(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| *byte == 0)
}
