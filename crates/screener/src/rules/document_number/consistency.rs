//! The document's own number against its metadata and its date.

use super::{SOURCE, stands_alone};
use crate::hit::{Hit, Hits};
use crate::reading::document_number::{DocumentNumber, OPENING, read};
use crate::rule::Rule;
use crate::rules::date::{DAY_NAMES, leading_year, signature_dates};
use crate::target::Target;
use lexicon::{Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
单独成行的本文文号与元数据中的发文字号不一致；文号的年份与成文日期的年份不符（次年一季度印发上年编号的文件属正常，不报）。

## 依据
《党政机关公文格式》（GB/T 9704—2012）7.2.5：发文字号由发文机关代字、年份、发文顺序号组成。国务院文件目录5361件中文号年份与成文年份不同的仅9件。

## 命中
```text
甲政办发〔2023〕5号⏎关于开展检查的通知⏎2024年10月8日
甲政办发〔2024〕5号⏎关于开展检查的通知⏎2023年10月8日
```

## 不报
```text
甲政办发〔2024〕5号⏎关于开展检查的通知⏎2024年10月8日
甲政办发〔2023〕95号⏎关于开展检查的通知⏎2024年1月8日
根据甲政办发〔2019〕5号，现通知如下。⏎2024年10月8日
甲政办发〔2023〕5号
```

## 词语来源
无词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "document_number/consistency",
    title: "文号前后不一",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::NationalStandard,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &OPENING,
    summarise: false,
    check,
};

fn check(target: &Target<'_>, hits: &mut Hits) {
    if !target.is_body() {
        return;
    }
    let mut own = target
        .cues
        .iter()
        .filter_map(|cue| read(target.as_str(), cue.range.start))
        .filter(|number| number.has_unit && stands_alone(target, number));
    // A second number on a line of its own is another document's, which this one forwards.
    let (Some(number), None) = (own.next(), own.next()) else { return };
    against_metadata(target, &number, hits);
    against_date(target, &number, hits);
}

fn against_metadata(target: &Target<'_>, number: &DocumentNumber, hits: &mut Hits) {
    let Some(declared) = target.metadata(&["发文字号", "文号", "文件编号"]) else { return };
    let written = target.slice(number.whole());
    if comparable(declared) != comparable(written) && declared.contains('号') {
        let message = format!("正文的发文字号与元数据中的“{declared}”不一致，请核对。");
        hits.push(Hit::new(number.whole(), Level::Confirm, message).source(Tier::NationalStandard, SOURCE));
    }
}

/// Without spaces, and with one kind of brackets: their form is another rule's business.
fn comparable(number: &str) -> String {
    let plain = |character: char| match character {
        '[' | '［' | '【' | '（' | '(' | '﹝' | '〖' => '〔',
        ']' | '］' | '】' | '）' | ')' | '﹞' | '〗' => '〕',
        other => other,
    };
    number.chars().filter(|character| !character.is_whitespace()).map(plain).collect()
}

fn against_date(target: &Target<'_>, number: &DocumentNumber, hits: &mut Hits) {
    let Some(year) = number.full_year(target.as_str()) else { return };
    let declared =
        target.metadata(&DAY_NAMES).and_then(|value| leading_year(value).map(|year| (year, month_of(value))));
    // The first date below the number; further ones belong to what is attached.
    let signed = || {
        let date = signature_dates(target).find(|date| date.range.start > number.range.end)?;
        date.year.map(|year| (year, date.month))
    };
    let Some((written, month)) = declared.or_else(signed) else { return };
    let turned = written == year + 1 && month <= 3;
    // A year far off belongs to another document.
    if year == written || turned || (year - written).abs() > 2 {
        return;
    }
    let message = format!("发文字号的年份是{year}年，成文日期在{written}年，请核对。");
    let hit = Hit::new(number.year.clone(), Level::Advise, message).confidence(850);
    hits.push(hit.source(Tier::NationalStandard, SOURCE));
}

fn month_of(value: &str) -> i64 {
    let mut numbers = value.split(|character: char| !character.is_ascii_digit()).filter(|part| !part.is_empty());
    numbers.nth(1).and_then(|month| month.parse().ok()).unwrap_or(0)
}
