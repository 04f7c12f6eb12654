//! What each page is said to hold: the sentence that search engines and those that a page is sent to show below its title.
//!
//! It is what the office wrote where it wrote any, else how the text begins, else what kind of page it is. It depends on nothing
//! that changes while the page stays as it is: a numbered page of a list counts nothing.

use super::listing::{Facet, Listing};
use super::names::Names;
use crate::blocks::Blocks;
use crate::catalog::{Entry, State};
use crate::site::Mode;

/// Characters at most of a text's beginning; search engines show about as many.
const LONGEST: usize = 78;

/// A sentence about the site.
pub(super) fn site(names: &Names<'_>, path: &str) -> String {
    names.strings.fill(path, &[("site", &names.catalog.config.title)])
}

/// The values of a facet.
pub(super) fn overview(names: &Names<'_>, facet: Facet) -> String {
    let values = [("site", names.catalog.config.title.as_str()), ("name", names.facet(facet))];
    names.strings.fill("describe.overview", &values)
}

/// A page of a list, with the first and the last day on which something on it was published.
pub(super) fn listing(names: &Names<'_>, listing: &Listing, number: usize, (from, to): (&str, &str)) -> String {
    let config = &names.catalog.config;
    let name = names.of(listing.facet, &listing.id);
    let about = config
        .column_by_id(&listing.id)
        .filter(|_| listing.facet == Facet::Column)
        .and_then(|at| config.columns.get(at))
        .map_or("", |column| column.description.as_str());
    let path = match listing.facet {
        Facet::All => "describe.catalog",
        Facet::Column if about.is_empty() => "describe.column",
        Facet::Column => "describe.column_about",
        Facet::Topic => "describe.topic",
        Facet::Genre => "describe.genre",
        Facet::Agency => "describe.agency",
        Facet::Year => "describe.year",
        Facet::Validity => "describe.validity",
        Facet::Letter => "describe.letter",
    };
    let values = [("site", config.title.as_str()), ("name", &name), ("about", about)];
    let mut text = names.strings.fill(path, &values);
    if number > 0 {
        let path = if from.is_empty() { "describe.letter_page" } else { "describe.page" };
        text += &names.strings.fill(path, &[("number", &number.to_string()), ("from", from), ("to", to)]);
    }
    text
}

/// An item, from the blocks of its text as search sees them.
pub(super) fn item(names: &Names<'_>, entry: &Entry, blocks: &Blocks) -> String {
    if entry.state == State::Withdrawn {
        return names.strings.get("withdrawn.text").to_owned();
    }
    if !entry.summary.is_empty() {
        return entry.summary.clone();
    }
    let beginning = beginning(blocks);
    if beginning.is_empty() && entry.mode == Mode::OnRequest {
        return names.strings.get("apply.text").to_owned();
    }
    beginning
}

/// How a text begins: whole blocks as far as they go, and of a longer one its first characters.
pub(super) fn beginning(blocks: &Blocks) -> String {
    let mut text = String::new();
    let mut length = 0;
    for block in blocks.iter() {
        if length > 0 {
            text.push(' ');
        }
        for c in block.chars() {
            if length == LONGEST {
                text.push('…');
                return text;
            }
            text.push(c);
            length += 1;
        }
        if length * 2 > LONGEST {
            break;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_is_blocks_and_no_more_than_is_shown() {
        let blocks = |texts: &[&str]| texts.iter().collect::<Blocks>();
        assert_eq!(beginning(&Blocks::new()), "");
        assert_eq!(beginning(&blocks(&["各村：", "现将名单公示如下。"])), "各村： 现将名单公示如下。");
        assert_eq!(beginning(&blocks(&[&"一".repeat(60), "不再看"])), "一".repeat(60));
        assert_eq!(beginning(&blocks(&[&"一".repeat(79)])), "一".repeat(78) + "…");
        assert_eq!(beginning(&blocks(&[&"一".repeat(78)])), "一".repeat(78));
    }
}
