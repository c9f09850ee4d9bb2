//! Amounts in words against the same amounts in figures.

use crate::hit::{Hit, Hits};
use crate::reading::amount::{capital, figures, is_capital, shown};
use crate::reading::numeral::{run_after, run_before};
use crate::rule::Rule;
use crate::target::Target;
use lexicon::{Level, Tier};

const DOCUMENTATION: &str = "\
## 检查什么
大写金额与紧挨着的小写金额不一致；大写金额里混用小写的十、百、千。

## 依据
《票据法》第八条：票据金额以中文大写和数码同时记载，二者必须一致。《会计基础工作规范》第五十二条：大写金额用壹、贰、叁……拾、佰、仟、万、亿，不得用一、二、三等简化字代替。

## 命中
```text
合同金额壹万贰仟元整（¥12,500.00）。
中标价：人民币叁拾伍万元整（350万元）
罚款12,000.00元（大写：壹万叁仟元整）。
小写：￥5600.50元，大写：伍仟陆佰元零伍分
合同金额壹万贰千元整。
```

## 不报
```text
合同金额壹万贰仟元整（¥12,000.00）。
中标价：人民币叁拾伍万元整（35万元）
罚款12,000.00元（大写：壹万贰仟元整）。
小写：￥5600.50元，大写：伍仟陆佰元伍角整
伍某、陆某共同出资12元。
第一笔壹万元整，第二笔20000元
投标保证金：叁万元整
```

## 词语来源
无词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "number/capital_amount",
    title: "大小写金额不一致",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::Law,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖", "拾", "佰", "仟"],
    summarise: false,
    check,
};

/// The longest amount in words that is read, in characters.
const LONGEST: usize = 32;
/// What may stand between an amount in words and the same amount in figures.
const GLUE: [&str; 15] = ["（", "(", "）", ")", "：", ":", "小写", "大写", "人民币", "¥", "￥", "即", "，", ",", " "];

fn check(target: &Target<'_>, hits: &mut Hits) {
    let text = target.as_str();
    let mut end = 0;
    for cue in target.cues {
        let start = cue.range.start;
        if start < end {
            continue;
        }
        let rest = target.after(start);
        let Some(run) = run_after(rest, LONGEST, is_capital) else {
            end = start + rest.find(|character| !is_capital(character)).unwrap_or(rest.len());
            continue;
        };
        end = start + run.len();
        // 第壹, 伍某: an amount has its unit and two characters before it.
        let Some(fen) = amount(target, run, start, hits) else { continue };
        let figure = after_words(text, end).or_else(|| before_words(text, start));
        if let Some((other, range)) = figure.filter(|(other, _)| *other != fen) {
            let range = range.start.min(start)..range.end.max(end);
            let message = format!("大写金额为{}，小写金额为{}，二者不一致，请核对。", shown(fen), shown(other));
            hits.push(
                Hit::new(range, Level::Confirm, message)
                    .confidence(980)
                    .source(Tier::Law, "《中华人民共和国票据法》第八条"),
            );
        }
    }
}

/// The value of an amount in words; mixed writing is reported on the way.
fn amount(target: &Target<'_>, run: &str, start: usize, hits: &mut Hits) -> Option<u64> {
    let has_unit = run.contains(['元', '圆', '圓']) && run.chars().count() >= 3;
    if !has_unit || target.before(start).ends_with("第") {
        return None;
    }
    let right = run.replace('十', "拾").replace('百', "佰").replace('千', "仟");
    let value = capital(&right)?;
    if right != run {
        let message = "大写金额应用拾、佰、仟，不用十、百、千。";
        let hit = Hit::new(start..start + run.len(), Level::Advise, message).replace(right);
        hits.push(hit.source(Tier::PolicyDocument, "《会计基础工作规范》第五十二条"));
    }
    Some(value)
}

type Figure = (u64, std::ops::Range<usize>);

fn after_words(text: &str, end: usize) -> Option<Figure> {
    let mut rest = text.get(end..)?;
    let mut marks = 0;
    while let Some(glue) = GLUE.iter().find(|glue| rest.starts_with(**glue)) {
        rest = rest.get(glue.len()..)?;
        marks += 1;
        if marks > 8 {
            return None;
        }
    }
    let at = text.len() - rest.len();
    let between = text.get(end..at)?;
    // Something says that both are the same amount: brackets, 小写, 即.
    let same = between.contains(['（', '(', '即']) || between.contains("小写");
    let (value, length) = figures(rest, true).filter(|_| same)?;
    let after = rest.get(length..)?;
    let closed = after.starts_with(['）', ')', '。', '，', ',', '；', '\n', '\t', ' ', '整', '/']) || after.is_empty();
    closed.then_some((value, at..at + length))
}

fn before_words(text: &str, start: usize) -> Option<Figure> {
    let mut head = text.get(..start)?;
    let mut marks = 0;
    while let Some(glue) = GLUE.iter().find(|glue| head.ends_with(**glue)) {
        head = head.get(..head.len() - glue.len())?;
        marks += 1;
        if marks > 8 {
            return None;
        }
    }
    let between = text.get(head.len()..start)?;
    if !(between.contains("大写") || between.contains(['（', '('])) {
        return None;
    }
    let unit = ["万元", "亿元", "元"].into_iter().find(|unit| head.ends_with(unit)).unwrap_or("");
    let digits_end = head.len() - unit.len();
    let bare = head.get(..digits_end)?.trim_end_matches(' ');
    let run = run_before(bare, 20, |character| character.is_ascii_digit() || matches!(character, ',' | '，' | '.'))?;
    let run = run.trim_start_matches([',', '，', '.']);
    let at = bare.len() - run.len();
    let (value, length) = figures(text.get(at..head.len())?, true)?;
    (at + length == head.len()).then_some((value, at..head.len()))
}
