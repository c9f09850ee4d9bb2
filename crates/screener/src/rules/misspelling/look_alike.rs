//! Letters that look like others: Cyrillic or Greek among Latin ones, l and O among digits, letters of formulas.

use crate::hit::{Hit, Hits};
use crate::reading::numeral::{run_after, run_before};
use crate::reading::scope::preceding;
use crate::rule::Rule;
use crate::scan::{Token, TokenKind};
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
数字里混入的字母 O、l、I（2O24年、1OO元），拉丁字母里混入的西里尔、希腊同形字母（АBC、СO₂），以及数学字体的字母和数字（𝟐𝟎𝟐𝟒）。读屏、检索和筛查都会因此出错。

## 依据
GB/T 15835—2011《出版物上数字用法》：阿拉伯数字用规范字符。《规范》第八条。

## 命中
```text
2O24年工作总结
共投入1OO万元。
截至l2月底
发放补贴3O0元。
联系电话：O24-1234567l
传真：024-8765432l。
使用WіFi上网
项目编号АB-12
会议于𝟐𝟎𝟐𝟒年召开
```

## 不报
```text
2024年工作总结，PM2.5浓度下降，CO2排放减少。
大肠杆菌O157
O型血200毫升，5l水桶3个
航班CA1O1、型号X1l0
温度α粒子β射线，长度5μm，电阻10kΩ
俄文名称 Россия，希腊字母 ΑΒΓ
第I类、II期工程
共1l。
联系电话：024-12345678（O2O业务）
电话机型号：1O24-12345
```

## 词语来源
同形字母取自 Unicode 易混字符表（UTS #39）中与拉丁大小写字母字形相同的西里尔、希腊字母。
";

pub(crate) static RULE: Rule = Rule {
    code: "misspelling/look_alike",
    title: "形近字符",
    level: Level::Confirm,
    clause: "8",
    tier: Tier::NationalStandard,
    since: "0.1.0",
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: false,
    check,
};

/// Cyrillic and Greek letters and the Latin letter they look like.
const SAME_SHAPE: [(char, char); 41] = [
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('Х', 'X'),
    ('І', 'I'),
    ('Ѕ', 'S'),
    ('Ј', 'J'),
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('і', 'i'),
    ('ѕ', 's'),
    ('ј', 'j'),
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Ζ', 'Z'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Υ', 'Y'),
    ('Χ', 'X'),
    ('ο', 'o'),
    ('У', 'Y'),
    ('ɡ', 'g'),
];
/// After these a run of digits is a number or a date.
const UNITS: [&str; 26] = [
    "年", "月", "日", "号", "元", "万", "亿", "千", "百", "%", "％", "人", "个", "件", "名", "户", "项", "家", "次",
    "米", "公", "吨", "平方", "天", "时", "分",
];

fn check(target: &Target<'_>, hits: &mut Hits) {
    for run in target.tokens.chunk_by(is_joined) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let range = first.range.start..last.range.end;
        if let TokenKind::Mark(mark) = first.kind {
            if is_mathematical(mark) {
                let message = "用了数学字体的字符，检索和读屏都认不出，应改用普通字母、数字。";
                hits.push(finding(range, message.to_owned()));
            }
            continue;
        }
        let word = target.slice(range.clone());
        if run.len() > 1 {
            in_number(target, &range, word).into_iter().for_each(|hit| hits.push(hit));
        }
        if !word.is_ascii() {
            foreign(&range, word).into_iter().for_each(|hit| hits.push(hit));
        }
    }
}

/// Whether two tokens are one word, or one run of mathematical characters.
fn is_joined(one: &Token, other: &Token) -> bool {
    let class = |token: &Token| match token.kind {
        TokenKind::Mark(mark) => is_mathematical(mark).then_some(false),
        _ => Some(true),
    };
    one.range.end == other.range.start && class(one).is_some() && class(one) == class(other)
}

