//! Looking for what is wrong in the site that is shown.

use std::sync::{Arc, Mutex};

use jiff::civil::Date;

use super::locked;
use super::making::Made;
use super::shown::State;
use super::texts::Texts;
use crate::build::attachments::{self, Known};
use crate::build::links;
use crate::check;
use crate::findings::{Finding, rules};
use crate::render::{self, Plan};
use crate::site::Site;

/// A site of which it is to be found what is wrong. It changes no more, whatever becomes of the files.
pub struct Examining {
    pub(super) site: Option<Site>,
    pub(super) state: Option<Arc<State>>,
    pub(super) today: Date,
    /// How often the theme had become another.
    pub(super) themes: u64,
    pub(super) made: Arc<Mutex<Made>>,
    pub(super) texts: Arc<Texts>,
    pub(super) attachments: Arc<Mutex<Known>>,
}

impl Examining {
    /// Finds it; nothing where no site is shown. `None` where it was given up on the way, as soon as `is_over` says so.
    pub fn run(self, is_over: &dyn Fn() -> bool) -> Option<Vec<Finding>> {
        let (Some(site), Some(state)) = (&self.site, &self.state) else { return Some(Vec::new()) };
        let State { catalog, theme, options, layout, .. } = &**state;
        let (mut findings, mut templates, tried) = {
            let made = locked(&self.made);
            (made.findings.clone(), made.templates.clone(), made.tried)
        };
        findings.extend(check::check(&check::Subject { site, catalog, today: self.today }));
        if is_over() {
            return None;
        }
        let plan = Plan::on(Arc::clone(layout), catalog, theme, options);
        let mut late = self.texts.findings(&plan);
        links::explain(&mut late, site);
        if is_over() {
            return None;
        }
        let known = {
            let mut known = locked(&self.attachments);
            *known = attachments::read(&attachments::sources(catalog), &known, &attachments::Silent);
            attachments::findings(&known, &catalog.config)
        };
        if is_over() {
            return None;
        }
        // What a template fails at may have been mended by other words in an item.
        if tried != Some(self.themes) || !templates.is_empty() {
            templates = render::render_each(&plan, &|_, _| {}).findings;
            templates.retain(|finding| finding.rule.code == rules::THEME_TEMPLATE.code);
            let mut made = locked(&self.made);
            made.templates.clone_from(&templates);
            made.tried = Some(self.themes);
        }
        findings.extend(templates);
        findings.append(&mut late);
        findings.extend(known);
        render::tidy(&mut findings);
        Some(findings)
    }
}
