//! The values of a facet: all columns, topics, genres, agencies, years, states of validity.

use serde::Serialize;

use super::row::{Counted, Row};
use crate::render::describe;
use crate::render::linked;
use crate::render::listing::{Facet, Listing};
use crate::render::names::{Link, Names};
use crate::render::plan::{Made, Plan};
use crate::render::shell::{Head, is_reserved};
use crate::site::vocabulary::Term;

#[derive(Serialize)]
struct Overview<'a> {
    facet: &'static str,
    /// The orders in which the whole catalog can be gone through.
    orders: Vec<Link>,
    groups: Vec<Group<'a>>,
}

#[derive(Serialize)]
struct Group<'a> {
    name: String,
    address: String,
    count: usize,
    description: &'a str,
    newest: Option<Row<'a>>,
    children: Vec<Counted>,
}

pub(in crate::render) fn make(plan: &Plan<'_>, path: &str, facet: Facet) -> Made {
    let names = &plan.names;
    let mut head = Head::new(names, "overview", path, names.facet(facet));
    match facet {
        Facet::Column => "statutory".clone_into(&mut head.fixed),
        Facet::All => head.section = "catalog",
        other => head.section = other.id(),
    }
    head.crumbs(names, Vec::new());
    head.describe(&describe::overview(names, facet));
    linked::page(&mut head, names, "CollectionPage", None);
    super::mark_preview(plan, &mut head, None);
    let groups = ids(plan, facet)
        .into_iter()
        .filter_map(|id| Some((id, plan.listing(facet, id)?)))
        .map(|(id, listing)| group(plan, names, facet, id, listing))
        .collect();
    let orders = if facet == Facet::Letter { super::listing::orders(names) } else { Vec::new() };
    plan.fill("overview.html", &head, "overview", &Overview { facet: facet.id(), orders, groups })
}

/// The topmost values, in the order in which the office or the vocabulary has them; years from the newest.
fn ids<'a>(plan: &'a Plan<'_>, facet: Facet) -> Vec<&'a str> {
    let catalog = plan.catalog();
    let vocabulary = &catalog.vocabulary;
    let mut ids: Vec<&str> = match facet {
        Facet::All => vec![""],
        Facet::Column => {
            let tops = catalog.config.columns.iter().filter(|column| column.parent.is_none());
            tops.filter(|column| !is_reserved(&column.id)).map(|column| column.id.as_str()).collect()
        }
        Facet::Topic => vocabulary.topics.roots().map(Term::id).collect(),
        Facet::Genre => vocabulary.genres.all().iter().map(Term::id).collect(),
        Facet::Validity => vocabulary.validities.all().iter().map(Term::id).collect(),
        Facet::Agency => catalog.config.agencies.iter().map(|agency| agency.id.as_str()).collect(),
        Facet::Year | Facet::Letter => plan.of_facet(facet).map(|listing| listing.id.as_str()).collect(),
    };
    if facet == Facet::Year {
        ids.reverse();
    }
    ids
}

fn group<'a>(plan: &'a Plan<'_>, names: &Names<'a>, facet: Facet, id: &str, listing: &Listing) -> Group<'a> {
    let catalog = plan.catalog();
    let below: Vec<&str> = match facet {
        Facet::Column => {
            let at = catalog.config.column_by_id(id);
            let columns = catalog.config.columns.iter().filter(|column| at.is_some() && column.parent == at);
            columns.map(|column| column.id.as_str()).collect()
        }
        Facet::Topic => {
            catalog.vocabulary.topics.all().iter().filter(|t| t.parent() == Some(id)).map(Term::id).collect()
        }
        _ => Vec::new(),
    };
    let children = below.into_iter().filter_map(|id| {
        let count = plan.listing(facet, id)?.entries.len();
        let link = names.link(facet, id);
        Some(Counted { name: link.name, address: link.address, count })
    });
    let column = catalog.config.columns.iter().find(|column| facet == Facet::Column && column.id == id);
    Group {
        name: names.of(facet, id),
        address: listing.address(),
        count: listing.entries.len(),
        description: column.map_or("", |column| &column.description),
        newest: listing
            .newest()
            .filter(|_| facet != Facet::Letter)
            .and_then(|at| catalog.entry(at))
            .map(|entry| Row::new(names, entry, 0)),
        children: children.collect(),
    }
}
