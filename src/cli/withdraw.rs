//! `mulu withdraw ITEM`: takes a published item back; a page says so.

use super::args::{Global, Withdraw};
use super::console::Console;
use super::{Outcome, amend};
use crate::catalog::lifecycle::{Action, published};

pub(super) fn run(options: &Withdraw, global: &Global, console: &Console) -> Outcome {
    let Some(reason) = amend::required(options.record.reason.as_ref(), "ask-withdraw-reason", "--reason", console)
    else {
        return Outcome::Failed;
    };
    let prepared = match amend::open(global, options.record.dry_run, console) {
        Ok(prepared) => prepared,
        Err(outcome) => return outcome,
    };
    let title = options.title.as_ref().map(|title| title.trim().to_owned()).filter(|title| !title.is_empty());
    let action = Action::Withdraw { title: title.clone() };
    let texts = (reason, String::new());
    match amend::carry_out(&prepared, &options.item, action, &options.record, texts, global, console) {
        Ok((planned, _)) => {
            let item = &prepared.site.items[planned.item];
            let mut args = amend::about(&prepared, &planned);
            args.push(("status", published(&prepared.site, item.front.chinese_keys).into()));
            console.say("withdraw-done", &args);
            if title.is_some() {
                console.say("withdraw-title", &args);
            }
            Outcome::Fine
        }
        Err(outcome) => outcome,
    }
}
