//! What a build does to its folder, and on a bad day: the machine fails before, during or after, and visitors see a whole
//! site all the same.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::{Run, Site, files, fine};

fn site() -> Site {
    Site::of(&[&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad-sites/base")])
}

fn built() -> Site {
    let site = site();
    fine(&site.build());
    site
}

fn changes(site: &Site) -> Value {
    serde_json::from_str(&site.read(".mulu/changes.json")).unwrap()
}

fn verify(folder: &Path, words: &[&str]) -> Run {
    let site = site();
    let mut all = vec!["--lang", "en", folder.to_str().unwrap()];
    all.extend(words);
    site.run("verify", &all)
}

const ITEM: &str = "content/notice/2024-fangxun.md";

#[test]
fn a_build_says_what_it_changed_and_an_uploader_can_follow() {
    let site = built();
    let first = changes(&site);
    assert_eq!(first["from"], Value::Null);
    assert!(first["new"].as_array().unwrap().iter().any(|path| path == "checksums.txt"));
    let copy = site.out().with_extension("copy");
    let status = Command::new("cp").arg("-r").arg(site.out()).arg(&copy).status().unwrap();
    assert!(status.success());

    site.write(ITEM, site.read(ITEM).replace("立即检查", "马上检查"));
    fine(&site.build());
    let second = changes(&site);
    assert_eq!(second["from"], first["to"]);
    // The uploader does what the file says, and nothing else.
    let lists = |name: &str| -> Vec<String> {
        second[name].as_array().unwrap().iter().map(|path| path.as_str().unwrap().to_owned()).collect()
    };
    assert!(lists("changed").iter().any(|path| path.starts_with("item/")), "{second}");
    for path in lists("new").into_iter().chain(lists("changed")) {
        fs::create_dir_all(copy.join(&path).parent().unwrap()).unwrap();
        fs::copy(site.out().join(&path), copy.join(&path)).unwrap();
    }
    for path in lists("removed") {
        fs::remove_file(copy.join(path)).unwrap();
    }
    assert!(files(&copy) == files(&site.out()));
    fine(&verify(&copy, &[]));

    fine(&site.build());
    let third = changes(&site);
    assert_eq!((&third["from"], &third["to"]), (&second["to"], &second["to"]));
    assert_eq!(third["changed"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_copy_is_compared_file_by_file() {
    let site = built();
    let out = site.out();
    let whole = verify(&out, &[]);
    fine(&whole);
    assert!(whole.err.contains("are all as listed"), "{}", whole.err);

    let page = files(&out).into_keys().find(|path| path.starts_with("item/") && path.ends_with(".html")).unwrap();
    fs::write(out.join("index.html"), "<!DOCTYPE html>").unwrap();
    let text = fs::read_to_string(out.join(&page)).unwrap();
    fs::write(out.join(&page), text.replace("防汛", "放汛")).unwrap();
    fs::remove_file(out.join("feed.xml")).unwrap();
    fs::create_dir_all(out.join("upload")).unwrap();
    fs::write(out.join("upload/shell.php"), "").unwrap();
    let run = verify(&out, &["--format", "json"]);
    assert_eq!(run.status, Some(1));
    let json: Value = serde_json::from_str(&run.out).unwrap();
    let found: Vec<(String, String)> = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| (f["code"].as_str().unwrap().to_owned(), f["path"].as_str().unwrap().to_owned()))
        .collect();
    let expected = [
        ("verify.missing", "feed.xml"),
        ("verify.truncated", "index.html"),
        ("verify.changed", page.as_str()),
        ("verify.extra", "upload/"),
    ];
    assert_eq!(found, expected.map(|(code, path)| (code.to_owned(), path.to_owned())));
    let text = verify(&out, &[]);
    assert!(text.out.contains("cut short") && text.err.contains("4 differences"), "{}{}", text.out, text.err);

    // What is foreign may stay, where somebody says so.
    fine(&site.build());
    let run = verify(&out, &[]);
    assert_eq!(run.status, Some(1), "{}", run.out);
    fine(&verify(&out, &["--allow-extra"]));
    fs::remove_file(out.join("checksums.txt")).unwrap();
    let run = verify(&out, &[]);
    assert_eq!(run.status, Some(1));
    assert!(run.out.contains("verify.list"), "{}", run.out);
    assert_eq!(verify(&out.join("nowhere"), &[]).status, Some(2));
}

/// `sha256sum` is on every Linux, so that an auditor needs nothing of ours.
#[test]
fn anybody_can_check_a_copy() {
    let site = built();
    let check = || Command::new("sha256sum").args(["-c", "--quiet", "checksums.txt"]).current_dir(site.out()).output();
    let Ok(sound) = check() else {
        eprintln!("SKIPPED: there is no sha256sum");
        return;
    };
    assert!(sound.status.success(), "{}", String::from_utf8_lossy(&sound.stderr));
    fs::write(site.out().join("index.html"), "").unwrap();
    assert!(!check().unwrap().status.success());
}

#[test]
fn an_output_in_the_wrong_place_is_refused_and_nothing_is_touched() {
    let site = site();
    let before = files(&site.root());
    site.write("notes.txt", "theirs");
    for (out, said) in [
        (".", "holds the site"),
        ("..", "holds the site"),
        ("content", "other use"),
        ("content/notice/out", "other use"),
        (".mulu", "other use"),
        ("notes.txt", "not a folder"),
        ("notes.txt/public", "not a folder"),
        ("/", "drive"),
    ] {
        let folder = site.root().join(out);
        let run = site.run("build", &["--lang", "en", "--out", folder.to_str().unwrap()]);
        assert_eq!(run.status, Some(2), "{out}: {}{}", run.out, run.err);
        assert!(run.err.contains("file.unwritable"), "{out}: {}", run.err);
        println!("{out}: {said}: {}", run.err);
    }
    site.remove("notes.txt");
    let mut after = files(&site.root());
    after.retain(|path, _| !path.starts_with(".mulu/"));
    assert!(after == before, "something was written");
}

#[test]
fn what_is_foreign_stays_and_is_named() {
    let site = built();
    let out = site.out();
    fs::write(out.join("BingSiteAuth.xml"), "theirs").unwrap();
    fs::create_dir_all(out.join(".git/objects")).unwrap();
    fs::write(out.join(".git/HEAD"), "theirs").unwrap();
    let run = site.build();
    fine(&run);
    assert!(run.err.contains("BingSiteAuth.xml") && run.err.contains(".git/"), "{}", run.err);
    assert!(out.join("BingSiteAuth.xml").exists() && out.join(".git/HEAD").exists());
}
