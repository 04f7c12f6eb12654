//! The files that go with an item: attachments offered for download, and pictures and files that its text names.
//!
//! A file is public only through a public item. A text may name files in its own folder and below; a folder that
//! belongs to another item (`index.md`) belongs to that item alone.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use pulldown_cmark::{Event, Options, Parser, Tag};
use sha2::{Digest as _, Sha256};

use super::Attachment;
use crate::attachments::picture;
use crate::findings::rules;
use crate::findings::{Finding, Place, Stops, unseen};
use crate::site::fields::nearest;
use crate::site::file_type;
use crate::site::paths::{decode_percent, is_markdown, join_relative};
use crate::site::{Field, Item, Site};

/// The files of one item: those offered, and those that only the text shows.
#[derive(Debug, Default)]
pub struct ItemFiles {
    /// Offered for download, in order.
    pub attachments: Vec<Attachment>,
    /// Named by the text.
    pub inline: Vec<Attachment>,
    /// What is wrong.
    pub findings: Vec<Finding>,
}

/// Collects the files of `item`; addresses are filled in later by [`place`].
pub fn collect(item: &Item, site: &Site) -> ItemFiles {
    let files = &site.files;
    let mut out = ItemFiles::default();
    let named = named_by_text(item, site);
    let offered: Vec<(String, Option<String>)> = match &item.front.attachments {
        Some(list) => list
            .iter()
            .filter_map(|line| {
                let path = declared(item, &line.file, site, &mut out.findings)?;
                Some((path, line.title.as_ref().map(|title| title.value.clone())))
            })
            .collect(),
        None if item.owns_folder() => {
            beside(item, site).into_iter().filter(|path| !named.contains(path)).map(|path| (path, None)).collect()
        }
        None => Vec::new(),
    };
    for (path, title) in &offered {
        if let Some(file) = read(item, path, title.clone(), files, &mut out.findings) {
            out.attachments.push(file);
        }
    }
    for path in named {
        if offered.iter().any(|(other, _)| *other == path) {
            continue;
        }
        if let Some(file) = read(item, &path, None, files, &mut out.findings) {
            out.inline.push(file);
        }
    }
    out
}

/// Every file that an item offers or shows, by path, whether or not the item is public.
pub fn uses(item: &Item, site: &Site) -> BTreeSet<String> {
    let mut used = named_by_text(item, site);
    match &item.front.attachments {
        Some(list) => used.extend(list.iter().filter_map(|line| declared(item, &line.file, site, &mut Vec::new()))),
        None if item.owns_folder() => used.extend(beside(item, site)),
        None => {}
    }
    used
}

/// Gives every file its address below the item's page: order, content hash, ending.
pub fn place(page: &str, files: &mut ItemFiles) {
    let folder = page.strip_suffix(".html").unwrap_or(page);
    for (at, file) in files.attachments.iter_mut().chain(files.inline.iter_mut()).enumerate() {
        let hash = super::content_hash::hex(&file.hash[..4]);
        let ending = file.file_name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let plain = !ending.is_empty() && ending.len() <= 8 && ending.bytes().all(|b| b.is_ascii_alphanumeric());
        let ending = if plain { format!(".{ending}") } else { String::new() };
        file.address = format!("{folder}/{}-{hash}{ending}", at + 1);
    }
}

/// Files in the item's own folder and below, except those of others.
fn beside(item: &Item, site: &Site) -> Vec<String> {
    let folder = format!("{}/", item.folder());
    site.files
        .range(folder.clone()..)
        .take_while(|(path, _)| path.starts_with(&folder))
        .map(|(path, _)| path.clone())
        .filter(|path| !is_markdown(path) && site.owners.belongs_to(&item.path, path))
        .collect()
}

/// The files that the text links to or shows, by path.
fn named_by_text(item: &Item, site: &Site) -> BTreeSet<String> {
    let text = item.markdown();
    let mut named = BTreeSet::new();
    if !text.contains("](") && !text.contains("]:") && !text.contains('<') {
        return named;
    }
    for event in
        Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH)
    {
        if let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = event
            && let Some(path) = local_file(item, &dest_url, site)
        {
            named.insert(path);
        }
    }
    named
}

