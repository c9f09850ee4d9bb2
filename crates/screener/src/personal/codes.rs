//! The structure of numbers: identity numbers (GB 11643), unified social credit codes (GB 32100), cards (Luhn).

use std::ops::Range;

/// Characters of an identity number.
pub(crate) const IDENTITY: usize = 18;
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS: [u8; 11] = *b"10X98765432";
/// Provinces, and the residence permits for Hong Kong, Macao and Taiwan residents (81–83).
const PROVINCES: [u8; 35] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63,
    64, 65, 71, 81, 82, 83,
];

/// Province, birthday and form of an identity number are possible.
pub(crate) fn has_province_and_birthday(digits: &[u8; IDENTITY]) -> bool {
    let year = number(digits, 6..10);
    let ordinal = number(digits, 14..17).is_some() && number(digits, 0..6).is_some();
    ordinal
        && year.is_some_and(|year| has_birthday(digits, year, 10))
        && digits.last().is_some_and(|last| last.is_ascii_digit() || *last == b'X')
}

/// Whether the last character fits the others.
pub(crate) fn has_valid_check_digit(digits: &[u8; IDENTITY]) -> bool {
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit.wrapping_sub(b'0')) * weight).sum();
    CHECK_DIGITS.get((sum % 11) as usize) == digits.last()
}

/// A whole identity number of 18 characters, its check digit included.
pub(crate) fn is_identity_number(text: &str) -> bool {
    let upper = text.to_ascii_uppercase();
    <&[u8; IDENTITY]>::try_from(upper.as_bytes())
        .is_ok_and(|digits| has_province_and_birthday(digits) && has_valid_check_digit(digits))
}

/// An identity number as issued until 1999: 15 digits, the year in two of them, no check digit.
pub(crate) fn is_old_identity_number(text: &str) -> bool {
    let digits = text.as_bytes();
    digits.len() == 15
        && digits.iter().all(u8::is_ascii_digit)
        && number(digits, 6..8).is_some_and(|year| has_birthday(digits, 1900 + year, 8))
}

/// Whether the province at the beginning exists and month and day at `at` are a date of this year.
fn has_birthday(digits: &[u8], year: u32, at: usize) -> bool {
    let (Some(province), Some(month), Some(day)) =
        (number(digits, 0..2), number(digits, at..at + 2), number(digits, at + 2..at + 4))
    else {
        return false;
    };
    PROVINCES.iter().any(|one| u32::from(*one) == province)
        && (1900..2100).contains(&year)
        && calendar::day_from(year.into(), month.into(), day.into()).is_some()
}

fn number(digits: &[u8], range: Range<usize>) -> Option<u32> {
    digits.get(range)?.iter().try_fold(0, |sum, digit| Some(sum * 10 + char::from(*digit).to_digit(10)?))
}

/// The characters of unified social credit codes by value: digits and letters without I, O, S, V, Z.
const CREDIT: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Whether the last character of a unified social credit code fits the others; none when it is no such code by form.
pub(crate) fn is_valid_credit_code(text: &str) -> Option<bool> {
    let value = |character: u8| {
        let at = CREDIT.iter().position(|one| *one == character.to_ascii_uppercase())?;
        u32::try_from(at).ok()
    };
    let values: Vec<u32> = text.bytes().map_while(value).collect();
    if values.len() != text.len() || values.len() != 18 {
        return None;
    }
    let (last, first) = values.split_last()?;
    let sum = first.iter().fold((0, 1), |(sum, weight), value| ((sum + value * weight) % 31, weight * 3 % 31)).0;
    Some((31 - sum) % 31 == *last)
}

/// The check digit that cards carry.
pub(crate) fn has_luhn_digit(digits: &str) -> bool {
    let sum: u32 =
        digits.chars().rev().filter_map(|digit| digit.to_digit(10)).zip([false, true].into_iter().cycle()).fold(
            0,
            |sum, (digit, double)| {
                let value = if double { digit * 2 } else { digit };
                sum + value / 10 + value % 10
            },
        );
    sum % 10 == 0
}

/// A card by its length, its issuer's number and its check digit.
pub(crate) fn is_bank_card(digits: &str) -> bool {
    let issued = digits.starts_with("62") || digits.len() == 16 && digits.starts_with(['4', '5']);
    (16..=19).contains(&digits.len()) && issued && has_luhn_digit(digits)
}

/// A mobile number: 11 digits with a network that is in use.
pub(crate) fn is_mobile(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    let network = match (bytes.get(1), bytes.get(2)) {
        (Some(b'3' | b'8'), Some(_)) => true,
        (Some(b'4'), Some(third)) => !matches!(third, b'2' | b'3'),
        (Some(b'5'), Some(third)) => *third != b'4',
        (Some(b'6'), Some(third)) => matches!(third, b'2' | b'5' | b'6' | b'7'),
        (Some(b'7'), Some(third)) => *third != b'9',
        (Some(b'9'), Some(third)) => *third != b'4',
        _ => false,
    };
    bytes.len() == 11 && bytes.first() == Some(&b'1') && network && bytes.iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identity_numbers() {
        assert!(is_identity_number("11010519491231002x"));
        assert!(!is_identity_number("110105194912310021"));
        assert!(is_old_identity_number("110105491231002"));
        assert!(!is_old_identity_number("110105491331002"));
        assert!(has_province_and_birthday(b"110105200002290024"));
        for number in [b"110105190002290024", b"110105199013010024", b"110105199004310024", b"990105199001010024"] {
            assert!(!has_province_and_birthday(number), "{}", String::from_utf8_lossy(number));
        }
    }

    #[test]
    fn credit_codes() {
        assert_eq!(is_valid_credit_code("91350100M000100Y43"), Some(true));
        assert_eq!(is_valid_credit_code("91350100M000100Y44"), Some(false));
        assert_eq!(is_valid_credit_code("91350100M000100O43"), None);
        assert_eq!(is_valid_credit_code("9135"), None);
    }

    #[test]
    fn cards_and_mobiles() {
        assert!(has_luhn_digit("79927398713") && !has_luhn_digit("79927398710"));
        assert!(is_bank_card("4111111111111111") && !is_bank_card("4111111111111112"));
        assert!(is_mobile("13800001234") && !is_mobile("12345678901") && !is_mobile("1380000123"));
    }
}
