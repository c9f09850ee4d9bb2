//! When a password must be changed (clause 14): at the first sign-in with an administrator's one-time link after the old one is void, else yearly.

use calendar::{Day, date_of, day_from, day_of};

/// From how many days before the last day a change is asked for.
pub const WARN_DAYS: i64 = 30;

/// What a password's age means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordState {
    /// Nothing to do.
    Good {
        /// The last day on which it may be used.
        due: Day,
    },
    /// Still good, to be changed soon.
    DueSoon {
        /// The last day on which it may be used.
        due: Day,
        /// Days until then; 0 on the last day.
        days_left: i64,
    },
    /// A year has passed: nothing but changing it.
    Overdue {
        /// The day that was the last.
        due: Day,
    },
    /// Voided by an administrator, or dated in the future: nothing but setting a new one.
    MustChange,
    /// The person has not set one: in with a one-time link, which is worth nothing afterwards.
    Unset,
}

impl PasswordState {
    /// Whether the person may do anything else than change it.
    #[must_use]
    pub const fn allows_work(self) -> bool {
        matches!(self, Self::Good { .. } | Self::DueSoon { .. } | Self::Unset)
    }

    /// What the person reads; none when there is nothing to do.
    #[must_use]
    pub fn notice(self) -> Option<String> {
        match self {
            Self::Good { .. } => None,
            Self::DueSoon { due, days_left } => {
                Some(format!("第十四条：密码每年更换一次，最迟 {} 更换，还有 {days_left} 天。", date(due)))
            }
            Self::Overdue { due } => {
                Some(format!("第十四条：密码每年更换一次，已于 {} 到期，请先更换密码。", date(due)))
            }
            Self::MustChange => Some("第十四条：原密码已经作废，请先设置新密码；密码由本人自行设置。".to_owned()),
            Self::Unset => Some("第十四条：请自行设置登录密码，一次性链接用过即失效。".to_owned()),
        }
    }
}

fn date(day: Day) -> String {
    let (year, month, day) = date_of(day);
    format!("{year} 年 {month} 月 {day} 日")
}

/// The last day for a password set on a day: the day before the date comes round again. One set on 29 February lasts through the next
/// 28 February.
///
/// ```
/// use calendar::day_from;
/// assert_eq!(Some(accounts::change_due(day_from(2025, 11, 25).unwrap())), day_from(2026, 11, 24));
/// ```
#[must_use]
pub fn change_due(set_on: Day) -> Day {
    let (year, month, day) = date_of(set_on);
    let again = day_from(year + 1, month, day).or_else(|| day_from(year + 1, 3, 1));
    // Every date but 29 February comes round; that one is taken as 1 March.
    again.unwrap_or(set_on) - 1
}

/// What follows from the age of a password. `set_at` in milliseconds UTC, none while the person has set none; `must_change`: an administrator
/// has voided it.
#[must_use]
pub fn password_state(set_at: Option<u64>, must_change: bool, now: u64) -> PasswordState {
    let Some(set_at) = set_at else {
        return if must_change { PasswordState::MustChange } else { PasswordState::Unset };
    };
    let (set_on, today) = (day_of(set_at), day_of(now));
    if must_change || set_on > today {
        return PasswordState::MustChange;
    }
    let due = change_due(set_on);
    match due - today {
        left if left < 0 => PasswordState::Overdue { due },
        days_left if days_left < WARN_DAYS => PasswordState::DueSoon { due, days_left },
        _ => PasswordState::Good { due },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DAY_MS: u64 = 86_400_000;

    fn at(year: i64, month: i64, day: i64) -> u64 {
        // Noon in Shanghai is 4 o'clock UTC.
        u64::try_from(day_from(year, month, day).unwrap()).unwrap() * DAY_MS + 4 * 3_600_000
    }

    #[test]
    fn a_year() {
        let set = at(2025, 11, 25);
        let state = |year, month, day| password_state(Some(set), false, at(year, month, day));
        let due = day_from(2026, 11, 24).unwrap();
        assert_eq!(state(2026, 10, 25), PasswordState::Good { due });
        assert_eq!(state(2026, 10, 26), PasswordState::DueSoon { due, days_left: 29 });
        assert_eq!(state(2026, 11, 24), PasswordState::DueSoon { due, days_left: 0 });
        assert_eq!(state(2026, 11, 25), PasswordState::Overdue { due });
        assert!(!state(2026, 11, 25).allows_work());
    }

    #[test]
    fn leap_day() {
        assert_eq!(change_due(day_from(2024, 2, 29).unwrap()), day_from(2025, 2, 28).unwrap());
    }

    #[test]
    fn voided_unset_and_future() {
        assert_eq!(password_state(Some(at(2026, 1, 1)), true, at(2026, 1, 1)), PasswordState::MustChange);
        assert_eq!(password_state(None, true, at(2026, 1, 1)), PasswordState::MustChange);
        assert_eq!(password_state(Some(at(2026, 1, 2)), false, at(2026, 1, 1)), PasswordState::MustChange);
        assert_eq!(password_state(None, false, at(2026, 1, 1)), PasswordState::Unset);
        assert!(PasswordState::Unset.allows_work() && !PasswordState::MustChange.allows_work());
        assert!(PasswordState::MustChange.notice().unwrap().starts_with("第十四条"));
    }

    proptest! {
        #[test]
        fn total_and_a_year_long(set_at: u64, now: u64, must_change: bool) {
            let _ = password_state(Some(set_at), must_change, now).notice();
            let set_on = day_of(set_at % 4_000_000_000_000);
            prop_assert!((364..=365).contains(&(change_due(set_on) - set_on)));
        }
    }
}
