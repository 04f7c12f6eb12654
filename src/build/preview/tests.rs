//! A preview that follows a site shows what one shows that was begun anew, whatever happened on the way.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::civil::{Date, date};

use super::{Patched, Previewing, Rebuilt, Served};
use crate::build::attachments::Silent;
use crate::build::{Purpose, prepare, write_numbers};
use crate::catalog::review;
use crate::findings::Finding;
use crate::site::Live;

const TODAY: Date = date(2026, 11, 23);

struct Folder {
    root: PathBuf,
    _temp: tempfile::TempDir,
}

impl Folder {
    fn new() -> Self {
        let temp = tempfile::tempdir().expect("a folder");
        let root = temp.path().join("site");
        let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad-sites/base");
        for entry in walkdir::WalkDir::new(&base).into_iter().filter_map(Result::ok) {
            let to = root.join(entry.path().strip_prefix(&base).expect("inside"));
            if entry.file_type().is_dir() {
                fs::create_dir_all(to).expect("a folder");
            } else {
                fs::copy(entry.path(), to).expect("a copy");
            }
        }
        let folder = Self { root, _temp: temp };
        for name in 0..6 {
            folder.write(&format!("content/notice/{name}.md"), &item(name, "第一版。"));
        }
        folder
    }

    fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let file = self.at(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("written");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).expect("read")
    }
}

fn item(name: usize, text: &str) -> String {
    format!(
        "---\ntitle: 关于第{name}件事的通知\ntopic: 综合政务/政务公开\ngenre: 通知\ncreated: 2024-03-0{0}\npublished: 2024-04-0{0}\n\
         ---\n\n{text}\n",
        name % 9 + 1
    )
}

/// A template of items that fails at the page of one.
const FAILS_AT_ONE: &str = "{{ page.title }}{% if '第5件' in page.title %}{{ nothing.at.all }}{% endif %}\n";

/// Every page with its bytes, and what is wrong.
fn all(preview: &mut Previewing) -> (BTreeMap<String, Vec<u8>>, Vec<String>) {
    let shown = preview.shown();
    let state = shown.state().expect("a site");
    let copies = state.files.keys();
    let paths: Vec<String> = state.plan().jobs().keys().chain(copies).cloned().collect();
    let page = |path: &String| match shown.get(path).expect("a page") {
        Served::Bytes(bytes) => bytes,
        Served::File(file) => fs::read(file).expect("a file"),
        Served::Broken(findings) => format!("{findings:?}").into_bytes(),
    };
    let pages = paths.iter().map(|path| (path.clone(), page(path))).collect();
    let line = |finding: &Finding| format!("{} {:?} {:?}", finding.rule.code, finding.place, finding.args);
    (pages, preview.examine().run(&|| false).expect("to the end").iter().map(line).collect())
}

fn follow(preview: &mut Previewing, folder: &Folder, changed: &[&str]) {
    let changed: Vec<PathBuf> = changed.iter().map(|path| folder.at(path)).collect();
    let patched = preview.patch(&changed) == Patched::Shown;
    let before = patched.then(|| all(preview).0);
    let Rebuilt::Shown { differs } = preview.rebuild(&changed)() else { panic!("{changed:?} stopped it") };
    let now = all(preview);
    if let Some(before) = before {
        assert!(differs || before == now.0, "{changed:?}: the pages changed, and nobody was told");
    }
    let mut fresh = Previewing::new(&folder.root, TODAY);
    assert!(matches!(fresh.rebuild(&[])(), Rebuilt::Shown { differs: true }));
    let then = all(&mut fresh);
    assert_eq!(now.0.keys().collect::<Vec<_>>(), then.0.keys().collect::<Vec<_>>(), "{changed:?}");
    for (path, bytes) in &now.0 {
        assert!(*bytes == then.0[path], "{path} differs after {changed:?}");
    }
    assert_eq!(now.1, then.1, "{changed:?}");
}

