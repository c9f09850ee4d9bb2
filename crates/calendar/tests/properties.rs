//! What holds for every calendar.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use calendar::{Calendar, CalendarFacts, Due, Hours, Working, day_of, format_day, parse_day, start_of, weekday};
use proptest::prelude::*;

/// A valid calendar: some of the years around 2026 with random exceptions.
fn calendars() -> impl Strategy<Value = Calendar> {
    let year = |year: i64| {
        (prop::bool::weighted(0.7), prop::collection::btree_map(0_i64..365, any::<bool>(), 1..60)).prop_map(
            move |(noticed, days)| {
                let first = parse_day(&format!("{year}-01-01")).unwrap();
                let entry = |(offset, off): (&i64, &bool)| {
                    format!(r#"{{"name": "节", "date": "{}", "isOffDay": {off}}}"#, format_day(first + offset))
                };
                let entries: Vec<String> = days.iter().map(entry).collect();
                let (papers, days) = if noticed { ("\"通知\"", entries.join(",")) } else { ("", String::new()) };
                format!(r#"{{"year": {year}, "papers": [{papers}], "days": [{days}]}}"#)
            },
        )
    };
    (year(2025), year(2026), year(2027))
        .prop_map(|(one, two, three)| Calendar::read(&format!(r#"{{"years": [{two}, {one}, {three}]}}"#)).unwrap())
}

fn days() -> impl Strategy<Value = i64> {
    prop_oneof![8 => 20_000_i64..21_400, 1 => any::<i64>(), 1 => -1_000_000_i64..4_000_000]
}

fn is_worked(working: Working) -> bool {
    matches!(working, Working::Yes | Working::Provisional(true))
}

proptest! {
    /// The due day is worked, and between it and the first day lie exactly n - 1 days that are worked.
    #[test]
    fn counting_is_what_it_says(calendar in calendars(), day in 20_000_i64..21_400, n in 1_u16..40) {
        let Due { day: due, provisional } = calendar.nth_working_day_after(day, n);
        let counted = || (day + 1..=due).map(|day| calendar.is_working_day(day));
        prop_assert!(is_worked(calendar.is_working_day(due)));
        prop_assert_eq!(counted().filter(|it| is_worked(*it)).count(), usize::from(n));
        prop_assert_eq!(provisional, counted().any(|it| matches!(it, Working::Provisional(_))));
    }

    /// Steps add up, and a later receipt never gives an earlier day.
    #[test]
    fn counting_is_monotonous(calendar in calendars(), day in 20_000_i64..21_400, n in 0_u16..20, more in 0_u16..20) {
        let first = calendar.nth_working_day_after(day, n);
        let second = calendar.nth_working_day_after(first.day, more);
        let whole = calendar.nth_working_day_after(day, n + more);
        prop_assert_eq!((second.day, first.provisional || second.provisional), (whole.day, whole.provisional));
        prop_assert!(calendar.nth_working_day_after(day + 1, n).day >= first.day);
    }

    /// Facts give what the whole calendar gives, or say that they do not know; they survive being written.
    #[test]
    fn facts_stand_for_the_calendar(calendar in calendars(), moment in 1_735_000_000_000_u64..1_830_000_000_000, back in 0_i64..60, n in 0_u16..20) {
        let facts = calendar.facts(moment);
        let written = serde_json::to_string(&facts).unwrap();
        prop_assert_eq!(&serde_json::from_str::<CalendarFacts>(&written).unwrap(), &facts);
        let day = day_of(moment) - back;
        let (whole, part) = (calendar.nth_working_day_after(day, n), facts.nth_working_day_after(day, n));
        prop_assert!(part == whole || part.provisional);
        if whole.day <= day_of(moment) + 90 {
            prop_assert_eq!(part, whole);
        }
        prop_assert_eq!(facts.in_office_hours(moment), calendar.in_office_hours(moment));
    }

    /// Nothing overflows, whatever the day.
    #[test]
    fn total_for_every_day(calendar in calendars(), day in days(), moment in any::<u64>(), n in 0_u16..30) {
        let due = calendar.nth_working_day_after(day, n);
        let facts = calendar.facts(moment);
        prop_assert_eq!(facts.in_office_hours(moment), calendar.in_office_hours(moment));
        let _ = (calendar.office_hours(day), calendar.end_of_office(day), calendar.known_until(day));
        let _ = (facts.nth_working_day_after(day, n), facts.is_working_day(day), start_of(day));
        prop_assert!(n == 0 || is_worked(calendar.is_working_day(due.day)));
    }

    /// Without a notice, weekdays count, and it is said.
    #[test]
    fn an_unknown_year_is_never_guessed_in_silence(day in -100_000_i64..3_000_000, n in 1_u16..30) {
        let calendar = Calendar::default();
        prop_assert!(calendar.nth_working_day_after(day, n).provisional);
        prop_assert_eq!(calendar.is_working_day(day), Working::Provisional(weekday(day) < 5));
        prop_assert!(!matches!(calendar.in_office_hours(start_of(day)), Hours::Within));
    }

    /// Any text gives a calendar or errors with a line.
    #[test]
    fn any_text_is_read(text in "[\\[\\]{}\":, a-z0-9\n年-]{0,200}") {
        if let Err(errors) = Calendar::read(&text) {
            prop_assert!(!errors.is_empty() && errors.iter().all(|error| error.line > 0 && error.column > 0 && !error.message.is_empty()));
        }
    }

    /// A file cut off or with a character replaced never panics.
    #[test]
    fn a_damaged_file_is_read(at in 0_usize..3_500, character in any::<char>()) {
        let text = include_str!("../../../host/demo/calendar.json");
        let cut: String = text.chars().take(at).collect();
        let rest: String = text.chars().skip(at + 1).collect();
        let _ = Calendar::read(&cut);
        let _ = Calendar::read(&format!("{cut}{character}{rest}"));
    }
}
