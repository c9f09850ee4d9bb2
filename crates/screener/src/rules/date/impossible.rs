//! Dates and times that do not exist.

use crate::hit::{Hit, Hits};
use crate::reading::date::{Date, Form, trim_spaces_start};
use crate::reading::numeral::run_after;
use crate::reading::scope::{following, is_quoted, preceding};
use crate::rule::Rule;
use crate::rules::date::document_day;
use crate::target::Target;
use calendar::{date_of, days_in_month};
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
日历上没有的日期和钟表上没有的时刻：2月30日、11月31日、13月、25时、61分；汉字、数字、连字符、斜线和点各种写法，以及“4月28日至31日”这样省略月份的后一日。

## 依据
公历每月天数；《全国年节及纪念日放假办法》和公文均用公历。政府网站读网抽查把不存在的日期列为表述错误。

## 命中
```text
请于2024年2月30日前报送。
请于2月30日前报送。
活动定于11月31日举行。
本办法自二〇二四年二月三十日起施行。
2023年2月29日，甲市召开会议。
登记日期：2024-02-30
公示时间：2024/6/31
发布时间：2024.9.31
2024年13月5日前完成。
定于4月28日至31日举办培训班。
会议于5月8日25时召开。
会议于5月8日下午2时61分结束。
自6月1日至6月31日。
2024年6月32号开始报名。
上午8:65入场。
会议将于当日25时30分开始。
考试于次日8时75分开始。
定于上午13时召开会议。
会议时间：25:30
请于本月31日前报送。⏎2024年4月8日
```

## 不报
```text
2024年2月29日，甲市召开会议。
截至2月29日，共受理120件。
版本号2024.2.30
软件V2024.2.30发布。
地址为192.168.2.30
用时13月余，于5月1日完工。
满13月龄的幼儿
农历二月三十日
农历2月30日祭祖。
连续32日
单价为12月31日元旦前的价格
有期徒刑10年13月
夏令营自2月25日至3月1日。
标准号GB 2024-13-31
第2023-24-01学期
会议于5月8日24时结束。
请于本月31日前报送。⏎2024年5月8日
得分为8.5时61分
历时25时61分
会议将于当日23时30分开始。
上午12时前送达，下午13时起办理。
播放时间：25:30
当日25时段客流最多
小说《2月30日》出版。
“2月30日”是不存在的日期。
表13月31日
```

## 词语来源
无词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "date/impossible",
    title: "不存在的日期或时刻",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::Practice,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: false,
    check,
};

fn check(target: &Target<'_>, hits: &mut Hits) {
    let text = target.as_str();
    for date in target.dates() {
        if is_other_calendar(text, date) {
            continue;
        }
        if let Some((range, why)) = wrong_date(text, date).or_else(|| wrong_following_day(text, date)) {
            let shown = target.slice(range.clone());
            let message = format!("日期“{shown}”不存在：{why}，请核对。");
            hits.push(Hit::new(range, Level::Confirm, message).source(Tier::Practice, "公历历法"));
        }
        if let Some(range) = wrong_time(text, date.range.end) {
            let message = format!("时刻“{}”不存在，请核对。", target.slice(range.clone()));
            hits.push(Hit::new(range, Level::Confirm, message).source(Tier::Practice, "24小时计时制"));
        }
    }
    this_month(target, hits);
    for at in clocks(text) {
        if let Some(range) = wrong_time(text, at) {
            let message = format!("时刻“{}”不存在，请核对。", target.slice(range.clone()));
            hits.push(Hit::new(range, Level::Confirm, message).source(Tier::Practice, "24小时计时制"));
        }
    }
}

/// Words of one day that a time follows, beside dates.
const DAYS: [&str; 7] = ["当日", "次日", "翌日", "当天", "今日", "凌晨", "时间："];

/// Where a time may begin other than after a date.
fn clocks(text: &str) -> Vec<usize> {
    // A length of time follows these.
    const LENGTHS: [&str; 9] = ["播放", "比赛", "竞赛", "视频", "音频", "录音", "用", "历", "成绩"];
    let length = |at: usize| text.get(..at).is_some_and(|before| LENGTHS.iter().any(|word| before.ends_with(word)));
    let days = DAYS.iter().flat_map(|word| text.match_indices(word).map(|(at, word)| (at, at + word.len())));
    let days = days.filter(|(start, _)| !length(*start)).map(|(_, end)| end);
    let mut found: Vec<usize> = text.match_indices('午').map(|(at, _)| at).chain(days).collect();
    found.sort_unstable();
    found
}

/// 本月31日 in a document of a month that is shorter.
fn this_month(target: &Target<'_>, hits: &mut Hits) {
    let mut month = None;
    for (at, word) in target.as_str().match_indices("本月") {
        let rest = target.after(at + word.len());
        let digits = run_after(rest, 2, |character| character.is_ascii_digit()).unwrap_or_default();
        let Some(day) =
            digits.parse::<i64>().ok().filter(|_| rest.get(digits.len()..).is_some_and(|rest| rest.starts_with('日')))
        else {
            continue;
        };
        let Some(written) = *month.get_or_insert_with(|| document_day(target)) else { return };
        let (year, month, _) = date_of(written);
        if days_in_month(year, month).is_some_and(|most| day > most) {
            let range = at..at + word.len() + digits.len() + '日'.len_utf8();
            let message = format!("“{}”不存在：文件写于{year}年{month}月，请核对。", target.slice(range.clone()));
            hits.push(Hit::new(range, Level::Confirm, message).confidence(950).source(Tier::Practice, "公历历法"));
        }
    }
}

