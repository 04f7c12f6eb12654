//! What is said of a file to the clerk who attached it.

use super::limits::{MAX_FILE_BYTES, MAX_TEXT_CHARS};
use super::{Reading, Trace, TraceKind, Verdict};
use crate::findings::rules;
use crate::findings::{Finding, Place};
use crate::messages::Arg;

/// What is said of a file at `path` that held `reading`: at most one finding about its words, one about what else it carries.
///
/// `own_names` are names that the site itself publishes, such as its agencies': as authors they give nobody away.
pub fn findings(path: &str, reading: &Reading, own_names: &[String]) -> Vec<Finding> {
    let file = path.rsplit('/').next().unwrap_or(path);
    let about = |rule| Finding::new(rule, Place::file(path)).with("file", file);
    let mut found = Vec::new();
    found.extend(match reading.verdict {
        Verdict::NotRead | Verdict::Text => None,
        Verdict::Cut => Some(about(&rules::ATTACHMENT_CUT).with("limit", MAX_TEXT_CHARS / 10_000)),
        Verdict::NoText { pages, of } => {
            let (case, hint) = match path.to_ascii_lowercase().ends_with(".pdf") {
                true if pages < of => ("some", "some"),
                true => ("scan", "hint"),
                false => ("empty", "empty"),
            };
            let finding = about(&rules::ATTACHMENT_NO_TEXT).with("pages", pages).with("of", of);
            Some(finding.with("case", case).hint(hint))
        }
        Verdict::Unreadable => Some(about(&rules::ATTACHMENT_UNREADABLE)),
        Verdict::Encrypted => Some(about(&rules::ATTACHMENT_ENCRYPTED)),
        Verdict::Damaged => Some(about(&rules::ATTACHMENT_DAMAGED)),
        Verdict::TooLarge => Some(about(&rules::ATTACHMENT_TOO_LARGE).with("limit", MAX_FILE_BYTES >> 20)),
        Verdict::OldFormat => Some(about(&rules::ATTACHMENT_OLD_FORMAT)),
    });
    let traces: Vec<&Trace> = reading.traces.iter().filter(|trace| !is_own(trace, own_names)).collect();
    if !traces.is_empty() {
        let list = traces.iter().map(|trace| said(trace)).collect();
        found.push(about(&rules::ATTACHMENT_TRACES).with("what", Arg::List(list)).hint(program(path)));
    }
    found
}

/// What a trace is called, with its names and number.
fn said(trace: &Trace) -> Arg {
    let mut names = trace.names.join("、");
    if trace.names.len() < trace.count && !names.is_empty() && trace.count > super::limits::MAX_NAMES {
        names.push('…');
    }
    let named = if names.is_empty() { "no" } else { "yes" };
    Arg::Message(
        trace.kind.message_id(),
        vec![("names", names.into()), ("count", trace.count.into()), ("named", named.into())],
    )
}

/// Whether a trace names only the office itself.
fn is_own(trace: &Trace, own_names: &[String]) -> bool {
    let about_people =
        matches!(trace.kind, TraceKind::Author | TraceKind::LastModifiedBy | TraceKind::Company | TraceKind::Manager);
    about_people && trace.names.iter().all(|name| own_names.iter().any(|own| own == name))
}

/// Which hint says where to remove it.
fn program(path: &str) -> &'static str {
    let ending = path.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
    match ending.as_str() {
        "xlsx" | "xlsm" | "xltx" | "et" => "excel",
        "pdf" => "pdf",
        _ if super::is_foreign_picture(path) => "picture",
        _ => "hint",
    }
}
