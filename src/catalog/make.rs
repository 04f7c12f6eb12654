//! From what the office wrote to what the public may see: gate, files, numbers, addresses, relations.

mod entries;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::assign::{Assignment, Candidate, Input, Present, assign};
use super::content_hash::{self, content_hash};
use super::entry::{Body, Catalog, Entry, Plain, Provisional};
use super::files::{self, ItemFiles};
use super::gate::{Verdict, gate};
use super::index_number::Pattern;
use super::item_address::{address as address_of, same_place};
use super::ledger::{Ledger, Row, RowState};
use super::relate::{Written, relate};
use super::review;
use super::{negative_list, number_check};
use crate::findings::rules;
use crate::findings::{Finding, Place, Stops};
use crate::site::{Item, Site, Status};

/// What the gate and the numbering made of a site.
pub struct Made {
    /// What is public.
    pub catalog: Catalog,
    /// The ledger as it will be when the numbers are written.
    pub ledger: Ledger,
    /// Numbers given now: position in `site.items`, number.
    pub numbers: Vec<(usize, String)>,
    /// 内容摘要值 of every item that is public, or is online and held back now, by sequence number.
    pub hashes: BTreeMap<u32, [u8; 32]>,
    /// Why each item that is not public is not.
    pub held: Vec<Provisional>,
    /// What is wrong.
    pub findings: Vec<Finding>,
}

/// Makes the catalog. In a preview no number is given, and what is held back is shown, too: where it has its number, on its own page,
/// else at a provisional address.
pub fn make(site: &Site, ledger: &Ledger, preview: bool, locked: bool) -> Made {
    make_after(site, ledger, preview, locked, &[])
}

/// The same; an entry that is as it was among those `before` is shared with them instead of made a second time.
pub fn make_after(site: &Site, ledger: &Ledger, preview: bool, locked: bool, before: &[Arc<Entry>]) -> Made {
    let mut findings = Vec::new();
    let pattern = read_pattern(site, &mut findings);
    let gate = gate(site);
    findings.extend(gate.findings);

    // Files first: an attachment that is missing holds its item back.
    let wanted: Vec<bool> = gate.verdicts.iter().map(|verdict| preview || *verdict == Verdict::Public).collect();
    let mut collected: Vec<ItemFiles> = site
        .items
        .par_iter()
        .zip(&wanted)
        .map(|(item, wanted)| if *wanted { files::collect(item, site) } else { ItemFiles::default() })
        .collect();
    let mut verdicts = gate.verdicts;
    for (verdict, files) in verdicts.iter_mut().zip(&mut collected) {
        let stops = files.findings.iter().any(|finding| finding.stops != Stops::Nothing);
        if stops && *verdict == Verdict::Public {
            *verdict = Verdict::Held(Provisional::Held);
        }
        if *verdict == Verdict::Public || stops {
            findings.append(&mut files.findings);
        }
    }
    hold_outdated_reviews(site, &collected, &mut verdicts, &mut findings);
    number_check::check(site, &pattern, &mut verdicts, &mut findings);

    // Every text is hashed once, side by side.
    let hashed: Vec<Option<[u8; 32]>> = (&site.items, &wanted, &collected)
        .into_par_iter()
        .map(|(item, wanted, files)| wanted.then(|| hash_of(item, site, files)))
        .collect();
    let assignment = number(site, ledger, &pattern, &verdicts, &hashed, locked || preview);
    let Assignment { new, ledger: updated, findings: faults, .. } = assignment;
    // A preview gives no numbers, so that missing ones are nothing to complain of.
    findings.extend(faults.into_iter().filter(|fault| !preview || fault.rule.code != rules::NUMBER_LOCKED.code));
    say_sealed_held(site, &verdicts, &updated, &mut findings);

    let by_path: BTreeMap<&str, usize> =
        site.items.iter().enumerate().map(|(at, item)| (item.path.as_ref(), at)).collect();
    let numbers: Vec<(usize, String)> =
        new.iter().filter_map(|(path, number)| Some((*by_path.get(path.as_ref())?, number.clone()))).collect();
    let given: BTreeMap<usize, &str> = numbers.iter().map(|(at, number)| (*at, number.as_str())).collect();

    let rows: BTreeMap<&str, &Row> = updated.rows.iter().map(|row| (row.index_no.as_str(), row)).collect();
    let known: BTreeMap<&str, &Arc<Entry>> = before.iter().map(|entry| (entry.path.as_ref(), entry)).collect();
    let mut made: Vec<(Arc<Entry>, Written)> = Vec::new();
    let mut held = Vec::new();
    let mut hashes = BTreeMap::new();
    for (at, item) in site.items.iter().enumerate() {
        let reason = match verdicts[at] {
            Verdict::Public => None,
            Verdict::Held(reason) => {
                held.push(reason);
                Some(reason)
            }
        };
        let own = item.front.index_no.as_ref().map(|field| field.value.as_str());
        if reason.is_some() && !preview {
            // Where it is online, it is asked whether this is what is online.
            let online = own.and_then(|number| rows.get(number)).filter(|row| row.is_sealed());
            if let Some(row) = online.filter(|row| *row.path == *item.path) {
                hashes.insert(row.seq, hash_of(item, site, &files::collect(item, site)));
            }
            continue;
        }
        // What is held back in a preview keeps its page where the number is its own beyond doubt.
        let is_its_own = |number: &&str| rows.get(number).is_some_and(|row| *row.path == *item.path);
        let index_no = own.or_else(|| given.get(&at).copied());
        let index_no = index_no.filter(|number| reason.is_none() || is_its_own(number)).unwrap_or_default();
        let seq = rows.get(index_no).map(|row| row.seq);
        let provisional = reason.or((index_no.is_empty() || seq.is_none()).then_some(Provisional::Unnumbered));
        if provisional == Some(Provisional::Unnumbered) && !preview {
            // A finding of the numbering says why it got none, and stops the build.
            continue;
        }
        let address = if seq.is_some() { address_of(index_no) } else { preview_address(&item.path) };
        let mut item_files = std::mem::take(&mut collected[at]);
        if let Some(seq) = seq {
            hashes.insert(seq, hashed[at].unwrap_or_else(|| hash_of(item, site, &item_files)));
        }
        files::place(&address, &mut item_files);
        let seq = seq.unwrap_or_else(|| u32::MAX - u32::try_from(at).unwrap_or(0));
        let (mut entry, written) = entries::entry(item, site, seq, index_no, address, provisional, item_files);
        let same = known.get(item.path.as_ref()).filter(|old| {
            entry.related.clone_from(&old.related);
            ****old == entry
        });
        made.push((same.map_or_else(|| Arc::new(entry), |old| Arc::clone(old)), written));
    }
    made.sort_by_key(|(entry, _)| entry.seq);
    let (mut entries, written): (Vec<Arc<Entry>>, Vec<Written>) = made.into_iter().unzip();
    say_same_address(&entries, site, &mut findings);
    relate(&mut entries, &written, |entry| pattern.read(&entry.index_no).map(|parsed| (parsed.series, parsed.serial)));
    let withheld = negative_list::list(site, &mut findings);
    let catalog = Catalog {
        config: site.config.clone(),
        vocabulary: site.vocabulary.clone(),
        newest: newest_first(&entries),
        withheld,
        pages: plain_pages(site),
        entries,
    };
    Made { catalog, ledger: updated, numbers, hashes, held, findings }
}