#[test]
fn a_preview_that_follows_shows_what_a_new_one_shows() {
    let folder = Folder::new();
    let mut preview = Previewing::new(&folder.root, TODAY);
    assert!(matches!(preview.rebuild(&[])(), Rebuilt::Shown { differs: true }));
    let one = "content/notice/1.md";
    let mut change = |path: &str, text: &str| {
        folder.write(path, text);
        follow(&mut preview, &folder, &[path]);
    };
    change(one, &item(1, "第二版。"));
    change(one, &item(1, "见[别处](2.md)，[没有的](nothing.md)，![图](图.png)。"));
    change(one, &item(1, "见[别处](2.md)，[没有的](nothing.md)。<script>alert(1)</script>"));
    change(one, &item(1, "第三版。").replace("title: ", "title: 改名"));
    change(one, &item(1, "第四版。").replace("genre: 通知", "genre: 通知\nstatus: draft"));
    change(one, &item(1, "第五版。").replace("topic: ", "topic: 没有的主题"));
    change(one, &item(1, "第六版。"));
    change(one, "没有头");
    change(one, &item(1, "第七版。"));
    change("content/notice/new.md", &item(7, "新的。"));
    change("content/pages/about.md", "---\ntitle: 关于本目录\n---\n\n又一版。\n");
    change("content/pages/about.md", "---\ntitle: 改了名\n---\n\n又一版。\n");
    change("themes/default/static/style.css", "body { margin: 0 }\n");
    change("themes/default/templates/item.html", FAILS_AT_ONE);
    change("themes/default/templates/item.html", "{{ page.title }}\n");
    change("themes/default/templates/plain.html", "{{ page.title }}\n");
    change("site.toml", &folder.read("site.toml").replace("青禾", "青苗"));
    change("content/notice/index.md", &item(8, "有附件的。"));
    change("content/notice/0.md", &item(0, "见[名单](名单.txt)。"));
    change("content/notice/名单.txt", "张三\n");
    change("content/notice/名单.txt", "张三、李四\n");
    fs::remove_file(folder.at("content/notice/名单.txt")).expect("removed");
    follow(&mut preview, &folder, &["content/notice/名单.txt"]);
    fs::create_dir_all(folder.at("content/emergency")).expect("a folder");
    fs::rename(folder.at("content/notice/3.md"), folder.at("content/emergency/3.md")).expect("moved");
    follow(&mut preview, &folder, &["content/notice/3.md", "content/emergency/3.md"]);
    fs::rename(folder.at("content/notice"), folder.at("content/emergency/inner")).expect("moved");
    follow(&mut preview, &folder, &["content/notice", "content/emergency/inner"]);
    // What an editor leaves for a moment.
    follow(&mut preview, &folder, &["content/emergency/A1B2C3"]);
}

