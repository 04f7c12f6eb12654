//! A build after a change writes what a build from nothing writes, whatever changed, and whatever became of its cache.
//!
//! A site goes through a history of random changes. After each it is built as usual, and once more from nothing into
//! another folder: both must come to the same files and say the same. `SEQUENCES` and `STEPS` set how many histories there
//! are and how long they are, `SEED` which come first, `MINUTES` after how long it fails instead of beginning another.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime};

use crate::support::{Run, Site, files, fine};

/// Numbers without rhyme (xorshift), the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap() % end
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

const COLUMNS: [&str; 3] = ["notice", "emergency", "rules"];

fn item(name: usize, more: &str, text: &str) -> String {
    format!(
        "---\ntitle: 关于第{name}件事的通知\ndoc_no: 青政发〔2024〕{name}号\ntopic: 综合政务/政务公开\ngenre: 通知\n\
         created: 2024-03-{:02}\npublished: 2024-04-{:02}\n{more}---\n\n{text}\n",
        name % 28 + 1,
        name % 28 + 1
    )
}

/// Items of every kind that pages, lists and data treat in a way of its own: file, fields, text.
const KINDS: [(&str, &str, &str); 13] = [
    ("withdrawn", "status: withdrawn\nwithdrawn: {date: 2024-06-01, reason: 内容有误, title: 某项通知}\n", "原文。"),
    ("display", "display: {from: 2024-05-06, days: 7}\n", "| 姓名 |\n| --- |\n| 张三 |"),
    ("reduced", "display: {from: 2024-05-06, days: 7}\nstatus: reduced\n", "名单。"),
    ("request", "mode: 依申请公开\n", "申请了才给的正文。"),
    (
        "withheld",
        "mode: 不予公开\nground: R16-1\npublic_title: 一份内部材料\nnext_review: 2027-01-01\n",
        "不给的正文。",
    ),
    ("internal", "status: internal\n", "内部的正文。"),
    ("draft", "status: draft\n", "草稿。"),
    ("opinion", "opinion: {until: 2024-06-30, how: 来信, result: 采纳两条}\n", "征求意见。"),
    ("repealed", "validity: 废止\nexpires: 2024-12-31\n", "# 总则\n\n第一条　为了。\n\n第二条　应当。"),
    ("decision", "matter: 同一件事\nstage: S1\n", "决策。"),
    ("result", "matter: 同一件事\nstage: S5\narticle: \"20.5\"\naudience: [面向公民]\n", "结果[^1]。\n\n[^1]: 注。"),
    ("explains", "interprets: [青政发〔2024〕1号]\namends: [青政发〔2024〕2号]\n", "解读。"),
    ("corrected", "corrections:\n  - {date: 2024-06-20, kind: 更正, reason: 数字有误, note: 第一段}\n", "更正过的。"),
];

/// A file of the bundled site.
fn bundled(path: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("content").join(path)).unwrap()
}

fn start(chance: &mut Chance) -> Site {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad-sites/base");
    let site = Site::in_memory(&[&base]);
    for name in 0..4 {
        let column = chance.of(&COLUMNS);
        site.write(&format!("content/{column}/{name}.md"), item(name, "", &format!("第{name}篇。")));
    }
    for (at, (name, fields, text)) in KINDS.iter().enumerate() {
        let column = chance.of(&COLUMNS);
        site.write(&format!("content/{column}/{name}.md"), item(300 + at, fields, text));
    }
    let folder = "content/emergency/files";
    site.write(&format!("{folder}/index.md"), item(400, "", "见图：![示意图](图.png)。"));
    for (name, file) in [
        ("图.png", "documents/2024-cunzhuang-guihua/东湾村村庄规划示意图.png"),
        ("申请表.docx", "guide/2026/政府信息公开申请表.docx"),
        ("预算.xlsx", "budget/2026/2026年预算公开表.xlsx"),
    ] {
        site.write(&format!("{folder}/{name}"), bundled(file));
    }
    // The other edition doubles the pages.
    let traditional = chance.below(4) == 0;
    let settings = format!("page_size = 5\ntraditional = {traditional}\nnegative_list = true\n");
    site.write("site.toml", format!("{settings}{}", site.read("site.toml")));
    site
}

