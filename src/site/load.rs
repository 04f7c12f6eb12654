//! Reads a site from the disk: `site.toml`, the vocabularies, every file of `content/`.
//!
//! All faults of all files come back in one value. A fault of one file never hides those of another, and no file is
//! skipped without a word.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::calendar::Calendar;
use super::config::Config;
use super::fields::{Family, Fields, Reading, clip};
use super::front_matter::{self, FrontMatter};
use super::live::Live;
use super::owners::Owners;
use super::text::{LONG_TEXT_BYTES, MAX_TEXT_BYTES, MOST_MARKS, SourceText, TextEncoding, TextFault, marks};
use super::vocabulary::Vocabulary;
use super::yaml::{self, YamlFault};
use crate::findings::rules;
use crate::findings::{Finding, Place, Stops, system, unseen};
use crate::messages::Arg;

/// What the office wrote.
#[derive(Debug, Clone)]
pub struct Site {
    /// The folder that holds `site.toml`.
    pub root: PathBuf,
    /// `site.toml`.
    pub config: Arc<Config>,
    /// The vocabularies, with what the site overrides.
    pub vocabulary: Arc<Vocabulary>,
    /// Holidays and working days.
    pub calendar: Arc<Calendar>,
    /// Every item that could be read, by path. Shared, so that a preview can go on while something looks at an earlier state.
    pub items: Vec<Arc<Item>>,
    /// Plain pages of `content/pages`.
    pub pages: Vec<PlainPage>,
    /// Paths of files that should be items and could not be read; the findings say why. The ledger still knows them.
    pub unreadable: Vec<Arc<str>>,
    /// Of these, the texts of those whose fields alone are at fault, so that what is wrong in the text is said in the same run.
    pub flawed: Vec<Flawed>,
    /// Every file of the content folder, relative to the site's root, with its place on the disk.
    pub files: Arc<BTreeMap<String, PathBuf>>,
    /// Which item each of them belongs to.
    pub owners: Arc<Owners>,
    /// What a run that was killed left half written; a run that may write removes it.
    pub unfinished: Vec<PathBuf>,
    /// Everything found wrong.
    pub findings: Vec<Finding>,
}

/// An item as its file has it.
#[derive(Debug, Clone)]
pub struct Item {
    /// Path of the file relative to the site's root: `content/notice/2024-1.md`.
    pub path: Arc<str>,
    /// Where it lies on the disk.
    pub disk: PathBuf,
    /// The file's text.
    pub source: Arc<SourceText>,
    /// Its fields.
    pub front: FrontMatter,
    /// Position of its column in the site's columns.
    pub column: usize,
    /// Byte range of the front matter in the text, without its fences.
    pub yaml: std::ops::Range<usize>,
    /// Byte offset at which the Markdown begins.
    pub body: usize,
}

impl Item {
    /// The Markdown.
    pub fn markdown(&self) -> &str {
        self.source.text.get(self.body..).unwrap_or_default()
    }

    /// The place of a byte range.
    pub fn place(&self, span: &std::ops::Range<usize>) -> Place {
        self.source.place(span.start, span.end)
    }

    /// The folder of the file, relative to the site's root.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Whether it is `<name>/index.md`, with its attachments beside it.
    pub fn owns_folder(&self) -> bool {
        self.path.rsplit('/').next().is_some_and(|name| name.eq_ignore_ascii_case("index.md"))
    }
}

/// The text of an item whose fields cannot be used. It is looked at and never shown.
#[derive(Debug, Clone)]
pub struct Flawed {
    /// The file's text, with its path relative to the site's root.
    pub source: Arc<SourceText>,
    /// Byte offset at which the Markdown begins.
    pub body: usize,
}

/// A page without a number.
#[derive(Debug, Clone)]
pub struct PlainPage {
    /// Path of the file relative to the site's root.
    pub path: Arc<str>,
    /// The file's text.
    pub source: Arc<SourceText>,
    /// Title.
    pub title: String,
    /// Byte offset at which the Markdown begins.
    pub body: usize,
}

/// The folder upward from `start` that holds a `site.toml`.
pub fn find_root(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|folder| folder.join("site.toml").is_file()).map(Path::to_path_buf)
}

