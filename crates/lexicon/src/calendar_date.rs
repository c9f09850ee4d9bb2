//! Days of the civil calendar in Asia/Shanghai, for validity of words (clause 21).

/// A day, counted from 1970-01-01.
pub type Day = i64;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// China has one time zone, UTC+8, and no daylight saving since 1991.
const SHANGHAI_OFFSET_MS: i64 = 8 * 60 * 60 * 1000;

/// The day in Asia/Shanghai of a moment in milliseconds since 1970-01-01T00:00:00Z.
///
/// ```
/// // 2024-10-23T16:00:00Z is midnight in Shanghai: the day the regulation was issued.
/// assert_eq!(lexicon::day_of(1_729_699_200_000), 20_020);
/// ```
#[must_use]
pub fn day_of(milliseconds: u64) -> Day {
    i64::try_from(milliseconds).unwrap_or(i64::MAX - SHANGHAI_OFFSET_MS).saturating_add(SHANGHAI_OFFSET_MS) / DAY_MS
}

/// Read `YYYY-MM-DD`; none when it is not a date of the calendar.
pub(crate) fn parse_day(text: &str) -> Option<Day> {
    let mut numbers = text.split('-');
    let (year, month, day) = (numbers.next()?, numbers.next()?, numbers.next()?);
    if numbers.next().is_some() || (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    (day >= 1 && day <= days_in_month(year, month)?).then(|| days_from_civil(year, month, day))
}

fn days_in_month(year: i64, month: i64) -> Option<i64> {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 => Some(if leap { 29 } else { 28 }),
        _ => None,
    }
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
    fn dates_that_do_not_exist() {
        for text in
            ["2023-02-29", "2024-13-01", "2024-00-10", "2024-1-1", "", "2024-10-24-1", "abcd-ef-gh", "2024-06-31"]
        {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }
}
