//! Documents of a corpus: gzip'd JSON lines {title, date, agency, category, genre, body}, a line a document, the body in
//! Markdown paragraphs. Shared by the search's examples.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader};
use std::path::Path;

use flate2::read::GzDecoder;
use mulu::search::{Document, Facet};
use serde::Deserialize;

#[derive(Deserialize)]
struct Line {
    title: String,
    date: String,
    agency: String,
    category: String,
    genre: String,
    body: String,
}

/// Reads a corpus. `split` makes an item of every chapter; `items` stops there, going round the texts again with another
/// title where there are not enough.
pub(crate) fn read(path: &Path, split: bool, items: Option<usize>) -> io::Result<Vec<Document>> {
    let mut base = Vec::new();
    for line in BufReader::new(GzDecoder::new(File::open(path)?)).lines() {
        let line: Line = serde_json::from_str(&line?)?;
        if split {
            for part in line.body.split("\n## ").enumerate().map(|(at, part)| (at > 0, part)) {
                let text = part.1.trim();
                let first_is_heading = part.0 || text.starts_with("## ");
                let text = text.trim_start_matches("## ");
                if text.chars().count() < 38 {
                    continue;
                }
                let heading = first_is_heading.then(|| text.lines().next().unwrap_or_default().trim());
                let title = heading.map_or_else(|| line.title.clone(), |heading| format!("{} {heading}", line.title));
                base.push((
                    title,
                    text.to_owned(),
                    line.date.clone(),
                    line.agency.clone(),
                    line.category.clone(),
                    line.genre.clone(),
                ));
            }
        } else {
            base.push((line.title, line.body, line.date, line.agency, line.category, line.genre));
        }
    }
    let mut serial = BTreeMap::new();
    let mut agencies = BTreeMap::new();
    let count = items.unwrap_or(base.len());
    let documents = (0..count).map(|at| {
        let (title, body, date, agency, category, genre) = &base[at % base.len()];
        let round = at / base.len();
        let year = date[..4].to_owned();
        let next = agencies.len();
        let agency_number = *agencies.entry(agency.clone()).or_insert(next);
        let code = format!("9999{agency_number:04}X");
        let number = serial.entry((code.clone(), year.clone())).or_insert(0);
        *number += 1;
        Document {
            seq: u32::try_from(at + 1).unwrap_or(u32::MAX),
            url: format!("item/{code}/{year}-{number:05}.html"),
            index_no: format!("{code}/{year}-{number:05}"),
            doc_no: String::new(),
            title: if round == 0 { title.clone() } else { format!("{title}（汇编{round}）") },
            date: date.clone(),
            year,
            agency: Facet { id: format!("a{agency_number}"), name: agency.clone() },
            column: Facet { id: category.clone(), name: category.clone() },
            topic: Facet { id: format!("t{}", at * 7919 % 20), name: format!("主题{}", at * 7919 % 20) },
            genre: Facet { id: genre.clone(), name: genre.clone() },
            validity: Facet::default(),
            summary: String::new(),
            keywords: Vec::new(),
            blocks: body
                .lines()
                .map(|line| line.trim().trim_start_matches("## "))
                .filter(|line| !line.is_empty())
                .collect(),
            attachments: Vec::new(),
        }
    });
    Ok(documents.collect())
}
