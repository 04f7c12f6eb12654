//! The controlled vocabularies: what an item can be about, what form it has, how and why it is disclosed.
//!
//! Lists, names and texts are data (`data/*.yaml`, part of the binary), never code, because they differ by place and
//! change with every reform. A site replaces one by putting a file of the same name and form beside its `site.toml`.
//! All of them are looked up in the same way ([`List::find`]), forgiving about spelling and strict about meaning.

mod articles;
mod audiences;
mod fault;
mod fixed;
mod fold;
mod genres;
mod grounds;
mod list;
pub(in crate::site) mod load;
mod rhythms;
mod stages;
mod term;
mod topics;
mod validity;

pub use articles::{Article, Reach};
pub use audiences::Audience;
pub use fault::{VocabularyFault, VocabularyProblem};
pub use fixed::{Conclusion, CorrectionKind, Fixed, FixedId, Mode, Status};
pub use fold::fold;
pub use genres::{Genre, Kind};
pub use grounds::{Force, Ground};
pub use list::{List, LookupFault};
pub use rhythms::Rhythm;
pub use stages::Stage;
pub use term::{Bilingual, Term};
pub use topics::Topic;
pub use validity::{LegalForce, Validity};

use load::{Loaded, load};

/// Every vocabulary of a site.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    /// 主题分类.
    pub topics: List<Topic>,
    /// 体裁.
    pub genres: List<Genre>,
    /// 记录类型.
    pub kinds: List<Kind>,
    /// 公开方式.
    pub modes: List<Fixed<Mode>>,
    /// 不予公开理由.
    pub grounds: List<Ground>,
    /// 有效性.
    pub validities: List<Validity>,
    /// 环节.
    pub stages: List<Stage>,
    /// 服务对象.
    pub audiences: List<Audience>,
    /// 公开依据.
    pub articles: List<Article>,
    /// 审查结论.
    pub conclusions: List<Fixed<Conclusion>>,
    /// 状态.
    pub statuses: List<Fixed<Status>>,
    /// 更正种类.
    pub corrections: List<Fixed<CorrectionKind>>,
    /// 更新频率 of a column.
    pub rhythms: List<Rhythm>,
}

impl Vocabulary {
    /// The files that a site may bring along, relative to its root.
    pub const FILES: [&str; 13] = [
        "data/articles.yaml",
        "data/audiences.yaml",
        "data/conclusions.yaml",
        "data/corrections.yaml",
        "data/genres.yaml",
        "data/grounds.yaml",
        "data/kinds.yaml",
        "data/modes.yaml",
        "data/rhythms.yaml",
        "data/stages.yaml",
        "data/statuses.yaml",
        "data/topics.yaml",
        "data/validity.yaml",
    ];

    /// Our own vocabularies, which are part of the binary.
    pub fn embedded() -> Self {
        match Self::with_overrides(|_| None) {
            Ok(vocabulary) => vocabulary,
            Err(faults) => unreachable!("the embedded vocabularies are whole, which a test holds: {faults:?}"),
        }
    }

    /// The vocabularies of a site: `given` returns the path (for messages) and the text of one of [`Self::FILES`] where
    /// the site has its own. Such a file takes the place of ours; nothing is merged.
    ///
    /// # Errors
    /// Every fault of every file, in the order of the fields above.
    pub fn with_overrides(
        mut given: impl FnMut(&str) -> Option<(String, String)>,
    ) -> Result<Self, Vec<VocabularyFault>> {
        let mut faults = Vec::new();
        let given: &mut dyn FnMut(&str) -> Option<(String, String)> = &mut given;
        let topics = load::<Topic>(given, &mut faults);
        let genres = load(given, &mut faults);
        let kinds = load(given, &mut faults);
        let modes = load(given, &mut faults);
        let grounds = load(given, &mut faults);
        let validities = load(given, &mut faults);
        let stages = load(given, &mut faults);
        let audiences = load(given, &mut faults);
        let mut articles = load::<Article>(given, &mut faults);
        let conclusions = load(given, &mut faults);
        let statuses = load(given, &mut faults);
        let corrections = load(given, &mut faults);
        let rhythms = load(given, &mut faults);
        if let (Some(topics), Some(articles)) = (&topics, &mut articles) {
            check_references(topics, articles, &mut faults);
        }
        // Written as one expression so that a vocabulary that was forgotten does not compile.
        let whole = (|| {
            Some(Self {
                topics: topics?.list,
                genres: genres?.list,
                kinds: kinds?.list,
                modes: modes?.list,
                grounds: grounds?.list,
                validities: validities?.list,
                stages: stages?.list,
                audiences: audiences?.list,
                articles: articles?.list,
                conclusions: conclusions?.list,
                statuses: statuses?.list,
                corrections: corrections?.list,
                rhythms: rhythms?.list,
            })
        })();
        match whole {
            Some(vocabulary) if faults.is_empty() => Ok(vocabulary),
            _ => Err(faults),
        }
    }
}

/// The articles suggest topics and name their successors: both must exist.
///
/// Where a site brings its own topics but keeps our articles, our suggestions may point at nothing; they are dropped then.
fn check_references(topics: &Loaded<Topic>, articles: &mut Loaded<Article>, faults: &mut Vec<VocabularyFault>) {
    let mut terms = articles.list.all().to_vec();
    for (term, at) in terms.iter_mut().zip(&articles.places) {
        let mut fault = |key: &str, id: &str| {
            faults.push(VocabularyFault {
                path: articles.path.clone(),
                line: at.line,
                column: at.column,
                problem: VocabularyProblem::UnknownReference { key: key.to_owned(), id: id.to_owned() },
            });
        };
        if let Some(topic) = term.topic.clone()
            && !topics.list.get(&topic).is_some_and(Term::selectable)
        {
            if topics.overridden && !articles.overridden {
                term.topic = None;
            } else {
                fault("topic", &topic);
            }
        }
        for id in &term.maps_to {
            if articles.list.get(id).is_none() {
                fault("maps_to", id);
            }
        }
    }
    articles.list = List::new(terms);
}

#[cfg(test)]
mod tests;
