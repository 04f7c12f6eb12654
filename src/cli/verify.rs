//! `mulu verify`: whether a copy of the site is whole, unchanged, and nothing else.

use std::io;
use std::path::{Path, PathBuf};

use super::args::{Format, Global, Verify};
use super::console::Console;
use super::progress::Bars;
use super::{Outcome, common};
use crate::archive::{self, ZipTree};
use crate::build::{Phase, Progress as _};
use crate::findings::{Finding, Place, Stops, rules, system};
use crate::messages::Arg;
use crate::output::verify::{Verified, VerifyError, verify_tree};
use crate::output::{CHECKSUMS, FolderTree, Tree, hash_of};
use crate::render::names::readable_size;

/// So many of one kind are printed; all of them with `--verbose`, and for programs.
const SHOWN: usize = 20;

pub(super) fn run(options: &Verify, global: &Global, console: &Console) -> Outcome {
    let Some(folder) = folder(options, global, console) else { return Outcome::Failed };
    let shown = folder.display().to_string();
    let tree = match tree(&folder) {
        // A ZIP file with neither list nor declaration is meant as a package: what it lacks is said.
        Ok(Some(tree)) if archive::is_bag(&*tree) || (folder.is_file() && !has_list(&*tree)) => {
            return run_bag(&*tree, &shown, global, console);
        }
        Ok(Some(tree)) => tree,
        Ok(None) => {
            console.complain("verify-no-folder", &[("folder", shown.into())]);
            return Outcome::Failed;
        }
        Err(error) => {
            console.complain("failed-read", &[("path", shown.into()), ("detail", system::reading(&error))]);
            return Outcome::Failed;
        }
    };
    let bars = Bars::new(console);
    bars.begin(Phase::Verify, None);
    let result = verify_tree(&*tree, options.checksums.as_deref(), &());
    bars.end();
    let (mut findings, verified) = match result {
        Ok(verified) => (verified.faults.iter().map(|(path, fault)| fault.finding(path)).collect(), Some(verified)),
        Err(error) => (vec![no_list(&error, options)], None),
    };
    if options.allow_extra {
        for finding in findings.iter_mut().filter(|finding| finding.rule.code == rules::VERIFY_EXTRA.code) {
            finding.stops = Stops::Nothing;
        }
    }
    let faults = findings.iter().filter(|finding| finding.stops == Stops::Build).count();
    report(&mut findings, global, console);
    let Some(verified) = verified else { return Outcome::Stopped };
    if global.format == Format::Text {
        conclude(&shown, faults, &verified, console);
        warn_of_other_build(global, &folder, options, &verified, console);
    }
    if faults == 0 { Outcome::Fine } else { Outcome::Stopped }
}

fn has_list(tree: &dyn Tree) -> bool {
    tree.list().is_ok_and(|files| files.contains_key(CHECKSUMS))
}

/// What a folder or a ZIP file holds; `None` where there is neither.
fn tree(path: &Path) -> io::Result<Option<Box<dyn Tree>>> {
    if path.is_dir() {
        Ok(Some(Box::new(FolderTree(path.to_path_buf()))))
    } else if path.is_file() {
        Ok(Some(Box::new(ZipTree::open(path)?)))
    } else {
        Ok(None)
    }
}

fn run_bag(tree: &dyn Tree, shown: &str, global: &Global, console: &Console) -> Outcome {
    let bars = Bars::new(console);
    bars.begin(Phase::Verify, None);
    let checked = archive::check(tree);
    bars.end();
    let mut checked = match checked {
        Ok(checked) => checked,
        Err(error) => {
            console.complain("failed-read", &[("path", shown.into()), ("detail", system::reading(&error))]);
            return Outcome::Failed;
        }
    };
    let faults = checked.findings.len();
    report(&mut checked.findings, global, console);
    if global.format == Format::Text {
        let id = if faults == 0 { "verify-bag_fine" } else { "verify-differs" };
        let args = [
            ("folder", shown.into()),
            ("files", checked.files.into()),
            ("size", readable_size(checked.bytes).into()),
            ("faults", faults.into()),
            ("hash", checked.seal.into()),
        ];
        console.say(id, &args);
    }
    if faults == 0 { Outcome::Fine } else { Outcome::Stopped }
}

/// The folder named, else the site's own output.
fn folder(options: &Verify, global: &Global, console: &Console) -> Option<PathBuf> {
    match &options.dir {
        Some(dir) => Some(dir.clone()),
        None => common::root(global, console).map(|root| common::out(None, &root)),
    }
}

fn no_list(error: &VerifyError, options: &Verify) -> Finding {
    let name = options.checksums.as_ref().map_or_else(|| CHECKSUMS.to_owned(), |path| path.display().to_string());
    let (detail, line) = match error {
        VerifyError::NoList => (Arg::message("verify-list_missing"), 0),
        VerifyError::BadList(line) => (Arg::message("verify-list_cut"), *line),
        VerifyError::Io(error) => {
            return Finding::new(&rules::FILE_UNREADABLE, Place::file(name)).with("detail", error.to_string());
        }
    };
    let place = Place { line: u32::try_from(line).unwrap_or(u32::MAX), ..Place::file(name) };
    Finding::new(&rules::VERIFY_LIST, place).with("detail", detail)
}

/// Prints the findings; for people a few of each kind, because a folder that is missing has thousands.
fn report(findings: &mut Vec<Finding>, global: &Global, console: &Console) {
    let mut kinds: Vec<(&'static str, usize)> = Vec::new();
    if global.format == Format::Text && !global.verbose {
        findings.retain(|finding| {
            let code = finding.rule.code;
            let at = kinds.iter().position(|kind| kind.0 == code).unwrap_or_else(|| {
                kinds.push((code, 0));
                kinds.len() - 1
            });
            kinds[at].1 += 1;
            kinds[at].1 <= SHOWN
        });
    }
    console.findings(findings, true);
    for (code, count) in kinds.into_iter().filter(|(_, count)| *count > SHOWN) {
        console.say("verify-more", &[("count", (count - SHOWN).into()), ("code", code.into())]);
    }
}

fn conclude(shown: &str, faults: usize, verified: &Verified, console: &Console) {
    let id = if faults == 0 { "verify-fine" } else { "verify-differs" };
    console.say(
        id,
        &[
            ("folder", shown.into()),
            ("files", verified.files.into()),
            ("size", readable_size(verified.bytes).into()),
            ("faults", faults.into()),
            ("hash", crate::catalog::content_hash::hex(&verified.list).into()),
        ],
    );
}

/// A copy may be whole and yet not what was built last.
fn warn_of_other_build(global: &Global, folder: &Path, options: &Verify, verified: &Verified, console: &Console) {
    if options.checksums.is_some() {
        return;
    }
    let here = || std::env::current_dir().ok().and_then(|here| crate::site::load::find_root(&here));
    let Some(root) = global.root.clone().or_else(here) else { return };
    let own = common::out(None, &root).join(CHECKSUMS);
    if std::fs::read(&own).is_ok_and(|bytes| hash_of(&bytes) != verified.list) {
        let args = [("folder", folder.display().to_string().into()), ("own", own.display().to_string().into())];
        console.say("verify-other_build", &args);
    }
}
