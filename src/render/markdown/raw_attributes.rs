//! Attributes of raw HTML: which elements keep which, and with what values.

use std::ops::Range;

use super::Target;
use super::fault::FaultKind;
use super::links::{link_start, push_attribute};
use super::page::Page;
use super::raw_elements::{Kind, kind};
use super::raw_tags::RawTag;

impl Page<'_> {
    pub(super) fn raw_link(&mut self, tag: &RawTag, place: &Range<usize>) -> Option<String> {
        self.other_attributes(tag, &["href", "title", "id", "name", "target", "rel"], place);
        let id = tag.value("id").or_else(|| tag.value("name")).and_then(|id| self.own_id(id, place));
        let Some(address) = tag.value("href") else {
            let id = id?;
            return Some(format!("<a id=\"{id}\">"));
        };
        let address = address.trim().to_owned();
        let found = self.look_up(Target::Link(&address), place)?;
        let mut start = link_start(&found, tag.value("title"));
        if let Some(id) = id {
            start.pop();
            push_attribute(&mut start, "id", &id);
            start.push('>');
        }
        Some(start)
    }

    /// The attributes that an element may keep, each preceded by a blank.
    pub(super) fn attributes(&mut self, tag: &RawTag, name: &str, place: &Range<usize>) -> String {
        let mut kept = String::new();
        // Elements that shape text carry none: a browser repeats them, with all they carry, in every block that they
        // are open in.
        if kind(name) == Kind::Inline && !matches!(name, "abbr" | "span") {
            self.other_attributes(tag, &[], place);
            return kept;
        }
        let mut align = (tag.name == "center").then_some("align-center");
        for (attribute, value) in &tag.attributes {
            let value = match (name, attribute.as_str()) {
                (_, "id") => self.own_id(value, place),
                (_, "lang") if is_language(value) => Some(value.clone()),
                (_, "dir") if matches!(value.as_str(), "ltr" | "rtl") => Some(value.clone()),
                (_, "title") => Some(value.clone()),
                (_, "align") => {
                    align = align_class(value).or(align);
                    continue;
                }
                (_, "style") => {
                    if let Some(class) = alignment_in_style(value) {
                        align = Some(class);
                    } else {
                        self.removed(place.clone(), "style".to_owned());
                    }
                    continue;
                }
                ("td" | "th", "colspan") => number(value, 1, 1000),
                ("td" | "th", "rowspan") => number(value, 0, 1000),
                ("th", "scope") if matches!(value.as_str(), "row" | "col" | "rowgroup" | "colgroup") => {
                    Some(value.clone())
                }
                ("ol", "start") | ("li", "value") => number(value, 0, 999_999),
                ("ol", "type") if matches!(value.as_str(), "1" | "a" | "A" | "i" | "I") => Some(value.clone()),
                ("ol", "reversed") | ("details", "open") => {
                    kept.push(' ');
                    kept.push_str(attribute);
                    kept.push_str("=\"\"");
                    continue;
                }
                _ => None,
            };
            match value {
                Some(value) => push_attribute(&mut kept, attribute, &value),
                None => self.removed_attribute(attribute, place),
            }
        }
        push_attribute(&mut kept, "class", align.unwrap_or_default());
        kept
    }

    /// Reports attributes that are not among those known.
    pub(super) fn other_attributes(&mut self, tag: &RawTag, known: &[&str], place: &Range<usize>) {
        for (name, _) in &tag.attributes {
            if !known.contains(&name.as_str()) {
                self.removed_attribute(name, place);
            }
        }
    }

    fn removed_attribute(&mut self, name: &str, place: &Range<usize>) {
        // An id that is refused has its own fault.
        if name != "id" {
            self.removed(place.clone(), name.to_owned());
        }
    }

    fn own_id(&mut self, id: &str, place: &Range<usize>) -> Option<String> {
        if self.ids.take(id) {
            return Some(id.to_owned());
        }
        self.fault(place.clone(), FaultKind::DoubledId(id.to_owned()));
        None
    }
}

impl RawTag {
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(attribute, _)| attribute == name).map(|(_, value)| value.as_str())
    }
}

pub(super) fn number(value: &str, least: u32, most: u32) -> Option<String> {
    let number: u32 = value.trim().trim_end_matches("px").parse().ok()?;
    (least..=most).contains(&number).then(|| number.to_string())
}

fn is_language(value: &str) -> bool {
    (2..=35).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn align_class(value: &str) -> Option<&'static str> {
    match value.trim().to_ascii_lowercase().as_str() {
        "left" => Some("align-left"),
        "center" | "middle" => Some("align-center"),
        "right" => Some("align-right"),
        _ => None,
    }
}

/// The alignment in a style, the one thing in it that a table needs.
fn alignment_in_style(style: &str) -> Option<&'static str> {
    style.split(';').find_map(|declaration| {
        let (property, value) = declaration.split_once(':')?;
        property.trim().eq_ignore_ascii_case("text-align").then(|| align_class(value)).flatten()
    })
}
