//! Carries out what [`crate::catalog::lifecycle`] plans: finds the item, makes the new bytes, replaces the file.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::{Prepared, numbers};
use crate::catalog::lifecycle::{Action, Order, Refusal, Standing, plan, plan_successor};
use crate::catalog::safe_write;
use crate::findings::{Finding, system};
use crate::messages::Arg;
use crate::site::front_edit::{Change, EditFault, edit};
use crate::site::{Item, document_number};

/// A file as it is and as it will be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// The file, relative to the site's root.
    pub path: String,
    /// Where it lies on the disk.
    pub disk: PathBuf,
    /// Its text now, for showing.
    pub before: String,
    /// Its text afterwards, for showing.
    pub after: String,
    old: Vec<u8>,
    new: Vec<u8>,
}

/// What a command will do.
#[derive(Debug)]
pub struct Planned {
    /// Position of the item in `site.items`.
    pub item: usize,
    /// What is known of it.
    pub standing: Standing,
    /// Its index number.
    pub index_no: String,
    /// The files to be written, in this order.
    pub amendments: Vec<Amendment>,
    /// Whether the document named as the reason is one of this site.
    pub successor: Option<String>,
}

/// Why nothing can be done.
#[derive(Debug)]
pub enum AmendError {
    /// No item has this number or path. The nearest number, where one is near.
    Unknown(Option<String>),
    /// More than one item has it.
    Ambiguous(Vec<String>),
    /// The item's file has faults that must be mended first.
    Unreadable(String),
    /// It makes no sense.
    Refused(Refusal, usize),
    /// A file cannot be read or written.
    Write(Box<Finding>),
}

/// Works out what an order does to the item that `word` names: an index number, or a path as seen from `here`.
///
/// # Errors
/// Where there is no such item, and where the order makes no sense.
pub fn plan_order(
    prepared: &Prepared,
    word: &str,
    here: &Path,
    order: &Order,
    today: Date,
) -> Result<Planned, AmendError> {
    let at = find(prepared, word, here)?;
    let site = &prepared.site;
    let item = &site.items[at];
    let standing = standing(prepared, item);
    let changes = plan(site, item, standing, order, today).map_err(|refusal| AmendError::Refused(refusal, at))?;
    let mut amendments = Vec::new();
    let mut successor = None;
    let index_no = number(prepared, at);
    if let Action::Repeal { by: Some(by) } = &order.action
        && let Ok(new) = find(prepared, by, here)
    {
        if new == at {
            return Err(AmendError::Refused(Refusal::Itself, at));
        }
        let other = &site.items[new];
        let doc_no = item.front.doc_no.as_ref().map(|field| field.value.as_str());
        let old: Vec<&str> = doc_no.into_iter().chain([index_no.as_str()]).filter(|text| !text.is_empty()).collect();
        let sealed = self::standing(prepared, other).sealed.is_some();
        let changes = plan_successor(site, other, sealed, &old, order);
        successor = Some(other.path.to_string());
        // The new document first: what is written twice after a crash is the one that can tell.
        if !changes.is_empty() {
            amendments.push(amend(other, &changes)?);
        }
    }
    amendments.push(amend(item, &changes)?);
    Ok(Planned { item: at, standing, index_no, amendments, successor })
}

/// How a record that everybody reads names a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentName {
    /// By its number, else by its title with the index number, as the site shows them.
    Public(String),
    /// It is not on the site, and the record must not tell what it is called.
    NotPublic,
    /// No item of the site is meant.
    Elsewhere,
}

/// The name of the document that `word` means.
pub fn document_name(prepared: &Prepared, word: &str, here: &Path) -> DocumentName {
    let Ok(at) = find(prepared, word, here) else { return DocumentName::Elsewhere };
    let path = &prepared.site.items[at].path;
    let Some(entry) = prepared.made.catalog.entries.iter().find(|entry| entry.path == *path) else {
        return DocumentName::NotPublic;
    };
    let title = || format!("《{}》（{}）", entry.title, entry.index_no);
    DocumentName::Public(entry.doc_no.clone().unwrap_or_else(title))
}

/// Writes the files, each whole.
///
/// # Errors
/// Where a file was changed meanwhile or cannot be written; those before it are written.
pub fn write_amendments(amendments: &[Amendment]) -> Result<(), Box<Finding>> {
    for amendment in amendments {
        let failed = |error: &std::io::Error| numbers::unwritable(&amendment.path, system::writing(error));
        let there = std::fs::read(&amendment.disk).map_err(|error| failed(&error))?;
        if there != amendment.old {
            return Err(numbers::unwritable(&amendment.path, Arg::message("insert-changed")));
        }
        safe_write::replace(&amendment.disk, &amendment.new).map_err(|error| failed(&error))?;
    }
    Ok(())
}

