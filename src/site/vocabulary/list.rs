//! One vocabulary and the look-up that all of them share.
//!
//! A clerk may write an id (`0201`), a name in either language (`政务公开`), an alias (`年报`) or, in a vocabulary of two
//! levels, a path (`综合政务/政务公开`). Whatever is written is either one term or a reason that says what to write instead.

use std::collections::BTreeMap;

use super::fold::{fold, has_han};
use super::term::Term;
use crate::messages::Lang;

/// Signs that separate the levels of a path. gov.cn prints a backslash; people type whatever is at hand.
/// Full-width forms need no place here: folding makes them these.
const SEPARATORS: [char; 7] = ['/', '\\', '>', '›', '»', '→', '-'];

/// At most so many near terms are named.
const NEAREST: usize = 5;

/// A longer text names nothing: no name is near that length, and comparing it with all of them would take long.
const LONGEST: usize = 600;

/// Why a text names no term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LookupFault {
    /// Nothing is called that.
    NotFound {
        /// What may have been meant, best first, as it can be written instead; empty when nothing is near.
        nearest: Vec<String>,
    },
    /// It names a class under which nothing is filed directly.
    NotALeaf {
        /// What can be written instead.
        children: Vec<String>,
    },
    /// Several terms are called that.
    Ambiguous {
        /// What can be written instead, each only one term.
        candidates: Vec<String>,
    },
}

/// The terms of one vocabulary, in their official order.
#[derive(Debug, Clone)]
pub struct List<T> {
    terms: Vec<T>,
    by_id: BTreeMap<String, usize>,
    by_name: BTreeMap<String, Vec<usize>>,
}

