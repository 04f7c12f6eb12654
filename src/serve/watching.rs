//! Sees what editors and other programs change.
//!
//! Editors save in many ways: into the file itself, to a second file that takes the first one's place, by way of a backup.
//! A version control system writes a thousand files at once. So nothing is made of single events: whatever happens below the
//! watched paths names a path, paths are collected until it is quiet, and one rebuild looks at the disk itself.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Config, Event, EventHandler, RecommendedWatcher, RecursiveMode, Watcher, WatcherKind};
use notify_debouncer_full::{DebounceEventResult, Debouncer, NoCache, new_debouncer_opt};

use super::preview::Snapshot;
use super::stamps::Stamps;
use crate::findings::Finding;

/// How long the system's events are held back, to join those of one save.
const HOLD: Duration = Duration::from_millis(24);
const TICK: Duration = Duration::from_millis(8);
/// How often the disk is looked at where the system gives no events.
const LOOK_EVERY: Duration = Duration::from_millis(700);

/// The paths to be watched. Those that do not exist yet are watched for, too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    /// The site's root: `site.toml` and the ledger in it, and whether the folders below come or go.
    pub root: PathBuf,
    /// Files of the root.
    pub files: Vec<String>,
    /// Folders of the root, watched with everything in them. Each may be a link.
    pub folders: Vec<String>,
}

impl Watched {
    /// What a site is made of: `site.toml`, `ledger.csv`, `content/`, `themes/`, `data/`.
    pub fn of_site(root: impl Into<PathBuf>) -> Self {
        let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Self {
            root: root.into(),
            files: own(&["site.toml", "ledger.csv"]),
            folders: own(&["content", "themes", "data"]),
        }
    }

    /// The files and folders by their paths.
    pub(super) fn paths(&self) -> impl Iterator<Item = PathBuf> {
        self.files.iter().chain(&self.folders).map(|name| self.root.join(name))
    }
}

/// What the rebuilding thread is told.
pub(super) enum Seen {
    /// These paths changed, as the system names them.
    Paths(Vec<PathBuf>),
    /// Something was missed: the disk must be looked at.
    Unsure,
    /// The site was made; nothing where the program failed.
    Made(Option<Snapshot>),
    /// It was examined, unless that was given up.
    Examined(Option<Vec<Finding>>),
    /// The server ends.
    Stop,
}

/// The system's events for the watched paths.
pub(super) struct Events {
    debouncer: Debouncer<Quiet, NoCache>,
    watched: Watched,
    /// Real path → path as given, for the folders that are watched now.
    real: Vec<(PathBuf, PathBuf)>,
}

impl Events {
    /// Begins to watch; an error where the system cannot, such as when there are more folders than it watches.
    pub(super) fn start(watched: &Watched, sender: Sender<Seen>) -> notify::Result<Self> {
        let handler = move |result: DebounceEventResult| {
            let seen = match result {
                Ok(events) if events.iter().any(|event| event.need_rescan()) => Seen::Unsure,
                Ok(events) => Seen::Paths(events.into_iter().flat_map(|event| event.event.paths).collect()),
                Err(_) => Seen::Unsure,
            };
            // Nobody listens any more when the server ends.
            let _ = sender.send(seen);
        };
        let debouncer = new_debouncer_opt(HOLD, Some(TICK), handler, NoCache::new(), Config::default())?;
        let mut events = Self { debouncer, watched: watched.clone(), real: Vec::new() };
        let root = real_path(&watched.root);
        events.debouncer.watch(&root, RecursiveMode::NonRecursive)?;
        events.real.push((root, watched.root.clone()));
        for folder in watched.folders.clone() {
            events.watch_folder(&folder)?;
        }
        Ok(events)
    }

    fn watch_folder(&mut self, name: &str) -> notify::Result<()> {
        let path = self.watched.root.join(name);
        let real = real_path(&path);
        if !real.is_dir() {
            return Ok(());
        }
        self.debouncer.watch(&real, RecursiveMode::Recursive)?;
        self.real.retain(|(_, given)| *given != path);
        self.real.push((real, path));
        // The innermost first: a folder that is a link may lie inside another.
        self.real.sort_by_key(|(real, _)| std::cmp::Reverse(real.components().count()));
        Ok(())
    }

