//! Paths as texts name them: relative, with `/`, sometimes percent-encoded.

use std::path::{Path, PathBuf};

/// Joins `target` to `folder`; `None` where it leads above the root. Both use `/`; `\` in the target is read as `/`.
pub fn join_relative(folder: &str, target: &str) -> Option<String> {
    let target = target.replace('\\', "/");
    if target.starts_with('/') || target.contains('\0') || target.get(1..2) == Some(":") {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// Whether Windows keeps a name for a device, in any case and with any ending:
/// <https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file>.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_lowercase();
    match stem.as_str() {
        "con" | "prn" | "aux" | "nul" | "conin$" | "conout$" => true,
        _ => {
            let number = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
            number.is_some_and(|n| {
                matches!(n, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
            })
        }
    }
}

/// Whether a path names a Markdown file, whatever the case of its ending.
pub fn is_markdown(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(stem, ending)| !stem.is_empty() && ending.eq_ignore_ascii_case("md"))
}

/// Decodes `%20` and the like; bytes that are no UTF-8 afterwards leave the text as it was.
pub fn decode_percent(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |i: usize| bytes.get(i).and_then(|b| char::from(*b).to_digit(16));
        if bytes[at] == b'%'
            && let (Some(high), Some(low)) = (hex(at + 1), hex(at + 2))
        {
            out.push(u8::try_from(high * 16 + low).unwrap_or(b'%'));
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// The relative address of `target` from the page at `from`, both relative to the site's root.
pub fn relative(from: &str, target: &str) -> String {
    let from_parts: Vec<&str> = from.split('/').collect();
    let target_parts: Vec<&str> = target.split('/').collect();
    let folders = from_parts.len().saturating_sub(1);
    let common = from_parts
        .iter()
        .take(folders)
        .zip(target_parts.iter().take(target_parts.len().saturating_sub(1)))
        .take_while(|(a, b)| a == b)
        .count();
    let mut out = "../".repeat(folders - common);
    out.push_str(&target_parts[common..].join("/"));
    out
}

/// Whether a file at this place would get on the site at `root`: as an attachment, or with the built pages.
pub fn would_be_published(target: &Path, root: &Path) -> bool {
    let real = |path: &Path| -> PathBuf {
        let there = path.ancestors().find_map(|upper| Some((upper.canonicalize().ok()?, upper)));
        match there {
            Some((real, upper)) => real.join(path.strip_prefix(upper).unwrap_or(Path::new(""))),
            None => path.to_path_buf(),
        }
    };
    let absolute = std::path::absolute(target).unwrap_or_else(|_| target.to_path_buf());
    let target = real(&absolute);
    ["content", "public", "themes"].iter().any(|folder| {
        let folder = std::path::absolute(root.join(folder)).unwrap_or_else(|_| root.join(folder));
        target.starts_with(real(&folder))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joining_never_leaves_the_root() {
        assert_eq!(join_relative("content/notice", "../rules/a.md").as_deref(), Some("content/rules/a.md"));
        assert_eq!(join_relative("content/notice", "./图.png").as_deref(), Some("content/notice/图.png"));
        assert_eq!(join_relative("content", "../../etc/passwd"), None);
        assert_eq!(join_relative("content", "/etc/passwd"), None);
        assert_eq!(join_relative("content", "C:\\a"), None);
    }

    #[test]
    fn decodes_what_editors_encode() {
        assert_eq!(decode_percent("%E5%9B%BE%201.png"), "图 1.png");
        assert_eq!(decode_percent("100%.md"), "100%.md");
        assert_eq!(decode_percent("%ff.md"), "%ff.md");
    }

    #[test]
    fn relative_addresses_lead_from_page_to_page() {
        assert_eq!(relative("item/a/2024-1.html", "item/a/2024-1/1.pdf"), "2024-1/1.pdf");
        assert_eq!(relative("item/a/2024-1.html", "index.html"), "../../index.html");
        assert_eq!(relative("index.html", "catalog/index.html"), "catalog/index.html");
        assert_eq!(relative("a/b/c.html", "a/x/y.html"), "../x/y.html");
    }

    proptest::proptest! {
        #[test]
        fn a_relative_address_joins_back(from in "[a-c]{1,2}(/[a-c]{1,2}){0,3}", target in "[a-c]{1,2}(/[a-c]{1,2}){0,3}") {
            let folder = from.rsplit_once('/').map_or("", |(f, _)| f);
            proptest::prop_assert_eq!(join_relative(folder, &relative(&from, &target)), Some(target));
        }
    }
}
