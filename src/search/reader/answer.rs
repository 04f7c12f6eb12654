//! From a query to an answer: words to documents, documents to an order, the first of them to cards.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::super::Facet;
use super::super::error::SearchError;
use super::super::fold::{clean, units};
use super::super::format::Kind;
use super::super::format::cards::{self, Card};
use super::super::format::docs::date_of;
use super::super::format::facets::FACETS;
use super::super::layout::{HEAD_STEP, PINYIN, TITLE};
use super::query::{Place, Word, parse};
use super::rank::{Matches, Weight, double};
use super::rewording;
use super::word::Stands;
use super::{Catalog, Filters};

/// In what order results come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// What fits best.
    #[default]
    Relevance,
    /// What was published last.
    Newest,
    /// What was published first.
    Oldest,
}

/// What is asked besides the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchOptions {
    /// For each facet (`year`, `agency`, `column`, `topic`, `genre`, `validity`), the ids of which one must fit.
    pub filters: Filters,
    /// The order.
    pub sort: Sort,
    /// How many results to skip.
    pub offset: usize,
    /// How many to give at most.
    pub limit: usize,
}

impl Default for SearchOptions {
    fn default() -> Self {
        Self { filters: Filters::new(), sort: Sort::Relevance, offset: 0, limit: 10 }
    }
}

/// A value of a facet, and how many results have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCount {
    /// The value's id.
    pub id: String,
    /// The value's name.
    pub name: String,
    /// Results that have it, under the filters of the other facets.
    pub count: usize,
}

/// One result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The document's place in the index, counted from 0.
    pub doc: u32,
    /// Title.
    pub title: String,
    /// The page, relative to the site's root.
    pub url: String,
    /// Index number.
    pub index_no: String,
    /// Document number.
    pub doc_no: String,
    /// Date of publication, ISO.
    pub date: String,
    /// Issuing agency, column, topic, genre and validity.
    pub agency: Facet,
    /// Column.
    pub column: Facet,
    /// Topic.
    pub topic: Facet,
    /// Genre.
    pub genre: Facet,
    /// Validity.
    pub validity: Facet,
    /// Summary.
    pub summary: String,
}

/// What a search finds.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// How many items were found.
    pub total: usize,
    /// Whether they contain every word; `false` where none does and the nearest are given instead.
    pub exact: bool,
    /// Words that were not looked up, because the query has more than 32.
    pub ignored: usize,
    /// Those that were asked for, in order.
    pub results: Vec<Hit>,
    /// For each facet, its values among what was found, the most frequent first.
    pub facets: Vec<(&'static str, Vec<FacetCount>)>,
    /// The words, for [`Catalog::snippets`].
    pub words: Vec<Vec<u16>>,
    pub(crate) stands: Vec<Stands>,
}

/// A document found.
#[derive(Debug, Clone, Copy)]
struct Found {
    doc: u32,
    tier: u32,
    score: f64,
}

/// Words of a query that are looked up; the answer says how many more there were.
const WORDS: usize = 32;

/// A word of which is known where it stands.
pub(crate) struct Looked {
    /// The word.
    units: Vec<u16>,
    /// Where it stands.
    pub(crate) stands: Stands,
    /// The documents in which it stands where it is asked for.
    matches: Matches,
}

