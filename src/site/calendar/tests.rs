//! Limits counted by hand over real holidays, and what every count must hold.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;

/// Read once: a debug build takes its time.
static OURS: LazyLock<Calendar> = LazyLock::new(Calendar::embedded);

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

/// Event, working days, last day, whether it may move, why it is here.
const LIMITS: &[(&str, u32, &str, bool, &str)] = &[
    ("2025-03-03", 20, "2025-03-31", false, "no holiday in between"),
    ("2024-09-13", 1, "2024-09-14", false, "next day is a make-up Saturday"),
    ("2024-09-14", 1, "2024-09-18", false, "event on a make-up Saturday before 中秋节"),
    ("2024-01-30", 20, "2024-03-01", false, "春节 with make-up Sundays 2024-02-04 and 2024-02-18"),
    ("2024-09-25", 20, "2024-10-28", false, "国庆节 with two make-up days"),
    ("2025-01-20", 20, "2025-02-21", false, ""),
    ("2025-09-28", 20, "2025-10-31", false, "event on a make-up Sunday"),
    ("2025-06-14", 20, "2025-07-11", false, "event on a Saturday"),
    ("2024-12-20", 20, "2025-01-20", false, "crosses the year"),
    ("2020-01-15", 20, "2020-02-19", false, "prolonged holiday of 2020"),
    ("2023-04-20", 20, "2023-05-19", false, ""),
    ("2026-02-10", 20, "2026-03-16", false, ""),
    ("2026-09-21", 7, "2026-10-08", false, "中秋节 and 国庆节"),
    ("2026-04-30", 15, "2026-05-25", false, ""),
    ("2026-01-05", 3, "2026-01-08", false, ""),
    ("2025-04-25", 5, "2025-05-06", false, "make-up Sunday 2025-04-27"),
    ("2026-12-07", 20, "2027-01-04", true, "calendar of 2027 unknown; will move when 元旦 is known"),
];

#[test]
fn limits_end_on_the_day_that_the_notices_give() {
    for (event, days, due, provisional, why) in LIMITS {
        let expected = Due { date: day(due), provisional: *provisional };
        assert_eq!(OURS.add_working_days(day(event), *days), expected, "{days} working days from {event}: {why}");
        let counted = WorkingDays { days: i32::try_from(*days).expect("a few"), provisional: *provisional };
        assert_eq!(OURS.working_days_between(day(event), day(due)), counted, "{event} to {due}");
        let backwards = WorkingDays { days: -counted.days, ..counted };
        assert_eq!(OURS.working_days_between(day(due), day(event)), backwards, "{due} to {event}");
    }
}

#[test]
fn displays_and_delays_are_counted_alike() {
    // First day of a 公示, or 成文日期; working days; last day, or 发布日期.
    for (from, days, to) in [
        ("2025-04-15", 5, "2025-04-22"),
        ("2025-03-18", 7, "2025-03-27"),
        ("2025-05-27", 7, "2025-06-06"),
        ("2024-10-08", 27, "2024-11-13"),
        ("2025-07-15", 10, "2025-07-29"),
        ("2024-09-23", 9, "2024-10-10"),
        ("2025-01-09", 9, "2025-01-22"),
        ("2024-12-30", 5, "2025-01-07"),
        ("2023-04-03", 5, "2023-04-11"),
    ] {
        let known = |days| WorkingDays { days, provisional: false };
        assert_eq!(OURS.working_days_between(day(from), day(to)), known(days), "{from} to {to}");
    }
    assert_eq!(OURS.add_working_days(day("2025-05-03"), 0).date, day("2025-05-03"), "a limit of nothing");
    assert_eq!(OURS.working_days_between(day("2025-05-01"), day("2025-05-05")).days, 0, "a whole holiday");
}

#[test]
fn days_are_what_the_notices_make_them() {
    use WorkingDay::{Known, Provisional};
    for (date, expected) in [
        ("2024-02-04", Known(true)),  // a Sunday of work before 春节
        ("2024-02-12", Known(false)), // a Monday of 春节
        ("2020-02-03", Known(true)),  // work taken up again after the prolonged holiday
        ("2020-01-31", Known(false)), // which was prolonged to here and beyond
        ("2022-12-31", Known(false)), // a day of December in the notice of 2023
        ("2023-01-02", Known(false)),
        ("2006-12-30", Known(true)),       // a Saturday of work in the notice of 2007
        ("2006-12-29", Provisional(true)), // of 2006 nothing else is known
        ("2025-06-14", Known(false)),      // a plain Saturday
        ("2026-12-25", Known(true)),
        ("2026-12-31", Provisional(true)),  // 元旦 of 2027 may reach so far
        ("2027-01-01", Provisional(true)),  // certainly a holiday, but no notice says so yet
        ("1949-10-01", Provisional(false)), // a Saturday
    ] {
        assert_eq!(OURS.is_working_day(day(date)), expected, "{date}");
    }
    assert_eq!(OURS.holiday(day("2026-02-17")), Some("春节"));
    assert_eq!(OURS.holiday(day("2026-02-14")), None);
    assert_eq!(OURS.years(), Some((2007, 2026)));
}

