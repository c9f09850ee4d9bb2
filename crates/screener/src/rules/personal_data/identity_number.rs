//! Resident identity numbers (GB 11643) of 18 and of 15 digits.

use crate::hit::{Hit, Hits};
use crate::personal::codes::{IDENTITY, has_province_and_birthday, has_valid_check_digit};
use crate::personal::codes::{is_identity_number, is_old_identity_number, is_valid_credit_code};
use crate::personal::columns;
use crate::rule::Rule;
use crate::scan::TokenKind;
use crate::target::Target;
use lexicon::{Level, Tier};
use std::ops::Range;

const DOCUMENTATION: &str = "\
## 检查什么
18 位公民身份号码：省级代码、出生日期、校验位（GB 11643—1999）都成立。校验位不符但前后文说明是身份证号码的，提示号码可能写错；
写明是身份证号而位数、出生日期不对的，15 位的旧号码，残疾人证号和个人纳税人识别号中的身份号码。表格一列是号码的，合为一条。

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
身份证号码由18位数字组成，15位的已停止使用
准考证号110105491231002
身份证号：1101**********002X
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
    documentation: Rule::documented(DOCUMENTATION),
    cues: &[],
    summarise: true,
    check,
};

const LENGTH: usize = IDENTITY;
/// Characters of the shortest that a label can stand before: an old number.
const SHORTEST: usize = 15;
const CUES: [&str; 4] = ["身份证", "身份号码", "证件号", "公民身份"];

fn check(target: &Target<'_>, hits: &mut Hits) {
    let valid = |cell: &str| columns::value(cell, is_identity_number);
    let mut listed = columns::columns(target, |_| true, valid);
    listed.retain(|column| column.values.len() > 1);
    let mask = |number: &str| masked(target, number);
    hits_of_columns(target, &listed, hits);
    let claimed = columns::claimed(&listed);
    let suspects = suspects(target);
    for (start, block) in target.blocks() {
        let first = suspects.partition_point(|at| *at < start);
        if suspects.get(first).is_none_or(|at| *at >= start + block.len()) {
            continue;
        }
        let mut named = None;
        for Candidate { range, digits, runs } in candidates(block) {
            let place = start + range.start..start + range.end;
            if !has_province_and_birthday(&digits) || columns::is_claimed(&claimed, place.start) {
                continue;
            }
            let valid = has_valid_check_digit(&digits);
            // A number that is mistyped, or written digit by digit, is one only where the text says so.
            let plain = valid && runs <= GROUPS;
            let says = plain || *named.get_or_insert_with(|| CUES.iter().any(|cue| block.contains(cue)));
            if says && !is_credit_code(block, &range) {
                let slip = if valid { Slip::Published } else { Slip::CheckDigit };
                hits.push(slip.hit(place, mask(&String::from_utf8_lossy(&digits))));
            }
        }
        for (range, slip) in labelled(block) {
            let place = start + range.start..start + range.end;
            if !columns::is_claimed(&claimed, place.start) {
                hits.push(slip.hit(place.clone(), mask(target.slice(place))));
            }
        }
    }
}

/// Places of figures that may be a number: as many in groups as a number has, or an unbroken run of the length of the old ones. Paragraphs
/// without are not read.
fn suspects(target: &Target<'_>) -> Vec<usize> {
    let mut suspects = Vec::new();
    // Where the groups end and how many digits they have; and the unbroken run of digits and letters.
    let (mut end, mut digits, mut run) = (0, 0, 0..0);
    for token in target.tokens {
        let range = &token.range;
        if matches!(token.kind, TokenKind::Mark(_)) {
            continue;
        }
        run = if run.end == range.start { run.start..range.end } else { range.clone() };
        if token.kind == TokenKind::Digits {
            let joined = range.start - end <= SEPARATORS && !target.slice(end..range.start).contains('\n');
            digits = if joined { digits + range.len() } else { range.len() };
            end = range.end;
        }
        // All but the last character of a number are digits.
        if digits >= LENGTH - 1 || run.len() >= SHORTEST {
            suspects.push(range.start);
        }
    }
    suspects
}

fn hits_of_columns(target: &Target<'_>, listed: &[columns::Column<'_>], hits: &mut Hits) {
    let found = listed.iter().filter_map(|column| {
        column.hit(target, Level::Block, "个完整的公民身份号码", |number| masked(target, number))
    });
    found.for_each(|hit| hits.push(hit.confidence(990)));
}

