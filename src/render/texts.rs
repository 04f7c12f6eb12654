//! From Markdown to what stands on a page: links to other items, files and pictures looked up in the catalog.
//!
//! Only what is public can be linked to. What a text points to and the public may not see becomes plain words and a
//! finding, and neither its address nor its title appears.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::links::{folder_of, root_of};
use super::markdown::{self, Article, Fault, FaultKind, Heading, Resolution, Resolve, Target, Words};
use crate::blocks::Blocks;
use crate::catalog::{Attachment, Body, Catalog, EntryRef};
use crate::findings::{self, Finding, Rule, rules};
use crate::messages::Lang;
use crate::site::paths::{decode_percent, join_relative};

/// Where the source files and numbers of a catalog lead.
pub(super) struct Places {
    by_path: BTreeMap<Arc<str>, Place>,
    by_number: BTreeMap<String, EntryRef>,
}

#[derive(Clone, Copy)]
enum Place {
    Entry(EntryRef),
    Plain(usize),
}

impl Places {
    /// The places of a catalog.
    pub(super) fn new(catalog: &Catalog) -> Self {
        let entries = catalog.entries.iter().enumerate();
        let pages = catalog.pages.iter().enumerate();
        let by_path = entries
            .clone()
            .map(|(at, entry)| (entry.path.clone(), Place::Entry(at)))
            .chain(pages.map(|(at, page)| (page.path.clone(), Place::Plain(at))))
            .collect();
        let by_number = entries
            .filter(|(_, entry)| !entry.index_no.is_empty())
            .map(|(at, entry)| (entry.index_no.clone(), at))
            .collect();
        Self { by_path, by_number }
    }
}

/// Everything that texts can link to.
pub(super) struct Library<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) places: &'a Places,
    /// Source files that exist and are not public.
    pub(super) unpublished: &'a BTreeSet<String>,
    pub(super) lang: Lang,
}

/// A text made into HTML.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// To stand on the page as it is.
    pub(super) html: String,
    /// Its headings.
    pub(super) headings: Vec<Heading>,
    /// Its articles that are not headings.
    pub(super) articles: Vec<Article>,
    /// Whether it is addressed or signed as an official document is.
    pub(super) is_official: bool,
    /// What search sees.
    pub(super) blocks: Blocks,
    /// What is wrong in it.
    pub(super) findings: Vec<Finding>,
}

impl Library<'_> {
    /// Makes a body into HTML for the page at `address`. `path` is the source file; `files` are what lies beside it.
    pub(super) fn text(&self, body: &Body, address: &str, path: &str, files: &[&[Attachment]]) -> Text {
        let Body::Open { source, start } = body else { return Text::default() };
        let words = if self.lang == Lang::Zh { &Words::ZH } else { &Words::EN };
        let scope = Scope { library: self, root: root_of(address), folder: folder_of(path), files };
        let made = markdown::render_with(body.text(), &scope, words);
        let mut places = findings::Places::new(source.path.clone(), &source.text);
        let findings = made.faults.iter().map(|fault| self.finding(fault, &mut places, *start, &scope)).collect();
        Text {
            html: made.html,
            headings: made.headings,
            articles: made.articles,
            is_official: made.is_official,
            blocks: made.blocks,
            findings,
        }
    }

    fn finding(&self, fault: &Fault, places: &mut findings::Places<'_>, start: usize, scope: &Scope<'_>) -> Finding {
        let rule = match &fault.kind {
            FaultKind::MissingLink(target) if self.is_unpublished(target, scope) => &rules::LINK_UNPUBLISHED,
            kind => rule_of(kind),
        };
        let at = start + fault.offset;
        let mut finding = Finding::new(rule, places.place(at, at + fault.len));
        if let FaultKind::TooLong(limit) = fault.kind {
            finding = finding.with("limit", limit >> 20);
        }
        if let Some(subject) = fault.kind.subject() {
            finding = finding.with("target", subject).with("what", subject);
        }
        if rule.code == rules::LINK_MISSING.code
            && let Some(subject) = fault.kind.subject()
            && let Some(near) = self.near(subject, scope)
        {
            finding = finding.with("nearest", near).hint("near");
        }
        finding
    }

    /// The address of the page made of a source file.
    fn address(&self, path: &str) -> Option<&str> {
        match *self.places.by_path.get(path)? {
            Place::Entry(at) => self.catalog.entry(at).map(|entry| entry.address.as_str()),
            Place::Plain(at) => self.catalog.pages.get(at).map(|page| page.address.as_str()),
        }
    }

    fn is_unpublished(&self, target: &str, scope: &Scope<'_>) -> bool {
        scope.source_path(target).is_some_and(|path| candidates(&path).any(|path| self.unpublished.contains(&path)))
    }

    /// A file of nearly the same name, as it would be written.
    fn near(&self, target: &str, scope: &Scope<'_>) -> Option<String> {
        let path = scope.source_path(target)?;
        let name = path.rsplit('/').next()?;
        let beside = scope.files.iter().flat_map(|files| files.iter()).map(|file| file.written.as_str());
        let items = self.places.by_path.keys().filter(|known| folder_of(known) == folder_of(&path));
        let known = beside.chain(items.map(|known| &known[folder_of(known).len()..]));
        crate::site::fields::nearest(name, known)
    }
}

