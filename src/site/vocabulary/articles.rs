//! 公开依据: what the statute makes an office disclose of its own accord.
//!
//! Articles 20 and 21 of 《中华人民共和国政府信息公开条例》 (国务院令第711号, in force since 2019-05-15), and for records of its time the
//! version of 2008 (国务院令第492号). Clerks cite an item in many ways: `20.1`, `第二十条第（一）项`, its text, or the name of the
//! column that usually carries it.

use jiff::civil::Date;
use serde::Deserialize;
use serde_saphyr::Spanned;

use super::fault::VocabularyProblem;
use super::load::{At, Placed, Source, Vocab, at};
use super::term::{Bilingual, Term, accessors};

/// How far an item concerns a township. Our advice, not law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// A township usually has such records.
    Usual,
    /// Some townships do.
    Some,
    /// Hardly any does.
    Rare,
}

/// One item of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Our id: `20.1`; of the version of 2008, `2008.10.1`.
    pub id: String,
    /// The statute's text.
    pub zh: String,
    /// A translation, not official.
    pub en: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// The number of the article: `20`.
    pub article: String,
    /// The number of the item in it, counted from 1.
    pub item: u32,
    /// The order that issued this version: `国务院令第711号`.
    pub order: String,
    /// The first day of this version.
    pub effective_from: Date,
    /// The last day of this version; none while it is in force.
    pub effective_to: Option<Date>,
    /// The usual name of the column that carries it.
    pub column: Option<Bilingual>,
    /// How far it concerns a township.
    pub township: Option<Reach>,
    /// The topic that such records usually have (our suggestion).
    pub topic: Option<String>,
    /// What the item became in the version in force (our reading).
    pub maps_to: Vec<String>,
}

impl Article {
    /// Whether this version was in force on a day.
    pub fn in_force_on(&self, day: Date) -> bool {
        self.effective_from <= day && self.effective_to.is_none_or(|last| day <= last)
    }
}

impl Term for Article {
    accessors!();
    fn rank(&self) -> u8 {
        u8::from(self.effective_to.is_some())
    }
    fn spellings(&self) -> Vec<String> {
        let mut all: Vec<String> = self.column.iter().flat_map(|name| [name.zh.clone(), name.en.clone()]).collect();
        let number: u32 = self.article.parse().unwrap_or(0);
        let articles = [self.article.clone(), numeral(number)];
        let items = [self.item.to_string(), numeral(self.item)];
        for article in &articles {
            for item in &items {
                let tails =
                    [format!("({item})"), format!("({item})项"), format!("第({item})项"), format!("第{item}项")];
                for tail in tails {
                    all.push(format!("第{article}条{tail}"));
                    all.push(format!("{article}条{tail}"));
                }
                all.push(format!("{article}({item})"));
                all.push(format!("{article}条{item}项"));
            }
        }
        all
    }
}

/// A number below 100 as Chinese writes it: 二十一.
fn numeral(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |value: u32| DIGITS.get(value as usize).copied().unwrap_or_default();
    match (number / 10, number % 10) {
        (0, 0) => "零".to_owned(),
        (0, ones) => digit(ones).to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens, ones) => format!("{}十{}", digit(tens), digit(ones)),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(default, rename = "schema")]
    _schema: String,
    #[serde(default, rename = "revision")]
    _revision: String,
    laws: Vec<Law>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Law {
    #[serde(rename = "id")]
    _id: String,
    #[serde(rename = "name")]
    _name: String,
    order: String,
    effective_from: Spanned<String>,
    #[serde(default)]
    effective_to: Option<Spanned<String>>,
    articles: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    article: String,
    items: Vec<Spanned<Entry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    zh: String,
    #[serde(default)]
    en: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    column: Option<Bilingual>,
    #[serde(default)]
    township: Option<Reach>,
    #[serde(default)]
    topic: Option<String>,
    #[serde(default)]
    maps_to: Vec<String>,
}

impl Vocab for Article {
    type File = File;
    const FILE: &'static str = "data/articles.yaml";
    const TEXT: &'static str = include_str!("../../../data/articles.yaml");
    /// The version of 2008 says some things twice, and the one of 2019 says some again.
    const NAMES_DIFFER: bool = false;

    fn terms(file: File, source: &mut Source<'_>) -> Vec<Placed<Self>> {
        let mut terms = Vec::new();
        for law in file.laws {
            let Some(from) = date(&law.effective_from, source) else { continue };
            let to = match &law.effective_to {
                Some(text) => match date(text, source) {
                    Some(day) => Some(day),
                    None => continue,
                },
                None => None,
            };
            for group in law.articles {
                for (spanned, item) in group.items.into_iter().zip(1..) {
                    let at = at(&spanned);
                    let Entry { id, zh, en, aliases, column, township, topic, maps_to } = spanned.value;
                    let article = group.article.clone();
                    let (order, effective_from, effective_to) = (law.order.clone(), from, to);
                    let term = Article {
                        id,
                        zh,
                        en,
                        aliases,
                        article,
                        item,
                        order,
                        effective_from,
                        effective_to,
                        column,
                        township,
                        topic,
                        maps_to,
                    };
                    terms.push(Placed { term, at });
                }
            }
        }
        terms
    }
}

fn date(text: &Spanned<String>, source: &mut Source<'_>) -> Option<Date> {
    let read = text.value.parse().ok();
    if read.is_none() {
        let at: At = at(text);
        source.fault(at, VocabularyProblem::BadValue { value: text.value.clone(), allowed: Vec::new() });
    }
    read
}
