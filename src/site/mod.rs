//! What the office wrote: configuration, front matter, items, vocabularies, calendar, encodings.
//!
//! Everything here is as written, public or not. Nothing of it goes to a page directly: [`crate::catalog`] has the gate.

pub mod agency_code;
pub mod appearance;
pub mod calendar;
pub mod config;
pub mod document_number;
pub mod fields;
pub mod file_type;
pub mod front_edit;
pub mod front_matter;
pub mod live;
pub mod load;
pub mod media_type;
pub mod moment;
pub mod node;
pub mod owners;
pub mod paths;
pub mod review_chain;
pub mod settings;
pub mod text;
mod toml_nodes;
pub mod vocabulary;
pub mod walk;
mod yaml;

pub use calendar::Calendar;
pub use config::{Agency, Column, Config, IndexNumberConfig, NumberedBy, Portal, Preset};
pub use fields::Field;
pub use front_matter::FrontMatter;
pub use live::Live;
pub use load::{Item, Site};
pub use moment::Moment;
pub use owners::Owners;
pub use review_chain::{Chain, ReviewConfig, ReviewStep};
pub use text::SourceText;
pub use vocabulary::{Mode, Status, Vocabulary};
