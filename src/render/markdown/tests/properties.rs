//! What holds for every text.

use proptest::prelude::*;

use super::Site;
use crate::blocks::Blocks;
use crate::render::markdown::{render, sanitize};

/// The tags of rendered HTML, as written.
fn tags(html: &str) -> Vec<&str> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let tail = &rest[at..];
        let mut quoted = false;
        let end = tail
            .bytes()
            .position(|byte| {
                quoted ^= byte == b'"';
                byte == b'>' && !quoted
            })
            .unwrap_or_else(|| panic!("a tag that does not end: {tail}"));
        tags.push(&tail[1..end]);
        rest = &tail[end + 1..];
    }
    tags
}

fn name(tag: &str) -> &str {
    tag.split_ascii_whitespace().next().unwrap_or_default()
}

/// Every start has its end, and nothing closes what it has not opened; returns the greatest depth.
fn balanced_depth(html: &str) -> usize {
    let mut open = Vec::new();
    let mut deepest = 0;
    for tag in tags(html) {
        if let Some(closing) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closing), "in {html}");
        } else if !matches!(name(tag), "br" | "hr" | "img" | "wbr") {
            open.push(name(tag));
            deepest = deepest.max(open.len());
        }
    }
    assert!(open.is_empty(), "{open:?} left open in {html}");
    deepest
}

pub(super) fn assert_shallow(html: &str, name: &str) {
    let depth = balanced_depth(html);
    assert!(depth <= 100, "{name}: {depth} deep");
}

/// Only known elements and attributes, no address that runs anything, ids only once.
pub(super) fn assert_harmless(html: &str) {
    const ATTRIBUTES: [&str; 24] = [
        "alt",
        "aria-label",
        "class",
        "colspan",
        "dir",
        "height",
        "href",
        "id",
        "lang",
        "loading",
        "open",
        "rel",
        "reversed",
        "role",
        "rowspan",
        "scope",
        "src",
        "start",
        "tabindex",
        "title",
        "type",
        "value",
        "width",
        "cite",
    ];
    assert_shallow(html, html);
    let mut ids = std::collections::BTreeSet::new();
    for tag in tags(html) {
        let element = name(tag).trim_start_matches('/');
        assert!(
            !matches!(
                element,
                "script"
                    | "style"
                    | "iframe"
                    | "object"
                    | "embed"
                    | "form"
                    | "input"
                    | "button"
                    | "svg"
                    | "math"
                    | "base"
                    | "meta"
                    | "link"
                    | "h1"
                    | "main"
                    | "article"
                    | "body"
                    | "html"
                    | "head"
                    | "template"
            ) && element.bytes().all(|byte| byte.is_ascii_alphanumeric()),
            "<{tag}> in {html}"
        );
        let mut rest = tag.get(name(tag).len()..).unwrap_or_default().trim();
        while !rest.is_empty() {
            let (attribute, after) = rest.split_once("=\"").unwrap_or_else(|| panic!("{rest} in {html}"));
            let (value, after) = after.split_once('"').unwrap_or_else(|| panic!("{rest} in {html}"));
            assert!(ATTRIBUTES.contains(&attribute), "{attribute} in {html}");
            if matches!(attribute, "href" | "src") {
                let address: String = value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
                let address = address.to_lowercase();
                assert!(
                    !["javascript:", "vbscript:", "data:", "file:"].iter().any(|scheme| address.starts_with(scheme)),
                    "{value} in {html}"
                );
            }
            if attribute == "id" {
                assert!(ids.insert(value.to_owned()), "id {value} twice in {html}");
            }
            rest = after.trim_start();
        }
    }
}

/// The text of HTML by a real HTML parser, without footnote marks, and with alternative texts left out.
fn text_by_parser(html: &str) -> String {
    let unmarked = without(&without(html, "<sup class=\"footnote-ref\">", "</sup>"), "class=\"footnote-back\"", "</a>");
    let text = ammonia::Builder::empty().clean(&unmarked).to_string();
    let text = text.replace("&nbsp;", "\u{A0}").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    squeezed(&text)
}

