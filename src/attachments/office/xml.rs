//! XML as office files have it: elements, attributes, text. No document types, so no entities of their own and no bombs.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::super::Fault;
use super::super::limits::MAX_DEPTH;

/// What comes next.
pub(super) enum Node<'a> {
    /// An element begins.
    Open(BytesStart<'a>),
    /// An element ends; its name without a prefix.
    Close(String),
    /// Characters.
    Text(std::borrow::Cow<'a, str>),
}

/// A reader that stops at what no office program writes.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
}

impl<'a> Xml<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        // An empty element comes as a beginning and an end.
        reader.config_mut().expand_empty_elements = true;
        Self { reader, depth: 0 }
    }

    /// The next node; nothing at the end.
    pub(super) fn next(&mut self) -> Result<Option<Node<'a>>, Fault> {
        loop {
            let event = self.reader.read_event().map_err(|_| Fault::Damaged)?;
            return Ok(Some(match event {
                Event::Start(element) => {
                    self.depth += 1;
                    if self.depth > MAX_DEPTH {
                        return Err(Fault::Damaged);
                    }
                    Node::Open(element)
                }
                Event::End(element) => {
                    self.depth = self.depth.saturating_sub(1);
                    Node::Close(element.local_name().as_ref().to_owned())
                }
                Event::Text(text) => Node::Text(text.xml10_content()),
                Event::CData(text) => Node::Text(text.xml10_content()),
                Event::GeneralRef(name) => match name.resolve_char_ref() {
                    Ok(Some(c)) => Node::Text(c.to_string().into()),
                    Ok(None) => match quick_xml::escape::resolve_predefined_entity(name.xml10_content().as_ref()) {
                        Some(text) => Node::Text(text.into()),
                        None => return Err(Fault::Damaged),
                    },
                    Err(_) => return Err(Fault::Damaged),
                },
                // Forbidden in office files (ECMA-376, part 2, 9.1.2).
                Event::DocType(_) => return Err(Fault::Damaged),
                Event::Eof if self.depth > 0 => return Err(Fault::Damaged),
                Event::Eof => return Ok(None),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            }));
        }
    }

    /// Passes over everything up to the end of the element that was just opened.
    pub(super) fn skip(&mut self) -> Result<(), Fault> {
        let mut open = 1_usize;
        while let Some(node) = self.next()? {
            match node {
                Node::Open(_) => open += 1,
                Node::Close(_) => open -= 1,
                Node::Text(_) => {}
            }
            if open == 0 {
                return Ok(());
            }
        }
        Err(Fault::Damaged)
    }
}

/// The value of an attribute, by its name without a prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// Whether an element that switches something on does so: `<w:vanish/>`, `<w:vanish w:val="0"/>`.
pub(super) fn is_on(element: &BytesStart<'_>, name: &str) -> bool {
    !matches!(attribute(element, name).as_deref(), Some("0" | "false" | "off" | "none"))
}

/// Whether an attribute says yes.
pub(super) fn says_yes(element: &BytesStart<'_>, name: &str) -> bool {
    matches!(attribute(element, name).as_deref(), Some("1" | "true" | "on"))
}
