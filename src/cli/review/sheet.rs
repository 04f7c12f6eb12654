//! The review sheet (保密审查表): one page of A4, to be printed, signed by hand and filed.
//!
//! One file of HTML that needs nothing else. It never lies where it would be published.

use std::fmt::Write as _;
use std::path::Path;

use jiff::civil::Date;

use super::{conclusion_name, letter};
use crate::catalog::files::ItemFiles;
use crate::catalog::review;
use crate::cli::Outcome;
use crate::cli::common::write_text;
use crate::cli::console::Console;
use crate::messages::Messages;
use crate::site::front_matter::Review;
use crate::site::paths::would_be_published;
use crate::site::vocabulary::{Conclusion, FixedId, Mode, Term as _};
use crate::site::{Chain, Item, ReviewStep, Site};

/// At most so many attachments are named; the rest is counted, so that the sheet stays one page.
const MOST_FILES: usize = 6;

pub(super) fn run(item: &Item, site: &Site, out: Option<&Path>, console: &Console) -> Outcome {
    let target = out.map_or_else(|| site.root.join("review").join(file_name(item)), Path::to_path_buf);
    if would_be_published(&target, &site.root) {
        console.complain("review-sheet-refused", &[("path", target.display().to_string().into())]);
        return Outcome::Failed;
    }
    if !write_text(&target, &html(item, site, &console.messages), console) {
        return Outcome::Failed;
    }
    console.say("review-sheet-done", &[("path", target.display().to_string().into())]);
    if letter::is_wanted(item) {
        return letter::run(item, site, &target, console);
    }
    Outcome::Fine
}

/// `notice-2026-1.html` for `content/notice/2026-1.md`.
fn file_name(item: &Item) -> String {
    let path = item.path.strip_prefix("content/").unwrap_or(&item.path);
    let stem = path.strip_suffix("/index.md").or_else(|| path.strip_suffix(".md")).unwrap_or(path);
    format!("{}.html", stem.replace('/', "-"))
}

/// The sheet.
pub(super) fn html(item: &Item, site: &Site, messages: &Messages) -> String {
    let (files, hash) = review::hash_of(item, site);
    let outdated = review::is_outdated(item, site, &files);
    // Signatures for other content are no signatures for this one.
    let record = item.front.review.as_ref().filter(|_| !outdated);
    let sheet = Sheet { item, site, messages, record };
    let agency = site.config.agencies.get(item.front.agency).map_or("", |agency| agency.name.as_str());
    let title = sheet.word("sheet-title");
    let mut out = String::new();
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<style>\n{}</style>\n</head>\n<body>\n<h1>{}</h1>\n\
         <div class=\"above\"><span>{}{}</span><span>{}______________</span></div>\n\
         <table>\n<colgroup><col class=\"head\"><col><col class=\"head\"><col></colgroup>\n",
        if messages.lang() == crate::messages::Lang::Zh { "zh-CN" } else { "en" },
        escape(&format!("{title} · {}", item.front.title.value)),
        include_str!("sheet.css"),
        escape(&title),
        escape(&sheet.word("sheet-unit")),
        escape(agency),
        escape(&sheet.word("sheet-number")),
    );
    sheet.facts(&mut out, &files, agency);
    sheet.opinions(&mut out);
    sheet.conclusion(&mut out);
    sheet.notes(&mut out, outdated);
    let _ = write!(
        out,
        "</table>\n<div class=\"below\"><span>{}<span class=\"mono\">{}</span></span><span>{}<span class=\"code\">{}</span></span></div>\n\
         </body>\n</html>\n",
        escape(&sheet.word("sheet-hash")),
        escape(&hash),
        escape(&sheet.word("sheet-code")),
        check_code(&hash),
    );
    out
}

/// A date as letters and forms have it.
pub(super) fn date(date: Date, messages: &Messages) -> String {
    let args = [
        ("year", date.year().to_string().into()),
        ("month", date.month().to_string().into()),
        ("day", date.day().to_string().into()),
    ];
    messages.get("sheet-date", &args)
}

