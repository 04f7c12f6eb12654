//! What a person at a terminal sees of long work: which part is at work, how far it is, how fast, and how long it will take. In a
//! file or a pipe nothing of it stands.

#![cfg(target_os = "linux")]

use crate::support::{Site, at_a_terminal, fine};

/// What was on a line at some moment, without colours and control characters.
fn frames(shown: &str) -> Vec<String> {
    let plain = |line: &str| {
        let mut text = String::new();
        let mut rest = line.chars();
        while let Some(c) = rest.next() {
            if c == '\u{1b}' {
                // CSI: parameters, then one letter.
                rest.by_ref().find(char::is_ascii_alphabetic);
            } else if !c.is_control() {
                text.push(c);
            }
        }
        text.trim().to_owned()
    };
    shown.split(['\r', '\n']).map(plain).filter(|line| !line.is_empty()).collect()
}

#[test]
fn long_work_shows_how_far_it_is_on_a_terminal_alone() {
    // It takes long enough to be looked at.
    let site = Site::township();
    let build = |words: &str| {
        let mulu = env!("CARGO_BIN_EXE_mulu");
        let root = site.root();
        let (shown, status) = at_a_terminal(
            &format!("'{mulu}' build --anew --root '{}' --today 2026-11-23 {words}", root.display()),
            "",
        )?;
        assert_eq!(status, 0, "{shown}");
        Some(shown)
    };
    let Some(shown) = build("--lang zh") else { return };
    let frames = frames(&shown);
    // Pages: so many of so many, so many a second, and the time that is left.
    let page = frames.iter().find(|line| line.starts_with("生成网页")).unwrap_or_else(|| panic!("{frames:#?}"));
    let words: Vec<&str> = page.split_whitespace().collect();
    let (done, all) = words.iter().find_map(|word| word.split_once('/')).unwrap_or_else(|| panic!("{page}"));
    let number = |text: &str| text.replace(',', "").parse::<usize>().unwrap_or_else(|_| panic!("{page}"));
    assert!(number(done) <= number(all) && number(all) > 150, "{page}");
    let (fast, left) =
        page.split_once("每秒 ").and_then(|(_, rest)| rest.split_once("，还剩 ")).unwrap_or_else(|| panic!("{page}"));
    assert!(fast.parse::<u64>().is_ok(), "how fast: {page}");
    assert!(left.len() == 8 && left.split(':').all(|part| part.parse::<u8>().is_ok()), "the time that is left: {page}");
    assert!(frames.iter().all(|line| line.chars().count() <= 100), "{frames:#?}");
    // Bars go when they are done; the last line says what came of it.
    let end = frames.last().unwrap();
    assert!(!end.contains("每秒") && shown.contains("\u{1b}[2K"), "{frames:#?}");
    let quiet = build("--quiet").unwrap();
    assert_eq!(quiet.trim(), "", "quiet is quiet");
    // Into a pipe.
    let piped = site.run("build", &["--anew", "--lang", "zh"]);
    fine(&piped);
    assert!(!piped.err.contains(['\r', '\u{1b}']) && !piped.err.contains("每秒"), "{}", piped.err);
}
