//! What a page says of itself to programs that read pages: schema.org as JSON-LD, Dublin Core and Open Graph.
//!
//! All of it repeats what the page shows. JSON-LD stands in a data block (`application/ld+json`), which no browser runs and
//! which the Content-Security-Policy therefore lets stand.

use serde_json::{Map, Value, json};

use super::listing::{Facet, folder};
use super::names::{Link, Names, instant, last_change, machine};
use super::shell::Head;
use crate::catalog::{Entry, RelationKind, State};
use crate::site::vocabulary::Term;
use crate::site::{Agency, Mode, media_type};

/// Id of the kind of record that a yearly report is, and of its column.
const REPORTS: [&str; 1] = ["reports"];

/// Completes the head of a page that is no item: site, breadcrumbs, Open Graph.
///
/// `about` is the office whose items the page lists, if it is such a page.
pub(super) fn page(head: &mut Head, names: &Names<'_>, kind: &str, about: Option<&Agency>) {
    open_graph(head, names, "website", &head.heading.clone());
    let mut node = json!({
        "@type": kind,
        "@id": head.canonical,
        "url": head.canonical,
        "name": head.heading,
        "inLanguage": names.language_tag(),
        "isPartOf": {"@id": site_id(names)},
    });
    let mut graph: Vec<Value> = about.map(|agency| organization(names, agency)).into_iter().collect();
    if let Some(agency) = about {
        node["about"] = json!({"@id": agency_id(names, agency)});
    }
    if let Some(crumbs) = breadcrumbs(head, names) {
        node["breadcrumb"] = crumbs;
    }
    graph.insert(0, node);
    head.linked = block(&graph);
}

/// Completes the head of the home page: the site, how to search it, and whose it is.
pub(super) fn home(head: &mut Head, names: &Names<'_>) {
    let config = &names.catalog.config;
    let base = &names.base();
    open_graph(head, names, "website", &config.title);
    let mut site = json!({
        "@type": "WebSite",
        "@id": site_id(names),
        "url": base,
        "name": config.title,
        "inLanguage": names.language_tag(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": format!("{base}search.html?q={{search_term_string}}")},
        },
    });
    if !config.description.is_empty() {
        site["description"] = Value::from(config.description.as_str());
    }
    let mut graph = Vec::new();
    if let Some(agency) = config.agencies.first() {
        site["publisher"] = json!({"@id": agency_id(names, agency)});
        graph.push(organization(names, agency));
    }
    graph.insert(0, site);
    head.linked = block(&graph);
}

/// Completes the head of an item's page. Items are most of a site's pages, so each thing is said once there where it can be:
/// keywords by the government page tags, the way to the column by the column's own page.
pub(super) fn item(head: &mut Head, names: &Names<'_>, entry: &Entry) {
    dublin_core(head, names, entry);
    open_graph(head, names, "article", &entry.title);
    head.property("article:published_time", &instant(entry.published));
    let last = last_change(entry);
    if entry.state != State::Withdrawn {
        if last != entry.published {
            head.property("article:modified_time", &instant(last));
        }
        head.property("article:section", names.column(entry.column));
    }
    head.linked = block(&[work(names, entry)]);
}

fn open_graph(head: &mut Head, names: &Names<'_>, kind: &str, title: &str) {
    let url = head.canonical.clone();
    let description = head.description();
    for (name, content) in [
        ("og:type", kind),
        ("og:title", title),
        ("og:description", &description),
        ("og:url", &url),
        ("og:site_name", &names.catalog.config.title),
        ("og:locale", locale(names)),
    ] {
        head.property(name, content);
    }
}

