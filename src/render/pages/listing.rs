//! A page of a listing.

use serde::Serialize;

use super::item::{File as Attached, files};
use super::row::{Counted, Row};
use crate::catalog::{Body, Entry, State};
use crate::render::data::File;
use crate::render::describe;
use crate::render::linked;
use crate::render::listing::{Facet, Listing, numbered_pages, rows_of};
use crate::render::names::{Link, Names};
use crate::render::plan::{Made, Plan};
use crate::render::shell::{Head, is_reserved};
use crate::site::vocabulary::Term;

#[derive(Default, Serialize)]
struct View<'a> {
    facet: &'static str,
    id: &'a str,
    description: &'a str,
    /// 0 on the newest page.
    number: usize,
    is_newest: bool,
    /// Only on the newest page, so that numbered pages stay as they are.
    total: Option<usize>,
    newest_date: String,
    /// First and last date of publication on this page.
    from: String,
    to: String,
    newest: String,
    newer: String,
    older: String,
    oldest: String,
    rows: Vec<Row<'a>>,
    children: Vec<Counted>,
    /// The orders in which the whole catalog can be gone through.
    orders: Vec<Link>,
    /// Of the whole catalog: everything that it can be narrowed by.
    filters: Vec<Filter>,
    /// The search over what is listed, for narrowing it further.
    search: String,
    pages: Vec<PageLink>,
    downloads: Vec<Link>,
    featured: Option<Featured<'a>>,
}

/// A numbered page, with the dates it spans.
#[derive(Serialize)]
struct PageLink {
    number: usize,
    address: String,
    from: String,
    to: String,
}

/// A facet and its values.
#[derive(Serialize)]
struct Filter {
    name: String,
    address: String,
    values: Vec<Counted>,
}

/// The item that a column shows in full: the newest disclosure guide.
#[derive(Serialize)]
struct Featured<'a> {
    title: &'a str,
    index_no: &'a str,
    address: &'a str,
    published: String,
    body: String,
    attachments: Vec<Attached<'a>>,
}

/// More numbered pages than these are not listed one by one; the years lead there.
const PAGE_LINKS: usize = 60;

pub(in crate::render) fn make(plan: &Plan<'_>, path: &str, listing: &Listing, number: usize) -> Made {
    let mut head = head(plan, path, listing);
    let view = view(plan, path, listing, number);
    head.describe(&describe::listing(&plan.names, listing, number, (view.from.as_str(), view.to.as_str())));
    let agencies = &plan.catalog().config.agencies;
    let about = agencies.iter().find(|agency| listing.facet == Facet::Agency && agency.id == listing.id);
    linked::page(&mut head, &plan.names, "CollectionPage", about);
    super::mark_preview(plan, &mut head, None);
    plan.fill("listing.html", &head, "listing", &view)
}

fn head(plan: &Plan<'_>, path: &str, listing: &Listing) -> Head {
    let names = &plan.names;
    let name = names.of(listing.facet, &listing.id);
    let heading = match listing.facet {
        Facet::Year => names.strings.fill("year_heading", &[("year", &listing.id)]),
        Facet::Letter if name.len() == 1 => names.strings.fill("letter_heading", &[("letter", &name)]),
        _ => name,
    };
    let mut head = Head::new(names, "listing", path, &heading);
    let mut between = Vec::new();
    match listing.facet {
        Facet::All => head.section = "catalog",
        Facet::Column => {
            if !is_reserved(&listing.id) {
                between.push(overview_link(names, Facet::Column));
            }
            if let Some(at) = names.catalog.config.column_by_id(&listing.id) {
                head.column(names, at);
                let mut above: Vec<Link> = crate::render::listing::column_line(names.catalog, at)
                    .skip(1)
                    .map(|id| names.link(Facet::Column, id))
                    .collect();
                above.reverse();
                between.extend(above);
            }
        }
        Facet::Topic => {
            between.push(overview_link(names, Facet::Topic));
            let topics = &names.catalog.vocabulary.topics;
            if let Some(topic) = topics.get(&listing.id) {
                let line = topics.lineage(topic);
                let above = line.iter().take(line.len().saturating_sub(1));
                between.extend(above.map(|term| names.link(Facet::Topic, term.id())));
            }
        }
        other => between.push(overview_link(names, other)),
    }
    if listing.facet != Facet::All && listing.facet != Facet::Column {
        head.section = listing.facet.id();
    }
    head.crumbs(names, between);
    head
}

