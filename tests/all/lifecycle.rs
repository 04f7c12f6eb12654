//! What happens to an item after it was put online, by the commands that record it.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use crate::support::{Run, Site};

/// A day after every sealing that a test does.
const LATER: &str = "2099-06-01";
const FLOOD: &str = "content/notice/2024-fangxun.md";

fn base() -> Site {
    Site::of(&[&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad-sites/base")])
}

fn fine(run: &Run) {
    assert_eq!(run.status, Some(0), "{}{}", run.out, run.err);
}

fn later(site: &Site, command: &str, words: &[&str]) -> Run {
    site.run_on(LATER, command, &[words, &["--lang", "en"]].concat())
}

fn build(site: &Site) -> Run {
    let out = site.out();
    later(site, "build", &["--out", out.to_str().unwrap()])
}

fn build_and_seal(site: &Site) {
    fine(&build(site));
    let out = site.out();
    fine(&later(site, "seal", &["--out", out.to_str().unwrap()]));
}

/// The lines that the command put in or took out.
fn changes(before: &str, after: &str) -> Vec<String> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let gone = old.iter().filter(|line| !new.contains(line)).map(|line| format!("-{line}"));
    let come = new.iter().filter(|line| !old.contains(line)).map(|line| format!("+{line}"));
    gone.chain(come).collect()
}

/// Every file below a folder, decompressed where it is compressed.
fn texts(folder: &Path, out: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts(&path, out);
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        let name = path.display().to_string();
        let mut plain = Vec::new();
        if flate2::read::MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut plain).is_ok() {
            out.push((format!("{name} (gzip)"), plain));
        }
        if let Ok(mut zip) = zip::ZipArchive::new(std::io::Cursor::new(&bytes)) {
            for at in 0..zip.len() {
                let mut part = zip.by_index(at).unwrap();
                let mut plain = Vec::new();
                part.read_to_end(&mut plain).unwrap();
                out.push((format!("{name}: {}", part.name().unwrap()), plain));
            }
        }
        out.push((name, bytes));
    }
}

#[test]
fn a_withdrawal_leaves_the_page_and_takes_the_rest() {
    let site = base();
    build_and_seal(&site);
    let number = site.read(FLOOD).lines().find_map(|line| line.strip_prefix("index_no: ").map(str::to_owned)).unwrap();
    let number = number.trim_matches('"');
    let before = site.read(FLOOD);
    let words = ["withdraw", number, "--reason", "信息重复发布"];
    let dry = later(&site, words[0], &[&words[1..], &["--dry-run"]].concat());
    fine(&dry);
    assert!(dry.out.contains("+status: withdrawn"), "{}", dry.out);
    assert_eq!(site.read(FLOOD), before, "a dry run writes nothing");
    fine(&later(&site, words[0], &words[1..]));
    let after = site.read(FLOOD);
    let expected = ["+status: withdrawn", "+withdrawn:", "+  date: 2099-06-01", "+  reason: 信息重复发布"];
    assert_eq!(changes(&before, &after), expected);
    let again = later(&site, words[0], &words[1..]);
    assert_eq!(again.status, Some(1));
    assert!(again.err.contains("is withdrawn already"), "{}", again.err);
    build_and_seal(&site);
    let page = fs::read_to_string(site.out().join("item").join(format!("{number}.html"))).unwrap();
    assert!(page.contains("信息重复发布") && page.contains("2099-06-01") && page.contains("防汛备汛"));
    assert!(!page.contains("水库"), "the text is gone");
    assert!(site.read("ledger.csv").contains(",withdrawn,"));
}

