//! `mulu correct ITEM`: the record of a change to a published item.

use super::args::{Correct, Global};
use super::console::Console;
use super::{Outcome, amend};
use crate::catalog::lifecycle::Action;
use crate::site::vocabulary::Term as _;

pub(super) fn run(options: &Correct, global: &Global, console: &Console) -> Outcome {
    let question = if options.typo { "ask-typo-reason" } else { "ask-correct-reason" };
    let Some(reason) = amend::required(options.record.reason.as_ref(), question, "--reason", console) else {
        return Outcome::Failed;
    };
    let prepared = match amend::open(global, options.record.dry_run, console) {
        Ok(prepared) => prepared,
        Err(outcome) => return outcome,
    };
    let kinds = &prepared.site.vocabulary.corrections;
    let kind = match options.kind.as_deref().map(|word| kinds.find(word)) {
        None => "correction".to_owned(),
        Some(Ok(term)) => term.id().to_owned(),
        Some(Err(_)) => {
            let allowed: Vec<String> = kinds.all().iter().map(|term| format!("{} {}", term.id(), term.zh())).collect();
            let word = options.kind.clone().unwrap_or_default();
            console.complain(
                "correct-no-kind",
                &[("kind", word.into()), ("allowed", console.messages.list(&allowed).into())],
            );
            return Outcome::Failed;
        }
    };
    let note = options.note.as_ref().map(|note| note.trim().to_owned()).filter(|note| !note.is_empty());
    let english = prepared.site.config.language == "en";
    let typo = if english {
        "Only the wording was mended; what is said stays the same."
    } else {
        "仅订正文字，内容不变。"
    };
    let note = note.unwrap_or_else(|| if options.typo { typo.to_owned() } else { String::new() });
    let action = Action::Correct { kind, typo: options.typo };
    match amend::carry_out(&prepared, &options.item, action, &options.record, (reason, note), global, console) {
        Ok((planned, _)) => {
            let args = amend::about(&prepared, &planned);
            let unchanged = planned.standing.changed == Some(false);
            console.say(if unchanged { "correct-done-edit" } else { "correct-done" }, &args);
            Outcome::Fine
        }
        Err(outcome) => outcome,
    }
}
