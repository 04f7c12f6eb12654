//! Headings, articles, lists, tables, footnotes, code.

use super::{Site, faults, html, line};
use crate::render::markdown::{Words, render, render_with};

#[test]
fn headings_begin_below_the_title_and_have_ids() {
    let rendered = render("# 总则\n\n### 目的\n\n# Open Data {#open}\n\n## 目的\n\n## Open data", &Site);
    assert_eq!(
        rendered.html,
        "<h2 id=\"s-1\">总则</h2>\n<h3 id=\"s-2\">目的</h3>\n<h2 id=\"open\">Open Data</h2>\n<h3 id=\"s-4\">目的</h3>\n\
         <h3 id=\"s-open-data\">Open data</h3>\n"
    );
    let list: Vec<_> = rendered.headings.iter().map(|heading| (heading.level, &*heading.id, &*heading.text)).collect();
    assert_eq!(
        list,
        [
            (2, "s-1", "总则"),
            (3, "s-2", "目的"),
            (2, "open", "Open Data"),
            (3, "s-4", "目的"),
            (3, "s-open-data", "Open data")
        ]
    );
}

#[test]
fn heading_texts_are_without_marks() {
    let rendered = render("## **总则**与`代码`[链接](known.md)\n\n甲\n乙\n---", &Site);
    assert_eq!(rendered.headings.iter().map(|heading| &*heading.text).collect::<Vec<_>>(), ["总则与代码链接", "甲乙"]);
}

#[test]
fn braces_at_the_end_of_a_heading_are_text_unless_they_are_an_id() {
    assert_eq!(html("# 合同{甲方}"), "<h2 id=\"s-1\">合同{甲方}</h2>\n");
    assert_eq!(html("# 一 {#a}\n\n# 二 {#a}"), "<h2 id=\"a\">一</h2>\n<h2 id=\"s-2\">二</h2>\n");
    assert_eq!(faults("# 一 {#a}\n\n# 二 {#a}"), [("doubled_id", "# 二 {#a}".to_owned())]);
    assert_eq!(html("# **真，**她 {#t}"), "<h2 id=\"t\"><strong>真，</strong>她</h2>\n");
}

#[test]
fn headings_that_miss_their_blank_are_said() {
    assert_eq!(
        faults("##总则\n\n正文\n＃ 附则"),
        [("heading_mark", "##".to_owned()), ("heading_mark", "＃".to_owned())]
    );
    for text in ["## 总则", "#1 楼", "\\#总则", "见#总则", "- 甲", "#######总则", "`#总则`"] {
        assert!(faults(text).is_empty(), "{text}");
    }
}

#[test]
fn articles_can_be_linked_to() {
    assert_eq!(
        html("第一条　为了\n\n**第二条** 本法\n\n## 第三条\n\n第四条规定的情形\n\n第一条　又"),
        "<p id=\"article-1\">第一条　为了</p>\n<p id=\"article-2\"><strong>第二条</strong> 本法</p>\n\
         <h2 id=\"article-3\">第三条</h2>\n<p>第四条规定的情形</p>\n<p id=\"article-1_2\">第一条　又</p>\n"
    );
    assert!(faults("第十二条　甲，见[第十二条](#第十二条)、[上](#article-12)").is_empty());
}

#[test]
fn lists_keep_their_numbers() {
    assert_eq!(html("3. 甲\n4. 乙"), "<ol start=\"3\">\n<li>甲</li>\n<li>乙</li>\n</ol>\n");
    assert_eq!(html("- 甲\n  1. 乙"), "<ul>\n<li>甲<ol>\n<li>乙</li>\n</ol>\n</li>\n</ul>\n");
    assert_eq!(html("- [ ] 甲\n- [x] 乙"), "<ul>\n<li>[ ] 甲</li>\n<li>[x] 乙</li>\n</ul>\n");
    assert_eq!(render("- 甲\n\n  乙\n- 丙", &Site).blocks, ["甲", "乙", "丙"]);
}

#[test]
fn tables_scroll_and_align_by_class() {
    let rendered = render("| 序号 | 姓名 | 金额 |\n|:--|:-:|--:|\n| 1 | 甲 | 2.00 |\n", &Site);
    assert_eq!(
        rendered.html,
        "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"表格 1：序号、姓名、金额\"><table>\n<thead>\n<tr>\n\
         <th scope=\"col\" class=\"align-left\">序号</th>\n<th scope=\"col\" class=\"align-center\">姓名</th>\n\
         <th scope=\"col\" class=\"align-right\">金额</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td class=\"align-left\">1</td>\n\
         <td class=\"align-center\">甲</td>\n<td class=\"align-right\">2.00</td>\n</tr>\n</tbody>\n</table>\n</div>\n"
    );
    assert_eq!(rendered.blocks, ["序号", "姓名", "金额", "1", "甲", "2.00"]);
    assert!(!rendered.html.contains("style"));
}

