//! Thousands separators that do not stand before three digits.

use crate::hit::{Hit, Hits};
use crate::reading::scope::preceding;
use crate::rule::Rule;
use crate::scan::{Token, TokenKind};
use crate::target::Target;
use lexicon::{Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
千分位逗号位置不对的数：1,23,456元、12,3456人。位数错的数往往是抄错的数。

## 依据
《出版物上数字用法》（GB/T 15835—2011）5.1.2：多位数用千分撇分节时，从小数点起向左每三位一节。

## 命中
```text
总投资12,3456万元。
合同价1,23,456.00元。
补贴1,2345元。
全年新增就业1,23,456人。
惠及12,3456户。
```

## 不报
```text
总投资123,456万元。
合同价1,234,567.00元。
第1,2,3项
1,2组共3人
编号12,3456
坐标12.5,3456米
2023,2024年
甲乙两组分别为12,34人
三地分别为1,12,345人
全年新增就业123,456人。
编号1,2345人员名单
```

## 词语来源
无词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "number/thousand_separator",
    title: "千分位逗号位置",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::NationalStandard,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &UNITS,
    summarise: false,
    check,
};

/// What a count or an amount is followed by.
const UNITS: [&str; 13] =
    ["元", "万元", "亿元", "人", "万人", "人次", "户", "家", "吨", "亩", "公顷", "平方米", "公里"];

fn check(target: &Target<'_>, hits: &mut Hits) {
    let mut tokens = target.tokens;
    while let [first, rest @ ..] = tokens {
        tokens = rest;
        if first.kind != TokenKind::Digits {
            continue;
        }
        let mut groups = vec![first.range.len()];
        let mut end = first.range.end;
        while let [comma, group, more @ ..] = tokens {
            if comma.kind != TokenKind::Mark(',')
                || group.kind != TokenKind::Digits
                || comma.range.start != end
                || group.range.start != comma.range.end
            {
                break;
            }
            groups.push(group.range.len());
            end = group.range.end;
            tokens = more;
        }
        if is_wrong(&groups) && is_amount(target, first, end) {
            let range = first.range.start..end;
            let message =
                format!("“{}”的千分位逗号位置不对，应从个位起每三位一节，请核对数值。", target.slice(range.clone()));
            let source = "《出版物上数字用法》（GB/T 15835—2011）";
            hits.push(Hit::new(range, Level::Confirm, message).confidence(950).source(Tier::NationalStandard, source));
        }
    }
}

/// Whether one group at least shows that thousands are meant, and another that they are not.
fn is_wrong(groups: &[usize]) -> bool {
    let Some((first, rest)) = groups.split_first() else { return false };
    let long_enough = groups.iter().sum::<usize>() >= 5 && groups.len() <= 5;
    long_enough
        && (1..=3).contains(first)
        && rest.iter().any(|length| *length != 3)
        && rest.iter().any(|length| *length >= 3)
}

/// Whether an amount of money or a count follows, and no longer figure or list precedes.
fn is_amount(target: &Target<'_>, first: &Token, end: usize) -> bool {
    let after = target.after(end);
    let decimals = after.strip_prefix('.').map(|rest| rest.trim_start_matches(|next: char| next.is_ascii_digit()));
    let after = decimals.unwrap_or(after).trim_start_matches(' ');
    let before = target.before(first.range.start);
    let counted = UNITS.iter().any(|unit| after.starts_with(unit)) && !after.starts_with("人员");
    // 分别为1,12,345人 lists three counts.
    let listed = preceding(before, 12).contains("分别") || before.ends_with("编号");
    counted && !listed && !before.ends_with(['.', ',', '、', '-', '第'])
}
