//! Decreases counted in multiples.

use crate::hit::{Hit, Hits};
use crate::reading::numeral::{is_numeral, run_after};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
用倍数说减少：“下降2倍”“减少一倍”“缩短了三倍”。减少一倍就是零，应改用分数或百分比。

## 依据
《现代汉语词典》“倍”：用于增加；减少用分数或百分数表示。

## 命中
```text
办理时限缩短2倍。
成本降低了三倍。
事故起数同比减少一倍。
能耗下降1.5倍。
```

## 不报
```text
产量增长2倍。
办理时限缩短一半。
成本降低30%。
降低到原来的三分之一。
放大倍数减少2倍镜
减少50倍以上的稀释
距离缩小2倍率
```

## 词语来源
表示减少的通用动词。
";

pub(crate) static RULE: Rule = Rule {
    code: "number/decrease_multiple",
    title: "用倍数说减少",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::Practice,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["降低", "减少", "下降", "缩短", "缩小", "下跌", "减低", "降幅", "减幅"],
    summarise: false,
    check,
};

fn check(target: &Target<'_>, hits: &mut Hits) {
    for cue in target.cues {
        let rest = target.after(cue.range.end);
        let rest = ["了近", "了约", "了", "近", "约", "达"]
            .into_iter()
            .find_map(|word| rest.strip_prefix(word))
            .unwrap_or(rest);
        let fits = |character: char| character.is_ascii_digit() || character == '.' || is_numeral(character);
        let Some(digits) = run_after(rest, 8, fits).filter(|run| !run.is_empty()) else { continue };
        let Some(after) = rest.get(digits.len()..).and_then(|rest| rest.strip_prefix('倍')) else { continue };
        if after.starts_with(['镜', '率', '数', '以', '于', '的', '体', '液']) {
            continue;
        }
        let range = cue.range.start..target.as_str().len() - after.len();
        let message = format!("“{}”不成立：减少不用倍数，应改用分数或百分比。", target.slice(range.clone()));
        hits.push(
            Hit::new(range, Level::Confirm, message)
                .confidence(960)
                .source(Tier::Practice, "《现代汉语词典》（第7版）“倍”"),
        );
    }
}
