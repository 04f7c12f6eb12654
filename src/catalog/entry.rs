//! One entry of the catalog, and the catalog itself.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use crate::site::{Config, Mode, Moment, Vocabulary};

/// Everything that is public, in one value.
#[derive(Debug, Clone)]
pub struct Catalog {
    /// The site's settings.
    pub config: Arc<Config>,
    /// Names of topics, genres and so on.
    pub vocabulary: Arc<Vocabulary>,
    /// All entries, by sequence number. Those that are the same in two states of a site are shared by both.
    pub entries: Vec<Arc<Entry>>,
    /// Positions in [`Self::entries`], newest first: by published, then created, then sequence number, all descending.
    pub newest: Vec<usize>,
    /// The negative list, where the site publishes one.
    pub withheld: Vec<super::Withheld>,
    /// Plain pages of `content/pages`, by address.
    pub pages: Vec<Plain>,
}

impl Catalog {
    /// The entry at a position.
    pub fn entry(&self, at: EntryRef) -> Option<&Entry> {
        self.entries.get(at).map(AsRef::as_ref)
    }

    /// Whether every page made of it is the same as of another.
    pub fn looks_like(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.config, &other.config)
            && Arc::ptr_eq(&self.vocabulary, &other.vocabulary)
            && self.entries == other.entries
            && self.newest == other.newest
            && self.withheld == other.withheld
            && self.pages == other.pages
    }
}

/// A position in [`Catalog::entries`].
pub type EntryRef = usize;

/// What a visitor may learn of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The ledger's sequence number: never changes, orders the search index.
    pub seq: u32,
    /// 索引号. For a preview of an item without one, empty.
    pub index_no: String,
    /// The page, relative to the site's root: `item/000014349/2024-00012.html`.
    pub address: String,
    /// Whether it is in force, reduced or withdrawn.
    pub state: State,
    /// 名称: the full title; of a withdrawn item the neutral one, where the title itself had to go.
    pub title: String,
    /// 文号.
    pub doc_no: Option<String>,
    /// Position in `config.agencies`.
    pub agency: usize,
    /// Position in `config.columns`.
    pub column: usize,
    /// Id of the topic's leaf.
    pub topic: String,
    /// Id of the genre.
    pub genre: String,
    /// Id of the kind of record.
    pub kind: Option<String>,
    /// 公开依据: items of articles 20 and 21 (`20.7`), or a text.
    pub articles: Vec<String>,
    /// 服务对象.
    pub audience: Vec<String>,
    /// 成文日期.
    pub created: Date,
    /// 发布日期.
    pub published: Moment,
    /// 更新日期.
    pub updated: Option<Moment>,
    /// 公开方式.
    pub mode: Mode,
    /// Id of the state of validity (有效性), where one was stated.
    pub validity: Option<String>,
    /// 生效日期.
    pub effective: Option<Date>,
    /// 废止日期.
    pub expires: Option<Date>,
    /// 试行至.
    pub trial_until: Option<Date>,
    /// 内容概述, or empty.
    pub summary: String,
    /// 关键词.
    pub keywords: Vec<String>,
    /// 来源, the agency's name by default.
    pub source: String,
    /// 公示期.
    pub display: Option<Display>,
    /// 征求意见.
    pub opinion: Option<Opinion>,
    /// Correction records, oldest first.
    pub corrections: Vec<Correction>,
    /// Why and when it was withdrawn.
    pub withdrawal: Option<Withdrawal>,
    /// 事项: joins the stages of one matter.
    pub matter: Option<String>,
    /// Id of the stage (环节), `S1`–`S5` or a part.
    pub stage: Option<String>,
    /// Other entries it belongs with.
    pub related: Vec<Related>,
    /// The text.
    pub body: Body,
    /// Attachments, in order.
    pub attachments: Vec<Attachment>,
    /// Pictures that the text shows, in order of path.
    pub images: Vec<Attachment>,
    /// Set only in a preview: why the item would not be built.
    pub provisional: Option<Provisional>,
    /// The source file, relative to the site's root. For findings and the ledger; never shown.
    pub path: Arc<str>,
}

/// 撤回: the record that stays when an item is withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// When.
    pub date: Date,
    /// Why.
    pub reason: String,
}

