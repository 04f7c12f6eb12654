//! Reading a vocabulary from its YAML file, ours or the site's, and everything that can be wrong with it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_saphyr::{Error, Location, Spanned};

use super::fault::{VocabularyFault, VocabularyProblem};
use super::fold::fold;
use super::list::List;
use super::term::Term;

/// A vocabulary that stands in one file.
pub(super) trait Vocab: Term + Sized {
    /// What the file holds.
    type File: DeserializeOwned;
    /// The file's name, relative to the site's root.
    const FILE: &'static str;
    /// Our own edition of it.
    const TEXT: &'static str;
    /// Whether terms of one class must differ in name.
    const NAMES_DIFFER: bool = true;

    /// The file's terms, parents before children. What cannot be used is left out and said.
    fn terms(file: Self::File, source: &mut Source<'_>) -> Vec<Placed<Self>>;
}

/// A term and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Placed<T> {
    pub(super) term: T,
    pub(super) at: At,
}

/// Line and column, counted from 1.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::site) struct At {
    pub(in crate::site) line: u32,
    pub(in crate::site) column: u32,
}

impl From<Location> for At {
    fn from(location: Location) -> Self {
        let narrow = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        Self { line: narrow(location.line()), column: narrow(location.column()) }
    }
}

/// The place of a value in its file.
pub(in crate::site) fn at<T>(value: &Spanned<T>) -> At {
    value.referenced.into()
}

/// A file that is being read, and the list of everything wrong so far.
pub(super) struct Source<'a> {
    pub(super) path: String,
    faults: &'a mut Vec<VocabularyFault>,
}

impl Source<'_> {
    pub(super) fn fault(&mut self, at: At, problem: VocabularyProblem) {
        self.faults.push(VocabularyFault { path: self.path.clone(), line: at.line, column: at.column, problem });
    }
}

/// A vocabulary as read, still with the places of its terms, so that references to others can be checked.
pub(super) struct Loaded<T> {
    pub(super) list: List<T>,
    pub(super) places: Vec<At>,
    pub(super) path: String,
    /// Whether the site brought its own file.
    pub(super) overridden: bool,
}

/// Reads one vocabulary: the site's file where there is one, else ours.
pub(super) fn load<T: Vocab>(
    given: &mut dyn FnMut(&str) -> Option<(String, String)>,
    faults: &mut Vec<VocabularyFault>,
) -> Option<Loaded<T>> {
    let (path, text, overridden) = match given(T::FILE) {
        Some((path, text)) => (path, Cow::Owned(text), true),
        None => (T::FILE.to_owned(), Cow::Borrowed(T::TEXT), false),
    };
    let mut source = Source { path, faults };
    let file: T::File = match read_file(&source.path, &text) {
        Ok(file) => file,
        Err(fault) => {
            source.faults.push(fault);
            return None;
        }
    };
    let mut found = T::terms(file, &mut source);
    if found.is_empty() {
        source.fault(At::default(), VocabularyProblem::Empty);
    }
    keep_distinct(&mut found, &mut source);
    let (terms, places) = found.into_iter().map(|Placed { term, at }| (term, at)).unzip();
    let list = List::new(terms);
    Some(Loaded { list, places, path: source.path, overridden })
}

/// Reads a data file strictly: unknown keys, doubled keys and values of another type are faults.
pub(in crate::site) fn read_file<T: DeserializeOwned>(path: &str, text: &str) -> Result<T, VocabularyFault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    serde_saphyr::from_str_with_options(text, serde_saphyr::options! { with_snippet: false }).map_err(|error| {
        let error = error.without_snippet();
        let At { line, column } = error.location().map(At::from).unwrap_or_default();
        VocabularyFault { path: path.to_owned(), line, column, problem: problem(error) }
    })
}

/// Names every term that lacks an id or a name, or has that of another.
fn keep_distinct<T: Vocab>(placed: &mut Vec<Placed<T>>, source: &mut Source<'_>) {
    let mut ids: BTreeMap<String, u32> = BTreeMap::new();
    let mut names: BTreeMap<(String, String), u32> = BTreeMap::new();
    placed.retain(|Placed { term, at }| {
        let (id, name) = (fold(term.id()), fold(term.zh()));
        if id.is_empty() || name.is_empty() {
            source.fault(*at, VocabularyProblem::Nameless);
            return false;
        }
        if let Some(first) = ids.get(&id) {
            let problem = VocabularyProblem::DuplicateId { id: term.id().to_owned(), first: *first };
            source.fault(*at, problem);
            return false;
        }
        ids.insert(id, at.line);
        let key = (term.parent().unwrap_or_default().to_owned(), name);
        if T::NAMES_DIFFER
            && let Some(first) = names.insert(key, at.line)
        {
            source.fault(*at, VocabularyProblem::DuplicateName { name: term.zh().to_owned(), first });
        }
        true
    });
}

/// The parser's error as one of ours.
fn problem(error: &Error) -> VocabularyProblem {
    let own = |names: &[&'static str]| names.iter().map(|name| (*name).to_owned()).collect();
    match error {
        Error::SerdeUnknownField { field, expected, .. } => {
            VocabularyProblem::UnknownKey { key: field.clone(), known: own(expected) }
        }
        Error::SerdeMissingField { field, .. } => VocabularyProblem::MissingKey { key: (*field).to_owned() },
        Error::DuplicateMappingKey { key, .. } => {
            VocabularyProblem::DuplicateKey { key: key.clone().unwrap_or_default() }
        }
        Error::SerdeUnknownVariant { variant, expected, .. } => {
            VocabularyProblem::BadValue { value: variant.clone(), allowed: own(expected) }
        }
        Error::SerdeInvalidType { expected, .. } | Error::SerdeInvalidValue { expected, .. } => {
            VocabularyProblem::WrongType { expected: expected.clone() }
        }
        Error::Unexpected { expected, .. } => VocabularyProblem::WrongType { expected: (*expected).to_owned() },
        Error::InvalidScalar { ty, .. } => VocabularyProblem::WrongType { expected: (*ty).to_owned() },
        Error::NullIntoString { .. } => VocabularyProblem::WrongType { expected: "string".to_owned() },
        Error::Eof { .. } => VocabularyProblem::Empty,
        other => VocabularyProblem::Syntax { message: plain(other) },
    }
}

/// The first line of the parser's message, without its own report of the place.
fn plain(error: &Error) -> String {
    let text = error.to_string();
    text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().to_owned()
}
