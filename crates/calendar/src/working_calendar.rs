//! The working calendar of an agency.

use crate::day::minute_of;
use crate::office_hours::{OfficeHours, judge};
use crate::{CalendarError, CalendarFacts, Day, Due, Hours, OfficeSpan, Working, WorkingDays, day_of, start_of};
use std::collections::BTreeMap;

/// The furthest day whose hours are looked up, some 2.7 million years away: dates beyond it would overflow.
const FAR: Day = 1_000_000_000;

/// Which days an agency works, and when; read from the operator's file.
///
/// The file is one JSON object, all of it optional:
///
/// * `years`: one object a year in the schema of the holiday-cn project: `year`; `papers`, titles or addresses of the State Council's
///   notices, empty while none was issued; `days`, each with `name`, `date` (`YYYY-MM-DD`) and `isOffDay`. A notice may also move days of the
///   December before its year.
/// * `overlays`: days that a region or city adds or changes: `region`, `source`, `days`. They do not make a year known.
/// * `office_hours`: `mon` to `fri`, each a list of `["08:30", "11:30"]`; `sat` and `sun` for those that are worked, as Monday when absent.
///   Absent as a whole: 08:30–11:30 and 13:00–17:00.
/// * `seasonal_hours`: `name`, `from` and `to` (`MM-DD`, both included, over the new year when `to` is earlier), `hours` like `office_hours`.
///
/// ```
/// let text = r#"{"years": [{"year": 2026, "papers": ["国办发明电〔2025〕7号"], "days": [
///     {"name": "国庆节", "date": "2026-10-01", "isOffDay": true}, {"name": "国庆节", "date": "2026-10-10", "isOffDay": false}]}]}"#;
/// let calendar = calendar::Calendar::read(text).unwrap();
/// let day = |text| calendar::parse_day(text).unwrap();
/// assert_eq!(calendar.is_working_day(day("2026-10-10")), calendar::Working::Yes);
/// assert_eq!(calendar.is_working_day(day("2027-01-01")), calendar::Working::Provisional(true));
/// assert_eq!(calendar.nth_working_day_after(day("2026-09-30"), 1).day, day("2026-10-02"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    pub(crate) days: WorkingDays,
    pub(crate) names: BTreeMap<Day, String>,
    pub(crate) hours: OfficeHours,
}

impl Calendar {
    /// Read and check a calendar. An empty text is a calendar that knows no year.
    ///
    /// # Errors
    /// Everything that is wrong, each with its line; at most a hundred.
    pub fn read(text: &str) -> Result<Self, Vec<CalendarError>> {
        crate::read::calendar(text)
    }

    /// Which days are worked.
    #[must_use]
    pub const fn working_days(&self) -> &WorkingDays {
        &self.days
    }

    /// Whether a day is worked.
    #[must_use]
    pub fn is_working_day(&self, day: Day) -> Working {
        self.days.is_working_day(day)
    }

    /// The n-th working day after a day, which itself does not count (clause 10: the day of receipt).
    #[must_use]
    pub fn nth_working_day_after(&self, day: Day, n: u16) -> Due {
        self.days.nth_working_day_after(day, n)
    }

    /// The last day up to which every day from this one on is known (日历有效至); none when this one's year has no notice.
    #[must_use]
    pub fn known_until(&self, from: Day) -> Option<Day> {
        self.days.known_until(from)
    }

    /// The name a notice gives a day, for example 国庆节; also for days that are worked in exchange.
    #[must_use]
    pub fn occasion(&self, day: Day) -> Option<&str> {
        self.names.get(&day).map(String::as_str)
    }

    /// The office hours of a day; empty when it is not worked, and those of its weekday while that is not known.
    #[must_use]
    pub fn office_hours(&self, day: Day) -> &[OfficeSpan] {
        match self.is_working_day(day) {
            Working::No | Working::Provisional(false) => &[],
            Working::Yes | Working::Provisional(true) => self.hours.of(day.clamp(-FAR, FAR)),
        }
    }

    /// Whether a moment (milliseconds UTC) lies in office hours (clause 15).
    #[must_use]
    pub fn in_office_hours(&self, milliseconds: u64) -> Hours {
        let day = day_of(milliseconds);
        judge(self.hours.of(day.clamp(-FAR, FAR)), minute_of(milliseconds), self.is_working_day(day))
    }

    /// When the office closes on a day (milliseconds UTC), by the hours of its weekday whether it is worked or not: the end of a time
    /// limit that ends on it.
    #[must_use]
    pub fn end_of_office(&self, day: Day) -> u64 {
        let day = day.clamp(-FAR, FAR);
        let minute = self.hours.of(day).last().map_or(24 * 60, |span| span.to);
        start_of(day) + u64::from(minute) * 60_000
    }

    /// What a decision at this moment (milliseconds UTC) has to record of the calendar.
    #[must_use]
    pub fn facts(&self, milliseconds: u64) -> CalendarFacts {
        CalendarFacts::take(self, milliseconds)
    }
}
