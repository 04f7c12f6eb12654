//! 内容概述: article 12 of 国务院令第711号 lists it among what every entry of a catalog shows.

use super::Subject;
use crate::findings::Finding;
use crate::findings::rules;
use crate::site::{Mode, Status};

/// Asks for a summary where there is none and somebody would read it.
pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for item in subject.live() {
        let is_shown = item.front.status != Status::Withdrawn && item.front.mode != Mode::NotDisclosed;
        if item.front.summary.is_none() && is_shown {
            findings.push(Finding::new(&rules::SUMMARY_MISSING, item.place(&item.front.title_span)));
        }
    }
}
