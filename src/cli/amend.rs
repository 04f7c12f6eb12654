//! What `withdraw`, `correct`, `repeal` and `reduce` have in common: ask for what is missing, plan, show, write.

use jiff::civil::Date;

use super::args::{Global, Record};
use super::console::Console;
use super::{Outcome, common};
use crate::build::{AmendError, Planned, Prepared, Purpose, plan_order, write_amendments};
use crate::catalog::lifecycle::{Action, Order, Refusal};
use crate::messages::Arg;

/// The site with its ledger, held against other runs unless nothing will be written.
pub(super) fn open(global: &Global, dry_run: bool, console: &Console) -> Result<Prepared, Outcome> {
    let purpose = if dry_run { Purpose::Check } else { Purpose::Publish { locked: false } };
    common::open(global, purpose, console)
}

/// The text given as an option, else what the person at the terminal types; complains where there is neither.
pub(super) fn required(
    given: Option<&String>,
    question: &'static str,
    option: &str,
    console: &Console,
) -> Option<String> {
    let given = given.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let text = given.or_else(|| console.ask(question, &[]));
    if text.is_none() {
        console.complain("amend-missing", &[("option", option.into())]);
    }
    text
}

/// Plans the order, shows it, and writes it unless it is a dry run. `Err` with how the command ends where it cannot.
pub(super) fn carry_out(
    prepared: &Prepared,
    word: &str,
    action: Action,
    record: &Record,
    (reason, note): (String, String),
    global: &Global,
    console: &Console,
) -> Result<(Planned, Order), Outcome> {
    let today = common::today(global);
    let order = Order { action, date: record.date.unwrap_or(today), reason, note };
    let here = std::env::current_dir().unwrap_or_default();
    let planned = plan_order(prepared, word, &here, &order, today)
        .map_err(|error| complain(prepared, word, &error, today, console))?;
    for amendment in &planned.amendments {
        console.diff(&amendment.path, &amendment.before, &amendment.after);
    }
    if record.dry_run {
        console.say("amend-dry-run", &[("count", planned.amendments.len().into())]);
        return Err(Outcome::Fine);
    }
    write_amendments(&planned.amendments).map_err(|finding| {
        console.findings(&mut [*finding], false);
        Outcome::Failed
    })?;
    if planned.standing.sealed.is_none() {
        console.say("amend-not-sealed", &[]);
    }
    Ok((planned, order))
}

/// The item's name for messages: number and title.
pub(super) fn item_name(prepared: &Prepared, at: usize) -> String {
    let front = &prepared.site.items[at].front;
    let number = front.index_no.as_ref().map(|field| field.value.as_str()).unwrap_or_default();
    format!("{number}《{}》", front.title.value)
}

/// The values that messages about an item take.
pub(super) fn about(prepared: &Prepared, planned: &Planned) -> Vec<(&'static str, Arg)> {
    let item = &prepared.site.items[planned.item];
    vec![("item", item_name(prepared, planned.item).into()), ("path", item.path.to_string().into())]
}

fn complain(prepared: &Prepared, word: &str, error: &AmendError, today: Date, console: &Console) -> Outcome {
    match error {
        AmendError::Unknown(near) => {
            let args = [("word", word.into()), ("nearest", near.clone().unwrap_or_default().into())];
            console.complain(if near.is_some() { "amend-unknown-near" } else { "amend-unknown" }, &args);
            Outcome::Failed
        }
        AmendError::Ambiguous(paths) => {
            console
                .complain("amend-ambiguous", &[("word", word.into()), ("paths", console.messages.list(paths).into())]);
            Outcome::Failed
        }
        AmendError::Unreadable(path) => {
            console.complain("amend-unreadable", &[("path", path.as_str().into())]);
            Outcome::Stopped
        }
        AmendError::Write(finding) => {
            console.findings(&mut [(**finding).clone()], false);
            Outcome::Failed
        }
        AmendError::Refused(refusal, at) => {
            let item = item_name(prepared, *at);
            let path = prepared.site.items[*at].path.to_string();
            let (id, date) = match refusal {
                Refusal::NeverPublic => ("refused-never-public", String::new()),
                Refusal::Withdrawn => ("refused-withdrawn", String::new()),
                Refusal::NotInForce => ("refused-not-in-force", String::new()),
                Refusal::Reduced => ("refused-reduced", String::new()),
                Refusal::NoDisplay => ("refused-no-display", String::new()),
                Refusal::DisplayRuns(last) => ("refused-display-runs", last.to_string()),
                Refusal::BeforePublication(date) => ("refused-before-publication", date.to_string()),
                Refusal::Ahead => ("refused-ahead", today.to_string()),
                Refusal::Unchanged => ("refused-unchanged", String::new()),
                Refusal::Itself => ("refused-itself", String::new()),
            };
            console.complain(id, &[("item", item.into()), ("path", path.into()), ("date", date.into())]);
            Outcome::Stopped
        }
    }
}
