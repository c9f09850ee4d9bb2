//! Bank cards, social-security cards and accounts of people.

use crate::hit::{Hit, Hits};
use crate::personal::codes::is_bank_card;
use crate::personal::columns;
use crate::personal::context::{after, before, holds, stands_alone};
use crate::rule::Rule;
use crate::scan::TokenKind;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
个人银行卡、社会保障卡、“一卡通”的卡号和账号：表格一列合为一条；正文中写明是卡号的，或者发卡行号和校验位都成立的。单位的账户（开户行、户名为单位，保证金账户）不报。

## 依据
《中华人民共和国个人信息保护法》第二十八条：金融账户属于敏感个人信息，第二十五条：不得公开。

## 命中
```text
补贴打入张某的银行卡6222021234567890128。
惠农一卡通卡号：6217 0012 3456 7890 127
社保卡号621700123456789012
户名：王建国，银行卡号：6222021234567890123，开户行：某银行
账号：6222021234567890123，户名：李小梅
```

## 不报
```text
户名：某某市财政局，开户行：某某银行，账号：6222021234567890128
户名：甲市财政局，账号：6222021234567890123
户名：红星小学，账号：6222021234567890123
保证金账户：6217001234567890127
订单编号2025010112345678
银行卡号：6222***********0128
收款单位：某某公司，银行账号：20502053010100123456
请携带本人银行卡到窗口办理。
交易卡号6222 0212 0300 1234 567
项目代码2401-210502-04-01-622202
```

## 词语来源
卡号结构为 GB/T 15694.1（发卡行标识、校验位），不用词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "personal_data/bank_account",
    title: "个人银行卡号、账号",
    level: Level::Confirm,
    clause: "11.1",
    tier: Tier::Law,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["卡", "62", "账号", "帐号", "存折"],
    summarise: true,
    check,
};

const HEADERS: [&str; 9] = ["卡号", "银行卡", "社保卡", "一卡通", "银行账号", "银行帐号", "账号", "帐号", "存折"];
/// Before a number these say that it is a card of a person.
const CARDS: [&str; 7] = ["银行卡", "社保卡", "社会保障卡", "一卡通", "存折", "储蓄卡", "惠农卡"];
/// Around a number these say that the account is an organisation's and is there to be paid into.
const ORGANISATIONS: [&str; 24] = [
    "户名",
    "开户",
    "保证金",
    "收款单位",
    "收款人",
    "专户",
    "国库",
    "对公",
    "基本户",
    "局",
    "公司",
    "中心",
    "委员会",
    "财政",
    "账户名",
    "帐户名",
    "单位名称",
    "医院",
    "学校",
    "协会",
    "基金会",
    "汇款",
    "转账",
    "捐",
];

fn check(target: &Target<'_>, hits: &mut Hits) {
    let account = |cell: &str| {
        let number: String = cell.chars().filter(|character| *character != ' ').collect();
        (12..=21).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    let columns = columns::columns(target, |header| holds(header, &HEADERS), |cell| columns::value(cell, account));
    let mask = |number: &str| {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        target.settings.masking.bank_account.mask(&digits)
    };
    for column in &columns {
        let people = columns::headers(target, column.table).iter().any(|header| columns::is_person(header));
        if people {
            let hit = column.hit(target, Level::Confirm, "个银行卡号或账号", mask);
            hit.into_iter().for_each(|hit| hits.push(hit.confidence(900)));
        }
    }
    let claimed = columns::claimed(&columns);
    for range in numbers(target) {
        if columns::is_claimed(&claimed, range.start) || !stands_alone(target, &range) {
            continue;
        }
        let context = before(target, range.start);
        let digits: String = target.slice(range.clone()).chars().filter(char::is_ascii_digit).collect();
        // A number that is only called one of a card must be one by its form.
        let named = holds(context, &CARDS) || context.contains("卡号") && is_bank_card(&digits);
        let valid = is_bank_card(&digits);
        let owned = holds(context, &["卡号", "账号", "帐号"]) && is_of_person(context, after(target, range.end));
        if owned {
            hits.push(hit(range, true).confidence(700).replace(mask(&digits)));
        } else if !holds(context, &ORGANISATIONS)
            && (named || valid && digits.starts_with("62") && matches!(digits.len(), 16 | 19))
        {
            hits.push(hit(range, named).replace(mask(&digits)));
        }
    }
}

/// Whether the holder named beside a number is a person: 户名：王建国. A number that was mistyped, too, is one of a person.
fn is_of_person(before: &str, after: &str) -> bool {
    const NO_PERSON: [char; 24] = [
        '局', '司', '院', '校', '会', '厅', '部', '站', '所', '处', '社', '店', '厂', '行', '队', '心', '府', '学',
        '园', '室', '委', '办', '库', '户',
    ];
    [before, after].into_iter().filter_map(|text| text.split_once("户名")).any(|(_, rest)| {
        let holder = rest.trim_start_matches(['：', ':', ' ', '为']);
        let holder = holder.split(['，', ',', '；', ';', '、', ' ', '\t', '。', '）', '（']).next().unwrap_or_default();
        columns::is_full_name(holder) && !holder.ends_with(NO_PERSON)
    })
}

fn hit(range: Range<usize>, named: bool) -> Hit {
    let (level, confidence, message) = if named {
        (Level::Confirm, 850, "公开了个人银行卡、社保卡号码：请删去或遮盖，确需公开的由审核员说明依据。")
    } else {
        (Level::Advise, 600, "疑似银行卡号（发卡行号和校验位成立）：属于个人的请删去或遮盖。")
    };
    Hit::new(range, level, message)
        .source(Tier::Law, "《中华人民共和国个人信息保护法》第二十五条、第二十八条")
        .confidence(confidence)
}

/// Sixteen to nineteen digits in one run, or in groups of four.
fn numbers(target: &Target<'_>) -> Vec<Range<usize>> {
    let digits: Vec<&Range<usize>> =
        target.tokens.iter().filter(|token| token.kind == TokenKind::Digits).map(|token| &token.range).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(run) = digits.get(at) {
        let mut groups = 1;
        let mut end = run.end;
        while let Some(next) = digits.get(at + groups).filter(|_| run.len() == 4 && groups < 5) {
            if target.slice(end..next.start) != " " || next.len() > 4 {
                break;
            }
            end = next.end;
            groups += 1;
        }
        let length = target.slice(run.start..end).bytes().filter(u8::is_ascii_digit).count();
        if (16..=19).contains(&length) {
            found.push(run.start..end);
        }
        at += groups;
    }
    found
}
