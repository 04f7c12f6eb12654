//! YAML front matter to [`Node`]s.
//!
//! The events of granit-parser, the parser beneath serde-saphyr, are read directly: deserialising into types would stop
//! at a file's first fault, and all of them are wanted in one run. Anchors, aliases and tags are refused, which also
//! leaves no room for an alias bomb; depth and size are bounded.

use std::ops::Range;

use granit_parser::{Event, Parser};

use super::node::{Entry, Node, Value};

/// Deepest nesting that front matter may have; the format needs four levels.
const MAX_DEPTH: usize = 16;
/// Most values that front matter may have.
const MAX_NODES: usize = 20_000;

/// Why a text is not the YAML that we take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum YamlFault {
    /// Not well-formed; the parser's words and the byte offset.
    Syntax(String, usize),
    /// An anchor, alias or tag at these bytes.
    NotPlain(Range<usize>),
    /// Deeper or longer than allowed, at this byte offset.
    TooDeep(usize),
    /// A second document in the front matter.
    SecondDocument(usize),
}

/// Parses `text` into one node. Spans are byte offsets into `text` plus `base`.
pub(super) fn parse(text: &str, base: usize) -> Result<Node, YamlFault> {
    let mut stack: Vec<Open> = Vec::new();
    let mut root: Option<Node> = None;
    let mut nodes = 0_usize;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let marker = error.marker();
            let at = marker.byte_offset().unwrap_or_else(|| offset_of_char(text, marker.index()));
            let at = base + at.min(text.len());
            // The parser's own bound, which lies beyond ours, but is met before the events are.
            let info = error.info();
            if info.contains("recursion limit") {
                return YamlFault::TooDeep(at);
            }
            // A bracket that stays open is missed only at the next key or at the end; it is told where it was opened.
            let open = if is_of_brackets(&info) { open_bracket(&stack, text, base) } else { None };
            open.unwrap_or(YamlFault::Syntax(info, at))
        })?;
        let start = span.start.byte_offset().unwrap_or_else(|| offset_of_char(text, span.start.index()));
        let end = span.end.byte_offset().unwrap_or_else(|| offset_of_char(text, span.end.index()));
        let span = base + start..base + end.max(start);
        nodes += 1;
        if nodes > MAX_NODES || stack.len() > MAX_DEPTH {
            return Err(YamlFault::TooDeep(span.start));
        }
        let node = match event {
            Event::Alias(_) => return Err(YamlFault::NotPlain(span)),
            Event::Scalar(_, _, anchor, ref tag) if anchor != 0 || tag.is_some() => {
                return Err(YamlFault::NotPlain(span));
            }
            Event::SequenceStart(_, anchor, ref tag) | Event::MappingStart(_, anchor, ref tag)
                if anchor != 0 || tag.is_some() =>
            {
                return Err(YamlFault::NotPlain(span));
            }
            Event::Scalar(value, style, ..) => {
                let empty =
                    matches!(style, granit_parser::ScalarStyle::Plain) && matches!(value.as_ref(), "" | "~" | "null");
                Node { span, value: if empty { Value::Null } else { Value::Scalar(value.into_owned()) } }
            }
            Event::SequenceStart(..) => {
                stack.push(Open::List(span, Vec::new()));
                continue;
            }
            Event::MappingStart(..) => {
                stack.push(Open::Map(span, Vec::new(), None));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match stack.pop() {
                Some(Open::List(open, list)) => {
                    Node { span: open.start..span.end.max(open.start), value: Value::List(list) }
                }
                Some(Open::Map(open, entries, _)) => {
                    Node { span: open.start..span.end.max(open.start), value: Value::Map(entries) }
                }
                None => continue,
            },
            Event::DocumentStart(..) if root.is_some() => return Err(YamlFault::SecondDocument(span.start)),
            _ => continue,
        };
        match stack.last_mut() {
            None => root = Some(node),
            Some(Open::List(_, list)) => list.push(node),
            Some(Open::Map(_, entries, key)) => match key.take() {
                None => *key = Some(node),
                Some(name) => {
                    let Value::Scalar(text) = name.value else {
                        return Err(YamlFault::Syntax("a key must be a word".to_owned(), name.span.start));
                    };
                    entries.push(Entry { key: text, key_span: name.span, node });
                }
            },
        }
    }
    Ok(root.unwrap_or(Node { span: base..base, value: Value::Null }))
}

enum Open {
    List(Range<usize>, Vec<Node>),
    Map(Range<usize>, Vec<Entry>, Option<Node>),
}

/// Whether the parser complains of brackets, or of a colon, as the next key has one, within them.
fn is_of_brackets(info: &str) -> bool {
    ["flow", "bracket", "',' or ']'", "':' indicator", "mapping values"].iter().any(|word| info.contains(word))
}

/// The innermost bracket that is open.
fn open_bracket(stack: &[Open], text: &str, base: usize) -> Option<YamlFault> {
    stack.iter().rev().find_map(|(Open::List(span, _) | Open::Map(span, ..))| {
        let bracket = text.get(span.start.checked_sub(base)?..)?.chars().next().filter(|c| "[{".contains(*c))?;
        Some(YamlFault::Syntax(format!("unclosed bracket '{bracket}'"), span.start))
    })
}

fn offset_of_char(text: &str, index: usize) -> usize {
    text.char_indices().nth(index).map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_bytes_of_the_file() {
        let text = "标题: \"关于：春耕\"\n列表: [甲, 20.10]\n";
        let node = parse(text, 4).unwrap();
        let Value::Map(entries) = node.value else { panic!("no map") };
        assert_eq!(entries[0].key, "标题");
        assert_eq!(entries[0].key_span, 4..10);
        let Value::List(list) = &entries[1].node.value else { panic!("no list") };
        assert_eq!(list[1].value, Value::Scalar("20.10".into()));
        let span = &list[1].span;
        assert_eq!(&text[span.start - 4..span.end - 4], "20.10");
    }

    #[test]
    fn an_open_bracket_is_told_where_it_stands() {
        for (text, bracket, at) in [
            ("a: 1\nb: [1, 2\nc: 3\n", '[', 8),
            ("a: 1\nb: [\nc: 3\nd: {e: 1}\n", '[', 8),
            ("a: {b: 1\nc: 2\n", '{', 3),
            ("a: [{b: 1, c: 2\n", '[', 3),
        ] {
            let expected = YamlFault::Syntax(format!("unclosed bracket '{bracket}'"), at);
            assert_eq!(parse(text, 0), Err(expected), "{text}");
        }
    }

    #[test]
    fn bombs_and_tags_are_refused() {
        assert!(matches!(parse("a: &x [1]\nb: [*x, *x]", 0), Err(YamlFault::NotPlain(_))));
        assert!(matches!(parse("a: !!str 1", 0), Err(YamlFault::NotPlain(_))));
        let deep = format!("a: {}1{}", "[".repeat(200), "]".repeat(200));
        assert!(matches!(parse(&deep, 0), Err(YamlFault::TooDeep(_))));
        let deeper = format!("a: {}", "[".repeat(200_000));
        assert!(matches!(parse(&deeper, 0), Err(YamlFault::TooDeep(_))));
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,200}") {
            let _ = parse(&text, 0);
        }
    }
}
