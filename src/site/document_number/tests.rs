//! Numbers of real documents, right and wrong, and what every number must hold.

use super::*;
use proptest::prelude::*;

/// The codes of everything wrong with a text, in the order of the alphabet, and the mended form.
fn diagnose(text: &str) -> (Vec<&'static str>, Fix) {
    let faults = check(text);
    let mut codes: Vec<_> = faults.iter().map(|fault| fault.problem.code()).collect();
    codes.sort_unstable();
    (codes, faults.into_iter().next().map_or(Fix::None, |fault| fault.fix))
}

#[test]
fn numbers_as_they_should_be_are_right() {
    let right = [
        "国办发〔2017〕42号",
        "国办发〔2017〕47号",
        "国办发〔2019〕54号",
        "国办发〔2016〕80号",
        "国办函〔2020〕109号",
        "国办秘函〔2009〕6号",
        "国办秘函〔2019〕19号",
        "国办公开办函〔2019〕61号",
        "国办公开办函〔2021〕30号",
        "国办公开办函〔2021〕33号",
        "中办发〔2012〕14号",
        "国发〔2012〕45号",
        "民发〔2016〕178号",
        "财预〔2016〕143号",
        "财农〔2005〕11号",
        "黔财农〔2005〕67号",
        "筑财农〔2011〕2号",
        "连政办发〔2008〕9号",
        "镇政发〔2024〕7号",
        "国务院令第711号",
        "国令第711号",
        "建设部令第101号",
        "青政发〔2025〕3号",
        "青政办发〔2025〕12号",
        "示政函〔2025〕8号",
        "2019年第3号公告",
        "2019年第3号",
        "国家税务总局公告2019年第48号",
        "国家发展和改革委员会令2019年第29号",
    ];
    for text in right {
        assert_eq!(diagnose(text).0, Vec::<&str>::new(), "{text}");
        assert_eq!(DocumentNumber::parse(text).map(|number| number.to_string()).as_deref(), Some(text));
    }
    assert_eq!(check(""), Vec::new(), "many items have no number");
    assert_eq!(DocumentNumber::parse(""), None);
}