#[test]
fn a_body_is_exchanged_at_once_and_nothing_else() {
    let folder = Folder::new();
    let mut preview = Previewing::new(&folder.root, TODAY);
    assert!(matches!(preview.rebuild(&[])(), Rebuilt::Shown { differs: true }));
    let changed = [folder.at("content/notice/1.md"), folder.at("content/notice/1.md.part")];
    folder.write("content/notice/1.md", &item(1, "就这一句。"));
    assert_eq!(preview.patch(&changed), Patched::Shown);
    let says = |preview: &mut Previewing, words: &str| {
        all(preview).0.values().any(|page| String::from_utf8_lossy(page).contains(words))
    };
    assert!(says(&mut preview, "就这一句。"));
    assert!(matches!(preview.rebuild(&changed)(), Rebuilt::Shown { differs: false }), "it was shown already");
    folder.write("content/notice/1.md", &item(1, "就这一句。").replace("title: ", "title: 改名"));
    assert_eq!(preview.patch(&changed), Patched::Shown, "of a title it can be told where else it stands");
    assert!(says(&mut preview, "改名"));
    assert!(matches!(preview.rebuild(&changed)(), Rebuilt::Shown { differs: false }), "it was shown already");
    let other_genre = item(1, "就这一句。").replace("title: ", "title: 改名").replace("genre: 通知", "genre: 通告");
    folder.write("content/notice/1.md", &other_genre);
    assert_eq!(preview.patch(&changed), Patched::NotYet, "lists of other genres change, too");
    assert!(matches!(preview.rebuild(&changed)(), Rebuilt::Shown { differs: true }));
    // A fault stops the site; the one before stays, and comes to life again.
    let config = folder.read("site.toml");
    folder.write("site.toml", "title = ");
    assert!(matches!(preview.rebuild(&[folder.at("site.toml")])(), Rebuilt::Stopped(findings) if !findings.is_empty()));
    assert!(says(&mut preview, "改名"));
    folder.write("content/notice/1.md", &item(1, "改了两处。"));
    assert_eq!(preview.patch(&changed), Patched::NotYet);
    folder.write("site.toml", &config);
    assert!(matches!(preview.rebuild(&[folder.at("site.toml")])(), Rebuilt::Shown { differs: true }));
    assert!(says(&mut preview, "改了两处。"));
    // The same where a template stops it, and the text changes meanwhile.
    let template = "themes/default/templates/plain.html";
    folder.write(template, "{% if %}");
    assert!(matches!(preview.rebuild(&[folder.at(template)])(), Rebuilt::Stopped(findings) if !findings.is_empty()));
    folder.write("content/notice/1.md", &item(1, "文字。").replace("title: ", "title: 再改名"));
    assert!(matches!(preview.rebuild(&changed)(), Rebuilt::Stopped(_)));
    fs::remove_file(folder.at(template)).expect("removed");
    follow(&mut preview, &folder, &[template]);
    assert!(says(&mut preview, "再改名"));
}

#[test]
fn a_theme_or_a_content_that_fails_leaves_the_site_as_it_was() {
    let folder = Folder::new();
    let mut preview = Previewing::new(&folder.root, TODAY);
    assert!(matches!(preview.rebuild(&[])(), Rebuilt::Shown { differs: true }));
    let before = all(&mut preview).0;
    let (template, style, one) =
        ("themes/default/templates/plain.html", "themes/default/static/own.css", "content/notice/1.md");
    let stops = |preview: &mut Previewing, changed: &str, code: &str| {
        let changed = [folder.at(changed)];
        assert_eq!(preview.patch(&changed), Patched::NotYet, "nothing of it is shown");
        match preview.rebuild(&changed)() {
            Rebuilt::Stopped(findings) => assert!(findings.iter().any(|f| f.rule.code == code), "{findings:?}"),
            Rebuilt::Shown { .. } => panic!("{changed:?} is shown, although the site cannot be made"),
        }
        assert!(all(preview).0 == before, "{changed:?} changed a page");
    };
    folder.write(template, "{{ page.title }} {{ nothing.at.all }}\n");
    stops(&mut preview, template, "theme.template");
    // Whatever else is saved meanwhile.
    folder.write(style, "body { margin: 0 }\n");
    stops(&mut preview, style, "theme.template");
    folder.write(one, &item(1, "第二版。"));
    stops(&mut preview, one, "theme.template");
    folder.write(template, "{{ page.title }}\n");
    follow(&mut preview, &folder, &[template]);
    let before = all(&mut preview).0;
    fs::rename(folder.at("content"), folder.at("away")).expect("moved");
    let gone = [folder.at("content")];
    assert!(
        matches!(preview.rebuild(&gone)(), Rebuilt::Stopped(f) if f.iter().any(|f| f.rule.code == "file.no_content"))
    );
    assert!(matches!(preview.shown().get("index.html"), Some(Served::Bytes(page)) if page == before["index.html"]));
    fs::rename(folder.at("away"), folder.at("content")).expect("moved");
    follow(&mut preview, &folder, &["content"]);
    assert!(all(&mut preview).0 == before);
    // What cannot be made from the first is shown as soon as it can.
    folder.write(template, "{{ page.title }} {{ nothing.at.all }}\n");
    let mut late = Previewing::new(&folder.root, TODAY);
    assert!(matches!(late.rebuild(&[])(), Rebuilt::Stopped(_)));
    assert!(late.shown().get("index.html").is_none());
    folder.write(template, "{{ page.title }}\n");
    assert!(matches!(late.rebuild(&[folder.at(template)])(), Rebuilt::Shown { differs: true }));
}

