//! The vocabularies as they are in the binary, the ways of writing a term, and every fault of a site's own file.

use std::sync::LazyLock;

use super::fold::has_han;
use super::*;
use crate::messages::Lang;
use proptest::prelude::*;

/// Read once: a debug build takes its time.
static OURS: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::embedded);

fn ours() -> &'static Vocabulary {
    &OURS
}

fn with(file: &str, text: &str) -> Result<Vocabulary, Vec<VocabularyFault>> {
    Vocabulary::with_overrides(|name| (name == file).then(|| (format!("site/{name}"), text.to_owned())))
}

/// The one fault of a file, as line, column and problem.
fn fault(file: &str, text: &str) -> (u32, u32, VocabularyProblem) {
    let mut faults = with(file, text).expect_err("the file is wrong");
    assert_eq!(faults.len(), 1, "{faults:?}");
    let fault = faults.remove(0);
    assert_eq!(fault.path, format!("site/{file}"));
    (fault.line, fault.column, fault.problem)
}

fn every_term_is_sound<T: Term>(list: &List<T>) {
    assert!(!list.all().is_empty());
    for term in list.all() {
        assert!(!term.en().is_empty() && !has_han(term.en()), "{} has no English name: {}", term.id(), term.en());
        assert!(has_han(term.zh()), "{} has no Chinese name", term.id());
        assert_eq!(list.find(term.id()).map(Term::id).ok(), term.selectable().then(|| term.id()), "by id");
        if let Some(parent) = term.parent() {
            assert!(list.get(parent).is_some(), "{} hangs in the air", term.id());
        }
    }
}

/// Every term must be found by its path, in both languages and with every separator.
fn every_path_leads_to_its_term<T: Term>(list: &List<T>) {
    for term in list.all().iter().filter(|term| term.selectable()) {
        for lang in [Lang::Zh, Lang::En] {
            for separator in ["/", "\\", ">", " › ", "－", "／", " > "] {
                let path = list.path(term, lang, separator);
                match list.find(&path) {
                    Ok(found) => assert_eq!(found.id(), term.id(), "{path}"),
                    Err(fault) => panic!("{path}: {fault:?}"),
                }
            }
        }
    }
}

#[test]
fn every_embedded_term_has_an_id_and_both_names() {
    let all = ours();
    every_term_is_sound(&all.topics);
    every_term_is_sound(&all.genres);
    every_term_is_sound(&all.kinds);
    every_term_is_sound(&all.modes);
    every_term_is_sound(&all.grounds);
    every_term_is_sound(&all.validities);
    every_term_is_sound(&all.stages);
    every_term_is_sound(&all.audiences);
    every_term_is_sound(&all.articles);
    every_term_is_sound(&all.conclusions);
    every_term_is_sound(&all.statuses);
    every_term_is_sound(&all.corrections);
    every_term_is_sound(&all.rhythms);
}

#[test]
fn the_tables_are_whole() {
    let all = ours();
    assert_eq!(all.topics.roots().count(), 22);
    assert_eq!(all.topics.all().len(), 22 + 121);
    assert_eq!(all.genres.all().len(), 19);
    assert_eq!(all.kinds.all().len(), 25);
    assert_eq!(all.grounds.roots().count(), 9);
    assert_eq!(all.validities.all().len(), 8);
    assert_eq!((all.stages.roots().count(), all.stages.all().len()), (5, 15));
    let of = |article: &str| all.articles.all().iter().filter(|item| item.article == article).count();
    assert_eq!((of("20"), of("21")), (15, 8));
    assert_eq!((of("9"), of("10"), of("11"), of("12")), (4, 11, 4, 8));
}

#[test]
fn paths_and_names_lead_to_topics() {
    let all = ours();
    every_path_leads_to_its_term(&all.topics);
    every_path_leads_to_its_term(&all.audiences);
    every_path_leads_to_its_term(&all.stages);
    every_path_leads_to_its_term(&all.grounds);
    let id = |text: &str| all.topics.find(text).map(|topic| topic.id.clone());
    for text in [
        "0201",
        "０２０１",
        "政务公开",
        " 综合政务 / 政务 公开 ",
        "综合政务\\政务公开",
        "综合政务＞政务公开",
        "02/0201",
    ] {
        assert_eq!(id(text), Ok("0201".to_owned()), "{text}");
    }
    for text in ["Open Government", "general government affairs / open government", "OPEN GOVERNMENT"] {
        assert_eq!(id(text), Ok("0201".to_owned()), "{text}");
    }
    assert_eq!(id("财政，金融，审计/财政"), Ok("0401".to_owned()));
    assert_eq!(id("民政、乡村振兴、救灾/扶贫"), Ok("1706".to_owned()), "the name that 重庆 gives the class");
    assert_eq!(id("货币(含外汇)"), Ok("0404".to_owned()));
}

