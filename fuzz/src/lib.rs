//! What must hold for any bytes at all: one function a target, run by the fuzzer (`fuzz_targets/`) and, over the kept
//! seeds and small changes of them, by `cargo test` (`tests/all/fuzz_seeds.rs`).
//!
//! A function panics where something does not hold. It uses only what the library offers to everybody.

pub mod attachments;
pub mod document_number;
pub mod docx_text;
pub mod findings;
pub mod front_matter;
pub mod ledger;
pub mod markdown;
pub mod pdf_text;
pub mod search_index;
pub mod site_toml;
pub mod vocabulary;
pub mod xlsx_text;

/// A target by its name, which is also the name of its folder of seeds and of its dictionary.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: &[Target] = &[
    ("document_number", document_number::check),
    ("docx_text", docx_text::check),
    ("front_matter", front_matter::check),
    ("ledger", ledger::check),
    ("markdown", markdown::check),
    ("pdf_text", pdf_text::check),
    ("search_index", search_index::check),
    ("site_toml", site_toml::check),
    ("vocabulary", vocabulary::check),
    ("xlsx_text", xlsx_text::check),
];