/// Where an entry stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Published.
    Published,
    /// The list came down when the public display (公示) ended; the page stays.
    Reduced,
    /// Withdrawn: a page that says so (a tombstone).
    Withdrawn,
}

/// The text of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Markdown, and the byte offset and line at which it begins in the source file.
    Open {
        /// The whole text of the source file.
        source: Arc<crate::site::SourceText>,
        /// Byte offset of the body in it.
        start: usize,
    },
    /// 依申请公开: listed with its metadata and how to apply, without its text.
    OnRequest,
    /// Withdrawn or reduced.
    Gone,
}

impl Body {
    /// The Markdown text; empty where the public may not see one.
    pub fn text(&self) -> &str {
        match self {
            Self::Open { source, start } => source.text.get(*start..).unwrap_or_default(),
            Self::OnRequest | Self::Gone => "",
        }
    }
}

/// A file that is offered for download or shown as a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The name offered to the reader: the file's own name, or the title given.
    pub title: String,
    /// The file's own name.
    pub file_name: String,
    /// Its address, relative to the site's root: `item/000014349/2024-00012/1-3f9a2c71.pdf`.
    pub address: String,
    /// Where it lies on the disk.
    pub disk: PathBuf,
    /// Its path relative to the source file's folder, as the text names it.
    pub written: String,
    /// Its path in the content folder, relative to the site's root.
    pub content_path: String,
    /// Size in bytes of what is published.
    pub size: u64,
    /// SHA-256 of what is published.
    pub hash: [u8; 32],
    /// SHA-256 of the office's own file. Another one only where a picture is published without what its camera wrote.
    pub source_hash: [u8; 32],
    /// Its real type, from its content: `PDF`, `DOCX`, `XLSX`…
    pub type_name: String,
}

impl Attachment {
    /// Whether something is taken out of the file before it is published.
    pub fn is_cleaned(&self) -> bool {
        self.hash != self.source_hash
    }
}

/// 公示期.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Display {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// 征求意见.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion {
    /// Last day.
    pub until: Option<Date>,
    /// How to send an opinion.
    pub how: String,
    /// What came of it.
    pub result: String,
}

/// One correction record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// When.
    pub date: Date,
    /// Id of the kind: correction 更正, supplement 补充, clarification 澄清.
    pub kind: String,
    /// Why.
    pub reason: String,
    /// What was changed.
    pub note: String,
}

/// How two entries belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RelationKind {
    /// This replaces that.
    Replaces,
    /// This is replaced by that.
    ReplacedBy,
    /// This amends that.
    Amends,
    /// This is amended by that.
    AmendedBy,
    /// This explains that (解读).
    Interprets,
    /// This is explained by that.
    InterpretedBy,
    /// Another stage of the same matter.
    SameMatter,
    /// The one before in the same series of numbers.
    Previous,
    /// The one after in the same series of numbers.
    Next,
}

impl RelationKind {
    /// The stable name that templates use.
    pub fn id(self) -> &'static str {
        match self {
            Self::Replaces => "replaces",
            Self::ReplacedBy => "replaced_by",
            Self::Amends => "amends",
            Self::AmendedBy => "amended_by",
            Self::Interprets => "interprets",
            Self::InterpretedBy => "interpreted_by",
            Self::SameMatter => "same_matter",
            Self::Previous => "previous",
            Self::Next => "next",
        }
    }
}

/// A link to another entry, or the name of a document outside the catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// How they belong together.
    pub kind: RelationKind,
    /// The other entry, where it is in the catalog.
    pub entry: Option<EntryRef>,
    /// What was written: an index or document number.
    pub text: String,
}

/// Why a previewed item would not be built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provisional {
    /// A draft.
    Draft,
    /// For the office only.
    Internal,
    /// Not disclosed.
    NotDisclosed,
    /// Held back by a finding, such as a missing review.
    Held,
    /// Would be built, but has no number yet.
    Unnumbered,
}

/// A page of `content/pages`: title and text, no number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plain {
    /// Address relative to the site's root: `pages/about.html`.
    pub address: String,
    /// Title.
    pub title: String,
    /// The text.
    pub body: Body,
    /// The source file, relative to the site's root.
    pub path: Arc<str>,
}
