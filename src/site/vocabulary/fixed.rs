//! Vocabularies whose ids the program itself knows: mode, status, kind of correction, conclusion of a review.
//!
//! What they mean is decided in code, because principles hang on it (what may be public, what leaves a tombstone). How
//! they are called is data like any other.

use serde::Deserialize;
use serde_saphyr::Spanned;

use super::fault::VocabularyProblem;
use super::list::List;
use super::load::{At, Placed, Source, Vocab, at};
use super::term::{Term, accessors};

/// A closed set of values, each with a stable id.
pub trait FixedId: Copy + Eq + std::fmt::Debug + 'static {
    /// Every value, in the order in which they are shown.
    const ALL: &'static [Self];

    /// The stable id.
    fn id(self) -> &'static str;

    /// The value with this id.
    fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.id() == id)
    }
}

macro_rules! fixed {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $id:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant),* }

        impl FixedId for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),*];
            fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),* }
            }
        }
    };
}

fixed! {
    /// 公开方式: how an item is disclosed (国务院令第711号, articles 13 to 16). Openness is the rule (article 5).
    #[derive(Default)]
    Mode {
        /// 主动公开: published.
        #[default]
        Proactive = "proactive",
        /// 依申请公开: listed with how to apply, without its body.
        OnRequest = "on_request",
        /// 不予公开: not listed, or only as an entry of the negative list; needs a coded ground.
        NotDisclosed = "not_disclosed",
    }
}

fixed! {
    /// 状态: where an item stands in its life.
    #[derive(Default)]
    Status {
        /// 草稿: not finished.
        Draft = "draft",
        /// 内部: for the house only.
        Internal = "internal",
        /// 已发布: public.
        #[default]
        Published = "published",
        /// 已精简: public, with what was only to be displayed for a time taken out.
        Reduced = "reduced",
        /// 已撤回: taken back; a page says so.
        Withdrawn = "withdrawn",
    }
}

fixed! {
    /// 更正种类: what kind of change was made to a published item.
    CorrectionKind {
        /// 更正: something was wrong.
        Correction = "correction",
        /// 补充: something was missing.
        Supplement = "supplement",
        /// 澄清: something was misunderstood.
        Clarification = "clarification",
    }
}

fixed! {
    /// 审查结论: what a review came to (国务院令第711号, article 17).
    Conclusion {
        /// 主动公开.
        Proactive = "proactive",
        /// 依申请公开.
        OnRequest = "on_request",
        /// 不予公开.
        NotDisclosed = "not_disclosed",
        /// 需报审: a higher authority decides; nothing goes out before it has.
        Refer = "refer",
        /// 暂缓公开: not settled yet.
        Hold = "hold",
    }
}

impl Conclusion {
    /// The mode that the conclusion allows; none while it is not settled.
    pub fn mode(self) -> Option<Mode> {
        match self {
            Self::Proactive => Some(Mode::Proactive),
            Self::OnRequest => Some(Mode::OnRequest),
            Self::NotDisclosed => Some(Mode::NotDisclosed),
            Self::Refer | Self::Hold => None,
        }
    }
}

/// A value that the program knows, with its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed<E> {
    /// The value.
    pub value: E,
    /// Its id.
    pub id: String,
    /// The Chinese name.
    pub zh: String,
    /// The English name.
    pub en: String,
    /// Other names.
    pub aliases: Vec<String>,
}

impl<E> Term for Fixed<E> {
    accessors!();
}

impl<E: FixedId> List<Fixed<E>> {
    /// The names of a value. Loading has made sure that every value has some.
    pub fn of(&self, value: E) -> &Fixed<E> {
        // `ALL` and the loaded list have the same members, so the first is never taken in vain.
        self.all().iter().find(|term| term.value == value).unwrap_or(&self.all()[0])
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    id: String,
    zh: String,
    #[serde(default)]
    en: String,
    #[serde(default)]
    aliases: Vec<String>,
}

fn known<E: FixedId>(entries: Vec<Spanned<Entry>>, source: &mut Source<'_>) -> Vec<Placed<Fixed<E>>> {
    let ids = || E::ALL.iter().map(|value| value.id().to_owned());
    let mut terms = Vec::new();
    for spanned in entries {
        let at = at(&spanned);
        let Entry { id, zh, en, aliases } = spanned.value;
        match E::from_id(&id) {
            Some(value) => terms.push(Placed { term: Fixed { value, id, zh, en, aliases }, at }),
            None => source.fault(at, VocabularyProblem::BadValue { value: id, allowed: ids().collect() }),
        }
    }
    for id in ids() {
        if !terms.iter().any(|placed| placed.term.id == id) {
            source.fault(At::default(), VocabularyProblem::MissingTerm { id });
        }
    }
    terms
}

macro_rules! file {
    ($value:ident, $file:ident, $key:ident, $path:literal) => {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $file {
            #[serde(default, rename = "schema")]
            _schema: String,
            #[serde(default, rename = "revision")]
            _revision: String,
            $key: Vec<Spanned<Entry>>,
        }

        impl Vocab for Fixed<$value> {
            type File = $file;
            const FILE: &'static str = $path;
            const TEXT: &'static str = include_str!(concat!("../../../", $path));

            fn terms(file: $file, source: &mut Source<'_>) -> Vec<Placed<Self>> {
                known(file.$key, source)
            }
        }
    };
}

file!(Mode, ModeFile, modes, "data/modes.yaml");
file!(Status, StatusFile, statuses, "data/statuses.yaml");
file!(CorrectionKind, CorrectionFile, corrections, "data/corrections.yaml");
file!(Conclusion, ConclusionFile, conclusions, "data/conclusions.yaml");
