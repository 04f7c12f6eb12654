//! Checks a bag: whole (every file that is listed is there, every file that is there is listed) and unchanged.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use rayon::prelude::*;
use sha2::{Digest as _, Sha256, Sha512};

use super::error::BagFault;
use super::lines;
use crate::findings::Finding;
use crate::output::verify::Fault;
use crate::output::{Tree, hex};

pub(super) const DECLARATION: &str = "bagit.txt";
pub(super) const INFO: &str = "bag-info.txt";

/// Both checksums of a file, as hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Digests {
    pub(super) size: u64,
    pub(super) sha256: String,
    pub(super) sha512: String,
}

impl Digests {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { size: bytes.len() as u64, sha256: hex(&Sha256::digest(bytes)), sha512: hex(&Sha512::digest(bytes)) }
    }

    fn read(tree: &dyn Tree, path: &str) -> io::Result<Self> {
        let (mut sha256, mut sha512, mut size) = (Sha256::new(), Sha512::new(), 0);
        tree.read(path, &mut |bytes| {
            sha256.update(bytes);
            sha512.update(bytes);
            size += bytes.len() as u64;
        })?;
        Ok(Self { size, sha256: hex(&sha256.finalize()), sha512: hex(&sha512.finalize()) })
    }

    fn get(&self, algorithm: Algorithm) -> &str {
        match algorithm {
            Algorithm::Sha256 => &self.sha256,
            Algorithm::Sha512 => &self.sha512,
        }
    }
}

/// An algorithm that is still trusted. Manifests with others (MD5, SHA-1) are passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Algorithm {
    Sha256,
    Sha512,
}

const ALGORITHMS: [(Algorithm, &str); 2] = [(Algorithm::Sha256, "sha256"), (Algorithm::Sha512, "sha512")];

/// What checking a bag came to.
#[derive(Debug, Default)]
pub struct Checked {
    /// What is wrong, by path.
    pub findings: Vec<Finding>,
    /// Files of the payload.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// SHA-256 of `tagmanifest-sha256.txt`, which seals the whole bag; empty where there is none.
    pub seal: String,
}

/// Whether files say that they are a bag.
pub fn is_bag(tree: &dyn Tree) -> bool {
    text_of(tree, DECLARATION).is_ok()
}

/// Checks a bag.
///
/// # Errors
/// Where its files cannot be listed at all.
pub fn check(tree: &dyn Tree) -> io::Result<Checked> {
    let found = tree.list()?;
    let mut faults: Vec<(String, BagFault)> = Vec::new();
    let declaration = text_of(tree, DECLARATION).unwrap_or_default();
    if !matches!(lines::value(&declaration, "BagIt-Version"), Some("1.0" | "0.97")) {
        faults.push((DECLARATION.to_owned(), BagFault::Declaration));
    }
    if found.get("fetch.txt").is_some_and(|size| *size > 0) {
        faults.push(("fetch.txt".to_owned(), BagFault::Fetch));
    }

    let mut expected: BTreeMap<String, Vec<(Algorithm, String)>> = BTreeMap::new();
    let payload: BTreeSet<&str> = found.keys().map(String::as_str).filter(|path| path.starts_with("data/")).collect();
    let mut manifests = 0;
    for (algorithm, name) in ALGORITHMS {
        for file in [format!("manifest-{name}.txt"), format!("tagmanifest-{name}.txt")] {
            if !found.contains_key(&file) {
                continue;
            }
            let rows = match lines::read_manifest(&text_of(tree, &file).unwrap_or_default()) {
                Ok(rows) => rows,
                Err(line) => {
                    faults.push((file, BagFault::Line(line)));
                    continue;
                }
            };
            if file.starts_with("manifest") {
                manifests += 1;
                let listed: BTreeSet<&str> = rows.iter().map(|(path, _)| path.as_str()).collect();
                let missed = payload.difference(&listed).map(|path| (*path).to_owned());
                faults.extend(missed.map(|path| (file.clone(), BagFault::Unlisted(path))));
            }
            for (path, hash) in rows {
                expected.entry(path).or_default().push((algorithm, hash));
            }
        }
    }
    if manifests == 0 && !faults.iter().any(|(_, fault)| matches!(fault, BagFault::Line(_))) {
        faults.push(("manifest-sha256.txt".to_owned(), BagFault::NoManifest));
    }

    let bytes: u64 = payload.iter().filter_map(|path| found.get(*path)).sum();
    let oxum = format!("{bytes}.{}", payload.len());
    let info = text_of(tree, INFO).unwrap_or_default();
    if let Some(said) = lines::value(&info, "Payload-Oxum").filter(|said| *said != oxum) {
        faults.push((INFO.to_owned(), BagFault::Oxum { said: said.to_owned(), found: oxum }));
    }

    let changed = expected.par_iter().filter_map(|(path, hashes)| {
        let fault = if found.contains_key(path) {
            match Digests::read(tree, path) {
                Ok(digests) if hashes.iter().all(|(algorithm, hash)| digests.get(*algorithm) == hash) => return None,
                Ok(_) => Fault::Changed,
                Err(error) => Fault::Unreadable(error),
            }
        } else {
            Fault::Missing
        };
        Some(fault.finding(path))
    });
    let mut findings: Vec<Finding> = changed.collect();
    findings.extend(faults.iter().map(|(path, fault)| fault.finding(path)));
    let seal = Digests::read(tree, "tagmanifest-sha256.txt").map(|digests| digests.sha256).unwrap_or_default();
    Ok(Checked { findings, files: payload.len(), bytes, seal })
}

/// Longer texts are cut: the manifest of a million files has a fifth of it, and what a bag says must not fill the memory.
const LONGEST_TEXT: usize = 1 << 30;

fn text_of(tree: &dyn Tree, path: &str) -> io::Result<String> {
    let mut all = Vec::new();
    tree.read(path, &mut |bytes| all.extend_from_slice(&bytes[..bytes.len().min(LONGEST_TEXT - all.len())]))?;
    Ok(String::from_utf8_lossy(&all).into_owned())
}
