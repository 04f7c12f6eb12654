//! Kept texts: looking into them, and cutting snippets out of them.

use super::super::error::{Damage, SearchError};
use super::super::fold;
use super::super::format::Kind;
use super::super::format::texts::{self, HEAD_END};
use super::super::layout::{ABOUT, DOC_NO, INDEX_NO, TITLE};
use super::Catalog;

/// The text of one part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PartText {
    /// Title, document number, index number, then whatever else; none but in a document's first part.
    pub(crate) head: Vec<String>,
    /// Its blocks.
    pub(crate) body: Vec<String>,
}

impl PartText {
    fn of(text: &str) -> Self {
        let (head, body) = text.split_once(HEAD_END).unwrap_or(("", text));
        let lines = |text: &str| text.split('\n').map(str::to_owned).collect();
        Self {
            head: if head.is_empty() { Vec::new() } else { lines(head.strip_suffix('\n').unwrap_or(head)) },
            body: lines(body),
        }
    }

    /// How often a word stands in a field of the head.
    pub(crate) fn head_times(&self, field: usize, word: &[u16]) -> u32 {
        let line = |at: usize| self.head.get(at).map_or(0, |line| times(line, word));
        match field {
            TITLE => line(0),
            DOC_NO => {
                let joined = self.head.get(1).filter(|line| line.contains(' ')).map(|line| line.replace(' ', ""));
                line(1) + joined.map_or(0, |joined| times(&joined, word))
            }
            INDEX_NO => line(2),
            ABOUT => self.head.iter().skip(3).map(|line| times(line, word)).sum(),
            _ => 0,
        }
    }

    /// How often a word stands in the body.
    pub(crate) fn body_times(&self, word: &[u16]) -> u32 {
        self.body.iter().map(|block| times(block, word)).sum()
    }
}

/// How often a folded word stands in a clean line, overlaps counted.
fn times(line: &str, word: &[u16]) -> u32 {
    let count = fold::units(line).windows(word.len().max(1)).filter(|window| *window == word).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl Catalog {
    /// The text of a part.
    pub(crate) fn part_text(&self, part: u32) -> Result<PartText, SearchError> {
        let places = self.source.read(Kind::Places, self.root.places, texts::decode_places)?;
        let mut before = 0;
        for place in places {
            if part - before < place.parts {
                let parts = place.parts as usize;
                let at = (part - before) as usize;
                return self
                    .source
                    .read(Kind::Texts, place.name, |payload| Ok(PartText::of(&texts::decode(payload, parts)?[at])));
            }
            before += place.parts;
        }
        Err(SearchError::damaged("texts", Damage::Number))
    }
}
