//! Broken input of every kind that we know of, and what is said to it.
//!
//! A folder of `tests/bad-sites` is laid over `tests/bad-sites/base`, a sound site; what the program then says stands
//! beside it in a file of the folder's name. A fault that cannot be kept in version control (a link, a huge file, the
//! traces of earlier runs) is made here, in [`prepare`].
//!
//! `SNAPSHOTS=overwrite cargo test --test all bad_sites` writes the files anew. Read them before you commit them: does
//! each say what is wrong, where, and what to do?

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use snapbox::Data;
use snapbox::assert::Assert;

use crate::support::{Run, Site};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad-sites")
}

fn site(name: &str) -> Site {
    let site = Site::of(&[&folder().join("base"), &folder().join(name)]);
    if site.root().join("README.txt").exists() {
        site.remove("README.txt");
    }
    prepare(name, &site);
    site
}

/// Sites that are odd, and yet there is nothing to complain of.
const SOUND: &[&str] = &["ledger-excel-habits"];

/// Makes what no folder can hold.
fn prepare(name: &str, site: &Site) {
    let item = "content/notice/2024-fangxun.md";
    match name {
        "config-missing" => site.remove("site.toml"),
        "file-no-content" => site.remove("content"),
        "text-too-large" => {
            let mut text = site.read(item);
            text.push_str(&"汛期值守，落实责任。\n".repeat(20 * 1024 * 1024 / 31));
            site.write("content/notice/huge.md", text);
        }
        "text-too-many" => {
            let mut text = site.read(item);
            text.push_str("\n|户|元|\n|-|-|\n");
            text.push_str(&"|张某|1200|\n".repeat(200_000));
            site.write("content/notice/table.md", text);
        }
        "text-long" => {
            let mut text = site.read(item);
            text.push_str("\n|户|元|\n|-|-|\n");
            text.push_str(&"|张某|1200|\n".repeat(80_000));
            site.write("content/notice/table.md", text);
        }
        "text-page-too-large" => {
            let text = site.read(item);
            let known =
                text.replacen("title: ", &format!("index_no: 900010028/2024-00009\ntitle: {}", "汛".repeat(480)), 1);
            site.write("content/notice/known.md", known);
            site.write("content/notice/list.md", text + &"见[[900010028/2024-00009]]。\n\n".repeat(36_000));
        }
        "file-symlink-outside" => link_outside(site),
        "file-unreadable" => make_pipe(site),
        "sealed-changed" => {
            publish(site);
            site.write(item, site.read(item).replace("立即检查", "有空检查"));
        }
        "sealed-gone" => {
            publish(site);
            site.remove(item);
        }
        "sealed-held" => {
            publish(site);
            site.write(item, site.read(item).replace("genre: 通知", "genre: 通之"));
        }
        _ => {}
    }
}

/// Puts the site online, as far as the ledger is concerned.
fn publish(site: &Site) {
    let built = site.run("build", &[]);
    assert_eq!(built.status, Some(0), "{}{}", built.out, built.err);
    let sealed = site.run("seal", &[]);
    assert_eq!(sealed.status, Some(0), "{}{}", sealed.out, sealed.err);
}

#[cfg(unix)]
fn link_outside(site: &Site) {
    use std::os::unix::fs::symlink;
    fs::write(site.out(), "secret").unwrap();
    let notice = site.root().join("content/notice");
    symlink(site.out(), notice.join("secret.md")).unwrap();
    symlink("/etc", notice.join("etc")).unwrap();
    symlink(&notice, notice.join("loop")).unwrap();
    symlink("nowhere.md", notice.join("dangling.md")).unwrap();
    symlink("../../site.toml", notice.join("settings.md")).unwrap();
}

#[cfg(unix)]
fn make_pipe(site: &Site) {
    let pipe = site.root().join("content/notice/pipe.md");
    assert!(std::process::Command::new("mkfifo").arg(pipe).status().unwrap().success());
}

#[cfg(not(unix))]
fn link_outside(_: &Site) {}

#[cfg(not(unix))]
fn make_pipe(_: &Site) {}

/// What `check` says of a broken site, as it stands in the file beside the folder.
fn said(run: &Run) -> String {
    format!("exit status {}\n\n{}{}", run.status.map_or("none".to_owned(), |code| code.to_string()), run.out, run.err)
}

fn test(name: &str) {
    let site = site(name);
    // A fault of the theme shows when a page is made.
    let run = if name.starts_with("theme-") {
        site.build()
    } else {
        site.run("check", &["--format", "text", "--lang", "en"])
    };
    // Without site.toml there is no site to find anything in: that is wrong usage.
    let usage = name == "config-missing";
    let status = if usage { matches!(run.status, Some(2)) } else { matches!(run.status, Some(0 | 1)) };
    assert!(status, "neither fine nor findings:\n{}", said(&run));
    Assert::new().action_env("SNAPSHOTS").eq(said(&run), Data::read_from(&folder().join(format!("{name}.txt")), None));
    if usage {
        return;
    }

    let english = codes(&site, "en");
    assert_eq!(english.is_empty(), SOUND.contains(&name), "said: {english:?}");
    assert_eq!(english, codes(&site, "zh"), "the languages differ");

    // Whatever it is, building ends in order, and what stops the build leaves nothing behind.
    let before = listing(&site.root().join("content"));
    let built = site.build();
    assert!(matches!(built.status, Some(0 | 1)), "{}", said(&built));
    assert_eq!(site.out().join("index.html").exists(), built.status == Some(0), "{}", said(&built));
    assert_eq!(before, listing(&site.root().join("content")), "files came or went");
}

