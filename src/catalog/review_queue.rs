//! What waits for a review: for whose signature, since when, and what was to be looked at again by now.

use jiff::civil::Date;
use rayon::prelude::*;

use super::review::{self, Progress};
use crate::site::front_matter::Review;
use crate::site::{Item, Mode, ReviewStep, Site, Status};

/// Why an item waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The review is not complete.
    Review(Progress),
    /// 下次复核 has passed on this day (国务院令第711号, article 18).
    NextReview(Date),
}

/// An item that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Its position in [`Site::items`].
    pub item: usize,
    /// Whose turn it is, where a signature is missing.
    pub step: Option<ReviewStep>,
    /// Since when: the last signature, or the day on which the item was made.
    pub since: Date,
    /// Why.
    pub why: Why,
}

/// Everything that waits as of `today`, in the order of the items.
///
/// Drafts wait once somebody has signed: before, whoever writes them has not let go of them.
pub fn waiting(site: &Site, today: Date) -> Vec<Waiting> {
    let per_item: Vec<Vec<Waiting>> =
        site.items.par_iter().enumerate().map(|(at, item)| waits(at, item, site, today)).collect();
    per_item.into_iter().flatten().collect()
}

fn waits(at: usize, item: &Item, site: &Site, today: Date) -> Vec<Waiting> {
    let front = &item.front;
    let begun = front.review.as_ref().is_some_and(Review::is_begun);
    let live = match front.status {
        Status::Published => true,
        Status::Draft => begun,
        Status::Internal | Status::Reduced | Status::Withdrawn => false,
    };
    if !live {
        return Vec::new();
    }
    let mut found = Vec::new();
    let (files, _) = review::hash_of(item, site);
    let progress = review::progress(item, site, &files);
    let settled = match progress {
        Progress::NotAsked | Progress::Complete => true,
        Progress::Unbound => !site.config.review.bound,
        _ => false,
    };
    let since = last_signature(front.review.as_ref()).unwrap_or(front.created.value);
    if !settled {
        let step = next_step(&progress, site);
        found.push(Waiting { item: at, step, since, why: Why::Review(progress) });
    }
    if let Some(next) = &front.next_review
        && next.value < today
        && front.mode == Mode::NotDisclosed
    {
        found.push(Waiting { item: at, step: None, since: next.value, why: Why::NextReview(next.value) });
    }
    found
}

/// Whose turn it is; after a change all sign again, the first one first.
pub fn next_step(progress: &Progress, site: &Site) -> Option<ReviewStep> {
    match progress {
        Progress::Unsigned(missing) => missing.first().copied(),
        Progress::Outdated => site.config.review.steps.steps().first().copied(),
        _ => None,
    }
}

fn last_signature(review: Option<&Review>) -> Option<Date> {
    let review = review?;
    ReviewStep::ALL.into_iter().filter_map(|step| review.step(step).date.as_ref()).map(|date| date.value).max()
}
