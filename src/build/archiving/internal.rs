//! The internal package: what the site was made of and how it was decided, for the office's own archive. Not for the public.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::{Scope, year_of};
use crate::archive::{Bag, Payload};
use crate::catalog::ledger::{self, Ledger, Row};
use crate::findings::{Finding, Place, rules};
use crate::output::Content;
use crate::render::data::inert;
use crate::site::front_matter::{Review, Step};
use crate::site::vocabulary::FixedId as _;
use crate::site::{Item, Status};

/// Sources, review records, the ledger's rows of the year, and the settings with which it can be built again.
pub(super) fn bag(scope: &Scope<'_>) -> Result<Bag, Vec<Finding>> {
    let site = &scope.prepared.site;
    let year = scope.request.year;
    let sealed: BTreeSet<&str> = scope.sealed.iter().map(|entry| entry.path.as_ref()).collect();
    let public: BTreeSet<&str> = scope.prepared.catalog().entries.iter().map(|entry| entry.path.as_ref()).collect();
    // What is not disclosed was decided upon, too; what still waits was not.
    let belongs = |item: &&Item| {
        let path = item.path.as_ref();
        sealed.contains(path)
            || !public.contains(path) && item.front.status != Status::Draft && !super::awaits_publication(item)
    };
    let all = site.items.iter().map(AsRef::as_ref);
    let items: Vec<&Item> = all.filter(|item| year_of(item) == year).filter(belongs).collect();

    let mut sources: BTreeMap<String, PathBuf> = BTreeMap::new();
    for item in &items {
        sources.insert(item.path.to_string(), item.disk.clone());
        for path in crate::catalog::files::uses(item, site) {
            if let Some(disk) = site.files.get(&path) {
                sources.insert(path, disk.clone());
            }
        }
    }
    sources.insert("site.toml".to_owned(), site.root.join("site.toml"));
    for folder in ["data".to_owned(), format!("themes/{}", site.config.theme)] {
        add_folder(&site.root, &folder, &mut sources);
    }
    let mut files = Vec::new();
    let mut unreadable = Vec::new();
    for (path, disk) in sources {
        match read(&disk) {
            Ok(content) => files.push(Payload { path, content }),
            Err(error) => unreadable
                .push(Finding::new(&rules::FILE_UNREADABLE, Place::file(path)).with("detail", error.to_string())),
        }
    }
    if !unreadable.is_empty() {
        return Err(unreadable);
    }
    let mut add = |name: &str, bytes: Vec<u8>| {
        files.push(Payload { path: name.to_owned(), content: Content::Bytes(bytes) });
    };
    add("ledger.csv", ledger::write(&rows_of(scope), ledger::LineEnd::CrLf));
    add("reviews.csv", reviews(scope, &items));
    add("README.txt", (scope.word("archive-internal_readme") + "\n").into_bytes());
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Bag { name: format!("{year}-internal"), info: scope.info("internal", 2), files })
}

fn read(disk: &Path) -> std::io::Result<Content> {
    let (mut hasher, mut size) = (Sha256::new(), 0);
    crate::output::pour(&mut std::fs::File::open(disk)?, &mut |bytes| {
        hasher.update(bytes);
        size += bytes.len() as u64;
    })?;
    Ok(Content::Copy { from: disk.to_path_buf(), size, hash: hasher.finalize().into() })
}

fn add_folder(root: &Path, folder: &str, into: &mut BTreeMap<String, PathBuf>) {
    let entries = walkdir::WalkDir::new(root.join(folder)).sort_by_file_name().into_iter().filter_map(Result::ok);
    for entry in entries.filter(|entry| entry.file_type().is_file()) {
        let Ok(path) = entry.path().strip_prefix(root) else { continue };
        let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        into.insert(parts.join("/"), entry.path().to_path_buf());
    }
}

/// The rows of the numbers that were given to items of the year, void ones included.
fn rows_of(scope: &Scope<'_>) -> Ledger {
    let of_year = |row: &&Row| {
        let date = row.published.map(|moment| moment.date).or(row.created);
        date.is_some_and(|date| date.year() == scope.request.year)
    };
    Ledger { rows: scope.prepared.made.ledger.rows.iter().filter(of_year).cloned().collect() }
}

const HEADINGS: [&str; 23] = [
    "index_no 索引号",
    "title 名称",
    "path 源文件",
    "mode 公开方式",
    "ground 不予公开理由",
    "drafted_by 经办人",
    "drafted_date 经办日期",
    "department_by 科室负责人",
    "department_date 科室日期",
    "department_opinion 科室意见",
    "office_by 办公室负责人",
    "office_date 办公室日期",
    "office_opinion 办公室意见",
    "approved_by 审批人",
    "approved_date 审批日期",
    "approved_opinion 审批意见",
    "referred_to 报审单位",
    "referred_date 报审日期",
    "referred_reply 报审答复",
    "conclusion 结论",
    "basis 依据",
    "of 内容摘要值",
    "next_review 下次复核",
];

/// The review records as a table (UTF-8 with a mark, CRLF), a line for each item whether or not it has one.
fn reviews(scope: &Scope<'_>, items: &[&Item]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(vec![0xef, 0xbb, 0xbf]);
    // Writing into memory cannot fail, and every record has the same length.
    let _ = writer.write_record(HEADINGS);
    let numbers: BTreeMap<&str, &str> =
        scope.sealed.iter().map(|entry| (entry.path.as_ref(), entry.index_no.as_str())).collect();
    for item in items {
        let front = &item.front;
        let review = front.review.as_ref();
        let step = |pick: fn(&Review) -> &Step| {
            let step = review.map(pick);
            let text = |field: Option<String>| field.unwrap_or_default();
            [
                text(step.and_then(|step| step.by.as_ref()).map(|by| by.value.clone())),
                text(step.and_then(|step| step.date.as_ref()).map(|date| date.value.to_string())),
                text(step.and_then(|step| step.opinion.as_ref()).map(|opinion| opinion.value.clone())),
            ]
        };
        let [drafted_by, drafted_date, _] = step(|review| &review.drafted);
        let mut row = vec![
            numbers.get(item.path.as_ref()).copied().unwrap_or_default().to_owned(),
            front.title.value.clone(),
            item.path.to_string(),
            front.mode.id().to_owned(),
            front.ground.as_ref().map(|ground| ground.value.clone()).unwrap_or_default(),
            drafted_by,
            drafted_date,
        ];
        row.extend(step(|review| &review.department));
        row.extend(step(|review| &review.office));
        row.extend(step(|review| &review.approved));
        let field = |pick: fn(&Review) -> Option<&String>| review.and_then(pick).cloned().unwrap_or_default();
        let referred = review.and_then(|review| review.referred.as_ref());
        row.push(referred.and_then(|r| r.to.as_ref()).map(|to| to.value.clone()).unwrap_or_default());
        row.push(referred.and_then(|r| r.date.as_ref()).map(|date| date.value.to_string()).unwrap_or_default());
        row.push(referred.and_then(|r| r.reply.as_ref()).map(|reply| reply.value.clone()).unwrap_or_default());
        row.push(field(|review| review.conclusion.as_ref().map(|field| &field.value)));
        row.push(field(|review| review.basis.as_ref().map(|field| &field.value)));
        row.push(field(|review| review.of.as_ref().map(|field| &field.value)));
        row.push(front.next_review.as_ref().map(|date| date.value.to_string()).unwrap_or_default());
        let _ = writer.write_record(row.into_iter().map(inert));
    }
    writer.into_inner().unwrap_or_default()
}
