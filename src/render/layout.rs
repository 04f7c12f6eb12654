//! What can be known of a site's pages before any is made: their addresses, the listings, what texts can link to, and what
//! every page shows alike.
//!
//! It holds no reference, so that a preview can keep it beside the catalog that it was made of.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};
use tera::Value;

use super::edition::{self, Edition};
use super::listing::{Facet, Listing, listings, numbered_pages};
use super::names::Names;
use super::plan::{HashWriter, Job, MadeOf};
use super::texts::Places;
use super::theme::{Theme, script};
use super::{data, feed, hosting, pages, shell, sitemaps};
use crate::catalog::Catalog;

/// The pages of a site, named but not made.
pub struct Layout {
    pub(super) listings: BTreeMap<(Facet, String), Listing>,
    pub(super) jobs: BTreeMap<String, Job>,
    pub(super) places: Places,
    /// What every page shows alike.
    pub(super) shared: Shared,
    /// What the edition in traditional characters has instead, where there is one.
    pub(super) traditional: Option<Traditional>,
}

/// What another edition of the pages is made of.
pub(super) struct Traditional {
    pub(super) edition: Edition,
    pub(super) shared: Shared,
}

/// What every page shows alike.
pub(super) struct Shared {
    /// `site` in templates.
    pub(super) site: Value,
    /// `t` in templates.
    pub(super) words: Value,
    /// SHA-256 of what every page is made of: the theme, and the two above. `None` where they cannot be written down.
    pub(super) common: Option<MadeOf>,
}

impl Shared {
    fn new(theme: &Theme, names: &Names<'_>) -> Self {
        let (site, words) = (shell::site(names), names.strings.words());
        let mut hash = Sha256::new_with_prefix(theme.hash());
        // Not of the values below: the engine's maps are in another order each time.
        let written = serde_json::to_writer(HashWriter(&mut hash), &(&site, words));
        Self {
            common: written.ok().map(|()| hash.finalize().into()),
            site: Value::from_serializable(&site),
            words: Value::from_serializable(words),
        }
    }
}

impl Layout {
    /// The layout of a catalog in a theme.
    pub fn new(catalog: &Catalog, theme: &Theme) -> Self {
        let names = Names::new(catalog, theme.strings(&catalog.config.language));
        let listings = listings(catalog);
        let shared = Shared::new(theme, &names);
        let traditional = catalog.config.traditional.then(Edition::new).flatten().map(|edition| {
            let names = names.traditional(theme.strings("zh-Hant"));
            Traditional { edition, shared: Shared::new(theme, &names) }
        });
        Self { traditional, jobs: jobs(catalog, theme, &listings), places: Places::new(catalog), shared, listings }
    }
}

fn jobs(catalog: &Catalog, theme: &Theme, listings: &BTreeMap<(Facet, String), Listing>) -> BTreeMap<String, Job> {
    let mut jobs = BTreeMap::new();
    let mut add = |path: String, job: Job| {
        jobs.insert(path, job);
    };
    // Of the script that holds words, those in the languages of this site.
    let own = |language: &&str| {
        **language == *catalog.config.language || (catalog.config.traditional && *language == "zh-Hant")
    };
    let others: Vec<String> = theme.languages().filter(|language| !own(language)).map(script::name).collect();
    for name in theme.assets().keys().filter(|name| !others.contains(name)) {
        add(format!("static/{name}"), Job::Asset(name.clone()));
    }
    for facet in Facet::EVERY.into_iter().filter(|facet| *facet != Facet::All) {
        add(facet.address(), Job::Overview(facet));
    }
    for ((facet, id), listing) in listings {
        let pages = numbered_pages(listing.entries.len(), listing.page_size(catalog.config.page_size));
        for number in 0..=if listing.shares_pages() { 0 } else { pages } {
            add(listing.page_address(number), Job::Listing { facet: *facet, id: id.clone(), number });
        }
    }
    for (at, page) in catalog.pages.iter().enumerate() {
        add(page.address.clone(), Job::Plain(at));
    }
    // In the place of the office's own page, whose words it shows.
    add(pages::accessibility::ADDRESS.to_owned(), Job::Accessibility);
    for (at, entry) in catalog.entries.iter().enumerate() {
        add(entry.address.clone(), Job::Item(at));
    }
    add("index.html".to_owned(), Job::Home);
    add("search.html".to_owned(), Job::Search);
    add("sitemap.html".to_owned(), Job::SiteMap);
    if catalog.config.negative_list {
        add(pages::negative_list::ADDRESS.to_owned(), Job::NegativeList);
    }
    add("404.html".to_owned(), Job::NotFound);
    for form in feed::Form::EVERY {
        add(feed::address(None, form), Job::Feed(None, form));
        for column in &catalog.config.columns {
            add(feed::address(Some(&column.id), form), Job::Feed(Some(column.id.clone()), form));
        }
    }
    for file in data::File::EVERY {
        add(file.address().to_owned(), Job::Data(file));
    }
    for file in hosting::File::EVERY {
        add(file.address().to_owned(), Job::Hosting(file));
    }
    sitemaps::add(&mut jobs, catalog);
    if catalog.config.traditional {
        let pages = jobs.iter().filter(|(_, job)| job.has_editions());
        let more: Vec<(String, Job)> =
            pages.map(|(path, _)| (format!("{}{path}", edition::FOLDER), Job::Traditional(path.clone()))).collect();
        jobs.extend(more);
    }
    jobs
}
