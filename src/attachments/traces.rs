//! What a file carries besides what it shows.

use serde::{Deserialize, Serialize};

/// One kind of it, found in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// Which.
    pub kind: TraceKind,
    /// Names that belong to it: people, sheets, files; at most a few.
    pub names: Vec<String>,
    /// How many there are.
    pub count: usize,
}

/// Kinds of what nobody sees on opening a file, and everybody can take out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TraceKind {
    /// Who wrote it.
    Author,
    /// Who saved it last.
    LastModifiedBy,
    /// The organisation that the program is registered to.
    Company,
    /// The manager in the properties.
    Manager,
    /// Properties that somebody or some program added.
    CustomProperties,
    /// Variables that a program keeps in the document.
    Variables,
    /// Words deleted, inserted or moved with tracking on.
    TrackedChanges,
    /// Comments and annotations.
    Comments,
    /// Words formatted as hidden.
    HiddenText,
    /// Sheets that are hidden.
    HiddenSheets,
    /// Sheets that the program's menu does not even show as hidden.
    VeryHiddenSheets,
    /// Rows that are hidden or filtered out.
    HiddenRows,
    /// Columns that are hidden.
    HiddenColumns,
    /// The data that a pivot table was made of.
    PivotData,
    /// Links to files elsewhere, such as the office's own disk.
    ExternalLinks,
    /// Macros.
    Macros,
    /// Scripts in a PDF.
    Scripts,
    /// Files within the file.
    EmbeddedFiles,
    /// Pictures that say where they were taken.
    PicturePlaces,
    /// What a camera or a program wrote into a picture: device, time, author.
    PictureDetails,
}

impl TraceKind {
    /// The id of its message.
    pub(super) fn message_id(self) -> &'static str {
        match self {
            Self::Author => "trace-author",
            Self::LastModifiedBy => "trace-last-modified-by",
            Self::Company => "trace-company",
            Self::Manager => "trace-manager",
            Self::CustomProperties => "trace-custom-properties",
            Self::Variables => "trace-variables",
            Self::TrackedChanges => "trace-tracked-changes",
            Self::Comments => "trace-comments",
            Self::HiddenText => "trace-hidden-text",
            Self::HiddenSheets => "trace-hidden-sheets",
            Self::VeryHiddenSheets => "trace-very-hidden-sheets",
            Self::HiddenRows => "trace-hidden-rows",
            Self::HiddenColumns => "trace-hidden-columns",
            Self::PivotData => "trace-pivot-data",
            Self::ExternalLinks => "trace-external-links",
            Self::Macros => "trace-macros",
            Self::Scripts => "trace-scripts",
            Self::EmbeddedFiles => "trace-embedded-files",
            Self::PicturePlaces => "trace-picture-places",
            Self::PictureDetails => "trace-picture-details",
        }
    }
}

/// Collects traces, each kind once.
#[derive(Debug, Default)]
pub(super) struct Traces {
    found: Vec<Trace>,
}

impl Traces {
    /// Adds one of a kind, with a name where it has one.
    pub(super) fn add(&mut self, kind: TraceKind, name: &str) {
        self.add_many(kind, 1, name);
    }

    /// Adds so many of a kind.
    pub(super) fn add_many(&mut self, kind: TraceKind, count: usize, name: &str) {
        if count == 0 {
            return;
        }
        let at = self.found.iter().position(|trace| trace.kind == kind).unwrap_or_else(|| {
            self.found.push(Trace { kind, names: Vec::new(), count: 0 });
            self.found.len() - 1
        });
        let trace = &mut self.found[at];
        trace.count += count;
        let name = clip(name);
        if !name.is_empty() && trace.names.len() < super::limits::MAX_NAMES && !trace.names.contains(&name) {
            trace.names.push(name);
        }
    }

    /// All of them, in the order of the kinds.
    pub(super) fn finish(mut self) -> Vec<Trace> {
        self.found.sort_by_key(|trace| trace.kind);
        self.found
    }
}

/// A name as a message can show it: one line, no controls, not endless.
fn clip(name: &str) -> String {
    const LONGEST: usize = 40;
    let plain: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let plain = plain.trim();
    match plain.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &plain[..at]),
        None => plain.to_owned(),
    }
}

/// Whether a name in the properties says nothing of anybody: what programs fill in by themselves.
pub(super) fn is_nobody(name: &str) -> bool {
    const NOBODY: &[&str] = &[
        "",
        "admin",
        "administrator",
        "user",
        "users",
        "owner",
        "author",
        "pc",
        "windows",
        "win7",
        "win10",
        "windows user",
        "microsoft",
        "microsoft office user",
        "microsoft office",
        "microsoft corporation",
        "office",
        "wps",
        "wps office",
        "kingsoft",
        "lenovo",
        "lenovo user",
        "hp",
        "dell",
        "asus",
        "acer",
        "china",
        "微软用户",
        "微软中国",
        "windows 用户",
        "用户",
        "联想",
        "联想用户",
        "惠普",
        "管理员",
        "python-docx",
        "openpyxl",
        "apache poi",
        "un-named",
        "unknown",
        "anonymous",
        "root",
        "mulu",
    ];
    let name = name.trim().to_lowercase();
    NOBODY.contains(&name.as_str())
}