fn overview_link(names: &Names<'_>, facet: Facet) -> Link {
    Link { name: names.facet(facet).to_owned(), address: facet.address() }
}

fn view<'a>(plan: &'a Plan<'_>, path: &str, listing: &'a Listing, number: usize) -> View<'a> {
    let names = &plan.names;
    let catalog = plan.catalog();
    let size = listing.page_size(catalog.config.page_size);
    let by_date = listing.facet != Facet::Letter;
    let total = listing.entries.len();
    let pages = numbered_pages(total, size);
    let range = rows_of(number, total, size);
    let entry = |position: usize| listing.entries.get(position).and_then(|at| catalog.entries.get(*at));
    let date = |position: usize| {
        entry(position).filter(|_| by_date).map_or_else(String::new, |e| e.published.date.to_string())
    };
    let is_newest = number == 0;
    let rows = range
        .clone()
        .rev()
        .filter_map(|at| Some(Row::new(names, entry(at)?, if by_date { at + 1 } else { 0 })))
        .collect();
    let mut view = View {
        facet: listing.facet.id(),
        id: &listing.id,
        number,
        is_newest,
        from: date(range.start),
        to: date(range.end.saturating_sub(1)),
        newest: listing.address(),
        orders: if matches!(listing.facet, Facet::All | Facet::Letter) { orders(names) } else { Vec::new() },
        search: search(plan, listing),
        rows,
        ..View::default()
    };
    if pages > 0 {
        if !is_newest {
            view.newer = listing.page_address(if number == pages { 0 } else { number + 1 });
        }
        let older = if is_newest { pages } else { number - 1 };
        if older > 0 {
            view.older = listing.page_address(older);
            view.oldest = listing.page_address(1);
        }
    }
    if is_newest {
        view.total = Some(total);
        view.newest_date = if total == 0 { String::new() } else { date(total - 1) };
        view.children = children(plan, listing);
        if pages <= PAGE_LINKS {
            view.pages = (1..=pages)
                .rev()
                .map(|number| {
                    let range = rows_of(number, total, size);
                    let (from, to) = (date(range.start), date(range.end.saturating_sub(1)));
                    PageLink { number, address: listing.page_address(number), from, to }
                })
                .collect();
        }
        match listing.facet {
            Facet::All => {
                view.filters = filters(plan);
                let link = |name: &str, address: &str| Link {
                    name: names.strings.get(name).to_owned(),
                    address: address.to_owned(),
                };
                view.downloads = vec![
                    link("download_xlsx", File::Xlsx.address()),
                    link("download_csv", File::Csv.address()),
                    link("download_json", File::Json.address()),
                    link("download_dcat", File::Dcat.address()),
                ];
            }
            Facet::Column => {
                if let Some(column) = catalog.config.columns.iter().find(|column| column.id == listing.id) {
                    view.description = &column.description;
                }
                if listing.id == "guide" {
                    view.featured = featured(plan, path, listing);
                }
            }
            _ => {}
        }
    }
    view
}

