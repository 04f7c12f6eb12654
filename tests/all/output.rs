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
        (".", "folder of the site"),
        ("..", "folder of the site"),
        ("content", "something else"),
        ("content/notice/out", "something else"),
        (".mulu", "something else"),
        ("notes.txt", "not a folder"),
        ("notes.txt/public", "not a folder"),
        ("/", "whole drive"),
    ] {
        let folder = site.root().join(out);
        let run = site.run("build", &["--lang", "en", "--out", folder.to_str().unwrap()]);
        assert_eq!(run.status, Some(2), "{out}: {}{}", run.out, run.err);
        assert!(run.err.contains("file.unwritable"), "{out}: {}", run.err);
        assert!(run.err.contains(said), "{out}: {}", run.err);
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

/// A folder that must hold a file, with somebody's things in it.
#[test]
fn a_folder_of_others_where_a_page_belongs_stops_the_build() {
    let site = site();
    fs::create_dir_all(site.out().join("index.html")).unwrap();
    fs::write(site.out().join("index.html/theirs.txt"), "theirs").unwrap();
    let run = site.build();
    assert_eq!(run.status, Some(2), "{}", run.err);
    assert!(run.err.contains("index.html/theirs.txt") && run.err.contains("untouched"), "{}", run.err);
    assert_eq!(files(&site.out()).len(), 1);
}

/// A limit on the length of files: what a quota, or a disk that fails in the midst of a file, looks like.
#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written_whole_leaves_the_old_site() {
    let site = built();
    let before = files(&site.out());
    site.write(ITEM, site.read(ITEM).replace("立即检查", "马上检查"));
    let output = Command::new("bash")
        .args([
            "-c",
            "trap '' XFSZ; ulimit -f 4; exec \"$@\"",
            "sh",
            env!("CARGO_BIN_EXE_mulu"),
            "build",
            "--lang",
            "en",
        ])
        .arg("--root")
        .arg(site.root())
        .arg("--out")
        .arg(site.out())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("file.unwritable") && said.contains("untouched"), "{said}");
    assert!(files(&site.out()) == before, "the old site was touched");
    fine(&site.build());
    fine(&verify(&site.out(), &[]));
}

/// A small disk of its own, gone with the value.
#[cfg(target_os = "linux")]
struct SmallDisk(std::path::PathBuf);

#[cfg(target_os = "linux")]
impl SmallDisk {
    fn mount(at: &Path) -> Option<Self> {
        fs::create_dir_all(at).unwrap();
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", "size=2m", "none"]).arg(at).output();
        if mount.is_ok_and(|output| output.status.success()) {
            return Some(Self(at.to_path_buf()));
        }
        eprintln!("SKIPPED: only root can mount a small disk");
        None
    }

    fn remount(&self, options: &str) {
        let options = format!("remount,{options}");
        assert!(Command::new("mount").args(["-o", &options]).arg(&self.0).status().unwrap().success());
    }

    fn fill(&self) {
        // Writes until nothing more fits.
        let _ = fs::write(self.0.join("filler"), vec![0; 4 << 20]);
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_or_read_only_disk_leaves_the_old_site() {
    let site = site();
    let place = site.out().with_extension("disk");
    let Some(disk) = SmallDisk::mount(&place) else { return };
    let out = place.join("public");
    let build = || site.run("build", &["--lang", "en", "--out", out.to_str().unwrap()]);
    fine(&build());
    let before = files(&out);
    site.write(ITEM, site.read(ITEM).replace("立即检查", "马上检查"));

    disk.fill();
    let full = build();
    assert_eq!(full.status, Some(2), "{}", full.err);
    assert!(full.err.contains("disk is full") && full.err.contains("untouched"), "{}", full.err);
    assert!(files(&out) == before, "the old site was touched");

    fs::remove_file(place.join("filler")).unwrap();
    disk.remount("ro");
    let locked = build();
    assert_eq!(locked.status, Some(2), "{}", locked.err);
    assert!(locked.err.contains("read-only") && locked.err.contains("untouched"), "{}", locked.err);

    disk.remount("rw");
    fine(&build());
    assert!(files(&out) != before);
    fine(&verify(&out, &[]));
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_of_somebody_else_leaves_the_old_site() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = built();
    let before = files(&site.out());
    site.write(ITEM, site.read(ITEM).replace("立即检查", "马上检查"));
    // Everybody may do everything, but not in the folders of the output.
    let open = Command::new("chmod").args(["-R", "a+rwX"]).arg(site.root().parent().unwrap()).status().unwrap();
    assert!(open.success());
    let folders =
        || walkdir::WalkDir::new(site.out()).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_dir());
    let set =
        |mode: u32| folders().for_each(|f| fs::set_permissions(f.path(), fs::Permissions::from_mode(mode)).unwrap());
    set(0o555);
    let output = Command::new("setpriv")
        .args(["--reuid=65534", "--regid=65534", "--clear-groups", env!("CARGO_BIN_EXE_mulu"), "build", "--lang", "en"])
        .arg("--root")
        .arg(site.root())
        .arg("--out")
        .arg(site.out())
        .output();
    set(0o777);
    let Ok(output) = output else {
        eprintln!("SKIPPED: there is no setpriv");
        return;
    };
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("setpriv:") {
        eprintln!("SKIPPED: only root can be somebody else: {said}");
        return;
    }
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("may not write there") && said.contains("untouched"), "{said}");
    assert!(files(&site.out()) == before, "the old site was touched");
}
