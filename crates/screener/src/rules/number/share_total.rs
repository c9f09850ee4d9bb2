//! Shares of one whole that add up to more than the whole.

use crate::hit::{Hit, Hits};
use crate::reading::amount::decimal;
use crate::reading::scope::{following, preceding};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
一个整体的各项占比相加超过100%：“三次产业比重分别为10%、45%、50%”。只看写明是同一整体的构成（三次产业、年龄、学历、等次等）并且列出三项以上的。

## 依据
数据前后一致：同一整体各部分占比之和不超过100%（四舍五入的误差除外）。

## 命中
```text
三次产业比重分别为10.2%、45.3%、49.8%。
第一、第二、第三产业占比分别为12.0%、48.5%和45.5%。
按年龄构成看，老、中、青三类人员占比分别为30%、50%、40%。
```

## 不报
```text
三次产业比重分别为10.2%、45.3%、44.5%。
三次产业比重分别为10.2%、45.3%、44.6%。
三次产业增速分别为40.2%、45.3%、49.8%。
三次产业对经济增长的贡献率分别为30%、50%、40%。
地区生产总值、财政收入、进出口总额占全省比重分别为40%、35%、50%。
三次产业占比分别提高10%、60%、50%。
两项占比分别为60%、70%。
```

## 词语来源
无词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "number/share_total",
    title: "占比之和超过100%",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::Practice,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["分别为", "分别是", "分别占", "分别达"],
    summarise: false,
    check,
};

/// What is shared out: without such a word the shares may be of different wholes.
const WHOLES: [&str; 9] = ["三次产业", "第三产业", "三产业", "年龄", "学历", "构成", "结构", "等次", "职称"];
/// What is no share of the whole, though a percentage.
const OTHERS: [&str; 9] = ["贡献率", "增速", "增长率", "同比", "全省", "全国", "全市", "拉动", "覆盖率"];
/// A hundred and a half, for rounding, in ten-thousandths of a percent.
const MOST: u64 = 1_005_000;

fn check(target: &Target<'_>, hits: &mut Hits) {
    for cue in target.cues {
        let before = preceding(target.before(cue.range.start), 40);
        let sentence = before.rsplit(['。', '；', '！']).next().unwrap_or_default();
        let share = ["占比", "比重", "份额", "比例"].iter().any(|word| sentence.contains(word))
            || target.slice(cue.range.clone()).ends_with('占');
        if !share || !WHOLES.iter().any(|word| sentence.contains(word)) || OTHERS.iter().any(|it| sentence.contains(it))
        {
            continue;
        }
        let (count, sum, length) = shares(following(target.after(cue.range.end), 80));
        if count >= 3 && sum > MOST {
            let range = cue.range.start..cue.range.end + length;
            let message = format!("各项占比相加为{}，超过100%，请核对。", percent(sum));
            hits.push(Hit::new(range, Level::Confirm, message).confidence(920).source(Tier::Practice, "数据前后一致"));
        }
    }
}

/// The percentages listed at the beginning of a text: how many, their sum in ten-thousandths and how far they go.
fn shares(text: &str) -> (usize, u64, usize) {
    let (mut count, mut sum, mut length) = (0, 0, 0);
    let mut rest = text.trim_start_matches(['到', ' ']);
    while let Some((value, digits)) = decimal(rest) {
        let after = rest.get(digits..).unwrap_or_default();
        let Some(after) = after.strip_prefix(['%', '％']) else { break };
        count += 1;
        sum += value;
        length = text.len() - after.len();
        rest = after.trim_start_matches(['、', '，', '和', ',', '及', ' ']);
    }
    (count, sum, length)
}

/// Ten-thousandths of a percent as they are written.
fn percent(value: u64) -> String {
    let decimals = format!("{:04}", value % 10_000);
    let decimals = decimals.trim_end_matches('0');
    let point = if decimals.is_empty() { "" } else { "." };
    format!("{}{point}{decimals}%", value / 10_000)
}
