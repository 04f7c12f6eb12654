//! The hand-over sheet (移交清单): what is handed over, on paper, for two signatures and two seals.

use std::fmt::Write as _;

use super::Scope;
use crate::archive::{Bag, Written};
use crate::render::names::readable_size;

/// A page that needs nothing else: it is opened from the folder, printed on A4 and signed.
const STYLE: &str = "@page { size: A4; margin: 20mm 16mm }
body { font: 12pt/1.6 \"FangSong\", \"仿宋\", \"Noto Serif CJK SC\", serif; max-width: 178mm; margin: 2em auto; color: #000; background: #fff }
h1 { font: bold 20pt/1.3 \"SimHei\", \"黑体\", \"Noto Sans CJK SC\", sans-serif; text-align: center; margin: 0 0 1em }
table { border-collapse: collapse; width: 100%; font-size: 10.5pt }
caption { text-align: left; font-weight: bold; padding: .8em 0 .3em }
th, td { border: 1px solid #000; padding: .25em .4em; text-align: left; vertical-align: top }
thead { display: table-header-group }
tr { break-inside: avoid }
.n { text-align: right; white-space: nowrap }
.d { white-space: nowrap }
code { font: 9pt/1.4 Consolas, \"Noto Sans Mono\", monospace; overflow-wrap: anywhere }
.sign { display: flex; gap: 8mm; margin-top: 1.5em; break-inside: avoid }
.sign div { flex: 1; border: 1px solid #000; padding: .6em .8em; min-height: 42mm }
.sign p { margin: 0 0 .9em }
";

/// The sheet of the public package.
pub(super) fn sheet(scope: &Scope<'_>, bag: &Bag, written: &Written) -> String {
    let config = &scope.prepared.site.config;
    let agency = config.agencies.first().map_or("", |agency| agency.name.as_str());
    let title = scope.word("handover-title");
    let attachments: usize = scope.sealed.iter().map(|entry| entry.attachments.len()).sum();
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{}</h1>\n",
        escaped(&config.language),
        escaped(&title),
        escaped(&title),
    );
    let totals = scope.words.get(
        "handover-totals",
        &[
            ("items", scope.sealed.len().into()),
            ("attachments", attachments.into()),
            ("files", written.files.into()),
            ("size", readable_size(written.bytes).into()),
        ],
    );
    let facts = [
        ("handover-from", escaped(agency)),
        ("handover-to", String::new()),
        ("handover-basis", escaped(&scope.word("handover-basis_text"))),
        ("handover-package", format!("<code>{}</code>", escaped(&bag.name))),
        ("handover-contents", escaped(&(totals + &scope.incomplete().unwrap_or_default()))),
        ("handover-seal", format!("<code>{}</code>", escaped(&written.seal))),
    ];
    out.push_str("<table>\n<tbody>\n");
    for (id, value) in facts {
        let _ =
            writeln!(out, "<tr><th scope=\"row\" class=\"d\">{}</th><td>{value}</td></tr>", escaped(&scope.word(id)));
    }
    out.push_str("</tbody>\n</table>\n");
    list(scope, &mut out);
    let _ = writeln!(out, "<p>{}</p>", escaped(&scope.word("handover-check")));
    out.push_str("<div class=\"sign\">\n");
    for side in ["handover-sign_from", "handover-sign_to"] {
        out.push_str("<div>\n");
        for line in scope.word(side).lines() {
            let _ = writeln!(out, "<p>{}</p>", escaped(line));
        }
        out.push_str("</div>\n");
    }
    out.push_str("</div>\n</body>\n</html>\n");
    out
}

fn list(scope: &Scope<'_>, out: &mut String) {
    let _ = writeln!(out, "<table>\n<caption>{}</caption>\n<thead>\n<tr>", escaped(&scope.word("handover-list")));
    for id in ["serial", "index_no", "name", "doc_no", "created", "published", "attachments"] {
        let _ = write!(out, "<th scope=\"col\" class=\"d\">{}</th>", escaped(&scope.word(&format!("handover-{id}"))));
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for (at, entry) in scope.sealed.iter().enumerate() {
        let withdrawn = entry.state == crate::catalog::State::Withdrawn;
        let doc_no = entry.doc_no.as_deref().filter(|_| !withdrawn).unwrap_or_default();
        let mark = if withdrawn { scope.word("handover-withdrawn") } else { String::new() };
        let _ = writeln!(
            out,
            "<tr><td class=\"n\">{}</td><td>{}</td><td>{}{}</td><td>{}</td><td class=\"d\">{}</td><td class=\"d\">{}</td><td class=\"n\">{}</td></tr>",
            at + 1,
            escaped(&entry.index_no),
            escaped(&entry.title),
            escaped(&mark),
            escaped(doc_no),
            entry.created,
            entry.published.date,
            entry.attachments.len(),
        );
    }
    out.push_str("</tbody>\n</table>\n");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
