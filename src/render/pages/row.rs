//! An entry in a list.

use serde::Serialize;

use crate::catalog::{Entry, State};
use crate::render::names::Names;

/// An entry in a list, as templates see it.
#[derive(Debug, Serialize)]
pub(super) struct Row<'a> {
    /// 序号, counted from the oldest of the listing; 0 where the list has none.
    serial: usize,
    index_no: &'a str,
    title: &'a str,
    address: &'a str,
    doc_no: &'a str,
    created: String,
    published: String,
    /// What it is marked with: `withdrawn`, `reduced`, `on_request`, `corrected`, `draft`, or nothing.
    tag_kind: &'static str,
    tag: &'a str,
}

impl<'a> Row<'a> {
    pub(super) fn new(names: &Names<'a>, entry: &'a Entry, serial: usize) -> Self {
        let (tag_kind, tag) = names.tag(entry).unwrap_or_default();
        // A withdrawn document's number may say what its title no longer may.
        let doc_no = if entry.state == State::Withdrawn { None } else { entry.doc_no.as_deref() };
        Self {
            serial,
            index_no: &entry.index_no,
            title: &entry.title,
            address: &entry.address,
            doc_no: doc_no.unwrap_or_default(),
            created: entry.created.to_string(),
            published: entry.published.date.to_string(),
            tag_kind,
            tag,
        }
    }
}

/// A link with a number of entries behind it.
#[derive(Debug, Serialize)]
pub(super) struct Counted {
    pub(super) name: String,
    pub(super) address: String,
    pub(super) count: usize,
}
