//! The review record (审查): who looked at what, and what they decided. Never published.
//!
//! 国务院令第711号, article 17: nothing is disclosed before it was reviewed.

use std::ops::Range;

use jiff::civil::Date;

use super::terms::term;
use crate::site::fields::{Field, Fields, Reading};
use crate::site::vocabulary::Vocabulary;

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
    /// Id of the conclusion 结论.
    pub conclusion: Option<Field<String>>,
    /// basis 依据.
    pub basis: Option<Field<String>>,
    /// of 内容摘要值: the hash of what was reviewed.
    pub of: Option<Field<String>>,
    /// Where the record stands.
    pub span: Range<usize>,
}

/// Reads the record, if there is one.
pub(super) fn read(reading: &Reading<'_>, fields: &mut Fields<'_>, vocabulary: &Vocabulary) -> Option<Review> {
    let (mut group, span) = fields.map(&["review", "审查"])?;
    let mut step = |names: &[&'static str]| match group.map(names) {
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
    let drafted = step(&["drafted", "经办"]);
    let department = step(&["department", "科室"]);
    let office = step(&["office", "办公室"]);
    let approved = step(&["approved", "审批"]);
    let key = group.spoken(&["conclusion", "结论"]);
    let conclusion = group.text(&["conclusion", "结论"]).and_then(|field| {
        let id = term(reading, key, &field, &vocabulary.conclusions)?;
        Some(field.map(|_| id))
    });
    let basis = group.text(&["basis", "依据"]);
    let of = group.text(&["of", "内容摘要值"]);
    group.finish();
    Some(Review { drafted, department, office, approved, conclusion, basis, of, span })
}
