//! Dates as they are written: 2024年2月3日, 二〇二四年二月三日, 2月3日, 2024-02-03, 2024/2/3, 2024.2.3.

use super::numeral::{self, run_after, run_before};
use super::scope::preceding;
use crate::scan::{Token, TokenKind};
use calendar::{Day, day_from};
use std::ops::Range;

/// How a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// 2024年2月3日.
    Arabic,
    /// 二〇二四年二月三日.
    Chinese,
    /// 2024年二月3日.
    Mixed,
    /// 2024-02-03, 2024/2/3, 2024.2.3.
    Separated(char),
}

/// A date with a month and at least a year or a day. Nothing says that the calendar has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Date {
    /// Where it stands, with its unit 日.
    pub(crate) range: Range<usize>,
    /// The year when four digits are written; none when there is none or it is written otherwise.
    pub(crate) year: Option<i64>,
    /// Where the year's digits stand, whatever they are.
    pub(crate) year_range: Option<Range<usize>>,
    /// The month, 0 to 99.
    pub(crate) month: i64,
    /// The day, 0 to 999.
    pub(crate) day: Option<i64>,
    /// How it is written.
    pub(crate) form: Form,
}

impl Date {
    /// The day of the calendar; none without year or day, and when there is none.
    pub(crate) fn day_of_calendar(&self) -> Option<Day> {
        day_from(self.year?, self.month, self.day?)
    }
}

/// All dates of a text, by place.
pub(crate) fn dates(text: &str, tokens: &[Token]) -> Vec<Date> {
    let mut dates: Vec<Date> = text.match_indices('月').filter_map(|(at, _)| around_month(text, at)).collect();
    dates.extend(tokens.windows(5).filter_map(|window| separated(text, window)));
    dates.sort_by_key(|date| date.range.start);
    dates
}

const fn is_year_digit(character: char) -> bool {
    character.is_ascii_digit() || numeral::digit(character).is_some() || matches!(character, '○' | 'O' | 'o' | '０')
}

const fn is_number(character: char) -> bool {
    character.is_ascii_digit() || numeral::digit(character).is_some() || character == '十'
}

/// The value of a month or day and whether it is in figures; none when it is neither figures nor a numeral.
fn number(text: &str) -> Option<(i64, bool)> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().map(|value| (value, true));
    }
    let value = numeral::chinese(text)?;
    i64::try_from(value).ok().map(|value| (value, false))
}

/// The date whose 月 stands at `at`.
fn around_month(text: &str, at: usize) -> Option<Date> {
    let before = text.get(..at)?;
    let head = trim_spaces_end(before);
    let month_text = run_before(head, 3, is_number).filter(|run| !run.is_empty())?;
    let (month, arabic) = number(month_text)?;
    let month_at = head.len() - month_text.len();
    let month_head = head.get(..month_at)?;
    // 1.5月 and 2,3月 hold no month of their own, and 114月 is none.
    if month > 99 || arabic && (month_text.len() > 2 || month_head.ends_with(['.', '．', ',', '%', '/', '-'])) {
        return None;
    }
    let year = year_before(month_head);
    let day = day_after(text, at + '月'.len_utf8());
    if year.is_none() && day.is_none() {
        return None;
    }
    let start = year.as_ref().map_or(month_at, |(range, _, _)| range.start);
    let end = day.as_ref().map_or(at + '月'.len_utf8(), |(_, _, end)| *end);
    let kinds = [Some(arabic), day.as_ref().map(|(_, arabic, _)| *arabic), year.as_ref().map(|(_, _, arabic)| *arabic)];
    let form = match (kinds.contains(&Some(true)), kinds.contains(&Some(false))) {
        (true, true) => Form::Mixed,
        (true, false) => Form::Arabic,
        _ => Form::Chinese,
    };
    Some(Date {
        range: start..end,
        year: year.as_ref().and_then(|(_, value, _)| *value),
        year_range: year.map(|(range, _, _)| range),
        month,
        day: day.map(|(day, _, _)| day),
        form,
    })
}

/// Where the digits of the year before a month stand, its value when it has four digits, and whether it is in figures.
fn year_before(head: &str) -> Option<(Range<usize>, Option<i64>, bool)> {
    let head = trim_spaces_end(trim_spaces_end(head).strip_suffix('年')?);
    let digits = run_before(head, 6, is_year_digit).filter(|run| !run.is_empty())?;
    let start = head.len() - digits.len();
    let arabic = digits.bytes().all(|byte| byte.is_ascii_digit());
    let value = match (digits.chars().count(), arabic) {
        (4, true) => digits.parse().ok(),
        (4, false) => {
            numeral::positional(&digits.replace(['○', 'O', 'o'], "〇")).and_then(|value| value.try_into().ok())
        }
        _ => None,
    };
    Some((start..head.len(), value, arabic))
}

