//! Single cases of numbering: what a clerk does, and what comes of it.

use jiff::civil::{date, time};

use super::*;

const TODAY: Date = date(2024, 3, 5);

fn item(path: &str, index_no: Option<&str>, day: i8, title: &str) -> Candidate {
    Candidate {
        path: Arc::from(path),
        index_no: index_no.map(str::to_owned),
        place: Place::file(path),
        agency_code: "900010028".into(),
        agency_id: "dzb".into(),
        agency_name: "示例县青禾镇人民政府".into(),
        column_id: "notice".into(),
        column_name: "通知公告".into(),
        created: TODAY,
        published: Moment { date: date(2024, 3, day), time: None },
        title: title.into(),
        own_title: title.into(),
        withdrawn: false,
        corrected: None,
        hash: [1; 32],
    }
}

fn row(seq: u32, state: RowState, path: &str, title: &str) -> Row {
    Row {
        seq,
        index_no: format!("900010028/2024-{seq:05}"),
        state,
        title: title.into(),
        agency: String::new(),
        column: String::new(),
        created: None,
        published: None,
        sealed: None,
        hash: None,
        path: path.into(),
        note: "办公室登记".into(),
    }
}

fn sealed(row: Row) -> Row {
    Row { sealed: Some(Moment { date: TODAY, time: Some(time(9, 0, 0, 0)) }), hash: Some([1; 32]), ..row }
}

/// Runs it over candidates, further files that are there, and rows.
fn run(candidates: &[Candidate], others: &[(&str, Option<&str>)], rows: &[Row]) -> Assignment {
    run_with(candidates, others, rows, "{agency_code}/{year}-{serial:05}", false)
}

fn run_with(
    candidates: &[Candidate],
    others: &[(&str, Option<&str>)],
    rows: &[Row],
    pattern: &str,
    locked: bool,
) -> Assignment {
    let mut present: Vec<Present> =
        candidates.iter().map(|item| Present { path: item.path.clone(), index_no: item.index_no.clone() }).collect();
    present.extend(
        others.iter().map(|(path, number)| Present { path: Arc::from(*path), index_no: number.map(str::to_owned) }),
    );
    let ledger = Ledger { rows: rows.to_vec() };
    let pattern = Pattern::parse(pattern).unwrap();
    let numbered_by = NumberedBy::Published;
    assign(Input { candidates: candidates.to_vec(), present, ledger: &ledger, pattern: &pattern, numbered_by, locked })
}

fn given(result: &Assignment) -> Vec<(&str, &str)> {
    result.new.iter().map(|(path, number)| (path.as_ref(), number.as_str())).collect()
}

fn codes(result: &Assignment) -> Vec<&'static str> {
    result.findings.iter().map(|finding| finding.rule.code).collect()
}

#[test]
fn numbers_go_by_publication_then_date_then_path() {
    let mut early = item("content/b.md", None, 9, "b");
    early.created = date(2024, 3, 1);
    let mut timed = item("content/a0.md", None, 9, "a0");
    timed.published.time = Some(time(8, 0, 0, 0));
    let items = [
        timed,
        item("content/c.md", None, 9, "c"),
        item("content/a.md", None, 9, "a"),
        early,
        item("content/z.md", None, 2, "z"),
    ];
    let result = run(&items, &[], &[]);
    assert_eq!(
        given(&result),
        [
            ("content/z.md", "900010028/2024-00001"),
            ("content/b.md", "900010028/2024-00002"),
            ("content/a.md", "900010028/2024-00003"),
            ("content/c.md", "900010028/2024-00004"),
            ("content/a0.md", "900010028/2024-00005"),
        ]
    );
    let states: Vec<_> = result.ledger.rows.iter().map(|row| (row.seq, row.state)).collect();
    assert_eq!(states, (1..=5).map(|seq| (seq, RowState::Reserved)).collect::<Vec<_>>());
    assert_eq!(codes(&result), Vec::<&str>::new());
}

#[test]
fn a_series_goes_on_after_its_highest_number_wherever_that_stands() {
    let rows = [row(1, RowState::Void, "content/gone.md", "gone")];
    let mut last_year = item("content/old.md", None, 1, "old");
    last_year.published.date = date(2023, 12, 31);
    let items = [item("content/a.md", None, 9, "a"), last_year];
    let drafts = [("content/draft.md", Some("900010028/2024-00007"))];
    let result = run(&items, &drafts, &rows);
    assert_eq!(given(&result), [("content/old.md", "900010028/2023-00001"), ("content/a.md", "900010028/2024-00008")]);
}

#[test]
fn the_month_and_the_other_date_can_number_too() {
    let mut it = item("content/a.md", None, 9, "a");
    it.created = date(2023, 12, 30);
    let ledger = Ledger::default();
    let pattern = Pattern::parse("{agency_id}-{year}{month}-{serial:03}").unwrap();
    let present = vec![Present { path: it.path.clone(), index_no: None }];
    let input = Input {
        candidates: vec![it],
        present,
        ledger: &ledger,
        pattern: &pattern,
        numbered_by: NumberedBy::Created,
        locked: false,
    };
    assert_eq!(given(&assign(input)), [("content/a.md", "dzb-202312-001")]);
}

