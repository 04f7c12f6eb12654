//! Sheets for the bulletin board and texts for the loudspeakers.

use std::path::Path;

use crate::support::{Run, Site};

fn site() -> Site {
    let site = Site::of(&[Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bad-sites/base"))]);
    fine(&site.run("build", &["--quiet"]));
    site
}

fn fine(run: &Run) {
    assert_eq!(run.status, Some(0), "{}{}", run.out, run.err);
}

#[test]
fn a_sheet_lists_what_was_published_in_a_time() {
    let site = site();
    fine(&site.run("board", &["--column", "notice", "--year", "2024", "--paper", "a3"]));
    let sheet = site.read("board/notice-2024-board.html");
    assert!(sheet.contains("size: A3 portrait") && sheet.contains("防汛"), "{sheet}");
    assert_eq!(sheet.matches("<svg class=\"qr\"").count(), 3, "each of two items has a code, and all of them");
    assert!(!sheet.contains("审查") && !sheet.contains("经办"), "nothing of a review");
    let said = site.run("board", &["--month", "2019-05", "--lang", "zh"]);
    fine(&said);
    assert!(
        said.err.contains("没有发布信息") && site.read("board/all-2019-05-board.html").contains("没有新公开"),
        "{}",
        said.err
    );
    fine(&site.run("board", &["--quarter", "2024-2", "--out", site.root().join("x/y.html").to_str().unwrap()]));
    assert!(site.read("x/y.html").contains("2024-04-01 至 2024-06-30"));
}

#[test]
fn what_is_not_public_is_neither_posted_nor_read_out() {
    let site = site();
    let draft = site.read("content/notice/2024-fangxun.md").replacen("---\n", "---\n状态: draft\n", 1);
    let draft: String =
        draft.lines().filter(|line| !line.starts_with("索引号")).map(|line| format!("{line}\n")).collect();
    site.write("content/notice/draft.md", draft.replace("防汛", "密件"));
    for words in [["--full", "content/notice/draft.md"], ["--speak", "content/notice/draft.md"]] {
        let said = site.run("board", &words);
        assert_eq!(said.status, Some(2), "{}", said.err);
    }
    fine(&site.run("board", &["--year", "2024"]));
    assert!(!site.read("board/all-2024-board.html").contains("密件"));
}

#[test]
fn a_sheet_is_not_put_where_it_would_be_published() {
    let site = site();
    let said = site.run("board", &["--out", site.root().join("content/notice/board.html").to_str().unwrap()]);
    assert_eq!(said.status, Some(2), "{}", said.err);
    assert!(!site.root().join("content/notice/board.html").exists());
    for (words, hint) in
        [(["--column", "notcie"], "notice"), (["--month", "2024-13"], "2024-13"), (["--quarter", "2024-5"], "2024-5")]
    {
        let said = site.run("board", &words);
        assert_eq!((said.status, said.err.contains(hint)), (Some(2), true), "{}", said.err);
    }
}

#[test]
fn a_folder_is_no_file_to_write_to() {
    let site = site();
    let said = site.run("board", &["--year", "2024", "--out", site.root().to_str().unwrap(), "--lang", "zh"]);
    assert_eq!((said.status, said.err.contains("同名的文件夹")), (Some(2), true), "{}", said.err);
}

#[test]
fn an_item_is_read_out_in_words() {
    let site = site();
    fine(&site.run(
        "board",
        &["--speak", "content/notice/2024-fangxun.md", "--out", site.root().join("a.txt").to_str().unwrap()],
    ));
    let text = site.read("a.txt");
    let body: Vec<&str> = text.lines().skip(1).collect();
    assert!(!body.iter().any(|line| line.chars().any(|c| c.is_ascii_digit())), "{text}");
    assert!(text.contains("请注意") && text.contains("二零二四年") && text.matches("播送完毕").count() == 2, "{text}");
    assert!(body.iter().all(|line| line.chars().count() <= 60), "{text}");
}
