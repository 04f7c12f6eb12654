//! What leaves the screen: sheets for the bulletin board (公开栏) and texts for the loudspeakers (大喇叭).
//!
//! A sheet is one file of HTML to be printed from a browser, which every office has with Chinese fonts, and which makes a PDF
//! as well (`docs/paper.md` says what else was weighed). Like pages it is a plain function of the public catalog.

mod announcement;
mod sheet;
mod speech;

pub use announcement::announcement;
pub use sheet::{Paper, Sheet, sheet};
pub use speech::spoken;
