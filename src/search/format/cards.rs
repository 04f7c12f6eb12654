//! Result cards: what a result shows of a document beside its date.

use super::super::error::Damage;
use super::text::{self, Room};

/// One card. All texts are clean lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Card {
    pub(crate) title: String,
    pub(crate) url: String,
    pub(crate) index_no: String,
    pub(crate) doc_no: String,
    pub(crate) summary: String,
    /// The names of agency, column, topic, genre and validity; empty where there is none.
    pub(crate) names: [String; 5],
}

/// Lines of a card.
const LINES: usize = 6;

/// The address that most items have, which is therefore not written.
fn usual_address(index_no: &str) -> String {
    format!("item/{index_no}.html")
}

/// The payload: six lines a card.
pub(crate) fn encode<'a>(room: &mut Room, cards: impl IntoIterator<Item = &'a Card>) -> Vec<u8> {
    let mut out = String::new();
    for card in cards {
        let url = if card.url == usual_address(&card.index_no) { "" } else { &card.url };
        // Clean texts hold no tab.
        for line in [&card.title, url, &card.index_no, &card.doc_no, &card.summary, &card.names.join("\t")] {
            out.push_str(line);
            out.push('\n');
        }
    }
    text::encode_in(room, &out)
}

/// The cards of a payload that holds so many.
pub(crate) fn decode(payload: &[u8], count: usize) -> Result<Vec<Card>, Damage> {
    let text = text::decode(payload)?;
    let lines: Vec<&str> = text.strip_suffix('\n').unwrap_or(&text).split('\n').collect();
    if lines.len() != count * LINES {
        return Err(Damage::Truncated);
    }
    let cards = lines.chunks_exact(LINES).map(|lines| Card {
        title: lines[0].to_owned(),
        url: if lines[1].is_empty() { usual_address(lines[2]) } else { lines[1].to_owned() },
        index_no: lines[2].to_owned(),
        doc_no: lines[3].to_owned(),
        summary: lines[4].to_owned(),
        names: {
            let mut names = lines[5].split('\t').map(str::to_owned);
            std::array::from_fn(|_| names.next().unwrap_or_default())
        },
    });
    Ok(cards.collect())
}
