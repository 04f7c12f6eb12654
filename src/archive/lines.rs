//! The lines of a bag's own files: manifests and `bag-info.txt` (RFC 8493, 2.1.3 and 2.2.2).

use std::fmt::Write as _;

/// A path as it stands in a manifest: line ends and `%` would be read for something else, and only these are encoded.
pub(super) fn encode(path: &str) -> String {
    path.replace('%', "%25").replace('\n', "%0A").replace('\r', "%0D")
}

/// The path that stands in a manifest. Other percent signs are left alone, as in bags of programs that encode none.
pub(super) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        let code = rest.get(at..at + 3).unwrap_or_default();
        let plain = match code.to_ascii_uppercase().as_str() {
            "%25" => '%',
            "%0A" => '\n',
            "%0D" => '\r',
            _ => {
                out.push('%');
                rest = &rest[at + 1..];
                continue;
            }
        };
        out.push(plain);
        rest = &rest[at + 3..];
    }
    out.push_str(rest);
    out
}

/// The text of a manifest: hexadecimal digits, two blanks, path.
pub(super) fn manifest<'a>(rows: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    rows.fold(String::new(), |mut text, (hash, path)| {
        let _ = writeln!(text, "{hash}  {}", encode(path));
        text
    })
}

/// Reads a manifest: path and hexadecimal digits in lower case; the line (from 1) that cannot be read is the error.
pub(super) fn read_manifest(text: &str) -> Result<Vec<(String, String)>, usize> {
    let mut rows = Vec::new();
    for (at, line) in text.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if line.is_empty() {
            continue;
        }
        let (hash, path) = line.split_once([' ', '\t']).ok_or(at + 1)?;
        // `*` marks a binary file in what md5sum and its kin write.
        let path = path.trim_start_matches([' ', '\t']);
        let path = decode(path.strip_prefix('*').unwrap_or(path));
        let sound = !hash.is_empty() && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !sound || path.starts_with('/') || path.split('/').any(|part| matches!(part, "" | "." | "..")) {
            return Err(at + 1);
        }
        rows.push((path, hash.to_ascii_lowercase()));
    }
    Ok(rows)
}

/// The text of `bag-info.txt`. A value stands on one line, because not every reader joins folded ones right.
pub(super) fn info<'a>(fields: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    fields.fold(String::new(), |mut text, (label, value)| {
        let one_line = value.split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(text, "{label}: {one_line}");
        text
    })
}

/// The first value of a label in `bag-info.txt` or `bagit.txt`; labels are compared without regard to case.
pub(super) fn value<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    text.lines().find_map(|line| {
        let (name, value) = line.trim_start_matches('\u{feff}').split_once(':')?;
        name.trim().eq_ignore_ascii_case(label).then(|| value.trim())
    })
}
