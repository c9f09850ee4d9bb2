//! A negation too many (多重否定不当).

use crate::frame::{self, Frame};
use crate::hit::Hits;
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
“防止、避免、杜绝、以免、切忌”等含否定义的词后面又接“不再、不发生、不出现、不要”，意思反了。“避免信息不准确”这类否定性质的说法不报。

## 依据
《现代汉语》语法：多重否定失当。《规范》第八条。

## 命中
```text
要采取措施，防止类似事故不再发生。
切实加强管理，避免此类问题不再出现。
严防火灾不发生。
请及时核对，以免不要出错。
切忌不要盲目投资。
```

## 不报
```text
要采取措施，防止类似事故再次发生。
确保此类问题不再出现。
避免因信息不准确给当事人造成损害。
防止重复建设，不再新增产能。
避免不必要的损失。
防止不正当竞争。
```

## 词语来源
规则自带，取自语法教材的通行分类。
";

pub(crate) static RULE: Rule = Rule {
    code: "grammar/double_negation",
    title: "多重否定",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::Practice,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &CUES,
    summarise: false,
    check,
};

const CUES: [&str; 8] = ["防止", "避免", "杜绝", "严防", "谨防", "以免", "以防", "切忌"];

const FRAMES: [Frame; 8] = [
    after("防止", "“防止”后面又用否定，意思相反（语病：多重否定不当），应删去“不”或改为“确保…不…”。"),
    after("避免", "“避免”后面又用否定，意思相反（语病：多重否定不当），应删去“不”或改为“确保…不…”。"),
    after("杜绝", "“杜绝”后面又用否定，意思相反（语病：多重否定不当），应删去“不”或改为“确保…不…”。"),
    after("严防", "“严防”后面又用否定，意思相反（语病：多重否定不当），应删去“不”或改为“确保…不…”。"),
    after("谨防", "“谨防”后面又用否定，意思相反（语病：多重否定不当），应删去“不”或改为“确保…不…”。"),
    after("以免", "“以免”后面又用否定，意思相反（语病：多重否定不当），应删去“不”或改为“确保…不…”。"),
    after("以防", "“以防”后面又用否定，意思相反（语病：多重否定不当），应删去“不”或改为“确保…不…”。"),
    after("切忌", "“切忌”后面又用否定，意思相反（语病：多重否定不当），应删去“不”或改为“确保…不…”。"),
];

/// A negation after a word that negates already; 「防止…，确保不…」 is none.
const fn after(cue: &'static str, message: &'static str) -> Frame {
    Frame::new(cue, &["不再", "不发生", "不出现", "不要"], 14, message).without(&["而", "并", "使", "确保", "保证"])
}

fn check(target: &Target<'_>, hits: &mut Hits) {
    for hit in frame::hits(target, &CUES, &FRAMES) {
        hits.push(hit);
    }
}