/// Without every stretch from `start` (back to its tag's beginning) to `end`.
fn without(html: &str, start: &str, end: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find(start) {
        let begin = rest[..=at].rfind('<').unwrap_or(at);
        out.push_str(&rest[..begin]);
        rest = rest[at..].split_once(end).map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Without the alternative texts, which are blocks of their own but no text of the page.
fn blocks_without_images(html: &str, blocks: &Blocks) -> String {
    let mut images: Vec<String> = tags(html)
        .into_iter()
        .filter(|tag| name(tag) == "img")
        .filter_map(|tag| tag.split_once(" alt=\"")?.1.split_once('"').map(|(alt, _)| alt.to_owned()))
        .map(|alt| {
            alt.replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", "\u{A0}")
                .replace("&amp;", "&")
        })
        .collect();
    let mut text = String::new();
    for block in blocks.iter() {
        if let Some(at) = images.iter().position(|alt| alt == block) {
            images.remove(at);
        } else {
            text.push_str(block);
        }
    }
    squeezed(&text)
}

fn holds(text: &str) {
    let rendered = render(text, &Site);
    assert_harmless(&rendered.html);
    for fault in &rendered.faults {
        let end = fault.offset + fault.len;
        assert!(end <= text.len(), "{fault:?} beyond the end of {text:?}");
        assert!(text.is_char_boundary(fault.offset) && text.is_char_boundary(end), "{fault:?} in {text:?}");
    }
    assert_eq!(
        text_by_parser(&rendered.html),
        blocks_without_images(&rendered.html, &rendered.blocks),
        "{text:?} became {:?}",
        rendered.html
    );
    for marker in ['\u{1680}', '\u{205F}', '\u{2006}'] {
        assert!(text.contains(marker) || !rendered.html.contains(marker), "{text:?}");
    }
    for heading in &rendered.headings {
        assert!(rendered.html.contains(&format!("id=\"{}\"", heading.id)), "{heading:?} in {}", rendered.html);
    }
    // What a browser makes of it is what we wrote.
    let browser = sanitize::clean(&rendered.html);
    let names = |html| tags(html).into_iter().map(|tag| name(tag).to_owned()).collect::<Vec<_>>();
    assert_eq!(names(&browser), names(&rendered.html), "{text:?} became {:?}", rendered.html);
    assert_eq!(render(text, &Site), rendered);
}

/// Pieces that texts are made of, the awkward ones more often than life has them.
fn piece() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "*",
        "**",
        "***",
        "****",
        "_",
        "__",
        "~~",
        "~",
        "`",
        "``",
        "```\n",
        "\\",
        "[",
        "]",
        "(",
        ")",
        "![",
        "](known.md)",
        "](none.md)",
        "](#s-1)",
        "](javascript:x)",
        "[[",
        "]]",
        "[[000014349/2024-00012]]",
        "[^1]",
        "[^1]: ",
        "\n",
        "\n\n",
        "  \n",
        "\n> ",
        "\n- ",
        "\n1. ",
        "\n# ",
        "\n## ",
        " {#a}",
        "\n|a|b|\n|-|:-:|\n|",
        "|",
        "    ",
        "\t",
        "\u{3000}\u{3000}",
        "<td\n     x=\"户\n     口\">",
        "\n     ",
        "<b>",
        "</b>",
        "<div>",
        "</div>",
        "\n<div>\n",
        "\n</div>\n",
        "<table>",
        "<tr>",
        "<td>",
        "</td>",
        "</table>",
        "<p>",
        "</p>",
        "<br>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<a href=\"known.md\">",
        "<a href=x onclick=y>",
        "</a>",
        "<img src=\"known.png\" alt=\"图\">",
        "<li>",
        "<ul>",
        "</ul>",
        "<details>",
        "<summary>",
        "<",
        ">",
        "&",
        "&amp;",
        "&#106;",
        "\"",
        "'",
        "=",
        "---",
        "\n---\n",
        "\n===\n",
        "，",
        "。",
        "、",
        "（",
        "）",
        "“",
        "”",
        "《",
        "》",
        "第一条 ",
        "甲",
        "乙",
        "政府",
        "王",
        "和",
        "a",
        "b c",
        "1",
        "138",
        ":",
        "\u{0}",
        "\u{FE0F}",
        "\u{1680}",
        "𠮷",
        "é",
        "\r\n",
    ]);
    prop_oneof![12 => fixed.prop_map(str::to_owned), 1 => ".{0,6}".prop_map(|text: String| text)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn every_text_is_rendered_harmless_and_whole(pieces in prop::collection::vec(piece(), 0..40)) {
        holds(&pieces.concat());
    }

    #[test]
    fn any_string_at_all_is_rendered(text in any::<String>()) {
        holds(&text);
    }

    /// Text with no mark of Markdown comes out as it is.
    #[test]
    fn plain_chinese_text_is_itself(text in "[政府信息公开，。（）《》“”][政府信息公开，。（）《》“”0-9]{0,60}") {
        let rendered = render(&text, &Site);
        prop_assert_eq!(&rendered.blocks, &[text]);
        prop_assert!(rendered.faults.is_empty());
    }

    /// Emphasis around any Chinese text comes out, whatever punctuation is at its edges and whatever letters are beside it.
    #[test]
    fn stressed_chinese_is_stressed(
        before in "[政府信息][政府信息，。：；]?",
        open in "[（《“「【]?",
        inner in "[真重点总则]{2,6}",
        close in "[，。、；：！？]?",
        after in "[她的本法]{1,2}",
    ) {
        let pair = match open.as_str() { "（" => "）", "《" => "》", "“" => "”", "「" => "」", "【" => "】", _ => "" };
        let stressed = format!("{open}{inner}{pair}{close}");
        let rendered = render(&format!("{before}**{stressed}**{after}"), &Site);
        prop_assert_eq!(rendered.html, format!("<p>{before}<strong>{stressed}</strong>{after}</p>\n"));
    }

    /// Where there is no Chinese and no figure, emphasis is as CommonMark has it.
    #[test]
    fn other_scripts_are_as_commonmark_has_them(
        pieces in prop::collection::vec(prop::sample::select(vec!["*", "**", "***", "_", "a", "bc", " ", ".", "(", ")", "é", "—"]), 1..25)
    ) {
        let mut text = format!("x{}", pieces.concat());
        // Four and more are a mask.
        while text.contains("****") {
            text = text.replace("****", "***");
        }
        let mut expected = String::new();
        pulldown_cmark::html::push_html(&mut expected, pulldown_cmark::Parser::new(&text));
        prop_assert_eq!(render(&text, &Site).html, expected);
    }

    /// Masks come out as they went in.
    #[test]
    fn masked_names_and_numbers_stay(
        names in prop::collection::vec(("[王李张刘陈]", "\\*{1,2}", "[军华芳]?"), 1..5),
        number in "1[3-9][0-9]\\*{4}[0-9]{4}",
    ) {
        let names: Vec<String> = names.into_iter().map(|(first, mask, last)| format!("{first}{mask}{last}")).collect();
        let text = format!("{}，电话{number}", names.join("、"));
        prop_assert_eq!(render(&text, &Site).blocks, [text]);
    }

    /// Texts without an asterisk or tilde know nothing of our pass; those with some lose none in code.
    #[test]
    fn code_is_never_touched(code in "[*~，。（）真a]{1,20}") {
        let rendered = render(&format!("**真，**她`{code}`"), &Site);
        prop_assert!(rendered.html.contains(&format!("<code>{code}</code>")), "{}", rendered.html);
    }
}
