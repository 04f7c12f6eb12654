//! QR codes (ISO/IEC 18004) as one path of SVG: no file of its own, no outside service, and sharp on paper at any size.

use std::fmt::Write as _;

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};
use serde::Serialize;

/// White modules that must surround a code.
const QUIET: i32 = 4;

/// A code, to be drawn as one dashed line, one unit wide and without a filling, that goes to and fro over all rows. Lengths alone take a quarter
/// fewer bytes than the moves and strokes that would draw each run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Code {
    /// The `viewBox`, with the white margin.
    pub view: String,
    /// The `d` of the path.
    pub path: String,
    /// Its `stroke-dasharray`: how far dark, how far light, and so on.
    pub dashes: String,
}

/// The code of an address; none where it is too long for one that a telephone reads from paper.
///
/// The mask is always the same: the standard's choice of the most even of eight takes twenty times as long, on every page of
/// a large site, and readers read each.
pub fn code(text: &str) -> Option<Code> {
    // The lowest level of correction gives the fewest and largest squares, which is what a telephone's camera finds easiest.
    encode(text, QrCodeEcc::Low)
}

fn encode(text: &str, level: QrCodeEcc) -> Option<Code> {
    let segments = QrSegment::make_segments(text);
    // Version 15 holds 520 bytes at the lowest level of correction, 412 at the next.
    let (least, most) = (Version::new(1), Version::new(15));
    let code = QrCode::encode_segments_advanced(&segments, level, least, most, Some(Mask::new(3)), false).ok()?;
    let size = code.size();
    let mut path = String::from("M0 .5");
    let mut dashes = String::new();
    // A code begins with a corner mark, so the first length is dark, as a pattern of dashes begins.
    let (mut dark, mut length) = (true, 0u16);
    // Writing to a string does not fail.
    for y in 0..size {
        if y > 0 {
            path.push_str("v1");
        }
        let back = y % 2 == 1;
        let _ = if back { write!(path, "H0") } else { write!(path, "H{size}") };
        // Down to the next row is a step at the edge, and light.
        let row = (0..size).map(|x| code.get_module(if back { size - 1 - x } else { x }, y));
        for module in row.chain((y + 1 < size).then_some(false)) {
            if module != dark {
                push_length(&mut dashes, length);
                dashes.push(' ');
                (dark, length) = (module, 0);
            }
            length += 1;
        }
    }
    push_length(&mut dashes, length);
    if dark {
        // With an odd number of lengths the pattern would be repeated with dark and light exchanged.
        dashes.push_str(" 0");
    }
    let whole = size + 2 * QUIET;
    Some(Code { view: format!("-{QUIET} -{QUIET} {whole} {whole}"), path, dashes })
}

/// The code as an element, for sheets that hang outdoors for months: more of it may be dirty or torn.
pub fn svg(text: &str, label: &str) -> String {
    encode(text, QrCodeEcc::Medium).map_or_else(String::new, |code| {
        format!(
            "<svg class=\"qr\" role=\"img\" aria-label=\"{}\" viewBox=\"{}\" shape-rendering=\"crispEdges\">\
             <path fill=\"none\" stroke=\"#000\" d=\"{}\" stroke-dasharray=\"{}\"/></svg>",
            label.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;"),
            code.view,
            code.path,
            code.dashes,
        )
    })
}

/// Writes a length. Formatting would take longer than all else here, as a code has hundreds of them.
fn push_length(text: &mut String, length: u16) {
    if length >= 10 {
        push_length(text, length / 10);
    }
    text.push(char::from(b'0' + (length % 10).to_le_bytes()[0]));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The modules that a path draws.
    fn draw(code: &Code) -> Vec<Vec<bool>> {
        let size: usize = code.view.rsplit(' ').next().unwrap().parse().unwrap();
        let size = size - 2 * usize::try_from(QUIET).unwrap();
        let mut picture = vec![vec![false; size]; size];
        let rows = code.path.strip_prefix("M0 .5").unwrap().split("v1");
        let to_and_fro = |(y, row): (usize, &str)| {
            let to: usize = row.strip_prefix('H').unwrap().parse().unwrap();
            assert_eq!(to, if y % 2 == 1 { 0 } else { size }, "row {y}");
            // The step down belongs to the row that it leaves.
            (0..=size).map(move |x| (y, if to == 0 { size.checked_sub(1 + x) } else { Some(x) }))
        };
        let mut line = rows.enumerate().flat_map(to_and_fro);
        for (length, dark) in code.dashes.split(' ').zip([true, false].into_iter().cycle()) {
            for (y, x) in line.by_ref().take(length.parse().unwrap()) {
                match x.and_then(|x| picture[y].get_mut(x)) {
                    Some(module) => *module = dark,
                    None => assert!(!dark, "a step down is dark"),
                }
            }
        }
        assert!(line.all(|(_, x)| x.is_none_or(|x| x == size)), "modules are left");
        assert!(code.dashes.split(' ').count().is_multiple_of(2));
        picture
    }

    #[test]
    fn the_path_draws_the_code() {
        let text = "https://www.example.gov.cn/qinghe/zfxxgk/item/900010028/2025-00010.html";
        let code = code(text).unwrap();
        let picture = draw(&code);
        let segments = QrSegment::make_segments(text);
        let (least, most) = (Version::new(1), Version::new(15));
        let own = QrCode::encode_segments_advanced(&segments, QrCodeEcc::Low, least, most, Some(Mask::new(3)), false)
            .unwrap();
        for (y, line) in (0..).zip(&picture) {
            for (x, dark) in (0..).zip(line) {
                assert_eq!(*dark, own.get_module(x, y), "{x} {y}");
            }
        }
    }

    #[test]
    fn what_no_telephone_reads_is_not_drawn() {
        assert!(code(&"长".repeat(400)).is_none());
        assert_eq!(svg(&"长".repeat(400), ""), "");
    }
}
