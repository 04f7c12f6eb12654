//! A bag as one file: a ZIP that holds one folder, the bag (RFC 8493, section 4).

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::output::{Tree, pour};

/// Writes the files of `tree` into a ZIP file, in one folder `name`, and gives its bytes' length.
///
/// Times, owners and order are always the same, so that the same files give the same bytes. The file is synced to the disk.
///
/// # Errors
/// What the file system says; a part of the file may be left at `to`.
pub fn write_zip(tree: &dyn Tree, name: &str, to: &Path) -> io::Result<u64> {
    let mut writer = ZipWriter::new(Steady::new(File::create(to)?));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (path, size) in tree.list()? {
        writer.start_file(format!("{name}/{path}"), options.large_file(size >= u64::from(u32::MAX)))?;
        let mut fault = None;
        tree.read(&path, &mut |bytes| {
            if fault.is_none() {
                fault = writer.write_all(bytes).err();
            }
        })?;
        if let Some(error) = fault {
            return Err(error);
        }
    }
    writer.finish()?.close()
}

/// A file that seems to take everything: the library (zip 9) panics when a disk fails in the middle. What failed first is said at
/// the end; nothing is written after it.
struct Steady {
    file: BufWriter<File>,
    position: u64,
    length: u64,
    fault: Option<io::Error>,
}

impl Steady {
    fn new(file: File) -> Self {
        Self { file: BufWriter::new(file), position: 0, length: 0, fault: None }
    }

    /// Syncs the file to the disk and gives its length.
    fn close(mut self) -> io::Result<u64> {
        self.attempt(|file| file.flush().and_then(|()| file.get_ref().sync_all()));
        self.fault.map_or(Ok(self.length), Err)
    }

    fn attempt(&mut self, work: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) {
        if self.fault.is_none() {
            self.fault = work(&mut self.file).err();
        }
    }
}

impl Write for Steady {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.attempt(|file| file.write_all(bytes));
        self.position += bytes.len() as u64;
        self.length = self.length.max(self.position);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.attempt(BufWriter::flush);
        Ok(())
    }
}

impl Seek for Steady {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
            SeekFrom::End(offset) => self.length.checked_add_signed(offset),
        };
        self.position = position.ok_or(io::ErrorKind::InvalidInput)?;
        self.attempt(|file| file.seek(SeekFrom::Start(position.unwrap_or_default())).map(drop));
        Ok(self.position)
    }
}

/// The files in the one folder of a ZIP file.
pub struct ZipTree {
    archive: Mutex<ZipArchive<BufReader<File>>>,
    /// The folder, with a final `/`.
    top: String,
}

impl ZipTree {
    /// Opens a ZIP file.
    ///
    /// # Errors
    /// Where it cannot be read or is none.
    pub fn open(path: &Path) -> io::Result<Self> {
        let archive = ZipArchive::new(BufReader::new(File::open(path)?))?;
        let mut names = archive.file_names();
        let first = names.next().transpose()?.unwrap_or_default().into_owned();
        drop(names);
        let top = first.split_once('/').map(|(top, _)| format!("{top}/")).unwrap_or_default();
        Ok(Self { archive: Mutex::new(archive), top })
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, ZipArchive<BufReader<File>>> {
        self.archive.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Tree for ZipTree {
    fn list(&self) -> io::Result<BTreeMap<String, u64>> {
        let mut archive = self.lock();
        let mut files = BTreeMap::new();
        for at in 0..archive.len() {
            let file = archive.by_index(at)?;
            let name = file.name()?.into_owned();
            if !name.ends_with('/') {
                // What lies outside the folder keeps its whole path, and so is never taken for a part of the bag.
                let path = name.strip_prefix(&self.top).map_or_else(|| format!("../{name}"), str::to_owned);
                files.insert(path, file.size());
            }
        }
        Ok(files)
    }

    fn read(&self, path: &str, take: &mut dyn FnMut(&[u8])) -> io::Result<()> {
        let mut archive = self.lock();
        pour(&mut archive.by_name(&format!("{}{path}", self.top))?, take)
    }
}
