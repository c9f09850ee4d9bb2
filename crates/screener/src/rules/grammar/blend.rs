//! Two constructions run into one (句式杂糅).

use crate::frame::{self, Frame};
use crate::hit::Hits;
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
把两种句式捏在一起的句子，如“本着…为原则”“加强对…进行…”。只在同一分句内、两头都出现时提示。

## 依据
《现代汉语》语法：句式杂糅。《规范》第八条。

## 命中
```text
举办活动是为了提高素质为目的。
本着公平公正为原则开展工作。
各级政府要围绕经济建设为中心开展工作。
监管资金主要以财政拨款为主。
对于拆迁补偿问题上要依法办理。
事故的原因是操作不当造成的。
新举措深受群众所欢迎。
有的企业借口检修为名拖延工期。
结果出乎大家意料之外。
各部门要加强对施工现场进行检查。
要做好对困难群众进行走访慰问工作。
```

## 不报
```text
举办活动以提高素质为目的。
本着公平公正的原则开展工作。
各级政府要以经济建设为中心，围绕群众需求开展工作。
监管资金以财政拨款为主，主要用于检测。
在拆迁补偿问题上要依法办理。
事故是操作不当造成的，原因是多方面的。
新举措深受群众欢迎。
各部门要加强对施工现场的检查，并对隐患进行整改。
加强对正在进行的项目的管理。
加强对施工现场的检查并进行通报。
```

## 词语来源
句式取自语法教材的通行分类，规则自带。
";

pub(crate) static RULE: Rule = Rule {
    code: "grammar/blend",
    title: "句式杂糅",
    level: Level::Advise,
    clause: "8",
    tier: Tier::Practice,
    since: "0.1.0",
    documentation: DOCUMENTATION,
    cues: &CUES,
    summarise: false,
    check,
};

const CUES: [&str; 17] = [
    "是为了",
    "本着",
    "围绕",
    "主要以",
    "对于",
    "原因是",
    "原因在于",
    "深受",
    "借口",
    "出乎",
    "取决于",
    "做好对",
    "加强对",
    "搞好对",
    "抓好对",
    "强化对",
    "加大对",
];

const FRAMES: [Frame; 17] = [
    Frame {
        cue: "是为了",
        then: &["为目的"],
        without: &[],
        not_after: "",
        not_before: "",
        reach: 30,
        across: false,
        message: "“是为了…”与“以…为目的”杂糅（语病：句式杂糅），应只用一种说法。",
    },
    Frame {
        cue: "本着",
        then: &["为原则"],
        without: &[],
        not_after: "",
        not_before: "",
        reach: 20,
        across: false,
        message: "“本着…的原则”与“以…为原则”杂糅（语病：句式杂糅），应只用一种说法。",
    },
    Frame {
        cue: "围绕",
        then: &["为中心"],
        without: &["以"],
        not_after: "",
        not_before: "的",
        reach: 20,
        across: false,
        message: "“围绕…（这个）中心”与“以…为中心”杂糅（语病：句式杂糅），应只用一种说法。",
    },
    Frame {
        cue: "主要以",
        then: &["为主"],
        without: &[],
        not_after: "",
        not_before: "题体导线要管任办编席观流动义力",
        reach: 20,
        across: false,
        message: "“主要”与“以…为主”意思重复（语病：成分赘余），应删去“主要”。",
    },
    Frame {
        cue: "对于",
        then: &["问题上"],
        without: &[],
        not_after: "",
        not_before: "报访交升述",
        reach: 20,
        across: false,
        message: "“对于…问题”与“在…问题上”杂糅（语病：句式杂糅），应只用一种说法。",
    },
    Frame {
        cue: "原因是",
        then: &["造成的", "引起的", "所致", "导致的", "的原因"],
        without: &[],
        not_after: "",
        not_before: "",
        reach: 30,
        across: false,
        message: "“原因是…”与“由…造成”杂糅（语病：句式杂糅），应只用一种说法。",
    },
    Frame {
        cue: "原因在于",
        then: &["造成的", "引起的", "所致", "导致的", "的原因"],
        without: &[],
        not_after: "",
        not_before: "",
        reach: 30,
        across: false,
        message: "“原因在于…”与“由…造成”杂糅（语病：句式杂糅），应只用一种说法。",
    },
    Frame {
        cue: "深受",
        then: &["所欢迎", "所喜爱", "所好评", "所信赖"],
        without: &[],
        not_after: "",
        not_before: "",
        reach: 12,
        across: false,
        message: "“深受…欢迎”与“为…所欢迎”杂糅（语病：句式杂糅），应删去“所”。",
    },
    Frame {
        cue: "借口",
        then: &["为名"],
        without: &[],
        not_after: "",
        not_before: "",
        reach: 14,
        across: false,
        message: "“借口…”与“以…为名”杂糅（语病：句式杂糅），应只用一种说法。",
    },
    Frame {
        cue: "出乎",
        then: &["之外"],
        without: &[],
        not_after: "",
        not_before: "",
        reach: 6,
        across: false,
        message: "“出乎…”与“在…之外”杂糅（语病：句式杂糅），应为“出乎意料”或“在意料之外”。",
    },
    Frame {
        cue: "取决于",
        then: &["决定的"],
        without: &[],
        not_after: "",
        not_before: "",
        reach: 16,
        across: false,
        message: "“取决于…”与“由…决定”杂糅（语病：句式杂糅），应只用一种说法。",
    },
    Frame {
        cue: "做好对",
        then: &["进行"],
        without: &["正在", "的", "在", "内"],
        not_after: "",
        not_before: "的中时曲",
        reach: 24,
        across: false,
        message: "“做好对…”与“对…进行…”杂糅（语病：句式杂糅），应改为“做好对…的…”或“对…进行…”。",
    },
    Frame {
        cue: "加强对",
        then: &["进行"],
        without: &["正在", "的", "在", "内"],
        not_after: "",
        not_before: "的中时曲",
        reach: 24,
        across: false,
        message: "“加强对…”与“对…进行…”杂糅（语病：句式杂糅），应改为“加强对…的…”或“对…进行…”。",
    },
    Frame {
        cue: "搞好对",
        then: &["进行"],
        without: &["正在", "的", "在", "内"],
        not_after: "",
        not_before: "的中时曲",
        reach: 24,
        across: false,
        message: "“搞好对…”与“对…进行…”杂糅（语病：句式杂糅），应改为“搞好对…的…”或“对…进行…”。",
    },
    Frame {
        cue: "抓好对",
        then: &["进行"],
        without: &["正在", "的", "在", "内"],
        not_after: "",
        not_before: "的中时曲",
        reach: 24,
        across: false,
        message: "“抓好对…”与“对…进行…”杂糅（语病：句式杂糅），应改为“抓好对…的…”或“对…进行…”。",
    },
    Frame {
        cue: "强化对",
        then: &["进行"],
        without: &["正在", "的", "在", "内"],
        not_after: "",
        not_before: "的中时曲",
        reach: 24,
        across: false,
        message: "“强化对…”与“对…进行…”杂糅（语病：句式杂糅），应改为“强化对…的…”或“对…进行…”。",
    },
    Frame {
        cue: "加大对",
        then: &["进行"],
        without: &["正在", "的", "在", "内"],
        not_after: "",
        not_before: "的中时曲",
        reach: 24,
        across: false,
        message: "“加大对…”与“对…进行…”杂糅（语病：句式杂糅），应改为“加大对…的…”或“对…进行…”。",
    },
];

fn check(target: &Target<'_>, hits: &mut Hits) {
    for hit in frame::hits(target, &CUES, &FRAMES) {
        hits.push(hit);
    }
}
