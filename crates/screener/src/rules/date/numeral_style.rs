//! Numerals of dates written in mixed or wrong characters.

use crate::hit::{Hit, Hits};
use crate::reading::date::{Date, Form};
use crate::reading::numeral::{is_numeral, positional, run_before};
use crate::rule::Rule;
use crate::rules::date::signature_dates;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
日期中的数字写法：“二零二四年”应为“二〇二四年”，用字母O、圆圈代替“〇”，“日”误作“曰”，一个日期里汉字和阿拉伯数字混用，落款日期的年份写成两位。

## 依据
《出版物上数字用法》（GB/T 15835—2011）5.2.3：汉字编号和年份中的“0”写作“〇”；同一场合数字形式应统一；年份不能简写。

## 命中
```text
本办法自二零二四年五月一日起施行。
本办法自二零二四年起施行。
二O二四年五月一日
2024年8月30曰
2024年五月1日，甲市召开会议。
二〇二四年5月1日
24年5月1日
```

## 不报
```text
本办法自二〇二四年五月一日起施行。
本办法自2024年5月1日起施行。
一九九〇年五月一日
一九九零年版
自有期徒刑15年5月起算
24年5月
一百零二年
其书曰《甲志》，其三曰勤。
```

## 词语来源
无词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "date/numeral_style",
    title: "日期数字写法",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::NationalStandard,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["年", "曰"],
    summarise: true,
    check,
};

const SOURCE: &str = "《出版物上数字用法》（GB/T 15835—2011）";
/// Before this year official texts wrote as was usual then; they are quoted as they are.
const FROM: u64 = 2012;

fn check(target: &Target<'_>, hits: &mut Hits) {
    let text = target.as_str();
    for cue in target.cues {
        if cue.number == 1 {
            look_alike(target, cue.range.clone(), hits);
        } else {
            zero(text, cue.range.start, hits);
        }
    }
    for date in target.dates() {
        let recent = date.year.is_none_or(|year| year >= 2012);
        if date.form == Form::Mixed && recent && !is_noise(text, date) {
            let message = "一个日期里汉字数字和阿拉伯数字混用，应统一为一种。";
            hits.push(
                Hit::new(date.range.clone(), Level::Confirm, message)
                    .confidence(950)
                    .source(Tier::NationalStandard, SOURCE),
            );
        }
    }
    if !target.is_body() {
        return;
    }
    for date in signature_dates(target) {
        let Some(year) = date.year_range.clone().filter(|year| date.year.is_none() && year.len() == 2) else {
            continue;
        };
        let full = format!("20{}", target.slice(year.clone()));
        let message = "成文日期的年份应写全四位。";
        hits.push(Hit::new(year, Level::Confirm, message).replace(full).source(Tier::NationalStandard, SOURCE));
    }
}

/// 8月30曰: what a reader of images makes of 日.
fn look_alike(target: &Target<'_>, range: Range<usize>, hits: &mut Hits) {
    let before = target.before(range.start);
    let day =
        run_before(before, 3, |character| character.is_ascii_digit() || is_numeral(character)).unwrap_or_default();
    let is_date = !day.is_empty() && before.get(..before.len() - day.len()).is_some_and(|head| head.ends_with('月'));
    if is_date {
        let hit = Hit::new(range, Level::Confirm, "日期里的“日”误作“曰”。").replace("日");
        hits.push(hit.source(Tier::Practice, "形近字"));
    }
}

/// A year whose zero is not 〇: 二零二四, 二O二四, 二○二四.
fn zero(text: &str, at: usize, hits: &mut Hits) {
    let before = text.get(..at).unwrap_or_default();
    let Some(start) = before.char_indices().rev().nth(3).map(|(start, _)| start) else { return };
    let digits = before.get(start..).unwrap_or_default();
    let wrong = |character: char| matches!(character, '零' | 'O' | 'o' | '0' | '○' | 'Ο' | 'О' | '◯');
    if !digits.starts_with('二') || !digits.contains(wrong) {
        return;
    }
    let right = digits.replace(wrong, "〇");
    let full = positional(&right).filter(|year| (FROM..2100).contains(year));
    let longer = before.get(..start).unwrap_or_default().ends_with(|last| positional(&String::from(last)).is_some());
    if full.is_none() || longer {
        return;
    }
    // 二零二四 is a matter of style, a letter or a circle for 〇 is none.
    let level = if digits.contains('零') { Level::Advise } else { Level::Confirm };
    let message = "汉字年份中的“0”应写作“〇”，不写“零”，也不用字母O或圆圈代替。";
    hits.push(Hit::new(start..at, level, message).replace(right).source(Tier::NationalStandard, SOURCE));
}

/// 正月, 一二月 and the like beside figures are no mixed date; nor is what may be a count: 3年五月.
fn is_noise(text: &str, date: &Date) -> bool {
    let has_full_year = date.year.is_some();
    let quoted = text.get(..date.range.start).is_some_and(|before| before.ends_with('“'));
    !has_full_year || quoted || !(1..=12).contains(&date.month)
}
