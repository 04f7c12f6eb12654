//! Whole sites, from the office's files to the finished folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{Site, files, fine};

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The index numbers of the ledger's rows that are on the site.
fn numbers(site: &Site) -> BTreeSet<String> {
    let ledger = site.read("ledger.csv");
    let rows = ledger.lines().skip(1).filter(|row| row.contains(",published,") || row.contains(",withdrawn,"));
    rows.map(|row| row.split(',').nth(1).unwrap().trim_matches('"').to_owned()).collect()
}

#[test]
fn the_township_builds_without_a_word_and_a_second_build_writes_nothing() {
    let site = Site::township();
    let before = files(&site.root());
    let first = site.build();
    fine(&first);
    assert!(!first.err.contains("warning"), "{}", first.err);
    assert_eq!(files(&site.root().join("content")), {
        let content: BTreeMap<String, Vec<u8>> = before
            .iter()
            .filter_map(|(name, bytes)| Some((name.strip_prefix("content/")?.to_owned(), bytes.clone())))
            .collect();
        content
    });
    let built = files(&site.out());
    let stamps = |folder: &Path| -> BTreeMap<PathBuf, std::time::SystemTime> {
        files(folder)
            .keys()
            .map(|name| (folder.join(name), fs::metadata(folder.join(name)).unwrap().modified().unwrap()))
            .collect()
    };
    let times = stamps(&site.out());
    fine(&site.build());
    assert_eq!(files(&site.out()), built);
    assert_eq!(stamps(&site.out()), times, "an unchanged file was written again");
    assert!(fs::read(site.root().join("ledger.csv")).unwrap() == before["ledger.csv"], "a number was given");
}

#[test]
fn every_number_of_the_township_has_its_page() {
    let site = Site::township();
    fine(&site.build());
    let numbers = numbers(&site);
    assert!(numbers.len() >= 80, "{}", numbers.len());
    for number in &numbers {
        let page = site.out().join(format!("item/{number}.html"));
        let text = fs::read_to_string(&page).unwrap_or_else(|_| panic!("{} is missing", page.display()));
        assert!(text.contains(number.as_str()), "{number} does not stand on its page");
    }
    let pages =
        files(&site.out()).into_keys().filter(|name| name.starts_with("item/") && name.ends_with(".html")).count();
    assert_eq!(pages, numbers.len());
}

#[test]
fn what_is_not_public_leaves_no_trace() {
    let site = Site::township();
    let front = |status: &str, mode: &str, extra: &str| {
        format!(
            "---\n标题: 秘标题甲{status}{mode}\n主题分类: 综合政务/政务公开\n体裁: 通知\n成文日期: 2026-03-02\n发布日期: 2026-03-03\n\
             公开方式: {mode}\n状态: {status}\n内容概述: 秘概述乙。\n关键词: 秘词丙\n{extra}---\n\n秘正文丁。![秘图](秘图.png)\n"
        )
    };
    let png = b"\x89PNG\r\n\x1a\n0000";
    let cases = [
        ("草稿", "主动公开", ""),
        ("内部", "主动公开", ""),
        ("已发布", "不予公开", "不予公开理由: R16-1\n下次复核: 2027-03-01\n"),
        ("已发布", "主动公开", ""), // without a review, in the township preset
    ];
    for (at, (status, mode, extra)) in cases.iter().enumerate() {
        let folder = format!("content/guide/secret-{at}");
        site.write(&format!("{folder}/index.md"), front(status, mode, extra));
        site.write(&format!("{folder}/秘附件戊{at}.txt"), format!("秘附文己{at}"));
        site.write(&format!("{folder}/秘图.png"), png);
    }
    fine(&site.build());
    for (name, bytes) in files(&site.out()) {
        let text = String::from_utf8_lossy(&bytes);
        for word in ["秘标题甲", "秘概述乙", "秘词丙", "秘正文丁", "秘附件戊", "秘附文己", "secret-", "党政办经办人"]
        {
            assert!(!text.contains(word) && !name.contains(word), "{word} reached {name}");
        }
    }
    for word in ["秘标题甲", "秘概述乙", "秘正文丁", "秘附文己", "秘词丙"] {
        let out = site.out();
        let found = site.run("search", &["--lang", "en", "--out", out.to_str().unwrap(), word]);
        fine(&found);
        // What comes near may be shown, and says nothing of it.
        let none = ["nothing contains", "no item contains"].iter().any(|words| found.err.contains(words));
        assert!(none && !found.out.contains(word), "{word}: {}{}", found.out, found.err);
    }
}

