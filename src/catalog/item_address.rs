//! The address of an item's page, which comes from its index number and so is as permanent as the number.
//!
//! It must be a path that every file system and web server takes: `/` stays a folder, every other run of characters
//! outside `A–Z a–z 0–9` becomes one hyphen, and names that Windows keeps for devices are changed.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::site::paths::is_device;

/// A folder or file name longer than this many bytes is cut; file systems allow 255.
const MAX_SEGMENT: usize = 100;

/// The address of the page of `index_no`, relative to the site's root: `item/000014349/2024-00012.html`.
///
/// Two different numbers may have one address (`a_b` and `a-b`); whoever gives numbers compares [`same_place`].
pub fn address(index_no: &str) -> String {
    let mut path = "item".to_owned();
    for segment in index_no.split('/') {
        path.push('/');
        path.push_str(&plain(segment));
    }
    path.push_str(".html");
    path
}

/// What is equal for two addresses that are one file where the file system does not tell upper from lower case.
pub fn same_place(address: &str) -> String {
    address.to_ascii_lowercase()
}

fn plain(segment: &str) -> String {
    let mut out = String::with_capacity(segment.len());
    for c in segment.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.ends_with('-') {
            out.push('-');
        }
    }
    if out.is_empty() || is_device(&out) {
        out.push('-');
    }
    if out.len() > MAX_SEGMENT {
        out.truncate(MAX_SEGMENT);
        out.push('-');
        for byte in Sha256::digest(segment.as_bytes()).iter().take(4) {
            let _ = write!(out, "{byte:02x}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_address_follows_the_number() {
        for (number, expected) in [
            ("000014349/2024-00012", "item/000014349/2024-00012.html"),
            ("01527918X-2020-153077", "item/01527918X-2020-153077.html"),
            ("dzb〔2024〕012号", "item/dzb-2024-012-.html"),
            ("a__b", "item/a-b.html"),
            ("", "item/-.html"),
            ("/2021-00900", "item/-/2021-00900.html"),
            ("../../x", "item/-/-/x.html"),
            ("con/2024", "item/con-/2024.html"),
            ("x/LPT1", "item/x/LPT1-.html"),
            ("索引号", "item/-.html"),
        ] {
            assert_eq!(address(number), expected, "{number}");
        }
    }

    #[test]
    fn a_very_long_number_is_cut_and_stays_its_own() {
        let (a, b) = (address(&"a".repeat(300)), address(&"a".repeat(301)));
        assert_ne!(a, b);
        assert!(a.len() < 150);
    }

    proptest! {
        #[test]
        fn every_segment_is_a_name_that_all_systems_take(number in "\\PC{0,60}") {
            let path = address(&number);
            let inner = path.strip_prefix("item/").and_then(|rest| rest.strip_suffix(".html")).unwrap();
            for segment in inner.split('/') {
                prop_assert!(!segment.is_empty() && segment.len() < 120);
                prop_assert!(segment.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'), "{}", segment);
                prop_assert!(!is_device(segment), "{}", segment);
            }
        }
    }
}
