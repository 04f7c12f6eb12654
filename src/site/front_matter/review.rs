//! The review record (审查): who looked at what, and what they decided. Never published.
//!
//! 国务院令第711号, article 17: nothing is disclosed before it was reviewed.

use std::ops::Range;

use jiff::civil::Date;

use super::terms::term;
use crate::site::fields::{Field, Fields, Reading};
use crate::site::review_chain::ReviewStep;
use crate::site::vocabulary::{Conclusion, FixedId as _, Vocabulary};

/// One step of the review.
#[derive(Debug, Clone, Default)]
pub struct Step {
    /// Who.
    pub by: Option<Field<String>>,
    /// When.
    pub date: Option<Field<Date>>,
    /// What they thought.
    pub opinion: Option<Field<String>>,
}

impl Step {
    /// Whether somebody signed on some day.
    pub fn is_signed(&self) -> bool {
        self.by.is_some() && self.date.is_some()
    }
}

/// referred 报审: what could not be decided in the house went to a higher authority (国务院令第711号, article 17).
#[derive(Debug, Clone, Default)]
pub struct Referral {
    /// to 单位.
    pub to: Option<Field<String>>,
    /// date 日期: when it was sent.
    pub date: Option<Field<Date>>,
    /// reply 答复.
    pub reply: Option<Field<String>>,
}

/// The whole record.
#[derive(Debug, Clone)]
pub struct Review {
    /// drafted 经办.
    pub drafted: Step,
    /// department 科室.
    pub department: Step,
    /// office 办公室.
    pub office: Step,
    /// approved 审批.
    pub approved: Step,
    /// referred 报审.
    pub referred: Option<Referral>,
    /// Id of the conclusion 结论.
    pub conclusion: Option<Field<String>>,
    /// basis 依据.
    pub basis: Option<Field<String>>,
    /// of 内容摘要值: the hash of what was reviewed.
    pub of: Option<Field<String>>,
    /// Where the record stands.
    pub span: Range<usize>,
}

impl Review {
    /// One of its steps.
    pub fn step(&self, step: ReviewStep) -> &Step {
        match step {
            ReviewStep::Drafted => &self.drafted,
            ReviewStep::Department => &self.department,
            ReviewStep::Office => &self.office,
            ReviewStep::Approved => &self.approved,
        }
    }

    /// What it came to.
    pub fn concluded(&self) -> Option<Conclusion> {
        self.conclusion.as_ref().and_then(|field| Conclusion::from_id(&field.value))
    }

    /// Whether anybody signed.
    pub fn is_begun(&self) -> bool {
        ReviewStep::ALL.into_iter().any(|step| self.step(step).is_signed())
    }
}

/// Reads the record, if there is one.
pub(super) fn read(reading: &Reading<'_>, fields: &mut Fields<'_>, vocabulary: &Vocabulary) -> Option<Review> {
    let (mut group, span) = fields.map(&["review", "审查"])?;
    let mut step = |step: ReviewStep| match group.map(step.keys()) {
        None => Step::default(),
        Some((mut fields, _)) => {
            let step = Step {
                by: fields.text(&["by", "姓名"]),
                date: fields.date(&["date", "日期"]),
                opinion: fields.text(&["opinion", "意见"]),
            };
            fields.finish();
            step
        }
    };
    let drafted = step(ReviewStep::Drafted);
    let department = step(ReviewStep::Department);
    let office = step(ReviewStep::Office);
    let approved = step(ReviewStep::Approved);
    let referred = group.map(&["referred", "报审"]).map(|(mut fields, _)| {
        let referral = Referral {
            to: fields.text(&["to", "单位"]),
            date: fields.date(&["date", "日期"]),
            reply: fields.text(&["reply", "答复"]),
        };
        fields.finish();
        referral
    });
    let key = group.spoken(&["conclusion", "结论"]);
    let conclusion = group.text(&["conclusion", "结论"]).and_then(|field| {
        let id = term(reading, key, &field, &vocabulary.conclusions)?;
        Some(field.map(|_| id))
    });
    let basis = group.text(&["basis", "依据"]);
    let of = group.text(&["of", "内容摘要值"]);
    group.finish();
    Some(Review { drafted, department, office, approved, referred, conclusion, basis, of, span })
}
