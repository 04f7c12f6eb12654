//! How findings are shown: for people, as JSON, and as SARIF 2.1.0 (OASIS) for code-review tools.

use std::fmt::Write as _;
use std::sync::Arc;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use super::{Finding, Place, Stops, unseen};
use crate::messages::{Arg, Messages};

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// For people, with the source line.
    #[default]
    Text,
    /// One JSON object.
    Json,
    /// SARIF 2.1.0.
    Sarif,
}

/// The message of a finding.
pub fn message(finding: &Finding, messages: &Messages) -> String {
    unseen::shown(&messages.get(&finding.rule.message_id(), &finding.args)).into_owned()
}

/// What to do about a finding.
pub fn hint(finding: &Finding, messages: &Messages) -> String {
    let id = finding.rule.message_id();
    let text =
        messages.attribute(&id, finding.hint, &finding.args).or_else(|| messages.attribute(&id, "hint", &finding.args));
    unseen::shown(&text.unwrap_or_default()).into_owned()
}

/// One finding for people: label, code, message, place, source line and hint.
pub fn text(finding: &Finding, messages: &Messages, colour: bool) -> String {
    let (level, label) = match finding.stops {
        // Nothing is being built.
        Stops::Build if finding.rule.code.starts_with("archive.") => (Level::ERROR, "finding-label-archive"),
        Stops::Build if finding.rule.code.starts_with("verify.") => (Level::ERROR, "finding-label-verify"),
        Stops::Build => (Level::ERROR, "finding-label-build"),
        Stops::Item => (Level::ERROR, "finding-label-item"),
        Stops::Nothing => (Level::WARNING, "finding-label-nothing"),
    };
    let level = level.with_name(messages.get(label, &[]));
    let title = message(finding, messages);
    let what_to_do = hint(finding, messages);
    let mut group = Group::with_title(level.primary_title(&title).id(finding.rule.code));
    let place = harmless(&finding.place);
    group = add_place(group, &place);
    let related = finding.related.as_ref().map(harmless);
    if let Some(related) = &related {
        group = add_place(group, related);
    }
    if !what_to_do.is_empty() {
        group = group.element(Level::HELP.with_name(messages.get("finding-label-hint", &[])).message(what_to_do));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).render(&[group])
}

/// A file may be called what it likes, and hold what it likes: neither may move the cursor. Control characters up to U+001F
/// in the line are made visible by the renderer.
fn harmless(place: &Place) -> Place {
    let is_bad = |c: char| matches!(c, '\u{80}'..='\u{9F}');
    let source = place
        .source
        .as_ref()
        .map(|line| if line.contains(is_bad) { Arc::from(line.replace(is_bad, "\u{FFFD}")) } else { Arc::clone(line) });
    Place { path: unseen::shown(&place.path).into(), source, ..place.clone() }
}

fn add_place<'a>(group: Group<'a>, place: &'a Place) -> Group<'a> {
    match &place.source {
        Some(source) if place.line > 0 => {
            let start = char_offset(source, place.column.saturating_sub(1));
            let end = char_offset(source, place.column.saturating_sub(1).saturating_add(place.length)).max(start);
            group.element(
                Snippet::source(source.as_ref())
                    .path(place.path.as_ref())
                    .line_start(place.line as usize)
                    .annotation(AnnotationKind::Primary.span(start..end)),
            )
        }
        _ => {
            let mut origin = Origin::path(place.path.as_ref());
            if place.line > 0 {
                origin = origin.line(place.line as usize).char_column(place.column.max(1) as usize);
            }
            group.element(origin)
        }
    }
}

fn char_offset(text: &str, chars: u32) -> usize {
    text.char_indices().nth(chars as usize).map_or(text.len(), |(at, _)| at)
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    code: &'a str,
    stops: &'a str,
    path: &'a str,
    line: u32,
    column: u32,
    message: String,
    hint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    related: Option<String>,
}

/// All findings as one JSON object: `{"findings": [{code, stops, path, line, column, message, hint}]}`.
pub fn json(findings: &[Finding], messages: &Messages) -> String {
    let rows: Vec<_> = findings
        .iter()
        .map(|finding| JsonFinding {
            code: finding.rule.code,
            stops: finding.stops.id(),
            path: &finding.place.path,
            line: finding.place.line,
            column: finding.place.column,
            message: message(finding, messages),
            hint: hint(finding, messages),
            related: finding.related.as_ref().map(short_place),
        })
        .collect();
    pretty(&serde_json::json!({ "findings": rows }))
}

/// All findings as a SARIF 2.1.0 log with one run.
pub fn sarif(findings: &[Finding], messages: &Messages) -> String {
    let results: Vec<_> = findings
        .iter()
        .map(|finding| {
            let mut region = serde_json::Map::new();
            if finding.place.line > 0 {
                region.insert("startLine".into(), finding.place.line.into());
                region.insert("startColumn".into(), finding.place.column.max(1).into());
            }
            let level = if finding.stops == Stops::Nothing { "warning" } else { "error" };
            let mut physical = serde_json::json!({ "artifactLocation": { "uri": finding.place.path.as_ref() } });
            if !region.is_empty() {
                physical["region"] = region.into();
            }
            serde_json::json!({
                "ruleId": finding.rule.code,
                "level": level,
                "message": { "text": format!("{} {}", message(finding, messages), hint(finding, messages)) },
                "locations": [{ "physicalLocation": physical }],
            })
        })
        .collect();
    let mut used: Vec<_> = findings.iter().map(|finding| finding.rule.code).collect();
    used.sort_unstable();
    used.dedup();
    let rules: Vec<_> = used.iter().map(|code| serde_json::json!({ "id": code })).collect();
    pretty(&serde_json::json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "mulu", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn pretty(value: &serde_json::Value) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

fn short_place(place: &Place) -> String {
    if place.line > 0 { format!("{}:{}:{}", place.path, place.line, place.column) } else { place.path.to_string() }
}

/// How many findings of one rule are shown in full before the rest is only counted.
const SHOWN_PER_RULE: usize = 10;

/// All findings for people, most of one kind only counted unless `all`.
///
/// What leaves an item out or stops the build is always shown.
pub fn report(findings: &[Finding], messages: &Messages, colour: bool, all: bool) -> String {
    let mut out = String::new();
    let mut shown: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for finding in findings {
        let count = shown.entry(finding.rule.code).or_default();
        *count += 1;
        if all || finding.stops != Stops::Nothing || *count <= SHOWN_PER_RULE {
            out.push_str(&text(finding, messages, colour));
            out.push_str("\n\n");
        }
    }
    if !all {
        for (code, count) in &shown {
            let silent = findings.iter().filter(|f| f.rule.code == *code && f.stops == Stops::Nothing).count();
            if silent == *count && *count > SHOWN_PER_RULE {
                let args = [("count", Arg::from(count - SHOWN_PER_RULE)), ("code", Arg::from(*code))];
                let _ = writeln!(out, "{}\n", messages.get("finding-more", &args));
            }
        }
    }
    out
}
