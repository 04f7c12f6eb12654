//! QR codes (ISO/IEC 18004) as one path of SVG: no file of its own, no outside service, and sharp on paper at any size.

use std::fmt::Write as _;

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};
use serde::Serialize;

/// White modules that must surround a code.
const QUIET: i32 = 4;

/// A code, to be drawn with strokes one unit wide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Code {
    /// The `viewBox`, with the white margin.
    pub view: String,
    /// The `d` of the path.
    pub path: String,
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
    // Every step is relative, which keeps the numbers short.
    let mut path = String::from("M0 .5");
    let (mut at, mut line) = (0, 0);
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let from = x;
            while x < code.size() && code.get_module(x, y) {
                x += 1;
            }
            if x > from {
                if from != at || y != line {
                    // Writing to a string does not fail.
                    let _ = write!(path, "m{} {}", from - at, y - line);
                }
                let _ = write!(path, "h{}", x - from);
                (at, line) = (x, y);
            } else {
                x += 1;
            }
        }
    }
    let size = code.size() + 2 * QUIET;
    Some(Code { view: format!("-{QUIET} -{QUIET} {size} {size}"), path })
}

/// The code as an element, for sheets that hang outdoors for months: more of it may be dirty or torn.
pub fn svg(text: &str, label: &str) -> String {
    encode(text, QrCodeEcc::Medium).map_or_else(String::new, |code| {
        format!(
            "<svg class=\"qr\" role=\"img\" aria-label=\"{}\" viewBox=\"{}\" shape-rendering=\"crispEdges\">\
             <path stroke=\"#000\" d=\"{}\"/></svg>",
            label.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;"),
            code.view,
            code.path,
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The modules that a path draws.
    fn draw(code: &Code) -> Vec<Vec<bool>> {
        let size: usize = code.view.rsplit(' ').next().unwrap().parse().unwrap();
        let size = size - 2 * usize::try_from(QUIET).unwrap();
        let mut picture = vec![vec![false; size]; size];
        let (mut x, mut y) = (0i32, 0i32);
        for part in code.path.strip_prefix("M0 .5").unwrap().split_inclusive('h').flat_map(|part| part.split('m')) {
            let part = part.trim_end_matches('h');
            match part.split_once(' ') {
                Some((across, down)) => {
                    x += across.parse::<i32>().unwrap();
                    y += down.parse::<i32>().unwrap();
                }
                None if part.is_empty() => {}
                None => {
                    for _ in 0..part.parse().unwrap() {
                        picture[usize::try_from(y).unwrap()][usize::try_from(x).unwrap()] = true;
                        x += 1;
                    }
                }
            }
        }
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
