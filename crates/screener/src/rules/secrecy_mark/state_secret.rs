//! State-secret marks: grade, star, period.

use crate::hit::{Hit, Hits};
use crate::rule::{Rule, STATE_SECRET};
use crate::secrecy;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
国家秘密标志“密级★保密期限”及其变体：字间空格、各种星号、竖排（一字一行）、繁体、省略期限；
“密级：机密”一类的标注，段首的“（机密）”，与份号、紧急程度同在版头的密级，识读成别的字的星号。

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
机密★10年关于报送有关情况的请示
机密﹡10年
机密✱10年
机密✦10年
机密**10年
（机密）★10年
关于\"十四五\"规划 机密★10年 \"附件\"
密级：机密
密级:秘密 保密期限:10年
机密·10年
机密大10年
机宻★10年
（机密）二、目前的部署情况
机密 10年
★机密
```

## 不报
```text
工作人员应当保守国家秘密和商业秘密。
标注“机密★10年”的文件按规定管理。
**机密**文件的管理办法另行制定。
绝密、机密、秘密三级的划分标准见附表。
★秘密花园主题活动报名开始
保守国家秘密★维护国家安全★人人有责
保守国家秘密★2024年保密宣传教育月活动启动
严守工作秘密★筑牢保密防线
保守军事机密★人人有责
保守企业秘密★
商业秘密*2024年修订
国家秘密*在离职前
**绝密**30年、**机密**20年
密级：绝密□ 机密□ 秘密□
密级：公开
（机密）是指重要的国家秘密
机密
绝密	30年
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
    documentation: Rule::documented(DOCUMENTATION),
    cues: &["密", "宻", "蜜"],
    summarise: false,
    check,
};

/// Stars that mean nothing else beside a grade.
const STARS: [char; 16] = ['★', '☆', '✩', '✪', '✫', '✬', '✭', '✮', '✯', '✰', '⭐', '⭑', '⭒', '⋆', '🌟', '✶'];
/// Before a grade they make a word or a phrase for secrets as such, as in 「保守国家秘密★人人有责」: without a period that is an ornament.
const KINDS: [&str; 13] =
    ["国家", "商业", "技术", "个人", "工作", "军事", "企业", "核心", "内部", "保守", "严守", "保护", "泄露"];
const BRACKETS: [(char, char); 5] = [('\u{FF08}', '\u{FF09}'), ('(', ')'), ('【', '】'), ('〔', '〕'), ('[', ']')];
/// What turns 「10年」 before it into something else than a period of secrecy.
const CONTINUATIONS: &str = "内以来前后间度代底初末第至起";
const GRADES: [char; 6] = ['绝', '絕', '机', '機', '秘', '祕'];
const QUOTES: [(char, char); 5] = [('“', '”'), ('‘', '’'), ('「', '」'), ('『', '』'), ('"', '"')];

fn check(target: &Target<'_>, hits: &mut Hits) {
    let text = target.text.as_str();
    for cue in target.cues {
        let Some(range) = mark_around(text, cue.range.start) else { continue };
        if !is_quoted(text, &range) {
            hits.push(hit(range));
        }
    }
    let labelled = matches!(target.part, "metadata/密级" | "metadata/秘密等级") && secrecy::is_grade(text);
    if labelled {
        hits.push(hit(0..text.len()));
    }
    for range in secrecy::line_marks(target.blocks()) {
        if !is_quoted(text, &range) && !target.cues.is_empty() && !starred(target, &range) {
            hits.push(hit(range));
        }
    }
}

/// A mark with a star is found by its star; its label or line is not a second one.
fn starred(target: &Target<'_>, range: &Range<usize>) -> bool {
    let from = target.cues.partition_point(|cue| cue.range.start < range.start);
    let within = target.cues.iter().skip(from).take_while(|cue| cue.range.end <= range.end);
    within.last().is_some_and(|cue| mark_around(target.as_str(), cue.range.start).is_some())
}

fn hit(range: Range<usize>) -> Hit {
    let message = "出现国家秘密标志，属于严禁发布的信息：请立即停止处理，转到线下，并在 24 小时内报告。";
    Hit::new(range, Level::Block, message).source(Tier::Law, "《中华人民共和国保守国家秘密法》第二十二条")
}

/// The mark whose 密 stands at `at`.
fn mark_around(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text.get(..at)?;
    let trimmed = before.trim_end_matches(is_gap);
    let grade = trimmed.chars().next_back().filter(|character| GRADES.contains(character))?;
    // Vertical writing breaks the line between all characters.
    let vertical = before.get(trimmed.len()..)?.contains('\n');
    let gap = |character: char| is_gap(character) && (vertical || character != '\n');

    let head = trimmed.get(..trimmed.len() - grade.len_utf8())?;
    let rest = text.get(at..)?.strip_prefix(['密', '宻', '蜜'])?;
    let rest = rest.trim_start_matches(gap).strip_prefix('级').unwrap_or(rest);
    let unbracketed = unbracket(head, rest);
    let (head, rest) = unbracketed.unwrap_or((head, rest));
    let stars = rest.trim_start_matches(is_gap);
    let broken = !vertical && rest.get(..rest.len() - stars.len())?.contains('\n');
    let strong = STARS.contains(&stars.chars().next()?);
    let after = stars.trim_start_matches(|character| STARS.contains(&character) || is_weak_star(character));
    // Markdown sets a word between asterisks.
    if after.len() == stars.len() || !strong && head.ends_with(is_weak_star) {
        return None;
    }
    let names_secrets = KINDS.iter().any(|kind| head.ends_with(kind));
    let strict = names_secrets || broken;
    let demand = if strict {
        Demand::Alone
    } else if strong {
        Demand::Any
    } else {
        Demand::Period
    };
    let period = period_length(after, gap, demand);
    if period == 0 && (!strong || strict || unbracketed.is_some()) {
        return None;
    }
    Some(head.len()..text.len() - after.len() + period)
}

