//! A year is packed for the archive: whole, byte for byte what was online, and checked by programs that are not ours.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{Run, Site, files, fine};

const ITEM: &str = "content/notice/2024-fangxun.md";

/// A site whose items are online.
fn sealed() -> Site {
    let site = Site::of(&[&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad-sites/base")]);
    put_online(&site);
    site
}

fn put_online(site: &Site) {
    fine(&site.run("build", &[]));
    fine(&site.run("seal", &[]));
}

fn archive(site: &Site, words: &[&str]) -> Run {
    let mut all = vec!["2024", "--lang", "en"];
    all.extend(words);
    site.run("archive", &all)
}

fn folder(site: &Site) -> PathBuf {
    site.root().join("archive/2024")
}

#[test]
fn a_year_is_packed_as_it_was_online() {
    let site = sealed();
    // What is not public in the year, with words that must stay in the office.
    for (name, line) in
        [("draft", "status: draft"), ("inside", "status: internal"), ("withheld", "mode: 不予公开\nground: R16-1")]
    {
        let text = site.read(ITEM);
        let lines = text.lines().filter(|line| !line.starts_with("index_no")).map(|line| format!("{line}\n"));
        let text = lines.collect::<String>().replacen("title: ", &format!("{line}\ntitle: 秘题"), 1);
        site.write(&format!("content/notice/secret-{name}/index.md"), text + "\n秘文\n");
        site.write(&format!("content/notice/secret-{name}/秘件.txt"), "秘件");
    }
    put_online(&site);
    let run = archive(&site, &["--zip"]);
    fine(&run);
    let public = files(&folder(&site).join("2024-public/data"));
    let online = files(&site.root().join("public"));
    let packed: BTreeMap<&str, &Vec<u8>> =
        public.iter().filter_map(|(path, bytes)| Some((path.strip_prefix("site/")?, bytes))).collect();
    assert!(packed.keys().any(|path| path.starts_with("item/")) && packed.contains_key("year/2024/index.html"));
    for (path, bytes) in &packed {
        assert!(online[*path] == **bytes, "{path} is not what is online");
    }
    for path in online.keys().filter(|path| path.starts_with("item/") && path.contains("2024-")) {
        assert!(packed.contains_key(path.as_str()), "{path} is missing");
    }
    assert!(public.contains_key("catalog.csv") && public.contains_key("catalog.json"));

    let internal = files(&folder(&site).join("2024-internal/data"));
    assert_eq!(internal[ITEM], fs::read(site.root().join(ITEM)).unwrap());
    assert!(internal.contains_key("content/notice/secret-withheld/秘件.txt"), "decided upon, and not disclosed");
    assert!(!internal.contains_key("content/notice/secret-draft/index.md"), "nobody decided on a draft");
    let reviews = String::from_utf8(internal["reviews.csv"].clone()).unwrap();
    assert!(reviews.lines().count() > 1 && reviews.contains(ITEM), "{reviews}");
    let ledger = String::from_utf8(internal["ledger.csv"].clone()).unwrap();
    assert!(ledger.contains(ITEM), "{ledger}");

    // What the office keeps for itself is not handed over.
    for (path, bytes) in &public {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("content/notice") && !path.contains("ledger"), "{path}");
        assert!(!text.contains('秘') && !text.contains("secret-"), "{path} holds what is not public");
    }
    let sheet = fs::read_to_string(folder(&site).join("2024-handover.html")).unwrap();
    assert!(sheet.contains("第二十五条") || sheet.contains("article 25"), "{sheet}");
    let seal = fs::read(folder(&site).join("2024-public/tagmanifest-sha256.txt")).unwrap();
    assert!(sheet.contains(&hex(&seal)), "the sheet does not carry the package's seal");

    // Packed again, nothing changes; packed elsewhere, the bytes are the same.
    let again = archive(&site, &["--zip"]);
    fine(&again);
    assert!(again.err.contains("nothing has changed"), "{}", again.err);
    let other = site.root().join("../elsewhere");
    fine(&archive(&site, &["--zip", "--out", other.to_str().unwrap()]));
    assert!(files(&other) == files(&folder(&site)));
    fine(&site.run("check", &[]));
}

fn hex(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_package_is_verified_as_folder_and_as_zip() {
    let site = sealed();
    fine(&archive(&site, &["--zip"]));
    let verify = |name: &str| {
        let path = folder(&site).join(name);
        let output =
            Command::new(env!("CARGO_BIN_EXE_mulu")).args(["verify", "--lang", "en"]).arg(path).output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    for name in ["2024-public", "2024-internal", "2024-public.zip", "2024-internal.zip"] {
        assert_eq!(verify(name), (Some(0), String::new()), "{name}");
    }
    let page = folder(&site).join("2024-public/data/catalog.csv");
    fs::write(&page, "x").unwrap();
    let (status, said) = verify("2024-public");
    assert_eq!(status, Some(1));
    assert!(said.contains("data/catalog.csv"), "{said}");
    // A package that somebody touched is not silently replaced.
    let run = archive(&site, &[]);
    assert_eq!(run.status, Some(2), "{}", run.err);
    assert!(run.err.contains("was not overwritten"), "{}", run.err);
    let zip = folder(&site).join("2024-public.zip");
    let bytes = fs::read(&zip).unwrap();
    fs::write(&zip, &bytes[..bytes.len() / 2]).unwrap();
    assert_eq!(verify("2024-public.zip").0, Some(2));
}

#[test]
fn what_is_not_sealed_is_not_archived_unseen() {
    let site = sealed();
    let text = site.read(ITEM);
    let empty = site.run("archive", &["1999", "--lang", "en"]);
    assert_eq!(empty.status, Some(2), "{}", empty.err);

    // Changed since, with a record of it: not online as it is now.
    site.write(
        "content/notice/new.md",
        text.lines()
            .filter(|line| !line.starts_with("index_no"))
            .map(|line| format!("{line}\n"))
            .collect::<String>()
            .replace("title: ", "title: 另一个"),
    );
    let not_built = archive(&site, &[]);
    assert_eq!(not_built.status, Some(1), "{}", not_built.err);
    fine(&site.run("build", &[]));
    let refused = archive(&site, &[]);
    assert_eq!(refused.status, Some(1), "{}", refused.err);
    assert!(refused.err.contains("archive.unsealed") && refused.err.contains("new.md"), "{}", refused.err);
    assert!(!folder(&site).exists(), "something was packed");
    let partial = archive(&site, &["--partial"]);
    fine(&partial);
    assert!(partial.err.contains("left out"), "{}", partial.err);
    let sheet = fs::read_to_string(folder(&site).join("2024-handover.html")).unwrap();
    assert!(sheet.contains("另有 1 条未封存"), "{sheet}");
    assert!(!files(&folder(&site).join("2024-internal/data")).contains_key("content/notice/new.md"));

    // Into the site, it would be published.
    let inside = site.root().join("public/archive");
    let run = archive(&site, &["--partial", "--out", inside.to_str().unwrap()]);
    assert_eq!(run.status, Some(2), "{}", run.err);
    assert!(!inside.exists());
}

#[test]
fn the_packages_come_together_or_not_at_all() {
    let site = sealed();
    let (here, into) = (folder(&site), site.root().join("archive"));
    let names = || -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(&here)
            .map(|entries| entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect())
            .unwrap_or_default();
        names.sort();
        names
    };
    let all = ["2024-handover.html", "2024-internal", "2024-internal.zip", "2024-public", "2024-public.zip"];
    // Something stands where the last of them goes: a file, a folder, a link that leads nowhere.
    for (way, name) in [("file", "2024-internal.zip"), ("folder", "2024-internal"), ("link", "2024-internal.zip")] {
        fs::create_dir_all(&here).unwrap();
        let place = here.join(name);
        match way {
            "file" => fs::write(&place, "mine").unwrap(),
            "folder" => fs::create_dir(&place).unwrap(),
            #[cfg(unix)]
            _ => std::os::unix::fs::symlink("nowhere", &place).unwrap(),
            #[cfg(not(unix))]
            _ => continue,
        }
        let run = archive(&site, &["--zip"]);
        assert_eq!(run.status, Some(2), "{way}: {}", run.err);
        assert!(run.err.contains(name) && run.err.contains("was not overwritten"), "{way}: {}", run.err);
        assert_eq!(names(), [name], "{way}: something of this run stayed");
        fs::remove_dir_all(&into).unwrap();
    }
    // The folder itself cannot be made; then nothing of it is there either.
    fs::write(&into, "mine").unwrap();
    let run = archive(&site, &["--zip"]);
    assert_eq!(run.status, Some(2), "{}", run.err);
    assert!(run.err.contains("file.unwritable"), "{}", run.err);
    fs::remove_file(&into).unwrap();

    fine(&archive(&site, &["--zip"]));
    assert_eq!(names(), all);
    let whole = files(&here);
    // What runs leave that are killed: halves under hidden names, and some of the packages at their places.
    fs::create_dir_all(here.join(".2024-public.new/data")).unwrap();
    fs::write(here.join(".2024-public.new/data/half"), "ha").unwrap();
    fs::write(here.join(".2024-internal.new"), "ha").unwrap();
    fs::write(here.join(".2024-public.zip.new"), "ha").unwrap();
    for name in ["2024-internal", "2024-internal.zip", "2024-handover.html"] {
        let path = here.join(name);
        if path.is_dir() { fs::remove_dir_all(path).unwrap() } else { fs::remove_file(path).unwrap() }
    }
    let run = archive(&site, &["--zip"]);
    fine(&run);
    assert!(!run.err.contains("nothing has changed"), "{}", run.err);
    assert_eq!(names(), all);
    assert!(files(&here) == whole);
}

/// The Library of Congress' own checker, where it is there: `pip install bagit`.
#[test]
fn another_program_takes_the_packages_for_valid() {
    let python = |code: &str, argument: &Path| Command::new("python3").args(["-c", code]).arg(argument).output();
    if !python("import bagit", Path::new("")).is_ok_and(|output| output.status.success()) {
        eprintln!("SKIPPED: Python has no bagit (pip install bagit)");
        return;
    }
    let site = sealed();
    fine(&archive(&site, &[]));
    for name in ["2024-public", "2024-internal"] {
        let code = "import bagit, sys\nbag = bagit.Bag(sys.argv[1])\nbag.validate()\nassert bag.info['年度'] == '2024'\n\
                    assert sorted(bag.algorithms) == ['sha256', 'sha512']";
        let output = python(code, &folder(&site).join(name)).unwrap();
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    }
}