impl Catalog {
    /// Answers a query.
    ///
    /// # Errors
    ///
    /// When a file of the index that is needed is missing or damaged. Nothing is ever guessed.
    pub fn search(&self, query: &str, options: &SearchOptions) -> Result<Answer, SearchError> {
        let mut words = parse(query);
        let ignored = words.len().saturating_sub(WORDS);
        words.truncate(WORDS);
        let (without, wanted): (Vec<Word>, Vec<Word>) = words.into_iter().partition(|word| word.without);
        let mut excluded: Vec<u32> =
            self.look(&without)?.iter().flat_map(|word| &word.matches).map(|found| found.0).collect();
        excluded.sort_unstable();
        let allowed = |found: &Found| excluded.binary_search(&found.doc).is_err();
        let mut looked = self.look(&wanted)?;
        let mut found = self.all_words(&looked);
        found.retain(allowed);
        let mut exact = true;
        if found.is_empty() && !wanted.is_empty() {
            // As written it stands nowhere: what may be meant, from what is most like it on.
            looked = self.look(&rewording::pieces(&wanted, false))?;
            found = self.all_words(&looked);
            found.retain(allowed);
            let pieces = rewording::pieces(&wanted, true);
            if found.is_empty() && wanted.len() > 1 {
                looked = self.look(&pieces)?;
                found = self.any_words(&looked);
                found.retain(allowed);
            }
            if found.is_empty() {
                looked = self.look(&rewording::pairs(&pieces))?;
                let near = self.near(looked.iter().map(|pair| pair.matches.iter().map(|found| found.0).collect()));
                found = self.any_words(&looked);
                found.retain(|found| near.contains_key(&found.doc) && allowed(found));
            }
            exact = found.is_empty();
        }
        let facets = self.count(&found, &options.filters);
        found.retain(|found| self.fits(found.doc, &options.filters, None));
        self.sort(&mut found, options.sort);
        let shown: Vec<u32> = found.iter().skip(options.offset).take(options.limit).map(|found| found.doc).collect();
        Ok(Answer {
            total: found.len(),
            exact,
            ignored,
            results: self.hits(&shown)?,
            facets,
            words: looked.iter().map(|word| word.units.clone()).collect(),
            stands: looked.into_iter().map(|word| word.stands).collect(),
        })
    }

    /// Documents whose title contains a text, or is spelled so in pinyin, in full or by initials: what may be meant by
    /// somebody who is still typing. The shortest titles come first, of titles that are the same the newest.
    ///
    /// # Errors
    ///
    /// As [`Catalog::search`].
    pub fn suggest(&self, text: &str, limit: usize) -> Result<Vec<Hit>, SearchError> {
        let word = units(&clean(text).replace(' ', ""));
        if word.len() < 2 {
            return Ok(Vec::new());
        }
        let mut docs: Vec<u32> = self
            .stands_or_is_spelled(&word)?
            .head
            .iter()
            .filter(|posting| [TITLE, PINYIN].contains(&((posting.unit % HEAD_STEP) as usize)))
            .map(|posting| posting.unit / HEAD_STEP)
            .collect();
        docs.dedup();
        docs.sort_by_key(|&doc| {
            let row = &self.docs.rows[doc as usize];
            (row.title, Reverse((row.day, doc)))
        });
        docs.truncate(limit);
        self.hits(&docs)
    }

    /// Looks up some words.
    fn look(&self, words: &[Word]) -> Result<Vec<Looked>, SearchError> {
        let look = |word: &Word| {
            let stands = match word.place {
                Place::Agency => Stands::default(),
                _ => self.stands(&word.units)?,
            };
            Ok(Looked { units: word.units.clone(), matches: self.documents(word, &stands), stands })
        };
        words.iter().map(look).collect()
    }

    /// The documents in which a word stands where it is asked for.
    fn documents(&self, word: &Word, stands: &Stands) -> Matches {
        match word.place {
            Place::Anywhere => self.matches(stands),
            Place::Head(field) => {
                let head = stands
                    .head
                    .iter()
                    .filter(|posting| (posting.unit % HEAD_STEP) as usize == field)
                    .copied()
                    .collect();
                self.matches(&Stands { head, body: Vec::new() })
            }
            Place::Agency => {
                let fits: Vec<bool> = self.facets.values[1]
                    .iter()
                    .map(|value| units(&value.name).windows(word.units.len()).any(|window| window == word.units))
                    .collect();
                let rows = (0..).zip(&self.facets.rows);
                rows.filter(|(_, row)| row[1].checked_sub(1).is_some_and(|at| fits[at as usize]))
                    .map(|(doc, _)| (doc, Weight::default()))
                    .collect()
            }
        }
    }

