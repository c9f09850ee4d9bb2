//! The mark after the number of a list item (GB/T 15834, annex B).

use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
行首序号后的标点：“一，”“一.”应为“一、”；“（一）、”“（1）、”“①、”不加标点；“1、”应为“1.”。同一种写法前后连着出现两次以上才报，全文合为一条。

## 依据
GB/T 15834—2011《标点符号用法》附录 B.1：不带括号的汉字数字序次语后用顿号，不带括号的阿拉伯数字序次语后用下脚点，带括号的序次语后不用点号。GB/T 9704—2012 7.3.3。《规范》第八条。

## 命中
```text
一，申请条件；⏎二，办理流程。
一.申请条件⏎二.办理流程
（一）、申请条件⏎（二）、办理流程
1、身份证⏎2、户口簿
①、身份证⏎②、户口簿
```

## 不报
```text
一、申请条件⏎二、办理流程
（一）申请条件⏎（二）办理流程
1.身份证⏎2.户口簿
1．身份证⏎2．户口簿
（四）、（五）项所列人员
1、2号楼封闭管理
一，认识要到位。
1、3、5号路口
```

## 词语来源
不用词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "punctuation/enumeration",
    title: "序号后的标点",
    level: Level::Advise,
    clause: "8",
    tier: Tier::NationalStandard,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["一，", "一,", "一.", "一．", "）、", ")、", "1、", "①、"],
    summarise: false,
    check,
};

/// So many further places one finding lists.
const MOST_PLACES: usize = 199;
const CHINESE: &str = "一二三四五六七八九十";

/// The ways of writing a label that are wrong: what to say of it, and what stands for the mark.
const SLIPS: [(&str, &str); 3] = [
    ("汉字序号后应用顿号（如“一、”）。", "、"),
    ("带括号、带圈的序号后不加标点（如“（一）”“①”）。", ""),
    ("阿拉伯数字序号后应用下脚点（如“1.”），不用顿号。", "."),
];

/// What a line's label is: which slip, its number, and where its mark stands.
struct Label {
    slip: usize,
    number: u32,
    mark: Range<usize>,
}

fn check(target: &Target<'_>, hits: &mut Hits) {
    let mut found: [Vec<Range<usize>>; SLIPS.len()] = Default::default();
    let mut last: [Option<Label>; SLIPS.len()] = Default::default();
    for (start, line) in target.text.blocks().filter_map(|range| Some((range.start, target.as_str().get(range)?))) {
        let Some(label) = label(line, start) else { continue };
        let (Some(places), Some(last)) = (found.get_mut(label.slip), last.get_mut(label.slip)) else { continue };
        if let Some(before) = last.take().filter(|before| before.number + 1 == label.number) {
            if places.last() != Some(&before.mark) {
                places.push(before.mark);
            }
            places.push(label.mark.clone());
        }
        *last = Some(label);
    }
    for ((message, replacement), places) in SLIPS.iter().zip(found) {
        one_hit(message, replacement, &places).into_iter().for_each(|hit| hits.push(hit));
    }
}

/// All places of one slip as one hit; none for none.
fn one_hit(message: &str, replacement: &str, places: &[Range<usize>]) -> Option<Hit> {
    let (first, rest) = places.split_first()?;
    let rest = rest.get(..MOST_PLACES).unwrap_or(rest);
    let message = format!("{}（共 {} 处）。", message.trim_end_matches('。'), places.len());
    let mut hit = Hit::new(first.clone(), Level::Advise, message)
        .source(Tier::NationalStandard, "GB/T 15834—2011《标点符号用法》附录 B.1")
        .edit(first.clone(), replacement)
        .attribute("count", places.len().to_string())
        .confidence(800);
    for place in rest {
        hit = hit.edit(place.clone(), replacement);
    }
    Some(hit.places(rest.to_vec()))
}

/// The label a line begins with, when its mark is not the right one.
fn label(line: &str, start: usize) -> Option<Label> {
    let trimmed = line.trim_start();
    let at = start + line.len() - trimmed.len();
    let mut characters = trimmed.char_indices();
    let first = characters.next()?.1;
    let bracket = matches!(first, '（' | '(');
    let circled = ('①'..='⑳').contains(&first);
    let body = if bracket { trimmed.get(first.len_utf8()..)? } else { trimmed };
    let digits = body.trim_start_matches(|it: char| it.is_ascii_digit());
    let chinese = body.trim_start_matches(|it| CHINESE.contains(it));
    let (rest, number) = if circled {
        (body.get(first.len_utf8()..)?, u32::from(first) - u32::from('①') + 1)
    } else if digits.len() < body.len() {
        (digits, body.get(..body.len() - digits.len())?.parse().ok().filter(|number| *number < 100)?)
    } else {
        (chinese, chinese_number(body.get(..body.len() - chinese.len())?)?)
    };
    let rest = if bracket { rest.strip_prefix(['）', ')'])? } else { rest };
    let mark = rest.chars().next()?;
    let slip = match mark {
        '，' | ',' | '.' | '．' if !bracket && !circled && digits.len() == body.len() => 0,
        '、' | '，' | '.' | '．' if bracket || circled => 1,
        '、' if !bracket && digits.len() < body.len() => 2,
        _ => return None,
    };
    let after = rest.get(mark.len_utf8()..)?.trim_start();
    // 「（四）、（五）项」 and 「1、2号楼」 name several.
    let several = after.starts_with(['（', '(', '①', '②', '③', '④', '⑤'])
        || slip == 2 && after.starts_with(|it: char| it.is_ascii_digit());
    let from = at + trimmed.len() - rest.len();
    (!several && !after.is_empty()).then_some(Label { slip, number, mark: from..from + mark.len_utf8() })
}

/// 一 to 九十九.
fn chinese_number(text: &str) -> Option<u32> {
    let value =
        |it: char| CHINESE.chars().position(|other| other == it).and_then(|place| u32::try_from(place + 1).ok());
    match text.chars().collect::<Vec<_>>().as_slice() {
        [one] => value(*one),
        ['十', ones] => Some(10 + value(*ones)?),
        [tens, '十'] => Some(10 * value(*tens)?),
        [tens, '十', ones] => Some(10 * value(*tens)? + value(*ones)?),
        _ => None,
    }
}
