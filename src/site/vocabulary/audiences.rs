//! 服务对象: whom an item serves. A default without a national table behind it; sites are free to bring their own.

use serde::Deserialize;
use serde_saphyr::Spanned;

use super::load::{Placed, Source, Vocab, at};
use super::term::{Term, accessors};

/// An audience, or a concern of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audience {
    /// Our id: `A1`, `A101`.
    pub id: String,
    /// The name.
    pub zh: String,
    /// The English name.
    pub en: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// The audience whose concern it is.
    pub parent: Option<String>,
}

impl Term for Audience {
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
    audiences: Vec<Spanned<Entry>>,
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
    children: Vec<Spanned<Entry>>,
}

impl Vocab for Audience {
    type File = File;
    const FILE: &'static str = "data/audiences.yaml";
    const TEXT: &'static str = include_str!("../../../data/audiences.yaml");

    fn terms(file: File, _source: &mut Source<'_>) -> Vec<Placed<Self>> {
        let mut terms = Vec::new();
        gather(file.audiences, None, &mut terms);
        terms
    }
}

fn gather(entries: Vec<Spanned<Entry>>, parent: Option<&str>, terms: &mut Vec<Placed<Audience>>) {
    for spanned in entries {
        let at = at(&spanned);
        let Entry { id, zh, en, aliases, children } = spanned.value;
        let term = Audience { id: id.clone(), zh, en, aliases, parent: parent.map(str::to_owned) };
        terms.push(Placed { term, at });
        gather(children, Some(&id), terms);
    }
}
