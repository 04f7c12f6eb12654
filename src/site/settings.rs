//! What stands beside the content: `site.toml`, and the site's own vocabularies and holidays in `data/`.

use std::path::Path;
use std::sync::Arc;

use super::calendar::Calendar;
use super::config::Config;
use super::load::{say_encoding, text_fault, unreadable};
use super::text::SourceText;
use super::vocabulary::{Vocabulary, VocabularyFault, VocabularyProblem};
use crate::findings::rules;
use crate::findings::{Finding, Place, Stops};
use crate::messages::Arg;

/// Everything a site's items are read against.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `site.toml`.
    pub config: Config,
    /// The vocabularies, with what the site overrides.
    pub vocabulary: Vocabulary,
    /// Holidays and working days.
    pub calendar: Calendar,
    /// What is wrong with them and stops nothing.
    pub findings: Vec<Finding>,
}

/// Reads the settings in `root`.
///
/// # Errors
/// Every fault of every file, where any of them cannot be used.
pub fn read(root: &Path) -> Result<Settings, Vec<Finding>> {
    let (config, notes) = read_config(root)?;
    let mut findings = Vec::new();
    let vocabulary =
        Vocabulary::with_overrides(|name| read_data(root, name, &mut findings).map(|text| (name.to_owned(), text)));
    let holidays = read_data(root, Calendar::FILE, &mut findings);
    let calendar = Calendar::with_override(holidays.as_deref().map(|text| (Calendar::FILE, text)));
    let mut faults = Vec::new();
    let vocabulary = vocabulary.map_err(|list| faults.extend(list)).ok();
    let calendar = calendar.map_err(|list| faults.extend(list)).ok();
    findings.extend(faults.iter().map(|fault| finding(root, fault)));
    match (vocabulary, calendar) {
        (Some(vocabulary), Some(calendar)) if findings.is_empty() => {
            Ok(Settings { config, vocabulary, calendar, findings: notes })
        }
        _ => Err(findings),
    }
}

/// The configuration, and what is wrong with its file and stops nothing.
fn read_config(root: &Path) -> Result<(Config, Vec<Finding>), Vec<Finding>> {
    let path: Arc<str> = Arc::from("site.toml");
    let bytes = match std::fs::read(root.join("site.toml")) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(vec![Finding::new(&rules::CONFIG_MISSING, Place::file(path))]);
        }
        Err(error) => return Err(vec![unreadable("site.toml", &error)]),
    };
    let source = match SourceText::decode(path.clone(), &bytes) {
        Ok(source) => source,
        Err(fault) => return Err(vec![text_fault(&path, &fault, &bytes).stopping(Stops::Build)]),
    };
    let (config, findings) = Config::read(&source);
    if findings.is_empty() { Ok((config, say_encoding(&source).into_iter().collect())) } else { Err(findings) }
}

/// The text of a file of `data/`, where the site has one.
fn read_data(root: &Path, name: &str, findings: &mut Vec<Finding>) -> Option<String> {
    let bytes = match std::fs::read(root.join(name)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
        Err(error) => {
            findings.push(unreadable(name, &error));
            return None;
        }
    };
    match SourceText::decode(Arc::from(name), &bytes) {
        Ok(source) => Some(source.text),
        Err(fault) => {
            findings.push(text_fault(&Arc::from(name), &fault, &bytes).stopping(Stops::Build));
            None
        }
    }
}

fn finding(root: &Path, fault: &VocabularyFault) -> Finding {
    let text = std::fs::read_to_string(root.join(&fault.path)).unwrap_or_default();
    let source = text.lines().nth((fault.line as usize).saturating_sub(1)).map(Arc::from);
    let path = Arc::from(fault.path.as_str());
    let place = if fault.line == 0 {
        Place::file(path)
    } else {
        Place { path, line: fault.line, column: fault.column.max(1), length: 1, source }
    };
    Finding::new(&rules::CONFIG_SYNTAX, place).with("detail", words(&fault.problem))
}

fn words(problem: &VocabularyProblem) -> Arg {
    use VocabularyProblem as P;
    let text = |value: &str| Arg::from(value);
    match problem {
        P::Syntax { message } => text(message),
        P::UnknownKey { key, known } => {
            Arg::Message("vocabulary-unknown-key", vec![("key", text(key)), ("allowed", known.join("、").into())])
        }
        P::DuplicateKey { key } => Arg::Message("vocabulary-duplicate-key", vec![("key", text(key))]),
        P::MissingKey { key } => Arg::Message("vocabulary-missing-key", vec![("key", text(key))]),
        P::WrongType { expected } => Arg::Message("vocabulary-wrong-type", vec![("expected", text(expected))]),
        P::BadValue { value, allowed } => {
            Arg::Message("vocabulary-bad-value", vec![("value", text(value)), ("allowed", allowed.join("、").into())])
        }
        P::Empty => Arg::message("vocabulary-empty"),
        P::DuplicateId { id, first } => {
            Arg::Message("vocabulary-duplicate-id", vec![("id", text(id)), ("line", (*first).into())])
        }
        P::DuplicateName { name, first } => {
            Arg::Message("vocabulary-duplicate-name", vec![("name", text(name)), ("line", (*first).into())])
        }
        P::Nameless => Arg::message("vocabulary-nameless"),
        P::UnknownReference { key, id } => {
            Arg::Message("vocabulary-unknown-reference", vec![("key", text(key)), ("id", text(id))])
        }
        P::MissingTerm { id } => Arg::Message("vocabulary-missing-term", vec![("id", text(id))]),
    }
}
