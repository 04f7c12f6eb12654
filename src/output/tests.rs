//! What writing promises: all or nothing, whatever fails and whenever; and nothing that is not ours is touched.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};

use proptest::prelude::*;

use super::disk::{Copied, Disk, RealDisk, Stat, hash};
use super::names::Names;
use super::{Content, Folders, OutputError, OutputFile, Session, Summary, last_written, write, write_in};
use crate::attachments::picture;

/// How a disk fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fails {
    /// From one operation on, everything: as if the program had been killed there.
    ForGood,
    /// One operation, then all is well again.
    Once,
}

/// A disk that fails at the n-th operation. A write that fails leaves half of the bytes.
struct FaultyDisk {
    left: AtomicI64,
    fails: Fails,
    kind: io::ErrorKind,
}

impl FaultyDisk {
    fn new(at: i64, fails: Fails, kind: io::ErrorKind) -> Self {
        Self { left: AtomicI64::new(at), fails, kind }
    }

    fn failed(&self) -> bool {
        self.left.load(Ordering::SeqCst) < 0
    }

    fn step(&self) -> io::Result<()> {
        let left = self.left.fetch_sub(1, Ordering::SeqCst);
        match self.fails {
            Fails::ForGood if left <= 0 => Err(io::Error::from(self.kind)),
            Fails::Once if left == 0 => Err(io::Error::from(self.kind)),
            _ => Ok(()),
        }
    }
}

impl Disk for FaultyDisk {
    fn stat(&self, path: &Path) -> io::Result<Option<Stat>> {
        self.step()?;
        RealDisk.stat(path)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<(String, Stat)>> {
        self.step()?;
        RealDisk.list(folder)
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.step()?;
        RealDisk.read(path)
    }
    fn hash(&self, path: &Path) -> io::Result<super::Hash> {
        self.step()?;
        RealDisk.hash(path)
    }
    fn create_folders(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.create_folders(path)
    }
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let step = self.step();
        if step.is_err() && self.fails == Fails::Once {
            RealDisk.write(path, &bytes[..bytes.len() / 2])?;
        }
        step?;
        RealDisk.write(path, bytes)
    }
    fn write_synced(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let step = self.step();
        if step.is_err() && self.fails == Fails::Once {
            RealDisk.write(path, &bytes[..bytes.len() / 2])?;
        }
        step?;
        RealDisk.write(path, bytes)
    }
    fn copy(&self, from: &Path, to: &Path) -> io::Result<Copied> {
        self.step()?;
        RealDisk.copy(from, to)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.rename(from, to)
    }
    fn sync_folder(&self, _path: &Path) -> io::Result<()> {
        self.step()
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.remove_file(path)
    }
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.remove_folder(path)
    }
    fn remove_tree(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.remove_tree(path)
    }
    fn try_replaceable(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.try_replaceable(path)
    }
}

/// A site's root in a folder of its own.
struct Place {
    _temp: tempfile::TempDir,
    folders: Folders,
}

impl Place {
    fn new() -> Self {
        Self::on(tempfile::tempdir().expect("a temporary folder"))
    }

