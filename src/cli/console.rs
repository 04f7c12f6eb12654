//! What commands print, and where: results on standard output, everything about them on standard error.
//!
//! A reader that has gone away (`mulu search … | head`) is no error.

use std::borrow::Cow;
use std::io::{IsTerminal as _, Write as _};

use anstyle::{AnsiColor, Style};

use super::args::{Format, Global};
use crate::findings::render;
use crate::findings::{Finding, Stops, sort, unseen};
use crate::messages::{Arg, Messages};

/// The two streams, the language and the taste of the person at the terminal.
pub(super) struct Console {
    pub(super) messages: Messages,
    format: Format,
    quiet: bool,
    verbose: bool,
    colour: bool,
}

impl Console {
    pub(super) fn new(messages: Messages, global: &Global) -> Self {
        let choice = anstream::AutoStream::choice(&std::io::stderr());
        let colour = !matches!(choice, anstream::ColorChoice::Never);
        Self { messages, format: global.format, quiet: global.quiet, verbose: global.verbose, colour }
    }

    /// Whether progress bars make sense here.
    pub(super) fn shows_progress(&self) -> bool {
        !self.quiet && self.format == Format::Text && std::io::stderr().is_terminal()
    }

    /// A line of the result, on standard output.
    #[expect(clippy::unused_self, reason = "commands print through the console alone")]
    pub(super) fn result(&self, line: &str) {
        print_out(&format!("{}\n", harmless(line)));
    }

    /// A line of the result whose parts stand out where they are marked; where there is no colour the styles are stripped.
    #[expect(clippy::unused_self, reason = "commands print through the console alone")]
    pub(super) fn marked_result(&self, before: &str, parts: &[(&str, bool)]) {
        let style = Style::new().bold().fg_color(Some(AnsiColor::Yellow.into()));
        let shown = |(text, is_marked): &(&str, bool)| {
            let text = harmless(text);
            if *is_marked { format!("{style}{text}{style:#}") } else { text.into_owned() }
        };
        let line: Vec<String> = parts.iter().map(shown).collect();
        print_out(&format!("{before}{}\n", line.concat()));
    }

    /// A message about what happened, on standard error; not with `--quiet`.
    pub(super) fn say(&self, id: &str, args: &[(&'static str, Arg)]) {
        if !self.quiet {
            print_err(&format!("{}\n", harmless(&self.messages.get(id, args))));
        }
    }

    /// The form in which results are wanted.
    pub(super) fn format(&self) -> Format {
        self.format
    }

    /// A line for programs, on standard error.
    #[expect(clippy::unused_self, reason = "commands print through the console alone")]
    pub(super) fn line(&self, line: &str) {
        print_err(&format!("{line}\n"));
    }

    /// A line that is wanted only with `--verbose`, on standard error.
    pub(super) fn detail(&self, line: &str) {
        if self.verbose {
            print_err(&format!("{}\n", harmless(line)));
        }
    }

    /// A message that is said even with `--quiet`: the machine failed, or nothing could be done.
    pub(super) fn complain(&self, id: &str, args: &[(&'static str, Arg)]) {
        print_err(&format!("{}\n", harmless(&self.messages.get(id, args))));
    }

    /// Asks the person at the terminal for a text. `None` where nobody sits there, or nothing was typed.
    pub(super) fn ask(&self, id: &str, args: &[(&'static str, Arg)]) -> Option<String> {
        if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
            return None;
        }
        print_err(&format!("{} ", self.messages.get(id, args)));
        let mut line = String::new();
        std::io::stdin().read_line(&mut line).ok()?;
        let text = line.trim().to_owned();
        (!text.is_empty()).then_some(text)
    }

    /// The lines that come and go in a file, on standard output.
    pub(super) fn diff(&self, path: &str, before: &str, after: &str) {
        use std::fmt::Write as _;
        let colour = !matches!(anstream::AutoStream::choice(&std::io::stdout()), anstream::ColorChoice::Never);
        let plain = |text: &str| text.replace('\r', "");
        let (before, after) = (plain(before), plain(after));
        let diff = similar::TextDiff::from_lines(&before, &after);
        let mut text = String::new();
        for line in diff.unified_diff().context_radius(2).header(path, path).to_string().lines() {
            let style = match line.as_bytes().first() {
                Some(b'+') if colour => "\u{1b}[32m",
                Some(b'-') if colour => "\u{1b}[31m",
                _ => "",
            };
            let end = if style.is_empty() { "" } else { "\u{1b}[0m" };
            // What a file holds must not move the cursor.
            let safe: String = line.chars().map(|c| if c.is_control() && c != '\t' { '�' } else { c }).collect();
            let _ = writeln!(text, "{style}{safe}{end}");
        }
        if !self.quiet {
            print_out(&text);
        }
    }

    /// Prints findings in the chosen form: on standard output where they are the result (`report`), else on standard error.
    pub(super) fn findings(&self, findings: &mut [Finding], report: bool) {
        sort(findings);
        let text = match self.format {
            Format::Text => {
                let shown: Vec<Finding> =
                    findings.iter().filter(|f| !self.quiet || f.stops != Stops::Nothing).cloned().collect();
                let colour = if report {
                    !matches!(anstream::AutoStream::choice(&std::io::stdout()), anstream::ColorChoice::Never)
                } else {
                    self.colour
                };
                render::report(&shown, &self.messages, colour, self.verbose)
            }
            Format::Json => render::json(findings, &self.messages),
            Format::Sarif => render::sarif(findings, &self.messages),
        };
        if report || self.format != Format::Text { print_out(&text) } else { print_err(&text) }
    }

    /// The line that counts the findings; nothing where there are none.
    pub(super) fn count(&self, findings: &[Finding]) {
        let count = |stops: Stops| findings.iter().filter(|finding| finding.stops == stops).count();
        if self.format == Format::Text && !findings.is_empty() {
            self.say(
                "findings-count",
                &[
                    ("build", count(Stops::Build).into()),
                    ("item", count(Stops::Item).into()),
                    ("nothing", count(Stops::Nothing).into()),
                ],
            );
        }
    }
}

/// Titles and names of files may hold control characters; printed, they would move the cursor or colour the screen.
fn harmless(text: &str) -> Cow<'_, str> {
    if text.contains(unseen::is_unseen) {
        Cow::Owned(text.split('\n').map(unseen::shown).collect::<Vec<_>>().join("\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Writes to standard output; a closed pipe is no error.
pub(super) fn print_out(text: &str) {
    let _ = anstream::stdout().write_all(text.as_bytes());
    let _ = std::io::stdout().flush();
}

/// Writes to standard error.
pub(super) fn print_err(text: &str) {
    let _ = anstream::stderr().write_all(text.as_bytes());
}
