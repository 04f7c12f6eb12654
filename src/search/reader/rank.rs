//! In what order results come.
//!
//! First in tiers: the title is what was asked for, the title contains it, the number contains it, the rest. Within a tier
//! by a score after BM25F: a word counts more in the title than in the text, more where it is rare, less in a long text.
//! Then the newest first. Everything is computed in sums, products and quotients of doubles in a fixed order, so that the
//! page's script comes to the same bits.

use super::super::format::terms::Posting;
use super::super::layout::{ABOUT, DOC_NO, HEAD_FIELDS, HEAD_STEP, INDEX_NO, PINYIN, TITLE};
use super::Catalog;
use super::answer::Looked;
use super::word::Stands;
use crate::search::format::docs::class_length;

/// What one word does in one document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Weight {
    /// Times in each field of the head.
    pub(crate) head: [u32; HEAD_FIELDS],
    /// Times in the body.
    pub(crate) body: u32,
}

/// The documents that contain a word, ascending.
pub(crate) type Matches = Vec<(u32, Weight)>;

/// Averages that scores are held against.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Averages {
    body: f64,
    title: f64,
}

/// A number of documents as a double; there are far fewer than doubles count exactly.
pub(crate) fn double(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

impl Catalog {
    /// Gathers units by document.
    pub(crate) fn matches(&self, stands: &Stands) -> Matches {
        let mut matches: Matches = Vec::new();
        let mut body = stands.body.iter().map(|posting| (self.doc_of(posting.unit), posting.times)).peekable();
        let mut head = stands.head.iter().peekable();
        loop {
            let next_head = head.peek().map_or(u32::MAX, |posting| posting.unit / HEAD_STEP);
            let next_body = body.peek().map_or(u32::MAX, |posting| posting.0);
            let doc = next_head.min(next_body);
            if doc == u32::MAX {
                return matches;
            }
            let mut weight = Weight::default();
            while let Some(posting) = head.next_if(|posting| posting.unit / HEAD_STEP == doc) {
                let field = (posting.unit % HEAD_STEP) as usize;
                if let Some(times) = weight.head.get_mut(field) {
                    *times = posting.times;
                }
            }
            while let Some(posting) = body.next_if(|posting| posting.0 == doc) {
                weight.body = weight.body.saturating_add(posting.1);
            }
            matches.push((doc, weight));
        }
    }

    pub(crate) fn averages(&self) -> Averages {
        let count = double(self.docs.rows.len().max(1));
        let (mut body, mut title) = (0.0, 0.0);
        for row in &self.docs.rows {
            body += f64::from(class_length(row.length));
            title += f64::from(row.title);
        }
        Averages { body: (body / count).max(1.0), title: (title / count).max(1.0) }
    }

    /// What one word of some units adds to a document's score.
    pub(crate) fn score(&self, averages: Averages, doc: u32, weight: &Weight, rarity: f64, units: usize) -> f64 {
        let row = &self.docs.rows[doc as usize];
        let title = 0.5 + 0.5 * f64::from(row.title) / averages.title;
        let body = 0.4 + 0.6 * f64::from(class_length(row.length)) / averages.body;
        let mut x = 6.0 * f64::from(weight.head[TITLE]) / title;
        x += 6.0 * f64::from(weight.head[DOC_NO] + weight.head[INDEX_NO]);
        x += 2.0 * f64::from(weight.head[ABOUT]);
        x += f64::from(weight.body) / body;
        // How much of the title the word makes up: a law comes before what explains it.
        let share = if weight.head[TITLE] > 0 { double(units) / f64::from(row.title) } else { 0.0 };
        rarity * (x / (x + 1.5) + 2.0 * share)
    }

    /// How much a word says that so many documents contain: a logarithm to the base of two in straight pieces.
    pub(crate) fn rarity(&self, documents: usize) -> f64 {
        let mut rest = 1.0 + double(self.docs.rows.len()) / double(documents.max(1));
        let mut whole = 0.0;
        while rest >= 2.0 {
            rest /= 2.0;
            whole += 1.0;
        }
        whole + rest - 1.0
    }

    /// The most words that stand in one field or part of a document: whether they stand near each other.
    pub(crate) fn together(&self, doc: u32, words: &[Looked]) -> usize {
        let has = |list: &[Posting], unit: u32| list.binary_search_by_key(&unit, |posting| posting.unit).is_ok();
        let fields = (HEAD_STEP * doc..).take(PINYIN);
        let heads = fields.map(|unit| words.iter().filter(|word| has(&word.stands.head, unit)).count());
        let parts = self.parts[doc as usize]..self.parts[doc as usize + 1];
        let bodies = parts.map(|part| words.iter().filter(|word| has(&word.stands.body, part)).count());
        heads.chain(bodies).max().unwrap_or(0)
    }

    /// The tier of a document in which words of these lengths stand so.
    pub(crate) fn tier(&self, doc: u32, words: &[(usize, Weight)]) -> u32 {
        let title = self.docs.rows[doc as usize].title as usize;
        let units: usize = words.iter().map(|word| word.0).sum();
        if words.is_empty() {
            0
        } else if words.iter().all(|word| word.1.head[TITLE] > 0) {
            if units == title || units + words.len() - 1 == title { 3 } else { 2 }
        } else {
            let number = |field: usize| words.iter().all(|word| word.1.head[field] > 0);
            u32::from(number(DOC_NO) || number(INDEX_NO))
        }
    }
}
