//! The negative list: grounds on which something is withheld, and neutral titles under each.

use serde::Serialize;

use crate::render::linked;
use crate::render::names::Names;
use crate::render::plan::{Made, Plan};
use crate::render::shell::Head;
use crate::site::vocabulary::Term as _;

/// Where the page stands.
pub(in crate::render) const ADDRESS: &str = "negative-list.html";

#[derive(Serialize)]
struct View<'a> {
    count: usize,
    groups: Vec<Group<'a>>,
}

#[derive(Serialize)]
struct Group<'a> {
    ground: &'a str,
    /// The statute's article, and its text where it is the statute's own.
    article: String,
    text: &'a str,
    titles: Vec<&'a str>,
}

pub(in crate::render) fn make(plan: &Plan<'_>, path: &str) -> Made {
    let names = &plan.names;
    let mut head = Head::new(names, "negative", path, names.strings.get("negative.heading"));
    head.crumbs(names, Vec::new());
    head.describe(names.strings.get("negative.text"));
    linked::page(&mut head, names, "WebPage", None);
    super::mark_preview(plan, &mut head, None);
    let withheld = &names.catalog.withheld;
    let mut groups: Vec<(&str, Group<'_>)> = Vec::new();
    for line in withheld {
        match groups.last_mut() {
            Some((id, group)) if *id == line.ground => group.titles.push(&line.title),
            _ => groups.push((&line.ground, group(names, &line.ground, &line.title))),
        }
    }
    let view = View { count: withheld.len(), groups: groups.into_iter().map(|(_, group)| group).collect() };
    plan.fill("negative.html", &head, "negative", &view)
}

fn group<'a>(names: &Names<'a>, id: &'a str, title: &'a str) -> Group<'a> {
    let ground = names.catalog.vocabulary.grounds.get(id);
    let article = ground.map_or("", |ground| &ground.article);
    Group {
        ground: ground.map_or(id, |ground| ground.name(names.lang)),
        article: names.strings.fill("negative.article", &[("article", article)]),
        text: ground.filter(|ground| !ground.paraphrase).map_or("", |ground| &ground.text),
        titles: vec![title],
    }
}
