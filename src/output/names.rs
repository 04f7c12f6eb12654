//! Which paths may be written: what every file system that a site may lie on can hold, and keep apart.
//!
//! A site is built on one machine, copied to a USB stick and served from another, so the narrowest rules hold
//! everywhere: those of Windows (reserved names, letter case, length) and those of Linux.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::site::paths::is_device;

/// The longest path, in UTF-16 units: with a folder before it, it should stay under the 260 of Windows.
const LONGEST_PATH: usize = 200;
/// The longest name between two `/`, in bytes (Linux).
const LONGEST_NAME: usize = 255;

/// What is wrong with a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameFault {
    /// Empty, absolute, or with a `.`, `..` or empty part.
    NotRelative,
    /// A character that Windows does not allow in a name, or an invisible one.
    Character(char),
    /// A part that ends in a point or a space, which Windows drops.
    Ending,
    /// A name that Windows keeps for a device, such as `aux` or `con`.
    Reserved,
    /// Longer than can be copied everywhere.
    TooLong,
    /// Names that this program keeps for itself while it writes.
    Ours,
}

/// What this program itself names in the output while it writes.
pub(super) const STAGING: &str = ".mulu-staging";
/// The file by which is tried whether a folder takes one.
pub(super) const PROBE: &str = ".mulu-probe";

/// Says what is wrong with a path, if anything is.
pub fn fault(path: &str) -> Option<NameFault> {
    if path.encode_utf16().count() > LONGEST_PATH {
        return Some(NameFault::TooLong);
    }
    path.split('/').find_map(part_fault)
}

fn part_fault(part: &str) -> Option<NameFault> {
    if part.is_empty() || part == "." || part == ".." {
        return Some(NameFault::NotRelative);
    }
    if let Some(bad) =
        part.chars().find(|c| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|'))
    {
        return Some(NameFault::Character(bad));
    }
    if part.ends_with(['.', ' ']) || part.starts_with(' ') {
        return Some(NameFault::Ending);
    }
    if part.len() > LONGEST_NAME {
        return Some(NameFault::TooLong);
    }
    if part.eq_ignore_ascii_case(STAGING) || part.eq_ignore_ascii_case(PROBE) {
        return Some(NameFault::Ours);
    }
    is_device(part).then_some(NameFault::Reserved)
}

/// A path as a file system that does not tell upper from lower case sees it.
pub(super) fn fold(path: &str) -> String {
    if path.is_ascii() { path.to_ascii_lowercase() } else { path.to_lowercase() }
}

/// The folders above a path, nearest first: `a/b`, `a` for `a/b/c.html`.
pub(super) fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(path.rsplit_once('/').map(|(head, _)| head), |head| head.rsplit_once('/').map(|(up, _)| up))
}

/// Two paths that cannot both be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The one that sorts first.
    pub first: String,
    /// The other.
    pub second: String,
}

/// All paths of a site, kept apart without regard to case.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Folded path → the path as given, and whether it is a file.
    all: HashMap<String, (String, bool)>,
}

impl Names {
    /// Adds a file.
    pub(super) fn add(&mut self, path: &str) -> Result<(), Clash> {
        // Which of the two came first is chance where several threads add.
        let clash = |other: &str| Err(Clash { first: other.min(path).to_owned(), second: other.max(path).to_owned() });
        match self.all.entry(fold(path)) {
            Entry::Occupied(before) => return clash(&before.get().0),
            Entry::Vacant(free) => free.insert((path.to_owned(), true)),
        };
        for folder in folders_above(path) {
            match self.all.entry(fold(folder)) {
                Entry::Occupied(before) if before.get().1 || before.get().0 != folder => return clash(&before.get().0),
                // Those above it were looked at when it was added.
                Entry::Occupied(_) => break,
                Entry::Vacant(free) => free.insert((folder.to_owned(), false)),
            };
        }
        Ok(())
    }

    /// The path that stands where `path` would on a file system that does not tell case apart, and whether it is a file.
    pub(super) fn get(&self, path: &str) -> Option<(&str, bool)> {
        self.all.get(&fold(path)).map(|(path, is_file)| (path.as_str(), *is_file))
    }
}

/// Bytes as hexadecimal digits, in lower case.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |digit: u8| char::from(DIGITS[usize::from(digit & 15)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}

/// The 32 bytes of 64 hexadecimal digits.
pub fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut hash = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (at, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).ok()?;
    }
    Some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_windows_and_linux_can_hold_is_allowed() {
        for path in [
            "index.html",
            "item/000014349/2024-00012.html",
            "search/a-3f9a.bin",
            "栏目/通知.html",
            ".nojekyll",
            "console.js",
        ] {
            assert_eq!(fault(path), None, "{path}");
        }
    }

    #[test]
    fn what_either_cannot_hold_is_named() {
        for (path, expected) in [
            ("", NameFault::NotRelative),
            ("/a", NameFault::NotRelative),
            ("a/", NameFault::NotRelative),
            ("a/../b", NameFault::NotRelative),
            ("./a", NameFault::NotRelative),
            ("a\\b", NameFault::Character('\\')),
            ("c:/a", NameFault::Character(':')),
            ("a\0b", NameFault::Character('\0')),
            ("a\nb", NameFault::Character('\n')),
            ("what?.html", NameFault::Character('?')),
            ("a./b", NameFault::Ending),
            ("a ", NameFault::Ending),
            ("item/AUX.html", NameFault::Reserved),
            ("com1/x", NameFault::Reserved),
            (".mulu-staging/x", NameFault::Ours),
        ] {
            assert_eq!(fault(path), Some(expected), "{path:?}");
        }
        assert_eq!(fault(&"a/".repeat(120)), Some(NameFault::TooLong));
        assert_eq!(fault(&"政".repeat(90)), Some(NameFault::TooLong));
    }

    #[test]
    fn paths_that_one_file_system_would_merge_clash() {
        let clashes = |paths: &[&str]| {
            let mut names = Names::default();
            paths.iter().any(|path| names.add(path).is_err())
        };
        assert!(clashes(&["a/b.html", "a/B.html"]));
        assert!(clashes(&["a/b.html", "A/c.html"]));
        assert!(clashes(&["a", "a/b"]));
        assert!(clashes(&["a/b", "a"]));
        assert!(clashes(&["x/a/b/c", "x/A"]));
        assert!(clashes(&["a", "a"]));
        assert!(!clashes(&["a/b", "a/c", "a/b.html", "b/a", "c"]));
    }
}
