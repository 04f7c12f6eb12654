use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::fold::{clean, units};
use super::super::{AttachmentText, Document, Facet, Options, OutputFile, build};
use super::*;

fn open(files: &[OutputFile]) -> Catalog {
    let files: BTreeMap<String, Vec<u8>> = files.iter().map(|file| (file.path.clone(), file.bytes.clone())).collect();
    Catalog::open(Box::new(move |path| {
        files.get(path).cloned().ok_or_else(|| std::io::Error::new(std::io::ErrorKind::NotFound, "no such file"))
    }))
    .expect("the index opens")
}

fn catalog(documents: Vec<Document>) -> Catalog {
    open(&build(documents, &Options::default()).expect("the index is built"))
}

fn document(seq: u32, title: &str, blocks: &[&str]) -> Document {
    Document {
        seq,
        url: format!("item/{seq}.html"),
        index_no: format!("000014349/2024-{seq:05}"),
        title: title.to_owned(),
        date: format!("2024-01-{:02}", seq.min(28)),
        year: "2024".to_owned(),
        agency: Facet { id: "qinghe".to_owned(), name: "青禾镇人民政府".to_owned() },
        blocks: blocks.iter().collect(),
        ..Document::default()
    }
}

/// The searchable texts of a document, field by field and block by block.
fn texts(document: &Document) -> Vec<Vec<u16>> {
    let mut all = vec![
        document.title.clone(),
        document.doc_no.clone(),
        clean(&document.doc_no).replace(' ', ""),
        document.index_no.clone(),
        document.summary.clone(),
    ];
    all.extend(document.keywords.iter().cloned().chain(document.blocks.iter().map(str::to_owned)));
    for attachment in &document.attachments {
        all.push(attachment.name.clone());
        all.extend(attachment.blocks.iter().cloned());
    }
    all.iter().map(|text| units(&clean(text))).collect()
}

/// What a scan of the texts says.
fn scan(documents: &[Document], word: &str) -> Vec<u32> {
    let word = units(&clean(word));
    let contains = |text: &Vec<u16>| text.windows(word.len()).any(|window| window == word.as_slice());
    (0..).zip(documents).filter(|(_, document)| texts(document).iter().any(contains)).map(|(at, _)| at).collect()
}

fn found(catalog: &Catalog, query: &str) -> Vec<u32> {
    let options = SearchOptions { limit: usize::MAX, ..SearchOptions::default() };
    let answer = catalog.search(query, &options).expect("an answer");
    let mut docs: Vec<u32> = answer.results.iter().map(|hit| hit.doc).collect();
    docs.sort_unstable();
    assert_eq!(docs.len(), answer.total);
    if answer.exact { docs } else { Vec::new() }
}

#[test]
fn words_are_found_as_written() {
    let catalog = catalog(vec![
        document(1, "关于农村宅基地管理的通知", &["信息公开，依法进行。", "公开信息"]),
        document(2, "安全生产监督", &["依申请", "公开"]),
        document(3, "政府信息公开條例", &["第一条 为了保障公民", "依申请公开的ＧＤＰ数据"]),
    ]);
    assert_eq!(found(&catalog, "信息公开"), [0, 2]);
    assert_eq!(found(&catalog, "依申请公开"), [2], "no match over two blocks");
    assert_eq!(found(&catalog, "公"), [0, 1, 2]);
    assert_eq!(found(&catalog, "條例"), [2]);
    assert_eq!(found(&catalog, "gdp"), [2]);
    assert_eq!(found(&catalog, "公开，依"), [0]);
    assert_eq!(found(&catalog, "宅基地 公开"), [0]);
    assert_eq!(found(&catalog, "公开 -宅基地"), [1, 2]);
    assert_eq!(found(&catalog, "\"条 为了\""), [2]);
    assert_eq!(found(&catalog, "标题:公开"), [2]);
    assert_eq!(found(&catalog, "机构:青禾 -信息"), [1]);
    assert_eq!(found(&catalog, "2024-00002"), [1]);
    assert_eq!(found(&catalog, ""), [0, 1, 2]);
}

#[test]
fn document_numbers_are_found_in_every_spelling() {
    let numbered = Document { doc_no: "青政发〔2024〕 5 号".to_owned(), ..document(1, "甲", &["乙"]) };
    let catalog = catalog(vec![numbered]);
    for query in ["青政发〔2024〕5号", "青政發[2024]5号", "(2024)5", "文号：５号", "青政发 5"] {
        assert_eq!(found(&catalog, query), [0], "{query}");
    }
    assert_eq!(found(&catalog, "15号"), [0u32; 0]);
}

#[test]
fn nearest_are_labelled() {
    let catalog = catalog(vec![document(1, "农村宅基地管理", &["甲"]), document(2, "乙", &["丙"])]);
    let answer = catalog.search("农村宅地基管理", &SearchOptions::default()).expect("an answer");
    assert!(!answer.exact);
    assert_eq!(answer.results[0].doc, 0);
    let answer = catalog.search("甲 丙", &SearchOptions::default()).expect("an answer");
    assert!(!answer.exact);
    assert_eq!(answer.total, 2);
    let answer = catalog.search("巴拉巴拉", &SearchOptions::default()).expect("an answer");
    assert_eq!((answer.total, answer.exact), (0, true));
}

