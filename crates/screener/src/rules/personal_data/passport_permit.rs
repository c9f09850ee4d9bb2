//! Numbers of passports, permits and service certificates.

use crate::hit::{Hit, Hits};
use crate::personal::columns;
use crate::personal::context::holds;
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
写明证件名称的护照、港澳通行证、台湾通行证、回乡证、台胞证、军官证、士兵证、居住证、残疾军人证号码。没有证件名称的字母数字串不判。

## 依据
《中华人民共和国个人信息保护法》第四条、第二十五条：与已识别的自然人有关的信息不得公开。

## 命中
```text
张某，护照号码：E12345678
护照号EA1234567，已登记。
往来港澳通行证C12345678
台湾居民来往大陆通行证：12345678
军官证：某字第1234567号
证件类型：护照，号码G12345678
```

## 不报
```text
办理护照、往来港澳通行证的群众请到出入境窗口。
护照办理费用120元，电话024-43801234。
护照号码：E12****78
编号E12345678
居住证办理量12345678件
港澳通行证签注
```

## 词语来源
证件名称为法定名称；号码形式按国家移民管理局签发证件的式样，写在规则里。
";

pub(crate) static RULE: Rule = Rule {
    code: "personal_data/passport_permit",
    title: "护照、通行证号码",
    level: Level::Confirm,
    clause: "11.1",
    tier: Tier::Law,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["护照", "通行证", "回乡证", "台胞证", "军官证", "士兵证", "居住证", "军人证", "警官证"],
    summarise: true,
    check,
};

/// What may stand between a certificate and its number.
const BETWEEN: [char; 16] =
    ['号', '码', '证', '件', '编', '为', '是', '：', ':', ' ', '\t', '（', '(', '，', '）', ')'];
const HEADERS: [&str; 4] = ["护照", "通行证", "军官证", "回乡证"];

fn check(target: &Target<'_>, hits: &mut Hits) {
    let form = |cell: &str| columns::value(cell, is_permit);
    let columns = columns::columns(target, |header| holds(header, &HEADERS), form);
    let mask = |number: &str| target.settings.masking.permit.mask(number);
    for column in &columns {
        let hit = column.hit(target, Level::Confirm, "个证件号码", mask);
        hit.into_iter().for_each(|hit| hits.push(hit.confidence(900)));
    }
    let claimed = columns::claimed(&columns);
    for cue in target.cues {
        let Some(range) = number_after(target, cue.range.end) else { continue };
        if !columns::is_claimed(&claimed, range.start) {
            let message = "公开了个人证件号码：请删去或遮盖，确需公开的由审核员说明依据。";
            let hit = Hit::new(range.clone(), Level::Confirm, message)
                .source(Tier::Law, "《中华人民共和国个人信息保护法》第二十五条");
            hits.push(hit.replace(mask(target.slice(range))).confidence(900));
        }
    }
}

/// The number right behind the name of a certificate.
fn number_after(target: &Target<'_>, at: usize) -> Option<Range<usize>> {
    let text = target.after(at);
    let skipped: usize = text.chars().take(8).take_while(|it| BETWEEN.contains(it)).map(char::len_utf8).sum();
    let number = text.get(skipped..)?;
    let start = at + skipped;
    if let Some(service) = service_number(number) {
        return Some(start..start + service);
    }
    let length = number.bytes().take(20).take_while(u8::is_ascii_alphanumeric).count();
    let rest = number.get(length..)?;
    // Between a name and a count there is no 号 and no colon, and behind a count stands its measure.
    let labelled = text.get(..skipped)?.contains(['号', '码', '：', ':']);
    let token = number.get(..length)?;
    let lettered = token.starts_with(|first: char| first.is_ascii_alphabetic());
    let ends = !rest.starts_with(['*', '-', '.', '×']);
    (is_permit(token) && ends && (labelled || lettered)).then(|| start..start + length)
}

/// A passport, a permit for Hong Kong, Macao or Taiwan, or eight digits.
fn is_permit(token: &str) -> bool {
    let digits = token.trim_start_matches(|first: char| first.is_ascii_uppercase());
    let letters = token.len() - digits.len();
    let figures = digits.bytes().all(|byte| byte.is_ascii_digit());
    figures && matches!((letters, digits.len()), (1, 8 | 10) | (2, 7) | (0, 8))
}

/// 「某字第1234567号」: its length in bytes.
fn service_number(text: &str) -> Option<usize> {
    let head: usize = text.chars().take(4).take_while(|it| *it != '字').map(char::len_utf8).sum();
    let rest = text.get(head..)?.strip_prefix("字第")?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let tail = rest.get(digits..)?.strip_prefix('号')?;
    (head > 0 && (4..=8).contains(&digits)).then(|| text.len() - tail.len())
}
