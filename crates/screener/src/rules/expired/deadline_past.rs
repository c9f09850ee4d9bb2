//! Deadlines that have passed.

use crate::hit::{Hit, Hits};
use crate::reading::date::Date;
use crate::reading::scope::{following, preceding};
use crate::rule::Rule;
use crate::rules::date::document_day;
use crate::target::Target;
use calendar::date_of;
use lexicon::{Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
截止时间、报名时间、有效期已经过去：早于筛查当日，或者早于文件自己的成文日期。

## 依据
《规范》第十六条：信息发布后发现失当、有误或过期的，应当撤回。截止日早于成文日期的通知无法执行。

## 命中
```text
报名截止时间：2024年4月6日⏎2024年5月6日
申报截止日期为2024年4月6日17时。⏎2024年5月6日
报名时间：2024年4月1日至4月6日⏎2024年5月6日
本通知有效期至2024年4月6日。⏎2024年5月6日
```

## 不报
```text
报名截止时间：2024年6月6日⏎2024年5月6日
报名截止时间：2024年4月6日
报名截止时间为2024年4月6日，共有30人报名。⏎2024年5月6日
报名时间：2024年4月1日至6月6日⏎2024年5月6日
截止2024年4月6日，全市共有企业30家。⏎2024年5月6日
原报名截止时间2024年4月6日延长至2024年6月6日。⏎2024年5月6日
```

## 词语来源
无词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "expired/deadline_past",
    title: "截止时间已过",
    level: Level::Advise,
    clause: "16",
    tier: Tier::PolicyDocument,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[
        "截止时间",
        "截止日期",
        "截止日",
        "报名时间",
        "申报时间",
        "有效期至",
        "有效期截至",
        "有效期限至",
        "投标截止",
    ],
    summarise: true,
    check,
};

/// How far behind the words the date stands, in characters.
const NEAR: usize = 12;

fn check(target: &Target<'_>, hits: &mut Hits) {
    let document = document_day(target);
    let Some(today) = target.as_of.max(document) else { return };
    let dates = target.dates();
    for cue in target.cues {
        let next = dates.partition_point(|date| date.range.start < cue.range.end);
        let Some(first) = dates.get(next) else { continue };
        let gap = target.slice(cue.range.end..first.range.start);
        let near = gap.len() <= NEAR * 4 && gap.chars().count() <= NEAR && !gap.contains(['。', '\n', '\t', '；']);
        let last = dates.get(next + 1).filter(|second| joins(target.slice(first.range.end..second.range.start)));
        let Some(day) = deadline(first, last).filter(|day| near && *day < today) else { continue };
        if is_history(target, cue.range.start, last.unwrap_or(first).range.end) {
            continue;
        }
        let (year, month, of_month) = date_of(day);
        let message = if document.is_some_and(|written| day < written) {
            format!("截止时间（{year}年{month}月{of_month}日）早于成文日期，请核对。")
        } else {
            format!("截止时间（{year}年{month}月{of_month}日）已过，请核对是否仍应发布。")
        };
        let range = first.range.start..last.unwrap_or(first).range.end;
        let hit = Hit::new(range, Level::Advise, message).confidence(880);
        hits.push(hit.source(Tier::PolicyDocument, "《规范》第十六条"));
    }
}

fn deadline(first: &Date, last: Option<&Date>) -> Option<calendar::Day> {
    match last {
        Some(last) => calendar::day_from(last.year.or(first.year)?, last.month, last.day?),
        None => first.day_of_calendar(),
    }
}

fn joins(between: &str) -> bool {
    between.len() <= NEAR * 4
        && between.chars().count() <= NEAR
        && ["至", "到", "—", "-", "～", "~"].iter().any(|mark| between.contains(mark))
}

/// Whether the sentence tells what happened, or changes the deadline.
fn is_history(target: &Target<'_>, start: usize, end: usize) -> bool {
    const WORDS: [&str; 10] = ["原", "延长", "延期", "调整", "变更", "共有", "收到", "已于", "结束", "推迟"];
    let before = preceding(target.before(start), 16);
    let after = following(target.after(end), 20);
    let sentence = before.rsplit('。').next().unwrap_or_default();
    let rest = after.split('。').next().unwrap_or_default();
    WORDS.iter().any(|word| sentence.contains(word) || rest.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, screen};
    use document::Document;
    use lexicon::Lexicon;

    #[test]
    fn today_counts() {
        let document = Document::plain("报名截止时间：2024年5月6日");
        // Midday of 7 May and of 6 May 2024.
        for (as_of, expected) in [(Some(1_715_054_400_000), 1), (Some(1_714_968_000_000), 0), (None, 0)] {
            let options = Options { as_of, ..Options::default() };
            let report = screen(&document, &Lexicon::empty(), &options).unwrap();
            assert_eq!(report.findings.iter().filter(|finding| finding.rule == RULE.code).count(), expected);
        }
    }
}
