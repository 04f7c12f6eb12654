//! The site maps for search engines (sitemaps.org, protocol 0.9).
//!
//! `sitemap.xml` is the index of: the pages that list; one file for each item of articles 20 and 21 of the regulation
//! (国务院令第711号) that something is disclosed under, so that a supervisor sees at once which has nothing; and the rest.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::edition::ALL;
use super::names::last_change;
use super::plan::{Job, Plan};
use crate::catalog::{Catalog, Entry, EntryRef, State};

/// A file of the protocol holds at most so many addresses.
const MOST: usize = 50_000;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
/// The list's element where pages name each other's editions.
const ALTERNATES: &str = "urlset xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"";

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
        for part in 1..=count.div_ceil(most(catalog)) {
            jobs.insert(category.address(part), Job::Sitemap(category.clone(), part));
        }
    }
    jobs.insert("sitemap.xml".to_owned(), Job::SitemapIndex);
}

/// How many pages a file takes; each stands there once for every edition.
fn most(catalog: &Catalog) -> usize {
    if catalog.config.traditional { MOST / 2 } else { MOST }
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
    let most = most(catalog);
    let skip = part.saturating_sub(1) * most;
    let mut out = head(if catalog.config.traditional { ALTERNATES } else { "urlset" });
    if *wanted == Category::Pages {
        for path in pages(plan.jobs()).skip(skip).take(most) {
            add_page(&mut out, catalog, path.strip_suffix("index.html").unwrap_or(path), "");
        }
    } else {
        for (_, entry) in items(catalog).filter(|(_, entry)| category(catalog, entry) == *wanted).skip(skip).take(most)
        {
            let changed = format!("<lastmod>{}</lastmod>", last_change(entry).date);
            add_page(&mut out, catalog, &entry.address, &changed);
        }
    }
    out.push_str("</urlset>\n");
    out.into_bytes()
}

/// A page in each of its editions, which name each other.
fn add_page(out: &mut String, catalog: &Catalog, path: &str, changed: &str) {
    let (base, path) = (escaped(&catalog.config.base_url), escaped(path));
    if !catalog.config.traditional {
        let _ = writeln!(out, "<url><loc>{base}{path}</loc>{changed}</url>");
        return;
    }
    let mut editions = String::new();
    for (tag, folder, _) in ALL.into_iter().chain([("x-default", "", "")]) {
        let address = format!("{base}{folder}{path}");
        let _ = write!(editions, "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{address}\"/>");
    }
    for (_, folder, _) in ALL {
        let _ = writeln!(out, "<url><loc>{base}{folder}{path}</loc>{changed}{editions}</url>");
    }
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
    catalog.entries.iter().map(AsRef::as_ref).enumerate().filter(|(_, entry)| entry.state != State::Withdrawn)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
