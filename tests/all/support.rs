//! A site in a folder of its own, and the program run on it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
#[cfg(target_os = "linux")]
use std::{io::Write as _, process::Stdio};

use tempfile::TempDir;

/// The day on which the tests take place.
pub(crate) const TODAY: &str = "2026-11-23";

/// What a run of the program came to.
pub(crate) struct Run {
    /// Exit status; `None` when a signal ended it.
    pub(crate) status: Option<i32>,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

/// A site that a test may spoil; it is gone with the value.
pub(crate) struct Site {
    folder: TempDir,
}

impl Site {
    /// A copy of the folders, each laid over the one before.
    pub(crate) fn of(layers: &[&Path]) -> Self {
        let folder = TempDir::new().unwrap();
        for layer in layers {
            copy(layer, &folder.path().join("site"));
        }
        Self { folder }
    }

    /// The same in memory, where the system has such a folder: who builds very often waits for the disk most of the time.
    pub(crate) fn in_memory(layers: &[&Path]) -> Self {
        let memory = Path::new("/dev/shm");
        let site = Self { folder: if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() }.unwrap() };
        for layer in layers {
            copy(layer, &site.root());
        }
        site
    }

    /// The bundled township.
    pub(crate) fn township() -> Self {
        let (here, site) = (Path::new(env!("CARGO_MANIFEST_DIR")), Self::of(&[]));
        copy(&here.join("content"), &site.root().join("content"));
        for name in ["site.toml", "ledger.csv"] {
            fs::copy(here.join(name), site.root().join(name)).unwrap();
        }
        site
    }

    /// The site's root.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// A place for output, beside the site.
    pub(crate) fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    /// Writes a file of the site.
    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let file = self.root().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }

    /// Reads a file of the site.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    /// Removes a file or folder of the site.
    pub(crate) fn remove(&self, path: &str) {
        let path = self.root().join(path);
        if path.is_dir() { fs::remove_dir_all(path).unwrap() } else { fs::remove_file(path).unwrap() }
    }

    /// Runs the program on this site.
    pub(crate) fn run(&self, command: &str, words: &[&str]) -> Run {
        self.run_on(TODAY, command, words)
    }

    /// The same on another day. Sealing takes the clock's, so what comes after it comes later.
    pub(crate) fn run_on(&self, day: &str, command: &str, words: &[&str]) -> Run {
        let root = self.root();
        let output = Command::new(env!("CARGO_BIN_EXE_mulu"))
            .arg(command)
            .arg("--root")
            .arg(&root)
            .args(["--today", day])
            .args(words)
            .env("NO_COLOR", "1")
            .env_remove("RUST_BACKTRACE")
            .current_dir(self.folder.path())
            .output()
            .unwrap();
        // The folder has another name in each run.
        let readable = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).expect("the program writes UTF-8");
            text.replace(root.to_str().unwrap(), "[ROOT]").replace(self.folder.path().to_str().unwrap(), "[TEMP]")
        };
        Run { status: output.status.code(), out: readable(output.stdout), err: readable(output.stderr) }
    }

    /// Builds the site into [`Self::out`].
    pub(crate) fn build(&self) -> Run {
        let out = self.out();
        self.run("build", &["--lang", "en", "--out", out.to_str().unwrap()])
    }
}

/// Copies a folder over another. Symbolic links are not followed: there are none in the sources of the tests.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Every file below a folder with its bytes.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
    files.map(|file| (name(file.path()), fs::read(file.path()).unwrap())).collect()
}

/// Stops where a run did not end well.
pub(crate) fn fine(run: &Run) {
    assert_eq!(run.status, Some(0), "{}{}", run.out, run.err);
}

/// Runs a command line in a terminal 100 columns wide, where somebody types (`script` of util-linux makes one): everything that
/// was shown, with its control characters, and the exit status. `None`, and said, where no terminal can be made.
#[cfg(target_os = "linux")]
pub(crate) fn at_a_terminal(line: &str, typed: &str) -> Option<(String, i32)> {
    let started = Command::new("script")
        .args(["--quiet", "--return", "--flush", "--command", &format!("stty cols 100 rows 30; {line}"), "/dev/null"])
        .env("TERM", "xterm-256color")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = started else {
        eprintln!("SKIPPED: there is no `script` (util-linux) to make a terminal with");
        return None;
    };
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    Some((String::from_utf8(output.stdout).unwrap(), output.status.code().unwrap()))
}
