//! The command line: one file a command. Each reads its options, calls one function, and prints.
//!
//! Exit status: 0 fine, 1 findings that stop the build, 2 wrong usage or the machine failed.

mod amend;
mod archive;
mod args;
mod board;
mod build;
mod check;
mod common;
mod console;
mod correct;
mod help;
mod init;
mod item_template;
mod ledger;
mod manual;
mod mend;
mod new;
mod number;
mod pack;
mod preview;
mod progress;
mod reduce;
mod repeal;
mod review;
mod seal;
mod search;
mod serve;
mod table;
mod theme;
mod verify;
mod which_item;
mod withdraw;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _};

pub use args::Args;
use args::Command;
use console::Console;

use crate::messages::{Lang, Messages};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Fine.
    Fine,
    /// Findings that stop the build.
    Stopped,
    /// Wrong usage, or the machine failed.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Fine => 0,
            Outcome::Stopped => 1,
            Outcome::Failed => 2,
        })
    }
}

/// Runs the program with its arguments.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let lang = language(&arguments);
    let messages = Messages::new(lang);
    let command = help::localize(Args::command(), &messages);
    let matches = match command.try_get_matches_from(arguments.iter().map(search::with_minus)) {
        Ok(matches) => matches,
        Err(error) => return help::report(&error, &messages),
    };
    let args = match Args::from_arg_matches(&matches) {
        Ok(args) => args,
        Err(error) => return help::report(&error, &messages),
    };
    let mut console = Console::new(messages, &args.global);
    dispatch(&args, &mut console).into()
}

fn dispatch(args: &Args, console: &mut Console) -> Outcome {
    match &args.command {
        Command::Init(options) => init::run(options, console),
        Command::New(options) => new::run(options, &args.global, console),
        Command::Number(options) => number::run(options, &args.global, console),
        Command::Check(options) => check::run(options, &args.global, console),
        Command::Build(options) => build::run(options, &args.global, console),
        Command::Serve(options) => serve::run(options, &args.global, console),
        Command::Search(options) => search::run(options, &args.global, console),
        Command::Review(options) => review::run(options, &args.global, console),
        Command::Seal(options) => seal::run(options, &args.global, console),
        Command::Verify(options) => verify::run(options, &args.global, console),
        Command::Archive(options) => archive::run(options, &args.global, console),
        Command::Pack(options) => pack::run(options, &args.global, console),
        Command::Board(options) => board::run(options, &args.global, console),
        Command::Ledger(options) => ledger::run(options, &args.global, console),
        Command::Theme(options) => theme::run(options, &args.global, console),
        Command::Withdraw(options) => withdraw::run(options, &args.global, console),
        Command::Correct(options) => correct::run(options, &args.global, console),
        Command::Repeal(options) => repeal::run(options, &args.global, console),
        Command::Reduce(options) => reduce::run(options, &args.global, console),
        Command::Completions(options) => manual::completions(options, console),
        Command::Man(options) => manual::man(options, console),
    }
}

/// `--lang`, else `MULU_LANG`, else the locale; read before anything else, because errors of usage are messages, too.
#[expect(clippy::disallowed_methods, reason = "this is the door")]
fn language(arguments: &[OsString]) -> Lang {
    let mut words = arguments.iter().map(|word| word.to_string_lossy());
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--lang") {
            Some("") => words.next().map(std::borrow::Cow::into_owned),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => continue,
        };
        if let Some(value) = value {
            return Lang::from_locale(&value);
        }
    }
    if let Ok(value) = std::env::var("MULU_LANG") {
        return Lang::from_locale(&value);
    }
    sys_locale::get_locale().map_or(Lang::En, |locale| Lang::from_locale(&locale))
}
