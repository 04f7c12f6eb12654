//! Progress bars, on a terminal only.

use std::sync::Mutex;

use indicatif::{ProgressBar, ProgressStyle};

use super::console::Console;
use crate::build::{Phase, Progress};

/// A bar a phase; nothing where standard error is no terminal.
pub(super) struct Bars<'a> {
    console: &'a Console,
    bar: Mutex<Option<ProgressBar>>,
}

impl<'a> Bars<'a> {
    pub(super) fn new(console: &'a Console) -> Self {
        Self { console, bar: Mutex::new(None) }
    }

    fn replace(&self, bar: Option<ProgressBar>) {
        if let Ok(mut current) = self.bar.lock() {
            if let Some(old) = current.take() {
                old.finish_and_clear();
            }
            *current = bar;
        }
    }
}

impl Progress for Bars<'_> {
    fn begin(&self, phase: Phase, steps: Option<usize>) {
        if !self.console.shows_progress() {
            return;
        }
        let bar = if let Some(steps) = steps {
            let style = ProgressStyle::with_template("{prefix:10} {bar:32} {human_pos}/{human_len} {per_sec} {eta}");
            ProgressBar::new(steps as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        } else {
            let style = ProgressStyle::with_template("{prefix:10} {spinner} {elapsed}");
            ProgressBar::new_spinner().with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
        };
        bar.set_prefix(self.console.messages.get(phase.message_id(), &[]));
        bar.enable_steady_tick(std::time::Duration::from_millis(120));
        self.replace(Some(bar));
    }

    fn advance(&self, steps: usize) {
        if let Ok(bar) = self.bar.lock()
            && let Some(bar) = bar.as_ref()
        {
            bar.inc(steps as u64);
        }
    }

    fn end(&self) {
        self.replace(None);
    }
}
