//! Years, overlays and their days.

use crate::error::Errors;
use crate::{Calendar, Day, date_of, day_from, parse_day};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// Years that a calendar can have: from the first regulation of holidays to the last year that a date can name.
const YEARS: RangeInclusive<i64> = 1949..=9999;

/// A year, in the schema of the holiday-cn project.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Year<'a> {
    #[serde(rename = "$schema")]
    _schema: Option<IgnoredAny>,
    #[serde(rename = "$id")]
    _id: Option<IgnoredAny>,
    year: i64,
    papers: Vec<String>,
    #[serde(borrow)]
    days: Vec<&'a RawValue>,
}

/// Days of a region or city.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Overlay<'a> {
    region: String,
    source: String,
    #[serde(borrow)]
    days: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    date: String,
    #[serde(rename = "isOffDay")]
    is_off_day: bool,
}

/// Take over the years and their days.
pub(super) fn years<'a>(entries: &[&'a RawValue], calendar: &mut Calendar, errors: &mut Errors<'a>) {
    let mut known = BTreeSet::new();
    let mut seen_years = BTreeSet::new();
    let mut seen_days = BTreeMap::new();
    for (number, entry) in (1..).zip(entries) {
        let Some(year) = errors.read::<Year<'_>>(entry, &format!("years 第 {number} 项")) else { continue };
        let name = format!("years 第 {number} 项（{} 年）", year.year);
        if !YEARS.contains(&year.year) {
            errors.add(entry, format!("years 第 {number} 项：year 须在 1949 至 9999 之间"));
            continue;
        }
        if !seen_years.insert(year.year) {
            errors.add(entry, format!("{name}：这一年已经列过，一年只能有一项"));
        }
        for message in notice_errors(&year) {
            errors.add(entry, format!("{name}：{message}"));
        }
        if !year.papers.is_empty() {
            known.insert(year.year);
        }
        for (place, raw) in (1..).zip(&year.days) {
            let name = format!("{name}的 days 第 {place} 项");
            let Some((day, entry)) = day(raw, &name, errors) else { continue };
            if !may_list(year.year, day) {
                let message = format!("{name}：日期 {} 不在 {} 年（及上年 12 月）之内", entry.date, year.year);
                errors.add(raw, message);
            } else if let Some(other) = seen_days.insert(day, year.year) {
                errors.add(raw, format!("{name}：日期 {} 重复，{other} 年的 days 中已经列过", entry.date));
            }
            calendar.days.set(day, !entry.is_off_day);
            calendar.names.insert(day, entry.name);
        }
    }
    calendar.days.known = stretches(&known);
}

/// A year is known by its notice: one without days, or days without one, are both mistakes.
fn notice_errors(year: &Year<'_>) -> Vec<&'static str> {
    let mut messages = Vec::new();
    if year.papers.iter().any(|paper| paper.trim().is_empty()) {
        messages.push("papers 中有空白项，须写明放假通知的标题、文号或网址");
    }
    match (year.papers.is_empty(), year.days.is_empty()) {
        (true, false) => {
            messages.push("列出了日期而 papers 为空：须写明依据的放假通知，尚未发布通知的年份 days 也应为空");
        }
        (false, true) => messages.push("写明了放假通知而 days 为空：须列出通知规定的放假和上班日期"),
        _ => {}
    }
    messages
}

/// A notice arranges its year, and the days before New Year's Day.
fn may_list(year: i64, day: Day) -> bool {
    let (of_year, month, _) = date_of(day);
    of_year == year || (of_year == year - 1 && month == 12)
}

/// Years that follow each other, as first and last day.
fn stretches(years: &BTreeSet<i64>) -> Vec<(Day, Day)> {
    let mut stretches: Vec<(Day, Day)> = Vec::new();
    for year in years {
        let (Some(first), Some(last)) = (day_from(*year, 1, 1), day_from(*year, 12, 31)) else { continue };
        match stretches.last_mut() {
            Some((_, end)) if *end + 1 == first => *end = last,
            _ => stretches.push((first, last)),
        }
    }
    stretches
}

/// Lay the days of regions and cities over the nation's.
pub(super) fn overlays<'a>(entries: &[&'a RawValue], calendar: &mut Calendar, errors: &mut Errors<'a>) {
    let mut seen: BTreeMap<Day, (usize, bool)> = BTreeMap::new();
    for (number, entry) in (1..).zip(entries) {
        let Some(overlay) = errors.read::<Overlay<'_>>(entry, &format!("overlays 第 {number} 项")) else { continue };
        let name = format!("overlays 第 {number} 项（{}）", overlay.region.trim());
        let checks = [
            (overlay.region.trim().is_empty(), "region 不能为空，须写明适用的地区"),
            (overlay.source.trim().is_empty(), "source 不能为空，须写明依据的文件"),
            (overlay.days.is_empty(), "days 不能为空"),
        ];
        for (_, message) in checks.into_iter().filter(|(wrong, _)| *wrong) {
            errors.add(entry, format!("{name}：{message}"));
        }
        for (place, raw) in (1..).zip(&overlay.days) {
            let name = format!("{name}的 days 第 {place} 项");
            let Some((day, entry)) = day(raw, &name, errors) else { continue };
            match seen.insert(day, (number, entry.is_off_day)) {
                Some((other, _)) if other == number => {
                    errors.add(raw, format!("{name}：日期 {} 重复", entry.date));
                }
                Some((other, off)) if off != entry.is_off_day => {
                    let message = format!("{name}：日期 {} 与 overlays 第 {other} 项的规定相反", entry.date);
                    errors.add(raw, message);
                }
                _ => {}
            }
            calendar.days.set(day, !entry.is_off_day);
            calendar.names.insert(day, entry.name);
        }
    }
}

fn day<'a>(raw: &'a RawValue, name: &str, errors: &mut Errors<'a>) -> Option<(Day, Entry)> {
    let entry = errors.read::<Entry>(raw, name)?;
    if entry.name.trim().is_empty() {
        errors.add(raw, format!("{name}：name 不能为空，须写明节日名称"));
    }
    let day = parse_day(&entry.date).filter(|day| YEARS.contains(&date_of(*day).0));
    if day.is_none() {
        let message = format!("{name}：日期“{}”不存在，须写成 2026-10-01 的形式", short(&entry.date));
        errors.add(raw, message);
    }
    day.map(|day| (day, entry))
}

/// What a message repeats of a file.
pub(super) fn short(text: &str) -> String {
    text.chars().take(20).collect()
}
