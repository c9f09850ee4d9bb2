//! Terms that the agency has banned.

use crate::hit::Hits;
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Kind, Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
词库中登记为禁用的词语。产品自带的词库不含禁用词，由单位按本单位规定装入。

## 依据
单位的禁用词表；每条发现注明该词条的出处和理由。

## 命中
```text
请联系甲乙丙代办公司办理。
```

## 不报
```text
请到政务服务中心办理。
请联系甲乙丙代办公司分部办理。
```

## 词语来源
单位词库。
";

pub(crate) static RULE: Rule = Rule {
    code: "sensitive_term/banned",
    title: "禁用词",
    level: Level::Block,
    clause: "8",
    tier: Tier::Agency,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: false,
    check,
};

fn check(target: &Target<'_>, hits: &mut Hits) {
    crate::rules::row_hits(target, Kind::Banned, hits);
}
