//! A site that is read once and then follows its files: of what is as it was, nothing is read again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::load::{Item, Loaded, PlainPage, Site, What, load_file, owners};
use super::owners::Owners;
use super::paths::is_markdown;
use super::settings::{self, Settings};
use super::walk::walk;
use crate::findings::rules;
use crate::findings::{Finding, Place};

/// A site, and what is wrong with each of its files.
pub struct Live {
    /// Without its findings, which are kept by file.
    site: Site,
    /// What is wrong with the settings.
    settings: Vec<Finding>,
    /// What is wrong with the files as such.
    files: Vec<Finding>,
    /// What is wrong in each file.
    said: BTreeMap<String, Vec<Finding>>,
}

/// What is known of a change at once.
pub enum Change {
    /// What was read stands in the files as it was read.
    None,
    /// One text became another, and can be told from that alone.
    Text(Followed),
    /// More changed, or it cannot be told.
    More,
}

/// A text that was read again and taken over.
#[derive(Clone)]
pub struct Followed {
    /// What it is now.
    pub text: Reread,
    /// What it was.
    pub before: Reread,
    /// Whether nothing but its body is another.
    pub is_body_alone: bool,
}

/// What became of a text that was read again.
#[derive(Clone)]
pub enum Reread {
    /// An item.
    Item(Arc<Item>),
    /// A plain page.
    Page(PlainPage),
}

impl Reread {
    /// Whether the file holds what it held.
    fn are_the_same(old: &Self, now: &Self) -> bool {
        match (old, now) {
            (Self::Item(old), Self::Item(now)) => old.disk == now.disk && old.source == now.source,
            (Self::Page(old), Self::Page(now)) => old.source == now.source,
            _ => false,
        }
    }

    /// Whether nothing before the body is another.
    fn have_the_same_head(old: &Self, now: &Self) -> bool {
        match (old, now) {
            (Self::Item(old), Self::Item(now)) => old.source.text.get(..old.body) == now.source.text.get(..now.body),
            (Self::Page(old), Self::Page(now)) => old.title == now.title,
            _ => false,
        }
    }

    /// Whether the file lies where it lay, and its text leads to the same files and pages.
    fn lead_to_the_same(old: &Self, now: &Self) -> bool {
        match (old, now) {
            (Self::Item(old), Self::Item(now)) => {
                let files = |item: &Item| item.markdown().contains(['(', ':', '<']).then(|| targets(item.markdown()));
                old.disk == now.disk && files(old) == files(now)
            }
            (Self::Page(_), Self::Page(_)) => true,
            _ => false,
        }
    }
}

impl Live {
    /// Reads the site in `root`.
    ///
    /// # Errors
    /// Where nothing can be said of the content because `site.toml` is missing or unusable.
    pub fn load(root: &Path) -> Result<Self, Vec<Finding>> {
        let Settings { config, vocabulary, calendar, findings: settings } = settings::read(root)?;
        let site = Site {
            root: root.to_path_buf(),
            config: Arc::new(config),
            vocabulary: Arc::new(vocabulary),
            calendar: Arc::new(calendar),
            items: Vec::new(),
            pages: Vec::new(),
            unreadable: Vec::new(),
            flawed: Vec::new(),
            files: Arc::new(BTreeMap::new()),
            owners: Arc::new(Owners::default()),
            unfinished: Vec::new(),
            findings: Vec::new(),
        };
        let mut live = Self { site, settings, files: Vec::new(), said: BTreeMap::new() };
        live.look(|_| true);
        Ok(live)
    }

    /// The site as it was read last, without its findings.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Everything found wrong.
    pub fn findings(&self) -> Vec<Finding> {
        self.settings.iter().chain(&self.files).chain(self.said.values().flatten()).cloned().collect()
    }

    /// The site with its findings.
    pub fn into_site(self) -> Site {
        let Self { mut site, settings, files, said } = self;
        site.findings = settings;
        site.findings.extend(files);
        site.findings.extend(said.into_values().flatten());
        site
    }

    /// Follows what changed: files, or folders with everything in them. Paths begin with the root as it was given.
    ///
    /// # Errors
    /// As in [`Live::load`].
    pub fn refresh(&mut self, changed: &[PathBuf]) -> Result<(), Vec<Finding>> {
        let changed: Vec<String> = changed.iter().filter_map(|path| self.relative(path)).collect();
        if changed.iter().any(|path| path == "site.toml" || path == "data" || path.starts_with("data/")) {
            *self = Self::load(&self.site.root)?;
            return Ok(());
        }
        let is_changed = |path: &str| {
            let is_below =
                |folder: &String| path.strip_prefix(folder.as_str()).is_some_and(|rest| rest.starts_with('/'));
            changed.iter().any(|one| one == path || is_below(one))
        };
        if changed.iter().all(|path| self.is_as_before(path)) {
            let again: Vec<String> = self.site.files.keys().filter(|path| is_changed(path)).cloned().collect();
            for path in again.into_iter().filter(|path| is_markdown(path)) {
                if !self.read_again(&path) {
                    self.look(is_changed);
                    break;
                }
            }
        } else {
            self.look(is_changed);
        }
        Ok(())
    }

    /// A path as the site has it.
    fn relative(&self, path: &Path) -> Option<String> {
        let inner = path.strip_prefix(&self.site.root).ok()?;
        let parts: Vec<_> = inner.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        Some(parts.join("/"))
    }

