//! What happens to an item after it was published: corrected, repealed, reduced, withdrawn.
//!
//! Each is a record in the item's front matter, with date and reason, and nothing else: the commands write what a person
//! could write by hand. Whether it makes sense is judged here; how it is written is [`crate::site::front_edit`]'s.

use jiff::civil::Date;

use crate::site::front_edit::{Change, New};
use crate::site::front_matter::names;
use crate::site::vocabulary::{FixedId as _, Term as _};
use crate::site::{Item, Mode, Site, Status};

/// What is to happen to an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// 撤回: the page stays and says so, with number, dates, reason and the title.
    Withdraw {
        /// A neutral title, where the title itself has to go.
        title: Option<String>,
    },
    /// 更正, 补充, 澄清: the record of a change.
    Correct {
        /// Id of the kind.
        kind: String,
        /// Only characters were mended: what is said stays the same.
        typo: bool,
    },
    /// 废止: the document is not in force any more.
    Repeal {
        /// Index or document number of the document that says so.
        by: Option<String>,
    },
    /// 精简: an ended display's list comes down, the page stays.
    Reduce,
}

/// An action with its particulars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// What is to happen.
    pub action: Action,
    /// Since when.
    pub date: Date,
    /// Why. Empty where none was given.
    pub reason: String,
    /// What more is to be said. Empty where nothing was given.
    pub note: String,
}

/// What is known of the item beside its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Whether it passes the gate, so that it is on the site or will be.
    pub public: bool,
    /// When it was recorded as online.
    pub sealed: Option<Date>,
    /// Whether its content differs from what was online; `None` where nothing of it was, or its content cannot be hashed.
    pub changed: Option<bool>,
}

/// Why an action makes no sense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It never was on the site: the file can be edited or deleted.
    NeverPublic,
    /// It is withdrawn already.
    Withdrawn,
    /// It is repealed already, or not in force for another reason.
    NotInForce,
    /// It is reduced already.
    Reduced,
    /// It is no public display.
    NoDisplay,
    /// The display runs until this day.
    DisplayRuns(Date),
    /// The date lies before that of publication.
    BeforePublication(Date),
    /// The date has not come yet.
    Ahead,
    /// Nothing was changed since it was put online.
    Unchanged,
    /// It names itself.
    Itself,
}

/// Whether the action makes sense for this item, and what to write.
///
/// # Errors
/// Why not.
pub fn plan(site: &Site, item: &Item, standing: Standing, order: &Order, today: Date) -> Result<Vec<Change>, Refusal> {
    judge(site, item, standing, order, today)?;
    let front = &item.front;
    let mut changes = Vec::new();
    let status = |status: Status| {
        let term = site.vocabulary.statuses.of(status);
        let value = New::Word { en: term.id.clone(), zh: term.zh.clone() };
        Change::set(&[names::STATUS], value).after(&[names::UPDATED, names::PUBLISHED])
    };
    let mut updated = || {
        let newer = front.updated.as_ref().is_none_or(|field| field.value.date < order.date);
        if newer {
            let date = order.date.to_string();
            changes.push(Change::set(&[names::UPDATED], date).after(&[names::PUBLISHED]));
        }
    };
    match &order.action {
        Action::Withdraw { title } => {
            changes.push(status(Status::Withdrawn));
            let mut record = dated(order);
            if let Some(title) = title {
                record.push((names::PUBLIC_TITLE, title.as_str().into()));
            }
            changes.push(Change::set(&[names::WITHDRAWN], New::Group(record)));
        }
        Action::Correct { kind, .. } => {
            updated();
            changes.push(correction(site, kind, order));
        }
        Action::Repeal { .. } => {
            updated();
            let validity = site.vocabulary.validities.get("repealed");
            let zh = validity.map_or("废止", |term| term.zh.as_str()).to_owned();
            let value = New::Word { en: "repealed".to_owned(), zh };
            changes.push(Change::set(&[names::VALIDITY], value).after(&[names::UPDATED, names::PUBLISHED]));
            let date = order.date.to_string();
            changes.push(Change::set(&[names::EXPIRES], date).after(&[names::VALIDITY]));
            changes.push(correction(site, "supplement", order));
        }
        Action::Reduce => {
            updated();
            changes.push(status(Status::Reduced));
            if !order.reason.is_empty() {
                changes.push(correction(site, "supplement", order));
            }
        }
    }
    Ok(changes)
}

