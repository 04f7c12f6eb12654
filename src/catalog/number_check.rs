//! Whether the numbers that items bring along are numbers: of this site's pattern, or at least of a form in use.

use super::Provisional;
use super::gate::Verdict;
use super::index_number::Pattern;
use super::index_number_shape::{ShapeProblem, diagnose};
use crate::findings::Finding;
use crate::findings::rules;
use crate::messages::Arg;
use crate::site::{Item, Site};

/// Holds back items whose number is none, and names those of another pattern.
pub(super) fn check(site: &Site, pattern: &Pattern, verdicts: &mut [Verdict], findings: &mut Vec<Finding>) {
    for (item, verdict) in site.items.iter().zip(verdicts) {
        if *verdict == Verdict::Public
            && let Some(finding) = judge(item, pattern)
        {
            if finding.stops != crate::findings::Stops::Nothing {
                *verdict = Verdict::Held(Provisional::Held);
            }
            findings.push(finding);
        }
    }
}

fn judge(item: &Item, pattern: &Pattern) -> Option<Finding> {
    let field = item.front.index_no.as_ref()?;
    let ours = pattern.read(&field.value).is_some();
    let shape = diagnose(&field.value);
    // A pattern without an agency code has numbers of its own form: that it is read is all that can be asked.
    if ours && (shape.problems.is_empty() || !pattern.as_str().contains("{agency_code}")) {
        return None;
    }
    let place = item.place(&field.span);
    let Some(problem) = shape.problems.first() else {
        return Some(
            Finding::new(&rules::NUMBER_FOREIGN, place)
                .with("value", field.value.as_str())
                .with("pattern", pattern.as_str()),
        );
    };
    let finding = Finding::new(&rules::NUMBER_MALFORMED, place)
        .with("value", crate::site::fields::clip(&field.value))
        .with("detail", words(*problem));
    Some(match shape.fix {
        Some(fix) => finding.with("fix", fix).hint("fix"),
        None => finding,
    })
}

fn words(problem: ShapeProblem) -> Arg {
    use ShapeProblem as P;
    match problem {
        P::Missing => Arg::message("shape-missing"),
        P::NotAnIndex => Arg::message("shape-not-an-index"),
        P::Width => Arg::message("shape-width"),
        P::Blank => Arg::message("shape-blank"),
        P::Case => Arg::message("shape-case"),
        P::EmptyPrefix => Arg::message("shape-empty-prefix"),
        P::HyphenInOrgCode => Arg::message("shape-hyphen"),
        P::OrgCheckDigit { expected: Some(expected) } | P::UsccCheckDigit { expected } => {
            Arg::Message("shape-check-digit", vec![("expected", expected.to_string().into())])
        }
        P::OrgCheckDigit { expected: None } => Arg::message("shape-check-digit-wrong"),
        P::UsccAlphabet { position, found } => {
            Arg::Message("shape-alphabet", vec![("position", position.into()), ("found", found.to_string().into())])
        }
        P::Year => Arg::message("shape-year"),
        P::Serial => Arg::message("shape-serial"),
    }
}