/// The documents of an answer that says it is not what was asked for literally.
fn meant(catalog: &Catalog, query: &str) -> Vec<u32> {
    let answer = catalog.search(query, &SearchOptions::default()).expect("an answer");
    assert!(!answer.exact, "{query}");
    answer.results.iter().map(|hit| hit.doc).collect()
}

#[test]
fn signs_and_questions_do_not_hide_a_word() {
    let catalog = catalog(vec![
        document(1, "最低生活保障（低保）对象公示", &["甲"]),
        document(2, "关于“三公”经费的说明", &["什么时候公开。"]),
        document(3, "停水通知", &["今天停水。"]),
        document(4, "停车管理办法", &["什么时候可以停车，什么时候不可以。"]),
        document(5, "城乡居民养老保险待遇", &["养老金按月发放"]),
        document(6, "新型农村合作医疗", &["缴费"]),
    ]);
    for query in ["“低保”", "低保。", "《低保》", "'低保'", "\"低保？\"", "什么是低保", "標題：“低保”"]
    {
        assert_eq!(meant(&catalog, query), [0], "{query}");
    }
    assert_eq!(meant(&catalog, "什么时候停水？"), [2]);
    assert_eq!(meant(&catalog, "养老金怎么领"), [4]);
    assert_eq!(meant(&catalog, "“低保” “停水”"), [2, 0], "any of the words");
    assert_eq!(meant(&catalog, "型农合")[0], 5, "one pair");
    let nearest = catalog.nearest("型农合", 3).expect("titles");
    assert_eq!(nearest[0].doc, 5);
    // As written it is found as ever.
    assert_eq!(found(&catalog, "“三公”"), [1]);
    assert_eq!(found(&catalog, "什么时候"), [1, 3]);
    assert_eq!(found(&catalog, "停水。"), [2]);
}

#[test]
fn only_words_to_leave_out_browse_the_rest() {
    let catalog = catalog(vec![document(1, "公示", &["甲"]), document(2, "通知", &["乙"])]);
    assert_eq!(found(&catalog, "-公示"), [1]);
    assert_eq!(found(&catalog, "－公示 -乙"), [0u32; 0]);
}

#[test]
fn titles_come_first() {
    let catalog = catalog(vec![
        document(1, "甲", &["农村宅基地农村宅基地农村宅基地"]),
        document(2, "农村宅基地管理办法", &["乙"]),
        document(3, "农村宅基地", &["丙"]),
        document(4, "丁", &["农村宅基地"]),
    ]);
    let answer = catalog.search("农村宅基地", &SearchOptions::default()).expect("an answer");
    let docs: Vec<u32> = answer.results.iter().map(|hit| hit.doc).collect();
    assert_eq!(docs, [2, 1, 0, 3]);
}

#[test]
fn filters_and_counts() {
    let mut documents: Vec<Document> = (1..=6).map(|seq| document(seq, "公开", &["甲"])).collect();
    for (document, year) in documents.iter_mut().zip(["2022", "2023", "2023", "2024", "2024", "2024"]) {
        document.year = year.to_owned();
    }
    let catalog = catalog(documents);
    let filters = BTreeMap::from([("year".to_owned(), vec!["2023".to_owned()])]);
    let options = SearchOptions { filters, sort: Sort::Oldest, limit: 1, ..SearchOptions::default() };
    let answer = catalog.search("公开", &options).expect("an answer");
    assert_eq!(answer.total, 2);
    assert_eq!(answer.results[0].doc, 1);
    let years: Vec<(&str, usize)> = answer.facets[0].1.iter().map(|value| (value.id.as_str(), value.count)).collect();
    assert_eq!(years, [("2024", 3), ("2023", 2), ("2022", 1)]);
    assert_eq!(answer.facets[1].1[0].count, 2);
}

#[test]
fn snippets_mark_what_was_asked() {
    let long = format!("{}农村宅基地{}", "前".repeat(200), "後".repeat(200));
    let catalog = catalog(vec![document(1, "甲", &["乙", &long])]);
    let answer = catalog.search("农村宅基地", &SearchOptions::default()).expect("an answer");
    let snippets = catalog.snippets(&answer).expect("snippets");
    let marked: Vec<&str> = snippets[0].iter().filter(|part| part.is_match).map(|part| part.text.as_str()).collect();
    assert_eq!(marked, ["农村宅基地"]);
    assert!(snippets[0].iter().map(|part| part.text.chars().count()).sum::<usize>() <= LIMIT);
}

const LIMIT: usize = 122;

#[test]
fn order_of_documents_changes_nothing() {
    let documents: Vec<Document> = (1..=50).map(|seq| document(seq, "公开", &["甲乙丙", "丁戊"])).collect();
    let mut turned = documents.clone();
    turned.reverse();
    let build = |documents| build(documents, &Options::default()).expect("the index is built");
    assert!(build(documents) == build(turned));
}

