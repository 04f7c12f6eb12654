//! The tests that run the program as its users do. One binary, because linking is what takes the time.

#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    clippy::format_collect,
    reason = "file names here are our own"
)]
#![allow(clippy::disallowed_methods, reason = "a test may look at the clock, the environment and folders")]
#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

mod archive;
mod attachments;
mod bad_sites;
mod board;
mod determinism;
mod fuzz_seeds;
mod help;
mod hostile;
mod incremental;
mod leak;
mod ledger_merge;
mod lifecycle;
mod output;
mod pack;
mod progress;
mod prompts;
mod review;
mod search;
mod support;
mod themes;
mod whole_site;
