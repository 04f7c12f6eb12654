//! `mulu serve`: the preview. Writes neither content nor ledger nor `public/`.

use std::sync::Arc;

use super::args::{Global, Serve};
use super::console::Console;
use super::preview::SitePreview;
use super::{Outcome, common};
use crate::findings::Finding;
use crate::messages::{Arg, Messages};
use crate::serve::{Options, PORT, Report, Watched};

pub(super) fn run(options: &Serve, global: &Global, console: &Console) -> Outcome {
    let Some(root) = common::root(global, console) else { return Outcome::Failed };
    let options =
        Options { port: options.port.unwrap_or(PORT), open: options.open, poll: options.poll, lan: options.lan };
    let messages = Arc::new(Messages::new(console.messages.lang()));
    let preview = SitePreview::new(&root, common::today(global), Arc::clone(&messages));
    let report = Arc::new(Reporter { console: Console::new(Messages::new(console.messages.lang()), global) });
    match crate::serve::run(preview, Watched::of_site(&root), &options, messages, report) {
        Ok(()) => Outcome::Fine,
        Err(error) => {
            let (id, args) = error.message();
            console.complain(id, &args);
            Outcome::Failed
        }
    }
}

/// Says on the terminal what the preview does.
struct Reporter {
    console: Console,
}

impl Report for Reporter {
    fn say(&self, id: &str, args: &[(&'static str, Arg)]) {
        self.console.say(id, args);
    }

    fn findings(&self, findings: &[Finding]) {
        let mut findings = findings.to_vec();
        self.console.findings(&mut findings, false);
        self.console.count(&findings);
    }
}
