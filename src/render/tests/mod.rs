//! Whole pages of a small catalog, and what holds for every page.

mod sample;

use super::{Options, Rendered, Theme, render};

fn site(language: &str) -> Rendered {
    render(&sample::catalog(language), &Theme::embedded(), &Options::default())
}

#[test]
fn every_page_is_made() {
    let rendered = site("zh-Hans");
    assert!(rendered.findings.is_empty(), "{:?}", rendered.findings);
    for page in &rendered.pages {
        assert!(!page.bytes.is_empty(), "{} is empty", page.path);
    }
    assert_eq!(rendered.blocks.len(), sample::catalog("zh-Hans").entries.len());
}
