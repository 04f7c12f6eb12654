//! Where a change belongs: the group that it goes into, the entry that it replaces, the names in the file's language.

use super::expected::Plain;
use super::value::{Names, New, name};
use super::{Change, What};
use crate::site::node::{Entry, Node, Value};

/// Where a change belongs.
pub(super) struct Target<'t> {
    /// Keys of the groups on the way, as they stand in the file.
    pub(super) groups: Vec<String>,
    /// The innermost group that is there.
    pub(super) map: &'t Node,
    /// The entry that is there already.
    pub(super) entry: Option<&'t Entry>,
    /// Its key, or that of the entry to be made.
    pub(super) key: String,
    /// The entry behind which a new one goes.
    pub(super) after: Option<&'t Entry>,
    /// What is to be done with it.
    pub(super) task: Task,
}

/// A change with its value in the language of the file.
pub(super) enum Task {
    Set(Plain),
    Append(Plain),
    Remove,
}

/// Finds the place of a change. `None` where something else than a group stands on the way.
pub(super) fn locate<'t>(tree: &'t Node, change: &Change) -> Option<Target<'t>> {
    let mut chinese = is_chinese(tree);
    let mut map = tree;
    let mut groups = Vec::new();
    let (last, way) = change.path.split_last()?;
    for (at, names) in way.iter().enumerate() {
        match find(entries_of(map)?, names) {
            Some(entry) if !matches!(entry.node.value, Value::Null) => {
                groups.push(entry.key.clone());
                map = &entry.node;
                if let Value::Map(entries) = &map.value
                    && !entries.is_empty()
                {
                    chinese = is_chinese(map);
                }
            }
            entry => {
                // The rest of the way is made together with the value.
                let task = match &change.what {
                    What::Set(value) => Task::Set(wrap(&way[at + 1..], last, plain(value, chinese), chinese)),
                    What::Append(value) => {
                        let list = Plain::List(vec![plain(value, chinese)]);
                        Task::Set(wrap(&way[at + 1..], last, list, chinese))
                    }
                    What::Remove => Task::Remove,
                };
                let key = entry.map_or_else(|| name(names, chinese).to_owned(), |entry| entry.key.clone());
                let entry = entry.filter(|_| !matches!(task, Task::Remove));
                return Some(Target { groups, map, entry, key, after: anchor(map, &change.after), task });
            }
        }
    }
    let entry = find(entries_of(map)?, last);
    let task = match &change.what {
        What::Set(value) => Task::Set(plain(value, chinese)),
        What::Append(value) => Task::Append(plain(value, chinese)),
        What::Remove => Task::Remove,
    };
    let key = entry.map_or_else(|| name(last, chinese).to_owned(), |entry| entry.key.clone());
    Some(Target { groups, map, entry, key, after: anchor(map, &change.after), task })
}

fn entries_of(map: &Node) -> Option<&[Entry]> {
    match &map.value {
        Value::Map(entries) => Some(entries),
        _ => None,
    }
}

fn find(entries: &[Entry], names: Names) -> Option<&Entry> {
    entries.iter().find(|entry| names.contains(&entry.key.trim()))
}

fn anchor<'t>(map: &'t Node, after: &[Names]) -> Option<&'t Entry> {
    let entries = entries_of(map)?;
    after.iter().find_map(|names| find(entries, names))
}

/// Whether a group's keys are Chinese: what its title says, else its first key.
fn is_chinese(map: &Node) -> bool {
    let Value::Map(entries) = &map.value else { return false };
    let title = entries.iter().find(|entry| ["title", "标题", "名称"].contains(&entry.key.trim()));
    title.or_else(|| entries.first()).is_some_and(|entry| !entry.key.is_ascii())
}

fn wrap(way: &[Names], last: Names, value: Plain, chinese: bool) -> Plain {
    let mut value = Plain::Map(vec![(name(last, chinese).to_owned(), value)]);
    for names in way.iter().rev() {
        value = Plain::Map(vec![(name(names, chinese).to_owned(), value)]);
    }
    value
}

fn plain(value: &New, chinese: bool) -> Plain {
    match value {
        New::Text(text) => Plain::Text(text.clone()),
        New::Word { en, zh } => Plain::Text(if chinese { zh } else { en }.clone()),
        New::Group(fields) => Plain::Map(
            fields.iter().map(|(names, value)| (name(names, chinese).to_owned(), plain(value, chinese))).collect(),
        ),
    }
}
