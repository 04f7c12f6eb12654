//! The site as the editor sees it: in memory, drafts included, nothing written.

use std::path::Path;
use std::sync::Mutex;

use jiff::civil::Date;

use super::attachments::Source;
use super::timings::{Phase, Progress};
use super::{Purpose, attachments, files, links, prepare};
use crate::findings::Finding;
use crate::output::OutputFile;
use crate::search::Document;
use crate::site::Site;

/// One state of the site.
pub struct Previewed {
    /// Pages, feeds, data and copies; none where the site could not be made.
    pub files: Vec<OutputFile>,
    /// The search index, made when it is asked for.
    pub index: LateIndex,
    /// What is wrong.
    pub findings: Vec<Finding>,
}

/// A search index that is made when somebody searches: an editor mostly looks at pages.
pub struct LateIndex {
    waiting: Mutex<Option<Waiting>>,
}

/// What the index is made of.
struct Waiting {
    site: Site,
    documents: Vec<Document>,
    sources: Vec<Vec<Source>>,
}

impl LateIndex {
    /// Makes the index; nothing the second time, and where it cannot be made.
    pub fn make(&self) -> Vec<OutputFile> {
        let waiting = self.waiting.lock().ok().and_then(|mut waiting| waiting.take());
        let Some(Waiting { site, mut documents, sources }) = waiting else { return Vec::new() };
        let readings = attachments::read(&sources, &Silent);
        attachments::fill(&mut documents, &sources, readings);
        files::index(&site, documents).unwrap_or_default()
    }
}

struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Phase, _: Option<usize>) {}
    fn advance(&self, _: usize) {}
    fn end(&self) {}
}

/// Makes the site in `root` as of `today` for the editor's eyes.
pub fn preview(root: &Path, today: Date) -> Previewed {
    let mut prepared = match prepare(root, today, Purpose::Preview, &Silent) {
        Ok(prepared) => prepared,
        Err(findings) => {
            return Previewed { files: Vec::new(), index: LateIndex { waiting: Mutex::new(None) }, findings };
        }
    };
    let files::Pages { files, documents, mut findings } = files::pages(&prepared.site, &prepared.made.catalog, true);
    links::explain(&mut findings, &prepared.site);
    prepared.findings.append(&mut findings);
    crate::findings::sort(&mut prepared.findings);
    let sources = attachments::sources(&prepared.made.catalog);
    let waiting = Mutex::new(Some(Waiting { site: prepared.site, documents, sources }));
    Previewed { files, index: LateIndex { waiting }, findings: prepared.findings }
}
