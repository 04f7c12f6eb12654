//! What of the pages an office arranges in `site.toml` without touching a template: parts of the home page, links of the foot.

use super::fields::{Field, Fields, Reading};

/// The parts of the home page, in the order in which they stand: search and the four fixed entries, latest items with figures,
/// a block for each column, topics. The hero holds the four entries that 国办公开办函〔2019〕61号 asks for and is always there.
pub const HOME_PARTS: [&str; 4] = ["latest", "figures", "columns", "topics"];

/// The links of the foot, in the order in which they stand.
pub const FOOT_ITEMS: [&str; 5] = ["sitemap", "pages", "negative_list", "feed", "data"];

/// `[home]`.
#[derive(Debug, Clone, PartialEq)]
pub struct HomeConfig {
    /// Which of [`HOME_PARTS`] are shown.
    pub parts: Vec<String>,
    /// How many items the latest are.
    pub latest: usize,
    /// How many items a column's block has.
    pub rows: usize,
    /// Ids of the columns that have a block, in this order; empty for all topmost columns that hold something.
    pub columns: Vec<String>,
}

impl Default for HomeConfig {
    fn default() -> Self {
        Self { parts: HOME_PARTS.map(str::to_owned).into(), latest: 10, rows: 5, columns: Vec::new() }
    }
}

/// `[foot]`.
#[derive(Debug, Clone, PartialEq)]
pub struct FootConfig {
    /// Which of [`FOOT_ITEMS`] are shown.
    pub items: Vec<String>,
    /// Links to other sites: name and address.
    pub links: Vec<(String, String)>,
}

impl Default for FootConfig {
    fn default() -> Self {
        Self { items: FOOT_ITEMS.map(str::to_owned).into(), links: Vec::new() }
    }
}

/// Reads `[home]`; `columns` are the ids that there are.
pub(super) fn read_home(reading: &Reading<'_>, fields: Option<Fields<'_>>, columns: &[&str]) -> HomeConfig {
    let mut config = HomeConfig::default();
    let Some(mut fields) = fields else { return config };
    if fields.peek(&["parts"]) {
        config.parts = chosen(reading, "parts", fields.texts(&["parts"], false), &HOME_PARTS);
    }
    if let Some(field) = fields.number(&["latest"], 1..=50) {
        config.latest = field.value as usize;
    }
    if let Some(field) = fields.number(&["rows"], 1..=20) {
        config.rows = field.value as usize;
    }
    config.columns = chosen(reading, "columns", fields.texts(&["columns"], false), columns);
    fields.finish();
    config
}

/// Reads `[foot]`.
pub(super) fn read_foot(reading: &Reading<'_>, fields: Option<Fields<'_>>) -> FootConfig {
    let mut config = FootConfig::default();
    let Some(mut fields) = fields else { return config };
    if fields.peek(&["items"]) {
        config.items = chosen(reading, "items", fields.texts(&["items"], false), &FOOT_ITEMS);
    }
    for (mut link, _) in fields.maps(&["link"]) {
        let name = link.required(&["name"]);
        let url = link.required(&["url"]);
        link.finish();
        let (Some(name), Some(url)) = (name, url) else { continue };
        if url.value.starts_with("https://") || url.value.starts_with("http://") {
            config.links.push((name.value, url.value));
        } else {
            reading.report_value("url", &url, &["https://…".to_owned()]);
        }
    }
    fields.finish();
    config
}

/// The values that are allowed, each once; the others are said.
fn chosen(reading: &Reading<'_>, key: &str, fields: Vec<Field<String>>, allowed: &[&str]) -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    for field in fields {
        if !allowed.contains(&field.value.as_str()) {
            reading.report_value(key, &field, &allowed.iter().map(|&known| known.to_owned()).collect::<Vec<_>>());
        } else if !values.contains(&field.value) {
            values.push(field.value);
        }
    }
    values
}
