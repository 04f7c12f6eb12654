//! Findings as they are kept from run to run: the rule by its code, the values as they are, no text.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Finding, Place, RULES, Stops};
use crate::messages::Arg;

/// A finding on paper.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Recorded {
    rule: String,
    stops: u8,
    place: RecordedPlace,
    args: Vec<(String, RecordedArg)>,
    hint: String,
    related: Option<RecordedPlace>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct RecordedPlace {
    path: String,
    line: u32,
    column: u32,
    length: u32,
    source: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
enum RecordedArg {
    Text(String),
    Number(i64),
    Message(String, Vec<(String, RecordedArg)>),
    List(Vec<RecordedArg>),
}

/// Puts findings down.
pub fn record(findings: &[Finding]) -> Vec<Recorded> {
    let one = |finding: &Finding| Recorded {
        rule: finding.rule.code.to_owned(),
        stops: finding.stops as u8,
        place: place(&finding.place),
        args: args(&finding.args),
        hint: finding.hint.to_owned(),
        related: finding.related.as_ref().map(place),
    };
    findings.iter().map(one).collect()
}

fn place(place: &Place) -> RecordedPlace {
    RecordedPlace {
        path: place.path.to_string(),
        line: place.line,
        column: place.column,
        length: place.length,
        source: place.source.as_deref().map(str::to_owned),
    }
}

fn args(args: &[(&'static str, Arg)]) -> Vec<(String, RecordedArg)> {
    args.iter().map(|(name, value)| ((*name).to_owned(), arg(value))).collect()
}

fn arg(value: &Arg) -> RecordedArg {
    match value {
        Arg::Text(text) => RecordedArg::Text(text.clone()),
        Arg::Number(number) => RecordedArg::Number(*number),
        Arg::Message(id, values) => RecordedArg::Message((*id).to_owned(), args(values)),
        Arg::List(list) => RecordedArg::List(list.iter().map(arg).collect()),
    }
}

/// Takes them up again; `None` where one is against a rule that does not exist.
pub fn recall(recorded: Vec<Recorded>) -> Option<Vec<Finding>> {
    let mut names = Names::default();
    recorded.into_iter().map(|finding| names.finding(finding)).collect()
}

/// Names of values and messages: a few dozen, which live as long as the program.
#[derive(Default)]
struct Names(BTreeMap<String, &'static str>);

impl Names {
    fn get(&mut self, name: String) -> &'static str {
        self.0.entry(name).or_insert_with_key(|name| Box::leak(name.clone().into_boxed_str()))
    }

    fn finding(&mut self, finding: Recorded) -> Option<Finding> {
        let stops = [Stops::Nothing, Stops::Item, Stops::Build].into_iter();
        Some(Finding {
            rule: RULES.iter().copied().find(|rule| rule.code == finding.rule)?,
            stops: stops.into_iter().find(|stops| *stops as u8 == finding.stops)?,
            place: found(finding.place),
            args: self.args(finding.args),
            hint: self.get(finding.hint),
            related: finding.related.map(found),
        })
    }

    fn args(&mut self, args: Vec<(String, RecordedArg)>) -> Vec<(&'static str, Arg)> {
        args.into_iter().map(|(name, value)| (self.get(name), self.arg(value))).collect()
    }

    fn arg(&mut self, value: RecordedArg) -> Arg {
        match value {
            RecordedArg::Text(text) => Arg::Text(text),
            RecordedArg::Number(number) => Arg::Number(number),
            RecordedArg::Message(id, values) => Arg::Message(self.get(id), self.args(values)),
            RecordedArg::List(list) => Arg::List(list.into_iter().map(|value| self.arg(value)).collect()),
        }
    }
}

fn found(place: RecordedPlace) -> Place {
    Place {
        path: Arc::from(place.path),
        line: place.line,
        column: place.column,
        length: place.length,
        source: place.source.map(Arc::from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::rules;

    #[test]
    fn what_is_recorded_is_recalled() {
        let place = Place::in_text(Arc::from("content/甲.md"), "第一行\n第二行", 10, 13);
        let inner = Arg::Message("io-denied", vec![("x", Arg::Number(-3))]);
        let finding = Finding::new(&rules::FILE_UNREADABLE, place.clone())
            .with("detail", Arg::List(vec![inner, Arg::Text("文".to_owned())]))
            .hint("near")
            .related(Place::file("site.toml"))
            .stopping(Stops::Item);
        let text = serde_json::to_string(&record(std::slice::from_ref(&finding))).expect("text");
        let back = recall(serde_json::from_str(&text).expect("read")).expect("known rules");
        assert_eq!(format!("{back:?}"), format!("{:?}", [finding]));
        let foreign = text.replace("file.unreadable", "file.unheard_of");
        assert!(recall(serde_json::from_str(&foreign).expect("read")).is_none());
    }
}
