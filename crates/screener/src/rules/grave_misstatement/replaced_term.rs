//! Terms that law or news style has replaced.

use crate::hit::Hits;
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Kind, Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
法律、法规或新闻用语规范已改用其他说法的词语。

## 依据
现行法律法规的用语，逐条注明。

## 命中
```text
为残废人提供无障碍服务。
```

## 不报
```text
为残疾人提供无障碍服务。
革命残废军人抚恤条例
```

## 词语来源
`crates/lexicon/data/terms.tsv`，逐条注明出处；单位可装入自己的规范用语。
";

pub(crate) static RULE: Rule = Rule {
    code: "grave_misstatement/replaced_term",
    title: "规范用语",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::Law,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: false,
    check,
};

fn check(target: &Target<'_>, hits: &mut Hits) {
    crate::rules::row_hits(target, Kind::Term, hits);
}
