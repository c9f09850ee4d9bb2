//! Chinese numerals: 一百二十三, 二〇二四, 壹仟贰佰.

/// A numeral longer than this is no numeral.
const LONGEST: usize = 24;

/// The value of a digit in ordinary writing; 两 counts as 2.
pub(crate) const fn digit(character: char) -> Option<u64> {
    Some(match character {
        '〇' | '零' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// The value of a digit in capital writing, as on cheques.
pub(crate) const fn capital_digit(character: char) -> Option<u64> {
    Some(match character {
        '零' => 0,
        '壹' | '壱' => 1,
        '贰' | '貳' => 2,
        '叁' | '参' | '參' | '叄' => 3,
        '肆' => 4,
        '伍' => 5,
        '陆' | '陸' => 6,
        '柒' => 7,
        '捌' => 8,
        '玖' => 9,
        _ => return None,
    })
}

const fn unit(character: char) -> Option<u64> {
    Some(match character {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1_000,
        _ => return None,
    })
}

/// Whether a character can stand in an ordinary numeral with units.
pub(crate) const fn is_numeral(character: char) -> bool {
    digit(character).is_some() || matches!(character, '十' | '百' | '千' | '万' | '亿')
}

/// The value of a numeral with units, written in ordinary digits; none when it is not one: 十二, 一百零五, 三万.
pub(crate) fn chinese(text: &str) -> Option<u64> {
    with_units(text, digit)
}

/// The value of a numeral with units, written in capital digits.
pub(crate) fn capital(text: &str) -> Option<u64> {
    with_units(text, capital_digit)
}

/// The value of digits without units: 二〇二四. None unless all are digits and there are at most nine.
pub(crate) fn positional(text: &str) -> Option<u64> {
    let mut value = 0;
    for (count, character) in text.chars().enumerate() {
        if count >= 9 || character == '两' {
            return None;
        }
        value = value * 10 + digit(character)?;
    }
    (!text.is_empty()).then_some(value)
}

fn with_units(text: &str, digit: fn(char) -> Option<u64>) -> Option<u64> {
    if text.is_empty() || text.chars().nth(LONGEST).is_some() {
        return None;
    }
    let mut total = 0_u64;
    let mut section = 0_u64;
    let mut number: Option<u64> = None;
    let (mut last_unit, mut last_big) = (u64::MAX, u64::MAX);
    for character in text.chars() {
        if let Some(value) = digit(character) {
            if number.is_some_and(|number| number > 0) {
                return None;
            }
            number = Some(value);
        } else if let Some(unit) = unit(character) {
            // 十二 and 拾贰 leave the leading 一 out.
            let count = number.take().filter(|count| *count > 0).or((unit == 10 && section == 0).then_some(1))?;
            if unit >= last_unit {
                return None;
            }
            last_unit = unit;
            section += count * unit;
        } else {
            let big = match character {
                '万' => 10_000,
                '亿' => 100_000_000,
                _ => return None,
            };
            let count = section + number.take().unwrap_or(0);
            if count == 0 || big >= last_big {
                return None;
            }
            total += count * big;
            (section, last_unit, last_big) = (0, u64::MAX, big);
        }
    }
    Some(total + section + number.unwrap_or(0))
}

/// The ordinary numeral for a number below 10,000, as ordinals are written: 1 → 一, 12 → 十二, 105 → 一百零五. Larger numbers in figures.
pub(crate) fn write(number: u64) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    if number >= 10_000 {
        return number.to_string();
    }
    let mut text = String::new();
    let mut gap = false;
    for (unit, name) in [(1_000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / unit % 10;
        if digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if gap {
            text.push('零');
            gap = false;
        }
        if !(unit == 10 && digit == 1 && text.is_empty()) {
            text.extend(DIGITS.get(usize::try_from(digit).unwrap_or(0)));
        }
        text.push_str(name);
    }
    if text.is_empty() { "零".to_owned() } else { text }
}

/// The run of characters at the end of `text` that fit; `most` are looked at. None when the run goes on beyond them.
pub(crate) fn run_before(text: &str, most: usize, fits: impl Fn(char) -> bool) -> Option<&str> {
    let mut start = text.len();
    for (count, (at, character)) in text.char_indices().rev().enumerate() {
        if !fits(character) {
            break;
        }
        if count >= most {
            return None;
        }
        start = at;
    }
    text.get(start..)
}

/// The run of characters at the beginning of `text` that fit; `most` are looked at. None when the run goes on beyond them.
pub(crate) fn run_after(text: &str, most: usize, fits: impl Fn(char) -> bool) -> Option<&str> {
    let mut end = 0;
    for (count, (at, character)) in text.char_indices().enumerate() {
        if !fits(character) {
            break;
        }
        if count >= most {
            return None;
        }
        end = at + character.len_utf8();
    }
    text.get(..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numerals_people_write() {
        for (text, value) in [
            ("一", 1),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("一百零五", 105),
            ("一百一十", 110),
            ("两千", 2_000),
            ("一万二千", 12_000),
            ("三亿零五万", 300_050_000),
        ] {
            assert_eq!(chinese(text), Some(value), "{text}");
        }
        for text in ["", "二〇二四", "十百", "一二", "百", "万", "十十"] {
            assert_eq!(chinese(text), None, "{text}");
        }
        assert_eq!(positional("二〇二四"), Some(2024));
        assert_eq!(capital("壹万贰仟零伍"), Some(12_005));
        assert_eq!(run_before("第十二", 3, is_numeral), Some("十二"));
        assert_eq!(run_before("一二三四", 3, is_numeral), None);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(number in 1_u64..10_000) {
            prop_assert_eq!(chinese(&write(number)), Some(number));
        }

        #[test]
        fn no_text_breaks_the_reading(text in "[〇零一二两三十百千万亿壹贰拾佰仟甲]{0,30}") {
            let _ = (chinese(&text), capital(&text), positional(&text));
        }
    }
}