/// The new bytes of an item's file.
pub(super) fn amend(item: &Item, changes: &[Change]) -> Result<Amendment, AmendError> {
    let failed = |detail: Arg| AmendError::Write(numbers::unwritable(&item.path, detail));
    let old = std::fs::read(&item.disk).map_err(|error| failed(system::reading(&error)))?;
    let new = edit(&item.source, &item.yaml, &old, changes).map_err(|fault| failed(words(fault)))?;
    let after =
        crate::site::SourceText::decode(item.path.clone(), &new).map_err(|_| failed(Arg::message("insert-form")))?.text;
    Ok(Amendment {
        path: item.path.to_string(),
        disk: item.disk.clone(),
        before: item.source.text.clone(),
        after,
        old,
        new,
    })
}

pub(super) fn words(fault: EditFault) -> Arg {
    Arg::message(match fault {
        EditFault::Form => "insert-form",
        EditFault::Changed => "insert-changed",
    })
}

/// The item that an index number, a document number or a path names.
fn find(prepared: &Prepared, word: &str, here: &Path) -> Result<usize, AmendError> {
    let site = &prepared.site;
    let by = |test: &dyn Fn(usize) -> bool| -> Vec<usize> { (0..site.items.len()).filter(|at| test(*at)).collect() };
    let text = document_number::normalize(word).unwrap_or_else(|| word.trim().to_owned());
    let numbered = by(&|at| number(prepared, at) == word.trim());
    let documents = by(&|at| {
        let own = site.items[at].front.doc_no.as_ref();
        own.is_some_and(|field| document_number::normalize(&field.value).as_deref().unwrap_or(&field.value) == text)
    });
    let path = relative_path(word, here, &site.root);
    let files = by(&|at| {
        let own = site.items[at].path.as_ref();
        let bare = own.strip_suffix("/index.md").unwrap_or(own);
        path.iter().any(|path| own == path || bare == path)
    });
    let found = [numbered, files, documents].into_iter().find(|found| !found.is_empty()).unwrap_or_default();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => {
            if let Some(broken) = site.unreadable.iter().find(|own| path.iter().any(|path| path == own.as_ref())) {
                return Err(AmendError::Unreadable(broken.to_string()));
            }
            let row = prepared.made.ledger.row(word.trim());
            if let Some(row) = row.filter(|row| site.unreadable.iter().any(|path| **path == *row.path)) {
                return Err(AmendError::Unreadable(row.path.clone()));
            }
            let numbers = prepared.made.ledger.rows.iter().map(|row| row.index_no.as_str());
            let distance = |number: &&str| strsim::damerau_levenshtein(number, word.trim());
            let near = numbers.min_by_key(distance).filter(|number| distance(number) <= 2);
            Err(AmendError::Unknown(near.map(str::to_owned)))
        }
        many => Err(AmendError::Ambiguous(many.iter().map(|at| site.items[*at].path.to_string()).collect())),
    }
}

/// A path as people type it, relative to the root: as it stands, and as seen from `here`.
fn relative_path(word: &str, here: &Path, root: &Path) -> Vec<String> {
    let plain = |path: &str| path.replace('\\', "/").trim_start_matches("./").trim_end_matches('/').to_owned();
    let mut paths = vec![plain(word)];
    let whole = here.join(word);
    if let (Ok(whole), Ok(root)) = (whole.canonicalize(), root.canonicalize())
        && let Ok(inside) = whole.strip_prefix(root)
        && let Some(inside) = inside.to_str()
    {
        paths.push(plain(inside));
    }
    paths
}

/// The number that stands in an item's file.
fn number(prepared: &Prepared, at: usize) -> String {
    prepared.site.items[at].front.index_no.as_ref().map(|field| field.value.clone()).unwrap_or_default()
}

fn standing(prepared: &Prepared, item: &Item) -> Standing {
    let made = &prepared.made;
    let number = item.front.index_no.as_ref().map(|field| field.value.as_str());
    let row = made.ledger.rows.iter().find(|row| match number {
        Some(number) => row.index_no == number,
        None => row.path == *item.path,
    });
    let public = made.catalog.entries.iter().any(|entry| entry.path == item.path);
    let sealed = row.and_then(|row| row.sealed).map(|moment| moment.date);
    let changed = row.and_then(|row| Some(*made.hashes.get(&row.seq)? != row.hash?));
    Standing { public, sealed, changed }
}
