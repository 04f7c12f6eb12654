//! The site map for search engines (sitemaps.org, protocol 0.9) and `robots.txt`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::names::last_change;
use super::plan::{Job, Plan};
use crate::catalog::{Catalog, Entry, State};

/// A file of the protocol holds at most so many addresses.
const MOST: usize = 50_000;

/// How many parts the pages take.
pub(super) fn parts(jobs: &BTreeMap<String, Job>, catalog: &Catalog) -> usize {
    pages(jobs, catalog).count().div_ceil(MOST)
}

/// The address of a part.
pub(super) fn part_address(part: usize) -> String {
    format!("sitemap-{part}.xml")
}

/// The site map, or with a number that part of it; without, where there are parts, their index.
pub(super) fn xml(plan: &Plan<'_>, part: Option<usize>) -> Vec<u8> {
    let base = &plan.catalog().config.base_url;
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let indexed = plan.jobs().contains_key(&part_address(1));
    if indexed && part.is_none() {
        out.push_str("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        for part in (1..).take_while(|part| plan.jobs().contains_key(&part_address(*part))) {
            let _ = writeln!(out, "<sitemap><loc>{}{}</loc></sitemap>", escaped(base), part_address(part));
        }
        out.push_str("</sitemapindex>\n");
        return out.into_bytes();
    }
    out.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    let skip = part.map_or(0, |part| (part - 1) * MOST);
    for (path, entry) in pages(plan.jobs(), plan.catalog()).skip(skip).take(MOST) {
        let shown = path.strip_suffix("index.html").unwrap_or(path);
        let _ = write!(out, "<url><loc>{}{}</loc>", escaped(base), escaped(shown));
        if let Some(entry) = entry {
            let _ = write!(out, "<lastmod>{}</lastmod>", last_change(entry).date);
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out.into_bytes()
}

/// The pages that people read and the entry behind those that have one, in order of address.
fn pages<'a>(
    jobs: &'a BTreeMap<String, Job>,
    catalog: &'a Catalog,
) -> impl Iterator<Item = (&'a str, Option<&'a Entry>)> {
    jobs.iter().filter_map(|(path, job)| match job {
        Job::Item(at) => {
            let entry = catalog.entries.get(*at)?;
            (entry.state != State::Withdrawn).then_some((path.as_str(), Some(entry)))
        }
        Job::Home | Job::Listing { .. } | Job::Overview(_) | Job::Plain(_) | Job::SiteMap | Job::NegativeList => {
            Some((path.as_str(), None))
        }
        _ => None,
    })
}

/// `robots.txt`: everything may be read; where the site map lies.
pub(super) fn robots(catalog: &Catalog) -> Vec<u8> {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}sitemap.xml\n", catalog.config.base_url).into_bytes()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
