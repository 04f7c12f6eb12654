//! `mulu init DIR`: writes a complete small site, which is part of the binary.

use include_dir::{Dir, DirEntry, include_dir};

use super::Outcome;
use super::args::Init;
use super::console::Console;
use crate::findings::system;

static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/starter");

pub(super) fn run(options: &Init, console: &Console) -> Outcome {
    let dir = &options.dir;
    let shown = dir.display().to_string();
    #[expect(clippy::disallowed_methods, reason = "only whether there is anything")]
    if std::fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) {
        console.complain("init-not-empty", &[("path", shown.into())]);
        return Outcome::Failed;
    }
    let mut files = Vec::new();
    list(&STARTER, &mut files);
    for (path, bytes) in &files {
        let target = dir.join(path);
        let written = match target.parent() {
            Some(folder) => std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&target, bytes)),
            None => std::fs::write(&target, bytes),
        };
        if let Err(error) = written {
            let args = [("path", target.display().to_string().into()), ("detail", system::writing(&error))];
            console.complain("failed-write", &args);
            return Outcome::Failed;
        }
    }
    console.say("init-done", &[("path", shown.into()), ("count", files.len().into())]);
    Outcome::Fine
}

fn list<'a>(dir: &'a Dir<'a>, out: &mut Vec<(&'a str, &'a [u8])>) {
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(inner) => list(inner, out),
            DirEntry::File(file) => {
                if let Some(path) = file.path().to_str() {
                    out.push((path, file.contents()));
                }
            }
        }
    }
}
