//! The ZIP of an office file, opened with a budget.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::super::Fault;
use super::super::limits::{MAX_PARTS, MAX_UNPACKED};
use super::xml::{Node, Xml, attribute};

/// An office file. Every byte that is unpacked counts against one budget.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    left: u64,
}

/// A part's name, from the root of the package: `word/document.xml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PartName(pub(super) String);

impl PartName {
    /// The folder at its beginning: `word`.
    pub(super) fn folder(&self) -> &str {
        self.0.split_once('/').map_or("", |(folder, _)| folder)
    }

    /// The part that says what this one refers to.
    fn relations(&self) -> String {
        match self.0.rsplit_once('/') {
            Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
            None => format!("_rels/{}.rels", self.0),
        }
    }

    /// The part at an address relative to this one.
    fn join(&self, target: &str) -> Self {
        if let Some(absolute) = target.strip_prefix('/') {
            return Self(absolute.to_owned());
        }
        let mut parts: Vec<&str> = self.0.split('/').collect();
        parts.pop();
        for piece in target.split('/') {
            match piece {
                "" | "." => {}
                ".." => {
                    parts.pop();
                }
                other => parts.push(other),
            }
        }
        Self(parts.join("/"))
    }
}

/// What a part refers to.
#[derive(Debug, Clone)]
pub(super) struct Relation {
    pub(super) id: String,
    /// The last word of its type's address: `worksheet`, `sharedStrings`, `attachedTemplate`.
    pub(super) kind: String,
    /// The part, or for an external one the address as written.
    pub(super) target: String,
    pub(super) external: bool,
}

impl<'a> Package<'a> {
    /// Opens a file.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
        if zip.len() > MAX_PARTS {
            return Err(Fault::TooLarge);
        }
        let mut names: Vec<String> =
            zip.file_names_raw().filter_map(|name| std::str::from_utf8(name).ok().map(str::to_owned)).collect();
        names.sort_unstable();
        Ok(Self { zip, names, left: MAX_UNPACKED })
    }

    /// The names of all parts, sorted.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// The bytes of a part; nothing where there is none.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let file = match self.zip.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(_) => return Err(Fault::Damaged),
        };
        if file.encrypted() {
            return Err(Fault::Encrypted);
        }
        // What the file says of its size is a hint at best.
        let mut bytes = Vec::new();
        let read = file.take(self.left + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > self.left {
            return Err(Fault::TooLarge);
        }
        self.left -= bytes.len() as u64;
        read.map_err(|_| Fault::Damaged)?;
        Ok(Some(bytes))
    }

    /// The text of an XML part; nothing where there is none.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        // UTF-8 or UTF-16 by rule (ECMA-376, part 2, 9.1.2).
        let (text, _, wrong) = encoding_rs::UTF_8.decode(&bytes);
        if wrong { Err(Fault::Damaged) } else { Ok(Some(text.into_owned())) }
    }

    /// The part that the file opens with.
    pub(super) fn main_part(&mut self) -> Result<PartName, Fault> {
        let root = PartName(String::new());
        let relations = self.relations_at("_rels/.rels", &root)?;
        let main = relations.iter().find(|relation| relation.kind == "officeDocument" && !relation.external);
        let usual = ["word/document.xml", "xl/workbook.xml"];
        match main {
            Some(relation) => Ok(PartName(relation.target.clone())),
            None => usual
                .iter()
                .find(|name| self.names.binary_search_by(|other| other.as_str().cmp(name)).is_ok())
                .map(|name| PartName((*name).to_owned()))
                .ok_or(Fault::Damaged),
        }
    }

    /// What a part refers to.
    pub(super) fn relations(&mut self, part: &PartName) -> Result<Vec<Relation>, Fault> {
        self.relations_at(&part.relations(), part)
    }

    fn relations_at(&mut self, name: &str, part: &PartName) -> Result<Vec<Relation>, Fault> {
        let Some(text) = self.text(name)? else { return Ok(Vec::new()) };
        let mut relations = Vec::new();
        let mut xml = Xml::new(&text);
        while let Some(node) = xml.next()? {
            let Node::Open(element) = node else { continue };
            if element.local_name().as_ref() != "Relationship" {
                continue;
            }
            let kind = attribute(&element, "Type").unwrap_or_default();
            let target = attribute(&element, "Target").unwrap_or_default();
            let external = attribute(&element, "TargetMode").is_some_and(|mode| mode == "External");
            relations.push(Relation {
                id: attribute(&element, "Id").unwrap_or_default(),
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                target: if external { target } else { part.join(&target).0 },
                external,
            });
        }
        Ok(relations)
    }
}
