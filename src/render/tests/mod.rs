//! Whole pages of a small catalog, and what holds for every page.

mod links;
mod sample;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::plan::{Earlier, Made, MadeOf};
use super::{Options, Page, Plan, Rendered, Theme, render};
use crate::catalog::{Catalog, Provisional};
use crate::findings::Finding;

fn site(language: &str) -> Rendered {
    render(&sample::catalog(language), &Theme::embedded(), &Options::default())
}

fn text<'a>(pages: &'a [Page], path: &str) -> &'a str {
    let page = pages.iter().find(|page| page.path == path).unwrap_or_else(|| panic!("there is no {path}"));
    std::str::from_utf8(&page.bytes).unwrap()
}

/// Without the marks of styles and scripts, which change with every touch of them.
fn without_marks(text: &str) -> String {
    let mut parts = text.split("?v=");
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        out.push_str(&part[8..]);
    }
    out
}

/// `code path:line:column` of each finding.
fn codes(findings: &[Finding]) -> Vec<String> {
    let show = |f: &Finding| format!("{} {}:{}:{}", f.rule.code, f.place.path, f.place.line, f.place.column);
    findings.iter().map(show).collect()
}

/// Pages by address, and what each was made of.
#[derive(Default)]
struct Known(BTreeMap<String, MadeOf>);

impl Earlier for Known {
    fn has(&self, path: &str, made_of: &MadeOf) -> bool {
        self.0.get(path) == Some(made_of)
    }
}

/// Nothing that differs from one run to the next, as the order of a hash map, may stand in what pages are known by.
#[test]
fn a_page_of_the_same_is_known_again() {
    let mut config = (*sample::catalog("zh-Hans").config).clone();
    config.traditional = true;
    let catalog = || Catalog { config: Arc::new(config.clone()), ..sample::catalog("zh-Hans") };
    let pages = |known: &Known| {
        let (catalog, theme, options) = (catalog(), Theme::embedded(), Options::default());
        let plan = Plan::new(&catalog, &theme, &options).after(known);
        let pages = plan.jobs().iter().map(|(path, job)| (path.clone(), plan.make(path, job)));
        pages.collect::<BTreeMap<String, Made>>()
    };
    let first = pages(&Known::default());
    let known = Known(first.iter().filter_map(|(path, made)| Some((path.clone(), made.made_of?))).collect());
    assert!(
        known.0.keys().any(|path| path.starts_with("item/"))
            && known.0.keys().any(|path| path.starts_with("zh-hant/item/"))
    );
    for (path, made) in pages(&known) {
        assert_eq!((made.made_of, made.is_kept), (first[&path].made_of, known.0.contains_key(&path)), "{path}");
    }
}

#[test]
fn every_page_is_made() {
    for language in ["zh-Hans", "en"] {
        let rendered = site(language);
        assert_eq!(codes(&rendered.findings), Vec::<String>::new());
        for page in &rendered.pages {
            assert!(!page.bytes.is_empty(), "{} is empty", page.path);
        }
        let catalog = sample::catalog(language);
        assert_eq!(rendered.blocks.len(), catalog.entries.len());
        for (entry, blocks) in catalog.entries.iter().zip(&rendered.blocks) {
            assert_eq!(blocks.is_empty(), entry.body.text().is_empty(), "{}", entry.title);
        }
    }
}

