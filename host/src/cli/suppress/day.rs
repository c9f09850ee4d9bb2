//! Days as numbers, for the end of a judgement.

use std::time::SystemTime;

const DAY_MILLISECONDS: i64 = 86_400_000;
/// Shanghai is eight hours ahead and has no daylight saving.
const SHANGHAI_MILLISECONDS: i64 = 8 * 3_600_000;

/// Today in Shanghai, in days since 1970-01-01.
pub(super) fn today() -> i64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_millis());
    (i64::try_from(now).unwrap_or(i64::MAX - SHANGHAI_MILLISECONDS) + SHANGHAI_MILLISECONDS)
        .div_euclid(DAY_MILLISECONDS)
}

/// `2026-12-31` or `2026/12/31` in days since 1970-01-01; none when there is no such day.
pub(super) fn parse(text: &str) -> Option<i64> {
    let mut parts = text.split(['-', '/']);
    let mut number = |digits: usize| {
        let part =
            parts.next().filter(|part| part.len() <= digits && part.bytes().all(|byte| byte.is_ascii_digit()))?;
        part.parse::<i64>().ok()
    };
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let length = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    let valid = parts.next().is_none() && (1970..=9999).contains(&year) && (1..=length).contains(&day);
    valid.then(|| days(year, month, day))
}

/// Days since 1970-01-01 of a day of the Gregorian calendar; years begin in March, so that the leap day comes last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted() {
        assert_eq!(parse("1970-01-01"), Some(0));
        assert_eq!(parse("2000-03-01"), Some(11_017));
        assert_eq!(parse("2026/1/5"), Some(20_458));
        for wrong in ["2026-02-29", "2026-13-01", "2026-1", "26-01-01", "明天", "2026-01-01-01", "2026-04-31", ""] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