fn is_gap(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n')
}

/// Stars that also mark emphasis, a footnote or an ornament: a period must follow.
fn is_weak_star(character: char) -> bool {
    matches!(character, '*' | '\u{FF0A}' | '\u{FE61}' | '∗' | '⁎' | '✦' | '✧' | '\u{2731}'..='\u{2735}' | '\u{2737}'..='\u{274B}')
}

/// What stands before and after the brackets that a grade fills.
fn unbracket<'t>(head: &'t str, rest: &'t str) -> Option<(&'t str, &'t str)> {
    let (head, rest) = (head.trim_end_matches(' '), rest.trim_start_matches(' '));
    BRACKETS.iter().find_map(|(open, close)| head.strip_suffix(*open).zip(rest.strip_prefix(*close)))
}

/// How sure a period must be.
#[derive(Clone, Copy, PartialEq)]
enum Demand {
    /// The star is enough of a mark; a condition may stand for the period.
    Any,
    /// A period that the text does not make into something else.
    Period,
    /// A period with nothing directly after it.
    Alone,
}

/// The length in bytes of the period of secrecy that `after` begins with, 0 when there is none: 长期, a number of years, months or days, or a condition that ends in 前.
fn period_length(after: &str, gap: impl Fn(char) -> bool + Copy, demand: Demand) -> usize {
    let text = after.trim_start_matches(gap);
    let lead = after.len() - text.len();
    let rest = ["长期", "長期"]
        .into_iter()
        .find_map(|long| text.strip_prefix(long))
        .or_else(|| term(text, gap, demand))
        .filter(|rest| ends_period(rest, demand))
        .or_else(|| condition(text).filter(|_| demand == Demand::Any));
    rest.map_or(0, |rest| lead + text.len() - rest.len())
}

/// Whether a period may end before `rest`.
fn ends_period(rest: &str, demand: Demand) -> bool {
    let Some(next) = rest.chars().next().filter(|next| next.is_alphanumeric()) else { return true };
    match demand {
        Demand::Any => true,
        Demand::Period => !next.is_ascii() && !CONTINUATIONS.contains(next),
        Demand::Alone => false,
    }
}

/// A number of at most two digits, or in Chinese up to 三十九, and a unit. After 国家秘密 and across a line break 「4月」 is a date.
fn term(text: &str, gap: impl Fn(char) -> bool + Copy, demand: Demand) -> Option<&str> {
    let chinese = |character: char| "一二三四五六七八九十".contains(character);
    let rest =
        text.trim_start_matches(|character: char| character.is_ascii_digit() || chinese(character) || gap(character));
    let number: Vec<char> =
        text.get(..text.len() - rest.len())?.chars().filter(|character| !gap(*character)).take(4).collect();
    let fits = match number.as_slice() {
        [one] => one.is_ascii_digit() || chinese(*one),
        [one, two] if one.is_ascii_digit() => two.is_ascii_digit(),
        ['十', last] => chinese(*last),
        ['一' | '二' | '三', '十'] => true,
        ['一' | '二' | '三', '十', last] => chinese(*last),
        _ => false,
    };
    let units = ["个月", "年", "天", "月", "日"];
    let dates = demand != Demand::Alone;
    let unit = |unit: &&str| rest.strip_prefix(*unit).filter(|_| dates || !matches!(*unit, "月" | "日"));
    units.iter().find_map(unit).filter(|_| fits)
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
        // Straight quotes open and close alike: the mark is inside when an odd number stands before it.
        let unbroken = if open == close {
            before.matches(*open).count() % 2 == 1
        } else {
            !before.get(opened..).is_some_and(|inside| inside.contains(*close))
        };
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
        assert!(!quoted("关于\"十四五\"规划 机密★10年 \"附件\""));
        assert!(quoted("在\"首页\"标注\"机密★10年\"的文件"));
        assert!(!quoted(&format!("见“{}机密★10年”的文件", "长".repeat(60))));
    }

    #[test]
    fn a_footnote_is_not_a_mark() {
        assert_eq!(mark("商业秘密*的范围"), None);
        assert_eq!(mark("保守国家秘密★人人有责"), None);
        assert_eq!(mark("国家秘密★5年"), Some("秘密★5年"));
        assert_eq!(mark("秘密* 5 年"), Some("秘密* 5 年"));
    }

    #[test]
    fn the_star_on_the_next_line() {
        assert_eq!(mark("机密\n★10年"), Some("机密\n★10年"));
        assert_eq!(mark("机密\n★10年\n关于"), Some("机密\n★10年"));
        assert_eq!(mark("分为绝密、机密\n★5年内完成"), None);
        assert_eq!(mark("秘密\n★4月，活动"), None);
    }

    #[test]
    fn a_year_is_no_period() {
        for text in [
            "商业秘密*2024年修订",
            "国家秘密★2024年",
            "国家秘密★10年来",
            "秘密*5年内",
            "秘密*3月15日",
            "国家秘密*在离职前",
        ] {
            assert_eq!(mark(text), None, "{text}");
        }
        assert_eq!(mark("机密*10年关于"), Some("机密*10年"));
        assert_eq!(mark("绝密*三十年"), Some("绝密*三十年"));
        assert_eq!(mark("（机密）★10年"), Some("（机密）★10年"));
    }
}
