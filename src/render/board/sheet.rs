//! A sheet for the bulletin board: a list of what is new with a code for each, or whole texts.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::catalog::{Body, Entry, EntryRef, State};
use crate::render::names::{Names, readable_size};
use crate::render::plan::Plan;
use crate::render::qr;

/// What is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm.
    A4,
    /// 297 × 420 mm.
    A3,
}

/// What stands on a sheet.
#[derive(Debug, Clone)]
pub struct Sheet<'a> {
    /// Its items, in order.
    pub entries: Vec<EntryRef>,
    /// What they are of, such as the name of a column; may be empty.
    pub of: &'a str,
    /// The address that leads to all of them, below the site's own.
    pub address: &'a str,
    /// First and last day of publication.
    pub period: Option<(Date, Date)>,
    /// The day on which it is posted.
    pub posted: Date,
    /// The paper.
    pub paper: Paper,
    /// Whole texts instead of a list.
    pub full: bool,
    /// What the pictures' addresses are relative to.
    pub base: &'a str,
}

/// The sheet as one file of HTML.
pub fn sheet(plan: &Plan<'_>, sheet: &Sheet<'_>) -> String {
    let names = &plan.names;
    let config = &names.catalog.config;
    let agency = config.agencies.first();
    let office =
        agency.map_or("", |agency| if agency.short_name.is_empty() { &agency.name } else { &agency.short_name });
    let title = format!("{office}{}", names.strings.get("board.title"));
    let (size, scale) = match sheet.paper {
        Paper::A4 => ("A4", "11pt"),
        Paper::A3 => ("A3", "15.5pt"),
    };
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<base href=\"{}\">\n<title>{}</title>\n\
         <style>\n@page {{ size: {size} portrait; }}\nhtml {{ font-size: {scale}; }}\n{}</style>\n</head>\n<body>\n",
        names.language_tag(),
        escape(sheet.base),
        escape(&title),
        include_str!("sheet.css"),
    );
    let entries: Vec<&Entry> = sheet.entries.iter().filter_map(|at| names.catalog.entry(*at)).collect();
    if sheet.full {
        for entry in &entries {
            whole(plan, &mut out, entry);
        }
    } else {
        list(names, &mut out, sheet, &title, &entries);
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn list(names: &Names<'_>, out: &mut String, sheet: &Sheet<'_>, title: &str, entries: &[&Entry]) {
    let config = &names.catalog.config;
    let word = |path: &str| escape(names.strings.get(path));
    let period = sheet
        .period
        .map(|(from, to)| names.strings.fill("board.period", &[("from", &from.to_string()), ("to", &to.to_string())]));
    let _ = write!(
        out,
        "<header class=\"head\">\n<h1>{}</h1>\n<p class=\"of\">{}</p>\n</header>\n<table class=\"items\">\n<thead><tr><th class=\"n\">{}</th><th>{}</th>\
         <th class=\"d\">{}</th><th class=\"q\">{}</th></tr></thead>\n<tbody>\n",
        escape(title),
        spans(&[sheet.of, &period.unwrap_or_default()]),
        word("board.serial"),
        word("board.name"),
        word("board.published"),
        word("board.scan"),
    );
    for (number, entry) in (1..).zip(entries) {
        let number_of = entry.doc_no.as_deref().filter(|_| entry.state != State::Withdrawn).unwrap_or_default();
        let tag =
            names.tag(entry).map_or(String::new(), |(_, tag)| format!(" <span class=\"tag\">{}</span>", escape(tag)));
        let summary = if entry.state == State::Withdrawn { "" } else { entry.summary.as_str() };
        let _ = writeln!(
            out,
            "<tr><td class=\"n\">{number}</td><td><b>{}</b>{tag}{}{}<div class=\"no\">{}</div></td><td class=\"d\">{}</td><td class=\"q\">{}</td></tr>",
            escape(&entry.title),
            if number_of.is_empty() {
                String::new()
            } else {
                format!("<div class=\"doc\">{}</div>", escape(number_of))
            },
            if summary.is_empty() { String::new() } else { format!("<p>{}</p>", escape(summary)) },
            escape(&entry.index_no),
            entry.published.date,
            qr::svg(&format!("{}{}", config.base_url, entry.address), names.strings.get("board.scan")),
        );
    }
    if entries.is_empty() {
        let _ = writeln!(out, "<tr><td colspan=\"4\">{}</td></tr>", word("board.nothing"));
    }
    out.push_str("</tbody>\n</table>\n<footer class=\"foot\">\n<div class=\"ask\">");
    if let Some(agency) = config.agencies.first() {
        let mut line = |path: &str, key: &str, value: &str| {
            if !value.is_empty() {
                let _ = write!(out, "<p>{}</p>", escape(&names.strings.fill(path, &[(key, value)])));
            }
        };
        line("board.contact", "phone", &agency.contact.phone);
        line("board.office", "address", &agency.contact.address);
    }
    let address = format!("{}{}", config.base_url, sheet.address.strip_suffix("index.html").unwrap_or(sheet.address));
    let _ = write!(
        out,
        "<p>{}</p><p class=\"url\">{}</p></div>\n<div class=\"all\">{}<p>{}</p></div>\n</footer>\n",
        escape(&names.strings.fill("board.posted", &[("date", &sheet.posted.to_string())])),
        escape(&address),
        qr::svg(&address, names.strings.get("board.scan_all")),
        word("board.scan_all"),
    );
}

/// A whole text, as it is posted when the law wants the text itself to be seen (公示、公告).
fn whole(plan: &Plan<'_>, out: &mut String, entry: &Entry) {
    let names = &plan.names;
    let config = &names.catalog.config;
    let made = plan.library().text(&entry.body, "index.html", &entry.path, &[&entry.attachments, &entry.images]);
    let gone = entry.state == State::Withdrawn;
    let number = entry.doc_no.as_deref().filter(|_| !gone).unwrap_or_default();
    let _ = writeln!(
        out,
        "<article class=\"whole\">\n<h1>{}</h1>\n{}",
        escape(&entry.title),
        if number.is_empty() { String::new() } else { format!("<p class=\"doc\">{}</p>", escape(number)) },
    );
    match &entry.body {
        Body::Open { .. } => {
            let _ = writeln!(out, "<div class=\"text\">\n{}\n</div>", made.html);
        }
        Body::OnRequest => {
            let _ = writeln!(out, "<p>{}</p>", escape(names.strings.get("apply.text")));
        }
        Body::Gone => {
            let text = if gone { "withdrawn.text" } else { "reduced.text" };
            let _ = writeln!(out, "<p>{}</p>", escape(names.strings.get(text)));
        }
    }
    if !entry.attachments.is_empty() && !gone {
        let mut files = String::new();
        for file in &entry.attachments {
            let (title, kind, size) = (escape(&file.title), escape(&file.type_name), readable_size(file.size));
            let _ = write!(files, "<li>{title} ({kind}, {size})</li>");
        }
        let _ = writeln!(
            out,
            "<div class=\"files\">{}<ol>{files}</ol></div>",
            escape(names.strings.get("board.attachments"))
        );
    }
    if let Some(display) = entry.display.as_ref().filter(|_| entry.state == State::Published) {
        let (from, to) = (display.from.to_string(), display.to.to_string());
        let _ = writeln!(
            out,
            "<p class=\"display\">{}</p>",
            escape(&names.strings.fill("board.display", &[("from", &from), ("to", &to)]))
        );
    }
    let agency = config.agencies.get(entry.agency);
    let phone = agency.map_or("", |agency| &agency.contact.phone);
    let _ = writeln!(
        out,
        "<footer class=\"foot\"><div class=\"ask\"><p>{}</p><p>{} {}</p><p>{} {}</p>{}</div><div class=\"all\">{}<p>{}</p></div></footer>\n</article>",
        escape(agency.map_or("", |agency| &agency.name)),
        escape(names.strings.get("facts.index_no")),
        escape(&entry.index_no),
        escape(names.strings.get("facts.published")),
        entry.published.date,
        if phone.is_empty() {
            String::new()
        } else {
            format!("<p>{}</p>", escape(&names.strings.fill("board.contact", &[("phone", phone)])))
        },
        qr::svg(&format!("{}{}", config.base_url, entry.address), names.strings.get("board.scan")),
        escape(names.strings.get("board.scan")),
    );
}

fn spans(parts: &[&str]) -> String {
    let mut out = String::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        let _ = write!(out, "<span>{}</span>", escape(part));
    }
    out
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
