//! Parts that do not fit their total in one sentence.

use crate::hit::{Hit, Hits};
use crate::reading::amount::decimal;
use crate::reading::numeral::run_before;
use crate::reading::scope::{following, preceding};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
一句话里总数与分项不符：“共30人，其中男18人、女13人”相加不等；“共30人，其中党员35人”部分大于总数。

## 依据
数据前后一致。分项可能交叉（党员和女性），所以只有男和女、合格和不合格这样两相对立的分项才要求相加等于总数。

## 命中
```text
全队共30人，其中男18人、女13人。
全队共有30人，其中党员35人。
共检查企业120家，其中规模以上企业150家。
共收到材料120份，其中合格90份、不合格40份。
现有职工1,200人，其中男职工700人，女职工600人。
```

## 不报
```text
全队共30人，其中男18人、女12人。
全队共有30人，其中党员15人、女性20人。
共检查企业120家，其中发现隐患150处。
甲县30人，其中党员12人；乙县共20人。
其中男18人、女13人。
共收到材料120份，其中合格80份、不合格40份。
共有学校12所，在校生3000人，其中寄宿生2500人。
完成投资30亿元，其中民间投资250000万元。
增加30人，其中转入40人、转出10人。
全市共有12个乡镇，其中甲镇15个村。
```

## 词语来源
无词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "number/part_of_total",
    title: "分项与总数不符",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::Practice,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["其中"],
    summarise: false,
    check,
};

/// How much before and after 其中 is looked at, in characters.
const BEFORE: usize = 24;
const AFTER: usize = 60;
/// Units that are counted one by one; with others the same word may stand for different things.
const UNITS: [&str; 11] = ["人", "名", "份", "批", "家", "件", "户", "起", "项", "例", "所"];
/// What makes the number before 其中 a total.
const TOTALS: [&str; 9] = ["共", "共有", "共计", "合计", "总计", "总数", "现有", "总人数", "全部"];

/// A count with its unit.
struct Count {
    value: u64,
    unit: &'static str,
    range: Range<usize>,
    /// What the count is of: the characters before the figure.
    of: Range<usize>,
}

fn check(target: &Target<'_>, hits: &mut Hits) {
    for cue in target.cues {
        let Some(total) = total(target, cue.range.start) else { continue };
        let parts = parts(target, cue.range.end, total.unit);
        let end = parts.last().map_or(cue.range.end, |part| part.range.end);
        let range = total.range.start..end;
        if let Some(part) = parts.iter().find(|part| part.value > total.value) {
            let (part, whole) = (target.slice(part.range.clone()), target.slice(total.range.clone()));
            push(hits, range, format!("分项“{part}”大于总数“{whole}”，请核对。"));
        } else if let [one, other] = parts.as_slice()
            && are_opposites(target.slice(one.of.clone()), target.slice(other.of.clone()))
            && one.value + other.value != total.value
        {
            let sum = (one.value + other.value) / 10_000;
            let unit = total.unit;
            let whole = target.slice(total.range.clone());
            push(hits, range, format!("两项相加为{sum}{unit}，与总数“{whole}”不符，请核对。"));
        }
    }
}

fn push(hits: &mut Hits, range: Range<usize>, message: String) {
    hits.push(Hit::new(range, Level::Confirm, message).confidence(960).source(Tier::Practice, "数据前后一致"));
}

/// The total directly before 其中: 共30人，
fn total(target: &Target<'_>, at: usize) -> Option<Count> {
    let before = preceding(target.before(at), BEFORE);
    let head = before.trim_end_matches(['，', ',', '（', '(', ' ', '：', ':']);
    let unit = UNITS.into_iter().find(|unit| head.ends_with(unit))?;
    let head = head.get(..head.len() - unit.len())?;
    let digits = run_before(head, 10, |character| character.is_ascii_digit() || character == ',')
        .filter(|run| !run.is_empty())?;
    let clause = head.get(..head.len() - digits.len())?;
    if clause.ends_with(['.', '-', '—', '约', '近', '第', '年']) || digits.starts_with(',') {
        return None;
    }
    let clause = clause.rsplit(['，', '。', '；', ',', '、']).next()?;
    let (value, length) = decimal(digits)?;
    if length != digits.len() || !TOTALS.iter().any(|word| clause.contains(word)) {
        return None;
    }
    let start = at - before.len() + (head.len() - digits.len());
    Some(Count { value, unit, range: start..start + digits.len() + unit.len(), of: start..start })
}

/// The counts with the total's unit after 其中, up to the end of the sentence or to what is counted otherwise.
fn parts(target: &Target<'_>, at: usize, unit: &'static str) -> Vec<Count> {
    let after = following(target.after(at), AFTER);
    let sentence = after.split(['。', '；', '！', '）', ')', '（', '(']).next().unwrap_or_default();
    let mut parts = Vec::new();
    let mut offset = 0;
    for piece in sentence.split_inclusive(['，', '、', ',']) {
        let start = at + offset;
        offset += piece.len();
        let item = piece.trim_end_matches(['，', '、', ',']).trim_start_matches('：');
        let shift = piece.find(item).unwrap_or(0);
        let Some(head) = item.strip_suffix(unit) else { break };
        let digits = run_before(head, 10, |character| character.is_ascii_digit()).unwrap_or_default();
        let of = head.get(..head.len() - digits.len()).unwrap_or_default();
        let other = of.ends_with(['.', '-', '—', '第']) || of.contains(|character: char| character.is_ascii_digit());
        let Some((value, _)) = decimal(digits).filter(|_| !other && !changes(of)) else { break };
        let from = start + shift;
        parts.push(Count { value, unit, range: from..from + item.len(), of: from..from + of.len() });
    }
    parts
}

/// Words that count something else than a part: people moved, problems found.
fn changes(of: &str) -> bool {
    ["转入", "转出", "发现", "惠及", "覆盖", "带动", "涉及", "服务", "培训", "累计", "镇", "乡", "县", "每"]
        .iter()
        .any(|word| of.contains(word))
}

/// Whether two parts leave nothing between them: 男 and 女, 合格 and 不合格.
fn are_opposites(one: &str, other: &str) -> bool {
    let negated = |one: &str, other: &str| {
        let rest = other.strip_prefix(['不', '未', '非']);
        !one.is_empty() && rest.is_some_and(|rest| rest.trim_start_matches('予') == one)
    };
    if negated(one, other) || negated(other, one) {
        return true;
    }
    let plain =
        |text: &str| ["男", "男性", "男生", "男职工", "女", "女性", "女生", "女职工"].contains(&text.trim_matches(' '));
    plain(one) && plain(other) && one.starts_with('男') != other.starts_with('男')
}
