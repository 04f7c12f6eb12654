//! The publication gate: the one place that decides what is public.
//!
//! 以公开为常态、不公开为例外: what nothing holds back is published. 先审查、后公开: an item waits until everybody whom the site
//! asks for has signed (国务院令第711号, articles 5 and 17; [`super::review`]).

use crate::catalog::{Provisional, review};
use crate::findings::Finding;
use crate::findings::rules;
use crate::site::vocabulary::{FixedId as _, Term as _};
use crate::site::{Item, Mode, Site, Status, Vocabulary};

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
    review::check(item, site, findings);
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
    if let Some(title) = front.public_title.as_ref().filter(|_| front.mode != Mode::NotDisclosed) {
        let mode = vocabulary.modes.get(front.mode.id()).map_or(front.mode.id(), |mode| mode.zh());
        findings.push(Finding::new(&rules::MODE_PUBLIC_TITLE_NOT_NEEDED, item.place(&title.span)).with("mode", mode));
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
