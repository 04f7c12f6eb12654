//! Links and images.

use std::ops::Range;

use memchr::memmem;
use pulldown_cmark::LinkType;

use super::address::{self, Address};
use super::fault::{Fault, FaultKind};
use super::look::{end_of, text_within};
use super::page::{DEEPEST, Opener, Page};
use super::parse::Spanned;
use super::{Resolution, Target, escape, ids};

/// What a link or image points to, once looked up.
pub(super) struct Found {
    pub(super) href: String,
    title: Option<String>,
    class: Option<String>,
}

impl Page<'_> {
    /// Writes a link's start and, where its text is not the writer's own, its text; returns the index of the next event.
    pub(super) fn link(
        &mut self,
        link_type: LinkType,
        address: &str,
        title: &str,
        range: &Range<usize>,
        events: &[Spanned<'_>],
        at: usize,
    ) -> usize {
        let place = self.place(range);
        let address = self.clean(address).into_owned();
        let title = self.clean(title).into_owned();
        if let LinkType::WikiLink { has_pothole } = link_type {
            return self.number_link(&address, has_pothole, place, events, at);
        }
        let address = if link_type == LinkType::Email { format!("mailto:{address}") } else { address };
        let text = text_within(events, at);
        let has_text = !text.trim().is_empty() || end_of(events, at) > at + 1;
        let found = self.look_up(Target::Link(&address), &place).filter(|_| !self.in_link());
        if found.is_some() && !has_text {
            self.fault(place, FaultKind::LinkWithoutText(address.clone()));
        }
        let tooltip = if title.is_empty() { found.as_ref().and_then(|found| found.title.clone()) } else { Some(title) };
        // The address of what is not public may say what it is about.
        let shows_address = !has_text && (found.is_some() || address::is_external(&address));
        match found {
            Some(found) => {
                let start = link_start(&found, tooltip.as_deref());
                self.open(Opener::Link, &start, "</a>");
            }
            None => self.open(Opener::Inline, "", ""),
        }
        if shows_address {
            self.shown(&address);
        }
        at + 1
    }

    /// `[[index number]]` and `[[index number|text]]`.
    fn number_link(
        &mut self,
        number: &str,
        has_text: bool,
        place: Range<usize>,
        events: &[Spanned<'_>],
        at: usize,
    ) -> usize {
        let number = number.trim();
        let found = match self.resolve.resolve(Target::Number(number)) {
            Resolution::To { href, title, class } => Some(Found { href, title, class }),
            Resolution::Keep => None,
            Resolution::Missing => {
                self.fault(place, FaultKind::MissingNumber(number.to_owned()));
                None
            }
        };
        let Some(found) = found.filter(|_| !self.in_link()) else {
            self.open(Opener::Inline, "", "");
            return at + 1;
        };
        let start = link_start(&found, None);
        self.open(Opener::Link, &start, "</a>");
        match found.title {
            Some(title) if !has_text => {
                self.shown(&title);
                end_of(events, at)
            }
            _ => at + 1,
        }
    }

    /// Writes an image; returns the index of the event after it.
    pub(super) fn image(
        &mut self,
        address: &str,
        title: &str,
        range: &Range<usize>,
        events: &[Spanned<'_>],
        at: usize,
    ) -> usize {
        let place = self.place(range);
        let address = self.clean(address).into_owned();
        let title = self.clean(title).into_owned();
        let alt = self.clean(&text_within(events, at)).replace('\n', " ");
        let after = end_of(events, at) + 1;
        if self.raw.dropping.is_some() {
            return after;
        }
        let Some(found) = self.look_up(Target::Image(&address), &place) else {
            self.shown(&alt);
            return after;
        };
        let alt = alt.trim();
        if alt.is_empty() {
            self.fault(place, FaultKind::EmptyAlt(address));
        }
        let tooltip = if title.is_empty() { found.title.as_deref() } else { Some(title.as_str()) };
        let tag = image_tag(&found, alt, tooltip);
        self.out.push_str(&tag);
        // A line end beside an image is white space.
        self.shown_image();
        after
    }

    /// Looks up a link or image; a fault and nothing when it leads nowhere or must not be.
    pub(super) fn look_up(&mut self, target: Target<'_>, place: &Range<usize>) -> Option<Found> {
        let (Target::Link(address) | Target::Image(address) | Target::Number(address)) = target;
        let is_image = matches!(target, Target::Image(_));
        let fault = match address::kind(address) {
            Address::Plain => match self.resolve.resolve(target) {
                Resolution::Keep => return Some(Found { href: address.to_owned(), title: None, class: None }),
                Resolution::To { href, title, class } => return Some(Found { href, title, class }),
                Resolution::Missing if is_image => FaultKind::MissingImage(address.to_owned()),
                Resolution::Missing => FaultKind::MissingLink(address.to_owned()),
            },
            Address::Fragment(fragment) if !is_image => {
                let id = fragment_id(fragment);
                let href = format!("#{id}");
                self.anchors.push((place.clone(), id));
                return Some(Found { href, title: None, class: None });
            }
            Address::Contact if !is_image => {
                return Some(Found { href: address.to_owned(), title: None, class: None });
            }
            Address::Empty | Address::Fragment(_) => FaultKind::EmptyLink,
            Address::Script => FaultKind::ScriptLink(address.to_owned()),
            Address::Local => FaultKind::LocalLink(address.to_owned()),
            Address::OtherScheme | Address::Contact => FaultKind::OtherScheme(address.to_owned()),
        };
        self.fault(place.clone(), fault);
        None
    }

    /// Whether a link is open; links cannot stand in links.
    pub(super) fn in_link(&self) -> bool {
        // Deeper ones were not written.
        self.stack.iter().take(DEEPEST).any(|open| match &open.by {
            Opener::Link => true,
            Opener::Raw(name, _) => name == "a",
            _ => false,
        })
    }
}

/// The id that a link to a place in the page means: as written, decoded, or by an article's name (`#第十二条`).
fn fragment_id(fragment: &str) -> String {
    let decoded = address::percent_decode(fragment).unwrap_or_else(|| fragment.to_owned());
    ids::article(&decoded).unwrap_or(decoded)
}

/// The start of a link. What leads to another site says so, and gets no hold of our window.
pub(super) fn link_start(found: &Found, title: Option<&str>) -> String {
    let mut tag = String::from("<a href=\"");
    escape::push_address(&mut tag, &found.href);
    tag.push('"');
    let external = address::is_external(&found.href);
    let classes = [external.then_some("external"), found.class.as_deref()];
    push_attribute(&mut tag, "class", &classes.into_iter().flatten().collect::<Vec<_>>().join(" "));
    if external {
        tag.push_str(" rel=\"noopener noreferrer\"");
    }
    push_attribute(&mut tag, "title", title.unwrap_or_default());
    tag.push('>');
    tag
}

/// An image. It is fetched when the reader comes near it.
pub(super) fn image_tag(found: &Found, alt: &str, title: Option<&str>) -> String {
    let mut tag = String::from("<img src=\"");
    escape::push_address(&mut tag, &found.href);
    tag.push_str("\" alt=\"");
    escape::push_attribute(&mut tag, alt);
    tag.push('"');
    push_attribute(&mut tag, "class", found.class.as_deref().unwrap_or_default());
    push_attribute(&mut tag, "title", title.unwrap_or_default());
    tag.push_str(" loading=\"lazy\">");
    tag
}

/// Appends ` name="value"`, unless the value is empty.
pub(super) fn push_attribute(tag: &mut String, name: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    tag.push(' ');
    tag.push_str(name);
    tag.push_str("=\"");
    escape::push_attribute(tag, value);
    tag.push('"');
}

/// Finds links typed with a Chinese input method on: `［标题］（x.md）`, `[标题]（x.md）`. They are left as text.
pub(super) fn full_width(source: &str, verbatim: &[Range<usize>], faults: &mut Vec<Fault>) {
    for middle in ["］（", "］(", "]（"] {
        for at in memmem::find_iter(source.as_bytes(), middle) {
            let before = verbatim.partition_point(|code| code.start <= at);
            let code = before.checked_sub(1).and_then(|i| verbatim.get(i));
            if code.is_some_and(|code| code.contains(&at)) {
                continue;
            }
            if let Some(place) = full_width_at(source, at, middle) {
                let text = source.get(place.clone()).unwrap_or_default().to_owned();
                faults.push(Fault::new(place, FaultKind::FullWidthLink(text)));
            }
        }
    }
}

/// The extent of a full-width link whose middle stands at `at`, if what is in its brackets looks like an address.
fn full_width_at(source: &str, at: usize, middle: &str) -> Option<Range<usize>> {
    /// Longest text and longest address that are taken for a link, in characters.
    const LONGEST: usize = 200;
    let address_start = at + middle.len();
    let after = source.get(address_start..)?;
    let (len, end) = after.char_indices().take(LONGEST).find(|(_, c)| matches!(c, '）' | ')' | '\n' | '（'))?;
    if !matches!(end, '）' | ')') {
        return None;
    }
    let address = after.get(..len)?;
    let (start, _) = source
        .get(..at)?
        .char_indices()
        .rev()
        .take(LONGEST)
        .take_while(|(_, c)| *c != '\n')
        .find(|(_, c)| matches!(c, '［' | '['))?;
    looks_like_address(address).then(|| start..address_start + len + end.len_utf8())
}

fn looks_like_address(text: &str) -> bool {
    let text = text.trim();
    let ending = text.rsplit_once(['.', '．']).map_or("", |(_, ending)| ending);
    text.contains("://")
        || text.starts_with("./")
        || text.starts_with("../")
        || !text.contains(char::is_whitespace)
            && (2..=5).contains(&ending.len())
            && ending.chars().all(|c| c.is_ascii_alphanumeric())
            && ending.chars().any(|c| c.is_ascii_alphabetic())
}