#[test]
fn a_class_of_topics_stands_alone_only_where_it_has_no_other() {
    let topics = &ours().topics;
    for (text, id) in [("18", "18"), ("民族、宗教", "18"), ("20", "20"), ("国防", "21"), ("其他", "22"), ("22", "22")]
    {
        assert_eq!(topics.find(text).map(|topic| topic.id.as_str()), Ok(id));
    }
    match topics.find("综合政务") {
        Err(LookupFault::NotALeaf { children }) => {
            assert_eq!(children.len(), 9);
            assert_eq!(children[0], "综合政务/政务公开");
        }
        other => panic!("{other:?}"),
    }
    match topics.find("Health and Sport") {
        Err(LookupFault::NotALeaf { children }) => assert_eq!(children[0], "Health and Sport/Health"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_not_found_comes_with_what_may_have_been_meant() {
    let all = ours();
    let nearest = |fault| match fault {
        Err(LookupFault::NotFound { nearest }) => nearest,
        other => panic!("{other:?}"),
    };
    let topic = |text: &str| nearest(all.topics.find(text).map(|topic| topic.id.clone()));
    assert_eq!(topic("政府公开")[0], "综合政务/政务公开");
    assert_eq!(topic("综合政务/政务公")[0], "综合政务/政务公开");
    assert_eq!(topic("Open Goverment")[0], "General Government Affairs/Open Government");
    assert_eq!(topic("民族、宗教/佛教").len(), 2, "nothing is near, so all that stands there");
    assert_eq!(topic("区块链"), Vec::<String>::new());
    assert_eq!(topic(""), Vec::<String>::new());
    assert_eq!(topic("///"), Vec::<String>::new());
    assert_eq!(topic(&"政务公开/".repeat(100_000)), Vec::<String>::new());
    let genre = |text: &str| nearest(all.genres.find(text).map(|genre| genre.id.clone()));
    assert_eq!(genre("通知公告")[..2], ["公告", "通知"], "the official order");
    let mode = |text: &str| nearest(all.modes.find(text).map(|mode| mode.id.clone()));
    assert_eq!(mode("主动公")[0], "主动公开");
}

#[test]
fn a_name_of_several_terms_is_named_with_all_of_them() {
    let all = ours();
    let ambiguous = all.audiences.find("其他").map(|audience| audience.id.clone());
    let candidates = vec!["面向公民/其他".to_owned(), "面向企业/其他".to_owned()];
    assert_eq!(ambiguous, Err(LookupFault::Ambiguous { candidates }));
    let text = "征收或者征用土地、房屋拆迁及其补偿、补助费用的发放、使用情况";
    let ambiguous = all.articles.find(text).map(|article| article.id.clone());
    let candidates = vec!["2008.11.3".to_owned(), "2008.12.4".to_owned()];
    assert_eq!(ambiguous, Err(LookupFault::Ambiguous { candidates }));
}

#[test]
fn items_of_the_statute_are_cited_in_many_ways() {
    let all = ours();
    let id = |text: &str| all.articles.find(text).map(|article| article.id.clone()).ok();
    for text in [
        "20.1",
        "第二十条第（一）项",
        "第二十条（一）",
        "第20条第1项",
        "20条1项",
        "20(1)",
        "20（一）",
        "履职依据",
        "行政法规、规章和规范性文件",
    ] {
        assert_eq!(id(text).as_deref(), Some("20.1"), "{text}");
    }
    assert_eq!(id("第二十条第（十一）项").as_deref(), Some("20.11"));
    assert_eq!(id("第二十一条第八项").as_deref(), Some("21.8"));
    assert_eq!(id("社会救助").as_deref(), Some("21.8"));
    assert_eq!(id("处罚/强制").as_deref(), Some("20.6"), "a slash that separates nothing");
    assert_eq!(id("第十二条第（八）项").as_deref(), Some("2008.12.8"), "the version of 2008");
    assert_eq!(id("20.16"), None);
}

#[test]
fn the_version_of_an_article_is_told_by_the_day() {
    let articles = &ours().articles;
    let (new, old) = (articles.get("20.1").expect("20.1"), articles.get("2008.10.1").expect("2008.10.1"));
    let day = |text: &str| text.parse::<jiff::civil::Date>().expect("a date");
    assert!(old.in_force_on(day("2019-05-14")) && !old.in_force_on(day("2019-05-15")));
    assert!(!new.in_force_on(day("2019-05-14")) && new.in_force_on(day("2019-05-15")));
    assert!(!old.in_force_on(day("2008-04-30")));
}

#[test]
fn terms_that_the_program_knows() {
    let all = ours();
    assert_eq!(all.modes.find("免予公开").map(|mode| mode.value), Ok(Mode::NotDisclosed));
    assert_eq!(all.statuses.find("已撤回").map(|status| status.value), Ok(Status::Withdrawn));
    assert_eq!(all.statuses.find("Draft").map(|status| status.value), Ok(Status::Draft));
    assert_eq!(all.corrections.find("澄清").map(|kind| kind.value), Ok(CorrectionKind::Clarification));
    assert_eq!(all.conclusions.find("需报审").map(|end| end.value.mode()), Ok(None));
    assert_eq!(all.conclusions.find("公开").map(|end| end.value.mode()), Ok(Some(Mode::Proactive)));
    assert_eq!(all.modes.of(Mode::OnRequest).name(Lang::Zh), "依申请公开");
    assert_eq!(all.statuses.of(Status::Reduced).name(Lang::En), "Reduced");
    assert!(all.validities.find("").is_ok_and(Validity::is_unstated));
    assert_eq!(all.validities.find("现行有效").map(|state| state.force), Ok(Some(LegalForce::InForce)));
    assert_eq!(all.grounds.find("r14-3a").map(|ground| ground.force), Ok(Force::MustNot));
    assert!(all.grounds.find("国家秘密").is_ok_and(|ground| ground.secret));
    assert_eq!(all.genres.find("令").map(|genre| genre.township), Ok(false));
    assert_eq!(all.kinds.find("年报").map(|kind| kind.id.as_str()), Ok("K04"));
    assert_eq!(all.stages.find("决策").map(|stage| stage.id.as_str()), Ok("S1"));
    assert_eq!(all.rhythms.find("每季度").map(|rhythm| rhythm.stale_after_days), Ok(Some(120)));
}

#[test]
fn every_need_is_a_key_of_the_front_matter() {
    let all = ours();
    let keys = ["display", "validity", "interprets", "expires", "effective"];
    let needs = all.kinds.all().iter().flat_map(|kind| &kind.needs);
    for need in needs.chain(all.validities.all().iter().flat_map(|state| &state.needs)) {
        assert!(keys.contains(&need.as_str()), "{need}");
    }
}

#[test]
fn a_site_brings_its_own_table() {
    let text = "topics:\n- id: 01\n  zh: 社区\n  children:\n  - {id: 0101, zh: 养老, aliases: [敬老]}\n  - {id: 0102, zh: 托幼, en: Child Care}\n";
    let own = with("data/topics.yaml", text).expect("a good table");
    assert_eq!(own.topics.all().len(), 3);
    let found = own.topics.find("社区/敬老").expect("an alias in a path");
    assert_eq!(
        (found.id.as_str(), found.en()),
        ("0101", "养老"),
        "ids keep their zeros; the English name is the Chinese"
    );
    assert!(own.articles.all().iter().all(|article| article.topic.is_none()), "our suggestions point at nothing there");
    assert_eq!(own.genres.all().len(), 19, "the others stay");
    let bom =
        with("data/topics.yaml", &format!("\u{feff}{}", text.replace('\n', "\r\n"))).expect("as Notepad saves it");
    assert_eq!(bom.topics.all().len(), 3);
}

#[test]
fn a_leaf_wins_over_a_class_of_the_same_name_under_which_nothing_is_filed() {
    let text = "topics: [{id: '1', zh: 教育, children: [{id: '11', zh: 教育}, {id: '12', zh: 招生}]}]";
    let own = with("data/topics.yaml", text).expect("a good table");
    assert_eq!(own.topics.find("教育").map(|topic| topic.id.as_str()), Ok("11"));
    assert_eq!(own.topics.find("教育/招生").map(|topic| topic.id.as_str()), Ok("12"));
}

#[test]
fn a_table_may_have_three_levels() {
    let text = "topics: [{id: a, zh: 甲, children: [{id: b, zh: 乙, children: [{id: c, zh: 丙}]}]}]";
    let own = with("data/topics.yaml", text).expect("a good table");
    let leaf = own.topics.find("甲/乙/丙").expect("the leaf");
    assert_eq!(own.topics.path(leaf, Lang::Zh, " > "), "甲 > 乙 > 丙");
    assert!(matches!(own.topics.find("甲/乙"), Err(LookupFault::NotALeaf { .. })));
    assert!(matches!(own.topics.find("甲/丙"), Err(LookupFault::NotFound { .. })));
}

#[test]
fn faults_of_a_table_name_their_place() {
    use VocabularyProblem as P;
    let topics = "data/topics.yaml";
    let (line, _, problem) = fault(topics, "topics:\n- {id: '1', zh: 甲, colour: red}\n");
    assert_eq!(line, 2);
    assert!(matches!(&problem, P::UnknownKey { key, known } if key == "colour" && known.contains(&"zh".to_owned())));
    let (line, _, problem) = fault(topics, "topics:\n- {id: '1', zh: 甲}\n- {id: '2'}\n");
    assert_eq!((line, problem), (3, P::MissingKey { key: "zh".to_owned() }));
    let (line, column, problem) = fault(topics, "topics:\n- {id: '1', zh: 甲}\n- {id: '１', zh: 乙}\n");
    assert_eq!((line, column, problem), (3, 3, P::DuplicateId { id: "１".to_owned(), first: 2 }));
    let (line, _, problem) = fault(topics, "topics:\n- {id: '1', zh: 甲}\n- {id: '2', zh: 甲 }\n");
    assert_eq!((line, problem), (3, P::DuplicateName { name: "甲".to_owned(), first: 2 }));
    let (line, _, problem) = fault(topics, "topics:\n- {id: '1', zh: ' '}\n");
    assert_eq!((line, problem), (2, P::Nameless));
    assert_eq!(fault(topics, "topics: []").2, P::Empty);
    assert_eq!(fault(topics, "").2, P::Empty);
    assert_eq!(fault(topics, "revision: '1'").2, P::MissingKey { key: "topics".to_owned() });
    let (line, _, problem) = fault(topics, "topics:\n- {id: '1', zh: 甲\n");
    assert!(line >= 2 && matches!(problem, P::Syntax { .. }), "{line} {problem:?}");
    let (line, _, problem) = fault(topics, "topics:\n- {id: '1', id: '2', zh: 甲}\n");
    assert_eq!((line, problem), (2, P::DuplicateKey { key: "id".to_owned() }));
    let (line, _, problem) = fault(topics, "topics:\n- {id: '1', zh: [甲]}\n");
    assert_eq!((line, problem.code()), (2, "wrong_type"), "{problem:?}");
    let (_, _, problem) =
        fault("data/modes.yaml", "modes:\n- {id: proactive, zh: 主动公开}\n- {id: on_request, zh: 依申请公开}\n");
    assert_eq!(problem, P::MissingTerm { id: "not_disclosed".to_owned() });
    let (line, _, problem) = fault("data/validity.yaml", "states:\n- {id: a, zh: 甲, force: maybe}\n");
    assert!(line == 2 && matches!(&problem, P::BadValue { value, .. } if value == "maybe"), "{line} {problem:?}");
    let law = "laws:\n- {id: a, name: 甲, order: 乙, effective_from: '2019-13-01', articles: [{article: '1', items: [{id: '1.1', zh: 甲}]}]}";
    let faults = with("data/articles.yaml", law).expect_err("no such month");
    assert_eq!(faults[0].problem, P::BadValue { value: "2019-13-01".to_owned(), allowed: Vec::new() });
    let law = law.replace("13-01", "12-01").replace("zh: 甲}]", "zh: 甲, topic: '9999'}]");
    let (_, _, problem) = fault("data/articles.yaml", &law);
    assert_eq!(problem, P::UnknownReference { key: "topic".to_owned(), id: "9999".to_owned() });
}

#[test]
fn all_files_are_read_before_anything_is_said() {
    let faults = Vocabulary::with_overrides(|name| Some((name.to_owned(), "nonsense: 1".to_owned())));
    let faults = faults.expect_err("all of them are wrong");
    let mut paths: Vec<_> = faults.iter().map(|fault| fault.path.as_str()).collect();
    paths.sort_unstable();
    assert_eq!(paths, Vocabulary::FILES);
}

proptest! {
    #[test]
    fn no_text_breaks_a_look_up(text in "\\PC{0,30}|[政务公开综合其他/\\\\>（） -]{0,12}") {
        let all = ours();
        if let Err(LookupFault::NotFound { nearest }) = all.topics.find(&text) {
            for near in nearest {
                prop_assert!(all.topics.find(&near).is_ok(), "{near} was offered and is not found");
            }
        }
        let _ = all.articles.find(&text);
        let _ = all.genres.find(&text);
    }

    #[test]
    fn no_text_breaks_the_reading_of_a_file(text in "\\PC{0,80}|(topics:\\n)?([-{\\[ \\]}:,&*!|>]|id|zh|\\n  |\\n- ){0,20}") {
        let mut given = |name: &str| Some((name.to_owned(), text.clone()));
        let mut faults = Vec::new();
        let read = load::<Topic>(&mut given, &mut faults);
        prop_assert!(read.is_some_and(|read| !read.list.all().is_empty()) || !faults.is_empty());
    }
}
