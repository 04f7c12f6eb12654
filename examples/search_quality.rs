//! How well the search ranks: a judged set of queries over a corpus of whole documents, beside words cut by a dictionary.
//!
//! `cargo run --release --example search_quality -- laws.jsonl.gz [benches/compare/search/judged.tsv] [-v]`
//!
//! For each kind of query: how often what is sought comes first, how often it is among the first ten, and the mean of one
//! over its place (0 beyond the tenth). Beside mulu stands what a developer would set up otherwise, tantivy with jieba
//! (`examples/jieba`); `benches/compare/search/quality.mjs` does the same with Pagefind. `-v` names what does not come
//! first with mulu.

#![allow(clippy::print_stdout, reason = "an example talks to the person who runs it")]

mod corpus;
mod jieba;

use std::collections::BTreeMap;
use std::path::PathBuf;

use mulu::search::reader::{Catalog, SearchOptions};
use mulu::search::{Document, Options, build};

/// Places that count.
const TEN: usize = 10;

/// Sums over the queries of a kind.
#[derive(Default, Clone, Copy)]
struct Sums {
    queries: u32,
    first: u32,
    ten: u32,
    reciprocal: f64,
}

impl Sums {
    /// Counts a query whose answer stands at a place, counted from 0.
    fn add(&mut self, place: Option<usize>) {
        self.queries += 1;
        self.first += u32::from(place == Some(0));
        self.ten += u32::from(place.is_some());
        self.reciprocal += place.map_or(0.0, |at| 1.0 / f64::from(u32::try_from(at + 1).unwrap_or(u32::MAX)));
    }

    fn plus(self, other: Self) -> Self {
        Self {
            queries: self.queries + other.queries,
            first: self.first + other.first,
            ten: self.ten + other.ten,
            reciprocal: self.reciprocal + other.reciprocal,
        }
    }

    fn shown(self) -> String {
        let queries = f64::from(self.queries);
        let (first, ten) = (f64::from(self.first) / queries, f64::from(self.ten) / queries);
        format!("{first:6.2} {ten:6.2} {:6.3}", self.reciprocal / queries)
    }
}

/// mulu's index over some documents, in memory.
fn mulu(documents: Vec<Document>) -> Result<Catalog, Box<dyn std::error::Error>> {
    let files = build(documents, &Options::default())?;
    let files: BTreeMap<String, Vec<u8>> = files.into_iter().map(|file| (file.path, file.bytes)).collect();
    let fetch = move |path: &str| files.get(path).cloned().ok_or_else(|| std::io::ErrorKind::NotFound.into());
    Ok(Catalog::open(Box::new(fetch))?)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (options, paths): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|arg| arg == "-v");
    let Some(input) = paths.first() else { return Err("usage: search_quality CORPUS [JUDGED] [-v]".into()) };
    let judged = paths.get(1).map_or("benches/compare/search/judged.tsv", String::as_str);
    let judged = std::fs::read_to_string(judged)?;
    let documents = corpus::read(&PathBuf::from(input), false, None)?;
    let words = jieba::Words::index(&documents)?;
    let catalog = mulu(documents)?;
    let mut kinds: BTreeMap<&str, [Sums; 2]> = BTreeMap::new();
    for line in judged.lines().filter(|line| !line.starts_with('#')) {
        let &[kind, query, sought] = &line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(format!("not three columns: {line}").into());
        };
        let fits = |title: &String| sought.split('|').any(|sought| sought == title);
        let answer = catalog.search(query, &SearchOptions { limit: TEN, ..SearchOptions::default() })?;
        let titles: Vec<String> = answer.results.into_iter().map(|hit| hit.title).collect();
        let place = titles.iter().position(fits);
        if place != Some(0) && !options.is_empty() {
            let at = place.map_or("not among ten".to_owned(), |at| format!("place {}", at + 1));
            println!("{kind} {query}: {at}, first {:?}", titles.first());
        }
        let sums = kinds.entry(kind).or_default();
        sums[0].add(place);
        sums[1].add(words.search(query, TEN)?.iter().position(fits));
    }
    println!("                  mulu                  tantivy-jieba");
    println!("kind     queries  @1     @10    MRR     @1     @10    MRR");
    let mut all = [Sums::default(); 2];
    for (kind, sums) in &kinds {
        println!("{kind:8} {:7}  {}  {}", sums[0].queries, sums[0].shown(), sums[1].shown());
        all = [all[0].plus(sums[0]), all[1].plus(sums[1])];
    }
    println!("{:8} {:7}  {}  {}", "all", all[0].queries, all[0].shown(), all[1].shown());
    Ok(())
}
