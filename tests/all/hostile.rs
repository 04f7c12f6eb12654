//! A site whose every text means harm: what is built runs nothing, loads nothing from elsewhere and shows what is there.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Mutex;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, StartTag, Tag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use crate::support::Site;

/// Attacks that stand in every field and in the text.
const ATTACKS: [&str; 12] = [
    "</script><script>alert(1)</script>",
    "\\\" onmouseover=alert(1) x=\\\"",
    "' onfocus='alert(1)' autofocus='",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "]]><script>alert(1)</script>",
    "--><script>alert(1)</script>",
    "{{ 1 + 1 }}{% include 'base.html' %}",
    "=cmd|'/C calc'!A0",
    "\\u202Egnp.exe\\u200B",
    "\\u001B[31m\\u0007",
    "</title><base href=https://evil.example/>",
];

const LINKS: [&str; 12] = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "&#106;avascript:alert(1)",
    "%6aavascript:alert(1)",
    " javascript:alert(1)",
    "\u{1}javascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml;base64,PHN2Zy8+",
    "//evil.example/x",
    "file:///etc/passwd",
];

fn hostile() -> Site {
    let site = Site::of(&[&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad-sites/base")]);
    for (at, attack) in ATTACKS.iter().enumerate() {
        let raw = attack.replace("\\\"", "\"").replace("\\u202E", "\u{202E}").replace("\\u200B", "\u{200B}");
        let links: String =
            LINKS.iter().map(|link| format!("- [甲](<{link}>) ![乙](<{link}>) <a href=\"{link}\">丙</a>\n")).collect();
        let day = at + 1;
        site.write(
            &format!("content/notice/x{at}/index.md"),
            format!(
                "---\ntitle: \"甲{attack}乙\"\ndoc_no: \"{attack}\"\ntopic: 综合政务/应急管理\ngenre: 通知\ncreated: 2024-03-{day:02}\n\
                 published: 2024-03-{day:02}\nsummary: \"{attack}\"\nkeywords: [\"{attack}\"]\nsource: \"{attack}\"\nmatter: \"{attack}\"\n\
                 opinion: {{until: 2024-04-01, how: \"{attack}\", result: \"{attack}\"}}\n\
                 corrections:\n  - {{date: 2024-03-20, reason: \"{attack}\", note: \"{attack}\"}}\n---\n\n# {raw}\n\n{raw}\n\n> {raw}\n\n\
                 |{raw}|\n|-|\n|{raw}|\n\n<div style=\"position:fixed\">{raw}</div>\n\n<style>body{{display:none}}</style>\n\n{links}"
            ),
        );
        // What the system lets a file be called.
        let name = raw.replace(['/', '\0'], "-");
        site.write(&format!("content/notice/x{at}/{name}.pdf"), b"%PDF-1.4\n");
    }
    site
}

/// Every start tag of a page, as a browser's tokenizer sees them, with the text behind it.
#[derive(Default)]
struct Tags {
    tags: Mutex<Vec<Tag>>,
}

impl TokenSink for Tags {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let TagToken(tag) = token
            && tag.kind == StartTag
        {
            let raw = match &*tag.name {
                "script" => Some(RawKind::ScriptData),
                "style" => Some(RawKind::Rawtext),
                "title" | "textarea" => Some(RawKind::Rcdata),
                _ => None,
            };
            self.tags.lock().unwrap().push(tag);
            if let Some(raw) = raw {
                return TokenSinkResult::RawData(raw);
            }
        }
        TokenSinkResult::Continue
    }
}

fn tags(html: &str) -> Vec<Tag> {
    let tokenizer = Tokenizer::new(Tags::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.tags.into_inner().unwrap()
}

/// Nothing in a page runs, styles or loads but what the theme itself brings.
fn assert_inert(name: &str, html: &str) {
    for tag in tags(html) {
        let attributes: BTreeMap<String, String> =
            tag.attrs.iter().map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string())).collect();
        let shown = format!("{name}: <{} {attributes:?}>", &*tag.name);
        assert!(
            !matches!(&*tag.name, "style" | "base" | "iframe" | "frame" | "object" | "embed" | "applet" | "math"),
            "{shown}"
        );
        for (key, value) in &attributes {
            assert!(!key.starts_with("on") && key != "style" && key != "srcdoc" && key != "formaction", "{shown}");
            let loads = matches!(&*tag.name, "script" | "img" | "link" | "source" | "video" | "audio");
            if matches!(key.as_str(), "href" | "src" | "action" | "srcset" | "poster" | "data" | "xlink:href") {
                let address: String =
                    value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect::<String>().to_lowercase();
                let scheme = address.split(['/', '?', '#']).next().unwrap_or_default().split_once(':').map(|(s, _)| s);
                assert!(matches!(scheme, None | Some("http" | "https" | "mailto" | "tel")), "{shown}");
                let rel = attributes.get("rel").map(String::as_str);
                let canonical = matches!(rel, Some("canonical" | "alternate" | "schema.DCTERMS"));
                assert!(
                    !loads || canonical || scheme.is_none() && !address.starts_with("//"),
                    "from elsewhere: {shown}"
                );
            }
        }
        if &*tag.name == "script" {
            // Data, which no browser runs.
            let kind = attributes.get("type").map_or("", String::as_str);
            let data = matches!(kind, "application/ld+json" | "application/json");
            assert!(data || attributes.contains_key("src"), "a script in the page: {shown}");
        }
        if &*tag.name == "meta" {
            let refresh = attributes.get("http-equiv").is_some_and(|kind| kind.eq_ignore_ascii_case("refresh"));
            assert!(!refresh, "{shown}");
        }
        if &*tag.name == "form" {
            let action = attributes.get("action").map_or("", String::as_str);
            assert!(!action.contains("//"), "{shown}");
        }
    }
}

