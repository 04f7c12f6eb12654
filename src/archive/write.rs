//! Writes a bag into a folder.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sha2::{Digest as _, Sha256, Sha512};

use super::check::{DECLARATION, Digests, INFO};
use super::error::ArchiveError;
use super::{Bag, Payload, lines};
use crate::attachments::picture;
use crate::output::{Content, FolderTree, hex, pour};

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Files of the payload.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// SHA-256 of `tagmanifest-sha256.txt`, which seals the whole bag.
    pub seal: String,
}

/// Writes a bag into the folder `into`, which must not be there, syncs it to the disk, and reads it back.
///
/// # Errors
/// What could not be written or read back. What is at `into` then is a part of a bag, for the caller to clear away.
pub fn write(bag: &Bag, into: &Path) -> Result<Written, ArchiveError> {
    let at = |path: &Path| {
        let path = path.to_path_buf();
        move |error| ArchiveError::Io(path, error)
    };
    let data = into.join("data");
    fs::create_dir_all(&data).map_err(at(&data))?;
    let digests: Vec<(String, Digests)> = bag
        .files
        .par_iter()
        .map(|file| put(&data, file).map(|digests| (format!("data/{}", file.path), digests)))
        .collect::<Result<_, _>>()?;
    let digests: BTreeMap<String, Digests> = digests.into_iter().collect();
    let bytes = digests.values().map(|digests| digests.size).sum();

    let oxum = format!("{bytes}.{}", digests.len());
    let size = crate::render::names::readable_size(bytes);
    let own = [("Payload-Oxum", oxum.as_str()), ("Bag-Size", size.as_str())];
    let fields = bag.info.iter().map(|(label, value)| (label.as_str(), value.as_str())).chain(own);
    let mut tags: BTreeMap<&str, String> = BTreeMap::new();
    tags.insert(DECLARATION, "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_owned());
    tags.insert(INFO, lines::info(fields));
    tags.insert(
        "manifest-sha256.txt",
        lines::manifest(digests.iter().map(|(path, d)| (d.sha256.as_str(), path.as_str()))),
    );
    tags.insert(
        "manifest-sha512.txt",
        lines::manifest(digests.iter().map(|(path, d)| (d.sha512.as_str(), path.as_str()))),
    );
    let of_tags: Vec<(&str, Digests)> = tags.iter().map(|(name, text)| (*name, Digests::of(text.as_bytes()))).collect();
    let list = |pick: fn(&Digests) -> &str| lines::manifest(of_tags.iter().map(|(name, d)| (pick(d), *name)));
    tags.insert("tagmanifest-sha256.txt", list(|d| &d.sha256));
    tags.insert("tagmanifest-sha512.txt", list(|d| &d.sha512));
    for (name, text) in &tags {
        let path = into.join(name);
        write_synced(&path, text.as_bytes()).map_err(at(&path))?;
    }
    let seal = hex(&Sha256::digest(tags["tagmanifest-sha256.txt"].as_bytes()));

    let checked = super::check(&FolderTree(into.to_path_buf())).map_err(at(into))?;
    if checked.findings.is_empty() {
        Ok(Written { files: digests.len(), bytes, seal })
    } else {
        Err(ArchiveError::ReadBack(checked.findings))
    }
}

fn put(data: &Path, file: &Payload) -> Result<Digests, ArchiveError> {
    let mut target = data.to_path_buf();
    target.extend(file.path.split('/').filter(|part| !matches!(*part, "" | "." | "..")));
    let failed = |error| ArchiveError::Io(target.clone(), error);
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    match &file.content {
        Content::Bytes(bytes) => {
            write_synced(&target, bytes).map_err(failed)?;
            Ok(Digests::of(bytes))
        }
        Content::Copy { from, size, hash } => {
            let digests = copy(from, &target)?;
            if digests.size != *size || digests.sha256 != hex(hash) {
                return Err(ArchiveError::SourceChanged(from.clone()));
            }
            Ok(digests)
        }
        Content::Picture { from, size, hash } => {
            let whole = fs::read(from).map_err(|error| ArchiveError::Io(from.clone(), error))?;
            let cleaned = picture::clean(&whole).map_err(|_| ArchiveError::SourceChanged(from.clone()))?;
            let digests = Digests::of(&cleaned);
            if digests.size != *size || digests.sha256 != hex(hash) {
                return Err(ArchiveError::SourceChanged(from.clone()));
            }
            write_synced(&target, &cleaned).map_err(failed)?;
            Ok(digests)
        }
    }
}

/// What is handed over and kept must be on the disk before anybody is told that it is there.
fn write_synced(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn copy(from: &PathBuf, to: &PathBuf) -> Result<Digests, ArchiveError> {
    let mut source = File::open(from).map_err(|error| ArchiveError::Io(from.clone(), error))?;
    let failed = |error| ArchiveError::Io(to.clone(), error);
    let mut target = BufWriter::new(File::create(to).map_err(failed)?);
    let (mut sha256, mut sha512, mut size) = (Sha256::new(), Sha512::new(), 0);
    let mut fault = None;
    let poured = pour(&mut source, &mut |bytes| {
        sha256.update(bytes);
        sha512.update(bytes);
        size += bytes.len() as u64;
        if fault.is_none() {
            fault = target.write_all(bytes).err();
        }
    });
    poured.map_err(|error| ArchiveError::Io(from.clone(), error))?;
    fault.map_or_else(|| target.flush(), Err).and_then(|()| target.get_ref().sync_all()).map_err(failed)?;
    Ok(Digests { size, sha256: hex(&sha256.finalize()), sha512: hex(&sha512.finalize()) })
}
