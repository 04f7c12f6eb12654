//! Runs the program with a fault in one of its calls to the file system; see `faults.c`.

use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::place::Place;

/// What happens at the chosen call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The program is killed before it.
    Kill,
    /// The program is killed in the middle of it, where it is a write.
    Half,
    /// As [`Kind::Kill`], and the machine with it: what was written and not synced is gone.
    Power,
    /// From here on the disk is full.
    Full,
    /// It fails with `EIO`, once.
    Once,
    /// It fails with `EACCES`, once.
    Denied,
}

impl Kind {
    pub(crate) const ALL: [Self; 6] = [Self::Kill, Self::Half, Self::Power, Self::Full, Self::Once, Self::Denied];

    /// Whether the program does not live to see it.
    pub(crate) fn kills(self) -> bool {
        matches!(self, Self::Kill | Self::Half | Self::Power)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Kill | Self::Power => "kill",
            Self::Half => "half",
            Self::Full => "full",
            Self::Once => "once",
            Self::Denied => "denied",
        }
    }
}

/// A fault at the n-th call, counted from 1; none at 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) at: usize,
    pub(crate) kind: Kind,
}

/// One call that changes something, as it was traced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Call {
    pub(crate) what: String,
    pub(crate) path: PathBuf,
    pub(crate) to: PathBuf,
}

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Ran {
    /// Exit status; `None` when a signal ended it.
    pub(crate) status: Option<i32>,
    pub(crate) signal: Option<i32>,
    pub(crate) said: String,
    /// The calls up to the end, the one with the fault included.
    pub(crate) trace: Vec<Call>,
}

/// The library that is loaded into the program; `None` where there is no C compiler.
pub(crate) fn library() -> Option<&'static Path> {
    static LIBRARY: OnceLock<Option<PathBuf>> = OnceLock::new();
    LIBRARY
        .get_or_init(|| {
            let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("faults-{}.so", std::process::id()));
            let built = Command::new("cc")
                .args(["-shared", "-fPIC", "-O1", "-o"])
                .arg(&path)
                .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/crash/faults.c"))
                .status();
            match built {
                Ok(status) => {
                    assert!(status.success(), "tests/crash/faults.c does not compile");
                    Some(path)
                }
                Err(_) => None,
            }
        })
        .as_deref()
}

/// Runs the program on a place, with a fault where one is given.
pub(crate) fn run(place: &Place, words: &[&str], fault: Option<Fault>) -> Ran {
    let log = place.folder().join("calls.log");
    let _ = fs::remove_file(&log);
    let mut command = place.command(words);
    if let Some(library) = library() {
        command.env("LD_PRELOAD", library);
    }
    // One thread, so that the n-th call is the same in every run.
    command.env("RAYON_NUM_THREADS", "1").env("FAULT_ROOT", place.watched()).env("FAULT_LOG", &log);
    if let Some(fault) = fault {
        command.env("FAULT_AT", fault.at.to_string()).env("FAULT_KIND", fault.kind.name());
    }
    let output = command.output().unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let trace = fs::read_to_string(&log).unwrap_or_default().lines().filter_map(call).collect();
    Ran { status: output.status.code(), signal: output.status.signal(), said, trace }
}

fn call(line: &str) -> Option<Call> {
    let mut parts = line.split('\t').skip(1);
    let what = parts.next()?.to_owned();
    Some(Call { what, path: PathBuf::from(parts.next()?), to: PathBuf::from(parts.next()?) })
}

/// What a loss of power makes of the files: those written and not synced since are empty. Names are kept in the order in
/// which they were given, as journalling file systems do; so every state that such a loss can leave is met by killing
/// the program at every call. Without `synced` the disk keeps nothing of what it was told to.
pub(crate) fn lose_power(trace: &[Call], synced: bool) {
    let mut dirty: Vec<PathBuf> = Vec::new();
    // The last call did not happen.
    for call in &trace[..trace.len().saturating_sub(1)] {
        match call.what.as_str() {
            "create" | "write" if !dirty.contains(&call.path) => dirty.push(call.path.clone()),
            "sync" if synced => dirty.retain(|path| *path != call.path),
            "unlink" => dirty.retain(|path| *path != call.path),
            "rename" => {
                dirty.retain(|path| !path.starts_with(&call.to));
                for path in &mut dirty {
                    if let Ok(rest) = path.strip_prefix(&call.path) {
                        *path = if rest.as_os_str().is_empty() { call.to.clone() } else { call.to.join(rest) };
                    }
                }
            }
            _ => {}
        }
    }
    for path in dirty {
        if path.is_file() {
            fs::write(&path, b"").unwrap();
        }
    }
}
