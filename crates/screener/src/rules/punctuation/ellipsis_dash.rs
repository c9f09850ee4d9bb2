//! How an ellipsis and a dash are written (GB/T 15834).

use crate::characters::{after, before, begins_line, is_han};
use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::scan::{Token, TokenKind};
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
省略号应为六点（……）：用句号、英文句点或三点“…”代替的提示；破折号应占两个字（——）：用两个连字符或行首用一字线代替的提示。

## 依据
GB/T 15834—2011《标点符号用法》4.11 省略号、4.13 破折号。《规范》第八条。

## 命中
```text
春天、夏天、秋天。。。四季都有游人。
学校、医院、车站...均已排查。
我们走过了许多地方…
这就是改革的目的--让群众少跑腿。
—我们要推动高质量发展。
学校、医院......均已排查。
```

## 不报
```text
学校、医院……均已排查。
这就是改革的目的——让群众少跑腿。
北京—上海高速铁路
2020—2025年规划
第一章 总则..........1
科技创新2030—重大项目
氮氧化物--〔15〕
https://example.gov.cn/a--b
——我们要推动高质量发展。
…………
电话:024-...-12
```

## 词语来源
不用词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "punctuation/ellipsis_dash",
    title: "省略号、破折号写法",
    level: Level::Advise,
    clause: "8",
    tier: Tier::NationalStandard,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["。。。", "...", "…", "--", "—"],
    summarise: true,
    check,
};

/// A longer row of dots leads to a page number.
const MOST_DOTS: usize = 6;

fn check(target: &Target<'_>, hits: &mut Hits) {
    let text = target.as_str();
    let mut runs = target.tokens.chunk_by(|one, other| one.kind == other.kind && one.range.end == other.range.start);
    runs.by_ref().filter_map(|run| Some((run, range_of(run)?))).for_each(|(run, range)| {
        let TokenKind::Mark(mark) = run.first().map_or(TokenKind::Digits, |token| token.kind) else { return };
        match mark {
            '。' | '.' | '…' if is_ellipsis(text, mark, run.len(), &range) => {
                hits.push(hit(range, "省略号应写作“……”（六点，占两个字）。", "……"));
            }
            '-' | '—' if is_dash(text, mark, run.len(), &range) => {
                hits.push(hit(range, "破折号应写作“——”（占两个字）。", "——"));
            }
            _ => {}
        }
    });
}

fn range_of(run: &[Token]) -> Option<Range<usize>> {
    Some(run.first()?.range.start..run.last()?.range.end)
}

fn is_ellipsis(text: &str, mark: char, count: usize, range: &Range<usize>) -> bool {
    let (left, right) = (before(text, range.start), after(text, range.end));
    let chinese = left.is_some_and(|left| is_han(left) || "”》）】，、。".contains(left));
    let leads = right.is_some_and(|right| right.is_ascii_digit());
    match mark {
        '。' => count >= 3,
        '.' => (3..=MOST_DOTS).contains(&count) && chinese && !leads,
        _ => count == 1 && chinese && !leads,
    }
}

fn is_dash(text: &str, mark: char, count: usize, range: &Range<usize>) -> bool {
    let right = after(text, range.end).is_some_and(|right| is_han(right) || matches!(right, '“' | '《'));
    let left = before(text, range.start).is_some_and(|left| is_han(left) || "”》）】，。".contains(left));
    match mark {
        '-' => count == 2 && right && (left || begins_line(text, range.start)),
        // Between two words it says “from … to”; a line that begins with it is an item.
        _ => count == 1 && right && begins_line(text, range.start),
    }
}

fn hit(range: Range<usize>, message: &str, replacement: &str) -> Hit {
    Hit::new(range, Level::Advise, message)
        .source(Tier::NationalStandard, "GB/T 15834—2011《标点符号用法》")
        .confidence(850)
        .replace(replacement)
}
