//! Says more of links that lead nowhere than a page can know: whether the file is there and not public, and what is near.

use crate::findings::Finding;
use crate::findings::rules;
use crate::messages::Arg;
use crate::site::Site;
use crate::site::fields::nearest;
use crate::site::paths::{decode_percent, join_relative};

/// The source file that the address in a finding means.
fn target_path(finding: &Finding) -> Option<String> {
    let target = finding.args.iter().find_map(|(name, value)| match value {
        Arg::Text(text) if *name == "target" => Some(text),
        _ => None,
    })?;
    let folder = finding.place.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let bare = decode_percent(target.split(['#', '?']).next().unwrap_or_default());
    join_relative(folder, &bare)
}

/// Whether a finding complains of an address that leads to a file all the same.
pub(super) fn leads_to_a_file(finding: &Finding, site: &Site) -> bool {
    [rules::LINK_MISSING.code, rules::LINK_IMAGE_MISSING.code].contains(&finding.rule.code)
        && target_path(finding).is_some_and(|path| site.files.contains_key(&path))
}

/// Turns “missing” into “not public” where the file exists, and offers the nearest name where it does not.
pub(super) fn explain(findings: &mut [Finding], site: &Site) {
    for finding in findings {
        if finding.rule.code != rules::LINK_MISSING.code {
            continue;
        }
        let Some(path) = target_path(finding) else { continue };
        if site.files.contains_key(&path) {
            finding.rule = &rules::LINK_UNPUBLISHED;
            continue;
        }
        let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
        let prefix = format!("{parent}/");
        let names: Vec<&str> = site
            .files
            .range(prefix.clone()..)
            .take_while(|(other, _)| other.starts_with(&prefix))
            .filter_map(|(other, _)| other.strip_prefix(&prefix))
            .take(500)
            .collect();
        let wanted = path.rsplit('/').next().unwrap_or_default();
        if let Some(near) = nearest(wanted, names.into_iter()) {
            finding.args.push(("nearest", Arg::Text(near)));
            finding.hint = "near";
        }
    }
}
