//! 更新频率: how often a column is to be renewed, and from when on it counts as stale.

use serde::Deserialize;
use serde_saphyr::Spanned;

use super::load::{Placed, Source, Vocab, at};
use super::term::{Term, accessors};

/// One rhythm.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rhythm {
    /// Our id: `quarterly`.
    pub id: String,
    /// The name that local rules use.
    pub zh: String,
    /// The English name.
    #[serde(default)]
    pub en: String,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Calendar days without a new item after which a column deserves a warning (our suggestion); none: never.
    #[serde(default)]
    pub stale_after_days: Option<u32>,
}

impl Term for Rhythm {
    accessors!();
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(default, rename = "schema")]
    _schema: String,
    #[serde(default, rename = "revision")]
    _revision: String,
    rhythms: Vec<Spanned<Rhythm>>,
}

impl Vocab for Rhythm {
    type File = File;
    const FILE: &'static str = "data/rhythms.yaml";
    const TEXT: &'static str = include_str!("../../../data/rhythms.yaml");

    fn terms(file: File, _source: &mut Source<'_>) -> Vec<Placed<Self>> {
        file.rhythms.into_iter().map(|spanned| Placed { at: at(&spanned), term: spanned.value }).collect()
    }
}
