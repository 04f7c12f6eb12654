//! What a server shows for an address that does not exist. It may stand at any depth, so its links begin with the path of
//! the site's own address.

use serde::Serialize;

use crate::render::plan::{Made, Plan};
use crate::render::shell::Head;

#[derive(Serialize)]
struct View {}

pub(in crate::render) fn make(plan: &Plan<'_>, path: &str) -> Made {
    let names = &plan.names;
    let mut head = Head::new(names, "lost", path, names.strings.get("lost_heading"));
    head.canonical = String::new();
    head.robots = "noindex";
    head.describe(names.strings.get("lost_text"));
    // A preview stands at the root of its own host.
    let root = if plan.options.preview { "/" } else { root(&names.catalog.config.base_url) };
    plan.fill_at("404.html", &head, root, "lost", &View {})
}

/// The path of the site's address: `/xxgk/` of `https://www.example.gov.cn/xxgk/`. Without the domain the page also works in
/// a preview and on a second domain, and its Content-Security-Policy lets its own files in.
fn root(base_url: &str) -> &str {
    let rest = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
    rest.find('/').map_or("/", |at| &rest[at..])
}
