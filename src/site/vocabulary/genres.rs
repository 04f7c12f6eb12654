//! 体裁: the form of an official document, and 记录类型: the kind of record beside it.
//!
//! The fifteen 文种 are those of article 8 of 《党政机关公文处理工作条例》 (中办发〔2012〕14号). Much that a township publishes is
//! none of them, a poster or a list of names; for that there are kinds.

use serde::Deserialize;
use serde_saphyr::Spanned;

use super::load::{Placed, Source, Vocab, at};
use super::term::{Term, accessors};

/// One 体裁.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Genre {
    /// Our id: `G08`.
    pub id: String,
    /// The official name.
    pub zh: String,
    /// The English name.
    #[serde(default)]
    pub en: String,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// How a formal title of this genre ends; empty where titles do not tell.
    #[serde(default)]
    pub title_end: String,
    /// Whether a township issues such documents. It makes no orders and no rules (规章).
    #[serde(default = "yes")]
    pub township: bool,
    /// Whether opening one asks for a deliberate decision (国务院令第711号, article 16).
    #[serde(default)]
    pub confirm: bool,
    /// Whether it is 规范性文件, which has a validity and is counted in table 二 of the annual report.
    #[serde(default)]
    pub normative: bool,
}

fn yes() -> bool {
    true
}

impl Term for Genre {
    accessors!();
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GenreFile {
    #[serde(default, rename = "schema")]
    _schema: String,
    #[serde(default, rename = "revision")]
    _revision: String,
    genres: Vec<Spanned<Genre>>,
}

impl Vocab for Genre {
    type File = GenreFile;
    const FILE: &'static str = "data/genres.yaml";
    const TEXT: &'static str = include_str!("../../../data/genres.yaml");

    fn terms(file: GenreFile, _source: &mut Source<'_>) -> Vec<Placed<Self>> {
        file.genres.into_iter().map(|spanned| Placed { at: at(&spanned), term: spanned.value }).collect()
    }
}

/// A kind of record that townships publish.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Our id: `K13`.
    pub id: String,
    /// The usual name.
    pub zh: String,
    /// The English name.
    #[serde(default)]
    pub en: String,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// English keys of the front matter that such a record cannot do without.
    #[serde(default)]
    pub needs: Vec<String>,
}

impl Term for Kind {
    accessors!();
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KindFile {
    #[serde(default, rename = "schema")]
    _schema: String,
    #[serde(default, rename = "revision")]
    _revision: String,
    kinds: Vec<Spanned<Kind>>,
}

impl Vocab for Kind {
    type File = KindFile;
    const FILE: &'static str = "data/kinds.yaml";
    const TEXT: &'static str = include_str!("../../../data/kinds.yaml");

    fn terms(file: KindFile, _source: &mut Source<'_>) -> Vec<Placed<Self>> {
        file.kinds.into_iter().map(|spanned| Placed { at: at(&spanned), term: spanned.value }).collect()
    }
}
