//! Where the files of an index come from.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;
use std::rc::Rc;

use super::super::error::SearchError;
use super::super::format::{Kind, Name, unpack};

/// Fetches a file by its path below the search folder.
pub type Fetch = Box<dyn Fn(&str) -> io::Result<Vec<u8>>>;

/// Fetches, unpacks and keeps files.
pub(crate) struct Source {
    fetch: Fetch,
    kept: RefCell<BTreeMap<String, Rc<Vec<u8>>>>,
}

impl Source {
    pub(crate) fn new(fetch: Fetch) -> Self {
        Self { fetch, kept: RefCell::new(BTreeMap::new()) }
    }

    /// The payload of the file with a fixed path.
    pub(crate) fn payload(&self, kind: Kind, path: &str) -> Result<Rc<Vec<u8>>, SearchError> {
        if let Some(kept) = self.kept.borrow().get(path) {
            return Ok(Rc::clone(kept));
        }
        let bytes = (self.fetch)(path).map_err(|source| SearchError::File { path: path.to_owned(), source })?;
        let payload = Rc::new(unpack(kind, path, &bytes)?);
        self.kept.borrow_mut().insert(path.to_owned(), Rc::clone(&payload));
        Ok(payload)
    }

    /// The payload of a file named by its content, read by `decode`.
    pub(crate) fn read<T>(
        &self,
        kind: Kind,
        name: Name,
        decode: impl FnOnce(&[u8]) -> Result<T, super::super::error::Damage>,
    ) -> Result<T, SearchError> {
        let path = name.path(kind);
        let payload = self.payload(kind, &path)?;
        decode(&payload).map_err(|damage| SearchError::damaged(&path, damage))
    }
}
