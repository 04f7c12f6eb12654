//! What is going on when the fault comes.

use std::fs;
use std::path::Path;

use crate::place::Place;

/// A command, and the site that it meets.
pub(crate) struct Scenario {
    pub(crate) name: &'static str,
    pub(crate) prepare: fn(&Place),
    /// What is done each time after the site was put back: a copy has other times than what it is a copy of, and a build
    /// that goes by times has to meet its own.
    pub(crate) then: fn(&Place),
    pub(crate) words: &'static [&'static str],
    /// Whether the output lies on another file system than the site.
    pub(crate) elsewhere: bool,
    /// The file that the command changes anew each time; the last, where it changes two.
    pub(crate) once: Option<&'static str>,
}

/// A build of a site that was never built; what the others differ from.
const BUILD: Scenario =
    Scenario { name: "first build", prepare: fresh, then: |_| {}, words: &["build"], elsewhere: false, once: None };

/// All of them.
pub(crate) const SCENARIOS: &[Scenario] = &[
    Scenario { name: "number", words: &["number"], ..BUILD },
    BUILD,
    Scenario { name: "build again", prepare: changed, ..BUILD },
    Scenario { name: "build elsewhere", prepare: changed, elsewhere: true, ..BUILD },
    // The two builds that go by what the last one remembers.
    Scenario { name: "build after an edit", prepare: built, then: built_and_edited, ..BUILD },
    Scenario { name: "build with nothing changed", prepare: built, then: built_again, ..BUILD },
    Scenario { name: "seal", prepare: built, words: &["seal"], ..BUILD },
    Scenario {
        name: "withdraw",
        prepare: sealed,
        words: &["withdraw", "content/notice/gbk.md", "--reason", "涉及个人隐私", "--title", "某项公示"],
        once: Some("content/notice/gbk.md"),
        ..BUILD
    },
    Scenario {
        name: "correct",
        prepare: sealed_and_edited,
        words: &["correct", "content/emergency/one.md", "--reason", "数字有误", "--note", "第一行"],
        once: Some("content/emergency/one.md"),
        ..BUILD
    },
    Scenario {
        name: "repeal",
        prepare: sealed,
        words: &["repeal", "content/notice/utf16.md", "--reason", "已被新文件代替"],
        once: Some("content/notice/utf16.md"),
        ..BUILD
    },
    Scenario {
        name: "repeal by another",
        prepare: sealed,
        words: &["repeal", "content/notice/utf16.md", "--by", "content/emergency/one.md"],
        once: Some("content/notice/utf16.md"),
        ..BUILD
    },
    Scenario {
        name: "reduce",
        prepare: displayed,
        words: &["reduce", "content/notice/display.md", "--reason", "公示期满"],
        once: Some("content/notice/display.md"),
        ..BUILD
    },
    Scenario { name: "build after withdrawal", prepare: withdrawn, ..BUILD },
    Scenario { name: "archive", prepare: sealed, words: &["archive", "2024", "--zip"], ..BUILD },
];

fn item(title: &str, day: u32, body: &str) -> String {
    format!(
        "---\ntitle: {title}\ntopic: 综合政务/应急管理\ngenre: 通知\ncreated: 2024-06-{day:02}\npublished: 2024-06-{day:02}\n\
         summary: 一句话。\n---\n\n{body}\n"
    )
}

fn chinese(title: &str, day: u32) -> String {
    format!(
        "---\n标题: {title}\n主题分类: 综合政务/应急管理\n体裁: 通知\n成文日期: 2024年6月{day}日\n发布日期: 2024-06-{day:02}\n\
         内容概述: 一句话。\n---\n\n各村民委员会：\n"
    )
}

fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GBK.encode(text).0.into_owned()
}

fn utf16(text: &str) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

/// Six items without a number, in the encodings that offices have, one with attachments.
fn fresh(place: &Place) {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad-sites/base");
    assert!(std::process::Command::new("cp").arg("-r").arg(base).arg(place.root()).status().unwrap().success());
    place.write("content/notice/gbk.md", gbk(&chinese("关于夏收的通知", 3).replace('\n', "\r\n")));
    place.write("content/notice/utf16.md", utf16(&chinese("关于夏种的通知", 4)));
    place.write("content/emergency/one.md", item("关于防火的通知", 5, "正文一。"));
    place.write("content/emergency/two.md", item("关于防雷的通知", 6, "正文二。"));
}

/// The same, built.
fn built(place: &Place) {
    fresh(place);
    place.run(&["build"]);
}

/// Built and put online.
fn sealed(place: &Place) {
    built(place);
    place.run(&["seal"]);
}

/// Built once more, so that the build remembers this very state of the disk.
fn built_again(place: &Place) {
    place.run(&["build"]);
}

/// Built once more; then a text, a title and an attachment changed.
fn built_and_edited(place: &Place) {
    built_again(place);
    edit(place, "content/emergency/one.md", "正文一", "改过的正文一");
    edit(place, "content/emergency/two.md", "title: 关于防雷的通知", "title: 关于防雷防风的通知");
    place.write("content/notice/2024-huiyi/补充.txt", "补充说明\n");
}

/// As it was before that; files written anew, as an editor does.
pub(crate) fn taken_back(place: &Place) {
    edit(place, "content/emergency/one.md", "改过的正文一", "正文一");
    edit(place, "content/emergency/two.md", "title: 关于防雷防风的通知", "title: 关于防雷的通知");
    fs::remove_file(place.root().join("content/notice/2024-huiyi/补充.txt")).unwrap();
}

fn edit(place: &Place, path: &str, old: &str, new: &str) {
    let text = fs::read_to_string(place.root().join(path)).unwrap();
    assert!(text.contains(old), "{path}");
    place.write(path, text.replace(old, new));
}

/// Put online with a public display of names, which has ended.
fn displayed(place: &Place) {
    fresh(place);
    let names = "| 姓名 |\n| --- |\n| 张三 |";
    let display = item("救助对象公示", 7, names).replace("summary:", "display: {from: 2024-06-07, days: 7}\nsummary:");
    place.write("content/notice/display.md", display.replace('\n', "\r\n"));
    place.run(&["build"]);
    place.run(&["seal"]);
}

/// Put online, and one item edited since.
fn sealed_and_edited(place: &Place) {
    sealed(place);
    edit(place, "content/emergency/one.md", "正文一", "改过的正文一");
}

/// Put online, one item withdrawn, another corrected, not built since.
fn withdrawn(place: &Place) {
    sealed_and_edited(place);
    for scenario in SCENARIOS.iter().filter(|scenario| matches!(scenario.name, "withdraw" | "correct")) {
        place.run(scenario.words);
    }
}

/// Built, and then edited, renamed, deleted and added to.
fn changed(place: &Place) {
    built(place);
    let root = place.root();
    edit(place, "content/emergency/one.md", "正文一", "改过的正文一");
    fs::rename(root.join("content/notice/gbk.md"), root.join("content/notice/moved.md")).unwrap();
    fs::remove_file(root.join("content/emergency/two.md")).unwrap();
    place.write("content/notice/utf16-new.md", utf16(&chinese("关于秋收的通知", 8)));
    place.write("content/emergency/three.md", item("关于防风的通知", 9, "正文三。"));
}
