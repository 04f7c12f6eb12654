//! How a document's text is laid out for the index: the fields of its head, and its body cut into parts.

use super::fold::clean;
use super::format::cards::Card;
use super::format::docs::{DocRow, day_of, length_class};
use super::format::texts::{HEAD_END, PART_END};
use super::{Document, Facet, pinyin};

/// Fields of the head, in the order of the format.
pub(crate) const HEAD_FIELDS: usize = 5;

/// Head units of one document: room for fields to come.
pub(crate) const HEAD_STEP: u32 = 8;

/// The title.
pub(crate) const TITLE: usize = 0;
/// The document number.
pub(crate) const DOC_NO: usize = 1;
/// The index number.
pub(crate) const INDEX_NO: usize = 2;
/// Summary, keywords, names of attachments.
pub(crate) const ABOUT: usize = 3;
/// The title in pinyin: found by suggestions only, never by a search.
pub(crate) const PINYIN: usize = 4;

/// Units at which a part is ended. A part never ends inside a block, so one long block makes one long part.
const PART_UNITS: usize = 3000;

/// What the index takes of one document.
pub(crate) struct Laid {
    /// The head's fields: clean blocks joined by line feeds.
    pub(crate) head: [String; HEAD_FIELDS],
    /// The body: clean blocks joined by line feeds.
    pub(crate) body: String,
    /// Where in the body each part but the first begins: bytes.
    pub(crate) cuts: Vec<usize>,
    pub(crate) card: Card,
    pub(crate) row: DocRow,
    pub(crate) facets: [Facet; 6],
}

/// Lays out one document.
pub(crate) fn lay(document: &Document) -> Laid {
    let title = clean(&document.title);
    let doc_no = clean(&document.doc_no);
    let index_no = clean(&document.index_no);
    let summary = clean(&document.summary);

    let mut about = Lines::default();
    about.push(&summary);
    for keyword in &document.keywords {
        about.push(&clean(keyword));
    }
    let attached = document.attachments.iter().flat_map(|attachment| &attachment.blocks);
    let room = document.blocks.bytes() + document.blocks.len() + attached.map(|block| block.len() + 1).sum::<usize>();
    let mut body = Lines::with_room(room);
    for block in document.blocks.iter() {
        body.push(&clean(block));
    }
    for attachment in &document.attachments {
        about.push(&clean(&attachment.name));
        for block in &attachment.blocks {
            body.push(&clean(block));
        }
    }
    // A number written with spaces is also found without them.
    let mut numbers = Lines::default();
    numbers.push(&doc_no);
    if doc_no.contains(' ') {
        numbers.push(&doc_no.replace(' ', ""));
    }

    let row = DocRow {
        parts: u32::try_from(body.cuts.len() + 1).unwrap_or(u32::MAX),
        length: length_class(u32::try_from(body.units).unwrap_or(u32::MAX >> 1)),
        title: title.encode_utf16().take(255).fold(0, |count, _| count + 1),
        day: day_of(&document.date),
    };
    let year = Facet { id: document.year.clone(), name: document.year.clone() };
    let facets = [&year, &document.agency, &document.column, &document.topic, &document.genre, &document.validity].map(
        |facet| {
            let id = clean(&facet.id);
            Facet { name: if facet.name.is_empty() { id.clone() } else { clean(&facet.name) }, id }
        },
    );
    let names = std::array::from_fn(|at| {
        let facet: &Facet = &facets[at + 1];
        if facet.id.is_empty() { String::new() } else { facet.name.clone() }
    });
    let (url, number) = (clean(&document.url), index_no.clone());
    let card = Card { title: title.clone(), url, index_no: number, doc_no, summary, names };
    let spelled = pinyin::spell(&title);
    Laid {
        head: [title, numbers.text, index_no, about.text, spelled],
        body: body.text,
        cuts: body.cuts,
        card,
        row,
        facets,
    }
}

/// Clean blocks joined by line feeds, cut into parts as they come.
#[derive(Default)]
struct Lines {
    text: String,
    cuts: Vec<usize>,
    units: usize,
    part: usize,
}

impl Lines {
    /// With room for so many bytes: texts that grow take up to twice their size.
    fn with_room(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), ..Self::default() }
    }

    fn push(&mut self, block: &str) {
        if block.is_empty() {
            return;
        }
        let units = block.encode_utf16().count();
        if !self.text.is_empty() {
            self.text.push('\n');
            if self.part + units > PART_UNITS {
                self.cuts.push(self.text.len());
                self.part = 0;
            }
        }
        self.text.push_str(block);
        self.part += units;
        self.units += units;
    }
}

impl Laid {
    /// The parts as they are kept for snippets.
    pub(crate) fn kept_parts(&self) -> Vec<String> {
        let mut parts = Vec::with_capacity(self.cuts.len() + 1);
        let mut start = 0;
        for end in self.cuts.iter().copied().chain([self.body.len()]) {
            let mut part = String::new();
            if start == 0 {
                for line in [&self.card.title, &self.card.doc_no, &self.card.index_no, &self.head[ABOUT]] {
                    part.push_str(line);
                    part.push('\n');
                }
                part.push(HEAD_END);
            }
            part.push_str(self.body.get(start..end).unwrap_or_default().trim_end_matches('\n'));
            part.push(PART_END);
            parts.push(part);
            start = end;
        }
        parts
    }
}
