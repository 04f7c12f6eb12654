//! 主题分类: what an item is about, in classes and leaves.
//!
//! The table is the one by which gov.cn sorts its documents. Cities rename classes and the State Council reorganises
//! itself, so it is data that a site can replace, to any depth.

use serde::Deserialize;
use serde_saphyr::Spanned;

use super::load::{Placed, Source, Vocab, at};
use super::term::{Term, accessors};

/// A class or a leaf of the topic table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Our id: `02`, `0201`.
    pub id: String,
    /// The official name.
    pub zh: String,
    /// The English name.
    pub en: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// The class above.
    pub parent: Option<String>,
    /// Whether a township's records usually fall into it; only for the order of lists of choices.
    pub township: bool,
    /// Whether nothing stands below it.
    pub leaf: bool,
    /// Whether items may be filed under it although something stands below, because no 其他 does.
    pub alone: bool,
}

impl Topic {
    /// Whether it is a class of its own or a leaf called 其他. A catalog in which most items are 其他 helps nobody.
    pub fn is_other(&self) -> bool {
        self.zh == "其他"
    }
}

impl Term for Topic {
    accessors!();
    fn parent(&self) -> Option<&str> {
        self.parent.as_deref()
    }
    fn selectable(&self) -> bool {
        self.leaf || self.alone
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(default, rename = "schema")]
    _schema: String,
    #[serde(default, rename = "revision")]
    _revision: String,
    topics: Vec<Spanned<Entry>>,
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
    township: bool,
    #[serde(default)]
    alone: bool,
    #[serde(default)]
    children: Vec<Spanned<Entry>>,
}

impl Vocab for Topic {
    type File = File;
    const FILE: &'static str = "data/topics.yaml";
    const TEXT: &'static str = include_str!("../../../data/topics.yaml");

    fn terms(file: File, _source: &mut Source<'_>) -> Vec<Placed<Self>> {
        let mut terms = Vec::new();
        gather(file.topics, None, &mut terms);
        terms
    }
}

fn gather(entries: Vec<Spanned<Entry>>, parent: Option<&str>, terms: &mut Vec<Placed<Topic>>) {
    for spanned in entries {
        let at = at(&spanned);
        let Entry { id, zh, en, aliases, township, alone, children } = spanned.value;
        let leaf = children.is_empty();
        let term = Topic { id: id.clone(), zh, en, aliases, parent: parent.map(str::to_owned), township, leaf, alone };
        terms.push(Placed { term, at });
        gather(children, Some(&id), terms);
    }
}
