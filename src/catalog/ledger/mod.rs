//! The ledger (台账): the register of every index number that was ever given.
//!
//! A number is given once and never again, whatever happens to the file that carried it. Files can be deleted, so the
//! memory of numbers stands apart from them: one row a number, in a table that people read and that version control
//! keeps. The table is opened with Excel and WPS, which change it on saving, so [`read`](mod@read) takes what they
//! leave behind; [`write`](mod@write) gives it back always the same. What the promises are is written in `docs/ledger.md`.

mod cells;
pub mod history;
pub mod merge;
pub mod read;
pub mod store;
pub mod write;

pub use read::{Reading, read};
pub use store::{Lock, Mark, Store};
pub use write::write;

use jiff::civil::Date;

use crate::site::Moment;

/// The columns, in their order: id and Chinese name. A header cell is both, with a blank between.
pub const COLUMNS: [(&str, &str); 12] = [
    ("seq", "序号"),
    ("index_no", "索引号"),
    ("state", "状态"),
    ("title", "名称"),
    ("agency", "发布机构"),
    ("column", "栏目"),
    ("created", "成文日期"),
    ("published", "发布日期"),
    ("sealed", "封存时间"),
    ("hash", "内容摘要值"),
    ("path", "源文件"),
    ("note", "备注"),
];

/// What has become of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowState {
    /// Given to a file; no build with it has been completed yet.
    Reserved,
    /// Its item is on the built site.
    Published,
    /// Its item was withdrawn; a page says so.
    Withdrawn,
    /// Its file was deleted before it was ever online. The number is not given again.
    Void,
}

impl RowState {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Reserved, Self::Published, Self::Withdrawn, Self::Void];

    /// The word in the table.
    pub fn id(self) -> &'static str {
        match self {
            Self::Reserved => "reserved",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
            Self::Void => "void",
        }
    }

    /// The Chinese word, which is read as well, because people fill it in.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Reserved => "预留",
            Self::Published => "已发布",
            Self::Withdrawn => "已撤回",
            Self::Void => "作废",
        }
    }
}

/// One number and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// 序号: from 1, without gaps, never changed. Orders the documents of the search index.
    pub seq: u32,
    /// 索引号.
    pub index_no: String,
    /// 状态.
    pub state: RowState,
    /// 名称, for people; the item has the true one.
    pub title: String,
    /// 发布机构: its full name.
    pub agency: String,
    /// 栏目: its name.
    pub column: String,
    /// 成文日期.
    pub created: Option<Date>,
    /// 发布日期.
    pub published: Option<Moment>,
    /// 封存时间: when this content was put online, to the minute.
    pub sealed: Option<Moment>,
    /// 内容摘要值 of what was put online: SHA-256. There exactly when `sealed` is.
    pub hash: Option<[u8; 32]>,
    /// 源文件: the item's file, relative to the site's root.
    pub path: String,
    /// 备注: the office's own.
    pub note: String,
}

impl Row {
    /// Whether what it describes was put online, so that it may not vanish or change without a record.
    pub fn is_sealed(&self) -> bool {
        self.sealed.is_some()
    }

    /// A text as the table can hold it: in one line, without white space around it.
    pub fn tidy(text: &str) -> String {
        cells::tidy(text).into_owned()
    }

    /// The row as the table can hold it: texts in one line, without white space around them.
    #[must_use]
    pub fn tidied(self) -> Self {
        Self {
            index_no: cells::tidy(&cells::half_width(&self.index_no)).into_owned(),
            title: cells::tidy(&self.title).into_owned(),
            agency: cells::tidy(&self.agency).into_owned(),
            column: cells::tidy(&self.column).into_owned(),
            path: cells::tidy(&self.path).into_owned(),
            note: cells::tidy(&self.note).into_owned(),
            sealed: self.sealed.filter(|_| self.hash.is_some()),
            hash: self.hash.filter(|_| self.sealed.is_some()),
            ..self
        }
    }
}

/// The whole register, by sequence number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    /// The rows, by sequence number.
    pub rows: Vec<Row>,
}

impl Ledger {
    /// The row of a number.
    pub fn row(&self, index_no: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.index_no == index_no)
    }

    /// The highest sequence number in use, 0 in an empty ledger.
    pub fn last_seq(&self) -> u32 {
        self.rows.iter().map(|row| row.seq).max().unwrap_or(0)
    }
}

/// Whether `in_table` is what a spreadsheet program makes of the number `in_file` when it takes it for a quantity: zeros in
/// front are dropped, and only fifteen digits are kept; or when it takes it for a date.
pub fn is_mangled_form_of(in_table: &str, in_file: &str) -> bool {
    if is_date(in_table) && !is_date(in_file) {
        return true;
    }
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if in_table == in_file || !digits(in_table) || !digits(in_file) {
        return false;
    }
    let significant = in_file.trim_start_matches('0');
    let kept = significant.len().min(15);
    in_table == significant
        || in_table.len() == significant.len()
            && in_table[..kept] == significant[..kept]
            && in_table[kept..].bytes().all(|byte| byte == b'0')
}

/// Year, month and day in figures, as spreadsheet programs write a date.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['/', '-']).collect();
    matches!(parts.as_slice(), [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2)
        && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// How lines end in the file. What is there is kept, so that version control sees only what changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LineEnd {
    /// Carriage return and line feed, as RFC 4180 has it and as Excel and WPS write; for new ledgers.
    #[default]
    CrLf,
    /// Line feed alone, as some version control keeps texts.
    Lf,
}

impl LineEnd {
    /// The characters.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CrLf => "\r\n",
            Self::Lf => "\n",
        }
    }
}

#[cfg(test)]
pub(in crate::catalog) mod tests;
