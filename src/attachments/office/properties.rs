//! The properties of an office file: who wrote it, for whom, with what.

use super::super::traces::{TraceKind, Traces, is_nobody};
use super::package::Package;
use super::xml::{Node, Xml, attribute};

/// Looks at the properties. A part that cannot be read says nothing; the text was read all the same.
pub(super) fn read(package: &mut Package<'_>, traces: &mut Traces) {
    let known = [
        ("docProps/core.xml", "creator", TraceKind::Author),
        ("docProps/core.xml", "lastModifiedBy", TraceKind::LastModifiedBy),
        ("docProps/app.xml", "Company", TraceKind::Company),
        ("docProps/app.xml", "Manager", TraceKind::Manager),
    ];
    for (part, element, kind) in known {
        let Ok(Some(text)) = package.text(part) else { continue };
        if let Some(value) = value_of(&text, element).filter(|value| !is_nobody(value)) {
            traces.add(kind, &value);
        }
    }
    if let Ok(Some(text)) = package.text("docProps/custom.xml") {
        let mut xml = Xml::new(&text);
        while let Ok(Some(node)) = xml.next() {
            let Node::Open(element) = node else { continue };
            if element.local_name().as_ref() != "property" {
                continue;
            }
            let name = attribute(&element, "name").unwrap_or_default();
            // WPS writes its version and a number of the document into every file.
            if !matches!(name.as_str(), "KSOProductBuildVer" | "ICV" | "KSOTemplateDocerSaveRecord") {
                traces.add(TraceKind::CustomProperties, &name);
            }
        }
    }
}

/// The text of the first element of a name.
fn value_of(text: &str, name: &str) -> Option<String> {
    let mut xml = Xml::new(text);
    while let Ok(Some(node)) = xml.next() {
        let Node::Open(element) = node else { continue };
        if element.local_name().as_ref() != name {
            continue;
        }
        let mut value = String::new();
        while let Ok(Some(Node::Text(part))) = xml.next() {
            value.push_str(&part);
        }
        return Some(value.trim().to_owned());
    }
    None
}
