//! Short texts, end to end: what search sees of a page, block by block.

/// Texts that keep their bounds and lie in one piece. A site has millions of paragraphs and cells; each on its own would take
/// half its length again.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Blocks {
    text: String,
    /// Where each ends: bytes.
    ends: Vec<usize>,
}

impl Blocks {
    /// None.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, block: &str) {
        self.text.push_str(block);
        self.ends.push(self.text.len());
    }

    /// How many they are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Bytes of all together.
    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    /// Each, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        let begins = std::iter::once(0).chain(self.ends.iter().copied());
        begins.zip(&self.ends).map(|(begin, &end)| self.text.get(begin..end).unwrap_or_default())
    }

    /// The same with no more memory than it needs.
    #[must_use]
    pub fn shrunk(mut self) -> Self {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
        self
    }
}

impl std::fmt::Debug for Blocks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<T: AsRef<str>, const N: usize> PartialEq<[T; N]> for Blocks {
    fn eq(&self, other: &[T; N]) -> bool {
        self.iter().eq(other.iter().map(AsRef::as_ref))
    }
}

impl<T: AsRef<str>> Extend<T> for Blocks {
    fn extend<I: IntoIterator<Item = T>>(&mut self, blocks: I) {
        for block in blocks {
            self.push(block.as_ref());
        }
    }
}

impl<T: AsRef<str>> FromIterator<T> for Blocks {
    fn from_iter<I: IntoIterator<Item = T>>(blocks: I) -> Self {
        let mut all = Self::default();
        all.extend(blocks);
        all
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_goes_in_comes_out(texts in proptest::collection::vec("[甲乙a\n]{0,4}", 0..6)) {
            let blocks: Blocks = texts.iter().collect();
            prop_assert!(blocks.iter().eq(&texts));
            prop_assert_eq!((blocks.len(), blocks.is_empty()), (texts.len(), texts.is_empty()));
            prop_assert_eq!(blocks.bytes(), texts.concat().len());
            prop_assert_eq!(format!("{blocks:?}"), format!("{texts:?}"));
            prop_assert_eq!(&blocks.clone().shrunk(), &blocks);
        }
    }
}