/// The first 16 digits of the hash in groups of four: short enough to be compared by eye.
pub(super) fn check_code(hash: &str) -> String {
    let digits: Vec<char> = hash.trim_start_matches("sha256:").chars().take(16).collect();
    digits.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ").to_uppercase()
}

struct Sheet<'a> {
    item: &'a Item,
    site: &'a Site,
    messages: &'a Messages,
    record: Option<&'a Review>,
}

impl Sheet<'_> {
    fn word(&self, id: &str) -> String {
        self.messages.get(id, &[])
    }

    fn head(&self, id: &str) -> String {
        format!("<th scope=\"row\">{}</th>", escape(&self.word(id)))
    }

    /// A line of one fact.
    fn wide(&self, out: &mut String, id: &str, html: &str) {
        let _ = writeln!(out, "<tr>{}<td colspan=\"3\">{html}</td></tr>", self.head(id));
    }

    /// A line of two facts.
    fn pair(&self, out: &mut String, cells: [(&str, &str); 2]) {
        let cells = cells.map(|(id, text)| format!("{}<td>{}</td>", self.head(id), escape(text)));
        let _ = writeln!(out, "<tr>{}</tr>", cells.concat());
    }

    fn facts(&self, out: &mut String, files: &ItemFiles, agency: &str) {
        let front = &self.item.front;
        let text = |field: Option<&crate::site::Field<String>>| field.map(|f| f.value.clone()).unwrap_or_default();
        let vocabulary = &self.site.vocabulary;
        let lang = self.messages.lang();
        let genre = vocabulary.genres.get(&front.genre.value).map_or("", |genre| genre.name(lang));
        let column = self.site.config.columns.get(self.item.column).map_or("", |column| column.name.as_str());
        self.wide(out, "sheet-name", &escape(&front.title.value));
        self.pair(
            out,
            [("sheet-doc-no", &text(front.doc_no.as_ref())), ("sheet-index-no", &text(front.index_no.as_ref()))],
        );
        self.pair(out, [("sheet-agency", agency), ("sheet-created", &self.date(front.created.value))]);
        self.pair(out, [("sheet-genre", genre), ("sheet-column", column)]);
        let summary = text(front.summary.as_ref());
        self.wide(out, "sheet-summary", &format!("<div class=\"clamp\">{}</div>", escape(&summary)));
        self.wide(out, "sheet-attachments", &self.attachments(files));
        self.wide(out, "sheet-mode", &self.mode());
    }

    fn attachments(&self, files: &ItemFiles) -> String {
        let all: Vec<&str> = files.attachments.iter().chain(&files.inline).map(|file| file.title.as_str()).collect();
        match all.as_slice() {
            [] => escape(&self.word("sheet-none")),
            [one] => escape(one),
            _ => {
                let mut out = String::from("<ol>");
                for name in all.iter().take(MOST_FILES) {
                    let _ = write!(out, "<li>{}</li>", escape(name));
                }
                if all.len() > MOST_FILES {
                    let _ = write!(out, "<li>… ({})</li>", all.len());
                }
                out.push_str("</ol>");
                out
            }
        }
    }

    fn mode(&self) -> String {
        let front = &self.item.front;
        let name = |mode: Mode| {
            let modes = &self.site.vocabulary.modes;
            modes.get(mode.id()).map_or(mode.id(), |term| term.name(self.messages.lang())).to_owned()
        };
        let mut out: String =
            Mode::ALL.iter().map(|mode| choice(*mode == front.mode, &name(*mode))).collect::<Vec<_>>().concat();
        let ground = front.ground.as_ref().and_then(|ground| self.site.vocabulary.grounds.get(&ground.value));
        if let Some(ground) = ground {
            let _ = write!(
                out,
                "<br>{}{}（{}）",
                escape(&self.word("sheet-ground")),
                escape(ground.name(self.messages.lang())),
                escape(&ground.text)
            );
        }
        if let Some(title) = &front.public_title {
            let _ = write!(out, "<br>{}{}", escape(&self.word("sheet-public-title")), escape(&title.value));
        }
        out
    }

    /// One line for everybody who signs; where the site asks nobody, for the township's four.
    fn opinions(&self, out: &mut String) {
        let asked = self.site.config.review.steps.steps();
        let steps = if asked.is_empty() { Chain::Four.steps() } else { asked };
        for step in steps {
            let signed = self.record.map(|record| record.step(*step));
            let opinion = signed.and_then(|s| s.opinion.as_ref()).map_or("", |field| field.value.as_str());
            let by = signed.and_then(|s| s.by.as_ref()).map_or("", |field| field.value.as_str());
            let day = signed.and_then(|s| s.date.as_ref()).map(|field| self.date(field.value));
            let _ = writeln!(
                out,
                "<tr>{}<td colspan=\"3\" class=\"opinion\">{}<div class=\"signature\"><span>{}<span class=\"name\">{}&#8203;</span></span>\
                 <span class=\"day\">{}</span></div></td></tr>",
                self.head(opinion_of(*step)),
                escape(opinion),
                escape(&self.word("sheet-signature")),
                escape(by),
                escape(&day.unwrap_or_else(|| self.word("sheet-date-blank"))),
            );
        }
    }

    fn conclusion(&self, out: &mut String) {
        let concluded = self.record.and_then(Review::concluded);
        let mut cell: String = Conclusion::ALL
            .iter()
            .map(|one| choice(concluded == Some(*one), &conclusion_name(one.id(), self.site, self.messages)))
            .collect::<Vec<_>>()
            .concat();
        let basis = self.record.and_then(|record| record.basis.as_ref()).map_or("", |field| field.value.as_str());
        let _ = write!(cell, "<br>{}{}", escape(&self.word("sheet-basis")), escape(basis));
        let _ = writeln!(
            out,
            "<tr>{}<td colspan=\"3\" class=\"conclusion\">{cell}</td></tr>",
            self.head("sheet-conclusion")
        );
        let referred = self.record.and_then(|record| record.referred.as_ref());
        if referred.is_some() || concluded == Some(Conclusion::Refer) {
            let text = |field: Option<&crate::site::Field<String>>| {
                field.map_or("__________", |field| field.value.as_str()).to_owned()
            };
            let blank = self.word("sheet-date-blank");
            let sent = referred.and_then(|r| r.date.as_ref()).map_or_else(|| blank.clone(), |d| self.date(d.value));
            let due = self.record.and_then(|record| review::reply_due(record, self.site));
            let due = due.map_or(blank, |due| self.date(due.date));
            let parts = [
                ("sheet-referred-to", text(referred.and_then(|r| r.to.as_ref()))),
                ("sheet-referred-date", sent),
                ("sheet-referred-due", due),
                ("sheet-referred-reply", text(referred.and_then(|r| r.reply.as_ref()))),
            ];
            let cell: Vec<String> = parts
                .iter()
                .map(|(id, value)| format!("<span class=\"choice\">{}{}</span>", escape(&self.word(id)), escape(value)))
                .collect();
            self.wide(out, "sheet-referred", &cell.concat());
        }
    }

    fn notes(&self, out: &mut String, outdated: bool) {
        let mut ids = vec!["sheet-note-one", "sheet-note-keep", "sheet-note-law"];
        if outdated {
            ids.insert(0, "sheet-note-again");
        }
        let lines: Vec<String> = ids.iter().map(|id| format!("<li>{}</li>", escape(&self.word(id)))).collect();
        self.wide(out, "sheet-notes", &format!("<ol class=\"notes\">{}</ol>", lines.concat()));
    }

    fn date(&self, day: Date) -> String {
        date(day, self.messages)
    }
}

fn opinion_of(step: ReviewStep) -> &'static str {
    match step {
        ReviewStep::Drafted => "sheet-opinion-drafted",
        ReviewStep::Department => "sheet-opinion-department",
        ReviewStep::Office => "sheet-opinion-office",
        ReviewStep::Approved => "sheet-opinion-approved",
    }
}

fn choice(on: bool, name: &str) -> String {
    let class = if on { "box on" } else { "box" };
    let state = if on { "☑" } else { "□" };
    format!(
        "<span class=\"choice\"><span class=\"{class}\" role=\"img\" aria-label=\"{state}\"></span>{}</span>",
        escape(name)
    )
}

pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
