//! What a PDF carries besides its pages: who made it, comments, files and scripts within it.

use std::collections::BTreeSet;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};

use super::super::traces::{TraceKind, Traces, is_nobody};

/// Entries of one tree of names that are looked at.
const MOST_NAMES: usize = 10_000;

/// Looks at the document and its pages.
pub(super) fn read(pdf: &Pdf, traces: &mut Traces) {
    if let Some(author) = pdf.metadata().author.as_deref().map(text).filter(|author| !is_nobody(author)) {
        traces.add(TraceKind::Author, &author);
    }
    let xref = pdf.xref();
    if let Some(root) = xref.get::<Dict<'_>>(xref.root_id()) {
        if let Some(names) = root.get::<Dict<'_>>("Names") {
            let files = names.get::<Dict<'_>>("EmbeddedFiles").map_or(0, |tree| count_names(&tree));
            traces.add_many(TraceKind::EmbeddedFiles, files, "");
            let scripts = names.get::<Dict<'_>>("JavaScript").map_or(0, |tree| count_names(&tree));
            traces.add_many(TraceKind::Scripts, scripts, "");
        }
        let runs = ["OpenAction", "AA"].iter().any(|key| runs_script(&root, key));
        traces.add_many(TraceKind::Scripts, usize::from(runs), "");
    }
    for page in pdf.pages().iter() {
        let Some(annotations) = page.raw().get::<Array<'_>>("Annots") else { continue };
        for annotation in annotations.iter::<Dict<'_>>().take(MOST_NAMES) {
            look_at(&annotation, traces);
        }
        traces.add_many(TraceKind::Scripts, usize::from(runs_script(page.raw(), "AA")), "");
    }
}

fn look_at(annotation: &Dict<'_>, traces: &mut Traces) {
    let kind = annotation.get::<Name<'_>>("Subtype");
    match kind.as_ref().map_or("", Name::as_str) {
        // What one is meant to see or use.
        "Link" | "Widget" | "Popup" | "Watermark" | "PrinterMark" | "TrapNet" | "Screen" | "" => {}
        "FileAttachment" => traces.add(TraceKind::EmbeddedFiles, ""),
        _ => {
            let author = annotation.get::<PdfString<'_>>("T").map(|name| text(name.as_bytes())).unwrap_or_default();
            traces.add(TraceKind::Comments, if is_nobody(&author) { "" } else { &author });
        }
    }
    if runs_script(annotation, "A") || runs_script(annotation, "AA") {
        traces.add(TraceKind::Scripts, "");
    }
}

/// Whether an action, or one of a dictionary of actions, is a script.
fn runs_script(dict: &Dict<'_>, key: &str) -> bool {
    let is_script = |action: &Dict<'_>| action.get::<Name<'_>>("S").is_some_and(|kind| kind.as_str() == "JavaScript");
    let Some(action) = dict.get::<Dict<'_>>(key) else { return false };
    is_script(&action) || action.keys().take(50).any(|key| action.get::<Dict<'_>>(key).is_some_and(|a| is_script(&a)))
}

/// How many names a tree of names has (ISO 32000-1, 7.9.6). Branches that lead back are not followed twice.
fn count_names(tree: &Dict<'_>) -> usize {
    let mut seen = BTreeSet::new();
    let mut open = vec![tree.clone()];
    let mut count = 0;
    while let Some(branch) = open.pop() {
        if seen.len() > MOST_NAMES || branch.obj_id().is_some_and(|id| !seen.insert((id.obj_number, id.gen_number))) {
            continue;
        }
        if let Some(names) = branch.get::<Array<'_>>("Names") {
            count += names.iter::<Object<'_>>().take(MOST_NAMES).count().div_ceil(2);
        }
        if let Some(kids) = branch.get::<Array<'_>>("Kids") {
            open.extend(kids.iter::<Dict<'_>>().take(MOST_NAMES.saturating_sub(open.len())));
        }
    }
    count.min(MOST_NAMES)
}

/// A text string (ISO 32000-1, 7.9.2.2): UTF-16 or UTF-8 with a mark, else an encoding like Latin-1; what Chinese programs
/// wrote there is often GBK.
fn text(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned();
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::GBK.decode_without_bom_handling(bytes).0.into_owned(),
    }
}
