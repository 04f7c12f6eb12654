//! Writes a number into a file: one line behind the title, in the file's own key language, encoding and line ends.

use crate::site::Item;
use crate::site::front_edit::{Change, EditFault, edit};
use crate::site::front_matter::names;

/// The bytes of the file with the number in it. `bytes` are the file's bytes as they are now.
///
/// # Errors
/// Where the number cannot be put in without touching another byte.
pub fn insert(item: &Item, bytes: &[u8], number: &str) -> Result<Vec<u8>, EditFault> {
    let change = Change::set(&[names::INDEX_NO], number).after(&[names::TITLE]);
    edit(&item.source, &item.yaml, bytes, &[change])
}

#[cfg(test)]
mod properties;

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::site::SourceText;
    use crate::site::text::TextEncoding;

    const CONFIG: &str = "title = \"目录\"\nbase_url = \"https://example.gov.cn/\"\n[[agency]]\nid = \"a\"\nname = \"某镇\"\n\
                          code = \"900010028\"\n[[column]]\nid = \"notice\"\nname = \"通知\"\n";

    /// Reads one item of a site made for the purpose.
    pub(super) fn item(bytes: &[u8]) -> (tempfile::TempDir, Item) {
        let folder = tempfile::tempdir().unwrap();
        let root: &Path = folder.path();
        std::fs::create_dir_all(root.join("content/notice")).unwrap();
        std::fs::write(root.join("site.toml"), CONFIG).unwrap();
        std::fs::write(root.join("content/notice/a.md"), bytes).unwrap();
        let site = crate::site::load::load(root).unwrap();
        let item = site.items.into_iter().next().unwrap_or_else(|| panic!("{:?}", site.findings));
        (folder, Arc::unwrap_or_clone(item))
    }

    pub(super) fn encoded(text: &str, encoding: TextEncoding, mark: bool) -> Vec<u8> {
        let source = SourceText { path: "a".into(), text: String::new(), encoding, mark };
        let head: &[u8] = match (encoding, mark) {
            (_, false) => b"",
            (TextEncoding::Utf8, true) => b"\xEF\xBB\xBF",
            (TextEncoding::Utf16Le, true) => b"\xFF\xFE",
            _ => b"\xFE\xFF",
        };
        [head, &source.encode(text).unwrap()].concat()
    }

    const TEXT: &str = "---\n标题: 关于春耕的通知 # 全称\n主题分类: 综合政务/政务公开\n体裁: 通知\n成文日期: 2024-03-05\n---\n\n正文。\n";

    #[test]
    fn one_line_comes_in_and_no_other_byte_changes() {
        let encodings = [
            (TextEncoding::Utf8, false),
            (TextEncoding::Utf8, true),
            (TextEncoding::Utf16Le, true),
            (TextEncoding::Utf16Be, true),
            (TextEncoding::Gb18030, false),
        ];
        for (encoding, mark) in encodings {
            for line_end in ["\n", "\r\n"] {
                let text = TEXT.replace('\n', line_end);
                let bytes = encoded(&text, encoding, mark);
                let (_folder, item) = item(&bytes);
                let out = insert(&item, &bytes, "900010028/2024-00001").unwrap();
                let line = format!("索引号: \"900010028/2024-00001\"{line_end}");
                let expected = text.replace("主题分类", &format!("{line}主题分类"));
                assert_eq!(out, encoded(&expected, encoding, mark), "{encoding:?} {mark} {line_end:?}");
            }
        }
    }

    #[test]
    fn titles_over_several_lines_and_empty_keys() {
        let cases = [
            ("标题: >\n  关于春耕\n  的通知\n", "标题: >\n  关于春耕\n  的通知\n索引号: \"1\"\n"),
            ("标题: \"关于春耕\n  的通知\"\n", "标题: \"关于春耕\n  的通知\"\n索引号: \"1\"\n"),
            ("title: 关于春耕的通知\n", "title: 关于春耕的通知\nindex_no: \"1\"\n"),
            ("标题: 关于春耕的通知\n索引号:\n", "标题: 关于春耕的通知\n索引号: \"1\"\n"),
            ("标题: 关于春耕的通知\n索引号: \"\" # 待编\n", "标题: 关于春耕的通知\n索引号: \"1\" # 待编\n"),
        ];
        for (head, expected) in cases {
            let rest = TEXT.split_once("# 全称\n").unwrap().1;
            let text = format!("---\n{head}{rest}");
            let (_folder, item) = item(text.as_bytes());
            let out = String::from_utf8(insert(&item, text.as_bytes(), "1").unwrap()).unwrap();
            assert_eq!(out, format!("---\n{expected}{rest}"));
        }
    }

    #[test]
    fn a_file_that_changed_meanwhile_is_left_alone() {
        let (_folder, item) = item(TEXT.as_bytes());
        assert_eq!(insert(&item, TEXT.replace("正文", "别的").as_bytes(), "1"), Err(EditFault::Changed));
    }
}
