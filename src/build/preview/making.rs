//! Making the site that is shown: from what was read to catalog and layout.

use std::mem::{Discriminant, discriminant};
use std::sync::{Arc, Mutex};

use super::locked;
use super::shown::{Shown, State};
use crate::build::files;
use crate::catalog::ledger::{Ledger, Store};
use crate::catalog::make::make_after;
use crate::findings::{Finding, rules};
use crate::render::{self, Job, Plan, Theme};
use crate::site::Site;

/// What is known of the site beside what is shown.
#[derive(Default)]
pub(super) struct Made {
    /// What making the catalog found wrong.
    pub(super) findings: Vec<Finding>,
    /// What templates failed at when all pages were made.
    pub(super) templates: Vec<Finding>,
    /// How often the theme became another.
    pub(super) themes: u64,
    /// With which of them all pages were made to know that.
    pub(super) tried: Option<u64>,
    /// Whether what is shown is not what was read: the last change is not made yet, or could not be.
    pub(super) is_behind: bool,
    /// Whether the last change could not be made.
    pub(super) is_stopped: bool,
}

/// What became of the theme.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Theming {
    /// Nothing.
    AsBefore,
    /// Nothing but its styles changed.
    Styled,
    /// Its templates are to be tried before anything made with them is shown.
    New,
}

/// A site that was read and is to be made. It changes no more, whatever becomes of the files.
pub(super) struct Making {
    pub(super) site: Site,
    /// What reading it found wrong.
    pub(super) findings: Vec<Finding>,
    pub(super) ledger: Arc<(Store, Ledger)>,
    pub(super) theme: Arc<Theme>,
    pub(super) theme_is: Theming,
    /// Whether the catalog that is shown is also that of this site.
    pub(super) keeps_catalog: bool,
    pub(super) shown: Arc<Shown>,
    pub(super) made: Arc<Mutex<Made>>,
}

impl Making {
    /// Makes and shows it; whether it may look otherwise than what was shown, or why it cannot be shown.
    pub(super) fn run(self) -> Result<bool, Vec<Finding>> {
        let Self { site, mut findings, ledger, theme, theme_is, .. } = self;
        let kept = self.shown.state().filter(|_| self.keeps_catalog);
        let (catalog, findings) = if let Some(state) = kept {
            (state.catalog.clone(), None)
        } else {
            let (store, ledger) = &*ledger;
            let numbers =
                site.items.iter().filter_map(|item| item.front.index_no.as_ref()).map(|field| field.value.as_str());
            findings.extend(store.mark().and_then(|mark| mark.find_lost_end(ledger, numbers)));
            let before = self.shown.state();
            let before = before.as_ref().map_or(&[][..], |state| &state.catalog.entries);
            let mut made = make_after(&site, ledger, true, false, before);
            findings.append(&mut made.findings);
            (made.catalog, Some(findings))
        };
        let options = Arc::new(files::options(&site, &catalog, true));
        let state = State::new(catalog, theme, options);
        if theme_is == Theming::New {
            let faults = try_templates(&state.plan());
            if !faults.is_empty() {
                return Err(faults);
            }
        }
        let differs = self.shown.show(state, &site, theme_is != Theming::AsBefore);
        let mut made = locked(&self.made);
        if let Some(findings) = findings {
            made.findings = findings;
        }
        made.themes += u64::from(theme_is == Theming::New);
        made.is_behind = false;
        Ok(differs)
    }
}

/// What the templates fail at, tried with a few pages of every kind: a theme with a slip in it is not to take every page's place.
/// A page at which they fail for what only that page holds says so itself, when it is asked for.
fn try_templates(plan: &Plan<'_>) -> Vec<Finding> {
    let mut tried: Vec<(Discriminant<Job>, &String)> = Vec::new();
    let jobs = plan.jobs().iter().filter(|(_, job)| job.has_editions() || **job == Job::NotFound);
    for (path, job) in jobs {
        let kind = discriminant(job);
        if tried.iter().filter(|(other, _)| *other == kind).count() < 3 {
            tried.push((kind, path));
        }
    }
    let made = tried.iter().filter_map(|(_, path)| plan.render_one(path));
    let mut faults: Vec<Finding> = made.flat_map(|made| made.findings).collect();
    faults.retain(|finding| finding.rule.code == rules::THEME_TEMPLATE.code);
    render::tidy(&mut faults);
    faults
}
