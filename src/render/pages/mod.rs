//! One file a kind of page: what its template is given, and how that comes from the catalog.

pub(super) mod accessibility;
pub(super) mod home;
pub(super) mod item;
pub(super) mod listing;
mod matter;
pub(super) mod negative_list;
pub(super) mod not_found;
pub(super) mod overview;
pub(super) mod plain;
mod row;
pub(super) mod search;
pub(super) mod site_map;

use super::plan::Plan;
use super::shell::Head;
use crate::catalog::{Entry, Provisional};

/// Marks a page of a preview, and what would not be published in it.
fn mark_preview(plan: &Plan<'_>, head: &mut Head, entry: Option<&Entry>) {
    if plan.options.preview {
        head.robots = "noindex";
    }
    if let Some(provisional) = entry.and_then(|entry| entry.provisional) {
        let path = match provisional {
            Provisional::Draft => "provisional.draft",
            Provisional::Internal => "provisional.internal",
            Provisional::NotDisclosed => "provisional.not_disclosed",
            Provisional::Held => "provisional.held",
            Provisional::Unnumbered => "provisional.unnumbered",
        };
        plan.names.strings.get(path).clone_into(&mut head.preview);
        head.robots = "noindex";
    }
}
