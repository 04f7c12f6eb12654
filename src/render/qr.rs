//! QR codes (ISO/IEC 18004) as one path of SVG: no file of its own, no outside service, and sharp on paper at any size.

use std::fmt::Write as _;

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};
use serde::Serialize;

/// White modules that must surround a code.
const QUIET: i32 = 4;

/// A code, to be drawn in a square of `size` units with strokes one unit wide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Code {
    /// Width and height with the white margin.
    pub size: i32,
    /// The `d` of the path.
    pub path: String,
}

/// The code of an address; none where it is too long for one that a telephone reads from paper.
///
/// The mask is always the same: the standard's choice of the most even of eight takes twenty times as long, on every page of
/// a large site, and readers read each.
pub fn code(text: &str) -> Option<Code> {
    let segments = QrSegment::make_segments(text);
    // Version 15 holds 287 bytes at this level of correction.
    let (least, most) = (Version::new(1), Version::new(15));
    let code =
        QrCode::encode_segments_advanced(&segments, QrCodeEcc::Medium, least, most, Some(Mask::new(3)), false).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut drawn = None;
        let mut x = 0;
        while x < code.size() {
            let from = x;
            while x < code.size() && code.get_module(x, y) {
                x += 1;
            }
            if x > from {
                // Writing to a string does not fail.
                let _ = match drawn {
                    None => write!(path, "M{} {}.5h{}", from + QUIET, y + QUIET, x - from),
                    Some(last) => write!(path, "m{} 0h{}", from - last, x - from),
                };
                drawn = Some(x);
            } else {
                x += 1;
            }
        }
    }
    Some(Code { size: code.size() + 2 * QUIET, path })
}

/// The code as an element, for sheets that are no templates.
pub fn svg(text: &str, label: &str) -> String {
    code(text).map_or_else(String::new, |code| {
        format!(
            "<svg class=\"qr\" role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {size} {size}\" shape-rendering=\"crispEdges\">\
             <path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/><path stroke=\"#000\" d=\"{}\"/></svg>",
            label.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;"),
            code.path,
            size = code.size,
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The modules that a path draws.
    fn draw(code: &Code) -> Vec<Vec<bool>> {
        let size = usize::try_from(code.size).unwrap();
        let mut picture = vec![vec![false; size]; size];
        let (mut x, mut y) = (0usize, 0usize);
        for part in
            code.path.split_inclusive(|c: char| c.is_ascii_digit()).collect::<String>().split(['M', 'm']).skip(1)
        {
            let (place, run) = part.split_once('h').unwrap();
            let (first, second) = place.split_once(' ').unwrap();
            if let Some(line) = second.strip_suffix(".5") {
                (x, y) = (first.parse().unwrap(), line.parse().unwrap());
            } else {
                x += first.parse::<usize>().unwrap();
            }
            for _ in 0..run.parse::<usize>().unwrap() {
                picture[y][x] = true;
                x += 1;
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
        let own =
            QrCode::encode_segments_advanced(&segments, QrCodeEcc::Medium, least, most, Some(Mask::new(3)), false)
                .unwrap();
        for (y, line) in (0..).zip(&picture) {
            for (x, dark) in (0..).zip(line) {
                assert_eq!(*dark, own.get_module(x - QUIET, y - QUIET), "{x} {y}");
            }
        }
    }

    #[test]
    fn what_no_telephone_reads_is_not_drawn() {
        assert!(code(&"长".repeat(400)).is_none());
        assert_eq!(svg(&"长".repeat(400), ""), "");
    }
}
