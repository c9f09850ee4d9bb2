//! One term in two forms in one document.

use crate::characters::after;
use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::scan::Cue;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
同一篇里一个词用了两种写法（其他与其它、帐户与账户、登录与登陆系统等）。两种都出现才提示，每对词一条，并给出统一的写法。

## 依据
GB/T 7713 等编辑规范：同一名词术语前后一致；《第一批异形词整理表》《现代汉语词典》。《规范》第八条。

## 命中
```text
登录系统后填写，忘记密码的不能登陆系统。
开立银行账户，核对帐户余额。
其他材料一并提交，其它事项另行通知。
图像清晰，图象完整。
各部门分工负责，部份事项另行安排，部分区域先行。
```

## 不报
```text
登录系统后填写，台风在沿海登陆。
开立银行账户，核对账户余额。
其它材料一并提交，其它事项另行通知。
图象完整。
部分人才提交个人材料，内部份额调整，汇报导致延误的原因并作报道。
```

## 词语来源
词对取自《第一批异形词整理表》和《现代汉语词典》，规则自带。
";

pub(crate) static RULE: Rule = Rule {
    code: "grammar/inconsistent_term",
    title: "用词前后不一",
    level: Level::Advise,
    clause: "8",
    tier: Tier::NationalStandard,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &CUES,
    summarise: false,
    check,
};

/// Pairs, the recommended form first.
const CUES: [&str; 30] = [
    "登录",
    "登陆系统",
    "登录",
    "登陆平台",
    "登录",
    "登陆网",
    "账户",
    "帐户",
    "账号",
    "帐号",
    "账目",
    "帐目",
    "账簿",
    "帐簿",
    "其他",
    "其它",
    "图像",
    "图象",
    "唯一",
    "惟一",
    "好像",
    "好象",
    "部分",
    "部份",
    "报道",
    "报导",
    "执着",
    "执著",
    "人才",
    "人材",
];
/// What makes the second form two words: 「个人材料」「汇报导致」「内部份额」.
const APART: [(&str, &str); 5] =
    [("图象", "征棋牙"), ("好象", "征棋牙"), ("部份", "额数量"), ("报导", "致师电入向游弹演航流"), ("人材", "料质")];

const MOST_PLACES: usize = 100;

fn check(target: &Target<'_>, hits: &mut Hits) {
    for pair in 0..CUES.len() / 2 {
        let places = |form: usize| {
            let of_form = target.cues.iter().filter(move |cue| cue.number == pair * 2 + form && !is_apart(target, cue));
            of_form.map(|cue| cue.range.clone()).take(MOST_PLACES).collect::<Vec<Range<usize>>>()
        };
        let other = places(1);
        let (Some(first), Some(right), Some(wrong)) = (other.first(), CUES.get(pair * 2), CUES.get(pair * 2 + 1))
        else {
            continue;
        };
        if places(0).is_empty() {
            continue;
        }
        let right = right.to_string() + wrong.strip_prefix("登陆").unwrap_or_default();
        let message = format!("本文“{right}”与“{wrong}”并用，应统一为“{right}”。");
        let mut hit = Hit::new(first.clone(), Level::Advise, message)
            .source(Tier::NationalStandard, "《现代汉语词典》《第一批异形词整理表》")
            .confidence(800);
        for place in &other {
            hit = hit.edit(place.clone(), right.clone());
        }
        hits.push(hit.places(other.into_iter().skip(1).collect()));
    }
}

fn is_apart(target: &Target<'_>, cue: &Cue) -> bool {
    let next = after(target.as_str(), cue.range.end);
    let word = CUES.get(cue.number).copied().unwrap_or_default();
    APART.iter().any(|(form, ends)| *form == word && next.is_some_and(|it| ends.contains(it)))
}
