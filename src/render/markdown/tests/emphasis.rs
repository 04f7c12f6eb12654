//! Emphasis beside full-width punctuation, and asterisks that are none (commonmark-spec#650).

use super::{html, line};

#[test]
fn emphasis_beside_chinese_punctuation_comes_out() {
    for (text, expected) in [
        ("**真，**她", "<strong>真，</strong>她"),
        ("他说**“好”**。", "他说<strong>“好”</strong>。"),
        ("**（一）**总则", "<strong>（一）</strong>总则"),
        ("**一、总则。**本办法", "<strong>一、总则。</strong>本办法"),
        ("依照**《条例》**的规定", "依照<strong>《条例》</strong>的规定"),
        ("根据**《土地管理法》第二条**规定", "根据<strong>《土地管理法》第二条</strong>规定"),
        ("这是**(重要)**的", "这是<strong>(重要)</strong>的"),
        ("增长**10％**以上", "增长<strong>10％</strong>以上"),
        ("共**￥100**元", "共<strong>￥100</strong>元"),
        ("请看**`代码`**吗", "请看<strong><code>代码</code></strong>吗"),
        ("见**[链接](known.md)**处", "见<strong><a href=\"../item/1.html\">链接</a></strong>处"),
        ("*真，*她", "<em>真，</em>她"),
        ("***真，***她", "<em><strong>真，</strong></em>她"),
        ("~~删，~~她", "<del>删，</del>她"),
        ("他说~~“不”~~行", "他说<del>“不”</del>行"),
        ("「**重点**」", "「<strong>重点</strong>」"),
        ("重点**：**甲", "重点**：**甲"),
        ("𠮷**「甲」**乙", "𠮷<strong>「甲」</strong>乙"),
        ("葛\u{E0100}**「甲」**乙", "葛\u{E0100}<strong>「甲」</strong>乙"),
    ] {
        assert_eq!(line(text), expected, "{text}");
    }
}

#[test]
fn a_mark_that_commonmark_misreads_does_not_mislead_the_next() {
    for (text, expected) in [
        ("**真，**她说**好**。", "<strong>真，</strong>她说<strong>好</strong>。"),
        ("**一、总则。**本办法所称**宅基地**是指", "<strong>一、总则。</strong>本办法所称<strong>宅基地</strong>是指"),
        ("**甲、**乙，**丙**丁", "<strong>甲、</strong>乙，<strong>丙</strong>丁"),
        ("她说，**重点**要做", "她说，<strong>重点</strong>要做"),
        ("**甲**，**乙**丙", "<strong>甲</strong>，<strong>乙</strong>丙"),
        ("**甲****乙**", "<strong>甲</strong><strong>乙</strong>"),
        ("**（一）甲。****（二）乙。**丙", "<strong>（一）甲。</strong><strong>（二）乙。</strong>丙"),
        ("**甲*乙，*丙。**丁", "<strong>甲<em>乙，</em>丙。</strong>丁"),
        (
            "，由**县政府**会同各镇，按**《办法》**执行",
            "，由<strong>县政府</strong>会同各镇，按<strong>《办法》</strong>执行",
        ),
    ] {
        assert_eq!(line(text), expected, "{text}");
    }
}

#[test]
fn masks_and_signs_of_multiplication_stay() {
    for text in [
        "3 * 4",
        "3*4*5=60",
        "标准工作时长为40*4=160小时，加班2*8=16小时",
        "138****1234",
        "138****1234和139****5678",
        "电话：138****1234、139****5678",
        "身份证35*************123，110105194912****2X",
        "***镇",
        "(号码是:******和举报信箱",
        "20**年",
        "20**年5月至20**年6月",
        "张**、李**、王**",
        "张*、李*、王*",
        "张**同志、李**同志、王**同志",
        "王*军、李*华和赵*芳",
        "联系人王*军、李*华，电话138****1234",
        "张**（男）、李**（女）",
        "《**市政府信息公开考评办法》和《**县办法》",
        "长20m*宽3m*高4m",
        "*信息公开",
        "湘A****12",
        "a ** b ** c",
    ] {
        assert_eq!(line(text), text, "{text}");
    }
}

