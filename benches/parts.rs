//! How many instructions each part of a build takes, counted by Valgrind: the same on a busy machine as on a quiet one.
//!
//!     cargo bench --bench parts               compares with benches/parts.txt; more than a tenth above it is a failure
//!     cargo bench --bench parts -- --save     writes the counts there instead
//!
//! `tests/run` does the first with `--profile ci`, so that is the profile to save with. The site is the bundled one with every
//! item several times over, and a thread is all that works. What is compared is the count an item, so that another item in the
//! bundled content does not matter. Counts depend on compiler, Valgrind and profile; they are kept for each, and where there
//! are none for those at hand, that is said, and nothing fails.

#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a bench runs programs and tells a person of it")]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs, io};

use jiff::civil::date;
use mulu::blocks::Blocks;
use mulu::build::{documents, load_site_theme};
use mulu::catalog::Catalog;
use mulu::catalog::ledger::Store;
use mulu::catalog::make::make;
use mulu::check::{Subject, check};
use mulu::render::{Job, Options, Plan, Theme};
use mulu::search;
use mulu::site::Site;

/// The parts, in the order in which they follow each other.
const PARTS: [&str; 7] = ["load", "catalog", "check", "theme", "render", "export", "index"];
/// How often each item of the bundled site is there.
const TIMES: usize = 3;
/// A part that takes more than so many instructions, of a hundred that it took, is a failure.
const AT_MOST: u64 = 110;
/// One that takes fewer is said, so that the counts are saved anew.
const AT_LEAST: u64 = 90;

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let done = match words.first().map(String::as_str) {
        Some("--work") => work(Path::new(words.get(1).map_or("", String::as_str))).map(|()| true),
        _ => compare(words.iter().any(|word| word == "--save")),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            println!("the bench failed: {error}");
            ExitCode::FAILURE
        }
    }
}

// The parts, each a function that Valgrind knows by name. It counts from where one is entered to where the next one is: that a
// function is left it does not always see.

#[inline(never)]
fn part_load(root: &Path, site: &mut Option<Site>) {
    *site = mulu::site::load::load(root).ok();
}

#[inline(never)]
fn part_catalog(site: &Site, catalog: &mut Option<Catalog>) {
    let (_, ledger, _) = Store::open(&site.root);
    *catalog = Some(make(site, &ledger, false, false).catalog);
}

#[inline(never)]
fn part_check(site: &Site, catalog: &Catalog) {
    black_box(check(&Subject { site, catalog, today: date(2026, 11, 24) }));
}

/// Templates; what is planned of them before the first page counts here, too.
#[inline(never)]
fn part_theme(site: &Site) -> Option<Theme> {
    load_site_theme(site).ok()
}

/// Pages; gives the texts that search sees.
#[inline(never)]
fn part_render(plan: &Plan<'_>, blocks: &mut [Blocks]) {
    for (path, job) in plan.jobs().iter().filter(|(_, job)| !is_exported(job)) {
        let made = black_box(plan.make(path, job));
        if let Some((at, text)) = made.blocks {
            blocks[at] = text;
        }
    }
}

/// What programs read: data files, feeds, site maps.
#[inline(never)]
fn part_export(plan: &Plan<'_>) {
    for (path, job) in plan.jobs().iter().filter(|(_, job)| is_exported(job)) {
        black_box(plan.make(path, job));
    }
}

#[inline(never)]
fn part_index(catalog: &Catalog, blocks: Vec<Blocks>) {
    black_box(search::build(documents(catalog, blocks), &search::Options::default()).is_ok());
}

/// Where the last part ends.
#[inline(never)]
fn part_end() {
    black_box(());
}

fn is_exported(job: &Job) -> bool {
    matches!(job, Job::Data(_) | Job::Feed(..) | Job::SitemapIndex | Job::Sitemap(..) | Job::Hosting(_))
}

