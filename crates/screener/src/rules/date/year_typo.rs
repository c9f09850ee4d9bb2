//! Years that can only be slips of the keyboard.

use crate::hit::{Hit, Hits};
use crate::reading::date::{Date, Form};
use crate::rule::Rule;
use crate::scan::TokenKind;
use crate::target::Target;
use lexicon::{Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
年份多写、漏写、颠倒数字：20024年、202年5月6日、2204年5月6日、0224年。

## 依据
年份用四位阿拉伯数字写全（GB/T 15835—2011）；落在两百年之外而又写明月、日的年份只能是输入差错。

## 命中
```text
请于20024年5月6日前报送。
请于202年5月6日前报送。
请于2204年5月6日前报送。
请于0224年5月6日前报送。
到20255年底全部建成。
请于3024年5月6日前报送。
```

## 不报
```text
请于2024年5月6日前报送。
距今20000年前
公元202年，战事结束。
公元前202年5月6日
1127年1月9日，京城失陷。
到2100年底
工龄为20024年次
有效期至9999年12月31日
有期徒刑20年5月6日
```

## 词语来源
无词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "date/year_typo",
    title: "年份输入差错",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::NationalStandard,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["年"],
    summarise: false,
    check,
};

fn check(target: &Target<'_>, hits: &mut Hits) {
    for date in target.dates() {
        if let Some(year) = date.year_range.clone().filter(|_| is_slip(target, date)) {
            push(target, hits, year);
        }
    }
    for token in target.tokens {
        // 20255年底: five figures that begin as a year of this century does.
        let is_long = token.kind == TokenKind::Digits
            && token.range.len() == 5
            && target.slice(token.range.clone()).starts_with("20");
        let is_period = || {
            let after = target.after(token.range.end).trim_start_matches(' ');
            ["年底", "年末", "年初", "年度", "年上半年", "年下半年"].iter().any(|word| after.starts_with(word))
        };
        if is_long && is_period() {
            push(target, hits, token.range.clone());
        }
    }
}

/// Whether the year of a date with month and day is no year anybody writes.
fn is_slip(target: &Target<'_>, date: &Date) -> bool {
    if date.form != Form::Arabic || date.day.is_none_or(|day| day > 31) || date.month > 12 {
        return false;
    }
    let Some(range) = date.year_range.clone() else { return false };
    let digits = target.slice(range.clone());
    let before = target.before(range.start);
    if before.ends_with("前") || before.ends_with("公元") || before.ends_with(['.', ',', '，', '-', '—', '、']) {
        return false;
    }
    match digits.len() {
        5 => digits.starts_with("20") || digits.starts_with("19"),
        3 => digits.starts_with("20") || digits.starts_with("19"),
        // 9999年12月31日 stands for no end.
        4 => digits.starts_with('0') || digits > "2100" && digits != "9999",
        _ => false,
    }
}

fn push(target: &Target<'_>, hits: &mut Hits, range: std::ops::Range<usize>) {
    let message = format!("年份“{}”不成立，可能多写、漏写或颠倒了数字，请核对。", target.slice(range.clone()));
    let source = "《出版物上数字用法》（GB/T 15835—2011）：年份写全四位";
    hits.push(Hit::new(range, Level::Confirm, message).confidence(990).source(Tier::NationalStandard, source));
}
