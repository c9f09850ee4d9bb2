//! Lengths of periods that do not fit their first and last day.

use crate::hit::{Hit, Hits};
use crate::reading::date::Date;
use crate::reading::numeral::{self, run_before};
use crate::rule::Rule;
use crate::target::{Target, sentences};
use calendar::{Day, date_of, day_from, weekday};
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
同一句中既写公示期（公告期、报名期等）多少天，又写起止日期，二者不符。首日计入或不计入都算相符；写“工作日”的，起止日期之间连日历天数都不够的一定有误，与周末推算不符而又不临近法定节假日的作提示。

## 依据
公示期、公告期、申报期的长短通常由法规规定，天数与起止日期不符会使程序不合规。

## 命中
```text
公示期为7天，自2024年5月13日至5月15日。
公示时间：2024年5月13日至2024年5月17日（7个工作日）
公示期5个工作日（2024年7月8日至7月10日）。
现予公示，公示期7日，公示时间为2024年5月13日—6月19日。
公示期为十天，自2024年5月13日至5月15日止。
公示期为5个工作日，自2024年7月8日至7月25日。
```

## 不报
```text
公示期为7天，自2024年5月13日至5月19日。
公示期为7天，自2024年5月13日至5月20日。
公示期为5个工作日，自2024年7月8日至7月12日。
公示期为5个工作日，自2024年9月27日至10月11日。
公示期为5个工作日，自2024年5月13日至5月17日，公示期满3日内反馈。
自2024年5月13日至5月17日举办，报名后3日内缴费。
公示期不少于7天，自2024年5月13日至5月31日。
```

## 词语来源
无词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "date/period_length",
    title: "天数与起止日期不符",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::Practice,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["公示", "公告期", "报名期", "征求意见期", "申报期", "为期", "展期", "会期", "培训时间"],
    summarise: false,
    check,
};

/// A length as it is written.
struct Length {
    days: i64,
    working: bool,
    range: Range<usize>,
}

fn check(target: &Target<'_>, hits: &mut Hits) {
    let text = target.as_str();
    let mut cues = target.cues.iter().peekable();
    let mut dates = target.dates().iter().peekable();
    for (start, block) in target.blocks() {
        for (at, sentence) in sentences(block) {
            let range = start + at..start + at + sentence.len();
            let mut has_cue = false;
            while let Some(cue) = cues.next_if(|cue| cue.range.start < range.end) {
                has_cue |= cue.range.start >= range.start;
            }
            let mut within = Vec::new();
            while let Some(date) = dates.next_if(|date| date.range.start < range.end) {
                if date.range.start >= range.start {
                    within.push(date);
                }
            }
            if !has_cue || within.len() != 2 {
                continue;
            }
            let lengths = lengths(text, &range);
            if let ([length], [from, to]) = (lengths.as_slice(), within.as_slice())
                && let Some((first, last)) = period(text, from, to)
            {
                judge(target, hits, length, first, last);
            }
        }
    }
}

/// First and last day of two dates that something like 至 joins.
fn period(text: &str, from: &Date, to: &Date) -> Option<(Day, Day)> {
    let between = text.get(from.range.end..to.range.start)?;
    if between.len() > 36 || !["至", "到", "—", "-", "～", "~", "－"].iter().any(|mark| between.contains(mark)) {
        return None;
    }
    let first = from.day_of_calendar()?;
    let year = to.year.or(from.year)?;
    let last = day_from(year, to.month, to.day?)?;
    (first <= last).then_some((first, last))
}

/// The exact lengths in a sentence: 7天, 十日, 5个工作日; those with 不少于, 内, 满 and the like are none.
fn lengths(text: &str, range: &Range<usize>) -> Vec<Length> {
    let sentence = text.get(range.clone()).unwrap_or_default();
    let mut found = Vec::new();
    for (unit, working) in [("个工作日", true), ("工作日", true), ("个自然日", false), ("天", false), ("日", false)]
    {
        for (at, _) in sentence.match_indices(unit) {
            let head = sentence.get(..at).unwrap_or_default();
            let Some(digits) = run_before(head, 4, |it| it.is_ascii_digit() || numeral::is_numeral(it)) else {
                continue;
            };
            let days =
                digits.parse::<i64>().ok().or_else(|| numeral::chinese(digits).and_then(|it| it.try_into().ok()));
            let Some(days) = days.filter(|days| (1..=400).contains(days)) else { continue };
            let before = head.get(..head.len() - digits.len()).unwrap_or_default();
            let after = sentence.get(at + unit.len()..).unwrap_or_default();
            let bare = unit == "日"
                && !["期", "为", "共", "期为", "期限", "（", "("].iter().any(|word| before.ends_with(word));
            let open = ["于", "过", "前", "后", "每", "第", "月", "满", "-", "—", "至", "."]
                .iter()
                .any(|word| before.ends_with(word))
                || after.starts_with(['内', '以', '前', '后', '之', '左', '至', '起']);
            if !bare && !open {
                let start = range.start + at - digits.len();
                found.push(Length { days, working, range: start..range.start + at + unit.len() });
            }
        }
    }
    found
}

fn judge(target: &Target<'_>, hits: &mut Hits, length: &Length, first: Day, last: Day) {
    let calendar_days = last - first + 1;
    let shown = target.slice(length.range.clone());
    let short = length.days > calendar_days;
    let fits = length.days == calendar_days || length.days == calendar_days - 1;
    let message = if !length.working && !fits || short {
        format!("写明{shown}，但起止日期之间有{calendar_days}天，请核对天数和起止日期。")
    } else if length.working && !near_holidays(first, last) && calendar_days <= 120 {
        let working = (first..=last).filter(|day| weekday(*day) < 5).count();
        let working = i64::try_from(working).unwrap_or(i64::MAX);
        if length.days == working || length.days == working - 1 {
            return;
        }
        format!("写明{shown}，但起止日期之间按周末推算有{working}个工作日，请核对。")
    } else {
        return;
    };
    // Too few days break a rule; more may be meant kindly.
    let (level, permille) = if short { (Level::Confirm, 970) } else { (Level::Advise, 850) };
    let hit = Hit::new(length.range.clone(), level, message).confidence(permille);
    hits.push(hit.source(Tier::Practice, "期间天数与起止日期一致"));
}

/// Whether a period touches the weeks around statutory holidays, whose working days are arranged every year.
fn near_holidays(first: Day, last: Day) -> bool {
    const WEEKS: [((i64, i64), (i64, i64)); 6] = [
        ((1, 1), (2, 29)),
        ((3, 30), (5, 12)),
        ((5, 25), (6, 30)),
        ((9, 6), (10, 14)),
        ((12, 25), (12, 31)),
        ((3, 1), (3, 3)),
    ];
    (first..=last.min(first + 400)).any(|day| {
        let (_, month, of_month) = date_of(day);
        WEEKS.iter().any(|(from, to)| *from <= (month, of_month) && (month, of_month) <= *to)
    })
}
