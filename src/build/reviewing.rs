//! Writes signatures into the front matter of items.

use super::numbers::unwritable;
use crate::catalog::safe_write;
use crate::findings::{Finding, system};
use crate::messages::Arg;
use crate::site::Item;
use crate::site::front_edit::{Change, EditFault, edit};

/// What a signature makes of a file.
#[derive(Debug)]
pub struct Signed {
    new: Vec<u8>,
    /// The text that comes in, with whole lines.
    pub lines: String,
}

/// Works out the file with the changes in it; writes nothing.
///
/// # Errors
/// Where the changes cannot be put in without touching another byte.
pub fn plan_signature(item: &Item, changes: &[Change]) -> Result<Signed, Box<Finding>> {
    let failed = |detail: Arg| unwritable(&item.path, detail);
    let bytes = std::fs::read(&item.disk).map_err(|error| failed(system::reading(&error)))?;
    let new = edit(&item.source, &item.yaml, &bytes, changes).map_err(|fault| {
        failed(Arg::message(match fault {
            EditFault::Form => "insert-form",
            EditFault::Changed => "insert-changed",
        }))
    })?;
    let after =
        crate::site::SourceText::decode(item.path.clone(), &new).map_err(|_| failed(Arg::message("insert-form")))?.text;
    Ok(Signed { lines: incoming(&item.source.text, &after), new })
}

/// Writes what was planned, whole or not at all.
///
/// # Errors
/// Where the file cannot be written.
pub fn write_signature(item: &Item, signed: &Signed) -> Result<(), Box<Finding>> {
    safe_write::replace(&item.disk, &signed.new).map_err(|error| unwritable(&item.path, system::writing(&error)))
}

/// The lines of `after` that are not in `before` at that place: both begin and end alike.
fn incoming(before: &str, after: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    new[head..new.len() - tail].join("\n")
}
