//! Weekdays that do not belong to their dates.

use crate::hit::{Hit, Hits};
use crate::reading::date::Date;
use crate::reading::scope::following;
use crate::rule::Rule;
use crate::rules::date::document_year;
use crate::target::Target;
use calendar::{Day, day_from, weekday};
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
写明年月日的日期后面的“星期几”“周几”与历法不符；没有写年份的，按文件的成文日期推定年份，只作提示。

## 依据
公历历法。日期与星期不符是会议、活动通知中常见的差错，读者会因此走错日子。

## 命中
```text
会议定于2024年5月6日（星期二）上午9时召开。
会议定于2024年5月6日星期二召开。
报名时间为2024年5月6日(周二)。
公示时间：2024-05-06（周日）
二〇二四年五月六日（星期日）
2024年5月6日（星期一）至10日（星期四）。
```

## 不报
```text
会议定于2024年5月6日（星期一）上午9时召开。
会议定于5月6日（星期二）召开。
2024年5月6日（星期一）至10日（星期五）。
2024年5月6日周二奎主持会议。
2024年5月6日（周一至周五）
2024年5月6日（星期一、星期三、星期五）
2024年5月6日、7日（星期二）
2024年5月6日（周年庆）
1900年2月29日（星期三）
```

## 词语来源
无词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "date/weekday",
    title: "星期与日期不符",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::Practice,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["星期", "周", "礼拜"],
    summarise: false,
    check,
};

const NAMES: [char; 7] = ['一', '二', '三', '四', '五', '六', '日'];

fn check(target: &Target<'_>, hits: &mut Hits) {
    let text = target.as_str();
    let mut year = None;
    for date in target.dates() {
        let (Some(day_of_month), true) = (date.day, date.day.is_some()) else { continue };
        let days = days_after(text, date, day_of_month);
        if let Some((of_month, said, range)) = days {
            if let Some(full) = date.year {
                judge(target, hits, (full, date.month, of_month), said, range, false);
            } else if let Some(full) = *year.get_or_insert_with(|| document_year(target)) {
                judge(target, hits, (full, date.month, of_month), said, range, true);
            }
        }
        if let (Some(full), Some((of_month, said, range))) = (date.year, second_day(text, date)) {
            judge(target, hits, (full, date.month, of_month), said, range, false);
        }
    }
}

fn judge(
    target: &Target<'_>,
    hits: &mut Hits,
    (year, month, of_month): (i64, i64, i64),
    said: usize,
    range: Range<usize>,
    inferred: bool,
) {
    let Some(day) = day_from(year, month, of_month) else { return };
    if name_of(day) == NAMES.get(said).copied() {
        return;
    }
    // A notice of December names days of January without their year, one of January days of December.
    let near = |year| day_from(year, month, of_month).is_some_and(|day| name_of(day) == NAMES.get(said).copied());
    if inferred && (month <= 3 && near(year + 1) || month >= 10 && near(year - 1)) {
        return;
    }
    let right = name_of(day).unwrap_or('日');
    let shown = target.slice(range.clone());
    let message = if inferred {
        format!("“{shown}”若为{year}年，{month}月{of_month}日是星期{right}，请核对日期和星期。")
    } else {
        format!("{year}年{month}月{of_month}日是星期{right}，不是“{shown}”，请核对日期和星期。")
    };
    let (level, permille) = if inferred { (Level::Advise, 800) } else { (Level::Confirm, 1_000) };
    let corrected =
        shown.chars().rev().skip(1).collect::<Vec<_>>().into_iter().rev().chain([right]).collect::<String>();
    hits.push(
        Hit::new(range, level, message).replace(corrected).confidence(permille).source(Tier::Practice, "公历历法"),
    );
}

fn name_of(day: Day) -> Option<char> {
    NAMES.get(usize::try_from(weekday(day)).ok()?).copied()
}

