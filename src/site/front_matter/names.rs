//! The names of fields that are written as well as read: English first, then Chinese.

use crate::site::front_edit::Names;

/// title 标题.
pub const TITLE: Names = &["title", "标题", "名称"];
/// index_no 索引号.
pub const INDEX_NO: Names = &["index_no", "索引号"];
/// published 发布日期.
pub const PUBLISHED: Names = &["published", "发布日期"];
/// updated 更新日期.
pub const UPDATED: Names = &["updated", "更新日期"];
/// status 状态.
pub const STATUS: Names = &["status", "状态"];
/// validity 有效性.
pub const VALIDITY: Names = &["validity", "有效性"];
/// expires 废止日期.
pub const EXPIRES: Names = &["expires", "废止日期"];
/// withdrawn 撤回.
pub const WITHDRAWN: Names = &["withdrawn", "撤回"];
/// corrections 更正.
pub const CORRECTIONS: Names = &["corrections", "更正"];
/// replaces 替代.
pub const REPLACES: Names = &["replaces", "替代"];
/// date 日期, of a record.
pub const DATE: Names = &["date", "日期"];
/// reason 理由, of a record.
pub const REASON: Names = &["reason", "理由"];
/// kind 种类, of a record of correction.
pub const KIND: Names = &["kind", "种类"];
/// note 说明, of a record of correction.
pub const NOTE: Names = &["note", "说明"];
/// title 对外标题, of a record of withdrawal.
pub const PUBLIC_TITLE: Names = &["title", "对外标题"];
/// review 审查.
pub const REVIEW: Names = &["review", "审查"];
/// by 姓名, of a step of the review.
pub const BY: Names = &["by", "姓名"];
/// opinion 意见, of a step of the review.
pub const OPINION: Names = &["opinion", "意见"];
/// referred 报审, of a review.
pub const REFERRED: Names = &["referred", "报审"];
/// conclusion 结论, of a review.
pub const CONCLUSION: Names = &["conclusion", "结论"];
/// basis 依据, of a review.
pub const BASIS: Names = &["basis", "依据"];
/// of 内容摘要值, of a review.
pub const OF: Names = &["of", "内容摘要值"];
