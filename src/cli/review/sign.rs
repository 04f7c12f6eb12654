//! `mulu review --sign STEP`: writes a signature into an item's record; `--bind` binds records that were signed on paper.

use jiff::civil::Date;

use super::{conclusion_name, step_name};
use crate::build::{plan_signature, write_signature};
use crate::catalog::review;
use crate::catalog::sign::{Refusal, Signature, bind, sign};
use crate::cli::Outcome;
use crate::cli::args::Review;
use crate::cli::console::Console;
use crate::messages::Arg;
use crate::site::front_edit::Change;
use crate::site::review_chain::ReviewStep;
use crate::site::vocabulary::{Conclusion, FixedId as _, Term as _};
use crate::site::{Item, Site};

pub(super) fn run(item: &Item, site: &Site, options: &Review, today: Date, console: &Console) -> Outcome {
    let Some(step) = step(options, site, console) else { return Outcome::Failed };
    if !site.config.review.steps.steps().contains(&step) {
        return refuse(item, site, &Refusal::NotAsked, console);
    }
    let Some(signature) = signature(step, options, site, today, console) else { return Outcome::Failed };
    let (files, _) = review::hash_of(item, site);
    let changes = match sign(item, site, &files, &signature) {
        Ok(changes) => changes,
        Err(refusal) => return refuse(item, site, &refusal, console),
    };
    let name = step_name(signature.step, &console.messages);
    let args = [
        ("step", Arg::from(name)),
        ("by", signature.by.as_str().into()),
        ("title", item.front.title.value.as_str().into()),
        ("path", item.path.as_ref().into()),
    ];
    match write(item, &changes, options.dry_run, console) {
        Ok(()) if options.dry_run => console.say("review-sign-dry-run", &args),
        Ok(()) => {
            console.say("review-signed", &args);
            let chain = site.config.review.steps.steps();
            let next = chain.iter().skip_while(|step| **step != signature.step).nth(1);
            match next {
                Some(next) => {
                    let next = step_name(*next, &console.messages);
                    console.say("review-signed-next", &[("step", next.into())]);
                }
                None => console.say("review-signed-last", &[]),
            }
        }
        Err(outcome) => return outcome,
    }
    Outcome::Fine
}

/// Binds one record, or every record that is complete and names no content.
pub(super) fn run_bind(item: Option<&Item>, site: &Site, dry_run: bool, console: &Console) -> Outcome {
    let all: Vec<&Item> = item.map_or_else(|| site.items.iter().map(AsRef::as_ref).collect(), |item| vec![item]);
    let mut count = 0_usize;
    for item in &all {
        let (files, _) = review::hash_of(item, site);
        let Some(change) = bind(item, site, &files) else { continue };
        match write(item, &[change], dry_run, console) {
            Ok(()) => count += 1,
            Err(outcome) => return outcome,
        }
        console.result(&item.path);
    }
    if let (Some(item), 0) = (item, count) {
        let (files, _) = review::hash_of(item, site);
        let progress = review::progress(item, site, &files);
        let state = super::list::progress_words(&progress, item, site, &console.messages);
        console.complain("review-bind-not", &[("state", state.into())]);
        return Outcome::Stopped;
    }
    console.say(if dry_run { "review-bind-dry-run" } else { "review-bound" }, &[("count", count.into())]);
    Outcome::Fine
}

/// Shows the lines that come in, and writes them unless it is a dry run.
fn write(item: &Item, changes: &[Change], dry_run: bool, console: &Console) -> Result<(), Outcome> {
    let planned = plan_signature(item, changes).and_then(|signed| {
        if dry_run {
            console.result(&signed.lines);
            return Ok(());
        }
        write_signature(item, &signed)
    });
    planned.map_err(|finding| {
        console.findings(&mut [*finding], false);
        Outcome::Failed
    })
}

/// The step that is signed; complains of one that is unknown.
fn step(options: &Review, site: &Site, console: &Console) -> Option<ReviewStep> {
    let word = options.sign.as_deref().unwrap_or_default();
    let step = ReviewStep::from_name(word);
    if step.is_none() {
        let allowed: Vec<String> =
            site.config.review.steps.steps().iter().map(|step| format!("{} {}", step.zh(), step.id())).collect();
        console
            .complain("review-no-step", &[("word", word.into()), ("allowed", console.messages.list(&allowed).into())]);
    }
    step
}

/// The options as a signature; asks for the name, complains of what is missing or unknown.
fn signature(step: ReviewStep, options: &Review, site: &Site, today: Date, console: &Console) -> Option<Signature> {
    let by = text(options.by.as_ref()).or_else(|| console.ask("review-ask-name", &[]));
    let Some(by) = by else {
        console.complain("review-no-name", &[]);
        return None;
    };
    let conclusion = match &options.conclusion {
        None => None,
        Some(word) => Some(read_conclusion(word, site, console)?),
    };
    Some(Signature {
        step,
        by,
        date: options.date.unwrap_or(today),
        opinion: text(options.opinion.as_ref()),
        conclusion,
        basis: text(options.basis.as_ref()),
        again: options.again,
    })
}

fn read_conclusion(word: &str, site: &Site, console: &Console) -> Option<Conclusion> {
    let conclusions = &site.vocabulary.conclusions;
    if let Ok(term) = conclusions.find(word) {
        return Conclusion::from_id(term.id());
    }
    let allowed: Vec<&str> = conclusions.all().iter().map(crate::site::vocabulary::Term::zh).collect();
    console.complain(
        "review-no-conclusion",
        &[("word", word.into()), ("allowed", console.messages.list(&allowed).into())],
    );
    None
}

fn text(option: Option<&String>) -> Option<String> {
    option.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn refuse(item: &Item, site: &Site, refusal: &Refusal, console: &Console) -> Outcome {
    let name = |step: ReviewStep| Arg::from(step_name(step, &console.messages));
    match refusal {
        Refusal::NotAsked => console.complain("review-refused-not-asked", &[]),
        Refusal::Before(steps) => {
            let names: Vec<String> = steps.iter().map(|step| step_name(*step, &console.messages)).collect();
            let names = console.messages.list(&names);
            console.complain("review-refused-before", &[("steps", names.into())]);
        }
        Refusal::Signed(by, date) => {
            let args = [("by", by.as_str().into()), ("date", date.to_string().into())];
            console.complain("review-refused-signed", &args);
        }
        Refusal::Outdated(first) => console.complain("review-refused-outdated", &[("step", name(*first))]),
        Refusal::NotFirst(first) => console.complain("review-refused-not-first", &[("step", name(*first))]),
        Refusal::Contradicted(conclusion) => {
            let mode = site.vocabulary.modes.get(item.front.mode.id());
            let mode = mode.map_or("", |term| term.name(console.messages.lang()));
            let args = [
                ("conclusion", conclusion_name(conclusion.id(), site, &console.messages).into()),
                ("mode", mode.into()),
            ];
            console.complain("review-refused-contradicted", &args);
        }
    }
    Outcome::Stopped
}
