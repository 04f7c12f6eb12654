//! The bounds, and why they are where they are. All count bytes, characters and steps, so that every machine agrees.

/// A larger file is not read. The largest documents that offices attach, scanned volumes apart, have some ten megabytes.
pub const MAX_FILE_BYTES: usize = 64 << 20;

/// Characters of one file that are searched; the rest is left out and said. The longest plan of a county has half a million;
/// each character costs the index about four bytes.
pub const MAX_TEXT_CHARS: usize = 2_000_000;

/// Paragraphs and rows of one file that are searched: a register of a whole county's households has fewer.
pub const MAX_BLOCKS: usize = 200_000;

/// Parts of an office file: a document with a thousand pictures stays below.
pub(super) const MAX_PARTS: usize = 10_000;

/// Bytes that the parts of an office file may unpack to, together. That bounds the harm of a bomb; a ratio would only
/// give false alarms, since tables of empty cells shrink two hundredfold.
pub(super) const MAX_UNPACKED: u64 = 256 << 20;

/// Elements within one another: Word's deepest tables and text boxes stay below a hundred.
pub(super) const MAX_DEPTH: usize = 500;

/// Bytes that one stream of a PDF may unpack to. A page's drawing has kilobytes; a scanned A3 page in colour 200 MB.
pub(super) const MAX_STREAM: u64 = 256 << 20;

/// Bytes that all streams of a PDF may unpack to: what two processors do in some seconds.
pub(super) const MAX_STREAMS: u64 = 2 << 30;

/// Bytes of text drawing and fonts that a PDF may unpack to for its words.
pub(super) const MAX_DRAWING: u64 = 512 << 20;

/// Steps (operators) of a PDF's drawing that are followed: the densest map of a village has two million.
pub(super) const MAX_STEPS: usize = 20_000_000;

/// Drawings within the drawing (form XObjects) that are followed, in all. A form that draws another twenty times, and that
/// another, would take for ever.
pub(super) const MAX_OBJECTS: usize = 200_000;

/// Drawings within one another.
pub(super) const MAX_FORMS: usize = 24;

/// Pages of a PDF that are read.
pub(super) const MAX_PAGES: usize = 10_000;

/// Names that one message lists.
pub(super) const MAX_NAMES: usize = 5;
