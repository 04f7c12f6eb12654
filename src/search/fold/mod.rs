//! The one normaliser: what the index holds, what a query asks for and what a test's scan compares all pass through here.
//!
//! Two steps. [`clean`] makes one line of a text as a reader sees it: canonical composition, every run of white space one
//! space, invisible characters gone. [`fold`] then makes alike what readers take for the same: full and half width, upper
//! and lower case, traditional and simplified, the brackets and dashes of document numbers.
//!
//! Folding replaces one character by one of the same length in UTF-16, so that an offset into the folded text is an offset
//! into the clean one; that is what lets a browser mark a match in the text as written. The replacements stand in
//! `table.txt`, which the test `table_is_what_the_libraries_say` derives again; the same table is shipped with the index
//! for the page's script, so both sides cannot drift apart.

use std::sync::LazyLock;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The replacements, one a line: the character and what it becomes, in the order of the first.
pub(crate) const TABLE: &str = include_str!("table.txt");

/// The table as two arrays: the basic plane by index, the other planes sorted.
struct Table {
    basic: Vec<u16>,
    other: Vec<(char, char)>,
}

static FOLDS: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { basic: (0..=u16::MAX).collect(), other: Vec::new() };
    for (from, to) in pairs() {
        match (u16::try_from(u32::from(from)), u16::try_from(u32::from(to))) {
            (Ok(from), Ok(to)) => table.basic[usize::from(from)] = to,
            _ => table.other.push((from, to)),
        }
    }
    table
});

/// The pairs of the table.
pub(crate) fn pairs() -> impl Iterator<Item = (char, char)> {
    TABLE.lines().filter_map(|line| {
        let mut chars = line.chars();
        Some((chars.next()?, chars.next()?))
    })
}

/// What separates words: Unicode's white space, written out so that the page's script has the same list.
pub fn is_space(c: char) -> bool {
    matches!(c,
        '\t'..='\r' | ' ' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}'
        | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// What nobody sees: controls, soft hyphens, zero-width marks, variation selectors, byte-order marks.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{ad}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}')
}

/// One line of a text as a reader sees it: composed, without invisible characters, every run of white space one space and
/// none at the ends.
pub fn clean(text: &str) -> String {
    if is_clean(text) {
        text.to_owned()
    } else if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        collapse(text.chars(), text.len())
    } else {
        collapse(text.nfc(), text.len())
    }
}

/// Whether a text is known to be clean at a glance, as most are: of plain characters, with single spaces between them.
fn is_clean(text: &str) -> bool {
    let mut gap = true;
    for c in text.chars() {
        if c == ' ' {
            if gap {
                return false;
            }
            gap = true;
        } else if is_plain(c) {
            gap = false;
        } else {
            return false;
        }
    }
    !gap || text.is_empty()
}

/// Some of the characters that are seen, are no space, and stay as they are whatever stands beside them.
fn is_plain(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '!'..='~' | '\u{3001}'..='\u{3029}' | '\u{ff01}'..='\u{ff60}' | '\u{2010}'..='\u{2027}')
}

fn collapse(chars: impl Iterator<Item = char>, length: usize) -> String {
    let mut out = String::with_capacity(length);
    let mut gap = false;
    for c in chars {
        if is_space(c) {
            gap = true;
        } else if !is_invisible(c) {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        }
    }
    out
}

/// The character that stands for all that readers take for the same as `c`.
pub fn fold_char(c: char) -> char {
    let folds = &*FOLDS;
    match u16::try_from(u32::from(c)) {
        // A surrogate never stands in the table, so what comes back is a character.
        Ok(unit) => char::from_u32(u32::from(folds.basic[usize::from(unit)])).unwrap_or(c),
        Err(_) => folds.other.binary_search_by_key(&c, |pair| pair.0).map_or(c, |at| folds.other[at].1),
    }
}

/// A clean text folded, character by character.
pub fn fold(clean: &str) -> String {
    clean.chars().map(fold_char).collect()
}

/// A clean text folded, in UTF-16 units: what the index is made of.
pub fn units(clean: &str) -> Vec<u16> {
    let mut out = Vec::with_capacity(clean.len() / 2);
    push_units(&mut out, clean);
    out
}

/// Appends what [`units`] gives.
pub(crate) fn push_units(out: &mut Vec<u16>, clean: &str) {
    let folds = &*FOLDS;
    let mut buffer = [0; 2];
    for c in clean.chars() {
        match u16::try_from(u32::from(c)) {
            Ok(unit) => out.push(folds.basic[usize::from(unit)]),
            Err(_) => out.extend_from_slice(fold_char(c).encode_utf16(&mut buffer)),
        }
    }
}

#[cfg(test)]
mod tests;
