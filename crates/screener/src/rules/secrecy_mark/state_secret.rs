//! State-secret marks: grade, star, period.

use crate::rule::{Hit, Hits, Rule, STATE_SECRET, Target};
use aho_corasick::AhoCorasick;
use lexicon::{Level, Tier};
use std::ops::Range;
use std::sync::LazyLock;

const DOCUMENTATION: &str = "\
## 检查什么
国家秘密标志“密级★保密期限”及其变体：字间空格、各种星号、竖排（一字一行）、繁体、省略期限。

## 依据
《中华人民共和国保守国家秘密法》第二十二条：国家秘密载体应当作出国家秘密标志，不属于国家秘密的不得作出标志。《规范》第十一条第一项：严禁发布涉及国家秘密的信息。
命中即停：内容不保存、不转送，请转到线下处理，并在 24 小时内报告。

## 命中
```text
机密★10年
秘 密 ★ 1 年
绝密★启用前
机密☆长期
秘密＊5年
密级：机密★
```

## 不报
```text
工作人员应当保守国家秘密和商业秘密。
标注“机密★10年”的文件按规定管理。
**机密**文件的管理办法另行制定。
绝密、机密、秘密三级的划分标准见附表。
★秘密花园主题活动报名开始
保守国家秘密★维护国家安全★人人有责
```

## 词语来源
密级三级为法定用语；变体来自定密实务中的标志样式。
";

pub(crate) static RULE: Rule = Rule {
    code: STATE_SECRET,
    title: "国家秘密标志",
    level: Level::Block,
    clause: "11.1",
    tier: Tier::Law,
    since: "0.1.0",
    documentation: DOCUMENTATION,
    check,
};

/// What every mark holds. A text without it, nearly every text, costs one search.
static CUES: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(["密"]).ok());

/// Stars that mean nothing else beside a grade.
const STARS: [char; 16] = ['★', '☆', '✩', '✪', '✫', '✬', '✭', '✮', '✯', '✰', '⭐', '⭑', '⭒', '⋆', '🌟', '✶'];
/// Stars that also mark emphasis or a footnote: a period must follow.
const WEAK_STARS: [char; 3] = ['*', '\u{FF0A}', '∗'];
/// Before a grade they make a word for secrets as such, as in 「保守国家秘密★人人有责」: without a period that is an ornament.
const KINDS: [&str; 4] = ["国家", "商业", "技术", "个人"];
const GRADES: [char; 6] = ['绝', '絕', '机', '機', '秘', '祕'];
const QUOTES: [(char, char); 5] = [('“', '”'), ('‘', '’'), ('「', '」'), ('『', '』'), ('"', '"')];

fn check(target: &Target<'_>, hits: &mut Hits) {
    let text = target.text.as_str();
    let Some(cues) = CUES.as_ref() else { return };
    for cue in cues.find_iter(text) {
        let Some(range) = mark_around(text, cue.start()) else { continue };
        if !is_quoted(text, &range) {
            hits.push(hit(range));
        }
    }
}

fn hit(range: Range<usize>) -> Hit {
    Hit {
        range,
        places: Vec::new(),
        level: Level::Block,
        message: "出现国家秘密标志，属于严禁发布的信息：请立即停止处理，转到线下，并在 24 小时内报告。".to_owned(),
        replacements: Vec::new(),
        confidence: 1_000,
        tier: Tier::Law,
        source: "《中华人民共和国保守国家秘密法》第二十二条".to_owned(),
        entry: None,
    }
}

/// The mark whose 密 stands at `at`.
fn mark_around(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text.get(..at)?;
    let trimmed = before.trim_end_matches(is_gap);
    let grade = trimmed.chars().next_back().filter(|character| GRADES.contains(character))?;
    // Vertical writing breaks the line between all characters; then, and only then, it may break before the star too.
    let vertical = before.get(trimmed.len()..)?.contains('\n');
    let gap = |character: char| is_gap(character) && (vertical || character != '\n');

    let mut rest = text.get(at..)?.strip_prefix('密')?.trim_start_matches(gap);
    rest = rest.strip_prefix('级').unwrap_or(rest).trim_start_matches(gap);
    let star = rest.chars().next()?;
    let after = rest.get(star.len_utf8()..)?;
    let period = period_length(after, gap);
    let strong = STARS.contains(&star);
    let start = trimmed.len() - grade.len_utf8();
    let names_secrets = trimmed.get(..start).is_some_and(|before| KINDS.iter().any(|kind| before.ends_with(kind)));
    if period == 0 && (!strong || names_secrets) || !strong && !WEAK_STARS.contains(&star) {
        return None;
    }
    Some(start..text.len() - after.len() + period)
}

