//! The signs that stand, or came to stand, around the year.

use super::DocumentNumberProblem as Problem;

/// The right pair, then every pair that was seen in its place.
const PAIRS: [(char, char); 17] = [
    ('〔', '〕'),
    ('[', ']'),
    ('(', ')'),
    ('（', '）'),
    ('［', '］'),
    ('【', '】'),
    ('﹝', '﹞'),
    ('❲', '❳'),
    ('〖', '〗'),
    ('{', '}'),
    ('｛', '｝'),
    ('<', '>'),
    ('〈', '〉'),
    ('《', '》'),
    ('「', '」'),
    ('『', '』'),
    ('⟦', '⟧'),
];

/// Quotation marks into which conversion turns the bracket.
const GARBLED: [char; 9] = ['„', '‟', '“', '”', '‘', '’', '"', '\'', '‚'];

/// What a program writes for a character that it does not know.
const LOST: [char; 5] = ['?', '？', '\u{fffd}', '□', '■'];

/// Whether the sign may stand, rightly or wrongly, before or behind the year.
pub(super) fn is_bracket(c: char) -> bool {
    PAIRS.iter().any(|(open, close)| *open == c || *close == c) || GARBLED.contains(&c) || LOST.contains(&c)
}

/// Whether the sign closes something.
pub(super) fn is_closing(c: char) -> bool {
    PAIRS.iter().any(|(_, close)| *close == c)
}

/// Whether the sign opens something.
pub(super) fn is_opening(c: char) -> bool {
    PAIRS.iter().any(|(open, _)| *open == c)
}

/// What is wrong with the signs around the year.
pub(super) fn problem(open: Option<char>, close: Option<char>) -> Option<Problem> {
    let any = |list: &[char]| [open, close].into_iter().flatten().any(|c| list.contains(&c));
    if any(&LOST) {
        return Some(Problem::BracketLost);
    }
    match (open, close) {
        (None, None) => Some(Problem::Bracket),
        (None, _) | (_, None) => Some(Problem::BracketUnclosed),
        _ if any(&GARBLED) => Some(Problem::BracketGarbled),
        (Some('〔'), Some('〕')) => None,
        (Some(open), Some(close)) if PAIRS.contains(&(open, close)) => Some(Problem::Bracket),
        _ => Some(Problem::BracketMixed),
    }
}
