//! Everything a site consists of: pages, search index, feeds, data, copies.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::attachments;
use super::timings::{Phase, Progress};
use crate::blocks::Blocks;
use crate::catalog::{Catalog, Entry};
use crate::findings::rules;
use crate::findings::{Finding, Place};
use crate::messages::Lang;
use crate::output::{Content, Hash};
use crate::render::{self, Plan, Theme};
use crate::search::{self, Document, Facet};
use crate::site::vocabulary::{List, Term};
use crate::site::{Config, Site};

/// Renders every page and reads every attachment for what is found wrong on the way.
pub(super) fn examine(site: &Site, catalog: &Catalog, progress: &dyn Progress) -> Vec<Finding> {
    let mut findings = match load_theme(site) {
        Ok(theme) => {
            let options = options(site, catalog, false);
            let plan = Plan::new(catalog, &theme, &options);
            progress.begin(Phase::Render, Some(plan.jobs().len()));
            render::render_each(&plan, &|_, _| progress.advance(1)).findings
        }
        Err(findings) => findings,
    };
    let attachments = attachments::read(&attachments::sources(catalog), &attachments::Known::new(), progress);
    findings.extend(attachments::findings(&attachments, &site.config));
    findings
}

/// What rendering depends on beside catalog and theme.
pub(super) fn options(site: &Site, catalog: &Catalog, preview: bool) -> render::Options {
    render::Options { preview, unpublished: unpublished(site, catalog), ..render::Options::default() }
}

/// What a copied file holds.
pub(super) fn content(copy: &render::Copy) -> Content {
    let (from, size, hash) = (copy.source.clone(), copy.size, copy.hash);
    if copy.is_cleaned { Content::Picture { from, size, hash } } else { Content::Copy { from, size, hash } }
}

/// The hash of every page and copy as they would be built now.
pub(super) fn hashes(site: &Site, catalog: &Catalog) -> BTreeMap<String, Hash> {
    let Ok(theme) = load_theme(site) else { return BTreeMap::new() };
    let readings = attachments::read(&attachments::sources(catalog), &attachments::Known::new(), &attachments::Silent);
    let options = render::Options { beginnings: attachments::beginnings(&readings), ..options(site, catalog, false) };
    let all = Mutex::new(BTreeMap::new());
    render::render_each(&Plan::new(catalog, &theme, &options), &|path, made| {
        let hash = Sha256::digest(&made.bytes).into();
        all.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), hash);
    });
    let mut all = all.into_inner().unwrap_or_else(PoisonError::into_inner);
    all.extend(render::copies(catalog).into_iter().map(|copy| (copy.path, copy.hash)));
    all
}

/// SHA-256 of what the search index is made of.
pub(super) fn made_of(config: &Config, documents: &[Document]) -> Hash {
    search::made_of(documents, config.search.offline)
}

/// The folder of the search index.
pub(super) const SEARCH: &str = "search/";

/// The search index and its scripts, by their addresses in the site. What `earlier` has of it is not made again.
///
/// The engine's own index is kept in `native`, where a folder is named.
pub(super) fn index(
    config: &Config,
    native: Option<PathBuf>,
    documents: Vec<Document>,
    earlier: &dyn search::Earlier,
) -> Result<search::Built, search::SearchError> {
    let options = search::Options { offline: config.search.offline, native_dir: native, ..search::Options::default() };
    // On a thread of the pool, whose memory held the texts: what this thread takes would come on top of it.
    let mut built = rayon::scope(|_| search::build_after(documents, &options, earlier))?;
    let files = built.files.iter_mut().map(|file| &mut file.path);
    for path in files.chain(built.made_of.iter_mut().map(|(_, path)| path)) {
        path.insert_str(0, SEARCH);
    }
    Ok(built)
}

