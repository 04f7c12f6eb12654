//! One item's review: who signed, what is missing, and the hash of what stands there now.

use super::list::{progress_words, state_id};
use super::{conclusion_name, step_name};
use crate::catalog::review;
use crate::catalog::review_queue::next_step;
use crate::cli::args::Format;
use crate::cli::console::Console;
use crate::cli::{Outcome, table};
use crate::site::{Item, ReviewStep, Site};

pub(super) fn run(item: &Item, site: &Site, format: Format, console: &Console) -> Outcome {
    let messages = &console.messages;
    let (files, hash) = review::hash_of(item, site);
    let progress = review::progress(item, site, &files);
    let front = &item.front;
    let record = front.review.as_ref();
    let asked = site.config.review.steps.steps();
    let steps: Vec<ReviewStep> = ReviewStep::ALL
        .into_iter()
        .filter(|step| asked.contains(step) || record.is_some_and(|record| record.step(*step).is_signed()))
        .collect();
    let of = record.and_then(|record| record.of.as_ref()).map(|field| field.value.as_str());
    if format != Format::Text {
        let signed: Vec<_> = steps
            .iter()
            .map(|step| {
                let step_record = record.map(|record| record.step(*step));
                serde_json::json!({
                    "step": step.id(),
                    "by": step_record.and_then(|s| s.by.as_ref()).map(|field| field.value.as_str()),
                    "date": step_record.and_then(|s| s.date.as_ref()).map(|field| field.value.to_string()),
                    "opinion": step_record.and_then(|s| s.opinion.as_ref()).map(|field| field.value.as_str()),
                })
            })
            .collect();
        let whole = serde_json::json!({
            "path": item.path.as_ref(), "title": front.title.value, "state": state_id(&progress), "steps": signed,
            "conclusion": record.and_then(|record| record.conclusion.as_ref()).map(|field| field.value.as_str()),
            "of": of, "hash": hash,
        });
        console.result(&whole.to_string());
        return Outcome::Fine;
    }
    console.result(&front.title.value);
    console.result(&item.path);
    console.result("");
    let heading = |id: &str| messages.get(id, &[]);
    let headings = [
        heading("review-column-step"),
        heading("review-column-by"),
        heading("review-column-date"),
        heading("review-column-opinion"),
    ];
    let rows: Vec<[String; 4]> = steps
        .iter()
        .map(|step| {
            let signed = record.map(|record| record.step(*step));
            let text = |field: Option<String>| field.unwrap_or_else(|| heading("review-unsigned"));
            [
                step_name(*step, messages),
                text(signed.and_then(|s| s.by.as_ref()).map(|field| field.value.clone())),
                text(signed.and_then(|s| s.date.as_ref()).map(|field| field.value.to_string())),
                signed.and_then(|s| s.opinion.as_ref()).map(|field| field.value.clone()).unwrap_or_default(),
            ]
        })
        .collect();
    if !rows.is_empty() {
        for line in table::lines(&headings, &rows, [0; 4]) {
            console.result(&line);
        }
        console.result("");
    }
    let say = |id: &str, value: String| console.result(&messages.get(id, &[("value", value.into())]));
    if let Some(conclusion) = record.and_then(|record| record.conclusion.as_ref()) {
        say("review-show-conclusion", conclusion_name(&conclusion.value, site, messages));
    }
    say("review-show-state", progress_words(&progress, item, site, messages));
    if let Some(step) = next_step(&progress, site) {
        say("review-show-next", step_name(step, messages));
    }
    if let Some(of) = of.filter(|_| review::is_outdated(item, site, &files)) {
        say("review-show-of", of.to_owned());
    }
    say("review-show-hash", hash);
    Outcome::Fine
}
