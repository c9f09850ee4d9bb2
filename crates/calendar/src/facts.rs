//! What a decision records of the calendar.

use crate::day::minute_of;
use crate::office_hours::judge;
use crate::{Calendar, Day, Due, Hours, OfficeSpan, Working, WorkingDays, day_of};
use serde::{Deserialize, Serialize};

/// How many days before a moment are recorded: what was received longer ago than that is counted provisionally.
const DAYS_BEFORE: Day = 60;
/// How many days after a moment are recorded.
const DAYS_AFTER: Day = 90;

/// The part of a calendar that a decision at one moment can rest on, small enough to stand in every event (some 200 bytes): replay
/// counts time limits and judges office hours from it, years after the file is gone.
///
/// Days outside of the window around the moment are not known to it, whatever the file knew.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarFacts {
    /// Working days from 60 days before the moment to 90 days after it.
    pub days: WorkingDays,
    /// The hours of the moment's day, should it be worked.
    pub hours: Vec<OfficeSpan>,
}

impl CalendarFacts {
    pub(crate) fn take(calendar: &Calendar, milliseconds: u64) -> Self {
        let day = day_of(milliseconds).min(1_000_000_000);
        Self { days: calendar.days.window(day - DAYS_BEFORE, day + DAYS_AFTER), hours: calendar.hours.of(day).to_vec() }
    }

    /// Whether a day is worked.
    #[must_use]
    pub fn is_working_day(&self, day: Day) -> Working {
        self.days.is_working_day(day)
    }

    /// The n-th working day after a day, which itself does not count.
    #[must_use]
    pub fn nth_working_day_after(&self, day: Day, n: u16) -> Due {
        self.days.nth_working_day_after(day, n)
    }

    /// Whether the moment these facts were taken at (milliseconds UTC) lies in office hours.
    #[must_use]
    pub fn in_office_hours(&self, milliseconds: u64) -> Hours {
        judge(&self.hours, minute_of(milliseconds), self.is_working_day(day_of(milliseconds)))
    }
}
