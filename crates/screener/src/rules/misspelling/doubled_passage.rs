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
国有土地有土地使用权人的，审查再审申请人申请人民法院鉴定的事项。
申请人申请人民法院强制执行，工会委员会委员和专利的专利权人参加。
发文单位环保总局环保总局环保总局林业局
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
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: true,
    check,
};

/// Shorter sentences may be said twice on purpose, in bytes.
const SHORT: usize = 30;

/// So many characters in a sentence may stand twice at once by a slip.
const PASSAGE: std::ops::RangeInclusive<usize> = 3..=8;

fn check(target: &Target<'_>, hits: &mut Hits) {
    if !target.tokens.iter().any(|token| token.kind == TokenKind::Mark('。')) {
        return;
    }
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
    let place = |number: usize| start + letters.get(number).map_or(block.len(), |(place, _)| *place);
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        // What goes on for a third time is emphasis, a list or a flattened table; it is passed as a whole.
        let repeated = PASSAGE.rev().map(|length| (length, repeated(&letters, at, length)));
        let Some((length, same)) = repeated.into_iter().find(|(length, same)| same >= length) else {
            at += 1;
            continue;
        };
        if same < 2 * length && is_passage(&letters, at, length) {
            found.push(place(at + length)..place(at + 2 * length));
        }
        at += if same < 2 * length { 1 + length } else { same };
    }
    found
}

/// How many characters from a place on are the same as so many further.
fn repeated(letters: &[(usize, char)], at: usize, length: usize) -> usize {
    let (Some(one), Some(other)) = (letters.get(at..), letters.get(at + length..)) else { return 0 };
    one.iter().zip(other).take_while(|((_, one), (_, other))| one == other).count()
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

/// Whether what stands twice is a passage, and not words that end and begin alike: 国有土地｜有土地使用权, 申请人｜申请人民法院.
fn is_passage(letters: &[(usize, char)], at: usize, length: usize) -> bool {
    let letter = |number: usize| letters.get(number).map(|(_, letter)| *letter);
    let passage: String = (at..at + length).filter_map(letter).collect();
    let plain = passage.chars().all(|it| is_han(it) && !is_numeral(it) && it != '某');
    // 一件件一件件 and 高高兴兴 are ways to speak; organs of one name follow one another.
    let spoken = (at..at + length - 1).any(|place| letter(place) == letter(place + 1));
    let organ = ["人民", "委员"].iter().any(|word| passage.contains(word));
    let begins = at.checked_sub(1).and_then(letter).is_none_or(|it| !is_han(it) || "请由各经向从将把给为".contains(it));
    let open = letter(at + 2 * length).is_some_and(is_han) && passage.ends_with(['人', '区', '会', '国']);
    plain && !spoken && !organ && !passage.contains('的') && (length > SHORTEST || begins && !open)
}

/// Passages of so few characters are often two words that end and begin alike.
const SHORTEST: usize = 3;

fn hit(range: Range<usize>, message: &str) -> Hit {
    Hit::new(range.clone(), Level::Confirm, message)
        .source(Tier::Practice, "《政府网站与政务新媒体检查指标》")
        .edit(range, "")
        .confidence(900)
}