impl<T: Term> List<T> {
    /// A list of terms. Parents stand before their children, and no two terms have one id.
    pub(super) fn new(terms: Vec<T>) -> Self {
        let mut by_id = BTreeMap::new();
        let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, term) in terms.iter().enumerate() {
            by_id.entry(fold(term.id())).or_insert(at);
            let given = term.aliases().iter().map(String::as_str).chain([term.zh(), term.en()]);
            let mut names: Vec<String> =
                given.map(fold).chain(term.spellings().iter().map(|text| fold(text))).collect();
            names.sort_unstable();
            names.dedup();
            for name in names {
                by_name.entry(name).or_default().push(at);
            }
        }
        Self { terms, by_id, by_name }
    }

    /// Every term, in the official order: each class before its children.
    pub fn all(&self) -> &[T] {
        &self.terms
    }

    /// The term with exactly this id.
    pub fn get(&self, id: &str) -> Option<&T> {
        self.by_id.get(&fold(id)).map(|at| &self.terms[*at])
    }

    /// Where the term with this id stands in the official order, for sorting.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.by_id.get(&fold(id)).copied()
    }

    /// The terms right below the one with this id.
    pub fn children<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a T> {
        self.terms.iter().filter(move |term| term.parent() == Some(id))
    }

    /// The terms that are below no other.
    pub fn roots(&self) -> impl Iterator<Item = &T> {
        self.terms.iter().filter(|term| term.parent().is_none())
    }

    /// The class of a term and the term itself, from the top down.
    pub fn lineage<'a>(&'a self, term: &'a T) -> Vec<&'a T> {
        let mut line = vec![term];
        let mut seen = term;
        // Loading has made sure that no term is its own ancestor; the bound only makes that visible.
        while let Some(parent) = seen.parent().and_then(|id| self.get(id)) {
            line.push(parent);
            seen = parent;
            if line.len() > self.terms.len() {
                break;
            }
        }
        line.reverse();
        line
    }

    /// The names from the class down to the term, joined: `综合政务/政务公开`.
    pub fn path(&self, term: &T, lang: Lang, separator: &str) -> String {
        self.lineage(term).iter().map(|term| term.name(lang)).collect::<Vec<_>>().join(separator)
    }

    /// The term that a person means by `text`: an id, a name, an alias or a path of names.
    ///
    /// White space, letter case and full-width forms do not matter. A path, or the name of a class, wins over the bare
    /// name of a leaf; a bare name is accepted where only one term has it.
    pub fn find(&self, text: &str) -> Result<&T, LookupFault> {
        if text.len() > LONGEST {
            return Err(LookupFault::NotFound { nearest: Vec::new() });
        }
        let key = fold(text);
        if let Some(at) = self.by_id.get(&key) {
            return self.choose(vec![*at], &key);
        }
        let named = self.by_name.get(&key).map_or(&[][..], Vec::as_slice);
        let (roots, below): (Vec<usize>, Vec<usize>) = named.iter().partition(|at| self.terms[**at].parent().is_none());
        if roots.iter().any(|at| self.terms[*at].selectable()) {
            return self.choose(roots, &key);
        }
        let by_path = self.follow(&key);
        if let Ok(found) = &by_path
            && !found.is_empty()
        {
            return self.choose(found.clone(), &key);
        }
        if !below.is_empty() {
            return self.choose(below, &key);
        }
        if !roots.is_empty() {
            return self.choose(roots, &key);
        }
        match by_path {
            Err(class) => Err(LookupFault::NotFound { nearest: self.near_below(&key, class) }),
            Ok(_) => Err(LookupFault::NotFound { nearest: self.nearest(&key) }),
        }
    }

    /// Follows a path. `Ok(empty)`: it is none, or starts nowhere; `Err(class)`: it ends below that class, at no term.
    ///
    /// A name may hold a separator itself (处罚/强制, E-Government), so every way to cut the text is tried.
    fn follow(&self, key: &str) -> Result<Vec<usize>, usize> {
        let mut class = None;
        let found = self.descend(key.trim_matches(SEPARATORS), None, &mut class);
        match class {
            Some(class) if found.is_empty() => Err(class),
            _ => Ok(found),
        }
    }

    /// What `rest` leads to below `parent`; `deepest` becomes the last class that a step led to.
    fn descend(&self, rest: &str, parent: Option<usize>, deepest: &mut Option<usize>) -> Vec<usize> {
        let below = |at: &usize| self.terms[*at].parent() == parent.map(|parent| self.terms[parent].id());
        if parent.is_some() {
            let here: Vec<usize> = self.called(rest).filter(below).collect();
            if !here.is_empty() {
                return here;
            }
        }
        for (cut, separator) in rest.match_indices(SEPARATORS) {
            let next = rest[cut + separator.len()..].trim_start_matches(SEPARATORS);
            for step in self.called(&rest[..cut]).filter(below) {
                *deepest = Some(step);
                let found = self.descend(next, Some(step), deepest);
                if !found.is_empty() {
                    return found;
                }
            }
        }
        Vec::new()
    }

    /// Terms with this folded id or name.
    fn called<'a>(&'a self, key: &'a str) -> impl Iterator<Item = usize> + 'a {
        let id = self.by_id.get(key).copied();
        let names = self.by_name.get(key).map_or(&[][..], Vec::as_slice);
        id.into_iter().chain(names.iter().copied().filter(move |at| Some(*at) != id))
    }

    fn choose(&self, mut found: Vec<usize>, key: &str) -> Result<&T, LookupFault> {
        let best = found.iter().map(|at| self.terms[*at].rank()).min();
        found.retain(|at| Some(self.terms[*at].rank()) == best);
        match found.as_slice() {
            [] => Err(LookupFault::NotFound { nearest: self.nearest(key) }),
            [at] if self.terms[*at].selectable() => Ok(&self.terms[*at]),
            [at] => {
                let id = self.terms[*at].id();
                let children = self.children(id).map(|term| self.label(term, key)).collect();
                Err(LookupFault::NotALeaf { children })
            }
            several => Err(LookupFault::Ambiguous {
                candidates: several.iter().map(|at| self.unmistakable(&self.terms[*at], key)).collect(),
            }),
        }
    }

    /// How a term is best written by someone who wrote `key`: in the same language, with its class.
    fn label(&self, term: &T, key: &str) -> String {
        self.path(term, language_of(key), "/")
    }

    /// A label, or the id where the label itself could mean another term.
    fn unmistakable(&self, term: &T, key: &str) -> String {
        let label = self.label(term, key);
        if fold(&label) == key { term.id().to_owned() } else { label }
    }

    fn nearest(&self, key: &str) -> Vec<String> {
        self.rank_by_nearness(key, key, self.terms.iter())
    }

    /// What may have been meant below a class; all of it where nothing is near.
    fn near_below(&self, key: &str, class: usize) -> Vec<String> {
        let step = key.rsplit(SEPARATORS).find(|step| !step.is_empty()).unwrap_or(key);
        let id = self.terms[class].id();
        let near = self.rank_by_nearness(step, key, self.children(id));
        if near.is_empty() { self.children(id).map(|term| self.label(term, key)).collect() } else { near }
    }

    fn rank_by_nearness<'a>(&'a self, wanted: &str, key: &str, among: impl Iterator<Item = &'a T>) -> Vec<String> {
        let mut scored: Vec<(f64, String)> = Vec::new();
        for term in among.filter(|term| term.selectable() && term.rank() == 0) {
            let names = term.aliases().iter().map(String::as_str).chain([term.id(), term.zh(), term.en()]);
            let score = names.map(|name| nearness(wanted, &fold(name))).fold(0.0, f64::max);
            if score > 0.0 {
                scored.push((score, self.label(term, key)));
            }
        }
        // Equal scores keep the official order: the sort is stable.
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        scored.dedup_by(|a, b| a.1 == b.1);
        scored.into_iter().take(NEAREST).map(|(_, label)| label).collect()
    }
}

/// The language in which someone writes: English where there is no Chinese character but a Latin word.
fn language_of(key: &str) -> Lang {
    let letters = key.chars().filter(char::is_ascii_alphabetic).count();
    if !has_han(key) && letters >= 3 { Lang::En } else { Lang::Zh }
}

/// How near two folded names are: 0 for not at all, up to 1 for the same.
///
/// Either few keystrokes lie between them (Damerau-Levenshtein), or one holds the other, as 通知公告 holds 通知.
fn nearness(a: &str, b: &str) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let typed = strsim::normalized_damerau_levenshtein(a, b);
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let least = if has_han(short) { 2 } else { 4 };
    let held = if short.chars().count() >= least && long.contains(short) {
        0.6 + 0.4 * ratio(short.chars().count(), long.chars().count())
    } else {
        0.0
    };
    let typed = if typed >= 0.5 { typed } else { 0.0 };
    typed.max(held)
}

#[expect(clippy::cast_precision_loss, reason = "names are shorter than 2^52 characters")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}
