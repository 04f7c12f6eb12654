//! What a file really is: told from its bytes, with the name as a witness.
//!
//! A clerk renames `.xls` to `.pdf`, a scanner writes a JPEG named `.png`: the reader is told the type that will open.

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

/// The type of the file `name` with these bytes (its beginning suffices, except for types told by a ZIP's parts).
pub fn of(name: &str, bytes: &[u8]) -> FileType {
    let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
    let ending = canonical(&ending);
    let found = infer::get(bytes).map(|kind| kind.extension());
    let program = PROGRAM_ENDINGS.contains(&ending)
        || matches!(found, Some("exe" | "dll" | "elf" | "sh" | "html" | "jar" | "class" | "msi" | "wasm"))
        || bytes.starts_with(b"MZ");
    let real = match (found, ending) {
        // Old Office and WPS files are one container; OFD and new WPS files are ZIPs: the name says which.
        (Some("doc" | "xls" | "ppt" | "msi"), "doc" | "xls" | "ppt" | "wps" | "et" | "dps")
        | (Some("zip"), "docx" | "xlsx" | "pptx" | "ofd" | "odt" | "ods" | "wps" | "et") => ending,
        (Some(found), _) => canonical(found),
        (None, "txt" | "csv" | "json" | "ofd" | "rtf") => ending,
        (None, _) if bytes.starts_with(b"\xD0\xCF\x11\xE0") => {
            if ["doc", "xls", "ppt", "wps", "et", "dps"].contains(&ending) { ending } else { "ole" }
        }
        (None, _) if ending.is_empty() => "bin",
        (None, _) => ending,
    };
    let contradicts = found.is_some() && !ending.is_empty() && real != ending;
    let name = match real {
        "jpg" => "JPEG".to_owned(),
        "tif" => "TIFF".to_owned(),
        "ole" => "Office".to_owned(),
        other => other.to_uppercase(),
    };
    FileType { name, program, contradicts }
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
}