    /// The paths as the rest of the program knows them; watches a folder that came.
    ///
    /// What is not watched for, or left behind by an editor, is dropped.
    pub(super) fn name(&mut self, paths: &[PathBuf]) -> notify::Result<Vec<PathBuf>> {
        let mut named: Vec<PathBuf> = paths.iter().filter_map(|path| self.given(path)).collect();
        named.sort();
        named.dedup();
        for name in self.watched.folders.clone() {
            if named.contains(&self.watched.root.join(&name)) {
                self.watch_folder(&name)?;
            }
        }
        Ok(named)
    }

    fn given(&self, path: &Path) -> Option<PathBuf> {
        let (base, inner) = self.real.iter().find_map(|(real, given)| Some((given, path.strip_prefix(real).ok()?)))?;
        if inner.components().any(|part| is_left_behind(&part.as_os_str().to_string_lossy())) {
            return None;
        }
        let path = if inner.as_os_str().is_empty() { base.clone() } else { base.join(inner) };
        self.watched.paths().any(|watched| path.starts_with(&watched)).then_some(path)
    }
}

/// Looks at the disk now and then, on a thread of its own, until nobody listens.
pub(super) fn look_now_and_then(watched: Watched, sender: Sender<Seen>) {
    std::thread::spawn(move || {
        let mut before = Stamps::take(&watched);
        loop {
            std::thread::sleep(LOOK_EVERY);
            let now = Stamps::take(&watched);
            let changed = before.changed(&now);
            before = now;
            // An empty list is sent, too: that is how the end of the server is noticed.
            if sender.send(Seen::Paths(changed)).is_err() {
                return;
            }
        }
    });
}

fn real_path(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

/// Whether a name is of those that editors, office programs and systems use for a moment or leave behind.
pub(super) fn is_left_behind(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    // vim's trial file, and the folders that are never content.
    matches!(lower.as_str(), "4913" | ".ds_store" | "thumbs.db" | "desktop.ini" | ".git" | ".svn" | ".mulu" | "node_modules")
        // Word, Excel and WPS: the owner's mark and temporary copies.
        || name.starts_with("~$")
        || name.starts_with(".~")
        || lower.starts_with("~wrl")
        // Emacs' locks and autosaves, backups of many.
        || name.starts_with(".#")
        || (name.starts_with('#') && name.ends_with('#'))
        || name.ends_with('~')
        || [".swp", ".swo", ".swx", ".tmp", ".temp", ".part", ".crdownload", ".bak", ".kate-swp"]
            .iter()
            .any(|end| lower.ends_with(end))
}

/// The system's watcher without what is no change: that a file was opened or read. A rebuild reads every file, and must not
/// be told of it.
#[derive(Debug)]
pub(super) struct Quiet(RecommendedWatcher);

fn is_change(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}

impl Watcher for Quiet {
    fn new<F: EventHandler>(mut handler: F, config: Config) -> notify::Result<Self> {
        let quiet = move |event: notify::Result<Event>| {
            if event.as_ref().map_or(true, |event| event.need_rescan() || is_change(event)) {
                handler.handle_event(event);
            }
        };
        RecommendedWatcher::new(quiet, config).map(Self)
    }

    fn watch(&mut self, path: &Path, mode: RecursiveMode) -> notify::Result<()> {
        self.0.watch(path, mode)
    }

    fn unwatch(&mut self, path: &Path) -> notify::Result<()> {
        self.0.unwatch(path)
    }

    fn configure(&mut self, option: Config) -> notify::Result<bool> {
        self.0.configure(option)
    }

    fn kind() -> WatcherKind {
        RecommendedWatcher::kind()
    }
}

#[cfg(test)]
mod tests {
    use super::is_left_behind;

    #[test]
    fn what_editors_leave_behind_is_not_content() {
        for name in [
            "4913",
            ".通知.md.swp",
            "~$预算.docx",
            ".~lock.表.ods#",
            "~WRL0001.tmp",
            "通知.md~",
            "#通知.md#",
            ".#通知.md",
            "A.TMP",
        ] {
            assert!(is_left_behind(name), "{name}");
        }
        for name in ["通知.md", "index.md", "表.xlsx", "tmp", "swp.md", "4913.md", "~.md", "#1.md"] {
            assert!(!is_left_behind(name), "{name}");
        }
    }
}
