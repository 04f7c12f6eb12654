//! `mulu new COLUMN TITLE`: an item with its fields, ready for the text.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::PathBuf;

use jiff::civil::Date;

use super::args::{Global, New};
use super::console::Console;
use super::item_template::ItemTemplate;
use super::{Outcome, common};
use crate::findings::system;
use crate::site::settings::{self, Settings};

pub(super) fn run(options: &New, global: &Global, console: &Console) -> Outcome {
    let Some(root) = common::root(global, console) else { return Outcome::Failed };
    let Settings { config, vocabulary, .. } = match settings::read(&root) {
        Ok(settings) => settings,
        Err(mut findings) => {
            console.findings(&mut findings, false);
            return Outcome::Stopped;
        }
    };
    let Some(column) = config.column_by_id(&options.column) else {
        let allowed: Vec<&str> = config.columns.iter().map(|column| column.id.as_str()).collect();
        let args = [("column", options.column.as_str().into()), ("allowed", console.messages.list(&allowed).into())];
        console.complain("new-no-column", &args);
        return Outcome::Failed;
    };
    let today = common::today(global);
    let folder = root.join("content").join(&config.columns[column].id);
    let name = match &options.name {
        Some(name) if is_file_name(name) => name.trim_end_matches(".md").to_owned(),
        Some(name) => {
            console.complain("new-bad-name", &[("name", name.as_str().into())]);
            return Outcome::Failed;
        }
        None => free_name(&folder, today),
    };
    let path = if options.folder { folder.join(&name).join("index.md") } else { folder.join(format!("{name}.md")) };
    let text = ItemTemplate {
        title: &options.title,
        today,
        preset: config.preset,
        vocabulary: &vocabulary,
        article: &config.columns[column].article,
        english: options.english_keys,
    }
    .text();
    let shown = path.strip_prefix(&root).unwrap_or(&path).display().to_string();
    let result = path
        .parent()
        .map_or(Ok(()), std::fs::create_dir_all)
        .and_then(|()| OpenOptions::new().write(true).create_new(true).open(&path))
        .and_then(|mut file| file.write_all(text.as_bytes()));
    match result {
        Ok(()) => {
            console.say("new-done", &[("path", shown.into())]);
            Outcome::Fine
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            console.complain("new-exists", &[("path", shown.into())]);
            Outcome::Failed
        }
        Err(error) => {
            console.complain("failed-write", &[("path", shown.into()), ("detail", system::writing(&error))]);
            Outcome::Failed
        }
    }
}

/// Today's date and the first number that is free.
fn free_name(folder: &std::path::Path, today: Date) -> String {
    (1..1000)
        .map(|number| format!("{today}-{number}"))
        .find(|name| !folder.join(format!("{name}.md")).exists() && !folder.join(name).exists())
        .unwrap_or_else(|| format!("{today}-1000"))
}

/// Names that every system takes.
fn is_file_name(name: &str) -> bool {
    let bare = PathBuf::from(name);
    !name.is_empty()
        && !name.starts_with('.')
        && name.len() < 200
        && bare.file_name().is_some_and(|file| file.to_str() == Some(name))
        && !name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|'])
        && !name.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::is_file_name;

    #[test]
    fn names_that_lead_elsewhere_are_refused() {
        assert!(is_file_name("通知2024-1"));
        for bad in ["", ".", "..", ".git", "a/b", "a\\b", "C:x", "a\u{0}b", "x?"] {
            assert!(!is_file_name(bad), "{bad:?}");
        }
    }
}
