//! What is archived of a year: a package for the state archive and the public library, and one for the office itself.
//!
//! 国务院令第711号, article 25: 政府信息公开工作主管部门应当及时向国家档案馆、公共图书馆提供主动公开的政府信息. The public package
//! holds what was put online, byte for byte; the internal one holds what it was made of and how it was decided. Both are
//! made only of what is sealed, because only that is known to have been online.

mod handover;
mod internal;
mod placing;
mod public;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use self::placing::Placing;
use super::{Prepared, files, sealing};
use crate::catalog::Entry;
use crate::catalog::ledger::{Row, RowState};
use crate::findings::{Finding, Place, Stops, rules};
use crate::messages::{Arg, Lang, Messages};
use crate::output::{Folders, last_written};
use crate::site::{Item, Mode, Moment, Status};

/// What is to be archived.
#[derive(Debug, Clone)]
pub struct Request {
    /// The year in which the items were published.
    pub year: i16,
    /// The built site.
    pub site: PathBuf,
    /// Where the packages go.
    pub into: PathBuf,
    /// Each package also as one ZIP file.
    pub zip: bool,
    /// Whether what is not ready may be left out.
    pub partial: bool,
}

/// What was archived.
#[derive(Debug, Clone, Default)]
pub struct Archived {
    /// How many items the public package holds.
    pub items: usize,
    /// The packages, and the hand-over sheet, as they lie on the disk.
    pub paths: Vec<PathBuf>,
    /// Whether everything was there already, with the same bytes.
    pub unchanged: bool,
}

/// Why nothing was archived.
#[derive(Debug)]
pub enum NotArchived {
    /// The findings say why.
    Findings(Vec<Finding>),
    /// There is no built site there.
    NotBuilt,
    /// So many items are not on the built site as they are now.
    Outdated(usize),
    /// Nothing was published in that year.
    Empty,
    /// Something else stands where a package is to go.
    InTheWay(PathBuf),
    /// The machine failed.
    Failed(Vec<Finding>),
}

/// Packs a year. `prepared.findings` gets what is left out.
///
/// # Errors
/// Where the year cannot be archived as it is, or a package cannot be written. Then nothing of this run stays.
pub fn archive(prepared: &mut Prepared, request: &Request) -> Result<Archived, NotArchived> {
    let year = Year::of(prepared, request.year);
    if year.entries.is_empty() && year.waiting.is_empty() {
        return Err(NotArchived::Empty);
    }
    let mut not_ready = year.not_ready(prepared);
    let mut left_out = 0;
    if request.partial {
        left_out = not_ready.len();
        for finding in &mut not_ready {
            finding.stops = Stops::Nothing;
        }
        prepared.findings.append(&mut not_ready);
    }
    if !not_ready.is_empty() {
        return Err(NotArchived::Findings(not_ready));
    }
    let root = prepared.site.root.clone();
    let failed = |error: crate::output::OutputError| NotArchived::Failed(vec![error.finding(&root)]);
    let site = Folders::new(&root, &request.site);
    let into = Folders::new(&root, &request.into).apart_from(&request.site);
    into.check().map_err(failed)?;
    let written = last_written(&site).map_err(failed)?.ok_or(NotArchived::NotBuilt)?;
    let made = files::hashes(&prepared.site, prepared.catalog());
    let sealed: Vec<&Entry> = year.sealed.iter().filter_map(|at| prepared.catalog().entry(*at)).collect();
    let outdated = sealing::outdated(&sealed, &made, &written);
    if outdated > 0 {
        return Err(NotArchived::Outdated(outdated));
    }

    let lang = if prepared.site.config.language == "en" { Lang::En } else { Lang::Zh };
    let words = Messages::new(lang);
    let scope = Scope { prepared, request, words: &words, sealed: &sealed, latest: year.latest, left_out };
    let bags = [public::bag(&scope, &written), internal::bag(&scope).map_err(NotArchived::Failed)?];
    let mut placing = Placing::new(&request.into)?;
    let mut archived = Archived { items: sealed.len(), ..Archived::default() };
    let mut seals = Vec::new();
    for bag in &bags {
        let (path, written) = placing.bag(bag)?;
        seals.push(written);
        archived.paths.push(path);
        if request.zip {
            archived.paths.push(placing.zip(bag)?);
        }
    }
    let sheet = handover::sheet(&scope, &bags[0], &seals[0]);
    archived.paths.push(placing.text(&format!("{}-handover.html", request.year), &sheet)?);
    archived.unchanged = placing.place()?;
    Ok(archived)
}

/// What the packages are made of.
struct Scope<'a> {
    prepared: &'a Prepared,
    request: &'a Request,
    words: &'a Messages,
    /// The items that go into them, by sequence number.
    sealed: &'a [&'a Entry],
    /// When the last of them was sealed.
    latest: Option<Moment>,
    /// How many items of the year do not, because they are not ready.
    left_out: usize,
}

