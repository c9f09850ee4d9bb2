//! The calendar of Asia/Shanghai: days, dates and weekdays, and the working days and office hours that an operator's file states
//! (clauses 10, 15 and 16). No clock: the moment is an argument.
//!
//! Which days are worked is fixed for each year by a notice of the State Council that appears shortly before it; it cannot be derived. A
//! day of a year without a loaded notice is therefore [`Working::Provisional`], and so is every date counted over it.

mod day;
mod error;
mod facts;
mod office_hours;
mod read;
mod working_calendar;
mod working_days;

pub use day::{Day, date_of, day_from, day_of, days_in_month, format_day, minute_of, parse_day, start_of, weekday};
pub use error::CalendarError;
pub use facts::CalendarFacts;
pub use office_hours::{Hours, OfficeSpan};
pub use working_calendar::Calendar;
pub use working_days::{Due, Working, WorkingDays};