fn is_gap(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n')
}

/// The length in bytes of the period of secrecy that `after` begins with, 0 when there is none: 长期, a number of years, months or days, or a condition that ends in 前.
fn period_length(after: &str, gap: impl Fn(char) -> bool + Copy) -> usize {
    let text = after.trim_start_matches(gap);
    let lead = after.len() - text.len();
    let rest = ["长期", "長期"]
        .into_iter()
        .find_map(|long| text.strip_prefix(long))
        .or_else(|| term(text, gap))
        .or_else(|| condition(text));
    rest.map_or(0, |rest| lead + text.len() - rest.len())
}

fn term(text: &str, gap: impl Fn(char) -> bool + Copy) -> Option<&str> {
    let digits = |character: char| character.is_ascii_digit() || "〇一二三四五六七八九十".contains(character);
    let rest = text.trim_start_matches(|character| digits(character) || gap(character));
    if rest.len() == text.len() {
        return None;
    }
    ["个月", "年", "月", "日", "天"].into_iter().find_map(|unit| rest.strip_prefix(unit))
}

/// A condition such as 启用前 or 会议开始前: at most ten characters of one phrase.
fn condition(text: &str) -> Option<&str> {
    let phrase = text.char_indices().take(11).take_while(|(_, character)| character.is_alphanumeric());
    let (at, _) = phrase.into_iter().find(|(at, character)| *character == '前' && *at > 0)?;
    text.get(at + '前'.len_utf8()..)
}

/// An explanation quotes a mark inside a sentence. A paragraph that is nothing but a quoted mark explains nothing.
fn is_quoted(text: &str, range: &Range<usize>) -> bool {
    let (Some(before), Some(after)) = (text.get(..range.start), text.get(range.end..)) else { return false };
    let before = last_characters(before).rsplit('\n').next().unwrap_or_default();
    let after = first_characters(after).split('\n').next().unwrap_or_default();
    QUOTES.iter().any(|(open, close)| {
        let Some(opened) = before.rfind(*open) else { return false };
        let Some(closed) = after.find(*close) else { return false };
        let unbroken = open == close || !before.get(opened..).is_some_and(|inside| inside.contains(*close));
        let sentence = before.get(..opened).unwrap_or_default().trim().len()
            + after.get(closed + close.len_utf8()..).unwrap_or_default().trim().len();
        unbroken && sentence > 0
    })
}

/// How far from a mark its quotation marks are looked for, in characters. A quotation that holds more than the mark is no explanation of it,
/// and a text of nothing but marks must not be read once for each.
const NEARBY: usize = 40;

fn last_characters(text: &str) -> &str {
    let start = text.char_indices().rev().take(NEARBY).last().map_or(text.len(), |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

fn first_characters(text: &str) -> &str {
    let end = text.char_indices().nth(NEARBY).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(text: &str) -> Option<&str> {
        let at = text.find('密')?;
        mark_around(text, at).and_then(|range| text.get(range))
    }

    #[test]
    fn the_period_belongs_to_the_mark() {
        assert_eq!(mark("机密★10年 某某文件"), Some("机密★10年"));
        assert_eq!(mark("绝密★长期"), Some("绝密★长期"));
        assert_eq!(mark("机密★会议开始前,注意"), Some("机密★会议开始前"));
        assert_eq!(mark("秘密★ 关于"), Some("秘密★"));
        assert_eq!(mark("机密★6个月"), Some("机密★6个月"));
    }

    #[test]
    fn vertical_marks_and_bullets() {
        assert_eq!(mark("机\n密\n★\n10\n年"), Some("机\n密\n★\n10\n年"));
        assert_eq!(mark("严守国家秘密\n★注意事项"), None);
    }

    #[test]
    fn a_quotation_ends_nearby() {
        let quoted =
            |text: &str| mark_around(text, text.rfind('密').unwrap()).is_some_and(|range| is_quoted(text, &range));
        assert!(quoted("标注“机密★10年”的文件"));
        assert!(quoted("如“密级为机密★10年”等"));
        assert!(!quoted("“机密★10年”"), "a quoted mark alone explains nothing");
        assert!(!quoted("“甲”机密★10年“乙”"));
        assert!(!quoted(&format!("见“{}机密★10年”的文件", "长".repeat(60))));
    }

    #[test]
    fn a_footnote_is_not_a_mark() {
        assert_eq!(mark("商业秘密*的范围"), None);
        assert_eq!(mark("保守国家秘密★人人有责"), None);
        assert_eq!(mark("国家秘密★5年"), Some("秘密★5年"));
        assert_eq!(mark("秘密* 5 年"), Some("秘密* 5 年"));
    }
}
