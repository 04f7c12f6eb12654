//! The site as the editor sees it: in memory, drafts included, nothing written.
//!
//! What was read stays in memory ([`Live`]), pages are made when they are asked for ([`Shown`]). After a change of one text that
//! tells of itself what the pages are now, that text is exchanged and shown at once; whatever else follows from it is worked
//! out afterwards. After any other change the catalog is made anew of what is in memory. What is wrong is found last, so that
//! nobody waits for it. The long work looks at the site as it was when it began, so that it may go on beside further changes.

mod examining;
mod index;
mod making;
mod shown;
#[cfg(test)]
mod tests;
mod texts;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;

use self::examining::Examining;
use self::making::{Made, Making, Theming};
use self::texts::Texts;
use super::attachments::Known;
use super::files;
use crate::catalog::Catalog;
use crate::catalog::ledger::{Ledger, Store};
use crate::findings::{self, Finding};
use crate::render::{Layout, Theme};
use crate::site::Live;
use crate::site::live::Change;

pub use shown::{Served, Shown};

/// The preview of a site.
pub struct Previewing {
    root: PathBuf,
    today: Date,
    live: Option<Live>,
    ledger: Option<Arc<(Store, Ledger)>>,
    theme: Option<(String, Arc<Theme>)>,
    shown: Arc<Shown>,
    made: Arc<Mutex<Made>>,
    texts: Arc<Texts>,
    attachments: Arc<Mutex<Known>>,
}

/// What of a change is shown at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patched {
    /// There is nothing new: the files are what was read.
    Nothing,
    /// The change is on the pages.
    Shown,
    /// What the pages are now is to be worked out.
    NotYet,
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
        let (texts, attachments) = (Arc::new(Texts::default()), Arc::<Mutex<Known>>::default());
        Self {
            root: root.to_path_buf(),
            today,
            live: None,
            ledger: None,
            theme: None,
            shown: Arc::new(Shown::new(Arc::clone(&texts), Arc::clone(&attachments))),
            made: Arc::default(),
            texts,
            attachments,
        }
    }

    /// The site that is shown. It is always the latest.
    pub fn shown(&self) -> Arc<Shown> {
        Arc::clone(&self.shown)
    }

    /// Shows what changed where that was the words of one text. [`Previewing::rebuild`] must follow unless nothing changed.
    pub fn patch(&mut self, changed: &[PathBuf]) -> Patched {
        // While the site cannot be made, no part of it is shown either.
        if self.made().is_stopped {
            return Patched::NotYet;
        }
        let Some(live) = &mut self.live else { return Patched::NotYet };
        match live.follow(changed) {
            Change::None => Patched::Nothing,
            Change::Text(followed) => {
                if self.shown.exchange(followed, live.site()) {
                    Patched::Shown
                } else {
                    Patched::NotYet
                }
            }
            Change::More => Patched::NotYet,
        }
    }

    /// Takes in what changed and what did not; what is given makes the site of it and shows it. It may run on another thread
    /// while [`Previewing::patch`] is called; it must end before the next `rebuild`.
    pub fn rebuild(&mut self, changed: &[PathBuf]) -> impl FnOnce() -> Rebuilt + Send + use<> {
        self.shown.begin();
        let (making, made) = (self.read(changed), Arc::clone(&self.made));
        move || {
            let shown = making.and_then(Making::run);
            locked(&made).is_stopped = shown.is_err();
            match shown {
                Ok(differs) => Rebuilt::Shown { differs },
                Err(mut findings) => {
                    findings::sort(&mut findings);
                    Rebuilt::Stopped(findings)
                }
            }
        }
    }

    /// Reads what changed. Until something is made of it, what is shown is behind.
    fn read(&mut self, changed: &[PathBuf]) -> Result<Making, Vec<Finding>> {
        let (was_behind, was_stopped) = {
            let mut made = self.made();
            (std::mem::replace(&mut made.is_behind, true), made.is_stopped)
        };
        let is_in = |name: &str| changed.iter().any(|path| path.starts_with(self.root.join(name)));
        let (themes, ledger) = (is_in("themes"), is_in("ledger.csv"));
        let only_themes = !changed.is_empty() && changed.iter().all(|path| path.starts_with(self.root.join("themes")));
        let mut live = match self.live.take() {
            Some(live) if !changed.is_empty() => live,
            _ => Live::load(&self.root)?,
        };
        live.refresh(changed)?;
        let live = self.live.insert(live);
        // A folder that is away for a moment is not an empty site.
        if !self.root.join("content").is_dir() {
            return Err(live.findings());
        }
        if ledger || changed.is_empty() {
            self.ledger = None;
        }
        let ledger = if let Some(known) = &self.ledger {
            Arc::clone(known)
        } else {
            let (store, ledger, faults) = Store::open(&self.root);
            if !faults.is_empty() {
                return Err(live.findings().into_iter().chain(faults).collect());
            }
            Arc::clone(self.ledger.insert(Arc::new((store, ledger))))
        };
        let site = live.site();
        let name = &site.config.theme;
        let is_kept = !themes && !changed.is_empty() && !was_stopped;
        let before = self.theme.take().filter(|(known, _)| known == name && is_kept);
        let is_theme_new = before.is_none();
        let theme = match before {
            Some((_, theme)) => theme,
            None => Arc::new(files::load_theme(site).map_err(|faults| [live.findings(), faults].concat())?),
        };
        self.theme = Some((name.clone(), Arc::clone(&theme)));
        let is_style = |path: &PathBuf| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("css"));
        let only_styles = !changed.is_empty() && changed.iter().all(is_style);
        let theme_is = match (is_theme_new, only_styles && !was_stopped) {
            (false, _) => Theming::AsBefore,
            (true, true) => Theming::Styled,
            (true, false) => Theming::New,
        };
        Ok(Making {
            site: site.clone(),
            findings: live.findings(),
            ledger,
            theme,
            theme_is,
            keeps_catalog: only_themes && !was_behind,
            shown: Arc::clone(&self.shown),
            made: Arc::clone(&self.made),
        })
    }

    /// What looks for everything that is wrong in the site that is shown. It may run on another thread while the site changes, but
    /// not beside another.
    pub fn examine(&self) -> Examining {
        Examining {
            site: self.live.as_ref().map(|live| live.site().clone()),
            state: self.shown.state(),
            today: self.today,
            themes: self.made().themes,
            made: Arc::clone(&self.made),
            texts: Arc::clone(&self.texts),
            attachments: Arc::clone(&self.attachments),
        }
    }

    fn made(&self) -> MutexGuard<'_, Made> {
        locked(&self.made)
    }
}

/// What is shared, held. A thread that panicked left a site that is made anew anyway.
fn locked<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A catalog laid out in a theme.
fn lay_out(catalog: &Catalog, theme: &Theme) -> Arc<Layout> {
    Arc::new(Layout::new(catalog, theme))
}
