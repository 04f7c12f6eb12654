//! Titles in the order of their pinyin.
//!
//! Nearly every official title begins with 关于, the office's name or a year, so that an index by the first character would
//! put most of a catalog under one letter. The order passes over them: 关于印发《青禾镇2026年农村人居环境提升行动方案》的通知
//! stands under N, for 农村.

use crate::catalog::pinyin::syllables;
use crate::site::Agency;

/// What titles begin with before their subject, apart from names and years.
const OPENINGS: [&str; 8] = ["关于", "印发", "转发", "批转", "公布", "发布", "做好", "开展"];

/// The letter under which a title stands: `a` to `z`, or `other`.
pub fn letter(key: &str) -> String {
    match key.chars().next() {
        Some(c) if c.is_ascii_lowercase() => c.to_string(),
        _ => "other".to_owned(),
    }
}

/// What titles are ordered by: the subject spelled in pinyin, characters that have no reading as they are.
pub fn key(title: &str, agencies: &[Agency]) -> String {
    let mut key = String::new();
    let subject: Vec<char> = subject(title, agencies).chars().collect();
    for (c, syllable) in syllables(&subject) {
        match syllable {
            // Whole syllables are compared: 阿 (a) stands before 爱 (ai).
            Some(syllable) => {
                key.push_str(syllable);
                key.push(' ');
            }
            None if c.is_alphanumeric() => key.extend(c.to_lowercase()),
            None => {}
        }
    }
    key
}

/// A title from its subject on.
fn subject<'a>(title: &'a str, agencies: &[Agency]) -> &'a str {
    let mut rest = title;
    loop {
        let before = rest;
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "《〈“‘（(【〔".contains(c));
        let names = agencies.iter().flat_map(|agency| [agency.name.as_str(), agency.short_name.as_str()]);
        for opening in OPENINGS.into_iter().chain(names) {
            if !opening.is_empty()
                && let Some(after) = rest.strip_prefix(opening)
            {
                rest = after;
            }
        }
        rest = without_year(rest);
        if rest.len() == before.len() {
            break;
        }
    }
    if rest.chars().any(char::is_alphanumeric) { rest } else { title }
}

/// Without `2026年` or `2026年度` at the beginning.
fn without_year(text: &str) -> &str {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let after = text.get(digits..).and_then(|rest| rest.strip_prefix('年')).filter(|_| digits == 4);
    after.map_or(text, |rest| rest.strip_prefix('度').unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_stand_under_their_subject() {
        let agency =
            Agency {
                name: "示例县青禾镇人民政府".to_owned(), short_name: "青禾镇".to_owned(), ..Agency::default()
            };
        let agencies = [agency];
        for (title, expected) in [
            ("关于印发《青禾镇2026年农村人居环境提升行动方案》的通知", "n"),
            ("青禾镇2026年第三季度最低生活保障审批结果", "d"),
            ("示例县青禾镇人民政府2025年度政府信息公开工作报告", "z"),
            ("关于", "g"),
            ("《》", "other"),
            ("2024年", "other"),
            ("ETC服务点", "e"),
            ("①号文", "other"),
        ] {
            assert_eq!(letter(&key(title, &agencies)), expected, "{title}");
        }
        assert!(key("阿姨", &agencies) < key("爱国", &agencies));
    }
}
