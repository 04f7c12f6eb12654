//! A table for a terminal: columns of the width that East Asian characters really take.

use unicode_width::UnicodeWidthChar as _;
use unicode_width::UnicodeWidthStr as _;

/// The lines of a table under its headings. Cells wider than `widest` has it are cut; 0 cuts nothing.
pub(super) fn lines<const N: usize>(headings: &[String; N], rows: &[[String; N]], widest: [usize; N]) -> Vec<String> {
    let cut: Vec<[String; N]> = std::iter::once(headings)
        .chain(rows)
        .map(|row| std::array::from_fn(|at| shorten(&row[at], widest[at])))
        .collect();
    let widths: [usize; N] = std::array::from_fn(|at| cut.iter().map(|row| row[at].width()).max().unwrap_or(0));
    cut.iter()
        .map(|row| {
            let cells = row.iter().enumerate().map(|(at, cell)| {
                let gap = if at + 1 == N { 0 } else { widths[at] - cell.width() };
                format!("{cell}{}", " ".repeat(gap))
            });
            cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        })
        .collect()
}

/// At most `widest` columns of a text; the whole where that is 0.
fn shorten(text: &str, widest: usize) -> String {
    if widest == 0 || text.width() <= widest {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut width = 1;
    for c in text.chars() {
        width += c.width().unwrap_or(0);
        if width > widest {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_one_another() {
        let cell = str::to_owned;
        let rows = [[cell("a"), cell("关于春耕的通知"), cell("x")], [cell("bcd"), cell("e"), cell("很长的说明不切")]];
        let lines = lines(&[cell("文件"), cell("标题"), cell("说明")], &rows, [0, 9, 0]);
        assert_eq!(lines, ["文件  标题       说明", "a     关于春耕…  x", "bcd   e          很长的说明不切"]);
    }
}
