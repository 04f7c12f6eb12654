//! Writes into the front matter of a file, in its own key language, encoding and line ends, changing no other byte.
//!
//! A comparison of versions then shows exactly what was done, and what the office wrote by hand stays as it was: order,
//! comments, quotes, blank lines. The text is not printed anew; lines are put in, values replaced in place.
//!
//! YAML has many forms for one thing. So nothing is trusted: after every change the text is read again, and where it does not
//! say what it said before plus the change, nothing is written, and the office is told which lines to write itself.

mod expected;
mod locate;
mod rewrite;
mod value;

pub use value::{Names, New};

use super::front_matter::mend_colons;
use super::node::Node;
use super::text::SourceText;
use super::yaml;
use expected::Plain;

/// Why a change cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditFault {
    /// The file is not what it was when it was read, or its encoding cannot be written back exactly.
    Changed,
    /// The fields stand in a form into which the change cannot be put with certainty.
    Form,
}

/// One change of a front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The field: its names, and those of the groups it lies in, outermost first.
    path: Vec<Names>,
    /// Behind which of these fields a new one goes, the first that is there; else at the end.
    after: Vec<Names>,
    what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    Set(New),
    Append(New),
    Remove,
}

impl Change {
    /// Gives a field a value, whether it is there or not. Groups on the way are made.
    pub fn set(path: &[Names], value: impl Into<New>) -> Self {
        Self { path: path.to_vec(), after: Vec::new(), what: What::Set(value.into()) }
    }

    /// Adds a line to the list of a field. What stands there alone becomes the first line of the list.
    pub fn append(path: &[Names], value: impl Into<New>) -> Self {
        Self { path: path.to_vec(), after: Vec::new(), what: What::Append(value.into()) }
    }

    /// Takes a field away; nothing happens where there is none.
    pub fn remove(path: &[Names]) -> Self {
        Self { path: path.to_vec(), after: Vec::new(), what: What::Remove }
    }

    /// Puts a new field behind the first of these that is there, else at the end of its group.
    #[must_use]
    pub fn after(mut self, fields: &[Names]) -> Self {
        self.after = fields.to_vec();
        self
    }
}

/// The bytes of the file with the changes in it. `source` is the file as it was read, `yaml` the byte range of the front
/// matter in its text without its fences, `bytes` the file's bytes as they are now.
///
/// # Errors
/// Where a change cannot be put in without touching what else stands there.
pub fn edit(
    source: &SourceText,
    yaml: &std::ops::Range<usize>,
    bytes: &[u8],
    changes: &[Change],
) -> Result<Vec<u8>, EditFault> {
    let fresh = SourceText::decode(source.path.clone(), bytes).map_err(|_| EditFault::Changed)?;
    if fresh.text != source.text || fresh.encoding != source.encoding || fresh.mark != source.mark {
        return Err(EditFault::Changed);
    }
    let old = source.text.get(yaml.clone()).ok_or(EditFault::Changed)?;
    let mut new = old.to_owned();
    for change in changes {
        new = one(&new, change, source)?;
    }
    splice(source, yaml, bytes, old, &new)
}

/// One change, tried at every place where it may go until the text says what it should.
fn one(text: &str, change: &Change, source: &SourceText) -> Result<String, EditFault> {
    let tree = parse(text, source)?;
    let target = locate::locate(&tree, change).ok_or(EditFault::Form)?;
    let mut expected = Plain::of(&tree);
    expected.apply(&target).ok_or(EditFault::Form)?;
    let wanted = expected.sorted();
    let tries = rewrite::rewrite(text, &target, source.line_end());
    tries
        .into_iter()
        .find(|new| parse(new, source).is_ok_and(|tree| Plain::of(&tree).sorted() == wanted))
        .ok_or(EditFault::Form)
}

/// Reads a front matter as loading reads it, full-width colons included.
fn parse(text: &str, source: &SourceText) -> Result<Node, EditFault> {
    let whole =
        SourceText { path: source.path.clone(), text: text.to_owned(), encoding: source.encoding, mark: source.mark };
    let read = mend_colons(&whole, &(0..text.len()), &mut Vec::new()).into_owned();
    yaml::parse(&read, 0).map_err(|_| EditFault::Form)
}

/// Puts what differs between the two front matters into the file's bytes; head and tail are copied as they are.
fn splice(
    source: &SourceText,
    yaml: &std::ops::Range<usize>,
    bytes: &[u8],
    old: &str,
    new: &str,
) -> Result<Vec<u8>, EditFault> {
    let same = |a: &mut dyn Iterator<Item = (char, char)>| -> usize {
        a.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
    };
    let head = same(&mut old.chars().zip(new.chars()));
    let tail = same(&mut old[head..].chars().rev().zip(new[head..].chars().rev()));
    let middle = source.encode(&new[head..new.len() - tail]).ok_or(EditFault::Changed)?;
    let start = source.byte_offset(bytes, yaml.start + head).ok_or(EditFault::Changed)?;
    let end = source.byte_offset(bytes, yaml.end - tail).ok_or(EditFault::Changed)?;
    Ok([&bytes[..start], &middle, &bytes[end..]].concat())
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
