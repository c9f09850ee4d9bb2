//! A leader with another's title.

use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Leader, Level, Mentioned, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
名录中领导的姓名前面紧接名录中的职务，而这个职务不是他的。须单位装入领导名录；前面有“原”“时任”等的不报。

## 依据
《规范》第七条：涉及领导的信息须反复核校姓名、职务和排序。

## 命中
```text
局长陆知行主持会议。
党组书记许砚讲话。
局长陆知行、副局长许砚出席。
```

## 不报
```text
局长孟庆棠主持会议。
党组副书记、副局长陆知行主持会议。
原局长陆知行出席。
局长孟庆棠、副局长陆知行出席。
陪同局长的还有陆知行。
```

## 词语来源
单位的领导名录；产品不带任何人名，示例均为虚构。
";

pub(crate) static RULE: Rule = Rule {
    code: "leader_mention/title_mismatch",
    title: "领导职务有误",
    level: Level::Confirm,
    clause: "7",
    tier: Tier::Agency,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: false,
    check,
};

fn check(target: &Target<'_>, hits: &mut Hits) {
    for block in super::mentions(target) {
        for (title, name) in block.iter().zip(block.iter().skip(1)) {
            let (Mentioned::Title(place), Some(leader)) = (title.what, super::leader(target, name)) else { continue };
            let joined = title.range.end == name.range.start && super::is_plain_title(target, title.range.start);
            if joined && !leader.titles.contains(&place) {
                hits.push(hit(target, title.range.start..name.range.end, leader));
            }
        }
    }
}

fn hit(target: &Target<'_>, range: Range<usize>, leader: &Leader) -> Hit {
    let titles: Vec<&str> = leader.titles.iter().map(|title| target.lexicon.leaders().title(*title)).collect();
    let titles = titles.join("”“");
    let message = format!(
        "“{}”的职务与领导名录不符，名录中{}的职务为“{titles}”，请核对。",
        target.slice(range.clone()),
        leader.name
    );
    Hit::new(range, leader.level, message).source(Tier::Agency, &*leader.source).confidence(900)
}
