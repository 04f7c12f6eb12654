//! Listings: the catalog as a whole and cut by column, topic, genre, agency, year and validity, in pages.
//!
//! Pages are numbered from the oldest, and only whole pages get a number; the newest page, `index.html`, holds the rest: at
//! least `page_size` rows, fewer than twice as many. A new item therefore changes `index.html` and nothing else; once in
//! `page_size` items the older half of it becomes a numbered page, which then never changes by itself. For the same reason
//! rows are counted from the oldest, and numbered pages do not tell how many there are.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use crate::catalog::{Catalog, EntryRef};
use crate::site::vocabulary::Term;

/// By what a listing is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// Not at all: the whole catalog.
    All,
    /// 栏目; a column holds what its sub-columns hold.
    Column,
    /// 主题分类; a class holds what its leaves hold.
    Topic,
    /// 体裁.
    Genre,
    /// 发布机构.
    Agency,
    /// The year of publication.
    Year,
    /// 有效性, where one was stated.
    Validity,
    /// The letter that the pinyin of the title begins with; the one listing that goes by title, not by date.
    Letter,
}

impl Facet {
    /// Every facet.
    pub const EVERY: [Self; 8] =
        [Self::All, Self::Column, Self::Topic, Self::Genre, Self::Agency, Self::Year, Self::Validity, Self::Letter];

    /// Its id, which is also its folder.
    pub fn id(self) -> &'static str {
        match self {
            Self::All => "catalog",
            Self::Column => "column",
            Self::Topic => "topic",
            Self::Genre => "genre",
            Self::Agency => "agency",
            Self::Year => "year",
            Self::Validity => "validity",
            Self::Letter => "letter",
        }
    }

    /// The page that lists its values.
    pub fn address(self) -> String {
        format!("{}/index.html", self.id())
    }
}

/// One listing.
#[derive(Debug, Clone)]
pub struct Listing {
    /// By what.
    pub facet: Facet,
    /// Of which value: an id, or a year; empty for the whole catalog.
    pub id: String,
    /// Its entries, oldest first; of a letter, the last title first, so that the page without a number begins with A.
    pub entries: Vec<EntryRef>,
    /// The folder of its numbered pages: its own, or that of another listing of the very same entries. In a catalog of one
    /// office the office's list is the whole catalog, and a class with one topic is that topic: their pages are made once.
    numbered: String,
}

impl Listing {
    /// The folder of its pages, with the final `/`.
    pub fn folder(&self) -> String {
        folder(self.facet, &self.id)
    }

    /// The address of its newest page.
    pub fn address(&self) -> String {
        format!("{}index.html", self.folder())
    }

    /// The address of page `number`; 0 is the newest.
    pub fn page_address(&self, number: usize) -> String {
        if number == 0 { self.address() } else { format!("{}p{number}.html", self.numbered) }
    }

    /// Whether its numbered pages are those of another listing.
    pub fn shares_pages(&self) -> bool {
        self.numbered != self.folder()
    }

    /// Rows on a page of it. Letters have longer pages: whoever looks for a title runs an eye down them.
    pub fn page_size(&self, page_size: usize) -> usize {
        if self.facet == Facet::Letter { page_size.saturating_mul(4) } else { page_size }
    }

    /// The newest entry.
    pub fn newest(&self) -> Option<EntryRef> {
        self.entries.last().copied()
    }
}

/// The folder of a listing, with the final `/`.
pub fn folder(facet: Facet, id: &str) -> String {
    if id.is_empty() { format!("{}/", facet.id()) } else { format!("{}/{}/", facet.id(), slug(id)) }
}

/// How many numbered pages a listing of `rows` has beside the newest.
pub fn numbered_pages(rows: usize, page_size: usize) -> usize {
    (rows / page_size.max(1)).saturating_sub(1)
}

/// Which entries, counted from the oldest, stand on page `number`; 0 is the newest.
pub fn rows_of(number: usize, rows: usize, page_size: usize) -> Range<usize> {
    let size = page_size.max(1);
    if number == 0 { numbered_pages(rows, size) * size..rows } else { (number - 1) * size..number * size }
}

