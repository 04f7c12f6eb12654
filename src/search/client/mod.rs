//! The scripts that visitors' browsers run, as they are shipped beside the index.

/// The scripts as they are shipped, by path: without comments, indentation, the spaces beside signs and most ends of lines, which
/// are for those who change them.
pub(crate) fn scripts() -> impl Iterator<Item = (&'static str, String)> {
    SCRIPTS.into_iter().map(|(path, script)| (path, without_comments(script)))
}

/// A script without its comments and indentation: lines that begin with `//`, blocks that begin and end with a line, and
/// types within a line. Any other comment within a line stays. No text in the scripts goes over several lines.
fn without_comments(script: &str) -> String {
    let mut lines = Vec::new();
    let mut inside = false;
    for line in script.lines() {
        let code = line.trim();
        let whole = code.ends_with("*/") || !code.contains("*/");
        if inside || code.starts_with("/**") && whole {
            inside = !code.ends_with("*/");
        } else if !code.is_empty() && !code.starts_with("//") {
            lines.push(without_spaces(&without_types(code)));
        }
    }
    format!("// Part of the search of a mulu site; see mulu's docs/search-format.md.\n{}", joined(&lines))
}

/// Lines run together where the end of one says nothing: after a sign that asks for more, and before one that goes on. A comment
/// that stays in a line would swallow what follows.
fn joined(lines: &[String]) -> String {
    let mut out = String::new();
    for (at, line) in lines.iter().enumerate() {
        let next = lines.get(at + 1).map_or("", String::as_str);
        out.push_str(line.strip_suffix(';').filter(|_| next.starts_with('}')).unwrap_or(line));
        let goes_on = line.ends_with(['{', ';', ',', '(', '[', '='])
            || next.starts_with(['}', ')', ']', '?', ':', '|', '&', '.']);
        if !goes_on || line.contains("//") {
            out.push('\n');
        }
    }
    out
}

/// A line without `/** @type {…} */` and `/** @param {…} … */`.
fn without_types(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("/** @") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after.trim_start());
    }
    out + rest
}

/// A line without the spaces beside signs, but for those in a text, and of lines that may hold an expression or a template, in which
/// spaces count. Two of `+` and `-` must not meet.
fn without_spaces(line: &str) -> String {
    if line.contains(['`', '\\']) || line.replace(" / ", "").replace(" /= ", "").contains('/') {
        return line.to_owned();
    }
    let is_sign = |c: char| "=(){}[],;:?<>&|*/!%^".contains(c);
    let is_sum = |c: char| c == '+' || c == '-';
    let mut out = String::with_capacity(line.len());
    let mut chars = line.chars().peekable();
    let mut quote = None;
    while let Some(c) = chars.next() {
        let (before, after) = (out.chars().next_back().unwrap_or(' '), chars.peek().copied().unwrap_or(' '));
        let beside = is_sign(before) || is_sign(after) || is_sum(before) != is_sum(after);
        if quote.is_some() || c != ' ' || !beside {
            out.push(c);
        }
        match quote {
            Some(open) if open == c => quote = None,
            None if c == '"' || c == '\'' => quote = Some(c),
            _ => {}
        }
    }
    out
}

/// The scripts, by path.
const SCRIPTS: [(&str, &str); 5] = [
    // The first is the one that others build on.
    ("mulu-search.js", include_str!("mulu-search.js")),
    ("mulu-search.module.js", include_str!("mulu-search.module.js")),
    ("search-page.js", include_str!("search-page.js")),
    ("search-suggest.js", include_str!("search-suggest.js")),
    ("highlight.js", include_str!("highlight.js")),
];

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::super::fold;
    use super::super::format::{Kind, pack_named, text};
    use super::{SCRIPTS, scripts};

    /// What the script folds by itself, without the table.
    fn is_quick(c: char) -> bool {
        matches!(c, 'A'..='Z' | '\u{ff01}'..='\u{ff5e}') || "〔【〖﹝〕】〗﹞[]‐‑‒–—―−﹣".contains(c)
    }

    /// The distances from one folded character to the next, as the script has them.
    fn distances() -> String {
        let mut out = String::new();
        let mut last = 0x4dff;
        for (from, _) in fold::pairs().filter(|(from, _)| ('\u{4e00}'..='\u{9fff}').contains(from)) {
            let code = u16::try_from(u32::from(from)).expect("basic plane");
            let mut step = i32::from(code) - last;
            while step > 56 {
                out.push('!');
                step -= 56;
            }
            out.push(u8::try_from(step + 35).expect("a short step").into());
            last = i32::from(code);
        }
        out
    }

    /// The script with one of its constants replaced.
    fn with_constant(script: &str, name: &str, value: &str) -> String {
        let start = script.find(&format!("const {name} = \"")).expect("the constant") + name.len() + 10;
        let end = start + script[start..].find('"').expect("its end");
        format!("{}{value}{}", &script[..start], &script[end..])
    }

    /// What the script takes for certain to need no table, beside Han characters.
    fn is_plain(c: char) -> bool {
        matches!(c,
            '\0'..='\u{7f}' | '·' | '\u{2010}'..='\u{2023}' | '\u{2025}'..='\u{2027}' | '\u{3000}'..='\u{3011}'
            | '\u{3013}'..='\u{3020}' | '\u{ff01}'..='\u{ff5e}')
    }

    #[test]
    fn script_misses_nothing_that_folds() {
        for (from, to) in fold::pairs() {
            assert!(!is_plain(from) || is_quick(from), "{from} becomes {to}");
        }
        for c in "〔【〖﹝[".chars() {
            assert_eq!(fold::fold_char(c), '(');
        }
        for c in "〕】〗﹞]".chars() {
            assert_eq!(fold::fold_char(c), ')');
        }
        for c in "‐‑‒–—―−﹣".chars() {
            assert_eq!(fold::fold_char(c), '-');
        }
    }

    #[test]
    fn script_knows_the_table() {
        let table = pack_named(Kind::Fold, &text::encode(fold::TABLE), 0, None).name.text();
        let script = with_constant(&with_constant(SCRIPTS[0].1, "FOLD_NAME", &table), "FOLDED", &distances());
        if std::env::var_os("UPDATE_FOLD_TABLE").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/search/client/mulu-search.js");
            std::fs::write(path, &script).expect("the script can be written");
        }
        assert!(script == SCRIPTS[0].1, "mulu-search.js does not fit the table; UPDATE_FOLD_TABLE=1 mends it");
    }

    #[test]
    fn script_is_small() {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        let (_, script) = scripts().next().expect("a script");
        encoder.write_all(script.as_bytes()).expect("memory");
        let size = encoder.finish().expect("memory").len();
        assert!(size <= 15 * 1024, "{size} bytes");
    }
}
