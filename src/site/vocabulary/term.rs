//! What every term of every vocabulary has: an id that never changes, and names that people read.

use serde::Deserialize;

use crate::messages::Lang;

/// One term of a controlled vocabulary.
pub trait Term {
    /// The stable id, the same in every language edition.
    fn id(&self) -> &str;

    /// The Chinese name, the official one.
    fn zh(&self) -> &str;

    /// The English name; the Chinese one where a site's own table gives none.
    fn en(&self) -> &str;

    /// Other names under which the term is found.
    fn aliases(&self) -> &[String];

    /// The id of the term above, in a vocabulary of two levels.
    fn parent(&self) -> Option<&str> {
        None
    }

    /// Whether an item may be filed under it. A class of topics may not, its leaves may.
    fn selectable(&self) -> bool {
        true
    }

    /// Which of several terms of one name is meant: the lowest. Terms that are no longer in force rank behind.
    fn rank(&self) -> u8 {
        0
    }

    /// More spellings that are worked out, such as `第二十条第（一）项` for `20.1`.
    fn spellings(&self) -> Vec<String> {
        Vec::new()
    }

    /// The name in a language.
    fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => self.zh(),
            Lang::En => self.en(),
        }
    }
}

/// A short text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// The Chinese text.
    pub zh: String,
    /// The English text.
    pub en: String,
}

impl Bilingual {
    /// The text in a language.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// The four accessors of a struct that has the fields `id`, `zh`, `en` and `aliases`.
macro_rules! accessors {
    () => {
        fn id(&self) -> &str {
            &self.id
        }
        fn zh(&self) -> &str {
            &self.zh
        }
        fn en(&self) -> &str {
            if self.en.is_empty() { &self.zh } else { &self.en }
        }
        fn aliases(&self) -> &[String] {
            &self.aliases
        }
    };
}
pub(super) use accessors;