/// Every listing that has a page, in order of facet and id. Columns have one even when they are empty.
pub fn listings(catalog: &Catalog) -> BTreeMap<(Facet, String), Listing> {
    let mut groups: BTreeMap<(Facet, String), Vec<EntryRef>> = BTreeMap::new();
    groups.insert((Facet::All, String::new()), Vec::new());
    for column in &catalog.config.columns {
        groups.insert((Facet::Column, column.id.clone()), Vec::new());
    }
    let mut ids = Vec::new();
    for at in catalog.newest.iter().rev() {
        let Some(entry) = catalog.entry(*at) else { continue };
        ids.clear();
        ids.push((Facet::All, String::new()));
        ids.extend(column_line(catalog, entry.column).map(|id| (Facet::Column, id.to_owned())));
        if let Some(topic) = catalog.vocabulary.topics.get(&entry.topic) {
            let line = catalog.vocabulary.topics.lineage(topic);
            ids.extend(line.iter().map(|term| (Facet::Topic, term.id().to_owned())));
        }
        ids.push((Facet::Genre, entry.genre.clone()));
        if let Some(agency) = catalog.config.agencies.get(entry.agency) {
            ids.push((Facet::Agency, agency.id.clone()));
        }
        ids.push((Facet::Year, entry.published.date.year().to_string()));
        if let Some(validity) = &entry.validity
            && !catalog.vocabulary.validities.get(validity).is_none_or(crate::site::vocabulary::Validity::is_unstated)
        {
            ids.push((Facet::Validity, validity.clone()));
        }
        for id in ids.drain(..) {
            groups.entry(id).or_default().push(*at);
        }
    }
    groups.extend(letters(catalog));
    let mut first: BTreeMap<Vec<EntryRef>, String> = BTreeMap::new();
    let listing = |((facet, id), entries): ((Facet, String), Vec<EntryRef>)| {
        let own = folder(facet, &id);
        // Letters have longer pages in another order.
        let has_pages = facet != Facet::Letter && numbered_pages(entries.len(), catalog.config.page_size) > 0;
        let numbered =
            if has_pages { first.entry(entries.clone()).or_insert_with(|| own.clone()).clone() } else { own };
        ((facet, id.clone()), Listing { facet, id, entries, numbered })
    };
    groups.into_iter().map(listing).collect()
}

/// The titles by letter, each letter's last title first.
fn letters(catalog: &Catalog) -> BTreeMap<(Facet, String), Vec<EntryRef>> {
    let mut keyed: Vec<(String, EntryRef)> = catalog
        .newest
        .iter()
        .rev()
        .filter_map(|at| Some((super::titles::key(&catalog.entry(*at)?.title, &catalog.config.agencies), *at)))
        .collect();
    // Of like titles the newer one comes first, as everywhere.
    keyed.sort_by(|one, other| other.0.cmp(&one.0));
    let mut groups: BTreeMap<(Facet, String), Vec<EntryRef>> = BTreeMap::new();
    for (key, at) in keyed {
        groups.entry((Facet::Letter, super::titles::letter(&key))).or_default().push(at);
    }
    groups
}

/// The ids of a column and of those above it, from the column up.
pub fn column_line(catalog: &Catalog, column: usize) -> impl Iterator<Item = &str> {
    let columns = &catalog.config.columns;
    // The configuration has no cycles; the bound makes that visible.
    std::iter::successors(columns.get(column), |column| column.parent.and_then(|at| columns.get(at)))
        .take(columns.len())
        .map(|column| column.id.as_str())
}

/// An id as it stands in an address. Ids of a site's own vocabularies come from people and may hold anything.
pub(super) fn slug(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for c in id.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') || (c == '.' && !out.is_empty()) {
            out.push(c);
        } else {
            let _ = write!(out, "-{:x}-", u32::from(c));
        }
    }
    if crate::site::paths::is_device(&out) {
        out.insert(0, '-');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_stands_on_one_page() {
        for size in [1, 2, 5, 50] {
            for rows in 0..=size * 7 + 1 {
                let pages = numbered_pages(rows, size);
                let mut seen = Vec::new();
                for number in (1..=pages).chain([0]) {
                    seen.extend(rows_of(number, rows, size));
                }
                assert_eq!(seen, (0..rows).collect::<Vec<_>>(), "{rows} rows by {size}");
            }
        }
    }

    #[test]
    fn the_newest_page_is_never_nearly_empty() {
        assert_eq!(rows_of(0, 3, 50).len(), 3);
        assert_eq!(rows_of(0, 99, 50).len(), 99);
        assert_eq!(rows_of(0, 100, 50).len(), 50);
        assert_eq!(rows_of(0, 149, 50).len(), 99);
    }

    #[test]
    fn any_id_makes_an_address() {
        assert_eq!(folder(Facet::Genre, "G08"), "genre/G08/");
        assert_eq!(folder(Facet::Topic, "../通"), "topic/-2e-.-2f--901a-/");
        assert_eq!(folder(Facet::All, ""), "catalog/");
        assert_eq!(folder(Facet::Genre, "con"), "genre/-con/");
        assert_eq!(folder(Facet::Genre, "NUL.x"), "genre/-NUL.x/");
    }

    #[test]
    fn a_new_item_changes_no_numbered_page() {
        for rows in 0..400 {
            for number in 1..=numbered_pages(rows, 50) {
                assert_eq!(rows_of(number, rows, 50), rows_of(number, rows + 1, 50));
            }
        }
    }
}
