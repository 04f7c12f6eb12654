//! 有效性: whether a document is in force.
//!
//! There is no national list of values. What is blank is "not stated" and never taken for 有效.

use serde::Deserialize;
use serde_saphyr::Spanned;

use super::load::{Placed, Source, Vocab, at};
use super::term::{Term, accessors};

/// The three values of schema.org's `legislationLegalForce`, after the European Legislation Identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LegalForce {
    /// In force.
    InForce,
    /// Partly in force.
    PartiallyInForce,
    /// Not in force: not any more, or not yet.
    NotInForce,
}

impl LegalForce {
    /// The name that schema.org gives it.
    pub fn schema_org(self) -> &'static str {
        match self {
            Self::InForce => "InForce",
            Self::PartiallyInForce => "PartiallyInForce",
            Self::NotInForce => "NotInForce",
        }
    }
}

/// One state of validity.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Validity {
    /// Our id: `in_force`.
    pub id: String,
    /// The usual name.
    pub zh: String,
    /// The English name.
    #[serde(default)]
    pub en: String,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The legal force; none where nothing is stated.
    #[serde(default)]
    pub force: Option<LegalForce>,
    /// English keys of the front matter without which the state says too little.
    #[serde(default)]
    pub needs: Vec<String>,
}

impl Validity {
    /// Whether nothing is stated, so that the row is left out.
    pub fn is_unstated(&self) -> bool {
        self.force.is_none()
    }
}

impl Term for Validity {
    accessors!();
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(default, rename = "schema")]
    _schema: String,
    #[serde(default, rename = "revision")]
    _revision: String,
    states: Vec<Spanned<Validity>>,
}

impl Vocab for Validity {
    type File = File;
    const FILE: &'static str = "data/validity.yaml";
    const TEXT: &'static str = include_str!("../../../data/validity.yaml");

    fn terms(file: File, _source: &mut Source<'_>) -> Vec<Placed<Self>> {
        file.states.into_iter().map(|spanned| Placed { at: at(&spanned), term: spanned.value }).collect()
    }
}
