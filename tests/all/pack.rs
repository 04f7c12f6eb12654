//! Copies of the site: for a memory stick, a touch screen, another server.

use std::fs;
use std::path::Path;

use crate::support::{Run, Site, files};

fn site() -> Site {
    let site = Site::of(&[Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bad-sites/base"))]);
    let built = site.run("build", &[]);
    assert_eq!(built.status, Some(0), "{}", built.err);
    site
}

/// Packs the site that was built beside its sources.
fn pack(site: &Site, words: &[&str]) -> Run {
    site.run("pack", words)
}

fn fine(run: &Run) {
    assert_eq!(run.status, Some(0), "{}{}", run.out, run.err);
}

#[test]
fn a_stick_holds_the_site_byte_for_byte_and_can_be_checked() {
    let site = site();
    fine(&pack(&site, &["--usb", "--zip", "--lang", "zh"]));
    let copy = files(&site.root().join("pack/usb"));
    let built = files(&site.root().join("public"));
    for (path, bytes) in &built {
        assert_eq!(copy.get(&format!("site/{path}")), Some(bytes), "{path}");
    }
    let names: Vec<&str> = copy.keys().map(String::as_str).filter(|path| !path.starts_with("site/")).collect();
    assert_eq!(names, ["checksums.txt", "打开目录.html", "说明.txt"]);
    let index = built.keys().filter(|path| path.starts_with("search/") && path.ends_with(".bin"));
    for path in index {
        assert!(copy.contains_key(&format!("site/{}.js", path.trim_end_matches(".bin"))), "{path} has no script");
    }
    let start = String::from_utf8(copy["打开目录.html"].clone()).unwrap();
    assert!(start.contains("截至2026年11月23日") && start.contains("href=\"site/index.html\""), "{start}");
    for what in ["pack/usb", "pack/usb-2026-11-23.zip"] {
        fine(&site.run("verify", &[site.root().join(what).to_str().unwrap()]));
    }
    fs::write(site.root().join("pack/usb/site/index.html"), "").unwrap();
    assert_eq!(site.run("verify", &[site.root().join("pack/usb").to_str().unwrap()]).status, Some(1));
}

#[test]
fn the_same_site_packed_again_has_the_same_bytes() {
    let site = site();
    for words in [["--usb", "--zip"], ["--kiosk", "--zip"], ["--zip", "--quiet"]] {
        fine(&pack(&site, &words));
    }
    let first = files(&site.root().join("pack"));
    assert_eq!(first.keys().filter(|path| path.ends_with(".zip")).count(), 3);
    fs::remove_dir_all(site.root().join("pack")).unwrap();
    for words in [["--usb", "--zip"], ["--kiosk", "--zip"], ["--zip", "--quiet"]] {
        fine(&pack(&site, &words));
    }
    assert!(first == files(&site.root().join("pack")), "the second differs");
}

#[test]
fn packing_seals_unless_it_is_only_for_a_look() {
    let site = site();
    let sealed = || site.read("ledger.csv").lines().filter(|line| line.contains("sha256:")).count();
    fine(&pack(&site, &["--usb", "--no-seal"]));
    assert_eq!(sealed(), 0);
    assert!(
        files(&site.root().join("pack/usb"))
            .values()
            .any(|bytes| String::from_utf8_lossy(bytes).contains("只供内部试看"))
    );
    fine(&pack(&site, &["--usb"]));
    assert_eq!(sealed(), 2);
    assert!(
        !files(&site.root().join("pack/usb"))
            .values()
            .any(|bytes| String::from_utf8_lossy(bytes).contains("只供内部试看"))
    );
}

#[test]
fn what_is_not_built_as_it_is_now_is_not_packed() {
    let site = site();
    let said = pack(&site, &["--lang", "en"]);
    assert_eq!((said.status, said.err.contains("--usb")), (Some(2), true), "{}", said.err);
    let path = "content/notice/2024-fangxun.md";
    site.write(path, site.read(path) + "\n又及。\n");
    let said = pack(&site, &["--usb", "--lang", "en"]);
    assert_eq!((said.status, said.err.contains("(1 item)")), (Some(1), true), "{}", said.err);
    site.remove("public");
    let said = pack(&site, &["--usb", "--lang", "en"]);
    assert_eq!((said.status, said.err.contains("mulu build")), (Some(2), true), "{}", said.err);
    assert!(!site.root().join("pack").exists());
}

#[test]
fn a_touch_screen_has_no_way_out() {
    let site = site();
    let path = "content/notice/2024-fangxun.md";
    site.write(path, site.read(path) + "\n见[政府网](https://www.gov.cn/)，或者写信给 <mailto:a@example.invalid>。\n");
    fine(&site.run("build", &[]));
    fine(&pack(&site, &["--kiosk", "--idle", "45"]));
    let mut pages = 0;
    for (path, bytes) in files(&site.root().join("pack/kiosk/site")) {
        if !path.ends_with(".html") {
            continue;
        }
        pages += 1;
        let html = String::from_utf8(bytes).unwrap();
        for link in html.split("<a ").skip(1) {
            let tag = link.split('>').next().unwrap();
            assert!(!tag.contains("://") && !tag.contains("mailto:") && !tag.contains("tel:"), "{path}: <a {tag}>");
        }
        assert!(html.contains("data-idle=\"45\""), "{path}");
    }
    assert!(pages > 20);
}
