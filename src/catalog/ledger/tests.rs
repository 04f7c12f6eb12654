//! Reading and writing the ledger: what spreadsheet programs do to it, and what must be refused.

use std::sync::Arc;

use jiff::civil::{date, time};
use proptest::prelude::*;

use super::*;
use crate::messages::{Lang, Messages};

/// A plain row.
pub(in crate::catalog) fn row(seq: u32) -> Row {
    Row {
        seq,
        index_no: format!("900010028/2024-{seq:05}"),
        state: RowState::Published,
        title: format!("关于做好第{seq}期工作的通知"),
        agency: "示例县青禾镇人民政府".to_owned(),
        column: "通知公告".to_owned(),
        created: Some(date(2024, 3, 5)),
        published: Some(Moment { date: date(2024, 3, 6), time: Some(time(9, 30, 0, 0)) }),
        sealed: None,
        hash: None,
        path: format!("content/notice/{seq}.md"),
        note: String::new(),
    }
}

fn ledger() -> Ledger {
    let mut rows: Vec<Row> = (1..=4).map(row).collect();
    rows[1].sealed = Some(Moment { date: date(2024, 4, 1), time: Some(time(17, 5, 0, 0)) });
    rows[1].hash = Some([7; 32]);
    rows[2].title = "关于“春耕,备耕\"的通知".to_owned();
    rows[2].note = "=1+1".to_owned();
    rows[3].state = RowState::Void;
    Ledger { rows }
}

fn text_of(ledger: &Ledger) -> String {
    String::from_utf8(write(ledger, LineEnd::CrLf)).unwrap()
}

fn reading(bytes: &[u8]) -> Reading {
    read(&Arc::from("ledger.csv"), bytes)
}

/// Reads what must be read without a fault.
fn good(bytes: &[u8]) -> Ledger {
    let reading = reading(bytes);
    assert!(reading.findings.is_empty(), "{:#?}", reading.findings);
    reading.ledger
}

/// Codes and English messages of what was found.
fn faults(bytes: &[u8]) -> Vec<String> {
    let messages = Messages::new(Lang::En);
    let found = reading(bytes).findings;
    assert!(found.iter().all(|finding| finding.stops == crate::findings::Stops::Build));
    found.iter().map(|f| format!("{}: {}", f.rule.code, crate::findings::render::message(f, &messages))).collect()
}

#[test]
fn the_table_is_what_it_is_promised_to_be() {
    let text = text_of(&ledger());
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(
        lines[0],
        "\u{FEFF}seq 序号,index_no 索引号,state 状态,title 名称,agency 发布机构,column 栏目,created 成文日期,published 发布日期,sealed 封存时间,hash 内容摘要值,path 源文件,note 备注"
    );
    assert_eq!(
        lines[1],
        "1,900010028/2024-00001,published,关于做好第1期工作的通知,示例县青禾镇人民政府,通知公告,2024-03-05,2024-03-06 09:30,,,content/notice/1.md,"
    );
    assert!(lines[2].contains(&format!(",2024-04-01 17:05,sha256:{},", "07".repeat(32))));
    assert!(lines[3].contains("\"关于“春耕,备耕\"\"的通知\"") && lines[3].ends_with(",'=1+1"));
    assert_eq!((lines.len(), lines[5]), (6, ""));
}

#[test]
fn a_gbk_file_with_slashed_dates_as_excel_saves_it_is_read() {
    let text = text_of(&ledger()).replace("2024-03-05", "2024/3/5").replace("2024-03-06 09:30", "2024/3/6 9:30");
    let text = text.replace("2024-04-01 17:05", "2024/4/1 17:05");
    let (bytes, _, lossy) = encoding_rs::GBK.encode(text.trim_start_matches('\u{FEFF}'));
    assert!(!lossy);
    assert_eq!(good(&bytes), ledger());
}

#[test]
fn unicode_text_with_tabs_as_excel_saves_it_is_read() {
    let mut writer = csv::WriterBuilder::new().delimiter(b'\t').from_writer(Vec::new());
    let bytes = write(&ledger(), LineEnd::CrLf);
    let plain = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap();
    for record in csv::ReaderBuilder::new().has_headers(false).from_reader(plain).records() {
        writer.write_record(&record.unwrap()).unwrap();
    }
    let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(good(&utf16), ledger());
    assert_eq!(good(text.replace('\t', ";").as_bytes()), ledger());
}

