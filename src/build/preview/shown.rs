//! The site that is shown: pages are made when they are asked for, of what is in memory.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use super::index::LateIndex;
use super::texts::Texts;
use super::{lay_out, locked};
use crate::attachments::picture;
use crate::build::attachments::Known;
use crate::build::files::SEARCH;
use crate::catalog::files::ItemFiles;
use crate::catalog::make::reworded;
use crate::catalog::{Body, Catalog, Entry, review};
use crate::findings::Finding;
use crate::render::{self, Layout, Plan, Theme};
use crate::search;
use crate::site::live::{Followed, Reread};
use crate::site::{Item, Site, SourceText};

/// What is served at an address.
pub enum Served {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A file as it is.
    File(PathBuf),
    /// A page that cannot be made, and why.
    Broken(Vec<Finding>),
}

/// One state of the site.
#[derive(Clone)]
pub(super) struct State {
    pub(super) catalog: Catalog,
    pub(super) theme: Arc<Theme>,
    pub(super) options: Arc<render::Options>,
    pub(super) layout: Arc<Layout>,
    /// Attachments and pictures by address, and whether something is taken out of them.
    pub(super) files: Arc<BTreeMap<String, (PathBuf, bool)>>,
}

impl State {
    pub(super) fn new(catalog: Catalog, theme: Arc<Theme>, options: Arc<render::Options>) -> Self {
        let layout = lay_out(&catalog, &theme);
        let files = render::copies(&catalog).into_iter().map(|copy| (copy.path, (copy.source, copy.is_cleaned)));
        Self { files: Arc::new(files.collect()), catalog, theme, options, layout }
    }

    /// Exchanges one text; `false` where it cannot be told from that text alone what the pages are now.
    fn exchange(&mut self, Followed { text, before, is_body_alone }: &Followed, site: &Site) -> bool {
        let Catalog { entries, pages, .. } = &mut self.catalog;
        match text {
            Reread::Item(item) => {
                let Some(entry) = entries.iter_mut().find(|entry| entry.path == item.path) else { return false };
                // Where it was reviewed and no longer is, it is held back, and looks it.
                if let Reread::Item(before) = before
                    && is_held(entry, before, site) != is_held(entry, item, site)
                {
                    return false;
                }
                if *is_body_alone {
                    return put(&mut Arc::make_mut(entry).body, &item.source, item.body);
                }
                let Some(now) = reworded(entry, item, site) else { return false };
                *entry = Arc::new(now);
                // Its name stands in lists, which are in the order of names.
                self.layout = lay_out(&self.catalog, &self.theme);
                true
            }
            Reread::Page(page) => {
                let old = pages.iter_mut().find(|old| *is_body_alone && old.path == page.path);
                old.is_some_and(|old| put(&mut old.body, &page.source, page.body))
            }
        }
    }

    pub(super) fn plan(&self) -> Plan<'_> {
        Plan::on(Arc::clone(&self.layout), &self.catalog, &self.theme, &self.options)
    }
}

/// The site that is shown; it follows the files.
pub struct Shown {
    state: RwLock<Option<Arc<State>>>,
    /// What was exchanged since the next state began to be made.
    since: Mutex<Vec<Followed>>,
    scripts: BTreeMap<String, Vec<u8>>,
    index: Arc<LateIndex>,
}

impl Shown {
    pub(super) fn new(texts: Arc<Texts>, attachments: Arc<Mutex<Known>>) -> Self {
        // Every page has them, and must not wait for an index that only a search needs.
        let scripts = search::scripts().map(|script| (format!("{SEARCH}{}", script.path), script.bytes)).collect();
        Self {
            state: RwLock::new(None),
            since: Mutex::default(),
            scripts,
            index: Arc::new(LateIndex::new(texts, attachments)),
        }
    }

    /// Takes what is to be called whenever the index has followed a change. Only the first one is kept.
    pub fn when_indexed(&self, tell: Box<dyn Fn() + Send + Sync>) {
        self.index.when_followed(tell);
    }

    /// The state now.
    pub(super) fn state(&self) -> Option<Arc<State>> {
        self.state.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Says that a state begins to be made, of everything that was read so far.
    pub(super) fn begin(&self) {
        self.since().clear();
    }

    /// Exchanges a text; `false` where that cannot be shown without making the whole anew.
    pub(super) fn exchange(&self, followed: Followed, site: &Site) -> bool {
        let mut since = self.since();
        let (is_taken, state) = if followed.is_body_alone {
            // In its place: unless somebody else holds the state, nothing has to be copied.
            let mut held = self.state.write().unwrap_or_else(PoisonError::into_inner);
            let Some(state) = held.as_mut() else { return false };
            (Arc::make_mut(state).exchange(&followed, site), Arc::clone(state))
        } else {
            let Some(mut state) = self.state() else { return false };
            let is_taken = Arc::make_mut(&mut state).exchange(&followed, site);
            if is_taken {
                self.set(Some(Arc::clone(&state)));
            }
            (is_taken, state)
        };
        if is_taken {
            since.push(followed);
            self.index.follow(state);
        }
        is_taken
    }

    /// Shows another state, with what was exchanged since it began to be made; `false` where it looks like the one before.
    pub(super) fn show(&self, mut state: State, site: &Site, is_theme_new: bool) -> bool {
        let since = self.since();
        for followed in since.iter() {
            state.exchange(followed, site);
        }
        if let Some(before) = self.state()
            && !is_theme_new
            && state.catalog.looks_like(&before.catalog)
        {
            return false;
        }
        let state = Arc::new(state);
        self.set(Some(Arc::clone(&state)));
        self.index.follow(state);
        true
    }

    fn set(&self, state: Option<Arc<State>>) {
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = state;
    }

    /// Held by whoever changes what is shown.
    fn since(&self) -> MutexGuard<'_, Vec<Followed>> {
        locked(&self.since)
    }

    /// What is served at an address.
    pub fn get(&self, path: &str) -> Option<Served> {
        if let Some(script) = self.scripts.get(path) {
            return Some(Served::Bytes(script.clone()));
        }
        let state = self.state()?;
        if path.starts_with(SEARCH) {
            return self.index.get(path, &state).map(Served::Bytes);
        }
        if let Some((disk, is_cleaned)) = state.files.get(path) {
            // What would not be published is not shown either.
            return Some(if *is_cleaned {
                Served::Bytes(std::fs::read(disk).map(|bytes| clean(&bytes)).ok()?)
            } else {
                Served::File(disk.clone())
            });
        }
        let made = state.plan().render_one(path)?;
        Some(if made.bytes.is_empty() && !made.findings.is_empty() {
            Served::Broken(made.findings)
        } else {
            Served::Bytes(made.bytes)
        })
    }
}

/// Whether an entry's item, as it is or was, waits for a review of this content.
fn is_held(entry: &Entry, item: &Item, site: &Site) -> bool {
    item.front.review.is_some() && {
        let (attachments, inline) = (entry.attachments.clone(), entry.images.clone());
        review::waits_for_this_content(item, site, &ItemFiles { attachments, inline, findings: Vec::new() })
    }
}

fn clean(bytes: &[u8]) -> Vec<u8> {
    picture::clean(bytes).map(std::borrow::Cow::into_owned).unwrap_or_default()
}

fn put(body: &mut Body, text: &Arc<SourceText>, from: usize) -> bool {
    match body {
        Body::Open { source, start } => {
            (*source, *start) = (Arc::clone(text), from);
            true
        }
        Body::OnRequest | Body::Gone => false,
    }
}