impl Scope<'_> {
    fn word(&self, id: &str) -> String {
        self.words.get(id, &[("year", Arg::Text(self.request.year.to_string()))])
    }

    /// That the packages are not the whole year; nothing where they are.
    fn incomplete(&self) -> Option<String> {
        let said = || self.words.get("archive-incomplete", &[("count", self.left_out.into())]);
        (self.left_out > 0).then(said)
    }

    /// What both packages say of themselves (RFC 8493, 2.2.2), in its own words and in those of the office.
    ///
    /// No line tells when the package was made: the same year gives the same bytes, so that a receipt can be compared with a
    /// package that is made anew. `Bagging-Date` is the day on which the last item was sealed.
    fn info(&self, kind: &str, number: usize) -> Vec<(String, String)> {
        let config = &self.prepared.site.config;
        let Some(agency) = config.agencies.first() else { return Vec::new() };
        let identifier = format!("{}/{}", agency.code, self.request.year);
        let files: usize = self.sealed.iter().map(|entry| entry.attachments.len()).sum();
        let contact = &agency.contact;
        let fields = [
            ("Source-Organization", agency.name.clone()),
            ("Organization-Address", contact.address.clone()),
            ("Contact-Phone", contact.phone.clone()),
            ("Contact-Email", contact.email.clone()),
            ("External-Description", self.word(&format!("archive-{kind}_description"))),
            ("Bagging-Date", self.latest.map(|moment| moment.date.to_string()).unwrap_or_default()),
            ("External-Identifier", format!("{identifier}/{kind}")),
            ("Bag-Group-Identifier", identifier),
            ("Bag-Count", format!("{number} of 2")),
            ("Bag-Software-Agent", format!("mulu {}", env!("CARGO_PKG_VERSION"))),
            ("题名", self.word(&format!("archive-{kind}_title"))),
            ("移交单位", agency.name.clone()),
            ("年度", self.request.year.to_string()),
            ("条数", self.sealed.len().to_string()),
            ("附件数", files.to_string()),
            ("说明", self.incomplete().unwrap_or_default()),
        ];
        let given = fields.into_iter().filter(|(_, value)| !value.is_empty());
        given.map(|(label, value)| (label.to_owned(), value)).collect()
    }
}

/// What belongs to a year.
struct Year {
    /// Positions of the entries that were published in it.
    entries: Vec<usize>,
    /// Those of them that are online as they are now.
    sealed: Vec<usize>,
    /// Paths of items that should have been published in it and are held back.
    waiting: Vec<String>,
    latest: Option<Moment>,
}

impl Year {
    fn of(prepared: &Prepared, year: i16) -> Self {
        let catalog = prepared.catalog();
        let rows: BTreeMap<u32, &Row> = prepared.made.ledger.rows.iter().map(|row| (row.seq, row)).collect();
        let in_year = |entry: &&(usize, &Entry)| entry.1.published.date.year() == year;
        let all: Vec<(usize, &Entry)> = catalog.entries.iter().map(AsRef::as_ref).enumerate().collect();
        let entries: Vec<(usize, &Entry)> = all.iter().filter(in_year).copied().collect();
        let is_sealed = |entry: &Entry| {
            let row = rows.get(&entry.seq)?;
            let withdrawn = entry.state == crate::catalog::State::Withdrawn;
            let same = row.hash.is_some() && row.hash == prepared.made.hashes.get(&entry.seq).copied();
            let state = if withdrawn { RowState::Withdrawn } else { RowState::Published };
            row.sealed.filter(|_| same && row.state == state)
        };
        let sealed: Vec<(usize, Moment)> =
            entries.iter().filter_map(|(at, entry)| Some((*at, is_sealed(entry)?))).collect();
        let public: BTreeSet<&str> = catalog.entries.iter().map(|entry| entry.path.as_ref()).collect();
        let held = prepared.site.items.iter().filter(|item| !public.contains(item.path.as_ref()));
        let waiting = held.filter(|item| year_of(item) == year && awaits_publication(item));
        Self {
            entries: entries.iter().map(|(at, _)| *at).collect(),
            latest: sealed.iter().map(|(_, moment)| *moment).max(),
            sealed: sealed.into_iter().map(|(at, _)| at).collect(),
            waiting: waiting.map(|item| item.path.to_string()).collect(),
        }
    }

    /// What has to be done before the year is whole.
    fn not_ready(&self, prepared: &Prepared) -> Vec<Finding> {
        let unsealed = self.entries.iter().filter(|at| !self.sealed.contains(at));
        let unsealed = unsealed.filter_map(|at| prepared.catalog().entries.get(*at)).map(|entry| {
            let place = Place::file(entry.path.as_ref());
            Finding::new(&rules::ARCHIVE_UNSEALED, place).with("number", entry.index_no.as_str())
        });
        // Of what cannot be read nobody knows the year.
        let unreadable = prepared.site.unreadable.iter().map(ToString::to_string);
        let held = self.waiting.iter().cloned().chain(unreadable);
        unsealed.chain(held.map(|path| Finding::new(&rules::ARCHIVE_HELD, Place::file(path)))).collect()
    }
}

/// The year in which an item was published, or came into being where it was not.
fn year_of(item: &Item) -> i16 {
    item.front.published.as_ref().map_or(item.front.created.value.year(), |published| published.value.date.year())
}

fn awaits_publication(item: &Item) -> bool {
    item.front.status != Status::Draft && item.front.status != Status::Internal && item.front.mode != Mode::NotDisclosed
}
