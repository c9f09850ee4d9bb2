//! A title within a title (GB/T 15834).

use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::scan::TokenKind;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
书名号里又用双书名号，如《关于修改《某某条例》的决定》。里层应改用单书名号〈〉。

## 依据
GB/T 15834—2011《标点符号用法》4.15.3.5：书名号中还需要书名号时，里面一层用单书名号。《规范》第八条。

## 命中
```text
印发《关于修改《某某条例》的决定》。
学习《《某某条例》释义》
```

## 不报
```text
印发《关于修改〈某某条例〉的决定》。
依据《甲条例》《乙办法》《丙规定》。
点击图片进入专题《《
《甲条例、《乙办法》
```

## 词语来源
不用词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "punctuation/nested_title",
    title: "书名号套用",
    level: Level::Confirm,
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
    let mut stack: Vec<Range<usize>> = Vec::new();
    // Titles that closed inside the one that is still open.
    let mut inner: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let mut line = 0;
    for token in target.tokens {
        let TokenKind::Mark(mark @ ('《' | '》')) = token.kind else { continue };
        if text.get(line..token.range.start).is_none_or(|between| between.contains('\n')) {
            stack.clear();
            inner.clear();
        }
        line = token.range.start;
        if mark == '《' {
            stack.push(token.range.clone());
            continue;
        }
        let Some(open) = stack.pop() else { continue };
        if stack.is_empty() {
            for (left, right) in inner.drain(..) {
                hits.push(hit(left, right));
            }
        } else {
            inner.push((open, token.range.clone()));
        }
    }
}

fn hit(left: Range<usize>, right: Range<usize>) -> Hit {
    let message = "书名号里又用了书名号，里面一层应改为单书名号“〈〉”。";
    Hit::new(left.start..right.end, Level::Confirm, message)
        .source(Tier::NationalStandard, "GB/T 15834—2011《标点符号用法》")
        .edit(left, "〈")
        .edit(right, "〉")
        .confidence(950)
}
