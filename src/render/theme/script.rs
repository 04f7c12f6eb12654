//! The scripts of pages as they are shipped.
//!
//! That of every page has the words of each language before it: words that stood in the pages would stand in all of them. Those for
//! texts are one file, for a page that has the one has the other.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Strings;

/// The script as themes have it.
const SOURCE: &str = "site.js";

/// The scripts for texts as themes have them.
const FOR_TEXTS: [&str; 2] = ["aloud.js", "save.js"];
/// The file that they make.
const TEXT: &str = "text.js";

/// The words that scripts show, in `strings/*.toml`; in the script each goes by the last part of its path.
const WORDS: [&str; 24] = [
    "colon",
    "aids.senior",
    "aids.senior_off",
    "aids.look",
    "aids.look_system",
    "aids.look_light",
    "aids.look_dark",
    "aids.look_contrast",
    "aids.aloud",
    "aids.aloud_label",
    "aids.aloud_reading",
    "aids.aloud_pause",
    "aids.aloud_resume",
    "aids.aloud_stop",
    "aids.aloud_slower",
    "aids.aloud_faster",
    "aids.aloud_none",
    "aids.copy_link",
    "aids.copy_citation",
    "aids.copied",
    "aids.not_copied",
    "take.print",
    "take.text",
    "take.markdown",
];

/// The static file that holds the script in a language.
pub(in crate::render) fn name(language: &str) -> String {
    format!("site.{language}.js")
}

/// Puts the scripts as they are shipped in the place of those that a theme is made of.
pub(super) fn ship(assets: &mut BTreeMap<String, Vec<u8>>, strings: &BTreeMap<String, Strings>) {
    let for_texts: Vec<u8> = FOR_TEXTS.iter().filter_map(|name| assets.remove(*name)).flatten().collect();
    assets.insert(TEXT.to_owned(), for_texts);
    let Some(source) = assets.remove(SOURCE) else { return };
    for (language, words) in strings {
        let word = |path: &&str| {
            let key = path.rsplit('.').next().unwrap_or(path).to_owned();
            (key, Value::from(words.get(path)))
        };
        let words: Map<String, Value> = WORDS.iter().map(word).collect();
        let mut script = format!("var muluWords={};\n", Value::Object(words)).into_bytes();
        script.extend_from_slice(&source);
        assets.insert(name(language), script);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Theme;
    use super::*;

    #[test]
    fn every_language_has_its_script_and_every_word() {
        let theme = Theme::embedded();
        for language in theme.languages() {
            let script = std::str::from_utf8(&theme.assets()[&name(language)]).unwrap();
            let words = script.strip_prefix("var muluWords=").and_then(|rest| rest.split_once(";\n")).unwrap().0;
            let words: Map<String, Value> = serde_json::from_str(words).unwrap();
            assert_eq!(words.len(), WORDS.len(), "two words go by one name");
            for path in WORDS {
                let key = path.rsplit('.').next().unwrap();
                assert_eq!(words[key], theme.strings(language).get(path));
                assert_ne!(words[key], path, "{language} lacks the word");
            }
        }
        assert!(!theme.assets().contains_key(SOURCE));
    }
}
