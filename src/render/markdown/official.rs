//! What a paragraph is in an official document (公文): whom it addresses, and who signed it and when.
//!
//! GB/T 9704—2012 sets the 主送机关 (7.3.2) flush left and the 发文机关署名 with the 成文日期 (7.3.5) to the right. Markdown has
//! no marks for them; they are known by their place and form.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::parse::Spanned;

/// A paragraph with a place of its own on the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// 主送机关: `各村民委员会，镇直各站所：`.
    Addressee,
    /// 署名 and 成文日期, together or each in a paragraph of its own.
    Signature,
}

impl Part {
    /// Its class in the page.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Addressee => "addressee",
            Self::Signature => "signature",
        }
    }
}

/// The longest line of a signature, in characters; the longest names of township bodies have about thirty.
const LONGEST_LINE: usize = 40;
/// The most lines: several bodies may sign together.
const MOST_LINES: usize = 6;
/// The longest list of addressees, in characters.
const LONGEST_LIST: usize = 150;

/// What the paragraph whose content begins at `at` is. `is_first` says that nothing stands before it.
pub(super) fn part_at(events: &[Spanned<'_>], at: usize, is_first: bool) -> Option<Part> {
    let (text, end) = paragraph(events, at);
    if is_first {
        return is_addressee(&text).then_some(Part::Addressee);
    }
    if is_signature(&text) {
        return Some(Part::Signature);
    }
    // The name alone, and the date in the next paragraph.
    let next = events.get(end + 1).is_some_and(|(event, _)| matches!(event, Event::Start(Tag::Paragraph)));
    let follows = next && is_date(paragraph(events, end + 2).0.trim());
    (follows && is_name(text.trim())).then_some(Part::Signature)
}

/// The text of the paragraph whose content begins at `at`, a line each, and where it ends.
fn paragraph(events: &[Spanned<'_>], at: usize) -> (String, usize) {
    let mut text = String::new();
    for (i, (event, _)) in events.iter().enumerate().skip(at) {
        match event {
            Event::Text(piece) | Event::Code(piece) => text.push_str(piece),
            Event::SoftBreak | Event::HardBreak => text.push('\n'),
            Event::End(TagEnd::Paragraph) => return (text, i),
            _ => {}
        }
        if text.len() > 4 * LONGEST_LIST {
            break;
        }
    }
    (text, events.len())
}

fn is_addressee(text: &str) -> bool {
    let text = text.trim();
    let body = text.strip_suffix(['：', ':']).unwrap_or_default();
    !body.is_empty() && body.chars().count() <= LONGEST_LIST && !body.contains(['。', '；', '：', ':', '\n', '“'])
}

/// One line or more, of which the last is a date and the others are names.
fn is_signature(text: &str) -> bool {
    let lines: Vec<&str> = text.trim().lines().map(str::trim).collect();
    let Some((date, names)) = lines.split_last() else { return false };
    names.len() < MOST_LINES && is_date(date) && names.iter().all(|name| is_name(name))
}

fn is_name(line: &str) -> bool {
    let count = line.chars().count();
    (2..=LONGEST_LINE).contains(&count)
        && !line.contains(['。', '，', '；', '：', '？', '！', ',', ';', ':', '“', '|'])
        && !line.starts_with(|c: char| c.is_ascii_digit())
}

/// `2024年3月5日`, `二〇二四年三月五日`, `2024 年 3 月 5 日`.
fn is_date(line: &str) -> bool {
    // Most paragraphs are long and no date.
    if !line.trim_end().ends_with('日') {
        return false;
    }
    let bare: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let Some((year, rest)) = bare.split_once('年') else { return false };
    let Some((month, rest)) = rest.split_once('月') else { return false };
    let Some(day) = rest.strip_suffix('日') else { return false };
    let digits = |text: &str, most: usize| {
        let count = text.chars().count();
        (1..=most).contains(&count)
            && text.chars().all(|c| c.is_ascii_digit() || "〇零○一二三四五六七八九十".contains(c))
    };
    year.chars().count() == 4 && digits(year, 4) && digits(month, 2) && digits(day, 3)
}

#[cfg(test)]
mod tests {
    use crate::render::markdown::{Resolution, Resolve, Target, render};

    struct AsWritten;
    impl Resolve for AsWritten {
        fn resolve(&self, _: Target<'_>) -> Resolution {
            Resolution::Keep
        }
    }

    fn html(text: &str) -> String {
        render(text, &AsWritten).html
    }

    #[test]
    fn a_signature_stands_right_and_addressees_are_not_indented() {
        assert_eq!(
            html("各村民委员会，镇直各站所：\n\n请执行。\n\n青禾镇人民政府\n2024年3月5日\n\n（此件公开发布）"),
            "<p class=\"addressee\">各村民委员会，镇直各站所：</p>\n<p>请执行。</p>\n\
             <p class=\"signature\">青禾镇人民政府<br>\n2024年3月5日</p>\n<p>（此件公开发布）</p>\n"
        );
        assert_eq!(
            html("请执行。\n\n青禾镇人民政府\n\n二〇二四年三月五日"),
            "<p>请执行。</p>\n<p class=\"signature\">青禾镇人民政府</p>\n<p class=\"signature\">二〇二四年三月五日</p>\n"
        );
    }

    #[test]
    fn what_only_looks_like_one_is_left_alone() {
        for text in [
            "办理时间：\n\n即日起。",
            "甲。\n\n自2024年3月5日起施行\n2024年3月5日前有效。",
            "甲。\n\n一是抓紧。\n2024年3月5日",
            "2024年3月5日",
            "甲。\n\n日期、地点",
        ] {
            let html = html(text);
            assert!(!html.contains("signature"), "{html}");
        }
        assert!(!html("通知如下：第一，执行。").contains("addressee"));
        assert!(!html("- 各村：").contains("addressee"));
    }
}
