//! A `site.toml` of any bytes: settings that hold together, or findings at places that exist.

use std::sync::Arc;

use mulu::site::{Config, SourceText};

/// See the module.
pub fn check(bytes: &[u8]) {
    let Ok(source) = SourceText::decode(Arc::from("site.toml"), bytes) else { return };
    let (config, findings) = Config::read(&source);
    super::findings::check(&findings, &source.text);
    // Nobody may walk in a circle, however many faults there were.
    for start in 0..config.columns.len() {
        let mut at = Some(start);
        for _ in 0..=config.columns.len() {
            at = at.and_then(|at| config.columns[at].parent);
        }
        assert_eq!(at, None, "columns are each other's parents");
    }
    if findings.is_empty() {
        assert!(!config.agencies.is_empty() && !config.columns.is_empty());
        assert!(config.base_url.is_empty() || config.base_url.ends_with('/'), "{}", config.base_url);
    }
}
