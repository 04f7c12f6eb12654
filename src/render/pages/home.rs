//! The home page: search, the four fixed entries, what is new, and the ways in.

use serde::Serialize;

use super::row::{Counted, Row};
use crate::catalog::State;
use crate::render::describe;
use crate::render::linked;
use crate::render::listing::{Facet, Listing};
use crate::render::plan::{Made, Plan};
use crate::render::shell::{Head, is_reserved};
use crate::site::Mode;
use crate::site::vocabulary::Term;

/// Blocks at most.
const BLOCKS: usize = 12;

#[derive(Serialize)]
struct Home<'a> {
    latest: Vec<Row<'a>>,
    blocks: Vec<Block<'a>>,
    /// Which parts the office wants: `latest`, `figures`, `columns`, `topics`.
    parts: &'a [String],
    figures: Vec<Figure>,
    years: Vec<Counted>,
    topics: Vec<Counted>,
}

#[derive(Serialize)]
struct Block<'a> {
    id: &'a str,
    name: String,
    address: String,
    rows: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Figure {
    label: String,
    value: String,
}

pub(in crate::render) fn make(plan: &Plan<'_>, path: &str) -> Made {
    let names = &plan.names;
    let config = &names.catalog.config;
    let mut head = Head::new(names, "home", path, &config.title);
    head.section = "home";
    let own = describe::site(names, "describe.home");
    head.describe(if config.description.is_empty() { &own } else { &config.description });
    linked::home(&mut head, names);
    super::mark_preview(plan, &mut head, None);
    plan.fill("home.html", &head, "home", &home(plan))
}

fn home<'a>(plan: &Plan<'a>) -> Home<'a> {
    let names = &plan.names;
    let catalog = plan.catalog();
    let row = |at: &usize| catalog.entry(*at).map(|entry| Row::new(names, entry, 0));
    let standing = |at: &&usize| catalog.entry(**at).is_some_and(|entry| entry.state != State::Withdrawn);
    let latest = catalog.newest.iter().filter(standing).take(catalog.config.home.latest).filter_map(row).collect();
    let config = &catalog.config;
    let tops = config.columns.iter().filter(|c| c.parent.is_none() && !is_reserved(&c.id) && !c.hidden);
    let wanted: Vec<&crate::site::config::Column> = if config.home.columns.is_empty() {
        tops.collect()
    } else {
        config.home.columns.iter().filter_map(|id| config.columns.get(config.column_by_id(id)?)).collect()
    };
    let blocks = wanted
        .into_iter()
        .filter_map(|column| Some((column, plan.listing(Facet::Column, &column.id)?)))
        .filter(|(_, listing)| !listing.entries.is_empty())
        .take(BLOCKS)
        .map(|(column, listing)| Block {
            id: &column.id,
            name: names.of(Facet::Column, &column.id),
            address: listing.address(),
            rows: listing.entries.iter().rev().filter(standing).take(config.home.rows).filter_map(row).collect(),
        })
        .collect();
    let counted = |listing: &Listing| Counted {
        name: names.of(listing.facet, &listing.id),
        address: listing.address(),
        count: listing.entries.len(),
    };
    let mut years: Vec<Counted> = plan.of_facet(Facet::Year).map(counted).collect();
    years.reverse();
    let topics = catalog
        .vocabulary
        .topics
        .roots()
        .filter_map(|topic| plan.listing(Facet::Topic, topic.id()))
        .map(counted)
        .collect();
    Home { latest, blocks, parts: &config.home.parts, figures: figures(plan), years, topics }
}

fn figures(plan: &Plan<'_>) -> Vec<Figure> {
    let words = plan.names.strings;
    let entries = &plan.catalog().entries;
    let figure = |path: &str, value: String| Figure { label: words.get(path).to_owned(), value };
    let standing = entries.iter().filter(|entry| entry.state != State::Withdrawn);
    let on_request = standing.clone().filter(|entry| entry.mode == Mode::OnRequest).count();
    let mut figures = vec![figure("figure_items", standing.count().to_string())];
    if on_request > 0 {
        figures.push(figure("figure_on_request", on_request.to_string()));
    }
    let columns = plan.of_facet(Facet::Column).filter(|listing| !listing.entries.is_empty()).count();
    figures.push(figure("figure_columns", columns.to_string()));
    if let Some(last) = entries.iter().map(|entry| crate::render::names::last_change(entry).date).max() {
        figures.push(figure("figure_changed", last.to_string()));
    }
    figures
}
