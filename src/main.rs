//! The door: arguments in, exit status out.

use std::process::ExitCode;

fn main() -> ExitCode {
    mulu::cli::run(std::env::args_os())
}
