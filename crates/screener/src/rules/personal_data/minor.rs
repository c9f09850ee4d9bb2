//! Minors who can be recognised.

use super::health_record::person;
use crate::hit::{Hit, Hits};
use crate::personal::columns;
use crate::personal::context::holds;
use crate::rule::Rule;
use crate::target::{Target, sentences};
use lexicon::{Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
可以识别到未成年人的信息：写出姓名的学生、儿童名单，又有监护人、困难类别、学校班级；正文中不满十八岁的人的姓名，又写到被害、犯罪、孤儿、留守、资助。隐去姓名的不报，录取、获奖名单不报。

## 依据
《中华人民共和国未成年人保护法》第四条、第一百零三条：不得披露可能识别出未成年人身份的信息。《中华人民共和国个人信息保护法》第二十八条：不满十四周岁未成年人的个人信息是敏感个人信息。

## 命中
```text
被害人王小五，女，12岁，就读于某某小学。
张小三，男，9岁，孤儿，每月发放基本生活费。
```

## 不报
```text
王某，女，12岁，被害后得到救助。
王小五，女，12岁，获少年组第一名。
张三，男，45岁，孤儿学校校长。
不满十四周岁的未成年人由监护人陪同。
```

## 词语来源
不用词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "personal_data/minor",
    title: "未成年人信息",
    level: Level::Confirm,
    clause: "11.1",
    tier: Tier::Law,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["岁", "监护人", "家长", "孤儿", "留守", "资助", "困境"],
    summarise: true,
    check,
};

/// A table about children.
const CHILDREN: [&str; 7] = ["监护人", "家长", "学生姓名", "儿童姓名", "幼儿姓名", "孤儿", "班级"];
/// Something of theirs that is nobody's business.
const SENSITIVE: [&str; 11] =
    ["监护人", "家长", "困难", "贫困", "孤儿", "留守", "困境", "低保", "资助", "家庭情况", "致困"];
const FACTS: [&str; 12] =
    ["被害", "受害", "性侵", "猥亵", "犯罪", "盗窃", "孤儿", "留守", "困境", "受资助", "事实无人抚养", "辍学"];

fn check(target: &Target<'_>, hits: &mut Hits) {
    for table in target.tables() {
        let headers = columns::headers(target, table);
        let about = headers.iter().any(|header| holds(header, &CHILDREN))
            && headers.iter().any(|header| holds(header, &SENSITIVE));
        let names = headers.iter().position(|header| header.contains("姓名") && !holds(header, &["监护人", "家长"]));
        let Some(names) = names.filter(|_| about) else { continue };
        let full = table.column(names).map(|(_, cell)| cell.range.clone());
        let values = full.filter(|range| columns::is_full_name(target.slice(range.clone()))).collect();
        let column = columns::Column { table, header: headers.get(names).cloned().unwrap_or_default(), values };
        let hit = column.hit(target, Level::Confirm, "个未成年人的姓名及家庭情况", columns::hide_name);
        hit.into_iter().for_each(|hit| hits.push(hit.confidence(850)));
    }
    let mut cues = target.cues.iter().map(|cue| cue.range.start).peekable();
    for (start, block) in target.blocks() {
        let mut found = false;
        while cues.next_if(|at| *at < start + block.len()).is_some() {
            found = true;
        }
        if !found || block.contains('\t') {
            continue;
        }
        for (at, sentence) in sentences(block) {
            let Some(name) = person(sentence) else { continue };
            if is_under_age(sentence.get(name.end..).unwrap_or_default()) && holds(sentence, &FACTS) {
                let message = "可以识别到未成年人：请隐去姓名等能推断其身份的信息。";
                let hit = Hit::new(start + at + name.start..start + at + name.end, Level::Confirm, message)
                    .source(Tier::Law, "《中华人民共和国未成年人保护法》第四条、第一百零三条");
                let hidden = columns::hide_name(sentence.get(name).unwrap_or_default());
                hits.push(hit.replace(hidden).confidence(850));
            }
        }
    }
}

/// Whether the first age in a text is below eighteen.
fn is_under_age(text: &str) -> bool {
    let Some((before, _)) = text.split_once('岁') else { return false };
    let before = before.strip_suffix('周').unwrap_or(before);
    let digits = before.trim_end_matches(|character: char| character.is_ascii_digit()).len();
    before.get(digits..).and_then(|age| age.parse::<u32>().ok()).is_some_and(|age| age < 18)
}
