//! What is wrong in texts that are not public: drafts, items that wait for review, items whose fields are at fault.
//!
//! A clerk who has mended the fields should not then learn of dead links, nor a reviewer sign a text that has them.

use crate::catalog::make::make;
use crate::catalog::{Body, Entry};
use crate::findings::{Finding, Stops};
use crate::render::{self, Draft};

use super::{Prepared, links};

/// Looks at every text that the public will not see as things stand.
pub(super) fn examine(prepared: &Prepared) -> Vec<Finding> {
    let site = &prepared.site;
    if prepared.made.held.is_empty() && site.flawed.is_empty() {
        return Vec::new();
    }
    // As in a preview: a draft may link to another one.
    let made = make(site, &prepared.made.ledger, true, false);
    let held: Vec<&Entry> =
        made.catalog.entries.iter().map(AsRef::as_ref).filter(|entry: &&Entry| entry.provisional.is_some()).collect();
    let flawed: Vec<Body> =
        site.flawed.iter().map(|text| Body::Open { source: text.source.clone(), start: text.body }).collect();
    let mut drafts: Vec<Draft<'_>> = held
        .iter()
        .map(|entry| Draft { body: &entry.body, path: &entry.path, files: [&entry.attachments, &entry.images] })
        .collect();
    drafts.extend(site.flawed.iter().zip(&flawed).map(|(text, body)| Draft {
        body,
        path: &text.source.path,
        files: [&[], &[]],
    }));
    let mut findings = render::examine(&made.catalog, &drafts);
    // Whether a file may be used is judged with the fields, once they are in order.
    findings.retain(|finding| !links::leads_to_a_file(finding, site));
    let known = |finding: &Finding| {
        prepared.findings.iter().any(|other| other.rule.code == finding.rule.code && other.place == finding.place)
    };
    let attachments = made.findings.iter().filter(|finding| finding.rule.code.starts_with("attachment."));
    findings.extend(attachments.filter(|finding| !known(finding)).cloned());
    for finding in &mut findings {
        // It stops the item, which is not public anyway, and never a build.
        if finding.stops == Stops::Build {
            finding.stops = Stops::Item;
        }
    }
    findings
}
