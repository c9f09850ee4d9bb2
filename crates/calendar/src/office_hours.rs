//! Office hours (clause 15).

use crate::{Day, Working, date_of, weekday};
use serde::{Deserialize, Serialize};

/// A stretch of office hours: minutes since midnight in Asia/Shanghai, the end not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(u16, u16)", into = "(u16, u16)")]
pub struct OfficeSpan {
    /// When it begins.
    pub from: u16,
    /// When it ends, at most 1,440.
    pub to: u16,
}

impl From<(u16, u16)> for OfficeSpan {
    fn from((from, to): (u16, u16)) -> Self {
        Self { from, to }
    }
}

impl From<OfficeSpan> for (u16, u16) {
    fn from(span: OfficeSpan) -> Self {
        (span.from, span.to)
    }
}

/// Whether a moment lies in office hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hours {
    /// It does.
    Within,
    /// It does not.
    Outside,
    /// By the time of day it does, but no notice is loaded that says whether the day is worked; by its weekday it would be (`true`) or not.
    Unknown(bool),
}

/// Hours that hold where the file states none: 08:30–11:30 and 13:00–17:00.
pub(crate) const DEFAULT_SPANS: [OfficeSpan; 2] =
    [OfficeSpan { from: 8 * 60 + 30, to: 11 * 60 + 30 }, OfficeSpan { from: 13 * 60, to: 17 * 60 }];

/// What the time of day and the day together say.
pub(crate) fn judge(spans: &[OfficeSpan], minute: u16, working: Working) -> Hours {
    if !spans.iter().any(|span| (span.from..span.to).contains(&minute)) {
        return Hours::Outside;
    }
    match working {
        Working::Yes => Hours::Within,
        Working::No => Hours::Outside,
        Working::Provisional(worked) => Hours::Unknown(worked),
    }
}

/// Hours by weekday, Monday first.
pub(crate) type Week = [Vec<OfficeSpan>; 7];

/// Hours of a part of the year, for example of summer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Season {
    /// First day, month × 100 + day.
    pub(crate) from: i64,
    /// Last day, month × 100 + day; before `from` when the season lasts over the new year.
    pub(crate) to: i64,
    pub(crate) week: Week,
}

impl Season {
    /// Whether a date (month × 100 + day) lies in it.
    pub(crate) const fn contains(&self, date: i64) -> bool {
        if self.from <= self.to { self.from <= date && date <= self.to } else { self.from <= date || date <= self.to }
    }
}

/// All hours that a file states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OfficeHours {
    pub(crate) week: Week,
    pub(crate) seasons: Vec<Season>,
}

impl Default for OfficeHours {
    fn default() -> Self {
        Self { week: std::array::from_fn(|_| DEFAULT_SPANS.to_vec()), seasons: Vec::new() }
    }
}

impl OfficeHours {
    /// The hours of a day, should it be worked.
    pub(crate) fn of(&self, day: Day) -> &[OfficeSpan] {
        let (_, month, of_month) = date_of(day);
        let season = self.seasons.iter().find(|season| season.contains(month * 100 + of_month));
        let week = season.map_or(&self.week, |season| &season.week);
        usize::try_from(weekday(day)).ok().and_then(|number| week.get(number)).map_or(&[], Vec::as_slice)
    }
}
