//! A parsed file before it means anything: values with their places.
//!
//! Front matter (YAML) and `site.toml` (TOML) come down to the same tree, so one strict reader ([`super::fields`]) serves
//! both. Scalars keep the text that the office typed: `20.10` stays `20.10`, and a date is a date only where one is asked for.

use std::ops::Range;

/// A value and the bytes of the file that it stands in.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Byte range in the file's text.
    pub span: Range<usize>,
    /// The value.
    pub value: Value,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing behind the key.
    Null,
    /// A text, a number, a date: as typed, quotes and escapes resolved.
    Scalar(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values, in the order of the file.
    Map(Vec<Entry>),
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key as typed.
    pub key: String,
    /// Where the key stands.
    pub key_span: Range<usize>,
    /// The value.
    pub node: Node,
}

impl Node {
    /// A short name of the kind of value, as a message id names it.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Scalar(_) => "text",
            Value::List(_) => "list",
            Value::Map(_) => "map",
        }
    }
}