#[test]
fn every_damage_is_named_and_mended_where_that_is_certain() {
    let certain = |text: &str| Fix::Certain(vec![text.to_owned()]);
    let table: Vec<(&str, &[&str], Fix)> = vec![
        ("国办发[2008]36号", &["bracket"], certain("国办发〔2008〕36号")),
        ("国办发[2010]5号", &["bracket"], certain("国办发〔2010〕5号")),
        ("广区府办发[2012]119号", &["bracket"], certain("广区府办发〔2012〕119号")),
        ("广外大党[2002]17号", &["bracket"], certain("广外大党〔2002〕17号")),
        ("鄂康政办发[2020]30号", &["bracket"], certain("鄂康政办发〔2020〕30号")),
        ("文财务发[2011]5号", &["bracket"], certain("文财务发〔2011〕5号")),
        ("中办发[2015]2号", &["bracket"], certain("中办发〔2015〕2号")),
        ("国人口发(2007)78号", &["bracket"], certain("国人口发〔2007〕78号")),
        ("辽政办发(2014)74号", &["bracket"], certain("辽政办发〔2014〕74号")),
        ("辽民发(2018)74号", &["bracket"], certain("辽民发〔2018〕74号")),
        ("湘政发【2012】33号", &["bracket"], certain("湘政发〔2012〕33号")),
        ("湘财绩【2015】15号", &["bracket"], certain("湘财绩〔2015〕15号")),
        ("教办„2010‟15号", &["bracket_garbled"], certain("教办〔2010〕15号")),
        ("萧政办发„2008‟89号", &["bracket_garbled"], certain("萧政办发〔2008〕89号")),
        ("国办发?2017?42号", &["bracket_lost"], Fix::Ask("国办发〔2017〕42号".to_owned())),
        ("建村〔2017192号", &["bracket_unclosed"], certain("建村〔2017〕192号")),
        ("建村〔2018115号", &["bracket_unclosed"], certain("建村〔2018〕115号")),
        ("国办发〔201680号", &["bracket_unclosed"], certain("国办发〔2016〕80号")),
        ("民发〔2016 )115号", &["blank", "bracket_mixed"], certain("民发〔2016〕115号")),
        ("民发〔2018)23号〕", &["bracket_mixed", "trailing_bracket"], certain("民发〔2018〕23号")),
        ("国办公开办函〔202130", &["bracket_unclosed", "missing_hao"], certain("国办公开办函〔2021〕30号")),
        ("遂府函〔2019〕55 号", &["blank"], certain("遂府函〔2019〕55号")),
        ("国令第711号) 号", &["trailing_text"], certain("国令第711号")),
        ("国务院令第711", &["missing_hao"], certain("国务院令第711号")),
        ("国务院令710号", &["missing_di"], certain("国务院令第710号")),
        ("金政公开[XX]3号", &["bracket", "masked"], Fix::None),
        ("金政公开〔XX〕9号", &["masked"], Fix::None),
        ("国办发〔xxxx〕xx号", &["masked"], Fix::None),
        ("号关于印发《年县政务公开工作意见》", &["number_lost"], Fix::None),
        (
            "黔财农〔2011〕65号、78号",
            &["two_numbers"],
            Fix::Certain(vec!["黔财农〔2011〕65号".to_owned(), "黔财农〔2011〕78号".to_owned()]),
        ),
        ("2008市政府令第3号", &["order_form"], Fix::None),
        ("无", &["word_instead_of_empty"], Fix::Certain(Vec::new())),
        ("青政发〔2024〕05号", &["padded_serial"], certain("青政发〔2024〕5号")),
        ("青政发〔2024〕第5号", &["di"], certain("青政发〔2024〕5号")),
        ("青政发〔24〕5号", &["short_year"], certain("青政发〔2024〕5号")),
        ("青政发〔2024年〕5号", &["year_word"], certain("青政发〔2024〕5号")),
        ("青政发〔2024〕5", &["missing_hao"], certain("青政发〔2024〕5号")),
        ("青政发〔２０２４〕５号", &["full_width_digits"], certain("青政发〔2024〕5号")),
        ("青政发〔2O24〕5号", &["letter_for_digit"], certain("青政发〔2024〕5号")),
        ("青政发﹝2024﹞5号", &["bracket"], certain("青政发〔2024〕5号")),
        ("青政发（2024）5号", &["bracket"], certain("青政发〔2024〕5号")),
        ("青政发［2024］5号", &["bracket"], certain("青政发〔2024〕5号")),
        ("青政发〔2024〕0号", &["zero_serial"], Fix::None),
        ("青政发2024年5号", &["bracket"], certain("青政发〔2024〕5号")),
        ("青政发2024-5号", &["bracket"], certain("青政发〔2024〕5号")),
        ("青政发20245号", &["bracket"], Fix::Ask("青政发〔2024〕5号".to_owned())),
        ("青政发2024〕5号", &["bracket_unclosed"], certain("青政发〔2024〕5号")),
        ("青政发〔98〕5号", &["short_year"], certain("青政发〔1998〕5号")),
        ("青政发〔2024〕5号文件", &["trailing_text"], certain("青政发〔2024〕5号")),
        ("（青政发〔2024〕5号）", &["trailing_bracket"], certain("青政发〔2024〕5号")),
        ("文号：青政发〔2024〕5号", &["trailing_text"], certain("青政发〔2024〕5号")),
        ("青政发“2024”5号", &["bracket_garbled"], certain("青政发〔2024〕5号")),
        ("青政发\u{fffd}2024\u{fffd}5号", &["bracket_lost"], Fix::Ask("青政发〔2024〕5号".to_owned())),
        ("青政发〔2024〕l2号", &["letter_for_digit"], certain("青政发〔2024〕12号")),
        ("国务院第711号令", &["order_form"], certain("国务院令第711号")),
        ("国务院令（第711号）", &["order_form"], certain("国务院令第711号")),
        ("国务院令第0711号", &["padded_serial"], certain("国务院令第711号")),
        ("2019年3号公告", &["missing_di"], certain("2019年第3号公告")),
        (
            "青政发〔2024〕5号 青政发〔2024〕6号",
            &["two_numbers"],
            Fix::Certain(vec!["青政发〔2024〕5号".to_owned(), "青政发〔2024〕6号".to_owned()]),
        ),
        (
            "青政发［2024］5号，6号",
            &["bracket", "two_numbers"],
            Fix::Certain(vec!["青政发〔2024〕5号".to_owned(), "青政发〔2024〕6号".to_owned()]),
        ),
        ("〔2024〕5号", &["number_lost"], Fix::None),
        ("青政发〔2024〕号", &["number_lost"], Fix::None),
        ("青政发〔〕5号", &["number_lost"], Fix::None),
        ("青政发〔2204〕5号", &["number_lost"], Fix::None),
        ("青政发", &["number_lost"], Fix::None),
        ("令", &["number_lost"], Fix::None),
        ("Notice 5/2024", &["number_lost"], Fix::None),
        ("—", &["word_instead_of_empty"], Fix::Certain(Vec::new())),
    ];
    let mut seen = std::collections::BTreeSet::new();
    for (text, codes, fix) in table {
        let mut codes = codes.to_vec();
        codes.sort_unstable();
        assert_eq!(diagnose(text), (codes.clone(), fix), "{text}");
        assert_eq!(DocumentNumber::parse(text), None, "{text}");
        seen.extend(codes);
    }
    for problem in DocumentNumberProblem::ALL {
        assert!(seen.contains(problem.code()), "no example of {}", problem.code());
    }
}

