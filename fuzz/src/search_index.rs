//! A search index with any bytes changed in any of its files: it answers or says that it is damaged, and does so soon.
//!
//! The bytes are edits of an index that is whole: to the payloads behind the headers, with their checksums made anew,
//! because otherwise no change would get anywhere. Every third edit changes the finished bytes all the same.

use std::collections::BTreeMap;
use std::io::{Error, ErrorKind};
use std::sync::{Arc, LazyLock};

use flate2::Crc;
use mulu::search::reader::{Catalog, Fetch, SearchOptions};
use mulu::search::{AttachmentText, Document, Facet, Options, build};

const QUERIES: [&str; 8] =
    ["公开", "农村宅基地审批", "信 -公开", "标题:公开", "nczjd", "2024-00002", "青政发〔2024〕5号", "巴拉"];

/// Bytes before the checksum: `M`, `S`, kind, version, a number that keeps names apart.
const HEADER: usize = 5;

/// A file of the index: its header, and what stands behind the checksum.
struct File {
    path: String,
    head: Vec<u8>,
    payload: Vec<u8>,
}

static FILES: LazyLock<Vec<File>> = LazyLock::new(|| {
    let options = Options { segment_step: Some(2), tables_in_root: Some(2), ..Options::default() };
    let files = build((1..=5).map(document).collect(), &options).expect("the index is built");
    files
        .into_iter()
        .filter(|file| file.path.ends_with(".bin"))
        .map(|file| take_apart(file.path, &file.bytes))
        .collect()
});

fn document(seq: u32) -> Document {
    Document {
        seq,
        url: format!("item/{seq}.html"),
        index_no: format!("000014349/2024-{seq:05}"),
        doc_no: format!("青政发〔2024〕{seq}号"),
        title: "关于农村宅基地审批信息公开的通知".chars().skip(seq as usize).collect(),
        date: format!("2024-01-{:02}", seq + 1),
        year: (2020 + seq).to_string(),
        agency: Facet { id: "qinghe".to_owned(), name: "青禾镇人民政府".to_owned() },
        summary: "公开".to_owned(),
        keywords: vec!["宅基地".to_owned()],
        blocks: ["信息公开，依法进行。".repeat(seq as usize), "公开信息".to_owned()].iter().collect(),
        attachments: vec![AttachmentText { name: "附件".to_owned(), blocks: vec!["公开公开".to_owned()] }],
        ..Document::default()
    }
}

fn take_apart(path: String, bytes: &[u8]) -> File {
    File { path, head: bytes[..HEADER].to_vec(), payload: bytes[HEADER + 4..].to_vec() }
}

fn put_together(file: &File) -> Vec<u8> {
    let mut crc = Crc::new();
    crc.update(&file.payload);
    let mut bytes = file.head.clone();
    bytes.extend(crc.sum().to_be_bytes());
    bytes.extend_from_slice(&file.payload);
    bytes
}

fn fetch(files: Arc<BTreeMap<String, Vec<u8>>>) -> Fetch {
    Box::new(move |path| files.get(path).cloned().ok_or_else(|| Error::from(ErrorKind::NotFound)))
}

/// See the module.
pub fn check(bytes: &[u8]) {
    let mut input = bytes.iter().copied();
    let mut next = || usize::from(input.next().unwrap_or(0));
    let query = QUERIES[next() % QUERIES.len()];
    let mut changed: BTreeMap<usize, File> = BTreeMap::new();
    let mut torn: BTreeMap<usize, (usize, u8)> = BTreeMap::new();
    for _ in 0..bytes.len() / 5 {
        let (which, kind, high, low, value) = (next() % FILES.len(), next(), next(), next(), next());
        let at = high << 8 | low;
        let value = u8::try_from(value).unwrap_or_default();
        let whole = &FILES[which];
        if kind % 3 == 2 {
            torn.insert(which, (at, value));
            continue;
        }
        let copy = || File { path: whole.path.clone(), head: whole.head.clone(), payload: whole.payload.clone() };
        let payload = &mut changed.entry(which).or_insert_with(copy).payload;
        let at = if payload.is_empty() { 0 } else { at % payload.len() };
        match kind % 12 {
            0 => payload.truncate(at),
            1 => payload.insert(at, value),
            3 if at < payload.len() => drop(payload.remove(at)),
            4 => payload.extend(std::iter::repeat_n(value, at % 64)),
            _ if at < payload.len() => payload[at] = value,
            _ => payload.push(value),
        }
    }
    let files: BTreeMap<String, Vec<u8>> = (0..FILES.len())
        .map(|which| {
            let file = changed.get(&which).unwrap_or(&FILES[which]);
            let mut bytes = put_together(file);
            if let Some((at, value)) = torn.get(&which) {
                let at = at % bytes.len();
                bytes[at] = *value;
            }
            (file.path.clone(), bytes)
        })
        .collect();
    if bytes.is_empty() {
        // Not to test nothing: what is put together unchanged must be an index.
        assert!(Catalog::open(fetch(Arc::new(files.clone()))).is_ok(), "the format has changed: mend `take_apart`");
    }
    let files = Arc::new(files);
    let Ok(catalog) = Catalog::open(fetch(files)) else { return };
    let options = SearchOptions::default();
    if let Ok(answer) = catalog.search(query, &options) {
        assert!(answer.results.len() <= options.limit && answer.results.len() <= answer.total);
        let _ = catalog.snippets(&answer);
    }
    let _ = catalog.suggest(query, 5);
}
