//! One build's writing: files are put as they are rendered, from any thread, and nothing is seen until the commit.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::{File, TryLockError};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::changes::{self, Changes, State};
use super::checksums;
use super::checksums::CHECKSUMS;
use super::confirm;
use super::disk::{self, Disk, Hash, Kind, RealDisk, Stat, below, hash};
use super::error::OutputError;
use super::finish::finish;
use super::folders::{Folders, Resolved};
use super::listing::{Listing, Listings};
use super::manifest::{Cleared, How, Journal, Written};
use super::names::{Names, PROBE, fault, folders_above};
use super::recovered;
use super::{Content, Summary};
use crate::attachments::picture;

static REAL_DISK: RealDisk = RealDisk;

/// One build's writing. Dropped without [`Session::commit`], it leaves the output as it was.
pub struct Session<'a> {
    disk: &'a dyn Disk,
    places: Resolved,
    /// What we wrote last.
    before: BTreeMap<String, Written>,
    /// What an interrupted run changed and this one completed, and from which state.
    completed: Option<(State, Changes)>,
    listings: Listings,
    names: Mutex<Names>,
    rows: Mutex<Vec<Row>>,
    staged_folders: Mutex<HashSet<String>>,
    committed: bool,
    /// Held as long as the session lives.
    _lock: File,
}

/// A file of the new site.
struct Row {
    path: String,
    how: How,
    written: Written,
    /// Something that we did not write stood there, with other bytes.
    overwrites: bool,
    /// A folder stands there, which must turn out to hold nothing but old files of ours.
    on_a_folder: bool,
}

impl Session<'static> {
    /// Begins: takes the lock, completes or forgets what an interrupted run left, and reads what was written last.
    ///
    /// # Errors
    /// Where the output may not be written there, another run writes it, or the disk fails; the output stays as it is, half updated
    /// where it was.
    pub fn begin(folders: &Folders) -> Result<Self, OutputError> {
        Self::begin_on(&REAL_DISK, folders)
    }
}

impl<'a> Session<'a> {
    pub(super) fn begin_on(disk: &'a dyn Disk, folders: &Folders) -> Result<Self, OutputError> {
        let places = folders.resolve()?;
        let at = |path: &Path| {
            let path = path.to_path_buf();
            move |error| OutputError::io(&path, error)
        };
        disk.create_folders(&places.store).map_err(at(&places.store))?;
        let lock = lock(&places.store.join("lock"))?;
        let completed = complete(disk, &places)?;
        for staging in places.stagings() {
            if disk.stat(&staging).map_err(at(&staging))?.is_some() {
                disk.remove_tree(&staging).map_err(at(&staging))?;
            }
        }
        let before = match read_journal(disk, &places.manifest())? {
            Some(record) => record.files.into_iter().map(|(path, (_, written))| (path, written)).collect(),
            None => recovered::files(disk, &places)?,
        };
        Ok(Self {
            disk,
            before,
            places,
            completed,
            listings: Listings::default(),
            names: Mutex::default(),
            rows: Mutex::default(),
            staged_folders: Mutex::default(),
            committed: false,
            _lock: lock,
        })
    }

    /// Adds a file to the new site. It is staged only where it differs from what stands in the output.
    /// Gives the hash of its bytes.
    ///
    /// # Errors
    /// A path that cannot be written everywhere or clashes with another, something of others that stands there, a source that is not what
    /// it was, or a fault of the disk. The output is as it was.
    pub fn put(&self, path: &str, content: &Content) -> Result<Hash, OutputError> {
        if let Some(fault) = fault(path) {
            return Err(OutputError::Name { path: path.to_owned(), fault });
        }
        locked(&self.names).add(path).map_err(OutputError::Clash)?;
        let (size, hash) = match content {
            Content::Bytes(bytes) => (bytes.len() as u64, hash(bytes)),
            Content::Copy { size, hash, .. } | Content::Picture { size, hash, .. } => (*size, *hash),
        };
        let target = self.target(path)?;
        let known = self.before.get(path).copied();
        let on_a_folder = target.is_some_and(|stat| stat.kind == Kind::Folder);
        let same = match target {
            Some(stat) if stat.kind == Kind::File && stat.size == size => match known {
                Some(known) if known.size == size && known.modified == stat.modified && stat.modified != 0 => {
                    (known.hash == hash).then_some(stat)
                }
                _ => self.has_hash(path, &hash)?.then_some(stat),
            },
            _ => None,
        };
        let row = if let Some(stat) = same {
            let written = Written { hash, size, modified: stat.modified };
            Row { path: path.to_owned(), how: How::Same, written, overwrites: false, on_a_folder }
        } else {
            let modified = self.stage(path, content, size, &hash)?;
            let how = if target.is_some() && !on_a_folder { How::Changed } else { How::New };
            let overwrites = how == How::Changed && known.is_none();
            Row { path: path.to_owned(), how, written: Written { hash, size, modified }, overwrites, on_a_folder }
        };
        locked(&self.rows).push(row);
        Ok(hash)
    }

