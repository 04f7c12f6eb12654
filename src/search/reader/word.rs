//! Where a word stands: from the lists of its pairs to the units that contain it.
//!
//! A list knows the characters around each occurrence, so the list of one pair answers for four characters. For longer
//! words neighbouring lists are matched: the occurrences of 信息公 are, in the list of 信息, those followed by 公, and in the
//! list of 息公, those preceded by 信, in the same order; so what is known of each can be handed from list to list.

use super::super::error::{Damage, SearchError};
use super::super::format::Kind;
use super::super::format::root::Segment;
use super::super::format::terms::{self, Key, Posting, Postings};
use super::super::layout::{HEAD_STEP, PINYIN};
use super::Catalog;

/// Units that contain a word, and how often; numbered over the whole index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Stands {
    /// Eight times the document plus the field.
    pub(crate) head: Vec<Posting>,
    /// The part.
    pub(crate) body: Vec<Posting>,
}

/// Words up to this length are answered from lists alone; of longer ones a few lists are read and the texts of what then
/// remains.
pub(crate) const LISTS_ONLY: usize = 10;

/// How many lists of a long word are read first.
const FIRST_LISTS: usize = 4;

impl Catalog {
    /// Where a word stands.
    pub(crate) fn stands(&self, word: &[u16]) -> Result<Stands, SearchError> {
        let mut all = self.stands_or_is_spelled(word)?;
        all.head.retain(|posting| (posting.unit % HEAD_STEP) as usize != PINYIN);
        Ok(all)
    }

    /// Where a word stands, the spelling of titles included.
    pub(crate) fn stands_or_is_spelled(&self, word: &[u16]) -> Result<Stands, SearchError> {
        let mut all = Stands::default();
        let (mut doc, mut part) = (0u32, 0u32);
        for segment in &self.root.segments {
            let here = self.stands_in(segment, doc, word)?;
            all.head.extend(here.head.iter().map(|p| Posting { unit: p.unit + HEAD_STEP * doc, times: p.times }));
            all.body.extend(here.body.iter().map(|p| Posting { unit: p.unit + part, times: p.times }));
            doc += segment.extent.docs;
            part = self.parts[doc as usize];
        }
        Ok(all)
    }

    fn stands_in(&self, segment: &Segment, first_doc: u32, word: &[u16]) -> Result<Stands, SearchError> {
        let whole = |postings: Option<Postings>| {
            postings.map_or_else(Stands::default, |postings| Stands { head: postings.head, body: postings.body })
        };
        match *word {
            [] => Ok(Stands::default()),
            [one] => Ok(whole(self.list(segment, Key::new(one, 0), false)?)),
            [one, two] => Ok(whole(self.list(segment, Key::new(one, two), false)?)),
            [one, two, three] => {
                let (left, right) = (Key::new(one, two), Key::new(two, three));
                if segment.cost(left) <= segment.cost(right) {
                    self.chain(segment, word, 0..1)
                } else {
                    self.chain(segment, word, 1..2)
                }
            }
            _ if word.len() <= LISTS_ONLY => self.chain(segment, word, 1..word.len() - 2),
            _ => self.long(segment, first_doc, word),
        }
    }

    /// The list of a term, with what stands before and after where asked.
    fn list(&self, segment: &Segment, key: Key, with_sides: bool) -> Result<Option<Postings>, SearchError> {
        let Some(shard) = segment.shard(key) else { return Ok(None) };
        let find = |payload: &[u8]| terms::find(payload, segment.extent, shard.first, &[key]);
        let found = self.source.read(Kind::Terms, shard.name, find)?;
        let Some(mut postings) = found.into_iter().next().flatten() else { return Ok(None) };
        if let Some(wide) = segment.wide(key).filter(|_| with_sides) {
            self.source.read(Kind::Sides, wide.name, |payload| terms::decode_sides(payload, &mut postings))?;
        }
        Ok(Some(postings))
    }

    /// Matches the lists of a word's pairs `pairs`, from the first to the last.
    fn chain(&self, segment: &Segment, word: &[u16], pairs: std::ops::Range<usize>) -> Result<Stands, SearchError> {
        // For every occurrence in the list at hand: whether all characters of the word so far stand before it.
        let mut handed: Option<Vec<bool>> = None;
        let mut result = Stands::default();
        for at in pairs.clone() {
            let before = at.checked_sub(1).map(|at| word[at]);
            let after = word.get(at + 2).copied();
            let key = Key::new(word[at], word[at + 1]);
            let Some(list) = self.list(segment, key, true)? else {
                return Ok(Stands::default());
            };
            let damaged = || SearchError::damaged("terms", Damage::Number);
            let mut alive = vec![true; list.occurrences()];
            if let Some(before) = before {
                let mut flags = handed.take().map(Vec::into_iter);
                let side = list.sides[0].iter();
                for (alive, &seen) in alive.iter_mut().zip(side) {
                    *alive =
                        seen == before && flags.as_mut().map_or(Ok(true), |flags| flags.next().ok_or_else(damaged))?;
                }
                if flags.is_some_and(|mut flags| flags.next().is_some()) {
                    return Err(damaged());
                }
            }
            if at + 1 < pairs.end {
                let next = alive.iter().zip(&list.sides[1]).filter(|(_, side)| Some(**side) == after);
                handed = Some(next.map(|(&alive, _)| alive).collect());
            } else {
                if after.is_some() {
                    for (alive, &side) in alive.iter_mut().zip(&list.sides[1]) {
                        *alive &= Some(side) == after;
                    }
                }
                result = keep(&list, &alive);
            }
        }
        Ok(result)
    }

