//! The search page. The search itself is a script beside it; this page gives it its form, its words and its places.

use serde::Serialize;

use crate::render::describe;
use crate::render::linked;
use crate::render::plan::{Made, Plan};
use crate::render::shell::Head;

#[derive(Serialize)]
struct View {
    /// The script's words as JSON.
    strings: String,
}

pub(in crate::render) fn make(plan: &Plan<'_>, path: &str) -> Made {
    let names = &plan.names;
    let mut head = Head::new(names, "search", path, names.strings.get("search"));
    head.section = "search";
    head.crumbs(names, Vec::new());
    head.describe(&describe::site(names, "describe.search"));
    linked::page(&mut head, names, "SearchResultsPage", None);
    super::mark_preview(plan, &mut head, None);
    plan.fill("search.html", &head, "search", &View { strings: names.strings.json("results") })
}
