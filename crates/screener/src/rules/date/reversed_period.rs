//! Periods that end before they begin.

use crate::hit::{Hit, Hits};
use crate::reading::date::Date;
use crate::rule::Rule;
use crate::scan::TokenKind;
use crate::target::Target;
use lexicon::{Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
起止时间倒置：“自2024年6月10日至2024年6月1日”“2025—2024年”“6月20日至6月10日”。

## 依据
期间的终点不能早于起点。跨年而只写月、日的（12月20日至1月5日）不算。

## 命中
```text
公示期自2024年6月10日至2024年6月1日。
公示时间：2024年6月10日—6月1日
报名时间：2024年6月10日9时至2024年6月1日17时
报名时间：2024-06-10至2024-06-01
报名时间为6月20日至6月10日。
展期：2024年6月10日（星期一）至6月3日（星期一）
考核期为2025—2024年。
规划期为2030-2025年度。
```

## 不报
```text
公示期自2024年6月1日至2024年6月10日。
放假时间为2024年12月30日至1月3日。
学期为9月1日至7月10日。
供暖期为11月1日至次年3月31日。
由2024年6月10日改为2024年6月1日。
标准号为GB/T 2025—2024
2023—2025年
2024年6月10日至2023年同期
2024年6月10日、2024年6月1日
电话2045-2024年前不变
```

## 词语来源
无词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "date/reversed_period",
    title: "起止时间倒置",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::Practice,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: false,
    check,
};

const SOURCE: &str = "期间的起止顺序";

fn check(target: &Target<'_>, hits: &mut Hits) {
    for pair in target.dates().windows(2) {
        let [start, end] = pair else { continue };
        if is_reversed(start, end) && is_period(between(target, start, end)) {
            let range = start.range.start..end.range.end;
            let message = format!("起止时间倒置：“{}”的终点早于起点，请核对。", target.slice(range.clone()));
            hits.push(Hit::new(range, Level::Confirm, message).confidence(980).source(Tier::Practice, SOURCE));
        }
    }
    years(target, hits);
}

fn between<'t>(target: &Target<'t>, start: &Date, end: &Date) -> &'t str {
    target.slice(start.range.end..end.range.start)
}

/// Whether the second date lies before the first. A missing year is the first's, unless the year may have turned.
fn is_reversed(start: &Date, end: &Date) -> bool {
    let (Some(first), Some(second)) = (start.day, end.day) else { return false };
    let exists = |date: &Date, day| calendar::day_from(date.year.unwrap_or(2000), date.month, day).is_some();
    if !exists(start, first) || !exists(end, second) {
        return false;
    }
    match (start.year, end.year) {
        (Some(year), Some(other)) => (year, start.month, first) > (other, end.month, second),
        (_, None) if start.month == end.month => first > second,
        (Some(_), None) => start.month > end.month && !(start.month >= 9 && end.month <= 8),
        _ => false,
    }
}

/// Whether what stands between two dates makes them a period: a connector, beside it only times and weekdays.
fn is_period(between: &str) -> bool {
    const CONNECTORS: [&str; 7] = ["至", "到", "—", "-", "－", "～", "~"];
    if between.is_empty() || between.len() > 72 {
        return false;
    }
    let mut rest = between;
    let mut depth = 0_u8;
    let mut connected = false;
    while let Some(next) = rest.chars().next() {
        if let Some(connector) = CONNECTORS.iter().find(|connector| rest.starts_with(**connector)) {
            // 9:00-11:00 is a time of day.
            connected |= depth == 0;
            rest = rest.get(connector.len()..).unwrap_or_default();
            continue;
        }
        match next {
            '（' | '(' => depth = depth.saturating_add(1),
            '）' | ')' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '0'..='9'
            | ':'
            | '：'
            | ' '
            | '时'
            | '点'
            | '分'
            | '上'
            | '下'
            | '午'
            | '起'
            | '零'
            | '早'
            | '晚'
            | '止' => {}
            '星' | '期' | '一' | '二' | '三' | '四' | '五' | '六' | '日' | '周' => {}
            _ => return false,
        }
        rest = rest.get(next.len_utf8()..).unwrap_or_default();
    }
    connected
}

/// 2025—2024年: two years of four digits joined by a dash or 至.
fn years(target: &Target<'_>, hits: &mut Hits) {
    let text = target.as_str();
    let digits = || target.tokens.iter().filter(|token| token.kind == TokenKind::Digits);
    for (one, other) in digits().zip(digits().skip(1)) {
        if one.range.len() != 4 || other.range.len() != 4 || other.range.start - one.range.end > 12 {
            continue;
        }
        let year = |range: std::ops::Range<usize>| {
            text.get(range).and_then(|it| it.parse::<u32>().ok()).filter(|it| (1949..2100).contains(it))
        };
        let (Some(first), Some(second)) = (year(one.range.clone()), year(other.range.clone())) else { continue };
        let between = target.slice(one.range.end..other.range.start);
        let joined = matches!(between, "—" | "-" | "－" | "～" | "~" | "至" | "——" | "年至" | "年—" | "年-" | "年到");
        let before = target.before(one.range.start).trim_end_matches(' ').chars().next_back();
        // Standards, codes and telephone numbers look like that.
        let code = before.is_some_and(|last| last.is_ascii_alphanumeric() || ".-—:：/话号线".contains(last));
        let after = target.after(other.range.end);
        let is_year = after.starts_with('年')
            && !after.starts_with("年同期")
            && !after.starts_with("年前")
            && !after.starts_with("年的");
        let month = after.strip_prefix('年').is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_digit()));
        if first > second && joined && is_year && !code && !month {
            let range = one.range.start..other.range.end;
            let message = format!("起止年份倒置：“{}年”的终点早于起点，请核对。", target.slice(range.clone()));
            hits.push(Hit::new(range, Level::Confirm, message).confidence(950).source(Tier::Practice, SOURCE));
        }
    }
}
