//! One kind of number masked in different ways.

use crate::hit::{Hit, Hits};
use crate::personal::masks::{Kind, Masked, masked};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::collections::BTreeMap;

const DOCUMENTATION: &str = "\
## 检查什么
同一篇里同一类号码遮盖的位置不一致：不同的遮盖可以拼接还原，也说明有的没有按本单位的办法处理。

## 依据
《中华人民共和国个人信息保护法》第五十一条：采取相应的去标识化等安全技术措施。

## 命中
```text
张某110105********002X，李某110105********0046，王某11010519491231****
张某138****0001、李某1380000****、王某138****0003
```

## 不报
```text
张某110105********002X，李某110105********0046
张某110105********002X，电话138****0001
张某110105********002X
```

## 词语来源
不用词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "personal_data/inconsistent_mask",
    title: "遮盖方式不一致",
    level: Level::Advise,
    clause: "11.1",
    tier: Tier::Law,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["**", "××", "＊＊", "●●", "••", "■■", "██"],
    summarise: false,
    check,
};

fn check(target: &Target<'_>, hits: &mut Hits) {
    let masks = masked(target.as_str());
    for (kind, name) in [(Kind::Identity, "身份证号码"), (Kind::Mobile, "手机号码")] {
        let mut patterns: BTreeMap<Vec<bool>, Vec<&Masked>> = BTreeMap::new();
        for mask in masks.iter().filter(|mask| mask.kind == kind) {
            patterns.entry(mask.pattern()).or_default().push(mask);
        }
        // The usual way is the one most used, of equals the one used first.
        let usual =
            patterns.values().max_by_key(|of| (of.len(), of.first().map(|mask| std::cmp::Reverse(mask.range.start))));
        let Some(usual) = usual.and_then(|of| of.first()).map(|mask| mask.pattern()) else { continue };
        let mut odd: Vec<_> = masks.iter().filter(|mask| mask.kind == kind && mask.pattern() != usual).collect();
        odd.truncate(200);
        let Some((first, rest)) = odd.split_first() else { continue };
        let message = format!("同一篇里{name}的遮盖位置不一致，可能被拼接还原：请按同一办法遮盖。");
        let hit = Hit::new(first.range.clone(), Level::Advise, message)
            .source(Tier::Law, "《中华人民共和国个人信息保护法》第五十一条")
            .confidence(900);
        hits.push(hit.places(rest.iter().map(|mask| mask.range.clone()).collect()));
    }
}
