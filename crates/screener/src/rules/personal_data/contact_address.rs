//! Private e-mail, QQ and WeChat.

use crate::hit::{Hit, Hits};
use crate::personal::columns;
use crate::personal::context::{after, before, holds};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
个人的电子邮箱、QQ 号、微信号：名单中的邮箱、微信、QQ 一列合为一条；正文中写明个人邮箱、QQ、微信并带号码的作提示。单位邮箱、公众号、工作群、报名咨询用的不报。

## 依据
《中华人民共和国个人信息保护法》第四条、第二十五条。

## 命中
```text
张某，微信号：zhangmou_2024
当事人QQ：123456789
李某个人邮箱：limou@example.com
```

## 不报
```text
关注微信公众号“某某发布”。
请发送至邮箱zwgk@example.gov.cn。
咨询QQ群：123456789
报名微信：fuwu2024
微信小程序办理
邮箱：mouju@163.com
```

## 词语来源
不用词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "personal_data/contact_address",
    title: "个人邮箱、QQ、微信",
    level: Level::Confirm,
    clause: "11.1",
    tier: Tier::Law,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["微信", "QQ", "qq号", "个人邮箱", "本人邮箱"],
    summarise: true,
    check,
};

const HEADERS: [&str; 6] = ["邮箱", "QQ", "微信", "E-mail", "Email", "电子邮件"];
/// Near these an account is there to be written to.
const OFFICIAL: [&str; 14] =
    ["公众号", "群", "咨询", "报名", "联系", "服务", "客服", "小程序", "办公", "投诉", "举报", "受理", "关注", "扫码"];

fn check(target: &Target<'_>, hits: &mut Hits) {
    let form = |cell: &str| columns::value(cell, is_account);
    let mut columns = columns::columns(target, |header| holds(header, &HEADERS), form);
    columns.retain(|column| columns::lists_people(&columns::headers(target, column.table)));
    for column in &columns {
        let hit = column.hit(target, Level::Confirm, "个个人邮箱、QQ 或微信号", |value| {
            "*".repeat(value.chars().count())
        });
        hit.into_iter().for_each(|hit| hits.push(hit.confidence(850)));
    }
    let claimed = columns::claimed(&columns);
    for cue in target.cues {
        let Some(range) = account_after(target, cue.range.end) else { continue };
        let around = [before(target, cue.range.start), after(target, cue.range.end)];
        let official = around.iter().any(|text| holds(text, &OFFICIAL));
        if !official && !columns::is_claimed(&claimed, range.start) {
            let message = "公开了个人的邮箱、QQ 或微信号：不是公务联系方式的请删去。";
            let hit = Hit::new(range, Level::Advise, message)
                .source(Tier::Law, "《中华人民共和国个人信息保护法》第二十五条")
                .confidence(700);
            hits.push(hit);
        }
    }
}

/// A mail address, or a name of six to twenty characters as these services give out, with a digit in it.
fn is_account(text: &str) -> bool {
    let allowed = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'@'));
    let mail = text
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.ends_with(".gov.cn"));
    allowed
        && (mail
            || (5..=20).contains(&text.len()) && !text.contains('@') && text.bytes().any(|byte| byte.is_ascii_digit()))
}

/// The account behind the name of a service and a colon.
fn account_after(target: &Target<'_>, at: usize) -> Option<Range<usize>> {
    let text = target.after(at);
    let rest = text.strip_prefix('号').unwrap_or(text);
    let rest = rest.strip_prefix('码').unwrap_or(rest).strip_prefix(['：', ':']).or_else(|| text.strip_prefix('号'))?;
    let rest = rest.trim_start_matches(' ');
    let start = at + text.len() - rest.len();
    let wide = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'@');
    let length = rest.bytes().take(64).take_while(wide).count();
    let account = rest.get(..length)?.trim_end_matches('.');
    is_account(account).then(|| start..start + account.len())
}
