//! Shell completions and man pages, from the same definitions as `--help`.

use std::io::Write as _;

use clap::CommandFactory as _;

use super::args::{Args, Completions, Man};
use super::console::Console;
use super::{Outcome, help};
use crate::findings::system;

/// `mulu completions SHELL`: prints a script.
pub(super) fn completions(options: &Completions, console: &Console) -> Outcome {
    let mut command = help::localize(Args::command(), &console.messages);
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut command, "mulu", &mut script);
    match std::io::stdout().write_all(&script) {
        Ok(()) => Outcome::Fine,
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Outcome::Fine,
        Err(error) => {
            console.complain("failed-write", &[("path", "-".into()), ("detail", system::writing(&error))]);
            Outcome::Failed
        }
    }
}

/// `mulu man DIR`: writes `mulu.1` and a page a command.
pub(super) fn man(options: &Man, console: &Console) -> Outcome {
    let mut command = help::localize(Args::command(), &console.messages).help_template("{about}").after_help("");
    command.build();
    let result = std::fs::create_dir_all(&options.dir).and_then(|()| clap_mangen::generate_to(command, &options.dir));
    match result {
        Ok(()) => Outcome::Fine,
        Err(error) => {
            let path = options.dir.display().to_string();
            console.complain("failed-write", &[("path", path.into()), ("detail", system::writing(&error))]);
            Outcome::Failed
        }
    }
}
