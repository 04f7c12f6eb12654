//! What the commands ask of the person at the terminal, through a real terminal.

#![cfg(target_os = "linux")]

use std::path::Path;

use crate::support::{Site, at_a_terminal};

const ITEM: &str = "content/notice/2024-fangxun.md";

/// A site with one item online.
fn site() -> Site {
    let site = Site::of(&[&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad-sites/base")]);
    for command in ["build", "seal"] {
        let out = site.out();
        let run = site.run(command, &["--out", out.to_str().unwrap()]);
        assert_eq!(run.status, Some(0), "{}", run.err);
    }
    site
}

/// Runs the program at a terminal where somebody types.
fn ask(site: &Site, words: &str, typed: &str) -> Option<(String, i32)> {
    let program = env!("CARGO_BIN_EXE_mulu");
    let root = site.root();
    at_a_terminal(
        &format!("NO_COLOR=1 '{program}' {words} --root '{}' --today 2099-06-01 --lang zh", root.display()),
        typed,
    )
}

#[test]
fn a_missing_reason_is_asked_for_and_taken() {
    for (command, question, field) in [
        ("withdraw", "撤回的理由（会显示在网页上）：", "reason: 涉及个人隐私"),
        ("correct", "更正的理由（会显示在网页上）：", "reason: 涉及个人隐私"),
        ("correct --kind 补充 --dry-run", "更正的理由（会显示在网页上）：", ""),
        ("repeal", "废止的理由（会显示在网页上）：", "reason: 涉及个人隐私"),
    ] {
        let site = site();
        let before = site.read(ITEM);
        let Some((shown, status)) = ask(&site, &format!("{command} {ITEM}"), "涉及个人隐私\n") else {
            return;
        };
        assert!(shown.contains(question) && status == 0, "{command}: {status}: {shown}");
        let after = site.read(ITEM);
        assert_eq!(after == before, field.is_empty(), "{command}: {shown}");
        assert!(after.contains(field), "{command}: {after}");
    }
}

#[test]
fn who_signs_is_asked_for() {
    let site = site();
    site.write("site.toml", format!("preset = \"township\"\n{}", site.read("site.toml")));
    let sign = |step: &str, name: &str| ask(&site, &format!("review --sign {step} {ITEM}"), name);
    let Some((shown, status)) = sign("经办", "  张三 \n") else { return };
    assert!(shown.contains("签字人姓名：") && status == 0, "{status}: {shown}");
    assert!(site.read(ITEM).contains("by: 张三"), "{}", site.read(ITEM));
    // Nobody is asked in vain.
    let (shown, status) = sign("科员", "张三\n").unwrap();
    assert!(!shown.contains("签字人姓名") && shown.contains("科员") && status == 2, "{status}: {shown}");
}

/// A line left empty, and Ctrl-D.
#[test]
fn no_answer_writes_nothing_and_says_what_is_missing() {
    let site = site();
    let before = site.read(ITEM);
    for typed in ["\n", "  \n", "\u{4}"] {
        let Some((shown, status)) = ask(&site, &format!("withdraw {ITEM}"), typed) else { return };
        assert!(shown.contains("--reason") && status == 2, "{status}: {shown}");
        assert_eq!(site.read(ITEM), before);
    }
}

/// What comes from a pipe is no person: a script must not be taken for one, nor wait for ever.
#[test]
fn nobody_is_asked_where_nobody_sits() {
    let site = site();
    let before = site.read(ITEM);
    let run = site.run("withdraw", &[ITEM, "--lang", "zh"]);
    assert!(run.status == Some(2) && run.err.contains("--reason") && !run.err.contains("会显示"), "{}", run.err);
    assert_eq!(site.read(ITEM), before);
}
