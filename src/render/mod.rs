//! From the catalog to pages: themes, Markdown, the plan of pages, feeds and data files.
//!
//! Everything here is a plain function of the catalog, the theme and the options. No file is read or written and no clock
//! is looked at, so the same input gives the same bytes, on one thread or many.

pub mod board;
pub mod data;
mod describe;
pub mod edition;
pub mod feed;
pub mod hosting;
pub mod layout;
mod linked;
pub mod links;
pub mod listing;
pub mod markdown;
pub mod names;
mod pages;
pub mod palette;
pub mod plan;
pub mod qr;
mod shell;
pub mod sitemaps;
mod texts;
pub mod theme;
pub mod titles;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::blocks::Blocks;
use crate::catalog::{Attachment, Body, Catalog, EntryRef};
use crate::findings::{self, Finding};
use crate::messages::Lang;

pub use layout::Layout;
pub use plan::{Earlier, Job, Made, MadeOf, Plan};
pub use shell::CSP;
pub use theme::{Strings, Theme};

/// A file of the site that was made, not copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its path below the output folder: `item/000014349/2024-00012.html`.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A file of the site that is copied as it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Copy {
    /// Its path below the output folder.
    pub path: String,
    /// Where it lies.
    pub source: PathBuf,
    /// SHA-256 of its content when it was read.
    pub hash: [u8; 32],
    /// Its size in bytes.
    pub size: u64,
    /// Whether it is a picture of which only the picture is copied; hash and size are then those of the copy.
    pub is_cleaned: bool,
}

/// A whole site.
#[derive(Debug, Clone, Default)]
pub struct Rendered {
    /// Every page and static file, by path.
    pub pages: Vec<Page>,
    /// What is wrong in texts and templates, in the order in which findings are shown.
    pub findings: Vec<Finding>,
    /// For each entry of the catalog the text that search sees of its body, block by block.
    pub blocks: Vec<Blocks>,
}

/// What rendering leaves beside the pages.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// What is wrong in texts and templates, in the order in which findings are shown.
    pub findings: Vec<Finding>,
    /// For each entry of the catalog the text that search sees of its body, block by block.
    pub blocks: Vec<Blocks>,
}

/// What a rendering depends on beside catalog and theme.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// A preview: search engines are kept away, drafts are marked.
    pub preview: bool,
    /// Source files of items that exist and are not public, for a better message on a link to one of them.
    pub unpublished: BTreeSet<String>,
    /// The first lines of attachments, by their path in the content folder; of those that can be read well.
    pub beginnings: BTreeMap<String, Vec<String>>,
}

/// Makes every page and keeps them all: for a preview, and for tests.
pub fn render(catalog: &Catalog, theme: &Theme, options: &Options) -> Rendered {
    let plan = Plan::new(catalog, theme, options);
    let pages = Mutex::new(Vec::with_capacity(plan.jobs().len()));
    let texts = render_each(&plan, &|path, made| {
        let page = Page { path: path.to_owned(), bytes: std::mem::take(&mut made.bytes) };
        pages.lock().unwrap_or_else(PoisonError::into_inner).push(page);
    });
    let mut pages = pages.into_inner().unwrap_or_else(PoisonError::into_inner);
    pages.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Rendered { pages, findings: texts.findings, blocks: texts.blocks }
}

/// Makes every page and gives each away as soon as it is made, from any thread and in any order, so that only a few are in
/// memory at a time. A page's address comes with it; its bytes are to be taken, what is left of them is dropped.
pub fn render_each(plan: &Plan<'_>, take: &(dyn Fn(&str, &mut Made) + Sync)) -> Texts {
    let made: Vec<Made> = plan
        .jobs()
        .par_iter()
        .map(|(path, job)| {
            let mut made = plan.make(path, job);
            take(path, &mut made);
            made.bytes = Vec::new();
            made
        })
        .collect();
    let mut texts = Texts { blocks: vec![Blocks::new(); plan.catalog().entries.len()], ..Texts::default() };
    for made in made {
        texts.findings.extend(made.findings);
        if let Some((at, blocks)) = made.blocks
            && let Some(slot) = texts.blocks.get_mut(at)
        {
            *slot = blocks;
        }
    }
    tidy(&mut texts.findings);
    texts
}

/// What is known of a text once it is read: what is wrong in it, and what search sees of it.
#[derive(Debug, Clone, Default)]
pub struct Read {
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// The text that search sees, block by block.
    pub blocks: Blocks,
}

/// Reads the text of an entry as its page does.
pub fn read_entry(plan: &Plan<'_>, at: EntryRef) -> Read {
    let Some(entry) = plan.catalog().entry(at) else { return Read::default() };
    read(plan, &entry.body, &entry.address, &entry.path, &[&entry.attachments, &entry.images])
}

/// Reads the text of a plain page, by its position in [`Catalog::pages`].
pub fn read_page(plan: &Plan<'_>, at: usize) -> Read {
    let Some(page) = plan.catalog().pages.get(at) else { return Read::default() };
    read(plan, &page.body, &page.address, &page.path, &[])
}

fn read(plan: &Plan<'_>, body: &Body, address: &str, path: &str, files: &[&[Attachment]]) -> Read {
    let text = plan.library().text(body, address, path, files);
    Read { findings: text.findings, blocks: text.blocks }
}

/// A text that is looked at for what is wrong in it, and not shown.
#[derive(Debug)]
pub struct Draft<'a> {
    /// The text.
    pub body: &'a Body,
    /// Its file, relative to the site's root.
    pub path: &'a str,
    /// What goes with it.
    pub files: [&'a [Attachment]; 2],
}

/// What is wrong in texts that are not public, or not yet; links may lead to everything in `catalog`.
pub fn examine(catalog: &Catalog, drafts: &[Draft<'_>]) -> Vec<Finding> {
    let places = texts::Places::new(catalog);
    let unpublished = BTreeSet::new();
    let lang = if catalog.config.language == "en" { Lang::En } else { Lang::Zh };
    let library = texts::Library { catalog, places: &places, unpublished: &unpublished, lang };
    let examine_one = |draft: &Draft<'_>| library.text(draft.body, "", draft.path, &draft.files).findings;
    let mut findings: Vec<Finding> = drafts.par_iter().flat_map_iter(examine_one).collect();
    tidy(&mut findings);
    findings
}

/// The files that are copied as they are: attachments and pictures of entries, in order of path.
pub fn copies(catalog: &Catalog) -> Vec<Copy> {
    let files = catalog.entries.iter().flat_map(|entry| entry.attachments.iter().chain(&entry.images));
    let mut copies: Vec<Copy> = files
        .map(|file| Copy {
            path: file.address.clone(),
            source: file.disk.clone(),
            hash: file.hash,
            size: file.size,
            is_cleaned: file.is_cleaned(),
        })
        .collect();
    copies.sort_unstable();
    // A file may be attached and shown in the text as well.
    copies.dedup_by(|a, b| a.path == b.path);
    copies
}

/// Findings in order, each once: a fault of a template comes up on every page that uses it.
pub fn tidy(found: &mut Vec<Finding>) {
    findings::sort(found);
    found.dedup_by(|a, b| {
        a.rule.code == b.rule.code && a.place == b.place && format!("{:?}", a.args) == format!("{:?}", b.args)
    });
}

#[cfg(test)]
mod tests;
