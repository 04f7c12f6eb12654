//! 环节: the five stages of 五公开 (国办发〔2017〕42号), by which the items of one matter are joined.

use serde::Deserialize;
use serde_saphyr::Spanned;

use super::load::{Placed, Source, Vocab, at};
use super::term::{Term, accessors};

/// A stage, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Our id: `S1`, `S1a`.
    pub id: String,
    /// The name.
    pub zh: String,
    /// The English name.
    pub en: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// The stage of which it is a part.
    pub parent: Option<String>,
    /// What belongs into it, in Chinese; empty for a whole stage.
    pub content: String,
}

impl Term for Stage {
    accessors!();
    fn parent(&self) -> Option<&str> {
        self.parent.as_deref()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(default, rename = "schema")]
    _schema: String,
    #[serde(default, rename = "revision")]
    _revision: String,
    stages: Vec<Spanned<Entry>>,
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
    content: String,
    #[serde(default)]
    children: Vec<Spanned<Entry>>,
}

impl Vocab for Stage {
    type File = File;
    const FILE: &'static str = "data/stages.yaml";
    const TEXT: &'static str = include_str!("../../../data/stages.yaml");

    fn terms(file: File, _source: &mut Source<'_>) -> Vec<Placed<Self>> {
        let mut terms = Vec::new();
        gather(file.stages, None, &mut terms);
        terms
    }
}

fn gather(entries: Vec<Spanned<Entry>>, parent: Option<&str>, terms: &mut Vec<Placed<Stage>>) {
    for spanned in entries {
        let at = at(&spanned);
        let Entry { id, zh, en, aliases, content, children } = spanned.value;
        let term = Stage { id: id.clone(), zh, en, aliases, parent: parent.map(str::to_owned), content };
        terms.push(Placed { term, at });
        gather(children, Some(&id), terms);
    }
}
