use std::collections::{BTreeMap, BTreeSet};

use super::{Lang, Messages};

/// Message id (with `.attribute`) → the variables it names, read from the text of a file.
fn outline(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut id = String::new();
    let mut key = String::new();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line.split_once(" =") {
            let bare = name.trim();
            if !line.starts_with(' ') {
                bare.clone_into(&mut id);
                key.clone_from(&id);
            } else if bare.starts_with('.') {
                key = format!("{id}{bare}");
            }
            assert!(!line.starts_with(' ') || bare.starts_with('.') || all.contains_key(&key), "stray line {line}");
        }
        let variables = all.entry(key.clone()).or_default();
        for part in line.split("{ $").skip(1).chain(line.split("{$").skip(1)) {
            variables.insert(part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect());
        }
    }
    all.remove("");
    all
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_variables() {
    let zh = outline(Lang::Zh.source());
    let en = outline(Lang::En.source());
    let only = |a: &BTreeMap<String, _>, b: &BTreeMap<String, _>| {
        a.keys().filter(|k| !b.contains_key(*k)).cloned().collect::<Vec<_>>()
    };
    assert_eq!(only(&zh, &en), Vec::<String>::new(), "in Chinese only");
    assert_eq!(only(&en, &zh), Vec::<String>::new(), "in English only");
    for (key, variables) in &zh {
        assert_eq!(variables, &en[key], "variables of {key}");
    }
    assert!(zh.len() > 50);
}

#[test]
fn both_files_parse_without_an_error_and_without_doubles() {
    for lang in [Lang::Zh, Lang::En] {
        assert!(fluent_bundle::FluentResource::try_new(lang.source().to_owned()).is_ok(), "{lang:?}");
        let ids: Vec<_> = lang
            .source()
            .lines()
            .filter(|l| !l.starts_with([' ', '#', '}']))
            .filter_map(|l| l.split_once(" ="))
            .map(|(id, _)| id)
            .collect();
        let unique: BTreeSet<_> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "a message stands twice in {lang:?}");
    }
}

#[test]
fn every_rule_has_a_message_and_a_hint() {
    for lang in [Lang::Zh, Lang::En] {
        let messages = Messages::new(lang);
        for rule in crate::findings::RULES {
            let id = rule.message_id();
            assert!(messages.has(&id), "{lang:?}: {id} is missing");
            assert!(messages.attribute(&id, "hint", &[]).is_some(), "{lang:?}: {id}.hint is missing");
        }
    }
}

#[test]
fn every_message_of_a_rule_belongs_to_one() {
    let ids: BTreeSet<_> = crate::findings::RULES.iter().map(|rule| rule.message_id()).collect();
    for key in
        outline(Lang::Zh.source()).keys().filter(|key| key.rsplit_once('.').is_some_and(|(_, last)| last == "hint"))
    {
        assert!(ids.contains(key.trim_end_matches(".hint")), "{key} belongs to no rule");
    }
}
