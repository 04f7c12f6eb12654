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

/// Pairs of a word that are looked up where nothing contains the word.
const NEAR_PAIRS: usize = 8;

/// How many pairs must be shared to be near: two at least and a third of them, or, where nothing has as many, the most
/// there are.
fn enough(counts: impl Iterator<Item = usize>, pairs: usize) -> usize {
    let most = counts.max().unwrap_or(0);
    most.min(pairs.div_ceil(3)).max(pairs.min(2))
}

/// The texts of some words.
fn texts<'a>(words: &[(&'a Word, Stands)]) -> Vec<&'a [u16]> {
    words.iter().map(|word| word.0.units.as_slice()).collect()
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
        let mut wanted: Vec<(&Word, Stands)> = Vec::new();
        let mut without: Vec<(&Word, Stands)> = Vec::new();
        for word in &words {
            let stands = match word.place {
                Place::Agency => Stands::default(),
                _ => self.stands(&word.units)?,
            };
            if word.without { &mut without } else { &mut wanted }.push((word, stands));
        }
        let excluded: Vec<u32> = {
            let mut docs: Vec<u32> =
                without.iter().flat_map(|(word, stands)| self.documents(word, stands)).map(|found| found.0).collect();
            docs.sort_unstable();
            docs
        };
        let allowed = |doc: u32| excluded.binary_search(&doc).is_err();
        let matches: Vec<Matches> = wanted.iter().map(|(word, stands)| self.documents(word, stands)).collect();
        let mut exact = true;
        let mut found = self.all_words(&wanted, &matches);
        found.retain(|found| allowed(found.doc));
        if found.is_empty() && !wanted.is_empty() {
            let lengths: Vec<usize> = wanted.iter().map(|(word, _)| word.units.len()).collect();
            let mut near = self.any_words(&lengths, &matches);
            near.retain(|found| allowed(found.doc));
            if near.is_empty() {
                near = self.near_words(&texts(&wanted))?;
                near.retain(|found| allowed(found.doc));
            }
            exact = near.is_empty();
            found = near;
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
            words: wanted.iter().map(|(word, _)| word.units.clone()).collect(),
            stands: wanted.into_iter().map(|(_, stands)| stands).collect(),
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
    fn all_words(&self, wanted: &[(&Word, Stands)], matches: &[Matches]) -> Vec<Found> {
        let Some(fewest) = matches.iter().min_by_key(|matches| matches.len()) else {
            return (0..).zip(&self.docs.rows).map(|(doc, _)| Found { doc, tier: 0, score: 0.0 }).collect();
        };
        let averages = self.averages();
        let rarities: Vec<f64> = matches.iter().map(|matches| self.rarity(matches.len())).collect();
        let mut found = Vec::new();
        for &(doc, _) in fewest {
            let mut here = Vec::with_capacity(matches.len());
            let mut score = 0.0;
            for ((matches, rarity), length) in
                matches.iter().zip(&rarities).zip(wanted.iter().map(|wanted| wanted.0.units.len()))
            {
                let Ok(at) = matches.binary_search_by_key(&doc, |found| found.0) else { break };
                score += self.score(averages, doc, &matches[at].1, *rarity, length);
                here.push((length, matches[at].1));
            }
            if here.len() == matches.len() {
                if wanted.len() > 1 {
                    score *= 1.0 + double(self.together(doc, wanted)) / double(wanted.len());
                }
                found.push(Found { doc, tier: self.tier(doc, &here), score });
            }
        }
        found
    }

    /// Documents that contain any of several words of these lengths.
    fn any_words(&self, lengths: &[usize], matches: &[Matches]) -> Vec<Found> {
        let averages = self.averages();
        let mut found: Vec<Found> = Vec::new();
        for (matches, &length) in matches.iter().zip(lengths) {
            let rarity = self.rarity(matches.len());
            for (doc, weight) in matches {
                found.push(Found { doc: *doc, tier: 0, score: self.score(averages, *doc, weight, rarity, length) });
            }
        }
        // Sorted without disturbing the order of the words, so that the sums come out the same everywhere.
        found.sort_by_key(|found| found.doc);
        found
            .chunk_by(|a, b| a.doc == b.doc)
            .map(|same| Found { score: same.iter().fold(0.0, |sum, found| sum + found.score), ..same[0] })
            .collect()
    }

    /// Items whose titles share most with a query that nothing contains: many of its (first eight) pairs of characters. Of titles that share as much the shortest come first, of those the newest.
    ///
    /// # Errors
    ///
    /// As [`Catalog::search`].
    pub fn nearest(&self, query: &str, limit: usize) -> Result<Vec<Hit>, SearchError> {
        let words = parse(query);
        let words: Vec<&[u16]> = words.iter().filter(|word| !word.without).map(|word| word.units.as_slice()).collect();
        let pairs = self.pairs(&words)?;
        let mut titles: Vec<u32> = pairs
            .iter()
            .flat_map(|stands| &stands.head)
            .filter(|posting| (posting.unit % HEAD_STEP) as usize == TITLE)
            .map(|posting| posting.unit / HEAD_STEP)
            .collect();
        titles.sort_unstable();
        let mut near: Vec<(usize, u32)> = titles.chunk_by(|a, b| a == b).map(|same| (same.len(), same[0])).collect();
        let least = enough(near.iter().map(|near| near.0), pairs.len());
        near.retain(|near| near.0 >= least);
        near.sort_by_key(|&(count, doc)| {
            let row = &self.docs.rows[doc as usize];
            (Reverse(count), row.title, Reverse((row.day, doc)))
        });
        near.truncate(limit);
        self.hits(&near.iter().map(|near| near.1).collect::<Vec<_>>())
    }

    /// Where the first pairs of some words stand.
    fn pairs(&self, words: &[&[u16]]) -> Result<Vec<Stands>, SearchError> {
        let mut pairs: Vec<&[u16]> = Vec::new();
        for pair in words.iter().flat_map(|word| word.windows(2)) {
            if !pairs.contains(&pair) && pairs.len() < NEAR_PAIRS {
                pairs.push(pair);
            }
        }
        pairs.into_iter().map(|pair| self.stands(pair)).collect()
    }

    /// Documents that contain many of the pairs of the words: what was perhaps meant.
    fn near_words(&self, words: &[&[u16]]) -> Result<Vec<Found>, SearchError> {
        let matches: Vec<Matches> = self.pairs(words)?.iter().map(|stands| self.matches(stands)).collect();
        let mut docs: Vec<u32> = matches.iter().flatten().map(|found| found.0).collect();
        docs.sort_unstable();
        let counts: BTreeMap<u32, usize> = docs.chunk_by(|a, b| a == b).map(|same| (same[0], same.len())).collect();
        let least = enough(counts.values().copied(), matches.len());
        let mut found = self.any_words(&vec![2; matches.len()], &matches);
        found.retain(|found| counts.get(&found.doc).is_some_and(|&count| count >= least));
        Ok(found)
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