    /// Adds a file that was written before and stands there as it was written, if it has these bytes. `false` where it does
    /// not, or where that is not known without reading it: then it must be put.
    ///
    /// # Errors
    /// A path that clashes with another, or a fault of the disk.
    pub fn keep(&self, path: &str, hash: &Hash) -> Result<bool, OutputError> {
        let Some(known) = self.standing(path, hash)? else { return Ok(false) };
        locked(&self.names).add(path).map_err(OutputError::Clash)?;
        let row = Row { path: path.to_owned(), how: How::Same, written: known, overwrites: false, on_a_folder: false };
        locked(&self.rows).push(row);
        Ok(true)
    }

    /// As [`Self::keep`], of files that belong together: all of them are added, or none.
    ///
    /// # Errors
    /// As [`Self::keep`].
    pub fn keep_together(&self, files: &[(String, Hash)]) -> Result<bool, OutputError> {
        for (path, hash) in files {
            if self.standing(path, hash)?.is_none() {
                return Ok(false);
            }
        }
        // What was seen of the output is remembered, so that it is the same now.
        files.iter().try_fold(true, |all, (path, hash)| Ok(self.keep(path, hash)? && all))
    }

    /// What was written at a path, if it has this hash and stands there as it was written, as far as that is known unread.
    fn standing(&self, path: &str, hash: &Hash) -> Result<Option<Written>, OutputError> {
        let Some(known) = self.before.get(path).filter(|known| known.hash == *hash && known.modified != 0) else {
            return Ok(None);
        };
        let same = |stat: &Stat| stat.kind == Kind::File && stat.size == known.size && stat.modified == known.modified;
        Ok(self.target(path)?.filter(same).map(|_| *known))
    }

    /// The bytes of a file that was written before, if it has this hash and stands there as it was written.
    pub fn read(&self, path: &str, wanted: &Hash) -> Option<Vec<u8>> {
        let known = self.before.get(path).filter(|known| known.hash == *wanted)?;
        self.target(path).ok()?.filter(|stat| stat.kind == Kind::File && stat.size == known.size)?;
        let bytes = self.disk.read(&below(&self.places.out, path)).ok()?;
        (hash(&bytes) == *wanted).then_some(bytes)
    }

    /// Ends with the output as it was written before; `None` where it is not, or where that is not known without reading it.
    ///
    /// # Errors
    /// A fault of the disk.
    pub(super) fn leave(self) -> Result<Option<Summary>, OutputError> {
        if self.before.is_empty() || self.completed.is_some() {
            return Ok(None);
        }
        let Some(foreign) = confirm::beside(self.disk, &self.places.out, &self.before)? else { return Ok(None) };
        let (state, none) = (self.state(), Changes::default());
        self.report(&changes::to_json(&self.places.known_as, state, state, &none))?;
        Ok(Some(Summary { foreign, unchanged: self.before.len(), ..Summary::default() }))
    }

    /// The folder with the record of this output, in which others may keep what belongs to it.
    pub fn store(&self) -> &Path {
        &self.places.store
    }

    /// The hash of the list of checksums that was written last.
    pub(super) fn state(&self) -> Option<Hash> {
        changes::state_of(&self.before)
    }

    /// Adds [`CHECKSUMS`], the list of all files that were put so far.
    /// Gives its hash, which stands for the whole output.
    ///
    /// # Errors
    /// As [`Self::put`].
    pub fn put_checksums(&self) -> Result<Hash, OutputError> {
        let text = {
            let mut rows = locked(&self.rows);
            rows.sort_unstable_by(|a, b| a.path.cmp(&b.path));
            checksums::to_text(rows.iter().map(|row| (row.path.as_str(), row.written.hash, row.written.size)))
        };
        self.put(CHECKSUMS, &Content::Bytes(text.into_bytes()))
    }

