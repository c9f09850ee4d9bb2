//! Office hours.

use super::days::short;
use crate::error::Errors;
use crate::office_hours::{OfficeHours, Season, Week};
use crate::{Calendar, OfficeSpan, day_from};
use serde::Deserialize;
use serde_json::value::RawValue;

/// More seasons than months are a mistake.
const MOST_SEASONS: usize = 12;
/// More stretches of hours on one day than this are a mistake.
const MOST_SPANS: usize = 8;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WeekEntry<'a> {
    #[serde(borrow)]
    mon: Option<&'a RawValue>,
    #[serde(borrow)]
    tue: Option<&'a RawValue>,
    #[serde(borrow)]
    wed: Option<&'a RawValue>,
    #[serde(borrow)]
    thu: Option<&'a RawValue>,
    #[serde(borrow)]
    fri: Option<&'a RawValue>,
    #[serde(borrow)]
    sat: Option<&'a RawValue>,
    #[serde(borrow)]
    sun: Option<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeasonEntry<'a> {
    name: String,
    from: String,
    to: String,
    #[serde(borrow)]
    hours: &'a RawValue,
}

/// Take over the hours.
pub(super) fn read<'a>(
    week: Option<&'a RawValue>,
    seasons: &[&'a RawValue],
    calendar: &mut Calendar,
    errors: &mut Errors<'a>,
) {
    let regular = week.and_then(|entry| read_week(entry, "office_hours", errors));
    if let (None, Some(first)) = (week, seasons.first()) {
        errors.add(first, "seasonal_hours：有季节性工作时间时，须同时写明平时的 office_hours");
    }
    let mut read: Vec<(Season, &'a RawValue)> = Vec::new();
    for (number, entry) in (1..).zip(seasons) {
        if number > MOST_SEASONS {
            errors.add(entry, format!("seasonal_hours 多于 {MOST_SEASONS} 项"));
            break;
        }
        read.extend(season(entry, &format!("seasonal_hours 第 {number} 项"), errors).map(|season| (season, *entry)));
    }
    for (place, (season, entry)) in read.iter().enumerate() {
        let overlaps = |(other, _): &(Season, _)| other.contains(season.from) || season.contains(other.from);
        if read.iter().take(place).any(overlaps) {
            errors.add(entry, "seasonal_hours：起止日期与前面一项重叠");
        }
    }
    let seasons = read.into_iter().map(|(season, _)| season).collect();
    if let Some(week) = regular {
        calendar.hours = OfficeHours { week, seasons };
    }
}

fn season<'a>(entry: &'a RawValue, name: &str, errors: &mut Errors<'a>) -> Option<Season> {
    let it = errors.read::<SeasonEntry<'_>>(entry, name)?;
    let name = format!("{name}（{}）", short(it.name.trim()));
    if it.name.trim().is_empty() {
        errors.add(entry, format!("{name}：name 不能为空"));
    }
    let mut date = |label: &str, text: &str| {
        let date = month_and_day(text);
        if date.is_none() {
            errors.add(entry, format!("{name}：{label}“{}”不是日期，须写成 05-01 的形式", short(text)));
        }
        date
    };
    let (from, to) = (date("from", &it.from), date("to", &it.to));
    let week = read_week(it.hours, &format!("{name}的 hours"), errors);
    Some(Season { from: from?, to: to?, week: week? })
}

/// `MM-DD` as month × 100 + day; every date of a leap year.
fn month_and_day(text: &str) -> Option<i64> {
    let (month, day) = text.split_once('-').filter(|(month, day)| (month.len(), day.len()) == (2, 2))?;
    if !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        return None;
    }
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    day_from(2000, month, day).map(|_| month * 100 + day)
}

fn read_week<'a>(entry: &'a RawValue, name: &str, errors: &mut Errors<'a>) -> Option<Week> {
    let week = errors.read::<WeekEntry<'_>>(entry, name)?;
    let named = [
        ("mon", "星期一", week.mon),
        ("tue", "星期二", week.tue),
        ("wed", "星期三", week.wed),
        ("thu", "星期四", week.thu),
        ("fri", "星期五", week.fri),
        ("sat", "星期六", week.sat),
        ("sun", "星期日", week.sun),
    ];
    let mut days = named.map(|(key, title, hours)| match hours {
        Some(hours) => read_day(hours, &format!("{name}.{key}（{title}）"), errors),
        None => Vec::new(),
    });
    for ((key, title, hours), _) in named.iter().zip(1..=5) {
        if hours.is_none() {
            errors.add(entry, format!("{name}：缺少 {key}（{title}）的工作时间"));
        }
    }
    // A Saturday or Sunday that is worked in exchange has Monday's hours unless it has its own.
    let [monday, .., saturday, sunday] = &mut days;
    for weekend in [saturday, sunday] {
        if weekend.is_empty() {
            weekend.clone_from(monday);
        }
    }
    Some(days)
}

fn read_day<'a>(entry: &'a RawValue, name: &str, errors: &mut Errors<'a>) -> Vec<OfficeSpan> {
    let Some(pairs) = errors.read::<Vec<&'a RawValue>>(entry, name) else { return Vec::new() };
    if pairs.is_empty() || pairs.len() > MOST_SPANS {
        errors.add(entry, format!("{name}：须有一至 {MOST_SPANS} 段工作时间"));
        return Vec::new();
    }
    let mut spans: Vec<OfficeSpan> = Vec::new();
    for (number, raw) in (1..).zip(pairs) {
        let name = format!("{name}第 {number} 段");
        let Some(span) = read_span(raw, &name, errors) else { continue };
        match spans.last() {
            Some(last) if span.from < last.from => errors.add(raw, format!("{name}：须按先后顺序排列")),
            Some(last) if span.from < last.to => errors.add(raw, format!("{name}：与前一段重叠")),
            _ => {}
        }
        spans.push(span);
    }
    spans
}

fn read_span<'a>(raw: &'a RawValue, name: &str, errors: &mut Errors<'a>) -> Option<OfficeSpan> {
    let (from, to) = errors.read::<(String, String)>(raw, name)?;
    let mut minute = |text: &str| {
        let minute = minute_of_day(text);
        if minute.is_none() {
            errors.add(raw, format!("{name}：“{}”不是时刻，须写成 08:30 的形式", short(text)));
        }
        minute
    };
    let (from, to) = (minute(&from), minute(&to));
    let (from, to) = (from?, to?);
    if from >= to {
        errors.add(raw, format!("{name}：开始时刻须早于结束时刻"));
        return None;
    }
    Some(OfficeSpan { from, to })
}

/// `HH:MM` as minutes since midnight; `24:00` ends a day.
fn minute_of_day(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':').filter(|(hour, minute)| (hour.len(), minute.len()) == (2, 2))?;
    if !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b':') {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let minutes = hour * 60 + minute;
    (minute < 60 && minutes <= 24 * 60).then_some(minutes)
}
