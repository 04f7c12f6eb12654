//! The tokens of the engine's index: every two neighbouring UTF-16 units of a block, overlapping.
//!
//! A field's blocks come joined by line feeds. The last character of a block pairs with the line feed, so that every
//! character begins exactly one token; no token begins with a line feed, so none stretches over two blocks. Positions count
//! units, line feeds included: a position is an index into [`super::fold::units`] of the same text.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// What separates blocks.
pub(crate) const BREAK: u16 = b'\n' as u16;

/// The name under which the tokenizer is registered; a kept native index names it in its schema.
pub(crate) const NAME: &str = "mulu_pairs";

/// Surrogates are no characters, so in a token they are moved here, where nothing is ever assigned.
const SURROGATES: u32 = 0x10_0000;

/// Cuts a folded text into pairs.
#[derive(Clone, Default)]
pub(crate) struct Pairs {
    token: Token,
    units: Vec<u16>,
    /// Whether the text is a word that is looked for, whose end is no block's end.
    is_query: bool,
}

impl Pairs {
    /// Cuts the words of queries: a word stands wherever its pairs stand one after the other.
    pub(crate) fn of_queries() -> Self {
        Self { is_query: true, ..Self::default() }
    }
}

/// The pairs of one text.
pub(crate) struct PairStream<'a> {
    pairs: &'a mut Pairs,
    next: usize,
}

impl Tokenizer for Pairs {
    type TokenStream<'a> = PairStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> PairStream<'a> {
        self.token.reset();
        self.units.clear();
        self.units.extend(text.encode_utf16());
        PairStream { pairs: self, next: 0 }
    }
}

impl TokenStream for PairStream<'_> {
    fn advance(&mut self) -> bool {
        let Pairs { token, units, is_query } = &mut *self.pairs;
        while units.get(self.next) == Some(&BREAK) {
            self.next += 1;
        }
        let Some(&first) = units.get(self.next) else { return false };
        if *is_query && self.next + 1 == units.len() {
            return false;
        }
        let second = units.get(self.next + 1).copied().unwrap_or(BREAK);
        token.text.clear();
        token.text.push(to_char(first));
        token.text.push(to_char(second));
        token.position = self.next;
        self.next += 1;
        true
    }

    fn token(&self) -> &Token {
        &self.pairs.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.pairs.token
    }
}

fn to_char(unit: u16) -> char {
    char::from_u32(u32::from(unit))
        .or_else(|| char::from_u32(SURROGATES + u32::from(unit) - 0xd800))
        .unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pair that a token's bytes stand for.
    fn pair_of(term: &[u8]) -> Option<(u16, u16)> {
        let mut chars = std::str::from_utf8(term).ok()?.chars().map(|c| {
            let code = u32::from(c);
            u16::try_from(code).ok().or_else(|| u16::try_from(code - SURROGATES + 0xd800).ok())
        });
        Some((chars.next()??, chars.next()??))
    }

    #[test]
    fn every_character_begins_one_pair_and_none_crosses_a_break() {
        let mut tokenizer = Pairs::default();
        let mut stream = tokenizer.token_stream("公开\n𠀀\n\n法");
        let mut seen = Vec::new();
        while stream.advance() {
            let token = stream.token();
            seen.push((token.position, pair_of(token.text.as_bytes()).expect("a pair")));
        }
        let unit = |c: char| u16::try_from(u32::from(c)).expect("basic plane");
        assert_eq!(
            seen,
            [
                (0, (unit('公'), unit('开'))),
                (1, (unit('开'), BREAK)),
                (3, (0xd840, 0xdc00)),
                (4, (0xdc00, BREAK)),
                (7, (unit('法'), BREAK)),
            ]
        );
    }
}