/// The theme of a site: `themes/<name>` over the built-in one.
///
/// # Errors
/// What is wrong in its files.
pub fn load_theme(site: &Site) -> Result<Theme, Vec<Finding>> {
    let name = &site.config.theme;
    let folder = site.root.join("themes").join(name);
    let mut files = Vec::new();
    let mut findings = Vec::new();
    if folder.is_dir() {
        read_folder(&folder, "", &mut files, &mut findings);
    } else if name != "default" {
        let detail = std::io::Error::from(std::io::ErrorKind::NotFound).to_string();
        let place = Place::file(format!("themes/{name}"));
        findings.push(Finding::new(&rules::FILE_UNREADABLE, place).with("detail", detail));
    }
    // What depends on the main colour, unless the theme has its own.
    if let Some(main) = render::palette::Color::parse(&site.config.main_color) {
        for (path, bytes) in render::palette::assets(main) {
            if !files.iter().any(|(own, _)| *own == path) {
                files.push((path, bytes));
            }
        }
    }
    if findings.is_empty() { Theme::load(name, &files) } else { Err(findings) }
}

fn read_folder(folder: &Path, prefix: &str, files: &mut Vec<(String, Vec<u8>)>, findings: &mut Vec<Finding>) {
    let walker = walkdir::WalkDir::new(folder).sort_by_file_name();
    for entry in walker {
        let failed = |path: &Path, error: &std::io::Error| {
            Finding::new(&rules::FILE_UNREADABLE, Place::file(path.display().to_string()))
                .with("detail", error.to_string())
        };
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_path_buf();
                let error = error.into_io_error().unwrap_or_else(|| std::io::Error::other("loop"));
                findings.push(failed(&path, &error));
                continue;
            }
        };
        if !entry.file_type().is_file() {
            continue;
        }
        let parts: Vec<String> = entry
            .path()
            .strip_prefix(folder)
            .unwrap_or(entry.path())
            .components()
            .map(|part| part.as_os_str().to_string_lossy().into_owned())
            .collect();
        if parts.iter().any(|part| part.starts_with('.') || part.ends_with('~')) {
            continue;
        }
        match std::fs::read(entry.path()) {
            Ok(bytes) => files.push((format!("{prefix}{}", parts.join("/")), bytes)),
            Err(error) => findings.push(failed(entry.path(), &error)),
        }
    }
}

/// Source files that exist and are not in the catalog.
fn unpublished(site: &Site, catalog: &Catalog) -> std::collections::BTreeSet<String> {
    let public: std::collections::BTreeSet<&str> = catalog
        .entries
        .iter()
        .map(|entry| entry.path.as_ref())
        .chain(catalog.pages.iter().map(|page| page.path.as_ref()))
        .collect();
    site.files
        .keys()
        .filter(|path| crate::site::paths::is_markdown(path) && !public.contains(path.as_str()))
        .cloned()
        .collect()
}

/// What the search sees of each entry.
pub fn documents(catalog: &Catalog, blocks: Vec<Blocks>) -> Vec<Document> {
    let entries = catalog.entries.par_iter().zip(blocks);
    entries.map(|(entry, blocks)| document(catalog, entry, blocks)).collect()
}

fn document(catalog: &Catalog, entry: &Entry, blocks: Blocks) -> Document {
    let lang = if catalog.config.language == "en" { Lang::En } else { Lang::Zh };
    let words = &catalog.vocabulary;
    let agency = catalog.config.agencies.get(entry.agency);
    let column = catalog.config.columns.get(entry.column);
    Document {
        seq: entry.seq,
        url: entry.address.clone(),
        index_no: entry.index_no.clone(),
        doc_no: entry.doc_no.clone().unwrap_or_default(),
        title: entry.title.clone(),
        date: entry.published.date.to_string(),
        year: entry.published.date.year().to_string(),
        agency: Facet {
            id: agency.map(|agency| agency.id.clone()).unwrap_or_default(),
            name: agency.map(|agency| agency.name.clone()).unwrap_or_default(),
        },
        column: Facet {
            id: column.map(|column| column.id.clone()).unwrap_or_default(),
            name: column.map(|column| column.name.clone()).unwrap_or_default(),
        },
        topic: facet(&words.topics, &entry.topic, lang),
        genre: facet(&words.genres, &entry.genre, lang),
        validity: entry.validity.as_ref().map(|id| facet(&words.validities, id, lang)).unwrap_or_default(),
        summary: entry.summary.clone(),
        keywords: entry.keywords.clone(),
        blocks,
        attachments: Vec::new(),
    }
}

fn facet<T: Term>(list: &List<T>, id: &str, lang: Lang) -> Facet {
    let name = list.get(id).map_or_else(|| id.to_owned(), |term| list.path(term, lang, "/"));
    Facet { id: id.to_owned(), name }
}
