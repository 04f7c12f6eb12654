//! Signing a review: what is written into an item's record, and what is refused.
//!
//! A signature is for the content as it stands, and the record is bound to it. So nobody signs after others who signed for
//! another content, nor before those who come first: what was changed goes through all hands again (一事一审).

use jiff::civil::Date;

use super::files::ItemFiles;
use super::review::{self, Progress};
use crate::site::front_edit::{Change, Names, New};
use crate::site::front_matter::names::{BASIS, BY, CONCLUSION, DATE, OF, OPINION, REFERRED, REVIEW};
use crate::site::vocabulary::{Conclusion, FixedId as _, Term as _};
use crate::site::{Item, Mode, ReviewStep, Site};

/// What somebody signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// In which step.
    pub step: ReviewStep,
    /// Who.
    pub by: String,
    /// When.
    pub date: Date,
    /// What they think.
    pub opinion: Option<String>,
    /// What the review comes to. Where the last one says nothing, it is the item's mode.
    pub conclusion: Option<Conclusion>,
    /// On what it is based.
    pub basis: Option<String>,
    /// Whether the review begins anew: earlier signatures go.
    pub again: bool,
}

/// Why a signature is not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The site asks nobody to sign in this step.
    NotAsked,
    /// These come first.
    Before(Vec<ReviewStep>),
    /// Somebody signed already, on that day.
    Signed(String, Date),
    /// Those who signed did so for other content; the first step begins anew.
    Outdated(ReviewStep),
    /// A review begins anew with its first step.
    NotFirst(ReviewStep),
    /// The conclusion would be another mode than the item's.
    Contradicted(Conclusion),
}

/// The changes that a signature makes to the item's front matter.
///
/// # Errors
/// Why it is not written.
pub fn sign(item: &Item, site: &Site, files: &ItemFiles, signature: &Signature) -> Result<Vec<Change>, Refusal> {
    let chain = site.config.review.steps.steps();
    let Some(at) = chain.iter().position(|step| *step == signature.step) else { return Err(Refusal::NotAsked) };
    let record = item.front.review.as_ref();
    if signature.again {
        if at != 0 {
            return Err(Refusal::NotFirst(chain[0]));
        }
    } else {
        if review::is_outdated(item, site, files) {
            return Err(Refusal::Outdated(chain[0]));
        }
        let signed = |step: &&ReviewStep| record.is_some_and(|record| record.step(**step).is_signed());
        let before: Vec<ReviewStep> = chain[..at].iter().filter(|step| !signed(step)).copied().collect();
        if !before.is_empty() {
            return Err(Refusal::Before(before));
        }
        if let Some(own) = record.map(|record| record.step(signature.step))
            && let (Some(by), Some(date)) = (&own.by, &own.date)
        {
            return Err(Refusal::Signed(by.value.clone(), date.value));
        }
    }
    let there = record.and_then(|record| record.conclusion.as_ref()).is_some() && !signature.again;
    let last = at + 1 == chain.len();
    let conclusion = signature.conclusion.or_else(|| (last && !there).then(|| of_mode(item.front.mode)));
    if let Some(conclusion) = conclusion.filter(|one| one.mode().is_some_and(|mode| mode != item.front.mode)) {
        return Err(Refusal::Contradicted(conclusion));
    }
    Ok(changes(item, site, files, signature, conclusion))
}

fn changes(
    item: &Item,
    site: &Site,
    files: &ItemFiles,
    signature: &Signature,
    conclusion: Option<Conclusion>,
) -> Vec<Change> {
    let step = signature.step.keys();
    let mut out = Vec::new();
    let mut set = |path: &[Names], value: New, after: &[Names]| out.push(Change::set(path, value).after(after));
    let earlier: Vec<Names> =
        ReviewStep::ALL.into_iter().rev().skip_while(|one| *one >= signature.step).map(ReviewStep::keys).collect();
    set(&[REVIEW, step, BY], signature.by.as_str().into(), &earlier);
    set(&[REVIEW, step, DATE], signature.date.to_string().into(), &[BY]);
    if let Some(opinion) = &signature.opinion {
        set(&[REVIEW, step, OPINION], opinion.as_str().into(), &[DATE]);
    }
    let steps: Vec<Names> = ReviewStep::ALL.into_iter().rev().map(ReviewStep::keys).collect();
    let behind = |first: &[Names]| -> Vec<Names> { first.iter().copied().chain(steps.iter().copied()).collect() };
    if let Some(conclusion) = conclusion {
        let term = site.vocabulary.conclusions.get(conclusion.id());
        let zh = term.map_or(conclusion.id(), |term| term.zh()).to_owned();
        let value = New::Word { en: conclusion.id().to_owned(), zh };
        set(&[REVIEW, CONCLUSION], value, &behind(&[REFERRED]));
    }
    if let Some(basis) = &signature.basis {
        set(&[REVIEW, BASIS], basis.as_str().into(), &behind(&[CONCLUSION]));
    }
    set(&[REVIEW, OF], review::hash(item, site, files).into(), &behind(&[BASIS, CONCLUSION, REFERRED]));
    if signature.again {
        let others = ReviewStep::ALL.into_iter().filter(|one| *one != signature.step).map(ReviewStep::keys);
        out.extend(others.map(|other| Change::remove(&[REVIEW, other])));
        out.push(Change::remove(&[REVIEW, REFERRED]));
        if conclusion.is_none() {
            out.push(Change::remove(&[REVIEW, CONCLUSION]));
        }
        if signature.basis.is_none() {
            out.push(Change::remove(&[REVIEW, BASIS]));
        }
        if signature.opinion.is_none() {
            out.push(Change::remove(&[REVIEW, step, OPINION]));
        }
    }
    out
}

/// The change that binds a complete record to the content as it stands; none where there is nothing to bind.
///
/// For records that were signed on paper: whoever runs it answers for it that this is what was signed.
pub fn bind(item: &Item, site: &Site, files: &ItemFiles) -> Option<Change> {
    let complete = review::progress(item, site, files) == Progress::Unbound;
    let steps = ReviewStep::ALL.into_iter().rev().map(ReviewStep::keys);
    let after: Vec<Names> = [BASIS, CONCLUSION, REFERRED].into_iter().chain(steps).collect();
    complete.then(|| Change::set(&[REVIEW, OF], review::hash(item, site, files)).after(&after))
}

fn of_mode(mode: Mode) -> Conclusion {
    match mode {
        Mode::Proactive => Conclusion::Proactive,
        Mode::OnRequest => Conclusion::OnRequest,
        Mode::NotDisclosed => Conclusion::NotDisclosed,
    }
}
