//! The catalog as `data.json`, the form of Project Open Data 1.1, which many harvesters read.
//!
//! Its standard asks for an address of e-mail: where the office has stated none, none is written. What was withdrawn is left
//! out, since the form has no word for it.

use serde_json::{Value, json};

use super::{quoted, stream};
use crate::catalog::{Entry, State};
use crate::render::names::{Names, instant, last_change};
use crate::site::vocabulary::Term;
use crate::site::{Mode, media_type};

const STANDARD: &str = "https://project-open-data.cio.gov/v1.1/schema";

/// The catalog.
pub(super) fn catalog(names: &Names<'_>) -> Vec<u8> {
    let head = format!(
        "{{\"@context\":{},\"@id\":{},\"@type\":\"dcat:Catalog\",\"conformsTo\":{},\"describedBy\":{},\"dataset\":[",
        quoted(&format!("{STANDARD}/catalog.jsonld")),
        quoted(&format!("{}{}", names.catalog.config.base_url, super::File::ProjectOpenData.address())),
        quoted(STANDARD),
        quoted(&format!("{STANDARD}/catalog.json")),
    );
    let standing = names.catalog.entries.iter().filter(|entry| entry.state != State::Withdrawn);
    stream(&head, standing.map(|entry| dataset(names, entry)), "\n]}\n")
}

fn dataset(names: &Names<'_>, entry: &Entry) -> Value {
    let catalog = names.catalog;
    let base = &catalog.config.base_url;
    let page = format!("{base}{}", entry.address);
    let topics = &catalog.vocabulary.topics;
    let topic = topics.get(&entry.topic).map_or(entry.topic.as_str(), |topic| topic.name(names.lang));
    let keywords =
        if entry.keywords.is_empty() { vec![topic] } else { entry.keywords.iter().map(String::as_str).collect() };
    let on_request = entry.mode == Mode::OnRequest;
    let mut node = json!({
        "@type": "dcat:Dataset",
        "title": entry.title,
        "description": if entry.summary.is_empty() { &entry.title } else { &entry.summary },
        "keyword": keywords,
        "modified": instant(last_change(entry)),
        "issued": instant(entry.published),
        "identifier": entry.index_no,
        "accessLevel": if on_request { "restricted public" } else { "public" },
        "landingPage": page,
        "language": [names.language_tag()],
        "theme": [topic],
    });
    if on_request {
        node["rights"] = Value::from(names.strings.get("apply.heading"));
    }
    if let Some(agency) = catalog.config.agencies.get(entry.agency) {
        node["publisher"] = json!({"@type": "org:Organization", "name": agency.name});
        let mut contact = json!({"@type": "vcard:Contact", "fn": agency.name});
        if !agency.contact.email.is_empty() {
            contact["hasEmail"] = Value::from(format!("mailto:{}", agency.contact.email));
        }
        node["contactPoint"] = contact;
    }
    let mut distributions = Vec::new();
    if !on_request {
        distributions.push(
            json!({"@type": "dcat:Distribution", "accessURL": page, "mediaType": "text/html", "title": entry.title}),
        );
    }
    distributions.extend(entry.attachments.iter().map(|file| {
        json!({
            "@type": "dcat:Distribution", "title": file.title, "downloadURL": format!("{base}{}", file.address),
            "mediaType": media_type::bare(&file.address), "format": file.type_name,
        })
    }));
    if !distributions.is_empty() {
        node["distribution"] = Value::from(distributions);
    }
    node
}