    /// A long word: a few lists, then the texts of the units that remain, or, where many remain, all lists.
    fn long(&self, segment: &Segment, first_doc: u32, word: &[u16]) -> Result<Stands, SearchError> {
        let inner = 1..word.len() - 2;
        let mut order: Vec<(u32, usize)> = inner
            .clone()
            .map(|at| {
                let key = Key::new(word[at], word[at + 1]);
                (segment.cost(key), at)
            })
            .collect();
        order.sort_unstable();
        let mut remain: Option<Stands> = None;
        for &(_, at) in order.iter().take(FIRST_LISTS) {
            let four = self.chain(segment, &word[at - 1..at + 3], 1..2)?;
            remain = Some(match remain {
                None => four,
                Some(before) => before.common(&four),
            });
        }
        let remain = remain.unwrap_or_default();
        let count = remain.head.len() + remain.body.len();
        if count == 0 {
            return Ok(remain);
        }
        if count > (inner.len() - FIRST_LISTS).max(FIRST_LISTS) {
            return self.chain(segment, word, inner);
        }
        self.confirm(first_doc, word, &remain)
    }

    /// Keeps the units whose text contains the word.
    fn confirm(&self, first_doc: u32, word: &[u16], remain: &Stands) -> Result<Stands, SearchError> {
        let mut sure = Stands::default();
        for posting in &remain.head {
            let doc = first_doc + posting.unit / HEAD_STEP;
            let text = self.part_text(self.parts[doc as usize])?;
            let field = (posting.unit % HEAD_STEP) as usize;
            // The spelling is kept nowhere; four matches of four letters are enough for a suggestion.
            let times = if field == PINYIN { posting.times } else { text.head_times(field, word) };
            sure.head.extend((times > 0).then_some(Posting { unit: posting.unit, times }));
        }
        let first_part = self.parts[first_doc as usize];
        for posting in &remain.body {
            let times = self.part_text(first_part + posting.unit)?.body_times(word);
            sure.body.extend((times > 0).then_some(Posting { unit: posting.unit, times }));
        }
        Ok(sure)
    }
}

/// The units in which an occurrence is alive.
fn keep(list: &Postings, alive: &[bool]) -> Stands {
    let mut rest = alive;
    let mut counted = |postings: &[Posting]| {
        let mut kept = Vec::new();
        for posting in postings {
            let (here, later) = rest.split_at_checked(posting.times as usize).unwrap_or((rest, &[]));
            rest = later;
            let times = here.iter().map(|&alive| u32::from(alive)).sum();
            kept.extend((times > 0).then_some(Posting { unit: posting.unit, times }));
        }
        kept
    };
    Stands { head: counted(&list.head), body: counted(&list.body) }
}

impl Stands {
    /// The units in both; how often is the lesser number.
    fn common(&self, other: &Self) -> Self {
        Self { head: common(&self.head, &other.head), body: common(&self.body, &other.body) }
    }
}

fn common(a: &[Posting], b: &[Posting]) -> Vec<Posting> {
    let mut b = b.iter().peekable();
    let mut both = Vec::new();
    for posting in a {
        while b.next_if(|other| other.unit < posting.unit).is_some() {}
        if let Some(other) = b.peek().filter(|other| other.unit == posting.unit) {
            both.push(Posting { unit: posting.unit, times: posting.times.min(other.times) });
        }
    }
    both
}

impl Segment {
    /// The shard that would hold a term.
    pub(crate) fn shard(&self, key: Key) -> Option<&super::super::format::root::Shard> {
        let after = self.shards.partition_point(|shard| shard.first <= key);
        self.shards.get(after.checked_sub(1)?)
    }

    /// The files of a common pair's sides.
    pub(crate) fn wide(&self, key: Key) -> Option<&super::super::format::root::Wide> {
        self.wide.binary_search_by_key(&key, |wide| wide.key).ok().map(|at| &self.wide[at])
    }

    /// Bytes to fetch for a pair with its sides.
    fn cost(&self, key: Key) -> u32 {
        self.shard(key).map_or(0, |shard| shard.size) + self.wide(key).map_or(0, |wide| wide.size)
    }
}
