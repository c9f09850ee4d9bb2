//! Reading the operator's calendar file.

mod days;
mod hours;
#[cfg(test)]
mod tests;

use crate::error::Errors;
use crate::{Calendar, CalendarError};
use serde::Deserialize;
use serde_json::value::RawValue;

/// The file; its entries are read one by one, so that one wrong entry does not hide the next.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<'a> {
    #[serde(borrow, default)]
    years: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    overlays: Vec<&'a RawValue>,
    #[serde(borrow)]
    office_hours: Option<&'a RawValue>,
    #[serde(borrow, default)]
    seasonal_hours: Vec<&'a RawValue>,
}

/// Read and check a calendar.
pub(crate) fn calendar(text: &str) -> Result<Calendar, Vec<CalendarError>> {
    // Windows editors put a byte order mark before UTF-8.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Ok(Calendar::default());
    }
    let mut errors = Errors::new(text);
    let Some(file) = errors.read_whole::<File<'_>>() else { return Err(errors.finish()) };
    let mut calendar = Calendar::default();
    days::years(&file.years, &mut calendar, &mut errors);
    days::overlays(&file.overlays, &mut calendar, &mut errors);
    hours::read(file.office_hours, &file.seasonal_hours, &mut calendar, &mut errors);
    let errors = errors.finish();
    if errors.is_empty() { Ok(calendar) } else { Err(errors) }
}
