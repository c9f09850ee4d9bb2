//! The date under a document, against its form, its metadata and its publication.

use crate::hit::{Hit, Hits};
use crate::reading::date::{Date, Form};
use crate::rule::Rule;
use crate::rules::date::{DAY_NAMES, PUBLISHED_NAMES, day_of_value, signature_dates};
use crate::target::Target;
use calendar::date_of;
use lexicon::{Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
落款处的成文日期：月、日编虚位（2024年05月06日）；与元数据中的成文日期不一致；发布日期早于成文日期。

## 依据
《党政机关公文格式》（GB/T 9704—2012）7.3.5.4：成文日期用阿拉伯数字将年、月、日标全，月、日不编虚位（即1不编为01）。

## 命中
```text
2024年05月06日
2024年5月06日
```

## 不报
```text
2024年5月6日
2024年10月16日
系统时间为2024年05月06日。
2024-05-06
```

## 词语来源
无词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "date/signature_date",
    title: "成文日期",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::NationalStandard,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: false,
    check,
};

const FORMAT: &str = "《党政机关公文格式》（GB/T 9704—2012）7.3.5.4";

fn check(target: &Target<'_>, hits: &mut Hits) {
    if let Some(name) = target.part.strip_prefix("metadata/") {
        return published_before_written(target, name, hits);
    }
    if !target.is_body() {
        return;
    }
    let mut last = None;
    for date in signature_dates(target) {
        let shown = target.slice(date.range.clone());
        if date.form == Form::Arabic && has_leading_zero(shown) {
            let message = "成文日期的月、日不编虚位，应去掉前面的0。";
            let right = shown.replace("年0", "年").replace("年 0", "年 ").replace("月0", "月").replace("月 0", "月 ");
            hits.push(
                Hit::new(date.range.clone(), Level::Advise, message)
                    .replace(right)
                    .source(Tier::NationalStandard, FORMAT),
            );
        }
        last = Some(date);
    }
    if let Some(date) = last {
        against_metadata(target, date, hits);
    }
}

fn has_leading_zero(date: &str) -> bool {
    ["年0", "年 0", "月0", "月 0"].iter().any(|zero| date.contains(zero))
}

/// The document's last date standing alone is its own; metadata that name another day are wrong or the signature is.
fn against_metadata(target: &Target<'_>, date: &Date, hits: &mut Hits) {
    let Some(declared) = target.metadata(&["成文日期", "落款日期"]).and_then(day_of_value) else { return };
    let Some(written) = date.day_of_calendar().filter(|written| *written != declared) else { return };
    // An attached law or a reprinted older text carries dates of its own.
    if (written - declared).abs() > 366 {
        return;
    }
    let (year, month, day) = date_of(declared);
    let message = format!("落款日期与元数据中的成文日期（{year}年{month}月{day}日）不一致，请核对。");
    hits.push(
        Hit::new(date.range.clone(), Level::Advise, message).confidence(900).source(Tier::NationalStandard, FORMAT),
    );
}

fn published_before_written(target: &Target<'_>, name: &str, hits: &mut Hits) {
    if !PUBLISHED_NAMES.contains(&name) {
        return;
    }
    let written = target.metadata(&DAY_NAMES).and_then(day_of_value);
    if let (Some(published), Some(written)) = (day_of_value(target.as_str().trim()), written)
        && published < written
    {
        let (year, month, day) = date_of(written);
        let message = format!("发布日期早于成文日期（{year}年{month}月{day}日），请核对。");
        let range = 0..target.as_str().len();
        hits.push(Hit::new(range, Level::Confirm, message).source(Tier::Practice, "发布日期不早于成文日期"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, screen};
    use document::Document;
    use lexicon::Lexicon;

    fn found(metadata: &[(&str, &str)], body: &str) -> Vec<String> {
        let metadata = metadata.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let document = Document { metadata, ..Document::plain(body) };
        let report = screen(&document, &Lexicon::empty(), &Options::default()).unwrap();
        report.findings.into_iter().filter(|it| it.rule == RULE.code).map(|it| it.span.part).collect()
    }

    #[test]
    fn metadata_and_signature() {
        let body = "特此通知。\n甲市乙局\n2024年5月6日";
        assert_eq!(found(&[("成文日期", "2024-05-06")], body), [""; 0]);
        assert_eq!(found(&[("成文日期", "2024年5月7日")], body), ["body"]);
        assert_eq!(found(&[("成文日期", "2024-05-06"), ("发布日期", "2024-05-05 10:00")], body), ["metadata/发布日期"]);
        assert_eq!(found(&[("成文日期", "2024-05-06"), ("发布日期", "2024-05-06 10:00")], body), [""; 0]);
        assert_eq!(found(&[("成文日期", "坏")], body), [""; 0]);
    }
}
