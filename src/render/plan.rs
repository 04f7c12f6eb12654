//! Which pages there are and what each is made of.
//!
//! The [`Layout`] names every page; the plan joins it with catalog and theme and makes each page on its own, in any order and
//! on any thread, so that a preview can make the one page that is asked for, and a later build only those whose parts
//! changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use sha2::{Digest as _, Sha256};
use tera::{Context, Value};

use super::layout::{Layout, Shared, Traditional};
use super::listing::{Facet, Listing};
use super::names::Names;
use super::shell::Head;
use super::texts::Library;
use super::theme::Theme;
use super::{Options, data, feed, hosting, pages, sitemaps};
use crate::blocks::Blocks;
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
    /// The statement on accessibility, with the office's own words where it has some.
    Accessibility,
    /// The search page.
    Search,
    /// The site map for people.
    SiteMap,
    /// The negative list.
    NegativeList,
    /// What a server shows for an address that does not exist.
    NotFound,
    /// A feed: of the whole catalog, or of a column by its id.
    Feed(Option<String>, feed::Form),
    /// The index of the site maps for search engines.
    SitemapIndex,
    /// A site map; the number is that of its part, from 1.
    Sitemap(sitemaps::Category, usize),
    /// A file for crawlers or for the one who runs the server.
    Hosting(hosting::File),
    /// The catalog for programs and spreadsheets.
    Data(data::File),
    /// A static file of the theme.
    Asset(String),
    /// The page at this address once more, in traditional characters.
    Traditional(String),
}

impl Job {
    /// Whether it is a page that people read, which every edition of the site has.
    pub fn has_editions(&self) -> bool {
        match self {
            Self::Home
            | Self::Listing { .. }
            | Self::Overview(_)
            | Self::Item(_)
            | Self::Plain(_)
            | Self::Accessibility
            | Self::Search
            | Self::SiteMap
            | Self::NegativeList => true,
            Self::NotFound
            | Self::Feed(..)
            | Self::SitemapIndex
            | Self::Sitemap(..)
            | Self::Hosting(_)
            | Self::Data(_)
            | Self::Asset(_)
            | Self::Traditional(_) => false,
        }
    }
}

/// Whoever knows pages that were made before.
pub trait Earlier: Sync {
    /// Whether the page at `path` was made of exactly this, and is kept.
    fn has(&self, path: &str, made_of: &MadeOf) -> bool;
}

/// SHA-256 of everything that a page is made of: the whole theme, what all pages show alike, and its own values.
pub type MadeOf = [u8; 32];

/// A page that was made.
#[derive(Debug, Clone, Default)]
pub struct Made {
    /// Its bytes; none where it is kept as it was.
    pub bytes: Vec<u8>,
    /// What it was made of, where that is known.
    pub made_of: Option<MadeOf>,
    /// Whether it was made before of the same, and not again.
    pub is_kept: bool,
    /// What is wrong in its text or template.
    pub findings: Vec<Finding>,
    /// Of an item's page: the body's search text.
    pub blocks: Option<(EntryRef, Blocks)>,
}

/// Every page of a site, ready to be made.
pub struct Plan<'a> {
    pub(super) names: Names<'a>,
    pub(super) theme: &'a Theme,
    pub(super) options: &'a Options,
    layout: Arc<Layout>,
    earlier: Option<&'a dyn Earlier>,
    /// Templates that came to no end on some page: the others are not tried, each would take its time.
    endless: Arc<Mutex<BTreeSet<String>>>,
}

impl<'a> Plan<'a> {
    /// Plans the pages of a catalog.
    pub fn new(catalog: &'a Catalog, theme: &'a Theme, options: &'a Options) -> Self {
        Self::on(Arc::new(Layout::new(catalog, theme)), catalog, theme, options)
    }

    /// The plan on a layout that was made of the same catalog and theme. It costs nothing, so that a preview can keep the
    /// layout and make a plan for each page that is asked for.
    pub fn on(layout: Arc<Layout>, catalog: &'a Catalog, theme: &'a Theme, options: &'a Options) -> Self {
        let names = Names::new(catalog, theme.strings(&catalog.config.language));
        Self { names, theme, options, layout, earlier: None, endless: Arc::default() }
    }

    /// The same plan, which does not make again what is there.
    #[must_use]
    pub fn after(self, earlier: &'a dyn Earlier) -> Self {
        Self { earlier: Some(earlier), ..self }
    }

    /// The plan of the edition in traditional characters, of which only pages are made.
    fn traditional(&self) -> Self {
        Self {
            names: self.names.traditional(self.theme.strings("zh-Hant")),
            theme: self.theme,
            options: self.options,
            layout: Arc::clone(&self.layout),
            earlier: self.earlier,
            endless: Arc::clone(&self.endless),
        }
    }

