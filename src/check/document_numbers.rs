//! 文号: in due form (GB/T 9704-2012), of the document's year, and of one document only.

use std::collections::BTreeMap;

use super::Subject;
use crate::findings::rules;
use crate::findings::{Finding, Rule};
use crate::messages::Arg;
use crate::site::document_number::{self, DocumentNumber, DocumentNumberFault, DocumentNumberProblem, Fix};
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
    use DocumentNumberProblem as P;
    let fix = match &fault.fix {
        Fix::Certain(numbers) if !numbers.is_empty() => Some(numbers.join("、")),
        _ => None,
    };
    let rule: &'static Rule = match fault.problem {
        P::Bracket | P::BracketUnclosed | P::BracketMixed if fix.is_some() => &rules::DOCUMENT_NUMBER_BRACKET,
        P::BracketGarbled if fix.is_some() => &rules::DOCUMENT_NUMBER_BRACKET_GARBLED,
        P::BracketLost => &rules::DOCUMENT_NUMBER_BRACKET_LOST,
        P::Masked | P::NumberLost => &rules::DOCUMENT_NUMBER_MASKED,
        P::PaddedSerial if fix.is_some() => &rules::DOCUMENT_NUMBER_PADDED_SERIAL,
        P::Di if fix.is_some() => &rules::DOCUMENT_NUMBER_DI,
        P::WordInsteadOfEmpty => &rules::DOCUMENT_NUMBER_WORD,
        _ => &rules::DOCUMENT_NUMBER_FORM,
    };
    let mut finding = Finding::new(rule, item.place(&field.span))
        .with("value", field.value.as_str())
        .with("detail", Arg::message(words(fault.problem)));
    if let Some(fix) = fix {
        finding = finding.with("fix", fix);
        if rule.code == rules::DOCUMENT_NUMBER_FORM.code {
            finding = finding.hint("fix");
        }
    }
    finding
}

/// The message that says what is wrong.
fn words(problem: DocumentNumberProblem) -> &'static str {
    use DocumentNumberProblem as P;
    match problem {
        P::Bracket => "docno-bracket",
        P::BracketGarbled => "docno-bracket-garbled",
        P::BracketLost => "docno-bracket-lost",
        P::BracketUnclosed => "docno-bracket-unclosed",
        P::BracketMixed => "docno-bracket-mixed",
        P::TrailingBracket => "docno-trailing-bracket",
        P::TrailingText => "docno-trailing-text",
        P::Blank => "docno-blank",
        P::Masked => "docno-masked",
        P::NumberLost => "docno-number-lost",
        P::MissingHao => "docno-missing-hao",
        P::MissingDi => "docno-missing-di",
        P::Di => "docno-di",
        P::PaddedSerial => "docno-padded-serial",
        P::ZeroSerial => "docno-zero-serial",
        P::ShortYear => "docno-short-year",
        P::YearWord => "docno-year-word",
        P::FullWidthDigits => "docno-full-width-digits",
        P::LetterForDigit => "docno-letter-for-digit",
        P::TwoNumbers => "docno-two-numbers",
        P::OrderForm => "docno-order-form",
        P::WordInsteadOfEmpty => "docno-word",
    }
}

fn check_year(item: &Item, field: &Field<String>, findings: &mut Vec<Finding>) {
    let Some(number) = DocumentNumber::parse(&field.value) else { return };
    let Some(year) = number.year else { return };
    if i32::from(year) != i32::from(item.front.created.value.year()) {
        findings.push(
            Finding::new(&rules::DOCUMENT_NUMBER_YEAR, item.place(&field.span))
                .with("value", field.value.as_str())
                .with("created", item.front.created.value.to_string()),
        );
    }
}
