//! A sentence or a paragraph pasted twice.

use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::scan::TokenKind;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
紧挨着的两句话、两段话一字不差（粘贴了两遍）。短句、表格行和没有句号的行（标题、口号、签名）不看。

## 依据
《政府网站与政务新媒体检查指标》：内容应准确、完整。《规范》第八条。

## 命中
```text
各单位要切实提高思想认识。各单位要切实提高思想认识。
各单位要切实提高思想认识，抓好落实。⏎各单位要切实提高思想认识，抓好落实。
```

## 不报
```text
各单位要切实提高思想认识。各部门要切实提高思想认识。
加油！加油！
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
