//! A rich sample, whole.

use super::Site;
use crate::render::markdown::render;

#[test]
fn a_rich_sample() {
    let text = include_str!("sample.md");
    let rendered = render(text, &Site);
    let faults: Vec<_> = rendered
        .faults
        .iter()
        .map(|fault| {
            let line = text[..fault.offset].matches('\n').count() + 1;
            format!("{line}: {:?} at {:?}", fault.kind, &text[fault.offset..fault.offset + fault.len])
        })
        .collect();
    super::properties::assert_harmless(&rendered.html);
    insta::assert_snapshot!("sample.html", rendered.html);
    insta::assert_snapshot!("sample.blocks", rendered.blocks.iter().collect::<Vec<_>>().join("\n――\n"));
    insta::assert_snapshot!("sample.faults", faults.join("\n"));
}
