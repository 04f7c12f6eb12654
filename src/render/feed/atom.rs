//! A feed as Atom (RFC 4287).

use atom_syndication::{Category, Entry as AtomEntry, Feed as AtomFeed, FixedDateTime, Generator, Link, Person, Text};

use super::{Feed, Form, clean, summary};
use crate::catalog::{Entry, State};
use crate::render::listing::Facet;
use crate::render::names::{Names, instant, last_change};
use crate::site::{Moment, media_type};

pub(super) fn write(names: &Names<'_>, feed: &Feed<'_>) -> Vec<u8> {
    let config = &names.catalog.config;
    let entries: Vec<AtomEntry> = feed.entries.iter().map(|entry| atom_entry(names, entry)).collect();
    let updated = entries.iter().map(|entry| entry.updated).max();
    let feed = AtomFeed {
        title: Text::plain(clean(&feed.title)),
        id: feed.page.clone(),
        // An empty catalog has no date of its own, and the clock's would differ from build to build.
        updated: updated.unwrap_or_default(),
        authors: config.agencies.first().map(|agency| person(&agency.name)).into_iter().collect(),
        generator: Some(Generator { value: "mulu".to_owned(), uri: None, version: None }),
        links: vec![
            link("self", feed.own.clone(), Form::Atom.media_type()),
            link("alternate", feed.page.clone(), "text/html"),
        ],
        subtitle: (!config.description.is_empty()).then(|| Text::plain(clean(&config.description))),
        lang: Some(names.language_tag().to_owned()),
        entries,
        ..AtomFeed::default()
    };
    feed.to_string().into_bytes()
}

fn atom_entry(names: &Names<'_>, entry: &Entry) -> AtomEntry {
    let config = &names.catalog.config;
    let url = format!("{}{}", config.base_url, entry.address);
    let summary = summary(names, entry);
    let column = names.of(Facet::Column, config.columns.get(entry.column).map_or("", |column| &column.id));
    let mut links = vec![link("alternate", url.clone(), "text/html")];
    let offered = if entry.state == State::Withdrawn { &[][..] } else { &entry.attachments };
    for file in offered {
        links.push(Link {
            title: Some(clean(&file.title)),
            length: Some(file.size.to_string()),
            ..link("enclosure", format!("{}{}", config.base_url, file.address), media_type::bare(&file.address))
        });
    }
    AtomEntry {
        title: Text::plain(clean(&entry.title)),
        id: url.clone(),
        updated: at(last_change(entry)),
        published: Some(at(entry.published)),
        authors: config.agencies.get(entry.agency).map(|agency| person(&agency.name)).into_iter().collect(),
        categories: vec![Category { term: clean(&column), scheme: None, label: None }],
        links,
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