/// One text with what it can see.
struct Scope<'a> {
    library: &'a Library<'a>,
    root: String,
    folder: &'a str,
    files: &'a [&'a [Attachment]],
}

impl Scope<'_> {
    /// The source file that a written address means, relative to the site's root.
    fn source_path(&self, written: &str) -> Option<String> {
        let path = written.split(['#', '?']).next().unwrap_or_default();
        let path = decode_percent(path).replace('\\', "/");
        match path.strip_prefix('/') {
            Some(absolute) => join_relative("content", absolute),
            None => join_relative(self.folder, &path),
        }
    }

    fn file(&self, written: &str) -> Option<&Attachment> {
        let wanted = self.source_path(written)?;
        self.files.iter().flat_map(|files| files.iter()).find(|file| file.content_path == wanted)
    }

    fn to(&self, address: &str, fragment: &str, class: Option<&str>) -> Resolution {
        let href = format!("{}{address}{fragment}", self.root);
        Resolution::To { href, title: None, class: class.map(str::to_owned) }
    }
}

impl Resolve for Scope<'_> {
    fn resolve(&self, target: Target<'_>) -> Resolution {
        match target {
            Target::Number(number) => {
                let at = self.library.places.by_number.get(number.trim());
                match at.and_then(|at| self.library.catalog.entry(*at)) {
                    Some(entry) => Resolution::To {
                        href: format!("{}{}", self.root, entry.address),
                        title: Some(entry.title.clone()),
                        class: None,
                    },
                    None => Resolution::Missing,
                }
            }
            // A picture from elsewhere would tell another server who reads the page.
            Target::Image(written) => match self.file(written) {
                Some(file) => self.to(&file.address, "", None),
                None => Resolution::Missing,
            },
            Target::Link(written) => {
                if has_scheme(written) || written.starts_with("//") {
                    return Resolution::Keep;
                }
                if let Some(file) = self.file(written) {
                    return self.to(&file.address, "", Some("file"));
                }
                let fragment = written.find('#').map_or("", |at| &written[at..]);
                let Some(path) = self.source_path(written) else { return Resolution::Missing };
                candidates(&path)
                    .find_map(|path| self.library.address(&path))
                    .map_or(Resolution::Missing, |address| self.to(address, fragment, None))
            }
        }
    }
}

/// The source files that a path may mean: itself, with the ending left out, or the folder of an item.
fn candidates(path: &str) -> impl Iterator<Item = String> {
    let path = path.trim_end_matches('/');
    [path.to_owned(), format!("{path}.md"), format!("{path}/index.md")].into_iter()
}

fn has_scheme(address: &str) -> bool {
    let scheme = address.split(':').next().unwrap_or_default();
    scheme.len() < address.len()
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

fn rule_of(kind: &FaultKind) -> &'static Rule {
    match kind {
        FaultKind::MissingLink(_) => &rules::LINK_MISSING,
        FaultKind::MissingImage(_) => &rules::LINK_IMAGE_MISSING,
        FaultKind::MissingNumber(_) => &rules::LINK_NUMBER_UNKNOWN,
        FaultKind::MissingAnchor(_) => &rules::LINK_ANCHOR_MISSING,
        FaultKind::MissingReference(_) => &rules::LINK_REFERENCE_MISSING,
        FaultKind::EmptyLink => &rules::LINK_EMPTY,
        FaultKind::LinkWithoutText(_) => &rules::LINK_NO_TEXT,
        FaultKind::ScriptLink(_) | FaultKind::OtherScheme(_) => &rules::LINK_UNSAFE,
        FaultKind::LocalLink(_) => &rules::LINK_LOCAL,
        FaultKind::FullWidthLink(_) => &rules::LINK_FULL_WIDTH,
        FaultKind::EmptyAlt(_) => &rules::IMAGE_NO_DESCRIPTION,
        FaultKind::MissingFootnote(_) => &rules::FOOTNOTE_MISSING,
        FaultKind::UnusedFootnote(_) => &rules::FOOTNOTE_UNUSED,
        FaultKind::DoubledFootnote(_) => &rules::FOOTNOTE_DUPLICATE,
        FaultKind::RawHtmlRemoved(_) => &rules::HTML_REMOVED,
        FaultKind::RawHtmlUnclosed(_) => &rules::HTML_UNCLOSED,
        FaultKind::DoubledId(_) => &rules::HTML_DUPLICATE_ID,
        FaultKind::IndentedText => &rules::TEXT_INDENTED,
        FaultKind::HeadingMark(_) => &rules::TEXT_HEADING_MARK,
        FaultKind::JoinedLine => &rules::TEXT_JOINED_LINE,
        FaultKind::TooDeep => &rules::TEXT_TOO_DEEP,
        FaultKind::TooLong(_) => &rules::TEXT_PAGE_TOO_LARGE,
    }
}
