//! The site once more in traditional characters, for readers who grew up with them: `traditional = true` in `site.toml`.
//!
//! An edition is made of the same catalog by the same templates, with the theme's traditional words, under [`FOLDER`]. What a
//! template made is then converted as a whole ([`Edition::convert`]): words by OpenCC's tables, which know phrases and not only
//! characters, and links to what the editions share (static files, search index, attachments, data, feeds), which lies beside
//! the folder and not in it. Numbers, addresses, ids and file names stay as they are.

use std::sync::LazyLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

use super::links::folder_of;
use crate::site::paths::join_relative;

/// Where its pages stand.
pub const FOLDER: &str = "zh-hant/";

/// The editions of a site that has this one: the language tag and the folder of each, and the name that readers know it by.
pub(super) const ALL: [(&str, &str, &str); 2] = [("zh-CN", "", "简体"), ("zh-Hant", FOLDER, "繁體")];

/// Attributes that hold an address.
const ADDRESSES: [&str; 4] = ["href", "src", "action", "data-search-base"];
/// Attributes that hold words; so do all that begin with `data-`, which scripts show.
const WORDS: [&str; 7] = ["alt", "title", "placeholder", "aria-label", "content", "label", "summary"];
/// Elements whose content is no markup.
const RAW: [&str; 2] = ["script", "style"];

/// OpenCC's tables, unpacked once; only a site with this edition asks for them.
static TABLES: LazyLock<Option<OpenCC>> = LazyLock::new(|| OpenCC::from_config(BuiltinConfig::S2hk).ok());

/// Converts pages.
pub struct Edition {
    converter: &'static OpenCC,
}

impl Edition {
    /// The edition in traditional characters; `None` where the tables in the program cannot be read, which a test rules out.
    pub fn new() -> Option<Self> {
        Some(Self { converter: TABLES.as_ref()? })
    }

    /// A text in traditional characters.
    pub fn words(&self, text: &str) -> String {
        if text.is_ascii() { text.to_owned() } else { self.converter.convert(text) }
    }

    /// A page of the edition, `path` below its folder. `is_page` knows which addresses the edition has pages at; others belong
    /// to the site as a whole.
    ///
    /// An element with `translate="no"` stays as it is.
    pub fn convert(&self, html: &str, path: &str, is_page: &dyn Fn(&str) -> bool) -> String {
        let mut page = Page { edition: self, path, is_page, rest: html, out: String::with_capacity(html.len() + 256) };
        page.run();
        page.out
    }
}

struct Page<'a> {
    edition: &'a Edition,
    path: &'a str,
    is_page: &'a dyn Fn(&str) -> bool,
    rest: &'a str,
    out: String,
}

/// What a tag opens, as far as it matters here.
struct Opened<'a> {
    name: &'a str,
    /// `translate="no"`.
    is_kept: bool,
    /// A data block, whose words are shown by scripts or read by machines.
    is_data: bool,
}

impl<'a> Page<'a> {
    fn run(&mut self) {
        while let Some(at) = self.rest.find('<') {
            let words = self.take(at);
            self.out.push_str(&self.edition.words(words));
            if self.rest.starts_with("<!--") {
                let end = self.rest.find("-->").map_or(self.rest.len(), |end| end + 3);
                self.keep(end);
            } else if self.rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
                let opened = self.tag();
                if RAW.contains(&opened.name) {
                    let end = self.find_end(opened.name);
                    let content = self.take(end);
                    let made = if opened.is_data { self.edition.words(content) } else { content.to_owned() };
                    self.out.push_str(&made);
                } else if opened.is_kept {
                    let end = self.find_end(opened.name);
                    self.keep(end);
                }
            } else {
                let end = self.rest.find('>').map_or(self.rest.len(), |end| end + 1);
                self.keep(end);
            }
        }
        let words = self.take(self.rest.len());
        self.out.push_str(&self.edition.words(words));
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    fn keep(&mut self, length: usize) {
        let taken = self.take(length);
        self.out.push_str(taken);
    }

