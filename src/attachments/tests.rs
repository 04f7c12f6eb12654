#![expect(clippy::format_collect, reason = "the files are small")]

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

/// A ZIP of these parts.
fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn relations(list: &[(&str, &str, &str)]) -> String {
    let items: String = list
        .iter()
        .map(|(id, kind, target)| {
            let mode = if target.contains("://") { r#" TargetMode="External""# } else { "" };
            format!(r#"<Relationship Id="{id}" Type="{REL}/{kind}" Target="{target}"{mode}/>"#)
        })
        .collect();
    format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>"#
    )
}

/// A Word file with this body, and these other parts.
fn docx(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<w:document {W}><w:body>{body}</w:body></w:document>");
    let root = relations(&[("r1", "officeDocument", "word/document.xml")]);
    let mut parts =
        vec![("[Content_Types].xml", "<Types/>"), ("_rels/.rels", root.as_str()), ("word/document.xml", &document)];
    parts.extend(others);
    zip(&parts)
}

fn blocks(reading: &Reading) -> Vec<&str> {
    reading.blocks.iter().map(String::as_str).collect()
}

fn kinds(reading: &Reading) -> Vec<(TraceKind, usize)> {
    reading.traces.iter().map(|trace| (trace.kind, trace.count)).collect()
}

#[test]
fn a_word_file_gives_what_one_sees() {
    let body = r#"
        <w:p><w:r><w:t>青禾镇人民政府</w:t><w:br/><w:t>通知</w:t></w:r></w:p>
        <w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t xml:space="preserve">电话：</w:t><w:tab/><w:t>0&#x31;&amp;2</w:t></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>姓名</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>住址</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
        <w:p><w:r><w:t>留下</w:t></w:r><w:ins w:author="王五"><w:r><w:t>加上</w:t></w:r></w:ins><w:del w:author="李四"><w:r><w:delText>SECRET1</w:delText><w:t>SECRET2</w:t></w:r></w:del><w:moveFrom w:author="李四"><w:r><w:t>SECRET3</w:t></w:r></w:moveFrom></w:p>
        <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>SECRET4</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>看得见</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="Below"/></w:pPr><w:r><w:t>SECRET5</w:t></w:r></w:p>
        <w:p><w:r><w:rPr><w:rStyle w:val="Hidden"/></w:rPr><w:t>SECRET6</w:t></w:r></w:p>
        <w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>段落标记隐藏，字不隐藏</w:t></w:r></w:p>
        <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK SECRET7</w:instrText></w:r><w:r><w:t>链接</w:t></w:r></w:p>
        <w:p><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:txbxContent><w:p><w:r><w:t>文本框</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>文本框</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent><w:r><w:t>框外</w:t></w:r></w:p>"#;
    let styles = format!(
        r#"<w:styles {W}><w:style w:styleId="Hidden"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="Below"><w:basedOn w:val="Hidden"/></w:style></w:styles>"#
    );
    let notes =
        format!(r"<w:footnotes {W}><w:footnote><w:p><w:r><w:t>脚注</w:t></w:r></w:p></w:footnote></w:footnotes>");
    let comments = format!(
        r#"<w:comments {W}><w:comment w:author="赵六"><w:p><w:r><w:t>SECRET8</w:t></w:r></w:p></w:comment></w:comments>"#
    );
    let links = relations(&[
        ("r1", "footnotes", "footnotes.xml"),
        ("r2", "comments", "comments.xml"),
        ("r3", "hyperlink", "https://example.gov.cn/"),
        ("r4", "attachedTemplate", "file:///C:/Users/SECRET9/a.dotm"),
    ]);
    let core = r#"<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>张三</dc:creator><cp:lastModifiedBy>Administrator</cp:lastModifiedBy></cp:coreProperties>"#;
    let app = "<Properties><Company>某某公司</Company></Properties>";
    let bytes = docx(
        body,
        &[
            ("word/styles.xml", &styles),
            ("word/footnotes.xml", &notes),
            ("word/comments.xml", &comments),
            ("word/_rels/document.xml.rels", &links),
            ("word/vbaProject.bin", "x"),
            ("word/embeddings/oleObject1.bin", "x"),
            ("docProps/core.xml", core),
            ("docProps/app.xml", app),
        ],
    );
    let reading = read("通知.docx", &bytes);
    assert_eq!(reading.verdict, Verdict::Text);
    assert_eq!(
        blocks(&reading),
        [
            "青禾镇人民政府通知",
            "电话： 01&2",
            "姓名",
            "住址",
            "留下加上",
            "看得见",
            "段落标记隐藏，字不隐藏",
            "链接",
            "文本框",
            "框外",
            "脚注"
        ]
    );
    assert_eq!(
        kinds(&reading),
        [
            (TraceKind::Author, 1),
            (TraceKind::Company, 1),
            (TraceKind::TrackedChanges, 3),
            (TraceKind::Comments, 1),
            (TraceKind::HiddenText, 3),
            (TraceKind::ExternalLinks, 1),
            (TraceKind::Macros, 1),
            (TraceKind::EmbeddedFiles, 1),
        ]
    );
    assert_eq!(reading.traces[2].names, ["李四", "王五"]);
}

fn xlsx(sheets: &[(&str, &str, &str)], others: &[(&str, &str)]) -> Vec<u8> {
    let list: String = sheets
        .iter()
        .enumerate()
        .map(|(at, (name, state, _))| format!(r#"<sheet name="{name}" sheetId="{at}" r:id="s{at}"{state}/>"#))
        .collect();
    let workbook = format!(r#"<workbook xmlns:r="r"><sheets>{list}</sheets></workbook>"#);
    let names: Vec<[String; 2]> =
        (0..sheets.len()).map(|at| [format!("s{at}"), format!("worksheets/sheet{at}.xml")]).collect();
    let mut links: Vec<(&str, &str, &str)> =
        names.iter().map(|[id, target]| (id.as_str(), "worksheet", target.as_str())).collect();
    links.extend([("a", "sharedStrings", "sharedStrings.xml"), ("b", "styles", "styles.xml")]);
    let links = relations(&links);
    let root = relations(&[("r1", "officeDocument", "/xl/workbook.xml")]);
    let paths: Vec<String> = names.iter().map(|[_, target]| format!("xl/{target}")).collect();
    let mut parts = vec![
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", root.as_str()),
        ("xl/workbook.xml", workbook.as_str()),
        ("xl/_rels/workbook.xml.rels", links.as_str()),
        (
            "xl/sharedStrings.xml",
            "<sst><si><t>姓名</t></si><si><r><t>住</t></r><r><t>址</t></r><rPh><t>SECRET0</t></rPh></si></sst>",
        ),
        ("xl/styles.xml", r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#),
    ];
    for ((_, _, text), path) in sheets.iter().zip(&paths) {
        parts.push((path, text));
    }
    parts.extend(others);
    zip(&parts)
}

#[test]
fn an_excel_file_gives_the_rows_one_sees() {
    let first = r#"<worksheet><cols><col min="3" max="3" hidden="1"/></cols><sheetData>
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>SECRET1</t></is></c></row>
        <row r="2"><c r="A2" s="1"><v>45356</v></c><c r="B2"><f>1+1</f><v>2</v></c><c r="D2" t="str"><v>一
二</v></c></row>
        <row r="3" hidden="1"><c r="A3" t="inlineStr"><is><t>SECRET2</t></is></c></row>
        <row r="4"><c r="A4" t="e"><v>#REF!</v></c><c r="B4" t="b"><v>1</v></c></row></sheetData></worksheet>"#;
    let secret = r#"<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>SECRET3</t></is></c></row></sheetData></worksheet>"#;
    let bytes = xlsx(
        &[("名单", "", first), ("底稿", r#" state="hidden""#, secret), ("密", r#" state="veryHidden""#, secret)],
        &[("xl/externalLinks/externalLink1.xml", "<x/>"), ("xl/pivotCache/pivotCacheRecords1.xml", "<x/>")],
    );
    let reading = read("名单.xlsx", &bytes);
    assert_eq!(reading.verdict, Verdict::Text);
    assert_eq!(blocks(&reading), ["姓名 住址", "2024-03-05 2 一二", "TRUE"]);
    assert_eq!(
        kinds(&reading),
        [
            (TraceKind::HiddenSheets, 1),
            (TraceKind::VeryHiddenSheets, 1),
            (TraceKind::HiddenRows, 1),
            (TraceKind::HiddenColumns, 1),
            (TraceKind::PivotData, 1),
            (TraceKind::ExternalLinks, 1),
        ]
    );
    let two = xlsx(&[("甲", "", first), ("乙", "", first)], &[]);
    assert_eq!(
        blocks(&read("a.xlsx", &two))[..2],
        ["甲", "姓名 住址"],
        "of several sheets each has its name before it"
    );
}

#[test]
fn plain_files_in_any_encoding() {
    let text = "序号,名称,备注\r\n1,\"东湾村, 一组\",\r\n2,西塘村,农村宅基地\r\n";
    let gbk = encoding_rs::GBK.encode(text).0.into_owned();
    for bytes in [text.as_bytes().to_vec(), gbk] {
        let reading = read("名单.csv", &bytes);
        assert_eq!(blocks(&reading), ["序号 名称 备注", "1 东湾村, 一组", "2 西塘村 农村宅基地"]);
    }
    let utf16: Vec<u8> =
        b"\xFF\xFE".iter().copied().chain("说明\n第二行".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(blocks(&read("说明.txt", &utf16)), ["说明", "第二行"]);
    assert_eq!(blocks(&read("a.csv", "甲;乙\n1;2\n".as_bytes())), ["甲 乙", "1 2"]);
}

/// A PDF of these objects; the first is the catalog.
fn pdf(objects: &[&str]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
    }
    let start = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    bytes.extend(format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).bytes());
    bytes
}

fn stream(content: &str) -> String {
    format!("<</Length {}>>\nstream\n{content}\nendstream", content.len())
}

/// A page that draws this with a font `F`.
fn page(content: &str, font: &[&str]) -> Vec<u8> {
    let content = stream(content);
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</I 6 0 R>>>>>>",
        content.as_str(),
    ];
    objects.extend(font);
    pdf(&objects)
}

fn hex(bytes: impl IntoIterator<Item = u8>) -> String {
    bytes.into_iter().map(|byte| format!("{byte:02X}")).collect()
}

fn utf16(text: &str) -> String {
    hex(text.encode_utf16().flat_map(u16::to_be_bytes))
}

const SENTENCE: &str = "农村宅基地管理办法";

/// A font that is not in the file and has no table of its own: what converters of official documents write.
fn chinese_font(encoding: &str) -> [String; 2] {
    [
        format!("<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/{encoding}/DescendantFonts[6 0 R]>>"),
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>"
            .to_owned(),
    ]
}

#[test]
fn a_pdf_with_the_usual_chinese_fonts_is_read() {
    let gbk = hex(encoding_rs::GBK.encode(SENTENCE).0.iter().copied());
    for (encoding, shown) in [("GBK-EUC-H", gbk), ("UniGB-UCS2-H", utf16(SENTENCE)), ("UniGB-UTF16-H", utf16(SENTENCE))]
    {
        let font = chinese_font(encoding);
        let bytes = page(&format!("BT /F 16 Tf 50 300 Td <{shown}> Tj ET"), &[&font[0], &font[1]]);
        let reading = read("办法.pdf", &bytes);
        assert_eq!((blocks(&reading), reading.verdict), (vec![SENTENCE], Verdict::Text), "{encoding}");
    }
}

/// A font with codes of its own, and where wanted the table that says what they are.
fn subset(with_table: bool) -> Vec<String> {
    let characters: String =
        SENTENCE.chars().enumerate().map(|(at, c)| format!("<{:04X}><{}>\n", at + 1, utf16(&c.to_string()))).collect();
    let count = SENTENCE.chars().count();
    let table = stream(&format!(
        "/CIDInit /ProcSet findresource begin begincmap\n1 begincodespacerange <0000><FFFF> endcodespacerange\n{count} beginbfchar\n{characters}endbfchar\nendcmap end"
    ));
    let to = if with_table { "/ToUnicode 7 0 R" } else { "" };
    vec![
        format!("<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+FZXBSJW{to}/Encoding/Identity-H/DescendantFonts[6 0 R]>>"),
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+FZXBSJW/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
            .to_owned(),
        table,
    ]
}

#[test]
fn fonts_that_say_nothing_give_nothing() {
    let codes = hex((1..=9_u16).flat_map(u16::to_be_bytes));
    let drawing = format!("BT /F 16 Tf 50 300 Td <{codes}> Tj ET");
    let font = subset(true);
    let reading = read("a.pdf", &page(&drawing, &font.iter().map(String::as_str).collect::<Vec<_>>()));
    assert_eq!((blocks(&reading), reading.verdict), (vec![SENTENCE], Verdict::Text));
    let font = subset(false);
    let reading = read("a.pdf", &page(&drawing, &font.iter().map(String::as_str).collect::<Vec<_>>()));
    assert_eq!((blocks(&reading), reading.verdict), (vec![], Verdict::Unreadable));
}

#[test]
fn a_scan_is_known_and_words_outside_the_page_are_not_read() {
    let picture = "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\nstream\nx\nendstream";
    let helvetica = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
    let scan = "q 400 0 0 400 0 0 cm /I Do Q BT /F 10 Tf 10 10 Td (CamScanner) Tj ET";
    let reading = read("扫描件.pdf", &page(scan, &[helvetica, picture]));
    assert_eq!(reading.verdict, Verdict::NoText { pages: 1, of: 1 });
    let outside = "BT /F 10 Tf 10 100 Td (seen) Tj 1000 0 Td (SECRET) Tj ET";
    let reading = read("a.pdf", &page(outside, &[helvetica, picture]));
    assert_eq!(blocks(&reading), ["seen"]);
    assert_eq!(kinds(&reading), [(TraceKind::HiddenText, 1)]);
}

#[test]
fn what_a_pdf_carries_is_said() {
    let bytes = pdf(&[
        "<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert)>>/Names<</EmbeddedFiles<</Names[(a)<<>>(b)<<>>]/Kids[6 0 R]>>>>>>",
        "<</Type/Pages/Kids[3 0 R 2 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Annots[4 0 R 5 0 R]>>",
        "<</Type/Annot/Subtype/Text/T<FEFF5F204E09>/Contents(SECRET)>>",
        "<</Type/Annot/Subtype/Link>>",
        // A tree that leads back to itself.
        "<</Names[(c)<<>>]/Kids[6 0 R]>>",
    ]);
    let reading = read("a.pdf", &bytes);
    assert_eq!(kinds(&reading), [(TraceKind::Comments, 1), (TraceKind::Scripts, 1), (TraceKind::EmbeddedFiles, 3)]);
    assert_eq!(reading.traces[0].names, ["张三"]);
}

mod hostile {
    use super::*;

    fn verdict(name: &str, bytes: &[u8]) -> Verdict {
        read(name, bytes).verdict
    }

    #[test]
    fn a_part_that_unpacks_to_too_much_is_not_read() {
        let bomb = "0".repeat(300 << 20);
        let bytes = docx("<w:p/>", &[("word/styles.xml", &bomb)]);
        assert!(bytes.len() < 1 << 20);
        assert_eq!(verdict("a.docx", &bytes), Verdict::TooLarge);
        // Many middling ones: the budget is one for all.
        let part = "0".repeat(90 << 20);
        let links = relations(&[
            ("a", "header", "header1.xml"),
            ("b", "header", "header2.xml"),
            ("c", "header", "header3.xml"),
        ]);
        let body = format!("<w:hdr {W}><w:p><w:r><w:t>{part}</w:t></w:r></w:p></w:hdr>");
        let bytes = docx(
            "<w:p/>",
            &[
                ("word/_rels/document.xml.rels", &links),
                ("word/header1.xml", &body),
                ("word/header2.xml", &body),
                ("word/header3.xml", &body),
            ],
        );
        assert_eq!(verdict("a.docx", &bytes), Verdict::TooLarge);
    }

    #[test]
    fn more_parts_than_any_document_has() {
        let names: Vec<String> = (0..10_001).map(|at| format!("word/media/{at}")).collect();
        let parts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
        assert_eq!(verdict("a.docx", &docx("<w:p/>", &parts)), Verdict::TooLarge);
    }

    #[test]
    fn entities_and_depth_are_refused() {
        let bomb = format!(
            r#"<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w:document {W}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"#
        );
        let root = relations(&[("r1", "officeDocument", "word/document.xml")]);
        let bytes = zip(&[("[Content_Types].xml", "<Types/>"), ("_rels/.rels", &root), ("word/document.xml", &bomb)]);
        assert_eq!(verdict("a.docx", &bytes), Verdict::Damaged);
        assert_eq!(verdict("a.docx", &docx(&"<w:p>".repeat(100_000), &[])), Verdict::Damaged);
    }

    #[test]
    fn cells_at_the_end_of_the_world_take_no_memory() {
        let corners = r#"<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData></worksheet>"#;
        let reading = read("a.xlsx", &xlsx(&[("甲", "", corners)], &[]));
        assert_eq!(blocks(&reading), ["1", "2"]);
    }

    #[test]
    fn files_cut_off_anywhere_are_damaged_and_nothing_else() {
        let font = chinese_font("GBK-EUC-H");
        let files = [
            ("a.docx", docx("<w:p><w:r><w:t>文字</w:t></w:r></w:p>", &[])),
            ("a.pdf", page("BT /F 16 Tf 50 300 Td <C5A9> Tj ET", &[&font[0], &font[1]])),
        ];
        for (name, bytes) in files {
            for end in (0..bytes.len()).step_by(7) {
                let reading = read(name, &bytes[..end]);
                assert!(reading.blocks.len() <= 1, "{name} up to {end}: {reading:?}");
            }
        }
        assert_eq!(verdict("a.docx", b""), Verdict::NotRead);
        assert_eq!(verdict("a.pdf", b"not a pdf"), Verdict::Text, "that its name is wrong is said otherwise");
        assert_eq!(verdict("a.docx", b"PK\x03\x04 and no more"), Verdict::NotRead);
    }

    #[test]
    fn protected_and_old_files_are_told_apart() {
        let compound = |name: &str| {
            let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
            bytes.resize(512, 0);
            let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            entry.resize(64, 0);
            entry.extend_from_slice(&u16::try_from((name.len() + 1) * 2).unwrap().to_le_bytes());
            entry.resize(128, 0);
            bytes.extend_from_slice(&entry);
            bytes
        };
        assert_eq!(verdict("a.docx", &compound("EncryptedPackage")), Verdict::Encrypted);
        assert_eq!(verdict("a.doc", &compound("WordDocument")), Verdict::OldFormat);
        assert_eq!(verdict("a.wps", &compound("WordDocument")), Verdict::OldFormat);
    }

    #[test]
    fn a_pdf_stream_that_unpacks_to_too_much_is_not_read() {
        let mut packed = Vec::new();
        let mut encoder = flate2::write::ZlibEncoder::new(&mut packed, flate2::Compression::best());
        for _ in 0..300 {
            encoder.write_all(&vec![b' '; 1 << 20]).unwrap();
        }
        encoder.finish().unwrap();
        let mut bytes = page("", &["<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]);
        bytes.extend(format!("9 0 obj\n<</Filter/FlateDecode/Length {}>>\nstream\n", packed.len()).bytes());
        bytes.extend(packed);
        bytes.extend(b"\nendstream\nendobj\n");
        assert_eq!(verdict("a.pdf", &bytes), Verdict::TooLarge);
    }

    #[test]
    fn drawings_within_themselves_and_pages_without_end() {
        let helvetica = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
        // Twenty at each of the depths: more than anybody can wait for.
        let draws = "/I Do ".repeat(20);
        let form = |draws_what: u32| {
            format!(
                "<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</I {draws_what} 0 R>>>>/Length {}>>\nstream\n{draws}\nendstream",
                draws.len()
            )
        };
        let chain: Vec<String> = (7..15).map(form).collect();
        let mut objects = vec![helvetica];
        objects.extend(chain.iter().map(String::as_str));
        assert_eq!(verdict("a.pdf", &page("/I Do", &objects)), Verdict::TooLarge);
        // Each of two draws the other; one draws itself.
        for objects in [[helvetica, &form(7), &form(6)], [helvetica, &form(6), &form(6)]] {
            assert_eq!(verdict("a.pdf", &page("/I Do", &objects)), Verdict::NoText { pages: 1, of: 1 });
        }
        let cycle = pdf(&[
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[2 0 R 3 0 R]/Count 9>>",
            "<</Type/Pages/Kids[2 0 R]>>",
        ]);
        assert!(matches!(verdict("a.pdf", &cycle), Verdict::Damaged | Verdict::NoText { .. }));
        let itself = pdf(&["1 0 R", "2 0 R"]);
        assert_eq!(verdict("a.pdf", &itself), Verdict::Damaged);
    }

    #[test]
    fn more_than_a_hundred_megabytes_are_not_opened() {
        let mut bytes = page("", &[]);
        bytes.resize(100 << 20, b' ');
        assert_eq!(verdict("a.pdf", &bytes), Verdict::TooLarge);
    }
}