/// Does every part once, on this one thread.
fn work(root: &Path) -> io::Result<()> {
    rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global().map_err(io::Error::other)?;
    let (mut site, mut catalog) = (None, None);
    part_load(root, &mut site);
    let site = site.ok_or_else(|| io::Error::other("the site cannot be read"))?;
    part_catalog(&site, &mut catalog);
    let catalog = catalog.ok_or_else(|| io::Error::other("there is no catalog"))?;
    part_check(&site, &catalog);
    let theme = part_theme(&site).ok_or_else(|| io::Error::other("the theme cannot be read"))?;
    let options = Options::default();
    let mut blocks = vec![Blocks::new(); catalog.entries.len()];
    {
        let plan = Plan::new(&catalog, &theme, &options);
        part_render(&plan, &mut blocks);
        part_export(&plan);
    }
    part_index(&catalog, blocks);
    part_end();
    Ok(())
}

/// Counts, and compares or saves; whether all is well.
fn compare(save: bool) -> io::Result<bool> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some(machine) = machine() else {
        println!("SKIPPED: Valgrind is not installed, so no instructions can be counted (apt-get install valgrind)");
        return Ok(true);
    };
    let file = here.join("benches/parts.txt");
    let mut known = read(&fs::read_to_string(&file).unwrap_or_default());
    if !save && !known.contains_key(&machine) {
        println!("SKIPPED: benches/parts.txt has no counts for {machine}, only for:");
        for other in known.keys() {
            println!("  {other}");
        }
        println!("cargo bench --profile ci --bench parts -- --save adds them.");
        return Ok(true);
    }
    let folder = tempfile::tempdir()?;
    let items = multiply(here, folder.path())?;
    let counts = count(folder.path(), items)?;
    println!("Instructions an item, {items} items ({machine}):");
    if save {
        for part in PARTS {
            println!("  {part:<8} {:>10}", counts[part]);
        }
        known.insert(machine, counts);
        fs::write(&file, write(&known))?;
        println!("Saved in {}.", file.display());
        return Ok(true);
    }
    let before = known.remove(&machine).unwrap_or_default();
    let mut is_well = true;
    for part in PARTS {
        let now = counts[part];
        let then = before.get(part).copied().unwrap_or(0).max(1);
        let hundredths = (now * 100 + then / 2) / then;
        let verdict = match hundredths {
            AT_MOST.. if now * 100 > then * AT_MOST => {
                is_well = false;
                "TOO MANY"
            }
            0..AT_LEAST => "fewer: save them, so that this is kept",
            _ => "",
        };
        println!("  {part:<8} {now:>10}   {hundredths:>3} % of {then} {verdict}");
    }
    if !is_well {
        println!(
            "A part takes over {AT_MOST} % of its instructions. If that must be, save the new counts (-- --save) and say why."
        );
    }
    Ok(is_well)
}

/// What counts depend on; `None` where Valgrind is not there.
fn machine() -> Option<String> {
    let says = |program: &str, word: &str| {
        let output = Command::new(program).arg(word).output().ok()?;
        String::from_utf8(output.stdout).ok().map(|text| text.trim().to_owned())
    };
    let valgrind = says("valgrind", "--version")?;
    let rustc = says(&env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned()), "--version")?;
    let rustc: Vec<&str> = rustc.split(' ').take(2).collect();
    let profile = if cfg!(debug_assertions) { "ci" } else { "release" };
    Some(format!("{}, {valgrind}, {}, profile {profile}", rustc.join(" "), env::consts::ARCH))
}

