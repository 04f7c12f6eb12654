//! A feed as JSON (JSON Feed 1.1).

use serde_json::{Value, json};

use super::{Feed, clean, summary};
use crate::catalog::{Entry, State};
use crate::render::listing::Facet;
use crate::render::names::{Names, instant, last_change};
use crate::site::media_type;

pub(super) fn write(names: &Names<'_>, feed: &Feed<'_>) -> Vec<u8> {
    let config = &names.catalog.config;
    let mut document = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.own,
        "language": names.language_tag(),
        "authors": config.agencies.iter().take(1).map(|agency| json!({"name": agency.name})).collect::<Vec<_>>(),
        "items": feed.entries.iter().map(|entry| item(names, entry)).collect::<Vec<_>>(),
    });
    if !config.description.is_empty() {
        document["description"] = Value::from(config.description.as_str());
    }
    let mut bytes = serde_json::to_vec(&document).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn item(names: &Names<'_>, entry: &Entry) -> Value {
    let config = &names.catalog.config;
    let url = format!("{}{}", config.base_url, entry.address);
    let summary = summary(names, entry);
    let column = names.of(Facet::Column, config.columns.get(entry.column).map_or("", |column| &column.id));
    let gone = entry.state == State::Withdrawn;
    let keywords = if gone { &[][..] } else { &entry.keywords };
    let mut item = json!({
        "id": url,
        "url": url,
        "title": clean(&entry.title),
        // The standard demands a text; the whole one stands on the page.
        "content_text": clean(if summary.is_empty() { &entry.title } else { &summary }),
        "date_published": instant(entry.published),
        "date_modified": instant(last_change(entry)),
        "tags": std::iter::once(column.as_str()).chain(keywords.iter().map(String::as_str)).collect::<Vec<_>>(),
    });
    if let Some(agency) = config.agencies.get(entry.agency) {
        item["authors"] = json!([{"name": agency.name}]);
    }
    if !entry.attachments.is_empty() && !gone {
        let files = entry.attachments.iter().map(|file| {
            json!({
                "url": format!("{}{}", config.base_url, file.address),
                "mime_type": media_type::bare(&file.address),
                "title": file.title,
                "size_in_bytes": file.size,
            })
        });
        item["attachments"] = files.collect();
    }
    item
}
