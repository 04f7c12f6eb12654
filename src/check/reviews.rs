//! Dates that the review set: the next look at what is not disclosed, the answer of a higher authority.

use super::Subject;
use crate::catalog::review;
use crate::findings::Finding;
use crate::findings::rules;
use crate::messages::Arg;
use crate::site::Mode;
use crate::site::vocabulary::Conclusion;

/// Withheld items whose day of review has passed (国务院令第711号, article 18); referrals that were not answered in time.
pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for item in subject.live() {
        let front = &item.front;
        let concluded = front.review.as_ref().and_then(crate::site::front_matter::Review::concluded);
        let withheld = front.mode == Mode::NotDisclosed || concluded == Some(Conclusion::Hold);
        if let Some(next) = front.next_review.as_ref().filter(|next| withheld && next.value < subject.today) {
            findings.push(
                Finding::new(&rules::MODE_NEXT_REVIEW_DUE, item.place(&next.span)).with("due", next.value.to_string()),
            );
        }
        if let Some(record) = front.review.as_ref().filter(|_| concluded == Some(Conclusion::Refer))
            && let Some(due) = review::reply_due(record, subject.site)
            && due.date < subject.today
        {
            let referral = record.referred.as_ref();
            let to = referral.and_then(|referral| referral.to.as_ref());
            let span = referral.and_then(|referral| referral.date.as_ref()).map_or(&record.span, |date| &date.span);
            findings.push(
                Finding::new(&rules::REVIEW_REPLY_OVERDUE, item.place(span))
                    .with("to", to.map_or_else(|| Arg::message("review-authority"), |to| to.value.as_str().into()))
                    .with("due", due.date.to_string()),
            );
        }
    }
}