/// The texts of the site.
fn texts(site: &Site) -> Vec<String> {
    let all = files(&site.root().join("content")).into_keys().filter(|path| path.ends_with(".md"));
    all.map(|path| format!("content/{path}")).filter(|path| !path.starts_with("content/pages")).collect()
}

/// Changes something, and says what.
fn change(site: &Site, chance: &mut Chance, step: usize) -> String {
    let all = texts(site);
    let path = if all.is_empty() { "content/notice/first.md".to_owned() } else { chance.of(&all).clone() };
    let other = all.last().cloned().unwrap_or_default();
    let text = if all.is_empty() { item(1, "", "") } else { site.read(&path) };
    let edit = |from: &str, to: &str| site.write(&path, text.replacen(from, to, 1));
    match chance.below(31) {
        0 => site.write(&path, format!("{text}\n又一段，{step}。\n")),
        1 => edit("title: ", &format!("title: 改{step}")),
        2 => {
            let new = format!("content/{}/new-{step}.md", chance.of(&COLUMNS));
            site.write(&new, item(100 + step, "", "新的。"));
        }
        3 => fs::remove_file(site.root().join(&path)).unwrap_or_default(),
        4 => {
            let to = site.root().join(format!("content/{}/moved-{step}.md", chance.of(&COLUMNS)));
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::rename(site.root().join(&path), to).unwrap_or_default();
        }
        5 => site.write(&path, format!("{text}\n见[另一件](/{other})。\n").replace("](/content/", "](/")),
        6 => {
            let folder = format!("content/notice/with-{step}");
            site.write(&format!("{folder}/index.md"), item(200 + step, "", "见附件。![图](图.txt)"));
            site.write(&format!("{folder}/名单.txt"), format!("名单{step}\n"));
        }
        7 => {
            let held = files(&site.root().join("content"));
            let list: Vec<&String> = held.keys().filter(|path| path.ends_with(".txt")).collect();
            if list.is_empty() {
                site.write("content/notice/2024-huiyi/补充.txt", "补充说明\n");
            } else {
                let file = format!("content/{}", *chance.of(&list));
                if chance.below(3) == 0 { site.remove(&file) } else { site.write(&file, format!("改过{step}\n")) }
            }
        }
        8 => edit("genre: 通知\n", "genre: 通知\nstatus: withdrawn\nwithdrawn: {date: 2024-06-01, reason: 内容有误}\n"),
        9 => edit("genre: 通知\n", "genre: 通知\nstatus: draft\n"),
        10 => edit("genre: 通知\n", "genre: 通知\nsummary: 一句概述。\nkeywords: [防汛, 通知]\n"),
        11 => edit("genre: 通知\n", "genre: 通知\nreplaces: [青政发〔2024〕1号]\n"),
        12 => edit("genre: 通知\n", "genre: 通知\nmatter: 同一件事\n"),
        13 => edit("genre: 通知\n", "genre: 通告\n"),
        14 => edit("published: 2024-04", "published: 2025-04"),
        15 => {
            let size = chance.below(4) + 5;
            let config = site.read("site.toml");
            let (_, rest) = config.split_once('\n').unwrap();
            site.write("site.toml", format!("page_size = {size}\n{rest}"));
        }
        16 => site.write("site.toml", site.read("site.toml").replacen("信息公开", &format!("公开{step}"), 1)),
        17 => site.write("themes/default/static/style.css", format!("body {{ margin: {step}px }}\n")),
        18 => {
            let theme = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/templates/plain.html");
            let template = fs::read_to_string(theme).unwrap();
            site.write("themes/default/templates/plain.html", format!("{template}<!-- {step} -->\n"));
        }
        19 => site.write("themes/default/strings/zh-Hans.toml", format!("home = \"首页{step}\"\n")),
        20 => site.write("content/pages/about.md", format!("---\ntitle: 关于{step}\n---\n\n第{step}版。\n")),
        21 => {
            // As many bytes as before, and the time set back: only the file's own time tells.
            let file = site.root().join(&path);
            if let Ok(modified) = file.metadata().and_then(|metadata| metadata.modified()) {
                edit("事", "亊");
                fs::File::options().write(true).open(file).unwrap().set_modified(modified).unwrap();
            }
        }
        22 | 23 => damage(site, chance),
        24 => setting(site, "traditional", |old| if old == "true" { "false" } else { "true" }),
        25 => setting(site, "negative_list", |old| if old == "true" { "false" } else { "true" }),
        26 => fs::remove_dir_all(site.root().join("themes")).unwrap_or_default(),
        27 => {
            let other = chance.of(&["budget/2025/2025年预算公开表.xlsx", "budget/2024-final/2024年决算公开表.xlsx"]);
            site.write("content/emergency/files/预算.xlsx", bundled(other));
        }
        28 => {
            let page = site.root().join("content/pages/more.md");
            if page.exists() {
                fs::remove_file(page).unwrap();
            } else {
                site.write("content/pages/more.md", format!("---\ntitle: 又一页{step}\n---\n\n[关于](about.md)。\n"));
            }
        }
        29 => {
            let column = format!("\n[[column]]\nid = \"more-{step}\"\nname = \"新栏目{step}\"\nparent = \"notice\"\n");
            if !site.read("site.toml").contains(&column) {
                site.write("site.toml", site.read("site.toml") + &column);
            }
        }
        // Saved as it was.
        _ => site.write(&path, text),
    }
    format!("{path} by step {step}")
}

