//! Faults of templates as findings with file, line and column.

use std::collections::BTreeMap;
use std::ops::Range;

use tera::{Error, ErrorKind, ReportError, Tera};

use crate::findings::{Finding, Place, rules};
use crate::messages::Arg;

use super::steps::{self, Counted};

/// Where the templates come from.
#[derive(Debug, Clone, Default)]
pub(super) struct Sources {
    /// The file of each template.
    pub(super) origins: BTreeMap<String, String>,
    /// Those of the site's own theme that count their steps, with their text as it was written.
    pub(super) counted: BTreeMap<String, (Counted, String)>,
}

/// Every template's syntax, one by one, so that all faults are said in one run.
pub(super) fn syntax(templates: &[(&str, &str)], sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (name, text) in templates {
        // A template on its own lacks its parents and filters; only what the parser says counts here.
        if let Err(error) = Tera::new().add_raw_template(name, text)
            && matches!(error.kind(), ErrorKind::SyntaxError(_))
        {
            findings.extend(of(&error, sources));
        }
    }
    findings
}

/// An error of the template engine, as one finding or more.
pub(super) fn of(error: &Error, sources: &Sources) -> Vec<Finding> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => vec![located(report, error, sources)],
        ErrorKind::Msg(text) if text.contains("--> ") => {
            text.split("\n\n").filter_map(|report| parse(report, sources)).collect()
        }
        _ => vec![plain(&error.to_string(), Place::file(folder(sources)))],
    }
}

/// A page that does not come to an end.
pub(super) fn too_long(template: &str, limit: usize, sources: &Sources) -> Finding {
    let path = sources.origins.get(template).map_or(template, String::as_str);
    let detail = Arg::Message("theme-too-long", vec![("limit", (limit >> 20).into())]);
    Finding::new(&rules::THEME_TEMPLATE, Place::file(path)).with("detail", detail)
}

/// A tag in which so much is named that it could multiply what it is given without end.
pub(super) fn too_wide(template: &str, text: &str, tag: Range<usize>, sources: &Sources) -> Finding {
    let path = sources.origins.get(template).map_or(template, String::as_str);
    let detail =
        Arg::Message("theme-too-wide", vec![("names", steps::MOST_NAMES.into()), ("joins", steps::MOST_JOINS.into())]);
    let end = text[tag.clone()].find('\n').map_or(tag.end, |at| tag.start + at);
    Finding::new(&rules::THEME_TEMPLATE, Place::in_text(path.into(), text, tag.start, end)).with("detail", detail)
}

/// A page that takes too much work.
fn too_much(place: Place) -> Finding {
    Finding::new(&rules::THEME_TEMPLATE, place).with("detail", Arg::message("theme-too-much"))
}

fn located(report: &ReportError, error: &Error, sources: &Sources) -> Finding {
    let span = report.span();
    // The engine's report shows the line; its message alone does not.
    let shown = error.to_string();
    let source = shown.lines().nth(3).and_then(|line| line.split_once(" | ")).map(|(_, line)| line);
    let length = if span.end_line == span.start_line { span.end_col.saturating_sub(span.start_col) } else { 1 };
    let place = place(report.filename(), span.start_line, span.start_col + 1, length, source, sources);
    if steps::are_over(error) { too_much(place) } else { plain(report.message(), place) }
}

/// Reads a report that the engine has only as text:
///
/// ```text
/// error: Unknown filter `x`
///  --> item.html:3:4
///   |
/// 3 | {{ title | x }}
///   |            ^
/// ```
fn parse(report: &str, sources: &Sources) -> Option<Finding> {
    let mut lines = report.lines();
    let message = lines.next()?.trim_start_matches("error: ");
    let Some(at) = lines.next().and_then(|line| line.split_once("--> ")).map(|(_, at)| at) else {
        return Some(plain(message, Place::file(folder(sources))));
    };
    let mut parts = at.rsplitn(3, ':');
    let column = parts.next()?.trim().parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    let source = lines.nth(1).and_then(|line| line.split_once(" | ")).map(|(_, line)| line);
    let length = lines.next().map_or(1, |line| line.matches('^').count());
    Some(plain(message, place(name, line, column, length, source, sources)))
}

fn place(template: &str, line: usize, column: usize, length: usize, source: Option<&str>, sources: &Sources) -> Place {
    let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
    let (mut line, mut column, mut length, mut source) = (line, column, length, source);
    if let Some((counted, text)) = sources.counted.get(template) {
        let (_, end) = counted.original(line, column + length);
        (line, column) = counted.original(line, column);
        length = end.saturating_sub(column);
        source = source.and(text.lines().nth(line.saturating_sub(1)));
    }
    let path = sources.origins.get(template).map_or(template, String::as_str);
    Place {
        path: path.into(),
        line: number(line),
        column: number(column),
        length: number(length.max(1)),
        source: source.map(Into::into),
    }
}

fn plain(message: &str, place: Place) -> Finding {
    Finding::new(&rules::THEME_TEMPLATE, place).with("detail", message.trim())
}

/// Where the theme lies: the folder of what stands over the built-in one, if anything does.
fn folder(sources: &Sources) -> &str {
    let own = sources.origins.values().find(|origin| !origin.starts_with("themes/default/"));
    own.or_else(|| sources.origins.values().next()).map_or("themes", String::as_str)
}
