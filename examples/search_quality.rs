//! How well the search ranks: a judged set of queries over a corpus of whole documents.
//!
//! `cargo run --release --example search_quality -- laws.jsonl.gz [benches/compare/search/judged.tsv]`
//!
//! For each kind of query: how often the sought item comes first, how often among the first ten, and the mean of one over
//! its place (0 beyond the tenth).

#![allow(clippy::print_stdout, reason = "an example talks to the person who runs it")]

mod corpus;

use std::collections::BTreeMap;
use std::path::PathBuf;

use mulu::search::reader::{Catalog, SearchOptions};
use mulu::search::{Options, build};

/// Sums over the queries of a kind.
#[derive(Default)]
struct Sums {
    queries: u32,
    first: u32,
    ten: u32,
    reciprocal: f64,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let Some(input) = args.next() else { return Err("usage: search_quality CORPUS [JUDGED]".into()) };
    let judged = args.next().unwrap_or_else(|| "benches/compare/search/judged.tsv".to_owned());
    let judged = std::fs::read_to_string(judged)?;
    let files = build(corpus::read(&PathBuf::from(input), false, None)?, &Options::default())?;
    let files: BTreeMap<String, Vec<u8>> = files.into_iter().map(|file| (file.path, file.bytes)).collect();
    let catalog = Catalog::open(Box::new(move |path| {
        files.get(path).cloned().ok_or_else(|| std::io::ErrorKind::NotFound.into())
    }))?;
    let mut kinds: BTreeMap<&str, Sums> = BTreeMap::new();
    for line in judged.lines().filter(|line| !line.starts_with('#')) {
        let &[kind, query, sought] = &line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(format!("not three columns: {line}").into());
        };
        let answer = catalog.search(query, &SearchOptions::default())?;
        let fits = |title: &str| if sought == "*" { title.contains(query) } else { title == sought };
        let place = answer.results.iter().position(|hit| fits(&hit.title));
        if place != Some(0) {
            println!("{kind} {query}: {}", place.map_or("not among ten".to_owned(), |at| format!("place {}", at + 1)));
        }
        let sums = kinds.entry(kind).or_default();
        sums.queries += 1;
        sums.first += u32::from(place == Some(0));
        sums.ten += u32::from(place.is_some());
        sums.reciprocal += place.map_or(0.0, |at| 1.0 / f64::from(u32::try_from(at + 1).unwrap_or(u32::MAX)));
    }
    println!("kind     queries  success@1  success@10    MRR");
    for (kind, sums) in kinds {
        let share = |count: u32| f64::from(count) / f64::from(sums.queries);
        println!(
            "{kind:8} {:7} {:10.3} {:11.3} {:6.3}",
            sums.queries,
            share(sums.first),
            share(sums.ten),
            sums.reciprocal / f64::from(sums.queries)
        );
    }
    Ok(())
}
