//! The one thread that keeps the site up to date: waits for changes, lets them settle, has shown what can be shown at once, has
//! the rest worked out beside it, and tells the open pages.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SendError, Sender, channel};
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use super::preview::{Patch, Preview, Snapshot};
use super::respond::Shared;
use super::stamps::Stamps;
use super::watching::{Events, Seen, Watched, look_now_and_then};
use super::{Report, overlay, waiting_page};
use crate::findings::Finding;
use crate::messages::Messages;

/// It must be quiet this long before anything is done: one save is over.
const QUIET: Duration = Duration::from_millis(16);
/// So many paths are no save by hand, but a checkout or a copied folder,
const MANY: usize = 12;
/// which makes pauses of its own.
const QUIET_AFTER_MANY: Duration = Duration::from_millis(150);
/// But after this long the site is made even while files go on changing.
const AT_MOST: Duration = Duration::from_secs(3);
/// What nobody waits for begins after so much quiet: the page that was told to load again has the machine to itself.
const LATER: Duration = Duration::from_millis(150);

type Ready = Box<dyn FnOnce() + Send>;

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

/// What is at work, and what is still to be done.
struct Work {
    /// Makes sites. It is one thread for all, as every new one would keep memory of its own.
    maker: Hand,
    /// Looks for faults.
    examiner: Hand,
    /// When something changed last.
    changed_at: Instant,
    /// What changed and is not yet taken in.
    waiting: Vec<PathBuf>,
    /// Since when some of that waits to be shown.
    unseen: Option<Instant>,
    making: Option<Making>,
    /// Set where the examination that is at work has become useless.
    examining: Option<Arc<AtomicBool>>,
    /// Whether it is still to be found what is wrong.
    is_unexamined: bool,
    /// Whether a site was made at all.
    has_site: bool,
    /// Whether what was read last could not be made.
    is_stopped: bool,
}

