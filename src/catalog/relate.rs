//! How entries belong together: what replaces, amends or explains what, the stages of a matter, the series of numbers.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Entry, EntryRef, Related, RelationKind};
use crate::site::document_number;

/// What one entry says of others, as written.
#[derive(Debug, Default, Clone)]
pub struct Written {
    /// replaces 替代.
    pub replaces: Vec<String>,
    /// amends 修改.
    pub amends: Vec<String>,
    /// interprets 解读.
    pub interprets: Vec<String>,
}

/// Finds entries by index or document number.
pub struct Numbers {
    by_number: BTreeMap<String, EntryRef>,
}

impl Numbers {
    /// Collects the numbers of all entries. Where two entries have one document number, neither is found by it.
    pub fn new(entries: &[Arc<Entry>]) -> Self {
        let mut by_number: BTreeMap<String, Option<EntryRef>> = BTreeMap::new();
        for (at, entry) in entries.iter().enumerate() {
            if !entry.index_no.is_empty() {
                by_number.insert(key(&entry.index_no), Some(at));
            }
        }
        for (at, entry) in entries.iter().enumerate() {
            if let Some(doc_no) = &entry.doc_no {
                by_number.entry(key(doc_no)).and_modify(|seen| *seen = None).or_insert(Some(at));
            }
        }
        Self { by_number: by_number.into_iter().filter_map(|(number, at)| Some((number, at?))).collect() }
    }

    /// The entry with this index or document number, whatever brackets were typed.
    pub fn find(&self, text: &str) -> Option<EntryRef> {
        self.by_number.get(&key(text)).copied()
    }
}

fn key(text: &str) -> String {
    document_number::normalize(text).unwrap_or_else(|| text.trim().to_owned())
}

/// At most so many of a matter are named on one page, so that pages do not grow with the square of it.
const SHOWN_OF_A_MATTER: usize = 60;

/// Fills [`Entry::related`] of every entry, both ways. `series` gives an entry's series and serial number.
pub fn relate(entries: &mut [Arc<Entry>], written: &[Written], series: impl Fn(&Entry) -> Option<(String, u64)>) {
    let numbers = Numbers::new(entries);
    let mut related: Vec<Vec<Related>> = vec![Vec::new(); entries.len()];
    let mut add = |from: EntryRef, kind: RelationKind, to: Option<EntryRef>, text: &str| {
        let list = &mut related[from];
        if !list.iter().any(|other| other.kind == kind && other.text == text) {
            list.push(Related { kind, entry: to, text: text.to_owned() });
        }
    };
    for (at, words) in written.iter().enumerate() {
        let groups = [
            (&words.replaces, RelationKind::Replaces, RelationKind::ReplacedBy),
            (&words.amends, RelationKind::Amends, RelationKind::AmendedBy),
            (&words.interprets, RelationKind::Interprets, RelationKind::InterpretedBy),
        ];
        for (texts, there, back) in groups {
            for text in texts {
                let other = numbers.find(text).filter(|other| *other != at);
                add(at, there, other, text);
                if let Some(other) = other {
                    let own = entries[at].doc_no.clone().unwrap_or_else(|| entries[at].index_no.clone());
                    add(other, back, Some(at), &own);
                }
            }
        }
    }
    let mut matters: BTreeMap<&str, Vec<EntryRef>> = BTreeMap::new();
    let mut runs: BTreeMap<String, Vec<(u64, EntryRef)>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        if let Some(matter) = &entry.matter {
            matters.entry(matter).or_default().push(at);
        }
        if let Some((name, serial)) = series(entry) {
            runs.entry(name).or_default().push((serial, at));
        }
    }
    for members in matters.values_mut().filter(|members| members.len() > 1) {
        members.sort_by_key(|at| (entries[*at].stage.clone(), entries[*at].published, entries[*at].seq));
        for at in members.iter() {
            for other in members.iter().filter(|other| *other != at).take(SHOWN_OF_A_MATTER) {
                add(*at, RelationKind::SameMatter, Some(*other), &entries[*other].index_no);
            }
        }
    }
    for run in runs.values_mut() {
        run.sort_unstable();
        for pair in run.windows(2) {
            let (before, after) = (pair[0].1, pair[1].1);
            add(before, RelationKind::Next, Some(after), &entries[after].index_no);
            add(after, RelationKind::Previous, Some(before), &entries[before].index_no);
        }
    }
    for (entry, mut list) in entries.iter_mut().zip(related) {
        list.sort_by_key(|related| related.kind);
        if entry.related != list {
            Arc::make_mut(entry).related = list;
        }
    }
}
