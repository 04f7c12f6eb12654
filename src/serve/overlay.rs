//! What is wrong with the site, as the page shows it: JSON that its script turns into text, never into HTML.

use serde::Serialize;

use crate::findings::{Finding, Stops, render};
use crate::messages::Messages;

/// How many findings are shown over the page; the terminal shows all.
const MOST: usize = 20;

#[derive(Serialize)]
struct Overlay {
    language: &'static str,
    title: String,
    close: String,
    stopped: String,
    more: String,
    findings: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    stops: &'static str,
    label: String,
    code: &'static str,
    message: String,
    hint: String,
    place: String,
    source: String,
}

/// The findings that keep something from being published, as JSON. Mere warnings are left to the terminal. `is_shown` says whether
/// the pages are those of the site in which they were found.
pub(super) fn json(findings: &[Finding], is_shown: bool, messages: &Messages) -> String {
    let grave: Vec<&Finding> = findings.iter().filter(|finding| finding.stops != Stops::Nothing).collect();
    let stops_all = grave.iter().any(|finding| finding.stops == Stops::Build);
    let title = match (is_shown, stops_all) {
        (false, _) => "serve-overlay-build",
        (true, true) => "serve-overlay-refused",
        (true, false) => "serve-overlay-item",
    };
    let more = grave.len().saturating_sub(MOST);
    let overlay = Overlay {
        language: if messages.lang().code() == "zh" { "zh-Hans" } else { "en" },
        title: messages.get(title, &[("count", grave.len().into())]),
        close: messages.get("serve-overlay-close", &[]),
        stopped: messages.get("serve-overlay-stopped", &[]),
        more: if more > 0 { messages.get("serve-overlay-more", &[("count", more.into())]) } else { String::new() },
        findings: grave.into_iter().take(MOST).map(|finding| row(finding, messages)).collect(),
    };
    serde_json::to_string(&overlay).unwrap_or_default()
}

fn row(finding: &Finding, messages: &Messages) -> Row {
    let label = if finding.stops == Stops::Build { "finding-label-build" } else { "finding-label-item" };
    let place = &finding.place;
    Row {
        stops: finding.stops.id(),
        label: messages.get(label, &[]),
        code: finding.rule.code,
        message: render::message(finding, messages),
        hint: render::hint(finding, messages),
        place: match (place.line, place.column) {
            (0, _) => place.path.to_string(),
            (line, 0) => format!("{}:{line}", place.path),
            (line, column) => format!("{}:{line}:{column}", place.path),
        },
        source: place.source.as_deref().unwrap_or_default().to_owned(),
    }
}