/// The entry of an item of which nothing changed but its words: 名称, 内容概述, 关键词 and the text; `None` where more did. What else
/// an edit may come to, as that a review no longer holds, shows when the whole is made anew.
pub fn reworded(old: &Entry, item: &Item, site: &Site) -> Option<Entry> {
    let files = ItemFiles { attachments: old.attachments.clone(), inline: old.images.clone(), findings: Vec::new() };
    let (address, provisional) = (old.address.clone(), old.provisional);
    let (mut now, _) = entries::entry(item, site, old.seq, &old.index_no, address, provisional, files);
    now.related.clone_from(&old.related);
    let mut same = now.clone();
    same.title.clone_from(&old.title);
    same.summary.clone_from(&old.summary);
    same.keywords.clone_from(&old.keywords);
    same.body = old.body.clone();
    (same == *old).then_some(now)
}

fn read_pattern(site: &Site, findings: &mut Vec<Finding>) -> Pattern {
    let config = &site.config.index_number;
    match Pattern::parse(&config.pattern) {
        Ok(pattern) => pattern,
        Err(fault) => {
            let place = config.place.clone().unwrap_or_else(|| Place::file("site.toml"));
            findings.push(fault.finding(&config.pattern, place));
            Pattern::default()
        }
    }
}

fn number(
    site: &Site,
    ledger: &Ledger,
    pattern: &Pattern,
    verdicts: &[Verdict],
    hashed: &[Option<[u8; 32]>],
    locked: bool,
) -> Assignment {
    let candidates: Vec<Candidate> = site
        .items
        .iter()
        .zip(verdicts)
        .zip(hashed)
        .filter(|((_, verdict), _)| **verdict == Verdict::Public)
        .filter_map(|((item, _), hash)| candidate(site, item, (*hash)?))
        .collect();
    let mut present: Vec<Present> = site
        .items
        .iter()
        .map(|item| Present {
            path: item.path.clone(),
            index_no: item.front.index_no.as_ref().map(|field| field.value.clone()),
        })
        .collect();
    present.extend(site.unreadable.iter().map(|path| Present { path: path.clone(), index_no: None }));
    assign(Input { candidates, present, ledger, pattern, numbered_by: site.config.index_number.numbered_by, locked })
}

fn hash_of(item: &Item, site: &Site, files: &ItemFiles) -> [u8; 32] {
    content_hash(item, site, files.attachments.iter().chain(&files.inline))
}

