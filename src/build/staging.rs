//! Makes the files of a site and stages each as soon as it is made, so that memory does not grow with the number of pages.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::attachments;
use super::files::{content, documents, index, load_theme, options};
use super::timings::{Phase, Progress};
use crate::catalog::Catalog;
use crate::findings::Finding;
use crate::output::{Content, OutputError, Session};
use crate::render::{self, Plan};
use crate::search;
use crate::site::Site;

/// What came of staging a site.
pub(super) struct Staged {
    /// What is wrong in texts and templates.
    pub(super) findings: Vec<Finding>,
    /// Why a file could not be staged, if any could not.
    pub(super) fault: Option<StageFault>,
}

/// What keeps a file from being staged.
pub(super) enum StageFault {
    /// It could not be written.
    Output(OutputError),
    /// The search index could not be made.
    Search(search::SearchError),
}

/// Makes and stages every file of a site. Nothing is seen of it before the session is committed.
pub(super) fn stage(session: &Session<'_>, site: &Site, catalog: &Catalog, progress: &dyn Progress) -> Staged {
    let theme = match load_theme(site) {
        Ok(theme) => theme,
        Err(findings) => return Staged { findings, fault: None },
    };
    let options = options(site, catalog, false);
    let plan = Plan::new(catalog, &theme, &options);
    let copies = render::copies(catalog);
    progress.begin(Phase::Render, Some(plan.jobs().len() + copies.len()));
    let sink = Sink::new(session, progress);
    let texts = render::render_each(&plan, &|path, bytes| sink.put(path, &Content::Bytes(bytes)));
    drop(plan);
    copies.par_iter().for_each(|copy| {
        sink.put(&copy.path, &content(copy));
    });
    let mut findings = texts.findings;
    let mut documents = documents(catalog, texts.blocks);
    let sources = attachments::sources(catalog);
    let readings = attachments::read(&sources, progress);
    findings.extend(attachments::findings(&readings, &site.config));
    attachments::fill(&mut documents, &sources, readings);
    progress.begin(Phase::Search, None);
    let fault = match index(site, documents) {
        Ok(files) => {
            files.into_par_iter().for_each(|file| sink.put(&file.path, &file.content));
            sink.fault().or_else(|| session.put_checksums().err()).map(StageFault::Output)
        }
        Err(error) => Some(StageFault::Search(error)),
    };
    Staged { findings, fault }
}

/// Where files go from any thread. The first fault in the order of paths is the one that is said, whichever thread meets it.
struct Sink<'a> {
    session: &'a Session<'a>,
    progress: &'a dyn Progress,
    fault: Mutex<Option<(String, OutputError)>>,
    /// The disk failed: trying it again for every other file would only take time.
    given_up: AtomicBool,
}

impl<'a> Sink<'a> {
    fn new(session: &'a Session<'a>, progress: &'a dyn Progress) -> Self {
        Self { session, progress, fault: Mutex::new(None), given_up: AtomicBool::new(false) }
    }

    fn put(&self, path: &str, content: &Content) {
        self.progress.advance(1);
        if self.given_up.load(Ordering::Relaxed) {
            return;
        }
        let Err(error) = self.session.put(path, content) else { return };
        if matches!(error, OutputError::Io { .. }) {
            self.given_up.store(true, Ordering::Relaxed);
        }
        let mut fault = self.fault.lock().unwrap_or_else(PoisonError::into_inner);
        if fault.as_ref().is_none_or(|(first, _)| path < first.as_str()) {
            *fault = Some((path.to_owned(), error));
        }
    }

    fn fault(self) -> Option<OutputError> {
        self.fault.into_inner().unwrap_or_else(PoisonError::into_inner).map(|(_, error)| error)
    }
}
