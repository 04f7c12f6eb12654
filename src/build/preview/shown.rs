//! The site that is shown: pages are made when they are asked for, of what is in memory.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use super::index::LateIndex;
use super::lay_out;
use super::texts::Texts;
use crate::attachments::picture;
use crate::catalog::{Body, Catalog};
use crate::findings::Finding;
use crate::render::{self, Layout, Plan, Theme};
use crate::search;
use crate::site::SourceText;
use crate::site::live::Reread;

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

    pub(super) fn plan(&self) -> Plan<'_> {
        Plan::on(Arc::clone(&self.layout), &self.catalog, &self.theme, &self.options)
    }
}

/// The site that is shown; it follows the files.
pub struct Shown {
    state: RwLock<Option<Arc<State>>>,
    scripts: BTreeMap<String, Vec<u8>>,
    index: Arc<LateIndex>,
}

impl Shown {
    pub(super) fn new(texts: Arc<Texts>) -> Self {
        // Every page has them, and must not wait for an index that only a search needs.
        let scripts = search::scripts().map(|script| (format!("search/{}", script.path), script.bytes)).collect();
        Self { state: RwLock::new(None), scripts, index: Arc::new(LateIndex::new(texts)) }
    }

    /// The state now.
    pub(super) fn state(&self) -> Option<Arc<State>> {
        self.state.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Shows another state.
    pub(super) fn show(&self, state: State) {
        let state = Arc::new(state);
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&state));
        self.index.follow(state);
    }

    /// Exchanges the text of a page for one that differs in nothing but its body; `false` where there is no such page.
    pub(super) fn exchange(&self, text: Reread) -> bool {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let Some(state) = state.as_mut() else { return false };
        let taken = match text {
            Reread::Item(item) => {
                let at = state.catalog.entries.iter().position(|entry| entry.path == item.path);
                at.is_some_and(|at| put(&mut Arc::make_mut(state).catalog.entries[at].body, &item.source, item.body))
            }
            Reread::Page(page) => {
                let at = state.catalog.pages.iter().position(|old| old.path == page.path);
                at.is_some_and(|at| put(&mut Arc::make_mut(state).catalog.pages[at].body, &page.source, page.body))
            }
        };
        if taken {
            self.index.follow(Arc::clone(state));
        }
        taken
    }

    /// What is served at an address.
    pub fn get(&self, path: &str) -> Option<Served> {
        if let Some(script) = self.scripts.get(path) {
            return Some(Served::Bytes(script.clone()));
        }
        let state = self.state()?;
        if path.starts_with("search/") {
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
