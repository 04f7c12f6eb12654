//! What can keep a site from being written, and how it is said.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::names::{Clash, NameFault};
use crate::findings::{Finding, Place, rules, system};
use crate::messages::Arg;

/// Why a folder is not taken for the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is the folder that holds `site.toml`, or one above it.
    HoldsTheSite,
    /// It lies in, or around, a folder that the office or this program keeps for something else.
    Taken,
    /// It is a file, or anything but a folder.
    NotAFolder,
    /// It is the top of a drive.
    Drive,
}

/// Why a site was not written.
#[derive(Debug)]
pub enum OutputError {
    /// The folder is not taken for the output.
    Refused {
        /// The folder.
        out: PathBuf,
        /// Why.
        why: Refusal,
    },
    /// A path that cannot be written everywhere.
    Name {
        /// The path.
        path: String,
        /// What is wrong with it.
        fault: NameFault,
    },
    /// Two paths that cannot both be.
    Clash(Clash),
    /// Where a file or folder of the site belongs, there is something that is not ours to remove.
    Occupied {
        /// Its path in the output.
        path: String,
    },
    /// A file to be copied is not what it was when it was read.
    SourceChanged {
        /// The file.
        from: PathBuf,
    },
    /// Another run is writing this output.
    Busy,
    /// The machine failed.
    Io {
        /// The file or folder it was about.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
        /// Whether it happened on the way in: then the next run finishes.
        half: bool,
    },
}

impl OutputError {
    pub(super) fn io(path: &Path, source: io::Error) -> Self {
        Self::Io { path: path.to_path_buf(), source, half: false }
    }

    pub(super) fn half(path: &Path, source: io::Error) -> Self {
        Self::Io { path: path.to_path_buf(), source, half: true }
    }

    /// The error as a finding; paths below `root` are shown relative to it.
    pub fn finding(&self, root: &Path) -> Finding {
        let at = |path: &Path| Place::file(shown(root, path));
        let (place, hint) = match self {
            Self::Refused { out, .. } => (at(out), "elsewhere"),
            Self::Name { path, .. } | Self::Occupied { path } => (Place::file(path.as_str()), "name"),
            Self::Clash(clash) => (Place::file(clash.second.as_str()), "name"),
            Self::SourceChanged { from } => (at(from), "again"),
            Self::Busy => (Place::file("site.toml"), "again"),
            Self::Io { path, half: true, .. } => (at(path), "half"),
            Self::Io { path, .. } => (at(path), "hint"),
        };
        Finding::new(&rules::FILE_UNWRITABLE, place).with("detail", self.detail()).hint(hint)
    }

    /// What happened, for people.
    pub fn detail(&self) -> Arg {
        match self {
            Self::Refused { why, .. } => Arg::message(match why {
                Refusal::HoldsTheSite => "output-holds_the_site",
                Refusal::Taken => "output-taken",
                Refusal::NotAFolder => "output-not_a_folder",
                Refusal::Drive => "output-drive",
            }),
            Self::Name { fault, .. } => match fault {
                NameFault::NotRelative => Arg::message("output-name_not_relative"),
                NameFault::Character(bad) => {
                    Arg::Message("output-name_character", vec![("character", bad.escape_debug().to_string().into())])
                }
                NameFault::Ending => Arg::message("output-name_ending"),
                NameFault::Reserved => Arg::message("output-name_reserved"),
                NameFault::TooLong => Arg::message("output-name_too_long"),
                NameFault::Ours => Arg::message("output-name_ours"),
            },
            Self::Clash(clash) => Arg::Message("output-clash", vec![("first", clash.first.as_str().into())]),
            Self::Occupied { .. } => Arg::message("output-occupied"),
            Self::SourceChanged { .. } => Arg::message("output-source_changed"),
            Self::Busy => Arg::message("output-busy"),
            Self::Io { source, .. } => system::writing(source),
        }
    }
}

fn shown(root: &Path, path: &Path) -> String {
    let real = root.canonicalize();
    let inner = path.strip_prefix(root).ok().or_else(|| path.strip_prefix(real.ok()?).ok()).unwrap_or(path);
    let text = inner.to_string_lossy().replace('\\', "/");
    if text.is_empty() { ".".to_owned() } else { text }
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { out, why } => write!(f, "cannot build into {}: {why:?}", out.display()),
            Self::Name { path, fault } => write!(f, "{path:?} cannot be a file's name everywhere: {fault:?}"),
            Self::Clash(clash) => write!(f, "{:?} and {:?} cannot both be", clash.first, clash.second),
            Self::Occupied { path } => write!(f, "something else stands at {path:?}"),
            Self::SourceChanged { from } => write!(f, "{} changed while it was copied", from.display()),
            Self::Busy => f.write_str("another run is writing this output"),
            Self::Io { path, source, .. } => write!(f, "{}: {source}", path.display()),
        }
    }
}

impl std::error::Error for OutputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::render;
    use crate::messages::{Lang, Messages};

    fn every_kind() -> Vec<OutputError> {
        let mut all: Vec<OutputError> = [Refusal::HoldsTheSite, Refusal::Taken, Refusal::NotAFolder, Refusal::Drive]
            .map(|why| OutputError::Refused { out: "public".into(), why })
            .into();
        let faults = [
            NameFault::NotRelative,
            NameFault::Character('\0'),
            NameFault::Ending,
            NameFault::Reserved,
            NameFault::TooLong,
            NameFault::Ours,
        ];
        all.extend(faults.map(|fault| OutputError::Name { path: "a".into(), fault }));
        all.push(OutputError::Clash(Clash { first: "A".into(), second: "a".into() }));
        all.push(OutputError::Occupied { path: "a".into() });
        all.push(OutputError::SourceChanged { from: "content/a.pdf".into() });
        all.push(OutputError::Busy);
        for kind in [
            io::ErrorKind::StorageFull,
            io::ErrorKind::ReadOnlyFilesystem,
            io::ErrorKind::PermissionDenied,
            io::ErrorKind::TimedOut,
        ] {
            all.push(OutputError::io(Path::new("public/a"), kind.into()));
            all.push(OutputError::half(Path::new("public/a"), kind.into()));
        }
        all
    }

    #[test]
    fn every_error_says_what_happened_and_what_to_do_in_both_languages() {
        for lang in [Lang::Zh, Lang::En] {
            let messages = Messages::new(lang);
            for error in every_kind() {
                let finding = error.finding(Path::new("."));
                let (message, hint) = (render::message(&finding, &messages), render::hint(&finding, &messages));
                assert!(!message.contains("output-") && !message.contains('$'), "{error}: {message}");
                assert!(
                    messages.attribute("file-unwritable", finding.hint, &[]).is_some(),
                    "{error}: {}",
                    finding.hint
                );
                assert!(!hint.is_empty() && !finding.place.path.is_empty(), "{error}: {hint}");
                let half = matches!(error, OutputError::Io { half: true, .. });
                assert_eq!(hint.contains("原有网站没有改动") || hint.contains("untouched"), !half, "{error}: {hint}");
            }
        }
    }
}
