//! The publication gate: the one place that decides what is public.
//!
//! 以公开为常态、不公开为例外: what nothing holds back is published. 先审查、后公开: in the township preset an item waits
//! until its review is complete (国务院令第711号, articles 5 and 17).

use crate::catalog::Provisional;
use crate::findings::Finding;
use crate::findings::rules;
use crate::messages::Arg;
use crate::site::front_matter::Review;
use crate::site::vocabulary::{FixedId as _, Term as _};
use crate::site::{Item, Mode, Preset, Site, Status, Vocabulary};

/// What the gate says of one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It passes.
    Public,
    /// It is held back.
    Held(Provisional),
}

/// The verdicts of all items, in their order, and why some wait.
#[derive(Debug, Default)]
pub struct Gate {
    /// One verdict for each of `site.items`.
    pub verdicts: Vec<Verdict>,
    /// What is wrong.
    pub findings: Vec<Finding>,
}

/// Judges every item of a site.
pub fn gate(site: &Site) -> Gate {
    let mut gate = Gate::default();
    for item in &site.items {
        let verdict = judge(item, site, &mut gate.findings);
        gate.verdicts.push(verdict);
    }
    gate
}

fn judge(item: &Item, site: &Site, findings: &mut Vec<Finding>) -> Verdict {
    let front = &item.front;
    match front.status {
        Status::Draft => return Verdict::Held(Provisional::Draft),
        Status::Internal => return Verdict::Held(Provisional::Internal),
        Status::Published | Status::Reduced | Status::Withdrawn => {}
    }
    let before = findings.len();
    check_ground(item, &site.vocabulary, findings);
    if front.mode == Mode::NotDisclosed {
        return Verdict::Held(Provisional::NotDisclosed);
    }
    check_withdrawal(item, findings);
    if front.published.is_none() {
        let span = front.created.span.clone();
        findings.push(Finding::new(&rules::DATE_PUBLISHED_MISSING, item.place(&span)));
    }
    if site.config.preset == Preset::Township {
        check_review(item, &site.vocabulary, findings);
    }
    let stopped = findings[before..].iter().any(|finding| finding.stops != crate::findings::Stops::Nothing);
    if stopped { Verdict::Held(Provisional::Held) } else { Verdict::Public }
}

/// 不予公开 needs a coded ground (articles 14 to 16); a state secret has no place here at all.
fn check_ground(item: &Item, vocabulary: &Vocabulary, findings: &mut Vec<Finding>) {
    let front = &item.front;
    match (front.mode, &front.ground) {
        (Mode::NotDisclosed, None) => {
            let codes: Vec<String> =
                vocabulary.grounds.all().iter().map(|ground| format!("{} {}", ground.id(), ground.zh())).collect();
            findings.push(
                Finding::new(&rules::MODE_GROUND_MISSING, item.place(&front.title_span))
                    .with("allowed", codes.join("、")),
            );
        }
        (Mode::NotDisclosed, Some(ground)) if ground.value == "R14-1" => {
            findings.push(Finding::new(&rules::MODE_SECRET, item.place(&ground.span)));
        }
        (Mode::Proactive | Mode::OnRequest, Some(ground)) => {
            let mode = vocabulary.modes.get(front.mode.id()).map_or(front.mode.id(), |mode| mode.zh());
            findings.push(Finding::new(&rules::MODE_GROUND_NOT_NEEDED, item.place(&ground.span)).with("mode", mode));
        }
        _ => {}
    }
    if front.mode == Mode::NotDisclosed && front.next_review.is_none() {
        findings.push(Finding::new(&rules::MODE_NEXT_REVIEW_MISSING, item.place(&front.title_span)));
    }
}

fn check_withdrawal(item: &Item, findings: &mut Vec<Finding>) {
    let front = &item.front;
    match (front.status, &front.withdrawn) {
        (Status::Withdrawn, None) => {
            findings.push(Finding::new(&rules::WITHDRAWN_RECORD_MISSING, item.place(&front.title_span)));
        }
        (Status::Withdrawn, Some(record)) if record.date.is_none() || record.reason.is_none() => {
            findings.push(Finding::new(&rules::WITHDRAWN_RECORD_MISSING, item.place(&record.span)));
        }
        (Status::Published | Status::Reduced, Some(record)) => {
            findings.push(Finding::new(&rules::WITHDRAWN_STATUS, item.place(&record.span)));
        }
        _ => {}
    }
}

/// Every step signed, and a conclusion that is the mode (article 17; 经办—科室—办公室—审批).
fn check_review(item: &Item, vocabulary: &Vocabulary, findings: &mut Vec<Finding>) {
    let front = &item.front;
    let Some(review) = &front.review else {
        findings.push(
            Finding::new(&rules::REVIEW_MISSING, item.place(&front.title_span))
                .with("steps", Arg::message("review-steps")),
        );
        return;
    };
    let missing = missing_steps(review);
    if !missing.is_empty() {
        findings
            .push(Finding::new(&rules::REVIEW_INCOMPLETE, item.place(&review.span)).with("steps", missing.join("、")));
        return;
    }
    if let Some(conclusion) = &review.conclusion
        && conclusion.value != front.mode.id()
    {
        let concluded = vocabulary.conclusions.get(&conclusion.value).map_or("", |term| term.zh());
        let mode = vocabulary.modes.get(front.mode.id()).map_or("", |term| term.zh());
        findings.push(
            Finding::new(&rules::REVIEW_CONCLUSION, item.place(&conclusion.span))
                .with("conclusion", concluded)
                .with("mode", mode),
        );
    }
    if let (Some(approved), Some(published)) = (&review.approved.date, &front.published)
        && approved.value > published.value.date
        && front.corrections.is_empty()
        && front.status == Status::Published
    {
        findings.push(
            Finding::new(&rules::REVIEW_AFTER_PUBLICATION, item.place(&approved.span))
                .with("approved", approved.value.to_string())
                .with("published", published.value.date.to_string()),
        );
    }
}

fn missing_steps(review: &Review) -> Vec<&'static str> {
    let steps = [
        ("经办", review.drafted.is_signed()),
        ("科室", review.department.is_signed()),
        ("办公室", review.office.is_signed()),
        ("审批", review.approved.is_signed()),
        ("结论", review.conclusion.is_some()),
    ];
    steps.iter().filter(|(_, there)| !there).map(|(name, _)| *name).collect()
}
