//! Links and images.

use super::{faults, html, line};

#[test]
fn links_between_items_are_rewritten() {
    assert_eq!(line("[甲](known.md)"), "<a href=\"../item/1.html\">甲</a>");
    assert_eq!(line("[甲](known.md \"说明\")"), "<a href=\"../item/1.html\" title=\"说明\">甲</a>");
    assert_eq!(line("[甲](known.pdf)"), "<a href=\"1-3f9a2c71.pdf\" class=\"attachment\" title=\"PDF，128 KB\">甲</a>");
    assert_eq!(line("[甲][a]\n\n[a]: known.md"), "<a href=\"../item/1.html\">甲</a>");
}

#[test]
fn a_missing_target_is_said_and_its_text_kept() {
    assert_eq!(line("见[**甲**](none.md)。"), "见<strong>甲</strong>。");
    assert_eq!(faults("见[**甲**](none.md)。"), [("missing_link", "[**甲**](none.md)".to_owned())]);
    assert_eq!(line("见![图](none.png)。"), "见图。");
    assert_eq!(faults("见![图](none.png)。"), [("missing_image", "![图](none.png)".to_owned())]);
}

#[test]
fn index_numbers_become_links_with_the_title() {
    assert_eq!(line("见[[000014349/2024-00012]]。"), "见<a href=\"../item/2.html\">关于公开的通知</a>。");
    assert_eq!(line("见[[000014349/2024-00012|通知]]。"), "见<a href=\"../item/2.html\">通知</a>。");
    assert_eq!(line("见[[000014349/2024-99999]]。"), "见000014349/2024-99999。");
    assert_eq!(faults("见[[000014349/2024-99999]]。"), [("missing_number", "[[000014349/2024-99999]]".to_owned())]);
}

#[test]
fn links_to_other_sites_are_marked() {
    assert_eq!(
        line("[省政府](https://example.gov.cn/a?b=1&c=2)"),
        "<a href=\"https://example.gov.cn/a?b=1&amp;c=2\" class=\"external\" rel=\"noopener noreferrer\">省政府</a>"
    );
    assert_eq!(line("<a@example.cn>"), "<a href=\"mailto:a@example.cn\">a@example.cn</a>");
    assert_eq!(line("[电话](tel:12345)"), "<a href=\"tel:12345\">电话</a>");
}

#[test]
fn addresses_that_must_not_be_are_refused() {
    for address in [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java&#10;script:alert(1)",
        "&#1;javascript:alert(1)",
        "java&Tab;script&colon;alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "vbscript:msgbox(1)",
        "<java\tscript:alert(1)>",
    ] {
        let text = format!("[点]({address})");
        let html = html(&text);
        assert!(!html.contains("<a") || !html.contains("script:"), "{text}: {html}");
        assert!(!html.contains("href"), "{text}: {html}");
        assert_eq!(faults(&text), [("script_link", text.clone())]);
    }
    assert_eq!(
        faults("![图](data:image/png;base64,xx)"),
        [("script_link", "![图](data:image/png;base64,xx)".to_owned())]
    );
    assert_eq!(faults("[表](<C:\\用户\\表.xlsx>)").first().map(|fault| fault.0), Some("local_link"));
    assert_eq!(faults("[表](file:///D:/a.xlsx)").first().map(|fault| fault.0), Some("local_link"));
    assert_eq!(faults("[表](ftp://a.cn/b)").first().map(|fault| fault.0), Some("other_scheme"));
}

#[test]
fn links_need_an_address_and_a_text() {
    assert_eq!(faults("[甲]()"), [("empty_link", "[甲]()".to_owned())]);
    assert_eq!(line("[甲]()"), "甲");
    assert_eq!(faults("[](known.md)"), [("link_without_text", "[](known.md)".to_owned())]);
    assert_eq!(line("[](known.md)"), "<a href=\"../item/1.html\">known.md</a>");
    assert!(faults("[![图](known.png)](known.md)").is_empty());
}

#[test]
fn places_in_the_page_are_checked() {
    assert_eq!(html("# 甲\n\n[上](#s-1)"), "<h2 id=\"s-1\">甲</h2>\n<p><a href=\"#s-1\">上</a></p>\n");
    assert!(faults("[下](#s-1)\n\n# 甲").is_empty());
    assert_eq!(faults("[下](#s-2)\n\n# 甲"), [("missing_anchor", "[下](#s-2)".to_owned())]);
}

#[test]
fn images_have_texts_and_come_late() {
    assert_eq!(line("![示意图](known.png)"), "<img src=\"2-00000000.png\" alt=\"示意图\" loading=\"lazy\">");
    assert_eq!(
        line("![**示**\n意](known.png \"题\")"),
        "<img src=\"2-00000000.png\" alt=\"示 意\" title=\"题\" loading=\"lazy\">"
    );
    assert_eq!(faults("![](known.png)"), [("empty_alt", "![](known.png)".to_owned())]);
    assert_eq!(line("![](known.png)"), "<img src=\"2-00000000.png\" alt=\"\" loading=\"lazy\">");
}

#[test]
fn links_typed_in_full_width_are_said() {
    for text in
        ["［标题］（x.md）", "[标题]（x.md）", "［标题］(x.md)", "[附件]（../a/附件.pdf）", "［网］（https://a.cn/）"]
    {
        assert_eq!(faults(&format!("见{text}。")), [("full_width_link", text.to_owned())], "{text}");
        assert_eq!(line(text), text);
    }
    for text in ["青政发[2024]（试行）", "［注］（见后）", "`［标题］（x.md）`", "［甲］（一.二）"]
    {
        assert!(faults(text).is_empty(), "{text}");
    }
}

#[test]
fn faults_are_at_their_places_even_beside_mended_emphasis() {
    assert_eq!(
        faults("**真，**她[甲](none.md)，**真，**她[乙](no.md)"),
        [("missing_link", "[甲](none.md)".to_owned()), ("missing_link", "[乙](no.md)".to_owned())]
    );
}
