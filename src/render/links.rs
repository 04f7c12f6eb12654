//! Addresses of pages and how one page points to another.
//!
//! An address is a path below the site's root without a leading `/`: `item/000014349/2024-00012.html`. Pages write links as
//! `root` + address, where `root` climbs from the page to the site's root, so that the site works at a domain's root, under
//! any sub-path and from a folder on a disk.

/// What climbs from the page at `path` to the site's root: `../../`, or `./` for a page at the root itself.
pub fn root_of(path: &str) -> String {
    let depth = path.bytes().filter(|byte| *byte == b'/').count();
    if depth == 0 { "./".to_owned() } else { "../".repeat(depth) }
}

/// The folder of an address, with its final `/`; empty at the root.
pub fn folder_of(path: &str) -> &str {
    path.rfind('/').map_or("", |at| &path[..=at])
}

/// Joins a folder and a relative path as written in a text, taking `.` and `..` away.
///
/// `None` where it climbs above the root.
pub fn join(folder: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Decodes `%20` and the like; bytes that are no UTF-8 afterwards leave the text as it was.
pub fn percent_decode(text: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn climbs_to_the_root() {
        assert_eq!(root_of("index.html"), "./");
        assert_eq!(root_of("catalog/p3.html"), "../");
        assert_eq!(root_of("item/000014349/2024-00012.html"), "../../");
        assert_eq!(folder_of("item/a/b.html"), "item/a/");
        assert_eq!(folder_of("b.html"), "");
    }

    #[test]
    fn joins_as_a_file_system_does() {
        assert_eq!(join("content/notice/", "../rules/a.md").as_deref(), Some("content/rules/a.md"));
        assert_eq!(join("content/notice/", "./图.png").as_deref(), Some("content/notice/图.png"));
        assert_eq!(join("content/", "../../x.md"), None);
    }

    #[test]
    fn decodes_what_editors_encode() {
        assert_eq!(percent_decode("%E5%9B%BE%201.png"), "图 1.png");
        assert_eq!(percent_decode("100%.md"), "100%.md");
        assert_eq!(percent_decode("%ff.md"), "%ff.md");
    }
}