/// The day after a month, whether it is in figures, and where it ends.
fn day_after(text: &str, at: usize) -> Option<(i64, bool, usize)> {
    let rest = text.get(at..)?;
    let trimmed = trim_spaces_start(rest);
    let digits = run_after(trimmed, 3, is_number).filter(|run| !run.is_empty())?;
    let (day, arabic) = number(digits)?;
    let unit_text = trim_spaces_start(trimmed.get(digits.len()..)?);
    let unit = unit_text.chars().next().filter(|unit| matches!(unit, '日' | '号'))?;
    let after = unit_text.get(unit.len_utf8()..)?;
    // 3月31日元, 3月5日均 and 3月5号线 are something else.
    if after.starts_with(['元', '均', '线', '楼', '文', '令']) {
        return None;
    }
    Some((day, arabic, text.len() - after.len()))
}

/// A date of five tokens: four digits, a separator, one or two digits, the same separator, one or two digits.
fn separated(text: &str, window: &[Token]) -> Option<Date> {
    let [year, first, month, second, day] = window else { return None };
    let (TokenKind::Mark(separator), TokenKind::Mark(other)) = (first.kind, second.kind) else { return None };
    if separator != other || !matches!(separator, '-' | '/' | '.') {
        return None;
    }
    let joined = window.windows(2).all(|pair| matches!(pair, [one, two] if one.range.end == two.range.start));
    if !joined || ![year, month, day].iter().all(|token| token.kind == TokenKind::Digits) {
        return None;
    }
    let lengths = [year, month, day].map(|token| token.range.len());
    if !matches!(lengths, [4, 1..=2, 1..=2]) || !stands_alone(text, year.range.start, day.range.end) {
        return None;
    }
    let value = |token: &Token| text.get(token.range.clone())?.parse::<i64>().ok();
    let year_value = value(year).filter(|year| (1900..2100).contains(year))?;
    Some(Date {
        range: year.range.start..day.range.end,
        year: Some(year_value),
        year_range: Some(year.range.clone()),
        month: value(month)?,
        day: Some(value(day)?),
        form: Form::Separated(separator),
    })
}

/// Whether nothing around makes the figures part of something longer: a version, an address, a code.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let head = trim_spaces_end(text.get(..start).unwrap_or_default());
    let before = head.chars().next_back();
    let version = preceding(head, 4).contains('版');
    let mut after = text.get(end..).unwrap_or_default().chars();
    let (next, then) = (after.next(), after.next());
    let glue = |character: char| {
        character.is_ascii_alphanumeric() || matches!(character, '-' | '/' | '.' | '_' | ':' | '#' | '=' | '第')
    };
    let joins =
        |character: char| character.is_ascii_alphanumeric() && character != 'T' || matches!(character, '-' | '/' | '_');
    let dot = next == Some('.') && then.is_some_and(|then| then.is_ascii_alphanumeric());
    !version && !before.is_some_and(glue) && !next.is_some_and(joins) && !dot
}

/// Without the spaces that typesetting puts between figures and units, at most two.
pub(crate) fn trim_spaces_start(text: &str) -> &str {
    let once = text.strip_prefix(' ').unwrap_or(text);
    once.strip_prefix(' ').unwrap_or(once)
}

/// As [`trim_spaces_start`], at the end.
pub(crate) fn trim_spaces_end(text: &str) -> &str {
    let once = text.strip_suffix(' ').unwrap_or(text);
    once.strip_suffix(' ').unwrap_or(once)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::Scan;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<(Option<i64>, i64, Option<i64>)> {
        let scan = Scan::new(text);
        dates(text, scan.tokens()).into_iter().map(|date| (date.year, date.month, date.day)).collect()
    }

    #[test]
    fn all_forms() {
        for text in [
            "2024年2月3日",
            "二〇二四年二月三日",
            "二○二四年二月三日",
            "2024-02-03",
            "2024/2/3",
            "2024.2.3",
            "2024 年 2 月 3 日",
        ] {
            assert_eq!(read(text), [(Some(2024), 2, Some(3))], "{text}");
        }
        assert_eq!(read("12月31日"), [(None, 12, Some(31))]);
        assert_eq!(read("2024年5月"), [(Some(2024), 5, None)]);
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "3个月",
            "版本2024.2.3",
            "v2024.2.3",
            "192.168.2.30",
            "2024.2.3.4",
            "GB 2024-2-3",
            "5月",
            "0.5月3日",
            "12月32日元",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_day_reads_back_in_every_form(day in 0_i64..40_000) {
            let (year, month, of_month) = calendar::date_of(day);
            let chinese = |number: i64| numeral::write(u64::try_from(number).unwrap());
            let spelled: String =
                year.to_string().chars().map(|digit| "〇一二三四五六七八九".chars().nth(digit.to_digit(10).unwrap() as usize).unwrap()).collect();
            for text in [
                format!("于{year}年{month}月{of_month}日"),
                format!("{spelled}年{}月{}日", chinese(month), chinese(of_month)),
                format!("（{year}-{month:02}-{of_month:02}）"),
            ] {
                let scan = Scan::new(&text);
                let found = dates(&text, scan.tokens());
                prop_assert_eq!(found.len(), 1, "{}", text);
                prop_assert_eq!(found[0].day_of_calendar(), (year < 2100 || !text.contains('-')).then_some(day));
            }
        }
    }
}
