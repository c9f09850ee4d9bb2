//! How much of a number stays when it is masked for publication (clause 11.1). No standard fixes it, so an agency may; what would leave a number
//! that can be completed is an error.

use crate::profile::ProfileError;
use serde::Deserialize;

/// How many characters of a number stay at either end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// Characters that stay at the beginning.
    pub leading: u8,
    /// Characters that stay at the end.
    pub trailing: u8,
}

/// How numbers are masked, by kind. The defaults are the cautious ones: what completes a number does not stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Masking {
    /// Resident identity numbers, 15 or 18 characters.
    pub identity_number: Kept,
    /// Mobile and private telephone numbers.
    pub phone_number: Kept,
    /// Bank cards, accounts, social-security cards.
    pub bank_account: Kept,
    /// Passports, permits and other certificates.
    pub permit: Kept,
}

impl Default for Masking {
    fn default() -> Self {
        let kept = |leading, trailing| Kept { leading, trailing };
        Self { identity_number: kept(6, 0), phone_number: kept(3, 0), bank_account: kept(4, 0), permit: kept(2, 0) }
    }
}

impl Kept {
    /// A number with what does not stay replaced by asterisks; all of it where it is too short to hide anything.
    ///
    /// ```
    /// assert_eq!(articles::Kept { leading: 3, trailing: 2 }.mask("ABC12345"), "ABC***45");
    /// ```
    #[must_use]
    pub fn mask(self, number: &str) -> String {
        let length = number.chars().count();
        let (leading, trailing) = (usize::from(self.leading), usize::from(self.trailing));
        let stays = |at: usize| leading + trailing < length && (at < leading || at >= length - trailing);
        number.chars().enumerate().map(|(at, character)| if stays(at) { character } else { '*' }).collect()
    }
}

impl Masking {
    /// What is wrong: the most that may stay, by kind.
    pub(crate) fn errors(&self) -> Vec<ProfileError> {
        let kinds = [
            ("identity_number", self.identity_number, 6, 4),
            ("phone_number", self.phone_number, 3, 4),
            ("bank_account", self.bank_account, 6, 4),
            ("permit", self.permit, 2, 3),
        ];
        let wrong = kinds
            .into_iter()
            .filter(|(_, kept, leading, trailing)| kept.leading > *leading || kept.trailing > *trailing);
        let message = |(name, _, leading, trailing): (&str, Kept, u8, u8)| {
            format!("screening.masking.{name}：开头最多保留 {leading} 位、末尾最多保留 {trailing} 位，再多即可还原")
        };
        wrong.map(|kind| ProfileError { line: 0, column: 0, clause: "11.1", message: message(kind) }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_hide_what_completes_a_number() {
        let masking = Masking::default();
        assert_eq!(masking.identity_number.mask("11010519491231002X"), "110105************");
        assert_eq!(masking.phone_number.mask("13800001234"), "138********");
        assert_eq!(masking.permit.mask("A"), "*");
        assert!(masking.errors().is_empty());
    }

    #[test]
    fn what_leaves_too_much_is_an_error() {
        let masking = Masking { identity_number: Kept { leading: 14, trailing: 0 }, ..Masking::default() };
        let error = &masking.errors()[0];
        assert_eq!((error.clause, error.message.contains("identity_number")), ("11.1", true));
    }
}
