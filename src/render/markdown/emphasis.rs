//! Emphasis as a Chinese reader expects it.
//!
//! CommonMark lets `**` open or close by the characters beside it, with rules made for scripts with spaces. So
//! `**真，**她` and `他说**“好”**。` stay asterisks, and worse, a later `**` may pair with the wrong one
//! (<https://github.com/commonmark/commonmark-spec/issues/650>). The released parsers of pulldown-cmark (0.13) have no
//! switch for it. And there is the other side: official texts are full of asterisks that are no emphasis at all, names and
//! numbers masked for privacy (`王*军、李*华`, `138****1234`, `20**年`) and signs of multiplication (`40*4`), and those must
//! stay as they are.
//!
//! Emphasis binds weaker than code, links and raw HTML, so a first parse tells for certain which asterisks are up for
//! emphasis. For each paragraph in which the rules of CommonMark and those of a Chinese reader part ways, we pair the
//! asterisks ourselves and make the parser follow: a rare white-space character that the text does not contain, put before
//! a run, lets it open only; put after, close only; on both sides, neither. The text is then parsed again, and
//! [`Marked`] takes the character out of everything that comes back. Paragraphs on which both agree are not touched.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::cjk;
use super::parse::Spanned;

/// Spaces of old typography: Unicode white space, never written by anybody. The first that the text does not contain is
/// the marker.
const MARKERS: [char; 6] = ['\u{1680}', '\u{205F}', '\u{2006}', '\u{2008}', '\u{2004}', '\u{2001}'];

/// Longest stretch between two runs whose brackets are counted, in bytes: keeps the work linear.
const LONGEST_COUNTED: usize = 4096;

/// A text with markers beside some of its asterisks.
pub(super) struct Marked {
    /// The text with the markers.
    pub(super) text: String,
    marker: char,
    /// Where markers stand in `text`, ascending.
    at: Vec<usize>,
}

impl Marked {
    /// The place in the original text of a place in the marked one.
    pub(super) fn original(&self, offset: usize) -> usize {
        offset - self.at.partition_point(|at| *at < offset) * self.marker.len_utf8()
    }

    /// Takes the markers out again.
    pub(super) fn clean<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if text.contains(self.marker) { Cow::Owned(text.replace(self.marker, "")) } else { Cow::Borrowed(text) }
    }
}

