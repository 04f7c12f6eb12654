//! Review before publication, as the clerk and those who sign go through it.

use std::fs;
use std::path::Path;

use crate::support::{Run, Site};

const CONFIG: &str = "title = \"示例县青禾镇人民政府信息公开\"\nbase_url = \"https://www.example.gov.cn/xxgk/\"\npreset = \"township\"\n\
                      [[agency]]\nid = \"qinghe\"\nname = \"示例县青禾镇人民政府\"\ncode = \"900010028\"\n\
                      [[column]]\nid = \"notice\"\nname = \"通知公告\"\n";
const ITEM: &str = "content/notice/a.md";
const TEXT: &str = "---\n标题: 关于做好防汛工作的通知\n主题分类: 综合政务/应急管理\n体裁: 通知\n成文日期: 2026-03-02\n发布日期: 2026-03-10\n\
                    内容概述: 安排巡查值守。\n状态: 已发布\n审查:\n  经办:\n    姓名:\n    日期:\n  科室:\n  结论:\n# 送签前请核对\n---\n\n请检查水库。\n";

fn site() -> Site {
    let site = Site::of(&[]);
    site.write("site.toml", CONFIG);
    site.write(ITEM, TEXT);
    site
}

fn sign(site: &Site, step: &str, name: &str, more: &[&str]) -> Run {
    let words = ["--lang", "zh", ITEM, "--sign", step, "--by", name, "--date", "2026-03-03"];
    site.run("review", &[words.as_slice(), more].concat())
}

fn fine(run: &Run) {
    assert_eq!(run.status, Some(0), "{}{}", run.out, run.err);
}

fn refused(run: &Run, word: &str) {
    assert_eq!(run.status, Some(1), "{}{}", run.out, run.err);
    assert!(run.err.contains(word), "{}", run.err);
}

fn sign_all(site: &Site) {
    for (step, name) in [("经办", "张三"), ("科室", "王五"), ("office", "赵六"), ("审批", "李四")] {
        fine(&sign(site, step, name, &["--opinion", "同意：不涉密"]));
    }
}

fn is_built(site: &Site) -> bool {
    let built = site.build();
    fine(&built);
    !built.err.contains("not published") && fs::read_dir(site.out().join("item")).is_ok()
}

