//! The catalog (政府信息公开目录): what the public may see, and nothing else.
//!
//! [`gate`] decides what passes; everything after it (pages, search, feeds, data, links, counts) takes only
//! the values of this module, which have no field for a draft's text, a review record or a withheld body.

pub mod assign;
pub mod content_hash;
pub mod doubles;
pub mod entry;
pub mod files;
pub mod gate;
pub mod index_number;
pub mod index_number_shape;
pub mod insert_line;
pub mod item_address;
pub mod ledger;
pub mod lifecycle;
pub mod make;
pub mod negative_list;
mod number_check;
pub mod pinyin;
pub mod relate;
pub mod review;
pub mod review_queue;
pub mod safe_write;
pub mod seal;
pub mod sign;

pub use entry::{
    Attachment, Body, Catalog, Correction, Display, Entry, EntryRef, Opinion, Plain, Provisional, Related,
    RelationKind, State, Withdrawal,
};
pub use negative_list::Withheld;