#[test]
fn no_notice_and_no_day_got_lost() {
    assert_eq!(OURS.years.len(), 20);
    assert_eq!((OURS.holidays.len(), OURS.workdays.len()), (545, 133));
    assert!(OURS.workdays.iter().all(|day| !OURS.holidays.contains_key(day)));
    // Make-up days are weekends; one Monday resumed work early in 2020.
    let weekdays: Vec<Date> = OURS
        .workdays
        .iter()
        .copied()
        .filter(|day| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday))
        .collect();
    assert_eq!(weekdays, [day("2020-02-03")]);
}

#[test]
fn the_licence_of_the_data_stays_with_them() {
    let text = include_str!("../../../data/holidays.yaml");
    for words in [
        "MIT License",
        "Copyright (c) 2019 NateScarlet",
        "substantial portions of the Software",
        "NateScarlet/holiday-cn",
    ] {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn an_office_adds_the_new_notice() {
    let text = "years:\n- year: 2027\n  holidays: {元旦: [2026-12-31..2027-01-02]}\n  workdays: [2027-01-03]\n";
    let own = Calendar::with_override(Some(("data/holidays.yaml", text))).expect("a good file");
    assert_eq!(own.years(), Some((2007, 2027)));
    assert_eq!(own.is_working_day(day("2026-12-31")), WorkingDay::Known(false));
    assert_eq!(own.is_working_day(day("2026-12-30")), WorkingDay::Known(true));
    assert_eq!(own.is_working_day(day("2027-01-03")), WorkingDay::Known(true));
    assert_eq!(own.add_working_days(day("2026-12-07"), 20), Due { date: day("2027-01-05"), provisional: false });
    let text = "years: [{year: 2026, holidays: {}, workdays: []}]";
    let own = Calendar::with_override(Some(("h.yaml", text))).expect("a good file");
    assert_eq!(own.is_working_day(day("2026-02-17")), WorkingDay::Known(true), "their 2026 takes the place of ours");
}

#[test]
fn faults_of_the_file_name_their_place() {
    let faults = |text: &str| {
        let faults = Calendar::with_override(Some(("h.yaml", text))).expect_err("the file is wrong");
        faults.into_iter().map(|fault| (fault.path, fault.line, fault.problem)).collect::<Vec<_>>()
    };
    let bad = |line, value: &str| {
        ("h.yaml".to_owned(), line, VocabularyProblem::BadValue { value: value.to_owned(), allowed: Vec::new() })
    };
    let text = "years:\n- year: 2027\n  holidays:\n    元旦: [2027-01-01..2027-01-33]\n    春节: [2027-02-08..2027-02-01, 2028-02-01]\n  workdays: [下周日]\n";
    let expected = vec![
        bad(4, "2027-01-01..2027-01-33"),
        bad(5, "2027-02-08..2027-02-01"),
        bad(5, "2028-02-01"),
        bad(6, "下周日"),
    ];
    assert_eq!(faults(text), expected, "all of them in one run");
    assert_eq!(
        faults("years: [{year: 2027, holidays: {元旦: [2027-01-02]}, workdays: [2027-01-02]}]"),
        [bad(1, "2027-01-02")]
    );
    assert_eq!(
        faults("years: [{year: 2027, holidays: {元旦: [2027-01-01..2027-12-31]}}]"),
        [bad(1, "2027-01-01..2027-12-31")]
    );
    assert_eq!(faults("years: []")[0].2, VocabularyProblem::Empty);
    assert_eq!(faults("years:\n- {year: 2027}\n- {year: 2027}")[0].2.code(), "duplicate_id");
    assert_eq!(faults("years: [{year: next}]")[0].2.code(), "wrong_type");
    assert_eq!(faults("years: [{year: 2027, off: []}]")[0].2.code(), "unknown_key");
}

#[test]
fn the_end_of_all_dates_is_no_end_of_the_program() {
    let due = OURS.add_working_days(Date::MAX, 5);
    assert_eq!(due, Due { date: Date::MAX, provisional: true });
    assert_eq!(OURS.working_days_between(Date::MAX, Date::MAX).days, 0);
    assert!(OURS.is_working_day(Date::MIN).is_provisional());
}

fn any_day() -> impl Strategy<Value = Date> {
    (2018i16..2030, 1i8..=12, 1i8..=28).prop_filter_map("a date", |(y, m, d)| Date::new(y, m, d).ok())
}

proptest! {
    #[test]
    fn counting_there_and_back_agrees(event in any_day(), days in 1u32..120) {
        let due = OURS.add_working_days(event, days);
        prop_assert!(OURS.is_working_day(due.date).is_working(), "a limit ends on a working day");
        prop_assert_eq!(OURS.working_days_between(event, due.date).days, i32::try_from(days).unwrap_or(0));
        prop_assert!(OURS.add_working_days(event, days + 1).date > due.date);
    }

    #[test]
    fn stretches_add_up(a in any_day(), b in any_day(), c in any_day()) {
        let count = |from, to| OURS.working_days_between(from, to).days;
        prop_assert_eq!(count(a, b) + count(b, c), count(a, c));
    }

    #[test]
    fn no_text_breaks_the_reading_of_a_file(text in "(years:\\n)?(- year: 2027\\n)?([-{\\[ \\]}:,&*!|>.0-9]|holidays:|workdays:|\\n  ){0,20}") {
        if let Ok(years) = read("h.yaml", &text) {
            prop_assert!(!years.is_empty());
        }
    }
}
