//! Where a site is written, and where the record of it is kept.
//!
//! The output may be a link to a folder elsewhere, a mounted share or a USB stick. It may not be a place where a
//! mistyped `--out` would mix a site with other people's files.

use std::path::{Component, Path, PathBuf};

use super::disk::{hash, is_absent};
use super::error::{OutputError, Refusal};
use super::names::{STAGING, hex};

/// The folders that writing is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// The site's root, which holds `site.toml`.
    pub root: PathBuf,
    /// Where the site is written.
    pub out: PathBuf,
    /// The program's own folder.
    pub state: PathBuf,
    /// A folder that must lie apart from `out`.
    apart: Option<PathBuf>,
}

/// Folders of the root that are no place for the output.
const TAKEN: [&str; 6] = ["content", "themes", "data", "starter", ".git", "src"];

impl Folders {
    /// The output `out` of the site at `root`, with the record in `.mulu`.
    pub fn new(root: impl Into<PathBuf>, out: impl Into<PathBuf>) -> Self {
        let root = root.into();
        let state = root.join(".mulu");
        Self { root, out: out.into(), state, apart: None }
    }

    /// Refuses an output in or around another folder: an archive in the site would be published.
    #[must_use]
    pub fn apart_from(mut self, other: &Path) -> Self {
        self.apart = Some(other.to_path_buf());
        self
    }

    /// Says whether the output may be written where it is to be.
    ///
    /// # Errors
    /// Why it may not.
    pub fn check(&self) -> Result<(), OutputError> {
        self.resolve().map(|_| ())
    }

    /// The folder with the record of the output.
    ///
    /// # Errors
    /// Where the output may not be written there.
    pub fn store(&self) -> Result<PathBuf, OutputError> {
        self.resolve().map(|places| places.store)
    }

    /// Finds the real folders and refuses what is no place for an output.
    pub(super) fn resolve(&self) -> Result<Resolved, OutputError> {
        let refused = |why| OutputError::Refused { out: self.out.clone(), why };
        let root = real(&self.root)?;
        let out = real(&self.out)?;
        let state = real(&self.state)?;
        if out.parent().is_none() {
            return Err(refused(Refusal::Drive));
        }
        if root.starts_with(&out) {
            return Err(refused(Refusal::HoldsTheSite));
        }
        let mut taken: Vec<PathBuf> = vec![state.clone()];
        for name in TAKEN {
            taken.push(real(&root.join(name))?);
        }
        if let Some(other) = &self.apart {
            taken.push(real(other)?);
        }
        if taken.iter().any(|folder| out.starts_with(folder) || folder.starts_with(&out)) {
            return Err(refused(Refusal::Taken));
        }
        match std::fs::metadata(&out) {
            Ok(metadata) if !metadata.is_dir() => return Err(refused(Refusal::NotAFolder)),
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => {
                return Err(refused(Refusal::NotAFolder));
            }
            Err(error) if is_absent(&error) => {}
            Err(error) => return Err(OutputError::io(&out, error)),
        }
        // The record goes with the site when its folder is moved.
        let known_as = out.strip_prefix(&root).unwrap_or(&out).to_string_lossy().replace('\\', "/");
        let store = state.join(format!("output-{}", &hex(&hash(known_as.as_bytes()))[..16]));
        let staging = if same_file_system(&state, &out) { store.join("staging") } else { out.join(STAGING) };
        Ok(Resolved { changes: state.join("changes.json"), known_as, out, store, staging })
    }
}

/// The same, with links followed and everything decided.
#[derive(Debug)]
pub(super) struct Resolved {
    pub(super) out: PathBuf,
    /// The output's path, relative to the root where it lies in it.
    pub(super) known_as: String,
    /// Holds `manifest`, `journal` and `lock` of this output.
    pub(super) store: PathBuf,
    /// On the same file system as the output.
    pub(super) staging: PathBuf,
    pub(super) changes: PathBuf,
}

impl Resolved {
    pub(super) fn manifest(&self) -> PathBuf {
        self.store.join("manifest")
    }

    pub(super) fn journal(&self) -> PathBuf {
        self.store.join("journal")
    }

