//! Looks for secret words in bytes, in whatever form they stand there.

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};

use super::secrets::{FIRST, word};

/// Nothing is packed in something packed deeper than this.
const DEEPEST: usize = 4;
/// No stream is unpacked further than this.
const MOST: u64 = 64 * 1024 * 1024;

/// The numbers of all secret words in these bytes.
pub(super) fn words(bytes: &[u8]) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    look(bytes, b'q', 0, &mut found);
    found
}

/// The numbers of the words that are meant to be public (`zp0001xv`) in a path and its file.
pub(super) fn public(path: &[u8], bytes: &[u8]) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    look(path, b'p', 0, &mut found);
    look(bytes, b'p', 0, &mut found);
    found
}

fn look(bytes: &[u8], kind: u8, depth: usize, found: &mut BTreeSet<u32>) {
    ascii(bytes, kind, found);
    if kind == b'q' {
        han(bytes, found);
    }
    if depth >= DEEPEST {
        return;
    }
    for view in views(bytes) {
        look(&view, kind, depth + 1, found);
    }
}

/// `zq0001xv` with any case, also with a zero byte beside each letter (UTF-16).
fn ascii(bytes: &[u8], kind: u8, found: &mut BTreeSet<u32>) {
    for step in [1, 2] {
        for at in 0..bytes.len().saturating_sub(7 * step) {
            let letter = |i: usize| bytes[at + i * step].to_ascii_lowercase();
            if letter(0) != b'z' || letter(1) != kind || letter(6) != b'x' || letter(7) != b'v' {
                continue;
            }
            let digits: String = (2..6).map(|i| char::from(letter(i))).collect();
            found.extend(digits.parse::<u32>().ok());
        }
    }
}

/// The two Han characters of a word, in UTF-8, UTF-16 and GB 18030.
fn han(bytes: &[u8], found: &mut BTreeSet<u32>) {
    let pair = |first: u32, second: u32| {
        let inside = (FIRST..FIRST + 2000).contains(&first) && first.is_multiple_of(2) && second == first + 1;
        inside.then(|| (first - FIRST) / 2)
    };
    for six in bytes.windows(6) {
        // Characters of the block begin with this byte.
        if six[0] == 0xE4
            && six[3] == 0xE4
            && let Ok(text) = std::str::from_utf8(six)
        {
            let mut chars = text.chars().map(u32::from);
            if let (Some(first), Some(second)) = (chars.next(), chars.next()) {
                found.extend(pair(first, second));
            }
        }
    }
    for four in bytes.windows(4) {
        let little = |at: usize| u32::from(u16::from_le_bytes([four[at], four[at + 1]]));
        let big = |at: usize| u32::from(u16::from_be_bytes([four[at], four[at + 1]]));
        found.extend(pair(little(0), little(2)).filter(|_| is_utf16(bytes)));
        found.extend(pair(big(0), big(2)).filter(|_| is_utf16(bytes)));
    }
    for eight in bytes.windows(8) {
        if eight[0] == 0x81 || eight[0] == 0x82 {
            let text = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(eight);
            let mut chars = text.as_deref().unwrap_or_default().chars().map(u32::from);
            if let (Some(first), Some(second)) = (chars.next(), chars.next()) {
                found.extend(pair(first, second));
            }
        }
    }
}

/// Compressed bytes are as good as random, and hold any four bytes: UTF-16 is looked for in texts alone.
fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF")
}

/// The bytes unpacked in every way that fits.
fn views(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut out = Vec::new();
    for at in 0..bytes.len() {
        let rest = &bytes[at..];
        let unpacked = match rest {
            [0x78, 0x01 | 0x5E | 0x9C | 0xDA, ..] => unpack(flate2::read::ZlibDecoder::new(rest)),
            [0x1F, 0x8B, 8, ..] => unpack(flate2::read::GzDecoder::new(rest)),
            [b'P', b'K', 3, 4, ..] => zip_entry(rest),
            _ => None,
        };
        out.extend(unpacked);
    }
    out.extend(base64_runs(bytes));
    if let Ok(text) = std::str::from_utf8(bytes) {
        out.extend(escapes(text, "%", "").map(String::into_bytes));
        for decoded in [entities(text), json_escapes(text)].into_iter().flatten() {
            out.push(decoded.into_bytes());
        }
    }
    out
}

fn unpack(reader: impl std::io::Read) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    // A stream that is cut or followed by something else is looked at as far as it goes.
    let _ = reader.take(MOST).read_to_end(&mut out);
    (out.len() > 8).then_some(out)
}

/// A file of a ZIP container (XLSX, DOCX): its name lies open, its content is deflated.
fn zip_entry(rest: &[u8]) -> Option<Vec<u8>> {
    let number = |at: usize| Some(usize::from(u16::from_le_bytes([*rest.get(at)?, *rest.get(at + 1)?])));
    let deflated = number(8)? == 8;
    let data = rest.get(30 + number(26)? + number(28)?..)?;
    deflated.then(|| unpack(flate2::read::DeflateDecoder::new(data))).flatten()
}

/// Base64, with either alphabet, in runs long enough to hold a word.
fn base64_runs(bytes: &[u8]) -> Vec<Vec<u8>> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    };
    let mut out = Vec::new();
    for run in bytes.split(|byte| value(*byte).is_none()).filter(|run| run.len() >= 16) {
        let decoded = run.chunks(4).filter(|four| four.len() > 1).flat_map(|four| {
            let bits = four.iter().fold(0_u32, |bits, byte| bits << 6 | u32::from(value(*byte).unwrap()));
            let bits = bits << (6 * (4 - four.len()));
            bits.to_be_bytes()[1..four.len()].to_vec()
        });
        out.push(decoded.collect());
    }
    out
}

