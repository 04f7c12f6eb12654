//! TOML to [`Node`]s, so that `site.toml` is read as strictly as front matter.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::node::{Entry, Node, Value};

/// Parses a whole TOML text; the faults of syntax with their byte offsets, as many as the parser finds in one run.
pub(super) fn parse(text: &str) -> (Node, Vec<(String, usize)>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut faults: Vec<(String, usize)> = errors
        .iter()
        .map(|error| (error.message().to_owned(), error.span().map_or(0, |span| span.start).min(text.len())))
        .collect();
    faults.sort_by_key(|fault| fault.1);
    let node = Node { span: 0..0, value: from_table(table.get_ref()) };
    (node, faults)
}

fn from_table(table: &DeTable<'_>) -> Value {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry { key: key.get_ref().to_string(), key_span: key.span(), node: from_value(value) })
        .collect();
    // The table is kept by key; people read by place.
    entries.sort_by_key(|entry| entry.key_span.start);
    Value::Map(entries)
}

fn from_value(value: &Spanned<DeValue<'_>>) -> Node {
    let inner = match value.get_ref() {
        DeValue::String(text) => Value::Scalar(text.to_string()),
        DeValue::Integer(number) => Value::Scalar(number.as_str().to_owned()),
        DeValue::Float(number) => Value::Scalar(number.as_str().to_owned()),
        DeValue::Boolean(flag) => Value::Scalar(flag.to_string()),
        DeValue::Datetime(moment) => Value::Scalar(moment.to_string()),
        DeValue::Array(list) => Value::List(list.iter().map(from_value).collect()),
        DeValue::Table(table) => from_table(table),
    };
    Node { span: value.span(), value: inner }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_faults_come_in_one_run_with_their_places() {
        let (_, faults) = parse("title = 目录\nbase_url = \"x\"\nlist = [1,\nother = =\n");
        assert!(faults.len() >= 2, "{faults:?}");
        assert_eq!(faults[0].1, 8);
    }

    #[test]
    fn tables_keep_the_order_of_the_file() {
        let (node, faults) = parse("z = 1\na = \"x\"\n[[column]]\nid = \"b\"\n[[column]]\nid = \"a\"\n");
        assert!(faults.is_empty());
        let Value::Map(entries) = node.value else { panic!() };
        let keys: Vec<_> = entries.iter().map(|e| e.key.as_str()).collect();
        assert_eq!(keys, ["z", "a", "column"]);
    }
}