#[test]
fn numbers_brought_along_are_entered_and_kept() {
    let items = [item("content/b.md", Some("014560025/2023-06702"), 9, "b"), item("content/a.md", None, 2, "a")];
    let result = run(&items, &[], &[]);
    assert_eq!(given(&result), [("content/a.md", "900010028/2024-00001")]);
    let rows: Vec<_> = result.ledger.rows.iter().map(|row| (row.seq, row.index_no.as_str())).collect();
    assert_eq!(rows, [(1, "900010028/2024-00001"), (2, "014560025/2023-06702")]);
}

#[test]
fn a_crash_between_ledger_and_file_is_mended() {
    let rows = [row(1, RowState::Reserved, "content/a.md", "a")];
    let result = run(&[item("content/a.md", None, 2, "a")], &[], &rows);
    assert_eq!(given(&result), [("content/a.md", "900010028/2024-00001")]);
    assert_eq!(codes(&result), ["number.lost"]);
    assert_eq!(result.ledger.rows.len(), 1);
    assert_eq!(result.ledger.rows[0].note, "办公室登记");
}

#[test]
fn another_item_under_an_old_file_name_gets_its_own_number() {
    let rows = [row(1, RowState::Published, "content/new.md", "a")];
    let result = run(&[item("content/new.md", None, 2, "b")], &[], &rows);
    assert_eq!(given(&result), [("content/new.md", "900010028/2024-00002")]);
    assert_eq!(result.ledger.rows[0].state, RowState::Void);
    let result = run(&[item("content/new.md", None, 2, "b")], &[], &[sealed(rows[0].clone())]);
    assert_eq!(codes(&result), ["number.lost"], "the same content is the same item");
    let mut other = item("content/new.md", None, 2, "b");
    other.hash = [2; 32];
    other.corrected = Some(date(2024, 4, 1));
    assert_eq!(codes(&run(&[other], &[], &[sealed(rows[0].clone())])), ["sealed.gone"]);
}

#[test]
fn a_renamed_file_keeps_its_row_even_when_a_new_one_takes_the_old_name() {
    let rows = [row(1, RowState::Published, "content/new.md", "a")];
    let moved = item("content/2024-1.md", Some("900010028/2024-00001"), 2, "a");
    let result = run(std::slice::from_ref(&moved), &[], &rows);
    assert_eq!((result.ledger.rows[0].path.as_str(), codes(&result)), ("content/2024-1.md", vec![]));
    let result = run(&[moved, item("content/new.md", None, 3, "b")], &[], &rows);
    assert_eq!(given(&result), [("content/new.md", "900010028/2024-00002")]);
    assert_eq!(result.ledger.rows[0].path, "content/2024-1.md");
    let result = run(&[], &[("content/draft.md", Some("900010028/2024-00001"))], &rows);
    assert_eq!(result.ledger.rows[0].path, "content/draft.md", "a draft may be renamed as well");
}

#[test]
fn a_number_typed_into_another_item_is_refused() {
    let rows = [row(1, RowState::Published, "content/a.md", "a"), row(2, RowState::Void, "content/gone.md", "gone")];
    let thief = item("content/b.md", Some("900010028/2024-00001"), 2, "b");
    let result = run(&[thief], &[("content/a.md", None)], &rows[..1]);
    assert_eq!((codes(&result), result.ledger.rows[0].title.as_str()), (vec!["number.used"], "a"));
    let result = run(&[item("content/b.md", Some("900010028/2024-00002"), 2, "b")], &[("content/a.md", None)], &rows);
    assert_eq!(codes(&result), ["number.used"]);
    assert_eq!(result.ledger.rows[1].state, RowState::Void);
}

#[test]
fn a_deleted_file_that_comes_back_gets_its_row_back() {
    let rows = [row(1, RowState::Void, "content/a.md", "a")];
    let result = run(&[item("content/b.md", Some("900010028/2024-00001"), 2, "a")], &[], &rows);
    assert_eq!(codes(&result), Vec::<&str>::new());
    let row = &result.ledger.rows[0];
    assert_eq!((row.state, row.path.as_str()), (RowState::Reserved, "content/b.md"));
}

#[test]
fn one_number_in_two_published_files_stops_the_build_and_in_a_draft_is_said() {
    let rows = [row(1, RowState::Published, "content/b.md", "b")];
    let items = ["content/a.md", "content/b.md"].map(|path| item(path, Some("900010028/2024-00001"), 2, "b"));
    let result = run(&items, &[], &rows);
    assert_eq!(codes(&result), ["number.duplicate"]);
    let finding = &result.findings[0];
    assert_eq!((finding.place.path.as_ref(), finding.stops), ("content/a.md", Stops::Build));
    assert_eq!(finding.related.as_ref().map(|place| place.path.as_ref()), Some("content/b.md"));
    let result = run(&items[1..], &[("content/a.md", Some("900010028/2024-00001"))], &rows);
    assert_eq!((codes(&result), result.findings[0].stops), (vec!["number.duplicate"], Stops::Nothing));
    assert_eq!(result.ledger.rows[0].path, "content/b.md");
}

