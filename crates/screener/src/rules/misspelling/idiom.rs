//! Idioms with one character wrong.

use crate::alike::alike;
use crate::hit::Hits;
use crate::rule::Rule;
use crate::rules::grave_misstatement::near_name;
use crate::rules::misspelling::traditional::simplified;
use crate::target::Target;
use lexicon::{Kind, Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
常用四字成语中有一个字写成了音近或形近的字。有意换用一字的说法和通行的异形不报。

## 依据
《规范》第八条：发布前须对错别字进行技术筛查。成语以《现代汉语词典》等工具书的词形为准。

## 命中
```text
各项措施如雨后春荀般出台。
对此类行为决不姑息仰奸。
要不遗余利抓好落实。
```

## 不报
```text
各项措施如雨后春笋般出台。
要不遗余力抓好落实。
全市上下一心一意谋发展。
破冰斩浪，一路向前。
两县各展所能。
对各类企业一視同仁。
贪得无餍之徒。
```

## 词语来源
`crates/lexicon/data/idioms.tsv`：由公开词表（JioNLP，Apache-2.0）筛选常用成语，剔除与其他成语、词语或真实文本中一字之差的。
";

pub(crate) static RULE: Rule = Rule {
    code: "misspelling/idiom",
    title: "成语错字",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::Practice,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: false,
    check,
};

fn check(target: &Target<'_>, hits: &mut Hits) {
    for near in target.near.iter().filter(|near| near.row.kind == Kind::Idiom) {
        let (found, idiom) = (target.slice(near.range.clone()), near.row.term.as_str());
        // Writers vary idioms on purpose (破冰斩浪 for 破冰劈浪); a slip sounds or looks like what was meant.
        if !found.chars().zip(idiom.chars()).all(|(one, other)| one == other || alike(one, other)) {
            continue;
        }
        // 一視同仁 is the business of the rule on traditional characters.
        let traditional = |(one, other): (char, char)| one == other || simplified(one) == Some(other);
        if found.chars().zip(idiom.chars()).all(traditional) {
            continue;
        }
        let message = format!("“{found}”疑为成语“{idiom}”之误，请核对后改正。");
        hits.push(near_name::of_row(near.range.clone(), near.row, message));
    }
}
