//! The statement on accessibility: what the office says itself, and what is known to hold because it was measured or tested.
//!
//! An office may write `content/pages/accessibility.md`; its words come first. The facts behind them are not promises but
//! results: contrasts are worked out from the very colours that the site ships, and the tests named are those of this
//! program's release.

use serde::Serialize;

use crate::render::describe;
use crate::render::linked;
use crate::render::palette::{self, Color};
use crate::render::plan::{Made, Plan};
use crate::render::shell::{Contact, Head};

/// Its address.
pub(in crate::render) const ADDRESS: &str = "pages/accessibility.html";

/// The version of axe-core that the browser tests check every kind of page with; a test compares it with
/// `tests/browser/package.json`.
pub(in crate::render) const AXE: &str = "4.14.1";

/// The widths in CSS pixels at which the tests look at every kind of page.
const WIDTHS: &str = "320、375、768、1280";

#[derive(Serialize)]
struct View {
    body: String,
    /// Whether the pages are those that the tests have looked at: the built-in theme without changes.
    tested: bool,
    version: &'static str,
    axe: &'static str,
    widths: &'static str,
    /// Contrasts of each look; none where a theme has colours of its own.
    contrasts: Vec<Contrast>,
    contact: Contact,
}

/// The least contrasts of one look.
#[derive(Serialize)]
struct Contrast {
    name: String,
    /// Of words and what lies behind them: `6.1`, to be at least 4.5.
    words: String,
    /// Of marks, edges and the ring around what has the focus, to be at least 3.
    marks: String,
}

pub(in crate::render) fn make(plan: &Plan<'_>, path: &str) -> Made {
    let names = &plan.names;
    let own = plan.catalog().pages.iter().find(|page| page.address == ADDRESS);
    let heading = own.map_or(names.strings.get("accessibility.heading"), |page| page.title.as_str());
    let mut head = Head::new(names, "accessibility", path, heading);
    head.crumbs(names, Vec::new());
    let text = own.map(|page| plan.library().text(&page.body, path, &page.path, &[])).unwrap_or_default();
    let beginning = describe::beginning(&text.blocks);
    head.describe(if beginning.is_empty() { names.strings.get("accessibility.intro") } else { &beginning });
    linked::page(&mut head, names, "WebPage", None);
    super::mark_preview(plan, &mut head, None);
    let view = View {
        body: text.html,
        tested: plan.theme.is_built_in(),
        version: env!("CARGO_PKG_VERSION"),
        axe: AXE,
        widths: WIDTHS,
        contrasts: contrasts(plan),
        contact: plan.catalog().config.agencies.first().map(Contact::of).unwrap_or_default(),
    };
    let mut made = plan.fill("accessibility.html", &head, "statement", &view);
    made.findings.extend(text.findings);
    made
}

fn contrasts(plan: &Plan<'_>) -> Vec<Contrast> {
    let chosen = &plan.catalog().config.main_color;
    let Some(main) = Color::parse(if chosen.is_empty() { palette::DEFAULT } else { chosen }) else { return Vec::new() };
    let shipped = plan.theme.assets().get("palette.css");
    if palette::assets(main).first().map(|(_, css)| css) != shipped {
        return Vec::new();
    }
    let looks = palette::looks(main).into_iter();
    looks
        .map(|(id, look)| {
            let pairs = look.pairs();
            let least = |words: bool| {
                let of_kind = pairs.iter().filter(|pair| (pair.least > 4.0) == words);
                let least = of_kind.map(|pair| pair.ratio).fold(21.0, f64::min);
                // Rounded down: what is stated is reached.
                format!("{:.1}", (least * 10.0).floor() / 10.0)
            };
            Contrast { name: plan.names.strings.get(name_of(id)).to_owned(), words: least(true), marks: least(false) }
        })
        .collect()
}

fn name_of(look: &str) -> &'static str {
    match look {
        "light" => "accessibility.light",
        "dark" => "accessibility.dark",
        "light_contrast" => "accessibility.light_contrast",
        _ => "accessibility.contrast_name",
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_tests_use_the_version_that_is_named() {
        let package = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/package.json");
        let package: serde_json::Value = serde_json::from_slice(&std::fs::read(package).unwrap()).unwrap();
        assert_eq!(package["devDependencies"]["axe-core"], super::AXE);
    }
}
