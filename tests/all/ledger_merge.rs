//! Two people, two branches, one ledger: real git with this program as its merge driver.

use std::path::Path;
use std::process::Command;

use crate::support::{Run, Site};

fn base() -> Site {
    Site::of(&[&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad-sites/base")])
}

fn fine(run: &Run) {
    assert_eq!(run.status, Some(0), "{}{}", run.out, run.err);
}

fn try_git(site: &Site, words: &[&str]) -> (bool, String) {
    let output = Command::new("git")
        .current_dir(site.root())
        .args(["-c", "user.name=某某", "-c", "user.email=a@example.gov.cn", "-c", "core.autocrlf=false"])
        .args(words)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("HOME", site.root())
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&text).into_owned())
}

fn git(site: &Site, words: &[&str]) {
    let (fine, text) = try_git(site, words);
    assert!(fine, "git {words:?}: {text}");
}

fn item(title: &str, day: &str) -> String {
    format!(
        "---\n标题: {title}\n成文日期: {day}\n发布日期: {day}\n主题分类: 综合政务/应急管理\n体裁: 通知\n内容概述: 概述。\n---\n\n{title}。\n"
    )
}

/// A repository with a numbered site.
fn repository() -> Site {
    let site = base();
    site.write(".gitignore", "/public/\n/.mulu/\n");
    git(&site, &["init", "-q", "-b", "main"]);
    fine(&site.run("number", &[]));
    git(&site, &["add", "-A"]);
    git(&site, &["commit", "-qm", "开始"]);
    site
}

fn commit_item(site: &Site, branch: &str, name: &str, day: &str) {
    git(site, &["checkout", "-q", branch]);
    site.write(&format!("content/notice/{name}.md"), item(&format!("关于{name}的通知"), day));
    fine(&site.run("number", &[]));
    git(site, &["add", "-A"]);
    git(site, &["commit", "-qm", name]);
}

fn number_of(site: &Site, name: &str) -> String {
    let text = site.read(&format!("content/notice/{name}.md"));
    text.lines().find_map(|line| line.strip_prefix("索引号: ")).unwrap_or("none").trim_matches('"').to_owned()
}

#[test]
fn two_branches_that_both_numbered_come_together() {
    let site = repository();
    fine(&site.run("ledger", &["merge", "--install"]));
    assert!(site.read(".gitattributes").contains("/ledger.csv merge=mulu-ledger"));
    let again = site.run("ledger", &["merge", "--install", "--lang", "en"]);
    assert!(again.err.contains("has the line already"), "{}", again.err);
    git(&site, &["add", "-A"]);
    git(&site, &["commit", "-qm", "合并方式"]);
    git(&site, &["branch", "other"]);
    commit_item(&site, "main", "jia", "2024-06-02");
    commit_item(&site, "other", "yi", "2024-06-01");
    assert_eq!(number_of(&site, "yi"), "900010028/2024-00003");
    git(&site, &["checkout", "-q", "main"]);
    assert_eq!(number_of(&site, "jia"), "900010028/2024-00003");
    let (merged, text) = try_git(&site, &["merge", "-q", "other", "-m", "合并"]);
    assert!(merged, "{text}");
    assert!(text.contains("900010028/2024-00003") && text.contains("mulu number --mend"), "{text}");
    let stopped = site.build();
    assert!(stopped.status == Some(1) && stopped.err.contains("number.duplicate"), "{}", stopped.err);
    let ledger = site.read("ledger.csv");
    let dry = site.run("number", &["--mend", "--dry-run", "--lang", "en"]);
    fine(&dry);
    assert!(dry.err.contains("jia.md: 900010028/2024-00003 became 900010028/2024-00004"), "{}", dry.err);
    assert_eq!((number_of(&site, "jia").as_str(), site.read("ledger.csv")), ("900010028/2024-00003", ledger));
    fine(&site.run("number", &["--mend"]));
    assert_eq!(number_of(&site, "yi"), "900010028/2024-00003", "the older item keeps it");
    assert_eq!(number_of(&site, "jia"), "900010028/2024-00004");
    fine(&site.build());
    for words in [&["--mend", "--lang", "en"][..], &["--mend", "--dry-run", "--lang", "en"]] {
        let again = site.run("number", words);
        assert!(again.err.contains("no number stands in two files"), "{}", again.err);
    }
    fine(&site.run("ledger", &["verify"]));
}

