//! 不予公开理由: the grounds on which the statute lets, or makes, an office withhold information.
//!
//! Openness is the rule (国务院令第711号, article 5): whoever withholds names the ground of articles 14 to 16.

use serde::Deserialize;
use serde_saphyr::Spanned;

use super::load::{Placed, Source, Vocab, at};
use super::term::{Term, accessors};

/// How strictly a ground binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Force {
    /// 不予公开 (article 14): there is no discretion.
    MustNot,
    /// 不得公开 (article 15), unless the third party consents or the public interest outweighs.
    MustNotUnless,
    /// 可以不予公开 (article 16): the use of the discretion is to be explained.
    MayNot,
}

/// One ground, or one part of a ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    /// Our code: `R14-3`, `R14-3a`.
    pub id: String,
    /// The short name.
    pub zh: String,
    /// The English name.
    pub en: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// The ground of which it is a part.
    pub parent: Option<String>,
    /// The statute's text, or close to it where `paraphrase` is set.
    pub text: String,
    /// Whether the text is not the statute's own.
    pub paraphrase: bool,
    /// The number of the article.
    pub article: String,
    /// How strictly it binds.
    pub force: Force,
    /// Whether such content must not even lie in the content folder.
    pub secret: bool,
}

impl Term for Ground {
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
    #[serde(default, rename = "effective_from")]
    _effective_from: String,
    grounds: Vec<Spanned<Entry>>,
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
    text: String,
    #[serde(default)]
    paraphrase: bool,
    article: String,
    force: Force,
    #[serde(default)]
    secret: bool,
    #[serde(default)]
    children: Vec<Spanned<Part>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    id: String,
    zh: String,
    #[serde(default)]
    en: String,
    #[serde(default)]
    aliases: Vec<String>,
}

impl Vocab for Ground {
    type File = File;
    const FILE: &'static str = "data/grounds.yaml";
    const TEXT: &'static str = include_str!("../../../data/grounds.yaml");

    fn terms(file: File, _source: &mut Source<'_>) -> Vec<Placed<Self>> {
        let mut terms = Vec::new();
        for spanned in file.grounds {
            let at_ground = at(&spanned);
            let Entry { id, zh, en, aliases, text, paraphrase, article, force, secret, children } = spanned.value;
            let whole = Ground { id, zh, en, aliases, parent: None, text, paraphrase, article, force, secret };
            terms.push(Placed { term: whole.clone(), at: at_ground });
            for spanned in children {
                let at = at(&spanned);
                let Part { id, zh, en, aliases } = spanned.value;
                let term = Ground { id, zh, en, aliases, parent: Some(whole.id.clone()), ..whole.clone() };
                terms.push(Placed { term, at });
            }
        }
        terms
    }
}
