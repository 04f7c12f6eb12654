//! What a server shows for an address that does not exist. It may stand at any depth, so its links are absolute.

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
    plan.fill_at("404.html", &head, &names.catalog.config.base_url, "lost", &View {})
}