/// A text that has to be parsed again with markers, or nothing when the parser's own view is right.
pub(super) fn mark(text: &str, events: &[Spanned<'_>]) -> Option<Marked> {
    if !text.contains('*') && !text.contains("~~") {
        return None;
    }
    let runs = runs(text, events);
    let mut inserts = Vec::new();
    for group in runs.chunk_by(|a, b| a.group == b.group && a.byte == b.byte) {
        decide(text, group, &mut inserts);
    }
    if inserts.is_empty() {
        return None;
    }
    inserts.sort_unstable();
    inserts.dedup();
    let marker = MARKERS.into_iter().find(|marker| !text.contains(*marker))?;
    let mut with_markers = String::with_capacity(text.len() + inserts.len() * marker.len_utf8());
    let mut at = Vec::with_capacity(inserts.len());
    let mut from = 0;
    for insert in inserts {
        with_markers.push_str(text.get(from..insert)?);
        at.push(with_markers.len());
        with_markers.push(marker);
        from = insert;
    }
    with_markers.push_str(text.get(from..)?);
    Some(Marked { text: with_markers, marker, at })
}

/// A run of asterisks or tildes that is up for emphasis.
struct Run {
    start: usize,
    len: usize,
    byte: u8,
    /// Runs pair only within one stretch of inline text: a paragraph, a cell, the text of a link.
    group: usize,
    /// The characters beside it; none at the edges of a line or cell, and for white space.
    before: Option<char>,
    after: Option<char>,
    /// The character before `before`.
    earlier: Option<char>,
}

impl Run {
    fn end(&self) -> usize {
        self.start + self.len
    }

    /// Left-flanking as CommonMark defines it.
    fn opens_by_the_book(&self) -> bool {
        self.after.is_some_and(|after| !cjk::is_punctuation(after) || self.before.is_none_or(cjk::is_punctuation))
    }

    /// Right-flanking as CommonMark defines it.
    fn closes_by_the_book(&self) -> bool {
        self.before.is_some_and(|before| !cjk::is_punctuation(before) || self.after.is_none_or(cjk::is_punctuation))
    }

    fn beside_wide(&self) -> bool {
        self.before.is_some_and(cjk::is_wide) || self.after.is_some_and(cjk::is_wide)
    }

    /// A Chinese reader also lets it open before an opening bracket or quote, wherever it stands.
    fn can_open(&self) -> bool {
        self.opens_by_the_book() || self.beside_wide() && self.after.is_some_and(|after| !cjk::closes(after))
    }

    /// And close after a closing or separating mark.
    fn can_close(&self) -> bool {
        self.closes_by_the_book() || self.beside_wide() && self.before.is_some_and(|before| !cjk::opens(before))
    }

    /// Asterisks that stand for left-out figures, and signs of multiplication: `138****1234`, `40*4`, `号码是:******`.
    fn is_never_emphasis(&self) -> bool {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        self.byte == b'*' && (self.len > 3 || digit(self.before) && digit(self.after))
    }

    /// What the run may stand for, if it is a mask. Only two runs that would pair with each other and mask the same kind
    /// of thing show that they do.
    ///
    /// `after_emphasis` tells whether emphasis ends one character before the run.
    fn mask(&self, after_emphasis: bool) -> Option<Mask> {
        let before = self.before?;
        let boundary = |c: char| match c {
            '*' | '~' => after_emphasis,
            '和' | '与' | '及' | '或' => true,
            c => cjk::is_punctuation(c) || c.is_whitespace(),
        };
        let measured = before.is_ascii_alphabetic() && self.earlier.is_some_and(|c| c.is_ascii_digit());
        if before.is_ascii_digit() || measured {
            Some(Mask::Figure)
        } else if self.earlier.is_none_or(boundary)
            && (SURNAMES.contains(before) || SURNAMES_AND_WORDS.contains(before))
        {
            Some(Mask::Name)
        } else if SURNAMES.contains(before) {
            Some(Mask::Surname)
        } else {
            None
        }
    }
}

/// Surnames that are everyday words as well.
const SURNAMES_AND_WORDS: &str =
    "高何任于金石江方白万向程龙施洪柳庄温祝牛鲁葛倪文安常乔赖庞樊兰殷季包左齐申童耿关华伍路喻习应时";

/// Common surnames, without those that are also everyday words (`高`, `方`, `向`).
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范\
                        廖贾夏韦付邹孟熊秦邱尹薛闫段雷侯史陶黎贺顾毛郝龚邵钱严覃武戴莫孔汤";

/// What asterisks may hide.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mask {
    /// The rest of a figure or of a measure: `20**年`, `20m*3m`.
    Figure,
    /// The rest of a name: `王*军`. A surname stands before it, and nothing before that: `对**水、电**收费` is no mask.
    Name,
    /// Perhaps the rest of a name: `联系人王*军`. A surname stands before it, but in the middle of a text.
    Surname,
}

/// Whether two runs that could pair show each other to be masks.
fn both_mask(opener: Option<Mask>, closer: Option<Mask>) -> bool {
    match closer {
        Some(Mask::Figure) => opener == closer,
        Some(Mask::Name) => matches!(opener, Some(Mask::Name | Mask::Surname)),
        Some(Mask::Surname) | None => false,
    }
}

