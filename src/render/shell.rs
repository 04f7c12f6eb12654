//! What surrounds every page: the site's name and navigation, the head with its tags, the way back.

use serde::Serialize;

use super::edition;
use super::feed::{self, Form};
use super::listing::{Facet, column_line, folder};
use super::names::{Link, Names, pub_date};
use super::pages::{accessibility, negative_list};
use super::theme::script;
use crate::catalog::{Entry, State};
use crate::site::Agency;
use crate::site::config::RESERVED_COLUMNS;

/// The Content-Security-Policy of every page: nothing but the site's own files, no inline style or script.
pub const CSP: &str = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'";

/// The government page tag that is also HTML's own for what a page holds, whose name may be written in any case.
const DESCRIPTION: &str = "Description";

/// The site as templates see it, under `site`.
#[derive(Debug, Serialize)]
struct Site {
    title: String,
    /// The value for `lang` attributes.
    lang: &'static str,
    language: String,
    description: String,
    base_url: String,
    site_name: String,
    organizer: String,
    undertaker: String,
    site_id_code: String,
    icp: String,
    police: String,
    home: String,
    fault_report: String,
    contact: Contact,
    /// The page that says how to apply.
    guide: String,
    /// The static file of the script with the words of the language.
    script: String,
    /// The statement on accessibility.
    accessibility: &'static str,
    bar: Vec<Entrance>,
    fixed: Vec<Entrance>,
    columns: Vec<Node>,
    foot: Vec<Link>,
    /// Links to other sites, with whole addresses.
    foot_links: Vec<Link>,
}

/// A way in: a link with an id to tell it by.
#[derive(Debug, Serialize)]
struct Entrance {
    id: &'static str,
    name: String,
    address: String,
}

/// A column in the tree.
#[derive(Debug, Serialize)]
struct Node {
    id: String,
    name: String,
    address: String,
    description: String,
    children: Vec<Node>,
}

/// How to reach an office.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Contact {
    pub(super) name: String,
    pub(super) address: String,
    pub(super) hours: String,
    pub(super) phone: String,
    /// The number as a `tel:` link takes it.
    pub(super) phone_link: String,
    pub(super) fax: String,
    pub(super) email: String,
    pub(super) postcode: String,
}

impl Contact {
    /// The contact of an agency.
    pub(super) fn of(agency: &Agency) -> Self {
        let contact = &agency.contact;
        Self {
            name: agency.name.clone(),
            address: contact.address.clone(),
            hours: contact.hours.clone(),
            phone: contact.phone.clone(),
            phone_link: contact.phone.chars().filter(|c| c.is_ascii_digit() || matches!(c, '+' | '-')).collect(),
            fax: contact.fax.clone(),
            email: contact.email.clone(),
            postcode: contact.postcode.clone(),
        }
    }
}

/// The value of `site`, the same for every page.
pub(super) fn site(names: &Names<'_>) -> impl Serialize {
    let config = &names.catalog.config;
    let portal = &config.portal;
    let contact = config.agencies.first().map(Contact::of).unwrap_or_default();
    let organizer = if portal.organizer.is_empty() { contact.name.clone() } else { portal.organizer.clone() };
    let entrance = |id, name: &str, address: String| Entrance { id, name: name.to_owned(), address };
    let reserved = |id: &'static str| {
        let name = config.column_by_id(id).map_or("", |at| names.column(at));
        entrance(id, name, format!("{}index.html", folder(Facet::Column, id)))
    };
    let foot = foot(names);
    Site {
        title: config.title.clone(),
        lang: names.language_tag(),
        language: config.language.clone(),
        description: config.description.clone(),
        base_url: names.base(),
        site_name: config.site_name().to_owned(),
        organizer,
        undertaker: portal.undertaker.clone(),
        site_id_code: portal.site_id_code.clone(),
        icp: portal.icp.clone(),
        police: portal.police.clone(),
        home: portal.home.clone(),
        fault_report: portal.fault_report.clone(),
        contact,
        guide: format!("{}index.html", folder(Facet::Column, "guide")),
        script: script::name(if names.folder.is_empty() { &config.language } else { "zh-Hant" }),
        accessibility: accessibility::ADDRESS,
        bar: vec![
            entrance("home", names.strings.get("home"), "index.html".to_owned()),
            entrance("catalog", names.strings.get("catalog"), Facet::All.address()),
            entrance("topic", names.strings.get("by_topic"), Facet::Topic.address()),
            entrance("genre", names.strings.get("by_genre"), Facet::Genre.address()),
            entrance("year", names.strings.get("by_year"), Facet::Year.address()),
            entrance("search", names.strings.get("search"), "search.html".to_owned()),
        ],
        fixed: vec![
            reserved("guide"),
            reserved("rules"),
            entrance("statutory", names.strings.get("fixed.statutory"), Facet::Column.address()),
            reserved("reports"),
        ],
        columns: tree(names, None),
        foot,
        foot_links: config
            .foot
            .links
            .iter()
            .map(|(name, url)| Link { name: name.clone(), address: url.clone() })
            .collect(),
    }
}

