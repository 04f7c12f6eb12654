//! Copies of the built site to be handed on: for a memory stick, for a touch screen in the hall, for another server.
//!
//! A copy is made of the files that were built, byte for byte, after it is sure that they are those of the content as it is
//! now. Beside them stand what the kind of copy needs, a page or text that says what it is and as of when, and
//! `checksums.txt`, by which it can be checked.

mod kiosk;
mod start;

use std::path::{Path, PathBuf};

use jiff::civil::{Date, DateTime};
use rayon::prelude::*;

use super::files::SEARCH;
use super::sealing::{self, SealError, Sealed};
use super::{Prepared, files};
use crate::archive::write_zip;
use crate::catalog::Entry;
use crate::findings::Finding;
use crate::messages::Messages;
use crate::output::{Content, FolderTree, Folders, OutputError, Session, Summary, Written, last_written};
use crate::search;

/// For what a copy is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// To be opened from a memory stick by a double click, with its search.
    Usb,
    /// For a touch screen: large targets, back to the home page after a while, no way out.
    Kiosk {
        /// Seconds without a touch after which the home page comes back.
        idle: u32,
    },
    /// For another server: the site as it is.
    Web,
}

impl Kind {
    /// Its name in paths.
    pub fn id(self) -> &'static str {
        match self {
            Self::Usb => "usb",
            Self::Kiosk { .. } => "kiosk",
            Self::Web => "web",
        }
    }
}

/// What is to be packed.
#[derive(Debug, Clone)]
pub struct Request {
    /// For what.
    pub kind: Kind,
    /// Where the built site lies.
    pub site: PathBuf,
    /// The folder for the copy.
    pub into: PathBuf,
    /// The ZIP file to be made of it, if any.
    pub zip: Option<PathBuf>,
    /// The date that the copy states.
    pub as_of: Date,
    /// When its items are recorded as online; none where they are not.
    pub seal: Option<DateTime>,
}

/// What was packed.
#[derive(Debug)]
pub struct Packed {
    /// What was written.
    pub summary: Summary,
    /// How many items it holds.
    pub items: usize,
    /// What was sealed.
    pub sealed: Option<Sealed>,
    /// Bytes of the ZIP file.
    pub zipped: Option<u64>,
    /// The file that a visitor opens first, below the copy's folder; none where a server shows it.
    pub first: Option<String>,
}

/// Why nothing was packed.
#[derive(Debug)]
pub enum NotPacked {
    /// There is no built site there.
    NotBuilt,
    /// So many items are not on the built site as they are now.
    Outdated(usize),
    /// Something could not be written.
    Write(Box<Finding>),
}

/// Packs the built site, and seals what it holds.
///
/// # Errors
/// Where there is no built site, where it is not that of the files as they are now, and where the disk fails.
pub fn pack(prepared: &mut Prepared, request: &Request, messages: &Messages) -> Result<Packed, NotPacked> {
    let root = prepared.site.root.clone();
    let failed = |error: &OutputError| NotPacked::Write(Box::new(error.finding(&root)));
    let written = match last_written(&Folders::new(&root, &request.site)) {
        Ok(Some(written)) if request.site.join("index.html").is_file() => written,
        Ok(_) => return Err(NotPacked::NotBuilt),
        Err(error) => return Err(failed(&error)),
    };
    let entries: Vec<&Entry> = prepared.catalog().entries.iter().map(AsRef::as_ref).collect();
    let made = files::hashes(&prepared.site, prepared.catalog());
    let outdated = sealing::outdated(&entries, &made, &written) + prepared.made.numbers.len();
    if outdated > 0 {
        return Err(NotPacked::Outdated(outdated));
    }
    let folders = Folders::new(&root, &request.into).apart_from(&request.site);
    let session = Session::begin(&folders).map_err(|error| failed(&error))?;
    let own = start::files(prepared, request, messages);
    let copied: Result<(), OutputError> =
        written.par_iter().try_for_each(|(path, file)| put(&session, request, path, file));
    copied
        .and_then(|()| {
            own.files.iter().try_for_each(|(path, bytes)| session.put(path, &Content::Bytes(bytes.clone())).map(drop))
        })
        .and_then(|()| session.put_checksums().map(drop))
        .map_err(|error| failed(&error))?;
    let items = entries.len();
    let summary = session.commit().map_err(|error| failed(&error))?;
    let zipped = match &request.zip {
        Some(to) => Some(zip(request, to).map_err(|error| failed(&error))?),
        None => None,
    };
    let sealed = match request.seal.map(|moment| sealing::seal(prepared, &request.site, moment)) {
        None => None,
        Some(Ok(sealed)) => Some(sealed),
        Some(Err(SealError::NotBuilt)) => return Err(NotPacked::NotBuilt),
        Some(Err(SealError::Outdated(count))) => return Err(NotPacked::Outdated(count)),
        Some(Err(SealError::Write(finding))) => return Err(NotPacked::Write(finding)),
    };
    Ok(Packed { summary, items, sealed, zipped, first: own.first })
}

