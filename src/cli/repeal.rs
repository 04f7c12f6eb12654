//! `mulu repeal ITEM`: a document is not in force any more.

use super::args::{Global, Repeal};
use super::console::Console;
use super::{Outcome, amend};
use crate::build::{DocumentName, document_name};
use crate::catalog::lifecycle::Action;

pub(super) fn run(options: &Repeal, global: &Global, console: &Console) -> Outcome {
    let by = options.by.as_ref().map(|by| by.trim().to_owned()).filter(|by| !by.is_empty());
    let given = options.record.reason.as_ref().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let reason = match (&given, &by) {
        (Some(_), _) | (None, None) => {
            match amend::required(given.as_ref(), "ask-repeal-reason", "--reason", console) {
                Some(reason) => Some(reason),
                None => return Outcome::Failed,
            }
        }
        // The document says why.
        (None, Some(_)) => None,
    };
    let prepared = match amend::open(global, options.record.dry_run, console) {
        Ok(prepared) => prepared,
        Err(outcome) => return outcome,
    };
    let english = prepared.site.config.language == "en";
    let here = std::env::current_dir().unwrap_or_default();
    let name = by.as_ref().map_or(DocumentName::Elsewhere, |by| document_name(&prepared, by, &here));
    // A path, or the title of what is not public, has no business in a record that everybody reads.
    let missing = match (&by, &name) {
        (Some(by), DocumentName::Elsewhere) if is_path(by) => Some(("amend-unknown", ("word", by.as_str()))),
        (_, DocumentName::NotPublic) if reason.is_none() => Some(("amend-missing", ("option", "--reason"))),
        _ => None,
    };
    if let Some((message, (name, value))) = missing {
        console.complain(message, &[(name, value.into())]);
        return Outcome::Failed;
    }
    let reason = reason.unwrap_or_else(|| {
        let by = match name {
            DocumentName::Public(name) => name,
            DocumentName::NotPublic | DocumentName::Elsewhere => by.clone().unwrap_or_default(),
        };
        if english { format!("Repealed by {by}") } else { format!("依据{by}废止") }
    });
    let note = options.note.clone().unwrap_or_default().trim().to_owned();
    let action = Action::Repeal { by: by.clone() };
    match amend::carry_out(&prepared, &options.item, action, &options.record, (reason, note), global, console) {
        Ok((planned, order)) => {
            let mut args = amend::about(&prepared, &planned);
            args.push(("date", order.date.to_string().into()));
            console.say("repeal-done", &args);
            match (planned.successor, by) {
                (Some(path), _) => console.say("repeal-linked", &[("path", path.into())]),
                (None, Some(by)) => console.say("repeal-not-here", &[("by", by.into())]),
                (None, None) => {}
            }
            Outcome::Fine
        }
        Err(outcome) => outcome,
    }
}

/// Whether a file is meant, not a document number.
fn is_path(word: &str) -> bool {
    word.contains('\\') || word.starts_with('.') || word.to_lowercase().ends_with(".md") || word.starts_with("content/")
}