/// The links of the foot: those that the office keeps, then its own to other sites.
fn foot(names: &Names<'_>) -> Vec<Link> {
    let config = &names.catalog.config;
    let link =
        |word: &str, address: &str| Link { name: names.strings.get(word).to_owned(), address: address.to_owned() };
    let mut foot = Vec::new();
    for item in &config.foot.items {
        match item.as_str() {
            "sitemap" => foot.push(link("sitemap", "sitemap.html")),
            "pages" => {
                let pages = names.catalog.pages.iter();
                foot.extend(pages.map(|page| Link { name: page.title.clone(), address: page.address.clone() }));
            }
            "negative_list" if config.negative_list => foot.push(link("negative.heading", negative_list::ADDRESS)),
            "feed" => foot.push(link("feed", "feed.xml")),
            "data" => foot.push(link("data_csv", "data/catalog.csv")),
            _ => {}
        }
    }
    // The statement on accessibility is always to be found, and so is every page.
    if !foot.iter().any(|link| link.address == accessibility::ADDRESS) {
        foot.push(link("accessibility.heading", accessibility::ADDRESS));
    }
    foot
}

fn tree(names: &Names<'_>, parent: Option<usize>) -> Vec<Node> {
    let columns = &names.catalog.config.columns;
    let below = columns.iter().enumerate().filter(|(at, column)| column.parent == parent && Some(*at) != parent);
    below
        .filter(|(_, column)| !is_reserved(&column.id) && !column.hidden)
        .map(|(at, column)| Node {
            id: column.id.clone(),
            name: names.column(at).to_owned(),
            address: format!("{}index.html", folder(Facet::Column, &column.id)),
            description: column.description.clone(),
            children: tree(names, Some(at)),
        })
        .collect()
}

/// Whether a column stands behind one of the fixed entries.
pub(super) fn is_reserved(id: &str) -> bool {
    RESERVED_COLUMNS.iter().any(|(reserved, _)| *reserved == id)
}

/// A tag in the head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Tag {
    pub(super) name: &'static str,
    /// The property of Open Graph that says the same, or empty.
    pub(super) property: &'static str,
    pub(super) content: String,
}

/// A property of Open Graph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Property {
    name: &'static str,
    content: String,
}

/// A feed that goes with a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct FeedLink {
    title: String,
    address: String,
    media_type: &'static str,
}

/// A page in an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct EditionLink {
    /// The edition in its own words, whatever the page's language.
    name: &'static str,
    /// The language tag.
    tag: &'static str,
    /// Below the root of the page that links to it.
    address: String,
    /// The whole address.
    url: String,
    /// Whether it is the page itself.
    current: bool,
}

/// Every edition of a page; none where there is one only.
fn editions(names: &Names<'_>, kind: &str, path: &str) -> Vec<EditionLink> {
    let config = &names.catalog.config;
    if !config.traditional || kind == "lost" {
        return Vec::new();
    }
    let in_traditional = !names.folder.is_empty();
    let link = |(tag, folder, name)| {
        let current = folder == names.folder;
        let address = match (current, in_traditional) {
            (true, _) => path.to_owned(),
            (false, true) => format!("../{path}"),
            (false, false) => format!("{folder}{path}"),
        };
        let url = format!("{}{folder}{}", config.base_url, path.strip_suffix("index.html").unwrap_or(path));
        EditionLink { name, tag, address, url, current }
    };
    edition::ALL.map(link).into()
}

/// What a page says about itself, under `page`.
#[derive(Debug, Default, Serialize)]
pub(super) struct Head {
    /// `home`, `listing`, `item`, `plain`, `accessibility`, `overview`, `search`, `sitemap`, `negative`, `lost`.
    pub(super) kind: &'static str,
    pub(super) path: String,
    /// For the window's title.
    pub(super) title: String,
    /// For the page's heading.
    pub(super) heading: String,
    pub(super) canonical: String,
    pub(super) csp: &'static str,
    pub(super) robots: &'static str,
    /// What a preview says over the page; empty on a built site.
    pub(super) preview: String,
    /// Which entry of the bar it belongs to.
    pub(super) section: &'static str,
    /// Which of the four fixed entries it belongs to.
    pub(super) fixed: String,
    /// Id of its column.
    pub(super) column: String,
    /// Ids of its column and of those above it, which the navigation shows open.
    pub(super) trail: Vec<String>,
    pub(super) crumbs: Vec<Link>,
    pub(super) meta: Vec<Tag>,
    /// Open Graph, where no other tag says the same.
    pub(super) properties: Vec<Property>,
    /// JSON-LD, or empty.
    pub(super) linked: String,
    /// Feeds that go with the page.
    pub(super) feeds: Vec<FeedLink>,
    /// This page in each edition of the site, where there are several.
    pub(super) editions: Vec<EditionLink>,
}

