//! `checksums.txt`: the SHA-256 of every file of a site, so that any copy of it can be checked.
//!
//! It lies in the output itself and so goes wherever the site goes: to the portal, a memory stick, a kiosk. Lines are what
//! `sha256sum -c` takes, so that nobody needs this program to check a copy; what it takes for comments holds the sizes,
//! by which a file that was cut short on its way is told from one that was changed, and an end, by which the same holds for
//! this file.
//!
//! ```text
//! # mulu-checksums 1
//! # 本网站全部文件的校验值…
//! <sha-256>  404.html
//! <sha-256>  item/000014349/2024-00012.html
//! # sizes 1234 5678
//! # end 2
//! ```

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::disk::Hash;
use super::names::{fault, hex, unhex};

/// Where it lies in the output.
pub const CHECKSUMS: &str = "checksums.txt";

const HEADER: &str = "# mulu-checksums 1";
const ABOUT: &str = "# 本网站全部文件的校验值（SHA-256），用来检查副本是否完整。\n\
                     # Check a copy of this site: mulu verify DIR, or in its folder: sha256sum -c --quiet checksums.txt";
/// Sizes on a line.
const SIZES: usize = 20;

/// What a file of a site must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expected {
    /// SHA-256 of its bytes.
    pub hash: Hash,
    /// Its length in bytes, where that is recorded.
    pub size: Option<u64>,
}

/// The text of the file.
pub(super) fn to_text<'a>(files: impl Iterator<Item = (&'a str, Hash, u64)> + Clone) -> String {
    let mut text = format!("{HEADER}\n{ABOUT}\n");
    let mut count = 0_usize;
    for (path, hash, _) in files.clone() {
        let _ = writeln!(text, "{}  {path}", hex(&hash));
        count += 1;
    }
    let mut sizes = files.map(|(_, _, size)| size);
    while let Some(first) = sizes.next() {
        let _ = write!(text, "# sizes {first}");
        for size in sizes.by_ref().take(SIZES - 1) {
            let _ = write!(text, " {size}");
        }
        text.push('\n');
    }
    let _ = writeln!(text, "# end {count}");
    text
}

/// Reads one; the line (from 1) that cannot be read, or that the end is missing, is the error.
pub(super) fn parse(bytes: &[u8]) -> Result<BTreeMap<String, Expected>, usize> {
    let text = String::from_utf8_lossy(bytes);
    let mut paths = Vec::new();
    let mut files: BTreeMap<String, Expected> = BTreeMap::new();
    let mut sizes = Vec::new();
    let mut end = None;
    let mut last = 0;
    // An upload in text mode gives every line another end.
    for (at, line) in text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).enumerate() {
        last = at + 1;
        if at == 0 && line.trim_start_matches('\u{feff}') != HEADER {
            return Err(last);
        }
        if let Some(rest) = line.strip_prefix('#') {
            if let Some(list) = rest.strip_prefix(" sizes ") {
                for size in list.split(' ') {
                    sizes.push(size.parse().map_err(|_| last)?);
                }
            } else if let Some(count) = rest.strip_prefix(" end ") {
                end = Some(count.parse::<usize>().map_err(|_| last)?);
            }
        } else if !line.is_empty() {
            let (hash, path) = line.split_once("  ").ok_or(last)?;
            let hash = unhex(hash).ok_or(last)?;
            if fault(path).is_some() || files.insert(path.to_owned(), Expected { hash, size: None }).is_some() {
                return Err(last);
            }
            paths.push(path.to_owned());
        }
    }
    if end != Some(paths.len()) || sizes.len() != paths.len() {
        return Err(last);
    }
    for (path, size) in paths.iter().zip(sizes) {
        if let Some(expected) = files.get_mut(path) {
            expected.size = Some(size);
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sample(count: u8) -> Vec<(String, Hash, u64)> {
        (0..count).map(|n| (format!("item/索引 {n}.html"), [n; 32], u64::from(n) * 1000)).collect()
    }

    fn text(files: &[(String, Hash, u64)]) -> String {
        to_text(files.iter().map(|(path, hash, size)| (path.as_str(), *hash, *size)))
    }

    #[test]
    fn what_is_written_is_read_back() {
        for count in [0, 1, 19, 20, 21, 100] {
            let files = sample(count);
            let read = parse(text(&files).as_bytes()).expect("readable");
            let expected: BTreeMap<String, Expected> = files
                .iter()
                .map(|(path, hash, size)| (path.clone(), Expected { hash: *hash, size: Some(*size) }))
                .collect();
            assert_eq!(read, expected);
            assert_eq!(parse(text(&files).replace('\n', "\r\n").as_bytes()), Ok(expected), "uploaded as text");
        }
    }

    #[test]
    fn one_that_is_cut_short_anywhere_is_not_taken() {
        let text = text(&sample(30));
        for length in 0..text.len() - 1 {
            let cut = text.get(..length).unwrap_or_default();
            assert!(parse(cut.as_bytes()).is_err(), "{length} of {}", text.len());
        }
    }

    proptest! {
        #[test]
        fn whatever_stands_in_it_is_read_or_refused(lines in prop::collection::vec(any_line(), 0..8), cut in 0..400_usize) {
            let mut text = format!("{HEADER}\n{}", lines.join("\n")).into_bytes();
            text.truncate(text.len() - cut.min(text.len()));
            if let Ok(files) = parse(&text) {
                prop_assert!(files.keys().all(|path| fault(path).is_none()));
                prop_assert!(files.values().all(|file| file.size.is_some()));
            }
        }
    }

    fn any_line() -> impl Strategy<Value = String> {
        prop_oneof![
            Just("# end 1".to_owned()),
            Just("# sizes 12".to_owned()),
            Just(format!("{}  a/b.html", "ab".repeat(32))),
            Just(format!("{}  ../b.html", "ab".repeat(32))),
            "# (end|sizes) [0-9 ]{0,24}",
            "[0-9a-f]{62,66} {1,3}[a-c./]{0,6}",
            "\\PC{0,20}",
        ]
    }

    #[test]
    fn the_line_that_cannot_be_read_is_named() {
        let text = text(&sample(3));
        assert_eq!(parse(text.replacen("item/", "../item/", 1).as_bytes()), Err(4));
        assert_eq!(parse(text.replacen("item/索引 1", "item/索引 0", 1).as_bytes()), Err(5));
        assert_eq!(parse(text.replacen("0202", "zz02", 1).as_bytes()), Err(6));
        assert_eq!(parse(b"<!DOCTYPE html>"), Err(1));
    }
}
