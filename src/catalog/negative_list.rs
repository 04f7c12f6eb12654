//! The negative list (负面清单): what is not disclosed, by ground and neutral title, where the site publishes one.
//!
//! 以公开为常态、不公开为例外: an office that says what it withholds, and on which ground, can be checked. Nothing else of an
//! item gets into the list: no number, no date, no column, no text. What would be published of it was reviewed first.

use super::review::{self, Progress};
use crate::findings::rules;
use crate::findings::{Finding, Stops};
use crate::site::vocabulary::{Ground, Term as _};
use crate::site::{Item, Mode, Site, Status};

/// A line of the negative list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withheld {
    /// 对外标题: a title that gives nothing away.
    pub title: String,
    /// Id of the ground.
    pub ground: String,
}

/// The lines of the list by ground, in the order of the grounds, then by title; empty where the site publishes none.
pub(super) fn list(site: &Site, findings: &mut Vec<Finding>) -> Vec<Withheld> {
    if !site.config.negative_list {
        return Vec::new();
    }
    let mut lines: Vec<(usize, Withheld)> = site.items.iter().filter_map(|item| line(item, site, findings)).collect();
    lines.sort_by(|a, b| (a.0, &a.1.title).cmp(&(b.0, &b.1.title)));
    lines.into_iter().map(|(_, line)| line).collect()
}

fn line(item: &Item, site: &Site, findings: &mut Vec<Finding>) -> Option<(usize, Withheld)> {
    let front = &item.front;
    if front.mode != Mode::NotDisclosed || front.status != Status::Published {
        return None;
    }
    let ground = front.ground.as_ref()?;
    let grounds = site.vocabulary.grounds.all();
    let order = grounds.iter().position(|known: &Ground| known.id() == ground.value && !known.secret)?;
    let Some(title) = &front.public_title else {
        findings.push(Finding::new(&rules::MODE_PUBLIC_TITLE_MISSING, item.place(&front.title_span)));
        return None;
    };
    if squeezed(&title.value).contains(&squeezed(&front.title.value)) {
        findings.push(Finding::new(&rules::MODE_PUBLIC_TITLE_TELLS, item.place(&title.span)));
        return None;
    }
    is_reviewed(item, site, findings)
        .then(|| (order, Withheld { title: title.value.clone(), ground: ground.value.clone() }))
}

fn is_reviewed(item: &Item, site: &Site, findings: &mut Vec<Finding>) -> bool {
    let before = findings.len();
    review::check(item, site, findings);
    let (files, _) = review::hash_of(item, site);
    findings.extend(review::check_binding(item, site, &files));
    let stopped = findings[before..].iter().any(|finding| finding.stops != Stops::Nothing);
    !stopped && review::progress(item, site, &files) != Progress::Outdated
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