#[test]
fn a_number_comes_apart_into_its_parts() {
    let number = DocumentNumber::parse(" 青政发〔2024〕5号 ").expect("a right number");
    assert_eq!((number.agency_code.as_str(), number.year, number.serial), ("青政发", Some(2024), 5));
    assert_eq!(number.form, Form::Standard);
    let order = DocumentNumber::parse("国务院令第711号").expect("an order");
    assert_eq!((order.agency_code.as_str(), order.year, order.serial), ("国务院", None, 711));
    assert_eq!(order.form, Form::Order);
    let announcement = DocumentNumber::parse("2019年第3号公告").expect("an announcement");
    assert_eq!((announcement.agency_code.as_str(), announcement.year, announcement.serial), ("", Some(2019), 3));
    assert_eq!((announcement.form, announcement.suffix), (Form::Announcement, "公告"));
}

#[test]
fn numbers_are_compared_without_their_damage() {
    let one = [
        "青政发〔2024〕5号",
        "青政发[2024]5号",
        "青政发 (2024) 05 号",
        "青政发（２０２４）第５号",
        "青政发【2024年】5",
    ];
    for text in one {
        assert_eq!(normalize(text).as_deref(), Some("青政发〔2024〕5号"), "{text}");
    }
    assert_eq!(normalize("国令第711号"), normalize("国务院令第711号"));
    assert_eq!(normalize("国务院令711号"), normalize("国务院令第711号"));
    assert_ne!(normalize("青政办发〔2024〕5号"), normalize("青政发〔2024〕5号"));
    for text in ["", "无", "青政发〔XX〕5号", "青政发?2024?5号", "青政发〔2024〕5号、6号"] {
        assert_eq!(normalize(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn what_is_put_together_comes_apart_again(
        agency in "[青政办发函农民财国镇]{1,12}", year in 1900u16..2100, serial in 1u32..100_000, order in any::<bool>(),
    ) {
        let (year, form) = if order { (None, Form::Order) } else { (Some(year), Form::Standard) };
        let agency_code = if order { format!("镇{agency}") } else { agency };
        let number = DocumentNumber { agency_code, year, serial, form, suffix: "" };
        prop_assert_eq!(DocumentNumber::parse(&number.to_string()), Some(number));
    }

    #[test]
    fn damage_of_one_kind_is_undone(
        agency in "[青政办发函农民财国镇]{1,12}", year in 2000u16..2030, serial in 1u32..1000,
        pair in 0usize..7, blank in "[ \u{3000}]{0,2}", zeros in "0{0,2}", di in any::<bool>(),
    ) {
        let (open, close) = [('〔', '〕'), ('[', ']'), ('(', ')'), ('（', '）'), ('［', '］'), ('【', '】'), ('﹝', '﹞')][pair];
        let di = if di { "第" } else { "" };
        let text = format!("{agency}{blank}{open}{year}{close}{di}{zeros}{serial}号");
        prop_assert_eq!(normalize(&text), Some(format!("{agency}〔{year}〕{serial}号")), "{}", text);
    }

    /// Whatever the text: either it is a number, or empty, or something is said about it; and what is offered is right.
    #[test]
    fn no_text_passes_in_silence(
        text in "\\PC{0,20}|[青政发国务院令公告第号年〔〕\\[\\]（）?„ 0-9０-９xXOl、无]{0,24}",
    ) {
        let faults = check(&text);
        prop_assert_eq!(faults.is_empty(), text.trim().is_empty() || DocumentNumber::parse(&text).is_some());
        for fault in faults {
            match fault.fix {
                Fix::Certain(numbers) => {
                    for number in numbers {
                        prop_assert!(DocumentNumber::parse(&number).is_some(), "{number}");
                    }
                }
                Fix::Ask(number) => prop_assert!(DocumentNumber::parse(&number).is_some(), "{number}"),
                Fix::None => {}
            }
        }
    }
}
