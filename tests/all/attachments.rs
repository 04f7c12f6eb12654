//! Attachments from the office's folder to what a resident finds and downloads.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use flate2::read::ZlibDecoder;
use mulu::search::reader::{Catalog, SearchOptions};
use sha2::{Digest as _, Sha256};

use crate::support::{Run, Site};

fn bad_sites() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad-sites")
}

fn site(name: &str) -> Site {
    Site::of(&[&bad_sites().join("base"), &bad_sites().join(name)])
}

fn fine(run: &Run) {
    assert_eq!(run.status, Some(0), "{}{}", run.out, run.err);
}

/// Titles of what is found, and the snippet of the first.
fn search(site: &Site, words: &str) -> (Vec<String>, String) {
    let catalog = Catalog::open_folder(&site.out().join("search")).unwrap();
    let answer = catalog.search(words, &SearchOptions { limit: 10, ..SearchOptions::default() }).unwrap();
    if !answer.exact {
        return (Vec::new(), String::new());
    }
    assert_eq!(answer.total, answer.results.len());
    let snippets = catalog.snippets(&answer).unwrap();
    let marked = |fragment: &mulu::search::reader::Fragment| {
        if fragment.is_match { format!("[{}]", fragment.text) } else { fragment.text.clone() }
    };
    let first = snippets.first().map(|snippet| snippet.iter().map(marked).collect()).unwrap_or_default();
    (answer.results.into_iter().map(|hit| hit.title).collect(), first)
}

const TITLE: &str = "关于做好2024年防汛备汛工作的通知";

#[test]
fn words_of_attachments_are_found_and_hidden_ones_are_not() {
    let site = site("attachment-traces");
    fine(&site.build());
    for (words, snippet) in [
        ("各村每日报送", "[各村每日报送]"),
        ("责任人 东湾村", "[东湾村] 村主任"),
        ("汛期值守须知", "[汛期值守须知]"),
        ("干净的文件", "[干净的文件]"),
    ] {
        let (titles, found) = search(&site, words);
        assert_eq!(titles, [TITLE], "{words}");
        assert!(found.contains(snippet) || words.contains(' '), "{words}: {found}");
    }
    assert_eq!(search(&site, "传达上级防汛工作部署").0, ["关于召开防汛工作会议的通知"], "a PDF with a Chinese font");
    for secret in ["SECRET", "底稿", "冯八", "周五", "工资"] {
        assert!(search(&site, secret).0.is_empty(), "{secret}");
    }
    // Not in a corner of the index either.
    let mut folders = vec![site.out().join("search")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = fs::read(&path).unwrap();
            let mut text = Vec::new();
            if path.extension().is_some_and(|ending| ending == "bin") {
                // Terms are coded otherwise; the searches above look into them.
                let _ = ZlibDecoder::new(&bytes[5..]).read_to_end(&mut text);
            }
            for bytes in [&bytes, &text] {
                assert!(!String::from_utf8_lossy(bytes).contains("SECRET"), "{}", path.display());
            }
        }
    }
}

/// A photo with a place, a device and a small copy of itself.
fn photo() -> Vec<u8> {
    let segment = |marker: u8, data: &[u8]| {
        let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
        [&[0xFF, marker], length.as_slice(), data].concat()
    };
    let mut exif = b"Exif\0\0II\x2A\0\x08\0\0\0\x02\0".to_vec();
    exif.extend(b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\x25\x88\x04\0\x01\0\0\0\x26\0\0\0\0\0\0\0SECRET-PLACE");
    [
        b"\xFF\xD8".to_vec(),
        segment(0xE0, b"JFIF\0\x01\x02\0\0\x48\0\x48\0\0"),
        segment(0xE1, &exif),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<SECRET-NAME/>"),
        segment(0xDB, &[1; 65]),
        segment(0xC0, &[8, 0, 8, 0, 8, 1, 1, 0x11, 0]),
        segment(0xDA, &[1, 1, 0, 0, 63, 0]),
        b"picture\xFF\xD9SECRET-FILM".to_vec(),
    ]
    .concat()
}

#[test]
fn a_photo_goes_out_without_place_and_device() {
    let site = site("attachment-old-format");
    let source = "content/notice/new/水库.jpg";
    site.write(source, photo());
    fine(&site.build());
    let folder = site.out().join("item/900010028/2024-00001");
    let published: Vec<PathBuf> = walk(&site.out().join("item"))
        .into_iter()
        .filter(|path| path.extension().is_some_and(|e| e == "jpg"))
        .collect();
    let [published] = published.as_slice() else { panic!("{published:?} in {}", folder.display()) };
    let bytes = fs::read(published).unwrap();
    assert!(!String::from_utf8_lossy(&bytes).contains("SECRET"));
    assert!(String::from_utf8_lossy(&bytes).contains("picture"));
    let name = published.file_name().unwrap().to_str().unwrap();
    let hash = Sha256::digest(&bytes);
    assert!(name.contains(&format!("-{:02x}{:02x}{:02x}{:02x}.jpg", hash[0], hash[1], hash[2], hash[3])), "{name}");
    assert_eq!(fs::read(site.root().join(source)).unwrap(), photo(), "the office's own file stays as it is");

    let again = site.build();
    fine(&again);
    assert!(again.out.contains("0 written") || again.err.contains("0 written"), "{}{}", again.out, again.err);
    fine(&site.run("seal", &["--out", site.out().to_str().unwrap()]));
    fine(&site.build());
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(walk(&path)) } else { files.push(path) }
    }
    files
}

#[test]
fn a_large_file_is_said_and_published() {
    let site = site("attachment-old-format");
    site.write("content/notice/new/规划图集.pdf", "%PDF-1.7\n");
    let file = fs::OpenOptions::new().write(true).open(site.root().join("content/notice/new/规划图集.pdf")).unwrap();
    file.set_len(100 << 20).unwrap();
    let run = site.run("check", &["--lang", "en"]);
    fine(&run);
    assert!(run.out.contains("attachment.too_large"), "{}{}", run.out, run.err);
}
