//! Fixed wordings of policies and campaigns with one slip in them.

use super::near_name;
use crate::alike::alike;
use crate::hit::Hits;
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Kind, Level, Slip, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
词库中登记的固定提法（规划、战略、主题教育、专项行动等）写错、漏、多、颠倒一个字。

## 依据
提出该提法的文件，逐条注明。固定提法不得擅自增减字、改变次序。

## 命中
```text
深化“放管复”改革，优化营商环境。
深入开展“两学一作”学习教育。
扎实开展党史学系教育。
牢固树立绿水青山就是金山银上的理念。
牢固树立绿水青山就是金山钱山的理念。
```

## 不报
```text
深化“放管服”改革，方便企业办事。
深入开展“两学一做”学习教育。
全面推进乡村振兴战略实施。
村口写着绿水青山就是金山银山。
建设社会主义核心价值体系。
```

## 词语来源
`crates/lexicon/data/campaigns.tsv`，逐条注明出处和时间；单位可装入自己的固定提法。
";

pub(crate) static RULE: Rule = Rule {
    code: "grave_misstatement/campaign",
    title: "固定提法有误",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::PolicyDocument,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: false,
    check,
};

/// From so many characters on, a wording with another first or last character is likely to be another wording.
const LONG: usize = 7;

fn check(target: &Target<'_>, hits: &mut Hits) {
    for near in target.near.iter().filter(|near| near.row.kind == Kind::Campaign) {
        // 社会主义核心价值体系 is another wording; at the edges of a long one a slip sounds or looks like what was meant.
        let (found, wording) = (target.slice(near.range.clone()), near.row.term.as_str());
        if near.slip == Slip::Substituted && wording.chars().count() >= LONG && !edges_fit(found, wording) {
            continue;
        }
        hits.push(near_name::hit(target, near, "固定提法"));
    }
}

/// Whether the first and the last character are those of the wording, or could be taken for them.
fn edges_fit(found: &str, wording: &str) -> bool {
    let fits = |one: Option<char>, other: Option<char>| match (one, other) {
        (Some(one), Some(other)) => one == other || alike(one, other),
        _ => false,
    };
    fits(found.chars().next(), wording.chars().next()) && fits(found.chars().next_back(), wording.chars().next_back())
}