fn judge(site: &Site, item: &Item, standing: Standing, order: &Order, today: Date) -> Result<(), Refusal> {
    let front = &item.front;
    let unpublished = matches!(front.status, Status::Draft | Status::Internal) || front.mode == Mode::NotDisclosed;
    if standing.sealed.is_none() && (unpublished || !standing.public) {
        return Err(Refusal::NeverPublic);
    }
    if front.status == Status::Withdrawn {
        return Err(Refusal::Withdrawn);
    }
    if order.date > today {
        return Err(Refusal::Ahead);
    }
    if let Some(published) = front.published.as_ref().map(|field| field.value.date)
        && order.date < published
    {
        return Err(Refusal::BeforePublication(published));
    }
    match &order.action {
        Action::Withdraw { .. } => {}
        Action::Correct { typo, .. } => {
            if *typo && standing.changed != Some(true) {
                return Err(Refusal::Unchanged);
            }
        }
        Action::Repeal { by } => {
            let ended = ["repealed", "lapsed", "void"];
            if front.validity.as_ref().is_some_and(|field| ended.contains(&field.value.as_str())) {
                return Err(Refusal::NotInForce);
            }
            let own = [front.index_no.as_ref(), front.doc_no.as_ref()];
            if by.is_some() && own.iter().flatten().any(|field| Some(&field.value) == by.as_ref()) {
                return Err(Refusal::Itself);
            }
        }
        Action::Reduce => {
            if front.status == Status::Reduced {
                return Err(Refusal::Reduced);
            }
            let last = last_day(item, site).ok_or(Refusal::NoDisplay)?;
            if last >= today {
                return Err(Refusal::DisplayRuns(last));
            }
        }
    }
    Ok(())
}

/// The last day of an item's public display (公示期).
pub fn last_day(item: &Item, site: &Site) -> Option<Date> {
    let display = item.front.display.as_ref()?;
    Some(match (&display.to, &display.days) {
        (Some(to), _) => to.value,
        (None, Some(days)) => site.calendar.add_working_days(display.from.value, days.value).date,
        (None, None) => display.from.value,
    })
}

/// What the document that repeals another one says of it: that it takes its place, so that the pages link both ways.
///
/// `old` is the number of the repealed one. Nothing where it says so already. Where it is online itself, the change is recorded.
pub fn plan_successor(site: &Site, item: &Item, sealed: bool, old: &[&str], order: &Order) -> Vec<Change> {
    let there = item.front.replaces.iter().any(|field| old.contains(&field.value.as_str()));
    let Some(number) = old.first().filter(|_| !there) else { return Vec::new() };
    let mut changes = vec![Change::append(&[names::REPLACES], *number)];
    if sealed {
        let order = Order { note: (*number).to_owned(), ..order.clone() };
        changes.push(correction(site, "supplement", &order));
    }
    changes
}

fn dated(order: &Order) -> Vec<(crate::site::front_edit::Names, New)> {
    vec![(names::DATE, order.date.to_string().into()), (names::REASON, order.reason.as_str().into())]
}

fn correction(site: &Site, kind: &str, order: &Order) -> Change {
    let zh = site.vocabulary.corrections.get(kind).map_or(kind, |term| term.zh()).to_owned();
    let mut record = vec![
        (names::DATE, New::from(order.date.to_string())),
        (names::KIND, New::Word { en: kind.to_owned(), zh }),
        (names::REASON, order.reason.as_str().into()),
    ];
    if !order.note.is_empty() {
        record.push((names::NOTE, order.note.as_str().into()));
    }
    Change::append(&[names::CORRECTIONS], New::Group(record))
}

/// The status that an item without a word about it has, for saying how to take a withdrawal back.
pub fn published(site: &Site, chinese: bool) -> String {
    let term = site.vocabulary.statuses.of(Status::Published);
    if chinese { term.zh.clone() } else { Status::Published.id().to_owned() }
}