/// Whole pages. What changes here changes every site: look at it in a browser, too.
#[test]
fn pages_are_as_they_were() {
    let pages = site("zh-Hans").pages;
    for (name, path) in [
        ("home", "index.html"),
        ("item", "item/000014349/2024-00003.html"),
        ("withdrawn", "item/000014349/2023-00008.html"),
        ("on_request", "item/000014349/2024-00009.html"),
        ("reduced", "item/000014349/2023-00007.html"),
        ("listing", "catalog/index.html"),
        ("listing_oldest", "catalog/p1.html"),
        ("guide", "column/guide/index.html"),
        ("columns", "column/index.html"),
        ("search", "search.html"),
        ("site_map", "sitemap.html"),
        ("not_found", "404.html"),
        ("plain", "pages/about.html"),
        ("accessibility", "pages/accessibility.html"),
        ("feed", "feed.xml"),
        ("sitemap_xml", "sitemap.xml"),
        ("csv", "data/catalog.csv"),
    ] {
        insta::assert_snapshot!(name, without_marks(text(&pages, path)).replace('\r', "␍"));
    }
    let english = site("en").pages;
    insta::assert_snapshot!(
        "item_english",
        text(&english, "item/000014349/2024-00003.html").split("<main").nth(1).unwrap()
    );
}

#[test]
fn one_thread_or_many_give_the_same_bytes() {
    let catalog = sample::catalog("zh-Hans");
    let theme = Theme::embedded();
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| render(&catalog, &theme, &Options::default()))
    };
    let (one, many) = (with(1), with(3));
    assert_eq!(one.pages, many.pages);
    assert_eq!(one.blocks, many.blocks);
    assert!(one.pages.windows(2).all(|pair| pair[0].path < pair[1].path), "pages are in order, each once");
}

#[test]
fn one_page_can_be_made_alone() {
    let catalog = sample::catalog("zh-Hans");
    let (theme, options) = (Theme::embedded(), Options::default());
    let plan = Plan::new(&catalog, &theme, &options);
    for page in render(&catalog, &theme, &options).pages {
        assert_eq!(plan.render_one(&page.path).unwrap().bytes, page.bytes, "{}", page.path);
    }
    assert!(plan.render_one("nothing.html").is_none());
}

#[test]
fn a_withdrawn_item_tells_nothing_but_that() {
    for page in site("zh-Hans").pages {
        let text = String::from_utf8_lossy(&page.bytes);
        assert!(!text.contains("不得出现"), "{}", page.path);
    }
}

#[test]
fn a_new_item_changes_few_pages() {
    let theme = Theme::embedded();
    let before = sample::catalog("zh-Hans");
    let mut after = before.clone();
    let mut entry =
        sample::entry(&after.config, 17, "finance", "青禾镇2024年决算", jiff::civil::date(2024, 10, 1), "见表。");
    entry.topic = "0601".to_owned();
    after.entries.push(Arc::new(entry));
    after.newest.insert(0, 16);
    let pages = |catalog: &Catalog| -> BTreeMap<String, Vec<u8>> {
        render(catalog, &theme, &Options::default()).pages.into_iter().map(|page| (page.path, page.bytes)).collect()
    };
    let (before, after) = (pages(&before), pages(&after));
    let changed: Vec<&str> =
        after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)).map(|(path, _)| path.as_str()).collect();
    insta::assert_debug_snapshot!(changed, @r#"
    [
        "agency/index.html",
        "agency/qhz/index.html",
        "catalog/index.html",
        "column/finance/feed.json",
        "column/finance/feed.xml",
        "column/finance/index.html",
        "column/index.html",
        "data.json",
        "data/catalog.csv",
        "data/catalog.json",
        "data/catalog.jsonld",
        "data/catalog.xlsx",
        "feed.json",
        "feed.xml",
        "genre/G08/index.html",
        "genre/index.html",
        "index.html",
        "item/000014349/2024-00017.html",
        "letter/index.html",
        "letter/q/index.html",
        "sitemap-20-07.xml",
        "sitemap.html",
        "sitemap.xml",
        "topic/06/index.html",
        "topic/0601/index.html",
        "topic/index.html",
        "year/2024/index.html",
        "year/index.html",
    ]
    "#);
}

