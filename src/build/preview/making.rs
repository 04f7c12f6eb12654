//! Making the site that is shown: from what was read to catalog and layout.

use std::sync::{Arc, Mutex};

use super::locked;
use super::shown::{Shown, State};
use crate::build::files;
use crate::catalog::ledger::{Ledger, Store};
use crate::catalog::make::make_after;
use crate::findings::Finding;
use crate::render::Theme;
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
}

/// A site that was read and is to be made. It changes no more, whatever becomes of the files.
pub(super) struct Making {
    pub(super) site: Site,
    /// What reading it found wrong.
    pub(super) findings: Vec<Finding>,
    pub(super) ledger: Arc<(Store, Ledger)>,
    pub(super) theme: Arc<Theme>,
    pub(super) is_theme_new: bool,
    /// Whether nothing but styles changed.
    pub(super) only_styles: bool,
    /// Whether the catalog that is shown is also that of this site.
    pub(super) keeps_catalog: bool,
    pub(super) shown: Arc<Shown>,
    pub(super) made: Arc<Mutex<Made>>,
}

impl Making {
    /// Makes and shows it; whether it may look otherwise than what was shown.
    pub(super) fn run(self) -> bool {
        let Self { site, mut findings, ledger, theme, is_theme_new, .. } = self;
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
        let differs = self.shown.show(State::new(catalog, theme, options), &site, is_theme_new);
        let mut made = locked(&self.made);
        if let Some(findings) = findings {
            made.findings = findings;
        }
        made.themes += u64::from(is_theme_new && !self.only_styles);
        made.is_behind = false;
        differs
    }
}