impl Head {
    /// The head of a page with the tags that every page has (国办发〔2017〕47号).
    pub(super) fn new(names: &Names<'_>, kind: &'static str, path: &str, heading: &str) -> Self {
        let config = &names.catalog.config;
        let canonical = format!("{}{}", names.base(), path.strip_suffix("index.html").unwrap_or(path));
        let mut head = Self {
            kind,
            path: path.to_owned(),
            title: heading.to_owned(),
            heading: heading.to_owned(),
            canonical,
            csp: CSP,
            ..Self::default()
        };
        head.tag("SiteName", config.site_name());
        head.tag("SiteDomain", domain(&config.base_url));
        head.tag("SiteIDCode", &config.portal.site_id_code);
        // Items are most of a site's pages, and of none of them there is a feed; its column's page has one.
        if kind != "item" {
            head.feeds(names, None);
        }
        head.editions = editions(names, kind, path);
        head
    }

    /// Adds a tag that is not empty.
    pub(super) fn tag(&mut self, name: &'static str, content: &str) {
        if !content.is_empty() {
            self.meta.push(Tag { name, property: "", content: content.to_owned() });
        }
    }

    /// Says what the page holds, for search engines and for those that the page is sent to.
    pub(super) fn describe(&mut self, text: &str) {
        self.tag(DESCRIPTION, text);
    }

    /// What the page is said to hold.
    pub(super) fn description(&self) -> String {
        self.meta.iter().find(|tag| tag.name == DESCRIPTION).map_or_else(String::new, |tag| tag.content.clone())
    }

    /// Adds a property of Open Graph that is not empty: to the tag that says the same already, or as a tag of its own.
    pub(super) fn property(&mut self, name: &'static str, content: &str) {
        if content.is_empty() {
            return;
        }
        match self.meta.iter_mut().find(|tag| tag.property.is_empty() && tag.content == content) {
            Some(tag) => tag.property = name,
            None => self.properties.push(Property { name, content: content.to_owned() }),
        }
    }

    /// Names the feeds of a column, or those of the whole catalog.
    fn feeds(&mut self, names: &Names<'_>, column: Option<usize>) {
        let config = &names.catalog.config;
        let id = column.and_then(|at| config.columns.get(at)).map(|column| column.id.as_str());
        let title = match column {
            Some(at) => format!("{} - {}", names.column(at), config.title),
            None => config.title.clone(),
        };
        self.feeds.extend(Form::EVERY.iter().map(|form| FeedLink {
            title: title.clone(),
            address: feed::address(id, *form),
            media_type: form.media_type(),
        }));
    }

    /// The way back: home, what lies between, and this page.
    pub(super) fn crumbs(&mut self, names: &Names<'_>, between: Vec<Link>) {
        self.crumbs.push(Link { name: names.strings.get("home").to_owned(), address: "index.html".to_owned() });
        self.crumbs.extend(between);
        self.crumbs.push(Link { name: self.heading.clone(), address: String::new() });
    }

    /// Places the page in a column, with the tags that column and article pages have.
    pub(super) fn column(&mut self, names: &Names<'_>, at: usize) {
        let config = &names.catalog.config;
        let Some(column) = config.columns.get(at) else { return };
        let name = names.column(at);
        self.column.clone_from(&column.id);
        if self.kind == "listing" {
            self.feeds(names, Some(at));
        }
        self.trail = column_line(names.catalog, at).map(str::to_owned).collect();
        self.fixed = if is_reserved(&column.id) { column.id.clone() } else { "statutory".to_owned() };
        let line: Vec<&str> = column_line(names.catalog, at)
            .filter_map(|id| config.column_by_id(id))
            .map(|at| names.column(at))
            .collect();
        let article = names.catalog.vocabulary.articles.get(&column.article);
        let usual = article.and_then(|article| article.column.as_ref()).map(|column| column.name(names.lang));
        self.tag("ColumnName", name);
        self.tag("ColumnDescription", if column.description.is_empty() { name } else { &column.description });
        self.tag("ColumnKeywords", &line.join(","));
        self.tag("ColumnType", usual.unwrap_or(name));
    }

    /// The tags of an article page.
    pub(super) fn article(&mut self, names: &Names<'_>, entry: &Entry, description: &str) {
        let agency = names.catalog.config.agencies.get(entry.agency).map_or("", |agency| agency.name.as_str());
        self.tag("ArticleTitle", &entry.title);
        self.tag("PubDate", &pub_date(entry.published));
        let source = if entry.source.is_empty() { names.catalog.config.site_name() } else { &entry.source };
        self.tag("ContentSource", source);
        if entry.state != State::Withdrawn {
            let image = entry.images.first().map(|image| format!("{}{}", names.catalog.config.base_url, image.address));
            self.tag("Image", &image.unwrap_or_default());
            self.tag("Keywords", &entry.keywords.join(","));
            self.tag("Author", agency);
        }
        self.tag(DESCRIPTION, description);
        let canonical = self.canonical.clone();
        self.tag("Url", &canonical);
        if entry.state == State::Withdrawn {
            self.robots = "noindex";
        }
    }
}

/// The domain of an address: `www.example.gov.cn` of `https://www.example.gov.cn/xxgk/`.
fn domain(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split('/').next().unwrap_or_default()
}
