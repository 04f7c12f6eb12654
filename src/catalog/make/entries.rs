//! One item to one entry: only what the public may see is taken over.

use crate::catalog::entry::{Body, Correction, Display, Entry, Opinion, Provisional, State, Withdrawal};
use crate::catalog::files::ItemFiles;
use crate::catalog::relate::Written;
use crate::site::front_matter::FrontMatter;
use crate::site::{Field, Item, Mode, Moment, Site, Status};

/// The entry of an item, and what it says of others.
pub(super) fn entry(
    item: &Item,
    site: &Site,
    seq: u32,
    index_no: &str,
    address: String,
    provisional: Option<Provisional>,
    files: ItemFiles,
) -> (Entry, Written) {
    let front = &item.front;
    let mut entry = whole(item, site, seq, index_no, address, provisional, files);
    match front.status {
        Status::Withdrawn => withdraw(&mut entry, front, site),
        Status::Reduced => {
            entry.state = State::Reduced;
            take_text(&mut entry, Body::Gone);
        }
        Status::Draft | Status::Internal | Status::Published => {}
    }
    if front.mode == Mode::OnRequest && entry.state == State::Published {
        take_text(&mut entry, Body::OnRequest);
    }
    let written = if entry.state == State::Withdrawn {
        Written::default()
    } else {
        Written { replaces: texts(&front.replaces), amends: texts(&front.amends), interprets: texts(&front.interprets) }
    };
    (entry, written)
}

fn whole(
    item: &Item,
    site: &Site,
    seq: u32,
    index_no: &str,
    address: String,
    provisional: Option<Provisional>,
    files: ItemFiles,
) -> Entry {
    let front = &item.front;
    let agency = site.config.agencies.get(front.agency);
    let midnight = Moment { date: front.created.value, time: None };
    Entry {
        seq,
        index_no: index_no.to_owned(),
        address,
        state: State::Published,
        title: front.title.value.clone(),
        doc_no: front.doc_no.as_ref().map(value),
        agency: front.agency,
        column: item.column,
        topic: front.topic.value.clone(),
        genre: front.genre.value.clone(),
        kind: front.kind.as_ref().map(value),
        articles: texts(&front.articles),
        audience: texts(&front.audience),
        created: front.created.value,
        published: front.published.as_ref().map_or(midnight, |field| field.value),
        updated: front.updated.as_ref().map(|field| field.value),
        mode: front.mode,
        validity: front.validity.as_ref().map(value).filter(|id| id != "not_stated"),
        effective: front.effective.as_ref().map(|field| field.value),
        expires: front.expires.as_ref().map(|field| field.value),
        trial_until: front.trial_until.as_ref().map(|field| field.value),
        summary: front.summary.as_ref().map_or_else(String::new, value),
        keywords: texts(&front.keywords),
        source: front
            .source
            .as_ref()
            .map_or_else(|| agency.map_or_else(String::new, |agency| agency.name.clone()), value),
        display: display(front, site),
        opinion: front.opinion.as_ref().map(|opinion| Opinion {
            until: opinion.until.as_ref().map(|field| field.value),
            how: opinion.how.clone(),
            result: opinion.result.clone(),
        }),
        corrections: corrections(front),
        withdrawal: None,
        matter: front.matter.as_ref().map(value),
        stage: front.stage.as_ref().map(value),
        related: Vec::new(),
        body: Body::Open { source: item.source.clone(), start: item.body },
        attachments: files.attachments,
        images: files.inline,
        provisional,
        path: item.path.clone(),
    }
}

/// A tombstone keeps number, dates, reason and the title, or a neutral title where the title itself had to go.
fn withdraw(entry: &mut Entry, front: &FrontMatter, site: &Site) {
    entry.state = State::Withdrawn;
    take_text(entry, Body::Gone);
    entry.doc_no = None;
    // Free texts, and the title may be why it was withdrawn.
    entry.source = site.config.agencies.get(entry.agency).map_or_else(String::new, |agency| agency.name.clone());
    entry.articles.clear();
    entry.summary.clear();
    entry.keywords.clear();
    entry.audience.clear();
    entry.display = None;
    entry.opinion = None;
    entry.matter = None;
    entry.stage = None;
    entry.corrections.clear();
    let Some(record) = &front.withdrawn else { return };
    if let Some(title) = &record.title {
        entry.title.clone_from(&title.value);
    }
    entry.withdrawal = record
        .date
        .as_ref()
        .map(|date| Withdrawal { date: date.value, reason: record.reason.as_ref().map_or_else(String::new, value) });
}

fn take_text(entry: &mut Entry, body: Body) {
    entry.body = body;
    entry.attachments.clear();
    entry.images.clear();
}

fn display(front: &FrontMatter, site: &Site) -> Option<Display> {
    let display = front.display.as_ref()?;
    let from = display.from.value;
    let to = match (&display.to, &display.days) {
        (Some(to), _) => to.value,
        (None, Some(days)) => site.calendar.add_working_days(from, days.value).date,
        (None, None) => from,
    };
    Some(Display { from, to })
}

fn corrections(front: &FrontMatter) -> Vec<Correction> {
    let mut records: Vec<Correction> = front
        .corrections
        .iter()
        .map(|record| Correction {
            date: record.date.value,
            kind: record.kind.clone(),
            reason: record.reason.clone(),
            note: record.note.clone(),
        })
        .collect();
    records.sort_by_key(|record| record.date);
    records
}

fn value(field: &Field<String>) -> String {
    field.value.clone()
}

fn texts(fields: &[Field<String>]) -> Vec<String> {
    fields.iter().map(value).collect()
}
