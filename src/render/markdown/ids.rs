//! Ids in a page: of headings and of articles (条), unique and the same at every build.

use std::collections::{BTreeMap, BTreeSet};

/// Beginnings of ids that the renderer gives out for footnotes, and those that the page around the text uses.
const RESERVED_STARTS: [&str; 6] = ["aid-", "block-", "fn-", "fnref-", "search-", "table-"];
/// Ends of ids of the page around the text.
const RESERVED_END: &str = "-heading";
/// Other ids of the page around the text.
const RESERVED: [&str; 6] = ["citation", "content", "main", "menu", "seek", "top"];

/// The ids given out so far.
#[derive(Default)]
pub(super) struct Ids {
    used: BTreeSet<String>,
    next: BTreeMap<String, usize>,
}

impl Ids {
    /// Takes an id exactly as it is; `false` if it is taken already, reserved, or no id at all.
    pub(super) fn take(&mut self, id: &str) -> bool {
        is_valid(id) && !is_reserved(id) && self.used.insert(id.to_owned())
    }

    /// Takes an id, with `_2`, `_3`… behind it when it is taken already.
    pub(super) fn take_near(&mut self, wish: &str) -> String {
        if self.used.insert(wish.to_owned()) {
            return wish.to_owned();
        }
        let next = self.next.entry(wish.to_owned()).or_insert(1);
        loop {
            *next += 1;
            let id = format!("{wish}_{next}");
            if self.used.insert(id.clone()) {
                return id;
            }
        }
    }

    /// Whether an id is in the page.
    pub(super) fn contains(&self, id: &str) -> bool {
        self.used.contains(id)
    }

    /// Notes an id that is unique by the way it is made.
    pub(super) fn note(&mut self, id: String) {
        self.used.insert(id);
    }
}

fn is_reserved(id: &str) -> bool {
    RESERVED.contains(&id)
        || id.ends_with(RESERVED_END)
        || RESERVED_STARTS.iter().any(|reserved| id.starts_with(reserved))
}

/// Ids are letters, digits, `-`, `_`, `.`, beginning with a letter; Chinese letters are letters.
fn is_valid(id: &str) -> bool {
    id.len() <= 128
        && id.chars().next().is_some_and(char::is_alphabetic)
        && id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// Splits `{#id}` from the end of a heading.
pub(super) fn explicit(text: &str) -> Option<(&str, &str)> {
    let (before, id) = text.trim_end().strip_suffix('}')?.rsplit_once("{#")?;
    is_valid(id).then(|| (before.trim_end(), id))
}

/// The id that a heading suggests by its own text: only where the text is plain ASCII; others are named by position.
/// It begins with `s-` in both cases, which no id of the page around the text does.
pub(super) fn slug(text: &str) -> Option<String> {
    if !text.is_ascii() {
        return None;
    }
    let mut slug = String::from("s-");
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    let named = slug.strip_prefix("s-")?.starts_with(|c: char| c.is_ascii_alphabetic());
    (slug.len() <= 64 && named).then(|| slug.to_owned())
}

/// The id of an article, when the text begins as an article of a law does: `第十二条　…`, `第12条 …`, `第十二条之一　…`.
///
/// Something has to set it apart from what follows: `第十二条规定的情形` in the middle of a text is a mention, not an article.
pub(super) fn article(text: &str) -> Option<String> {
    let rest = text.trim_start().strip_prefix('第')?;
    let (number, rest) = rest.split_once('条')?;
    let number = number_of(number)?;
    let (sub, rest) = match rest.strip_prefix('之') {
        None => (None, rest),
        Some(rest) => {
            let end = rest.find(|c| digit_of(c).is_none() && c != '十').unwrap_or(rest.len());
            let (sub, rest) = rest.split_at(end);
            (Some(number_of(sub)?), rest)
        }
    };
    if rest.starts_with(|c: char| !c.is_whitespace() && !matches!(c, '：' | ':' | '（' | '【' | '〔')) {
        return None;
    }
    Some(match sub {
        None => format!("article-{number}"),
        Some(sub) => format!("article-{number}-{sub}"),
    })
}

/// A number below ten thousand in Chinese or Arabic figures.
fn number_of(text: &str) -> Option<u32> {
    if text.is_empty() || text.chars().count() > 9 {
        return None;
    }
    if text.chars().all(|c| c.is_ascii_digit()) {
        return text.parse().ok().filter(|number| (1..10_000).contains(number));
    }
    let (mut total, mut digit) = (0, None);
    for c in text.chars() {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => {
                digit = Some(digit_of(c)?);
                continue;
            }
        };
        // 十二 begins without its 一.
        total += digit.take().unwrap_or(1) * unit;
    }
    Some(total + digit.unwrap_or(0)).filter(|number| (1..10_000).contains(number))
}

fn digit_of(c: char) -> Option<u32> {
    c.to_digit(10).or(match c {
        '零' | '〇' => Some(0),
        '一' => Some(1),
        '二' | '两' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_recognised_by_their_beginning() {
        for (text, id) in [
            ("第一条　为了", "article-1"),
            ("第十条 本法", "article-10"),
            ("第十二条", "article-12"),
            ("　　第二十条　a", "article-20"),
            ("第一百零三条　a", "article-103"),
            ("第一千二百六十条　a", "article-1260"),
            ("第12条 a", "article-12"),
            ("第一百二十条之一　a", "article-120-1"),
            ("第十二条（公开范围）", "article-12"),
        ] {
            assert_eq!(article(text).as_deref(), Some(id), "{text}");
        }
        for text in [
            "第十二条规定的情形",
            "第十二款　a",
            "条　a",
            "第条　a",
            "第零条　a",
            "依照第一条　a",
            "第一二三四五六七八九十条 a",
        ] {
            assert_eq!(article(text), None, "{text}");
        }
    }

    #[test]
    fn an_id_is_given_once() {
        let mut ids = Ids::default();
        assert!(ids.take("a"));
        assert!(!ids.take("a"));
        for reserved in ["fn-1", "content", "search-form", "latest-heading"] {
            assert!(!ids.take(reserved), "{reserved}");
        }
        assert!(!ids.take("a b"));
        assert_eq!(ids.take_near("a"), "a_2");
        assert_eq!(ids.take_near("a"), "a_3");
        assert!(ids.contains("a_3"));
    }

    #[test]
    fn an_id_at_the_end_of_a_heading_is_split_off() {
        assert_eq!(explicit("总则 {#general}"), Some(("总则", "general")));
        assert_eq!(explicit("总则{#总则}"), Some(("总则", "总则")));
        assert_eq!(explicit("关于{甲方}"), None);
        assert_eq!(explicit("a {#b c}"), None);
        assert_eq!(explicit("a {#\"x}"), None);
    }

    #[test]
    fn english_headings_name_themselves() {
        assert_eq!(slug("Right to Know (2024)").as_deref(), Some("s-right-to-know-2024"));
        assert_eq!(slug("总则"), None);
        assert_eq!(slug("2024"), None);
    }
}
