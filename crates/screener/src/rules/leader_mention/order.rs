//! Leaders named in another order than the list's.

use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Leader, Level, Mention, Mentioned, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
名录中的领导用顿号、“和”、空格等连续列出（中间可以带职务），次序与名录不同。每处连续列出只报一条。须单位装入领导名录。

## 依据
《规范》第七条：涉及领导的信息须反复核校姓名、职务和排序。

## 命中
```text
许砚、陆知行、孟庆棠出席会议。
参加会议的有陆知行、孟庆棠。
副局长许砚、陆知行参加。
```

## 不报
```text
孟庆棠、陆知行、许砚出席会议。
局长孟庆棠，副局长陆知行、许砚出席会议。
许砚汇报了有关情况，孟庆棠作了讲话。
许砚陪同孟庆棠调研。
```

## 词语来源
单位的领导名录；产品不带任何人名，示例均为虚构。
";

pub(crate) static RULE: Rule = Rule {
    code: "leader_mention/order",
    title: "领导排序有误",
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
        let mut series: Vec<(&Mention, &Leader)> = Vec::new();
        for mention in &block {
            let Some(leader) = super::leader(target, mention) else { continue };
            let goes_on =
                series.last().is_some_and(|(last, _)| is_enumerated(target, last.range.end..mention.range.start));
            if !goes_on {
                hits_of(target, &series, hits);
                series.clear();
            }
            series.push((mention, leader));
        }
        hits_of(target, &series, hits);
    }
}

/// Whether two names stand in one enumeration: between them is a mark, or a mark and a title of the list.
fn is_enumerated(target: &Target<'_>, between: Range<usize>) -> bool {
    let text = target.slice(between);
    let leaders = target.lexicon.leaders();
    let mark = text.trim_start();
    let rest = mark.trim_start_matches(['、', '，', ',', '和', '及', '与', ' ']).trim_start();
    let separated = rest.len() < text.len();
    // Longer than any title: nothing to compare.
    separated
        && (rest.is_empty()
            || rest.len() < 100
                && matches!(leaders.find(rest).as_slice(), [only] if only.range == (0..rest.len()) && matches!(only.what, Mentioned::Title(_))))
}

fn hits_of(target: &Target<'_>, series: &[(&Mention, &Leader)], hits: &mut Hits) {
    let (Some((first, leader)), Some((last, _))) = (series.first(), series.last()) else { return };
    if series.is_sorted_by_key(|(_, leader)| leader.rank) {
        return;
    }
    let mut sorted: Vec<&Leader> = series.iter().map(|(_, leader)| *leader).collect();
    sorted.sort_by_key(|leader| leader.rank);
    let names: Vec<&str> = sorted.iter().take(MOST).map(|leader| leader.name.as_str()).collect();
    let range = first.range.start..last.range.end;
    let message = format!("领导排序与名录不同，名录次序为{}，请核对。", names.join("、"));
    let mut hit = Hit::new(range.clone(), leader.level, message).source(Tier::Agency, &*leader.source).confidence(850);
    // A plain list of names can be put right; with titles between, somebody has to.
    if target.slice(range) == series.iter().map(|(_, leader)| leader.name.as_str()).collect::<Vec<_>>().join("、") {
        hit = hit.replace(names.join("、"));
    }
    hits.push(hit);
}

/// So many names a message lists.
const MOST: usize = 20;
