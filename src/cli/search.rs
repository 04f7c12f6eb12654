//! `mulu search WORDS`: the same answers as in the page, from the same shards.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::Path;

use super::args::{Format, Global, Order, Search};
use super::console::Console;
use super::{Outcome, common};
use crate::messages::Arg;
use crate::search::reader::{Answer, Catalog, Filters, Hit, SearchOptions, Snippet, Sort};
use crate::search::{self, Damage, SearchError};

/// Values of a facet that are named when another is asked for.
const NAMED: usize = 12;

pub(super) fn run(options: &Search, global: &Global, console: &Console) -> Outcome {
    let Some(root) = common::root(global, console) else { return Outcome::Failed };
    let out = common::out(options.out.as_ref(), &root);
    let folder = out.join("search");
    if !folder.is_dir() {
        console.complain("search-no-index", &[("out", out.display().to_string().into())]);
        return Outcome::Failed;
    }
    let failed = |error: SearchError| {
        complain(&error, console);
        Outcome::Failed
    };
    let catalog = match Catalog::open_folder(&folder) {
        Ok(catalog) => catalog,
        Err(error) => return failed(error),
    };
    let Some(filters) = filters(options, &catalog, console) else { return Outcome::Failed };
    let found = Found { query: options.words.join(" "), catalog: &catalog, out: &out };
    let said = if global.format == Format::Json {
        found.json(options, filters).map(|text| console.result(&text))
    } else {
        found.text(options, filters, console)
    };
    said.map_or_else(failed, |()| Outcome::Fine)
}

