//! Which pages there are and what each is made of.
//!
//! Planning is cheap and renders nothing: it cuts the listings and names every address. Each page is then made on its own
//! from the catalog and the plan, in any order and on any thread, so that a preview can make the one page that is asked
//! for, and a later build only those whose parts changed.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Value};

use super::listing::{Facet, Listing, listings, numbered_pages};
use super::names::Names;
use super::shell::{self, Head};
use super::texts::Library;
use super::theme::Theme;
use super::{Options, data, feed, pages, sitemaps};
use crate::catalog::{Catalog, EntryRef};
use crate::findings::Finding;

/// What makes a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// The home page.
    Home,
    /// One page of a listing; number 0 is the newest.
    Listing {
        /// By what it is cut.
        facet: Facet,
        /// Of which value.
        id: String,
        /// The page.
        number: usize,
    },
    /// The values of a facet.
    Overview(Facet),
    /// The page of an entry.
    Item(EntryRef),
    /// A plain page, by its position in [`Catalog::pages`].
    Plain(usize),
    /// The search page.
    Search,
    /// The site map for people.
    SiteMap,
    /// What a server shows for an address that does not exist.
    NotFound,
    /// The Atom feed.
    Feed,
    /// The site map for search engines, or its index; the number is that of a part, from 1.
    Sitemap(Option<usize>),
    /// `robots.txt`.
    Robots,
    /// The catalog as JSON.
    DataJson,
    /// The catalog as CSV.
    DataCsv,
    /// A static file of the theme.
    Asset(String),
}

/// A page that was made.
#[derive(Debug, Clone, Default)]
pub struct Made {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What is wrong in its text or template.
    pub findings: Vec<Finding>,
    /// Of an item's page: the body's search text.
    pub blocks: Option<(EntryRef, Vec<String>)>,
}

/// Every page of a site, ready to be made.
pub struct Plan<'a> {
    pub(super) names: Names<'a>,
    pub(super) theme: &'a Theme,
    pub(super) options: &'a Options,
    pub(super) listings: BTreeMap<(Facet, String), Listing>,
    pub(super) library: Library<'a>,
    site: Value,
    words: Value,
    jobs: BTreeMap<String, Job>,
}

impl<'a> Plan<'a> {
    /// Plans the pages of a catalog.
    pub fn new(catalog: &'a Catalog, theme: &'a Theme, options: &'a Options) -> Self {
        let names = Names::new(catalog, theme.strings(&catalog.config.language));
        let listings = listings(catalog);
        let jobs = jobs(catalog, theme, &listings);
        Self {
            names,
            theme,
            options,
            library: Library::new(catalog, &options.unpublished, names.lang),
            site: shell::site(&names),
            words: names.strings.value(),
            listings,
            jobs,
        }
    }

