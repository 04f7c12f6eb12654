//! What a query may mean that nothing answers as it is written: its words without quotes, full stops and what makes them a
//! question, and then the pairs of characters of these.

use super::query::{Place, Word};

/// What is asked with, in folded characters, the longer before what it begins with: texts that answer do not contain it.
const ASKING: [&str; 23] = [
    "什么是",
    "为什么",
    "是什么",
    "什么",
    "时候",
    "怎么办",
    "怎么样",
    "怎么",
    "怎样",
    "如何",
    "多少钱",
    "多少",
    "哪里",
    "哪些",
    "哪儿",
    "哪个",
    "何时",
    "请问",
    "需要",
    "可以",
    "吗",
    "呢",
    "谁",
];

/// Pairs of a query that are looked up.
const PAIRS: usize = 8;

/// Some words, each taken apart at signs, and at words of a question if these are set aside as well; single characters only
/// where nothing longer remains of a word. The words themselves where nothing remains of any.
pub(super) fn pieces(words: &[Word], asking: bool) -> Vec<Word> {
    let mut all = Vec::new();
    for word in words {
        let pieces = apart(&String::from_utf16_lossy(&word.units), asking);
        let has_long = pieces.iter().any(|piece| piece.len() > 1);
        for units in pieces.into_iter().filter(|piece| !has_long || piece.len() > 1) {
            let piece = Word { units, ..*word };
            if !all.contains(&piece) {
                all.push(piece);
            }
        }
    }
    if all.is_empty() { words.to_vec() } else { all }
}

/// What remains of a text between signs, and words of a question if these are set aside.
fn apart(text: &str, asking: bool) -> Vec<Vec<u16>> {
    let mut pieces = vec![Vec::new()];
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let asked = ASKING.iter().find(|asked| asking && rest.starts_with(**asked)).map(|asked| asked.len());
        let length = first.len_utf8();
        if asked.is_some() || !first.is_alphanumeric() {
            pieces.push(Vec::new());
        } else if let Some(piece) = pieces.last_mut() {
            piece.extend(first.encode_utf16(&mut [0; 2]).iter());
        }
        rest = &rest[asked.unwrap_or(length)..];
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// The first pairs of characters of some words, as words.
pub(super) fn pairs(words: &[Word]) -> Vec<Word> {
    let mut pairs: Vec<Word> = Vec::new();
    for pair in words.iter().flat_map(|word| word.units.windows(2)) {
        let pair = Word { units: pair.to_vec(), place: Place::Anywhere, without: false };
        if pairs.len() == PAIRS {
            break;
        }
        if !pairs.contains(&pair) {
            pairs.push(pair);
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn said(query: &str) -> Vec<String> {
        pieces(&parse(query), true).iter().map(|word| String::from_utf16_lossy(&word.units)).collect()
    }

    #[test]
    fn signs_and_questions_are_left_out() {
        for query in ["“低保”", "低保。", "《低保》", "'低保'", "什么是低保", "低保是什么？", "怎么 低保", "請問低保嗎"]
        {
            assert_eq!(said(query), ["低保"], "{query}");
        }
        assert_eq!(said("什么时候停水"), ["停水"]);
        assert_eq!(said("养老金怎么领"), ["养老金"]);
        assert_eq!(said("婚姻登记，需要什么材料"), ["婚姻登记", "材料"]);
        assert_eq!(said("青政发〔2024〕5号"), ["青政发", "2024", "5号"]);
    }

    #[test]
    fn something_always_remains() {
        assert_eq!(said("“水”"), ["水"]);
        assert_eq!(said("水、电"), ["水", "电"]);
        assert_eq!(said("水 停电。"), ["水", "停电"]);
        assert_eq!(said("什么"), ["什么"]);
        assert_eq!(said("—— ？"), ["--", "?"]);
    }

    #[test]
    fn a_piece_is_looked_for_where_the_word_was() {
        let pieces = pieces(&parse("标题:“低保”"), false);
        assert_eq!((pieces.len(), pieces[0].place), (1, Place::Head(0)));
    }
}
