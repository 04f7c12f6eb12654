//! The text around the matches.

use super::super::error::SearchError;
use super::super::fold;
use super::Catalog;
use super::answer::Answer;
use super::text::PartText;

/// A stretch of text, a match or what lies between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fragment {
    /// The text as written.
    pub text: String,
    /// Whether it is a match.
    pub is_match: bool,
}

/// A snippet: stretches in order.
pub type Snippet = Vec<Fragment>;

/// Units before the first match that a snippet shows, and units it shows in all.
const BEFORE: usize = 24;
const LENGTH: usize = 120;

impl Catalog {
    /// The text around the matches, one snippet for each result.
    ///
    /// # Errors
    ///
    /// When a file of texts is missing or damaged.
    pub fn snippets(&self, answer: &Answer) -> Result<Vec<Snippet>, SearchError> {
        answer
            .results
            .iter()
            .map(|hit| {
                let text = self.part_text(self.best_part(hit.doc, answer))?;
                Ok(cut(&text, &answer.words))
            })
            .collect()
    }

    /// A short text, such as a title, whole, with the answer's words marked.
    #[must_use]
    pub fn mark(&self, text: &str, answer: &Answer) -> Snippet {
        mark(text, &answer.words, usize::MAX)
    }

    /// The part of a document with the most words, the first of several; its first part where none has any.
    fn best_part(&self, doc: u32, answer: &Answer) -> u32 {
        let (first, end) = (self.parts[doc as usize], self.parts[doc as usize + 1]);
        let mut best = (0, first);
        for part in first..end {
            let has =
                |list: &super::word::Stands| list.body.binary_search_by_key(&part, |posting| posting.unit).is_ok();
            let words = answer.stands.iter().filter(|stands| has(stands)).count();
            if words > best.0 {
                best = (words, part);
            }
        }
        best.1
    }
}

/// Cuts a snippet: from the line with the most words, beginning a little before the first match.
fn cut(text: &PartText, words: &[Vec<u16>]) -> Snippet {
    let lines: Vec<&String> =
        text.body.iter().chain(text.head.iter().skip(3)).filter(|line| !line.is_empty()).collect();
    let mut best: Option<(usize, &String)> = None;
    for line in &lines {
        let units = fold::units(line);
        let count =
            words.iter().filter(|word| units.windows(word.len()).any(|window| window == word.as_slice())).count();
        if best.is_none_or(|best| count > best.0) {
            best = Some((count, line));
        }
    }
    best.map_or_else(Vec::new, |(_, line)| mark(line, words, LENGTH))
}

/// Marks the matches in a line, shortened around the first where it is longer than `length`.
fn mark(line: &str, words: &[Vec<u16>], length: usize) -> Snippet {
    let written: Vec<u16> = line.encode_utf16().collect();
    let folded = fold::units(line);
    let mut hit = vec![false; folded.len()];
    for word in words {
        for start in 0..(folded.len() + 1).saturating_sub(word.len()) {
            if folded[start..start + word.len()] == word[..] {
                hit[start..start + word.len()].fill(true);
            }
        }
    }
    let first = hit.iter().position(|&hit| hit).unwrap_or(0);
    let is_low = |at: usize| written.get(at).is_some_and(|unit| (0xdc00..0xe000).contains(unit));
    let mut start = first.saturating_sub(BEFORE);
    if start > 0 && written.len() - start < length {
        start = written.len().saturating_sub(length);
    }
    start -= usize::from(start > 0 && is_low(start));
    let mut end = start.saturating_add(length).min(written.len());
    end -= usize::from(is_low(end));
    let mut snippet = Vec::new();
    let dots = |there: bool| there.then(|| Fragment { text: "…".to_owned(), is_match: false });
    snippet.extend(dots(start > 0));
    let mut at = start;
    while at < end {
        let run = (at..end).take_while(|&next| hit[next] == hit[at]).count();
        snippet.push(Fragment { text: String::from_utf16_lossy(&written[at..at + run]), is_match: hit[at] });
        at += run;
    }
    snippet.extend(dots(end < written.len()));
    snippet
}