/// Bytes written as two hexadecimal digits behind a mark, as in addresses.
fn escapes(text: &str, mark: &str, end: &str) -> Option<String> {
    if !text.contains(mark) {
        return None;
    }
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(mark) {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        rest = &rest[at + mark.len()..];
        let digits = rest.get(..2).and_then(|two| u8::from_str_radix(two, 16).ok());
        match digits {
            Some(byte) => {
                out.push(byte);
                rest = rest[2..].strip_prefix(end).unwrap_or(&rest[2..]);
            }
            None => out.extend_from_slice(mark.as_bytes()),
        }
    }
    out.extend_from_slice(rest.as_bytes());
    Some(String::from_utf8_lossy(&out).into_owned())
}

/// `&#x4000;` and `&#16384;`.
fn entities(text: &str) -> Option<String> {
    coded(text, "&#", |rest| {
        let end = rest.find(';').filter(|end| *end <= 8)?;
        let digits = &rest[..end];
        let code = match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => digits.parse().ok()?,
        };
        Some((char::from_u32(code)?, end + 1))
    })
}

/// `\u4000`.
fn json_escapes(text: &str) -> Option<String> {
    coded(text, "\\u", |rest| Some((char::from_u32(u32::from_str_radix(rest.get(..4)?, 16).ok()?)?, 4)))
}

fn coded(text: &str, mark: &str, read: impl Fn(&str) -> Option<(char, usize)>) -> Option<String> {
    if !text.contains(mark) {
        return None;
    }
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(mark) {
        out.push_str(&rest[..at]);
        rest = &rest[at + mark.len()..];
        match read(rest) {
            Some((c, len)) => {
                out.push(c);
                rest = &rest[len..];
            }
            None => out.push_str(mark),
        }
    }
    out.push_str(rest);
    Some(out)
}

/// Every form is seen through; without this, the suite might look at everything and see nothing.
pub(super) fn prove() {
    let secret = word(7);
    let plain = format!("前{}中{}后", secret.han, secret.ascii);
    let zlib = |bytes: &[u8]| {
        let mut out = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    };
    let gzip = |bytes: &[u8]| {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    };
    let utf16: Vec<u8> = [0xFEFF].into_iter().chain(plain.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let percent: String = plain.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let entities: String = plain.chars().map(|c| format!("&#x{:x};", u32::from(c))).collect();
    let decimal: String = plain.chars().map(|c| format!("&#{};", u32::from(c))).collect();
    let json: String = plain.chars().map(|c| format!("\\u{:04x}", u32::from(c))).collect();
    let base64 = base64(&[b"x".as_slice(), plain.as_bytes()].concat());
    let forms: Vec<(&str, Vec<u8>)> = vec![
        ("plain", plain.clone().into_bytes()),
        ("Han alone", secret.han.clone().into_bytes()),
        ("ASCII alone", secret.ascii.to_uppercase().into_bytes()),
        ("UTF-16", utf16),
        ("GB 18030", encoding_rs::GB18030.encode(&plain).0.into_owned()),
        ("percent", percent.into_bytes()),
        ("entities", entities.into_bytes()),
        ("decimal entities", decimal.into_bytes()),
        ("JSON", json.into_bytes()),
        ("base64", format!("data(\"{base64}\")").into_bytes()),
        ("zlib", [b"head".as_slice(), &zlib(plain.as_bytes()), b"tail"].concat()),
        ("gzip", gzip(plain.as_bytes())),
        ("zlib in base64", format!("x={}", self::base64(&zlib(plain.as_bytes()))).into_bytes()),
        ("ZIP", zip(&[("xl/sharedStrings.xml", plain.as_bytes())])),
        ("name in ZIP", zip(&[(plain.as_str(), b"nothing")])),
    ];
    for (form, bytes) in forms {
        assert!(words(&bytes).contains(&7), "a secret is not seen in {form}");
    }
    assert!(words("第七条 本办法自公布之日起施行。".as_bytes()).is_empty());
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..=three.len() {
            out.push(char::from(LETTERS[(bits >> (18 - 6 * at) & 63) as usize]));
        }
    }
    out
}

/// A ZIP container with these files, deflated.
pub(super) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for (name, bytes) in files {
        let mut deflate = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
        deflate.write_all(bytes).unwrap();
        let packed = deflate.finish().unwrap();
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        let mut head = Vec::new();
        for number in [20_u16, 0x0800, 8, 0, 0x21] {
            head.extend(number.to_le_bytes());
        }
        for number in [crc.sum(), u32::try_from(packed.len()).unwrap(), u32::try_from(bytes.len()).unwrap()] {
            head.extend(number.to_le_bytes());
        }
        head.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        head.extend(0_u16.to_le_bytes());
        let start = u32::try_from(out.len()).unwrap();
        out.extend(b"PK\x03\x04");
        out.extend(&head);
        out.extend(name.as_bytes());
        out.extend(&packed);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&head);
        directory.extend([0; 10]);
        directory.extend(start.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let start = u32::try_from(out.len()).unwrap();
    let count = u16::try_from(files.len()).unwrap();
    out.extend(&directory);
    out.extend(b"PK\x05\x06\x00\x00\x00\x00");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(u32::try_from(directory.len()).unwrap().to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}
