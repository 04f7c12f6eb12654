//! The phases of a build, and who is told of them.

#![expect(clippy::disallowed_methods, reason = "what is measured is shown to the user, never written")]

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// A phase of a build, in the order in which they follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Reading the site.
    Load,
    /// Gate, numbers and checks.
    Check,
    /// Pages.
    Render,
    /// Words of attachments.
    Attachments,
    /// The search index.
    Search,
    /// Writing files.
    Write,
    /// Packing a year.
    Archive,
    /// Comparing a copy with its checksums.
    Verify,
}

impl Phase {
    /// Its name for programs.
    pub fn id(self) -> &'static str {
        self.message_id().trim_start_matches("phase-")
    }

    /// The id of its name in the messages.
    pub fn message_id(self) -> &'static str {
        match self {
            Self::Load => "phase-load",
            Self::Check => "phase-check",
            Self::Render => "phase-render",
            Self::Attachments => "phase-attachments",
            Self::Search => "phase-search",
            Self::Write => "phase-write",
            Self::Archive => "phase-archive",
            Self::Verify => "phase-verify",
        }
    }
}

/// Somebody who wants to know how far a build is.
pub trait Progress: Sync {
    /// A phase begins, with so many steps where that is known.
    fn begin(&self, phase: Phase, steps: Option<usize>);
    /// So many steps more are done.
    fn advance(&self, steps: usize);
    /// The last phase is done.
    fn end(&self);
}

/// Measures the phases, and passes on to another.
pub struct Timings<'a> {
    inner: &'a dyn Progress,
    laps: Mutex<Vec<(Phase, Instant, Option<Instant>)>>,
}

impl<'a> Timings<'a> {
    /// Measures for somebody.
    pub fn new(inner: &'a dyn Progress) -> Self {
        Self { inner, laps: Mutex::new(Vec::new()) }
    }

    /// Every phase once with its milliseconds, in order. One that was gone into twice, as when a build that seemed to have
    /// nothing to do finds otherwise, has the time of both.
    pub fn laps(&self) -> Vec<(Phase, u128)> {
        self.close();
        let mut all: BTreeMap<Phase, Duration> = BTreeMap::new();
        if let Ok(laps) = self.laps.lock() {
            for (phase, from, to) in laps.iter() {
                *all.entry(*phase).or_default() += to.unwrap_or(*from).duration_since(*from);
            }
        }
        all.into_iter().map(|(phase, time)| (phase, time.as_millis())).collect()
    }

    fn close(&self) {
        if let Ok(mut laps) = self.laps.lock()
            && let Some(last) = laps.last_mut()
        {
            last.2.get_or_insert_with(Instant::now);
        }
    }
}

impl Progress for Timings<'_> {
    fn begin(&self, phase: Phase, steps: Option<usize>) {
        self.close();
        if let Ok(mut laps) = self.laps.lock() {
            laps.push((phase, Instant::now(), None));
        }
        self.inner.begin(phase, steps);
    }

    fn advance(&self, steps: usize) {
        self.inner.advance(steps);
    }

    fn end(&self) {
        self.close();
        self.inner.end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::attachments::Silent;

    #[test]
    fn a_phase_that_is_gone_into_twice_is_named_once() {
        let timings = Timings::new(&Silent);
        for phase in [Phase::Load, Phase::Write, Phase::Load, Phase::Check, Phase::Write] {
            timings.begin(phase, None);
        }
        timings.end();
        let phases: Vec<Phase> = timings.laps().into_iter().map(|(phase, _)| phase).collect();
        assert_eq!(phases, [Phase::Load, Phase::Check, Phase::Write]);
    }
}
