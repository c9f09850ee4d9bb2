//! The civil calendar of Asia/Shanghai: days, dates and weekdays. No clock: the moment is an argument.

mod day;

pub use day::{Day, date_of, day_from, day_of, days_in_month, parse_day, weekday};
