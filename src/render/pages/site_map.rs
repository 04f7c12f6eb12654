//! The site map for people: every column, every way in, every plain page.

use serde::Serialize;

use super::negative_list;
use crate::render::describe;
use crate::render::linked;
use crate::render::listing::Facet;
use crate::render::names::{Link, Names};
use crate::render::plan::{Made, Plan};
use crate::render::shell::{Head, is_reserved};

#[derive(Serialize)]
struct View {
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct Group {
    name: String,
    address: String,
    links: Vec<Deep>,
}

#[derive(Serialize)]
struct Deep {
    name: String,
    address: String,
    depth: usize,
    count: Option<usize>,
}

pub(in crate::render) fn make(plan: &Plan<'_>, path: &str) -> Made {
    let names = &plan.names;
    let mut head = Head::new(names, "sitemap", path, names.strings.get("sitemap"));
    head.crumbs(names, Vec::new());
    head.describe(&describe::site(names, "describe.sitemap"));
    linked::page(&mut head, names, "WebPage", None);
    super::mark_preview(plan, &mut head, None);
    let mut groups = vec![fixed(plan), columns(plan), browse(plan)];
    let others = names.catalog.pages.iter().map(|page| (page.title.as_str(), page.address.as_str()));
    let negative = names.catalog.config.negative_list;
    let negative = negative.then(|| (names.strings.get("negative.heading"), negative_list::ADDRESS));
    let machine = [
        (names.strings.get("search"), "search.html"),
        (names.strings.get("feed"), "feed.xml"),
        (names.strings.get("download_csv"), "data/catalog.csv"),
        (names.strings.get("download_json"), "data/catalog.json"),
    ];
    let links = others.chain(negative).chain(machine).map(|(name, address)| deep(name, address, 0, None)).collect();
    groups.push(Group { name: names.strings.get("more").to_owned(), address: String::new(), links });
    plan.fill("sitemap.html", &head, "map", &View { groups })
}

fn deep(name: &str, address: &str, depth: usize, count: Option<usize>) -> Deep {
    Deep { name: name.to_owned(), address: address.to_owned(), depth, count }
}

fn counted(plan: &Plan<'_>, facet: Facet, id: &str, depth: usize) -> Deep {
    let Link { name, address } = plan.names.link(facet, id);
    let count = plan.listing(facet, id).map(|listing| listing.entries.len());
    Deep { name, address, depth, count }
}

fn fixed(plan: &Plan<'_>) -> Group {
    let names = &plan.names;
    let mut links = vec![deep(names.strings.get("home"), "index.html", 0, None)];
    for (id, _) in crate::site::config::RESERVED_COLUMNS {
        links.push(counted(plan, Facet::Column, id, 0));
    }
    Group { name: plan.catalog().config.title.clone(), address: String::new(), links }
}

fn columns(plan: &Plan<'_>) -> Group {
    let mut links = Vec::new();
    below(plan, None, 0, &mut links);
    let names = &plan.names;
    Group { name: names.facet(Facet::Column).to_owned(), address: Facet::Column.address(), links }
}

fn below(plan: &Plan<'_>, parent: Option<usize>, depth: usize, into: &mut Vec<Deep>) {
    let columns = &plan.catalog().config.columns;
    for (at, column) in columns.iter().enumerate() {
        if column.parent == parent && !is_reserved(&column.id) && depth <= columns.len() {
            into.push(counted(plan, Facet::Column, &column.id, depth));
            below(plan, Some(at), depth + 1, into);
        }
    }
}

fn browse(plan: &Plan<'_>) -> Group {
    let names: &Names<'_> = &plan.names;
    let facets = [Facet::All, Facet::Topic, Facet::Genre, Facet::Agency, Facet::Year, Facet::Validity, Facet::Letter];
    let links = facets.iter().map(|facet| deep(names.facet(*facet), &facet.address(), 0, None)).collect();
    Group { name: names.strings.get("browse").to_owned(), address: String::new(), links }
}
