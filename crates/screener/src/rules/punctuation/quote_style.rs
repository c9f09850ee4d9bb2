//! Quotation marks of other scripts in simplified official text (GB/T 15834).

use crate::characters::{after, before, is_han};
use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::rules::misspelling::traditional::simplified;
use crate::scan::{Token, TokenKind};
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
中文里的英文直引号（\" '）和直角引号（「」『』）。横排简体文稿的引号为“”‘’。

## 依据
GB/T 15834—2011《标点符号用法》4.8.2：引号的形式有双引号“”和单引号‘’两种；竖排时才用﹃﹄﹁﹂。《规范》第八条。

## 命中
```text
落实\"谁公开、谁负责\"的原则。
落实「谁公开、谁负责」的原则。
所谓'一网通办'，是指网上办理。
```

## 不报
```text
落实“谁公开、谁负责”的原则。
显示器为27\"，分辨率可调。
歌曲'Yesterday'由该乐队演唱。
<a href=\"index.html\">
var a = \"name\";
北纬41°17'至41°20'之间
當局所謂「顛覆活動」等說法
```

## 词语来源
不用词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "punctuation/quote_style",
    title: "引号形式",
    level: Level::Advise,
    clause: "8",
    tier: Tier::NationalStandard,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["\"", "'", "「", "『"],
    summarise: true,
    check,
};

/// What may stand between two quotation marks, in bytes.
const QUOTED: usize = 300;

fn check(target: &Target<'_>, hits: &mut Hits) {
    let text = target.as_str();
    let mut open: [Option<Range<usize>>; STYLES.len()] = Default::default();
    for token in target.tokens {
        let TokenKind::Mark(mark) = token.kind else { continue };
        let styles = STYLES.iter().zip(&mut open);
        let Some((style, slot)) = styles.into_iter().find(|(style, _)| mark == style.open || mark == style.close)
        else {
            continue;
        };
        let opened = slot.take().filter(|left| is_pair(text, left, token, style));
        match opened {
            Some(left) if mark == style.close => hits.push(hit(text, left, token.range.clone(), style)),
            _ if mark == style.open => *slot = Some(token.range.clone()),
            _ => {}
        }
    }
}

/// A pair of quotation marks and what should stand instead.
struct Style {
    open: char,
    close: char,
    replacement: (&'static str, &'static str),
}

const STYLES: [Style; 4] = [
    Style { open: '"', close: '"', replacement: ("“", "”") },
    Style { open: '\'', close: '\'', replacement: ("‘", "’") },
    Style { open: '「', close: '」', replacement: ("“", "”") },
    Style { open: '『', close: '』', replacement: ("‘", "’") },
];

/// Whether two marks quote Chinese within one line. Straight marks also measure, and stand in code: their content begins and ends Chinese.
fn is_pair(text: &str, left: &Range<usize>, right: &Token, style: &Style) -> bool {
    let inside = text.get(left.end..right.range.start).filter(|inside| inside.len() <= QUOTED).unwrap_or_default();
    // A text in traditional characters quotes in its own way.
    if inside.chars().any(|it| simplified(it).is_some()) {
        return false;
    }
    if inside.is_empty() || inside.contains(['\n', '\t', '=', '<', '>']) || !inside.chars().any(is_han) {
        return false;
    }
    let chinese = |it: Option<char>| it.is_some_and(|it| is_han(it) || "，。、；：！？（）《》“”".contains(it));
    let touches = chinese(before(text, left.start)) || chinese(after(text, right.range.end));
    let straight = style.open == style.close;
    let ends = chinese(inside.chars().next()) && chinese(inside.chars().next_back());
    !straight || ends && (touches || style.open == '"' && is_alone(text, left, right))
}

/// Whether nothing but space stands around a pair: a quoted line.
fn is_alone(text: &str, left: &Range<usize>, right: &Token) -> bool {
    before(text, left.start).is_none_or(char::is_whitespace)
        && after(text, right.range.end).is_none_or(char::is_whitespace)
}

fn hit(text: &str, left: Range<usize>, right: Range<usize>, style: &Style) -> Hit {
    let message = if style.open == style.close {
        "中文引号应用弯引号“ ”或‘ ’，不用英文直引号。"
    } else {
        "横排简体文稿的引号应用“ ”或‘ ’，不用直角引号。"
    };
    let range = left.start..right.end;
    // A short quotation is shown whole, a long one by its first mark.
    let short = text.get(range.clone()).is_some_and(|quoted| quoted.len() <= 90);
    Hit::new(if short { range } else { left.clone() }, Level::Advise, message)
        .source(Tier::NationalStandard, "GB/T 15834—2011《标点符号用法》4.8")
        .edit(left, style.replacement.0)
        .edit(right, style.replacement.1)
        .confidence(850)
}