#[test]
fn faults_of_texts_are_found_at_their_place() {
    let mut catalog = sample::catalog("zh-Hans");
    let body = "见[通知](../notice/005.mb)、[草稿](../notice/099.md)、[[000014349/2024-99999]]。\n\n![图](图.png)\n";
    let broken = sample::entry(&catalog.config, 17, "notice", "有错的通知", jiff::civil::date(2024, 10, 1), body);
    catalog.entries.push(Arc::new(broken));
    let options = Options { unpublished: ["content/notice/099.md".to_owned()].into(), ..Options::default() };
    let rendered = render(&catalog, &Theme::embedded(), &options);
    insta::assert_debug_snapshot!(codes(&rendered.findings), @r#"
    [
        "link.missing content/notice/017.md:4:2",
        "link.unpublished content/notice/017.md:4:25",
        "link.number_unknown content/notice/017.md:4:48",
        "link.image_missing content/notice/017.md:6:1",
    ]
    "#);
    let page = text(&rendered.pages, "item/000014349/2024-00017.html");
    assert!(!page.contains("099.md") && !page.contains("005.mb"), "what leads nowhere is not shown as a link");
}

#[test]
fn a_preview_marks_what_would_not_be_published() {
    let mut catalog = sample::catalog("zh-Hans");
    Arc::make_mut(&mut catalog.entries[4]).provisional = Some(Provisional::Draft);
    let options = Options { preview: true, ..Options::default() };
    let pages = render(&catalog, &Theme::embedded(), &options).pages;
    let item = text(&pages, "item/000014349/2024-00005.html");
    assert!(item.contains("预览：草稿") && item.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(text(&pages, "index.html").contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(!text(&site("zh-Hans").pages, "index.html").contains("noindex"));
}

#[test]
fn what_people_write_cannot_break_a_page() {
    let mut catalog = sample::catalog("zh-Hans");
    let nasty = "\"><script>alert(1)</script>&\u{1}=1+1";
    for entry in catalog.entries.iter_mut().map(Arc::make_mut) {
        entry.title = nasty.to_owned();
        entry.summary = nasty.to_owned();
        entry.keywords = vec![nasty.to_owned()];
        entry.doc_no = Some("=1+1".to_owned());
    }
    let rendered = render(&catalog, &Theme::embedded(), &Options::default());
    for page in &rendered.pages {
        if links::is_html(page) || page.path == "feed.xml" {
            let text = String::from_utf8_lossy(&page.bytes);
            assert!(!text.contains("<script>alert") && !text.contains('\u{1}'), "{}", page.path);
        }
    }
    assert!(text(&rendered.pages, "data/catalog.csv").contains(",'=1+1,"));
    let json: serde_json::Value = serde_json::from_str(text(&rendered.pages, "data/catalog.json")).unwrap();
    assert_eq!(json["items"][0]["title"], nasty);
}

#[test]
fn the_table_opens_in_a_spreadsheet() {
    let pages = site("zh-Hans").pages;
    let table = text(&pages, "data/catalog.csv");
    let mut reader = csv::Reader::from_reader(table.strip_prefix('\u{feff}').unwrap().as_bytes());
    assert_eq!(&reader.headers().unwrap()[0], "索引号");
    assert_eq!(reader.records().map(Result::unwrap).count(), 16);
    let json: serde_json::Value = serde_json::from_str(text(&pages, "data/catalog.json")).unwrap();
    assert_eq!(json["count"], 16);
    assert_eq!(json["items"][2]["attachments"][0]["type"], "DOCX");
    assert_eq!(json["items"][7]["withdrawn"]["date"], "2023-06-01");
}

#[test]
fn the_feed_reads_back() {
    let pages = site("zh-Hans").pages;
    let feed: atom_syndication::Feed = text(&pages, "feed.xml").parse().unwrap();
    assert_eq!(feed.entries.len(), 16);
    assert_eq!(feed.updated.to_rfc3339(), "2024-09-06T00:00:00+08:00");
}

#[test]
fn an_empty_catalog_has_pages_too() {
    let mut catalog = sample::catalog("zh-Hans");
    catalog.entries.clear();
    catalog.newest.clear();
    let rendered = render(&catalog, &Theme::embedded(), &Options::default());
    assert!(rendered.findings.is_empty());
    links::check(&rendered.pages, &[]);
}

#[test]
fn every_link_leads_somewhere_and_nothing_stands_inline() {
    for language in ["zh-Hans", "en"] {
        let files: Vec<String> = super::copies(&sample::catalog(language)).into_iter().map(|copy| copy.path).collect();
        links::check(&site(language).pages, &files);
    }
}

/// docs/themes.md is what themes rely on: every name that a template is given stands in it.
#[test]
fn what_templates_are_given_is_documented() {
    let manual = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/themes.md")).unwrap();
    let templates = [
        ("home", "home"),
        ("listing", "listing"),
        ("overview", "overview"),
        ("item", "item"),
        ("plain", "plain"),
        ("accessibility", "statement"),
        ("sitemap", "map"),
    ];
    let files: Vec<(String, Vec<u8>)> = templates
        .iter()
        .map(|(name, value)| {
            let text = format!("{{{{ site | safe }}}} {{{{ page | safe }}}} {{{{ {value} | safe }}}}");
            (format!("templates/{name}.html"), text.into_bytes())
        })
        .collect();
    let theme = Theme::load("all", &files).unwrap();
    let mut names = std::collections::BTreeSet::new();
    for page in render(&sample::catalog("zh-Hans"), &theme, &Options::default()).pages {
        if links::is_html(&page) && !matches!(page.path.as_str(), "404.html" | "search.html") {
            let text = String::from_utf8(page.bytes).unwrap();
            for (at, _) in text.match_indices("\": ") {
                let name = text[..at].rsplit('"').next().unwrap();
                if name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') {
                    names.insert(name.to_owned());
                }
            }
        }
    }
    assert!(names.len() > 100, "{names:?}");
    for name in names {
        assert!(manual.contains(&format!("`{name}`")), "docs/themes.md does not know `{name}`");
    }
}

#[test]
fn a_site_map_too_large_for_one_file_is_cut() {
    let mut catalog = sample::catalog("zh-Hans");
    let first = (*catalog.entries[0]).clone();
    for at in 0..60_000 {
        let mut entry = first.clone();
        entry.address = format!("item/many/{at:05}.html");
        catalog.entries.push(Arc::new(entry));
    }
    let (theme, options) = (Theme::embedded(), Options::default());
    let plan = Plan::new(&catalog, &theme, &options);
    let file = |path: &str| String::from_utf8(plan.render_one(path).unwrap().bytes).unwrap();
    let index = file("sitemap.xml");
    let maps: Vec<&str> = index.split("/xxgk/").skip(1).map(|part| part.split('<').next().unwrap()).collect();
    assert_eq!(maps, SITE_MAPS);
    let withdrawn = 1;
    let items: usize = maps
        .iter()
        .filter(|path| !path.starts_with("sitemap-pages"))
        .map(|path| {
            let count = file(path).matches("<url>").count();
            assert!((1..=50_000).contains(&count), "{path}: {count}");
            count
        })
        .sum();
    assert_eq!(items, catalog.entries.len() - withdrawn, "each item stands in one site map");
}

const SITE_MAPS: [&str; 5] =
    ["sitemap-20-01.xml", "sitemap-20-07.xml", "sitemap-other-2.xml", "sitemap-other.xml", "sitemap-pages.xml"];

/// One that reads pages gets the same as one that looks at them, and no more.
#[test]
fn every_page_says_what_it_is_to_machines() {
    for page in site("zh-Hans").pages.iter().filter(|page| links::is_html(page) && page.path != "404.html") {
        let text = std::str::from_utf8(&page.bytes).unwrap();
        let block =
            text.split("<script type=\"application/ld+json\">").nth(1).unwrap_or_else(|| panic!("{}", page.path));
        let block: serde_json::Value = serde_json::from_str(block.split("</script>").next().unwrap()).unwrap();
        assert_eq!(block["@context"], "https://schema.org", "{}", page.path);
        let first = block.pointer("/@graph/0").unwrap_or(&block);
        assert!(first["name"].is_string() && first["@type"].is_string(), "{}", page.path);
        assert!(text.contains(" property=\"og:title\""), "{}", page.path);
    }
}

#[test]
fn a_workbook_is_the_same_every_time() {
    let make = || site("zh-Hans").pages.into_iter().find(|page| page.path == "data/catalog.xlsx").unwrap().bytes;
    let first = make();
    // Its files carry times of two seconds' precision.
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert!(first.starts_with(b"PK"));
    assert!(first == make(), "the second differs");
}

/// The edition in traditional characters has every page that people read, links lead within it or to what is shared, and the
/// site's own pages and search texts are what they are without it.
#[test]
fn an_edition_in_traditional_characters_stands_beside_every_page() {
    let mut catalog = sample::catalog("zh-Hans");
    let alone = render(&catalog, &Theme::embedded(), &Options::default());
    std::sync::Arc::make_mut(&mut catalog.config).traditional = true;
    let both = render(&catalog, &Theme::embedded(), &Options::default());
    assert_eq!(codes(&both.findings), Vec::<String>::new());
    assert_eq!(alone.blocks, both.blocks);
    let files: Vec<String> = super::copies(&catalog).into_iter().map(|copy| copy.path).collect();
    links::check(&both.pages, &files);
    for page in &alone.pages {
        let has_edition = links::is_html(page) && page.path != "404.html";
        let path = format!("zh-hant/{}", page.path);
        let made = both.pages.iter().find(|made| made.path == path);
        assert_eq!(made.is_some(), has_edition, "{path}");
        let Some(made) = made else { continue };
        let converted = std::str::from_utf8(&made.bytes).unwrap();
        assert!(converted.contains("<html lang=\"zh-Hant\">"), "{path}");
        let address = page.path.strip_suffix("index.html").unwrap_or(&page.path);
        assert!(
            converted
                .contains(&format!("rel=\"canonical\" href=\"https://www.example.gov.cn/qhz/xxgk/zh-hant/{address}\"")),
            "{path}"
        );
        let other = text(&both.pages, &page.path);
        for page in [other, converted] {
            for (tag, folder) in [("zh-CN", ""), ("zh-Hant", "zh-hant/"), ("x-default", "")] {
                let link = format!("hreflang=\"{tag}\" href=\"https://www.example.gov.cn/qhz/xxgk/{folder}{address}\"");
                assert!(page.contains(&link), "{path}: {link}");
            }
        }
    }
    let item = text(&both.pages, "zh-hant/item/000014349/2024-00003.html");
    for words in ["信息公開", "發佈機構", "索引號", "簡體版"] {
        assert!(item.contains(words), "{words}");
    }
    for words in ["发布", "机构", "关于", "镇"] {
        assert!(!item.contains(words), "{words}");
    }
    let map = text(&both.pages, "sitemap-pages.xml");
    assert!(
        map.contains("<loc>https://www.example.gov.cn/qhz/xxgk/zh-hant/catalog/</loc><xhtml:link rel=\"alternate\"")
    );
    insta::assert_snapshot!("traditional", without_marks(item));
}

/// In a catalog of one office the office's list is the whole catalog: its numbered pages are made once.
#[test]
fn lists_of_the_same_items_share_their_pages() {
    let mut catalog = sample::catalog("zh-Hans");
    for entry in catalog.entries.iter_mut().map(Arc::make_mut) {
        entry.agency = 0;
    }
    let pages = render(&catalog, &Theme::embedded(), &Options::default()).pages;
    assert!(pages.iter().any(|page| page.path == "catalog/p1.html"));
    assert!(!pages.iter().any(|page| page.path == "agency/qhz/p1.html"));
    assert!(text(&pages, "agency/qhz/index.html").contains("href=\"../../catalog/p1.html\""));
    links::check(&pages, &super::copies(&catalog).into_iter().map(|copy| copy.path).collect::<Vec<_>>());
}
