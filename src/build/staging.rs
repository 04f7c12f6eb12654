//! Makes the files of a site and stages each as soon as it is made, so that memory does not grow with the number of pages.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::Prepared;
use super::attachments;
use super::files::{self, content, documents, index, load_theme, options};
use super::links;
use super::memory::{KnownIndex, Memory, Standing, StandingIndex};
use super::timings::{Phase, Progress};
use crate::blocks::Blocks;
use crate::findings::Finding;
use crate::output::{Content, Hash, OutputError, Session};
use crate::render::{self, MadeOf, Plan};
use crate::search::{self, Document};
use crate::site::Site;

/// What came of staging a site.
pub(super) struct Staged {
    /// What is wrong in texts and templates.
    pub(super) findings: Vec<Finding>,
    /// Why a file could not be staged, if any could not.
    pub(super) fault: Option<StageFault>,
    /// What is known now of what was made.
    pub(super) memory: Memory,
    /// The hash that stands for the whole output, where it was staged.
    pub(super) state: Option<Hash>,
}

impl Staged {
    fn failed(findings: Vec<Finding>) -> Self {
        Self { findings, fault: None, memory: Memory::default(), state: None }
    }
}

/// What keeps a file from being staged.
pub(super) enum StageFault {
    /// It could not be written.
    Output(OutputError),
    /// The search index could not be made.
    Search(search::SearchError),
}

/// Makes and stages every file of a site, except what `memory` knows to stand there already. Nothing is seen of it before the
/// session is committed. Items and entries are forgotten on the way ([`Prepared::forget_items`]).
pub(super) fn stage(
    session: &Session<'_>,
    prepared: &mut Prepared,
    memory: &Memory,
    progress: &dyn Progress,
) -> Staged {
    let sink = Sink::new(session, progress);
    let Texts { findings, blocks, sources, attachments } = match stage_pages(&sink, prepared, memory) {
        Ok(texts) => texts,
        Err(findings) => return Staged::failed(findings),
    };
    progress.begin(Phase::Search, Some(blocks.len()));
    // What is not needed any more goes first: this is where the most is in memory.
    prepared.forget_items();
    let mut documents = documents(prepared.catalog(), blocks);
    attachments::fill(&mut documents, &sources, &attachments);
    prepared.forget_entries();
    let index = match stage_index(&prepared.site, documents, memory, &sink) {
        Ok(index) => index,
        Err(error) => return Staged { fault: Some(StageFault::Search(error)), ..Staged::failed(findings) },
    };
    let Sink { fault, pages, .. } = sink;
    let fault = fault.into_inner().unwrap_or_else(PoisonError::into_inner).map(|(_, error)| error);
    let staged = fault.map_or_else(|| session.put_checksums(), Err);
    let pages = pages.into_inner().unwrap_or_else(PoisonError::into_inner).into_iter().collect();
    let memory = Memory { pages, index, attachments };
    match staged {
        Ok(state) => Staged { findings, fault: None, memory, state: Some(state) },
        Err(error) => Staged { fault: Some(StageFault::Output(error)), ..Staged::failed(findings) },
    }
}

/// What is left of texts and attachments once their pages are staged.
struct Texts {
    findings: Vec<Finding>,
    /// What search sees of each entry.
    blocks: Vec<Blocks>,
    /// The attachments of each entry.
    sources: Vec<Vec<attachments::Source>>,
    attachments: attachments::Known,
}

/// Makes and stages everything but the search index.
fn stage_pages(sink: &Sink<'_>, prepared: &Prepared, memory: &Memory) -> Result<Texts, Vec<Finding>> {
    let (site, catalog, session, progress) = (&prepared.site, prepared.catalog(), sink.session, sink.progress);
    let theme = load_theme(site)?;
    let sources = attachments::sources(catalog);
    // Pages show how attachments begin.
    let attachments = attachments::read(&sources, &memory.attachments, progress);
    let options =
        render::Options { beginnings: attachments::beginnings(&attachments), ..options(site, catalog, false) };
    let standing = Standing { memory, session };
    let plan = Plan::new(catalog, &theme, &options).after(&standing);
    let copies = render::copies(catalog);
    progress.begin(Phase::Render, Some(plan.jobs().len() + copies.len()));
    let texts = render::render_each(&plan, &|path, made| {
        progress.advance(1);
        if made.is_kept {
            sink.note(path, made.made_of, memory.pages.get(path).map(|(_, hash)| *hash));
        } else {
            let hash = sink.put(path, &Content::Bytes(std::mem::take(&mut made.bytes)));
            sink.note(path, made.made_of, hash);
        }
    });
    copies.par_iter().for_each(|copy| {
        progress.advance(1);
        sink.put(&copy.path, &content(copy));
    });
    let mut findings = texts.findings;
    findings.extend(attachments::findings(&attachments, &site.config));
    links::explain(&mut findings, site);
    Ok(Texts { findings, blocks: texts.blocks, sources, attachments })
}