#[test]
fn rows_and_columns_may_be_reordered_and_blank_ones_added() {
    let bytes = write(&ledger(), LineEnd::Lf);
    let mut records: Vec<Vec<String>> = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap())
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect();
    records[1..].reverse();
    for record in &mut records {
        record.rotate_left(5);
        record.insert(3, String::new());
        record.extend([String::new(), String::new()]);
    }
    records.push(vec![String::new(); 15]);
    let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
    for record in records {
        writer.write_record(&record).unwrap();
    }
    assert_eq!(good(&writer.into_inner().unwrap()), ledger());
}

#[test]
fn the_header_is_known_by_either_of_its_names() {
    let text = text_of(&ledger());
    let (first, rest) = text.split_once("\r\n").unwrap();
    let part = |at: usize| -> String {
        let cells: Vec<&str> =
            first.trim_start_matches('\u{FEFF}').split(',').map(|c| c.split(' ').nth(at).unwrap()).collect();
        format!("{}\r\n{rest}", cells.join(","))
    };
    assert_eq!(good(part(0).as_bytes()), ledger());
    assert_eq!(good(part(1).as_bytes()), ledger());
    assert_eq!(good(part(1).replace(",published,", ",已发布,").replace(",void,", ",作废,").as_bytes()), ledger());
}

#[test]
fn quotes_that_were_dropped_are_told_by_the_other_cells() {
    let mut one = Ledger { rows: vec![row(1)] };
    one.rows[0].title = "春耕,备耕,夏种".to_owned();
    let text = text_of(&one).replace('"', "");
    assert_eq!(good(text.as_bytes()), one);
    one.rows[0].title = "春耕".to_owned();
    one.rows[0].note = "a,b".to_owned();
    assert_eq!(good(text_of(&one).replace('"', "").as_bytes()), one);
    let whole = text_of(&one);
    let (header, first) = whole.split_once("\r\n").unwrap();
    let quoted = format!("{header}\r\n\"{}\"\r\n", first.trim_end().replace('"', "\"\""));
    assert_eq!(good(quoted.as_bytes()), one, "a whole row in quotes");
}

#[test]
fn full_width_digits_are_read() {
    let text =
        text_of(&ledger()).replace("\r\n1,900010028/2024-00001", "\r\n１,９０００１００２８／２０２４－００００１");
    assert_eq!(good(text.as_bytes()), ledger());
}

#[test]
fn what_cannot_be_told_is_refused_with_the_row_named() {
    let text = text_of(&ledger());
    let cases = [
        (
            "900010028/2024-00002",
            "1.1E+17",
            "ledger.mangled: in row 3 of the ledger a spreadsheet turned the index number into the quantity `1.1E+17`",
        ),
        (
            "900010028/2024-00002",
            "900010028/2024-00001",
            "ledger.duplicate: index number `900010028/2024-00001` has two rows in the ledger",
        ),
        ("900010028/2024-00002", "", "ledger.row: row 3 of the ledger cannot be read: there is no index number"),
        ("\r\n2,", "\r\nx,", "ledger.row: row 3 of the ledger cannot be read: `x` is no number (序号)"),
        ("\r\n2,", "\r\n1,", "ledger.row: row 3 of the ledger cannot be read: the sequence number 1 stands twice"),
        (
            ",void,",
            ",gone,",
            "ledger.row: row 5 of the ledger cannot be read: `gone` is no state; there are reserved, published, withdrawn and void",
        ),
        ("2024-04-01 17:05", "1.4.", "ledger.row: row 3 of the ledger cannot be read: `1.4.` is no date (封存时间)"),
        (
            "2024-04-01 17:05",
            "",
            "ledger.row: row 3 of the ledger cannot be read: of the time of sealing and the hash one is missing",
        ),
        (
            "sha256:07",
            "sha256:7",
            &format!("ledger.row: row 3 of the ledger cannot be read: `sha256:7{}` is no hash", "07".repeat(31)),
        ),
    ];
    for (from, to, expected) in cases {
        let broken = text.replacen(from, to, 1);
        assert_ne!(broken, text);
        let found = faults(broken.as_bytes());
        assert_eq!(found[0], expected);
    }
}

