//! What things are called on the pages, in the language of the site.

use jiff::civil::Date;
use serde::Serialize;

use super::edition;
use super::listing::{Facet, folder};
use super::theme::Strings;
use crate::catalog::{Catalog, Entry, Provisional, State};
use crate::messages::Lang;
use crate::site::vocabulary::{FixedId, List, Term};
use crate::site::{Mode, Moment};

/// A name and where it leads; the address is empty where it leads nowhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What is shown.
    pub name: String,
    /// The address below the site's root.
    pub address: String,
}

/// The catalog with the words to speak of it.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
    /// The theme's words.
    pub strings: &'a Strings,
    /// The language of the site.
    pub lang: Lang,
    /// The folder of the edition that is spoken of, with the final `/`; empty for the site's own.
    pub folder: &'static str,
}

impl<'a> Names<'a> {
    /// The words for a catalog.
    pub fn new(catalog: &'a Catalog, strings: &'a Strings) -> Self {
        let lang = if catalog.config.language.starts_with("zh") { Lang::Zh } else { Lang::En };
        Self { catalog, strings, lang, folder: "" }
    }

    /// The words of the edition in traditional characters.
    #[must_use]
    pub fn traditional(self, strings: &'a Strings) -> Self {
        Self { strings, folder: edition::FOLDER, ..self }
    }

    /// The absolute address of the home page's folder.
    pub fn base(&self) -> String {
        format!("{}{}", self.catalog.config.base_url, self.folder)
    }

    /// The language of the site as readers of pages and feeds know it best: `zh-CN` rather than `zh-Hans`.
    pub fn language_tag(&self) -> &'static str {
        match self.catalog.config.language.as_str() {
            _ if !self.folder.is_empty() => "zh-Hant",
            "zh-Hans" => "zh-CN",
            "zh-Hant" => "zh-Hant",
            _ => "en",
        }
    }

    /// The name of a term; its id where the vocabulary lacks it.
    pub fn term<'b, T: Term>(&self, list: &'b List<T>, id: &'b str) -> &'b str {
        list.get(id).map_or(id, |term| term.name(self.lang))
    }

    /// The name of a value of a facet.
    pub fn of(&self, facet: Facet, id: &str) -> String {
        let vocabulary = &self.catalog.vocabulary;
        let config = &self.catalog.config;
        match facet {
            Facet::All => self.strings.get("all_items").to_owned(),
            Facet::Column => self.column(config.column_by_id(id).unwrap_or(usize::MAX)).to_owned(),
            Facet::Topic => self.term(&vocabulary.topics, id).to_owned(),
            Facet::Genre => self.term(&vocabulary.genres, id).to_owned(),
            Facet::Validity => self.term(&vocabulary.validities, id).to_owned(),
            Facet::Agency => {
                config.agencies.iter().find(|agency| agency.id == id).map_or_else(|| id.to_owned(), |a| a.name.clone())
            }
            Facet::Year => self.strings.fill("year_name", &[("year", id)]),
            Facet::Letter if id == "other" => self.strings.get("letter_other").to_owned(),
            Facet::Letter => id.to_ascii_uppercase(),
        }
    }

    /// The heading over the values of a facet.
    pub fn facet(&self, facet: Facet) -> &'a str {
        match facet {
            Facet::All => self.strings.get("catalog"),
            Facet::Column => self.strings.get("statutory"),
            Facet::Topic => self.strings.get("by_topic"),
            Facet::Genre => self.strings.get("by_genre"),
            Facet::Agency => self.strings.get("by_agency"),
            Facet::Year => self.strings.get("by_year"),
            Facet::Validity => self.strings.get("by_validity"),
            Facet::Letter => self.strings.get("by_letter"),
        }
    }

    /// The name of a column; the fixed entries have theirs from the theme where the configuration left the usual one.
    pub fn column(&self, at: usize) -> &'a str {
        let Some(column) = self.catalog.config.columns.get(at) else { return "" };
        let usual = crate::site::config::RESERVED_COLUMNS.iter().find(|(id, _)| *id == column.id);
        match usual {
            Some((id, name)) if column.name == *name && self.lang == Lang::En => match *id {
                "guide" => self.strings.get("fixed.guide"),
                "rules" => self.strings.get("fixed.rules"),
                _ => self.strings.get("fixed.reports"),
            },
            _ => &column.name,
        }
    }

    /// A link to a listing.
    pub fn link(&self, facet: Facet, id: &str) -> Link {
        Link { name: self.of(facet, id), address: format!("{}index.html", folder(facet, id)) }
    }

    /// The topic of an entry from the class down, each with its listing.
    pub fn topic_line(&self, entry: &Entry) -> Vec<Link> {
        let topics = &self.catalog.vocabulary.topics;
        match topics.get(&entry.topic) {
            Some(topic) => topics.lineage(topic).iter().map(|term| self.link(Facet::Topic, term.id())).collect(),
            None => vec![Link { name: entry.topic.clone(), address: String::new() }],
        }
    }

    /// The name of a mode of disclosure.
    pub fn mode(&self, mode: Mode) -> &'a str {
        self.catalog.vocabulary.modes.get(mode.id()).map_or("", |term| term.name(self.lang))
    }

    /// What a row is marked with: the id of the mark and its words.
    pub fn tag(&self, entry: &Entry) -> Option<(&'static str, &'a str)> {
        let id = if let Some(provisional) = entry.provisional {
            return Some(("draft", self.provisional_tag(provisional)));
        } else if entry.state == State::Withdrawn {
            "withdrawn"
        } else if entry.state == State::Reduced {
            "reduced"
        } else if entry.mode == Mode::OnRequest {
            "on_request"
        } else if !entry.corrections.is_empty() {
            "corrected"
        } else {
            return None;
        };
        let path = match id {
            "withdrawn" => "tag.withdrawn",
            "reduced" => "tag.reduced",
            "on_request" => "tag.on_request",
            _ => "tag.corrected",
        };
        Some((id, self.strings.get(path)))
    }

    fn provisional_tag(&self, provisional: Provisional) -> &'a str {
        self.strings.get(match provisional {
            Provisional::Draft => "tag.draft",
            Provisional::Internal => "tag.internal",
            Provisional::NotDisclosed => "tag.not_disclosed",
            Provisional::Held => "tag.held",
            Provisional::Unnumbered => "tag.unnumbered",
        })
    }
}

