//! Resident identity numbers of 18 digits (GB 11643).

use crate::hit::{Hit, Hits};
use crate::rule::Rule;
use crate::target::Target;
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
张某 110105-19491231-002X
张某 110105  19491231  002X
身份证号：1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X
身份证号11010519491231002×
```

## 不报
```text
统一社会信用代码11210500MB0W34567X
订单编号110105194902300021
流水号11010519491231002X1
公民身份号码110105********002X
总额123456789012345678元
编号 110105-19491231-0021
项目2025-110105-19491231-002X-7
抽签结果 1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X
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
    cues: &[],
    summarise: false,
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
        for candidate in candidates(block) {
            let Candidate { range, digits, runs } = candidate;
            if !has_province_and_birthday(&digits) {
                continue;
            }
            let valid = has_valid_check_digit(&digits);
            // A number that is mistyped, or written digit by digit, is one only where the text says so.
            let plain = valid && runs <= GROUPS;
            if plain || *named.get_or_insert_with(|| CUES.iter().any(|cue| block.contains(cue))) {
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
    let (level, confidence) = if valid { (Level::Block, 990) } else { (Level::Confirm, 600) };
    Hit::new(range, level, message)
        .source(Tier::Law, "《中华人民共和国个人信息保护法》第二十五条")
        .replace(region + "************")
        .confidence(confidence)
}

/// What may be a number: where, its characters, and how many runs it is written in.
struct Candidate {
    range: Range<usize>,
    digits: [u8; LENGTH],
    runs: usize,
}

/// People write a number in at most five groups (6 4 2 2 4), or digit by digit.
const GROUPS: usize = 5;
/// How many separators may stand between two groups.
const SEPARATORS: usize = 3;

/// Runs of exactly 18 letters and digits, and neighbouring runs that are a valid number together.
fn candidates(block: &str) -> Vec<Candidate> {
    let runs = runs(block);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = runs.get(at..).filter(|rest| !rest.is_empty()) {
        let candidate = joined_runs(block, rest);
        at += candidate.as_ref().map_or(1, |candidate| candidate.runs);
        found.extend(candidate);
    }
    found
}

/// Runs of ASCII letters and digits; a multiplication sign at the end of one stands for X.
fn runs(block: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut characters = block.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let ends = characters.peek().is_none_or(|(_, next)| !next.is_ascii_alphanumeric());
        if !(character.is_ascii_alphanumeric() || character == TIMES && ends) {
            continue;
        }
        let end = at + character.len_utf8();
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = end,
            _ => runs.push(at..end),
        }
    }
    runs
}

const TIMES: char = '\u{D7}';

/// The number that the first runs make up: one run, or several close together whose check digit is right.
fn joined_runs(block: &str, runs: &[Range<usize>]) -> Option<Candidate> {
    let start = runs.first()?.start;
    let mut length = 0;
    let mut last = start;
    let mut hyphens = false;
    for (count, run) in (1..).zip(runs.iter().take(LENGTH)) {
        let between = block.get(last..run.start)?;
        if between.len() > SEPARATORS || !between.chars().all(|character| matches!(character, ' ' | '\t' | '-')) {
            return None;
        }
        hyphens |= between.contains('-');
        length += block.get(run.clone())?.chars().take(LENGTH + 1).count();
        last = run.end;
        if length < LENGTH {
            continue;
        }
        let digits = (length == LENGTH).then(|| digits(block.get(start..last)?))??;
        // A longer number in groups holds many that look right.
        let part = hyphens && (block.get(..start)?.ends_with('-') || block.get(last..)?.starts_with('-'));
        let sure = count == 1 || !part && has_province_and_birthday(&digits) && has_valid_check_digit(&digits);
        return sure.then_some(Candidate { range: start..last, digits, runs: count });
    }
    None
}

/// The characters of a number without what separates them.
fn digits(number: &str) -> Option<[u8; LENGTH]> {
    let plain = number.chars().map(|character| if character == TIMES { 'X' } else { character.to_ascii_uppercase() });
    let digits: Vec<u8> =
        plain.filter(char::is_ascii_alphanumeric).filter_map(|character| u8::try_from(character).ok()).collect();
    digits.try_into().ok()
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

    #[test]
    fn joined_numbers_need_their_check_digit() {
        for number in ["110105-19491231-002X", "110105  19491231  002X", "110105\t19491231002X", "11010519491231002×"]
        {
            assert_eq!(candidates(number).len(), 1, "{number}");
        }
        for number in ["110105-19491231-0021", "110105 19491231 0021", "110105\t194912310021", "7-110105-19491231-002X"]
        {
            assert!(candidates(number).is_empty(), "{number}");
        }
    }
}
