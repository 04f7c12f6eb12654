//! Written Chinese as it is read out over a village's loudspeakers (大喇叭): figures, dates, times and numbers in words, short
//! sentences, nothing that only the eye understands.

use std::iter::Peekable;
use std::str::Chars;

/// A text as lines to be read out, one breath each.
pub fn spoken(text: &str) -> Vec<String> {
    let words = aloud(text);
    let mut lines = Vec::new();
    for sentence in sentences(&words) {
        breaths(&sentence, &mut lines);
    }
    lines
}

/// A line is broken at a comma where it has more characters than this.
const BREATH: usize = 30;

/// The sentences of a text. A semicolon ends one, too: nobody hears the difference.
fn sentences(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut sentence = String::new();
    for c in text.chars() {
        match c {
            '。' | '；' | ';' | '\n' | '\r' => {
                push_sentence(&mut out, &mut sentence, '。');
            }
            '！' | '？' | '!' | '?' => {
                let mark = if matches!(c, '！' | '!') { '！' } else { '？' };
                push_sentence(&mut out, &mut sentence, mark);
            }
            c => sentence.push(c),
        }
    }
    push_sentence(&mut out, &mut sentence, '。');
    out
}

fn push_sentence(out: &mut Vec<String>, sentence: &mut String, mark: char) {
    let text = std::mem::take(sentence);
    let text = text.trim().trim_matches(['，', '、', ',', '：', ':']).trim();
    if text.chars().any(char::is_alphanumeric) {
        out.push(format!("{text}{mark}"));
    }
}

/// Breaks a long sentence after commas, so that each line is one breath.
fn breaths(sentence: &str, lines: &mut Vec<String>) {
    let mut line = String::new();
    let parts: Vec<&str> = sentence.split_inclusive(['，', '：']).collect();
    for part in parts {
        if !line.is_empty() && line.chars().count() + part.chars().count() > BREATH {
            lines.push(std::mem::take(&mut line));
        }
        line.push_str(part);
    }
    if !line.is_empty() {
        lines.push(line);
    }
}

/// The text with everything in words that can be.
fn aloud(text: &str) -> String {
    let text: String = text.chars().map(half_width).collect();
    let mut reader = Reader { rest: text.chars().peekable(), out: String::with_capacity(text.len() * 2) };
    reader.run();
    reader.out
}

/// Figures and the signs between them as ASCII.
fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
        '．' => '.',
        '％' => '%',
        '－' | '—' | '–' | '―' | '~' | '～' => '-',
        '／' => '/',
        _ => c,
    }
}

struct Reader<'a> {
    rest: Peekable<Chars<'a>>,
    out: String,
}

