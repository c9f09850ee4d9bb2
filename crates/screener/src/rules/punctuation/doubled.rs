//! Two marks where one belongs (GB/T 15834).

use crate::characters::{after, before};
use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::scan::TokenKind;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
连用的句号、逗号、顿号、分号、冒号，相同的或不同的（，。、。、，等），全角与半角混写的也算。问号、叹号可以叠用，不报。

## 依据
GB/T 15834—2011《标点符号用法》：句末、句内点号各表示一种停顿，不叠用。《规范》第八条。

## 命中
```text
会议研究了有关工作。。
各单位要提高认识，，抓好落实。
包括学校、、医院和车站。
请于月底前报送，。
资金已全部拨付。，下一步抓紧实施。
主要任务如下：：
各单位要提高认识，,抓好落实。
按要求完成整改；。
```

## 不报
```text
真的做到了吗？！
我们成功了！！！
他停了一下……。
这样的事情。。。谁也想不到
10:30—11:30
“先审查、后公开”。
std::vector
截至目前,,,数据缺失
```

## 词语来源
不用词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "punctuation/doubled",
    title: "标点重复",
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
    for pair in target.tokens.windows(2) {
        let [first, second] = pair else { continue };
        if first.range.end != second.range.start {
            continue;
        }
        let (TokenKind::Mark(one), TokenKind::Mark(two)) = (first.kind, second.kind) else { continue };
        let (Some(left), Some(right)) = (stop(one), stop(two)) else { continue };
        // A run of three is an ellipsis or an empty field; two half-width marks are code.
        let more = [before(text, first.range.start), after(text, second.range.end)]
            .into_iter()
            .flatten()
            .any(|it| stop(it).is_some());
        if !more && (one.len_utf8() > 1 || two.len_utf8() > 1) {
            hits.push(hit(first.range.start..second.range.end, left, right));
        }
    }
}

fn hit(range: Range<usize>, left: char, right: char) -> Hit {
    let message = if left == right {
        format!("“{left}”重复，应只留一个。")
    } else {
        format!("“{left}{right}”连用，应只留一个。")
    };
    let kept = if weight(left) >= weight(right) { left } else { right };
    let hit = Hit::new(range, Level::Confirm, message)
        .source(Tier::NationalStandard, "GB/T 15834—2011《标点符号用法》")
        .confidence(950)
        .replace(kept);
    let other = if kept == left { right } else { left };
    if other == kept { hit } else { hit.replace(other) }
}

/// The full-width form of a mark of pause.
const fn stop(mark: char) -> Option<char> {
    match mark {
        '。' => Some('。'),
        '，' | ',' => Some('，'),
        '、' => Some('、'),
        '；' | ';' => Some('；'),
        '：' | ':' => Some('：'),
        _ => None,
    }
}

/// Which of two marks is rather meant: the one that ends more.
const fn weight(mark: char) -> u8 {
    match mark {
        '。' => 4,
        '；' => 3,
        '：' => 2,
        '，' => 1,
        _ => 0,
    }
}
