//! Writing text into HTML.

use crate::findings::unseen::is_unseen;

/// Appends text to HTML: the characters with a meaning in HTML become entities; control characters are left out (they
/// show nothing, and in feeds, which are XML, they are forbidden), and so are the other characters that nobody sees
/// ([`crate::findings::unseen`]).
pub(super) fn push_text(out: &mut String, text: &str) {
    push(out, text, false);
}

/// Appends an attribute's value, without its quotes.
pub(super) fn push_attribute(out: &mut String, value: &str) {
    push(out, value, true);
}

/// Bytes that may need more than copying.
const IS_SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut i = 0;
    while i < 0x20 {
        special[i] = true;
        i += 1;
    }
    special[b'<' as usize] = true;
    special[b'>' as usize] = true;
    special[b'&' as usize] = true;
    special[b'"' as usize] = true;
    special[0x7F] = true;
    // The first bytes of characters that nobody sees.
    special[0xC2] = true;
    special[0xE2] = true;
    special[0xEF] = true;
    special[0xF3] = true;
    special
};

fn push(out: &mut String, text: &str, attribute: bool) {
    let bytes = text.as_bytes();
    let mut from = 0;
    for (i, byte) in bytes.iter().enumerate() {
        if !IS_SPECIAL[usize::from(*byte)] {
            continue;
        }
        let mut len = 1;
        let entity = match byte {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' => "&amp;",
            b'"' if attribute => "&quot;",
            b'\n' | b'\t' if !attribute => continue,
            b'\n' | b'\t' => " ",
            0..=0x1F | 0x7F => "",
            0xC2 | 0xE2 | 0xEF | 0xF3 => match text.get(i..).and_then(|rest| rest.chars().next()) {
                Some(c) if is_unseen(c) => {
                    len = c.len_utf8();
                    ""
                }
                _ => continue,
            },
            _ => continue,
        };
        out.push_str(text.get(from..i).unwrap_or_default());
        out.push_str(entity);
        from = i + len;
    }
    out.push_str(text.get(from..).unwrap_or_default());
}

/// Appends an address as an attribute's value: blanks are percent-encoded, Chinese stays readable.
pub(super) fn push_address(out: &mut String, address: &str) {
    for c in address.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '"' => out.push_str("%22"),
            '\'' => out.push_str("%27"),
            '`' => out.push_str("%60"),
            ' ' => out.push_str("%20"),
            '\u{3000}' => out.push_str("%E3%80%80"),
            c if c.is_control() || is_unseen(c) => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_are_escaped_and_control_characters_dropped() {
        let mut out = String::new();
        push_text(&mut out, "a<b>&\"c\u{0}\u{1b}d\u{FEFF}\n");
        assert_eq!(out, "a&lt;b&gt;&amp;\"cd\n");
        out.clear();
        push_attribute(&mut out, "\"<\n");
        assert_eq!(out, "&quot;&lt; ");
        out.clear();
        push_address(&mut out, "附件 1.pdf?a=1&b=\"x\"");
        assert_eq!(out, "附件%201.pdf?a=1&amp;b=%22x%22");
    }
}