/// The content path of a relative address, where it is a file that this item may use.
fn local_file(item: &Item, target: &str, site: &Site) -> Option<String> {
    if target.contains("://") || target.starts_with(['/', '#', '?']) {
        return None;
    }
    let target = target.split(['#', '?']).next().unwrap_or_default();
    let path = join_relative(item.folder(), &decode_percent(target))?;
    (!is_markdown(&path) && site.files.contains_key(&path) && site.owners.may_use(&item.path, &path)).then_some(path)
}

fn declared(item: &Item, field: &Field<String>, site: &Site, findings: &mut Vec<Finding>) -> Option<String> {
    let place = item.place(&field.span);
    let written = field.value.replace('\\', "/");
    let Some(path) = join_relative(item.folder(), &written) else {
        findings.push(Finding::new(&rules::ATTACHMENT_OUTSIDE, place).with("file", field.value.as_str()));
        return None;
    };
    if !path.starts_with("content/") {
        findings.push(Finding::new(&rules::ATTACHMENT_OUTSIDE, place).with("file", field.value.as_str()));
        return None;
    }
    if is_markdown(&path) || !site.files.contains_key(&path) || !site.owners.may_use(&item.path, &path) {
        let mut finding = Finding::new(&rules::ATTACHMENT_MISSING, place).with("file", field.value.as_str());
        let folder = format!("{}/", item.folder());
        let near: Vec<String> = site
            .files
            .range(folder.clone()..)
            .take_while(|(other, _)| other.starts_with(&folder))
            .filter(|(other, _)| !is_markdown(other))
            .map(|(other, _)| other[folder.len()..].to_owned())
            .collect();
        if let Some(near) = nearest(&written, near.iter().map(String::as_str)) {
            finding = finding.with("nearest", near).hint("near");
        }
        findings.push(finding);
        return None;
    }
    Some(path)
}

fn read(
    item: &Item,
    path: &str,
    title: Option<String>,
    files: &BTreeMap<String, PathBuf>,
    findings: &mut Vec<Finding>,
) -> Option<Attachment> {
    let disk = files.get(path)?;
    let bytes = match std::fs::read(disk) {
        Ok(bytes) => bytes,
        Err(error) => {
            findings.push(
                Finding::new(&rules::FILE_UNREADABLE, Place::file(path))
                    .with("detail", error.to_string())
                    .stopping(Stops::Item),
            );
            return None;
        }
    };
    let file_name = path.rsplit('/').next().unwrap_or(path).to_owned();
    let kind = file_type::of(&file_name, &bytes);
    if kind.is_program() {
        findings.push(Finding::new(&rules::ATTACHMENT_UNSAFE, Place::file(path)).with("file", file_name.as_str()));
        return None;
    }
    if kind.contradicts_name() {
        findings.push(
            Finding::new(&rules::ATTACHMENT_TYPE, Place::file(path))
                .with("file", file_name.as_str())
                .with("kind", kind.name()),
        );
    }
    let published = match picture::clean(&bytes) {
        Ok(published) => published,
        // Nobody knows what else is in it, so it stays back, unless there is no sign of a camera.
        Err(picture::Malformed) if picture::names_a_camera(&bytes) => {
            let place = Place::file(path);
            findings.push(Finding::new(&rules::ATTACHMENT_PICTURE_BROKEN, place).with("file", file_name.as_str()));
            return None;
        }
        Err(picture::Malformed) => Cow::Borrowed(bytes.as_slice()),
    };
    let source_hash: [u8; 32] = Sha256::digest(&bytes).into();
    if let Some(first) = file_name.chars().find(|c| unseen::is_unseen(*c)) {
        let count = file_name.chars().filter(|c| unseen::is_unseen(*c)).count();
        findings.push(
            Finding::new(&rules::TEXT_UNSEEN, Place::file(path)).with("count", count).with("code", unseen::code(first)),
        );
    }
    let file_name = unseen::without(&file_name).into_owned();
    let folder = item.folder();
    Some(Attachment {
        title: title.unwrap_or_else(|| file_name.clone()),
        type_name: kind.name().to_owned(),
        written: path.strip_prefix(folder).map_or(path, |rest| rest.trim_start_matches('/')).to_owned(),
        content_path: path.to_owned(),
        address: String::new(),
        disk: disk.clone(),
        size: published.len() as u64,
        hash: match &published {
            Cow::Borrowed(_) => source_hash,
            Cow::Owned(cleaned) => Sha256::digest(cleaned).into(),
        },
        source_hash,
        file_name,
    })
}
