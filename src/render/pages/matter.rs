//! One matter through its stages: 决策、执行、管理、服务、结果 (五公开), with what has not been published yet.

use serde::Serialize;

use crate::catalog::{Entry, EntryRef, RelationKind};
use crate::render::names::Names;
use crate::site::vocabulary::Term;

/// A matter as templates see it.
#[derive(Serialize)]
pub(super) struct Matter {
    name: String,
    stages: Vec<Stage>,
}

#[derive(Serialize)]
struct Stage {
    id: String,
    name: String,
    /// Whether the item shown is in it.
    current: bool,
    items: Vec<Step>,
}

#[derive(Serialize)]
struct Step {
    name: String,
    address: String,
    date: String,
    /// The part of the stage, where one was given.
    part: String,
    current: bool,
}

/// The matter of an entry, if it has one.
pub(super) fn matter(names: &Names<'_>, at: EntryRef, entry: &Entry) -> Option<Matter> {
    let name = entry.matter.clone()?;
    let catalog = names.catalog;
    let mut members: Vec<EntryRef> =
        entry.related.iter().filter(|r| r.kind == RelationKind::SameMatter).filter_map(|r| r.entry).collect();
    members.push(at);
    members.sort_unstable_by_key(|at| catalog.entry(*at).map(|e| (e.published, e.created, e.seq)));
    members.dedup();
    let vocabulary = &catalog.vocabulary.stages;
    let mut stages: Vec<Stage> = vocabulary
        .roots()
        .map(|stage| Stage {
            id: stage.id().to_owned(),
            name: stage.name(names.lang).to_owned(),
            current: false,
            items: Vec::new(),
        })
        .collect();
    let mut other = Stage {
        id: String::new(),
        name: names.strings.get("stage_other").to_owned(),
        current: false,
        items: Vec::new(),
    };
    for member in members {
        let Some(entry) = catalog.entry(member) else { continue };
        let stage = entry.stage.as_deref().and_then(|id| vocabulary.get(id));
        let root = stage.and_then(|stage| vocabulary.lineage(stage).first().map(|root| root.id().to_owned()));
        let slot = match root.and_then(|id| stages.iter_mut().find(|stage| stage.id == id)) {
            Some(slot) => slot,
            None => &mut other,
        };
        slot.current |= member == at;
        slot.items.push(Step {
            name: entry.title.clone(),
            address: entry.address.clone(),
            date: entry.published.date.to_string(),
            part: stage.filter(|stage| stage.parent().is_some()).map_or("", |stage| stage.name(names.lang)).to_owned(),
            current: member == at,
        });
    }
    if !other.items.is_empty() {
        stages.push(other);
    }
    Some(Matter { name, stages })
}