/// A site that is being made.
struct Making {
    changed: Vec<PathBuf>,
    /// Since when somebody waits to see it, if anybody does.
    unseen: Option<Instant>,
    ready: Option<Ready>,
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
        let mut work = Work::new(sender);
        let shared = Arc::clone(&self.shared);
        self.preview.when_indexed(Box::new(move || shared.status.send_modify(|status| status.version.index += 1)));
        self.make(&mut work, Some(Box::new(ready)));
        let mut told = VecDeque::new();
        loop {
            let next = match told.pop_front() {
                Some(next) => next,
                None => match work.wait(receiver) {
                    Ok(next) => next,
                    Err(RecvTimeoutError::Timeout) => {
                        self.go_on(&mut work);
                        continue;
                    }
                    Err(RecvTimeoutError::Disconnected) => return,
                },
            };
            match next {
                Seen::Stop => return,
                Seen::Made(snapshot) => self.show(&mut work, snapshot),
                Seen::Examined(findings) => self.tell(&mut work, findings),
                seen @ (Seen::Paths(_) | Seen::Unsure) => {
                    let Some(collected) = collect(receiver, seen) else { return };
                    let changed = self.name(collected.paths, collected.unsure, &mut events, &mut stamps, sender);
                    told = collected.aside;
                    if !changed.is_empty() {
                        self.take(&mut work, changed);
                    }
                }
            }
            self.go_on(&mut work);
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

    /// What changed, as the rest of the program knows it.
    fn name(
        &self,
        paths: Vec<PathBuf>,
        unsure: bool,
        events: &mut Option<Events>,
        stamps: &mut Stamps,
        sender: &Sender<Seen>,
    ) -> Vec<PathBuf> {
        let mut changed = match events.as_mut().map(|events| events.name(&paths)) {
            None => paths,
            Some(Ok(named)) => named,
            Some(Err(error)) => {
                // More folders came than the system can watch. What was missed meanwhile is found by looking.
                self.say_looking(&error);
                *events = None;
                look_now_and_then(self.watched.clone(), sender.clone());
                self.since(stamps)
            }
        };
        if unsure {
            changed.extend(self.since(stamps));
            changed.sort();
            changed.dedup();
        }
        changed
    }

    /// What changed since the disk was looked at last.
    fn since(&self, stamps: &mut Stamps) -> Vec<PathBuf> {
        let now = Stamps::take(&self.watched);
        let changed = stamps.changed(&now);
        *stamps = now;
        changed
    }

    /// Shows of a change what can be shown at once.
    fn take(&mut self, work: &mut Work, changed: Vec<PathBuf>) {
        let began = Instant::now();
        // A fault in the program itself must not end the preview: the person mends the text, and goes on.
        match guarded(|| self.preview.patch(&changed)).unwrap_or(Patch::NotYet) {
            Patch::Nothing => return,
            Patch::Shown => {
                self.shared.status.send_modify(|status| status.version.page += 1);
                self.say_rebuilt("serve-rebuilt", &changed, began);
            }
            Patch::NotYet => {
                work.unseen.get_or_insert(began);
            }
        }
        work.note(changed);
    }

    /// Begins what is to be done now.
    fn go_on(&mut self, work: &mut Work) {
        if work.making.is_some() {
            return;
        }
        let is_quiet = work.changed_at.elapsed() >= LATER;
        if !work.waiting.is_empty() {
            if is_quiet || work.unseen.is_some() {
                self.make(work, None);
            }
        } else if work.is_unexamined && work.examining.is_none() && is_quiet {
            self.examine(work);
        }
    }

    /// Has the site made of what was taken in, beside this thread.
    fn make(&mut self, work: &mut Work, ready: Option<Ready>) {
        let mut changed = std::mem::take(&mut work.waiting);
        changed.sort();
        changed.dedup();
        let making = guarded(|| self.preview.rebuild(&changed));
        work.making = Some(Making { changed, unseen: work.unseen.take(), ready });
        work.maker.take(move || Seen::Made(making.and_then(guarded)));
    }

    /// Has looked for what is wrong, beside this thread.
    fn examine(&mut self, work: &mut Work) {
        work.is_unexamined = false;
        let Some(examining) = guarded(|| self.preview.examine()) else { return };
        let is_over = Arc::new(AtomicBool::new(false));
        work.examining = Some(Arc::clone(&is_over));
        work.examiner
            .take(move || Seen::Examined(guarded(|| examining(&|| is_over.load(Ordering::Relaxed))).flatten()));
    }

    /// Shows the site that was made.
    fn show(&self, work: &mut Work, snapshot: Option<Snapshot>) {
        let Some(Making { changed, unseen, ready }) = work.making.take() else { return };
        let Some(Snapshot { site, differs, findings }) = snapshot else {
            self.report.say("serve-failed", &[]);
            if let Some(ready) = ready {
                ready();
            }
            return;
        };
        let is_made = site.is_some();
        if let Some(site) = site {
            *self.shared.site.write().unwrap_or_else(PoisonError::into_inner) = site;
            work.has_site = true;
        }
        // What kept the site from being made was mended; what else is wrong in it is still to be found.
        let findings_now = findings.as_deref().or((is_made && work.is_stopped).then_some(&[]));
        // A page that only waits says from now on what it waits for.
        let waits_anew = !work.has_site && !work.is_stopped;
        if waits_anew {
            let waiting = waiting_page("serve-stopped", &self.messages);
            *self.shared.waiting.write().unwrap_or_else(PoisonError::into_inner) = waiting;
        }
        work.is_stopped = !is_made;
        let only_styles = !changed.is_empty() && changed.iter().all(|path| is_style(path));
        // Findings that are known go with the pages, so that a page that is about to load again shows no old ones meanwhile.
        let overlay = findings_now.map(|findings| overlay::json(findings, is_made, &self.messages));
        self.shared.status.send_if_modified(|status| {
            let (told, differs) = (overlay.is_some(), is_made && differs || waits_anew);
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
        if !changed.is_empty() && (unseen.is_some() || !is_made) {
            let id = if is_made { "serve-rebuilt" } else { "serve-kept" };
            self.say_rebuilt(id, &changed, unseen.unwrap_or(work.changed_at));
        }
        if let Some(ready) = ready {
            ready();
        }
        work.is_unexamined = findings.is_none();
        if let Some(findings) = findings {
            self.report.findings(&findings);
        }
    }

    /// Says what is wrong, unless something changed meanwhile.
    fn tell(&self, work: &mut Work, findings: Option<Vec<Finding>>) {
        let is_over = work.examining.take().is_some_and(|is_over| is_over.load(Ordering::Relaxed));
        if let Some(findings) = findings.filter(|_| !is_over) {
            let overlay = overlay::json(&findings, true, &self.messages);
            self.shared.status.send_modify(|status| status.findings = overlay.into());
            self.report.findings(&findings);
        }
    }

    fn say_rebuilt(&self, id: &str, changed: &[PathBuf], began: Instant) {
        let millis = usize::try_from(began.elapsed().as_millis()).unwrap_or(usize::MAX);
        let first = changed.first().map(|path| self.shown(path)).unwrap_or_default();
        self.report.say(id, &[("path", first.into()), ("count", changed.len().into()), ("millis", millis.into())]);
    }

    fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.watched.root).unwrap_or(path).to_string_lossy().replace('\\', "/")
    }
}

impl Work {
    fn new(sender: &Sender<Seen>) -> Self {
        Self {
            maker: Hand::new("making", sender.clone()),
            examiner: Hand::new("examining", sender.clone()),
            changed_at: Instant::now(),
            waiting: Vec::new(),
            unseen: None,
            making: None,
            examining: None,
            is_unexamined: false,
            has_site: false,
            is_stopped: false,
        }
    }