    /// What stands at the path of a file of the new site; a fault where it cannot come to stand there.
    fn target(&self, path: &str) -> Result<Option<Stat>, OutputError> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let listing = self.listings.folder(self.disk, &self.places.out, folder)?;
        if matches!(*listing, Listing::Blocked | Listing::Absent) {
            for above in folders_above(path) {
                match self.listings.stat(self.disk, &self.places.out, above)? {
                    None => {}
                    Some(stat) if stat.kind == Kind::Folder => break,
                    // An old file of ours gives way.
                    Some(stat) if stat.kind == Kind::File && self.before.contains_key(above) => break,
                    Some(_) => return Err(OutputError::Occupied { path: above.to_owned() }),
                }
            }
        }
        let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
        Ok(listing.get(name))
    }

    fn has_hash(&self, path: &str, wanted: &Hash) -> Result<bool, OutputError> {
        let real = below(&self.places.out, path);
        Ok(self.disk.hash(&real).map_err(|error| OutputError::io(&real, error))? == *wanted)
    }

    /// Writes a file into the staged tree; gives its time of change.
    fn stage(&self, path: &str, content: &Content, size: u64, hash: &Hash) -> Result<u64, OutputError> {
        let real = below(&self.places.staging, path);
        let at = |error| OutputError::io(&real, error);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if !locked(&self.staged_folders).contains(folder) {
            self.disk.create_folders(&below(&self.places.staging, folder)).map_err(at)?;
            locked(&self.staged_folders).insert(folder.to_owned());
        }
        match content {
            Content::Bytes(bytes) => self.disk.write(&real, bytes).map_err(at)?,
            Content::Copy { from, .. } => {
                let copied = self.disk.copy(from, &real).map_err(|error| OutputError::io(from, error))?;
                if copied.size != size || copied.hash != *hash {
                    return Err(OutputError::SourceChanged { from: from.clone() });
                }
            }
            Content::Picture { from, .. } => {
                let changed = || OutputError::SourceChanged { from: from.clone() };
                let whole = self.disk.read(from).map_err(|error| OutputError::io(from, error))?;
                let cleaned = picture::clean(&whole).map_err(|_| changed())?;
                if cleaned.len() as u64 != size || disk::hash(&cleaned) != *hash {
                    return Err(changed());
                }
                self.disk.write(&real, &cleaned).map_err(at)?;
            }
        }
        Ok(self.disk.stat(&real).map_err(at)?.map_or(0, |stat| stat.modified))
    }

    /// Makes the output what was put, all of it, and says what changed.
    ///
    /// # Errors
    /// What keeps the output from being written. Before the journal stands, the output is as it was. After it, the error is `half`, and
    /// the next run completes what this one began.
    pub fn commit(mut self) -> Result<Summary, OutputError> {
        let mut rows = std::mem::take(&mut *locked(&self.rows));
        rows.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        let names = std::mem::take(&mut *locked(&self.names));
        let foreign = self.foreign(&rows)?;
        let mut summary = Summary { foreign, completed_earlier: self.completed.is_some(), ..Summary::default() };
        let mut journal = Journal::default();
        for row in rows {
            if row.on_a_folder {
                self.holds_only_ours(&row.path)?;
            }
            if row.overwrites {
                summary.overwritten.push(row.path.clone());
            }
            summary.unchanged += usize::from(row.how == How::Same);
            journal.files.insert(row.path, (row.how, row.written));
        }
        self.plan_removals(&names, &mut journal)?;
        let changes = journal.changes();
        let (from, all) = match &self.completed {
            Some((from, earlier)) => (*from, earlier.then(&changes)),
            None => (changes::state_of(&self.before), changes.clone()),
        };
        let report = changes::to_json(&self.places.known_as, from, changes::state_after(&journal), &all);
        if changes.is_empty() {
            self.remember(&journal, &report)?;
        } else {
            self.try_out(&journal)?;
            self.write_journal(&journal)?;
            finish(self.disk, &self.places, &journal)?;
            settle(self.disk, &self.places, &journal, &report, true)?;
        }
        summary.changes = all;
        Ok(summary)
    }

    /// Old files of ours that have no place in the new site: after everything else, or before, where they are in the way.
    fn plan_removals(&self, names: &Names, journal: &mut Journal) -> Result<(), OutputError> {
        for old in self.before.keys().filter(|old| !journal.files.contains_key(*old)) {
            let stat = self.listings.stat(self.disk, &self.places.out, old)?;
            if stat.is_none_or(|stat| stat.kind != Kind::File) {
                continue;
            }
            let in_the_way_of = names.get(old).map(|(by, _)| by).or_else(|| {
                folders_above(old).find_map(|above| names.get(above).filter(|(_, is_file)| *is_file).map(|(by, _)| by))
            });
            match in_the_way_of {
                Some(by) if is_staged(journal, by) => {
                    journal.cleared.push(Cleared { old: old.clone(), by: by.to_owned() });
                }
                _ => journal.removed.push(old.clone()),
            }
        }
        Ok(())
    }

    /// Whether a folder that must give way to a file holds nothing but old files of ours.
    fn holds_only_ours(&self, folder: &str) -> Result<(), OutputError> {
        let Listing::Folder(names) = &*self.listings.folder(self.disk, &self.places.out, folder)? else {
            return Ok(());
        };
        for (name, stat) in names {
            let path = format!("{folder}/{name}");
            match stat.kind {
                Kind::Folder => self.holds_only_ours(&path)?,
                Kind::File if self.before.contains_key(&path) => {}
                _ => return Err(OutputError::Occupied { path }),
            }
        }
        Ok(())
    }

    /// What stands in the output and is not ours; a folder with nothing of ours in it is named once, with a final `/`.
    fn foreign(&self, rows: &[Row]) -> Result<Vec<String>, OutputError> {
        let new: HashSet<&str> = rows.iter().map(|row| row.path.as_str()).collect();
        let ours = |path: &str| new.contains(path) || self.before.contains_key(path);
        let mut folders: BTreeSet<&str> = BTreeSet::from([""]);
        for path in rows.iter().map(|row| row.path.as_str()).chain(self.before.keys().map(String::as_str)) {
            for folder in folders_above(path) {
                if !folders.insert(folder) {
                    break;
                }
            }
        }
        let mut foreign = Vec::new();
        for folder in &folders {
            let Listing::Folder(names) = &*self.listings.folder(self.disk, &self.places.out, folder)? else { continue };
            for (name, stat) in names {
                let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
                if stat.kind == Kind::Folder {
                    if !folders.contains(path.as_str()) && !ours(&path) {
                        foreign.push(path + "/");
                    }
                } else if !(new.contains(path.as_str()) || stat.kind == Kind::File && self.before.contains_key(&path)) {
                    foreign.push(path);
                }
            }
        }
        foreign.sort();
        Ok(foreign)
    }

    /// Tries whether every folder and file that is about to change can be changed, while nothing has changed yet.
    fn try_out(&self, journal: &Journal) -> Result<(), OutputError> {
        let out = &self.places.out;
        self.disk.create_folders(out).map_err(|error| OutputError::io(out, error))?;
        let changed =
            journal.files.iter().filter(|(_, (how, _))| *how != How::Same).map(|(path, (how, _))| (path, *how));
        let gone = journal.removed.iter().chain(journal.cleared.iter().map(|cleared| &cleared.old));
        let mut folders: BTreeSet<&str> = BTreeSet::new();
        for (path, how) in changed.chain(gone.map(|path| (path, How::Changed))) {
            if how == How::Changed {
                let real = below(out, path);
                self.disk.try_replaceable(&real).map_err(|error| OutputError::io(&real, error))?;
            }
            for folder in folders_above(path).chain([""]) {
                if matches!(*self.listings.folder(self.disk, out, folder)?, Listing::Folder(_)) {
                    folders.insert(folder);
                    break;
                }
            }
        }
        for folder in folders {
            let probe = below(out, folder).join(PROBE);
            let tried = self.disk.write(&probe, b"").and_then(|()| self.disk.remove_file(&probe));
            tried.map_err(|error| OutputError::io(&below(out, folder), error))?;
        }
        Ok(())
    }

    /// The commit: from the rename on, the new site is what counts.
    fn write_journal(&mut self, journal: &Journal) -> Result<(), OutputError> {
        let path = self.places.journal();
        let at = |error| OutputError::io(&path, error);
        let [beside, _] = self.places.unfinished();
        self.disk.write_synced(&beside, journal.to_text().as_bytes()).map_err(at)?;
        // Whether a rename that failed took place is for the next run to see: what is staged stays.
        self.committed = true;
        self.disk.rename(&beside, &path).map_err(at)?;
        // Should this fail, the journal may or may not survive a loss of power: either is a whole state.
        self.disk.sync_folder(&self.places.store).map_err(|error| OutputError::half(&path, error))
    }

    /// Writes what changed, where it is not what is written there.
    fn report(&self, report: &str) -> Result<(), OutputError> {
        let path = &self.places.changes;
        if self.disk.read(path).is_ok_and(|bytes| bytes == report.as_bytes()) {
            return Ok(());
        }
        self.disk.write(path, report.as_bytes()).map_err(|error| OutputError::io(path, error))
    }

    /// Records what was found, where nothing changed but our knowledge of it.
    fn remember(&self, journal: &Journal, report: &str) -> Result<(), OutputError> {
        self.report(report)?;
        let known = journal.files.len() == self.before.len()
            && journal.files.iter().all(|(path, (_, written))| self.before.get(path) == Some(written));
        if known {
            return Ok(());
        }
        let path = self.places.manifest();
        write_manifest(self.disk, &self.places, &journal.settled(true)).map_err(|error| OutputError::io(&path, error))
    }
}

