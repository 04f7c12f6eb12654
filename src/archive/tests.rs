//! A bag is what RFC 8493 says, whatever its files are called; and whatever happens to it, the check says so.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::*;
use crate::findings::Finding;
use crate::output::FolderTree;

fn bag(files: &[(&str, &str)]) -> Bag {
    let payload = |(path, text): &(&str, &str)| Payload {
        path: (*path).to_owned(),
        content: Content::Bytes(text.as_bytes().to_vec()),
    };
    let info = vec![("移交单位".to_owned(), "青禾镇\n人民政府".to_owned())];
    Bag { name: "2024-public".to_owned(), info, files: files.iter().map(payload).collect() }
}

fn written(files: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf, Written) {
    let temp = tempfile::tempdir().expect("a folder");
    let into = temp.path().join("bag");
    let written = write(&bag(files), &into).expect("written");
    (temp, into, written)
}

fn found(folder: &Path) -> Vec<String> {
    let checked = check(&FolderTree(folder.to_path_buf())).expect("checked");
    let mut all: Vec<String> = checked.findings.iter().map(row).collect();
    all.sort();
    all
}

fn row(finding: &Finding) -> String {
    format!("{} {}", finding.rule.code, finding.place.path)
}

const SAMPLE: [(&str, &str); 3] = [("site/a.html", "a"), ("site/空 格.html", "b"), ("增长10%25.txt", "c")];