#[test]
fn where_the_title_has_to_go_no_byte_of_it_is_left() {
    let site = base();
    let secret = "张某某低保";
    let text = site.read(FLOOD).replace("2024年防汛备汛工作", secret);
    site.write(FLOOD, &text);
    let other = "---\ntitle: 关于别的事的通知\ncreated: 2024-05-09\npublished: 2024-05-11\ntopic: 综合政务/应急管理\ngenre: 通知\nsummary: 别的。\n---\n\n正文。\n";
    site.write("content/notice/other.md", other);
    build_and_seal(&site);
    let mut found = Vec::new();
    texts(&site.out(), &mut found);
    for kind in [".html", ".xml", ".json", ".csv"] {
        assert!(
            found.iter().any(|(name, bytes)| name.ends_with(kind) && holds(bytes, secret)),
            "it was in {kind} before"
        );
    }
    assert!(search(&site, secret).err.contains("1 found"));
    let title = "一则通知（已撤回）";
    fine(&later(&site, "withdraw", &[FLOOD, "--reason", "涉及个人隐私", "--title", title]));
    fine(&build(&site));
    let mut found = Vec::new();
    texts(&site.out(), &mut found);
    found.push(("ledger.csv".into(), site.read("ledger.csv").into_bytes()));
    for (name, bytes) in &found {
        assert!(!holds(bytes, secret), "{name}");
    }
    // The shards are coded, so they are asked.
    assert!(is_nowhere(&search(&site, secret)));
    assert!(is_nowhere(&search(&site, "检查水库")), "its text is gone, too");
    assert!(search(&site, "一则通知").err.contains("1 found"));
    assert!(site.read("ledger.csv").contains(title));
    assert!(found.iter().any(|(name, bytes)| name.ends_with(".html") && holds(bytes, title)));
}

fn search(site: &Site, words: &str) -> Run {
    let out = site.out();
    later(site, "search", &["--out", out.to_str().unwrap(), words])
}

/// Whether no item contains the words, though some may come near.
fn is_nowhere(run: &Run) -> bool {
    run.err.contains("nothing contains") || run.err.contains("no item contains all words")
}

fn holds(bytes: &[u8], text: &str) -> bool {
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [text.as_bytes(), &utf16].iter().any(|needle| bytes.windows(needle.len()).any(|window| window == *needle))
}

#[test]
fn a_changed_item_needs_a_record_and_a_mended_character_a_reason() {
    let site = base();
    build_and_seal(&site);
    let untouched = later(&site, "correct", &[FLOOD, "--typo", "--reason", "错别字"]);
    assert_eq!(untouched.status, Some(1), "nothing to accept: {}", untouched.err);
    site.write(FLOOD, site.read(FLOOD).replace("立即检查", "立刻检查"));
    let stopped = build(&site);
    assert!(stopped.status == Some(1) && stopped.err.contains("sealed.changed"), "{}", stopped.err);
    let verify = site.run_on(LATER, "ledger", &["verify", "--lang", "en"]);
    assert_eq!(verify.status, Some(1), "{}", verify.out);
    let before = site.read(FLOOD);
    fine(&later(&site, "correct", &[FLOOD, "--typo", "--reason", "错别字"]));
    let expected = [
        "+updated: 2099-06-01",
        "+corrections:",
        "+  - date: 2099-06-01",
        "+    kind: correction",
        "+    reason: 错别字",
        "+    note: 仅订正文字，内容不变。",
    ];
    assert_eq!(changes(&before, &site.read(FLOOD)), expected);
    fine(&build(&site));
    let verify = site.run_on(LATER, "ledger", &["verify", "--lang", "en"]);
    fine(&verify);
    assert!(verify.err.contains("is not what was put online: sha256:"), "{}", verify.err);
    let nothing = site.run("correct", &[FLOOD, "--lang", "en"]);
    assert_eq!(nothing.status, Some(2));
    assert!(nothing.err.contains("--reason is missing"), "{}", nothing.err);
}

#[test]
fn a_character_is_mended_before_the_review_that_it_asks_for() {
    let site = base();
    site.write("site.toml", format!("{}\n[review]\nsteps = \"two\"\n", site.read("site.toml")));
    let sign = |step: &str, more: &[&str]| {
        fine(&later(
            &site,
            "review",
            &[&[FLOOD, "--sign", step, "--by", "张三", "--date", "2024-05-09"], more].concat(),
        ));
    };
    sign("drafted", &[]);
    sign("approved", &[]);
    build_and_seal(&site);
    site.write(FLOOD, site.read(FLOOD).replace("立即检查", "立刻检查"));
    let stopped = build(&site);
    assert!(stopped.err.contains("sealed.held") && stopped.err.contains("review.outdated"), "{}", stopped.err);
    let verify = site.run_on(LATER, "ledger", &["verify", "--lang", "en"]);
    assert!(verify.err.contains("is not what was put online: sha256:"), "{}", verify.err);
    fine(&later(&site, "correct", &[FLOOD, "--typo", "--reason", "错别字"]));
    sign("drafted", &["--again"]);
    sign("approved", &[]);
    fine(&build(&site));
}

