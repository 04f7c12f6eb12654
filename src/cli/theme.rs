//! `mulu theme new NAME`: a theme of one's own, with copies of those files of the built-in one that are to be changed.

use std::io::Write as _;

use super::args::{Global, Theme, ThemeAction, ThemeNew};
use super::console::Console;
use super::{Outcome, common};
use crate::findings::system;
use crate::render;
use crate::site::fields::nearest;

/// What is copied where nothing is asked for: the shapes, and the foot, which is what offices change first.
const USUAL: [&str; 2] = ["static/style.css", "templates/foot.html"];

pub(super) fn run(options: &Theme, global: &Global, console: &Console) -> Outcome {
    match &options.action {
        ThemeAction::New(new) => make(new, global, console),
    }
}

fn make(options: &ThemeNew, global: &Global, console: &Console) -> Outcome {
    let Some(root) = common::root(global, console) else { return Outcome::Failed };
    let name = options.name.as_str();
    if !crate::site::config::is_id(name) || name == render::theme::DEFAULT_NAME {
        console.complain("theme-bad-name", &[("name", name.into())]);
        return Outcome::Failed;
    }
    let folder = root.join("themes").join(name);
    let shown = format!("themes/{name}");
    if folder.exists() {
        console.complain("new-exists", &[("path", shown.into())]);
        return Outcome::Failed;
    }
    let all = render::Theme::default_files();
    let mut wanted: Vec<&str> = options.with.iter().map(String::as_str).collect();
    if wanted.is_empty() {
        wanted.extend(USUAL);
    }
    for file in &wanted {
        if !all.iter().any(|(path, _)| path == file) {
            let near = nearest(file, all.iter().map(|(path, _)| path.as_str()));
            let known: Vec<&str> = all.iter().map(|(path, _)| path.as_str()).collect();
            let (name, known) = (("name", (*file).into()), ("known", known.join(" ").into()));
            match near {
                Some(near) => console.complain("theme-no-file-near", &[name, known, ("nearest", near.into())]),
                None => console.complain("theme-no-file", &[name, known]),
            }
            return Outcome::Failed;
        }
    }
    let readme = console.messages.get("theme-readme", &[("name", name.into())]);
    let mut files: Vec<(String, Vec<u8>)> = vec![("README.txt".to_owned(), (readme + "\n").into_bytes())];
    let chosen = all.into_iter().filter(|(path, _)| options.all || wanted.contains(&path.as_str()));
    files.extend(chosen.map(|(path, bytes)| (path, bytes.to_vec())));
    for (path, bytes) in &files {
        let target = folder.join(path);
        let written = target
            .parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .and_then(|()| std::fs::OpenOptions::new().write(true).create_new(true).open(&target))
            .and_then(|mut file| file.write_all(bytes));
        if let Err(error) = written {
            let args = [("path", target.display().to_string().into()), ("detail", system::writing(&error))];
            console.complain("failed-write", &args);
            return Outcome::Failed;
        }
    }
    console.say("theme-done", &[("path", shown.into()), ("count", files.len().into()), ("name", name.into())]);
    Outcome::Fine
}