#[test]
fn what_is_saved_while_the_site_is_made_is_shown_then_and_afterwards() {
    let folder = Folder::new();
    let mut preview = Previewing::new(&folder.root, TODAY);
    assert!(matches!(preview.rebuild(&[])(), Rebuilt::Shown { differs: true }));
    let (one, two) = ("content/notice/1.md", "content/notice/2.md");
    let says = |preview: &mut Previewing, words: &str| {
        all(preview).0.values().any(|page| String::from_utf8_lossy(page).contains(words))
    };
    folder.write(one, &item(1, "第一版。").replace("genre: 通知", "genre: 通告"));
    let making = preview.rebuild(&[folder.at(one)]);
    // The making has read its files. A body and a title change before it is done.
    for (path, text) in [(one, "改了正文。"), (two, "两处都改了。")] {
        let text = if path == one { item(1, text).replace("genre: 通知", "genre: 通告") } else { item(2, text) };
        folder.write(path, &text.replace("第2件", "第二件"));
        preview.patch(&[folder.at(path)]);
    }
    assert!(says(&mut preview, "两处都改了。") && says(&mut preview, "第二件"), "at once");
    assert!(matches!(making(), Rebuilt::Shown { differs: true }));
    for words in ["改了正文。", "两处都改了。", "第二件"] {
        assert!(says(&mut preview, words), "{words} is not lost");
    }
    follow(&mut preview, &folder, &[one, two]);
}

#[test]
fn what_is_saved_without_a_change_is_none() {
    let folder = Folder::new();
    let mut preview = Previewing::new(&folder.root, TODAY);
    assert!(matches!(preview.rebuild(&[])(), Rebuilt::Shown { differs: true }));
    let one = "content/notice/1.md";
    let touched = [folder.at(one), folder.at("content/notice/1.md.part")];
    folder.write(one, &item(1, "第一版。"));
    assert_eq!(preview.patch(&touched), Patched::Nothing, "saved as it was");
    assert_eq!(preview.patch(&touched[1..]), Patched::Nothing, "there for a moment only");
    folder.write("content/pages/about.md", "---\ntitle: 关于\n---\n\n本目录。\n");
    let page = [folder.at("content/pages/about.md")];
    let _ = preview.rebuild(&page)();
    assert_eq!(preview.patch(&page), Patched::Nothing);
    // One save, of which the system tells twice.
    folder.write(one, &item(1, "第二版。"));
    assert_eq!(preview.patch(&touched), Patched::Shown);
    assert_eq!(preview.patch(&touched), Patched::Nothing);
    assert!(matches!(preview.rebuild(&touched)(), Rebuilt::Shown { differs: false }));
    // What goes with it is looked at.
    for other in ["themes/default/static/style.css", "site.toml", "content/notice/0.md"] {
        if other.starts_with("themes") {
            folder.write(other, "body { margin: 0 }\n");
        }
        assert_eq!(preview.patch(&[folder.at(one), folder.at(other)]), Patched::NotYet, "{other}");
    }
}

