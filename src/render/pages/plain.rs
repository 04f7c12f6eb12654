//! A plain page: title and text.

use serde::Serialize;

use crate::render::describe;
use crate::render::linked;
use crate::render::plan::{Made, Plan};
use crate::render::shell::Head;

#[derive(Serialize)]
struct View {
    body: String,
}

pub(in crate::render) fn make(plan: &Plan<'_>, path: &str, at: usize) -> Made {
    let Some(page) = plan.catalog().pages.get(at) else { return Made::default() };
    let mut head = Head::new(&plan.names, "plain", path, &page.title);
    head.crumbs(&plan.names, Vec::new());
    let text = plan.library().text(&page.body, path, &page.path, &[]);
    head.describe(&describe::beginning(&text.blocks));
    linked::page(&mut head, &plan.names, "WebPage", None);
    super::mark_preview(plan, &mut head, None);
    let mut made = plan.fill("plain.html", &head, "plain", &View { body: text.html });
    made.findings.extend(text.findings);
    made
}
