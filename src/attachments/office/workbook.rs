//! The workbook of an Excel file (ECMA-376, part 1, chapter 18): which sheets there are, and which one may see.

use super::super::Fault;
use super::super::limits::{MAX_BLOCKS, MAX_TEXT_CHARS};
use super::super::traces::{TraceKind, Traces};
use super::number_format;
use super::package::{Package, PartName, Relation};
use super::sheets::{self, Tables};
use super::xml::{Node, Xml, attribute, says_yes};

struct Sheet {
    name: String,
    relation: String,
    visible: bool,
}

/// The rows that one sees, sheet by sheet, each sheet's name before them where there are several.
pub(super) fn read(package: &mut Package<'_>, main: &PartName, traces: &mut Traces) -> Result<Vec<String>, Fault> {
    let Some(text) = package.text(&main.0)? else { return Err(Fault::Damaged) };
    let (sheets, from_1904) = sheets_of(&text, traces)?;
    let relations = package.relations(main)?;
    let part = |kind: &str| relations.iter().find(|r| r.kind == kind && !r.external).map(|r| r.target.clone());
    for relation in relations.iter().filter(|relation| relation.external) {
        traces.add(TraceKind::ExternalLinks, &relation.target);
    }
    let strings = match part("sharedStrings").map(|name| package.text(&name)).transpose()?.flatten() {
        Some(text) => shared_strings(&text)?,
        None => Vec::new(),
    };
    let formats = match part("styles").map(|name| package.text(&name)).transpose()?.flatten() {
        Some(text) => number_format::formats(&text)?,
        None => Vec::new(),
    };
    if package.names().iter().any(|name| name.ends_with("connections.xml")) {
        traces.add(TraceKind::ExternalLinks, "connections.xml");
    }
    let tables = Tables { strings: &strings, formats: &formats, from_1904 };
    let several = sheets.iter().filter(|sheet| sheet.visible).count() > 1;
    let mut blocks = Vec::new();
    let mut chars = 0_usize;
    for sheet in &sheets {
        let relation = relations.iter().find(|r| r.id == sheet.relation && r.kind == "worksheet" && !r.external);
        let Some(relation) = relation else { continue };
        look_at_comments(package, relation, traces)?;
        // What lies beyond the bounds is cut off anyway.
        if !sheet.visible || blocks.len() > MAX_BLOCKS || chars > MAX_TEXT_CHARS {
            continue;
        }
        if several {
            blocks.push(sheet.name.clone());
        }
        let Some(text) = package.text(&relation.target)? else { return Err(Fault::Damaged) };
        let rows = sheets::rows(&text, &tables, traces)?;
        chars += rows.iter().map(String::len).sum::<usize>() / 3;
        blocks.extend(rows);
    }
    Ok(blocks)
}

/// The sheets, and whether days are counted from 1904.
fn sheets_of(text: &str, traces: &mut Traces) -> Result<(Vec<Sheet>, bool), Fault> {
    let mut xml = Xml::new(text);
    let mut sheets = Vec::new();
    let mut from_1904 = false;
    while let Some(node) = xml.next()? {
        let Node::Open(element) = node else { continue };
        match element.local_name().as_ref() {
            "workbookPr" => from_1904 = says_yes(&element, "date1904"),
            "sheet" => {
                let name = attribute(&element, "name").unwrap_or_default();
                let state = attribute(&element, "state").unwrap_or_default();
                match state.as_str() {
                    "hidden" => traces.add(TraceKind::HiddenSheets, &name),
                    "veryHidden" => traces.add(TraceKind::VeryHiddenSheets, &name),
                    _ => {}
                }
                let relation = attribute(&element, "id").unwrap_or_default();
                sheets.push(Sheet { name, relation, visible: !matches!(state.as_str(), "hidden" | "veryHidden") });
            }
            _ => {}
        }
    }
    Ok((sheets, from_1904))
}

/// The texts that cells refer to by number. Readings above the characters are left out.
fn shared_strings(text: &str) -> Result<Vec<String>, Fault> {
    let mut xml = Xml::new(text);
    let mut strings = Vec::new();
    while let Some(node) = xml.next()? {
        if let Node::Open(element) = node
            && element.local_name().as_ref() == "si"
        {
            strings.push(sheets::rich_text(&mut xml)?);
        }
    }
    Ok(strings)
}

/// Counts the comments of a sheet, old ones and threaded ones.
fn look_at_comments(package: &mut Package<'_>, sheet: &Relation, traces: &mut Traces) -> Result<(), Fault> {
    for relation in package.relations(&PartName(sheet.target.clone()))? {
        let element_name = match relation.kind.as_str() {
            "comments" => "comment",
            // The same comments stand among the old ones, too, for older programs.
            "threadedComment" => continue,
            _ => {
                if relation.external && relation.kind != "hyperlink" {
                    traces.add(TraceKind::ExternalLinks, &relation.target);
                }
                continue;
            }
        };
        let Some(text) = package.text(&relation.target)? else { continue };
        let mut xml = Xml::new(&text);
        while let Some(node) = xml.next()? {
            if let Node::Open(element) = node
                && element.local_name().as_ref() == element_name
            {
                traces.add(TraceKind::Comments, "");
            }
        }
    }
    Ok(())
}
