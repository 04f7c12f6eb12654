//! What a file really is: told from its bytes, with the name as a witness.
//!
//! A clerk renames `.xls` to `.pdf`, a scanner writes a JPEG named `.png`: the reader is told the type that will open.

mod container;

/// The type of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileType {
    name: String,
    program: bool,
    contradicts: bool,
}

impl FileType {
    /// The name shown to readers: `PDF`, `DOCX`, `XLSX`, `PNG`…
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether opening it could run something: such a file is never published.
    pub fn is_program(&self) -> bool {
        self.program
    }

    /// Whether the name's ending says another type, so that it will not open.
    pub fn contradicts_name(&self) -> bool {
        self.contradicts
    }
}

/// Endings under which Windows runs a file.
const PROGRAM_ENDINGS: &[&str] = &[
    "exe", "com", "bat", "cmd", "scr", "pif", "msi", "vbs", "vbe", "js", "jse", "wsf", "wsh", "ps1", "jar", "hta",
    "lnk", "cpl", "dll", "reg", "html", "htm", "xhtml", "svg", "xml", "mht", "mhtml", "php", "asp", "aspx", "jsp",
    "sh",
];

/// Endings that are one and the same type.
fn canonical(ending: &str) -> &str {
    match ending {
        "jpeg" | "jpe" => "jpg",
        "tiff" => "tif",
        "htm" => "html",
        "mpeg" => "mpg",
        other => other,
    }
}

/// The type of the file `name` with these bytes. All of them are needed: a ZIP tells its parts at its end.
pub fn of(name: &str, bytes: &[u8]) -> FileType {
    let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
    let ending = canonical(&ending);
    let found = content(bytes);
    let program = PROGRAM_ENDINGS.contains(&ending)
        || matches!(found, Some("exe" | "dll" | "elf" | "sh" | "html" | "jar" | "class" | "msi" | "wasm"))
        || bytes.starts_with(b"MZ");
    let real = match (found, ending) {
        // WPS writes its own endings over the same content.
        (Some("doc" | "docx"), "wps" | "wpt" | "dot" | "dotx")
        | (Some("xls" | "xlsx"), "et" | "ett" | "xlt")
        | (Some("ppt" | "pptx"), "dps" | "pps")
        // Nothing in the file says which it is.
        | (Some("ole"), "doc" | "xls" | "ppt" | "wps" | "et" | "dps")
        // A password puts an office file of today into the container of before 2007.
        | (Some("protected"), "docx" | "docm" | "xlsx" | "xlsm" | "pptx" | "doc" | "xls" | "ppt" | "wps" | "et" | "dps")
        // Text may be called what it likes, as long as it is not called something that has a form of its own.
        | (Some("txt"), "csv" | "json" | "md" | "log" | "tsv" | "geojson" | "ics") => ending,
        (Some(found), _) => canonical(found),
        (None, _) if ending.is_empty() || has_form(ending) => "bin",
        (None, _) => ending,
    };
    let contradicts = !ending.is_empty() && real != ending;
    let name = match real {
        "jpg" => "JPEG".to_owned(),
        "tif" => "TIFF".to_owned(),
        "ole" | "protected" => "Office".to_owned(),
        "bin" => "?".to_owned(),
        other => other.to_uppercase(),
    };
    FileType { name, program, contradicts }
}

/// Whether the bytes are an office file of today that asks for a password (MS-OFFCRYPTO, 1.3.3).
pub fn is_protected_office(bytes: &[u8]) -> bool {
    container::inside(bytes) == Some("protected")
}

/// Endings of files that can be known by their content: without it they are damaged or something else.
fn has_form(ending: &str) -> bool {
    matches!(
        ending,
        "pdf"
            | "doc"
            | "docx"
            | "xls"
            | "xlsx"
            | "ppt"
            | "pptx"
            | "wps"
            | "et"
            | "dps"
            | "ofd"
            | "odt"
            | "ods"
            | "odp"
            | "zip"
            | "rar"
            | "7z"
            | "gz"
            | "jpg"
            | "png"
            | "gif"
            | "bmp"
            | "tif"
            | "webp"
            | "rtf"
            | "txt"
            | "csv"
            | "mp3"
            | "mp4"
    )
}

/// What the bytes themselves say, as the ending of the usual name.
fn content(bytes: &[u8]) -> Option<&'static str> {
    if let Some(inside) = container::inside(bytes) {
        return Some(inside);
    }
    if let Some(kind) = infer::get(bytes) {
        return Some(kind.extension());
    }
    // Readers of PDF allow for something before its mark (ISO 32000-1, annex H, note 13).
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    if memchr::memmem::find(head, b"%PDF-").is_some() {
        return Some("pdf");
    }
    is_text(bytes).then_some("txt")
}

