//! The words of a theme in one language, from a TOML file.

use serde::Serialize;
use toml::{Table, Value as Toml};

use super::filters::fill_in;
use crate::findings::{Finding, Place, rules};

/// The words of one language.
#[derive(Debug, Clone, Default)]
pub struct Strings {
    table: Table,
}

impl Strings {
    /// Adds the words of a file over those that are there.
    pub(super) fn add(&mut self, origin: &str, bytes: &[u8]) -> Result<(), Box<Finding>> {
        let text = std::str::from_utf8(bytes)
            .map_err(|_| Box::new(Finding::new(&rules::TEXT_UNDECODABLE, Place::file(origin))))?
            .trim_start_matches('\u{feff}');
        let table: Table = toml::from_str(text).map_err(|error| {
            let place = error
                .span()
                .map_or_else(|| Place::file(origin), |span| Place::in_text(origin.into(), text, span.start, span.end));
            Box::new(Finding::new(&rules::THEME_TEMPLATE, place).with("detail", error.message()))
        })?;
        merge(&mut self.table, table);
        Ok(())
    }

    /// Takes what is missing from `other`.
    pub(super) fn fill_from(&mut self, other: &Self) {
        let mut whole = other.table.clone();
        merge(&mut whole, std::mem::take(&mut self.table));
        self.table = whole;
    }

    /// The words at a path such as `facts.index_no`; the path itself where there are none.
    pub fn get<'a>(&'a self, path: &'a str) -> &'a str {
        let mut keys = path.split('.');
        let mut here = keys.next().and_then(|key| self.table.get(key));
        for key in keys {
            here = here.and_then(|value| value.get(key));
        }
        here.and_then(Toml::as_str).unwrap_or(path)
    }

    /// The words at a path with values filled in; a place that is not among `values` stays empty.
    pub fn fill(&self, path: &str, values: &[(&str, &str)]) -> String {
        let filled: Result<String, std::convert::Infallible> = fill_in(self.get(path), |name| {
            Ok(values.iter().find(|(key, _)| *key == name).map_or_else(String::new, |(_, value)| (*value).to_owned()))
        });
        match filled {
            Ok(text) => text,
        }
    }

    /// Every path, in order.
    pub fn paths(&self) -> Vec<String> {
        fn walk(table: &Table, prefix: &str, into: &mut Vec<String>) {
            for (key, value) in table {
                let path = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
                match value {
                    Toml::Table(inner) => walk(inner, &path, into),
                    _ => into.push(path),
                }
            }
        }
        let mut paths = Vec::new();
        walk(&self.table, "", &mut paths);
        paths.sort_unstable();
        paths
    }

    /// The words as templates see them, under `t`.
    pub(in crate::render) fn words(&self) -> &impl Serialize {
        &self.table
    }

    /// The words of one group as JSON, safe to stand in a `script` element.
    pub(in crate::render) fn json(&self, group: &str) -> String {
        let words = self.table.get(group).cloned().unwrap_or_else(|| Toml::Table(Table::new()));
        serde_json::to_string(&words).unwrap_or_else(|_| "{}".to_owned()).replace('<', "\\u003c")
    }
}

fn merge(under: &mut Table, over: Table) {
    for (key, value) in over {
        match (under.get_mut(&key), value) {
            (Some(Toml::Table(below)), Toml::Table(above)) => merge(below, above),
            (_, value) => {
                under.insert(key, value);
            }
        }
    }
}
