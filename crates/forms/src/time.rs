//! Moments and days as a form prints them: Asia/Shanghai, Chinese.

use calendar::{Day, date_of, day_of, minute_of};
use serde::{Deserialize, Serialize};

use crate::field::{Shape, Show, Value};

/// A moment, milliseconds since 1970-01-01T00:00:00Z; printed to the minute, with a space before the hour where a narrow column can break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Time(pub u64);

/// A day in Asia/Shanghai, counted from 1970-01-01 as crate `calendar` counts; printed as a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Date(pub Day);

impl Show for Option<Time> {
    const SHAPE: Shape = Shape::Text;
    fn value(&self) -> Value {
        Value::Text(self.map(print_time).unwrap_or_default())
    }
}

impl Show for Option<Date> {
    const SHAPE: Shape = Shape::Text;
    fn value(&self) -> Value {
        Value::Text(self.map(|day| print_day(day.0)).unwrap_or_default())
    }
}

fn print_day(day: Day) -> String {
    let (year, month, of_month) = date_of(day);
    format!("{year}年{month}月{of_month}日")
}

fn print_time(Time(milliseconds): Time) -> String {
    let minute = minute_of(milliseconds);
    format!("{} {}时{:02}分", print_day(day_of(milliseconds)), minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_shanghai_time() {
        // 2024-10-23T16:00:00Z.
        assert_eq!(print_time(Time(1_729_699_200_000)), "2024年10月24日 0时00分");
        assert_eq!(print_time(Time(1_729_699_200_000 + (14 * 60 + 5) * 60_000 + 59_999)), "2024年10月24日 14时05分");
        assert_eq!(print_time(Time(0)), "1970年1月1日 8时00分");
    }

    #[test]
    fn what_has_not_happened_prints_nothing() {
        assert_eq!(None::<Time>.value(), Value::Text(String::new()));
    }

    #[test]
    fn no_moment_is_too_large() {
        assert!(print_time(Time(u64::MAX)).ends_with('分'));
        assert!(print_day(Day::MAX / 400).ends_with('日'));
    }
}