#[test]
fn a_repeal_links_both_documents() {
    let site = base();
    let new = "---\n标题: 关于调整防汛工作的通知\n文号: 青政发〔2025〕9号\n成文日期: 2025-05-09\n发布日期: 2025-05-11\n主题分类: 综合政务/应急管理\n体裁: 通知\n内容概述: 新的。\n---\n\n正文。\n";
    site.write("content/notice/new.md", new);
    build_and_seal(&site);
    let run = later(&site, "repeal", &[FLOOD, "--by", "青政发[2025]9号", "--date", "2099-05-31"]);
    fine(&run);
    fine(&build(&site));
    let old = site.read(FLOOD);
    assert!(old.contains("validity: repealed\nexpires: 2099-05-31\n"), "{old}");
    let new = site.read("content/notice/new.md");
    assert!(
        new.contains("替代:\n  - \"900010028/2024-00001\"\n更正:\n  - 日期: 2099-05-31\n    种类: 补充\n"),
        "{new}"
    );
    let page = |year: &str| fs::read_to_string(site.out().join(format!("item/900010028/{year}-00001.html"))).unwrap();
    assert!(page("2024").contains("2025-00001.html") && page("2025").contains("2024-00001.html"));
    let again = later(&site, "repeal", &[FLOOD, "--reason", "再次"]);
    assert_eq!(again.status, Some(1));
}

/// Everybody reads the record: it names the new document, and never a path of the office.
#[test]
fn a_repeal_by_a_file_names_its_document() {
    let site = base();
    let new = "---\n标题: 关于调整防汛工作的通知\n成文日期: 2025-05-09\n发布日期: 2025-05-11\n主题分类: 综合政务/应急管理\n体裁: 通知\n内容概述: 新的。\n---\n\n正文。\n";
    site.write("content/notice/new.md", new);
    build_and_seal(&site);
    let before = site.read(FLOOD);
    let run = later(&site, "repeal", &[FLOOD, "--by", "content/notice/neu.md"]);
    assert!(run.status == Some(2) && site.read(FLOOD) == before, "{}", run.err);
    // Nor the title of what is not public.
    let draft = site.read("content/notice/new.md");
    site.write("content/notice/draft.md", draft.replace("调整", "秘密").replace("索引号", "状态: 草稿\n#"));
    let run = later(&site, "repeal", &[FLOOD, "--by", "content/notice/draft.md"]);
    assert!(run.status == Some(2) && run.err.contains("--reason") && site.read(FLOOD) == before, "{}", run.err);
    fine(&later(&site, "repeal", &[FLOOD, "--by", "content/notice/new.md", "--date", "2099-05-31"]));
    fine(&build(&site));
    let page = fs::read_to_string(site.out().join("item/900010028/2024-00001.html")).unwrap();
    assert!(page.contains("依据《关于调整防汛工作的通知》（900010028/2025-00001）废止"), "{}", site.read(FLOOD));
    assert!(!page.contains("new.md"), "{page}");
}

#[test]
fn an_ended_display_is_reduced_and_a_running_one_is_not() {
    let site = base();
    let list = "---\r\n标题: 低保对象公示\r\n成文日期: 2024-03-01\r\n发布日期: 2024-03-04\r\n主题分类: 综合政务/应急管理\r\n体裁: 公告\r\n内容概述: 名单。\r\n公示期: {开始: 2024-03-04, 天数: 7, 期满: 精简}\r\n---\r\n\r\n王某某，每月五百元。\r\n";
    let (gbk, _, lossy) = encoding_rs::GBK.encode(list);
    assert!(!lossy);
    site.write("content/notice/gongshi.md", &gbk);
    build_and_seal(&site);
    let running = site.run_on("2024-03-13", "reduce", &["content/notice/gongshi.md", "--lang", "en"]);
    assert_eq!(running.status, Some(1));
    assert!(running.err.contains("runs until 2024-03-13"), "{}", running.err);
    let due = later(&site, "reduce", &[]);
    assert!(due.out.starts_with("* 2024-03-13\t"), "{}", due.out);
    let check = later(&site, "check", &[]);
    assert!(check.out.contains("display.ended"), "{}", check.out);
    fine(&later(&site, "reduce", &["content/notice/gongshi.md"]));
    let bytes = fs::read(site.root().join("content/notice/gongshi.md")).unwrap();
    let (text, _, broken) = encoding_rs::GBK.decode(&bytes);
    assert!(!broken && text.contains("\r\n更新日期: 2099-06-01\r\n状态: 已精简\r\n"), "{text}");
    fine(&build(&site));
    let mut found = Vec::new();
    texts(&site.out(), &mut found);
    assert!(!found.iter().any(|(_, bytes)| holds(bytes, "王某某")));
    assert!(found.iter().any(|(name, bytes)| name.ends_with(".html") && holds(bytes, "低保对象公示")));
}

