//! The catalog as JSON, and the JSON Schema that it keeps to.

use serde_json::Value;

use super::{File, quoted, record, stream};
use crate::render::names::Names;

/// The catalog: an item a line.
pub fn catalog(names: &Names<'_>) -> Vec<u8> {
    let config = &names.catalog.config;
    let head = format!(
        "{{\"$schema\":{},\"title\":{},\"language\":{},\"url\":{},\"count\":{},\"items\":[",
        quoted(&schema_address(names)),
        quoted(&config.title),
        quoted(&config.language),
        quoted(&config.base_url),
        names.catalog.entries.len(),
    );
    stream(&head, names.catalog.entries.iter().map(|entry| record(names, entry)), "\n]}\n")
}

/// The schema, under the address at which it stands.
pub(super) fn schema(names: &Names<'_>) -> Vec<u8> {
    let mut schema: Value = serde_json::from_str(include_str!("catalog.schema.json")).unwrap_or_default();
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("$id".to_owned(), Value::from(schema_address(names)));
    }
    let mut bytes = serde_json::to_vec_pretty(&schema).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn schema_address(names: &Names<'_>) -> String {
    format!("{}{}", names.catalog.config.base_url, File::Schema.address())
}