#[test]
fn rows_of_deleted_files_become_void_and_of_drafts_do_not() {
    let rows = [row(1, RowState::Published, "content/a.md", "a"), row(2, RowState::Published, "content/b.md", "b")];
    let result = run(&[], &[("content/b.md", Some("900010028/2024-00002"))], &rows);
    let states: Vec<_> = result.ledger.rows.iter().map(|row| row.state).collect();
    assert_eq!(states, [RowState::Void, RowState::Published]);
    let result = run(&[], &[("content/b.md", None)], &rows[1..]);
    assert_eq!(result.ledger.rows[0].state, RowState::Published, "a file that cannot be read is not a deleted one");
}

#[test]
fn what_is_sealed_neither_goes_nor_changes_in_silence() {
    let rows = [sealed(row(1, RowState::Published, "content/a.md", "a"))];
    assert_eq!(codes(&run(&[], &[], &rows)), ["sealed.gone"]);
    let mut changed = item("content/a.md", Some("900010028/2024-00001"), 2, "a");
    assert_eq!(codes(&run(&[changed.clone()], &[], &rows)), Vec::<&str>::new());
    changed.hash = [2; 32];
    assert_eq!(codes(&run(&[changed.clone()], &[], &rows)), ["sealed.changed"]);
    changed.corrected = Some(date(2024, 3, 4));
    assert_eq!(codes(&run(&[changed.clone()], &[], &rows)), ["sealed.changed"], "a record from before the sealing");
    changed.corrected = Some(TODAY);
    assert_eq!(codes(&run(&[changed.clone()], &[], &rows)), Vec::<&str>::new());
    changed.corrected = None;
    changed.withdrawn = true;
    assert_eq!(codes(&run(&[changed.clone()], &[], &rows)), Vec::<&str>::new());
    changed.index_no = Some("900010028/2024-00009".into());
    assert_eq!(codes(&run(&[changed], &[], &rows)), ["sealed.gone"], "its number was replaced by hand");
}

#[test]
fn the_seal_and_the_note_are_left_as_they_are() {
    let before = sealed(row(1, RowState::Withdrawn, "content/a.md", "a"));
    let result =
        run(&[item("content/a.md", Some("900010028/2024-00001"), 2, "新标题\n")], &[], std::slice::from_ref(&before));
    let after = &result.ledger.rows[0];
    assert_eq!((after.state, after.sealed, after.hash), (before.state, before.sealed, before.hash));
    assert_eq!((after.note.as_str(), after.title.as_str()), ("办公室登记", "新标题"));
}

#[test]
fn locked_gives_nothing_and_counts() {
    let items = [item("content/a.md", None, 2, "a"), item("content/b.md", None, 3, "b")];
    let result = run_with(&items, &[], &[], "{agency_code}/{year}-{serial:05}", true);
    assert_eq!((codes(&result), result.new.len(), result.ledger.rows.len()), (vec!["number.locked"], 0, 0));
    assert_eq!(result.findings[0].args[0].1, crate::messages::Arg::Number(2));
    let brought = [item("content/a.md", Some("014560025/2023-06702"), 2, "a")];
    let result = run_with(&brought, &[], &[], "{agency_code}/{year}-{serial:05}", true);
    assert_eq!(codes(&result), ["number.locked"], "the ledger would have to be written");
}

#[test]
fn a_full_series_is_said_once_and_nothing_is_given() {
    let items: Vec<Candidate> = (1..=12).map(|n| item(&format!("content/{n:02}.md"), None, 2, "t")).collect();
    let result = run_with(&items, &[], &[], "{year}-{serial:01}", false);
    assert_eq!((codes(&result), result.new.len()), (vec!["number.overflow"], 0));
}

#[test]
fn two_series_that_meet_in_one_text_do_not_give_one_number_twice() {
    let mut a = item("content/a.md", None, 2, "a");
    let mut b = item("content/b.md", None, 3, "b");
    (a.agency_id, a.column_id) = ("a".into(), "1b".into());
    (b.agency_id, b.column_id) = ("a0".into(), "b".into());
    let known = [("content/x.md", Some("a011b"))];
    let result = run_with(&[a, b], &known, &[], "{agency_id}{serial:02}{column}", false);
    let numbers: BTreeSet<_> = result.new.iter().map(|(_, number)| number.as_str()).collect();
    assert_eq!(numbers.len(), 2);
    assert!(!numbers.contains("a011b"));
}

#[test]
fn a_number_that_a_spreadsheet_cut_is_not_taken_for_another() {
    let mut cut = row(1, RowState::Published, "content/a.md", "a");
    cut.index_no = "202400012".into();
    let it = item("content/a.md", Some("00202400012"), 2, "a");
    assert_eq!(codes(&run(&[it], &[], &[cut.clone()])), ["ledger.mangled"]);
    cut.index_no = "113708280043326000".into();
    let it = item("content/a.md", Some("113708280043326001"), 2, "a");
    assert_eq!(codes(&run(&[it], &[], &[cut])), ["ledger.mangled"]);
}
