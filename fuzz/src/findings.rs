//! What holds for every finding about a file, whatever the file contains.

use std::sync::LazyLock;

use mulu::findings::{Finding, render};
use mulu::messages::{Lang, Messages};

static MESSAGES: LazyLock<[Messages; 2]> = LazyLock::new(|| [Messages::new(Lang::Zh), Messages::new(Lang::En)]);

/// Each names a place that exists in `text`, has words in both languages, and moves no terminal's cursor.
pub fn check(findings: &[Finding], text: &str) {
    let lines: Vec<&str> = text.split('\n').collect();
    for finding in findings {
        let place = &finding.place;
        if place.line > 0 {
            let line = lines.get(place.line as usize - 1);
            let line = line.unwrap_or_else(|| panic!("line {} of {} in {finding:?}", place.line, lines.len()));
            let width = line.chars().count();
            assert!(place.column as usize <= width + 1, "column {} of {width} in {finding:?}", place.column);
        }
        for messages in &*MESSAGES {
            let shown = render::text(finding, messages, false);
            let (message, hint) = (render::message(finding, messages), render::hint(finding, messages));
            assert!(!message.is_empty() && !hint.is_empty());
            // What a value quotes from the file may hold such brackets itself.
            let is_missing =
                |words: &str| ["{$", "{ $"].iter().any(|mark| words.contains(mark) && !text.contains(mark));
            assert!(!is_missing(&message) && !is_missing(&hint), "a value is missing: {shown}");
            let odd = shown.chars().find(|c| c.is_control() && *c != '\n');
            assert_eq!(odd, None, "a control character in {shown:?}");
        }
    }
}
