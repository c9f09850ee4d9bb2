//! Conjunctions that do not go together (关联词搭配不当).

use crate::frame::{self, Frame};
use crate::hit::Hits;
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
关联词前后不配：只有…就…、只要…才…、虽然…所以…、即使…但是…。同一句内、中间没有别的关联词时才提示。“因为…所以…”“虽然…但是…”等规范搭配不报。

## 依据
《现代汉语》复句：关联词语成对使用。《规范》第八条。

## 命中
```text
只有加强管理，就能防止事故。
只要提高认识，才能做好工作。
虽然任务繁重，所以要抓紧推进。
即使遇到困难，但是我们有信心。
```

## 不报
```text
只有加强管理，才能防止事故。
只要提高认识，就能做好工作。
虽然任务繁重，但是要抓紧推进。
因为任务繁重，所以要抓紧推进。
即使遇到困难，我们也有信心。
如果天气不好，活动就取消。
虽然任务繁重，但进展顺利，因此提前完成。
只有三名工作人员，如果请假，就会影响办理。
```

## 词语来源
规则自带，取自语法教材的通行搭配。
";

pub(crate) static RULE: Rule = Rule {
    code: "grammar/double_conjunction",
    title: "关联词搭配",
    level: Level::Advise,
    clause: "8",
    tier: Tier::Practice,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &CUES,
    summarise: false,
    check,
};

const CUES: [&str; 6] = ["只有", "只要", "虽然", "尽管", "即使", "即便"];

const FRAMES: [Frame; 6] = [
    Frame::new(
        "只有",
        &["，就能", "，就会", "，就可以"],
        40,
        "“只有”应与“才”搭配（语病：关联词搭配不当），或改为“只要…就…”。",
    )
    .without(&["才", "只要", "如果"])
    .across(),
    Frame::new(
        "只要",
        &["，才能", "，才会", "，才可以"],
        40,
        "“只要”应与“就”搭配（语病：关联词搭配不当），或改为“只有…才…”。",
    )
    .without(&["就", "只有", "便"])
    .across(),
    Frame::new(
        "虽然",
        &["，所以", "，因此", "，因而"],
        50,
        "“虽然”表示让步，不与“所以”“因此”搭配（语病：关联词搭配不当），应改用“但是”。",
    )
    .without(&["但", "却", "然而", "不过", "仍", "还是", "也"])
    .across(),
    Frame::new(
        "尽管",
        &["，所以", "，因此", "，因而"],
        50,
        "“尽管”表示让步，不与“所以”“因此”搭配（语病：关联词搭配不当），应改用“但是”。",
    )
    .without(&["但", "却", "然而", "不过", "仍", "还是", "也"])
    .across(),
    Frame::new("即使", &["，但是", "，但"], 40, "“即使”应与“也”搭配，不用“但是”（语病：关联词搭配不当）。")
        .without(&["也", "都", "仍", "还"])
        .across(),
    Frame::new("即便", &["，但是", "，但"], 40, "“即便”应与“也”搭配，不用“但是”（语病：关联词搭配不当）。")
        .without(&["也", "都", "仍", "还"])
        .across(),
];

fn check(target: &Target<'_>, hits: &mut Hits) {
    for hit in frame::hits(target, &CUES, &FRAMES) {
        hits.push(hit);
    }
}