    /// In memory, where that can be had: for the many runs that do not depend on the file system.
    fn fleeting() -> Self {
        Self::on(tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a temporary folder"))
    }

    fn on(temp: tempfile::TempDir) -> Self {
        let root = temp.path().join("站点");
        fs::create_dir_all(root.join("content")).expect("a site");
        fs::write(root.join("site.toml"), "").expect("a site");
        let folders = Folders::new(&root, root.join("public"));
        Self { _temp: temp, folders }
    }

    fn write(&self, site: &[OutputFile]) -> Result<Summary, OutputError> {
        write(&self.folders, site, &())
    }

    fn write_on(&self, disk: &dyn Disk, site: &[OutputFile]) -> Result<Summary, OutputError> {
        write_in(Session::begin_on(disk, &self.folders)?, site, &())
    }

    fn out(&self, path: &str) -> PathBuf {
        self.folders.out.join(path)
    }

    /// Every file and empty folder of the output.
    fn tree(&self) -> BTreeMap<String, Vec<u8>> {
        tree(&self.folders.out)
    }

    /// `changes.json`.
    fn changes(&self) -> serde_json::Value {
        let text = fs::read_to_string(self.folders.state.join("changes.json")).expect("changes.json");
        serde_json::from_str(&text).expect("JSON")
    }

    fn has_journal(&self) -> bool {
        tree(&self.folders.state).keys().any(|path| path.ends_with("/journal"))
    }
}

fn tree(base: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut empty = BTreeMap::new();
    for entry in walkdir::WalkDir::new(base).min_depth(1).into_iter().filter_map(Result::ok) {
        let path = entry.path().strip_prefix(base).expect("inside").to_string_lossy().replace('\\', "/");
        if entry.file_type().is_dir() {
            if fs::read_dir(entry.path()).is_ok_and(|mut inside| inside.next().is_none()) {
                empty.insert(path + "/", Vec::new());
            }
        } else {
            all.insert(path, fs::read(entry.path()).unwrap_or_default());
        }
    }
    all.extend(empty);
    all
}

fn site(files: &[(&str, &str)]) -> Vec<OutputFile> {
    let file = |(path, text): &(&str, &str)| OutputFile {
        path: (*path).to_owned(),
        content: Content::Bytes(text.as_bytes().to_vec()),
    };
    files.iter().map(file).collect()
}

fn wanted(site: &[OutputFile]) -> BTreeMap<String, Vec<u8>> {
    let bytes = |file: &OutputFile| match &file.content {
        Content::Bytes(bytes) => bytes.clone(),
        Content::Copy { from, .. } => fs::read(from).expect("the source"),
        Content::Picture { from, .. } => {
            let whole = fs::read(from).expect("the source");
            picture::clean(&whole).expect("a picture").into_owned()
        }
    };
    site.iter().map(|file| (file.path.clone(), bytes(file))).collect()
}

fn strings(list: &[&str]) -> Vec<String> {
    list.iter().map(|text| (*text).to_owned()).collect()
}

/// Two sites that differ in every way in which sites can.
fn old_site() -> Vec<OutputFile> {
    site(&[
        ("index.html", "first"),
        ("same.html", "same"),
        ("a/same.html", "same"),
        ("a/changed.html", "before"),
        ("a/gone.html", "gone"),
        ("gone/deep/er/x.html", "gone"),
        ("was-a-file", "a file"),
        ("was-a-folder/x.html", "x"),
        ("was-a-folder/y/z.html", "z"),
        ("Case/Name.html", "upper"),
        ("beside-foreign/x.html", "x"),
    ])
}

fn new_site() -> Vec<OutputFile> {
    site(&[
        ("index.html", "second"),
        ("same.html", "same"),
        ("a/same.html", "same"),
        ("a/changed.html", "after"),
        ("a/new.html", "new"),
        ("new/deep/er/x.html", "new"),
        ("new/deep/er/y.html", "new too"),
        ("was-a-file/now/a-folder.html", "in a folder"),
        ("was-a-folder", "a file"),
        ("case/name.html", "lower"),
    ])
}

#[test]
fn a_site_is_written_and_a_second_time_nothing_is() {
    let place = Place::new();
    let summary = place.write(&old_site()).expect("written");
    assert_eq!(place.tree(), wanted(&old_site()));
    assert_eq!((summary.written(), summary.unchanged, summary.removed()), (11, 0, 0));
    let before = (times(&place.folders.out), place.changes());
    let summary = place.write(&old_site()).expect("written");
    assert_eq!((summary.written(), summary.unchanged, summary.removed()), (0, 11, 0));
    assert_eq!(times(&place.folders.out), before.0, "a file was written");
    assert_ne!(place.changes(), before.1, "that nothing changed is recorded");
    assert!(summary.foreign.is_empty());
    let before: Vec<_> = times(&place.folders.root);
    place.write(&old_site()).expect("written");
    assert_eq!(times(&place.folders.root), before, "a file was written");
}

/// Each build says from which state to which it leads, so that an uploader that missed one notices.
#[test]
fn changes_lead_from_one_list_of_checksums_to_the_next() {
    let place = Place::new();
    let mut states = vec![serde_json::Value::Null];
    for files in [old_site(), new_site(), new_site(), old_site()] {
        let session = Session::begin(&place.folders).expect("free");
        for file in &files {
            session.put(&file.path, &file.content).expect("staged");
        }
        session.put_checksums().expect("staged");
        let summary = session.commit().expect("written");
        let list = fs::read(place.out(super::CHECKSUMS)).expect("a list");
        let text = String::from_utf8(list.clone()).expect("text");
        assert_eq!(text.lines().filter(|line| !line.starts_with('#')).count(), files.len());
        let json = place.changes();
        assert_eq!(json["format"], "mulu-changes 1");
        assert_eq!(json["out"], "public");
        assert_eq!(Some(&json["from"]), states.last());
        let state = super::names::hex(&hash(&list));
        assert_eq!(json["to"], state.as_str());
        assert_eq!(json["new"].as_array().map(Vec::len), Some(summary.changes.new.len()));
        assert_eq!(json["from"] == json["to"], summary.changes.is_empty());
        states.push(state.into());
    }
    assert_eq!(states[1], states[4], "the same site is the same state");
}

fn times(base: &Path) -> Vec<(PathBuf, std::time::SystemTime)> {
    let entries = walkdir::WalkDir::new(base).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.filter_map(|file| Some((file.path().to_path_buf(), file.metadata().ok()?.modified().ok()?))).collect()
}

#[test]
fn changes_are_written_named_and_recorded() {
    let place = Place::new();
    place.write(&old_site()).expect("written");
    fs::write(place.out("beside-foreign/theirs.txt"), "theirs").expect("foreign");
    let summary = place.write(&new_site()).expect("written");
    let mut expected = wanted(&new_site());
    expected.insert("beside-foreign/theirs.txt".to_owned(), b"theirs".to_vec());
    assert_eq!(place.tree(), expected);
    assert_eq!(summary.changes.changed, strings(&["a/changed.html", "index.html"]));
    assert_eq!(
        summary.changes.new,
        strings(&[
            "a/new.html",
            "case/name.html",
            "new/deep/er/x.html",
            "new/deep/er/y.html",
            "was-a-file/now/a-folder.html",
            "was-a-folder",
        ])
    );
    assert_eq!(
        summary.changes.removed,
        strings(&[
            "Case/Name.html",
            "a/gone.html",
            "beside-foreign/x.html",
            "gone/deep/er/x.html",
            "was-a-file",
            "was-a-folder/x.html",
            "was-a-folder/y/z.html",
        ])
    );
    assert_eq!(summary.unchanged, 2);
    assert_eq!(summary.foreign, strings(&["beside-foreign/theirs.txt"]));
    let json = place.changes();
    assert_eq!(json["changed"], serde_json::json!(["a/changed.html", "index.html"]));
    assert_eq!(json["removed"].as_array().map(Vec::len), Some(7));
    let record = last_written(&place.folders).expect("readable").expect("there");
    assert_eq!(record.len(), new_site().len());
    assert_eq!(record["index.html"].hash, hash(b"second"));
}

#[test]
fn foreign_files_stay_and_are_named() {
    let place = Place::new();
    place.write(&old_site()).expect("written");
    for path in [".git/HEAD", ".git/objects/ab/cdef", "a/photo.jpg", "notes/todo.txt", "verify.txt"] {
        let real = place.out(path);
        fs::create_dir_all(real.parent().expect("a folder")).expect("a folder");
        fs::write(real, "theirs").expect("foreign");
    }
    let summary = place.write(&new_site()).expect("written");
    assert_eq!(summary.foreign, strings(&[".git/", "a/photo.jpg", "notes/", "verify.txt"]));
    for path in [".git/HEAD", ".git/objects/ab/cdef", "a/photo.jpg", "notes/todo.txt", "verify.txt"] {
        assert_eq!(fs::read(place.out(path)).expect("still there"), b"theirs");
    }
}

/// What a build that has nothing to do says of the output is what one says that looks at everything; it says nothing where
/// a file is not as it was written.
#[test]
fn an_output_that_stands_is_left() {
    let base = tempfile::tempdir().unwrap();
    let folders = Folders::new(base.path(), base.path().join("public"));
    let out = base.path().join("public");
    let put = |path: &str, text: &str| fs::write(out.join(path), text).unwrap();
    let build = || {
        let session = Session::begin(&folders).unwrap();
        for file in old_site() {
            session.put(&file.path, &file.content).unwrap();
        }
        session.put_checksums().unwrap();
        session.commit().unwrap()
    };
    let leave = || Session::begin(&folders).unwrap().leave().unwrap();
    assert_eq!(leave(), None, "nothing was written yet");
    build();
    fs::create_dir_all(out.join("theirs/a")).unwrap();
    put("theirs/a/b.txt", "theirs");
    put("theirs.txt", "theirs");
    let whole = build();
    assert_eq!(whole.foreign, strings(&["theirs.txt", "theirs/"]));
    assert_eq!(leave(), Some(whole.clone()));

    let files: Vec<String> = old_site().into_iter().map(|file| file.path).collect();
    for path in &files {
        let real = out.join(path);
        let (bytes, modified) = (fs::read(&real).unwrap(), fs::metadata(&real).unwrap().modified().unwrap());
        let restore = |bytes: &[u8]| {
            fs::write(&real, bytes).unwrap();
            fs::File::options().write(true).open(&real).unwrap().set_modified(modified).unwrap();
        };
        restore(&[&bytes[..], b"x"].concat());
        assert_eq!(leave(), None, "{path} is longer");
        fs::write(&real, &bytes).unwrap();
        fs::File::options().write(true).open(&real).unwrap().set_modified(std::time::UNIX_EPOCH).unwrap();
        assert_eq!(leave(), None, "{path} has another time");
        fs::remove_file(&real).unwrap();
        assert_eq!(leave(), None, "{path} is gone");
        fs::create_dir(&real).unwrap();
        assert_eq!(leave(), None, "{path} is a folder");
        fs::remove_dir(&real).unwrap();
        restore(&bytes);
        assert_eq!(leave(), Some(whole.clone()), "{path} is back");
    }
    put(super::names::PROBE, "");
    assert_eq!(leave(), None, "an interrupted run left something");
}

#[test]
fn what_someone_changed_in_the_output_is_put_right() {
    let place = Place::new();
    place.write(&old_site()).expect("written");
    fs::write(place.out("same.html"), "hack").expect("same length");
    fs::write(place.out("index.html"), "longer than it was").expect("other length");
    fs::remove_file(place.out("a/same.html")).expect("removed");
    let summary = place.write(&old_site()).expect("written");
    assert_eq!(place.tree(), wanted(&old_site()));
    assert_eq!(summary.changes.changed, strings(&["index.html", "same.html"]));
    assert_eq!(summary.changes.new, strings(&["a/same.html"]));
    assert!(summary.overwritten.is_empty(), "they were ours");
}

#[test]
fn without_its_record_an_output_is_compared_and_nothing_is_removed() {
    let place = Place::new();
    place.write(&old_site()).expect("written");
    fs::remove_dir_all(&place.folders.state).expect("removed");
    let mut next = old_site();
    next.retain(|file| file.path != "a/gone.html");
    next[0].content = Content::Bytes(b"other".to_vec());
    let summary = place.write(&next).expect("written");
    assert_eq!(summary.unchanged, 9);
    assert_eq!(summary.overwritten, strings(&["index.html"]));
    assert_eq!(summary.foreign, strings(&["a/gone.html"]));
    assert!(place.out("a/gone.html").exists());
}

#[test]
fn what_a_killed_run_had_not_renamed_is_cleared_away_even_where_nothing_changed() {
    let place = Place::new();
    place.write(&old_site()).expect("written");
    let store = Session::begin(&place.folders).unwrap().store().to_path_buf();
    for name in ["journal.new", "manifest.new"] {
        fs::write(store.join(name), "mulu-output 1\n= half").unwrap();
    }
    assert!(Session::begin(&place.folders).unwrap().leave().unwrap().is_some());
    let left: Vec<String> = tree(&store).into_keys().filter(|path| path.ends_with(".new")).collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn where_the_record_is_damaged_the_list_of_checksums_tells_what_is_ours() {
    let place = Place::new();
    let build = |files: &[OutputFile]| {
        let session = Session::begin(&place.folders).unwrap();
        for file in files {
            session.put(&file.path, &file.content).unwrap();
        }
        session.put_checksums().unwrap();
        session.commit().unwrap()
    };
    build(&old_site());
    let manifest = tree(&place.folders.state).into_keys().find(|path| path.ends_with("/manifest")).unwrap();
    let manifest = place.folders.state.join(manifest);
    let spoil = || {
        let record = fs::read_to_string(&manifest).unwrap();
        fs::write(&manifest, &record[..record.len() / 2]).unwrap();
    };
    let gone = |paths: &[&str]| {
        let mut site = old_site();
        site.retain(|file| !paths.contains(&file.path.as_str()));
        site
    };
    spoil();
    fs::write(place.out("a/theirs.html"), "theirs").unwrap();
    let summary = build(&gone(&["a/gone.html"]));
    assert_eq!(summary.changes.removed, strings(&["a/gone.html"]));
    assert_eq!(summary.foreign, strings(&["a/theirs.html"]));
    assert!(summary.overwritten.is_empty(), "what stood there was ours");
    assert!(!place.out("a/gone.html").exists() && place.out("a/theirs.html").exists());
    // What is not as it was written may be somebody else's.
    spoil();
    fs::write(place.out("a/same.html"), "changed").unwrap();
    let summary = build(&gone(&["a/gone.html", "a/same.html"]));
    assert_eq!(summary.foreign, strings(&["a/same.html", "a/theirs.html"]));
    // Without a record, or without the list, nothing is known.
    for lost in [place.out(super::CHECKSUMS), manifest.clone()] {
        build(&old_site());
        spoil();
        fs::remove_file(lost).unwrap();
        let summary = build(&gone(&["a/gone.html"]));
        assert!(summary.changes.removed.is_empty() && place.out("a/gone.html").exists(), "{summary:?}");
    }
}

#[test]
fn a_damaged_record_counts_as_none() {
    let place = Place::new();
    place.write(&old_site()).expect("written");
    let manifest = tree(&place.folders.state).into_keys().find(|path| path.ends_with("/manifest")).expect("a manifest");
    let path = place.folders.state.join(manifest);
    let text = fs::read_to_string(&path).expect("text");
    fs::write(&path, text.replace("- ", "- ../../content/").replace("a/gone.html", "../../site.toml"))
        .expect("damaged");
    fs::write(path.with_file_name("journal"), "mulu-output 1\n- ../site.toml\nend 1\n").expect("planted");
    let mut next = old_site();
    next.retain(|file| file.path != "a/gone.html");
    let summary = place.write(&next).expect("written");
    assert!(summary.changes.removed.is_empty());
    assert_eq!(summary.foreign, strings(&["a/gone.html"]));
    assert!(place.folders.root.join("site.toml").exists());
    assert!(!place.has_journal());
}

#[test]
fn what_is_not_ours_is_not_replaced_by_a_folder_or_file() {
    let place = Place::new();
    fs::create_dir_all(place.out("index.html")).expect("a folder");
    fs::write(place.out("index.html/x"), "theirs").expect("foreign");
    fs::write(place.out("a"), "theirs").expect("foreign");
    let at = |files: &[(&str, &str)]| match place.write(&site(files)) {
        Err(OutputError::Occupied { path }) => path,
        other => panic!("{other:?}"),
    };
    assert_eq!(at(&[("index.html", "x")]), "index.html/x");
    assert_eq!(at(&[("a/b.html", "x")]), "a");
    assert_eq!(place.tree().len(), 2);
}

#[cfg(unix)]
#[test]
fn links_in_the_output_are_not_followed() {
    use std::os::unix::fs::symlink;
    let place = Place::new();
    place.write(&old_site()).expect("written");
    let outside = place.folders.root.join("outside");
    fs::create_dir_all(outside.join("gone/deep/er")).expect("a folder");
    fs::write(outside.join("x.html"), "theirs").expect("outside");
    fs::write(outside.join("gone/deep/er/x.html"), "theirs").expect("outside");
    // A folder of ours became a link: what was in it is not removed through the link, nothing is written through it.
    fs::remove_dir_all(place.out("gone")).expect("removed");
    symlink(outside.join("gone"), place.out("gone")).expect("a link");
    fs::remove_file(place.out("index.html")).expect("removed");
    symlink(outside.join("x.html"), place.out("index.html")).expect("a link");
    let summary = place.write(&new_site()).expect("written");
    assert_eq!(fs::read(outside.join("x.html")).expect("there"), b"theirs");
    assert_eq!(fs::read(outside.join("gone/deep/er/x.html")).expect("there"), b"theirs");
    assert_eq!(fs::read(place.out("index.html")).expect("there"), b"second");
    assert!(summary.foreign.contains(&"gone".to_owned()));
    match place.write(&site(&[("gone/x.html", "x")])) {
        Err(OutputError::Occupied { path }) => assert_eq!(path, "gone"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn attachments_are_copied_without_their_permissions_and_only_as_they_were_read() {
    let place = Place::new();
    let from = place.folders.root.join("content/附件.pdf");
    fs::write(&from, vec![7; 300_000]).expect("a source");
    let mut locked = fs::metadata(&from).expect("there").permissions();
    locked.set_readonly(true);
    fs::set_permissions(&from, locked).expect("read-only");
    let copy = |hash| {
        vec![OutputFile {
            path: "item/1.pdf".into(),
            content: Content::Copy { from: from.clone(), size: 300_000, hash },
        }]
    };
    let right = copy(hash(&vec![7; 300_000]));
    assert_eq!(place.write(&right).expect("written").written(), 1);
    assert_eq!(place.tree(), wanted(&right));
    assert!(!fs::metadata(place.out("item/1.pdf")).expect("there").permissions().readonly());
    assert_eq!(place.write(&right).expect("written").unchanged, 1);
    match place.write(&copy([1; 32])) {
        Err(OutputError::SourceChanged { .. }) => {}
        other => panic!("{other:?}"),
    }
    assert_eq!(place.tree(), wanted(&right), "as it was");
}

#[test]
fn names_that_cannot_be_everywhere_stop_before_anything_is_written() {
    let place = Place::new();
    for files in [[("a.html", ""), ("A.html", "")], [("a", ""), ("a/b", "")], [("x", ""), ("../x", "")]] {
        let error = place.write(&site(&files)).expect_err("refused");
        assert!(matches!(error, OutputError::Clash(_) | OutputError::Name { .. }), "{error}");
        assert!(place.tree().is_empty());
        assert!(!place.folders.root.join("x").exists());
    }
}

#[test]
fn two_runs_do_not_write_one_output() {
    let place = Place::new();
    let first = Session::begin(&place.folders).expect("free");
    assert!(matches!(Session::begin(&place.folders), Err(OutputError::Busy)));
    drop(first);
    assert!(Session::begin(&place.folders).is_ok());
}

#[test]
fn a_session_that_is_dropped_leaves_nothing() {
    let place = Place::new();
    place.write(&old_site()).expect("written");
    let before = (place.tree(), tree(&place.folders.state));
    let session = Session::begin(&place.folders).expect("free");
    for file in new_site() {
        session.put(&file.path, &file.content).expect("staged");
    }
    assert_ne!(tree(&place.folders.state), before.1, "staged");
    drop(session);
    assert_eq!((place.tree(), tree(&place.folders.state)), before);
}

#[cfg(unix)]
#[test]
fn an_output_on_another_file_system_is_staged_there() {
    use std::os::unix::fs::MetadataExt as _;
    let place = Place::new();
    let Ok(other) = tempfile::tempdir_in("/dev/shm") else { return };
    let device = |path: &Path| fs::metadata(path).expect("there").dev();
    if device(other.path()) == device(&place.folders.root) {
        return;
    }
    let folders = Folders::new(&place.folders.root, other.path().join("usb/public"));
    write(&folders, &old_site(), &()).expect("written");
    let summary = write(&folders, &new_site(), &()).expect("written");
    assert_eq!(tree(&folders.out), wanted(&new_site()));
    assert_eq!(summary.foreign, Vec::<String>::new());
}

#[test]
fn each_output_has_a_record_of_its_own() {
    let place = Place::new();
    let second = Folders::new(&place.folders.root, place.folders.root.join("trial"));
    place.write(&old_site()).expect("written");
    write(&second, &new_site(), &()).expect("written");
    let summary = place.write(&new_site()).expect("written");
    assert_eq!(summary.removed(), 7);
    assert_eq!(place.tree(), wanted(&new_site()));
}

/// Writes `second` over `first` on a disk that fails at operation `at`; then `third` on a sound one. True where it failed.
fn survives(place: &Place, sites: [&[OutputFile]; 3], at: i64, fails: Fails, kind: io::ErrorKind) -> bool {
    let [first, second, third] = sites;
    place.write(first).expect("the first is written");
    fs::create_dir_all(place.out("")).expect("an output");
    fs::write(place.out("foreign.txt"), "theirs").expect("foreign");
    let with_foreign = |site: &[OutputFile]| {
        let mut all = wanted(site);
        all.insert("foreign.txt".to_owned(), b"theirs".to_vec());
        all
    };
    let disk = FaultyDisk::new(at, fails, kind);
    let result = place.write_on(&disk, second);
    let mut now = place.tree();
    now.remove(".mulu-probe");
    now.retain(|path, _| !path.ends_with("/.mulu-probe"));
    match &result {
        Ok(_) => assert_eq!(now, with_foreign(second), "done, at {at}"),
        Err(error) => {
            assert!(disk.failed(), "failed of itself at {at}: {error}");
            let half = matches!(error, OutputError::Io { half: true, .. });
            assert_eq!(
                half && now != with_foreign(second),
                place.has_journal() && now != with_foreign(second),
                "{at}: {error}"
            );
            if !half {
                assert_eq!(now, with_foreign(first), "nothing changed before the commit, at {at}: {error}");
            }
        }
    }
    place.write(third).expect("the third is written");
    assert_eq!(place.tree(), with_foreign(third), "after a fault at {at}");
    let again = place.write(third).expect("again");
    assert_eq!((again.written(), again.removed(), again.completed_earlier), (0, 0, false));
    let record = last_written(&place.folders).expect("readable").unwrap_or_default();
    assert_eq!(record.keys().collect::<Vec<_>>(), wanted(third).keys().collect::<Vec<_>>());
    disk.failed()
}

#[test]
fn a_fault_at_any_operation_loses_nothing() {
    let (old, new) = (old_site(), new_site());
    let kinds = [io::ErrorKind::StorageFull, io::ErrorKind::PermissionDenied];
    for fails in [Fails::ForGood, Fails::Once] {
        for (third, kind) in [&new, &old].into_iter().zip(kinds) {
            let mut at = 0;
            while survives(&Place::fleeting(), [&old, &new, third], at, fails, kind) {
                at += 1;
            }
            assert!(at > 100, "only {at} operations");
        }
    }
}

/// A completed run reports what it completed, so that an uploader misses nothing.
#[test]
fn what_an_interrupted_run_changed_is_reported_by_the_next() {
    let whole = Place::fleeting();
    whole.write(&old_site()).expect("written");
    let expected = whole.write(&new_site()).expect("written").changes;
    let mut seen = 0;
    for at in 0.. {
        let place = Place::fleeting();
        place.write(&old_site()).expect("written");
        let disk = FaultyDisk::new(at, Fails::ForGood, io::ErrorKind::Other);
        if place.write_on(&disk, &new_site()).is_ok() {
            break;
        }
        let committed = place.has_journal();
        if committed && at % 2 == 0 {
            // Whoever asks for the record gets that of the whole site, not of the half of it.
            let record = last_written(&place.folders).expect("readable").expect("there");
            assert_eq!(record.keys().collect::<Vec<_>>(), wanted(&new_site()).keys().collect::<Vec<_>>(), "at {at}");
            assert_eq!(place.tree(), wanted(&new_site()), "at {at}");
            assert_eq!(place.changes()["removed"].as_array().map(Vec::len), Some(expected.removed.len()));
            seen += 1;
            continue;
        }
        let summary = place.write(&new_site()).expect("written");
        assert_eq!(summary.completed_earlier, committed, "at {at}");
        assert_eq!(summary.changes, expected, "at {at}");
        seen += usize::from(committed);
    }
    assert!(seen > 5, "{seen}");
}

fn any_site() -> impl Strategy<Value = Vec<OutputFile>> {
    let path = prop::sample::select(vec![
        "a", "b", "a/x", "a/y", "b/x", "b/c/x", "b/c/y", "c/d/e/f", "c/d/e/g", "c/d", "A/x", "d.html", "D.html",
        "e/f.html",
    ]);
    let text = prop::sample::select(vec!["", "one", "two", "a longer text"]);
    prop::collection::btree_map(path, text, 0..9).prop_map(|files| {
        let mut kept: Vec<(&str, &str)> = Vec::new();
        for (path, text) in files {
            let mut names = Names::default();
            if kept.iter().map(|(path, _)| *path).chain([path]).all(|path| names.add(path).is_ok()) {
                kept.push((path, text));
            }
        }
        site(&kept)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn any_sites_survive_any_fault(
        (first, second, third) in (any_site(), any_site(), any_site()),
        at in 0..120_i64,
        for_good in any::<bool>(),
    ) {
        let fails = if for_good { Fails::ForGood } else { Fails::Once };
        survives(&Place::fleeting(), [&first, &second, &third], at, fails, io::ErrorKind::StorageFull);
    }
}
