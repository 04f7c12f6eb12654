//! An item's file of any bytes: read, or refused with findings at places that exist. A number can be written into what was
//! read, in one line, and is read back.

use std::sync::{Arc, LazyLock};

use mulu::catalog::insert_line::insert;
use mulu::findings::Stops;
use mulu::site::{Config, SourceText, Vocabulary, load};

const PATH: &str = "content/notice/a.md";

static SETTINGS: LazyLock<(Config, Vocabulary)> = LazyLock::new(|| {
    let text = include_bytes!("../seeds/site_toml/township.toml");
    let source = SourceText::decode(Arc::from("site.toml"), text).expect("the settings are text");
    let (config, findings) = Config::read(&source);
    assert!(findings.is_empty(), "{findings:?}");
    (config, Vocabulary::embedded())
});

/// See the module.
pub fn check(bytes: &[u8]) {
    let (config, vocabulary) = &*SETTINGS;
    let (item, findings) = load::read_item(PATH, bytes, config, vocabulary);
    let decoded = SourceText::decode(Arc::from(PATH), bytes);
    match &decoded {
        Ok(source) => super::findings::check(&findings, &source.text),
        Err(_) => super::findings::check(&findings, &String::from_utf8_lossy(bytes)),
    }
    let Some(item) = item else {
        assert!(findings.iter().any(|finding| finding.stops != Stops::Nothing), "refused, and nobody says why");
        return;
    };
    assert!(!item.front.title.value.trim().is_empty());
    if item.front.index_no.is_some() {
        return;
    }
    let Ok(numbered) = insert(&item, bytes, "900010028/2024-00001") else { return };
    let (again, findings) = load::read_item(PATH, &numbered, config, vocabulary);
    let again = again.unwrap_or_else(|| panic!("no item any more: {findings:?}"));
    assert_eq!(again.front.index_no.map(|field| field.value).as_deref(), Some("900010028/2024-00001"));
    assert_eq!(again.front.title.value, item.front.title.value);
    assert_eq!(again.source.text[again.body..], item.source.text[item.body..], "the text changed");
}