#[test]
fn what_makes_no_sense_is_refused_with_what_to_do() {
    let site = base();
    site.write(FLOOD, site.read(FLOOD).replace("genre: 通知\n", "genre: 通知\nstatus: draft\n"));
    let cases: [(&[&str], i32, &str); 5] = [
        (&["withdraw", FLOOD, "--reason", "x"], 1, "or delete it"),
        (&["withdraw", "900010028/2024-99999", "--reason", "x"], 2, "there is no item"),
        (&["withdraw", "content/notice/2024-huiyi", "--reason", "x", "--date", "2099-07-01"], 1, "has not come yet"),
        (
            &["correct", "content/notice/2024-huiyi", "--reason", "x", "--date", "1999-07-01"],
            1,
            "before the publication",
        ),
        (&["reduce", "content/notice/2024-huiyi"], 1, "is no public display"),
    ];
    for (words, status, expected) in cases {
        let run = later(&site, words[0], &words[1..]);
        assert_eq!(run.status, Some(status), "{words:?}: {}", run.err);
        assert!(run.err.contains(expected), "{words:?}: {}", run.err);
    }
    fine(&later(&site, "withdraw", &["content/notice/2024-huiyi/index.md", "--reason", "x"]));
}

#[test]
fn another_day_finds_other_things_and_builds_the_same_bytes() {
    let site = base();
    site.write(FLOOD, site.read(FLOOD).replace("genre: 通知\n", "genre: 通知\nvalidity: 有效\nexpires: 2030-01-01\n"));
    let builds = ["2026-11-23", "2031-01-01"].map(|day| {
        let out = site.out();
        let run = site.run_on(day, "build", &["--lang", "en", "--out", out.to_str().unwrap()]);
        fine(&run);
        let mut found = Vec::new();
        texts(&site.out(), &mut found);
        found.sort();
        (run, found)
    });
    assert_eq!(builds[0].1, builds[1].1);
    assert!(
        !builds[0].0.err.contains("validity.ended") && builds[1].0.err.contains("validity.ended"),
        "{}",
        builds[1].0.err
    );
}

#[test]
fn the_ledger_is_shown_as_table_csv_and_json() {
    let site = base();
    build_and_seal(&site);
    let show = |words: &[&str]| {
        let run = later(&site, "ledger", words);
        fine(&run);
        run.out
    };
    let table = show(&["--find", "防汛备汛"]);
    assert!(table.starts_with("seq  index_no") && table.lines().count() == 2 && table.contains("900010028/2024-00001"));
    assert_eq!(show(&["--csv"]).replace('\n', "\r\n"), site.read("ledger.csv"));
    let json: serde_json::Value = serde_json::from_str(&show(&["--sealed", "--format", "json"])).unwrap();
    let rows = json["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0]["seq"].as_u64(), rows[0]["state"].as_str()), (Some(1), Some("published")));
    assert!(rows[0]["hash"].as_str().unwrap().starts_with("sha256:"));
    assert_eq!(show(&["--unsealed"]).lines().count(), 1, "the header alone");
    assert_eq!(later(&site, "ledger", &["--state", "gone"]).status, Some(2));
    assert_eq!(later(&site, "ledger", &["--csv", "verify"]).status, Some(2));
}

#[test]
fn what_a_killed_run_left_half_written_is_cleared_away_though_its_file_is_gone() {
    let site = base();
    for left in ["content/notice/.gone.md.mulu-new", "content/.x.md.mulu-new"] {
        site.write(left, "---\ntitle: 写了一半");
    }
    site.write("content/notice/.keep.mulu-news", "somebody's own");
    fine(&site.run("check", &[]));
    assert!(site.root().join("content/.x.md.mulu-new").exists(), "check writes nothing");
    fine(&build(&site));
    let hidden: Vec<String> = ["content", "content/notice"]
        .iter()
        .flat_map(|folder| fs::read_dir(site.root().join(folder)).unwrap())
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert_eq!(hidden, [".keep.mulu-news"]);
}
