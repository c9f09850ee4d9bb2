//! Days, counted, and their dates in Asia/Shanghai.

/// A day, counted from 1970-01-01.
pub type Day = i64;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// China has one time zone, UTC+8, and no daylight saving since 1991.
const SHANGHAI_OFFSET_MS: i64 = 8 * 60 * 60 * 1000;

/// The day in Asia/Shanghai of a moment in milliseconds since 1970-01-01T00:00:00Z.
///
/// ```
/// // 2024-10-23T16:00:00Z is midnight in Shanghai: the day the regulation was issued.
/// assert_eq!(calendar::day_of(1_729_699_200_000), 20_020);
/// ```
#[must_use]
pub fn day_of(milliseconds: u64) -> Day {
    i64::try_from(milliseconds).unwrap_or(i64::MAX - SHANGHAI_OFFSET_MS).saturating_add(SHANGHAI_OFFSET_MS) / DAY_MS
}

/// When a day begins in Asia/Shanghai, milliseconds since 1970-01-01T00:00:00Z; 0 for days before that.
///
/// ```
/// assert_eq!(calendar::start_of(20_020), 1_729_699_200_000);
/// ```
#[must_use]
pub fn start_of(day: Day) -> u64 {
    u64::try_from(day.saturating_mul(DAY_MS).saturating_sub(SHANGHAI_OFFSET_MS)).unwrap_or(0)
}

/// Minutes since midnight in Asia/Shanghai, 0 to 1,439.
///
/// ```
/// assert_eq!(calendar::minute_of(0), 8 * 60);
/// ```
#[must_use]
pub fn minute_of(milliseconds: u64) -> u16 {
    let of_day = (milliseconds % DAY_MS.unsigned_abs() + SHANGHAI_OFFSET_MS.unsigned_abs()) % DAY_MS.unsigned_abs();
    u16::try_from(of_day / 60_000).unwrap_or_default()
}

/// A day as `YYYY-MM-DD`.
///
/// ```
/// assert_eq!(calendar::format_day(20_020), "2024-10-24");
/// ```
#[must_use]
pub fn format_day(day: Day) -> String {
    let (year, month, of_month) = date_of(day);
    format!("{year:04}-{month:02}-{of_month:02}")
}

/// Read `YYYY-MM-DD`; none when it is not a date of the calendar.
#[must_use]
pub fn parse_day(text: &str) -> Option<Day> {
    let mut numbers = text.split('-');
    let (year, month, day) = (numbers.next()?, numbers.next()?, numbers.next()?);
    // The parser of integers takes a sign too.
    let digits = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if !digits || numbers.next().is_some() || (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    day_from(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// The day of a date; none when the calendar does not have it.
///
/// ```
/// assert_eq!(calendar::day_from(2024, 2, 29), Some(19_782));
/// assert_eq!(calendar::day_from(2023, 2, 29), None);
/// ```
#[must_use]
pub fn day_from(year: i64, month: i64, day: i64) -> Option<Day> {
    (day >= 1 && day <= days_in_month(year, month)?).then(|| days_from_civil(year, month, day))
}

/// How many days a month has; none when there is no such month.
#[must_use]
pub fn days_in_month(year: i64, month: i64) -> Option<i64> {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 => Some(if leap { 29 } else { 28 }),
        _ => None,
    }
}

/// The day of the week, from 0 for Monday to 6 for Sunday.
///
/// ```
/// // 1 October 1949 was a Saturday.
/// assert_eq!(calendar::weekday(calendar::day_from(1949, 10, 1).unwrap()), 5);
/// ```
#[must_use]
pub const fn weekday(day: Day) -> i64 {
    // 1 January 1970 was a Thursday.
    (day + 3).rem_euclid(7)
}

/// Year, month and day of a day.
///
/// ```
/// assert_eq!(calendar::date_of(20_020), (2024, 10, 24));
/// ```
#[must_use]
pub const fn date_of(day: Day) -> (i64, i64, i64) {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
    (year, month, day_of_year - (153 * from_march + 2) / 5 + 1)
}

/// Days since 1970-01-01, counting years from March so that the leap day comes last.
fn days_from_civil(year: i64, month: i64, day: i64) -> Day {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days() {
        assert_eq!(parse_day("1970-01-01"), Some(0));
        assert_eq!(parse_day("2000-03-01"), Some(11_017));
        assert_eq!(parse_day("2024-10-24"), Some(20_020));
    }

    #[test]
    fn days_and_dates_round_trip() {
        for day in (-200_000..200_000).step_by(37) {
            let (year, month, of_month) = date_of(day);
            assert_eq!(day_from(year, month, of_month), Some(day));
        }
    }

    #[test]
    fn dates_that_do_not_exist() {
        for text in [
            "2023-02-29",
            "2024-13-01",
            "2024-00-10",
            "2024-1-1",
            "",
            "2024-10-24-1",
            "abcd-ef-gh",
            "2024-06-31",
            "2024-+6-01",
        ] {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }
}