/// Every run of asterisks or doubled tildes that is up for emphasis, in the order of groups.
fn runs(text: &str, events: &[Spanned<'_>]) -> Vec<Run> {
    let bytes = text.as_bytes();
    let mut marks: Vec<(usize, usize, bool)> = Vec::new();
    let mut line_starts = BTreeSet::new();
    let (mut group, mut groups, mut outer) = (0, 0, Vec::new());
    let (mut verbatim, mut cell, mut fresh) = (false, false, true);
    for (event, range) in events {
        if fresh && matches!(event, Event::Text(_) | Event::Start(Tag::Strong | Tag::Emphasis | Tag::Strikethrough)) {
            line_starts.insert(range.start);
        }
        fresh = false;
        match event {
            Event::Start(Tag::Strong) => delimiters(bytes, range, 2, group, cell, &mut marks),
            Event::Start(Tag::Emphasis) => delimiters(bytes, range, 1, group, cell, &mut marks),
            Event::Start(Tag::Strikethrough) => {
                let doubled = text.get(range.start..).is_some_and(|rest| rest.starts_with("~~"));
                delimiters(bytes, range, if doubled { 2 } else { 0 }, group, cell, &mut marks);
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                outer.push(group);
                groups += 1;
                group = groups;
            }
            Event::End(TagEnd::Link | TagEnd::Image) => group = outer.pop().unwrap_or(groups),
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough) => {}
            Event::Start(tag) => {
                groups += 1;
                group = groups;
                fresh = true;
                verbatim = matches!(tag, Tag::CodeBlock(_) | Tag::HtmlBlock);
                cell = matches!(tag, Tag::TableCell);
            }
            Event::End(_) => {
                groups += 1;
                group = groups;
                fresh = true;
                verbatim = false;
                cell = false;
            }
            Event::SoftBreak | Event::HardBreak => fresh = true,
            Event::Text(content) if !verbatim && text.get(range.clone()) == Some(&**content) => {
                for (i, byte) in content.bytes().enumerate() {
                    let at = range.start + i;
                    if matches!(byte, b'*' | b'~') && !is_escaped(bytes, at) {
                        marks.push((group, at, cell));
                    }
                }
            }
            _ => {}
        }
    }
    marks.sort_unstable();
    marks
        .chunk_by(|a, b| a.0 == b.0 && a.1 + 1 == b.1 && bytes.get(a.1) == bytes.get(b.1))
        .filter_map(|chunk| run(text, chunk, &line_starts))
        .collect()
}

/// The opening and closing marks of an emphasis that the parser found.
fn delimiters(
    bytes: &[u8],
    range: &Range<usize>,
    len: usize,
    group: usize,
    cell: bool,
    marks: &mut Vec<(usize, usize, bool)>,
) {
    if range.len() < 2 * len {
        return;
    }
    for at in (range.start..range.start + len).chain(range.end - len..range.end) {
        if matches!(bytes.get(at), Some(b'*' | b'~')) {
            marks.push((group, at, cell));
        }
    }
}

fn run(text: &str, chunk: &[(usize, usize, bool)], line_starts: &BTreeSet<usize>) -> Option<Run> {
    let &(group, start, cell) = chunk.first()?;
    let byte = *text.as_bytes().get(start)?;
    let len = chunk.len();
    if byte == b'~' && len != 2 {
        return None;
    }
    let visible = |c: &char| !(c.is_whitespace() || cell && *c == '|');
    let mut back = text.get(..start)?.chars().rev().filter(|c| !cjk::is_attached(*c));
    let before = back.next().filter(|_| !line_starts.contains(&start)).filter(visible);
    let earlier = back.next().filter(visible);
    let after = text.get(start + len..)?.chars().next().filter(visible);
    Some(Run { start, len, byte, group, before, after, earlier })
}

/// Whether an odd number of backslashes stands before this place.
fn is_escaped(bytes: &[u8], at: usize) -> bool {
    bytes.get(..at).is_some_and(|before| before.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1)
}

/// What becomes of a run.
#[derive(Clone, Copy, PartialEq)]
enum Role {
    Text,
    Open,
    Close,
    /// Four asterisks between two stressed words, as converters write them: `**甲****乙**`.
    CloseAndOpen,
}

