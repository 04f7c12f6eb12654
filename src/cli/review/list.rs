//! What waits, as a table: file, title, whose turn it is, since when, why.

use jiff::civil::Date;

use super::{conclusion_name, step_name};
use crate::catalog::review::{self, Progress};
use crate::catalog::review_queue::{Waiting, Why, waiting};
use crate::cli::args::Format;
use crate::cli::console::Console;
use crate::cli::{Outcome, table};
use crate::messages::{Arg, Messages};
use crate::site::vocabulary::FixedId as _;
use crate::site::{Item, ReviewStep, Site, Status};

/// Titles are cut at so many columns; paths are whole, because they are copied.
const WIDEST: [usize; 5] = [0, 32, 0, 0, 0];

pub(super) fn run(site: &Site, today: Date, format: Format, console: &Console) -> Outcome {
    let waiting = waiting(site, today);
    if format != Format::Text {
        console.result(&json(&waiting, site, &console.messages));
        return Outcome::Fine;
    }
    if waiting.is_empty() {
        console.say("review-none", &[]);
        return Outcome::Fine;
    }
    let messages = &console.messages;
    let heading = |id: &str| messages.get(id, &[]);
    let headings = [
        heading("review-column-path"),
        heading("review-column-title"),
        heading("review-column-step"),
        heading("review-column-since"),
        heading("review-column-why"),
    ];
    let rows: Vec<[String; 5]> = waiting
        .iter()
        .map(|line| {
            let item = &site.items[line.item];
            [
                item.path.to_string(),
                item.front.title.value.clone(),
                line.step.map(|step| step_name(step, messages)).unwrap_or_default(),
                line.since.to_string(),
                why(line, item, site, messages),
            ]
        })
        .collect();
    for line in table::lines(&headings, &rows, WIDEST) {
        console.result(&line);
    }
    let again = waiting.iter().filter(|line| matches!(line.why, Why::NextReview(_))).count();
    console.say("review-count", &[("count", (waiting.len() - again).into()), ("again", again.into())]);
    Outcome::Fine
}

/// Why an item waits, in one line.
pub(super) fn why(line: &Waiting, item: &Item, site: &Site, messages: &Messages) -> String {
    let text = match &line.why {
        Why::NextReview(due) => messages.get("review-why-next", &[("due", due.to_string().into())]),
        Why::Review(progress) => progress_words(progress, item, site, messages),
    };
    if item.front.status == Status::Draft { messages.get("review-draft", &[("why", text.into())]) } else { text }
}

/// How far a review is, in one line.
pub(super) fn progress_words(progress: &Progress, item: &Item, site: &Site, messages: &Messages) -> String {
    let names = |steps: &[ReviewStep]| -> Arg {
        let names: Vec<String> = steps.iter().map(|step| step_name(*step, messages)).collect();
        messages.list(&names).into()
    };
    match progress {
        Progress::NotAsked => messages.get("review-why-not-asked", &[]),
        Progress::Complete => messages.get("review-why-complete", &[]),
        Progress::Unsigned(missing) if missing.is_empty() => messages.get("review-why-conclusion", &[]),
        Progress::Unsigned(missing) => messages.get("review-why-unsigned", &[("steps", names(missing))]),
        Progress::Referred => {
            let due = item.front.review.as_ref().and_then(|record| review::reply_due(record, site));
            match due {
                Some(due) => {
                    let id = if due.provisional { "review-why-referred-about" } else { "review-why-referred-due" };
                    messages.get(id, &[("due", due.date.to_string().into())])
                }
                None => messages.get("review-why-referred", &[]),
            }
        }
        Progress::OnHold => match &item.front.next_review {
            Some(until) => messages.get("review-why-hold-until", &[("until", until.value.to_string().into())]),
            None => messages.get("review-why-hold", &[]),
        },
        Progress::Contradicted(concluded) => {
            let concluded = conclusion_name(concluded.id(), site, messages);
            messages.get("review-why-contradicted", &[("conclusion", concluded.into())])
        }
        Progress::Outdated => {
            messages.get("review-why-outdated", &[("steps", names(site.config.review.steps.steps()))])
        }
        Progress::Unbound => messages.get("review-why-unbound", &[]),
    }
}

/// The list for programs: `{waiting: [{path, title, step, since, state, why}]}`.
fn json(waiting: &[Waiting], site: &Site, messages: &Messages) -> String {
    let lines: Vec<_> = waiting
        .iter()
        .map(|line| {
            let item = &site.items[line.item];
            serde_json::json!({
                "path": item.path.as_ref(),
                "title": item.front.title.value,
                "step": line.step.map(ReviewStep::id),
                "since": line.since.to_string(),
                "state": match &line.why {
                    Why::NextReview(_) => "next_review",
                    Why::Review(progress) => state_id(progress),
                },
                "why": why(line, item, site, messages),
            })
        })
        .collect();
    serde_json::json!({ "waiting": lines }).to_string()
}

/// The stable name of a state.
pub(super) fn state_id(progress: &Progress) -> &'static str {
    match progress {
        Progress::NotAsked => "not_asked",
        Progress::Unsigned(_) => "unsigned",
        Progress::Referred => "referred",
        Progress::OnHold => "on_hold",
        Progress::Contradicted(_) => "contradicted",
        Progress::Outdated => "outdated",
        Progress::Unbound => "unbound",
        Progress::Complete => "complete",
    }
}
