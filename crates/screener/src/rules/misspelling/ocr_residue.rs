//! Characters that conversion and recognition leave behind and that readers cannot read.

use crate::characters::{before, is_han};
use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::scan::{Token, TokenKind};
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
不能显示的字符（�）、只在本机字体中可见的自造字（私用区字符）、PDF 连字（ﬁ、ﬂ）、叠在汉字上的附加符号、控制符图形、识别残留的部首（⺮）和注音符号。

## 依据
《政府网站与政务新媒体检查指标》：网页内容应能正常显示。《规范》第八条。

## 命中
```text
为民服务�，优化流程
联系方式\u{E5E5}见附件
oﬃce软件
⺮制品加工
第ㄧ条
```

## 不报
```text
为民服务，优化流程
张囡囡同学
卡拉OK、Café、naïve
办公软件office
```

## 词语来源
字符范围取自 Unicode，不用词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "misspelling/ocr_residue",
    title: "不能识读的字符",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::Practice,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: true,
    check,
};

fn check(target: &Target<'_>, hits: &mut Hits) {
    let mut end = None;
    for token in target.tokens {
        if let Some((message, range)) = residue(target, token) {
            // One run of broken characters is one slip.
            if end != Some(range.start) {
                hits.push(finding(range.clone(), message));
            }
            end = Some(range.end);
        }
    }
}

const PIECE: &str = "这是识别残留的部件或注音符号，不是汉字，应对照原稿改正。";

/// What a single mark or word holds that text does not use.
fn residue(target: &Target<'_>, token: &Token) -> Option<(&'static str, Range<usize>)> {
    let text = target.as_str();
    match token.kind {
        TokenKind::Digits => None,
        TokenKind::Mark(mark) => {
            let message = match mark {
                '\u{FFFD}' => "这里有不能显示的字符（乱码），应对照原稿重新录入。",
                '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}' => {
                    "这是只在本机字体中可见的自造字，别人看到的是空白或方框，应换成规范字符。"
                }
                '\u{2400}'..='\u{243F}' => "这是控制符的图形，应删去。",
                '\u{2E80}'..='\u{2FDF}' => PIECE,
                '\u{0300}'..='\u{036F}' if before(text, token.range.start).is_some_and(is_han) => {
                    "汉字上叠加了附加符号，应删去。"
                }
                _ => return None,
            };
            Some((message, token.range.clone()))
        }
        TokenKind::Letters => {
            let word = text.get(token.range.clone())?;
            if word.is_ascii() {
                return None;
            }
            let (at, found) = word.char_indices().find(|(_, it)| matches!(it, '\u{FB00}'..='\u{FB06}' | 'ㄧ'))?;
            let start = token.range.start + at;
            if found == 'ㄧ' {
                return Some((PIECE, start..start + found.len_utf8()));
            }
            Some(("这是 PDF 的连字字符，检索不到，应改成普通字母。", start..start + found.len_utf8()))
        }
    }
}

fn finding(range: Range<usize>, message: &str) -> Hit {
    Hit::new(range, Level::Confirm, message).source(Tier::Practice, "《政府网站与政务新媒体检查指标》").confidence(950)
}