/// Reads the site in `root`. `Err` where nothing can be said of the content because `site.toml` is missing or unusable.
pub fn load(root: &Path) -> Result<Site, Vec<Finding>> {
    Live::load(root).map(Live::into_site)
}

/// What the texts are is known from the items; one that is none is read once more as far as it can be decoded.
pub(super) fn owners(site: &Site, links: BTreeMap<String, String>) -> Owners {
    let sources: BTreeMap<&str, &SourceText> =
        site.items.iter().map(|item| (item.path.as_ref(), item.source.as_ref())).collect();
    Owners::new(&site.files, links, |path| {
        if let Some(source) = sources.get(path) {
            return Some(source.text.clone());
        }
        let bytes = std::fs::read(site.files.get(path)?).ok()?;
        SourceText::decode(Arc::from(path), &bytes).ok().map(|source| source.text)
    })
}

pub(super) fn unreadable(path: &str, error: &std::io::Error) -> Finding {
    Finding::new(&rules::FILE_UNREADABLE, Place::file(path)).with("detail", system::reading(error))
}

/// Says where a text was not UTF-8.
pub(super) fn say_encoding(source: &SourceText) -> Option<Finding> {
    (source.encoding != TextEncoding::Utf8).then(|| {
        Finding::new(&rules::TEXT_ENCODING, Place::file(source.path.clone())).with("encoding", source.encoding.name())
    })
}

pub(super) fn text_fault(path: &Arc<str>, fault: &TextFault, bytes: &[u8]) -> Finding {
    let file = Place::file(path.clone());
    match fault {
        TextFault::Empty => Finding::new(&rules::TEXT_EMPTY, file),
        TextFault::Binary(kind) => Finding::new(&rules::TEXT_BINARY, file).with("kind", kind.as_str()),
        TextFault::TooLarge(size) => Finding::new(&rules::TEXT_TOO_LARGE, file)
            .with("size", megabytes(*size))
            .with("limit", megabytes(MAX_TEXT_BYTES)),
        TextFault::Undecodable(at) => {
            let head = String::from_utf8_lossy(bytes.get(..*at).unwrap_or_default()).into_owned();
            let mut place = Place::in_text(path.clone(), &head, head.len(), head.len());
            if *at == 0 {
                place = file;
            }
            let finding = Finding::new(&rules::TEXT_UNDECODABLE, place);
            let cut = bytes.get(*at..).is_some_and(|rest| {
                std::str::from_utf8(rest).is_err_and(|error| error.valid_up_to() == 0 && error.error_len().is_none())
            });
            if cut { finding.hint("cut") } else { finding }
        }
    }
}

