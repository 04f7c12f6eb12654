//! What a front matter says, without where it stands: what it must say after a change.

use super::locate::{Target, Task};
use crate::site::node::{Node, Value};

/// A value without its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Plain {
    Null,
    Text(String),
    List(Vec<Plain>),
    Map(Vec<(String, Plain)>),
}

impl Plain {
    pub(super) fn of(node: &Node) -> Self {
        match &node.value {
            Value::Null => Self::Null,
            Value::Scalar(text) => Self::Text(text.clone()),
            Value::List(list) => Self::List(list.iter().map(Self::of).collect()),
            Value::Map(entries) => {
                Self::Map(entries.iter().map(|entry| (entry.key.clone(), Self::of(&entry.node))).collect())
            }
        }
    }

    /// The order of keys means nothing.
    pub(super) fn sorted(self) -> Self {
        match self {
            Self::List(list) => Self::List(list.into_iter().map(Self::sorted).collect()),
            Self::Map(entries) => {
                let mut entries: Vec<_> = entries.into_iter().map(|(key, value)| (key, value.sorted())).collect();
                entries.sort();
                Self::Map(entries)
            }
            other => other,
        }
    }

    /// Makes the change. `None` where what stands on the way is no group.
    pub(super) fn apply(&mut self, target: &Target<'_>) -> Option<()> {
        let mut here = self;
        for key in &target.groups {
            let Self::Map(entries) = here else { return None };
            here = entries.iter_mut().find(|(name, _)| name == key).map(|(_, value)| value)?;
        }
        let Self::Map(entries) = here else { return None };
        let at = entries.iter().position(|(key, _)| *key == target.key);
        match (&target.task, at) {
            (Task::Set(value), Some(at)) => entries[at].1 = value.clone(),
            (Task::Set(value), None) => entries.push((target.key.clone(), value.clone())),
            (Task::Append(value), Some(at)) => {
                let list = match std::mem::replace(&mut entries[at].1, Self::Null) {
                    Self::Null => vec![value.clone()],
                    Self::List(mut list) => {
                        list.push(value.clone());
                        list
                    }
                    single => vec![single, value.clone()],
                };
                entries[at].1 = Self::List(list);
            }
            (Task::Append(value), None) => entries.push((target.key.clone(), Self::List(vec![value.clone()]))),
            (Task::Remove, Some(at)) => {
                entries.remove(at);
            }
            (Task::Remove, None) => {}
        }
        Some(())
    }
}