/// What `check` says, by code.
fn codes(site: &Site) -> Vec<String> {
    let run = site.run("check", &["--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    found["findings"].as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn four_sign_in_turn_and_only_then_it_goes_out() {
    let site = site();
    let waiting = site.run("review", &["--lang", "zh"]);
    assert!(waiting.out.contains("content/notice/a.md") && waiting.out.contains("经办"), "{}", waiting.out);
    refused(&sign(&site, "审批", "李四", &[]), "请先由经办、科室、办公室签署");
    assert_eq!(site.read(ITEM), TEXT, "a refused signature wrote something");
    fine(&sign(&site, "经办", "张三", &["--dry-run"]));
    assert_eq!(site.read(ITEM), TEXT, "a dry run wrote something");

    sign_all(&site);
    let signed = site.read(ITEM);
    let hash = signed.lines().find_map(|line| line.strip_prefix("  内容摘要值: ")).unwrap().to_owned();
    assert_eq!(
        signed,
        TEXT.replace(
            "  经办:\n    姓名:\n    日期:\n  科室:\n  结论:\n",
            &format!(
                "  经办:\n    姓名: 张三\n    日期: 2026-03-03\n    意见: \"同意：不涉密\"\n\
                 \x20 科室:\n    姓名: 王五\n    日期: 2026-03-03\n    意见: \"同意：不涉密\"\n\
                 \x20 办公室:\n    姓名: 赵六\n    日期: 2026-03-03\n    意见: \"同意：不涉密\"\n\
                 \x20 审批:\n    姓名: 李四\n    日期: 2026-03-03\n    意见: \"同意：不涉密\"\n\
                 \x20 结论: 主动公开\n  内容摘要值: {hash}\n"
            )
        ),
        "another byte was touched"
    );
    assert!(codes(&site).is_empty(), "{:?}", codes(&site));
    assert!(is_built(&site));
    refused(&sign(&site, "审批", "李四", &[]), "李四 已于 2026-03-03 签署");
}

#[test]
fn an_edit_reopens_the_review_and_filling_in_the_date_does_not() {
    let site = site();
    sign_all(&site);
    let signed = site.read(ITEM);
    // Set after the review by rule.
    for (from, to) in [("发布日期: 2026-03-10", "发布日期: 2026-03-12"), ("状态:", "有效性: 有效\n状态:")]
    {
        site.write(ITEM, signed.replace(from, to));
        assert!(!codes(&site).contains(&"review.outdated".to_owned()), "{to}");
    }
    for (from, to) in [("请检查水库。", "请检查池塘。"), ("防汛工作", "防旱工作"), ("安排巡查", "取消巡查")]
    {
        site.write(ITEM, signed.replace(from, to));
        assert!(codes(&site).contains(&"review.outdated".to_owned()), "{to}");
        assert!(!is_built(&site), "{to}");
    }
    refused(&sign(&site, "审批", "李四", &[]), "从头重新审查");
    refused(&sign(&site, "审批", "李四", &["--again"]), "重新审查从经办开始");
    fine(&sign(&site, "经办", "孙七", &["--again"]));
    let again = site.read(ITEM);
    assert!(again.contains("孙七") && !again.contains("李四") && !again.contains("结论: 主动公开"), "{again}");
    assert!(again.contains("# 送签前请核对"), "{again}");
    assert!(codes(&site).contains(&"review.incomplete".to_owned()));
}

#[test]
fn an_attachment_is_part_of_what_was_reviewed() {
    let site = site();
    site.remove(ITEM);
    site.write("content/notice/b/index.md", TEXT);
    site.write("content/notice/b/名单.csv", "姓名\n甲\n");
    for (step, name) in [("经办", "张三"), ("科室", "王五"), ("办公室", "赵六"), ("审批", "李四")] {
        fine(&site.run("review", &["content/notice/b", "--sign", step, "--by", name, "--date", "2026-03-03"]));
    }
    assert!(codes(&site).is_empty(), "{:?}", codes(&site));
    site.write("content/notice/b/名单.csv", "姓名\n乙\n");
    assert_eq!(codes(&site), ["review.outdated"]);
}

#[test]
fn a_file_of_an_old_editor_keeps_its_encoding_and_its_line_ends() {
    let site = site();
    let text = TEXT.replace('\n', "\r\n");
    site.write(ITEM, encoding_rs::GBK.encode(&text).0);
    fine(&sign(&site, "经办", "张三", &["--opinion", "拟主动公开"]));
    let bytes = fs::read(site.root().join(ITEM)).unwrap();
    let (signed, _, broken) = encoding_rs::GBK.decode(&bytes);
    assert!(!broken && signed.contains("    姓名: 张三\r\n"), "{signed}");
    assert_eq!(signed.matches('\n').count(), signed.matches("\r\n").count());
}

#[test]
fn what_is_not_certain_waits_for_a_higher_authority() {
    let site = site();
    fine(&sign(&site, "经办", "张三", &["--conclusion", "需报审"]));
    site.write(
        ITEM,
        site.read(ITEM).replace("  结论: 需报审", "  报审: {单位: 县保密局, 日期: 2026-03-04}\n  结论: 需报审"),
    );
    // Ten working days after Wednesday, 4 March 2026.
    let list = site.run("review", &["--lang", "zh"]);
    assert!(list.out.contains("已报审，应于 2026-03-18 前答复"), "{}", list.out);
    assert_eq!(codes(&site), ["review.reply_overdue", "review.referred"]);
    assert!(!is_built(&site));
}

#[test]
fn two_sign_where_the_site_asks_for_two() {
    let site = site();
    site.write("site.toml", CONFIG.replace("[[agency]]", "[review]\nsteps = \"two\"\nbound = true\n[[agency]]"));
    fine(&sign(&site, "经办", "张三", &[]));
    refused(&sign(&site, "科室", "王五", &[]), "不要求这个环节");
    refused(&sign(&site, "审批", "李四", &["--conclusion", "不予公开"]), "结论是“不予公开”");
    fine(&sign(&site, "审批", "李四", &[]));
    assert!(codes(&site).is_empty(), "{:?}", codes(&site));
    // Signed on paper: the record is there and says nothing of its content.
    let unbound: String =
        site.read(ITEM).lines().filter(|line| !line.contains("内容摘要值")).map(|line| format!("{line}\n")).collect();
    site.write(ITEM, &unbound);
    assert_eq!(codes(&site), ["review.unbound"]);
    assert!(!is_built(&site));
    fine(&site.run("review", &["--bind"]));
    assert!(codes(&site).is_empty(), "{:?}", codes(&site));
}

#[test]
fn what_is_not_disclosed_is_looked_at_again() {
    let site = site();
    let text = TEXT.replace("状态:", "公开方式: 不予公开\n不予公开理由: R16-1\n下次复核: 2026-10-01\n状态:");
    site.write(ITEM, text);
    sign_all(&site);
    let list = site.run("review", &["--lang", "zh"]);
    assert!(list.out.contains("应于 2026-10-01 复核"), "{}{}", list.out, list.err);
    let json: serde_json::Value = serde_json::from_str(&site.run("review", &["--format", "json"]).out).unwrap();
    assert_eq!(json["waiting"][0]["state"], "next_review");
}

#[test]
fn the_sheet_is_one_file_that_lies_where_nothing_is_published() {
    let site = site();
    sign_all(&site);
    fine(&site.run("review", &["--lang", "zh", "--print", ITEM]));
    let sheet = site.read("review/notice-a.html");
    for part in ["政府信息公开保密审查表", "关于做好防汛工作的通知", "张三", "2026年3月3日", "同意：不涉密", "sha256:"]
    {
        assert!(sheet.contains(part), "{part} is missing");
    }
    for outside in ["src=", "href=", "url(", "http://", "https://", "@import"] {
        assert!(!sheet.contains(outside), "the sheet needs {outside}");
    }
    for place in ["content/notice/sheet.html", "public/sheet.html", "content/new/../sheet.html"] {
        let path = site.root().join(place);
        let run = site.run("review", &["--lang", "zh", "--print", ITEM, "--out", path.to_str().unwrap()]);
        assert_eq!(run.status, Some(2), "{place}: {}", run.err);
        assert!(!path.exists(), "{place}");
    }
    // After an edit it is printed for signing anew.
    site.write(ITEM, site.read(ITEM).replace("请检查水库", "请检查池塘"));
    fine(&site.run("review", &["--lang", "zh", "--print", ITEM]));
    let sheet = site.read("review/notice-a.html");
    assert!(!sheet.contains("张三") && sheet.contains("重新审查"), "{sheet}");
}

#[test]
fn what_the_office_cannot_decide_is_asked_for_by_letter() {
    let site = site();
    let text = TEXT.replace(
        "  结论:\n",
        "  报审:\n    单位: 县保密行政管理部门\n    日期: 2026-03-04\n  结论: 需报审\n  依据: 涉及重大项目\n",
    );
    site.write(ITEM, text);
    let run = site.run("review", &["--lang", "zh", "--print", ITEM]);
    fine(&run);
    assert!(run.err.contains("申请函") && site.read("review/notice-a.html").contains("报审情况"), "{}", run.err);
    let letter = site.read("review/notice-a-referral.html");
    for part in [
        "关于申请确定《关于做好防汛工作的通知》能否公开的函",
        "县保密行政管理部门：",
        "第十七条",
        "涉及重大项目",
        "请于2026年3月18日前",
        "示例县青禾镇人民政府",
    ] {
        assert!(letter.contains(part), "{part} is missing: {letter}");
    }
    for outside in ["src=", "href=", "url(", "http://", "https://", "@import"] {
        assert!(!letter.contains(outside), "the letter needs {outside}");
    }
}

#[test]
fn the_negative_list_shows_ground_and_neutral_title_alone() {
    let site = site();
    site.write("site.toml", CONFIG.replace("[[agency]]", "negative_list = true\n[[agency]]"));
    site.write(
        ITEM,
        TEXT.replace(
            "状态:",
            "公开方式: 不予公开\n不予公开理由: R16-1\n下次复核: 2027-10-01\n对外标题: 值班安排\n状态:",
        ),
    );
    fine(&site.build());
    let page = || fs::read_to_string(site.out().join("negative-list.html")).unwrap();
    assert!(!page().contains("值班安排"), "not reviewed, and listed all the same");
    sign_all(&site);
    fine(&site.build());
    assert!(page().contains("值班安排") && page().contains("内部事务信息"), "{}", page());
    for secret in ["防汛", "2026-03-02", "巡查", "张三"] {
        assert!(!page().contains(secret), "{secret} is in the list");
    }
    assert!(fs::read_to_string(site.out().join("sitemap-pages.xml")).unwrap().contains("negative-list.html"));
    site.write("site.toml", CONFIG);
    fine(&site.build());
    assert!(!Path::new(&site.out()).join("negative-list.html").exists());
}

/// The worked example of docs/review.md, word for word: the treated version is published, nothing of the original is.
#[test]
fn what_is_disclosed_in_part_is_two_items_as_documented() {
    let docs = include_str!("../../docs/review.md");
    let blocks = docs.split("   ```markdown\n").skip(1).map(|rest| rest.split("   ```").next().unwrap());
    let files: Vec<String> = blocks.map(|block| block.replace("\n   ", "\n").trim_start().to_owned()).collect();
    let [public, original] = files.as_slice() else { panic!("there are two files: {files:?}") };
    let site = site();
    site.write("site.toml", CONFIG.replace("township", "plain"));
    site.remove(ITEM);
    site.write("content/notice/2026-rescue.md", public);
    site.write("content/notice/2026-rescue-original.md", original);
    assert_eq!(codes(&site), Vec::<String>::new());
    let built = site.build();
    fine(&built);
    assert!(built.err.contains("1 item is not published") && built.err.contains("not disclosed 1"), "{}", built.err);
    let out = site.out();
    let found = |word: &str| site.run("search", &[word, "--out", out.to_str().unwrap(), "--lang", "en"]).out;
    assert!(found("青禾村").contains("临时救助情况"), "{}", found("青禾村"));
    assert_eq!(found("张小某"), "");
    for (path, bytes) in crate::support::files(&out) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("张小某") && !text.contains("审批表（原件）"), "{path}");
    }
}