    /// Where the content of an element ends; elements that are kept or raw do not hold one of their own name.
    fn find_end(&self, name: &str) -> usize {
        let ends = |at: &usize| {
            let behind = &self.rest[at + 2..];
            behind.get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name))
        };
        self.rest.match_indices("</").map(|(at, _)| at).find(ends).unwrap_or(self.rest.len())
    }

    /// Goes through a tag with its attributes.
    fn tag(&mut self) -> Opened<'a> {
        let length = self.rest[1..].find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'));
        let name = &self.rest[1..length.map_or(self.rest.len(), |length| length + 1)];
        self.keep(name.len() + 1);
        let mut opened = Opened { name, is_kept: false, is_data: false };
        loop {
            let blank = self.rest.find(|c: char| !c.is_ascii_whitespace() && c != '/').unwrap_or(self.rest.len());
            self.keep(blank);
            if self.rest.is_empty() {
                return opened;
            }
            if self.rest.starts_with('>') {
                self.keep(1);
                return opened;
            }
            // An `=` in front of a name is part of it.
            let first = self.rest.chars().next().map_or(0, char::len_utf8);
            let length = self.rest[first..].find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/' | '='));
            let attribute = &self.rest[..length.map_or(self.rest.len(), |length| first + length)];
            self.keep(attribute.len());
            if !self.rest.starts_with('=') {
                continue;
            }
            self.keep(1);
            let quote = self.rest.chars().next().filter(|c| matches!(c, '"' | '\''));
            if quote.is_some() {
                self.keep(1);
            }
            let end = match quote {
                Some(quote) => self.rest.find(quote),
                None => self.rest.find(|c: char| c.is_ascii_whitespace() || c == '>'),
            };
            let value = self.take(end.unwrap_or(self.rest.len()));
            opened.is_kept |= attribute == "translate" && value == "no";
            opened.is_data |= attribute == "type" && value.ends_with("json");
            if ADDRESSES.contains(&attribute) {
                if self.is_shared(value) {
                    self.out.push_str("../");
                }
                self.out.push_str(value);
            } else if WORDS.contains(&attribute) || attribute.starts_with("data-") {
                self.out.push_str(&self.edition.words(value));
            } else {
                self.out.push_str(value);
            }
            if quote.is_some() && !self.rest.is_empty() {
                self.keep(1);
            }
        }
    }

    /// Whether an address leads to what lies beside the edition's folder. One that already climbs out of it is left alone, and
    /// so is one that leads off the site.
    fn is_shared(&self, address: &str) -> bool {
        let file = address.split(['?', '#']).next().unwrap_or_default();
        if file.is_empty() || file.starts_with('/') || file.split('/').next().is_some_and(|first| first.contains(':')) {
            return false;
        }
        let Some(target) = join_relative(folder_of(self.path), file) else { return false };
        let page =
            if file.ends_with(['/', '.']) && !target.is_empty() { format!("{target}/index.html") } else { target };
        !page.is_empty() && !(self.is_page)(&page)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn convert(html: &str) -> String {
        let is_page = |path: &str| matches!(path, "index.html" | "search.html" | "item/a/b.html" | "column/index.html");
        Edition::new().expect("the tables").convert(html, "item/a/b.html", &is_page)
    }

    #[test]
    fn words_are_converted_by_phrase_and_addresses_are_not() {
        for (from, to) in [
            ("<p>头发、发展和皇后以后</p>", "<p>頭髮、發展和皇后以後</p>"),
            (
                "<a href=\"../../index.html\" title=\"首页 > 国\">国</a>",
                "<a href=\"../../index.html\" title=\"首頁 > 國\">國</a>",
            ),
            ("<a href=\"../../search.html?q=国\" id=\"国\">", "<a href=\"../../search.html?q=国\" id=\"国\">"),
            (
                "<a href=\"b/1-3f.pdf\" download=\"国.pdf\">国</a>",
                "<a href=\"../b/1-3f.pdf\" download=\"国.pdf\">國</a>",
            ),
            ("<link href=../../static/x.css?v=1>", "<link href=../../../static/x.css?v=1>"),
            ("<a href=\"../../../item/a/b.html\">", "<a href=\"../../../item/a/b.html\">"),
            ("<a href='https://国/'>", "<a href='https://国/'>"),
            ("<a href=\"#国\"></a><a href=\"mailto:a@b\">", "<a href=\"#国\"></a><a href=\"mailto:a@b\">"),
            ("<a translate=\"no\" lang=\"zh-CN\">简体</a>国", "<a translate=\"no\" lang=\"zh-CN\">简体</a>國"),
            (
                "<script>'国'</script><script type=\"application/json\">{\"国\":1}</script>",
                "<script>'国'</script><script type=\"application/json\">{\"國\":1}</script>",
            ),
            ("<!-- 国 --><!DOCTYPE html>国", "<!-- 国 --><!DOCTYPE html>國"),
            (
                "<main data-search-base=\"../../search/\" data-root=\"../../\">",
                "<main data-search-base=\"../../../search/\" data-root=\"../../\">",
            ),
            ("<a href=\"../../column/\">", "<a href=\"../../column/\">"),
        ] {
            assert_eq!(convert(from), to);
        }
    }

    proptest! {
        #[test]
        fn whatever_is_no_chinese_stays(html in "[ -~\n]{0,200}|(<|/|!|-|>|=|\"|'| |a|script|translate=no|data-x)*") {
            prop_assume!(ADDRESSES.iter().all(|name| !html.contains(name)));
            prop_assert_eq!(convert(&html), html);
        }

        #[test]
        fn nothing_panics(html in "(<|/|!|--|>|=|\"|'| |a |href|国|<script|</script>|translate=\"no\"|\\PC)*") {
            convert(&html);
        }
    }
}
