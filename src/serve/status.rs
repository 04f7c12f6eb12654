//! What open pages are told: that there is a newer site, that only styles changed, that the search has followed, and what is
//! wrong.
//!
//! A page says which state it was served from, so one that was loaded a moment before a change, or that was asleep in
//! another tab, catches up when it connects.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{Stream, unfold};
use tokio::sync::watch;

/// Which state of the site a page shows. Written into its script's address as
/// `run-page-style-index`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Version {
    /// This run of the program.
    pub(super) run: u32,
    /// Rises with every change of the site.
    pub(super) page: u64,
    /// Rises with every change of nothing but styles.
    pub(super) style: u64,
    /// Rises when the search has followed a change of the site.
    pub(super) index: u64,
}

impl Version {
    pub(super) fn text(self) -> String {
        format!("{}-{}-{}-{}", self.run, self.page, self.style, self.index)
    }

    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let version = Self {
            run: parts.next()?.parse().ok()?,
            page: parts.next()?.parse().ok()?,
            style: parts.next()?.parse().ok()?,
            index: parts.next()?.parse().ok()?,
        };
        parts.next().is_none().then_some(version)
    }
}

/// What open pages are told of.
#[derive(Debug, Clone)]
pub(super) struct Status {
    pub(super) version: Version,
    /// The findings to show over the page, as JSON.
    pub(super) findings: Arc<str>,
}

/// The events for one page, which shows state `since`.
pub(super) fn events(
    status: watch::Receiver<Status>,
    since: &str,
) -> Sse<impl Stream<Item = Result<Event, Infallible>> + Send + 'static> {
    let page = Page { shows: Version::parse(since), told: None, waiting: VecDeque::new(), status };
    let stream = unfold(page, |mut page| async move {
        let event = page.next().await?;
        Some((Ok(event), page))
    });
    Sse::new(stream).keep_alive(KeepAlive::new().interval(Duration::from_secs(20)))
}

struct Page {
    /// What it shows; `None` where that is unknown.
    shows: Option<Version>,
    /// The findings it was told of.
    told: Option<Arc<str>>,
    waiting: VecDeque<Event>,
    status: watch::Receiver<Status>,
}

impl Page {
    /// The next event; `None` when the server ends.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.waiting.pop_front() {
                return Some(event);
            }
            let now = self.status.borrow_and_update().clone();
            self.compare(&now);
            if self.waiting.is_empty() {
                self.status.changed().await.ok()?;
            }
        }
    }

    fn compare(&mut self, now: &Status) {
        // The news of a newer page first: who loads again leaves, and sees the findings there, once.
        match self.shows {
            Some(shown) if (shown.run, shown.page) == (now.version.run, now.version.page) => {
                if shown.style != now.version.style {
                    self.waiting.push_back(Event::default().event("css").data(now.version.text()));
                }
                if shown.index != now.version.index {
                    self.waiting.push_back(Event::default().event("index").data(now.version.text()));
                }
            }
            _ => self.waiting.push_back(Event::default().event("reload").data(now.version.text())),
        }
        if self.told.as_ref() != Some(&now.findings) {
            self.waiting.push_back(Event::default().event("findings").data(now.findings.as_ref()));
            self.told = Some(Arc::clone(&now.findings));
        }
        self.shows = Some(now.version);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_back_and_nonsense_is_not() {
        let version = Version { run: 7, page: 3, style: 12, index: 5 };
        assert_eq!(Version::parse(&version.text()), Some(version));
        for text in ["", "7-3", "7-3-12", "7-3-12-1-1", "a-b-c-d", "7--3-1-1", "99999999999-1-1-1"] {
            assert_eq!(Version::parse(text), None, "{text}");
        }
    }
}
