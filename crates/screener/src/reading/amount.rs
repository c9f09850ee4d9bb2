//! Amounts of money: 壹万贰仟元整, 12,000.00, 1.2万元.

use super::numeral;

/// Characters of an amount in capital writing.
pub(crate) const fn is_capital(character: char) -> bool {
    numeral::capital_digit(character).is_some()
        || matches!(
            character,
            '拾' | '佰'
                | '仟'
                | '十'
                | '百'
                | '千'
                | '万'
                | '萬'
                | '亿'
                | '億'
                | '元'
                | '圆'
                | '圓'
                | '角'
                | '分'
                | '整'
                | '正'
        )
}

/// An amount in capital writing in 分; none when it cannot be read: 壹万贰仟元整, 叁拾元伍角.
pub(crate) fn capital(text: &str) -> Option<u64> {
    let text = text.trim_end_matches(['整', '正']);
    let text = text.replace(['圆', '圓'], "元").replace('萬', "万").replace('億', "亿");
    let (whole, rest) = text.split_once('元')?;
    let yuan = numeral::capital(whole)?;
    let rest = rest.trim_end_matches(['整', '正']).trim_start_matches('零');
    let (tenths, rest) = small(rest, '角')?;
    let (cents, rest) = small(rest.trim_start_matches('零'), '分')?;
    if !rest.is_empty() {
        return None;
    }
    yuan.checked_mul(100)?.checked_add(tenths * 10 + cents)
}

/// One digit before a unit, and what follows; zero when the unit does not come.
fn small(text: &str, unit: char) -> Option<(u64, &str)> {
    let mut characters = text.chars();
    let Some(digit) = characters.next().and_then(numeral::capital_digit) else { return Some((0, text)) };
    match characters.as_str().strip_prefix(unit) {
        Some(rest) => Some((digit, rest)),
        None => Some((0, text)),
    }
}

/// A decimal figure at the beginning of `text`, with or without thousands separators: its value in ten-thousandths and its length. None when
/// there is none, or it has more than four decimals or sixteen digits.
pub(crate) fn decimal(text: &str) -> Option<(u64, usize)> {
    const LONGEST: usize = 24;
    let run = numeral::run_after(text, LONGEST, |character| {
        character.is_ascii_digit() || matches!(character, ',' | '，' | '.')
    })?;
    let run = run.trim_end_matches([',', '，', '.']);
    if !run.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let (whole, decimals) = run.split_once('.').unwrap_or((run, ""));
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    if decimals.len() > 4 || digits.len() > 12 || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let scale = 10_u64.pow(u32::try_from(decimals.len()).ok()?);
    let fraction = if decimals.is_empty() { 0 } else { decimals.parse::<u64>().ok()? };
    Some((digits.parse::<u64>().ok()? * 10_000 + fraction * 10_000 / scale, run.len()))
}

/// An amount in figures with its unit at the beginning of `text`, in 分, and its length: 12,000.00元, 1.2万元. A figure without a unit is
/// 元 when `bare`.
pub(crate) fn figures(text: &str, bare: bool) -> Option<(u64, usize)> {
    let (value, length) = decimal(text)?;
    let rest = text.get(length..)?;
    let trimmed = rest.trim_start_matches(' ');
    let gap = rest.len() - trimmed.len();
    for (unit, factor) in [("万元", 10_000), ("亿元", 100_000_000), ("元", 1)] {
        if trimmed.starts_with(unit) {
            return Some((value.checked_mul(factor)? / 100, length + gap + unit.len()));
        }
    }
    (bare && !trimmed.starts_with(['万', '亿', '千', '百'])).then_some((value / 100, length))
}

/// 分 as an amount in 元 for messages.
pub(crate) fn shown(fen: u64) -> String {
    let (yuan, rest) = (fen / 100, fen % 100);
    if rest == 0 { format!("{yuan}元") } else { format!("{yuan}.{rest:02}元") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn capitals() {
        for (text, fen) in [
            ("壹万贰仟元整", 1_200_000),
            ("叁拾元伍角", 3_050),
            ("伍佰零陆圆零柒分", 50_607),
            ("拾万元正", 10_000_000),
            ("壹亿贰仟万元整", 12_000_000_000),
        ] {
            assert_eq!(capital(text), Some(fen), "{text}");
        }
        for text in ["", "元整", "壹贰元", "壹万", "伍角"] {
            assert_eq!(capital(text), None, "{text}");
        }
    }

    #[test]
    fn amounts_in_figures() {
        assert_eq!(figures("12,000.00元", false), Some((1_200_000, "12,000.00元".len())));
        assert_eq!(figures("1.2万元", false), Some((1_200_000, "1.2万元".len())));
        assert_eq!(figures("12000）", true), Some((1_200_000, 5)));
        assert_eq!(figures("12000）", false), None);
        assert_eq!(figures("3.12345元", true), None);
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reading(text in "[0-9,.，元万亿角分壹贰拾佰整]{0,40}") {
            let _ = (capital(&text), figures(&text, true), decimal(&text));
        }
    }
}
