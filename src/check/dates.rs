//! Dates that contradict each other or the calendar.

use super::Subject;
use crate::findings::Finding;
use crate::findings::rules;
use crate::site::Field;

/// Published before created, updated before published, published later than today, a number of another year.
pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for item in subject.live() {
        let front = &item.front;
        let Some(published) = &front.published else { continue };
        if published.value.date < front.created.value {
            findings.push(
                Finding::new(&rules::DATE_PUBLISHED_BEFORE_CREATED, item.place(&published.span))
                    .with("published", published.value.date.to_string())
                    .with("created", front.created.value.to_string()),
            );
        }
        if published.value.date > subject.today {
            findings.push(
                Finding::new(&rules::DATE_IN_THE_FUTURE, item.place(&published.span))
                    .with("published", published.value.date.to_string()),
            );
        }
        if let Some(updated) = &front.updated
            && updated.value.date < published.value.date
        {
            findings.push(
                Finding::new(&rules::DATE_UPDATED_BEFORE_PUBLISHED, item.place(&updated.span))
                    .with("updated", updated.value.date.to_string())
                    .with("published", published.value.date.to_string()),
            );
        }
        if let Some(number) = &front.index_no {
            let years = [published.value.date.year(), front.created.value.year()];
            check_year(item, number, years, findings);
        }
    }
}

/// The year in a number of the national form (国办秘函〔2009〕6号) is that of publication or creation.
fn check_year(item: &crate::site::Item, number: &Field<String>, years: [i16; 2], findings: &mut Vec<Finding>) {
    let Some((_, rest)) = number.value.split_once('/') else { return };
    let Some(year) = rest.get(..4).and_then(|year| year.parse::<i16>().ok()) else { return };
    if (1900..=2200).contains(&year) && !years.contains(&year) {
        findings.push(Finding::new(&rules::NUMBER_YEAR, item.place(&number.span)).with("value", number.value.as_str()));
    }
}
