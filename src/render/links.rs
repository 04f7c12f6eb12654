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
}
