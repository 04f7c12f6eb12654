//! Hands the site in memory to the preview server.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use axum::body::Bytes;
use jiff::civil::Date;

use crate::build::{LateIndex, preview};
use crate::output::{Content, OutputFile};
use crate::search;
use crate::serve::{Body, Preview, Site, Snapshot};

/// Makes the preview of the site in a folder.
pub(super) struct SitePreview {
    pub(super) root: PathBuf,
    pub(super) today: Date,
}

impl Preview for SitePreview {
    fn rebuild(&mut self, _changed: &[PathBuf]) -> Snapshot {
        let previewed = preview(&self.root, self.today);
        let site: Option<Arc<dyn Site>> = (!previewed.files.is_empty()).then(|| {
            let mut files: BTreeMap<String, Body> = previewed.files.into_iter().map(body).collect();
            // Every page has them, and must not wait for an index that only a search needs.
            files.extend(
                search::scripts().map(|script| (format!("search/{}", script.path), Body::Bytes(script.bytes.into()))),
            );
            Arc::new(Shown { files, late: previewed.index, index: OnceLock::new() }) as Arc<dyn Site>
        });
        Snapshot { site, findings: previewed.findings }
    }
}

/// One state of the site.
struct Shown {
    files: BTreeMap<String, Body>,
    late: LateIndex,
    index: OnceLock<BTreeMap<String, Body>>,
}

impl Site for Shown {
    fn get(&self, path: &str) -> Option<Body> {
        let index = || self.index.get_or_init(|| self.late.make().into_iter().map(body).collect());
        match self.files.get(path) {
            Some(body) => Some(body.clone()),
            None if path.starts_with("search/") => index().get(path).cloned(),
            None => None,
        }
    }
}

fn body(file: OutputFile) -> (String, Body) {
    let body = match file.content {
        Content::Bytes(bytes) => Body::Bytes(Bytes::from(bytes)),
        // The editor's own picture on the editor's own machine; what the camera wrote into it goes when the site is built.
        Content::Copy { from, .. } | Content::Picture { from, .. } => Body::File(from),
    };
    (file.path, body)
}
