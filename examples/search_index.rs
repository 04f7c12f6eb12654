//! Builds the search index of a corpus into a folder and says how large it came out.
//!
//! `cargo run --release --example search_index -- laws.jsonl.gz OUT [--split] [--items N] [--one-more]`
//!
//! With `--one-more` it builds once more without the last item, and says how many bytes that item changed.

#![allow(clippy::disallowed_methods, reason = "it measures")]
#![allow(clippy::print_stdout, reason = "an example talks to the person who runs it")]

mod corpus;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;

use mulu::search::{Options, build};

/// As in the program.
#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(input), Some(out)) = (args.next(), args.next()) else {
        return Err("usage: search_index CORPUS OUT [--split] [--items N] [--one-more]".into());
    };
    let (mut split, mut items, mut one_more) = (false, None, false);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--split" => split = true,
            "--one-more" => one_more = true,
            "--items" => items = args.next().and_then(|value| value.parse().ok()),
            _ => return Err(format!("unknown argument {arg}").into()),
        }
    }
    let out = PathBuf::from(out);
    let documents = corpus::read(&PathBuf::from(input), split, items)?;
    let count = documents.len();
    let before = if one_more {
        let fewer = documents[..count.saturating_sub(1)].to_vec();
        build(fewer, &Options::default())?.into_iter().map(|file| (file.path, file.bytes)).collect()
    } else {
        BTreeMap::new()
    };
    let start = Instant::now();
    let files = build(documents, &Options::default())?;
    println!("{count} documents, {} files in {:.2} s", files.len(), start.elapsed().as_secs_f64());
    let mut kinds: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    for file in &files {
        let kind = kind(&file.bytes);
        let is_new = usize::from(before.get(&file.path) != Some(&file.bytes));
        let bytes = file.bytes.len();
        for (sum, more) in kinds.entry(kind).or_default().iter_mut().zip([1, bytes, is_new, is_new * bytes]) {
            *sum += more;
        }
        let path = out.join(&file.path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(path, &file.bytes)?;
    }
    for (kind, [number, bytes, new, new_bytes]) in kinds {
        print!("{kind:8} {number:6} files {bytes:10} bytes");
        if one_more {
            print!(", of which the last item changed {new:4} files {new_bytes:9} bytes");
        }
        println!();
    }
    Ok(())
}

/// What a file holds, by the letter in its header.
fn kind(bytes: &[u8]) -> &'static str {
    match bytes.get(2) {
        Some(b'R') => "root",
        Some(b'D') => "docs",
        Some(b'T') => "terms",
        Some(b'S') => "sides",
        Some(b'C') => "cards",
        Some(b'P') => "places",
        Some(b'X') => "texts",
        Some(b'F') => "fold",
        _ => "script",
    }
}