impl Drop for Session<'_> {
    fn drop(&mut self) {
        if !self.committed {
            // What cannot be removed now is removed by the next run.
            let _ = self.disk.remove_tree(&self.places.staging);
        }
    }
}

/// Whether a file, or anything in a folder, is to be moved into place.
fn is_staged(journal: &Journal, path: &str) -> bool {
    let moved = |(how, _): &(How, Written)| *how != How::Same;
    if let Some(row) = journal.files.get(path) {
        return moved(row);
    }
    let inside = format!("{path}/");
    journal.files.range(inside.clone()..).take_while(|(path, _)| path.starts_with(&inside)).any(|(_, row)| moved(row))
}

/// Completes what an interrupted run committed; gives what that run changed.
pub(super) fn complete(disk: &dyn Disk, places: &Resolved) -> Result<Option<(State, Changes)>, OutputError> {
    // What was not renamed counts for nothing.
    for path in places.unfinished() {
        forget(disk, &path)?;
    }
    let Some(journal) = read_journal(disk, &places.journal())? else {
        // One that cannot be read promises nothing.
        return forget(disk, &places.journal()).map(|()| None);
    };
    let before = read_journal(disk, &places.manifest())?;
    let from = before.and_then(|record| changes::state_after(&record));
    finish(disk, places, &journal)?;
    let changes = journal.changes();
    let report = changes::to_json(&places.known_as, from, changes::state_after(&journal), &changes);
    // After a loss of power the bytes may not be what the times promise: the next comparison reads them.
    settle(disk, places, &journal, &report, false)?;
    Ok(Some((from, changes)))
}

