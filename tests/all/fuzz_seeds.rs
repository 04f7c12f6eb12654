//! What the fuzzer looks for, without a fuzzer: every kept seed, and small changes of the seeds.
//!
//! The changes come from a fixed sequence, so that a run is like the one before; `FUZZ_ROUNDS` asks for more of them. An
//! input that fails is written to `target/fuzz-failures`. A finding of the fuzzer becomes a seed: then it stays mended.

#[path = "../../fuzz/src/lib.rs"]
#[allow(
    unreachable_pub,
    clippy::missing_panics_doc,
    clippy::expect_used,
    reason = "elsewhere it is a crate of its own"
)]
mod fuzz;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use proptest::prelude::Rng as _;
use proptest::test_runner::{RngAlgorithm, TestRng};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

/// The seeds of a target, by name.
fn seeds(name: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder().join("seeds").join(name)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "{name} has no seeds");
    paths.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

/// The words of a dictionary in libFuzzer's form: `"a\x0ab"`, one a line.
fn dictionary(name: &str) -> Vec<Vec<u8>> {
    let Ok(text) = fs::read_to_string(folder().join(format!("{name}.dict"))) else { return Vec::new() };
    text.lines().filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix('"').map(unescape)).collect()
}

fn unescape(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        let code = rest.get(at + 1..at + 4).and_then(|code| u8::from_str_radix(code.strip_prefix('x')?, 16).ok());
        if let Some(byte) = code {
            out.push(byte);
            rest = &rest[at + 4..];
        } else {
            out.extend(rest.as_bytes().get(at + 1));
            rest = rest.get(at + 2..).unwrap_or_default();
        }
    }
    out.extend_from_slice(rest.as_bytes());
    out
}

struct Changes {
    rng: TestRng,
}

impl Changes {
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.rng.next_u64() % (end.max(1) as u64)).unwrap()
    }

    fn range(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        start..start + self.below((length - start).min(24) + 1)
    }

    /// One small change, as fuzzers make them.
    fn change(&mut self, bytes: &mut Vec<u8>, other: &[u8], words: &[Vec<u8>]) {
        let at = self.below(bytes.len() + 1);
        match self.below(8) {
            0 if at < bytes.len() => bytes[at] = self.rng.next_u32().to_le_bytes()[0],
            1 if at < bytes.len() => bytes[at] ^= 1 << self.below(8),
            2 => drop(bytes.drain(self.range(bytes.len()))),
            3 => {
                let range = self.range(bytes.len());
                let again = bytes[range].repeat(1 + self.below(3));
                drop(bytes.splice(at..at, again));
            }
            4 => {
                let from = other[self.range(other.len())].to_vec();
                drop(bytes.splice(at..at, from));
            }
            5 => bytes.truncate(at),
            _ if !words.is_empty() => {
                let word = words[self.below(words.len())].clone();
                drop(bytes.splice(at..at, word));
            }
            _ => bytes.insert(at, self.rng.next_u32().to_le_bytes()[0]),
        }
    }
}

/// Runs one input; keeps it where it fails.
fn run(name: &str, check: fn(&[u8]), bytes: &[u8], from: &str) {
    if let Err(panic) = catch_unwind(AssertUnwindSafe(|| check(bytes))) {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz-failures");
        let path = folder.join(format!("{name}-{from}"));
        fs::create_dir_all(&folder).unwrap();
        fs::write(&path, bytes).unwrap();
        eprintln!("{name}: the input stands in {}", path.display());
        std::panic::resume_unwind(panic);
    }
}

fn test(name: &str) {
    let (_, check) = *fuzz::TARGETS.iter().find(|(known, _)| *known == name).unwrap();
    let seeds = seeds(name);
    let words = dictionary(name);
    for (path, bytes) in &seeds {
        run(name, check, bytes, path.file_name().unwrap().to_str().unwrap());
    }
    let rounds = std::env::var("FUZZ_ROUNDS").map_or(400, |rounds| rounds.parse().unwrap());
    let mut changes = Changes { rng: TestRng::from_seed(RngAlgorithm::XorShift, b"mulu's own seeds") };
    for round in 0..rounds {
        let mut bytes = seeds[changes.below(seeds.len())].1.clone();
        let other = &seeds[changes.below(seeds.len())].1;
        for _ in 0..=changes.below(6) {
            changes.change(&mut bytes, other, &words);
        }
        run(name, check, &bytes, &format!("round-{round}"));
    }
}

macro_rules! targets {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            test(stringify!($name));
        })*

        #[test]
        fn every_target_is_tested() {
            let named: Vec<&str> = fuzz::TARGETS.iter().map(|(name, _)| *name).collect();
            assert_eq!([$(stringify!($name)),*].as_slice(), named);
            for name in named {
                assert!(folder().join(format!("fuzz_targets/{name}.rs")).exists(), "{name} has no target for the fuzzer");
            }
        }
    };
}

targets! {
    document_number
    docx_text
    front_matter
    ledger
    markdown
    pdf_text
    search_index
    site_toml
    vocabulary
    xlsx_text
}
