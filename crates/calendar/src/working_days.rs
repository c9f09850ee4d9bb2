//! Which days are worked, and counting them.

use crate::{Day, weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Days further off than this (some 2.7 million years) are counted as if they were this far: nothing overflows.
const FAR: Day = 1_000_000_000;

/// Whether a day is worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Working {
    /// It is, by the notice of its year.
    Yes,
    /// It is not, by the notice of its year.
    No,
    /// No notice of its year is loaded; by its weekday it would be (`true`) or would not be.
    Provisional(bool),
}

/// The day on which a time limit ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// The last day; the limit ends with its office hours.
    pub day: Day,
    /// A day that was counted lies in a year whose notice is not loaded: the day may still move (暂定).
    pub provisional: bool,
}

/// Which days are worked: Monday to Friday with the exceptions that are loaded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkingDays {
    /// First and last day of each stretch of years with a notice, in order.
    pub(crate) known: Vec<(Day, Day)>,
    /// Days from Monday to Friday that are not worked.
    pub(crate) off: BTreeSet<Day>,
    /// Saturdays and Sundays that are worked.
    pub(crate) on: BTreeSet<Day>,
}

impl WorkingDays {
    /// Whether a day is worked.
    #[must_use]
    pub fn is_working_day(&self, day: Day) -> Working {
        let worked = if weekday(day.clamp(-FAR, FAR)) < 5 { !self.off.contains(&day) } else { self.on.contains(&day) };
        match (self.stretch(day), worked) {
            (None, worked) => Working::Provisional(worked),
            (Some(_), true) => Working::Yes,
            (Some(_), false) => Working::No,
        }
    }

    /// The n-th working day after a day, which itself does not count.
    #[must_use]
    pub fn nth_working_day_after(&self, day: Day, n: u16) -> Due {
        let mut due = Due { day: day.clamp(-FAR, FAR), provisional: false };
        let mut left = n;
        while left > 0 {
            due.day += 1;
            let working = self.is_working_day(due.day);
            due.provisional |= matches!(working, Working::Provisional(_));
            if matches!(working, Working::Yes | Working::Provisional(true)) {
                left -= 1;
            }
        }
        due
    }

    /// The last day up to which every day from this one on is known; none when this one is not.
    #[must_use]
    pub fn known_until(&self, from: Day) -> Option<Day> {
        self.stretch(from).map(|(_, last)| last)
    }

    /// What is known of the days from `first` to `last`.
    pub(crate) fn window(&self, first: Day, last: Day) -> Self {
        let clip = |(from, to): &(Day, Day)| (*from.max(&first), *to.min(&last));
        let within = |days: &BTreeSet<Day>| -> BTreeSet<Day> {
            if first > last { BTreeSet::new() } else { days.range(first..=last).copied().collect() }
        };
        Self {
            known: self.known.iter().map(clip).filter(|(from, to)| from <= to).collect(),
            off: within(&self.off),
            on: within(&self.on),
        }
    }

    /// State that a day is worked or not; what its weekday says already needs no entry.
    pub(crate) fn set(&mut self, day: Day, worked: bool) {
        let (exceptions, is_exception) =
            if weekday(day) < 5 { (&mut self.off, !worked) } else { (&mut self.on, worked) };
        if is_exception {
            exceptions.insert(day);
        } else {
            exceptions.remove(&day);
        }
    }

    fn stretch(&self, day: Day) -> Option<(Day, Day)> {
        self.known.iter().copied().find(|(first, last)| (*first..=*last).contains(&day))
    }
}