/// Whether the bytes are text in any encoding that offices use: no control characters, or a mark of UTF-16.
fn is_text(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(8192)).unwrap_or_default();
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return true;
    }
    !head.is_empty() && !head.iter().any(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 0x7F))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_decide_and_the_name_is_held_against_them() {
        let pdf = of("决算表.pdf", b"%PDF-1.7\n");
        assert_eq!((pdf.name(), pdf.contradicts_name(), pdf.is_program()), ("PDF", false, false));
        let wrong = of("决算表.docx", b"%PDF-1.7\n");
        assert_eq!((wrong.name(), wrong.contradicts_name()), ("PDF", true));
        let old = of("名单.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest");
        assert_eq!((old.name(), old.contradicts_name()), ("XLS", false));
        assert!(of("a.exe", b"MZ\x90\x00").is_program());
        assert!(of("a.pdf", b"MZ\x90\x00").is_program(), "a program under a harmless name");
        assert!(of("a.svg", b"<svg onload='x'/>").is_program(), "a picture that may carry a script");
        assert_eq!(of("数据.csv", "序号,名称\n".as_bytes()).name(), "CSV");
        assert!(!of("photo.jpeg", b"\xFF\xD8\xFF\xE0").contradicts_name());
    }

    /// A ZIP of empty parts with these names: local headers, central directory, end.
    fn zip(names: &[&str], first_content: &str) -> Vec<u8> {
        let length = |name: &str| u16::try_from(name.len()).unwrap_or(0).to_le_bytes();
        let mut bytes = Vec::new();
        for (i, name) in names.iter().enumerate() {
            bytes.extend_from_slice(b"PK\x03\x04");
            bytes.extend_from_slice(&[0; 22]);
            bytes.extend_from_slice(&length(name));
            bytes.extend_from_slice(&[0; 2]);
            bytes.extend_from_slice(name.as_bytes());
            if i == 0 {
                bytes.extend_from_slice(first_content.as_bytes());
            }
        }
        for name in names {
            bytes.extend_from_slice(b"PK\x01\x02");
            bytes.extend_from_slice(&[0; 24]);
            bytes.extend_from_slice(&length(name));
            bytes.extend_from_slice(&[0; 16]);
            bytes.extend_from_slice(name.as_bytes());
        }
        bytes.extend_from_slice(b"PK\x05\x06");
        bytes.extend_from_slice(&[0; 18]);
        bytes
    }

    /// A compound file with one stream of this name.
    fn compound(stream: &str) -> Vec<u8> {
        let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        bytes.resize(512, 0);
        let mut entry: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(64, 0);
        entry.extend_from_slice(&u16::try_from((stream.len() + 1) * 2).unwrap_or(0).to_le_bytes());
        entry.resize(128, 0);
        bytes.extend_from_slice(&entry);
        bytes
    }

    fn said(name: &str, bytes: &[u8]) -> (String, bool) {
        let kind = of(name, bytes);
        (kind.name().to_owned(), kind.contradicts_name())
    }

    #[test]
    fn containers_are_looked_into() {
        let ofd = zip(&["OFD.xml", "Doc_0/Document.xml"], "");
        let docx = zip(&["[Content_Types].xml", "word/document.xml"], "");
        let xlsx = zip(&["xl/workbook.xml", "[Content_Types].xml"], "");
        let odt = zip(&["mimetype", "content.xml"], "application/vnd.oasis.opendocument.text");
        let plain = zip(&["附件1.pdf"], "");
        let (doc, xls) = (compound("WordDocument"), compound("Workbook"));
        for (name, bytes, kind, contradicts) in [
            ("通知.ofd", &ofd, "OFD", false),
            ("通知.zip", &ofd, "OFD", true),
            ("通知.docx", &docx, "DOCX", false),
            ("通知.wps", &docx, "WPS", false),
            ("通知.xlsx", &docx, "DOCX", true),
            ("报表.xlsx", &xlsx, "XLSX", false),
            ("报表.et", &xlsx, "ET", false),
            ("说明.odt", &odt, "ODT", false),
            ("附件.zip", &plain, "ZIP", false),
            ("附件.docx", &plain, "ZIP", true),
            ("老文件.doc", &doc, "DOC", false),
            ("老文件.WPS", &doc, "WPS", false),
            ("老报表.doc", &xls, "XLS", true),
        ] {
            assert_eq!(said(name, bytes), (kind.to_owned(), contradicts), "{name}");
        }
    }

    #[test]
    fn a_file_that_is_not_what_it_must_be_is_said() {
        assert_eq!(said("决算.pdf", b"not a pdf at all"), ("TXT".to_owned(), true));
        assert_eq!(said("决算.pdf", b""), ("?".to_owned(), true));
        assert_eq!(said("决算.pdf", b"\r\n%PDF-1.4\n"), ("PDF".to_owned(), false));
        assert_eq!(said("名单.csv", b"a\0\x01\x02"), ("?".to_owned(), true));
        assert_eq!(said("名单.csv", b"\xFF\xFEa\0"), ("CSV".to_owned(), false));
        // GBK.
        assert_eq!(said("名单.txt", b"\xC3\xFB\xB5\xA5"), ("TXT".to_owned(), false));
        assert!(!said("图纸.dwg", b"AC1032\0\0\x01").1);
    }

    #[test]
    fn damaged_containers_do_no_harm() {
        for bytes in
            [&b"PK\x03\x04"[..], b"PK\x05\x06", b"PK\x01\x02PK\x03\x04\xFF", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"]
        {
            let _ = of("a.docx", bytes);
            for end in 0..bytes.len() {
                let _ = of("a.doc", &bytes[..end]);
            }
        }
        assert_eq!(said("名单.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest"), ("XLS".to_owned(), false));
    }
}