/// The values right below this one, or of the whole catalog the columns, with how much lies in each.
fn children(plan: &Plan<'_>, listing: &Listing) -> Vec<Counted> {
    let names = &plan.names;
    let catalog = plan.catalog();
    let counted = |facet: Facet, id: &str| {
        let listing = plan.listing(facet, id)?;
        let link = names.link(facet, id);
        Some(Counted { name: link.name, address: link.address, count: listing.entries.len() })
    };
    match listing.facet {
        Facet::Column => {
            let at = catalog.config.column_by_id(&listing.id);
            let below = catalog.config.columns.iter().filter(|column| at.is_some() && column.parent == at);
            below.filter_map(|column| counted(Facet::Column, &column.id)).collect()
        }
        Facet::Topic => {
            let below = catalog.vocabulary.topics.children(&listing.id);
            below.filter_map(|topic| counted(Facet::Topic, topic.id())).collect()
        }
        _ => Vec::new(),
    }
}

/// By date, or by the pinyin of the title: both stand ready without a script.
pub(super) fn orders(names: &Names<'_>) -> Vec<Link> {
    let link = |name: &str, facet: Facet| Link { name: names.strings.get(name).to_owned(), address: facet.address() };
    vec![link("order_date", Facet::All), link("order_title", Facet::Letter)]
}

/// Everything that the whole catalog can be narrowed by, each value with its prebuilt list.
fn filters(plan: &Plan<'_>) -> Vec<Filter> {
    let names = &plan.names;
    let topmost = |listing: &&Listing| match listing.facet {
        Facet::Column => {
            let column = plan.catalog().config.columns.iter().find(|column| column.id == listing.id);
            column.is_some_and(|column| column.parent.is_none()) && !listing.entries.is_empty()
        }
        Facet::Topic => plan.catalog().vocabulary.topics.get(&listing.id).is_some_and(|t| t.parent().is_none()),
        _ => true,
    };
    let facets = [Facet::Year, Facet::Column, Facet::Topic, Facet::Genre, Facet::Agency, Facet::Validity];
    let filter = |facet: Facet| {
        let counted = |listing: &Listing| Counted {
            name: names.of(facet, &listing.id),
            address: listing.address(),
            count: listing.entries.len(),
        };
        let mut values: Vec<Counted> = plan.of_facet(facet).filter(topmost).map(counted).collect();
        if facet == Facet::Year {
            values.reverse();
        }
        Filter { name: names.facet(facet).to_owned(), address: facet.address(), values }
    };
    facets.into_iter().map(filter).filter(|filter| filter.values.len() > 1).collect()
}

/// The address of the search over a listing; empty where the search knows no such filter, because items carry the narrowest
/// column and topic only.
fn search(plan: &Plan<'_>, listing: &Listing) -> String {
    match listing.facet {
        Facet::All | Facet::Letter => "search.html".to_owned(),
        Facet::Column | Facet::Topic if !children(plan, listing).is_empty() => String::new(),
        facet => format!("search.html?{}={}", facet.id(), listing.id),
    }
}

/// Id of the kind of record that a disclosure guide is.
const GUIDE: &str = "K01";

/// Whoever opens the guide wants to read it: the newest one stands on the column's page. The column may hold more, such as
/// a note on how the catalog is made; where none is marked as a guide, only an item that is alone is taken for one.
fn featured<'a>(plan: &'a Plan<'_>, path: &str, listing: &Listing) -> Option<Featured<'a>> {
    let catalog = plan.catalog();
    let readable = |entry: &&Entry| {
        matches!(entry.body, Body::Open { .. }) && entry.state == State::Published && entry.provisional.is_none()
    };
    let mut entries = listing.entries.iter().rev().filter_map(|at| catalog.entry(*at)).filter(readable);
    let guide = entries.clone().find(|entry| entry.kind.as_deref() == Some(GUIDE));
    let entry = guide.or_else(|| entries.next().filter(|_| entries.next().is_none()))?;
    // What is wrong in the text is said with the item's own page.
    let text = plan.library().text(&entry.body, path, &entry.path, &[&entry.attachments, &entry.images]);
    Some(Featured {
        title: &entry.title,
        index_no: &entry.index_no,
        address: &entry.address,
        published: entry.published.date.to_string(),
        body: text.html,
        attachments: files(plan, entry),
    })
}
