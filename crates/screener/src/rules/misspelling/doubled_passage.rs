//! A sentence or a paragraph pasted twice.

use crate::characters::is_han;
use crate::hit::{Hit, Hits};
use crate::reading::numeral::is_numeral;
use crate::rule::Rule;
use crate::scan::TokenKind;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
紧挨着的两句话、两段话，或者句中三至八个字的一段，一字不差（粘贴了两遍）。短句、表格行和没有句号的行（标题、口号、签名）不看。

## 依据
《政府网站与政务新媒体检查指标》：内容应准确、完整。《规范》第八条。

## 命中
```text
各单位要切实提高思想认识。各单位要切实提高思想认识。
各单位要切实提高思想认识，抓好落实。⏎各单位要切实提高思想认识，抓好落实。
请各单位各单位认真组织。
要切实加强组织领导组织领导，压实责任。
```

## 不报
```text
各单位要切实提高思想认识。各部门要切实提高思想认识。
加油！加油！
一件件一件件地办。
坚持问题导向、问题导向、问题导向。
大家高高兴兴高高兴兴。
联系人：办公室⏎联系人：办公室
```

## 词语来源
不用词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "misspelling/doubled_passage",
    title: "语句重复",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::Practice,
    since: "0.1.0",
    documentation: DOCUMENTATION,
    cues: &[],
    summarise: true,
    check,
};

/// Shorter sentences may be said twice on purpose, in bytes.
const SHORT: usize = 30;

/// So many characters in a sentence may stand twice at once by a slip.
const PASSAGE: std::ops::RangeInclusive<usize> = 3..=8;

fn check(target: &Target<'_>, hits: &mut Hits) {
    let mut last = "";
    for (start, block) in target.blocks() {
        let table = block.contains('\t');
        let trimmed = block.trim();
        if trimmed == last && trimmed.len() > SHORT && !table && trimmed.ends_with('。') {
            hits.push(hit(start..start + block.len(), "这一段与上一段相同，应删去一段。"));
        } else if !table {
            doubled(start, block).into_iter().for_each(|range| hits.push(hit(range, "这几个字重复，应只留一遍。")));
            let mut before = "";
            for (at, sentence) in sentences(target, start, block) {
                if sentence.trim() == before && before.len() > SHORT {
                    let range = start + at..start + at + sentence.len();
                    hits.push(hit(range, "这一句与上一句相同，应删去一句。"));
                }
                before = sentence.trim();
            }
        }
        last = trimmed;
    }
}

/// The second time of what stands twice at once within a sentence.
fn doubled(start: usize, block: &str) -> Vec<Range<usize>> {
    let letters: Vec<(usize, char)> = block.char_indices().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let passage = PASSAGE.rev().find(|length| is_doubled(&letters, at, *length));
        let Some(length) = passage else {
            at += 1;
            continue;
        };
        let place = |number: usize| letters.get(number).map_or(block.len(), |(place, _)| *place);
        found.push(start + place(at + length)..start + place(at + 2 * length));
        at += 2 * length;
    }
    found
}

/// Whether so many Chinese characters from a place on come again at once, and not a third time.
fn is_doubled(letters: &[(usize, char)], at: usize, length: usize) -> bool {
    let letter = |number: usize| letters.get(number).map(|(_, letter)| *letter);
    let same = |from: usize| (0..length).all(|step| letter(from + step) == letter(from + step + length));
    if letter(at + length) != letter(at) || !same(at) {
        return false;
    }
    // 一件件一件件 and 高高兴兴 are ways to speak; 丁丁丁 is no passage.
    let mut characters = (at..at + length).filter_map(letter);
    let plain = characters.clone().all(|it| is_han(it) && !is_numeral(it) && it != '某');
    let mut pairs = (at..at + length - 1).map(|place| letter(place) == letter(place + 1));
    let spoken = pairs.any(|same| same) || characters.next().is_none();
    plain && !spoken && !same(at + length) && (at < length || !same(at - length))
}

/// The sentences of a paragraph that begins at `start`, each with where it begins in the paragraph, by the marks that are known already.
fn sentences<'t>(target: &Target<'t>, start: usize, block: &'t str) -> impl Iterator<Item = (usize, &'t str)> {
    let tokens = target.tokens_in(start..start + block.len()).iter();
    let ends = tokens.filter(|token| matches!(token.kind, TokenKind::Mark('。' | '！' | '？' | '；')));
    let mut at = 0;
    ends.map(move |token| token.range.end - start).chain([block.len()]).filter_map(move |end| {
        let begin = std::mem::replace(&mut at, end);
        block.get(begin..end).filter(|sentence| !sentence.is_empty()).map(|sentence| (begin, sentence))
    })
}

fn hit(range: Range<usize>, message: &str) -> Hit {
    Hit::new(range.clone(), Level::Confirm, message)
        .source(Tier::Practice, "《政府网站与政务新媒体检查指标》")
        .edit(range, "")
        .confidence(900)
}