#[test]
fn numbers_stay_when_files_move_and_never_come_back() {
    let site = Site::township();
    let item = "content/rules/probe.md";
    let text = "---\ntitle: 关于试编索引号的通知\ntopic: 综合政务/政务公开\ngenre: 通知\ncreated: 2026-11-02\npublished: 2026-11-04\n\
                review:\n  drafted: {by: 经办人, date: 2026-11-02}\n  department: {by: 科室负责人, date: 2026-11-03, opinion: 同意}\n  \
                office: {by: 办公室, date: 2026-11-03, opinion: 同意}\n  approved: {by: 分管领导, date: 2026-11-03, opinion: 同意}\n  \
                conclusion: 主动公开\n---\n\n正文。\n";
    site.write(item, text);
    fine(&site.build());
    let numbered = site.read(item);
    let line = numbered.lines().find(|line| line.starts_with("index_no:")).expect("a number was given").to_owned();
    assert_eq!(numbered.replace(&format!("{line}\n"), ""), text, "another byte was touched");

    site.remove(item);
    site.write("content/rules/moved.md", &numbered);
    fine(&site.build());
    assert!(site.read("content/rules/moved.md").contains(&line), "the number went with the file");

    site.remove("content/rules/moved.md");
    fine(&site.build());
    site.write(item, text);
    fine(&site.build());
    let again = site.read(item);
    assert!(again.contains("index_no:") && !again.contains(&line), "a number was given twice: {again}");
}

#[test]
fn a_locked_build_gives_no_number() {
    let site = Site::township();
    let ledger = site.read("ledger.csv");
    let any = files(&site.root().join("content"))
        .into_keys()
        .find(|name| name.starts_with("rules/") && name.ends_with(".md"))
        .unwrap();
    let path = format!("content/{any}");
    let text = site.read(&path);
    let bare: String = text
        .lines()
        .filter(|line| !line.starts_with("索引号") && !line.starts_with("index_no"))
        // Another text than the one that was reviewed.
        .filter(|line| !line.trim_start().starts_with("内容摘要值"))
        .map(|line| format!("{line}\n"))
        .collect();
    site.write("content/rules/bare.md", bare.replacen("标题: ", "标题: 另件", 1).replacen("title: ", "title: 另件", 1));
    let out = site.out();
    let run = site.run("build", &["--lang", "en", "--locked", "--out", out.to_str().unwrap()]);
    assert_eq!(run.status, Some(1), "{}", run.err);
    assert!(run.err.contains("number.locked"), "{}", run.err);
    assert_eq!(site.read("ledger.csv"), ledger);
    assert!(!site.out().join("index.html").exists());
}

#[test]
fn a_new_site_builds_without_a_finding() {
    let site = Site::of(&[]);
    let root = site.root();
    let made = Command::new(env!("CARGO_BIN_EXE_mulu")).arg("init").arg(&root).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let checked = site.run("check", &["--lang", "en"]);
    fine(&checked);
    assert!(checked.out.is_empty() || checked.out.contains("nothing wrong"), "{}", checked.out);
    fine(&site.build());
    let again = Command::new(env!("CARGO_BIN_EXE_mulu")).arg("init").arg(&root).output().unwrap();
    assert_eq!(again.status.code(), Some(2), "a site is never made over another");
}

#[test]
fn the_corpus_builds_whole_and_twice_the_same() {
    let maker = repository().join("../shared/corpus/make_site.py");
    if !maker.exists() {
        eprintln!("SKIPPED: the corpus of real documents is not beside the repository");
        return;
    }
    let site = Site::of(&[]);
    let made =
        Command::new("python3").arg(&maker).arg(site.root()).args(["--split", "--items", "1500"]).status().unwrap();
    assert!(made.success());
    fine(&site.build());
    assert_eq!(numbers(&site).len(), 1500);
    let first = files(&site.out());
    let pages = first.keys().filter(|name| name.starts_with("item/") && name.ends_with(".html")).count();
    assert_eq!(pages, 1500);
    fs::remove_dir_all(site.out()).unwrap();
    let ledger = site.read("ledger.csv");
    fine(&site.build());
    assert_eq!(site.read("ledger.csv"), ledger);
    assert!(files(&site.out()) == first, "two builds differ");
}
