//! Builds the search index of a corpus into a folder and says how large it came out.
//!
//! `cargo run --release --example search_index -- laws.jsonl.gz OUT [--split] [--items N]`

#![allow(clippy::disallowed_methods, reason = "it measures")]
#![allow(clippy::print_stdout, reason = "an example talks to the person who runs it")]

mod corpus;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;

use mulu::search::{Options, build};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(input), Some(out)) = (args.next(), args.next()) else {
        return Err("usage: search_index CORPUS OUT [--split] [--items N]".into());
    };
    let (mut split, mut items) = (false, None);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--split" => split = true,
            "--items" => items = args.next().and_then(|value| value.parse().ok()),
            _ => return Err(format!("unknown argument {arg}").into()),
        }
    }
    let out = PathBuf::from(out);
    let documents = corpus::read(&PathBuf::from(input), split, items)?;
    let count = documents.len();
    let start = Instant::now();
    let files = build(documents, &Options::default())?;
    println!("{count} documents, {} files in {:.2} s", files.len(), start.elapsed().as_secs_f64());
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for file in &files {
        let kind = match file.bytes.get(2) {
            Some(b'R') => "root",
            Some(b'D') => "docs",
            Some(b'T') => "terms",
            Some(b'S') => "sides",
            Some(b'C') => "cards",
            Some(b'P') => "places",
            Some(b'X') => "texts",
            Some(b'F') => "fold",
            _ => "script",
        };
        let entry = kinds.entry(kind).or_default();
        *entry = (entry.0 + 1, entry.1 + file.bytes.len());
        let path = out.join(&file.path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(path, &file.bytes)?;
    }
    for (kind, (number, bytes)) in kinds {
        println!("{kind:8} {number:6} files {bytes:10} bytes");
    }
    Ok(())
}
