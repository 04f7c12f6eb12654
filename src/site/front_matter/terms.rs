//! Fields whose values come from a controlled vocabulary.

use super::Wrong;
use crate::findings::Finding;
use crate::findings::rules;
use crate::site::fields::{Field, Fields, Reading, clip};
use crate::site::vocabulary::{Fixed, FixedId, List, LookupFault, Term};

/// The id of the term that a field names; what is wrong with it is reported.
pub(super) fn term<T: Term>(reading: &Reading<'_>, key: &str, field: &Field<String>, list: &List<T>) -> Option<String> {
    let fault = match list.find(&field.value) {
        Ok(term) => return Some(term.id().to_owned()),
        Err(fault) => fault,
    };
    let place = reading.place(&field.span);
    let finding = match fault {
        LookupFault::NotALeaf { children } => Finding::new(&rules::TOPIC_NOT_A_LEAF, place)
            .with("value", clip(&field.value))
            .with("allowed", children.join("、")),
        LookupFault::Ambiguous { candidates } => Finding::new(&rules::FRONT_AMBIGUOUS_VALUE, place)
            .with("key", key)
            .with("value", clip(&field.value))
            .with("allowed", candidates.join("、")),
        LookupFault::NotFound { nearest } => {
            // Of a table in two levels the classes are shown: a hundred leaves, many of one name, would help nobody.
            let in_levels = list.roots().any(|class| !class.selectable());
            let names: Vec<&str> = if in_levels {
                list.roots().map(Term::zh).collect()
            } else {
                list.all().iter().filter(|term| term.selectable()).map(Term::zh).take(40).collect()
            };
            let finding = Finding::new(&rules::FRONT_UNKNOWN_VALUE, place)
                .with("key", key)
                .with("value", clip(&field.value))
                .with("allowed", names.join("、"));
            match nearest.is_empty() {
                false => finding.with("nearest", nearest.join("、")).hint("near"),
                true if in_levels => finding.hint("levels"),
                true => finding,
            }
        }
    };
    reading.report(finding);
    None
}

/// A field that names a term, by id. `Err` where it is there and wrong, or missing and must be there.
pub(super) fn term_id<T: Term>(
    reading: &Reading<'_>,
    fields: &mut Fields<'_>,
    names: &[&'static str],
    list: &List<T>,
    required: bool,
) -> Result<Option<Field<String>>, Wrong> {
    let before = reading.findings.borrow().len();
    let field = if required { fields.required(names) } else { fields.text(names) };
    let Some(field) = field else {
        return if reading.findings.borrow().len() > before { Err(Wrong) } else { Ok(None) };
    };
    match term(reading, fields.spoken(names), &field, list) {
        Some(id) => Ok(Some(field.map(|_| id))),
        None => Err(Wrong),
    }
}

/// A field whose terms the program itself knows; the default where there is no such field.
pub(super) fn fixed<E: FixedId + Default>(
    reading: &Reading<'_>,
    fields: &mut Fields<'_>,
    names: &[&'static str],
    list: &List<Fixed<E>>,
) -> Result<E, Wrong>
where
    Fixed<E>: Term,
{
    let id = term_id(reading, fields, names, list, false)?;
    Ok(id.and_then(|id| E::from_id(&id.value)).unwrap_or_default())
}
