//! The notice of the State Council for 2026, as the demo agency loads it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use calendar::{Calendar, Due, Hours, Working, format_day, parse_day, start_of};

fn calendar() -> Calendar {
    Calendar::read(include_str!("../../../host/demo/calendar.json")).unwrap()
}

fn day(text: &str) -> i64 {
    parse_day(text).unwrap()
}

/// A moment in Asia/Shanghai.
fn at(date: &str, hour: u64, minute: u64) -> u64 {
    start_of(day(date)) + (hour * 60 + minute) * 60_000
}

fn due(received: &str) -> (String, bool) {
    let Due { day, provisional } = calendar().nth_working_day_after(day(received), 7);
    (format_day(day), provisional)
}

#[test]
fn an_answer_to_a_request_received_before_the_national_holiday() {
    assert_eq!(due("2026-09-28"), ("2026-10-13".to_owned(), false));
    // Received on the days off, counted from the first day that is worked.
    assert_eq!(due("2026-10-03"), ("2026-10-15".to_owned(), false));
    // 20 September is a Sunday that is worked; 25 to 27 are off.
    assert_eq!(due("2026-09-18"), ("2026-09-29".to_owned(), false));
    // Nine days off, and two Saturdays that are worked: 2026-02-14 and 2026-02-28.
    assert_eq!(due("2026-02-13"), ("2026-03-02".to_owned(), false));
}

#[test]
fn what_reaches_into_a_year_without_a_notice_is_provisional() {
    assert_eq!(due("2026-12-22"), ("2026-12-31".to_owned(), false));
    assert_eq!(due("2026-12-23"), ("2027-01-01".to_owned(), true));
    assert_eq!(due("2024-12-19"), ("2024-12-30".to_owned(), true), "no notice of 2024 is loaded");
    assert_eq!(due("2024-12-31"), ("2025-01-10".to_owned(), false), "only days that are counted matter");
    assert_eq!(due("1949-10-01"), ("1949-10-11".to_owned(), true));
    assert_eq!(due("9999-12-31"), ("10000-01-11".to_owned(), true));
}

#[test]
fn every_day_of_the_notice() {
    let calendar = calendar();
    let worked =
        (day("2026-01-01")..=day("2026-12-31")).filter(|day| calendar.is_working_day(*day) == Working::Yes).count();
    assert_eq!(worked, 248, "261 days from Monday to Friday, 19 of them off, 6 Saturdays and Sundays worked");
    assert_eq!(calendar.occasion(day("2026-10-10")), Some("国庆节"));
    assert_eq!(calendar.known_until(day("2026-11-25")), Some(day("2026-12-31")));
    assert_eq!(calendar.known_until(day("2027-01-01")), None, "papers of 2027 are empty");
}

#[test]
fn office_hours_follow_the_days_that_are_worked() {
    let calendar = calendar();
    assert_eq!(calendar.in_office_hours(at("2026-11-25", 8, 29)), Hours::Outside);
    assert_eq!(calendar.in_office_hours(at("2026-11-25", 8, 30)), Hours::Within);
    assert_eq!(calendar.in_office_hours(at("2026-11-25", 11, 30)), Hours::Outside, "the end is not included");
    assert_eq!(calendar.in_office_hours(at("2026-11-25", 16, 59)), Hours::Within);
    assert_eq!(calendar.in_office_hours(at("2026-10-10", 9, 0)), Hours::Within, "a Saturday that is worked");
    assert_eq!(calendar.in_office_hours(at("2026-10-02", 9, 0)), Hours::Outside, "a Friday that is off");
    assert_eq!(calendar.in_office_hours(at("2026-10-17", 9, 0)), Hours::Outside, "a Saturday");
    assert_eq!(calendar.in_office_hours(at("2027-01-04", 9, 0)), Hours::Unknown(true));
    assert_eq!(calendar.in_office_hours(at("2027-01-02", 9, 0)), Hours::Unknown(false));
    assert_eq!(calendar.in_office_hours(at("2027-01-04", 3, 0)), Hours::Outside, "night in any year");
    assert_eq!(Calendar::default().in_office_hours(at("2026-11-25", 9, 0)), Hours::Unknown(true));
    assert_eq!(calendar.in_office_hours(u64::MAX), calendar.facts(u64::MAX).in_office_hours(u64::MAX));
    assert!(calendar.office_hours(day("2026-10-02")).is_empty());
    assert_eq!(calendar.office_hours(day("2026-10-10")).len(), 2);
    assert_eq!(calendar.end_of_office(day("2026-10-13")), at("2026-10-13", 17, 0));
}

#[test]
fn hours_of_a_season_and_of_a_worked_saturday() {
    let week = |end: &str, more: &str| {
        let days = ["mon", "tue", "wed", "thu", "fri"].map(|day| format!(r#""{day}": [["09:00", "{end}"]]"#));
        format!("{{{}{more}}}", days.join(","))
    };
    let text = include_str!("../../../host/demo/calendar.json");
    let (years, _) = text.split_once("\"overlays\"").unwrap();
    let summer = format!(r#"{{"name": "夏季", "from": "05-01", "to": "09-30", "hours": {}}}"#, week("18:00", ""));
    let regular = week("17:00", r#","sat": [["09:00", "12:00"]]"#);
    let calendar =
        Calendar::read(&format!(r#"{years} "office_hours": {regular}, "seasonal_hours": [{summer}]}}"#)).unwrap();
    assert_eq!(calendar.end_of_office(day("2026-04-30")), at("2026-04-30", 17, 0));
    assert_eq!(calendar.end_of_office(day("2026-05-06")), at("2026-05-06", 18, 0));
    assert_eq!(calendar.end_of_office(day("2026-09-30")), at("2026-09-30", 18, 0));
    assert_eq!(calendar.end_of_office(day("2026-10-10")), at("2026-10-10", 12, 0), "a Saturday with hours of its own");
    assert_eq!(calendar.end_of_office(day("2026-01-04")), at("2026-01-04", 17, 0), "a Sunday, as Monday");
    assert_eq!(calendar.in_office_hours(at("2026-10-17", 10, 0)), Hours::Outside, "hours do not make a day worked");
}

#[test]
fn a_region_adds_days_and_does_not_make_a_year_known() {
    let text = include_str!("../../../host/demo/calendar.json").replace(
        "\"overlays\": []",
        r#""overlays": [{"region": "某自治州", "source": "州政府办公室通知", "days": [
            {"name": "州庆", "date": "2026-09-03", "isOffDay": true},
            {"name": "州庆", "date": "2026-10-10", "isOffDay": true},
            {"name": "州庆", "date": "2027-09-03", "isOffDay": true}]}]"#,
    );
    let calendar = Calendar::read(&text).unwrap();
    assert_eq!(calendar.is_working_day(day("2026-09-03")), Working::No);
    assert_eq!(calendar.is_working_day(day("2026-10-10")), Working::No, "what the region states goes before");
    assert_eq!(calendar.is_working_day(day("2027-09-03")), Working::Provisional(false));
}

#[test]
fn facts_are_small() {
    let calendar = calendar();
    let size = |day| serde_json::to_string(&calendar.facts(start_of(day))).unwrap().len();
    let largest = (day("2026-01-01")..=day("2026-12-31")).map(size).max().unwrap();
    assert!(largest <= 220, "{largest} bytes");
}