/// Sets one of the settings at the head of `site.toml` to what it becomes of its value.
fn setting(site: &Site, name: &str, new: impl Fn(&str) -> &'static str) {
    let config = site.read("site.toml");
    let line = |line: &str| match line.split_once(" = ") {
        Some((key, old)) if key == name => format!("{name} = {}\n", new(old)),
        _ => format!("{line}\n"),
    };
    site.write("site.toml", config.lines().map(line).collect::<String>());
}

/// Spoils the cache, or a file of the output.
fn damage(site: &Site, chance: &mut Chance) {
    let folder = if chance.below(2) == 0 { site.out() } else { site.root().join(".mulu") };
    // Where the record of the output is lost, nothing of it is removed any more (docs/output.md); `src/output/tests.rs` tries that.
    let is_spared = |path: &str| path.contains("ledger") || path.ends_with("/manifest");
    let list: Vec<String> = files(&folder).into_keys().filter(|path| !is_spared(path)).collect();
    if list.is_empty() {
        return;
    }
    let file = folder.join(chance.of(&list));
    let mut bytes = fs::read(&file).unwrap();
    match chance.below(4) {
        0 => fs::remove_file(file).unwrap(),
        1 => fs::write(file, &bytes[..bytes.len() / 2]).unwrap(),
        2 => fs::write(file, b"").unwrap(),
        _ => {
            let at = chance.below(bytes.len().max(1));
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1;
            }
            fs::write(file, bytes).unwrap();
        }
    }
}

fn build(site: &Site, out: &Path, words: &[&str]) -> Run {
    let out = out.to_str().unwrap();
    site.run("build", &[&["--lang", "en", "--format", "json", "--out", out], words].concat())
}

fn compare(site: &Site, what: &str) {
    let built = build(site, &site.out(), &[]);
    let clean_out = site.root().parent().unwrap().join("clean");
    let _ = fs::remove_dir_all(&clean_out);
    let clean = build(site, &clean_out, &["--anew"]);
    assert_eq!(built.status, clean.status, "{what}\n{}{}", built.err, clean.err);
    if built.status != Some(0) {
        return;
    }
    let (here, there) = (files(&site.out()), files(&clean_out));
    let names = |files: &std::collections::BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&here), names(&there), "{what}");
    for (path, bytes) in &here {
        assert!(*bytes == there[path], "{path} differs after {what}");
    }
    // Once more: now there is nothing to do, and what is wrong is said all the same.
    let again = build(site, &site.out(), &[]);
    assert_eq!(again.status, Some(0), "{what}\n{}", again.err);
    assert_eq!(again.out, clean.out, "other findings after {what}");
    assert!(again.err.contains("\"written\":0}"), "{what}\n{}", again.err);
    assert!(files(&site.out()) == here, "changed by nothing after {what}");
}

