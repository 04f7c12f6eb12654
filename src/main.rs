//! The door: arguments in, exit status out.

use std::process::ExitCode;

// Where it is to be had. `.cargo/config.toml` says how soon it gives memory back.
#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    mulu::cli::run(std::env::args_os())
}