#[test]
fn an_edit_after_the_review_is_shown_once_and_in_its_place() {
    let folder = Folder::new();
    folder.write("site.toml", &format!("{}\n[review]\nsteps = \"two\"\n", folder.read("site.toml")));
    let one = "content/notice/1.md";
    let signed = |text: &str, of: &str| {
        let step = |name: &str| format!("  {name}: {{by: 张三, date: 2024-03-01}}\n");
        let record = format!("review:\n{}{}  conclusion: 主动公开\n{of}", step("drafted"), step("approved"));
        item(1, text).replacen("genre: ", &format!("{record}genre: "), 1)
    };
    folder.write(one, &signed("审过的。", ""));
    let live = Live::load(&folder.root).expect("a site");
    let reviewed = live.site().items.iter().find(|item| &*item.path == one).expect("the item");
    let of = format!("  of: \"{}\"\n", review::hash_of(reviewed, live.site()).1);
    folder.write(one, &signed("审过的。", &of));
    let publish = Purpose::Publish { locked: false };
    let mut prepared = prepare(&folder.root, TODAY, publish, &Silent).unwrap_or_else(|findings| panic!("{findings:?}"));
    assert_eq!(write_numbers(&mut prepared).expect("written"), 1, "of those who were signed");
    drop(prepared);
    let number = folder.read(one).lines().find(|line| line.starts_with("index_no")).expect("a number").to_owned();
    let with_number = |text: &str| signed(text, &of).replacen("topic: ", &format!("{number}\ntopic: "), 1);
    assert_eq!(folder.read(one), with_number("审过的。"));

    let mut preview = Previewing::new(&folder.root, TODAY);
    assert!(matches!(preview.rebuild(&[])(), Rebuilt::Shown { differs: true }));
    let place = |preview: &mut Previewing, words: &str| {
        let mut pages = all(preview).0.into_iter().filter(|(path, _)| path.ends_with(".html"));
        let page = pages.find(|(_, page)| String::from_utf8_lossy(page).contains(words));
        page.map_or_else(|| panic!("{words} is nowhere"), |(path, _)| path)
    };
    let address = place(&mut preview, "审过的。");
    assert!(address.starts_with("item/"), "{address}");
    let save = |preview: &mut Previewing, text: &str, at_once: Patched| {
        folder.write(one, &with_number(text));
        let changed = [folder.at(one)];
        assert_eq!(preview.patch(&changed), at_once, "{text}");
        let Rebuilt::Shown { differs } = preview.rebuild(&changed)() else { panic!("{text}") };
        assert_eq!(differs, at_once == Patched::NotYet, "{text}: the page is told once");
        assert_eq!(place(preview, text), address, "the page stays where it is");
    };
    // Held back from now on, which shows.
    save(&mut preview, "审后改的。", Patched::NotYet);
    save(&mut preview, "审后又改的。", Patched::Shown);
    save(&mut preview, "审过的。", Patched::NotYet);
}

#[test]
fn a_search_for_faults_ends_when_nobody_waits_for_it() {
    let folder = Folder::new();
    let mut preview = Previewing::new(&folder.root, TODAY);
    assert!(matches!(preview.rebuild(&[])(), Rebuilt::Shown { differs: true }));
    assert!(preview.examine().run(&|| true).is_none());
    // What was not looked at is looked at the next time.
    folder.write("themes/default/templates/item.html", FAILS_AT_ONE);
    assert!(matches!(preview.rebuild(&[folder.at("themes/default/templates/item.html")])(), Rebuilt::Shown { .. }));
    assert!(preview.examine().run(&|| true).is_none());
    let found = preview.examine().run(&|| false).expect("to the end");
    assert!(found.iter().any(|finding| finding.rule.code == "theme.template"), "{found:?}");
}

#[test]
fn the_index_follows_once_somebody_searched() {
    let folder = Folder::new();
    let mut preview = Previewing::new(&folder.root, TODAY);
    assert!(matches!(preview.rebuild(&[])(), Rebuilt::Shown { differs: true }));
    let shown = preview.shown();
    let root = || match shown.get("search/root.bin") {
        Some(Served::Bytes(bytes)) => bytes,
        _ => panic!("no index"),
    };
    assert!(matches!(shown.get("search/mulu-search.js"), Some(Served::Bytes(script)) if !script.is_empty()));
    let told = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&told);
    shown.when_indexed(Box::new(move || {
        count.fetch_add(1, Ordering::SeqCst);
    }));
    let first = root();
    assert_eq!(told.load(Ordering::SeqCst), 0, "whoever asked first has waited for it");
    let changed = [folder.at("content/notice/1.md")];
    folder.write("content/notice/1.md", &item(1, "另有一词：稷黍。"));
    preview.patch(&changed);
    let _ = preview.rebuild(&changed)();
    let began = std::time::Instant::now();
    while told.load(Ordering::SeqCst) == 0 {
        assert!(began.elapsed() < std::time::Duration::from_secs(50), "the index stays behind");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert!(root() != first, "it is told of when it is there");
}