fn walk(folder: &Path, out: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, out);
        } else {
            out.insert(path.to_str().unwrap().to_owned(), fs::read(&path).unwrap());
        }
    }
}

#[test]
fn hostile_texts_run_nothing_and_break_nothing() {
    let site = hostile();
    let built = site.build();
    assert_eq!(built.status, Some(0), "{}{}", built.out, built.err);
    assert!(built.err.contains("text.unseen") && built.err.contains("link.unsafe"), "{}", built.err);
    assert!(!built.err.contains(['\u{1b}', '\u{7}', '\u{202E}']), "{:?}", built.err);
    let mut files = BTreeMap::new();
    walk(&site.out(), &mut files);
    let mut pages = 0;
    for (name, bytes) in &files {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let is_unseen = |c: char| mulu::findings::unseen::is_unseen(c) && !(c == '\u{FEFF}' && ending == "csv");
        if matches!(ending, "html" | "xml" | "json" | "csv") {
            let odd = text.char_indices().find(|(_, c)| is_unseen(*c));
            assert_eq!(odd.map(|(at, _)| text.get(at.saturating_sub(60)..).unwrap_or_default()), None, "{name}");
        }
        match ending {
            "html" => {
                pages += 1;
                assert_inert(name, text);
                assert!(!text.contains("{{ 2") && !text.contains(">2{% include"), "{name} is a template twice");
            }
            "xml" => {
                let mut reader = quick_xml::Reader::from_str(text);
                loop {
                    match reader.read_event() {
                        Ok(quick_xml::events::Event::Eof) => break,
                        Ok(_) => {}
                        Err(error) => panic!("{name}: {error}"),
                    }
                }
            }
            "json" => drop(serde_json::from_str::<serde_json::Value>(text).unwrap_or_else(|e| panic!("{name}: {e}"))),
            "csv" => {
                let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(text.as_bytes());
                for record in reader.records() {
                    for cell in &record.unwrap() {
                        assert!(!cell.starts_with(['=', '+', '-', '@']), "a formula in {name}: {cell}");
                    }
                }
            }
            _ => {}
        }
    }
    assert!(pages > 20, "{pages} pages");
    let ledger = site.read("ledger.csv");
    assert!(!ledger.contains(['\u{1b}', '\u{7}', '\u{202E}']), "{ledger:?}");
    // The answer of a search is printed on a terminal, too.
    let found = site.run("search", &["--lang", "en", "--out", site.out().to_str().unwrap(), "甲"]);
    assert!(found.out.contains('甲') && !found.out.contains(['\u{1b}', '\u{202E}']), "{:?}", found.out);
}

#[cfg(unix)]
#[test]
fn a_file_name_does_not_move_the_cursor() {
    let site = Site::of(&[&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad-sites/base")]);
    site.write("content/notice/\u{1b}[2J\u{202E}\nx.md", "---\ntitle: \n---\n");
    for format in ["text", "json", "sarif"] {
        let run = site.run("check", &["--lang", "en", "--format", format]);
        assert!(!run.out.contains(['\u{1b}']) && !run.err.contains('\u{1b}'), "{format}: {:?}{:?}", run.out, run.err);
        assert!(format != "text" || !run.out.contains('\u{202E}'), "{:?}", run.out);
        assert!(run.out.contains("content/notice/"), "{:?}", run.out);
    }
}
