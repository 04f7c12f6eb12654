//! What a copy says of itself: what it is, of whose site, and as of when; how to open and to check it.

use std::fmt::Write as _;

use super::{Kind, Request, SITE, kiosk};
use crate::build::Prepared;
use crate::messages::{Arg, Messages};
use crate::render::qr;

/// The files of a copy beside those of the site.
pub(super) struct Own {
    pub(super) files: Vec<(String, Vec<u8>)>,
    pub(super) first: Option<String>,
}

/// The files, in the language of the site.
pub(super) fn files(prepared: &Prepared, request: &Request, words: &Messages) -> Own {
    let about = About { prepared, request, words };
    let mut files = vec![(about.word("pack-readme_name"), about.readme().into_bytes())];
    let mut first = None;
    match request.kind {
        Kind::Web => {}
        Kind::Usb => {
            let name = about.word("pack-start_name");
            files.push((name.clone(), about.start().into_bytes()));
            first = Some(name);
        }
        Kind::Kiosk { .. } => {
            files.push(("kiosk/kiosk.js".to_owned(), kiosk::SCRIPT.into()));
            files.push(("kiosk/kiosk.css".to_owned(), kiosk::STYLE.into()));
            files.push(("kiosk.cmd".to_owned(), COMMAND.replace('\n', "\r\n").into_bytes()));
            first = Some(format!("{SITE}index.html"));
        }
    }
    Own { files, first }
}

/// Opens the site in Edge, which every Windows 10 and 11 has, without frame and without a way out but Alt+F4.
const COMMAND: &str = "@echo off
start \"\" msedge --kiosk \"file:///%~dp0site/index.html\" --edge-kiosk-type=fullscreen --no-first-run --disable-pinch --overscroll-history-navigation=0
";

struct About<'a> {
    prepared: &'a Prepared,
    request: &'a Request,
    words: &'a Messages,
}

impl About<'_> {
    fn word(&self, id: &str) -> String {
        self.words.get(id, &self.args())
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        let catalog = self.prepared.catalog();
        let date = |date: jiff::civil::Date| {
            let parts = [
                ("year", date.year().to_string()),
                ("month", date.month().to_string()),
                ("day", date.day().to_string()),
            ];
            Arg::Text(self.words.get("pack-date", &parts.map(|(name, value)| (name, value.into()))))
        };
        let newest = catalog.newest.first().and_then(|at| catalog.entry(*at));
        vec![
            ("title", catalog.config.title.as_str().into()),
            ("url", catalog.config.base_url.as_str().into()),
            ("items", catalog.entries.len().to_string().into()),
            ("date", date(self.request.as_of)),
            ("newest", newest.map_or_else(|| Arg::Text("–".to_owned()), |entry| date(entry.published.date))),
        ]
    }

    /// A text for whoever finds the files: lines as old editors of Windows want them.
    fn readme(&self) -> String {
        let mut lines =
            vec![self.word("pack-readme_what"), String::new(), self.word("pack-readme_as_of"), String::new()];
        lines.push(self.word(match self.request.kind {
            Kind::Usb => "pack-readme_usb",
            Kind::Kiosk { .. } => "pack-readme_kiosk",
            Kind::Web => "pack-readme_web",
        }));
        if self.request.seal.is_none() {
            lines.push(self.word("pack-unsealed_note"));
        }
        lines.extend([String::new(), self.word("pack-readme_check")]);
        format!("\u{feff}{}\r\n", lines.join("\n").replace('\n', "\r\n"))
    }

    /// The page that a double click opens.
    fn start(&self) -> String {
        let catalog = self.prepared.catalog();
        let contact = catalog.config.agencies.first();
        let lang = if catalog.config.language == "en" { "en" } else { "zh-CN" };
        let mut out = format!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<style>\n{}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n\
             <p class=\"as-of\">{}</p>\n",
            include_str!("start.css"),
            escape(&self.word("pack-as_of")),
            title = escape(&catalog.config.title),
        );
        if self.request.seal.is_none() {
            let _ = writeln!(out, "<p class=\"note\">{}</p>", escape(&self.word("pack-unsealed_note")));
        }
        let _ = writeln!(out, "<nav>");
        for (class, id, page) in [
            ("first", "pack-open", "index.html"),
            ("", "pack-search", "search.html"),
            ("", "pack-catalog", "catalog/index.html"),
        ] {
            let _ = writeln!(out, "<a class=\"{class}\" href=\"{SITE}{page}\">{}</a>", escape(&self.word(id)));
        }
        let _ = writeln!(out, "</nav>\n<p>{}</p>", escape(&self.word("pack-newer")));
        let _ = writeln!(
            out,
            "<div class=\"online\">{}<p class=\"url\">{}</p></div>",
            qr::svg(&catalog.config.base_url, &self.word("pack-qr")),
            escape(&catalog.config.base_url)
        );
        if let Some(agency) = contact {
            let parts = [&agency.name, &agency.contact.address, &agency.contact.phone, &agency.contact.hours];
            let parts: Vec<String> = parts.iter().filter(|part| !part.is_empty()).map(|part| escape(part)).collect();
            let _ = writeln!(out, "<p class=\"office\">{}</p>", parts.join("<br>\n"));
        }
        let _ = writeln!(out, "<p class=\"check\">{}</p>\n</main>\n</body>\n</html>", escape(&self.word("pack-check")));
        out
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