impl Reader<'_> {
    fn run(&mut self) {
        while let Some(c) = self.rest.next() {
            match c {
                '0'..='9' => self.figures(c),
                // Marks for the eye.
                '“' | '”' | '"' | '‘' | '’' | '《' | '》' | '〈' | '〉' | '*' | '#' | '_' | '|' | '`' | '\u{feff}'
                | '\u{200b}' | '〔' | '〕' => {}
                '（' | '(' | '【' | '[' | '）' | ')' | '】' | ']' => self.comma(),
                '㎡' => self.out.push_str("平方米"),
                '℃' => self.out.push_str("摄氏度"),
                '%' => self.out.push_str("百分号"),
                '×' => self.out.push('乘'),
                '/' => self.out.push('每'),
                '-' => self.dash(),
                'a'..='z' | 'A'..='Z' => self.letters(c),
                c => self.out.push(c),
            }
        }
    }

    /// A pause, unless there is one.
    fn comma(&mut self) {
        let pauses = self
            .out
            .chars()
            .next_back()
            .is_none_or(|c| matches!(c, '，' | '。' | '；' | '：' | '、' | '\n' | '！' | '？'));
        if !pauses {
            self.out.push('，');
        }
        while self.rest.peek().is_some_and(|c| matches!(c, '，' | '、' | '。' | '；')) && pauses {
            self.rest.next();
        }
    }

    /// A dash between words is a pause; between figures `figures` has read it.
    fn dash(&mut self) {
        while self.rest.peek() == Some(&'-') {
            self.rest.next();
        }
        self.comma();
    }

    /// An address of the web or of mail is nothing to be read out; units and abbreviations are.
    fn letters(&mut self, first: char) {
        let mut word = String::from(first);
        while let Some(c) = self.rest.peek().filter(|c| c.is_ascii_alphanumeric() || "@.:/_-?=&%#".contains(**c)) {
            word.push(*c);
            self.rest.next();
        }
        let spoken = match word.as_str() {
            "km" => "公里",
            "kg" => "公斤",
            "km2" => "平方公里",
            "m2" => "平方米",
            "mm" => "毫米",
            "cm" => "厘米",
            "m" => "米",
            "t" => "吨",
            "kW" | "kw" => "千瓦",
            _ if word.contains('@') => "公开栏上的邮箱",
            _ if word.contains("://") || word.starts_with("www.") => "公开栏上的网址",
            _ => word.as_str(),
        };
        self.out.push_str(spoken);
    }

    /// What stands next, without taking it.
    fn ahead(&self) -> String {
        self.rest.clone().take(24).collect()
    }

    fn skip(&mut self, count: usize) {
        for _ in 0..count {
            self.rest.next();
        }
    }

    fn figures(&mut self, first: char) {
        let mut whole = String::from(first);
        while let Some(c) = self.rest.peek().filter(|c| c.is_ascii_digit()) {
            whole.push(*c);
            self.rest.next();
        }
        let ahead = self.ahead();
        if self.phone(&whole, &ahead) || self.date(&whole, &ahead) || self.time(&whole, &ahead) {
            return;
        }
        if whole.len() == 4 && (ahead.starts_with('年') || ahead.starts_with('〕')) {
            digits(&whole, &mut self.out);
            if ahead.starts_with('〕') {
                self.skip(1);
                self.out.push('年');
            }
            return;
        }
        // 2026-2030年
        let until = ahead.trim_start_matches('-');
        let years = until.len() < ahead.len() && until.chars().take(4).all(|c| c.is_ascii_digit());
        if whole.len() == 4 && years && until.chars().nth(4) == Some('年') {
            digits(&whole, &mut self.out);
            self.range();
            return;
        }
        self.number(whole, &ahead);
    }

    /// `0999-8000001`, a mobile number, a hot line behind 电话 or 热线: figure by figure, 1 as 幺.
    fn phone(&mut self, whole: &str, ahead: &str) -> bool {
        let said: String = self.out.chars().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect();
        let announced = ["电话", "热线", "拨打", "手机", "传真", "致电", "号码"].iter().any(|word| said.contains(word));
        let area = (3..=4).contains(&whole.len()) && whole.starts_with('0');
        if area && ahead.starts_with('-') {
            let local: String = ahead.chars().skip(1).take_while(char::is_ascii_digit).collect();
            if (7..=8).contains(&local.len()) {
                self.skip(1 + local.len());
                phone_digits(whole, &mut self.out);
                self.out.push('，');
                phone_digits(&local, &mut self.out);
                return true;
            }
        }
        let mobile = whole.len() == 11 && whole.starts_with('1');
        let local = announced
            && ((3..=8).contains(&whole.len()) && !ahead.starts_with(['年', '月', '日', '元', '人', '户', '个']));
        if mobile || local {
            phone_digits(whole, &mut self.out);
        }
        mobile || local
    }

    /// `2026-10-03`, `2026/10/3`, `2026.10.3`.
    fn date(&mut self, whole: &str, ahead: &str) -> bool {
        let Some(sign) = ahead.chars().next().filter(|c| matches!(c, '-' | '/' | '.')) else { return false };
        if whole.len() != 4 {
            return false;
        }
        let mut parts = ahead.get(1..).unwrap_or_default().splitn(2, sign);
        let month = parts.next().unwrap_or_default();
        let day: String = parts.next().unwrap_or_default().chars().take_while(char::is_ascii_digit).collect();
        let (Ok(in_year), Ok(in_month)) = (month.parse::<u64>(), day.parse::<u64>()) else { return false };
        if !(1..=12).contains(&in_year) || !(1..=31).contains(&in_month) {
            return false;
        }
        self.skip(2 + month.len() + day.len());
        digits(whole, &mut self.out);
        self.out.push('年');
        counted(in_year, &mut self.out);
        self.out.push('月');
        counted(in_month, &mut self.out);
        self.out.push('日');
        true
    }

    /// `8:30` and `14:30-17:30`.
    fn time(&mut self, whole: &str, ahead: &str) -> bool {
        let Some(minutes) = ahead.strip_prefix([':', '：']) else { return false };
        let minutes: String = minutes.chars().take_while(char::is_ascii_digit).collect();
        let (Ok(hour), Ok(minute)) = (whole.parse::<u64>(), minutes.parse::<u64>()) else { return false };
        if minutes.len() != 2 || hour > 24 || minute > 59 {
            return false;
        }
        self.skip(1 + minutes.len());
        let said = ["上午", "下午", "早上", "晚上", "中午", "凌晨"].iter().any(|word| self.out.ends_with(word));
        let part = match hour {
            _ if said => "",
            0..=5 => "凌晨",
            6..=11 => "上午",
            12 => "中午",
            13..=18 => "下午",
            _ => "晚上",
        };
        self.out.push_str(part);
        let hour = if hour > 12 { hour - 12 } else { hour };
        if hour == 2 {
            self.out.push('两');
        } else {
            counted(hour, &mut self.out);
        }
        self.out.push('点');
        match minute {
            0 => {}
            30 => self.out.push('半'),
            1..=9 => {
                self.out.push('零');
                counted(minute, &mut self.out);
                self.out.push('分');
            }
            _ => {
                counted(minute, &mut self.out);
                self.out.push('分');
            }
        }
        self.range();
        true
    }

    /// A dash before a figure means "to".
    fn range(&mut self) {
        let ahead = self.ahead();
        let dashes = ahead.chars().take_while(|c| *c == '-').count();
        if dashes > 0 && ahead.chars().nth(dashes).is_some_and(|c| c.is_ascii_digit()) {
            self.skip(dashes);
            self.out.push('到');
        }
    }

    /// Any other number, with thousands, decimals, percent.
    fn number(&mut self, mut whole: String, ahead: &str) {
        let mut taken = 0;
        let mut rest = ahead;
        // 12,345
        while let Some(group) =
            rest.strip_prefix(',').and_then(|rest| rest.get(..3)).filter(|g| g.bytes().all(|b| b.is_ascii_digit()))
        {
            whole.push_str(group);
            taken += 4;
            rest = &rest[4..];
        }
        let mut decimals = String::new();
        if let Some(after) = rest.strip_prefix('.') {
            decimals = after.chars().take_while(char::is_ascii_digit).collect();
            if !decimals.is_empty() {
                taken += 1 + decimals.len();
                rest = &rest[1 + decimals.len()..];
            }
        }
        self.skip(taken);
        let percent = rest.starts_with('%') || rest.starts_with('‰');
        if percent {
            self.out.push_str(if rest.starts_with('%') { "百分之" } else { "千分之" });
            self.skip(1);
        }
        // "1." before a line of a list.
        if decimals.is_empty() && rest.starts_with('.') && self.out.chars().next_back().is_none_or(|c| c == '\n') {
            self.skip(1);
            self.out.push('第');
            self.out.push_str(&in_words(&whole));
            self.out.push('，');
            while self.rest.peek() == Some(&' ') {
                self.rest.next();
            }
            return;
        }
        let follows = rest.chars().next();
        let ordinal = self.out.ends_with('第');
        if whole == "2" && decimals.is_empty() && !percent && !ordinal && follows.is_some_and(|c| MEASURES.contains(c))
        {
            self.out.push('两');
        } else if whole.len() > 12 || (whole.len() > 1 && whole.starts_with('0')) {
            digits(&whole, &mut self.out);
        } else {
            self.out.push_str(&in_words(&whole));
        }
        if !decimals.is_empty() {
            self.out.push('点');
            digits(&decimals, &mut self.out);
        }
        if self.rest.peek() == Some(&'/') {
            self.rest.next();
            self.out.push('每');
        }
        self.range();
    }
}