/// Whether the text around says that it means no day of the calendar, or talks about the writing itself.
fn is_other_calendar(text: &str, date: &Date) -> bool {
    const BEFORE: [&str; 8] = ["农历", "阴历", "夏历", "旧历", "回历", "藏历", "民国", "公元前"];
    let (start, end) = (date.range.start, date.range.end);
    let before = preceding(text.get(..start).unwrap_or_default(), 12);
    let title = before.ends_with('《') && text.get(end..).is_some_and(|after| after.starts_with('》'));
    BEFORE.iter().any(|word| before.contains(word)) || is_quoted(text, start, end) || title
}

fn wrong_date(text: &str, date: &Date) -> Option<(Range<usize>, String)> {
    if !(1..=12).contains(&date.month) {
        return is_certain_month(text, date).then(|| (date.range.clone(), "一年只有12个月".to_owned()));
    }
    let day = date.day?;
    // Without a year the month may have its longest form.
    let most = days_in_month(date.year.unwrap_or(2000), date.month)?;
    if (1..=most).contains(&day) || day > 99 {
        return None;
    }
    let year = date.year.filter(|_| date.month == 2).map(|year| format!("{year}年")).unwrap_or_default();
    Some((date.range.clone(), format!("{year}{}月只有{most}天", date.month)))
}

/// Whether a month that does not exist is meant as a month and not put together from other figures.
fn is_certain_month(text: &str, date: &Date) -> bool {
    let Some(day) = date.day else { return false };
    let before = text.get(..date.range.start).unwrap_or_default();
    match date.form {
        // 2013-14-01 is a school year.
        Form::Separated(separator) => {
            let school = date.year.is_some_and(|year| (year + 1) % 100 == date.month);
            separator == '-' && date.range.len() == 10 && (1..=31).contains(&day) && !school && date.month < 20
        }
        _ if date.year.is_none() => {
            (1..=31).contains(&day)
                && !before.ends_with(['表', '图', '第', '件', '注', '号', '列', '栏', '条', '项', '至'])
        }
        _ => true,
    }
}

/// The second day of 4月28日至31日.
fn wrong_following_day(text: &str, date: &Date) -> Option<(Range<usize>, String)> {
    let first = date.day?;
    let after = text.get(date.range.end..)?;
    let connector = ["至", "到", "—", "－", "-", "～", "~", "、"].into_iter().find(|mark| after.starts_with(mark))?;
    let rest = trim_spaces_start(after.get(connector.len()..)?.trim_start_matches(['—', '－', '-']));
    let digits = run_after(rest, 2, |character| character.is_ascii_digit()).filter(|run| !run.is_empty())?;
    let unit = rest.get(digits.len()..)?.strip_prefix('日')?;
    let day: i64 = digits.parse().ok()?;
    let most = days_in_month(date.year.unwrap_or(2000), date.month)?;
    // 5日至35日 counts days when the first is no date of its own; a period of so many days ends in 内.
    if day <= most || day <= first || day > 39 || unit.starts_with(['内', '以', '元', '龄']) {
        return None;
    }
    Some((date.range.start..text.len() - unit.len(), format!("{}月只有{most}天", date.month)))
}

/// A time of day directly after a date or after 上午, 下午: 25时, 8时61分, 8:65.
fn wrong_time(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = following(text.get(at..)?, 16);
    let place = |rest: &str| at + (following(text.get(at..).unwrap_or_default(), 16).len() - rest.len());
    let mut rest = rest.trim_start_matches(['午', '上', '下', '晚', '早', '凌', '晨', ' ']);
    let start = place(rest);
    let hour = run_after(rest, 2, |character| character.is_ascii_digit()).filter(|run| !run.is_empty())?;
    rest = rest.get(hour.len()..)?;
    let unit = rest.chars().next().filter(|unit| matches!(unit, '时' | '点' | ':' | '：'))?;
    let colon = matches!(unit, ':' | '：');
    rest = rest.get(unit.len_utf8()..)?;
    let minute = run_after(rest, 3, |character| character.is_ascii_digit()).unwrap_or_default();
    let after = rest.get(minute.len()..)?;
    let has_minute =
        minute.len() == 2 && (colon || after.starts_with('分')) || minute.len() == 1 && after.starts_with('分');
    if colon && !has_minute {
        return None;
    }
    let hour: u32 = hour.parse().ok()?;
    let minute_value: u32 = if has_minute { minute.parse().ok()? } else { 0 };
    let end = if !has_minute {
        place(rest)
    } else if colon {
        place(after)
    } else {
        place(after) + '分'.len_utf8()
    };
    // 25时段 is no time of day.
    if !has_minute && rest.starts_with(['段', '差', '许']) {
        return None;
    }
    let morning = hour > 12 && !colon && is_forenoon(text, at);
    (hour > 24 || morning || minute_value > 59 || hour == 24 && minute_value > 0).then_some(start..end)
}

/// Whether 上午 stands around a place.
fn is_forenoon(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| before.ends_with('上')) && text.get(at..).is_some_and(|it| it.starts_with('午'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        assert_eq!(wrong_time("25时", 0), Some(0..5));
        assert_eq!(wrong_time("上午8:65入场", 0), Some(6..10));
        for text in ["24时", "下午2:30", "8时59分", "25", "2:3"] {
            assert_eq!(wrong_time(text, 0), None, "{text}");
        }
    }
}
