//! Raw HTML in Markdown.

use super::{Site, faults, html, line};
use crate::render::markdown::render;

#[test]
fn harmless_elements_stay() {
    for text in [
        "m<sup>2</sup>和H<sub>2</sub>O",
        "甲<br>乙",
        "<u>甲</u>",
        "<abbr title=\"政务公开\">公开</abbr>",
        "<ruby>甲<rt>jiǎ</rt></ruby>",
    ] {
        assert_eq!(line(text), text);
        assert!(faults(text).is_empty(), "{text}");
    }
    assert_eq!(render("m<sup>2</sup>，甲<br/>乙", &Site).blocks, ["m2，甲\n乙"]);
}

#[test]
fn tables_with_joined_cells_stay() {
    let text = "<table>\n<caption>收费表</caption>\n<tr><th rowspan=\"2\" scope=\"col\">项目</th><th colspan=\"2\">金额</th></tr>\n\
                <tr><td align=\"right\">1</td><td style=\"text-align: center; color: red\">2</td></tr>\n</table>\n";
    let rendered = render(text, &Site);
    assert_eq!(
        rendered.html.replace('\n', ""),
        "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"表格 1\"><table><caption>收费表</caption>\
         <tbody><tr><th rowspan=\"2\" scope=\"col\">项目</th><th colspan=\"2\">金额</th></tr>\
         <tr><td class=\"align-right\">1</td><td class=\"align-center\">2</td></tr></tbody></table></div>"
    );
    assert_eq!(rendered.blocks, ["收费表", "项目", "金额", "1", "2"]);
    assert!(rendered.faults.is_empty(), "{:?}", rendered.faults);
}

#[test]
fn what_is_removed_is_said_at_its_place_once() {
    assert_eq!(line("甲<script>alert(1)</script>乙"), "甲乙");
    assert_eq!(faults("甲<script>alert(1)</script>乙"), [("raw_html_removed", "<script>".to_owned())]);
    assert_eq!(faults("甲<b onclick=\"x\">乙</b>"), [("raw_html_removed", "<b onclick=\"x\">".to_owned())]);
    assert_eq!(faults("<font color=red>甲</font>，<font>乙</font>").len(), 1);
    assert_eq!(
        faults("<div>\n<iframe src=\"https://a.cn\"></iframe>\n<p style=\"color:red\">甲</p>\n</div>"),
        [
            ("raw_html_removed", "<iframe src=\"https://a.cn\">".to_owned()),
            ("raw_html_removed", "<p style=\"color:red\">".to_owned())
        ]
    );
    assert_eq!(
        faults("> <div>\n> <em onclick=x>甲</em>\n> </div>"),
        [("raw_html_removed", "<em onclick=x>".to_owned())]
    );
}

#[test]
fn a_tag_over_two_lines_of_a_list_is_at_its_place() {
    assert_eq!(faults("- 甲<font\n  color=\"red\">乙"), [("raw_html_removed", "<font\n  color=\"red\">".to_owned())]);
    assert_eq!(faults("- 甲<b title=\"户\n  口\">乙</b>"), [("raw_html_removed", "<b title=\"户\n  口\">".to_owned())]);
    assert_eq!(
        faults("- <div\n  户=\"口\"\n  簿>乙</div>"),
        [
            ("raw_html_removed", "<div\n  户=\"口\"\n  簿>".to_owned()),
            ("raw_html_removed", "<div\n  户=\"口\"\n  簿>".to_owned())
        ]
    );
}

#[test]
fn comments_go_without_a_word() {
    let rendered = render("甲<!-- 内部：不公开 -->乙\n\n<!--\n内部\n-->\n\n丙", &Site);
    assert_eq!(rendered.html, "<p>甲乙</p>\n<p>丙</p>\n");
    assert!(rendered.faults.is_empty());
}

#[test]
fn blocks_reach_over_markdown_but_not_out_of_their_container() {
    let text = "<details>\n<summary>展开</summary>\n\n**甲**\n\n- 乙\n\n</details>\n\n丙";
    let rendered = render(text, &Site);
    assert_eq!(
        rendered.html.replace('\n', ""),
        "<details><summary>展开</summary><p><strong>甲</strong></p><ul><li>乙</li></ul></details><p>丙</p>"
    );
    assert!(rendered.faults.is_empty());
    let html = html("> <div>\n>\n> 甲\n\n乙</div>");
    assert_eq!(html.replace('\n', ""), "<blockquote><div><p>甲</p></div></blockquote><p>乙</p>");
    assert_eq!(faults("> <div>\n>\n> 甲\n\n乙"), [("raw_html_unclosed", "<div".to_owned())]);
}

#[test]
fn an_element_of_a_line_ends_with_it() {
    assert_eq!(html("甲<b>乙\n\n丙"), "<p>甲<b>乙</b></p>\n<p>丙</p>\n");
    assert_eq!(faults("甲<b>乙\n\n丙"), [("raw_html_unclosed", "<b".to_owned())]);
    assert_eq!(html("甲</b>乙"), "<p>甲乙</p>\n");
    assert_eq!(faults("甲</b>乙"), [("raw_html_removed", "</b>".to_owned())]);
    assert_eq!(line("甲<div>乙</div>丙"), "甲乙丙");
    assert_eq!(line("**甲<b>乙**丙</b>"), "<strong>甲<b>乙</b></strong>丙");
}

#[test]
fn raw_links_and_images_go_the_same_way() {
    assert_eq!(line("<a href=\"known.md\">甲</a>"), "<a href=\"../item/1.html\">甲</a>");
    assert_eq!(line("<a href=\"none.md\">甲</a>"), "甲");
    assert_eq!(faults("<a href=\"none.md\">甲</a>"), [("missing_link", "<a href=\"none.md\">".to_owned())]);
    assert_eq!(line("<a href='java&#x73;cript:x'>甲</a>"), "甲");
    assert_eq!(
        line("<img src=\"known.png\" width=\"300\" height=\"9px\" alt=\"图\">"),
        "<img src=\"2-00000000.png\" alt=\"图\" loading=\"lazy\" width=\"300\" height=\"9\">"
    );
    assert_eq!(faults("<img src=\"known.png\">"), [("empty_alt", "<img src=\"known.png\">".to_owned())]);
    assert_eq!(line("<a href=\"known.md\">甲<a href=\"known.md\">乙</a></a>"), "<a href=\"../item/1.html\">甲乙</a>");
    assert_eq!(line("<a id=\"p\"></a>[甲](#p)"), "<a id=\"p\"></a><a href=\"#p\">甲</a>");
}

#[test]
fn an_author_cannot_take_ids_and_classes_of_the_page() {
    assert_eq!(line("<span class=\"external\" id=\"fn-1\">甲</span>"), "<span>甲</span>");
    assert_eq!(faults("# 甲 {#x}\n\n<span id=\"x\">乙</span>"), [("doubled_id", "<span id=\"x\">".to_owned())]);
}
