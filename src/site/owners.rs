//! Which item a file of the content folder belongs to.
//!
//! An `index.md` owns its folder and the folders below it. What another text names, what lies in a folder with texts of its
//! own, and what a symbolic link takes from elsewhere is not the index's, though: otherwise a draft beside a public item
//! would lose its attachments to it.

use std::collections::{BTreeMap, BTreeSet};

use super::paths::{decode_percent, is_markdown};

/// The owners of all files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Owners {
    folders: BTreeMap<String, Folder>,
    /// Files that a text other than their folder's index names.
    claimed: BTreeSet<String>,
    /// Symbolic links inside the content folder, and what they lead to there.
    links: BTreeMap<String, String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Folder {
    /// The path of its `index.md`, whatever the case of its name.
    index: Option<String>,
    /// Whether other texts lie in it.
    others: bool,
}

impl Owners {
    /// Finds the owners of `files`. `links` are the symbolic links among them with their targets; `text` gives what a file
    /// says, `None` where it cannot be read: then it may name anything in its folder.
    pub fn new<V>(
        files: &BTreeMap<String, V>,
        links: BTreeMap<String, String>,
        text: impl Fn(&str) -> Option<String>,
    ) -> Self {
        let mut owners = Self { links, ..Self::default() };
        for path in files.keys().filter(|path| is_markdown(path)) {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            let entry = owners.folders.entry(folder.to_owned()).or_default();
            if name.eq_ignore_ascii_case("index.md") && entry.index.is_none() {
                entry.index = Some(path.clone());
            } else {
                entry.others = true;
            }
        }
        let mut claimed = BTreeSet::new();
        for (folder, found) in &owners.folders {
            let Some(index) = found.index.as_deref().filter(|_| found.others) else { continue };
            let prefix = format!("{folder}/");
            let inside =
                || files.range(prefix.clone()..).map(|(path, _)| path).take_while(|path| path.starts_with(&prefix));
            let sibling = |path: &&String| is_markdown(path) && !path[prefix.len()..].contains('/') && *path != index;
            let words: Vec<Option<String>> =
                inside().filter(sibling).map(|path| text(path).map(|text| decode_percent(&text))).collect();
            for path in inside().filter(|path| !is_markdown(path) && owners.of(path) == Some(index)) {
                let name = path.rsplit('/').next().unwrap_or(path);
                if words.iter().any(|text| text.as_ref().is_none_or(|text| text.contains(name))) {
                    claimed.insert(path.clone());
                }
            }
        }
        owners.claimed = claimed;
        owners
    }

    /// The `index.md` that owns a file, if one does.
    pub fn of(&self, path: &str) -> Option<&str> {
        if self.claimed.contains(path) {
            return None;
        }
        let mut folder = path;
        while let Some((upper, _)) = folder.rsplit_once('/') {
            if let Some(found) = self.folders.get(upper) {
                // Where texts lie, their files lie; nobody knows which.
                return found.index.as_deref();
            }
            folder = upper;
        }
        None
    }

    /// Whether a text at `from` may show or offer the file at `path`: nobody else owns it, nor what it is a link to.
    pub fn may_use(&self, from: &str, path: &str) -> bool {
        let free = |path: &str| self.of(path).is_none_or(|index| index == from);
        match self.target(path) {
            // A text under another name is still a text, with everything that its front matter says.
            Some(target) => free(path) && free(&target) && !is_markdown(&target),
            None => free(path),
        }
    }

    /// Whether the file belongs to the `index.md` at `from` without being named: it lies in its folder, not elsewhere.
    pub fn belongs_to(&self, from: &str, path: &str) -> bool {
        let own = |path: &str| self.of(path) == Some(from);
        match self.target(path) {
            Some(target) => own(path) && own(&target) && !is_markdown(&target),
            None => own(path),
        }
    }