#[test]
fn a_bag_has_the_files_that_the_standard_demands() {
    let (_temp, into, written) = written(&SAMPLE);
    let text = |name: &str| fs::read_to_string(into.join(name)).expect(name);
    assert_eq!(text("bagit.txt"), "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    assert_eq!(text("bag-info.txt"), "移交单位: 青禾镇 人民政府\nPayload-Oxum: 3.3\nBag-Size: 3 B\n");
    let manifest = text("manifest-sha256.txt");
    let paths: Vec<&str> = manifest.lines().filter_map(|line| line.split_once("  ")).map(|(_, path)| path).collect();
    assert_eq!(paths, ["data/site/a.html", "data/site/空 格.html", "data/增长10%2525.txt"]);
    assert!(manifest.starts_with("ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  "));
    let tags = text("tagmanifest-sha512.txt");
    let tags: Vec<&str> = tags.lines().filter_map(|line| line.split_once("  ")).map(|(_, path)| path).collect();
    assert_eq!(tags, ["bag-info.txt", "bagit.txt", "manifest-sha256.txt", "manifest-sha512.txt"]);
    assert_eq!((written.files, written.bytes), (3, 3));
    assert!(found(&into).is_empty());
}

type Case<'a> = (&'a str, &'a dyn Fn(&Path), &'a [&'a str]);

#[test]
fn every_change_is_found() {
    let cases: [Case<'_>; 7] = [
        (
            "changed",
            &|bag| fs::write(bag.join("data/site/a.html"), "A").expect("w"),
            &["verify.changed data/site/a.html"],
        ),
        (
            "missing",
            &|bag| fs::remove_file(bag.join("data/site/a.html")).expect("r"),
            &["verify.bag bag-info.txt", "verify.missing data/site/a.html"],
        ),
        (
            "added",
            &|bag| fs::write(bag.join("data/x"), "").expect("w"),
            &["verify.bag bag-info.txt", "verify.bag manifest-sha256.txt", "verify.bag manifest-sha512.txt"],
        ),
        (
            "its words",
            &|bag| fs::write(bag.join("bag-info.txt"), "移交单位: 别处\n").expect("w"),
            &["verify.changed bag-info.txt"],
        ),
        (
            "its version",
            &|bag| fs::write(bag.join("bagit.txt"), "BagIt-Version: 9\n").expect("w"),
            &["verify.bag bagit.txt", "verify.changed bagit.txt"],
        ),
        (
            "its list",
            &|bag| fs::write(bag.join("manifest-sha256.txt"), "00  ../x\n").expect("w"),
            &["verify.bag manifest-sha256.txt", "verify.changed manifest-sha256.txt"],
        ),
        (
            "elsewhere",
            &|bag| fs::write(bag.join("fetch.txt"), "http://x 1 data/y\n").expect("w"),
            &["verify.bag fetch.txt"],
        ),
    ];
    for (name, change, expected) in cases {
        let (_temp, into, _) = written(&SAMPLE);
        change(&into);
        assert_eq!(found(&into), expected, "{name}");
    }
}

#[test]
fn a_source_that_changed_is_not_packed() {
    let temp = tempfile::tempdir().expect("a folder");
    let from = temp.path().join("附件.pdf");
    fs::write(&from, "after").expect("a source");
    let content = Content::Copy { from, size: 6, hash: crate::output::hash_of(b"before") };
    let bag = Bag { files: vec![Payload { path: "a.pdf".to_owned(), content }], ..Bag::default() };
    assert!(matches!(write(&bag, &temp.path().join("bag")), Err(ArchiveError::SourceChanged(_))));
}

#[test]
fn a_zip_holds_the_bag_and_is_always_the_same() {
    let (temp, into, _) = written(&SAMPLE);
    let zip = |name: &str| {
        let path = temp.path().join(name);
        write_zip(&FolderTree(into.clone()), "2024-public", &path).expect("zipped");
        path
    };
    let one = zip("1.zip");
    let tree = ZipTree::open(&one).expect("readable");
    assert!(is_bag(&tree));
    let checked = check(&tree).expect("checked");
    assert!(checked.findings.is_empty(), "{:?}", checked.findings);
    assert_eq!(checked.files, 3);
    let two = zip("2.zip");
    assert_eq!(fs::read(&one).expect("there"), fs::read(&two).expect("there"));
    assert!(fs::read(&one).expect("there").windows(12).any(|bytes| bytes == b"2024-public/"));
}

/// Names that a file system takes and that a list of lines, or a reader of percent signs, might not.
fn any_name() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "a", " ", "%", "%0A", "%25", "%2", "\n", "\r", "\r\n", "政", "  ", "*", "\\", "#", "\u{202e}", "é", "e\u{301}",
    ]);
    prop::collection::vec(part, 1..6)
        .prop_map(|parts| parts.concat())
        .prop_filter("a name of its own", |name| name != "." && name != "..")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn any_names_are_listed_and_found_again(files in prop::collection::btree_map(any_name(), "[a-z]{0,8}", 1..6)) {
        let temp = tempfile::tempdir().expect("a folder");
        let payload = |(path, text): (&String, &String)| Payload {
            path: format!("内容/{path}"),
            content: Content::Bytes(text.clone().into_bytes()),
        };
        let bag = Bag { files: files.iter().map(payload).collect(), ..Bag::default() };
        // Some file systems keep fewer names apart.
        let folder = temp.path().join("bag");
        if let Ok(written) = write(&bag, &folder) {
            prop_assert_eq!(written.files, files.len());
            let manifest = fs::read_to_string(folder.join("manifest-sha512.txt")).expect("there");
            prop_assert_eq!(manifest.lines().count(), files.len());
            prop_assert!(!manifest.contains('\r'));
            let rows: BTreeMap<String, String> = lines::read_manifest(&manifest).expect("readable").into_iter().collect();
            prop_assert_eq!(
                rows.into_keys().collect::<Vec<_>>(),
                files.keys().map(|path| format!("data/内容/{path}")).collect::<Vec<_>>()
            );
        } else {
            prop_assert!(cfg!(not(target_os = "linux")), "not written");
        }
    }

    #[test]
    fn whatever_stands_in_a_manifest_is_read_or_refused(text in "([0-9a-f]{0,4}[ \\t*]{0,3}[a/.%0A\r]{0,6}\n){0,4}|\\PC{0,40}") {
        if let Ok(rows) = lines::read_manifest(&text) {
            prop_assert!(rows.iter().all(|(path, _)| !path.starts_with('/') && !path.split('/').any(|part| part == "..")));
        }
    }

    #[test]
    fn encoding_is_undone_by_decoding(path in "\\PC*|[%0-9A-Fa-f\r\n]*") {
        let encoded = lines::encode(&path);
        prop_assert!(!encoded.contains(['\n', '\r']));
        prop_assert_eq!(lines::decode(&encoded), path);
    }
}