/// Before these two is 两.
const MEASURES: &str = "个户人名份项件条次天年周种类家座处台辆亩米吨万千亿小位间所组轮批期场";

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

fn digit(c: char) -> char {
    c.to_digit(10).and_then(|value| DIGITS.get(value as usize)).copied().unwrap_or(c)
}

fn digits(text: &str, out: &mut String) {
    out.extend(text.chars().map(digit));
}

/// As telephone numbers are read out: 一 sounds like 七.
fn phone_digits(text: &str, out: &mut String) {
    out.extend(text.chars().map(|c| if c == '1' { '幺' } else { digit(c) }));
}

fn in_words(text: &str) -> String {
    let mut out = String::new();
    match text.parse() {
        Ok(value) => counted(value, &mut out),
        Err(_) => digits(text, &mut out),
    }
    out
}

/// Names of the groups of four figures.
const GROUPS: [&str; 5] = ["", "万", "亿", "万亿", "亿亿"];

/// A whole number: 10305 is 一万零三百零五.
fn counted(value: u64, out: &mut String) {
    if value == 0 {
        out.push('零');
        return;
    }
    let mut groups = Vec::new();
    let mut rest = value;
    while rest > 0 {
        groups.push(rest % 10_000);
        rest /= 10_000;
    }
    let mut words = String::new();
    let mut gap = false;
    for (at, group) in groups.iter().enumerate().rev() {
        if *group == 0 {
            gap = !words.is_empty();
            continue;
        }
        if (gap || *group < 1000) && !words.is_empty() {
            words.push('零');
        }
        gap = false;
        under_ten_thousand(*group, &mut words);
        words.push_str(GROUPS.get(at).copied().unwrap_or_default());
    }
    // 一十五 is said 十五.
    out.push_str(words.strip_prefix('一').filter(|rest| rest.starts_with('十')).unwrap_or(&words));
}

