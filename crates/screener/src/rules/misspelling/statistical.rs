//! Words that were probably meant otherwise, by what words stand beside each other in official text.

use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::target::Target;
use corrector::Correction;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
词表没有登记、但前后文说明很可能写错的词：音近、形近的字替换了原来的字，使一句话里出现不成词的字或者搭配极少见的词。给出至多三个候选。只作提示，由人判断。书名号和引号里的内容、数字、外文、人名、登记的名称和放行词不报；同一个少见的写法全文出现两次以上，按专名处理，不报。

## 依据
《规范》第八条：发布前须对错别字进行技术筛查。判断的依据是法律法规和政府工作报告中词语相连的次数，不是规定。

## 命中
```text
各地要认真贯切落实党中央决策部署。
全面提升城市管理水坪。
```

## 不报
```text
各地要认真贯彻落实党中央决策部署。
全面提升城市管理水平。
他写下了“认真贯切落实”几个字。
```

## 词语来源
统计模型 `crates/corrector/data/model.bin`，由 `cargo xtask model` 生成，来源和许可见该目录的说明。
";

pub(crate) static RULE: Rule = Rule {
    code: "misspelling/statistical",
    title: "疑似错别字",
    level: Level::Advise,
    clause: "8",
    tier: Tier::Practice,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: false,
    check,
};

fn check(target: &Target<'_>, hits: &mut Hits) {
    let Some(corrector) = target.lexicon.corrector() else { return };
    for correction in corrector.correct(target.as_str(), &protected(target)) {
        hits.push(hit(target, correction));
    }
}

/// Where nothing is corrected: what the words of the pack say is right, and what they have an opinion of already.
fn protected(target: &Target<'_>) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = target.words.iter().map(|word| word.range.clone()).collect();
    ranges.extend(target.near.iter().map(|near| near.range.clone()));
    for (start, block) in target.blocks() {
        let right = target.lexicon.right(target.part, block, target.as_of);
        ranges.extend(right.into_iter().map(|range| start + range.start..start + range.end));
    }
    joined(ranges)
}

/// Ranges in order and apart.
fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

fn hit(target: &Target<'_>, correction: Correction) -> Hit {
    let found = target.slice(correction.range.clone());
    let best = correction.candidates.first();
    let (meant, confidence) = best.map_or(("", 0), |best| (best.text.as_str(), best.confidence));
    let message = format!("“{found}”疑似“{meant}”之误，请核对；是专名或者本来如此的，不必修改。");
    let sureness: Vec<String> =
        correction.candidates.iter().map(|candidate| candidate.confidence.to_string()).collect();
    let mut hit = Hit::new(correction.range, Level::Advise, message)
        .source(Tier::Practice, "法律法规和政府工作报告中的词语搭配（统计）")
        .confidence(confidence)
        .attribute("candidates", sureness.join(","));
    hit.replacements = correction.candidates.into_iter().map(|candidate| candidate.text).collect();
    hit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_joined() {
        assert_eq!(joined(vec![6..9, 0..3, 2..5, 9..12]), [0..5, 6..12]);
    }
}
