//! Progress bars, on a terminal only.

use std::fmt;
use std::sync::Mutex;

use indicatif::{ProgressBar, ProgressState, ProgressStyle};

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

/// Steps a second, without fractions: more would only flicker.
fn rate(state: &ProgressState, text: &mut dyn fmt::Write) {
    // A text that cannot be written is not shown.
    let _ = write!(text, "{:.0}", state.per_sec());
}

impl Progress for Bars<'_> {
    fn begin(&self, phase: Phase, steps: Option<usize>) {
        if !self.console.shows_progress() {
            return;
        }
        // The one before goes first, so that it does not take the new one's line with it.
        self.replace(None);
        let bar = if let Some(steps) = steps {
            // The words around the numbers are of the person's language; the numbers are filled in by the bar.
            let speed = [("rate", "{rate}".into()), ("left", "{eta_precise}".into())];
            let speed = self.console.messages.get("progress-speed", &speed);
            let style =
                ProgressStyle::with_template(&format!("{{prefix:10}} {{bar:28}} {{human_pos}}/{{human_len}}  {speed}"));
            let style = style.unwrap_or_else(|_| ProgressStyle::default_bar()).with_key("rate", rate);
            ProgressBar::new(steps as u64).with_style(style)
        } else {
            let style = ProgressStyle::with_template("{prefix:10} {spinner} {elapsed_precise}");
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
