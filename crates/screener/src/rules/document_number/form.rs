//! Parts of a document number that do not belong there or are missing.

use super::{SOURCE, has_abbreviation, is_recent, stands_alone};
use crate::hit::{Hit, Hits};
use crate::reading::document_number::{DocumentNumber, read};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
发文字号里的“第”、虚位（05号）、两位年份（〔24〕）、漏写的“号”。2012年以前的旧文按原样引用，不报。

## 依据
《党政机关公文格式》（GB/T 9704—2012）7.2.5：年份应标全称，发文顺序号不加“第”字，不编虚位（即1不编为01），在阿拉伯数字后加“号”字。

## 命中
```text
甲政办发〔2024〕第5号
甲政办发〔2024〕05号
甲政办发〔24〕5号
根据《甲市办法》（甲政办发〔2024〕5），现通知如下。
根据甲政办函〔2023〕第12号文件要求
```

## 不报
```text
甲政办发〔2024〕5号
甲政办发〔2024〕5、6号
甲政办发〔2024〕5至8号
国令第754号
甲市公告〔2024〕第5号
甲政发〔1998〕第12号
甲安委会〔2024〕3号
（2024）辽05民初12号
```

## 词语来源
无词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "document_number/form",
    title: "文号写法",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::NationalStandard,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["〔", "[20", "［20", "【20", "（20", "(20", "﹝20", "〖20"],
    summarise: true,
    check,
};

fn check(target: &Target<'_>, hits: &mut Hits) {
    for cue in target.cues {
        let Some(number) = read(target.as_str(), cue.range.start) else { continue };
        if !is_recent(target, &number) || !has_abbreviation(target, &number) {
            continue;
        }
        let Some((message, right)) = fault(target, &number) else { continue };
        let own = stands_alone(target, &number);
        let level = if own { Level::Confirm } else { Level::Advise };
        let hit = Hit::new(number.range.clone(), level, message).confidence(960).source(Tier::NationalStandard, SOURCE);
        hits.push(right.into_iter().fold(hit, Hit::replace));
    }
}

/// What is wrong, and the right form where it is known.
fn fault(target: &Target<'_>, number: &DocumentNumber) -> Option<(&'static str, Option<String>)> {
    let hexagonal = number.open == '〔' && number.close == '〕';
    let year = target.slice(number.year.clone());
    let serial = target.slice(number.number.clone());
    let plain = serial.trim_start_matches('0');
    let right = |year: &str| Some(format!("{}{year}{}{plain}号", number.open, number.close));
    // Announcements and orders are numbered 〔2024〕第5号 by custom.
    let by_custom =
        target.slice(number.start..number.range.start).trim_end_matches(' ').ends_with(['告', '令', '议', '纪']);
    if year.len() == 2 {
        let own_form = hexagonal && number.has_unit;
        return own_form.then(|| ("发文字号的年份应标全四位。", right(&format!("20{year}"))));
    }
    if number.ordinal && number.has_unit && !by_custom {
        return Some(("发文字号的顺序号前不加“第”字。", right(year)));
    }
    if serial.starts_with('0') && !plain.is_empty() && number.has_unit {
        return Some(("发文字号的顺序号不编虚位，应去掉前面的0。", right(year)));
    }
    let after = target.after(number.range.end).trim_start_matches(' ').chars().next();
    let ends = after.is_none_or(|next| matches!(next, '）' | ')' | '》' | '，' | '。' | '；' | '\n'));
    if !number.has_unit && hexagonal && ends && !number.ordinal {
        return Some(("发文字号末尾漏写“号”字。", right(year)));
    }
    None
}