#[test]
fn masks_do_not_disturb_emphasis_beside_them() {
    for (text, expected) in [
        ("张**同志、李**同志，**重点**人员", "张**同志、李**同志，<strong>重点</strong>人员"),
        ("**电话：138****1234。**请拨打", "<strong>电话：138****1234。</strong>请拨打"),
        (
            "对**水、电**收费，实行**省、市、县**三级管理",
            "对<strong>水、电</strong>收费，实行<strong>省、市、县</strong>三级管理",
        ),
        (
            "第**12**条，共**3**户、**35**人，得**98**分",
            "第<strong>12</strong>条，共<strong>3</strong>户、<strong>35</strong>人，得<strong>98</strong>分",
        ),
        ("提高**补助金**标准，向**甲方**支付", "提高<strong>补助金</strong>标准，向<strong>甲方</strong>支付"),
        ("**联系人：**王*军，李*华", "<strong>联系人：</strong>王*军，李*华"),
    ] {
        assert_eq!(line(text), expected, "{text}");
    }
}

#[test]
fn what_is_not_up_for_emphasis_is_left_alone() {
    for (text, expected) in [
        ("`**真，**她`", "<code>**真，**她</code>"),
        ("\\*\\*真，\\*\\*她", "**真，**她"),
        ("\\**真，**她", "**真，**她"),
        (
            "<https://a.cn/**（b）**c>",
            "<a href=\"https://a.cn/**（b）**c\" class=\"external\" rel=\"noopener noreferrer\">https://a.cn/**（b）**c</a>",
        ),
        (
            "[甲](https://a.cn/**，**c)**真，**她",
            "<a href=\"https://a.cn/**，**c\" class=\"external\" rel=\"noopener noreferrer\">甲</a><strong>真，</strong>她",
        ),
        ("5~8℃，~3~5元", "5~8℃，~3~5元"),
    ] {
        assert_eq!(line(text), expected, "{text}");
    }
    assert_eq!(html("```\n**真，**她\n```"), "<pre tabindex=\"0\"><code>**真，**她\n</code></pre>\n");
    assert_eq!(html("* 真，*她\n* 二"), "<ul>\n<li>真，*她</li>\n<li>二</li>\n</ul>\n");
}

#[test]
fn emphasis_works_in_lists_headings_quotes_and_cells() {
    assert_eq!(html("## **总则。**一"), "<h2 id=\"s-1\"><strong>总则。</strong>一</h2>\n");
    assert_eq!(html("- **真，**她\n- b"), "<ul>\n<li><strong>真，</strong>她</li>\n<li>b</li>\n</ul>\n");
    assert_eq!(html("> **真，**她"), "<blockquote>\n<p><strong>真，</strong>她</p>\n</blockquote>\n");
    let table = html("|a|b|\n|-|-|\n|**真，**|**真，**她|");
    assert!(table.contains("<td><strong>真，</strong></td>\n<td><strong>真，</strong>她</td>"), "{table}");
    assert_eq!(line("甲\n**真，**她"), "甲<strong>真，</strong>她");
    assert_eq!(line("甲\\\n**真，**她"), "甲<br>\n<strong>真，</strong>她");
}

#[test]
fn other_emphasis_is_as_commonmark_has_it() {
    for (text, expected) in [
        ("*a* **b** ***c***", "<em>a</em> <strong>b</strong> <em><strong>c</strong></em>"),
        ("这是**重点**内容", "这是<strong>重点</strong>内容"),
        ("a**b**c", "a<strong>b</strong>c"),
        ("**a *b* c**", "<strong>a <em>b</em> c</strong>"),
        ("_a_ __b__", "<em>a</em> <strong>b</strong>"),
        ("snake_case_word", "snake_case_word"),
        ("**未闭合", "**未闭合"),
    ] {
        assert_eq!(line(text), expected, "{text}");
    }
}
