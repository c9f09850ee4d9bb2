//! What a table is counted over.

use crate::check;
use articles::Refusal;
use calendar::{Day, day_from};
use serde::Serialize;

/// From one moment to another, milliseconds UTC, the end exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Period {
    /// The first moment.
    pub from: u64,
    /// The first moment after.
    pub until: u64,
}

impl Period {
    /// From one day to another in Asia/Shanghai, both included, written `YYYY-MM-DD`.
    ///
    /// ```
    /// use oversight::reports::Period;
    /// assert_eq!(Period::days("2026-11-01", "2026-11-30").ok(), Period::month(2026, 11));
    /// assert_eq!(Period::days("2026-11-02", "2026-11-01").unwrap_err().code, "bad-period");
    /// assert_eq!(Period::days("2026-11", "2026-11-01").unwrap_err().code, "bad-date");
    /// ```
    ///
    /// # Errors
    /// What is no date; a period that ends before it starts.
    pub fn days(from: &str, to: &str) -> Result<Self, Refusal> {
        let (first, last) = (check::date("17", "开始日期", from)?, check::date("17", "结束日期", to)?);
        let wrong = first > last;
        check::refuse_if(wrong, "bad-period", "17", "统计时段的结束早于开始", "请改正统计时段")?;
        Ok(Self { from: calendar::start_of(first), until: check::end_of(last) })
    }

    /// A month in Asia/Shanghai; none when there is no such month.
    ///
    /// ```
    /// use oversight::reports::Period;
    /// let november = Period::month(2026, 11).unwrap();
    /// assert_eq!(november.until - november.from, 30 * 86_400_000);
    /// assert_eq!(Period::quarter(2026, 4).unwrap().until, Period::month(2026, 12).unwrap().until);
    /// assert_eq!(Period::month(2026, 13), None);
    /// ```
    #[must_use]
    pub fn month(year: i64, month: i64) -> Option<Self> {
        Self::months(year, month, 1)
    }

    /// A quarter, 1 to 4.
    #[must_use]
    pub fn quarter(year: i64, quarter: i64) -> Option<Self> {
        (1..=4).contains(&quarter).then(|| Self::months(year, quarter * 3 - 2, 3)).flatten()
    }

    /// A year.
    #[must_use]
    pub fn year(year: i64) -> Option<Self> {
        Self::months(year, 1, 12)
    }

    /// Whether a moment lies in it.
    #[must_use]
    pub fn contains(self, moment: u64) -> bool {
        (self.from..self.until).contains(&moment)
    }

    /// Whether something has happened, and in it.
    pub(crate) fn holds(self, moment: Option<u64>) -> bool {
        moment.is_some_and(|moment| self.contains(moment))
    }

    fn months(year: i64, month: i64, count: i64) -> Option<Self> {
        // Years that the calendar of our records can have; far ones would overflow.
        let first = (1970..=9999).contains(&year).then(|| day_from(year, month, 1)).flatten()?;
        let behind = month - 1 + count;
        let next = day_from(year + behind / 12, behind % 12 + 1, 1)?;
        let start = |day: Day| check::end_of(day - 1);
        Some(Self { from: start(first), until: start(next) })
    }
}
