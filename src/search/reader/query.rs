//! What a query says.
//!
//! Words stand between spaces and are looked for as written. `"…"` keeps the spaces within; `-word` leaves out what contains
//! the word; `标题:` `文号:` `索引号:` `机构:` (or `title:` `doc_no:` `index_no:` `agency:`, in any case, width and script) look in
//! one place only. What does not fit such a form is a word like any other, so no query is an error.

use super::super::fold::{clean, units};

/// Where a word is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Anywhere in the item.
    Anywhere,
    /// In one field of the head, counted as in the format.
    Head(usize),
    /// In the name of the issuing agency.
    Agency,
}

/// A word of a query.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word {
    /// The word, clean and folded, in UTF-16 units; never empty.
    pub units: Vec<u16>,
    /// Where to look.
    pub place: Place,
    /// Whether items that contain it are left out.
    pub without: bool,
}

const PLACES: [(&str, Place); 8] = [
    ("标题", Place::Head(0)),
    ("title", Place::Head(0)),
    ("文号", Place::Head(1)),
    ("doc_no", Place::Head(1)),
    ("索引号", Place::Head(2)),
    ("index_no", Place::Head(2)),
    ("机构", Place::Agency),
    ("agency", Place::Agency),
];

/// Takes a query apart. Every word comes once.
pub fn parse(query: &str) -> Vec<Word> {
    let query = clean(query);
    let mut words = Vec::new();
    let mut rest = query.trim_start();
    while !rest.is_empty() {
        let mut body = rest;
        let mut without = false;
        if let Some(after) = body.strip_prefix(['-', '－']).filter(|after| begins_word(after)) {
            (without, body) = (true, after);
        }
        let mut place = Place::Anywhere;
        if let Some((name, after)) = body.split_once([':', '：']).filter(|(_, after)| begins_word(after)) {
            let name = units(name);
            if let Some(named) = PLACES.iter().find(|place| place.0.encode_utf16().eq(name.iter().copied())) {
                (place, body) = (named.1, after);
            }
        }
        let (text, after) = quoted(body).unwrap_or_else(|| body.split_once(' ').unwrap_or((body, "")));
        let word = Word { units: units(text.trim()), place, without };
        if !word.units.is_empty() && !words.contains(&word) {
            words.push(word);
        }
        rest = after.trim_start();
    }
    words
}

/// Whether a word follows at once.
fn begins_word(text: &str) -> bool {
    !text.is_empty() && !text.starts_with(' ')
}

/// The text in quotes at the beginning, and what follows.
fn quoted(text: &str) -> Option<(&str, &str)> {
    if let Some(text) = text.strip_prefix('“') {
        // Chinese quotes stand in many texts; they quote only what would otherwise fall apart at a space.
        return text.split_once('”').filter(|(inner, _)| inner.trim().contains(' '));
    }
    let (inner, after) = text.strip_prefix(['"', '＂'])?.split_once(['"', '＂'])?;
    (!inner.trim().is_empty()).then_some((inner, after))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn said(query: &str) -> Vec<(String, Place, bool)> {
        parse(query).into_iter().map(|word| (String::from_utf16_lossy(&word.units), word.place, word.without)).collect()
    }

    fn word(text: &str) -> (String, Place, bool) {
        (text.to_owned(), Place::Anywhere, false)
    }

    #[test]
    fn words_stand_between_spaces() {
        assert_eq!(said("农村　宅基地  農村"), [word("农村"), word("宅基地")]);
        assert_eq!(said("“公开”，透明"), [word("“公开”,透明")]);
        assert_eq!(said("   "), []);
    }

    #[test]
    fn quotes_keep_spaces() {
        assert_eq!(said("\"第一条 为了\" 公开"), [word("第一条 为了"), word("公开")]);
        assert_eq!(said("“第一条 为了” “公开”"), [word("第一条 为了"), word("“公开”")]);
        assert_eq!(said("“公开 透明"), [word("“公开"), word("透明")]);
        assert_eq!(said("“ 公开”"), [word("“"), word("公开”")]);
        assert_eq!(said("\"公开"), [word("\"公开")]);
        assert_eq!(said("\"\""), [word("\"\"")]);
    }

    #[test]
    fn hyphen_leaves_out_only_beside_a_word() {
        assert_eq!(said("公开 -决定"), [word("公开"), ("决定".to_owned(), Place::Anywhere, true)]);
        assert_eq!(said("-决定"), [("决定".to_owned(), Place::Anywhere, true)]);
        assert_eq!(said("-"), [word("-")]);
        assert_eq!(said("公开 - 决定"), [word("公开"), word("-"), word("决定")]);
    }

    #[test]
    fn places_are_named() {
        assert_eq!(said("标题：低保"), [("低保".to_owned(), Place::Head(0), false)]);
        for query in ["標題:低保", "Title:低保", "ＴＩＴＬＥ：低保", "标题:低保"] {
            assert_eq!(said(query), [("低保".to_owned(), Place::Head(0), false)], "{query}");
        }
        assert_eq!(said("文號:5 索引號:5"), [1, 2].map(|field| ("5".to_owned(), Place::Head(field), false)));
        assert_eq!(said("機構:民政局"), [("民政局".to_owned(), Place::Agency, false)]);
        assert_eq!(said("公开 -机构:民政局"), [word("公开"), ("民政局".to_owned(), Place::Agency, true)]);
        assert_eq!(said("标题： 低保"), [word("标题:"), word("低保")]);
    }

    proptest! {
        #[test]
        fn nothing_is_an_error(query in ".*") {
            for word in parse(&query) {
                prop_assert!(!word.units.is_empty());
            }
        }
    }
}
