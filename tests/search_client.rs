//! The page's script and the reader in Rust give the same answers, which a scan of the texts confirms.

#![allow(clippy::disallowed_methods, reason = "a test may look at the clock, the environment and folders")]
#![expect(clippy::print_stdout, clippy::needless_pass_by_value, reason = "a test prints its seed")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use mulu::search::fold::{clean, units};
use mulu::search::reader::{Catalog, SearchOptions, Sort};
use mulu::search::{Document, Facet, Options, build};
use serde_json::{Value, json};

#[path = "../examples/corpus/mod.rs"]
mod corpus;

/// Numbers that look random and are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % end.max(1)
    }
}

fn write(documents: Vec<Document>, options: &Options, folder: &Path) {
    for file in build(documents, options).expect("the index is built") {
        let path = folder.join(&file.path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, file.bytes).expect("a file");
    }
}

fn folded_blocks(document: &Document) -> Vec<Vec<u16>> {
    [&document.title, &document.doc_no, &document.index_no, &document.summary]
        .into_iter()
        .chain(&document.keywords)
        .map(String::as_str)
        .chain(document.blocks.iter())
        .map(|text| units(&clean(text)))
        .collect()
}

fn contains(block: &[u16], word: &[u16]) -> bool {
    let Some(&first) = word.first() else { return false };
    (0..(block.len() + 1).saturating_sub(word.len()))
        .any(|at| block[at] == first && block[at..at + word.len()] == *word)
}

/// The answer as the script gives it.
fn case(catalog: &Catalog, query: &str, options: &SearchOptions) -> Value {
    let answer = catalog.search(query, options).expect("an answer");
    let results: Vec<Value> = answer
        .results
        .iter()
        .map(|hit| {
            json!({
                "title": hit.title, "url": hit.url, "index_no": hit.index_no, "doc_no": hit.doc_no, "date": hit.date,
                "agency": hit.agency.name, "column": hit.column.name, "topic": hit.topic.name, "genre": hit.genre.name,
                "validity": hit.validity.name, "summary": hit.summary,
            })
        })
        .collect();
    let facets: BTreeMap<&str, Vec<Value>> = answer
        .facets
        .iter()
        .map(|(name, values)| {
            let values = values.iter().map(|v| json!({"id": v.id, "name": v.name, "count": v.count}));
            (*name, values.collect())
        })
        .collect();
    let escape = |text: &str| {
        text.replace('&', "&#38;")
            .replace('<', "&#60;")
            .replace('>', "&#62;")
            .replace('"', "&#34;")
            .replace('\'', "&#39;")
    };
    let snippets: Vec<String> = catalog
        .snippets(&answer)
        .expect("snippets")
        .iter()
        .map(|snippet| {
            let parts = snippet.iter().map(|part| {
                let text = escape(&part.text);
                if part.is_match { format!("<mark>{text}</mark>") } else { text }
            });
            parts.collect()
        })
        .collect();
    let sort = match options.sort {
        Sort::Relevance => "relevance",
        Sort::Newest => "newest",
        Sort::Oldest => "oldest",
    };
    json!({
        "query": query,
        "options": {"filters": options.filters, "sort": sort, "offset": options.offset, "limit": options.limit},
        "total": answer.total, "exact": answer.exact, "ignored": answer.ignored, "results": results, "facets": facets, "snippets": snippets,
        "suggested": catalog.suggest(query, 5).expect("suggestions").into_iter().map(|hit| hit.title).collect::<Vec<_>>(),
        "nearest": catalog.nearest(query, 3).expect("titles").into_iter().map(|hit| hit.title).collect::<Vec<_>>(),
    })
}

