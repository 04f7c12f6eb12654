//! What is new, for readers and for other platforms that take items over: of the whole catalog and of each column, as Atom
//! (RFC 4287) and as JSON Feed 1.1.

mod atom;
mod json;

use super::listing::{Facet, folder};
use super::names::Names;
use super::plan::Plan;
use crate::catalog::Entry;

/// Entries in a feed.
const ENTRIES: usize = 50;

/// The form of a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Atom.
    Atom,
    /// JSON Feed.
    Json,
}

impl Form {
    /// Both.
    pub const EVERY: [Self; 2] = [Self::Atom, Self::Json];

    fn file(self) -> &'static str {
        match self {
            Self::Atom => "feed.xml",
            Self::Json => "feed.json",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
        }
    }
}

/// Where the feed of a column stands; without one, that of the whole catalog.
pub fn address(column: Option<&str>, form: Form) -> String {
    let folder = column.map(|id| folder(Facet::Column, id)).unwrap_or_default();
    format!("{folder}{}", form.file())
}

/// A feed, ready to be written in either form.
struct Feed<'a> {
    title: String,
    /// Its own address.
    own: String,
    /// The address of the page it goes with.
    page: String,
    /// Newest first.
    entries: Vec<&'a Entry>,
}

/// The feed of a column, or of the whole catalog.
pub(super) fn make(plan: &Plan<'_>, column: Option<&str>, form: Form) -> Vec<u8> {
    let names = &plan.names;
    let catalog = plan.catalog();
    let base = &catalog.config.base_url;
    let own = format!("{base}{}", address(column, form));
    let feed = match column {
        None => Feed {
            title: catalog.config.title.clone(),
            own,
            page: base.clone(),
            entries: catalog.newest.iter().filter_map(|at| catalog.entry(*at)).take(ENTRIES).collect(),
        },
        Some(id) => Feed {
            title: format!("{} - {}", names.of(Facet::Column, id), catalog.config.title),
            own,
            page: format!("{base}{}", folder(Facet::Column, id)),
            entries: plan
                .listing(Facet::Column, id)
                .map(|listing| listing.entries.iter().rev().filter_map(|at| catalog.entry(*at)).take(ENTRIES).collect())
                .unwrap_or_default(),
        },
    };
    match form {
        Form::Atom => atom::write(names, &feed),
        Form::Json => json::write(names, &feed),
    }
}

/// What a feed says of an entry beside its title; of a withdrawn one only that it was.
fn summary(names: &Names<'_>, entry: &Entry) -> String {
    match names.tag(entry) {
        Some((_, tag)) if entry.state == crate::catalog::State::Withdrawn => tag.to_owned(),
        _ => entry.summary.clone(),
    }
}

/// Without the control characters that XML 1.0 forbids.
fn clean(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\n')).collect()
}