const fn is_mathematical(character: char) -> bool {
    matches!(character, '\u{1D400}'..='\u{1D7FF}')
}

/// A number with O for 0, or l and I for 1: all else are digits, and a unit says that a number is meant.
fn in_number(target: &Target<'_>, range: &Range<usize>, word: &str) -> Option<Hit> {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let fits = word.chars().all(|it| it.is_ascii_digit() || matches!(it, 'O' | 'o' | 'l' | 'I'));
    let after = target.as_str().get(range.end..)?;
    let measures = word.ends_with('l') && digits + 1 == word.len();
    if fits
        && digits > 1
        && word.len() > digits
        && let Some(hit) = in_phone(target, range)
    {
        return hit;
    }
    if !fits || digits == 0 || measures || word.len() > 12 || !UNITS.iter().any(|unit| after.starts_with(unit)) {
        return None;
    }
    // 「型号A-1O1号」 and the like: a letter or a joint before it makes it a code.
    let left = target.before(range.start).chars().next_back();
    if left.is_some_and(|it| matches!(it, '-' | '.' | '/' | '_')) || word.starts_with(['O', 'o']) && digits < 2 {
        return None;
    }
    let right = digits_of(word);
    Some(finding(range.clone(), format!("数字“{word}”中混入了字母，应为“{right}”。")).replace(right))
}

/// A telephone number with a letter in it, by the word before it: once for the whole number. None when it is no telephone number, nothing
/// inside when the finding was made at an earlier piece of it.
fn in_phone(target: &Target<'_>, range: &Range<usize>) -> Option<Option<Hit>> {
    const LABELS: [&str; 7] = ["电话：", "电话:", "手机：", "手机号码：", "传真：", "热线：", "联系方式："];
    const LONGEST: usize = 20;
    let part = |it: char| it.is_ascii_digit() || matches!(it, 'O' | 'o' | 'l' | 'I' | '-');
    let head = run_before(target.before(range.start), LONGEST, part)?;
    let tail = run_after(target.after(range.end), LONGEST, part)?;
    let whole = range.start - head.len()..range.end + tail.len();
    let number = target.slice(whole.clone());
    let label = preceding(target.before(whole.start), 8);
    if number.bytes().filter(u8::is_ascii_digit).count() < 7 || !LABELS.iter().any(|word| label.ends_with(word)) {
        return None;
    }
    let right = digits_of(number);
    let hit = || finding(whole, format!("号码“{number}”中混入了字母，应为“{right}”。")).replace(right.clone());
    Some((!head.contains(|it: char| it.is_ascii_alphabetic())).then(hit))
}

/// A number with the digits that were meant.
fn digits_of(word: &str) -> String {
    let digit = |it| match it {
        'O' | 'o' => '0',
        'l' | 'I' => '1',
        other => other,
    };
    word.chars().map(digit).collect()
}

/// A Latin word with letters of another script in it.
fn foreign(range: &Range<usize>, word: &str) -> Option<Hit> {
    let latin = word.chars().any(|it| it.is_ascii_alphabetic());
    let same = |it: char| SAME_SHAPE.iter().find(|(from, _)| *from == it).map(|(_, to)| *to);
    let foreign = word.chars().filter(|it| !it.is_ascii()).count();
    if !latin || foreign == 0 || !word.chars().all(|it| it.is_ascii() || same(it).is_some()) {
        return None;
    }
    let right: String = word.chars().map(|it| same(it).unwrap_or(it)).collect();
    let message = format!("“{word}”中混入了形状相同的外文字母，应为拉丁字母“{right}”。");
    Some(finding(range.clone(), message).replace(right))
}

fn finding(range: Range<usize>, message: String) -> Hit {
    Hit::new(range, Level::Confirm, message)
        .source(Tier::NationalStandard, "GB/T 15835—2011《出版物上数字用法》")
        .confidence(900)
}