/// The folder of the site's own files in a copy.
const SITE: &str = "site/";

/// Puts one file of the site, with what the kind of copy makes of it.
fn put(session: &Session<'_>, request: &Request, path: &str, file: &Written) -> Result<(), OutputError> {
    let from = path.split('/').fold(request.site.clone(), |folder, part| folder.join(part));
    let target = format!("{SITE}{path}");
    let copy = Content::Copy { from: from.clone(), size: file.size, hash: file.hash };
    let is_kiosk = matches!(request.kind, Kind::Kiosk { .. });
    if is_kiosk && path.ends_with(".html") {
        let bytes = read(&from, file)?;
        return session.put(&target, &Content::Bytes(kiosk::page(&bytes, path, request.kind))).map(drop);
    }
    // From a disk browsers fetch nothing, but run scripts: both kinds are opened from one.
    let is_index = path.strip_prefix(SEARCH).is_some_and(|name| name.ends_with(".bin"));
    if is_index && request.kind != Kind::Web {
        let name = path.trim_start_matches(SEARCH);
        let script = search::offline_script(name, &read(&from, file)?);
        session.put(&format!("{}.js", target.trim_end_matches(".bin")), &Content::Bytes(script)).map(drop)?;
    }
    // A site built for reading from a disk has these scripts already: they are put once.
    let is_script = path.strip_prefix(SEARCH).is_some_and(|name| {
        name.strip_suffix(".js").is_some_and(|stem| {
            from.with_file_name(format!("{}.bin", stem.rsplit('/').next().unwrap_or(stem))).is_file()
        })
    });
    if is_script && request.kind != Kind::Web {
        return Ok(());
    }
    session.put(&target, &copy).map(drop)
}

/// The bytes of a built file, which must be those that were built.
fn read(from: &Path, file: &Written) -> Result<Vec<u8>, OutputError> {
    let bytes =
        std::fs::read(from).map_err(|source| OutputError::Io { path: from.to_path_buf(), source, half: false })?;
    if crate::output::hash_of(&bytes) == file.hash {
        Ok(bytes)
    } else {
        Err(OutputError::SourceChanged { from: from.to_path_buf() })
    }
}

fn zip(request: &Request, to: &Path) -> Result<u64, OutputError> {
    let failed = |source| OutputError::Io { path: to.to_path_buf(), source, half: false };
    let name = to.file_stem().map_or_else(|| request.kind.id().to_owned(), |stem| stem.to_string_lossy().into_owned());
    // Whole or not at all: the file takes its name when it is done.
    let half = to.with_extension("zip.part");
    let size = write_zip(&FolderTree(request.into.clone()), &name, &half).map_err(failed)?;
    std::fs::rename(&half, to).map_err(failed)?;
    Ok(size)
}