/// Stages the search index; of the same documents it is not made again.
fn stage_index(
    site: &Site,
    documents: Vec<Document>,
    memory: &Memory,
    sink: &Sink<'_>,
) -> Result<Option<KnownIndex>, search::SearchError> {
    if !site.config.search.native {
        drop_native(site);
    }
    // The engine's own index is written beside the output, where nothing tells whether it is whole.
    let made_of = (!site.config.search.native).then(|| files::made_of(&site.config, &documents));
    if let Some(known) = memory.index.as_ref().filter(|known| Some(known.made_of) == made_of)
        && sink.session.keep_together(&known.files).unwrap_or(false)
    {
        return Ok(Some(known.clone()));
    }
    let native = site.config.search.native.then(|| native_folder(site));
    let earlier = StandingIndex::new(memory.index.as_ref(), sink.session, sink.progress);
    let built = index(&site.config, native, documents, &earlier)?;
    let mut files: Vec<(String, Hash)> = built
        .files
        .into_par_iter()
        .filter_map(|file| {
            let hash = sink.put(&file.path, &Content::Bytes(file.bytes))?;
            Some((file.path, hash))
        })
        .collect();
    files.sort();
    Ok(made_of.map(|made_of| KnownIndex { made_of, files, parts: built.made_of }))
}

/// Where the engine's own index is kept.
fn native_folder(site: &Site) -> PathBuf {
    site.root.join(".mulu").join("tantivy")
}

/// Removes the engine's own index of an earlier build, which would only grow old. A link in its place is none of ours, nor is a
/// folder without the engine's list of files. What cannot be removed harms nobody, and is tried again by the next build.
fn drop_native(site: &Site) {
    let folder = native_folder(site);
    let is_ours = folder.symlink_metadata().is_ok_and(|found| found.is_dir()) && folder.join("meta.json").is_file();
    if is_ours {
        let _ = std::fs::remove_dir_all(folder);
    }
}

/// Where files go from any thread. The first fault in the order of paths is the one that is said, whichever thread meets it.
struct Sink<'a> {
    session: &'a Session<'a>,
    progress: &'a dyn Progress,
    fault: Mutex<Option<(String, OutputError)>>,
    /// What pages were made of, and the hash of each.
    pages: Mutex<Vec<(String, (MadeOf, Hash))>>,
    /// The disk failed: trying it again for every other file would only take time.
    given_up: AtomicBool,
}

impl<'a> Sink<'a> {
    fn new(session: &'a Session<'a>, progress: &'a dyn Progress) -> Self {
        Self { session, progress, fault: Mutex::new(None), pages: Mutex::default(), given_up: AtomicBool::new(false) }
    }

    /// Remembers what a page is made of.
    fn note(&self, path: &str, made_of: Option<MadeOf>, hash: Option<Hash>) {
        if let (Some(made_of), Some(hash)) = (made_of, hash) {
            self.pages.lock().unwrap_or_else(PoisonError::into_inner).push((path.to_owned(), (made_of, hash)));
        }
    }

    /// Stages a file, and gives its hash where that went well.
    fn put(&self, path: &str, content: &Content) -> Option<Hash> {
        if self.given_up.load(Ordering::Relaxed) {
            return None;
        }
        let error = match self.session.put(path, content) {
            Ok(hash) => return Some(hash),
            Err(error) => error,
        };
        if matches!(error, OutputError::Io { .. }) {
            self.given_up.store(true, Ordering::Relaxed);
        }
        let mut fault = self.fault.lock().unwrap_or_else(PoisonError::into_inner);
        if fault.as_ref().is_none_or(|(first, _)| path < first.as_str()) {
            *fault = Some((path.to_owned(), error));
        }
        None
    }
}