    /// The catalog.
    pub fn catalog(&self) -> &'a Catalog {
        self.names.catalog
    }

    /// Every page's address and what makes it, in order of address.
    pub fn jobs(&self) -> &BTreeMap<String, Job> {
        &self.jobs
    }

    /// Every listing.
    pub fn listings(&self) -> &BTreeMap<(Facet, String), Listing> {
        &self.listings
    }

    /// A listing by what it is cut and which value it has.
    pub(super) fn listing(&self, facet: Facet, id: &str) -> Option<&Listing> {
        self.listings.get(&(facet, id.to_owned()))
    }

    /// The listings of a facet, in order of id.
    pub(super) fn of_facet(&self, facet: Facet) -> impl Iterator<Item = &Listing> {
        self.listings.range((facet, String::new())..).take_while(move |((f, _), _)| *f == facet).map(|(_, l)| l)
    }

    /// Makes the page at an address; `None` where there is none.
    pub fn render_one(&self, path: &str) -> Option<Made> {
        self.jobs.get(path).map(|job| self.make(path, job))
    }

    /// Makes a page.
    pub fn make(&self, path: &str, job: &Job) -> Made {
        match job {
            Job::Home => pages::home::make(self, path),
            Job::Listing { facet, id, number } => match self.listing(*facet, id) {
                Some(listing) => pages::listing::make(self, path, listing, *number),
                None => Made::default(),
            },
            Job::Overview(facet) => pages::overview::make(self, path, *facet),
            Job::Item(at) => pages::item::make(self, path, *at),
            Job::Plain(at) => pages::plain::make(self, path, *at),
            Job::Search => pages::search::make(self, path),
            Job::SiteMap => pages::site_map::make(self, path),
            Job::NotFound => pages::not_found::make(self, path),
            Job::Feed => Made { bytes: feed::atom(&self.names), ..Made::default() },
            Job::Sitemap(part) => Made { bytes: sitemaps::xml(self, *part), ..Made::default() },
            Job::Robots => Made { bytes: sitemaps::robots(self.catalog()), ..Made::default() },
            Job::DataJson => Made { bytes: data::json(&self.names), ..Made::default() },
            Job::DataCsv => Made { bytes: data::csv(&self.names), ..Made::default() },
            Job::Asset(name) => {
                Made { bytes: self.theme.assets().get(name).cloned().unwrap_or_default(), ..Made::default() }
            }
        }
    }

    /// Renders a template with what every page has and the page's own value under `name`.
    pub(super) fn fill<T: Serialize>(&self, template: &str, head: &Head, name: &'static str, value: &T) -> Made {
        self.fill_at(template, head, &super::links::root_of(&head.path), name, value)
    }

    /// The same with another way to the site's root.
    pub(super) fn fill_at<T: Serialize>(
        &self,
        template: &str,
        head: &Head,
        root: &str,
        name: &'static str,
        value: &T,
    ) -> Made {
        let mut context = Context::new();
        context.insert_value("site", self.site.clone());
        context.insert_value("t", self.words.clone());
        context.insert_value("root", Value::from(root));
        context.insert_value("page", Value::from_serializable(head));
        context.insert_value(name, Value::from_serializable(value));
        match self.theme.render(template, &context) {
            Ok(text) => Made { bytes: text.into_bytes(), ..Made::default() },
            Err(findings) => Made { findings, ..Made::default() },
        }
    }
}

fn jobs(catalog: &Catalog, theme: &Theme, listings: &BTreeMap<(Facet, String), Listing>) -> BTreeMap<String, Job> {
    let mut jobs = BTreeMap::new();
    let mut add = |path: String, job: Job| {
        jobs.insert(path, job);
    };
    for name in theme.assets().keys() {
        add(format!("static/{name}"), Job::Asset(name.clone()));
    }
    for facet in Facet::EVERY.into_iter().filter(|facet| *facet != Facet::All) {
        add(facet.address(), Job::Overview(facet));
    }
    for ((facet, id), listing) in listings {
        for number in 0..=numbered_pages(listing.entries.len(), catalog.config.page_size) {
            add(listing.page_address(number), Job::Listing { facet: *facet, id: id.clone(), number });
        }
    }
    for (at, page) in catalog.pages.iter().enumerate() {
        add(page.address.clone(), Job::Plain(at));
    }
    for (at, entry) in catalog.entries.iter().enumerate() {
        add(entry.address.clone(), Job::Item(at));
    }
    add("index.html".to_owned(), Job::Home);
    add("search.html".to_owned(), Job::Search);
    add("sitemap.html".to_owned(), Job::SiteMap);
    add("404.html".to_owned(), Job::NotFound);
    add("feed.xml".to_owned(), Job::Feed);
    add("robots.txt".to_owned(), Job::Robots);
    add("data/catalog.json".to_owned(), Job::DataJson);
    add("data/catalog.csv".to_owned(), Job::DataCsv);
    let parts = sitemaps::parts(&jobs, catalog);
    add_sitemaps(&mut jobs, parts);
    jobs
}

fn add_sitemaps(jobs: &mut BTreeMap<String, Job>, parts: usize) {
    jobs.insert("sitemap.xml".to_owned(), Job::Sitemap(None));
    if parts > 1 {
        for part in 1..=parts {
            jobs.insert(sitemaps::part_address(part), Job::Sitemap(Some(part)));
        }
    }
}
