//! The search index of a preview. An editor mostly looks at pages, so it is made when somebody searches for the first time;
//! from then on it follows the site on a thread of its own, and never holds up a page.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};

use super::locked;
use super::shown::State;
use super::texts::Texts;
use crate::build::attachments::{self, Known};
use crate::build::files;
use crate::search::{Earlier, MadeOf};

/// An index that is made when it is needed.
pub(super) struct LateIndex {
    texts: Arc<Texts>,
    attachments: Arc<Mutex<Known>>,
    made: Mutex<Option<Made>>,
    /// The state that is to be indexed next, and whether a thread is at work.
    next: Mutex<(Option<Arc<State>>, bool)>,
    /// Called when the index has followed.
    followed: OnceLock<Box<dyn Fn() + Send + Sync>>,
}

/// An index, and the one before it: a page may still be searching in that.
struct Made {
    now: Arc<Index>,
    before: Arc<Index>,
}

#[derive(Default)]
struct Index {
    /// By address.
    files: BTreeMap<String, Vec<u8>>,
    /// By what it was made of, where a file is.
    made_of: BTreeMap<MadeOf, String>,
}

impl Earlier for Index {
    fn file(&self, made_of: &MadeOf) -> Option<Vec<u8>> {
        self.files.get(self.made_of.get(made_of)?).cloned()
    }
}

impl LateIndex {
    pub(super) fn new(texts: Arc<Texts>, attachments: Arc<Mutex<Known>>) -> Self {
        Self { texts, attachments, made: Mutex::default(), next: Mutex::default(), followed: OnceLock::new() }
    }

    /// Takes what is to be called when the index has followed the site and is another than before.
    pub(super) fn when_followed(&self, tell: Box<dyn Fn() + Send + Sync>) {
        let _ = self.followed.set(tell);
    }

    /// A file of the index. The first one waits until there is an index.
    pub(super) fn get(&self, path: &str, state: &Arc<State>) -> Option<Vec<u8>> {
        let mut made = locked(&self.made);
        let made = made.get_or_insert_with(|| {
            let before = Arc::default();
            Made { now: Arc::new(self.make(state, &before)), before }
        });
        made.now.files.get(path).or_else(|| made.before.files.get(path)).cloned()
    }

    /// Follows the site to another state, once there is an index.
    pub(super) fn follow(self: &Arc<Self>, state: Arc<State>) {
        // While the first one is being made, somebody waits for it, and it must follow afterwards.
        if self.made.try_lock().is_ok_and(|made| made.is_none()) {
            return;
        }
        let mut next = locked(&self.next);
        next.0 = Some(state);
        if !next.1 {
            let own = Arc::clone(self);
            next.1 = std::thread::Builder::new().name("indexing".to_owned()).spawn(move || own.catch_up()).is_ok();
        }
    }

    fn catch_up(&self) {
        loop {
            let state = {
                let mut next = locked(&self.next);
                let Some(state) = next.0.take() else {
                    next.1 = false;
                    return;
                };
                state
            };
            let before = locked(&self.made).as_ref().map(|made| Arc::clone(&made.now)).unwrap_or_default();
            let now = Arc::new(self.make(&state, &before));
            let is_other = now.files != before.files;
            *locked(&self.made) = Some(Made { now, before });
            if let Some(tell) = self.followed.get().filter(|_| is_other) {
                tell();
            }
        }
    }

    /// The index of a state; what stays as it was before is not made again.
    fn make(&self, state: &State, before: &Index) -> Index {
        let plan = state.plan();
        let blocks = self.texts.read(&plan).iter().map(|read| read.blocks.clone()).collect();
        let mut documents = files::documents(&state.catalog, blocks);
        let sources = attachments::sources(&state.catalog);
        {
            let mut known = locked(&self.attachments);
            *known = attachments::read(&sources, &known, &attachments::Silent);
            attachments::fill(&mut documents, &sources, &known);
        }
        let built = files::index(&state.catalog.config, None, documents, before).unwrap_or_default();
        Index {
            files: built.files.into_iter().map(|file| (file.path, file.bytes)).collect(),
            made_of: built.made_of.into_iter().collect(),
        }
    }
}