fn under_ten_thousand(value: u64, out: &mut String) {
    let mut zero = false;
    let mut begun = false;
    for (place, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let figure = value / place % 10;
        if figure == 0 {
            zero = begun;
            continue;
        }
        if zero {
            out.push('零');
            zero = false;
        }
        begun = true;
        out.push(DIGITS.get(usize::try_from(figure).unwrap_or(0)).copied().unwrap_or('零'));
        out.push_str(name);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn figures_are_read_as_people_say_them() {
        for (written, said) in [
            ("2026年3月5日", "二零二六年三月五日"),
            ("2026-10-03", "二零二六年十月三日"),
            ("2026/1/15", "二零二六年一月十五日"),
            ("上午8:30", "上午八点半"),
            ("8：30—12：00", "上午八点半到中午十二点"),
            ("14:05", "下午两点零五分"),
            ("9时至16时", "九时至十六时"),
            ("15%", "百分之十五"),
            ("91.3％", "百分之九十一点三"),
            ("3.5万元", "三点五万元"),
            ("12,345.60元", "一万二千三百四十五点六零元"),
            ("10305", "一万零三百零五"),
            ("100000000", "一亿"),
            ("20000300", "二千万零三百"),
            ("110", "一百一十"),
            ("15人", "十五人"),
            ("2个村2户", "两个村两户"),
            ("第2条", "第二条"),
            ("12月2日", "十二月二日"),
            ("3—5天", "三到五天"),
            ("30元/亩", "三十元每亩"),
            ("电话：0999-8000001", "电话：零九九九，八零零零零零幺"),
            ("拨打12345", "拨打幺二三四五"),
            ("手机13800001111", "手机幺三八零零零零幺幺幺幺"),
            ("青政发〔2026〕5号", "青政发二零二六年五号"),
            ("120㎡", "一百二十平方米"),
            ("见www.example.gov.cn", "见公开栏上的网址"),
            ("《办法》（试行）实施", "办法，试行，实施"),
            ("2026—2030年", "二零二六到二零三零年"),
        ] {
            assert_eq!(aloud(written), said, "{written}");
        }
    }

    #[test]
    fn lines_are_short_and_end_like_sentences() {
        let lines = spoken(
            "因管网冲洗，南岭村1组至5组停水；请提前储水。\n1. 上午9:00开始\n2. 由自来水厂负责，包括南岭村、西塘村、北坡村、东湾村四个村的全部用水户，时间另行通知。",
        );
        assert_eq!(
            lines,
            [
                "因管网冲洗，南岭村一组至五组停水。",
                "请提前储水。",
                "第一，上午九点开始。",
                "第二，由自来水厂负责，",
                "包括南岭村、西塘村、北坡村、东湾村四个村的全部用水户，",
                "时间另行通知。",
            ]
        );
    }

    proptest! {
        #[test]
        fn no_figure_is_left_to_be_read(text in "[0-9０-９年月日时:：.,，。%/亩个元（）〔〕a-z -]{0,60}") {
            for line in spoken(&text) {
                let figures = line.chars().filter(char::is_ascii_digit).count();
                // Only within words of Latin letters.
                prop_assert!(figures == 0 || line.chars().any(|c| c.is_ascii_lowercase()), "{text:?}: {line}");
            }
        }

        #[test]
        fn a_number_is_said_without_doubled_zeros(value in 0..1_000_000_000_000u64) {
            let mut said = String::new();
            counted(value, &mut said);
            prop_assert!(!said.contains("零零"), "{value}: {said}");
            prop_assert!(value == 0 || !said.ends_with('零'), "{value}: {said}");
        }
    }
}