fn masked(target: &Target<'_>, number: &str) -> String {
    target.settings.masking.identity_number.mask(number)
}

/// What is wrong with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slip {
    /// Nothing but that it is there.
    Published,
    CheckDigit,
    Length,
    Birthday,
    Old,
    Extended,
}

impl Slip {
    fn hit(self, range: Range<usize>, mask: String) -> Hit {
        let (level, confidence, message) = match self {
            Self::Published => (
                Level::Block,
                990,
                "公开了完整的公民身份号码（校验位正确）：请删去或遮盖，确需公开的由审核员说明依据。",
            ),
            Self::Extended => (
                Level::Block,
                980,
                "公开了含有完整公民身份号码的证号（残疾人证、个人纳税人识别号）：请删去或遮盖，确需公开的由审核员说明依据。",
            ),
            Self::CheckDigit => (Level::Confirm, 600, "疑似公民身份号码，但校验位不符：请核对是否写错，并删去或遮盖。"),
            Self::Length => (Level::Confirm, 700, "写作身份证号码，但不是 18 位：请核对是否写错，并删去或遮盖。"),
            Self::Birthday => {
                (Level::Confirm, 700, "写作身份证号码，但地区或出生日期不成立：请核对是否写错，并删去或遮盖。")
            }
            Self::Old => {
                (Level::Confirm, 850, "公开了 15 位的居民身份证号码：请删去或遮盖，确需公开的由审核员说明依据。")
            }
        };
        Hit::new(range, level, message)
            .source(Tier::Law, "《中华人民共和国个人信息保护法》第二十五条")
            .replace(mask)
            .confidence(confidence)
    }
}

/// After these a number is an identity number, whatever it looks like.
const LABELS: [&str; 7] =
    ["身份证号码", "身份证号", "公民身份号码", "身份号码", "身份证件号码", "残疾人证号", "纳税人识别号"];
/// These numbers are an identity number and two digits.
const EXTENDED: [&str; 2] = ["残疾人证号", "纳税人识别号"];

/// Numbers right behind their label that are no valid number of 18 characters.
fn labelled(block: &str) -> Vec<(Range<usize>, Slip)> {
    let mut found: Vec<(Range<usize>, Slip)> = Vec::new();
    for label in LABELS {
        for (at, _) in block.match_indices(label) {
            let after = block.get(at + label.len()..).unwrap_or_default();
            let after = after.strip_prefix("码").unwrap_or(after);
            let number = after.trim_start_matches(['：', ':', '为', '是', ' ', '\t', '（', '(']);
            let rest = number.trim_start_matches(|character: char| character.is_ascii_alphanumeric());
            let range = block.len() - number.len()..block.len() - rest.len();
            let open = rest.starts_with(['*', '×', '＊', '●', '-', ' ']);
            let slip = block.get(range.clone()).and_then(|number| slip(number, label, open));
            let seen = found.iter().rev().take(LABELS.len()).any(|(other, _)| *other == range);
            found.extend(slip.filter(|_| !seen).map(|slip| (range, slip)));
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found.dedup_by(|(one, _), (other, _)| one == other);
    found
}

/// What is wrong with a number behind this label; none when it is another rule's, masked, or no number at all.
fn slip(number: &str, label: &str, open: bool) -> Option<Slip> {
    let digits = number.strip_suffix(['X', 'x']).unwrap_or(number);
    if open || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let inner = number.get(..LENGTH).is_some_and(is_identity_number);
    match number.len() {
        20 if inner && EXTENDED.contains(&label) => Some(Slip::Extended),
        _ if EXTENDED.contains(&label) => None,
        15 if is_old_identity_number(number) => Some(Slip::Old),
        LENGTH => {
            let whole =
                <&[u8; LENGTH]>::try_from(number.to_ascii_uppercase().as_bytes()).is_ok_and(has_province_and_birthday);
            (!whole).then_some(Slip::Birthday)
        }
        15 => Some(Slip::Birthday),
        16 | 17 | 19 => Some(Slip::Length),
        _ => None,
    }
}

/// Whether the text calls the number a unified social credit code and it is one.
fn is_credit_code(block: &str, range: &Range<usize>) -> bool {
    let before = block.get(..range.start).unwrap_or_default();
    let label = before.trim_end_matches(['：', ':', '为', '是', ' ', '\t', '（', '(']);
    label.ends_with("信用代码") && block.get(range.clone()).and_then(is_valid_credit_code) == Some(true)
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

#[cfg(test)]
mod tests {
    use super::*;

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
