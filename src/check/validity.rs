//! Dates and 有效性 that contradict each other as of today. The site states both as they are written and changes by itself
//! neither; somebody has to look.

use jiff::civil::Date;

use super::Subject;
use crate::catalog::lifecycle::last_day;
use crate::catalog::{Entry, RelationKind, State};
use crate::findings::rules;
use crate::findings::{Finding, Rule};
use crate::site::vocabulary::{LegalForce, Term as _, Validity};
use crate::site::{Field, Item, Status};

/// What has run out and is said to be in force, what has not begun, what was replaced; displays that ended.
pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let entries: std::collections::BTreeMap<&str, &Entry> =
        subject.catalog.entries.iter().map(|entry| (entry.path.as_ref(), &**entry)).collect();
    for item in subject.live().filter(|item| item.front.status != Status::Withdrawn) {
        let Some(entry) = entries.get(item.path.as_ref()) else { continue };
        check_display(subject, item, findings);
        let field = item.front.validity.as_ref();
        let stated = field.and_then(|field| subject.site.vocabulary.validities.get(&field.value));
        let (Some(field), Some(validity)) = (field, stated) else { continue };
        check_dates(item, field, validity, subject.today, findings);
        check_needed(item, field, validity, findings);
        if in_force(validity) {
            check_replaced(subject, item, entry, field, validity, findings);
        }
    }
}

fn in_force(validity: &Validity) -> bool {
    matches!(validity.force, Some(LegalForce::InForce | LegalForce::PartiallyInForce))
}

fn check_dates(item: &Item, field: &Field<String>, validity: &Validity, today: Date, findings: &mut Vec<Finding>) {
    let front = &item.front;
    let mut say = |rule: &'static Rule, date: &Field<Date>| {
        findings.push(
            Finding::new(rule, item.place(&field.span))
                .with("validity", validity.zh())
                .with("date", date.value.to_string())
                .related(item.place(&date.span)),
        );
    };
    let end = [front.expires.as_ref(), front.trial_until.as_ref()].into_iter().flatten().min_by_key(|date| date.value);
    if in_force(validity) {
        if let Some(date) = end.filter(|date| date.value < today) {
            say(&rules::VALIDITY_ENDED, date);
        } else if let Some(date) = front.effective.as_ref().filter(|date| date.value > today) {
            say(&rules::VALIDITY_NOT_BEGUN, date);
        }
    } else if validity.id == "pending" {
        if let Some(date) = front.effective.as_ref().filter(|date| date.value <= today) {
            say(&rules::VALIDITY_BEGUN, date);
        }
    } else if validity.force == Some(LegalForce::NotInForce)
        && let Some(date) = front.expires.as_ref().filter(|date| date.value > today)
    {
        say(&rules::VALIDITY_NOT_ENDED, date);
    }
}

/// A state that says too little without its date.
fn check_needed(item: &Item, field: &Field<String>, validity: &Validity, findings: &mut Vec<Finding>) {
    let front = &item.front;
    let dates = [
        ("effective", "生效日期", front.effective.is_some()),
        ("expires", "废止日期", front.expires.is_some()),
        ("trial_until", "试行至", front.trial_until.is_some()),
    ];
    for (english, chinese, there) in dates {
        if !there && validity.needs.iter().any(|key| key == english) {
            let key = if front.chinese_keys { chinese } else { english };
            findings.push(
                Finding::new(&rules::VALIDITY_DATE_MISSING, item.place(&field.span))
                    .with("validity", validity.zh())
                    .with("key", key),
            );
        }
    }
}

fn check_replaced(
    subject: &Subject<'_>,
    item: &Item,
    entry: &Entry,
    field: &Field<String>,
    validity: &Validity,
    findings: &mut Vec<Finding>,
) {
    let by = entry.related.iter().filter(|related| related.kind == RelationKind::ReplacedBy);
    let mut by = by.filter_map(|related| subject.catalog.entry(related.entry?));
    if let Some(other) = by.find(|other| other.state != State::Withdrawn && other.published.date <= subject.today) {
        findings.push(
            Finding::new(&rules::VALIDITY_REPLACED, item.place(&field.span))
                .with("validity", validity.zh())
                .with("other", other.doc_no.clone().unwrap_or_else(|| other.index_no.clone()))
                .with("path", item.path.as_ref()),
        );
    }
}

/// A display whose list was to come down when it ended.
fn check_display(subject: &Subject<'_>, item: &Item, findings: &mut Vec<Finding>) {
    let Some(display) = item.front.display.as_ref().filter(|display| display.reduce_after) else { return };
    if item.front.status == Status::Published
        && let Some(last) = last_day(item, subject.site).filter(|last| *last < subject.today)
    {
        findings.push(
            Finding::new(&rules::DISPLAY_ENDED, item.place(&display.from.span))
                .with("date", last.to_string())
                .with("path", item.path.as_ref()),
        );
    }
}
