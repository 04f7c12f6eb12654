//! How fast a program that does nothing else writes the files of a site: `bare_write FROM TO`.
//!
//! Reads all files of FROM into memory, then makes its folders and writes them below TO from all threads, and prints the
//! seconds by the clock and of the processor that the writing took. What a build takes beside it is told by
//! `benches/compare/run`.

#![allow(clippy::disallowed_methods, reason = "a measurement looks at the clock")]

use std::path::{Path, PathBuf};
use std::time::Instant;

use rayon::prelude::*;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(from), Some(to)) = (arguments.next(), arguments.next()) else {
        return Err(std::io::Error::other("usage: bare_write FROM TO"));
    };
    let mut folders = Vec::new();
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(&from) {
        let entry = entry?;
        let inside = entry.path().strip_prefix(&from).map_err(std::io::Error::other)?;
        if entry.file_type().is_dir() {
            folders.push(to.join(inside));
        } else {
            files.push((to.join(inside), std::fs::read(entry.path())?));
        }
    }
    let (began, worked) = (Instant::now(), processor()?);
    for folder in &folders {
        std::fs::create_dir_all(folder)?;
    }
    files.par_iter().try_for_each(|(path, bytes)| std::fs::write(path, bytes))?;
    let line = format!("{:.3} {:.3}\n", began.elapsed().as_secs_f64(), processor()? - worked);
    std::io::Write::write_all(&mut std::io::stdout(), line.as_bytes())
}

/// Seconds of processor time that this process has taken, where the system tells (Linux); 0 elsewhere.
fn processor() -> std::io::Result<f64> {
    let path = Path::new("/proc/self/stat");
    if !path.exists() {
        return Ok(0.0);
    }
    let stat = std::fs::read_to_string(path)?;
    // Times stand after the name, which may hold spaces; they count hundredths of a second.
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0);
    Ok((ticks(11) + ticks(12)) / 100.0)
}
