//! Dates and periods (clause 8).

pub(crate) mod impossible;
pub(crate) mod numeral_style;
pub(crate) mod period_length;
pub(crate) mod reversed_period;
pub(crate) mod signature_date;
pub(crate) mod weekday;
pub(crate) mod year_typo;

use crate::reading::date::Date;
use crate::target::Target;
use calendar::{Day, day_from};

/// Names under which systems hand in the day of a document.
pub(crate) const DAY_NAMES: [&str; 5] = ["成文日期", "落款日期", "印发日期", "发文日期", "written"];
/// Names under which systems hand in the day of publication.
pub(crate) const PUBLISHED_NAMES: [&str; 4] = ["发布日期", "发布时间", "公开日期", "published"];

/// The year of the document: from its metadata, or from the date that stands alone at its end.
pub(crate) fn document_year(target: &Target<'_>) -> Option<i64> {
    let declared = target.metadata(&DAY_NAMES).or_else(|| target.metadata(&PUBLISHED_NAMES));
    declared.and_then(leading_year).or_else(|| signature_dates(target).last().and_then(|date| date.year))
}

/// A year of four digits at the beginning of a value of metadata.
pub(crate) fn leading_year(value: &str) -> Option<i64> {
    let year: i64 = value.get(..4)?.parse().ok()?;
    (1900..2200).contains(&year).then_some(year)
}

/// Dates with year and day that are a paragraph of their own, as under a signature.
pub(crate) fn signature_dates<'t>(target: &Target<'t>) -> impl Iterator<Item = &'t Date> + use<'t> {
    let text = target.as_str();
    target
        .dates()
        .iter()
        .filter(move |date| date.year_range.is_some() && date.day.is_some() && fills_paragraph(text, date))
}

fn fills_paragraph(text: &str, date: &Date) -> bool {
    let before = text.get(..date.range.start).unwrap_or_default().trim_end_matches([' ', '\t']);
    let after = text.get(date.range.end..).unwrap_or_default().trim_start_matches([' ', '\t']);
    (before.is_empty() || before.ends_with('\n')) && (after.is_empty() || after.starts_with('\n'))
}

/// The day of a value of metadata: 2024-05-06, 2024年5月6日 and the like, followed by anything.
pub(crate) fn day_of_value(value: &str) -> Option<Day> {
    let mut numbers = value.split(|character: char| !character.is_ascii_digit()).filter(|part| !part.is_empty());
    let (year, month, day) = (numbers.next()?, numbers.next()?, numbers.next()?);
    (year.len() == 4).then_some(())?;
    day_from(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// The day of the document: its metadata's, or the date that stands alone at its end; else the day of screening.
pub(crate) fn document_day(target: &Target<'_>) -> Option<Day> {
    let declared = target.metadata(&DAY_NAMES).and_then(day_of_value);
    declared.or_else(|| signature_dates(target).last().and_then(Date::day_of_calendar)).or(target.as_of)
}