/// The weekday directly after a date: day of the month, weekday from 0, and where it is written.
fn days_after(text: &str, date: &Date, of_month: i64) -> Option<(i64, usize, Range<usize>)> {
    // In 6日、7日（星期二） and 6日至8日（星期三） the weekday belongs to the last day, which has its own number.
    let (said, range) = weekday_at(text, date.range.end)?;
    let before = text.get(..date.range.start)?;
    (!before.ends_with(['、', '和', '及'])).then_some((of_month, said, range))
}

/// The weekday of the second day of 5月6日（星期一）至10日（星期五）.
fn second_day(text: &str, date: &Date) -> Option<(i64, usize, Range<usize>)> {
    let (_, first) = weekday_at(text, date.range.end)?;
    let after = text.get(first.end..)?;
    let rest = after.trim_start_matches([')', '）', ' ']);
    let rest = ["至", "到", "—", "-", "～"]
        .into_iter()
        .find_map(|mark| rest.strip_prefix(mark))?
        .trim_start_matches(['—', '-']);
    let digits = crate::reading::numeral::run_after(rest, 2, |character| character.is_ascii_digit())?;
    let of_month = digits.parse().ok()?;
    let rest = rest.get(digits.len()..)?.strip_prefix('日')?;
    let (said, range) = weekday_at(text, text.len() - rest.len())?;
    Some((of_month, said, range))
}

/// A weekday at a place, with or without brackets; without them 周 is too often something else.
fn weekday_at(text: &str, at: usize) -> Option<(usize, Range<usize>)> {
    let after = following(text.get(at..)?, 12);
    let inside = after.trim_start_matches(' ');
    let bracket = inside.strip_prefix(['（', '(', '〔', '[']);
    let inside = bracket.unwrap_or(inside).trim_start_matches(' ');
    let start = at + after.len() - inside.len();
    let rest = ["星期", "礼拜"].into_iter().find_map(|word| inside.strip_prefix(word));
    let short = inside.strip_prefix('周').filter(|_| bracket.is_some());
    let rest = rest.or(short)?;
    let name = rest.chars().next()?;
    let name = if name == '天' { '日' } else { name };
    let said = NAMES.iter().position(|one| *one == name)?;
    let rest = rest.get(name.len_utf8()..)?;
    let next = rest.trim_start_matches(' ').chars().next();
    let fits = match bracket {
        Some(_) => next.is_some_and(|next| {
            matches!(next, '）' | ')' | '〕' | ']' | '，' | ',' | '上' | '下' | '晚') || next.is_ascii_digit()
        }),
        None => !next.is_some_and(|next| matches!(next, '至' | '到' | '、' | '—' | '-' | '和' | '及')),
    };
    fits.then(|| (said, start..at + after.len() - rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, screen};
    use document::Document;
    use lexicon::Lexicon;

    fn found(written: &str, body: &str) -> Vec<(Level, String)> {
        let metadata = vec![("成文日期".to_owned(), written.to_owned())];
        let document = Document { metadata, ..Document::plain(body) };
        let report = screen(&document, &Lexicon::empty(), &Options::default()).unwrap();
        let of_rule = report.findings.into_iter().filter(|finding| finding.rule == RULE.code);
        of_rule.map(|finding| (finding.level, finding.fragment)).collect()
    }

    #[test]
    fn the_year_of_the_document_counts() {
        // 6 May 2024 was a Monday, 3 January 2025 a Friday.
        assert_eq!(found("2024-05-01", "定于5月6日（星期一）召开。"), []);
        assert_eq!(found("2024-05-01", "定于5月6日（星期三）召开。"), [(Level::Advise, "星期三".to_owned())]);
        assert_eq!(found("2024-12-20", "定于1月3日（星期五）召开。"), []);
        assert_eq!(
            found("", "定于5月6日（星期三）召开。\n甲市乙局\n2024年5月1日"),
            [(Level::Advise, "星期三".to_owned())]
        );
    }
}
