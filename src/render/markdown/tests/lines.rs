//! Line ends and blanks in Chinese text.

use super::{Site, faults, html, line};
use crate::render::markdown::render;

#[test]
fn lines_between_han_characters_join_without_a_space() {
    for (text, expected) in [
        ("为了保障\n公民", "为了保障公民"),
        ("政府，\n公开", "政府，公开"),
        ("政府\n（公开）", "政府（公开）"),
        ("他说\n“好”", "他说“好”"),
        ("**甲**\n乙", "<strong>甲</strong>乙"),
        ("甲\n**乙**", "甲<strong>乙</strong>"),
        ("甲\n[乙](known.md)", "甲<a href=\"../item/1.html\">乙</a>"),
        ("甲\n`乙`", "甲<code>乙</code>"),
        ("a\nb", "a\nb"),
        ("共\n3户", "共\n3户"),
        ("甲\r\n乙", "甲乙"),
        ("甲  \n乙", "甲<br>\n乙"),
        ("甲\\\n乙", "甲<br>\n乙"),
        ("甲&#20057;\n丙", "甲乙丙"),
    ] {
        assert_eq!(line(text), expected, "{text:?}");
    }
}

#[test]
fn search_text_joins_lines_as_the_page_does() {
    assert_eq!(render("为了保障\n公民\nand others\n\n- 甲\n  乙", &Site).blocks, ["为了保障公民 and others", "甲乙"]);
}

#[test]
fn a_line_that_begins_with_two_full_width_blanks_is_a_paragraph() {
    assert_eq!(html("　　第一段。\n　　第二段。"), "<p>第一段。</p>\n<p>第二段。</p>\n");
    assert_eq!(
        html("　　第一条　甲。\n　　第二条　乙。"),
        "<p id=\"article-1\">第一条　甲。</p>\n<p id=\"article-2\">第二条　乙。</p>\n"
    );
    assert_eq!(html("- 甲\n  　　乙"), "<ul>\n<li>甲<br>\n乙</li>\n</ul>\n");
    assert_eq!(html("**甲\n　　乙**"), "<p><strong>甲<br>\n乙</strong></p>\n");
}

#[test]
fn what_is_pushed_right_stands_right() {
    let blanks = "\u{3000}".repeat(14);
    assert_eq!(
        html(&format!("　　特此通知。\n{blanks}青禾镇人民政府\n{blanks}2024年5月10日")),
        "<p>特此通知。</p>\n<p class=\"align-right\">青禾镇人民政府</p>\n<p class=\"align-right\">2024年5月10日</p>\n"
    );
}

#[test]
fn numbered_lines_that_run_together_are_said_once_a_paragraph() {
    assert_eq!(faults("一、甲。\n二、乙。\n三、丙。"), [("joined_line", "二".to_owned())]);
    assert_eq!(faults("要求如下：\n（1）甲；\n（2）乙。"), [("joined_line", "（".to_owned())]);
    for text in [
        "一、甲。\n\n二、乙。",
        "依照第三条\n（一）项的规定",
        "甲。\n2024年",
        "甲。\n十分重要",
        "甲。\n1. 乙",
        "　　一、甲。\n　　二、乙。",
    ] {
        assert!(faults(text).is_empty(), "{text}");
    }
}

#[test]
fn entities_are_what_they_stand_for() {
    let rendered = render("A&amp;B &lt;c&gt; &copy; 1 < 2 & 3", &Site);
    assert_eq!(rendered.html, "<p>A&amp;B &lt;c&gt; © 1 &lt; 2 &amp; 3</p>\n");
    assert_eq!(rendered.blocks, ["A&B <c> © 1 < 2 & 3"]);
}