    /// The catalog.
    pub fn catalog(&self) -> &'a Catalog {
        self.names.catalog
    }

    /// The theme's words at a path, in the language of the site.
    pub fn word(&self, path: &'static str) -> &'a str {
        self.names.strings.get(path)
    }

    /// Every page's address and what makes it, in order of address.
    pub fn jobs(&self) -> &BTreeMap<String, Job> {
        &self.layout.jobs
    }

    /// Every listing.
    pub fn listings(&self) -> &BTreeMap<(Facet, String), Listing> {
        &self.layout.listings
    }

    /// What texts can link to.
    pub(super) fn library(&self) -> Library<'_> {
        Library {
            catalog: self.catalog(),
            places: &self.layout.places,
            unpublished: &self.options.unpublished,
            lang: self.names.lang,
        }
    }

    /// A listing by what it is cut and which value it has.
    pub(super) fn listing(&self, facet: Facet, id: &str) -> Option<&Listing> {
        self.layout.listings.get(&(facet, id.to_owned()))
    }

    /// The listings of a facet, in order of id.
    pub(super) fn of_facet(&self, facet: Facet) -> impl Iterator<Item = &Listing> {
        let listings = &self.layout.listings;
        listings.range((facet, String::new())..).take_while(move |((f, _), _)| *f == facet).map(|(_, l)| l)
    }

    /// Makes the page at an address; `None` where there is none.
    pub fn render_one(&self, path: &str) -> Option<Made> {
        self.jobs().get(path).map(|job| self.make(path, job))
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
            Job::Accessibility => pages::accessibility::make(self, path),
            Job::Search => pages::search::make(self, path),
            Job::SiteMap => pages::site_map::make(self, path),
            Job::NegativeList => pages::negative_list::make(self, path),
            Job::NotFound => pages::not_found::make(self, path),
            Job::Feed(column, form) => Made { bytes: feed::make(self, column.as_deref(), *form), ..Made::default() },
            Job::SitemapIndex => Made { bytes: sitemaps::index(self), ..Made::default() },
            Job::Sitemap(category, part) => Made { bytes: sitemaps::part(self, category, *part), ..Made::default() },
            Job::Hosting(file) => Made { bytes: hosting::make(self.catalog(), *file), ..Made::default() },
            Job::Data(file) => data::make(&self.names, *file),
            Job::Traditional(of) => {
                // The texts are those of the page itself, and so is what is wrong in them.
                let plan = self.traditional();
                let made = plan.jobs().get(of).map(|job| plan.make(of, job)).unwrap_or_default();
                Made { blocks: None, ..made }
            }
            Job::Asset(name) => {
                Made { bytes: self.theme.assets().get(name).cloned().unwrap_or_default(), ..Made::default() }
            }
        }
    }

    /// Renders a template with what every page has and the page's own value under `name`.
    pub(super) fn fill<T: Serialize>(&self, template: &str, head: &Head, name: &'static str, value: &T) -> Made {
        self.fill_at(template, head, &super::links::root_of(&head.path), name, value)
    }

    /// As [`Self::fill`], with another way to the site's root.
    pub(super) fn fill_at<T: Serialize>(
        &self,
        template: &str,
        head: &Head,
        root: &str,
        name: &'static str,
        value: &T,
    ) -> Made {
        self.fill_finished((template, head, root), (name, value), |_| ())
    }

    /// As [`Self::fill`]; `finish` adds to the value what follows from the rest of it and is only needed where the page is made.
    pub(super) fn fill_late<T: Serialize>(
        &self,
        template: &str,
        head: &Head,
        name: &'static str,
        value: T,
        finish: impl FnOnce(&mut T),
    ) -> Made {
        self.fill_finished((template, head, &super::links::root_of(&head.path)), (name, value), finish)
    }

    /// What every page of this edition shows alike.
    fn shared(&self) -> &Shared {
        self.other_edition().map_or(&self.layout.shared, |other| &other.shared)
    }

    fn other_edition(&self) -> Option<&Traditional> {
        self.layout.traditional.as_ref().filter(|_| !self.names.folder.is_empty())
    }

    /// The page that was made before of exactly this; where there is none, what it is made of.
    fn kept<T: Serialize>(&self, template: &str, head: &Head, root: &str, value: &T) -> Result<Made, Option<MadeOf>> {
        let Some(earlier) = self.earlier else { return Err(None) };
        let made_of = self.shared().common.and_then(|common| made_of(common, template, head, root, value));
        match made_of {
            Some(known) if earlier.has(&format!("{}{}", self.names.folder, head.path), &known) => {
                Ok(Made { made_of, is_kept: true, ..Made::default() })
            }
            made_of => Err(made_of),
        }
    }

    fn fill_finished<T: Serialize>(
        &self,
        (template, head, root): (&str, &Head, &str),
        (name, mut value): (&'static str, T),
        finish: impl FnOnce(&mut T),
    ) -> Made {
        let made_of = match self.kept(template, head, root, &value) {
            Ok(made) => return made,
            Err(made_of) => made_of,
        };
        finish(&mut value);
        let shared = self.shared();
        let mut context = Context::new();
        context.insert_value("site", shared.site.clone());
        context.insert_value("t", shared.words.clone());
        context.insert_value("root", Value::from(root));
        context.insert_value("page", Value::from_serializable(head));
        context.insert_value(name, Value::from_serializable(&value));
        let endless = || self.endless.lock().unwrap_or_else(PoisonError::into_inner);
        if endless().contains(template) {
            return Made::default();
        }
        match self.theme.render(template, &context) {
            Ok(text) => {
                let is_page = |path: &str| self.jobs().get(path).is_some_and(Job::has_editions);
                let text = match self.other_edition() {
                    Some(other) => other.edition.convert(&text, &head.path, &is_page),
                    None => text,
                };
                Made { bytes: text.into_bytes(), made_of, ..Made::default() }
            }
            Err(failed) => {
                if failed.is_endless {
                    endless().insert(template.to_owned());
                }
                Made { findings: failed.findings, ..Made::default() }
            }
        }
    }
}

/// Everything that a template sees goes in, so that the same value means the same page.
fn made_of<T: Serialize>(common: MadeOf, template: &str, head: &Head, root: &str, value: &T) -> Option<MadeOf> {
    let mut hash = Sha256::new_with_prefix(common);
    serde_json::to_writer(HashWriter(&mut hash), &(template, root, head, value)).ok()?;
    Some(hash.finalize().into())
}

/// Hashes what is written to it.
pub(super) struct HashWriter<'a>(pub(super) &'a mut Sha256);

impl std::io::Write for HashWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