    /// Documents that contain every word; all documents where there is no word.
    fn all_words(&self, words: &[Looked]) -> Vec<Found> {
        let Some(fewest) = words.iter().map(|word| &word.matches).min_by_key(|matches| matches.len()) else {
            return (0..).zip(&self.docs.rows).map(|(doc, _)| Found { doc, tier: 0, score: 0.0 }).collect();
        };
        let averages = self.averages();
        let rarities: Vec<f64> = words.iter().map(|word| self.rarity(word.matches.len())).collect();
        let mut found = Vec::new();
        for &(doc, _) in fewest {
            let mut here = Vec::with_capacity(words.len());
            let mut score = 0.0;
            for (word, rarity) in words.iter().zip(&rarities) {
                let Ok(at) = word.matches.binary_search_by_key(&doc, |found| found.0) else { break };
                score += self.score(averages, doc, &word.matches[at].1, *rarity, word.units.len());
                here.push((word.units.len(), word.matches[at].1));
            }
            if here.len() == words.len() {
                if words.len() > 1 {
                    score *= 1.0 + double(self.together(doc, words)) / double(words.len());
                }
                found.push(Found { doc, tier: self.tier(doc, &here), score });
            }
        }
        found
    }

    /// Documents that contain any of several words.
    fn any_words(&self, words: &[Looked]) -> Vec<Found> {
        let averages = self.averages();
        let mut found: Vec<Found> = Vec::new();
        for word in words {
            let rarity = self.rarity(word.matches.len());
            for (doc, weight) in &word.matches {
                let score = self.score(averages, *doc, weight, rarity, word.units.len());
                found.push(Found { doc: *doc, tier: 0, score });
            }
        }
        // Sorted without disturbing the order of the words, so that the sums come out the same everywhere.
        found.sort_by_key(|found| found.doc);
        found
            .chunk_by(|a, b| a.doc == b.doc)
            .map(|same| Found { score: same.iter().fold(0.0, |sum, found| sum + found.score), ..same[0] })
            .collect()
    }

    /// Items whose titles share most with a query that nothing contains: at least half of what any title shares of its (first
    /// eight) pairs of characters, the rare ones counting more. Of titles that share as much the shortest come first, of those the
    /// newest.
    ///
    /// # Errors
    ///
    /// As [`Catalog::search`].
    pub fn nearest(&self, query: &str, limit: usize) -> Result<Vec<Hit>, SearchError> {
        let words: Vec<Word> = parse(query).into_iter().filter(|word| !word.without).collect();
        let pairs = self.look(&rewording::pairs(&rewording::pieces(&words, true)))?;
        let near = self.near(pairs.iter().map(|pair| {
            let titles = pair.stands.head.iter().filter(|posting| (posting.unit % HEAD_STEP) as usize == TITLE);
            titles.map(|posting| posting.unit / HEAD_STEP).collect()
        }));
        let mut near: Vec<(u32, f64)> = near.into_iter().collect();
        near.sort_by(|a, b| {
            let row = |doc: u32| {
                let row = &self.docs.rows[doc as usize];
                (row.title, Reverse((row.day, doc)))
            };
            b.1.total_cmp(&a.1).then_with(|| row(a.0).cmp(&row(b.0)))
        });
        near.truncate(limit);
        self.hits(&near.iter().map(|near| near.0).collect::<Vec<_>>())
    }

    /// The documents that are in many of some lists, and how much that says: every list as much as it is rare, and at least
    /// half of what the first of them have.
    fn near(&self, lists: impl Iterator<Item = Vec<u32>>) -> BTreeMap<u32, f64> {
        let mut weights: BTreeMap<u32, f64> = BTreeMap::new();
        let mut most = 0.0f64;
        for list in lists {
            let rarity = self.rarity(list.len());
            for doc in list {
                let weight = weights.entry(doc).or_insert(0.0);
                *weight += rarity;
                most = most.max(*weight);
            }
        }
        weights.retain(|_, weight| 2.0 * *weight >= most);
        weights
    }

