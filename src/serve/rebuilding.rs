//! The one thread that makes the site: waits for changes, lets them settle, has the site made, and tells the open pages.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use super::preview::{Preview, Snapshot};
use super::respond::Shared;
use super::stamps::Stamps;
use super::watching::{Events, Seen, Watched, look_now_and_then};
use super::{Report, overlay};
use crate::messages::Messages;

/// It must be quiet this long before the site is made: one save is over.
const QUIET: Duration = Duration::from_millis(16);
/// So many paths are no save by hand, but a checkout or a copied folder,
const MANY: usize = 12;
/// which makes pauses of its own.
const QUIET_AFTER_MANY: Duration = Duration::from_millis(150);
/// But after this long the site is made even while files go on changing.
const AT_MOST: Duration = Duration::from_secs(3);

/// What the thread works with.
pub(super) struct Rebuilding<P> {
    pub(super) preview: P,
    pub(super) watched: Watched,
    /// Look at the disk instead of listening to the system.
    pub(super) poll: bool,
    pub(super) shared: Arc<Shared>,
    pub(super) messages: Arc<Messages>,
    pub(super) report: Arc<dyn Report>,
}

impl<P: Preview> Rebuilding<P> {
    /// Makes the site, calls `ready`, and makes it anew after every change until it is told to stop.
    pub(super) fn run(
        mut self,
        sender: &Sender<Seen>,
        receiver: &Receiver<Seen>,
        ready: impl FnOnce() + Send + 'static,
    ) {
        // Watched before the first build: what changes while it runs is not missed.
        let mut events = self.watch(sender);
        let mut stamps = events.as_ref().map(|_| Stamps::take(&self.watched)).unwrap_or_default();
        let mut first = self.rebuild(&[], receiver, Some(Box::new(ready)));
        while let Some(Collected { paths, unsure }) = collect(receiver, first.take()) {
            let named = events.as_mut().map(|events| events.name(&paths));
            let mut changed = match named {
                None => paths,
                Some(Ok(named)) => named,
                Some(Err(error)) => {
                    // More folders came than the system can watch. What was missed meanwhile is found by looking.
                    self.say_looking(&error);
                    events = None;
                    look_now_and_then(self.watched.clone(), sender.clone());
                    self.since(&mut stamps)
                }
            };
            if unsure {
                changed.extend(self.since(&mut stamps));
                changed.sort();
                changed.dedup();
            }
            if !changed.is_empty() {
                first = self.rebuild(&changed, receiver, None);
            }
        }
    }

    /// Watches by the system's events; `None` where the disk is looked at instead.
    fn watch(&self, sender: &Sender<Seen>) -> Option<Events> {
        if !self.poll {
            match Events::start(&self.watched, sender.clone()) {
                Ok(events) => return Some(events),
                Err(error) => self.say_looking(&error),
            }
        }
        look_now_and_then(self.watched.clone(), sender.clone());
        None
    }

    fn say_looking(&self, error: &notify::Error) {
        self.report.say("serve-looking", &[("detail", error.to_string().into())]);
    }

    /// What changed since the disk was looked at last.
    fn since(&self, stamps: &mut Stamps) -> Vec<PathBuf> {
        let now = Stamps::take(&self.watched);
        let changed = stamps.changed(&now);
        *stamps = now;
        changed
    }

    /// Makes and shows the site, calls `ready`, and looks for what is wrong unless more changes wait: then gives the first.
    fn rebuild(
        &mut self,
        changed: &[PathBuf],
        receiver: &Receiver<Seen>,
        ready: Option<Box<dyn FnOnce() + Send>>,
    ) -> Option<Seen> {
        let began = Instant::now();
        // A fault in the program itself must not end the preview: the person mends the text, and goes on.
        let patched = guarded(|| !changed.is_empty() && self.preview.patch(changed)).unwrap_or(false);
        let millis = began.elapsed();
        if patched {
            self.shared.status.send_modify(|status| status.version.page += 1);
        }
        let made = guarded(|| self.preview.rebuild(changed));
        let Some(Snapshot { site, differs, findings }) = made else {
            self.report.say("serve-failed", &[]);
            if let Some(ready) = ready {
                ready();
            }
            return None;
        };
        let is_made = site.is_some();
        if let Some(site) = site {
            *self.shared.site.write().unwrap_or_else(PoisonError::into_inner) = site;
        }
        let only_styles = !changed.is_empty() && changed.iter().all(|path| is_style(path));
        // Findings that are known go with the pages, so that a page that is about to load again shows no old ones meanwhile.
        let overlay = findings.as_ref().map(|findings| overlay::json(findings, &self.messages));
        self.shared.status.send_if_modified(|status| {
            let (told, differs) = (overlay.is_some(), is_made && differs);
            if let Some(overlay) = overlay {
                status.findings = overlay.into();
            }
            match (differs, only_styles) {
                (true, true) => status.version.style += 1,
                (true, false) => status.version.page += 1,
                (false, _) => {}
            }
            told || differs
        });
        if !changed.is_empty() {
            let millis = if patched { millis } else { began.elapsed() };
            let millis = usize::try_from(millis.as_millis()).unwrap_or(usize::MAX);
            let id = if is_made { "serve-rebuilt" } else { "serve-kept" };
            let first = changed.first().map(|path| self.shown(path)).unwrap_or_default();
            self.report.say(id, &[("path", first.into()), ("count", changed.len().into()), ("millis", millis.into())]);
        }
        if let Some(ready) = ready {
            ready();
        }
        if let Some(findings) = findings {
            self.report.findings(&findings);
            return None;
        }
        if let Ok(next) = receiver.try_recv() {
            return Some(next);
        }
        let findings = guarded(|| self.preview.examine())?;
        let overlay = overlay::json(&findings, &self.messages);
        self.shared.status.send_modify(|status| status.findings = overlay.into());
        self.report.findings(&findings);
        None
    }

    fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.watched.root).unwrap_or(path).to_string_lossy().replace('\\', "/")
    }
}

/// What `work` gives; `None` where it panics.
fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

fn is_style(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("css"))
}

struct Collected {
    paths: Vec<PathBuf>,
    unsure: bool,
}

/// Waits for a change and for all that come with it; `None` when the server ends. `first` is one that was received already.
fn collect(receiver: &Receiver<Seen>, first: Option<Seen>) -> Option<Collected> {
    let mut all = Collected { paths: Vec::new(), unsure: false };
    let mut next = match first {
        Some(first) => first,
        None => receiver.recv().ok()?,
    };
    let began = Instant::now();
    loop {
        match next {
            Seen::Paths(paths) => all.paths.extend(paths),
            Seen::Unsure => all.unsure = true,
            Seen::Stop => return None,
        }
        if began.elapsed() > AT_MOST {
            return Some(all);
        }
        let quiet = if all.paths.len() < MANY { QUIET } else { QUIET_AFTER_MANY };
        next = match receiver.recv_timeout(quiet) {
            Ok(next) => next,
            Err(RecvTimeoutError::Timeout) => return Some(all),
            Err(RecvTimeoutError::Disconnected) => return None,
        };
    }
}
