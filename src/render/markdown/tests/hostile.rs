//! Texts that mean harm: nothing gets out, and nothing takes long.

use std::time::{Duration, Instant};

use super::{Site, html};
use crate::render::markdown::render;

/// Attacks on sanitisers, and on the seams between Markdown and HTML.
const ATTACKS: [&str; 30] = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=\"known.png\" onerror=\"alert(1)\" alt=\"x\">",
    "<svg/onload=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<a href=\" &#14; javascript:alert(1)\">x</a>",
    "<a href=\"jav&#x0A;ascript:alert(1)\">x</a>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<object data=\"data:text/html,<script>alert(1)</script>\"></object>",
    "<form action=\"https://evil.cn\"><input name=\"p\"><button>登录</button></form>",
    "<base href=\"https://evil.cn/\">",
    "<meta http-equiv=\"refresh\" content=\"0;url=https://evil.cn\">",
    "<link rel=\"stylesheet\" href=\"https://evil.cn/a.css\">",
    "<style>body{display:none}</style>",
    "<p style=\"position:fixed;top:0\">x</p>",
    "</p></div></main></body><h1>假标题</h1>",
    "<div></div></div></div></article>",
    "<table><tr><td></table></table></td>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<a title=\"`<img src=x onerror=alert(1)>`\">x",
    "`<img src=x`> onerror=alert(1)>",
    "[x](<javascript:alert(1)>)",
    "![x](known.png \"\\\" onerror=\\\"alert(1)\")",
    "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\">",
];

#[test]
fn nothing_hostile_gets_out() {
    for attack in ATTACKS {
        for text in [
            attack.to_owned(),
            format!("甲{attack}乙"),
            format!("<div>\n{attack}\n\n{attack}"),
            format!("> {attack}\n\n- {attack}\n\n|a|\n|-|\n|{attack}|"),
        ] {
            let html = html(&text);
            super::properties::assert_harmless(&html);
        }
    }
}

/// Texts made to be slow, each about a hundred thousand bytes or a hundred thousand marks.
#[test]
fn pathological_texts_take_bounded_time() {
    let n = 100_000;
    let texts = [
        ("brackets", "[".repeat(n)),
        ("double brackets", "[[a".repeat(n / 3)),
        ("asterisks", "*".repeat(n)),
        ("spaced asterisks", "* ".repeat(n / 2)),
        ("openers", "*a ".repeat(n / 3)),
        ("closers", "a* ".repeat(n / 3)),
        ("han openers", "甲**（".repeat(n / 4)),
        ("han closers", "。**甲".repeat(n / 4)),
        ("both", "甲**乙，**".repeat(n / 6)),
        ("masks", "王*军、".repeat(n / 4)),
        ("mixed lengths", "甲*乙**丙***（".repeat(n / 10)),
        ("unbalanced", format!("**（{}", "）**甲".repeat(n / 4))),
        ("tildes", "~~a，".repeat(n / 4)),
        ("backticks", (1..400).map(|i| "`".repeat(i) + "a").collect()),
        ("backslashes", "\\".repeat(n) + "**（"),
        ("quotes", ">".repeat(n)),
        ("quoted lines", "> > > > > > > > > > > > a\n".repeat(n / 26)),
        ("nested lists", (0..400).map(|i| "  ".repeat(i) + "- a\n").collect()),
        ("nested emphasis", "*a **b ".repeat(n / 7) + &"c** d*".repeat(n / 7)),
        ("links in links", "[a](".repeat(n / 4)),
        ("images in images", "![".repeat(n / 2) + &"](x)".repeat(n / 4)),
        ("references", "[a]: b\n".repeat(n / 7) + &"[a]".repeat(n / 3)),
        ("footnotes", (0..n / 20).fold(String::new(), |text, i| text + &format!("[^{i}] \n\n[^{i}]: a\n\n"))),
        ("one footnote", "[^1]".repeat(n / 4) + "\n\n[^1]: a"),
        ("open tags", "<b>".repeat(n / 3)),
        ("open blocks", "<div>\n\n".repeat(n / 7)),
        ("open tables", "<table><tr><td>".repeat(n / 15)),
        ("half tags", "<a ".repeat(n / 3)),
        ("half blocks", format!("<div>\n{}", "<a \"".repeat(n / 4))),
        ("half quotes", format!("<div>\n{}", "<a b=\"".repeat(n / 6))),
        ("half comments", "<!--".repeat(n / 4)),
        ("half instructions", "a <? ".repeat(n / 5)),
        ("entities", "&#x4e00;".repeat(n / 8)),
        ("same headings", "# a {#a}\n\n".repeat(n / 10)),
        ("wide table", "|".repeat(n / 2) + "\n" + &"|-".repeat(n / 4)),
        ("full width", "［a］（".repeat(n / 4)),
        ("articles", "第".repeat(n)),
        ("strong articles", "**第**\n".repeat(n / 6)),
        ("blank lines", "甲\n　　".repeat(n / 5)),
        ("anchors", "[a](#b)".repeat(n / 7)),
        ("line ends", "甲\n*\n".repeat(n / 4)),
    ];
    // A debug build on a busy machine; what is quadratic takes minutes.
    let mut slow = Vec::new();
    for (name, text) in &texts {
        let start = Instant::now();
        let rendered = render(text, &Site);
        let took = start.elapsed();
        if took > Duration::from_secs(10) {
            slow.push((*name, took));
        }
        assert!(rendered.html.len() < 60 * text.len() + 10_000, "{name}: {} bytes", rendered.html.len());
        super::properties::assert_shallow(&rendered.html, name);
        if std::env::var_os("MARKDOWN_TIMES").is_some() {
            eprintln!("{name}: {took:?} for {} bytes", text.len());
        }
    }
    assert!(slow.is_empty(), "{slow:?}");
}