/// Says what is wrong with an index.
pub(super) fn complain(error: &SearchError, console: &Console) {
    let (id, detail): (&str, String) = match error {
        SearchError::File { source, .. } if source.kind() == ErrorKind::NotFound => ("search-missing", String::new()),
        SearchError::File { source, .. } => ("search-unreadable", source.to_string()),
        SearchError::Damaged { damage: Damage::Truncated, .. } => ("search-truncated", String::new()),
        SearchError::Damaged { damage: Damage::Kind, .. } => ("search-not-index", String::new()),
        SearchError::Damaged { .. } => ("search-damaged", String::new()),
        SearchError::Version { .. } => ("search-version", String::new()),
        SearchError::Engine(message) => ("search-engine", message.clone()),
    };
    let mut args: Vec<(&'static str, Arg)> = vec![("detail", detail.into())];
    match error {
        SearchError::File { path, .. } | SearchError::Damaged { path, .. } => {
            args.push(("path", format!("search/{path}").into()));
        }
        SearchError::Version { found } => {
            args.extend([("found", usize::from(*found).into()), ("known", usize::from(search::VERSION).into())]);
        }
        SearchError::Engine(_) => {}
    }
    console.complain(id, &args);
}

/// An argument as clap is to see it. No option begins with a Chinese character, so in `mulu search 宅基地 -公示` the hyphen is
/// the search's own minus; written in full width it means the same and is no option. (English words go behind `--`.)
pub(super) fn with_minus(argument: &OsString) -> OsString {
    let word = argument.to_str().and_then(|text| text.strip_prefix('-'));
    match word.filter(|word| word.chars().next().is_some_and(|c| !c.is_ascii())) {
        Some(word) => format!("－{word}").into(),
        None => argument.clone(),
    }
}

/// What the options ask of each facet, by id; a value may be given by its id or its name. `None`, and said, where there is
/// no such value.
fn filters(options: &Search, catalog: &Catalog, console: &Console) -> Option<Filters> {
    let asked = [
        ("year", &options.year),
        ("agency", &options.agency),
        ("column", &options.column),
        ("topic", &options.topic),
        ("genre", &options.genre),
        ("validity", &options.validity),
    ];
    let mut filters = Filters::new();
    for (facet, wanted) in asked {
        let values = catalog.values(facet);
        for text in wanted {
            let Some(value) = values.iter().find(|value| value.id == *text || value.name == *text) else {
                let names: Vec<&str> = values.iter().take(NAMED).map(|value| value.name.as_str()).collect();
                let more = if values.len() > NAMED { " …" } else { "" };
                let args: [(&'static str, Arg); 3] = [
                    ("facet", format!("--{facet}").into()),
                    ("value", text.clone().into()),
                    ("known", format!("{}{more}", names.join(" ")).into()),
                ];
                console.complain("search-no-value", &args);
                return None;
            };
            filters.entry(facet.to_owned()).or_default().push(value.id.clone());
        }
    }
    Some(filters)
}

/// One search, ready to be printed.
struct Found<'a> {
    query: String,
    catalog: &'a Catalog,
    out: &'a Path,
}

impl Found<'_> {
    fn answer(&self, options: &Search, filters: Filters) -> Result<Answer, SearchError> {
        let sort = match options.sort {
            Order::Relevance => Sort::Relevance,
            Order::Newest => Sort::Newest,
            Order::Oldest => Sort::Oldest,
        };
        let offset = (options.page as usize - 1).saturating_mul(options.limit);
        self.catalog.search(&self.query, &SearchOptions { filters, sort, offset, limit: options.limit })
    }

    /// A result in three or four lines: the title; numbers, date and agency; the text around the match; the page.
    fn text(&self, options: &Search, filters: Filters, console: &Console) -> Result<(), SearchError> {
        let filtered = !filters.is_empty();
        let answer = self.answer(options, filters)?;
        let first = (options.page as usize - 1).saturating_mul(options.limit) + 1;
        let args: [(&'static str, Arg); 4] = [
            ("query", self.query.clone().into()),
            ("total", answer.total.into()),
            ("first", first.into()),
            ("last", (first + answer.results.len()).saturating_sub(1).into()),
        ];
        let id = match (answer.total, answer.results.len(), answer.exact) {
            (0, ..) if filtered => "search-none-filtered",
            (0, ..) => "search-none",
            (_, 0, _) => "search-beyond",
            (_, _, true) => "search-found",
            (_, _, false) => "search-any",
        };
        console.say(id, &args);
        if answer.ignored > 0 {
            console.say("search-ignored", &[("count", answer.ignored.into())]);
        }
        if !self.query.is_empty() && (!answer.exact || answer.total == 0) {
            let titles = match self.catalog.suggest(&self.query, 5)? {
                spelled if !spelled.is_empty() => spelled,
                _ => self.catalog.nearest(&self.query, 3)?,
            };
            if !titles.is_empty() {
                console.say("search-nearest", &[]);
                for hit in titles {
                    console.result(&format!("  {}\n  {}", hit.title, self.page(&hit)));
                }
                console.result("");
            }
        }
        let snippets = self.catalog.snippets(&answer)?;
        for ((number, hit), snippet) in (first..).zip(&answer.results).zip(&snippets) {
            let title = self.catalog.mark(&hit.title, &answer);
            let about: Vec<&str> = [hit.doc_no.as_str(), &hit.date, &hit.agency.name, &hit.index_no]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect();
            let has_match = snippet.iter().any(|part| part.is_match);
            let text =
                if has_match || hit.summary.is_empty() { parts(snippet) } else { vec![(hit.summary.as_str(), false)] };
            console.marked_result(&format!("{number}. "), &parts(&title));
            console.result(&format!("   {}", about.join("  ")));
            if text.iter().any(|(part, _)| !part.is_empty()) {
                console.marked_result("   ", &text);
            }
            console.result(&format!("   {}\n", self.page(hit)));
        }
        Ok(())
    }

    /// Where the page lies, as the person at the terminal may open it.
    fn page(&self, hit: &Hit) -> String {
        self.out.join(&hit.url).display().to_string()
    }

    /// The answer as one JSON object, in the words of the page's interface: `{total, exact, ignored, results, facets}`.
    fn json(&self, options: &Search, filters: Filters) -> Result<String, SearchError> {
        let answer = self.answer(options, filters)?;
        let results: Vec<_> = answer
            .results
            .iter()
            .map(|hit| {
                serde_json::json!({
                    "title": hit.title, "url": hit.url, "index_no": hit.index_no, "doc_no": hit.doc_no, "date": hit.date,
                    "agency": hit.agency.name, "column": hit.column.name, "topic": hit.topic.name,
                    "genre": hit.genre.name, "validity": hit.validity.name, "summary": hit.summary,
                })
            })
            .collect();
        let facets: serde_json::Map<String, serde_json::Value> = answer
            .facets
            .iter()
            .map(|(name, values)| {
                let values = values
                    .iter()
                    .map(|value| serde_json::json!({ "id": value.id, "name": value.name, "count": value.count }));
                ((*name).to_owned(), values.collect())
            })
            .collect();
        let answer = serde_json::json!({
            "total": answer.total, "exact": answer.exact, "ignored": answer.ignored, "results": results, "facets": facets,
        });
        Ok(answer.to_string())
    }
}

/// The parts of a text, and whether each is a match.
fn parts(snippet: &Snippet) -> Vec<(&str, bool)> {
    snippet.iter().map(|part| (part.text.as_str(), part.is_match)).collect()
}
