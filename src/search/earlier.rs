//! What the files of an index are made of, so that of a changed site only what changed is coded again.
//!
//! Coding is three quarters of the work, and after one edited text most shards are made of the same as before. So every shard
//! and every file of texts is known by the hash of what goes into it.

use sha2::{Digest as _, Sha256};

use super::OutputFile;
use super::format::terms::{Extent, Given, Key, Posting};
use super::format::{Kind, VERSION, unpack};

/// SHA-256 of what a file is made of: the same value means the same bytes.
pub type MadeOf = [u8; 32];

/// Whoever has an index made: knows the files of one that was made before, and is told how far this one is.
pub trait Earlier: Sync {
    /// The bytes of the file that was made of this; `None` where there is none, or where it is not as it was written.
    fn file(&self, made_of: &MadeOf) -> Option<Vec<u8>>;

    /// So many documents more are in the index, about; of all documents once each.
    fn advance(&self, _documents: usize) {}
}

/// How far an index is, in hundredths of the work, and told in documents.
pub(crate) struct Pace<'a> {
    earlier: &'a dyn Earlier,
    documents: usize,
    told: usize,
}

impl<'a> Pace<'a> {
    pub(crate) fn new(earlier: &'a dyn Earlier, documents: usize) -> Self {
        Self { earlier, documents, told: 0 }
    }

    /// `part` of `of` is done of what leads from one hundredth of the work to another.
    pub(crate) fn reach(&mut self, hundredths: [usize; 2], part: usize, of: usize) {
        let [from, to] = hundredths;
        let of = of.max(1);
        let now = self.documents * (from * of + to.saturating_sub(from) * part.min(of)) / (100 * of);
        self.earlier.advance(now.saturating_sub(self.told));
        self.told = self.told.max(now);
    }
}

/// No index was made before.
pub(crate) struct Nothing;

impl Earlier for Nothing {
    fn file(&self, _: &MadeOf) -> Option<Vec<u8>> {
        None
    }
}

/// An index, and what its larger files were made of.
#[derive(Debug, Default)]
pub struct Built {
    /// Its files and the page's scripts, sorted by path.
    pub files: Vec<OutputFile>,
    /// Of shards and files of texts, what each was made of and its path.
    pub made_of: Vec<(MadeOf, String)>,
}

/// The payload of an earlier file.
pub(crate) fn payload(earlier: &dyn Earlier, kind: Kind, made_of: &MadeOf) -> Option<Vec<u8>> {
    unpack(kind, "", &earlier.file(made_of)?).ok()
}

/// What a file of texts is made of.
pub(crate) fn text(text: &str) -> MadeOf {
    let mut hash = begin(Kind::Texts);
    hash.update(text);
    hash.finalize().into()
}

/// What some terms' file is made of, beside its kind: a shard of them, or the surroundings of one.
pub(crate) fn terms<'a>(kind: Kind, extent: Extent, terms: impl Iterator<Item = (Key, Given<'a>)>) -> MadeOf {
    let mut hash = begin(kind);
    // A few numbers at a time: a call for each would take longer than the hashing.
    let mut bytes: Vec<u8> = Vec::with_capacity(1 << 16);
    for (key, Given { head, body, sides }) in terms {
        bytes.extend(key.number().to_le_bytes());
        // Of how many documents there are, only so much counts: else one more would change every file.
        bytes.extend(extent.densities(head.len(), body.len()));
        for list in [head, body] {
            bytes.extend(list.len().to_le_bytes());
            for &Posting { unit, times } in list {
                bytes.extend(unit.to_le_bytes());
                bytes.extend(times.to_le_bytes());
            }
        }
        bytes.extend(sides[0].len().to_le_bytes());
        for letter in sides.into_iter().flatten() {
            bytes.extend(letter.to_le_bytes());
        }
        if bytes.len() > 1 << 15 {
            hash.update(&bytes);
            bytes.clear();
        }
    }
    hash.update(&bytes);
    hash.finalize().into()
}

fn begin(kind: Kind) -> Sha256 {
    Sha256::new_with_prefix([kind.letter(), VERSION])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use proptest::prelude::*;

    use super::super::{Document, Options, build, build_after};
    use super::*;

    /// An earlier index, some files of which may be damaged.
    struct Kept {
        files: BTreeMap<MadeOf, Vec<u8>>,
        taken: AtomicUsize,
        told: AtomicUsize,
    }

    impl Kept {
        fn new(built: Built, damaged: bool) -> Self {
            let mut files: BTreeMap<String, Vec<u8>> =
                built.files.into_iter().map(|file| (file.path, file.bytes)).collect();
            if damaged {
                for bytes in files.values_mut() {
                    *bytes.last_mut().expect("a byte") ^= 1;
                }
            }
            let files = built.made_of.into_iter().map(|(made_of, path)| (made_of, files[&path].clone())).collect();
            Self { files, taken: AtomicUsize::new(0), told: AtomicUsize::new(0) }
        }
    }

    impl Earlier for Kept {
        fn file(&self, made_of: &MadeOf) -> Option<Vec<u8>> {
            let bytes = self.files.get(made_of).cloned();
            self.taken.fetch_add(usize::from(bytes.is_some()), Ordering::Relaxed);
            bytes
        }

        fn advance(&self, documents: usize) {
            self.told.fetch_add(documents, Ordering::Relaxed);
        }
    }

    fn documents(texts: &[String]) -> Vec<Document> {
        (1..)
            .zip(texts)
            .map(|(seq, text)| Document {
                seq,
                url: format!("item/{seq}.html"),
                title: text.chars().take(9).collect(),
                blocks: text.split('\n').collect(),
                ..Document::default()
            })
            .collect()
    }

    proptest! {
        // Every case makes three indexes.
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn a_changed_site_has_the_index_of_a_new_one(
            texts in proptest::collection::vec("([农村宅基地管理办法]{0,40}\n?){0,8}", 1..14),
            at in any::<prop::sample::Index>(),
            other in proptest::option::of("[农村公开信息]{0,30}"),
            damaged in any::<bool>(),
            step in 1usize..4,
        ) {
            let options = Options { segment_step: Some(step), ..Options::default() };
            let before = build_after(documents(&texts), &options, &Nothing).expect("an index");
            let kept = Kept::new(before, damaged);
            let mut texts = texts;
            match other {
                Some(other) => *at.get_mut(&mut texts) = other,
                None => { texts.remove(at.index(texts.len())); }
            }
            let built = build_after(documents(&texts), &options, &kept).expect("an index");
            let anew = build(documents(&texts), &options).expect("an index");
            prop_assert_eq!(built.files, anew);
            prop_assert_eq!(kept.told.into_inner(), texts.len());
        }
    }

    #[test]
    fn what_did_not_change_is_taken_over() {
        let texts: Vec<String> =
            (0..40).map(|at| format!("第{at}号\n{}", "关于农村宅基地管理的办法。".repeat(at))).collect();
        let built = build_after(documents(&texts), &Options::default(), &Nothing).expect("an index");
        let number = built.made_of.len();
        let kept = Kept::new(built, false);
        build_after(documents(&texts), &Options::default(), &kept).expect("an index");
        assert_eq!(kept.taken.into_inner(), number, "every file that is known");
    }
}
