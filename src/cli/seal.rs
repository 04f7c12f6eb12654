//! `mulu seal`: records that the built site has been put online.

use super::args::{Global, Seal};
use super::console::Console;
use super::progress::Bars;
use super::{Outcome, common};
use crate::build::{Progress as _, Purpose, SealError, seal};

pub(super) fn run(options: &Seal, global: &Global, console: &Console) -> Outcome {
    let Some(root) = common::root(global, console) else { return Outcome::Failed };
    let out = common::out(options.out.as_ref(), &root);
    let bars = Bars::new(console);
    let Some(mut prepared) =
        common::prepared(&root, common::today(global), Purpose::Publish { locked: false }, &bars, console)
    else {
        return Outcome::Stopped;
    };
    if common::is_stopped(&mut prepared, &bars, console) {
        return Outcome::Stopped;
    }
    bars.end();
    let moment = crate::clock::now();
    match seal(&mut prepared, &out, moment) {
        Ok(sealed) => {
            let moment = moment.strftime("%Y-%m-%d %H:%M").to_string();
            let args = [("count", sealed.total.into()), ("new", sealed.new.into()), ("moment", moment.into())];
            console.say("seal-done", &args);
            Outcome::Fine
        }
        Err(SealError::NotBuilt) => {
            console.complain("seal-not-built", &[("out", out.display().to_string().into())]);
            Outcome::Failed
        }
        Err(SealError::Outdated(count)) => {
            console.complain("seal-outdated", &[("count", count.into())]);
            Outcome::Stopped
        }
        Err(SealError::Write(finding)) => {
            console.findings(&mut [*finding], false);
            Outcome::Failed
        }
    }
}
