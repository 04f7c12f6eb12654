//! An Excel file of any kind is read within bounds, and what is hidden never comes out.
//!
//! The input is either a whole file, which begins with `PK`, or its parts with zeros between them: sheet, shared strings,
//! styles, workbook.

use super::attachments::{check as check_reading, package, parts};

const RELATIONS: &[u8] = b"<Relationships>\
    <Relationship Id='a' Type='x/worksheet' Target='worksheets/sheet1.xml'/>\
    <Relationship Id='b' Type='x/sharedStrings' Target='sharedStrings.xml'/>\
    <Relationship Id='c' Type='x/styles' Target='styles.xml'/>\
    <Relationship Id='d' Type='x/worksheet' Target='worksheets/sheet2.xml'/></Relationships>";
const WORKBOOK: &[u8] =
    b"<workbook><sheets><sheet name='A' id='a'/><sheet name='B' id='d' state='hidden'/></sheets></workbook>";
const HIDDEN: &[u8] =
    b"<worksheet><sheetData><row r='1'><c t='inlineStr'><is><t>SECRET</t></is></c></row></sheetData></worksheet>";

/// See the module.
pub fn check(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        check_reading("a.xlsx", bytes);
        return;
    }
    let names = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"];
    let mut files: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/worksheets/sheet2.xml", HIDDEN),
    ];
    files.extend(names.into_iter().zip(parts(bytes)));
    let own_workbook = files.iter().any(|(name, _)| *name == "xl/workbook.xml");
    if !own_workbook {
        files.push(("xl/workbook.xml", WORKBOOK));
    }
    let reading = check_reading("a.xlsx", &package(&files));
    let secret = reading.blocks.iter().any(|block| block.contains("SECRET"));
    assert!(own_workbook || !secret || bytes.windows(6).any(|window| window == b"SECRET"), "a hidden sheet comes out");
}
