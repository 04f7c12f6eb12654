//! Whether words that came out of a file are what one sees in it.
//!
//! Fonts of a PDF may show 禁 and say nothing, or say something else; a broken table of codes gives boxes or plausible
//! nonsense. Nonsense in the index is worse than nothing: it is found by nobody who looks for it and by somebody who does not.

use encoding_rs::GBK;

/// Share of lost characters, in percent, from which on a block is dropped, and a file is said to be unreadable.
const MOST_LOST: usize = 5;

/// Fewer characters than this say nothing about how a text reads.
const ENOUGH: usize = 40;

/// What is left of some blocks.
pub(super) struct Judged {
    pub(super) blocks: Vec<String>,
    /// Whether so much was lost, or reads so badly, that a reader must be told.
    pub(super) unreadable: bool,
}

/// Drops what cannot be read. Characters that a font does not name come as U+FFFD.
pub(super) fn judge(blocks: Vec<String>) -> Judged {
    let (mut total, mut lost) = (0, 0);
    let mut kept = Vec::with_capacity(blocks.len());
    for block in blocks {
        let count = block.chars().filter(|c| !c.is_whitespace()).count();
        let bad = block.chars().filter(|c| is_lost(*c)).count();
        total += count;
        lost += bad;
        if bad == 0 {
            kept.push(block);
        } else if bad * 100 < count * MOST_LOST {
            kept.push(block.chars().map(|c| if is_lost(c) { ' ' } else { c }).collect());
        }
    }
    if reads_badly(&kept) {
        return Judged { blocks: Vec::new(), unreadable: true };
    }
    Judged { blocks: kept, unreadable: lost > 0 && lost * 100 >= total * MOST_LOST }
}

/// Characters that stand for no character: replacement, private use, noncharacters, controls.
fn is_lost(c: char) -> bool {
    matches!(c,
        '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FFFE}' | '\u{FFFF}'
        | '\0'..='\u{8}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{9F}')
}

/// Whether a text reads as what a wrong table of codes makes: mostly characters that Chinese texts hardly have, or the
/// accented letters that GBK read as Latin gives.
fn reads_badly(blocks: &[String]) -> bool {
    let (mut all, mut han, mut usual, mut accented) = (0, 0, 0, 0);
    for c in blocks.iter().flat_map(|block| block.chars()).filter(|c| !c.is_whitespace()).take(20_000) {
        all += 1;
        match c {
            '\u{4E00}'..='\u{9FFF}' => {
                han += 1;
                usual += usize::from(is_usual(c));
            }
            '\u{A1}'..='\u{FF}' => accented += 1,
            _ => {}
        }
    }
    (han >= ENOUGH && usual * 100 < han * 40) || (all >= ENOUGH && accented * 100 > all * 40)
}

/// Whether a Han character is in GB/T 2312, whose 6,763 make up more than 99 % of any text in simplified and more than half of
/// one in traditional characters.
fn is_usual(c: char) -> bool {
    let mut buffer = [0_u8; 4];
    let (bytes, _, _) = GBK.encode(c.encode_utf8(&mut buffer));
    matches!(*bytes, [0xB0..=0xF7, 0xA1..=0xFE])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(texts: &[&str]) -> (Vec<String>, bool) {
        let judged = judge(texts.iter().map(|text| (*text).to_owned()).collect());
        (judged.blocks, judged.unreadable)
    }

    const GOOD: &str = "各村（居）民委员会：为做好汛期值守工作，请立即检查沟渠、塘坝和低洼院落，落实转移安置责任人，遇有险情及时报告。";

    #[test]
    fn words_stay_and_boxes_go() {
        assert_eq!(judged(&[GOOD]), (vec![GOOD.to_owned()], false));
        let boxes = "\u{FFFD}".repeat(30);
        assert_eq!(judged(&[GOOD, &boxes]), (vec![GOOD.to_owned()], true));
        let one = format!("{GOOD}\u{E123}尾");
        assert_eq!(judged(&[&one]).0, [format!("{GOOD} 尾")], "a symbol of a private font does not cost its paragraph");
        assert_eq!(judged(&["填 □ 是 ■ 否"]).0, ["填 □ 是 ■ 否"], "boxes that a form really has");
    }

    #[test]
    fn plausible_nonsense_is_not_kept() {
        let latin: String = GBK.encode(GOOD).0.iter().map(|byte| char::from(*byte)).collect();
        assert_eq!(judged(&[&latin]), (vec![], true));
        // UTF-16 read with its bytes turned round.
        let turned: String = GOOD.chars().filter_map(|c| char::from_u32((c as u32).swap_bytes() >> 16)).collect();
        assert!(judged(&[&turned]).1);
        let traditional = "各村（居）民委員會：為做好汛期值守工作，請立即檢查溝渠、塘壩和低窪院落，落實轉移安置責任人，遇有險情及時報告。";
        assert!(!judged(&[traditional]).1);
        assert!(!judged(&["Élévation générale: 12 m"]).1);
    }
}
