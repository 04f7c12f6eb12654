//! The Atom feed (RFC 4287): what is new, for readers and for other platforms that take items over.

use atom_syndication::{Category, Entry as AtomEntry, Feed, FixedDateTime, Generator, Link, Person, Text};

use super::listing::Facet;
use super::names::{Names, instant, last_change};
use crate::catalog::{Entry, State};
use crate::site::Moment;

/// Entries in the feed.
const ENTRIES: usize = 50;

/// The feed as XML.
pub fn atom(names: &Names<'_>) -> Vec<u8> {
    let catalog = names.catalog;
    let config = &catalog.config;
    let newest = catalog.newest.iter().filter_map(|at| catalog.entries.get(*at)).take(ENTRIES);
    let entries: Vec<AtomEntry> = newest.map(|entry| atom_entry(names, entry)).collect();
    let updated = entries.iter().map(|entry| entry.updated).max();
    let feed = Feed {
        title: Text::plain(clean(&config.title)),
        id: config.base_url.clone(),
        // An empty catalog has no date of its own, and the clock's would differ from build to build.
        updated: updated.unwrap_or_default(),
        authors: config.agencies.first().map(|agency| person(&agency.name)).into_iter().collect(),
        generator: Some(Generator { value: "mulu".to_owned(), uri: None, version: None }),
        links: vec![
            link("self", format!("{}feed.xml", config.base_url), "application/atom+xml"),
            link("alternate", config.base_url.clone(), "text/html"),
        ],
        subtitle: (!config.description.is_empty()).then(|| Text::plain(clean(&config.description))),
        lang: Some(if config.language == "zh-Hans" { "zh-CN".to_owned() } else { config.language.clone() }),
        entries,
        ..Feed::default()
    };
    feed.to_string().into_bytes()
}

fn atom_entry(names: &Names<'_>, entry: &Entry) -> AtomEntry {
    let config = &names.catalog.config;
    let url = format!("{}{}", config.base_url, entry.address);
    let summary = match names.tag(entry) {
        Some((_, tag)) if entry.state == State::Withdrawn => tag.to_owned(),
        _ => entry.summary.clone(),
    };
    let column = names.of(Facet::Column, config.columns.get(entry.column).map_or("", |column| &column.id));
    AtomEntry {
        title: Text::plain(clean(&entry.title)),
        id: url.clone(),
        updated: at(last_change(entry)),
        published: Some(at(entry.published)),
        authors: config.agencies.get(entry.agency).map(|agency| person(&agency.name)).into_iter().collect(),
        categories: vec![Category { term: clean(&column), scheme: None, label: None }],
        links: vec![link("alternate", url, "text/html")],
        summary: (!summary.is_empty()).then(|| Text::plain(clean(&summary))),
        ..AtomEntry::default()
    }
}

fn at(moment: Moment) -> FixedDateTime {
    instant(moment).parse().unwrap_or_default()
}

fn person(name: &str) -> Person {
    Person { name: clean(name), ..Person::default() }
}

fn link(rel: &str, href: String, mime: &str) -> Link {
    Link { rel: rel.to_owned(), href, mime_type: Some(mime.to_owned()), ..Link::default() }
}

/// Without the control characters that XML 1.0 forbids.
fn clean(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\n')).collect()
}
