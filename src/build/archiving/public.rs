//! The public package: what was put online, for archives and libraries.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Scope;
use crate::archive::{Bag, Payload};
use crate::catalog::Catalog;
use crate::output::{Content, Written};
use crate::render::data;
use crate::render::names::Names;

/// Pages and files of the year as they are online, the year's lists, and the catalog of the year as data.
pub(super) fn bag(scope: &Scope<'_>, written: &BTreeMap<String, Written>) -> Bag {
    let catalog = scope.prepared.catalog();
    let mut online: Vec<&str> = Vec::new();
    for entry in scope.sealed {
        online.push(&entry.address);
        online.extend(entry.attachments.iter().chain(&entry.images).map(|file| file.address.as_str()));
    }
    let lists = format!("year/{}/", scope.request.year);
    let shared = written.keys().map(String::as_str);
    online.extend(shared.filter(|path| path.starts_with(&lists) || path.starts_with("static/")));
    online.sort_unstable();
    online.dedup();
    let copy = |path: &str| {
        let Written { hash, size, .. } = *written.get(path)?;
        let from = path.split('/').fold(scope.request.site.clone(), |folder, part| folder.join(part));
        Some(Payload { path: format!("site/{path}"), content: Content::Copy { from, size, hash } })
    };
    let mut files: Vec<Payload> = online.into_iter().filter_map(copy).collect();

    let theme = crate::build::files::load_theme(&scope.prepared.site);
    if let Ok(theme) = &theme {
        let of_year = Catalog {
            config: catalog.config.clone(),
            vocabulary: catalog.vocabulary.clone(),
            entries: scope.sealed.iter().map(|entry| Arc::new((*entry).clone())).collect(),
            newest: Vec::new(),
            pages: Vec::new(),
            withheld: Vec::new(),
        };
        let names = Names::new(&of_year, theme.strings(&catalog.config.language));
        let mut add = |name: &str, bytes| {
            files.push(Payload { path: name.to_owned(), content: Content::Bytes(bytes) });
        };
        add("catalog.csv", data::csv(&names));
        add("catalog.json", data::json(&names));
    }
    let about = scope.word("archive-public_readme") + "\n";
    files.push(Payload { path: "README.txt".to_owned(), content: Content::Bytes(about.into_bytes()) });
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Bag { name: format!("{}-public", scope.request.year), info: scope.info("public", 1), files }
}