#[test]
fn damage_is_said() {
    let files = build(vec![document(1, "公开", &["甲乙丙丁"])], &Options::default()).expect("the index is built");
    for at in 0..files.len() {
        for cut in [0, 3, files[at].bytes.len() / 2, files[at].bytes.len().saturating_sub(1)] {
            let mut damaged: BTreeMap<String, Vec<u8>> =
                files.iter().map(|file| (file.path.clone(), file.bytes.clone())).collect();
            damaged.insert(files[at].path.clone(), files[at].bytes[..cut].to_vec());
            let opened = Catalog::open(Box::new(move |path| Ok(damaged.get(path).cloned().unwrap_or_default())));
            if let Ok(catalog) = opened
                && let Ok(answer) = catalog.search("甲乙丙", &SearchOptions::default())
            {
                assert_eq!(answer.total, 1);
            }
        }
    }
}

/// Texts over few characters, so that everything repeats.
fn texts_strategy() -> impl Strategy<Value = Vec<Vec<String>>> {
    let block = "[甲乙丙a1（ 𠀀，]{0,30}";
    proptest::collection::vec(proptest::collection::vec(block, 1..5), 1..24)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn equal_to_a_scan(texts in texts_strategy(), queries in proptest::collection::vec("[甲乙丙A１(𠀀，]{1,12}", 1..40)) {
        let documents: Vec<Document> = (1..)
            .zip(&texts)
            .map(|(seq, blocks)| {
                let mut document = document(seq, &blocks[0], &[]);
                document.keywords = blocks.iter().skip(3).cloned().collect();
                if let Some(attached) = blocks.get(2..) {
                    document.attachments = vec![AttachmentText { name: "附件".to_owned(), blocks: attached.to_vec() }];
                }
                document.blocks = blocks[1..].iter().collect();
                document
            })
            .collect();
        // Every second run in two segments.
        let large = (texts.len() % 2 == 0).then_some(2);
        let options = Options { segment_step: large, tables_in_root: large, ..Options::default() };
        let files = build(documents.clone(), &options).expect("the index is built");
        let catalog = open(&files);
        for query in queries {
            prop_assert_eq!(found(&catalog, &query), scan(&documents, &query), "{}", query);
        }
        // Substrings of the texts themselves, of every length.
        for document in &documents {
            for block in document.blocks.iter() {
                for word in clean(block).split(' ').filter(|word| !word.is_empty()) {
                    prop_assert_eq!(found(&catalog, word), scan(&documents, word), "{}", word);
                }
            }
        }
    }

    #[test]
    fn damaged_bytes_never_panic(at in any::<proptest::sample::Index>(), value in any::<u8>(), file in any::<proptest::sample::Index>()) {
        let files = build(vec![document(1, "公开", &["甲乙丙丁"])], &Options::default()).expect("the index is built");
        let mut files = files;
        let chosen = file.index(files.len());
        let bytes = &mut files[chosen].bytes;
        let at = at.index(bytes.len());
        bytes[at] ^= value;
        let files: BTreeMap<String, Vec<u8>> = files.into_iter().map(|file| (file.path, file.bytes)).collect();
        if let Ok(catalog) = Catalog::open(Box::new(move |path| Ok(files.get(path).cloned().unwrap_or_default())))
            && let Ok(answer) = catalog.search("乙丙丁", &SearchOptions::default()) {
                let _ = catalog.snippets(&answer);
            }
    }

    #[test]
    fn decoders_bear_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        use super::super::format::{cards, docs, facets, root, terms, texts};
        let _ = root::Root::decode(&bytes);
        let _ = docs::DocTable::decode(&bytes);
        let _ = facets::FacetTable::decode(&bytes, &[1, 2, 3]);
        let _ = terms::find(&bytes, terms::Extent { docs: 9, parts: 9 }, terms::Key::new(1, 2), &[terms::Key::new(1, 3)]);
        let mut postings = terms::Postings::default();
        postings.body.push(terms::Posting { unit: 1, times: 20 });
        let _ = terms::decode_sides(&bytes, &mut postings);
        let _ = cards::decode(&bytes, 3);
        let _ = texts::decode_places(&bytes);
        let _ = texts::decode(&bytes, 3);
    }
}

#[test]
fn titles_are_suggested_by_spelling() {
    let catalog = catalog(vec![
        document(1, "关于农村宅基地审批管理的通知", &["甲"]),
        document(2, "最低生活保障对象公示", &["nczjd"]),
        document(3, "低保名单", &["乙"]),
    ]);
    let suggested =
        |text: &str| -> Vec<u32> { catalog.suggest(text, 5).expect("suggestions").iter().map(|hit| hit.doc).collect() };
    assert_eq!(suggested("nczjd"), [0]);
    assert_eq!(suggested("dibao"), [2]);
    assert_eq!(suggested("Nong cun zhai ji di"), [0]);
    assert_eq!(suggested("宅基地"), [0]);
    assert_eq!(suggested("d"), [0u32; 0]);
    assert_eq!(found(&catalog, "nczjd"), [1], "a search does not look at the spelling");
    assert_eq!(found(&catalog, "nongcunzhaijidi"), [0u32; 0]);
}