    /// Whether a text decides to whom files belong: it lies beside an index.
    pub fn depend_on(&self, path: &str) -> bool {
        let folder = path.rsplit_once('/').and_then(|(folder, _)| self.folders.get(folder));
        !self.links.is_empty()
            || is_markdown(path) && folder.is_some_and(|folder| folder.index.is_some() && folder.others)
    }

    /// What a path leads to, where a symbolic link stands in it.
    fn target(&self, path: &str) -> Option<String> {
        if self.links.is_empty() {
            return None;
        }
        let mut whole = path.to_owned();
        let mut found = false;
        // Targets are real paths; the bound is for safety alone.
        for _ in 0..8 {
            let link = self.links.iter().find_map(|(link, target)| {
                let rest = whole.strip_prefix(link.as_str())?;
                (rest.is_empty() || rest.starts_with('/')).then(|| format!("{target}{rest}"))
            });
            match link {
                Some(next) if next != whole => whole = next,
                _ => break,
            }
            found = true;
        }
        found.then_some(whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owners(paths: &[&str], links: &[(&str, &str)], texts: &[(&str, &str)]) -> Owners {
        let links = links.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        let texts: BTreeMap<&str, &str> = texts.iter().copied().collect();
        let files = paths.iter().map(|path| ((*path).to_owned(), ())).collect();
        Owners::new(&files, links, |path| texts.get(path).map(|text| (*text).to_owned()))
    }

    #[test]
    fn an_index_owns_what_lies_below_it_and_no_other_text_names() {
        let paths = [
            "content/a/index.md",
            "content/a/表.xlsx",
            "content/a/图/一.png",
            "content/a/草稿.md",
            "content/a/秘 密.pdf",
            "content/a/b/草稿.md",
            "content/a/b/秘.pdf",
            "content/a/c/INDEX.MD",
            "content/a/c/秘.pdf",
            "content/a/c/秘 密.pdf",
            "content/d.md",
            "content/d.png",
        ];
        let owners = owners(&paths, &[], &[("content/a/草稿.md", "[见](%E7%A7%98%20%E5%AF%86.pdf)")]);
        let index = Some("content/a/index.md");
        assert_eq!(owners.of("content/a/表.xlsx"), index);
        assert_eq!(owners.of("content/a/图/一.png"), index);
        assert_eq!(owners.of("content/a/秘 密.pdf"), None, "the draft names it");
        assert_eq!(owners.of("content/a/b/秘.pdf"), None, "a draft lies beside it");
        assert_eq!(owners.of("content/a/c/秘.pdf"), Some("content/a/c/INDEX.MD"));
        assert_eq!(owners.of("content/a/c/秘 密.pdf"), Some("content/a/c/INDEX.MD"), "only the name is the same");
        assert_eq!(owners.of("content/d.png"), None);
        assert!(owners.may_use("content/a/草稿.md", "content/a/秘 密.pdf"));
        assert!(!owners.may_use("content/d.md", "content/a/表.xlsx"));
        assert!(!owners.belongs_to("content/a/index.md", "content/a/秘 密.pdf"));
    }

    #[test]
    fn a_sibling_that_cannot_be_read_may_name_everything() {
        let owners = owners(&["content/a/index.md", "content/a/x.md", "content/a/1.pdf"], &[], &[]);
        assert_eq!(owners.of("content/a/1.pdf"), None);
    }

    #[test]
    fn a_link_gives_nothing_of_another_item() {
        let paths =
            ["content/a/index.md", "content/a/1.pdf", "content/a/2.txt", "content/a/夹/3.pdf", "content/b/index.md"];
        let links = [
            ("content/a/1.pdf", "content/b/1.pdf"),
            ("content/a/2.txt", "content/b/index.md"),
            ("content/a/夹", "content/b"),
        ];
        let owners = owners(&paths, &links, &[]);
        for path in ["content/a/1.pdf", "content/a/2.txt", "content/a/夹/3.pdf"] {
            assert!(!owners.may_use("content/a/index.md", path), "{path}");
            assert!(!owners.belongs_to("content/a/index.md", path), "{path}");
        }
    }
}