/// Writes the bundled site with every item several times; how many there are.
fn multiply(here: &Path, root: &Path) -> io::Result<usize> {
    for name in ["site.toml", "ledger.csv"] {
        fs::copy(here.join(name), root.join(name))?;
    }
    let mut items = 0;
    for entry in walkdir::WalkDir::new(here.join("content")).sort_by_file_name() {
        let entry = entry?;
        if !entry.file_type().is_file() {
            continue;
        }
        let path = entry.path().strip_prefix(here).map_err(io::Error::other)?;
        let is_text = path.extension().is_some_and(|ending| ending == "md");
        let times = if path.starts_with("content/pages") { 1 } else { TIMES };
        items += if is_text { times } else { 0 };
        for time in 0..times {
            let to = root.join(renamed(path, time));
            fs::create_dir_all(to.parent().unwrap_or(root))?;
            if is_text && time > 0 {
                // A number is given once.
                let text = fs::read_to_string(entry.path())?;
                let lines = text.lines().filter(|line| !line.starts_with("index_no:") && !line.starts_with("索引号:"));
                fs::write(to, lines.collect::<Vec<_>>().join("\n"))?;
            } else {
                fs::copy(entry.path(), to)?;
            }
        }
    }
    Ok(items)
}

/// `content/notice/a/b.md` becomes `content/notice/a-1/b.md`, so that what lies side by side still does.
fn renamed(path: &Path, time: usize) -> PathBuf {
    let mut parts: Vec<String> = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if time > 0
        && let Some(part) = parts.get_mut(2)
    {
        *part = match part.split_once('.') {
            Some((stem, ending)) => format!("{stem}-{time}.{ending}"),
            None => format!("{part}-{time}"),
        };
    }
    parts.iter().collect()
}

/// Runs [`work`] under Valgrind, which writes down the instructions of each part.
fn count(root: &Path, items: usize) -> io::Result<BTreeMap<String, u64>> {
    let out = root.join("counts");
    let mut command = Command::new("valgrind");
    command.args(["--quiet", "--tool=callgrind", "--cache-sim=no", "--combine-dumps=no"]);
    command.arg(format!("--callgrind-out-file={}", out.display()));
    command.arg(format!("--zero-before=*parts::part_{}*", PARTS[0]));
    for part in PARTS[1..].iter().chain(&["end"]) {
        command.arg(format!("--dump-before=*parts::part_{part}*"));
    }
    let status = command.arg(env::current_exe()?).arg("--work").arg(root).status()?;
    if !status.success() {
        return Err(io::Error::other(format!("valgrind ended with {status}")));
    }
    let mut counts = BTreeMap::new();
    for entry in fs::read_dir(root)? {
        let path = entry?.path();
        if !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("counts")) {
            continue;
        }
        let text = fs::read_to_string(&path)?;
        let field = |name: &str| text.lines().find_map(|line| line.strip_prefix(name));
        let next = field("desc: Trigger: ").and_then(|why| why.rsplit_once("part_")).map(|(_, next)| next.trim());
        let at = next.and_then(|next| PARTS.iter().chain(&["end"]).position(|part| *part == next));
        let part = at.and_then(|at| PARTS.get(at.checked_sub(1)?));
        let total = field("totals: ").and_then(|total| total.trim().parse::<u64>().ok());
        if let (Some(part), Some(total)) = (part, total) {
            counts.insert((*part).to_owned(), total / items as u64);
        }
    }
    match PARTS.iter().find(|part| !counts.contains_key(**part)) {
        Some(part) => Err(io::Error::other(format!("nothing was counted of {part}"))),
        None => Ok(counts),
    }
}

/// Counts by machine and part.
type Counts = BTreeMap<String, BTreeMap<String, u64>>;

fn read(text: &str) -> Counts {
    let mut all = Counts::new();
    let mut machine = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix("  ").and_then(|line| line.split_once(' ')) {
            Some((part, count)) => {
                let count = count.trim().parse().unwrap_or(0);
                all.entry(machine.clone()).or_default().insert(part.to_owned(), count);
            }
            None => line.clone_into(&mut machine),
        }
    }
    all
}

fn write(all: &Counts) -> String {
    let lines = all.iter().flat_map(|(machine, counts)| {
        let line = |part: &&str| format!("  {part:<8} {}", counts.get(*part).copied().unwrap_or(0));
        [machine.clone()].into_iter().chain(PARTS.iter().map(line))
    });
    let head = "# Instructions an item. Written by: cargo bench --profile ci --bench parts -- --save".to_owned();
    [head].into_iter().chain(lines).map(|line| line + "\n").collect()
}
