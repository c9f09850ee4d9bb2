//! Brackets around the year of a document number.

use super::{SOURCE, has_abbreviation, is_recent, stands_alone};
use crate::hit::{Hit, Hits};
use crate::reading::document_number::{OPENING, read};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
发文字号的年份用了方括号、圆括号、方头括号，应用六角括号“〔〕”。本文自己的文号要求改正，正文里引用的文号作提示；2012年以前的旧文按原样引用，不报。

## 依据
《党政机关公文格式》（GB/T 9704—2012）7.2.5：年份、发文顺序号用阿拉伯数字标注；年份应标全称，用六角括号“〔〕”括入。

## 命中
```text
甲政办发[2024]5号
甲政办发（2024）5号
甲政办发(2024)5号
甲政办发【2024】5号
甲政办发［2024］5号
根据甲政办函[2023]12号要求，现通知如下。
甲政办发〔2024]5号
```

## 不报
```text
甲政办发〔2024〕5号
（2024）辽0500民初123号
甲市人民政府公报（2024）
根据甲政发[1998]12号文件
参考文献[2024]5篇
国令第754号
第五届会议（2024）第3次会议
```

## 词语来源
无词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "document_number/bracket",
    title: "文号年份的括号",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::NationalStandard,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &OPENING,
    summarise: true,
    check,
};

fn check(target: &Target<'_>, hits: &mut Hits) {
    for cue in target.cues {
        let Some(number) = read(target.as_str(), cue.range.start) else { continue };
        let right = number.open == '〔' && number.close == '〕';
        if right
            || !number.has_unit
            || number.year.len() != 4
            || !is_recent(target, &number)
            || !has_abbreviation(target, &number)
        {
            continue;
        }
        let own = stands_alone(target, &number);
        let (level, message) = if own {
            (Level::Confirm, "发文字号的年份应用六角括号“〔〕”括入。")
        } else {
            (Level::Advise, "引用的发文字号，年份宜用六角括号“〔〕”括入。")
        };
        let bracketed = number.range.start..number.year.end + number.close.len_utf8();
        let right = format!("〔{}〕", target.slice(number.year.clone()));
        // Spaces inside would make the range differ; the whole from bracket to bracket is replaced.
        let range =
            if target.slice(bracketed.clone()).ends_with(number.close) { bracketed } else { number.range.clone() };
        let hit = Hit::new(range.clone(), level, message).confidence(970).source(Tier::NationalStandard, SOURCE);
        hits.push(if range == number.range { hit } else { hit.replace(right) });
    }
}
