//! Terms to think about before writing them.

use crate::hit::Hits;
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Kind, Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
词库中登记为慎用的词语，只作提示。产品自带的词库不含慎用词，由单位按本单位规定装入。

## 依据
单位的慎用词表；每条发现注明该词条的出处和理由。

## 命中
```text
大会隆重开幕。
```

## 不报
```text
大会如期开幕。
```

## 词语来源
单位词库。
";

pub(crate) static RULE: Rule = Rule {
    code: "sensitive_term/caution",
    title: "慎用词",
    level: Level::Advise,
    clause: "8",
    tier: Tier::Agency,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: false,
    check,
};

fn check(target: &Target<'_>, hits: &mut Hits) {
    crate::rules::row_hits(target, Kind::Caution, hits);
}
