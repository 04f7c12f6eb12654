//! A bag as one file: a ZIP that holds one folder, the bag (RFC 8493, section 4).

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Seek, Write as _};
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
    let mut writer = ZipWriter::new(BufWriter::new(File::create(to)?));
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
    let mut file = writer.finish()?;
    file.flush()?;
    file.get_ref().sync_all()?;
    file.stream_position()
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