    /// Whether a file is still one, or what never was one is none; nobody else's files depend on it.
    fn is_as_before(&self, path: &str) -> bool {
        let real = self.site.root.join(path).symlink_metadata();
        match (self.site.files.get(path), real) {
            (Some(_), Ok(metadata)) => metadata.is_file() && !self.site.owners.depend_on(path),
            (None, Err(_)) => {
                !path.is_empty()
                    && self
                        .site
                        .files
                        .range(format!("{path}/")..)
                        .next()
                        .is_none_or(|(other, _)| !other.starts_with(&format!("{path}/")))
            }
            (None, Ok(_)) => !path.starts_with("content"),
            (Some(_), Err(_)) => false,
        }
    }

    /// Reads a known text again and puts it in its place; `false` where it became something else.
    fn read_again(&mut self, path: &str) -> bool {
        self.exchange(path, |_, _| true).is_some()
    }

    /// The one text that changed, where it is of the same kind as before and leads to the same files, so that nothing but its own
    /// words and fields can be another. It is taken over.
    pub fn follow(&mut self, changed: &[PathBuf]) -> Change {
        let paths: Vec<String> = changed.iter().filter_map(|path| self.relative(path)).collect();
        if !paths.iter().all(|path| self.is_as_before(path)) {
            return Change::More;
        }
        // What else changed, as a style, is for others to look at.
        let is_all = paths.iter().all(|path| path.starts_with("content/"));
        let mut known = paths.iter().filter(|path| self.site.files.contains_key(*path));
        let Some(path) = known.next() else {
            // What a program kept for a moment is gone.
            return if is_all { Change::None } else { Change::More };
        };
        if !is_markdown(path) || known.next().is_some() {
            return Change::More;
        }
        let (mut is_body_alone, mut is_same, mut before) = (false, false, None);
        let text = self.exchange(path, |old, now| {
            is_same = Reread::are_the_same(old, now);
            is_body_alone = Reread::have_the_same_head(old, now);
            before = Some(old.clone());
            !is_same && Reread::lead_to_the_same(old, now)
        });
        match (text, before) {
            (Some(text), Some(before)) => Change::Text(Followed { text, before, is_body_alone }),
            _ if is_same && is_all => Change::None,
            _ => Change::More,
        }
    }

    /// Reads a known text again and puts it in the place of its earlier state, where it had one of the same kind and `may` be
    /// exchanged for it (earlier, now).
    fn exchange(&mut self, path: &str, may: impl FnOnce(&Reread, &Reread) -> bool) -> Option<Reread> {
        let disk = self.site.files.get(path)?;
        let Loaded { what, findings } = load_file(path, disk, &self.site.config, &self.site.vocabulary);
        let now = match what {
            What::Item(item) => Reread::Item(item),
            What::Page(page) => Reread::Page(page),
            What::Unreadable(_) => return None,
        };
        let Site { items, pages, .. } = &mut self.site;
        match &now {
            Reread::Item(item) => {
                let at = items.binary_search_by(|old| old.path.cmp(&item.path)).ok()?;
                may(&Reread::Item(Arc::clone(&items[at])), &now).then(|| items[at] = Arc::clone(item))?;
            }
            Reread::Page(page) => {
                let at = pages.binary_search_by(|old| old.path.cmp(&page.path)).ok()?;
                may(&Reread::Page(pages[at].clone()), &now).then(|| pages[at] = page.clone())?;
            }
        }
        self.say(path, findings);
        Some(now)
    }

    fn say(&mut self, path: &str, findings: Vec<Finding>) {
        if findings.is_empty() {
            self.said.remove(path);
        } else {
            self.said.insert(path.to_owned(), findings);
        }
    }

    /// Looks at the folder, and reads the texts that are new or named by `is_changed`.
    fn look(&mut self, is_changed: impl Fn(&str) -> bool + Sync) {
        self.files.clear();
        let files = walk(&self.site.root, &mut self.files);
        if !self.site.root.join("content").is_dir() {
            self.files.push(Finding::new(&rules::FILE_NO_CONTENT, Place::file("content")));
        }
        let mut before: BTreeMap<Arc<str>, What> = BTreeMap::new();
        for item in self.site.items.drain(..) {
            before.insert(item.path.clone(), What::Item(item));
        }
        for page in self.site.pages.drain(..) {
            before.insert(page.path.clone(), What::Page(page));
        }
        let mut said = std::mem::take(&mut self.said);
        let is_kept = |path: &str, disk: &Path| match before.get(path) {
            Some(What::Item(item)) => item.disk == disk && !is_changed(path),
            Some(What::Page(_)) => !is_changed(path),
            _ => false,
        };
        let site = &self.site;
        let read: Vec<Option<Loaded>> = files
            .texts
            .par_iter()
            .map(|(path, disk)| (!is_kept(path, disk)).then(|| load_file(path, disk, &site.config, &site.vocabulary)))
            .collect();
        self.site.unreadable.clear();
        self.site.flawed.clear();
        for (read, (path, _)) in read.into_iter().zip(&files.texts) {
            let (what, findings) = match read {
                Some(Loaded { what, findings }) => (what, findings),
                None => match before.remove(path.as_str()) {
                    Some(what) => (what, said.remove(path).unwrap_or_default()),
                    None => continue,
                },
            };
            self.say(path, findings);
            match what {
                What::Item(item) => self.site.items.push(item),
                What::Page(page) => self.site.pages.push(page),
                What::Unreadable(text) => {
                    self.site.unreadable.push(Arc::from(path.as_str()));
                    self.site.flawed.extend(text);
                }
            }
        }
        self.site.unfinished = files.unfinished;
        self.site.files = Arc::new(files.texts.into_iter().chain(files.others).collect());
        self.site.owners = Arc::new(owners(&self.site, files.links));
    }
}

/// What a text leads to, as it is written.
fn targets(text: &str) -> Vec<String> {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_ext(text, options).filter_map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some(dest_url.into_string()),
        _ => None,
    });
    let mut all: Vec<String> = events.collect();
    all.sort();
    all.dedup();
    all
}
