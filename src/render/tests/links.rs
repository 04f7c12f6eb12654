//! What holds for every page, whatever is on it: links are relative, name a file and lead somewhere; there is no inline
//! style or script; every id stands once.

use std::collections::{BTreeMap, BTreeSet};

use crate::render::Page;
use crate::render::links::folder_of;
use crate::site::paths::join_relative;

/// Made beside the pages, by search.
const SCRIPTS: [&str; 4] =
    ["search/mulu-search.js", "search/search-suggest.js", "search/search-page.js", "search/highlight.js"];

/// Checks the pages of a site; `files` are those that are copied.
pub(super) fn check(pages: &[Page], files: &[String]) {
    let html: BTreeMap<&str, &str> = pages
        .iter()
        .filter(|page| is_html(page))
        .map(|page| (page.path.as_str(), std::str::from_utf8(&page.bytes).unwrap()))
        .collect();
    let paths: BTreeSet<&str> =
        pages.iter().map(|page| page.path.as_str()).chain(files.iter().map(String::as_str)).chain(SCRIPTS).collect();
    for (path, text) in &html {
        inline(path, text);
        let ids = ids(path, text);
        for link in attributes(text, &["href", "src", "action"]) {
            if link.starts_with("mailto:") || link.starts_with("tel:") {
                continue;
            }
            if *path == "404.html" && link.starts_with("/qhz/xxgk/") {
                assert!(paths.contains(without_mark(&link["/qhz/xxgk/".len()..])), "{path}: {link}");
                continue;
            }
            // The second names a vocabulary; no browser fetches it.
            if link.starts_with("https://www.example.gov.cn/") || link == "http://purl.org/dc/terms/" {
                continue;
            }
            assert!(!link.contains(':') && !link.starts_with('/'), "{path}: {link} is not relative");
            let (target, fragment) = link.split_once('#').unwrap_or((link, ""));
            if target.is_empty() {
                assert!(ids.contains(fragment), "{path}: nothing is called #{fragment}");
                continue;
            }
            let address =
                join_relative(folder_of(path), without_mark(target)).unwrap_or_else(|| panic!("{path}: {link}"));
            assert!(paths.contains(address.as_str()), "{path}: {link} leads nowhere");
        }
    }
}

/// Whether it is a page that people read.
pub(super) fn is_html(page: &Page) -> bool {
    page.path.rsplit('.').next() == Some("html")
}

fn without_mark(link: &str) -> &str {
    link.split('?').next().unwrap_or_default()
}

fn inline(path: &str, text: &str) {
    let lower = text.to_ascii_lowercase();
    assert!(!lower.contains("<style") && !lower.contains("javascript:"), "{path}");
    for tag in tags(&lower) {
        assert!(!tag.contains(" style="), "{path}: {tag}");
        assert!(!tag.split_whitespace().any(|part| part.starts_with("on") && part.contains('=')), "{path}: {tag}");
        if tag.starts_with("<script") {
            assert!(
                tag.contains(" src=")
                    || tag.contains("type=\"application/json\"")
                    || tag.contains("type=\"application/ld+json\""),
                "{path}: {tag}"
            );
        }
    }
}

fn ids<'a>(path: &str, text: &'a str) -> BTreeSet<&'a str> {
    let mut ids = BTreeSet::new();
    for id in attributes(text, &["id"]) {
        assert!(ids.insert(id), "{path}: two things are called {id}");
    }
    ids
}

fn tags(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('<').filter_map(|(at, _)| text[at..].find('>').map(|end| &text[at..=at + end]))
}

fn attributes<'a>(text: &'a str, names: &[&str]) -> Vec<&'a str> {
    let mut found = Vec::new();
    for tag in tags(text) {
        for name in names {
            let start = format!(" {name}=\"");
            for (at, _) in tag.match_indices(&start) {
                found.extend(tag[at + start.len()..].split('"').next());
            }
        }
    }
    found
}
