//! The site maps for search engines (sitemaps.org, protocol 0.9).
//!
//! `sitemap.xml` is the index of: the pages that list; one file for each item of articles 20 and 21 of the regulation
//! (国务院令第711号) that something is disclosed under, so that a supervisor sees at once which has nothing; and the rest.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::names::last_change;
use super::plan::{Job, Plan};
use crate::catalog::{Catalog, Entry, EntryRef, State};

/// A file of the protocol holds at most so many addresses.
const MOST: usize = 50_000;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// What a site map holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// Home page, listings and other pages that are no items.
    Pages,
    /// Items disclosed under an item of an article: 20 and 7 of `20.7`.
    Article(u32, u32),
    /// Items for which no article is stated.
    Other,
}

impl Category {
    /// Where a part of it stands; parts are counted from 1.
    fn address(&self, part: usize) -> String {
        let part = if part == 1 { String::new() } else { format!("-{part}") };
        match self {
            Self::Pages => format!("sitemap-pages{part}.xml"),
            Self::Article(article, item) => format!("sitemap-{article:02}-{item:02}{part}.xml"),
            Self::Other => format!("sitemap-other{part}.xml"),
        }
    }
}

/// Under what an item is disclosed: the first article that it names, or its column's.
fn category(catalog: &Catalog, entry: &Entry) -> Category {
    let column = catalog.config.columns.get(entry.column).map(|column| &column.article);
    let named = entry.articles.iter().chain(column).find_map(|id| catalog.vocabulary.articles.get(id));
    named
        .and_then(|article| Some(Category::Article(article.article.parse().ok()?, article.item)))
        .unwrap_or(Category::Other)
}

/// Adds the site maps to the jobs of a site.
pub(super) fn add(jobs: &mut BTreeMap<String, Job>, catalog: &Catalog) {
    let mut counts: BTreeMap<Category, usize> = BTreeMap::new();
    counts.insert(Category::Pages, pages(jobs).count());
    for (_, entry) in items(catalog) {
        *counts.entry(category(catalog, entry)).or_default() += 1;
    }
    for (category, count) in counts {
        for part in 1..=count.div_ceil(MOST) {
            jobs.insert(category.address(part), Job::Sitemap(category.clone(), part));
        }
    }
    jobs.insert("sitemap.xml".to_owned(), Job::SitemapIndex);
}

/// The index: every site map, and when something in it last changed.
pub(super) fn index(plan: &Plan<'_>) -> Vec<u8> {
    let catalog = plan.catalog();
    let mut changed: BTreeMap<Category, jiff::civil::Date> = BTreeMap::new();
    for (_, entry) in items(catalog) {
        let date = last_change(entry).date;
        let last = changed.entry(category(catalog, entry)).or_insert(date);
        *last = date.max(*last);
    }
    let mut out = head("sitemapindex");
    for (path, job) in plan.jobs() {
        let Job::Sitemap(category, _) = job else { continue };
        let _ = write!(out, "<sitemap><loc>{}{path}</loc>", escaped(&catalog.config.base_url));
        if let Some(date) = changed.get(category) {
            let _ = write!(out, "<lastmod>{date}</lastmod>");
        }
        out.push_str("</sitemap>\n");
    }
    out.push_str("</sitemapindex>\n");
    out.into_bytes()
}

/// A part of a site map.
pub(super) fn part(plan: &Plan<'_>, wanted: &Category, part: usize) -> Vec<u8> {
    let catalog = plan.catalog();
    let base = escaped(&catalog.config.base_url);
    let skip = part.saturating_sub(1) * MOST;
    let mut out = head("urlset");
    if *wanted == Category::Pages {
        for path in pages(plan.jobs()).skip(skip).take(MOST) {
            let shown = path.strip_suffix("index.html").unwrap_or(path);
            let _ = writeln!(out, "<url><loc>{base}{}</loc></url>", escaped(shown));
        }
    } else {
        for (_, entry) in items(catalog).filter(|(_, entry)| category(catalog, entry) == *wanted).skip(skip).take(MOST)
        {
            let (path, date) = (escaped(&entry.address), last_change(entry).date);
            let _ = writeln!(out, "<url><loc>{base}{path}</loc><lastmod>{date}</lastmod></url>");
        }
    }
    out.push_str("</urlset>\n");
    out.into_bytes()
}

fn head(element: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{element} xmlns=\"{NAMESPACE}\">\n")
}

/// The pages that people read and that are no items, in order of address.
fn pages(jobs: &BTreeMap<String, Job>) -> impl Iterator<Item = &str> {
    jobs.iter().filter_map(|(path, job)| match job {
        Job::Home | Job::Listing { .. } | Job::Overview(_) | Job::Plain(_) | Job::SiteMap | Job::NegativeList => {
            Some(path.as_str())
        }
        _ => None,
    })
}

/// The items that search engines are to know, in the order of the ledger.
fn items(catalog: &Catalog) -> impl Iterator<Item = (EntryRef, &Entry)> {
    catalog.entries.iter().enumerate().filter(|(_, entry)| entry.state != State::Withdrawn)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