#[test]
fn a_table_without_header_texts_has_no_header() {
    let html = html("|  |  |\n|--|--|\n| 甲 | 乙 |\n");
    assert!(!html.contains("<th"), "{html}");
    assert!(html.contains("aria-label=\"表格 1\""), "{html}");
    let html = super::html("| | 甲 |\n|--|--|\n| 一 | 二 |\n");
    assert!(html.contains("<td></td>\n<th scope=\"col\">甲</th>"), "{html}");
}

#[test]
fn labels_come_in_the_language_asked_for() {
    let html = render_with("|a|b|\n|-|-|\n|c|d|\n\n|a|\n|-|\n|b|\n\nx[^1]\n\n[^1]: n", &Site, &Words::EN).html;
    for label in ["Table 1: a, b", "Table 2: a", "Footnote 1", "Back to the text 1"] {
        assert!(html.contains(&format!("aria-label=\"{label}\"")), "{label}: {html}");
    }
}

#[test]
fn footnotes_are_numbered_and_lead_back() {
    let rendered = render("甲[^b]乙[^a]丙[^b]。\n\n[^a]: 注一\n[^b]: 注二", &Site);
    assert_eq!(
        rendered.html,
        "<p>甲<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\" aria-label=\"脚注 1\">1</a></sup>\
         乙<sup class=\"footnote-ref\"><a href=\"#fn-2\" id=\"fnref-2\" role=\"doc-noteref\" aria-label=\"脚注 2\">2</a></sup>\
         丙<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1-2\" role=\"doc-noteref\" aria-label=\"脚注 1\">1</a></sup>。</p>\n\
         <section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"脚注\">\n<ol>\n\
         <li id=\"fn-1\" value=\"1\"><p>注二 <a href=\"#fnref-1\" class=\"footnote-back\" role=\"doc-backlink\" \
         aria-label=\"返回正文 1\">↩︎</a> <a href=\"#fnref-1-2\" class=\"footnote-back\" role=\"doc-backlink\" \
         aria-label=\"返回正文 1-2\">↩︎</a></p>\n</li>\n\
         <li id=\"fn-2\" value=\"2\"><p>注一 <a href=\"#fnref-2\" class=\"footnote-back\" role=\"doc-backlink\" \
         aria-label=\"返回正文 2\">↩︎</a></p>\n</li>\n</ol>\n</section>\n"
    );
    assert_eq!(rendered.blocks, ["甲乙丙。", "注二", "注一"]);
    assert!(rendered.faults.is_empty());
}

#[test]
fn footnotes_that_do_not_match_are_said() {
    assert_eq!(faults("甲[^1]。"), [("missing_footnote", "[^1]".to_owned())]);
    assert_eq!(faults("甲\n\n[^x]: 注"), [("unused_footnote", "[^x]: 注".to_owned())]);
    assert_eq!(render("甲\n\n[^x]: 注", &Site).blocks, ["甲", "注"]);
    let doubled = faults("甲[^x]\n\n[^x]: 一\n\n[^x]: 二");
    assert_eq!(doubled, [("doubled_footnote", "[^x]: 二".to_owned())]);
    assert_eq!(render("甲[^x]\n\n[^x]: 一\n\n[^x]: 二", &Site).blocks, ["甲", "一", "二"]);
}

#[test]
fn code_is_verbatim_and_indented_text_is_asked_about() {
    assert_eq!(html("```sh\na < b\n  c\n```"), "<pre tabindex=\"0\"><code>a &lt; b\n  c\n</code></pre>\n");
    assert_eq!(faults("    缩进的段落"), [("indented_text", "缩进的段落".to_owned())]);
    assert!(faults("    let x = 1;").is_empty());
}

#[test]
fn references_without_definition_are_said() {
    assert_eq!(faults("见[甲][乙]。"), [("missing_reference", "[甲][乙]".to_owned())]);
    assert!(faults("见[2024]5号、[甲]").is_empty());
    assert_eq!(line("见[2024]5号"), "见[2024]5号");
}