/// A moment as people read it: `2024-03-05 09:30`, or the day alone where no time was written.
pub fn readable(moment: Moment) -> String {
    moment.time.map_or_else(
        || moment.date.to_string(),
        |time| format!("{} {:02}:{:02}", moment.date, time.hour(), time.minute()),
    )
}

/// A moment for machines: `2024-03-05T09:30:00+08:00`, or the day alone.
pub fn machine(moment: Moment) -> String {
    moment.time.map_or_else(|| moment.date.to_string(), |_| instant(moment))
}

/// A moment with its time and zone, midnight where no time was written (feeds demand one).
pub fn instant(moment: Moment) -> String {
    let (hour, minute, second) = moment.time.map_or((0, 0, 0), |time| (time.hour(), time.minute(), time.second()));
    format!("{}T{hour:02}:{minute:02}:{second:02}+08:00", moment.date)
}

/// The form of PubDate in the government page tags (国办发〔2017〕47号): `2024-03-05 09:30`, always with a time.
pub fn pub_date(moment: Moment) -> String {
    let (hour, minute) = moment.time.map_or((0, 0), |time| (time.hour(), time.minute()));
    format!("{} {hour:02}:{minute:02}", moment.date)
}

/// The last change of an entry that the public can see: publication, update, correction or withdrawal.
pub fn last_change(entry: &Entry) -> Moment {
    let day = |date: Date| Moment { date, time: None };
    let mut last = entry.published;
    let later = entry.updated.into_iter().chain(entry.corrections.iter().map(|c| day(c.date)));
    for moment in later.chain(entry.withdrawal.as_ref().map(|w| day(w.date))) {
        if moment.date > last.date || (moment.date == last.date && moment.time > last.time) {
            last = moment;
        }
    }
    last
}

/// A size in bytes as people read it: `356 KB`, `1.2 MB`.
pub fn readable_size(bytes: u64) -> String {
    const KB: u64 = 1024;
    const MB: u64 = 1024 * KB;
    match bytes {
        0..KB => format!("{bytes} B"),
        KB..MB => format!("{} KB", bytes.div_ceil(KB)),
        _ => {
            let tenths = bytes.saturating_mul(10).div_ceil(MB);
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    #[test]
    fn dates_take_each_form() {
        let whole = Moment { date: date(2024, 3, 5), time: Some(time(9, 30, 0, 0)) };
        let day = Moment { date: date(2024, 3, 5), time: None };
        assert_eq!(readable(whole), "2024-03-05 09:30");
        assert_eq!(machine(whole), "2024-03-05T09:30:00+08:00");
        assert_eq!(readable(day), "2024-03-05");
        assert_eq!(machine(day), "2024-03-05");
        assert_eq!(instant(day), "2024-03-05T00:00:00+08:00");
        assert_eq!(pub_date(day), "2024-03-05 00:00");
    }

    #[test]
    fn sizes_are_rounded_up() {
        assert_eq!(readable_size(0), "0 B");
        assert_eq!(readable_size(1023), "1023 B");
        assert_eq!(readable_size(1025), "2 KB");
        assert_eq!(readable_size(1024 * 1024), "1.0 MB");
        assert_eq!(readable_size(1_300_000), "1.3 MB");
    }
}
