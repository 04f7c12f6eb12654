//! A site and its output in a folder of their own, and what stands in them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// The day on which the tests take place: after any on which they run, because what is sealed bears the clock's own time,
/// and a record of correction counts for what was sealed before it.
const TODAY: &str = "2099-12-31";

/// A site with its output beside it.
pub(crate) struct Place {
    folder: TempDir,
    /// The output, where it lies on another file system.
    elsewhere: Option<TempDir>,
}

/// Every file below a folder, by its path in it.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

impl Place {
    /// An empty one, in memory where that can be: thousands of runs each sync several times.
    pub(crate) fn new(elsewhere: bool) -> Self {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
        let elsewhere = elsewhere.then(|| TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap());
        Self { folder: folder.unwrap(), elsewhere }
    }

    /// Keeps site and output as they are now, for [`Self::restore`].
    pub(crate) fn keep(&self) {
        self.copy(true);
    }

    /// Puts back what was kept, times included. The place stays the same: the record of an output knows it by its path.
    pub(crate) fn restore(&self) {
        self.copy(false);
    }

    /// Takes away the output and all that is remembered of it.
    pub(crate) fn forget(&self) {
        let _ = fs::remove_dir_all(self.out());
        for entry in fs::read_dir(self.root().join(".mulu")).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                fs::remove_dir_all(path).unwrap();
            }
        }
    }

    fn copy(&self, away: bool) {
        for (here, kept) in [(self.root(), "kept-site"), (self.out(), "kept-out")] {
            let kept = self.folder().join(kept);
            let (from, to) = if away { (&here, &kept) } else { (&kept, &here) };
            let _ = fs::remove_dir_all(to);
            if from.exists() {
                assert!(Command::new("cp").arg("-a").arg(from).arg(to).status().unwrap().success());
            }
        }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The folders in which faults happen.
    pub(crate) fn watched(&self) -> String {
        format!("{}:{}", self.folder().display(), self.out().display())
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    pub(crate) fn out(&self) -> PathBuf {
        self.elsewhere.as_ref().unwrap_or(&self.folder).path().join("out")
    }

    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let file = self.root().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }

    /// The program on this site: the words of a command, to which root and output are added.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let program = std::env::var_os("CRASH_PROGRAM").unwrap_or_else(|| env!("CARGO_BIN_EXE_mulu").into());
        let mut command = Command::new(program);
        command.args(words).arg("--root").arg(self.root()).args(["--today", TODAY, "--lang", "en"]);
        if matches!(words[0], "build" | "seal") {
            command.arg("--out").arg(self.out());
        } else if words[0] == "archive" {
            command.arg("--site").arg(self.out());
        }
        command.env("NO_COLOR", "1").env_remove("RUST_BACKTRACE").current_dir(self.folder.path());
        command
    }

    /// Runs it; it must end well.
    pub(crate) fn run(&self, words: &[&str]) {
        let output = self.command(words).output().unwrap();
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(0), "{words:?}: {said}");
    }

    pub(crate) fn state(&self) -> State {
        let mut site = files(&self.root());
        let ledger = site.remove("ledger.csv").unwrap_or_default();
        let mulu = site.keys().filter(|path| path.starts_with(".mulu/")).cloned().collect();
        let content = site.into_iter().filter(|(path, _)| !path.starts_with(".mulu/")).collect();
        State { content, ledger, mulu, out: files(&self.out()) }
    }
}

/// All that stands in a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct State {
    /// The site without ledger and `.mulu`.
    pub(crate) content: Files,
    pub(crate) ledger: Vec<u8>,
    /// The names of the program's own files.
    pub(crate) mulu: Vec<String>,
    pub(crate) out: Files,
}

fn files(folder: &Path) -> Files {
    fn walk(root: &Path, folder: &Path, out: &mut Files) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, out);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                out.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    let mut out = Files::new();
    walk(folder, folder, &mut out);
    out
}
