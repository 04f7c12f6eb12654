//! A Word file of any kind is read within bounds, and what is deleted or hidden never comes out.
//!
//! The input is either a whole file, which begins with `PK`, or its parts with zeros between them: document, styles, the
//! document's relations, comments.

use super::attachments::{check as check_reading, package, parts};

/// See the module.
pub fn check(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        check_reading("a.docx", bytes);
        return;
    }
    let names = ["word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels", "word/comments.xml"];
    let mut files: Vec<(&str, &[u8])> = vec![("[Content_Types].xml", b"<Types/>")];
    files.extend(names.into_iter().zip(parts(bytes)));
    check_reading("a.docx", &package(&files));
    // Whatever else stands in it, deleted words are not read.
    let mut document =
        b"<w:document xmlns:w='w'><w:body><w:p><w:del w:author='a'><w:r><w:t>SECRET</w:t></w:r></w:del>".to_vec();
    document.extend(parts(bytes).next().unwrap_or_default());
    document.extend(b"</w:p></w:body></w:document>");
    let reading =
        check_reading("a.docx", &package(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", &document)]));
    let secret = reading.blocks.iter().any(|block| block.contains("SECRET"));
    assert!(!secret || bytes.windows(6).any(|window| window == b"SECRET"), "deleted words come out");
}
