//! mulu (目录): a static-site generator for government disclosure catalogs (政府信息公开目录).
//!
//! Data flows one way, each step a plain function from one value to the next:
//! what the office wrote ([`site`]) passes one gate and becomes what the public may see ([`catalog`]);
//! from that come pages and the search index; [`findings`] collects everything that is wrong on the way.
//! A module knows only those below it in the list of ARCHITECTURE.md.

#![cfg_attr(
    test,
    allow(clippy::disallowed_methods, reason = "a test may look at the clock, the environment and folders")
)]

pub mod archive;
pub mod attachments;
pub mod blocks;
pub mod build;
pub mod catalog;
pub mod check;
pub mod cli;
pub mod clock;
pub mod findings;
pub mod messages;
pub mod output;
pub mod render;
pub mod search;
#[allow(clippy::disallowed_methods, reason = "the preview waits and measures; what it shows is made by `build`")]
pub mod serve;
pub mod site;
