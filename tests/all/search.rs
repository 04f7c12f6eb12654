//! `mulu search`: what is found, how it is shown, and what is said where nothing is.

use std::path::Path;

use serde_json::Value;

use crate::support::{Run, Site, fine};

/// A built site of three items.
fn built() -> Site {
    let site = Site::of(&[&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad-sites/base")]);
    let item = |name: &str, front: &str, body: &str| {
        let common = "topic: 综合政务/政务公开\nstatus: 已发布\nmode: 主动公开\n";
        site.write(&format!("content/notice/{name}.md"), format!("---\n{front}\n{common}---\n\n{body}\n"));
    };
    item(
        "one",
        "title: 农村宅基地管理办法\ngenre: 规范性文件\ndoc_no: 青政发〔2024〕5号\ncreated: 2024-03-01\npublished: 2024-03-05",
        "第一条 为了规范**宅基地**审批，制定本办法。\n\n公示不少于七日。",
    );
    item(
        "two",
        "title: 宅基地审批公示\ngenre: 公告\ncreated: 2025-04-01\npublished: 2025-04-02",
        "现将一批申请予以公布。",
    );
    item("three", "title: 防汛值班安排\ngenre: 通知\ncreated: 2025-06-01\npublished: 2025-06-02", "各村做好防汛工作。");
    let built = site.run("build", &["--out", site.out().to_str().unwrap()]);
    assert_eq!(built.status, Some(0), "{}{}", built.out, built.err);
    site
}

fn search(site: &Site, words: &[&str]) -> Run {
    let out = site.out();
    site.run("search", &[&["--out", out.to_str().unwrap(), "--lang", "zh"], words].concat())
}

/// The titles found, by `--format json`.
fn titles(site: &Site, words: &[&str]) -> Vec<String> {
    let run = search(site, &[&["--format", "json"], words].concat());
    assert_eq!(run.status, Some(0), "{}", run.err);
    let answer: Value = serde_json::from_str(&run.out).unwrap();
    let titles: Vec<String> =
        answer["results"].as_array().unwrap().iter().map(|hit| hit["title"].as_str().unwrap().to_owned()).collect();
    assert_eq!(answer["total"].as_u64().unwrap(), titles.len() as u64);
    if answer["exact"].as_bool().unwrap() { titles } else { Vec::new() }
}

#[test]
fn results_are_shown_with_all_that_tells_them_apart() {
    let site = built();
    let run = search(&site, &["宅基地", "公示", "--sort", "oldest"]);
    assert_eq!(run.status, Some(0));
    insta::assert_snapshot!(format!("{}{}", run.err, run.out));
    let near = search(&site, &["农村宅地基管理"]);
    insta::assert_snapshot!(format!("{}{}", near.err, near.out));
}

#[test]
fn queries_of_every_form_are_understood() {
    let site = built();
    let (one, two) = ("农村宅基地管理办法", "宅基地审批公示");
    assert_eq!(titles(&site, &["宅基地", "--sort", "newest"]), [two, one]);
    assert_eq!(titles(&site, &["宅基地", "-公告", "-防汛", "--sort", "oldest"]), [one, two]);
    assert_eq!(titles(&site, &["宅基地", "-公示"]), [""; 0]);
    assert_eq!(titles(&site, &["標題：公示"]), [two], "a field's name in any script");
    assert_eq!(titles(&site, &["--", "Title:公示"]), [two]);
    let others = titles(&site, &["-宅基地", "--limit", "100"]);
    assert!(
        others.iter().any(|title| title == "防汛值班安排") && !others.iter().any(|title| title == one || title == two)
    );
    assert_eq!(titles(&site, &["标题：公示"]), [two]);
    assert_eq!(titles(&site, &["規範宅基地審批"]), [one], "over a mark, in traditional characters");
    assert_eq!(titles(&site, &["青政发[2024]5号"]), [one]);
    assert_eq!(titles(&site, &["文号:(２０２４)"]), [one]);
    assert_eq!(titles(&site, &["\"第一条 为了\""]), [one]);
    assert_eq!(titles(&site, &["宅基地", "--year", "2025"]), [two]);
    assert_eq!(titles(&site, &["宅基地", "--genre", "规范性文件", "--genre", "公告"]).len(), 2);
    assert_eq!(titles(&site, &["--year", "2025", "--sort", "oldest"]), [two, "防汛值班安排"]);
}

#[test]
fn what_is_wrong_is_said() {
    let site = built();
    let none = search(&site, &["qzxv"]);
    assert_eq!((none.status, none.out.as_str()), (Some(0), ""));
    assert!(none.err.contains("没有找到包含“qzxv”的信息"), "{}", none.err);
    let unknown = search(&site, &["宅基地", "--year", "1901"]);
    assert_eq!(unknown.status, Some(2));
    assert!(unknown.err.contains("1901") && unknown.err.contains("2025"), "{}", unknown.err);
    let option = search(&site, &["宅基地", "--limi", "3"]);
    assert_eq!(option.status, Some(2));
    assert!(option.err.contains("--limi"), "{}", option.err);
    let beyond = search(&site, &["宅基地", "--page", "9"]);
    assert!(beyond.err.contains("共找到 2 条"), "{}", beyond.err);
    let no_limit = search(&site, &["宅基地", "--limit", "0"]);
    assert_eq!(no_limit.status, Some(2));
    assert!(no_limit.err.contains("--limit") && !no_limit.err.contains("没有这么多页"), "{}", no_limit.err);
    // A damaged index gives no answer, not a wrong one.
    let terms = std::fs::read_dir(site.out().join("search/terms")).unwrap().map(|entry| entry.unwrap().path());
    for path in terms {
        let bytes = std::fs::read(&path).unwrap();
        std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    }
    let damaged = search(&site, &["宅基地"]);
    assert_eq!((damaged.status, damaged.out.as_str()), (Some(2), ""));
    assert!(damaged.err.contains("search/terms/") && damaged.err.contains("已损坏"), "{}", damaged.err);
    let root = site.out().join("search/root.bin");
    let bytes = std::fs::read(&root).unwrap();
    for (at, value, said) in [
        (0, b'?', "search/root.bin 不是检索数据。请重新运行 mulu build。"),
        (3, 1, "检索数据的格式是第 1 版"),
        (9, !bytes[9], "检索数据中的 search/root.bin 已损坏"),
    ] {
        let mut changed = bytes.clone();
        changed[at] = value;
        std::fs::write(&root, changed).unwrap();
        let run = search(&site, &["宅基地"]);
        assert!(run.err.contains(said) && !run.err.contains("search index"), "{}", run.err);
    }
    std::fs::write(&root, &bytes[..4]).unwrap();
    let cut = search(&site, &["宅基地"]);
    assert!(cut.err.contains("search/root.bin 不完整"), "{}", cut.err);
    std::fs::remove_file(&root).unwrap();
    let gone = search(&site, &["宅基地"]);
    assert!(gone.err.contains("检索数据缺少文件 search/root.bin"), "{}", gone.err);
}

#[test]
fn the_settings_of_the_search_stand_in_the_starters_file_and_work() {
    let site = Site::of(&[&Path::new(env!("CARGO_MANIFEST_DIR")).join("starter")]);
    let toml = site.read("site.toml");
    let with =
        toml.replace("# [search]\n# offline = true\n# native = true\n", "[search]\noffline = true\nnative = true\n");
    assert_ne!(with, toml, "they stand there as comments");
    site.write("site.toml", with.as_bytes());
    fine(&site.build());
    assert!(site.out().join("search/root.js").is_file(), "every file once more as a script");
    let native = site.root().join(".mulu/tantivy");
    assert!(native.join("meta.json").is_file());
    // What is no longer asked for goes; what is beside it stays.
    site.write(".mulu/tantivy-of-ours/note.txt", b"kept");
    site.write("site.toml", toml.as_bytes());
    fine(&site.build());
    assert!(!native.exists() && site.root().join(".mulu/tantivy-of-ours/note.txt").is_file());
    assert!(!site.out().join("search/root.js").exists());
    // A folder that is not the engine's is left alone.
    site.write(".mulu/tantivy/note.txt", b"kept");
    fine(&site.build());
    assert!(native.join("note.txt").is_file());
}