#[test]
fn lost_rows_are_named() {
    let rows: Vec<Row> = (1..=40).filter(|seq| ![1, 7, 20, 21, 22].contains(seq)).map(row).collect();
    let found = faults(text_of(&Ledger { rows }).as_bytes());
    assert_eq!(found, ["ledger.lost_rows: 5 rows of the ledger are gone: seq 1、7、20–22"]);
}

#[test]
fn a_wrong_digit_in_a_sequence_number_is_no_reason_to_work_for_minutes() {
    let text = text_of(&ledger()).replace("\r\n4,", "\r\n4294967295,");
    let found = faults(text.as_bytes());
    assert_eq!(found, ["ledger.lost_rows: 4294967291 rows of the ledger are gone: seq 4–10003"]);
}

#[test]
fn a_file_without_its_header_or_with_a_strange_column_is_refused() {
    let text = text_of(&ledger());
    let without_note = text.replace(",note 备注", "").replace(",'=1+1", "");
    let strange =
        text.replace("note 备注", "note 备注,责任人").replace("content/notice/1.md,", "content/notice/1.md,,某科");
    for broken in ["", "   \r\n", "a,b,c\r\n1,2,3\r\n", text.split_once("\r\n").unwrap().1, &without_note, &strange] {
        let found = faults(broken.as_bytes());
        assert_eq!(found, ["ledger.header: the ledger's header is not right"], "{broken}");
    }
    assert_eq!(faults(b"\xFF\xFF\x80\x80\x80")[0].split(':').next(), Some("text.undecodable"));
}

#[test]
fn line_ends_are_remembered() {
    for line_end in [LineEnd::CrLf, LineEnd::Lf] {
        assert_eq!(reading(&write(&ledger(), line_end)).line_end, line_end);
    }
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[一-龥，。“”〔〕]{0,12}",
        2 => "['=+@,;\"\t-]{0,3}\\PC{0,12}",
        1 => "[\\x00-\\x20,;\"'\r\n]{0,8}",
    ]
}

prop_compose! {
    fn any_row()(
        number in "[0-9A-Z]{9}/20[0-9]{2}-[0-9]{5}", state in 0_usize..4, title in any_text(), agency in any_text(),
        column in any_text(), created in proptest::option::of(0_i32..60_000), published in proptest::option::of((0_i32..60_000, 0_i8..24, 0_i8..60)),
        sealed in proptest::option::of((0_i32..60_000, any::<[u8; 32]>())), path in "content/[a-z]{1,8}/\\PC{1,10}\\.md", note in any_text(),
    ) -> Row {
        let day = |days: i32| date(1960, 1, 1).saturating_add(jiff::Span::new().days(days));
        Row {
            seq: 0,
            index_no: number,
            state: RowState::ALL[state],
            title, agency, column,
            created: created.map(day),
            published: published.map(|(days, hour, minute)| Moment { date: day(days), time: Some(time(hour, minute, 0, 0)) }),
            sealed: sealed.map(|(days, _)| Moment { date: day(days), time: None }),
            hash: sealed.map(|(_, hash)| hash),
            path: path.replace('\\', "_"),
            note,
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read(rows in proptest::collection::vec(any_row(), 0..12)) {
        let mut seen = std::collections::BTreeSet::new();
        let mut ledger = Ledger::default();
        for row in rows {
            if seen.insert(row.index_no.clone()) {
                let seq = ledger.last_seq() + 1;
                ledger.rows.push(Row { seq, ..row }.tidied());
            }
        }
        for line_end in [LineEnd::CrLf, LineEnd::Lf] {
            let bytes = write(&ledger, line_end);
            let reading = reading(&bytes);
            prop_assert!(reading.findings.is_empty(), "{:#?}", reading.findings);
            prop_assert_eq!(&reading.ledger, &ledger);
            prop_assert_eq!(write(&reading.ledger, line_end), bytes);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = reading(&bytes);
    }

    #[test]
    fn no_damage_to_a_ledger_makes_it_panic_or_passes_in_silence(at in 0_usize..1000, with in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = write(&ledger(), LineEnd::CrLf);
        let at = at % bytes.len();
        if cut { bytes.truncate(at) } else { bytes[at] = with }
        let reading = reading(&bytes);
        let seqs: Vec<u32> = reading.ledger.rows.iter().map(|row| row.seq).collect();
        let whole = seqs.iter().zip(1..).all(|(seq, expected)| *seq == expected);
        prop_assert!(whole || !reading.findings.is_empty());
    }
}
