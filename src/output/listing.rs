//! What stands in the output now. Each folder is read once, when the first file is put into it.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::disk::{Disk, Kind, Stat, below};
use super::error::OutputError;
use super::names::{PROBE, STAGING};

/// What stands at a folder's path.
#[derive(Debug)]
pub(super) enum Listing {
    /// Nothing, or something that is not a folder further up.
    Absent,
    /// Not a folder: nothing of ours can be below it.
    Blocked,
    /// A folder, with what is in it.
    Folder(BTreeMap<String, Stat>),
}

impl Listing {
    pub(super) fn get(&self, name: &str) -> Option<Stat> {
        match self {
            Self::Folder(names) => names.get(name).copied(),
            Self::Absent | Self::Blocked => None,
        }
    }
}

type Cell = Mutex<Option<Arc<Listing>>>;

/// The folders of the output that were looked at.
#[derive(Debug, Default)]
pub(super) struct Listings {
    /// A folder's own lock is held while it is read, so that several threads do not read it at once.
    seen: Mutex<HashMap<String, Arc<Cell>>>,
}

impl Listings {
    /// The folder at `path`, relative to `out`; `""` is `out` itself.
    pub(super) fn folder(&self, disk: &dyn Disk, out: &Path, path: &str) -> Result<Arc<Listing>, OutputError> {
        let cell =
            Arc::clone(self.seen.lock().unwrap_or_else(PoisonError::into_inner).entry(path.to_owned()).or_default());
        let mut cell = cell.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = &*cell {
            return Ok(Arc::clone(known));
        }
        let real = below(out, path);
        let kind = if path.is_empty() {
            // The output itself may be a link; it was followed when it was resolved.
            disk.stat(&real).map_err(|error| OutputError::io(&real, error))?.map(|stat| stat.kind)
        } else {
            self.stat(disk, out, path)?.map(|stat| stat.kind)
        };
        let listing = match kind {
            None => Listing::Absent,
            Some(Kind::Folder) => {
                let at = |error| OutputError::io(&real, error);
                let mut names: BTreeMap<_, _> = disk.list(&real).map_err(at)?.into_iter().collect();
                // What an interrupted run of ours left.
                if names.remove(PROBE).is_some() {
                    disk.remove_file(&real.join(PROBE)).map_err(at)?;
                }
                if path.is_empty() {
                    names.remove(STAGING);
                }
                Listing::Folder(names)
            }
            Some(Kind::File | Kind::Other) => Listing::Blocked,
        };
        let listing = Arc::new(listing);
        *cell = Some(Arc::clone(&listing));
        Ok(listing)
    }

    /// What stands at a file's or folder's path, when the first file was put beside it.
    pub(super) fn stat(&self, disk: &dyn Disk, out: &Path, path: &str) -> Result<Option<Stat>, OutputError> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        Ok(self.folder(disk, out, folder)?.get(name))
    }
}
