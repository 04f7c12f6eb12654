//! Fonts: which character each code of a text shows.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontResolverFn, StandardFont};
use hayro_syntax::object::{Array, Dict, Name, Stream, String as PdfString};

use super::super::Fault;
use super::streams::Budget;

/// All fonts of a file.
pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    /// By the bytes of their dictionaries.
    open: RefCell<HashMap<Vec<u8>, Option<Rc<Face<'a>>>>>,
    /// A shape must be had for every font, also where the file has none of its own. Which one does not matter to its words.
    resolver: FontResolverFn,
    tables: CMapResolverFn,
}

impl<'a> Fonts<'a> {
    pub(super) fn new() -> Self {
        Self {
            cache: FontCache::new(),
            open: RefCell::default(),
            resolver: Arc::new(|_| Some(StandardFont::Helvetica.get_font_data())),
            tables: Arc::new(load_embedded),
        }
    }

    /// The font of a dictionary; nothing where it cannot be used.
    pub(super) fn open(&self, dict: &Dict<'a>, budget: &Budget) -> Result<Option<Rc<Face<'a>>>, Fault> {
        if let Some(face) = self.open.borrow().get(dict.data()) {
            return Ok(face.clone());
        }
        for stream in streams_of(dict) {
            if !budget.admits(&stream)? {
                return Err(Fault::TooLarge);
            }
        }
        let font = self.cache.font(dict, &self.resolver, &self.tables);
        let face = font.map(|font| Rc::new(Face { font, collection: Collection::of(dict), known: RefCell::default() }));
        self.open.borrow_mut().insert(dict.data().to_vec(), face.clone());
        Ok(face)
    }
}

/// The streams that loading a font unpacks.
fn streams_of<'a>(dict: &Dict<'a>) -> Vec<Stream<'a>> {
    let below = dict.get::<Array<'_>>("DescendantFonts").and_then(|list| list.iter::<Dict<'_>>().next());
    let mut streams = Vec::new();
    for dict in [Some(dict.clone()), below].into_iter().flatten() {
        for key in ["ToUnicode", "Encoding", "CIDToGIDMap"] {
            streams.extend(dict.get::<Stream<'_>>(key));
        }
        if let Some(descriptor) = dict.get::<Dict<'_>>("FontDescriptor") {
            for key in ["FontFile", "FontFile2", "FontFile3"] {
                streams.extend(descriptor.get::<Stream<'_>>(key));
            }
        }
    }
    streams
}

/// A font with what is known of its codes.
pub(super) struct Face<'a> {
    font: Font<'a>,
    collection: Option<Collection>,
    known: RefCell<HashMap<u32, Option<Rc<str>>>>,
}

/// One code of a text.
pub(super) struct Shown {
    /// What it shows; nothing where the font does not say.
    pub(super) text: Option<Rc<str>>,
    /// How many bytes it has, and whether these are a blank, which word spacing widens.
    pub(super) bytes: usize,
    pub(super) is_blank: bool,
    /// How far it moves on, in thousandths of the font's size: along the line, or down the column.
    pub(super) advance: (f64, f64),
}

impl Face<'_> {
    pub(super) fn is_horizontal(&self) -> bool {
        self.font.is_horizontal()
    }

    /// The code at an offset of a text.
    pub(super) fn read(&self, text: &[u8], at: usize) -> Shown {
        let (code, bytes) = self.font.read_code(text, at);
        let bytes = bytes.max(1);
        let advance = self.font.code_advance(code);
        let shown = self.known.borrow_mut().entry(code).or_insert_with(|| self.character(code)).clone();
        Shown {
            text: shown,
            bytes,
            is_blank: bytes == 1 && text.get(at) == Some(&b' '),
            advance: (advance.x, advance.y),
        }
    }

    fn character(&self, code: u32) -> Option<Rc<str>> {
        let glyph = self.font.map_code(code);
        let said = match self.font.glyph(glyph, code) {
            FontGlyph::Outline(glyph) => glyph.as_unicode(),
            FontGlyph::Type3(glyph) => glyph.as_unicode(),
        };
        let said = said.or_else(|| self.collection.as_ref().and_then(|collection| collection.character(code)));
        said.map(|said| match said {
            BfString::Char(c) => c.to_string().into(),
            BfString::String(text) => text.into(),
        })
    }
}

/// The table of a character collection (Adobe-GB1 …): it says what a code is where the font itself does not
/// (ISO 32000-1, 9.10.2).
struct Collection {
    codes: CMap,
    characters: CMap,
}

impl Collection {
    fn of(dict: &Dict<'_>) -> Option<Self> {
        if dict.get::<Name<'_>>("Subtype")?.as_str() != "Type0" || dict.contains_key("ToUnicode") {
            return None;
        }
        let below = dict.get::<Array<'_>>("DescendantFonts")?.iter::<Dict<'_>>().next()?;
        let info = below.get::<Dict<'_>>("CIDSystemInfo")?;
        let registry = info.get::<PdfString<'_>>("Registry")?;
        let ordering = info.get::<PdfString<'_>>("Ordering")?;
        let family = CidFamily::from_registry_ordering(registry.as_bytes(), ordering.as_bytes());
        let characters = CMap::parse(load_embedded(family.ucs2_cmap()?)?, load_embedded)?;
        let encoding = dict.get::<Name<'_>>("Encoding")?;
        let codes = match encoding.as_str() {
            "Identity-H" => CMap::identity_h(),
            "Identity-V" => CMap::identity_v(),
            _ => CMap::parse(load_embedded(CMapName::from_bytes(encoding.as_ref()))?, load_embedded)?,
        };
        Some(Self { codes, characters })
    }

    fn character(&self, code: u32) -> Option<BfString> {
        let cid = (1..=4).find_map(|bytes| self.codes.lookup_cid_code(code, bytes))?;
        self.characters.lookup_bf_string(cid)
    }
}