    /// Where journal and manifest are written before they take their names.
    pub(super) fn unfinished(&self) -> [PathBuf; 2] {
        ["journal.new", "manifest.new"].map(|name| self.store.join(name))
    }

    /// Every place where an earlier run may have staged: a share may have been mounted since.
    pub(super) fn stagings(&self) -> [PathBuf; 2] {
        [self.store.join("staging"), self.out.join(STAGING)]
    }
}

/// The path with the links of what exists followed, absolute, without `.` and `..`.
fn real(path: &Path) -> Result<PathBuf, OutputError> {
    let absolute = std::path::absolute(path).map_err(|error| OutputError::io(path, error))?;
    let mut here = PathBuf::new();
    let mut exists = true;
    for part in absolute.components() {
        match part {
            Component::ParentDir => {
                here.pop();
            }
            Component::CurDir => {}
            part => here.push(part),
        }
        // From what does not exist on, there is nothing to follow.
        if exists && !matches!(part, Component::Prefix(_)) {
            match here.canonicalize() {
                Ok(followed) => here = followed,
                Err(error) if is_absent(&error) => exists = false,
                Err(error) => return Err(OutputError::io(path, error)),
            }
        }
    }
    Ok(here)
}

/// Whether a file can be moved from one to the other; for what does not exist, its nearest folder counts.
fn same_file_system(one: &Path, other: &Path) -> bool {
    device(one) == device(other)
}

#[cfg(unix)]
fn device(path: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt as _;
    path.ancestors().find_map(|folder| folder.metadata().ok()).map(|metadata| metadata.dev())
}

#[cfg(not(unix))]
fn device(path: &Path) -> Option<std::ffi::OsString> {
    match path.components().next() {
        Some(Component::Prefix(prefix)) => Some(prefix.as_os_str().to_ascii_lowercase()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(root: &Path, out: &Path) -> Option<Refusal> {
        match Folders::new(root, out).resolve() {
            Err(OutputError::Refused { why, .. }) => Some(why),
            Err(other) => panic!("{other}"),
            Ok(_) => None,
        }
    }

    #[test]
    fn only_a_folder_of_its_own_is_taken() -> std::io::Result<()> {
        let temp = tempfile::tempdir()?;
        let root = temp.path().join("site");
        std::fs::create_dir_all(root.join("content/notice"))?;
        std::fs::write(root.join("site.toml"), "")?;
        let case = |out: &str| refusal(&root, &root.join(out));
        assert_eq!(case("public"), None);
        assert_eq!(case("a/b/../../public"), None);
        assert_eq!(case("../elsewhere"), None);
        assert_eq!(case("."), Some(Refusal::HoldsTheSite));
        assert_eq!(case("public/.."), Some(Refusal::HoldsTheSite));
        assert_eq!(case(".."), Some(Refusal::HoldsTheSite));
        assert_eq!(case("content"), Some(Refusal::Taken));
        assert_eq!(case("content/notice/x"), Some(Refusal::Taken));
        assert_eq!(case(".mulu/x"), Some(Refusal::Taken));
        assert_eq!(case(".git"), Some(Refusal::Taken));
        assert_eq!(case("site.toml"), Some(Refusal::NotAFolder));
        assert_eq!(case("site.toml/x"), Some(Refusal::NotAFolder));
        assert_eq!(refusal(&root, Path::new("/")), Some(Refusal::Drive));
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn links_do_not_deceive() -> std::io::Result<()> {
        let temp = tempfile::tempdir()?;
        let root = temp.path().join("site");
        let shared = temp.path().join("share/content");
        std::fs::create_dir_all(&root)?;
        std::fs::create_dir_all(&shared)?;
        std::os::unix::fs::symlink(&shared, root.join("content"))?;
        std::os::unix::fs::symlink(&root, temp.path().join("public"))?;
        std::os::unix::fs::symlink(&shared, root.join("public"))?;
        assert_eq!(refusal(&root, &temp.path().join("public")), Some(Refusal::HoldsTheSite));
        assert_eq!(refusal(&root, &root.join("public")), Some(Refusal::Taken));
        assert_eq!(refusal(&root, &temp.path().join("share")), Some(Refusal::Taken));
        Ok(())
    }
}