/// Queries of which the scan knows the answer, and queries in every form.
fn compare(documents: Vec<Document>, options: &Options, runs: usize) {
    if Command::new("node").arg("--version").output().is_err() {
        eprintln!("SKIPPED: node is not installed, so the page's script is not tested");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    write(documents.clone(), options, folder.path());
    let catalog = Catalog::open_folder(folder.path()).expect("the index opens");
    let folded: Vec<Vec<Vec<u16>>> = documents.iter().map(folded_blocks).collect();

    let seed = 20_261_123;
    println!("seed {seed}");
    let mut numbers = Numbers(seed);
    let mut cases = Vec::new();
    let mut drawn: Vec<String> = Vec::new();
    while drawn.len() < runs {
        let document = &documents[numbers.below(documents.len())];
        let head = [document.title.as_str(), &document.index_no];
        let blocks: Vec<&str> = head.into_iter().chain(document.blocks.iter()).collect();
        let block: Vec<char> = clean(blocks[numbers.below(blocks.len())]).chars().collect();
        let longest = if numbers.below(8) == 0 { 60 } else { 15 };
        let length = 1 + numbers.below(longest);
        let start = numbers.below(block.len());
        let word: String = block[start..block.len().min(start + length)].iter().collect();
        let word = word.trim();
        if !word.is_empty() && !word.contains(' ') && !word.contains([':', '：', '"']) && !word.starts_with('-') {
            drawn.push(word.to_owned());
        }
    }
    for at in 0..runs / 3 {
        // Two halves of different words: mostly absent.
        let (a, b) = (&drawn[at], &drawn[runs - 1 - at]);
        drawn.push(a.chars().take(2).chain(b.chars().take(3)).collect());
    }
    for word in &drawn {
        let needle = units(&clean(word));
        let expected = folded.iter().filter(|blocks| blocks.iter().any(|block| contains(block, &needle))).count();
        let answer = catalog.search(word, &SearchOptions::default()).expect("an answer");
        assert_eq!(if answer.exact { answer.total } else { 0 }, expected, "{word}");
        cases.push(case(&catalog, word, &SearchOptions::default()));
    }
    for pair in drawn.chunks(2).take(runs / 4) {
        let filters = BTreeMap::from([("year".to_owned(), vec![documents[0].year.clone()])]);
        let options = SearchOptions { filters, sort: Sort::Newest, offset: 1, limit: 3 };
        cases.push(case(&catalog, &pair.join(" "), &options));
        cases.push(case(&catalog, &pair.join(" -"), &SearchOptions { sort: Sort::Oldest, ..SearchOptions::default() }));
        cases.push(case(&catalog, &format!("\"{}\" 标题:{}", pair[0], pair[0]), &SearchOptions::default()));
    }
    for query in [
        "",
        "政府信息公開條例",
        "〔2024〕",
        "ＡＢＣ",
        "机构:国务院 公开",
        "guanyu",
        "gl",
        "nongcunzhaijidi",
        "\u{1d400}公开",
        "—",
        "-的",
        "的 一 是 在 不 了 有 和 人 这 中 大 为 上 个 国 我 以 要 他 时 来 用 们 生 到 作 地 于 出 就 分 对 成 会",
        "-公开 -的",
        "标題:公开",
        "標題：公開",
        "Title:公开",
        "“公开”",
        "《办法》。 '条例'！",
        "什么是宅基地",
        "怎么申请公开？",
        "“",
        "吗",
        "公开吗 什么时候",
        "青政发〔2024〕99号",
        "条例，通知，宅基地",
        "婚姻登记需要什么材料",
        "农村宅地基管理条理",
    ] {
        cases.push(case(&catalog, query, &SearchOptions::default()));
    }
    let cases_path = folder.path().join("cases.json");
    std::fs::write(&cases_path, Value::Array(cases).to_string()).expect("the cases");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search-client/compare.mjs");
    let output = Command::new("node").arg(script).arg(folder.path()).arg(&cases_path).output().expect("node runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn small_site() {
    let text = "第一条 为了保障公民、法人和其他组织依法获取政府信息，提高政府工作的透明度，制定本条例。农村宅基地管理办法〔2024〕5号ABC";
    let mut numbers = Numbers(7);
    let chars: Vec<char> = text.chars().collect();
    let documents: Vec<Document> = (1..=60)
        .map(|seq| {
            let mut block = || -> String {
                let start = numbers.below(chars.len() - 12);
                chars[start..start + 12].iter().chain(&chars[numbers.below(30)..40]).collect()
            };
            Document {
                seq,
                url: format!("item/{seq}.html"),
                index_no: format!("000014349/2024-{seq:05}"),
                doc_no: format!("青政发〔{}〕 {} 号", 2020 + seq % 5, seq),
                title: block(),
                date: format!("{}-0{}-11", 2020 + seq % 5, 1 + seq % 9),
                year: (2020 + seq % 5).to_string(),
                agency: Facet { id: "a".to_owned(), name: "国务院<甲>".to_owned() },
                summary: block(),
                keywords: vec![block()],
                blocks: (0..seq % 7).map(|_| block()).collect(),
                ..Document::default()
            }
        })
        .collect();
    let runs = if cfg!(debug_assertions) { 60 } else { 200 };
    compare(Vec::clone(&documents), &Options::default(), runs);
    // As on a large site.
    compare(documents, &Options { tables_in_root: Some(0), ..Options::default() }, runs);
}

#[test]
fn network_faults_are_told() {
    if Command::new("node").arg("--version").output().is_err() {
        eprintln!("SKIPPED: node is not installed, so the page's script is not tested");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let document = Document { seq: 1, title: "公开".to_owned(), ..Document::default() };
    write(vec![document], &Options::default(), folder.path());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search-client/network.mjs");
    let output = Command::new("node").arg(script).arg(folder.path()).output().expect("node runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The scans of the browser tests fold by the table that the index is folded by; this holds them together.
#[test]
fn characters_are_alike_everywhere() {
    if Command::new("node").arg("--version").output().is_err() {
        eprintln!("SKIPPED: node is not installed, so the page's script is not tested");
        return;
    }
    // The planes in which anything is written. What separates the lines is no text.
    let chars = ('\0'..='\u{3ffff}').filter(|c| !matches!(c, '\u{1e}' | '\u{1f}'));
    let lines: Vec<String> = chars
        .map(|c| {
            let written = format!("天{c}地");
            let normal = String::from_utf16(&units(&clean(&written))).expect("folding keeps characters");
            format!("{written}\u{1f}{normal}")
        })
        .collect();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("lines");
    std::fs::write(&path, lines.join("\u{1e}")).expect("the lines");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search-client/characters.mjs");
    let output = Command::new("node").arg(script).arg(&path).output().expect("node runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn real_texts() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/laws.jsonl.gz");
    let path = std::env::var_os("MULU_CORPUS").map_or(path, PathBuf::from);
    if !path.exists() {
        eprintln!("SKIPPED: no corpus at {}; MULU_CORPUS names one", path.display());
        return;
    }
    let runs = if cfg!(debug_assertions) { 40 } else { 300 };
    let items = cfg!(debug_assertions).then_some(300);
    compare(corpus::read(&path, false, items).expect("the corpus"), &Options::default(), runs);
    let large = Options { segment_step: Some(50), tables_in_root: Some(0), ..Options::default() };
    compare(corpus::read(&path, true, items).expect("the corpus"), &large, runs);
}