/// The locale as Open Graph names it, which knows no scripts.
fn locale(names: &Names<'_>) -> &'static str {
    match names.language_tag() {
        "zh-Hant" => "zh_HK",
        "en" => "en",
        _ => "zh_CN",
    }
}

/// Dublin Core in `meta` (DC-HTML): terms as the national reference metadata (国办秘函〔2009〕6号) names them in English.
fn dublin_core(head: &mut Head, names: &Names<'_>, entry: &Entry) {
    let catalog = names.catalog;
    let agency = catalog.config.agencies.get(entry.agency).map_or("", |agency| agency.name.as_str());
    head.tag("DCTERMS.identifier", &entry.index_no);
    head.tag("DCTERMS.title", &entry.title);
    head.tag("DCTERMS.publisher", agency);
    head.tag("DCTERMS.issued", &instant(entry.published));
    head.tag("DCTERMS.created", &entry.created.to_string());
    if entry.state == State::Withdrawn {
        return;
    }
    head.tag("DCTERMS.modified", &entry.updated.map(machine).unwrap_or_default());
    head.tag("DCTERMS.type", &names.of(Facet::Genre, &entry.genre));
    head.tag("DCTERMS.subject", &names.of(Facet::Topic, &entry.topic));
    head.tag("DCTERMS.description", &entry.summary);
    head.tag("DCTERMS.bibliographicCitation", entry.doc_no.as_deref().unwrap_or_default());
    head.tag("DCTERMS.accessRights", names.mode(entry.mode));
}

/// The document: a law where it is a normative document, a report where it is one, else a document.
fn work(names: &Names<'_>, entry: &Entry) -> Value {
    let catalog = names.catalog;
    let gone = entry.state == State::Withdrawn;
    let mut node = Map::new();
    let mut set = |key: &str, value: Value| {
        let empty = value.as_str().is_some_and(str::is_empty) || value.as_array().is_some_and(Vec::is_empty);
        if !empty && !value.is_null() {
            node.insert(key.to_owned(), value);
        }
    };
    let genre = catalog.vocabulary.genres.get(&entry.genre);
    let normative = !gone && genre.is_some_and(|genre| genre.normative);
    let column = catalog.config.columns.get(entry.column).map_or("", |column| column.id.as_str());
    let kind = if normative {
        "Legislation"
    } else if REPORTS.contains(&column) {
        "Report"
    } else {
        "DigitalDocument"
    };
    set("@type", kind.into());
    // The same work in every edition.
    set("@id", format!("{}{}#work", catalog.config.base_url, entry.address).into());
    set("identifier", entry.index_no.as_str().into());
    set("name", entry.title.as_str().into());
    set("dateCreated", entry.created.to_string().into());
    set("datePublished", machine(entry.published).into());
    set("inLanguage", names.language_tag().into());
    let page_of_column = format!("{}{}", names.base(), folder(Facet::Column, column));
    // Which is part of the site, and has the way to it.
    set("isPartOf", json!({"@id": page_of_column}));
    if let Some(agency) = catalog.config.agencies.get(entry.agency) {
        // How to reach it stands on the home page and on that of its items.
        let id = agency_id(names, agency);
        set("publisher", json!({"@type": "GovernmentOrganization", "@id": id, "name": agency.name}));
    }
    set("creativeWorkStatus", names.tag(entry).map_or("", |(_, tag)| tag).into());
    if gone {
        return Value::Object(node);
    }
    let last = last_change(entry);
    set("dateModified", if last == entry.published { Value::Null } else { machine(last).into() });
    set("description", entry.summary.as_str().into());
    set("keywords", entry.keywords.join(",").into());
    if !normative {
        set("genre", genre.map_or("", |genre| genre.name(names.lang)).into());
    }
    set("about", names.of(Facet::Topic, &entry.topic).into());
    set("expires", entry.expires.map(|date| date.to_string()).unwrap_or_default().into());
    if entry.mode == Mode::OnRequest {
        set("conditionsOfAccess", names.mode(entry.mode).into());
    }
    let number = entry.doc_no.as_deref().unwrap_or_default();
    if normative {
        set("legislationIdentifier", number.into());
        set("legislationType", genre.map_or("", |genre| genre.name(names.lang)).into());
        set("legislationDate", entry.created.to_string().into());
        set("legislationDateOfApplicability", entry.effective.map(|date| date.to_string()).unwrap_or_default().into());
        let force =
            entry.validity.as_deref().and_then(|id| catalog.vocabulary.validities.get(id)).and_then(|v| v.force);
        set("legislationLegalForce", force.map_or("", crate::site::vocabulary::LegalForce::schema_org).into());
        for (key, relation) in
            [("legislationRepeals", RelationKind::Replaces), ("legislationChanges", RelationKind::Amends)]
        {
            set(key, others(names, entry, relation));
        }
    } else {
        set("alternateName", number.into());
    }
    set("isBasedOn", others(names, entry, RelationKind::Interprets));
    let files: Vec<Value> = entry
        .attachments
        .iter()
        .map(|file| {
            json!({
                "@type": "MediaObject",
                "name": file.title,
                "contentUrl": format!("{}{}", catalog.config.base_url, file.address),
                "encodingFormat": media_type::bare(&file.address),
                "contentSize": file.size.to_string(),
                "sha256": crate::catalog::content_hash::hex(&file.hash),
            })
        })
        .collect();
    set("associatedMedia", files.into());
    let corrections: Vec<Value> = entry
        .corrections
        .iter()
        .map(|record| {
            let text = if record.note.is_empty() { &record.reason } else { &record.note };
            json!({"@type": "CorrectionComment", "dateCreated": record.date.to_string(), "text": text})
        })
        .collect();
    set("correction", corrections.into());
    Value::Object(node)
}

/// The pages of related items that are in the catalog.
fn others(names: &Names<'_>, entry: &Entry, kind: RelationKind) -> Value {
    let of_kind = entry.related.iter().filter(|related| related.kind == kind);
    let pages = of_kind.filter_map(|related| names.catalog.entry(related.entry?));
    pages.map(|other| json!({"@id": format!("{}{}#work", names.catalog.config.base_url, other.address)})).collect()
}

fn organization(names: &Names<'_>, agency: &Agency) -> Value {
    let contact = &agency.contact;
    let mut node = json!({"@type": "GovernmentOrganization", "@id": agency_id(names, agency), "name": agency.name});
    for (key, value) in [
        ("identifier", &agency.code),
        ("address", &contact.address),
        ("telephone", &contact.phone),
        ("faxNumber", &contact.fax),
        ("email", &contact.email),
    ] {
        if !value.is_empty() {
            node[key] = Value::from(value.as_str());
        }
    }
    node
}

/// The way back; none where it has a single step.
fn breadcrumbs(head: &Head, names: &Names<'_>) -> Option<Value> {
    let base = &names.base();
    let steps: Vec<&Link> = head.crumbs.iter().filter(|crumb| !crumb.name.is_empty()).collect();
    if steps.len() < 2 {
        return None;
    }
    let items: Vec<Value> = steps
        .iter()
        .zip(1..)
        .map(|(crumb, position)| {
            let mut step = json!({"@type": "ListItem", "position": position, "name": crumb.name});
            if !crumb.address.is_empty() {
                let address = crumb.address.strip_suffix("index.html").unwrap_or(&crumb.address);
                step["item"] = Value::from(format!("{base}{address}"));
            }
            step
        })
        .collect();
    Some(json!({"@type": "BreadcrumbList", "itemListElement": items}))
}

fn site_id(names: &Names<'_>) -> String {
    format!("{}#site", names.catalog.config.base_url)
}

fn agency_id(names: &Names<'_>, agency: &Agency) -> String {
    format!("{}#agency-{}", names.catalog.config.base_url, agency.id)
}

/// The block's text. `<` is written so that nothing in it can end the element.
fn block(graph: &[Value]) -> String {
    let context = "https://schema.org";
    let block = match graph {
        [Value::Object(only)] => {
            let mut only = only.clone();
            only.insert("@context".to_owned(), context.into());
            Value::Object(only)
        }
        _ => json!({"@context": context, "@graph": graph}),
    };
    block.to_string().replace('<', "\\u003c")
}