/// Code and place of every finding.
fn codes(site: &Site, lang: &str) -> Vec<String> {
    let run = site.run("check", &["--format", "json", "--lang", lang]);
    let findings: serde_json::Value = serde_json::from_str(&run.out).expect("check --format json writes JSON");
    let list = findings["findings"].as_array().expect("a list of findings");
    list.iter()
        .map(|finding| {
            for key in ["message", "hint"] {
                let text = finding[key].as_str().unwrap_or_default();
                assert!(!text.is_empty(), "{finding} has no {key}");
                let chinese = text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
                assert!(lang == "en" || chinese, "not in Chinese: {finding}");
            }
            format!("{} {}:{}:{}", finding["code"], finding["path"], finding["line"], finding["column"])
        })
        .collect()
}

fn listing(folder: &Path) -> BTreeSet<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeSet::new() };
    let mut all = BTreeSet::new();
    for entry in entries {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            all.extend(listing(&entry.path()));
        }
        all.insert(entry.path());
    }
    all
}

/// One test a folder, and one that no folder is forgotten.
macro_rules! bad_sites {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            test(&stringify!($name).replace('_', "-"));
        })*

        #[test]
        fn every_folder_is_tested() {
            let tested: BTreeSet<String> = [$(stringify!($name).replace('_', "-")),*].into();
            let mut there = BTreeSet::new();
            for entry in fs::read_dir(folder()).unwrap() {
                let entry = entry.unwrap();
                if entry.file_type().unwrap().is_dir() && entry.file_name() != "base" {
                    there.insert(entry.file_name().into_string().unwrap());
                }
            }
            assert_eq!(there, tested);
        }
    };
}

#[test]
fn the_base_is_sound() {
    let run = site("base").run("check", &["--lang", "en"]);
    assert_eq!(run.status, Some(0), "{}", said(&run));
    assert_eq!(run.out, "", "{}", said(&run));
    let built = site("base").build();
    assert_eq!(built.status, Some(0), "{}", said(&built));
}

bad_sites! {
    agency_unknown
    attachment_damaged
    attachment_encrypted
    attachment_missing
    attachment_no_text
    attachment_old_format
    attachment_outside
    attachment_picture_broken
    attachment_traces
    attachment_type
    attachment_unreadable
    attachment_unsafe
    column_none
    column_unknown
    config_agency_code
    config_bad_values
    config_binary
    config_broken
    config_duplicate_id
    config_gbk
    config_id_unsafe
    config_missing_keys
    config_missing
    config_no_agency
    config_parent_cycle
    config_pattern_no_serial
    config_pattern_unclosed
    config_pattern_unknown
    config_pattern_unsafe
    config_pattern_width
    config_review
    config_traditional
    config_unknown_key
    config_unknown_parent
    config_wrong_types
    corrections_wrong
    date_future
    date_impossible
    date_missing_published
    date_order
    date_wrong_form
    display_ended
    document_number
    file_no_content
    file_odd_names
    file_symlink_outside
    file_unreadable
    file_unused
    front_alias_bomb
    front_both_languages
    front_broken_yaml
    front_deep
    front_duplicate_key
    front_full_width_colon
    front_list_at_top
    front_missing_fields
    front_missing
    front_tab
    front_tags
    front_too_long
    front_two_documents
    front_unclosed
    front_unknown_key_chinese
    front_unknown_key_english
    front_words_only
    front_wrong_types
    genre_mismatch
    genre_unknown
    html_unsafe
    image_missing
    ledger_bad_rows
    ledger_conflict
    ledger_duplicate
    ledger_empty
    ledger_excel_habits
    ledger_header
    ledger_lost_rows
    ledger_mangled
    ledger_mangled_date
    ledger_mangled_otherwise
    ledger_not_a_table
    ledger_without_header
    link_dead
    link_full_width
    link_number_unknown
    link_unpublished
    link_unsafe
    many_faults
    mode_ground_missing
    mode_secret
    mode_unknown
    negative_list
    number_check_digit
    number_duplicate
    number_foreign
    number_lost
    number_malformed
    relation_unknown
    review_after_publication
    review_conclusion
    review_incomplete
    review_missing
    review_order
    review_outdated
    review_unbound
    review_waiting
    sealed_changed
    sealed_gone
    sealed_held
    text_big5
    text_binary
    text_control_characters
    text_empty
    text_gbk
    text_half_a_file
    text_long
    text_mixed_encodings
    text_not_public
    text_nul
    text_old_mac_line_ends
    text_too_large
    text_page_too_large
    text_too_many
    text_unseen
    text_utf16_notepad
    text_utf16_without_mark
    theme_endless
    theme_missing
    theme_syntax
    theme_unknown_variable
    topic_not_a_leaf
    topic_unknown
    validity_dates
    withdrawn_without_reason
}
