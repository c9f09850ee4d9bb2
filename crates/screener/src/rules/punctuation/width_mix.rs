//! A full-width bracket closed by a half-width one, or the reverse.

use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::scan::{Token, TokenKind};
use crate::target::Target;
use lexicon::{Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
一对括号一半全角、一半半角，如“（一)”。

## 依据
GB/T 15834—2011《标点符号用法》4.9：括号的主要形式是圆括号“（）”，成对使用。《规范》第八条。

## 命中
```text
（一)申请条件
(二）办理流程
见附件(清单）。
饲养场（养殖小区)应当按规定备案。
```

## 不报
```text
（一）申请条件
(二)办理流程
（含：1)身份证；2)户口簿）
见附件（一）、(二)
需提交（1)甲、2)乙）
```

## 词语来源
不用词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "punctuation/width_mix",
    title: "括号全角半角混用",
    level: Level::Advise,
    clause: "8",
    tier: Tier::NationalStandard,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: true,
    check,
};

fn check(target: &Target<'_>, hits: &mut Hits) {
    let text = target.as_str();
    let is_bracket = |token: &&Token| matches!(token.kind, TokenKind::Mark('(' | ')' | '（' | '）'));
    let brackets: Vec<&Token> = target.tokens.iter().filter(is_bracket).collect();
    for (place, pair) in brackets.windows(2).enumerate() {
        let [open, close] = pair else { continue };
        let right = match (open.kind, close.kind) {
            (TokenKind::Mark('（'), TokenKind::Mark(')')) => "）",
            (TokenKind::Mark('('), TokenKind::Mark('）')) => ")",
            _ => continue,
        };
        let inside = text.get(open.range.end..close.range.start).unwrap_or_default();
        // 「1)」 inside brackets is the label of an item: another bracket closes them.
        let next = brackets.get(place + 2).map(|token| (token.kind, token.range.start));
        let closed_later = next.is_some_and(|(kind, at)| {
            matches!(kind, TokenKind::Mark(')' | '）'))
                && text.get(close.range.end..at).is_some_and(|between| !between.contains('\n'))
        });
        if inside.contains('\n') || closed_later || is_label(inside) {
            continue;
        }
        let edited = if right == "）" { (close.range.clone(), "）") } else { (open.range.clone(), "（") };
        hits.push(
            Hit::new(
                open.range.start..close.range.end,
                Level::Advise,
                "一对括号一半全角、一半半角，应统一为全角“（）”。",
            )
            .source(Tier::NationalStandard, "GB/T 15834—2011《标点符号用法》")
            .edit(edited.0, edited.1)
            .confidence(950),
        );
    }
}

/// Whether the content of a bracket ends in a number or letter that a bracket labels.
fn is_label(inside: &str) -> bool {
    let head = inside.trim_end_matches(|it: char| it.is_ascii_alphanumeric());
    head.len() < inside.len()
        && inside.len() - head.len() <= 2
        && head.ends_with(['：', '；', '，', '、', ':', ';', ','])
}
