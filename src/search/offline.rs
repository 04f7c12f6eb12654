//! The files as scripts, for pages opened from a disk: there browsers fetch nothing, but run scripts.

use std::fmt::Write as _;

/// The script that hands over a file: its path below the search folder and its bytes in base 64.
pub(crate) fn script(path: &str, bytes: &[u8]) -> Vec<u8> {
    let mut out = String::with_capacity(bytes.len() / 3 * 4 + path.len() + 40);
    // Paths are made of letters, digits, points and slashes, so they need no escaping. Writing to a string does not fail.
    let _ = write!(out, "MuluSearch.deliver(\"{path}\",\"");
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0u32, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - group.len()));
        for at in 0..4 {
            out.push(if at <= group.len() { letter(bits >> (18 - 6 * at) & 63) } else { '=' });
        }
    }
    out.push_str("\");\n");
    out.into_bytes()
}

fn letter(value: u32) -> char {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char::from(LETTERS[(value & 63) as usize])
}

#[cfg(test)]
mod tests {
    use super::script;

    #[test]
    fn bytes_come_in_base_64() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")] {
            let expected = format!("MuluSearch.deliver(\"root.bin\",\"{text}\");\n");
            assert_eq!(script("root.bin", bytes.as_bytes()), expected.as_bytes());
        }
    }
}
