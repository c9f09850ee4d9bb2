//! Home addresses to the door.

use crate::hit::{Hit, Hits};
use crate::personal::columns;
use crate::personal::context::{after, holds};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
写到门牌、楼栋、单元、房号的个人住址：表格“家庭住址”一列合为一条；正文中“家住”“现住”“家庭住址”之后写到门的。单位地址、写到村（社区）为止的住址不报。

## 依据
《中华人民共和国个人信息保护法》第二十五条；《规范》第六条：切实做好公民个人信息保护。

## 命中
```text
张某，家住某某区人民路12号3号楼2单元501室。
家庭住址：某某县某某镇幸福小区5栋302
李某现住某某街道和平社区7幢2单元12楼3号
户籍所在地：某某市某某区建设街18号4-2-1
```

## 不报
```text
地址：某某市人民路12号市政务服务中心3楼302室
张某，家住某某县某某镇东山村。
公司住所：某某区高新路8号2号楼501室
项目位于某某小区3号楼。
家庭住址填写到门牌号（楼栋、单元、室）。
居住在老旧小区的居民
张三现住院治疗，住院楼3号楼501室
```

## 词语来源
不用词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "personal_data/home_address",
    title: "家庭住址",
    level: Level::Confirm,
    clause: "11.1",
    tier: Tier::Law,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["家住", "家庭住址", "家庭地址", "现住", "住址", "户籍所在地", "户籍地", "居住地址"],
    summarise: true,
    check,
};

const HEADERS: [&str; 6] = ["家庭住址", "家庭地址", "住址", "户籍地", "居住地", "详细地址"];
/// What only a dwelling has, behind a number.
const DOORS: [&str; 10] = ["单元", "室", "幢", "栋", "号楼", "户", "楼", "座", "门", "房"];

fn check(target: &Target<'_>, hits: &mut Hits) {
    let form = |cell: &str| columns::value(cell, |value| door(value).is_some());
    let mut columns = columns::columns(target, |header| holds(header, &HEADERS), form);
    columns.retain(|column| columns::lists_people(&columns::headers(target, column.table)));
    for column in &columns {
        let hit = column.hit(target, Level::Confirm, "个写到门牌的住址", |value| to_village(value).to_owned());
        hit.into_iter().for_each(|hit| hits.push(hit.confidence(900)));
    }
    let claimed = columns::claimed(&columns);
    let mut end = 0;
    for cue in target.cues {
        if cue.range.start < end || columns::is_claimed(&claimed, cue.range.end) {
            continue;
        }
        let text = after(target, cue.range.end);
        let phrase = text.split(['，', '。', '；', '、', '\t', ' ', '）']).next().unwrap_or_default();
        let phrase = if phrase.chars().nth(3).is_none() {
            text.split(['。', '；']).next().unwrap_or_default()
        } else {
            phrase
        };
        if let Some(door) = door(phrase).filter(|_| !phrase.starts_with('院')) {
            let start = cue.range.end + phrase.len() - phrase.trim_start_matches(['：', ':', '为', '在', ' ']).len();
            end = cue.range.end + door;
            hits.push(hit(target, start..end));
        }
    }
}

fn hit(target: &Target<'_>, range: Range<usize>) -> Hit {
    let message = "公开了写到门牌的个人住址：请删去，或只写到村（社区）、街道。";
    let shorter = to_village(target.slice(range.clone())).to_owned();
    Hit::new(range, Level::Confirm, message)
        .source(Tier::Law, "《中华人民共和国个人信息保护法》第二十五条")
        .replace(shorter)
        .confidence(850)
}

/// Where the last number of the door ends: a number with what only a dwelling has, or several joined by hyphens.
fn door(text: &str) -> Option<usize> {
    let mut found = None;
    let mut rest = text;
    while let Some(at) = rest.find(|character: char| character.is_ascii_digit()) {
        let number = rest.get(at..).unwrap_or_default();
        let after = number.trim_start_matches(|character: char| character.is_ascii_digit());
        let word = DOORS.iter().find(|word| after.starts_with(**word));
        let joined = after
            .strip_prefix(['-', '#', '\u{2014}'])
            .is_some_and(|it| it.starts_with(|next: char| next.is_ascii_digit()));
        let last = found.is_some() && (after.is_empty() || after.starts_with('号'));
        if word.is_some() || joined || last {
            found = Some(text.len() - after.len() + word.map_or(0, |word| word.len()));
        }
        rest = after;
    }
    found
}

/// The address without its door: what stands before the first number.
fn to_village(address: &str) -> &str {
    let at = address.find(|character: char| character.is_ascii_digit()).unwrap_or(address.len());
    address.get(..at).unwrap_or(address)
}
