//! Markdown in, HTML and search text out.
//!
//! What an office writes is Markdown as [CommonMark](https://spec.commonmark.org/0.31.2/) has it, with tables, footnotes,
//! struck-out text and `[[index number]]`, plus what Chinese needs and CommonMark lacks: emphasis beside full-width
//! punctuation, lines that join without a space, paragraphs that begin with two full-width blanks, articles that can be
//! linked to. What it becomes fits a page with a strict Content-Security-Policy and one `h1`: no style, no script, headings
//! from `h2` down, every id once, nothing unbalanced, whatever the text contains.
//!
//! One call does it all: [`render`]. It is a pure function; links and images are looked up through [`Resolve`], and what is
//! wrong comes back as [`Fault`]s, each with its place.
//!
//! ```
//! use mulu::render::markdown::{Resolution, Resolve, Target, render};
//!
//! struct AsWritten;
//! impl Resolve for AsWritten {
//!     fn resolve(&self, _: Target<'_>) -> Resolution {
//!         Resolution::Keep
//!     }
//! }
//!
//! let rendered = render("# 总则\n\n他说**“好”**。", &AsWritten);
//! assert_eq!(rendered.html, "<h2 id=\"s-1\">总则</h2>\n<p>他说<strong>“好”</strong>。</p>\n");
//! assert_eq!(rendered.blocks, ["总则", "他说“好”。"]);
//! ```

mod address;
mod cjk;
mod emphasis;
mod escape;
mod fault;
mod footnotes;
mod headings;
mod ids;
mod lines;
mod links;
mod look;
mod official;
mod page;
mod parse;
mod plain;
mod raw;
mod raw_attributes;
mod raw_elements;
mod raw_tags;
mod sanitize;
mod tables;
#[cfg(test)]
mod tests;

pub use fault::{Fault, FaultKind};

use crate::blocks::Blocks;

/// Something that a text points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target<'a> {
    /// The address of a link, as written: `../notice/x.md`, `https://…`, with its `#…` if it has one. Addresses that are
    /// refused anyway (`javascript:`), `mailto:`, `tel:` and places in the same page (`#…`) are not asked for.
    Link(&'a str),
    /// The address of an image, as written.
    Image(&'a str),
    /// An index number: `[[000014349/2024-00012]]`.
    Number(&'a str),
}

/// What a [`Target`] turns out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// A fine address: as written.
    Keep,
    /// Another address takes its place.
    To {
        /// The new address.
        href: String,
        /// The text to show for an index number that comes without one; for links and images, a tooltip.
        title: Option<String>,
        /// A class for the link or image.
        class: Option<String>,
    },
    /// There is no such thing: a fault at its place. The text stays, the link does not.
    Missing,
}

/// Looks up what texts point to.
pub trait Resolve {
    /// Tells what a target is.
    fn resolve(&self, target: Target<'_>) -> Resolution;
}

/// A heading of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The level in the page, 2 to 6.
    pub level: u8,
    /// The id to link to.
    pub id: String,
    /// The text without marks.
    pub text: String,
}

/// An article (条) of the text that is a paragraph, not a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// The id to link to: `article-12`.
    pub id: String,
    /// Its number as written: `第十二条`.
    pub name: String,
    /// How many headings stand before it.
    pub after: usize,
}

/// A rendered text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rendered {
    /// The body's HTML: balanced, to be put into a page as it is.
    pub html: String,
    /// What a reader sees, one string for each paragraph, heading, list item, cell, code block, footnote and image.
    pub blocks: Blocks,
    /// The headings in order.
    pub headings: Vec<Heading>,
    /// The articles in order, except those that are headings.
    pub articles: Vec<Article>,
    /// Whether it is signed and dated, or addressed, as official documents are.
    pub is_official: bool,
    /// What is wrong, in the order of the text.
    pub faults: Vec<Fault>,
}

/// The few words that a rendered text contains and its writer has not written: labels for readers who listen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// Before a table's number: `表格`.
    pub table: &'static str,
    /// Between a table's number and the texts of its header: `：`.
    pub colon: &'static str,
    /// Between the texts of a header: `、`.
    pub comma: &'static str,
    /// The section of footnotes, and before a footnote's number: `脚注`.
    pub footnote: &'static str,
    /// The link from a footnote back to the text: `返回正文`.
    pub back: &'static str,
}

impl Words {
    /// Chinese.
    pub const ZH: Words =
        Words { table: "表格", colon: "：", comma: "、", footnote: "脚注", back: "返回正文" };
    /// English.
    pub const EN: Words =
        Words { table: "Table", colon: ": ", comma: ", ", footnote: "Footnote", back: "Back to the text" };
}

/// Renders a text with Chinese labels.
pub fn render(text: &str, resolve: &dyn Resolve) -> Rendered {
    render_with(text, resolve, &Words::ZH)
}

/// Renders a text with the given labels.
pub fn render_with(text: &str, resolve: &dyn Resolve, words: &Words) -> Rendered {
    let (events, broken) = parse::events(text);
    if let Some(marked) = emphasis::mark(text, &events) {
        drop(events);
        let (events, broken) = parse::events(&marked.text);
        return page::Page::new(text, Some(&marked), resolve, words).write(&events, broken);
    }
    page::Page::new(text, None, resolve, words).write(&events, broken)
}
