//! As many items announced as are listed.

use super::numbered;
use crate::hit::{Hit, Hits};
use crate::reading::numeral::{chinese, is_numeral, run_after, write};
use crate::reading::scope::preceding;
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
写明“以下三项”“如下五点”“四个方面”，实际列出的项数不同：段内按“一是、二是”计，分段按紧接着的序号计。

## 依据
前后一致是公文校对的基本要求；读者按写明的项数核对，缺项会误事。

## 命中
```text
要抓好以下三项工作：一是建台账；二是抓整改。
要抓好以下四方面工作：一是建台账；二是抓整改；三是严督查。
要做到以下两点：一是建台账；二是抓整改；三是严督查。
申请人应当提交以下四种材料：⏎1.申请表⏎2.身份证明⏎3.承诺书⏎材料应当齐全。
现提出如下三点要求：⏎一、提高认识⏎二、落实责任⏎甲市乙局
各单位要做好以下三项工作：⏎一、加强领导。⏎二、抓好落实。⏎特此通知。
各单位要做好以下三项工作：⏎（一）加强领导。⏎（二）抓好落实。⏎各单位要于5月底前报送情况。
```

## 不报
```text
要抓好以下三项工作：一是建台账；二是抓整改；三是严督查。
申请人应当提交以下三种材料：⏎1.申请表⏎2.身份证明⏎3.承诺书
要抓好以下三项工作。
有以下两种情形之一的，处罚款。
现提出如下三点要求：⏎一、提高认识⏎二、落实责任
处以下三级以上职务：1.甲
要抓好以下三项工作：建台账、抓整改。
要抓好以下三项工作：⏎（一）建台账。⏎逐户登记。⏎（二）抓整改。⏎逐项销号。
要抓好以下三项工作：⏎（一）建台账。⏎（二）抓整改。⏎逐项销号。⏎（三）严督查。⏎特此通知。
```

## 词语来源
无词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "structure/promised_items",
    title: "写明的项数与列出的不符",
    level: Level::Advise,
    clause: "8",
    tier: Tier::Practice,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["以下", "如下", "下列"],
    summarise: false,
    check,
};

/// What is counted when a list is announced.
const UNITS: [&str; 11] = ["个方面", "方面", "大", "项", "点", "种", "类", "条", "个", "件", "份"];

fn check(target: &Target<'_>, hits: &mut Hits) {
    // Two announcements in one paragraph share what follows; only the last of them is read.
    for (number, cue) in target.cues.iter().enumerate() {
        let Some((promised, range)) = promised(target, cue.range.start, cue.range.end) else { continue };
        // Looked at up to the next announcement only, so that a paragraph of nothing but these is read once.
        if target.cues.get(number + 1).is_some_and(|next| !target.slice(range.end..next.range.start).contains('\n')) {
            continue;
        }
        let paragraph = target.after(range.end).split('\n').next().unwrap_or_default();
        let end = range.end + paragraph.len();
        let Some(listed) = inline(paragraph).or_else(|| listed_below(target, paragraph, end)) else { continue };
        if listed != promised {
            let shown = target.slice(range.clone());
            let message = format!("写明“{shown}”，实际列出{}项，请核对。", write(listed));
            hits.push(Hit::new(range, Level::Advise, message).confidence(880).source(Tier::Practice, "项数前后一致"));
        }
    }
}

/// How many items are announced at 以下, with the place: 以下三个方面.
fn promised(target: &Target<'_>, start: usize, end: usize) -> Option<(u64, Range<usize>)> {
    // 处级以下三人, 十八岁以下 are bounds.
    let before = preceding(target.before(start), 1);
    if before.ends_with(|last: char| {
        last.is_ascii_digit() || is_numeral(last) || "级岁元处天日米人倍度厘吨科克".contains(last)
    }) {
        return None;
    }
    let rest = target.after(end);
    let digits = run_after(rest, 3, |it| it.is_ascii_digit() || is_numeral(it)).filter(|run| !run.is_empty())?;
    let count = digits.parse().ok().or_else(|| chinese(digits)).filter(|count| (2..=30).contains(count))?;
    let after = rest.get(digits.len()..)?;
    let unit = UNITS.iter().find(|unit| after.starts_with(**unit))?;
    Some((count, start..end + digits.len() + unit.len()))
}

/// How many items 一是…二是 in the rest of the paragraph has; none when there are not two.
fn inline(paragraph: &str) -> Option<u64> {
    let mut count = 0;
    loop {
        let next = format!("{}是", write(count + 1));
        let found = paragraph.match_indices(&next).any(|(at, _)| {
            let before = paragraph.get(..at).unwrap_or_default();
            before.ends_with(['：', '；', '。', '，', '、', ':', ';', ' '])
        });
        if !found || count > 30 {
            return (count >= 2).then_some(count);
        }
        count += 1;
    }
}

/// How many numbered paragraphs follow at once on a paragraph that ends with a colon. The list must be seen to end: a text that stops in it
/// may be a part of a longer one.
fn listed_below(target: &Target<'_>, paragraph: &str, end: usize) -> Option<u64> {
    // 下列两项税率中较高者 and 下列情形之一 choose among what follows.
    let announces =
        paragraph.trim_end().ends_with(['：', ':']) && !paragraph.contains("中") && !paragraph.contains("之一");
    announces.then_some(())?;
    let mut blocks = target.after(end).split('\n').filter(|block| !block.trim().is_empty()).take(60);
    let first = numbered(blocks.next()?)?;
    if first.number != 1 {
        return None;
    }
    let mut count = 1;
    // Items of one paragraph each: where another paragraph follows, the list has ended, unless it goes on below.
    let (mut one_each, mut ended) = (true, None);
    for block in blocks {
        match numbered(block) {
            Some(next) if next.level == first.level && next.number == count + 1 => {
                one_each &= ended.take().is_none();
                count += 1;
            }
            // Something broken is the business of the rule on numbering.
            Some(next) if next.level == first.level => return (next.number == 1).then_some(count),
            Some(next) if next.level < first.level => return Some(count),
            Some(_) => one_each = false,
            // An item may have paragraphs without number; a short one that ends otherwise ends the list.
            None if ends_list(block, first.level) => return (count > 1).then_some(count),
            None if one_each && count > 1 => ended = ended.or(Some(count)),
            None => one_each = false,
        }
    }
    ended.filter(|_| one_each)
}

/// Whether a paragraph without number ends a list: after items of one line anything does; after headings only a signature.
fn ends_list(block: &str, level: super::Level) -> bool {
    let signature = block.trim().chars().count() <= 20 && !block.trim_end().ends_with(['。', '；', '：', '，']);
    let closing = ["特此", "以上"].iter().any(|word| block.trim_start().starts_with(word));
    level >= super::Level::Third || signature || closing
}
