//! Review before publication (先审查、后公开，一事一审): what a record lacks, and whether it is about what stands there now.
//!
//! 国务院令第711号, article 17: nothing is disclosed before it was reviewed. What the office is not sure of goes to a higher
//! authority and waits. Nothing of a record is ever published.

use crate::catalog::content_hash::{reviewed_hash, shown};
use crate::catalog::files::{self, ItemFiles};
use crate::findings::rules;
use crate::findings::{Finding, Stops};
use crate::messages::Arg;
use crate::site::calendar::Due;
use crate::site::front_matter::Review;
use crate::site::review_chain::names;
use crate::site::vocabulary::{Conclusion, FixedId as _, Term as _};
use crate::site::{Item, ReviewStep, Site, Status};

/// How far the review of an item is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// Nobody has to sign, and there is no record.
    NotAsked,
    /// Steps that must still sign, in order. Empty where only the conclusion is missing.
    Unsigned(Vec<ReviewStep>),
    /// 需报审: a higher authority decides.
    Referred,
    /// 暂缓公开: not settled yet.
    OnHold,
    /// The conclusion is another mode than the item's.
    Contradicted(Conclusion),
    /// Everybody signed, and the content was changed since.
    Outdated,
    /// Everybody signed, but the record does not name the content that it is about.
    Unbound,
    /// Everybody signed, for this content.
    Complete,
}

impl Progress {
    /// Whether the record lets the item out as far as signatures and conclusion go.
    pub fn is_signed(&self) -> bool {
        matches!(self, Self::NotAsked | Self::Outdated | Self::Unbound | Self::Complete)
    }
}

/// How far the signatures are; what they are about is judged by [`progress`].
fn signatures(item: &Item, site: &Site) -> Progress {
    let chain = site.config.review.steps.steps();
    let Some(review) = &item.front.review else {
        return if chain.is_empty() { Progress::NotAsked } else { Progress::Unsigned(chain.to_vec()) };
    };
    match review.concluded() {
        Some(Conclusion::Refer) => return Progress::Referred,
        Some(Conclusion::Hold) => return Progress::OnHold,
        _ => {}
    }
    let missing = missing_steps(review, chain);
    if !missing.is_empty() || (review.conclusion.is_none() && !chain.is_empty()) {
        return Progress::Unsigned(missing);
    }
    match review.concluded() {
        Some(concluded) if concluded.mode() != Some(item.front.mode) => Progress::Contradicted(concluded),
        _ => Progress::Complete,
    }
}

/// How far the review of an item is; `files` are those that it offers and shows.
pub fn progress(item: &Item, site: &Site, files: &ItemFiles) -> Progress {
    let signed = signatures(item, site);
    let Some(review) = &item.front.review else { return signed };
    let outdated = review.of.as_ref().is_some_and(|of| !is_hash(&of.value, &hash(item, site, files))) && is_bound(item);
    match signed {
        Progress::Complete if outdated => Progress::Outdated,
        Progress::Complete if review.of.is_none() => Progress::Unbound,
        other => other,
    }
}

/// Whether signatures that were given so far are for other content than what stands there now.
pub fn is_outdated(item: &Item, site: &Site, files: &ItemFiles) -> bool {
    let of = item.front.review.as_ref().and_then(|review| review.of.as_ref());
    of.is_some_and(|of| !is_hash(&of.value, &hash(item, site, files))) && is_bound(item)
}

/// What was reviewed of a withdrawn or reduced item is not on the site any more, and mostly not in its file either.
fn is_bound(item: &Item) -> bool {
    !matches!(item.front.status, Status::Withdrawn | Status::Reduced)
}

/// The hash of what is reviewed, as a record has it.
pub fn hash(item: &Item, site: &Site, files: &ItemFiles) -> String {
    shown(&reviewed_hash(item, site, files.attachments.iter().chain(&files.inline)))
}

/// Whether a hash as written, perhaps by hand, is this one: its prefix may be missing and its letters large.
fn is_hash(written: &str, hash: &str) -> bool {
    let bare = |text: &str| text.trim().to_ascii_lowercase().trim_start_matches("sha256:").to_owned();
    bare(written) == bare(hash)
}

/// The hash, where the files of the item have not been collected.
pub fn hash_of(item: &Item, site: &Site) -> (ItemFiles, String) {
    let files = files::collect(item, site);
    let hash = hash(item, site, &files);
    (files, hash)
}

fn missing_steps(review: &Review, chain: &[ReviewStep]) -> Vec<ReviewStep> {
    chain.iter().copied().filter(|step| !review.step(*step).is_signed()).collect()
}