#[test]
fn after_any_change_the_site_is_what_a_build_from_nothing_makes() {
    let number = |name: &str, or: usize| std::env::var(name).map_or(or, |text| text.parse().expect("a number"));
    let (sequences, steps, seed) = (number("SEQUENCES", 2), number("STEPS", 3), number("SEED", 1));
    let end = Instant::now() + Duration::from_secs(60 * u64::try_from(number("MINUTES", 60)).unwrap());
    // The sites are small, so that side by side more histories come to an end than one after another.
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while Instant::now() < end {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    if at >= sequences {
                        break;
                    }
                    history(seed + at, steps);
                }
            });
        }
    });
    let begun = next.into_inner().min(sequences);
    println!("{begun} of {sequences} histories of {steps} changes, from SEED={seed}");
    assert_eq!(begun, sequences, "MINUTES were over before all histories were begun");
}

/// Builds a site again and again while it changes.
fn history(sequence: usize, steps: usize) {
    let mut chance = Chance(u64::try_from(sequence).unwrap().wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let site = start(&mut chance);
    fine(&build(&site, &site.out(), &[]));
    for step in 0..steps {
        let mut what = format!("SEED={sequence}: ");
        for _ in 0..=chance.below(2) {
            what += &change(&site, &mut chance, step);
            what += ", ";
        }
        compare(&site, &what);
    }
}

#[test]
fn a_spoilt_file_of_the_index_is_made_again() {
    let site = start(&mut Chance(1));
    fine(&build(&site, &site.out(), &[]));
    let whole = files(&site.out());
    for path in whole.keys().filter(|path| path.starts_with("search/")) {
        for spoil in [true, false] {
            let file = site.out().join(path);
            if spoil {
                fs::write(file, "").unwrap();
            } else {
                fs::remove_file(file).unwrap();
            }
            fine(&build(&site, &site.out(), &[]));
            assert!(files(&site.out()) == whole, "{path}");
        }
    }
}

/// Which phases a build went through.
fn phases(run: &Run) -> Vec<&str> {
    let lines = run.err.lines().filter_map(|line| line.strip_suffix(" ms"));
    lines
        .map(|line| line.trim_end_matches(|c: char| c.is_ascii_digit()).trim())
        .filter(|name| *name != "in all")
        .collect()
}

#[test]
fn where_nothing_changed_nothing_is_made_and_a_change_that_hides_is_seen() {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad-sites/base");
    let site = Site::of(&[&base]);
    let build = || {
        let out = site.out();
        let run = site.run("build", &["--lang", "en", "--timings", "--out", out.to_str().unwrap()]);
        fine(&run);
        run
    };
    // The first build gives numbers, the second sees them.
    build();
    assert!(phases(&build()).contains(&"rendering"));
    let third = build();
    assert_eq!(phases(&third), ["reading", "writing"], "{}", third.err);
    // From now on the files are old enough to be known by their times.
    std::thread::sleep(Duration::from_millis(3_200));
    build();
    let path = site.root().join("content/notice/2024-fangxun.md");
    let modified = path.metadata().unwrap().modified().unwrap();
    let text = fs::read_to_string(&path).unwrap();
    let changed = text.replacen("防汛", "防旱", 1);
    assert_eq!((changed.len(), changed == text), (text.len(), false));
    fs::write(&path, changed).unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_modified(modified).unwrap();
    let run = build();
    let all = ["reading", "checking", "rendering", "reading attachments", "indexing", "writing"];
    assert_eq!(phases(&run), all, "each phase once: {}", run.err);
    assert!(!run.err.contains(" 0 written"), "{}", run.err);
    // Another day may find something else; another program makes other pages.
    build();
    assert_eq!(phases(&build()), ["reading", "writing"]);
    let out = site.out();
    let run = site.run_on("2026-11-24", "build", &["--lang", "en", "--timings", "--out", out.to_str().unwrap()]);
    assert!(phases(&run).contains(&"checking"), "{}", run.err);
    let store = files(&site.root().join(".mulu"));
    let (last, bytes) = store.iter().find(|(path, _)| path.ends_with("/last")).unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.starts_with("mulu-last 2 "), "{}", &text[..40]);
    fs::write(site.root().join(".mulu").join(last), text.replacen("mulu-last 2 ", "mulu-last 0 ", 1)).unwrap();
    assert!(phases(&build()).contains(&"checking"));
    // A file of the output that somebody touched.
    build();
    let page = site.out().join("index.html");
    fs::write(&page, "spoilt").unwrap();
    fs::File::options().write(true).open(&page).unwrap().set_modified(SystemTime::now()).unwrap();
    build();
    assert_ne!(fs::read(page).unwrap(), b"spoilt");
}
