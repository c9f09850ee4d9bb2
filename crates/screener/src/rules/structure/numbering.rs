//! Numbers of headings and items that repeat or leave one out.

use super::{Level as Depth, numbered_blocks};
use crate::hit::{Hit, Hits};
use crate::reading::numeral::{chinese, is_numeral, run_before, write};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::collections::BTreeMap;
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
层次序号断号或重号：一、二、四；（一）（三）；1. 2. 2.；第七条后面是第九条；段内“一是”“二是”“四是”。（一）在各个“一、”之下接着上文续编、重新从（一）起编，都是允许的。

## 依据
《党政机关公文格式》（GB/T 9704—2012）7.3.3：文中结构层次序数依次用“一、”“（一）”“1.”“（1）”标注。

## 命中
```text
一、总体要求⏎二、工作目标⏎四、保障措施
一、总体要求⏎二、工作目标⏎二、重点任务⏎三、保障措施
（一）甲⏎（二）乙⏎（四）丁⏎（五）戊
一、甲⏎（一）乙⏎（二）丙⏎（二）丁⏎二、戊
1.甲⏎2.乙⏎4.丁⏎5.戊
第一条 甲⏎第二条 乙⏎第四条 丁⏎第五条 戊
要抓好四项工作：一是建台账；二是抓整改；四是严督查。
```

## 不报
```text
一、总体要求⏎二、工作目标⏎三、保障措施
一、甲⏎（一）乙⏎（二）丙⏎二、丁⏎（三）戊⏎（四）己
一、甲⏎（一）乙⏎（二）丙⏎二、丁⏎（一）戊⏎（二）己
三、甲⏎四、乙
第十条 甲⏎第十条之一 乙⏎第十一条 丙
一是建台账；二是抓整改；三是严督查。
问题一是认识不足，二是三是四的两倍。
1.甲⏎2.乙⏎1.丙⏎2.丁
将第三条修改为：⏎第三条 甲⏎将第九条修改为：⏎第九条 乙
```

## 词语来源
无词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "structure/numbering",
    title: "层次序号",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::NationalStandard,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: false,
    check,
};

const SOURCE: &str = "《党政机关公文格式》（GB/T 9704—2012）7.3.3";

/// A sequence under way.
struct Sequence {
    /// Its last number, and the one before.
    last: u64,
    previous: Option<u64>,
    /// A slip that is one only if the sequence goes on after it.
    pending: Option<(Range<usize>, u64, u64)>,
    reported: bool,
    /// It began with 1: what begins later is a part of something longer, and who knows what was left out of it.
    whole: bool,
}

fn check(target: &Target<'_>, hits: &mut Hits) {
    let mut sequences: BTreeMap<Depth, Sequence> = BTreeMap::new();
    for (start, block, numbered) in numbered_blocks(target) {
        inline(start, block, hits);
        let Some(numbered) = numbered else { continue };
        // A heading begins the levels below it anew, or they go on: both are usual, and what ends here ends for good.
        let range = start..start + numbered.length;
        step(&mut sequences, numbered.level, numbered.number, range, hits);
        let below: Vec<Depth> = sequences.keys().copied().filter(|depth| *depth > numbered.level).collect();
        for depth in below {
            if let Some(ended) = sequences.get_mut(&depth) {
                ended.end(depth, hits);
            }
        }
    }
    for (depth, mut sequence) in sequences {
        sequence.end(depth, hits);
    }
}

impl Sequence {
    /// What comes next at this level belongs to another heading. Of headings a slip at the very end is as certain as one before further
    /// ones; 1. 2. 4. may be anything.
    fn end(&mut self, depth: Depth, hits: &mut Hits) {
        if let (Some((range, last, number)), false) = (self.pending.take(), self.reported)
            && depth <= Depth::Second
        {
            report(range, last, number, hits);
        }
        self.reported = false;
        self.previous = None;
    }
}

fn step(sequences: &mut BTreeMap<Depth, Sequence>, depth: Depth, number: u64, range: Range<usize>, hits: &mut Hits) {
    let Some(sequence) = sequences.get_mut(&depth) else {
        sequences.insert(
            depth,
            Sequence { last: number, previous: None, pending: None, reported: false, whole: number == 1 },
        );
        return;
    };
    let last = sequence.last;
    if let Some((slip, before, at)) = sequence.pending.take()
        && number == at + 1
        && !sequence.reported
    {
        report(slip, before, at, hits);
        sequence.reported = true;
    }
    let run_up = sequence.whole && sequence.previous.is_some_and(|previous| previous + 1 == last);
    let skipped = number == last + 2 || number == last + 3;
    let repeated = number == last && number > 1;
    // The sequence was under way: two numbers in order stand before the slip.
    if run_up && (skipped || repeated) && !sequence.reported {
        sequence.pending = Some((range, last, number));
    }
    if number == 1 {
        sequence.reported = false;
        sequence.previous = None;
        sequence.whole = true;
    } else {
        sequence.previous = Some(last);
        // What neither goes on nor slips by a little is another sequence, of which the beginning is missing.
        sequence.whole &= number == last + 1 || number == last || skipped;
    }
    sequence.last = number;
}

fn report(range: Range<usize>, last: u64, number: u64, hits: &mut Hits) {
    let message = if number > last {
        format!("序号不连续：第{}项之后是第{}项，中间缺项或编错，请核对。", write(last), write(number))
    } else {
        format!("序号重复：第{}项出现两次，请核对后面的编号。", write(number))
    };
    hits.push(Hit::new(range, Level::Confirm, message).confidence(930).source(Tier::NationalStandard, SOURCE));
}

/// 一是…二是…四是 within a paragraph.
fn inline(start: usize, block: &str, hits: &mut Hits) {
    let mut last: Option<u64> = None;
    for (at, _) in block.match_indices('是') {
        let head = block.get(..at).unwrap_or_default();
        let Some(run) = run_before(head, 3, is_numeral).filter(|run| !run.is_empty()) else { continue };
        let Some(number) = chinese(run) else { continue };
        let before = head.get(..head.len() - run.len()).unwrap_or_default();
        if !(before.is_empty() || before.ends_with(['。', '；', '：', '，', '、', '！', ' ', ';', ':', ','])) {
            continue;
        }
        match last {
            // Only what begins with 一是 and then 二是 is a sequence.
            Some(previous) if number == previous + 1 => last = Some(number),
            Some(previous) if previous >= 2 && (number == previous || number == previous + 2) => {
                let range = start + at - run.len()..start + at + '是'.len_utf8();
                let shown = write(number);
                let message = if number == previous {
                    format!("“{shown}是”重复，请核对各项序号。")
                } else {
                    format!("“{}是”之后是“{shown}是”，中间缺项或编错，请核对。", write(previous))
                };
                hits.push(
                    Hit::new(range, Level::Confirm, message).confidence(950).source(Tier::NationalStandard, SOURCE),
                );
                last = Some(number);
            }
            _ => last = (number == 1).then_some(1),
        }
    }
}
