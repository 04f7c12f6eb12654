//! Nothing leaks: a site in which everything that is not public carries secrets, and a search of every byte that is built.
//!
//! [`secrets`] gives each field and file of [`site`] a word of its own; [`seek`] looks for such words in whatever form a file
//! may hold them. Search is asked for each of them, too, because an index holds no whole words.

mod secrets;
mod seek;
mod site;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use mulu::search::reader::{Catalog, SearchOptions};
use secrets::Secrets;
use site::Later;

use crate::support::{Run, Site};

fn fine(run: &Run) {
    assert_eq!(run.status, Some(0), "{}{}", run.out, run.err);
}

/// Every file of the built site: its path and its bytes.
fn built(out: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, into: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, into);
            } else {
                into.insert(path.strip_prefix(root).unwrap().display().to_string(), fs::read(&path).unwrap());
            }
        }
    }
    let mut all = BTreeMap::new();
    walk(out, out, &mut all);
    all
}

/// What reached the site, each secret with the file in which it stands.
fn leaks(site: &Site, secrets: &Secrets) -> Vec<String> {
    leaks_in(&site.out(), secrets)
}

fn leaks_in(folder: &Path, secrets: &Secrets) -> Vec<String> {
    let mut found = Vec::new();
    for (path, bytes) in built(folder) {
        let seen = seek::words(path.as_bytes()).into_iter().chain(seek::words(&bytes));
        found.extend(seen.filter_map(|word| secrets.name(word)).map(|name| format!("{name} reached {path}")));
    }
    found.sort();
    found.dedup();
    found
}

#[test]
fn no_secret_reaches_the_site() {
    let mut secrets = Secrets::default();
    let site = Site::of(&[]);
    let later = site::write(&site, &mut secrets);
    assert!(secrets.len() > 250, "{}", secrets.len());

    // Everything that may be public is, so that what comes down later was there before.
    fine(&site.build());
    let before = leaks(&site, &secrets);
    for name in Later::public_first() {
        assert!(before.iter().any(|leak| leak.starts_with(name)), "{name} is not found while it is public");
    }
    let early: Vec<&String> = before.iter().filter(|leak| !Later::may_be_public(leak)).collect();
    assert!(early.is_empty(), "{early:#?}");

    later.take_down(&site);
    fine(&site.build());
    let after = leaks(&site, &secrets);
    assert!(after.is_empty(), "{after:#?}");

    // What is public is found by the same eyes, in pages, data and the index.
    let open: Vec<String> = built(&site.out())
        .into_iter()
        .filter(|(path, bytes)| !seek::public(path.as_bytes(), bytes).is_empty())
        .map(|(path, _)| path)
        .collect();
    for folder in ["item/", "data/", "feed.xml", "negative-list.html"] {
        assert!(open.iter().any(|path| path.starts_with(folder)), "nothing public is seen in {folder}: {open:?}");
    }
    ask_the_index(&site, &secrets);
    ask_what_is_handed_on(&site, &secrets);
}

/// What leaves the office in other forms: copies, sheets for the board, texts for the loudspeakers, the archive's package.
fn ask_what_is_handed_on(site: &Site, secrets: &Secrets) {
    let sent = site.root().join("sent");
    let run = |command: &str, words: &[&str], name: &str| {
        let (out, to) = (site.out(), sent.join(name));
        let mut all = words.to_vec();
        if command != "board" {
            all.extend(["--site", out.to_str().unwrap()]);
        }
        all.extend(["--out", to.to_str().unwrap()]);
        fine(&site.run(command, &all));
    };
    run("pack", &["--usb", "--zip"], "usb");
    run("pack", &["--kiosk", "--zip"], "kiosk");
    run("board", &["--year", "2024"], "board.html");
    run("board", &["--year", "2024", "--full"], "texts.html");
    run("board", &["--year", "2024", "--speak"], "speech.txt");
    run("archive", &["2024", "--partial", "--zip"], "archive");
    for inside in ["archive/2024-internal", "archive/2024-internal.zip"] {
        let inside = sent.join(inside);
        if inside.is_dir() { fs::remove_dir_all(inside).unwrap() } else { fs::remove_file(inside).unwrap() }
    }
    let open = built(&sent);
    let public = |name: &str| {
        let of = |(path, bytes): (&String, &Vec<u8>)| path.starts_with(name) && !seek::public(b"", bytes).is_empty();
        open.iter().any(of)
    };
    for name in ["usb/", "usb-", "kiosk/", "kiosk-", "board.html", "texts.html", "speech.txt", "archive/2024-public/"] {
        assert!(public(name), "nothing public is seen in {name}: {:?}", open.keys());
    }
    let found = leaks_in(&sent, secrets);
    assert!(found.is_empty(), "{found:#?}");
}

/// The index is coded by a model and holds parts of words, so it is read as a reader reads it: whoever asks it for a secret
/// gets nothing, and no result, no suggestion and no snippet holds one.
fn ask_the_index(site: &Site, secrets: &Secrets) {
    let catalog = Catalog::open_folder(&site.out().join("search")).unwrap();
    let options = SearchOptions { limit: 1000, ..SearchOptions::default() };
    let all = catalog.search("", &options).unwrap();
    assert_eq!(all.results.len(), catalog.len());
    let open = catalog.search("公开之词", &options).unwrap();
    assert!(open.exact && open.total > 3, "search finds nothing that is public");
    let shown = format!("{all:?}{open:?}{:?}", catalog.snippets(&open).unwrap());
    assert!(!seek::public(b"", shown.as_bytes()).is_empty(), "{shown}");
    let seen: Vec<&str> = seek::words(shown.as_bytes()).into_iter().filter_map(|word| secrets.name(word)).collect();
    assert!(seen.is_empty(), "search shows {seen:?}");
    for (name, word) in secrets.words() {
        // Parts of the ASCII part stand in words that are public, and are found where nothing else is.
        let (han, ascii) =
            (catalog.search(&word.han, &options).unwrap(), catalog.search(&word.ascii, &options).unwrap());
        assert!(han.total == 0 && (ascii.total == 0 || !ascii.exact), "search finds {name}");
        assert!(catalog.suggest(&word.han, 10).unwrap().is_empty(), "search suggests {name}");
    }
}

#[test]
fn whatever_form_a_secret_takes_it_is_seen() {
    seek::prove();
}
