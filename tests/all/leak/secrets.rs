//! Words that stand nowhere else, each with a name by which a leak is reported.
//!
//! A word has a Han part, two characters of a block that no text of the site uses, and an ASCII part, which no conversion of
//! scripts or cases touches.

use std::collections::BTreeMap;

/// First character of the block (CJK Unified Ideographs Extension A) from which secret words are made.
pub(super) const FIRST: u32 = 0x4000;

/// One secret word.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) han: String,
    pub(super) ascii: String,
}

/// Every secret given out so far.
#[derive(Default)]
pub(super) struct Secrets {
    names: BTreeMap<u32, String>,
}

impl Secrets {
    /// A new secret as it is written into a field or a file.
    pub(super) fn add(&mut self, name: impl Into<String>) -> String {
        let number = u32::try_from(self.names.len()).unwrap();
        self.names.insert(number, name.into());
        let word = word(number);
        format!("{}{}", word.han, word.ascii)
    }

    /// What a number that was found is the secret of.
    pub(super) fn name(&self, number: u32) -> Option<&str> {
        self.names.get(&number).map(String::as_str)
    }

    pub(super) fn words(&self) -> impl Iterator<Item = (&str, Word)> {
        self.names.iter().map(|(number, name)| (name.as_str(), word(*number)))
    }

    pub(super) fn len(&self) -> usize {
        self.names.len()
    }
}

/// The word of a number.
pub(super) fn word(number: u32) -> Word {
    let han = [0, 1].map(|at| char::from_u32(FIRST + 2 * number + at).unwrap());
    Word { han: han.iter().collect(), ascii: format!("zq{number:04}xv") }
}