    /// Whether a document passes the filters, but for one facet's.
    fn fits(&self, doc: u32, filters: &Filters, but: Option<usize>) -> bool {
        FACETS.iter().enumerate().all(|(facet, name)| {
            let Some(ids) = filters.get(*name).filter(|ids| !ids.is_empty() && Some(facet) != but) else { return true };
            let value = self.facets.rows[doc as usize][facet].checked_sub(1);
            value.is_some_and(|at| ids.contains(&self.facets.values[facet][at as usize].id))
        })
    }

    /// Counts the values of every facet.
    fn count(&self, found: &[Found], filters: &Filters) -> Vec<(&'static str, Vec<FacetCount>)> {
        let facets = FACETS.iter().enumerate().map(|(facet, name)| {
            let values = &self.facets.values[facet];
            let mut counts = vec![0usize; values.len()];
            for found in found.iter().filter(|found| self.fits(found.doc, filters, Some(facet))) {
                if let Some(at) = self.facets.rows[found.doc as usize][facet].checked_sub(1) {
                    counts[at as usize] += 1;
                }
            }
            let mut counted: Vec<FacetCount> = values
                .iter()
                .zip(counts)
                .filter(|(_, count)| *count > 0)
                .map(|(value, count)| FacetCount { id: value.id.clone(), name: value.name.clone(), count })
                .collect();
            if *name == "year" {
                counted.reverse();
            } else {
                counted.sort_by_key(|value| Reverse(value.count));
            }
            (*name, counted)
        });
        facets.collect()
    }

    fn sort(&self, found: &mut [Found], sort: Sort) {
        let day = |found: &Found| self.docs.rows[found.doc as usize].day;
        match sort {
            Sort::Relevance => found.sort_by(|a, b| {
                b.tier.cmp(&a.tier).then(b.score.total_cmp(&a.score)).then(day(b).cmp(&day(a))).then(b.doc.cmp(&a.doc))
            }),
            Sort::Newest => found.sort_by_key(|found| Reverse((day(found), found.doc))),
            Sort::Oldest => found.sort_by_key(|found| (day(found), found.doc)),
        }
    }

    /// The cards of some documents.
    fn hits(&self, docs: &[u32]) -> Result<Vec<Hit>, SearchError> {
        docs.iter().map(|&doc| Ok(self.hit(doc, self.card(doc)?))).collect()
    }

    fn card(&self, doc: u32) -> Result<Card, SearchError> {
        let files = &self.docs.cards[0];
        let (file, at) = (doc / files.docs, (doc % files.docs) as usize);
        let name =
            files.names.get(file as usize).ok_or_else(|| SearchError::damaged("cards", super::Damage::Number))?;
        let count = (self.docs.rows.len() - (file * files.docs) as usize).min(files.docs as usize);
        self.source.read(Kind::Cards, *name, |payload| Ok(cards::decode(payload, count)?.swap_remove(at)))
    }

    fn hit(&self, doc: u32, card: Card) -> Hit {
        let id = |facet: usize| {
            let at = self.facets.rows[doc as usize][facet].checked_sub(1);
            at.map_or_else(String::new, |at| self.facets.values[facet][at as usize].id.clone())
        };
        let [agency, column, topic, genre, validity] = card.names;
        Hit {
            doc,
            title: card.title,
            url: card.url,
            index_no: card.index_no,
            doc_no: card.doc_no,
            date: date_of(self.docs.rows[doc as usize].day),
            agency: Facet { id: id(1), name: agency },
            column: Facet { id: id(2), name: column },
            topic: Facet { id: id(3), name: topic },
            genre: Facet { id: id(4), name: genre },
            validity: Facet { id: id(5), name: validity },
            summary: card.summary,
        }
    }
}
