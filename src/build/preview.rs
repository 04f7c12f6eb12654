//! The site as the editor sees it: in memory, drafts included, nothing written.
//!
//! What was read stays in memory ([`Live`]), pages are made when they are asked for ([`Shown`]). After a change of a body
//! alone, the one text is exchanged and shown at once; whatever else follows from it is worked out afterwards. After any
//! other change the catalog is made anew of what is in memory. What is wrong is found last, so that nobody waits for it.

mod index;
mod shown;
#[cfg(test)]
mod tests;
mod texts;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use self::texts::Texts;
use super::attachments::{self, Known};
use super::{files, links};
use crate::catalog::Catalog;
use crate::catalog::ledger::{Ledger, Store};
use crate::catalog::make::make;
use crate::check;
use crate::findings::{self, Finding, rules};
use crate::render::{self, Layout, Plan, Theme};
use crate::site::Live;

use shown::State;
pub use shown::{Served, Shown};

/// The preview of a site.
pub struct Previewing {
    root: PathBuf,
    today: Date,
    live: Option<Live>,
    ledger: Option<(Store, Ledger)>,
    theme: Option<(String, Arc<Theme>)>,
    shown: Arc<Shown>,
    /// What making the catalog found wrong.
    made: Vec<Finding>,
    /// What templates failed at when all pages were made.
    templates: Vec<Finding>,
    /// Whether all pages must be made to know that.
    is_theme_new: bool,
    /// Whether what is shown is not what was read: the last change could not be made.
    is_behind: bool,
    texts: Arc<Texts>,
    attachments: Known,
}

/// What became of the site after a change.
pub enum Rebuilt {
    /// It is shown.
    Shown {
        /// Whether pages may look otherwise than before.
        differs: bool,
    },
    /// It cannot be made; what was shown stays.
    Stopped(Vec<Finding>),
}

impl Previewing {
    /// The preview of the site in `root` as of `today`.
    pub fn new(root: &Path, today: Date) -> Self {
        let texts = Arc::new(Texts::default());
        Self {
            root: root.to_path_buf(),
            today,
            live: None,
            ledger: None,
            theme: None,
            shown: Arc::new(Shown::new(Arc::clone(&texts))),
            made: Vec::new(),
            templates: Vec::new(),
            is_theme_new: true,
            is_behind: false,
            texts,
            attachments: Known::new(),
        }
    }

    /// The site that is shown. It is always the latest.
    pub fn shown(&self) -> Arc<Shown> {
        Arc::clone(&self.shown)
    }

    /// Shows what changed where that was the body of one text; `false` where more may have changed. [`Previewing::rebuild`] must
    /// follow in either case.
    pub fn patch(&mut self, changed: &[PathBuf]) -> bool {
        self.live.as_mut().and_then(|live| live.follow_body(changed)).is_some_and(|text| self.shown.exchange(text))
    }

    /// Makes the site anew of what changed and what did not.
    pub fn rebuild(&mut self, changed: &[PathBuf]) -> Rebuilt {
        let rebuilt = self.try_rebuild(changed);
        self.is_behind = rebuilt.is_err();
        match rebuilt {
            Ok(differs) => Rebuilt::Shown { differs },
            Err(mut findings) => {
                findings::sort(&mut findings);
                Rebuilt::Stopped(findings)
            }
        }
    }

    fn try_rebuild(&mut self, changed: &[PathBuf]) -> Result<bool, Vec<Finding>> {
        let is_in = |name: &str| changed.iter().any(|path| path.starts_with(self.root.join(name)));
        let (themes, ledger) = (is_in("themes"), is_in("ledger.csv"));
        let only_themes = !changed.is_empty() && changed.iter().all(|path| path.starts_with(self.root.join("themes")));
        let mut live = match self.live.take() {
            Some(live) if !changed.is_empty() => live,
            _ => Live::load(&self.root)?,
        };
        live.refresh(changed)?;
        let live = self.live.insert(live);
        if ledger || changed.is_empty() {
            self.ledger = None;
        }
        if self.ledger.is_none() {
            let (store, ledger, faults) = Store::open(&self.root);
            if !faults.is_empty() {
                return Err(live.findings().into_iter().chain(faults).collect());
            }
            self.ledger = Some((store, ledger));
        }
        let Some((store, ledger)) = &self.ledger else { return Ok(false) };
        let site = live.site();
        let name = &site.config.theme;
        let before = self.theme.take().filter(|(known, _)| known == name && !themes && !changed.is_empty());
        let is_theme_new = before.is_none();
        let theme = match before {
            Some((_, theme)) => theme,
            None => Arc::new(files::load_theme(site).map_err(|faults| [live.findings(), faults].concat())?),
        };
        self.theme = Some((name.clone(), Arc::clone(&theme)));
        let state = self.shown.state();
        let catalog = match &state {
            Some(state) if only_themes && !self.is_behind => state.catalog.clone(),
            _ => {
                self.made = live.findings();
                let numbers =
                    site.items.iter().filter_map(|item| item.front.index_no.as_ref()).map(|field| field.value.as_str());
                self.made.extend(store.mark().and_then(|mark| mark.find_lost_end(ledger, numbers)));
                let mut made = make(site, ledger, true, false);
                self.made.append(&mut made.findings);
                made.catalog
            }
        };
        if let Some(state) = state
            && !is_theme_new
            && catalog.looks_like(&state.catalog)
        {
            return Ok(false);
        }
        let is_style = |path: &PathBuf| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("css"));
        self.is_theme_new |= is_theme_new && (changed.is_empty() || !changed.iter().all(is_style));
        let options = Arc::new(files::options(site, &catalog, true));
        self.shown.show(State::new(catalog, theme, options));
        Ok(true)
    }

    /// Looks for what is wrong in the site that is shown; nothing where there is none.
    pub fn examine(&mut self) -> Vec<Finding> {
        let (Some(live), Some(state)) = (&self.live, self.shown.state()) else { return Vec::new() };
        let mut findings = self.made.clone();
        let State { catalog, theme, options, layout, .. } = &*state;
        findings.extend(check::check(&check::Subject { site: live.site(), catalog, today: self.today }));
        let plan = Plan::on(Arc::clone(layout), catalog, theme, options);
        // What a template fails at may have been mended by other words in an item.
        if self.is_theme_new || !self.templates.is_empty() {
            self.templates = render::render_each(&plan, &|_, _| {}).findings;
            self.templates.retain(|finding| finding.rule.code == rules::THEME_TEMPLATE.code);
            self.is_theme_new = false;
        }
        findings.extend(self.templates.iter().cloned());
        let mut late = self.texts.findings(&plan);
        links::explain(&mut late, live.site());
        findings.append(&mut late);
        attachments::read_new(&attachments::sources(catalog), &mut self.attachments);
        findings.extend(attachments::findings(
            self.attachments.iter().map(|(path, (_, reading))| (path, reading)),
            &catalog.config,
        ));
        render::tidy(&mut findings);
        findings
    }
}

/// A catalog laid out in a theme.
fn lay_out(catalog: &Catalog, theme: &Theme) -> Arc<Layout> {
    Arc::new(Layout::new(catalog, theme))
}