/// Pairs the runs of one group, when they need it, and notes where markers go.
fn decide(text: &str, runs: &[Run], inserts: &mut Vec<usize>) {
    let differs = |run: &Run| {
        run.is_never_emphasis()
            || run.can_open() != run.opens_by_the_book()
            || run.can_close() != run.closes_by_the_book()
    };
    let masks = runs.iter().filter(|run| run.mask(true).is_some()).take(2).count();
    if masks < 2 && !runs.iter().any(differs) {
        return;
    }
    for (run, role) in runs.iter().zip(roles(text, runs)) {
        let (mut left, mut right) = (false, false);
        match role {
            Role::Open => left = true,
            Role::Close => right = true,
            Role::Text => (left, right) = (true, true),
            Role::CloseAndOpen => inserts.push(run.start + run.len / 2),
        }
        if left && run.before.is_some() {
            inserts.push(run.start);
        }
        if right && run.after.is_some() {
            inserts.push(run.end());
        }
    }
}

/// Openers that wait for their other half, one stack for each length of run (1, 2, 3 asterisks).
#[derive(Default)]
struct Waiting([Vec<usize>; 3]);

impl Waiting {
    fn push(&mut self, len: usize, index: usize) {
        if let Some(stack) = self.stack(len) {
            stack.push(index);
        }
    }

    fn stack(&mut self, len: usize) -> Option<&mut Vec<usize>> {
        self.0.get_mut(len.wrapping_sub(1))
    }

    fn nearest(&mut self, len: usize) -> Option<usize> {
        self.stack(len)?.last().copied()
    }

    /// Forgets an opener and all that were opened inside it.
    fn forget_from(&mut self, index: usize) {
        for stack in &mut self.0 {
            stack.truncate(stack.partition_point(|waiting| *waiting < index));
        }
    }
}

/// The role of every run: from left to right each run closes the nearest opener of its own length, or else opens.
fn roles(text: &str, runs: &[Run]) -> Vec<Role> {
    let mut roles = vec![Role::Text; runs.len()];
    let mut waiting = Waiting::default();
    let mut masks = Vec::with_capacity(runs.len());
    let mut masks_seen = false;
    for (i, run) in runs.iter().enumerate() {
        let ended = i.checked_sub(1).is_some_and(|last| {
            matches!(roles.get(last), Some(Role::Close))
                && runs.get(last).is_some_and(|last| text.get(last.end()..run.start).is_some_and(is_one_character))
        });
        let mask = run.mask(ended);
        masks.push(mask);
        if run.len == 4
            && run.before.is_some()
            && run.after.is_some()
            && mask.is_none()
            && let Some(opener) = waiting.nearest(2)
        {
            set(&mut roles, opener, Role::Open);
            set(&mut roles, i, Role::CloseAndOpen);
            waiting.forget_from(opener);
            waiting.push(2, i);
            continue;
        }
        if run.is_never_emphasis() {
            continue;
        }
        if run.can_close()
            && let Some(opener) = waiting.nearest(run.len)
            && let Some(other) = runs.get(opener)
        {
            if both_mask(masks.get(opener).copied().flatten(), mask) {
                masks_seen = true;
                waiting.forget_from(opener);
                continue;
            }
            if other.opens_by_the_book() && run.closes_by_the_book() || balanced_between(text, other, run) {
                // `**甲****乙**` has given the opener its role already.
                if roles.get(opener) != Some(&Role::CloseAndOpen) {
                    set(&mut roles, opener, Role::Open);
                }
                set(&mut roles, i, Role::Close);
                waiting.forget_from(opener);
                continue;
            }
        }
        let free = !masks_seen || !matches!(mask, Some(Mask::Figure | Mask::Name)) || run.after.is_some_and(cjk::opens);
        if run.can_open() && free {
            waiting.push(run.len, i);
        }
    }
    roles
}

fn set(roles: &mut [Role], index: usize, role: Role) {
    if let Some(place) = roles.get_mut(index) {
        *place = role;
    }
}

fn is_one_character(text: &str) -> bool {
    text.chars().nth(1).is_none()
}

fn balanced_between(text: &str, opener: &Run, closer: &Run) -> bool {
    closer.start - opener.end() > LONGEST_COUNTED || text.get(opener.end()..closer.start).is_some_and(cjk::is_balanced)
}
