//! 文号: in due form (GB/T 9704-2012), of the document's year, and of one document only.

use std::collections::BTreeMap;

use super::Subject;
use crate::findings::rules;
use crate::findings::{Finding, Rule};
use crate::site::document_number::{self, DocumentNumberFault};
use crate::site::{Field, Item};

/// Checks every 文号 by itself and against the others.
pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let mut seen: BTreeMap<String, (&Item, &Field<String>)> = BTreeMap::new();
    for item in subject.live() {
        let Some(field) = &item.front.doc_no else { continue };
        let faults = document_number::check(&field.value);
        for fault in &faults {
            findings.push(finding(item, field, fault));
        }
        if !faults.is_empty() {
            continue;
        }
        check_year(item, field, findings);
        let key = document_number::normalize(&field.value).unwrap_or_else(|| field.value.clone());
        match seen.get(&key) {
            Some((first, first_field)) if first.front.title.value != item.front.title.value => findings.push(
                Finding::new(&rules::DOCUMENT_NUMBER_DUPLICATE, item.place(&field.span))
                    .with("value", field.value.as_str())
                    .related(first.place(&first_field.span)),
            ),
            Some(_) => {}
            None => {
                seen.insert(key, (item, field));
            }
        }
    }
}

fn finding(item: &Item, field: &Field<String>, fault: &DocumentNumberFault) -> Finding {
    let rule: &'static Rule = match fault.code() {
        "bracket" | "bracket_unclosed" | "bracket_mixed" if fault.fix().is_some() => &rules::DOCUMENT_NUMBER_BRACKET,
        "bracket_garbled" if fault.fix().is_some() => &rules::DOCUMENT_NUMBER_BRACKET_GARBLED,
        "bracket_lost" => &rules::DOCUMENT_NUMBER_BRACKET_LOST,
        "masked" | "number_lost" => &rules::DOCUMENT_NUMBER_MASKED,
        "padded_serial" if fault.fix().is_some() => &rules::DOCUMENT_NUMBER_PADDED_SERIAL,
        "di" if fault.fix().is_some() => &rules::DOCUMENT_NUMBER_DI,
        "word_instead_of_empty" => &rules::DOCUMENT_NUMBER_WORD,
        _ => &rules::DOCUMENT_NUMBER_FORM,
    };
    let mut finding = Finding::new(rule, item.place(&field.span))
        .with("value", field.value.as_str())
        .with("detail", crate::messages::Arg::message(fault.message_id()));
    if let Some(fix) = fault.fix() {
        finding = finding.with("fix", fix);
        if rule.code == rules::DOCUMENT_NUMBER_FORM.code {
            finding = finding.hint("fix");
        }
    }
    finding
}

fn check_year(item: &Item, field: &Field<String>, findings: &mut Vec<Finding>) {
    let Some(number) = document_number::parse(&field.value) else { return };
    let Some(year) = number.year else { return };
    if i32::from(year) != i32::from(item.front.created.value.year()) {
        findings.push(
            Finding::new(&rules::DOCUMENT_NUMBER_YEAR, item.place(&field.span))
                .with("value", field.value.as_str())
                .with("created", item.front.created.value.to_string()),
        );
    }
}
