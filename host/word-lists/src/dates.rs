//! Days as people write them in tables.

/// Days from 1899-12-30, where Excel counts from, to 1970-01-01.
const EXCEL_EPOCH: i64 = 25_569;
/// The last serial day of Excel, 9999-12-31.
const EXCEL_LAST: f64 = 2_958_466.0;

/// A date of Excel (days since 1899-12-30) as `2024-10-24`; none when it lies outside the calendar.
#[must_use]
pub fn from_serial(serial: f64) -> Option<String> {
    if !(1.0..EXCEL_LAST).contains(&serial) {
        return None;
    }
    // In range, checked above; the time of day is dropped.
    let days = serial as i64 - EXCEL_EPOCH;
    let (year, month, day) = civil(days);
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// Year, month and day of a day since 1970-01-01; years are counted from March so that the leap day comes last.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day_of_year - (153 * shifted + 2) / 5 + 1)
}

/// What a cell says of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Nothing, or 长期.
    Always,
    /// This day, as `2024-10-24`.
    Day(String),
    /// Something that is no day of the calendar.
    NoDay,
}

/// Read one day: `2024-10-24`, `2024/10/24`, `2024.10.24`, `2024年10月24日`, `20241024`, each with a time of day behind it.
#[must_use]
pub fn read(cell: &str) -> Said {
    let cell = cell.trim();
    if matches!(cell, "" | "-" | "—" | "无" | "长期" | "永久" | "不限" | "长期有效" | "永久有效" | "至今")
    {
        return Said::Always;
    }
    let written = cell.split([' ', 'T']).next().unwrap_or_default();
    let numbers: Vec<&str> = if written.len() == 8 && written.bytes().all(|byte| byte.is_ascii_digit()) {
        [written.get(..4), written.get(4..6), written.get(6..)].into_iter().flatten().collect()
    } else {
        written.trim_end_matches('日').split(['-', '/', '.', '年', '月']).collect()
    };
    let parsed: Vec<u32> = numbers.iter().filter_map(|part| part.trim().parse().ok()).collect();
    match parsed.as_slice() {
        [year, month, day] if numbers.len() == 3 && exists(*year, *month, *day) => {
            Said::Day(format!("{year:04}-{month:02}-{day:02}"))
        }
        _ => Said::NoDay,
    }
}

/// Read a period: two days joined by 至, 到, ～, — or a single day, which is the last one.
#[must_use]
pub fn period(cell: &str) -> (Said, Said) {
    for joint in ["至", "到", "～", "~", "——", "—", " - "] {
        if let Some((first, last)) = cell.split_once(joint).filter(|(first, _)| !first.trim().is_empty()) {
            return (read(first), read(last));
        }
    }
    (Said::Always, read(cell.trim_start_matches('至')))
}

fn exists(year: u32, month: u32, day: u32) -> bool {
    let leap = (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    };
    (1900..=9999).contains(&year) && (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_every_spelling() {
        for cell in ["2024-10-24", "2024/10/24", "2024.10.24", "2024年10月24日", "20241024", " 2024-10-24 00:00:00"]
        {
            assert_eq!(read(cell), Said::Day("2024-10-24".into()), "{cell}");
        }
        assert_eq!(read("2024/1/2"), Said::Day("2024-01-02".into()));
        for cell in ["2023-02-29", "2024-13-01", "2024-10", "明年", "20241324", "2024-4-31", "45000"] {
            assert_eq!(read(cell), Said::NoDay, "{cell}");
        }
        assert_eq!(read("长期"), Said::Always);
    }

    #[test]
    fn serial_days() {
        assert_eq!(from_serial(45_589.0).as_deref(), Some("2024-10-24"));
        assert_eq!(from_serial(45_589.75).as_deref(), Some("2024-10-24"));
        assert_eq!(from_serial(60.0).as_deref(), Some("1900-02-28"));
        assert_eq!(from_serial(-1.0), None);
        assert_eq!(from_serial(f64::NAN), None);
    }

    #[test]
    fn periods() {
        let day = |text: &str| Said::Day(text.into());
        assert_eq!(period("2024-01-01至2025-12-31"), (day("2024-01-01"), day("2025-12-31")));
        assert_eq!(period("至2025-12-31"), (Said::Always, day("2025-12-31")));
        assert_eq!(period("2024-01-01 至 长期"), (day("2024-01-01"), Said::Always));
        assert_eq!(period("2025-12-31"), (Said::Always, day("2025-12-31")));
    }
}
