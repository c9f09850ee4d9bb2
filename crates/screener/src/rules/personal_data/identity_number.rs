//! Resident identity numbers of 18 digits (GB 11643).

use crate::rule::{Hit, Hits, Rule, Target};
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
18 位公民身份号码：省级代码、出生日期、校验位（GB 11643—1999）都成立。校验位不符但前后文说明是身份证号码的，提示号码可能写错。

## 依据
《中华人民共和国个人信息保护法》第二十五条：个人信息处理者不得公开其处理的个人信息，取得个人单独同意的除外。《规范》第十一条第一项：严禁发布涉及个人隐私的政府信息。

## 命中
```text
张某，公民身份号码11010519491231002X。
身份证号：１１０１０５１９４９１２３１００２Ｘ
联系人身份证 110105 19491231 002X
身份证号码110105194912310021，请核对。
```

## 不报
```text
统一社会信用代码11210500MB0W34567X
订单编号110105194902300021
流水号11010519491231002X1
公民身份号码110105********002X
总额123456789012345678元
```

## 词语来源
号码结构为国家标准，不用词表。
";

pub(crate) static RULE: Rule = Rule {
    code: "personal_data/identity_number",
    title: "公民身份号码",
    level: Level::Block,
    clause: "11.1",
    tier: Tier::Law,
    since: "0.1.0",
    documentation: DOCUMENTATION,
    check,
};

const LENGTH: usize = 18;
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS: [u8; 11] = *b"10X98765432";
/// Provinces, and the residence permits for Hong Kong, Macao and Taiwan residents (81–83).
const PROVINCES: [u8; 35] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63,
    64, 65, 71, 81, 82, 83,
];
const CUES: [&str; 4] = ["身份证", "身份号码", "证件号", "公民身份"];

fn check(target: &Target<'_>, hits: &mut Hits) {
    for (start, block) in target.blocks() {
        let mut named = None;
        for (range, digits) in candidates(block) {
            if !has_province_and_birthday(&digits) {
                continue;
            }
            let valid = has_valid_check_digit(&digits);
            if valid || *named.get_or_insert_with(|| CUES.iter().any(|cue| block.contains(cue))) {
                hits.push(hit(start + range.start..start + range.end, &digits, valid));
            }
        }
    }
}

fn hit(range: Range<usize>, digits: &[u8; LENGTH], valid: bool) -> Hit {
    // The region stays for readers to tell people apart; birthday and the digits that complete the number go.
    let region = String::from_utf8_lossy(digits.get(..6).unwrap_or_default()).into_owned();
    let message = if valid {
        "公开了完整的公民身份号码（校验位正确）：请删去或遮盖，确需公开的由审核员说明依据。"
    } else {
        "疑似公民身份号码，但校验位不符：请核对是否写错，并删去或遮盖。"
    };
    Hit {
        range,
        places: Vec::new(),
        level: if valid { Level::Block } else { Level::Confirm },
        message: message.to_owned(),
        replacements: vec![region + "************"],
        confidence: if valid { 990 } else { 600 },
        tier: Tier::Law,
        source: "《中华人民共和国个人信息保护法》第二十五条".to_owned(),
        entry: None,
    }
}

/// Runs of exactly 18 letters and digits, and neighbouring runs with single spaces between them that together have 18.
fn candidates(block: &str) -> Vec<(Range<usize>, [u8; LENGTH])> {
    let runs = runs(block.as_bytes());
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = runs.get(at..).filter(|rest| !rest.is_empty()) {
        let count = joined_runs(rest).unwrap_or(1);
        let range = rest.first().map_or(0, |run| run.start)..rest.get(count - 1).map_or(0, |run| run.end);
        let characters = block.as_bytes().get(range.clone()).unwrap_or_default().iter().filter(|byte| **byte != b' ');
        let digits: Vec<u8> = characters.map(u8::to_ascii_uppercase).take(LENGTH + 1).collect();
        if let Ok(digits) = digits.try_into() {
            found.push((range, digits));
        }
        at += count;
    }
    found
}

/// Runs of ASCII letters and digits.
fn runs(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut start = 0;
    bytes
        .chunk_by(|one, other| one.is_ascii_alphanumeric() == other.is_ascii_alphanumeric())
        .filter_map(|chunk| {
            let range = start..start + chunk.len();
            start = range.end;
            chunk.first().is_some_and(u8::is_ascii_alphanumeric).then_some(range)
        })
        .collect()
}

/// How many runs, one space apart, make up 18 characters together.
fn joined_runs(runs: &[Range<usize>]) -> Option<usize> {
    let mut length = 0;
    let mut end = None;
    // People write a number in at most five groups (6 4 2 2 4).
    for (count, run) in (1..).zip(runs.iter().take(5)) {
        if end.is_some_and(|end: usize| run.start != end + 1) {
            return None;
        }
        length += run.len();
        if length >= LENGTH {
            return (length == LENGTH).then_some(count);
        }
        end = Some(run.end);
    }
    None
}

fn has_province_and_birthday(digits: &[u8; LENGTH]) -> bool {
    let number = |range: Range<usize>| -> Option<u32> {
        digits.get(range)?.iter().try_fold(0, |sum, digit| Some(sum * 10 + char::from(*digit).to_digit(10)?))
    };
    let (Some(province), Some(_), Some(_)) = (number(0..2), number(0..6), number(14..17)) else { return false };
    let (Some(year), Some(month), Some(day)) = (number(6..10), number(10..12), number(12..14)) else { return false };
    let last_day = match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    PROVINCES.iter().any(|one| u32::from(*one) == province)
        && (1900..2100).contains(&year)
        && (1..=last_day).contains(&day)
        && digits.last().is_some_and(|last| last.is_ascii_digit() || *last == b'X')
}

fn has_valid_check_digit(digits: &[u8; LENGTH]) -> bool {
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit.wrapping_sub(b'0')) * weight).sum();
    CHECK_DIGITS.get((sum % 11) as usize) == digits.last()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standards_example() {
        assert!(has_valid_check_digit(b"11010519491231002X"));
        assert!(!has_valid_check_digit(b"110105194912310021"));
    }

    #[test]
    fn impossible_birthdays() {
        assert!(has_province_and_birthday(b"110105200002290024"));
        for number in [b"110105190002290024", b"110105199013010024", b"110105199004310024", b"990105199001010024"] {
            assert!(!has_province_and_birthday(number), "{}", String::from_utf8_lossy(number));
        }
    }

    #[test]
    fn a_longer_run_is_no_candidate() {
        assert!(candidates("1101051949123100211").is_empty());
        assert!(candidates("A110105194912310021").is_empty());
        assert_eq!(candidates("号110105194912310021。").len(), 1);
    }

    #[test]
    fn a_number_beside_another() {
        assert_eq!(candidates("1 11010519491231002X 2 110105194912310021").len(), 2);
        assert_eq!(candidates("1101 0519 4912 3100 2X").len(), 1);
    }
}
