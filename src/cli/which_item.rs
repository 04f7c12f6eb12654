//! The item that somebody means: by its file, its folder, or its index number.

use std::path::Path;

use super::console::Console;
use crate::site::fields::nearest;
use crate::site::{Item, Site};

/// The item that is meant; complains where there is none, and names the nearest.
pub(super) fn find<'a>(word: &str, site: &'a Site, console: &Console) -> Option<&'a Item> {
    let found = by_name(word, site).or_else(|| by_disk(word, site));
    if found.is_none() {
        let wanted = word.replace('\\', "/");
        let unreadable = site.unreadable.iter().find(|path| path.as_ref() == wanted.trim_start_matches("./"));
        if let Some(path) = unreadable {
            console.complain("item-unreadable", &[("path", path.as_ref().into())]);
            return None;
        }
        let near = nearest(&wanted, site.items.iter().map(|item| item.path.as_ref()));
        match near {
            Some(near) => console.complain("item-not-found-near", &[("word", word.into()), ("nearest", near.into())]),
            None => console.complain("item-not-found", &[("word", word.into())]),
        }
    }
    found
}

fn by_name<'a>(word: &str, site: &'a Site) -> Option<&'a Item> {
    let number = word.trim();
    let path = number.replace('\\', "/");
    let path = path.trim_start_matches("./").trim_end_matches('/');
    let index = format!("{path}/index.md");
    let is = |item: &&Item| {
        item.front.index_no.as_ref().is_some_and(|own| own.value == number)
            || item.path.as_ref() == path
            || item.path.as_ref() == index
    };
    site.items.iter().map(AsRef::as_ref).find(is)
}

/// A path as the shell completes it, from wherever the clerk stands.
fn by_disk<'a>(word: &str, site: &'a Site) -> Option<&'a Item> {
    let real = Path::new(word).canonicalize().ok()?;
    let index = real.join("index.md");
    let mut items = site.items.iter().map(AsRef::as_ref);
    items.find(|item: &&Item| item.disk.canonicalize().is_ok_and(|disk| disk == real || disk == index))
}