#[test]
fn a_ledger_merged_as_text_is_put_in_order() {
    let site = repository();
    git(&site, &["branch", "other"]);
    commit_item(&site, "main", "jia", "2024-06-02");
    commit_item(&site, "other", "yi", "2024-06-01");
    git(&site, &["checkout", "-q", "main"]);
    let (merged, _) = try_git(&site, &["merge", "-q", "other", "-m", "合并"]);
    assert!(!merged, "git alone cannot merge it");
    assert!(site.read("ledger.csv").contains("<<<<<<<"));
    let stopped = site.build();
    assert!(stopped.err.contains("number --mend"), "the message says what helps: {}", stopped.err);
    let mended = site.run("number", &["--mend", "--lang", "en"]);
    fine(&mended);
    assert!(mended.err.contains("of two branches"), "{}", mended.err);
    let numbers = [number_of(&site, "yi"), number_of(&site, "jia")];
    assert_eq!(numbers, ["900010028/2024-00003", "900010028/2024-00004"]);
    fine(&site.build());
}

#[test]
fn a_side_that_cannot_be_read_leaves_ours_alone() {
    let site = repository();
    let whole = site.read("ledger.csv");
    site.write("base.csv", &whole);
    site.write("theirs.csv", whole.replace("900010028/2024-00002", "1.1E+17"));
    let path = |name: &str| site.root().join(name).to_str().unwrap().to_owned();
    let words = [path("base.csv"), path("ledger.csv"), path("theirs.csv")];
    let run = site.run("ledger", &["merge", &words[0], &words[1], &words[2], "--lang", "en"]);
    assert_eq!(run.status, Some(1), "{}", run.err);
    assert!(run.err.contains("ledger.mangled") && run.err.contains("theirs.csv"), "{}", run.err);
    assert_eq!(site.read("ledger.csv"), whole);
}

#[test]
fn a_ledger_that_lost_its_end_is_noticed_in_a_fresh_clone() {
    let site = repository();
    fine(&site.run("build", &[]));
    commit_item(&site, "main", "夏收", "2024-06-03");
    fine(&site.run("build", &[]));
    fine(&site.run("seal", &[]));
    git(&site, &["add", "-A"]);
    git(&site, &["commit", "-qm", "已上网"]);
    let whole = site.read("ledger.csv");
    // A clone has no `.mulu`.
    site.remove(".mulu");
    site.remove("public");
    let verified = site.run("ledger", &["verify"]);
    fine(&verified);
    let cut: String = whole.split_inclusive('\n').take(whole.lines().count() - 1).collect();
    site.write("ledger.csv", &cut);
    site.remove("content/notice/夏收.md");
    git(&site, &["add", "-A"]);
    git(&site, &["commit", "-qm", "末行丢了"]);
    for command in ["check", "build"] {
        let run = site.run(command, &[]);
        assert_eq!(run.status, Some(1), "{command}: {}{}", run.out, run.err);
        assert!(run.out.contains("ledger.lost_rows") || run.err.contains("ledger.lost_rows"), "{}{}", run.out, run.err);
    }
    let verified = site.run("ledger", &["verify"]);
    assert_eq!(verified.status, Some(1));
    assert!(verified.out.contains("00003") && verified.out.contains("git show"), "{}", verified.out);
    // A row whose number a file still carries comes back, but not as one that is online.
    site.write(
        "content/notice/夏收.md",
        item("关于夏收的通知", "2024-06-03").replacen("---\n", "---\n索引号: 900010028/2024-00003\n", 1),
    );
    assert_eq!(site.run("build", &[]).status, Some(1));
    // On purpose: the file is deleted first.
    site.remove("ledger.csv");
    git(&site, &["add", "-A"]);
    git(&site, &["commit", "-qm", "重新开始"]);
    site.remove(".mulu");
    fine(&site.run("build", &[]));
}
