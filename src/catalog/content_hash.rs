//! 内容摘要值: one value for everything of an item that the public sees.
//!
//! What is sealed is bound to it, and by a form of its own what was reviewed. It leaves out what is added later by rule: the index
//! number, the review record, the records of correction and withdrawal, the date of the last change. Line ends do not
//! count, so that a checkout on another system changes nothing.

use sha2::{Digest as _, Sha256};

use super::Attachment;
use crate::site::vocabulary::FixedId as _;
use crate::site::{Field, Item, Mode, Moment, Site};

/// What a hash is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// For the ledger: what is online.
    Sealed,
    /// For the review record: what was reviewed.
    Reviewed,
}

/// The hash that a review record is bound to.
///
/// It is made like [`content_hash`], but leaves out what an office fills in or changes after the review by rule, and what
/// tells nobody anything: 发布日期, 有效性, 废止日期. An item that is not disclosed adds its ground and its neutral title.
pub fn reviewed_hash<'a>(item: &Item, site: &Site, files: impl Iterator<Item = &'a Attachment>) -> [u8; 32] {
    hash_for(Purpose::Reviewed, item, site, files)
}

/// SHA-256 over the canonical form: for each field its name and value, each with its length in bytes before it
/// (8 bytes, little-endian), then the text with line feeds only, then title and SHA-256 of every file.
pub fn content_hash<'a>(item: &Item, site: &Site, files: impl Iterator<Item = &'a Attachment>) -> [u8; 32] {
    hash_for(Purpose::Sealed, item, site, files)
}

fn hash_for<'a>(purpose: Purpose, item: &Item, site: &Site, files: impl Iterator<Item = &'a Attachment>) -> [u8; 32] {
    let mut hash = Sha256::new();
    let mut add = |name: &str, value: &str| {
        for part in [name, value] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
    };
    let front = &item.front;
    // A code that is corrected in site.toml is no change of what was reviewed.
    let agency = site.config.agencies.get(front.agency).map_or("", |agency| match purpose {
        Purpose::Sealed => agency.code.as_str(),
        Purpose::Reviewed => agency.id.as_str(),
    });
    let column = site.config.columns.get(item.column).map_or("", |column| column.id.as_str());
    add("title", &front.title.value);
    add("doc_no", text(front.doc_no.as_ref()));
    add("agency", agency);
    add("column", column);
    add("topic", &front.topic.value);
    add("genre", &front.genre.value);
    add("kind", text(front.kind.as_ref()));
    add("created", &front.created.value.to_string());
    if purpose == Purpose::Sealed {
        add("published", &front.published.as_ref().map_or_else(String::new, |field| moment(&field.value)));
    }
    add("mode", front.mode.id());
    if purpose == Purpose::Sealed {
        add("validity", text(front.validity.as_ref()));
    }
    let dates = [("effective", &front.effective), ("expires", &front.expires), ("trial_until", &front.trial_until)];
    for (name, date) in dates {
        if purpose == Purpose::Sealed || name != "expires" {
            add(name, &date.as_ref().map_or_else(String::new, |field| field.value.to_string()));
        }
    }
    if purpose == Purpose::Reviewed && front.mode == Mode::NotDisclosed {
        add("ground", text(front.ground.as_ref()));
        add("public_title", text(front.public_title.as_ref()));
    }
    add("summary", text(front.summary.as_ref()));
    add("source", text(front.source.as_ref()));
    add("matter", text(front.matter.as_ref()));
    add("stage", text(front.stage.as_ref()));
    let lists = [
        ("article", &front.articles),
        ("audience", &front.audience),
        ("keywords", &front.keywords),
        ("replaces", &front.replaces),
        ("amends", &front.amends),
        ("interprets", &front.interprets),
    ];
    for (name, fields) in lists {
        for field in fields {
            add(name, &field.value);
        }
    }
    if let Some(display) = &front.display {
        let to = display.to.as_ref().map_or_else(String::new, |field| field.value.to_string());
        let days = display.days.as_ref().map_or_else(String::new, |field| field.value.to_string());
        add("display", &format!("{} {to} {days}", display.from.value));
    }
    if let Some(opinion) = &front.opinion {
        let until = opinion.until.as_ref().map_or_else(String::new, |field| field.value.to_string());
        add("opinion", &format!("{until}\n{}\n{}", opinion.how, opinion.result));
    }
    let text = item.markdown();
    if text.contains('\r') {
        add("text", &text.replace("\r\n", "\n").replace('\r', "\n"));
    } else {
        add("text", text);
    }
    for file in files {
        add("file", &file.title);
        // Of the file as the office has it: what a newer program takes out of pictures changes no item.
        add("sha256", &hex(&file.source_hash));
    }
    hash.finalize().into()
}

/// The form in which a hash is written: `sha256:` and 64 hexadecimal digits.
pub fn shown(hash: &[u8; 32]) -> String {
    format!("sha256:{}", hex(hash))
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// `2024-03-05`, `2024-03-05 09:30:00`.
fn moment(moment: &Moment) -> String {
    match moment.time {
        None => moment.date.to_string(),
        Some(time) => format!("{} {:02}:{:02}:{:02}", moment.date, time.hour(), time.minute(), time.second()),
    }
}

fn text(field: Option<&Field<String>>) -> &str {
    field.map_or("", |field| field.value.as_str())
}
