//! What the preview shows, and who makes it. The server knows nothing of items or themes.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use axum::body::Bytes;

use crate::findings::Finding;

/// Makes the site of what was read. It runs on a thread of its own.
pub type Making = Box<dyn FnOnce() -> Snapshot + Send>;

/// Finds what is wrong with a site. It runs on a thread of its own and may take its time; `None` where it gave up because what it
/// asks says that nobody waits for it any more.
pub type Examining = Box<dyn FnOnce(&dyn Fn() -> bool) -> Option<Vec<Finding>> + Send>;

/// Tells the open pages of something. It may be called from any thread.
pub type Tell = Box<dyn Fn() + Send + Sync>;

/// Makes the site, again and again. One thread calls it. What it gives runs beside that thread, but never two of a kind at a time.
pub trait Preview: Send + 'static {
    /// Shows at once what a small change does to the pages of the site that was given last, where that can be told without a
    /// look at the rest. It may be called while the site is made or examined, and must not wait for that; what is being made
    /// must show the change as well. [`Preview::rebuild`] follows unless there was nothing new.
    fn patch(&mut self, changed: &[PathBuf]) -> Patch {
        let _ = changed;
        Patch::NotYet
    }

    /// Takes what is to be called whenever the search of the site has followed a change, where that comes later than the pages.
    /// Called once, before anything else.
    fn when_indexed(&mut self, tell: Tell) {
        drop(tell);
    }

    /// Reads what changed, and gives what makes the site anew of it.
    ///
    /// `changed` names what changed since the last call: files, or folders that came or went with everything in them; paths
    /// lie below the [`super::Watched`] paths as they were given. Empty means that everything is to be made.
    fn rebuild(&mut self, changed: &[PathBuf]) -> Making;

    /// Gives what finds what is wrong with the site that was made last, where that was left open. It is not called while changes
    /// wait.
    fn examine(&mut self) -> Examining {
        Box::new(|_| Some(Vec::new()))
    }
}

/// What of a change is shown at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patch {
    /// There is nothing new: a file was touched, or a program told twice of one save.
    Nothing,
    /// The change is on the pages.
    Shown,
    /// What the pages are now is to be worked out.
    NotYet,
}

/// One state of the site.
pub struct Snapshot {
    /// The site; `None` where it could not be made, and the one before stays.
    pub site: Option<Arc<dyn Site>>,
    /// Whether its pages may look otherwise than those that are shown.
    pub differs: bool,
    /// What is wrong with it; `None` where that is still to be found.
    pub findings: Option<Vec<Finding>>,
}

/// Files by their path in the output, with `/` between folders: `item/000014349/2024-00012.html`.
pub trait Site: Send + Sync + 'static {
    /// The file at a path. It may take its time: a page may be rendered when it is asked for.
    fn get(&self, path: &str) -> Option<Body>;
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// These bytes.
    Bytes(Bytes),
    /// The bytes of a file, such as an attachment.
    File(PathBuf),
}

impl Site for BTreeMap<String, Body> {
    fn get(&self, path: &str) -> Option<Body> {
        BTreeMap::get(self, path).cloned()
    }
}

/// A site without a file: what is there before the first one is made.
pub(super) struct NoSite;

impl Site for NoSite {
    fn get(&self, _path: &str) -> Option<Body> {
        None
    }
}
