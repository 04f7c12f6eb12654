//! `mulu search WORDS`: the same answers as in the page, from the same shards.

use super::args::{Format, Global, Search};
use super::console::Console;
use super::{Outcome, common};
use crate::search::reader::{Answer, Catalog, SearchOptions};

pub(super) fn run(options: &Search, global: &Global, console: &Console) -> Outcome {
    let Some(root) = common::root(global, console) else { return Outcome::Failed };
    let out = common::out(options.out.as_ref(), &root);
    let folder = out.join("search");
    if !folder.is_dir() {
        console.complain("search-no-index", &[("out", out.display().to_string().into())]);
        return Outcome::Failed;
    }
    let query = options.words.join(" ");
    let answer = Catalog::open_folder(&folder).and_then(|catalog| {
        let wanted = SearchOptions { limit: options.limit, ..SearchOptions::default() };
        catalog.search(&query, &wanted)
    });
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) => {
            console.complain("search-failed", &[("detail", error.to_string().into())]);
            return Outcome::Failed;
        }
    };
    if global.format == Format::Json {
        console.result(&json(&answer));
        return Outcome::Fine;
    }
    if answer.total == 0 {
        console.say("search-none", &[("query", query.into())]);
        return Outcome::Fine;
    }
    let id = if answer.exact { "search-found" } else { "search-any" };
    let args = [("total", answer.total.into()), ("shown", answer.results.len().into())];
    console.say(id, &args);
    for result in &answer.results {
        console.result(&format!("{}\t{}\t{}\t{}", result.index_no, result.date, result.title, result.url));
    }
    Outcome::Fine
}

/// The answer as one JSON object, in the words of the page's interface: `{total, exact, results}`.
fn json(answer: &Answer) -> String {
    let results: Vec<_> = answer
        .results
        .iter()
        .map(|hit| {
            serde_json::json!({
                "title": hit.title, "url": hit.url, "index_no": hit.index_no, "doc_no": hit.doc_no, "date": hit.date,
                "agency": hit.agency.name, "column": hit.column.name, "topic": hit.topic.name, "genre": hit.genre.name,
                "validity": hit.validity.name, "summary": hit.summary,
            })
        })
        .collect();
    serde_json::json!({ "total": answer.total, "exact": answer.exact, "results": results }).to_string()
}