fn candidate(site: &Site, item: &Item, hash: [u8; 32]) -> Option<Candidate> {
    let front = &item.front;
    let published = front.published.as_ref()?.value;
    let agency = site.config.agencies.get(front.agency)?;
    let column = site.config.columns.get(item.column)?;
    Some(Candidate {
        path: item.path.clone(),
        index_no: front.index_no.as_ref().map(|field| field.value.clone()),
        place: item.place(front.index_no.as_ref().map_or(&front.title_span, |field| &field.span)),
        agency_code: agency.code.clone(),
        agency_id: agency.id.clone(),
        agency_name: agency.name.clone(),
        column_id: column.id.clone(),
        column_name: column.name.clone(),
        created: front.created.value,
        published,
        title: public_title(item),
        own_title: front.title.value.clone(),
        withdrawn: front.withdrawn.is_some(),
        corrected: front.corrections.iter().map(|record| record.date.value).max(),
        hash,
    })
}

/// What the ledger calls an item: a withdrawn one by its neutral title, where its own had to go.
fn public_title(item: &Item) -> String {
    let front = &item.front;
    let neutral = front.withdrawn.as_ref().filter(|_| front.status == Status::Withdrawn);
    neutral.and_then(|record| record.title.as_ref()).unwrap_or(&front.title).value.clone()
}

/// A review that names what it reviewed holds for that content only (一事一审).
fn hold_outdated_reviews(site: &Site, files: &[ItemFiles], verdicts: &mut [Verdict], findings: &mut Vec<Finding>) {
    for (at, item) in site.items.iter().enumerate() {
        if verdicts[at] != Verdict::Public {
            continue;
        }
        if let Some(finding) = review::check_binding(item, site, &files[at]) {
            if finding.stops != Stops::Nothing {
                verdicts[at] = Verdict::Held(Provisional::Held);
            }
            findings.push(finding);
        }
    }
}

/// A sealed item that would be left out stops the build.
fn say_sealed_held(site: &Site, verdicts: &[Verdict], ledger: &Ledger, findings: &mut Vec<Finding>) {
    let sealed: BTreeMap<&str, &str> = ledger
        .rows
        .iter()
        .filter(|row| row.sealed.is_some() && row.state != RowState::Void)
        .map(|row| (row.path.as_str(), row.index_no.as_str()))
        .collect();
    let mut say = |path: &Arc<str>| {
        if let Some(number) = sealed.get(path.as_ref()) {
            findings.push(Finding::new(&rules::SEALED_HELD, Place::file(path.clone())).with("value", *number));
        }
    };
    for (item, verdict) in site.items.iter().zip(verdicts) {
        if *verdict != Verdict::Public {
            say(&item.path);
        }
    }
    site.unreadable.iter().for_each(say);
}

/// Numbers that differ in punctuation only would share a page; on Windows also those that differ in case.
fn say_same_address(entries: &[Arc<Entry>], site: &Site, findings: &mut Vec<Finding>) {
    let mut seen: BTreeMap<String, &Entry> = BTreeMap::new();
    let places: BTreeMap<&str, &Item> = site.items.iter().map(|item| (item.path.as_ref(), item.as_ref())).collect();
    for entry in entries {
        // One number in two files is another fault, and said already.
        if let Some(first) = seen.insert(same_place(&entry.address), entry)
            && first.index_no != entry.index_no
        {
            let place = places.get(entry.path.as_ref()).map_or_else(
                || Place::file(entry.path.clone()),
                |item| item.place(item.front.index_no.as_ref().map_or(&item.front.title_span, |field| &field.span)),
            );
            findings.push(
                Finding::new(&rules::NUMBER_ADDRESS, place)
                    .with("value", entry.index_no.as_str())
                    .with("other", first.index_no.as_str()),
            );
        }
    }
}

fn newest_first(entries: &[Arc<Entry>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by(|a, b| {
        let key = |at: &usize| (entries[*at].published, entries[*at].created, entries[*at].seq);
        key(b).cmp(&key(a))
    });
    order
}

fn plain_pages(site: &Site) -> Vec<Plain> {
    let mut taken = BTreeSet::new();
    site.pages
        .iter()
        .map(|page| {
            let stem = page.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md").to_ascii_lowercase();
            let mut name: String = stem
                .chars()
                .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
                .collect::<String>()
                .trim_matches('-')
                .to_owned();
            if name.is_empty() || !taken.insert(name.clone()) {
                name = short_hash(&page.path);
                taken.insert(name.clone());
            }
            Plain {
                address: format!("pages/{name}.html"),
                title: page.title.clone(),
                body: Body::Open { source: page.source.clone(), start: page.body },
                path: page.path.clone(),
            }
        })
        .collect()
}

/// Where a preview shows what has no number: the same from run to run.
fn preview_address(path: &str) -> String {
    format!("preview/{}.html", short_hash(path))
}

fn short_hash(text: &str) -> String {
    use sha2::{Digest as _, Sha256};
    content_hash::hex(&Sha256::digest(text.as_bytes())[..6])
}