fn megabytes(bytes: usize) -> String {
    let tenths = bytes * 10 / (1024 * 1024);
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

pub(super) enum What {
    Item(Arc<Item>),
    Page(PlainPage),
    Unreadable(Option<Flawed>),
}

pub(super) struct Loaded {
    pub(super) what: What,
    pub(super) findings: Vec<Finding>,
}

impl Loaded {
    fn failed(findings: Vec<Finding>) -> Self {
        Self { what: What::Unreadable(None), findings }
    }

    /// Fields at fault, but a text that can be looked at.
    fn flawed(source: SourceText, body: usize, findings: Vec<Finding>) -> Self {
        Self { what: What::Unreadable(Some(Flawed { source: Arc::new(source), body })), findings }
    }
}

pub(super) fn load_file(path: &str, disk: &Path, config: &Config, vocabulary: &Vocabulary) -> Loaded {
    let path: Arc<str> = Arc::from(path);
    // A file over the limit is not read at all.
    if let Ok(meta) = std::fs::metadata(disk)
        && meta.len() > MAX_TEXT_BYTES as u64
    {
        let size = usize::try_from(meta.len()).unwrap_or(usize::MAX);
        return Loaded::failed(vec![text_fault(&path, &TextFault::TooLarge(size), &[])]);
    }
    let bytes = match std::fs::read(disk) {
        Ok(bytes) => bytes,
        Err(error) => return Loaded::failed(vec![unreadable(&path, &error).stopping(Stops::Item)]),
    };
    load_bytes(&path, disk, &bytes, config, vocabulary)
}

fn load_bytes(path: &Arc<str>, disk: &Path, bytes: &[u8], config: &Config, vocabulary: &Vocabulary) -> Loaded {
    match SourceText::decode(path.clone(), bytes) {
        Ok(source) => parse_item(source, disk, config, vocabulary),
        Err(fault) => Loaded::failed(vec![text_fault(path, &fault, bytes)]),
    }
}

/// Reads one item from the bytes of its file, which need not be on the disk: for tests, and for what is written anew.
pub fn read_item(path: &str, bytes: &[u8], config: &Config, vocabulary: &Vocabulary) -> (Option<Item>, Vec<Finding>) {
    let Loaded { what, findings } = load_bytes(&Arc::from(path), Path::new(path), bytes, config, vocabulary);
    match what {
        What::Item(item) => (Some(Arc::unwrap_or_clone(item)), findings),
        What::Page(_) | What::Unreadable(_) => (None, findings),
    }
}

fn parse_item(source: SourceText, disk: &Path, config: &Config, vocabulary: &Vocabulary) -> Loaded {
    let mut findings = Vec::new();
    findings.extend(say_encoding(&source));
    let parts = match front_matter::split(&source) {
        Ok(parts) => parts,
        Err(finding) => {
            findings.push(*finding);
            return Loaded::failed(findings);
        }
    };
    let count = marks(source.text.get(parts.body..).unwrap_or_default());
    if count > MOST_MARKS {
        // Not even looked at for what else is wrong in it.
        let place = source.place(parts.body, parts.body);
        findings.push(Finding::new(&rules::TEXT_TOO_MANY, place).with("count", count).with("limit", MOST_MARKS));
        return Loaded::failed(findings);
    }
    findings.extend(say_of_body(&source, parts.body));
    let yaml_text = front_matter::mend_colons(&source, &parts.yaml, &mut findings);
    let node = match yaml::parse(&yaml_text, parts.yaml.start) {
        Ok(node) => node,
        Err(fault) => {
            findings.push(yaml_fault(&source, &parts.yaml, &fault));
            return Loaded::flawed(source, parts.body, findings);
        }
    };
    drop(yaml_text);
    let reading = Reading::new(&source, Family::Front);
    let mut fields = Fields::new(&reading, "---", &node);
    if fields.is_empty() {
        let plain = source.path.starts_with("content/pages/");
        let needed: [&[&'static str]; 4] =
            [&["title", "标题"], &["created", "成文日期"], &["topic", "主题分类"], &["genre", "体裁"]];
        for names in &needed[..if plain { 1 } else { needed.len() }] {
            fields.missing(names);
        }
        findings.extend(reading.findings.into_inner());
        return Loaded::flawed(source, parts.body, findings);
    }
    if source.path.starts_with("content/pages/") {
        let title = fields.required(&["title", "标题", "名称"]);
        fields.finish();
        findings.extend(reading.findings.into_inner());
        let what = match title {
            Some(title) => What::Page(PlainPage {
                path: source.path.clone(),
                title: title.value,
                body: parts.body,
                source: Arc::new(source),
            }),
            None => What::Unreadable(None),
        };
        return Loaded { what, findings };
    }
    let front = front_matter::read(&reading, fields, config, vocabulary);
    findings.extend(reading.findings.into_inner());
    // A doubled or unknown key may have meant something: the item waits until it is mended.
    let stopped = findings.iter().any(|finding| finding.stops != Stops::Nothing);
    let Some(front) = front else { return Loaded::flawed(source, parts.body, findings) };
    let column = front.column.as_ref().map(|field| field.value).or_else(|| column_of_path(&source.path, config));
    let Some(column) = column else {
        let allowed: Vec<&str> = config.columns.iter().map(|column| column.id.as_str()).take(40).collect();
        findings.push(
            Finding::new(&rules::FILE_NO_COLUMN, Place::file(source.path.clone())).with("allowed", allowed.join("、")),
        );
        return Loaded::flawed(source, parts.body, findings);
    };
    if stopped {
        return Loaded::flawed(source, parts.body, findings);
    }
    let item = Item {
        path: source.path.clone(),
        disk: disk.to_path_buf(),
        front,
        column,
        yaml: parts.yaml,
        body: parts.body,
        source: Arc::new(source),
    };
    Loaded { what: What::Item(Arc::new(item)), findings }
}

/// What is odd in a text as a whole: its length, and characters in it that nobody sees.
fn say_of_body(source: &SourceText, body: usize) -> Vec<Finding> {
    let text = source.text.get(body..).unwrap_or_default();
    let mut findings = Vec::new();
    if text.len() > LONG_TEXT_BYTES {
        let place = source.place(body, body);
        findings.push(Finding::new(&rules::TEXT_LONG, place).with("size", megabytes(text.len())));
    }
    if let Some((at, first)) = text.char_indices().find(|(_, c)| unseen::is_unseen(*c)) {
        let count = text.chars().filter(|c| unseen::is_unseen(*c)).count();
        let place = source.place(body + at, body + at + first.len_utf8());
        findings.push(Finding::new(&rules::TEXT_UNSEEN, place).with("count", count).with("code", unseen::code(first)));
    }
    findings
}

fn yaml_fault(source: &SourceText, yaml: &std::ops::Range<usize>, fault: &YamlFault) -> Finding {
    match fault {
        YamlFault::Syntax(detail, at) => {
            let at = (*at).min(yaml.end.saturating_sub(1)).max(yaml.start);
            let line_start = source.text[..at].rfind('\n').map_or(0, |n| n + 1);
            let line_end = source.text[at..].find('\n').map_or(source.text.len(), |n| at + n);
            if let Some(tab) = source.text[line_start..line_end].find('\t') {
                let tab = line_start + tab;
                return Finding::new(&rules::FRONT_TAB, source.place(tab, tab + 1));
            }
            let detail = explain(detail);
            let hint = match &detail {
                Arg::Message("yaml-indent", _) => "indent",
                Arg::Message("yaml-character", _) => "character",
                _ => "hint",
            };
            Finding::new(&rules::FRONT_SYNTAX, source.place(at, at + 1)).with("detail", detail).hint(hint)
        }
        YamlFault::NotPlain(span) => {
            let span = widen_to_mark(&source.text, span);
            let what = clip(source.text.get(span.clone()).unwrap_or_default());
            Finding::new(&rules::FRONT_NOT_PLAIN, source.place(span.start, span.end)).with("what", what)
        }
        YamlFault::TooDeep(at) => Finding::new(&rules::FRONT_TOO_DEEP, source.place(*at, *at + 1)),
        YamlFault::SecondDocument(at) => Finding::new(&rules::FRONT_SYNTAX, source.place(*at, *at + 3))
            .with("detail", Arg::message("yaml-second-document")),
    }
}

/// The parser marks the value; the anchor or tag stands before it.
fn widen_to_mark(text: &str, span: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let line_start = text[..span.start.min(text.len())].rfind('\n').map_or(0, |at| at + 1);
    let mark = text[line_start..span.start].rfind(['&', '*', '!']).map(|at| line_start + at);
    let start = mark.unwrap_or(span.start);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    start..span.end.clamp(start, line_end)
}

/// The parser's most frequent complaints in words a clerk understands; anything else as it is.
fn explain(detail: &str) -> Arg {
    let lower = detail.to_lowercase();
    let known: [(&[&str], &str); 8] = [
        (&["mapping values are not allowed"], "yaml-colon-in-value"),
        (&["simple key", "expected ':'"], "yaml-no-colon"),
        (
            &["quoted scalar", "unexpected end of stream", "while scanning a quoted", "unclosed quote"],
            "yaml-quote-open",
        ),
        (&["did not find expected ',' or ']'", "flow sequence", "unclosed bracket '['"], "yaml-bracket-open"),
        (&["flow mapping", "unclosed bracket '{'"], "yaml-brace-open"),
        (&["cannot start any token", "indicator"], "yaml-reserved-mark"),
        (&["did not find expected key", "did not find expected '-'"], "yaml-indent"),
        (&["unexpected character"], "yaml-character"),
    ];
    for (needles, id) in known {
        if needles.iter().any(|needle| lower.contains(needle)) {
            return Arg::message(id);
        }
    }
    Arg::Text(clip(detail))
}

/// The column of the nearest folder upward that is one.
fn column_of_path(path: &str, config: &Config) -> Option<usize> {
    let mut folders: Vec<&str> = path.split('/').collect();
    folders.pop();
    folders.iter().skip(1).rev().find_map(|folder| config.column_by_id(folder))
}