/// By when a higher authority has to answer: `reply_days` working days after the referral was sent.
pub fn reply_due(review: &Review, site: &Site) -> Option<Due> {
    let sent = review.referred.as_ref()?.date.as_ref()?;
    Some(site.calendar.add_working_days(sent.value, site.config.review.reply_days))
}

/// Says what keeps an item from being published as far as signatures and conclusion go.
pub(super) fn check(item: &Item, site: &Site, findings: &mut Vec<Finding>) {
    let front = &item.front;
    let Some(review) = &front.review else {
        if let Progress::Unsigned(steps) = signatures(item, site) {
            findings
                .push(Finding::new(&rules::REVIEW_MISSING, item.place(&front.title_span)).with("steps", names(steps)));
        }
        return;
    };
    let place = review.conclusion.as_ref().map_or(&review.span, |field| &field.span);
    let place = item.place(place);
    let conclusion = |id: &str| site.vocabulary.conclusions.get(id).map_or("", |term| term.zh()).to_owned();
    match signatures(item, site) {
        Progress::Unsigned(steps) => {
            let mut missing = names(steps);
            if review.conclusion.is_none() {
                missing.push_str(if missing.is_empty() { "结论" } else { "、结论" });
            }
            findings.push(Finding::new(&rules::REVIEW_INCOMPLETE, item.place(&review.span)).with("steps", missing));
        }
        Progress::Referred => findings.push(referred(review, site, Finding::new(&rules::REVIEW_REFERRED, place))),
        Progress::OnHold => {
            let finding = Finding::new(&rules::REVIEW_ON_HOLD, place);
            findings.push(match &front.next_review {
                Some(until) => finding.with("until", until.value.to_string()).hint("until"),
                None => finding,
            });
        }
        Progress::Contradicted(concluded) => {
            let mode = site.vocabulary.modes.get(front.mode.id()).map_or("", |term| term.zh());
            findings.push(
                Finding::new(&rules::REVIEW_CONCLUSION, place)
                    .with("conclusion", conclusion(concluded.id()))
                    .with("mode", mode),
            );
        }
        Progress::NotAsked | Progress::Outdated | Progress::Unbound | Progress::Complete => {
            check_dates(item, review, findings);
        }
    }
}

fn referred(review: &Review, site: &Site, finding: Finding) -> Finding {
    let to = review.referred.as_ref().and_then(|referral| referral.to.as_ref());
    let to = to.map_or_else(|| Arg::message("review-authority"), |field| Arg::from(field.value.as_str()));
    let finding = finding.with("to", to);
    match reply_due(review, site) {
        Some(due) => finding.with("due", due.date.to_string()).hint("due"),
        None => finding,
    }
}

/// Each step signs after the one before it, and the last one before publication.
fn check_dates(item: &Item, review: &Review, findings: &mut Vec<Finding>) {
    let front = &item.front;
    let dated = ReviewStep::ALL.into_iter().filter_map(|step| Some((step, review.step(step).date.as_ref()?)));
    let mut before: Option<(ReviewStep, jiff::civil::Date)> = None;
    for (step, date) in dated {
        if let Some((earlier, day)) = before
            && date.value < day
        {
            findings.push(
                Finding::new(&rules::REVIEW_ORDER, item.place(&date.span))
                    .with("step", step.zh())
                    .with("earlier", earlier.zh())
                    .with("date", date.value.to_string())
                    .with("day", day.to_string()),
            );
        }
        before = Some((step, date.value));
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

/// Whether the record is not about what stands there now, so that the item is held back for that.
pub fn waits_for_this_content(item: &Item, site: &Site, files: &ItemFiles) -> bool {
    check_binding(item, site, files).is_some_and(|finding| finding.stops != Stops::Nothing)
}

/// Says where a record is not about what stands there now, or does not say what it is about.
///
/// An item that has its number was published before records named their content; it is left in peace unless the site asks.
pub(super) fn check_binding(item: &Item, site: &Site, files: &ItemFiles) -> Option<Finding> {
    let review = item.front.review.as_ref()?;
    let chain = site.config.review.steps.steps();
    match progress(item, site, files) {
        Progress::Outdated => {
            let signed = ReviewStep::ALL.into_iter().filter(|step| review.step(*step).is_signed());
            let place = review.of.as_ref().map_or(&review.span, |field| &field.span);
            Some(
                Finding::new(&rules::REVIEW_OUTDATED, item.place(place))
                    .with("steps", names(signed))
                    .with("hash", hash(item, site, files)),
            )
        }
        Progress::Unbound if !chain.is_empty() && (site.config.review.bound || item.front.index_no.is_none()) => {
            let finding =
                Finding::new(&rules::REVIEW_UNBOUND, item.place(&review.span)).with("hash", hash(item, site, files));
            Some(if site.config.review.bound { finding.stopping(Stops::Item) } else { finding })
        }
        _ => None,
    }
}