/// Removes a file, if it is there.
fn forget(disk: &dyn Disk, path: &Path) -> Result<(), OutputError> {
    let removed = disk.stat(path).and_then(|found| found.map_or(Ok(()), |_| disk.remove_file(path)));
    removed.map_err(|error| OutputError::io(path, error))
}

/// The record of a build whose files are in place.
fn settle(
    disk: &dyn Disk,
    places: &Resolved,
    journal: &Journal,
    report: &str,
    trusted: bool,
) -> Result<(), OutputError> {
    let half = |path: &Path| {
        let path = path.to_path_buf();
        move |error| OutputError::half(&path, error)
    };
    disk.write(&places.changes, report.as_bytes()).map_err(half(&places.changes))?;
    for staging in places.stagings() {
        disk.remove_tree(&staging).map_err(half(&staging))?;
    }
    if trusted {
        // The journal reads as a manifest, too.
        disk.rename(&places.journal(), &places.manifest()).map_err(half(&places.manifest()))
    } else {
        write_manifest(disk, places, &journal.settled(false)).map_err(half(&places.manifest()))?;
        disk.remove_file(&places.journal()).map_err(half(&places.journal()))
    }
}

fn write_manifest(disk: &dyn Disk, places: &Resolved, journal: &Journal) -> std::io::Result<()> {
    let [_, beside] = places.unfinished();
    disk.write_synced(&beside, journal.to_text().as_bytes())?;
    disk.rename(&beside, &places.manifest())
}

/// Reads a manifest or journal; one that is damaged counts as none.
pub(super) fn read_journal(disk: &dyn Disk, path: &Path) -> Result<Option<Journal>, OutputError> {
    match disk.stat(path).map_err(|error| OutputError::io(path, error))? {
        Some(stat) if stat.kind == Kind::File => {
            Ok(Journal::parse(&disk.read(path).map_err(|error| OutputError::io(path, error))?))
        }
        _ => Ok(None),
    }
}

/// The lock of one output. The system lets go of it when the program ends, however it ends.
fn lock(path: &Path) -> Result<File, OutputError> {
    let at = |error| OutputError::io(path, error);
    let file = File::options().create(true).truncate(false).read(true).write(true).open(path).map_err(at)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(OutputError::Busy),
        // A share that knows no locks: better unguarded than not at all.
        Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => Ok(file),
        Err(TryLockError::Error(error)) => Err(at(error)),
    }
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
