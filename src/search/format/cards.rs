//! Result cards: what a result shows of a document beyond its facets.

use super::super::error::Damage;
use super::text;

/// One card. All texts are clean lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Card {
    pub(crate) title: String,
    pub(crate) url: String,
    pub(crate) index_no: String,
    pub(crate) doc_no: String,
    pub(crate) summary: String,
}

/// The address that most items have, which is therefore not written.
fn usual_address(index_no: &str) -> String {
    format!("item/{index_no}.html")
}

/// The payload: five lines a card.
pub(crate) fn encode(cards: &[Card]) -> Vec<u8> {
    let mut out = String::new();
    for card in cards {
        let url = if card.url == usual_address(&card.index_no) { "" } else { &card.url };
        for line in [&card.title, url, &card.index_no, &card.doc_no, &card.summary] {
            out.push_str(line);
            out.push('\n');
        }
    }
    text::encode(&out)
}

/// The cards of a payload that holds so many.
pub(crate) fn decode(payload: &[u8], count: usize) -> Result<Vec<Card>, Damage> {
    let text = text::decode(payload)?;
    let lines: Vec<&str> = text.strip_suffix('\n').unwrap_or(&text).split('\n').collect();
    if lines.len() != count * 5 {
        return Err(Damage::Truncated);
    }
    let cards = lines.chunks_exact(5).map(|lines| Card {
        title: lines[0].to_owned(),
        url: if lines[1].is_empty() { usual_address(lines[2]) } else { lines[1].to_owned() },
        index_no: lines[2].to_owned(),
        doc_no: lines[3].to_owned(),
        summary: lines[4].to_owned(),
    });
    Ok(cards.collect())
}