    /// Notes what is to be taken in. What is being looked for in the site as it was is of no use any more.
    fn note(&mut self, changed: Vec<PathBuf>) {
        self.changed_at = Instant::now();
        self.waiting.extend(changed);
        if let Some(is_over) = &self.examining {
            is_over.store(true, Ordering::Relaxed);
        }
    }

    /// What comes next; after a time out, something is to be begun.
    fn wait(&self, receiver: &Receiver<Seen>) -> Result<Seen, RecvTimeoutError> {
        let may_begin = !self.waiting.is_empty() || self.is_unexamined && self.examining.is_none();
        if self.making.is_none() && may_begin {
            receiver.recv_timeout(LATER.saturating_sub(self.changed_at.elapsed()))
        } else {
            receiver.recv().map_err(|_| RecvTimeoutError::Disconnected)
        }
    }
}

type Job = Box<dyn FnOnce() -> Seen + Send>;

/// A thread that works beside the one that gives it work, and tells that one what came of it.
struct Hand {
    jobs: Sender<Job>,
    told: Sender<Seen>,
}

impl Hand {
    fn new(name: &str, told: Sender<Seen>) -> Self {
        let (jobs, given) = channel::<Job>();
        let tell = told.clone();
        // Nobody listens any more when the server ends.
        let work = move || given.into_iter().map(|job| tell.send(job())).take_while(Result::is_ok).for_each(drop);
        // Where the system has no thread left, the work is done by whoever gives it.
        let _ = std::thread::Builder::new().name(name.to_owned()).spawn(work);
        Self { jobs, told }
    }

    fn take(&self, job: impl FnOnce() -> Seen + Send + 'static) {
        if let Err(SendError(job)) = self.jobs.send(Box::new(job)) {
            let _ = self.told.send(job());
        }
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
    /// What else was said meanwhile.
    aside: VecDeque<Seen>,
}

/// Takes a change and waits for all that come with it; `None` when the server ends.
fn collect(receiver: &Receiver<Seen>, first: Seen) -> Option<Collected> {
    let mut all = Collected { paths: Vec::new(), unsure: false, aside: VecDeque::new() };
    let mut next = first;
    let began = Instant::now();
    loop {
        match next {
            Seen::Paths(paths) => all.paths.extend(paths),
            Seen::Unsure => all.unsure = true,
            Seen::Stop => return None,
            other @ (Seen::Made(_) | Seen::Examined(_)) => all.aside.push_back(other),
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
