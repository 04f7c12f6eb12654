//! What a person at a terminal sees of long work: which part is at work, how far it is, how fast, and how long it will take. In a
//! file or a pipe nothing of it stands.

#![cfg(target_os = "linux")]

use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{Site, fine};

/// The bundled site, which takes long enough to be looked at.
fn bundled() -> Site {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = Site::of(&[]);
    for entry in walkdir::WalkDir::new(here.join("content")).into_iter().filter_map(Result::ok) {
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(here).unwrap().to_str().unwrap();
            site.write(path, std::fs::read(entry.path()).unwrap());
        }
    }
    for name in ["site.toml", "ledger.csv"] {
        site.write(name, std::fs::read(here.join(name)).unwrap());
    }
    site
}

/// Runs a command line in a terminal 100 columns wide (`script`, of util-linux); what was shown, with its control characters.
fn on_a_terminal(line: &str) -> Option<String> {
    let output = Command::new("script")
        .args(["-qefc", &format!("stty cols 100 rows 30; {line}"), "/dev/null"])
        .env("TERM", "xterm-256color")
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    Some(text)
}

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
    let site = bundled();
    let build = |words: &str| {
        let mulu = env!("CARGO_BIN_EXE_mulu");
        on_a_terminal(&format!("'{mulu}' build --anew --root '{}' --today 2026-11-23 {words}", site.root().display()))
    };
    let Some(shown) = build("--lang zh") else {
        eprintln!("SKIPPED: script (util-linux) is not here, so nothing can be shown on a terminal");
        return;
    };
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
