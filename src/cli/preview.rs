//! Hands the site in memory to the preview server.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::Bytes;
use jiff::civil::Date;

use crate::build::{Patched, Previewing, Rebuilt, Served, Shown};
use crate::findings::{Finding, render};
use crate::messages::Messages;
use crate::serve::{Body, Examining, Making, Patch, Preview, Site, Snapshot, Tell};

/// Makes the preview of the site in a folder.
pub(super) struct SitePreview {
    previewing: Previewing,
    site: Arc<Pages>,
}

impl SitePreview {
    pub(super) fn new(root: &Path, today: Date, messages: Arc<Messages>) -> Self {
        let previewing = Previewing::new(root, today);
        let site = Arc::new(Pages { shown: previewing.shown(), messages });
        Self { previewing, site }
    }
}

impl Preview for SitePreview {
    fn when_indexed(&mut self, tell: Tell) {
        self.previewing.shown().when_indexed(tell);
    }

    fn patch(&mut self, changed: &[PathBuf]) -> Patch {
        match self.previewing.patch(changed) {
            Patched::Nothing => Patch::Nothing,
            Patched::Shown => Patch::Shown,
            Patched::NotYet => Patch::NotYet,
        }
    }

    fn rebuild(&mut self, changed: &[PathBuf]) -> Making {
        let (making, site) = (self.previewing.rebuild(changed), Arc::clone(&self.site));
        Box::new(move || match making() {
            Rebuilt::Shown { differs } => Snapshot { site: Some(site), differs, findings: None },
            Rebuilt::Stopped(findings) => Snapshot { site: None, differs: false, findings: Some(findings) },
        })
    }

    fn examine(&mut self) -> Examining {
        let examining = self.previewing.examine();
        Box::new(move |is_over| examining.run(is_over))
    }
}

/// The pages of the site, made when they are asked for.
struct Pages {
    shown: Arc<Shown>,
    messages: Arc<Messages>,
}

impl Site for Pages {
    fn get(&self, path: &str) -> Option<Body> {
        Some(match self.shown.get(path)? {
            Served::Bytes(bytes) => Body::Bytes(Bytes::from(bytes)),
            Served::File(path) => Body::File(path),
            Served::Broken(findings) => Body::Bytes(Bytes::from(self.broken(&findings))),
        })
    }
}

impl Pages {
    /// What stands in the place of a page that cannot be made. The findings stand over it as well, with all others.
    fn broken(&self, findings: &[Finding]) -> String {
        let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let line = |finding: &Finding| {
            let (place, message) = (&finding.place, render::message(finding, &self.messages));
            format!("<p>{}:{}: {}</p>", escape(&place.path), place.line, escape(&message))
        };
        let lines: String = findings.iter().map(line).collect();
        format!("<!doctype html>\n<html><meta charset=\"utf-8\"><title>mulu</title><body>{lines}</body></html>\n")
    }
}
